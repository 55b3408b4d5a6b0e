"""Notes → bytes: one module for each format, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from genai_cards.targets import json, text

if TYPE_CHECKING:
    from genai_cards.cards.notes import Deck, Note
    from genai_cards.checks.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Lack:
    """What a format cannot carry."""

    what: str
    """In a word or two: media, note types."""

    told: str = ""
    """What its owner has to do about it; told where a note needs it, behind their number."""

    needs: Callable[[Note], bool] = lambda _: False
    """Says whether a note needs it."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format that notes are written in."""

    suffix: str
    """What names it: the end of a file's name, in small letters."""

    name: str
    about: str
    """What it is for, in a line."""

    render: Callable[[Sequence[Deck], Sequence[Ledger]], bytes]
    """Gives the file as bytes; the same decks and ledgers give the same bytes."""

    next: str
    """What to do with the file."""

    lacks: tuple[Lack, ...] = ()
    with_ledgers: bool = False
    """Whether it holds the ledgers: they cost time, and are made for it alone."""

    def missing(self, decks: Sequence[Deck]) -> tuple[str, ...]:
        """Say what of these notes it does not carry."""
        notes = [note for deck in decks for note in deck.notes]
        counted = ((sum(map(lack.needs, notes)), lack.told) for lack in self.lacks)
        return tuple(f"{count} {'note' if count == 1 else 'notes'}: {told}" for count, told in counted if count)


def _apkg(decks: Sequence[Deck], _: Sequence[Ledger]) -> bytes:
    from genai_cards.targets import apkg  # it imports genanki, which takes its time

    return apkg.render(decks)


def _text(decks: Sequence[Deck], _: Sequence[Ledger]) -> bytes:
    return text.render(decks)


PACKAGE = Target(
    ".apkg",
    "Anki package",
    "decks with all that their cards need, for Anki on the desktop and on phones",
    _apkg,
    "To study it: open the file with Anki (File › Import), on the desktop or on a phone.",
)
"""What is written where nothing else is asked for."""

TEXT = Target(
    ".txt",
    "Anki text file",
    "notes in columns, to be read and compared as text; Anki on the desktop imports it",
    _text,
    "To study it: File › Import in Anki, where a package of these pages was imported before: it brings no note types.",
    (
        Lack("note types"),
        Lack("times of change"),
        Lack(
            "media",
            "what they show or play is not in the file; import a package of these pages, too.",
            lambda note: bool(note.draft.media),
        ),
    ),
)
JSON = Target(
    ".json",
    "JSON",
    "every note with its place, and what became of each block of the pages, for other programs",
    json.render,
    "For other programs; docs/targets.md says what it holds.",
    (Lack("note types"), Lack("media")),
    with_ledgers=True,
)
TARGETS = {target.suffix: target for target in (PACKAGE, TEXT, JSON)}
"""All formats by suffix."""
