"""Cloze deletions as Anki writes them, `{{c1::x::hint}}`, also one within another: the one place that reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LAST = 499
"""Anki makes no card of a higher number."""

# No page holds these characters: they stand for Anki's own signs where braces may be braces.
OPEN, CLOSE, HINT = "\x01", "\x02", "\x03"
SIGNS = re.compile(rf"([{OPEN}{CLOSE}{HINT}])")

_OPENING = re.compile(r"\{\{c(\d+)::")
_AS_ANKI_WRITES = re.compile(rf"{_OPENING.pattern}|\}}\}}|::")


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion of a cloze note."""

    number: int
    """Which of the note's cards hides it, from 1 on. Anki keeps a card's history by this number alone."""

    text: str
    """What it hides, as plain text."""

    gone: bool = False
    """Whether the note had it and has it no more: then its number is not given to another one."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A text with deletions, taken apart."""

    whole: str
    """The deletions in place, without their hints."""

    around: str
    """What no deletion hides."""

    hidden: tuple[str, ...]
    """What each deletion hides, in the order in which they begin."""


def taken_apart(signed: str) -> Parts:
    """Take a text apart by the signs in it."""
    whole: list[str] = []
    around: list[str] = []
    hidden: list[list[str]] = []
    opened: list[list[str]] = []
    hints = 0  # how deep the deletion is whose hint is being read
    for piece in SIGNS.split(signed):
        if piece == OPEN:
            hidden.append([])
            opened.append(hidden[-1])
        elif piece == CLOSE and opened:
            opened.pop()
            hints = hints if hints <= len(opened) else 0
        elif piece == HINT:
            hints = hints or len(opened)
        elif not hints:
            for pieces in (whole, *(opened or [around])):
                pieces.append(piece)
    return Parts("".join(whole), "".join(around), tuple(map("".join, hidden)))


def _signed(text: str) -> tuple[str, list[int]]:
    """Give a text with our signs for Anki's, and the numbers of its deletions."""
    numbers: list[int] = []
    depth = 0

    def sign(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            numbers.append(int(found[1]))
            depth += 1
            return OPEN
        if not depth:
            return found[0]
        depth -= found[0] == "}}"
        return CLOSE if found[0] == "}}" else HINT

    return _AS_ANKI_WRITES.sub(sign, text), numbers


def deletions(text: str) -> tuple[Deletion, ...]:
    """Give all deletions of a text in the order in which they begin, each with what it hides as HTML."""
    signed, numbers = _signed(text)
    return tuple(map(Deletion, numbers, taken_apart(signed).hidden))


def filled(text: str) -> str:
    """Give the text of a cloze note with its deletions in place, and without their hints."""
    return taken_apart(_signed(text)[0]).whole


def renumbered(text: str, number: Callable[[int], int]) -> str:
    """Give each deletion of a text the number that it is to have."""
    return _OPENING.sub(lambda begins: f"{{{{c{number(int(begins[1]))}::", text)
