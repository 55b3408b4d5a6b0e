"""Inline Markdown as the extractors read it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from genai_cards.diagnostics import Location

_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)

OPAQUE = "\ufffc"
"""Stands in a mask for each character of code, math and images, where no rule may look."""


@dataclass(frozen=True, slots=True)
class Text:
    """Inline Markdown: parsed once, with the page's link references; can be cut without parsing again."""

    tokens: tuple[Token, ...]
    at: Location
    plain: str
    """What a reader reads, without markup."""

    mask: str
    """As long as `plain`; rules match here. Code, math and images are OPAQUE."""

    @classmethod
    def of(cls, tokens: Sequence[Token], at: Location) -> Text:
        """Make the text of inline tokens that start at `at`."""
        if len(tokens) == 1 and tokens[0].type == "text":
            plain = tokens[0].content
            return cls(tuple(tokens), at, plain, plain)
        read = [_read(token) for token in tokens]
        return cls(tuple(tokens), at, "".join(plain for plain, _ in read), "".join(mask for _, mask in read))

    @classmethod
    def of_words(cls, plain: str, at: Location) -> Text:
        """Make a text of words without markup."""
        return cls((_words(plain),) if plain else (), at, plain, plain)

    @classmethod
    def of_code(cls, code: str, at: Location) -> Text:
        """Make a text that is one piece of code."""
        return cls.of([Token("code_inline", "code", 0, content=code)], at)

    def __bool__(self) -> bool:
        return bool(self.plain.strip())

    @property
    def begins_raised(self) -> bool:
        """Say whether it begins with a raised number, as the name of an isotope does."""
        return bool(self.tokens) and self.tokens[0].type == "html_inline" and self.tokens[0].content == "<sup>"

    @property
    def is_link(self) -> bool:
        """Say whether it begins and ends with a link."""
        return len(self.tokens) > 1 and self.tokens[0].type == "link_open" and self.tokens[-1].type == "link_close"

    @property
    def is_emphasised(self) -> bool:
        """Say whether one emphasis, italic or bold, spans all of it."""
        opening = self.tokens[0].type if self.tokens else ""
        spans = opening in ("em_open", "strong_open") and self.tokens[-1].type == opening.replace("open", "close")
        return spans and [token.type for token in self.tokens].count(opening) == 1

    def cut(self, start: int, stop: int | None = None) -> Text:
        """Give the part from `start` to `stop`, offsets into `plain`; emphasis and links around it are kept.

        Code, math and images are never split: they belong to the part that holds the first of them that is no space.
        """
        stop = len(self.plain) if stop is None else stop
        if len(self.tokens) == 1 and self.tokens[0].type == "text":
            return Text.of_words(self.plain[start:stop], self.at)
        line = self.at.line + _breaks(self.tokens, start)
        at = self.at if line == self.at.line else Location(self.at.path, line)
        if 0 < len(self.plain) <= start:
            return Text((), at, "", "")
        # what has no width, such as a footnote's number, belongs to the end of the text that it stands behind
        return Text.of(_cut(self.tokens, start, stop + (stop == len(self.plain))), at)

    def lines(self) -> tuple[Text, ...]:
        """Give the text line by line, as it stands in the page."""
        found: list[Text] = []
        line: list[Token] = []
        start = position = level = opened = 0
        number = self.at.line
        for token in (*self.tokens, None):
            if token is None or token.type in ("softbreak", "hardbreak"):
                at = self.at if number == self.at.line else Location(self.at.path, number)
                # cut is for emphasis that goes on over a line's end: it takes as long as the text
                found.append(self.cut(start, position) if level or opened else Text.of(line, at))
                line, start, opened, number = [], position + 1, level, number + 1
            else:
                line.append(token)
                level += token.nesting
            position += len(_read(token)[0]) if token else 0
        return tuple(found)

    def unwrapped(self) -> Text:
        """Give the text without the emphasis that spans all of it."""
        if len(self.tokens) < 3 or self.tokens[0].type not in ("strong_open", "em_open"):
            return self
        level, opening = 1, self.tokens[0].type
        for token in self.tokens[1:-1]:
            level += token.nesting
            if level == 0:
                return self
        inside = Text.of(self.tokens[1:-1], self.at)
        return inside if self.tokens[-1].type == opening.replace("open", "close") else self

    def stripped(self) -> Text:
        """Give the text without white space at its ends."""
        kept = self.plain.strip()
        if kept == self.plain:
            return self
        start = len(self.plain) - len(self.plain.lstrip())
        return self.cut(start, start + len(kept))


def _read(token: Token) -> tuple[str, str]:
    match token.type:
        case "text":
            return token.content, token.content
        case "softbreak":
            return " ", " "
        case "hardbreak":
            return "\n", "\n"
        case "html_inline":
            return _read_html(token.content)
        case "code_inline" | "math_inline" | "math_inline_double" | "image":
            return token.content, OPAQUE * len(token.content)
        case _:
            return "", ""


def _read_html(tag: str) -> tuple[str, str]:
    if tag[:3].lower() == "<br":
        return "\n", "\n"
    words = html.unescape(alternative(tag)) if tag[:4].lower() == "<img" else ""
    return words, OPAQUE * len(words)


def alternative(image: str) -> str:
    """Give the text, still in HTML, that stands for an image in HTML."""
    alt = _ALT.search(image)
    return next(filter(None, alt.groups()), "") if alt else ""


def _breaks(tokens: Sequence[Token], stop: int) -> int:
    position = breaks = 0
    for token in tokens:
        if position >= stop:
            break
        breaks += token.type in ("softbreak", "hardbreak")
        position += len(_read(token)[0])
    return breaks


def _cut(tokens: Sequence[Token], start: int, stop: int) -> list[Token]:
    kept: list[Token] = []
    waiting: list[Token] = []  # opened, but nothing inside is kept yet
    opened: list[Token] = []  # opened and kept, so their ends are kept too
    position = 0
    for token in tokens:
        if token.nesting == 1:
            waiting.append(token)
        elif token.nesting == -1:
            if waiting:
                waiting.pop()
            else:
                opened.pop()
                kept.append(token)
        else:
            length = len(_read(token)[0])
            piece = _piece(token, start - position, stop - position, length)
            if piece is not None:
                opened += waiting
                kept += waiting
                waiting = []
                kept.append(piece)
            position += length
        if position >= stop and not opened:
            break
    return kept


def _piece(token: Token, start: int, stop: int, length: int) -> Token | None:
    """Give the part of a token between two offsets into it."""
    if token.type != "text":
        shown = length and min(length - len(_read(token)[0].lstrip()), length - 1)
        return token if start <= shown < stop or (not length and start <= 0 <= stop) else None
    start, stop = max(start, 0), min(stop, length)
    if start >= stop:
        return None
    return token if stop - start == length else _words(token.content[start:stop])


def _words(plain: str) -> Token:
    return Token("text", "", 0, content=plain)
