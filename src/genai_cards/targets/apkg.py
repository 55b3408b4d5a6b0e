"""Decks → an Anki package (.apkg). The only module that imports genanki.

genanki makes the collection; what it does otherwise than Anki needs is said at each override.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import genanki
from genanki.apkg_col import APKG_COL
from genanki.apkg_schema import APKG_SCHEMA

from genai_cards.note_types import NOTE_TYPES
from genai_cards.notes import Deck, Note, NoteType

_COMPRESSION_LEVEL = 4


def render(decks: Sequence[Deck], now: int) -> bytes:
    """Give the package as bytes; the same decks and the same `now` (seconds since 1970) give the same bytes."""
    models = {note_type.id: _Model(note_type) for note_type in NOTE_TYPES}
    positions = itertools.count(1)
    package = _Package([_deck(deck, models, positions) for deck in decks])
    database = sqlite3.connect(":memory:")
    try:
        package.write_to_db(database.cursor(), now, itertools.count(now * 1000))
        database.commit()
        collection = database.serialize()
    finally:
        database.close()
    return _zip({"collection.anki2": collection, "media": b"{}"})


def deck_id(name: str) -> int:
    """Give a deck's id: made from its name, so that it is the same in each package. Anki goes by the name alone."""
    return 1 << 40 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def _zip(files: dict[str, bytes]) -> bytes:
    # genanki stores its zip without compression, with the time of the disk, and leaves a temporary file behind.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _deck(deck: Deck, models: dict[int, _Model], positions: Iterator[int]) -> Any:
    made = genanki.Deck(deck_id(deck.name), deck.name)
    for note in deck.notes:
        made.add_note(_Note(note, models[note.draft.note_type.id], next(positions)))
    return made


class _Model(genanki.Model):  # type: ignore[misc]  # genanki has no types
    """A note type with its own time of modification: else each package would overwrite the user's templates."""

    def __init__(self, note_type: NoteType) -> None:
        super().__init__(
            model_id=note_type.id,
            name=note_type.name,
            fields=[{"id": field.id, "name": field.name} for field in note_type.fields],
            templates=[
                {"id": template.id, "name": template.name, "qfmt": template.front, "afmt": template.back}
                for template in note_type.templates
            ],
            css=note_type.css,
            model_type=genanki.Model.CLOZE if note_type.cloze else genanki.Model.FRONT_BACK,
        )
        self._modified = note_type.modified

    # genanki renders each template once for each field to find this out; Anki does so itself on import.
    _req: list[Any] = []  # noqa: RUF012

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:  # noqa: ARG002
        return dict(super().to_json(self._modified, deck_id))


class _Note:
    """A note as genanki's decks need it, without the checks that cost more than the rest."""

    def __init__(self, note: Note, model: _Model, position: int) -> None:
        self.model = model
        self._note = note
        self._position = position

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, ids: Iterator[int]) -> None:  # noqa: ARG002
        """Write the note, and the cards that we know it has: genanki would guess them with another engine."""
        note = self._note
        values = note.values()
        note_id = next(ids)
        tags = f" {' '.join(note.draft.tags)} "
        cursor.execute(
            "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')",
            (note_id, note.guid, self.model.model_id, note.modified, tags, "\x1f".join(values), values[0]),
        )
        # `due` is the position among new cards: genanki's 0 for all would shuffle the page.
        cursor.executemany(
            "INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')",
            [(next(ids), note_id, deck_id, ordinal, note.modified, self._position) for ordinal in note.cards()],
        )


class _Package(genanki.Package):  # type: ignore[misc]  # genanki has no types
    """A package that writes decks and note types once: genanki reads and writes all of them again for each deck."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, ids: Iterator[int]) -> None:
        cursor.executescript(APKG_SCHEMA)
        cursor.executescript(APKG_COL)
        self._write_json(cursor, timestamp)
        for deck in self.decks:
            for note in deck.notes:
                note.write_to_db(cursor, timestamp, deck.deck_id, ids)

    def _write_json(self, cursor: sqlite3.Cursor, timestamp: float) -> None:
        (text,) = cursor.execute("SELECT decks FROM col").fetchone()
        decks = json.loads(text) | {str(deck.deck_id): deck.to_json() for deck in self.decks}
        used = {note.model.model_id: note.model for deck in self.decks for note in deck.notes}
        models = {model_id: model.to_json(timestamp, self.decks[0].deck_id) for model_id, model in used.items()}
        cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
