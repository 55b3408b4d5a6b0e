"""A deck made elsewhere goes on with its history: real Anki exports it, and takes our package for the same notes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.notes import Note
from click.testing import CliRunner

from genai_cards.cli.main import commands
from genai_cards.identity.lock import load
from genai_cards.project.find import LOCK_FILE
from genai_cards.targets.apkg import read_notes

BIRDS = (
    ("Which bird hoots?", "the owl", ""),
    ("Which bird caws?", "the crow", 'a"&b:c*_~'),
    ("Who sings?", "a <i>wren</i>", "x[<|)"),
)
"""Questions, answers and GUIDs with all signs that mean something somewhere."""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    model = opened.models.by_name("Basic")
    assert model is not None
    for front, back, guid in BIRDS:
        note = Note(opened, model)
        note["Front"], note["Back"] = front, back
        note.guid = guid or note.guid
        opened.add_note(note, opened.decks.id("Nature") or 1)  # type: ignore[arg-type]
        (card,) = note.cards()
        card.ivl, card.reps = 50, 7
        opened.update_card(card)
    yield opened
    opened.close()


def run(*arguments: str) -> str:
    done = CliRunner().invoke(commands, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def exported(collection: Collection, folder: Path) -> str:
    file = folder / "birds.txt"
    collection.export_note_csv(
        out_path=str(file),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    return file.name


def histories(collection: Collection) -> dict[str, Sequence[object]]:
    collection.models._clear_cache()
    notes = [collection.get_note(found) for found in collection.find_notes("")]
    return {note.guid: (note.fields[0], [(card.ivl, card.reps) for card in note.cards()]) for note in notes}


def import_package(collection: Collection, later: int) -> None:
    run("export", "-o", "deck.apkg", "--touch", "*", "--now", str(int(time.time()) + later))
    request = ImportAnkiPackageRequest(package_path="deck.apkg", options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)


def test_notes_of_another_note_type_go_on_once_their_type_is_changed(collection: Collection, project: Path) -> None:
    before = histories(collection)
    told = run("import", exported(collection, project))
    assert "remembers 3 notes by the ids that they have in Anki" in told

    import_package(collection, 10)
    assert histories(collection) == before  # of another type: left alone, with all that they have

    ours = collection.models.by_name("genai-cards")
    basic = collection.models.by_name("Basic")
    assert ours is not None
    assert basic is not None
    change = collection.models.change_notetype_info(old_notetype_id=basic["id"], new_notetype_id=ours["id"]).input
    change.note_ids.extend(collection.find_notes("note:Basic"))
    collection.models.change_notetype_of_notes(change)
    page = project / "source/birds.md"
    page.write_text(page.read_text().replace("the owl", "the long-eared owl"))
    import_package(collection, 20)

    assert histories(collection) == before
    assert len(collection.find_notes('"Answer:the long-eared owl"')) == 1


def test_a_search_finds_a_retired_note_whatever_its_id_is(collection: Collection, project: Path) -> None:
    run("import", exported(collection, project))
    ours = run("export", "-o", "deck.apkg")
    assert "3 new" in ours
    empty = Collection(str(project / "other.anki2"))
    empty.import_anki_package(ImportAnkiPackageRequest(package_path="deck.apkg", options=ImportAnkiPackageOptions()))
    (project / "source/birds.md").write_text("# Wren\n\nA **wren** is a small bird that sings.\n")

    run("export", "-o", "deck.apkg")
    (search,) = [line for line in (project / "deck-retired.txt").read_text().split("\n") if "ID:re" in line]

    assert len(empty.find_notes(search)) == 3
    empty.close()


def test_an_import_again_takes_nothing_from_a_note_that_is_known(collection: Collection, project: Path) -> None:
    name = exported(collection, project)
    run("import", name)
    lock = (project / LOCK_FILE).read_text()

    assert "is the same already" in run("import", name)

    assert (project / LOCK_FILE).read_text() == lock
    assert {entry.guid for entry in load(lock, LOCK_FILE)[0].entries} == set(histories(collection))


def test_a_broken_lock_is_said_and_stays(collection: Collection, project: Path) -> None:
    (project / LOCK_FILE).write_text("no lock\n")

    done = CliRunner().invoke(commands, ["import", exported(collection, project)])

    assert done.exit_code == 1
    assert "lock-unreadable" in done.output
    assert (project / LOCK_FILE).read_text() == "no lock\n"
    assert not (project / "source/birds.md").exists()


def test_an_export_of_the_file_itself_has_the_ids(collection: Collection, project: Path) -> None:
    run("export", exported(collection, project), "-o", "deck.json")

    assert all(guid in (project / "deck.json").read_text() for guid in ("x[<|)",))


CSV = """#separator:Comma
#html:false
#guid column:1
#tags column:4
n(P<|[x]&,Which bird hoots?,the owl that lives in the old barn,night
Qz~9"a,Which bird caws?,the crow,day
plain-1,Who sings at the river in the morning?,a wren,day
"""


@pytest.mark.parametrize("suffix", [".csv", ".txt"])
def test_ids_of_a_list_are_those_of_the_package_also_where_the_page_was_edited_before(
    project: Path, suffix: str
) -> None:
    (project / f"birds{suffix}").write_text(CSV)
    run("import", f"birds{suffix}")
    page = project / "source/birds.md"
    edited = page.read_text()
    for old, new in (("Which bird hoots?", "What hoots at night?"), ("the crow", "the carrion crow")):
        assert edited.count(old) == 1
        edited = edited.replace(old, new)
    page.unlink()
    (project / "source/nature.md").write_text(edited)

    run("export", "-o", "deck.apkg")

    stored = read_notes((project / "deck.apkg").read_bytes(), "deck.apkg")
    assert {guid: (note.fields["Prompt"], note.fields["Answer"]) for guid, note in stored.items()} == {
        "n(P<|[x]&": ("What hoots at night?", "the owl that lives in the old barn"),
        'Qz~9"a': ("Which bird caws?", "the carrion crow"),
        "plain-1": ("Who sings at the river in the morning?", "a wren"),
    }


def test_ids_of_a_list_take_none_that_the_lock_knows(project: Path) -> None:
    (project / "source/owls.md").write_text("# Owls\n\n- **Owl**: hoots\n")
    run("export")
    (known,) = load((project / LOCK_FILE).read_text(), LOCK_FILE)[0].entries
    (project / "birds.csv").write_text(CSV.replace("plain-1", known.guid))

    run("import", "birds.csv")
    run("export")

    entries = {
        entry.guid: entry.trace.prompt for entry in load((project / LOCK_FILE).read_text(), LOCK_FILE)[0].entries
    }
    assert len(entries) == 4
    assert entries[known.guid] == "Owl"
