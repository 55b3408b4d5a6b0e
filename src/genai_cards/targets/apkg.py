"""Decks → an Anki package (.apkg). The only module that imports genanki.

genanki makes the collection; what it does otherwise than Anki needs is said at each override.
"""

from __future__ import annotations

import contextlib
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

from genai_cards.cards.note_types import MODIFIED, NOTE_TYPES
from genai_cards.cards.notes import Deck, NoteType, StoredNote
from genai_cards.diagnostics import Stop

_COMPRESSION_LEVEL = 1
_BY_ID = {note_type.id: note_type for note_type in NOTE_TYPES}


def render(decks: Sequence[Deck]) -> bytes:
    """Give the package as bytes; the same decks give the same bytes, whenever it is made."""
    made = max((note.modified for deck in decks for note in deck.notes), default=MODIFIED)
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        _Package(decks).write_to_db(database.cursor(), made, itertools.count(made * 1000))
        database.commit()
        collection = database.serialize()
    return _zip({"collection.anki2": collection, **_media(decks)})


def read_notes(package: bytes, name: str) -> dict[str, StoredNote]:
    """Read the notes of a package of ours by GUID, those of other note types left out; a Stop if it is no package.

    Source: the fields of a note are joined by U+001F in Anki's collections.
    """
    try:
        content = zipfile.ZipFile(io.BytesIO(package)).read("collection.anki2")
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            (decks,) = database.execute("SELECT decks FROM col").fetchone()
            names = {int(number): deck["name"] for number, deck in json.loads(decks).items()}
            # a cloze note without c1 has no card 0
            rows = database.execute(
                "SELECT guid, mid, flds, tags, MIN(did), notes.mod FROM notes JOIN cards ON nid = notes.id"
                " GROUP BY notes.id"
            )
            return {
                guid: StoredNote(note_type, _named(note_type, text), names[deck], tuple(tags.split()), modified)
                for guid, type_id, text, tags, deck, modified in rows
                if (note_type := _BY_ID.get(type_id))
            }
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, sqlite3.Error):
        raise Stop(f"{name} is no package of genai-cards") from None


def _named(note_type: NoteType, text: str) -> dict[str, str]:
    return dict(zip((field.name for field in note_type.fields), text.split("\x1f"), strict=True))


def deck_id(name: str) -> int:
    """Give a deck's id: made from its name, so that it is the same in each package. Anki goes by the name alone."""
    return 1 << 40 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def _media(decks: Sequence[Deck]) -> dict[str, bytes]:
    """Give the list of the media, and each under its number: so Anki wants them."""
    files = {media.name: media.content for deck in decks for note in deck.notes for media in note.draft.media}
    names = sorted(files)
    listed = json.dumps({str(number): name for number, name in enumerate(names)}, ensure_ascii=False)
    return {"media": listed.encode(), **{str(number): files[name] for number, name in enumerate(names)}}


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


class _Package(genanki.Package):  # type: ignore[misc]  # genanki has no types
    """A package that writes decks and note types once: genanki reads and writes all of them again for each deck."""

    def __init__(self, decks: Sequence[Deck]) -> None:
        super().__init__([genanki.Deck(deck_id(deck.name), deck.name) for deck in decks])
        self._decks = decks
        self._models = {note_type.id: _Model(note_type) for note_type in NOTE_TYPES}

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, ids: Iterator[int]) -> None:
        cursor.executescript(APKG_SCHEMA)
        cursor.executescript(APKG_COL)
        self._write_json(cursor, timestamp)
        self._write_notes(cursor, ids)

    def _write_json(self, cursor: sqlite3.Cursor, timestamp: float) -> None:
        (text,) = cursor.execute("SELECT decks FROM col").fetchone()
        decks = json.loads(text) | {str(deck.deck_id): deck.to_json() for deck in self.decks}
        used = {note.draft.note_type.id for deck in self._decks for note in deck.notes}
        models = {
            model_id: model.to_json(timestamp, self.decks[0].deck_id)
            for model_id, model in self._models.items()
            if model_id in used
        }
        cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))

    def _write_notes(self, cursor: sqlite3.Cursor, ids: Iterator[int]) -> None:
        """Write notes, and the cards that we know they have: genanki would guess them with another engine."""
        cards: list[tuple[int, int, int, int, int, int]] = []
        # The position among new cards: genanki's 0 for all would shuffle the page.
        positions = itertools.count(1)

        def rows() -> Iterator[tuple[int, str, int, int, str, str, str]]:
            nonlocal cards
            for deck, made in zip(self._decks, self.decks, strict=True):
                for note in deck.notes:
                    note_id, position, values = next(ids), next(positions), note.values()
                    cards += [
                        (next(ids), note_id, made.deck_id, ordinal, note.modified, position) for ordinal in note.cards()
                    ]
                    tags = f" {' '.join(note.draft.tags)} "
                    text = "\x1f".join(values)
                    yield note_id, note.guid, note.draft.note_type.id, note.modified, tags, text, values[0]

        cursor.executemany("INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')", rows())
        cursor.executemany("INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", cards)
