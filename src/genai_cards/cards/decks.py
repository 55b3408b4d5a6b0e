"""Decks: their names, and which notes are in which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from genai_cards.cards.notes import Deck, Note
from genai_cards.source import UNSTORABLE


def deck_path(*names: str) -> str:
    """Join the names of decks as Anki will store them; `::` inside a name makes levels."""
    levels = (level for name in names for level in name.split("::"))
    return "::".join(filter(None, map(_deck_level, levels)))


def _deck_level(name: str) -> str:
    return re.sub(r"\s+", " ", UNSTORABLE.sub("\ufffd", name).replace('"', "”")).strip(" :")


def decks_of(notes: Iterable[Note]) -> tuple[Deck, ...]:
    """Put notes into their decks."""
    decks: dict[str, list[Note]] = {}
    for note in notes:
        decks.setdefault(note.draft.deck, []).append(note)
    return tuple(Deck(name, tuple(members)) for name, members in decks.items())
