"""What real Anki does with our text file: what arrives, what keeps its history, what it cannot carry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest
from anki.import_export_pb2 import ImportResponse

from genai_cards.build import Build, build
from genai_cards.cards.media import Found, make
from genai_cards.identity.lock import Lock
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets import TEXT, apkg, text
from reading import NOW

PAGE = """---
title: Cells
tags: [exam, "two words"]
cards: [structure, cloze]
---

- **Cell**: the smallest unit that lives
- **"Quoted"**: it says "so", and `a\tb`
- **Code**:
  ```python
  if cell == "alive":
  \tdivide()

  # and so on
  ```

{{c1::Plants}} have a {{c2::wall}}.

| Part | Does |
| --- | --- |
| nucleus | holds the genes |
| membrane | lets in & out, 1 < 2 |
"""
EDITED = PAGE.replace("genes", "genome").replace("wall}}", "wall}} and {{c3::chloroplasts}}") + "| vacuole | stores |\n"


def built(page: str, lock: Lock | None = None, deck: str = "Root") -> Build:
    picture = make("cell.png", b"a picture")
    source = decode(page.encode(), "page.md", "page")
    return build([source], ProjectSettings(deck=deck), NOW, lock or Lock(), library=lambda *_: Found(picture))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


@pytest.fixture
def studied(collection: Collection) -> Collection:
    """A collection that has the package of the page, and all of its cards learned."""
    import_package(collection, built(PAGE))
    collection.sched.set_due_date(collection.find_cards(""), "30!")
    return collection


def import_package(collection: Collection, made: Build) -> ImportResponse.Log:
    file = Path(collection.path).with_name("deck.apkg")
    file.write_bytes(apkg.render(made.decks))
    options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False, with_deck_configs=False)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log


def import_text(collection: Collection, made: Build) -> ImportResponse.Log:
    """Import as Anki's dialog does, by what it reads out of the file itself."""
    file = Path(collection.path).with_name("deck.txt")
    file.write_bytes(text.render(made.decks))
    metadata = collection.get_csv_metadata(str(file), None)
    return collection.import_csv(ImportCsvRequest(path=str(file), metadata=metadata)).log


def contents(collection: Collection) -> dict[str, tuple[str, tuple[str, ...], set[str]]]:
    """Give the notes of a collection by GUID: note type, fields, tags."""
    notes = [collection.get_note(note) for note in collection.find_notes("")]
    return {note.guid: (note.note_type()["name"], tuple(note.fields), set(note.tags)) for note in notes}  # type: ignore[index]


def expected(made: Build) -> dict[str, tuple[str, tuple[str, ...], set[str]]]:
    return {note.guid: (note.draft.note_type.name, note.values(), set(note.draft.tags)) for note in made.notes}


def intervals(collection: Collection) -> dict[tuple[str, int], int]:
    cards = [collection.get_card(card) for card in collection.find_cards("")]
    return {(card.note().guid, card.ord): card.ivl for card in cards}


def test_the_file_opens_with_what_anki_reads_of_it() -> None:
    lines = text.render(built(PAGE).decks).decode().split("\n")

    assert lines[:7] == [
        "#separator:tab",
        "#html:true",
        "#if matches:update current",
        "#guid column:1",
        "#notetype column:2",
        "#deck column:3",
        "#tags column:16",
    ]


def test_notes_of_both_types_arrive_as_the_package_has_them(studied: Collection) -> None:
    studied.remove_notes(studied.find_notes(""))
    made = built(PAGE)
    assert len({note.draft.note_type.name for note in made.notes}) == 2

    log = import_text(studied, made)

    assert len(log.new) == len(made.notes) == 6
    assert contents(studied) == expected(made)
    assert {studied.decks.name(card.did) for card in map(studied.get_card, studied.find_cards(""))} == {"Root::Cells"}
    assert [studied.get_card(card).note().guid for card in studied.find_cards("", order="c.due")] == [
        note.guid for note in made.notes for _ in note.cards()
    ]
    assert not list(studied.get_empty_cards().notes)


def test_what_was_edited_is_updated_and_keeps_its_history(studied: Collection) -> None:
    learned = intervals(studied)
    made = built(EDITED, built(PAGE).lock)

    log = import_text(studied, made)

    assert (len(log.updated), len(log.new), len(log.duplicate)) == (2, 1, 4)
    assert contents(studied) == expected(made)
    after = intervals(studied)
    assert {card: after[card] for card in learned} == learned
    assert set(learned.values()) == {30}
    assert sorted(after[card] for card in after.keys() - learned.keys()) == [0, 0]  # the new row, the new deletion


def test_a_second_import_changes_nothing_not_even_a_time(studied: Collection) -> None:
    assert studied.db is not None
    before = studied.db.all("SELECT guid, mod, flds, tags FROM notes")

    log = import_text(studied, built(PAGE))

    assert len(log.duplicate) == log.found_notes == 6
    assert studied.db.all("SELECT guid, mod, flds, tags FROM notes") == before


def test_the_package_and_the_text_of_one_build_agree_in_either_order(studied: Collection) -> None:
    made = built(EDITED, built(PAGE).lock)

    import_text(studied, made)
    assert len(import_package(studied, made).duplicate) == len(made.notes)
    assert contents(studied) == expected(made)
    assert len(import_text(studied, made).duplicate) == len(made.notes)


def test_a_text_says_itself_that_notes_are_to_be_updated(studied: Collection) -> None:
    """Anki keeps the choice of the last import, whatever file it was about."""
    file = Path(studied.path).with_name("other.txt")
    file.write_text("#if matches:keep current\na\tb\n", encoding="utf-8")
    studied.import_csv(ImportCsvRequest(path=str(file), metadata=studied.get_csv_metadata(str(file), None)))

    assert len(import_text(studied, built(EDITED, built(PAGE).lock)).updated) == 2


# What it cannot carry, as docs/targets.md says.


def test_without_our_note_types_anki_takes_no_note_and_says_so(collection: Collection) -> None:
    log = import_text(collection, built(PAGE))

    assert len(log.missing_notetype) == log.found_notes == 6
    assert collection.note_count() == 0


def test_what_was_edited_in_anki_is_overwritten_and_its_tags_are_gone(studied: Collection) -> None:
    (found,) = studied.find_notes("Prompt:Cell")
    note = studied.get_note(found)
    note["Answer"] = "my own words"
    note.add_tag("marked")
    studied.update_note(note)

    assert len(import_text(studied, built(PAGE)).updated) == 1

    assert contents(studied) == expected(built(PAGE))


def test_cards_stay_in_their_deck(studied: Collection) -> None:
    import_text(studied, built(PAGE, built(PAGE).lock, deck="Other"))

    assert {studied.decks.name(card.did) for card in map(studied.get_card, studied.find_cards(""))} == {"Root::Cells"}


def test_media_are_not_in_it_and_are_told_of(studied: Collection) -> None:
    made = built(PAGE.replace("genes", "genes ![cell](cell.png)").replace("lives", "lives ![cell](cell.png)"))

    import_text(studied, made)

    assert TEXT.missing(made.decks) == (
        "2 notes: what they show or play is not in the file; import a package of these pages, too.",
    )
    assert TEXT.missing(built(PAGE).decks) == ()
    assert len(studied.media.check().missing) == 1
