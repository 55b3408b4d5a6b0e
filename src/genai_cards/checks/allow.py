"""What an author allows: `<!-- allow: answer-long -->` above a block or in it, `allow:` in front matter or settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from genai_cards.diagnostics import Diagnostic, Location, Severity, warning
from genai_cards.page.outline import outline
from genai_cards.page.references import allow_comments

if TYPE_CHECKING:
    from genai_cards.page.document import Document
    from genai_cards.page.outline import Node
    from genai_cards.source import Source

_CAN_BE_ALLOWED = (Severity.WARNING, Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class Allowance:
    """A code that is not told of some lines."""

    code: str
    at: Location
    """Where the author says so."""

    path: str
    """The page that it is about; empty for all pages."""

    first: int = 1
    last: int = 1 << 40
    needed: bool = True
    """Whether it is told of when it allows nothing."""

    def covers(self, problem: Diagnostic) -> bool:
        """Say whether a problem is allowed."""
        here = self.path in ("", problem.at.path) and self.first <= problem.at.line <= self.last
        return here and problem.code == self.code and problem.severity in _CAN_BE_ALLOWED


def allowances(document: Document, source: Source) -> tuple[Allowance, ...]:
    """Give what a page allows; foreign text has no comments of ours."""
    path = document.path
    line = next((n for n, text in enumerate(document.lines, 1) if text.startswith("allow:")), 1)
    whole = (Allowance(code, Location(path, line), path) for code in document.settings.allow)
    comments = [*allow_comments(document)] if "allow:" in source.text and not source.origins else []
    if not comments:
        return tuple(whole)
    page = outline(document, source)
    return (*whole, *chain.from_iterable(_allowed(page, path, *comment) for comment in comments))


def _allowed(page: Node, path: str, first: int, last: int, codes: str) -> Iterator[Allowance]:
    target = _below(page, last) if first else _around(page, last)
    if target is not None:
        for code in codes.replace(",", " ").split():
            yield Allowance(code, Location(path, first or last), path, target.first, target.last)


def _below(page: Node, line: int) -> Node | None:
    """Give the outermost block or section that begins first below a line."""
    below = [node for node in page.walk() if node.first > line and node is not page]
    return min(below, key=lambda node: node.first, default=None)


def _around(page: Node, line: int) -> Node | None:
    """Give the item, row or block that a line belongs to."""
    holders = [node for node in page.walk() if node.first <= line <= node.last]
    items = [node for node in holders if node.name in ("item", "row", "entry")]
    return items[-1] if items else holders[-1] if holders else None


def apart(
    problems: Iterable[Diagnostic], allowed: Sequence[Allowance]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Tell what is to be told from what is allowed."""
    every = tuple(problems)
    if not allowed:
        return every, ()
    hushed = [any(each.covers(problem) for each in allowed) for problem in every]
    told = tuple(problem for problem, hush in zip(every, hushed, strict=True) if not hush)
    return told, tuple(problem for problem, hush in zip(every, hushed, strict=True) if hush)


def unused(problems: Iterable[Diagnostic], allowed: Iterable[Allowance]) -> Iterator[Diagnostic]:
    """Yield a warning for each allowance that allows none of the problems."""
    every = tuple(problems)
    for each in allowed:
        if each.needed and not any(each.covers(problem) for problem in every):
            hint = "delete it, or look its code up in docs/diagnostics.md; errors cannot be allowed"
            yield warning("allow-unused", each.at, f"`allow: {each.code}` allows nothing", hint)
