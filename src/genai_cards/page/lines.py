"""The lines of a page's file: tokens find their places in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.page.text import Text


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that a tree is made of, and what is wrong with them."""

    path: str
    texts: Sequence[str]
    problems: list[Diagnostic] = field(default_factory=list)

    def at(self, token: Token, first: str = "") -> Location:
        """Locate a token; its column is that of `first`, or of the first character of its line."""
        if token.map is None:
            return Location(self.path)
        line = self.texts[token.map[0]]
        column = line.find(first) if first else len(line) - len(line.lstrip())
        return Location(self.path, token.map[0] + 1, max(column, 0) + 1)

    def text(self, token: Token, at: Location | None = None) -> Text:
        """Give the text of an inline token."""
        at = at or self.at(token, token.content.split("\n", 1)[0])
        children = token.children or []
        if len(children) == 1 and children[0].meta.get("too_long"):
            message = f"a text of {len(token.content):,} characters: its markup is not read"
            self.problems.append(warning("text-too-long", at, message, "put empty lines between its paragraphs"))
        return Text.of(children, at)
