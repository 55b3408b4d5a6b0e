from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from genai_cards.build import build
from genai_cards.cards.media import Media
from genai_cards.cards.notes import Deck
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets.apkg import render
from reading import compiled

PAGE = "# T\n\n## S\n\n- **GAN**: b\n- **VAE**: c\n\n| a | b |\n|---|---|\n| x | y |\n"


@contextmanager
def database(package: bytes) -> Iterator[sqlite3.Connection]:
    collection = zipfile.ZipFile(io.BytesIO(package)).read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(collection)
        yield opened


def test_the_same_notes_and_time_give_the_same_bytes() -> None:
    assert render(compiled(PAGE).decks) == render(compiled(PAGE).decks)


def test_a_package_is_compressed_and_has_no_date_of_its_own() -> None:
    archive = zipfile.ZipFile(io.BytesIO(render(compiled(PAGE).decks)))

    assert [entry.filename for entry in archive.infolist()] == ["collection.anki2", "media"]
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert all(entry.compress_type == zipfile.ZIP_DEFLATED for entry in archive.infolist())
    assert archive.read("media") == b"{}"


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    render(compiled(PAGE).decks)

    assert list(tmp_path.iterdir()) == []


def test_new_cards_come_in_page_order_across_decks() -> None:
    with database(render(compiled(PAGE, PAGE.replace("# T", "# U")).decks)) as opened:
        rows = opened.execute(
            "SELECT n.sfld, c.due FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.due"
        ).fetchall()

    assert rows == [("GAN", 1), ("VAE", 2), ("x: b?", 3), ("GAN", 4), ("VAE", 5), ("x: b?", 6)]


def test_a_file_name_is_text_on_a_card() -> None:
    built = build([decode(b"- **GAN**: b\n", "<b>[sound:x]&.md", "x")], ProjectSettings(deck="Root"), 1)

    assert built.notes[0].values()[5] == "&lt;b&gt;&#91;sound:x]&amp;.md:1"


def test_note_types_have_a_time_of_their_own() -> None:
    with database(render(compiled(PAGE).decks)) as opened:
        (text,) = opened.execute("SELECT models FROM col").fetchone()

    (model,) = json.loads(text).values()
    assert model["mod"] == 1795737600
    assert [field["id"] for field in model["flds"]][:2] == [1795478400100101, 1795478400100102]


def test_many_notes_make_many_rows_and_one_deck_each_page() -> None:
    pages = [f"# Page {number}\n\n- **GAN**: {number}\n" for number in range(50)]
    with database(render(compiled(*pages).decks)) as opened:
        (decks,) = opened.execute("SELECT decks FROM col").fetchone()
        counts = opened.execute("SELECT count(*), count(DISTINCT guid) FROM notes").fetchone()

    assert {deck["name"] for deck in json.loads(decks).values()} == {
        "Default",
        *(f"Root::Page {number}" for number in range(50)),
    }
    assert counts == (50, 50)


def test_media_are_numbered_in_the_order_of_their_names_and_each_is_there_once() -> None:
    files = [Media(f"{name}-000000000000.png", name.encode()) for name in "bac"]
    notes = compiled(PAGE).notes
    shown = [
        replace(note, draft=replace(note.draft, media=(media, files[0])))
        for note, media in zip(notes, files, strict=True)
    ]

    package = render([Deck("Root", tuple(shown))])

    archive = zipfile.ZipFile(io.BytesIO(package))
    assert archive.namelist() == ["collection.anki2", "media", "0", "1", "2"]
    assert json.loads(archive.read("media")) == {str(n): f"{name}-000000000000.png" for n, name in enumerate("abc")}
    assert [archive.read(str(number)) for number in range(3)] == [b"a", b"b", b"c"]
    assert package == render([Deck("Root", tuple(shown))])
