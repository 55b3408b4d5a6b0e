"""Decks and ledgers → JSON (.json): every note with its place, and what became of each block, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genai_cards.cards.notes import Deck, Note
    from genai_cards.checks.ledger import Ledger

VERSION = 1
"""Of the layout: moved when a reader of the last one would read something wrong."""


def render(decks: Sequence[Deck], ledgers: Sequence[Ledger]) -> bytes:
    """Give the file as bytes; the same decks and ledgers give the same bytes."""
    facts = {
        "version": VERSION,
        "notes": [_note(note) for deck in decks for note in deck.notes],
        "pages": [ledger.as_json() for ledger in ledgers],
    }
    return f"{json.dumps(facts, ensure_ascii=False, indent=2)}\n".encode()


def _note(note: Note) -> dict[str, object]:
    """Give a note as plain values; a field that is not there is empty."""
    draft = note.draft
    names = (field.name for field in draft.note_type.fields)
    return {
        "guid": note.guid,
        "note_type": draft.note_type.name,
        "kind": draft.key.kind,
        "path": draft.at.path,
        "line": draft.at.line,
        "deck": draft.deck,
        "tags": list(draft.tags),
        "fields": {name: value for name, value in zip(names, note.values(), strict=True) if value},
        "media": [media.name for media in draft.media],
        "modified": note.modified,
    }
