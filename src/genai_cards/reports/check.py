"""What `check` has to say: as text, as JSON, as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from genai_cards.build import Build
from genai_cards.checks.allow import Allowance, apart, unused
from genai_cards.checks.ledger import Account, Ledger, account
from genai_cards.diagnostics import Diagnostic, Severity, by_place
from genai_cards.page.outline import outline
from genai_cards.reports.export import aligned
from genai_cards.reports.folding import folded

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
"""What is told, worst first."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
"""GitHub's words."""

_QUOTED = 70
"""Characters of a block that was left out."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to say of the pages."""

    ledgers: tuple[Ledger, ...]
    problems: tuple[Diagnostic, ...]
    """Errors, warnings and advice, by place."""

    notes: int

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Give the problems of one severity."""
        return tuple(problem for problem in self.problems if problem.severity is severity)


def find(built: Build, more: Iterable[Diagnostic], allowed: Sequence[Allowance] = ()) -> Findings:
    """Account for the blocks of each page, and join what there is to say: `more` to what the build has said.

    `allowed` is what the project allows; the pages say themselves what they do. What allows nothing is told, too.
    """
    silent = {page.path for page in built.pages if page.silent}
    accounts = tuple(each for each in ledgers(built) if each.path not in silent)
    lost = (problem for each in accounts for problem in each.text_lost())
    every = (*built.diagnostics, *built.allowed, *more, *lost)
    allowances = [*allowed, *(allowance for page in built.pages for allowance in page.allowed)]
    told, _ = apart((*every, *unused(every, allowances)), allowances)
    problems = by_place(problem for problem in told if problem.severity in SEVERITIES)
    return Findings(accounts, problems, len(built.notes))


def ledgers(built: Build) -> tuple[Ledger, ...]:
    """Account for the blocks of each page; the build must have kept their trees."""
    reasons = (*built.diagnostics, *built.allowed)
    return tuple(
        account(page.path, outline(page.document, page.source), built.notes, reasons)
        for page in built.pages
        if page.document is not None and page.source is not None
    )


def as_text(found: Findings, coverage: bool = False, everything: bool = False) -> Iterator[str]:
    """Yield lines for people: each problem, a hint only where it is said first; the coverage; the sum.

    Unless `everything` is wanted, what is alike is said once.
    """
    hints: set[str] = set()
    for problem in found.problems if everything else folded(found.problems, "--all"):
        if isinstance(problem, str):
            yield problem
            continue
        yield str(problem).split("\n  hint: ")[0]
        if problem.hint and problem.hint not in hints:
            hints.add(problem.hint)
            yield f"  hint: {problem.hint}"
    if coverage:
        yield from _coverage(found.ledgers)
    yield _summary(found, coverage)


def _coverage(ledgers: Sequence[Ledger]) -> Iterator[str]:
    for ledger in ledgers:
        for left in ledger.left_out():
            yield _left_out(ledger.path, left)
    rows = [["page", "blocks", "on cards", "", "words", "on cards", ""]]
    rows += [_row(ledger.path, [ledger]) for ledger in ledgers]
    if len(ledgers) > 1:
        rows.append(_row("total", ledgers))
    yield aligned(rows)


def _left_out(path: str, left: Account) -> str:
    place = f"{path}:{left.node.first}"
    reason = f"{left.skipped.message} [{left.skipped.code}]" if left.skipped else "nobody knows why: please report it"
    text = left.node.text
    return f"{place}: skipped: {reason}\n    {text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}"


def _row(name: str, ledgers: Sequence[Ledger]) -> list[str]:
    blocks, covered = sum(len(each.accounts) for each in ledgers), sum(each.covered for each in ledgers)
    words, on_cards = sum(each.words for each in ledgers), sum(each.on_cards for each in ledgers)
    return [
        name,
        str(blocks),
        str(covered),
        _share(covered, blocks),
        str(words),
        str(on_cards),
        _share(on_cards, words),
    ]


def _share(part: int, whole: int) -> str:
    """Give a share that says 100 % only of all, and 0 % only of none."""
    if not whole:
        return "·"
    return f"{part * 100 // whole if part * 100 >= whole or not part else 1} %"


def _summary(found: Findings, coverage: bool) -> str:
    blocks = sum(len(ledger.accounts) for ledger in found.ledgers)
    covered = sum(ledger.covered for ledger in found.ledgers)
    counts = [_counted(len(found.of(severity)), severity) for severity in SEVERITIES if found.of(severity)]
    rest = f"{blocks - covered} did not, each for a reason{'' if coverage else ' (--coverage lists them)'}"
    became = "all became" if covered == blocks else f"{covered} became"
    blocks_said = (
        f"{_counted(blocks, 'block')}: {became} notes or part of one{'' if covered == blocks else f'; {rest}'}"
    )
    pages = f"{_counted(len(found.ledgers), 'page')}, {_counted(found.notes, 'note')}"
    words, on_cards = sum(each.words for each in found.ledgers), sum(each.on_cards for each in found.ledgers)
    said = f" {_share(on_cards, words)} of the words are on cards." if words and covered < blocks else ""
    return f"{pages}. {blocks_said}.{said}\n{', '.join(counts) or 'Nothing found'}."


def _counted(count: int, what: str) -> str:
    if what == Severity.ADVICE:
        return f"{count} {'piece' if count == 1 else 'pieces'} of advice"
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def as_json(found: Findings) -> str:
    """Give the same facts for programs, with the whole ledger."""
    facts = {
        "notes": found.notes,
        "problems": [problem.as_json() for problem in found.problems],
        "pages": [ledger.as_json() for ledger in found.ledgers],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def as_github(problem: Diagnostic, folder: str = "") -> str:
    """Give a problem as the command that makes GitHub annotate its line; `folder` is the project's in the repository.

    Source: the runner's own escaping, actions/toolkit, packages/core/src/command.ts.
    """
    file = f"{folder}/{problem.at.path}" if folder not in ("", ".") else problem.at.path
    places = {"file": file, "line": problem.at.line, "col": problem.at.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    said = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_COMMANDS[problem.severity]} {properties}::{_escaped(said)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
