"""Decks → Anki's text file (.txt): one note a line, in columns; what they hold is said by the lines that open it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genai_cards.cards.notes import Deck, Note

_BEFORE_FIELDS = ("guid", "notetype", "deck")
"""The columns before the fields, in Anki's words."""

_QUOTED = re.compile(r'[\t\n\r"]')


def render(decks: Sequence[Deck]) -> bytes:
    """Give the file as bytes; the same decks give the same bytes.

    Anki takes the number of columns from the first note, so all have as many as the one with the most fields. What it
    does with notes that it knows is a setting that stays from the last import, so the file says it.
    """
    notes = [note for deck in decks for note in deck.notes]
    width = max((len(note.draft.note_type.fields) for note in notes), default=0)
    columns = [f"#{name} column:{place}" for place, name in enumerate(_BEFORE_FIELDS, 1)]
    tags = f"#tags column:{len(_BEFORE_FIELDS) + width + 1}"
    head = ("#separator:tab", "#html:true", "#if matches:update current", *columns, tags)
    return "".join(f"{line}\n" for line in (*head, *(_line(note, width) for note in notes))).encode()


def _line(note: Note, width: int) -> str:
    fields = note.values()
    spare = [""] * (width - len(fields))
    cells = (note.guid, note.draft.note_type.name, note.draft.deck, *fields, *spare, " ".join(note.draft.tags))
    return "\t".join(map(_cell, cells))


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text
