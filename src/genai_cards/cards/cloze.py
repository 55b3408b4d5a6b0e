"""Cloze deletions as Anki writes them, `{{c1::x::hint}}`, also one within another: the one place that reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LAST = 499
"""Anki makes no card of a higher number."""

_OPENING = re.compile(r"\{\{c(\d+)::")
_SIGNS = re.compile(r"(\{\{c\d+::|\}\}|::)")


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion of a cloze note."""

    number: int
    """Which of the note's cards hides it, from 1 on. Anki keeps a card's history by this number alone."""

    text: str
    """What it hides, as plain text."""

    gone: bool = False
    """Whether the note had it and has it no more: then its number is not given to another one."""


def _read(text: str) -> tuple[str, tuple[Deletion, ...]]:
    """Give a text without its deletions' signs and hints, and its deletions in the order in which they begin."""
    whole: list[str] = []
    found: list[tuple[int, list[str]]] = []
    opened: list[int] = []
    hints = 0  # how deep the deletion is whose hint is being read
    for piece in _SIGNS.split(text):
        if begins := _OPENING.fullmatch(piece):
            opened.append(len(found))
            found.append((int(begins[1]), []))
        elif piece == "}}" and opened:
            opened.pop()
            hints = hints if hints <= len(opened) else 0
        elif piece == "::" and opened and not hints:
            hints = len(opened)
        elif not hints:
            for pieces in (whole, *(found[place][1] for place in opened)):
                pieces.append(piece)
    return "".join(whole), tuple(Deletion(number, "".join(pieces)) for number, pieces in found)


def deletions(text: str) -> tuple[Deletion, ...]:
    """Give all deletions of a text in the order in which they begin, each with what it hides as HTML."""
    return _read(text)[1]


def filled(text: str) -> str:
    """Give the text of a cloze note with its deletions in place, and without their hints."""
    return _read(text)[0]


def renumbered(text: str, number: Callable[[int], int]) -> str:
    """Give each deletion of a text the number that it is to have."""
    return _OPENING.sub(lambda begins: f"{{{{c{number(int(begins[1]))}::", text)
