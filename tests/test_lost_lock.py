"""A lock that was lost: it is not made anew where notes would lose their GUIDs, and the last package remakes it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from anki.collection import Collection

from command import files, run, write
from genai_cards.anki.rehearsal import Fate, rehearse
from genai_cards.identity.lock import load
from genai_cards.targets import apkg

LOCK = Path("genai-cards.lock")
PACKAGE = Path("output/notes.apkg")
REMAKES = "`genai-cards lock --from output/notes.apkg` remakes it"

MODELS = """\
---
source: https://example.org/models
---
# Models

A **GAN** is two networks that play against each other.

## Compared

| Model | Speed | Weakness |
| --- | --- | --- |
| GAN | fast | mode collapse |
| VAE | fast | blurry pictures |
| Diffusion | slow | many steps |

## Questions

1. Why does training not collapse? (Answer: A fixed target is predicted, and no opponent learns beside it.)
2. What is guidance? (Answer: It pushes the sample towards the prompt.)

- **Seed**: where all of it starts {#seed}
"""
CELLS = "---\ncards: [structure, cloze]\n---\n# Cells · basics\n\n- **Nucleus**: holds the DNA\n"
CELLS += "- **Ribosome**: makes proteins\n\nThe ==cell wall== surrounds the ==membrane== of a plant.\n"

EDITS = (
    ("Why does training not collapse?", "Why is the training of it stable?"),
    ("| GAN | fast | mode collapse |\n", ""),
    ("| Diffusion | slow | many steps |\n", "| Diffusion | slow | many steps |\n| GAN | fast | mode collapse |\n"),
    ("| VAE |", "| Variational autoencoder |"),
    ("## Questions", "## What to know"),
    ("It pushes the sample towards the prompt.", "It pulls the sample nearer to the prompt."),
)


def guids() -> dict[str, str]:
    """Give the GUID of each live note of the lock by its answer."""
    lines = map(json.loads, LOCK.read_text(encoding="utf-8").splitlines()[1:-1])
    return {line["guid"]: f"{line['prompt']} {line['answer']}" for line in lines if "retired" not in line}


def edit(*edits: tuple[str, str]) -> None:
    text = Path("source/models.md").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    write("source/models.md", text)


@pytest.fixture
def before(project: Path) -> dict[str, str]:
    """Two pages that were exported."""
    write("source/models.md", MODELS)
    write("source/deep/cells.md", CELLS)
    assert run("export", "--now", "1700000000").returncode == 0
    return guids()


def test_a_lost_lock_is_remade_from_the_package_and_all_edits_keep_their_guids(before: dict[str, str]) -> None:
    old = PACKAGE.read_bytes()
    LOCK.unlink()
    edit(*EDITS)

    made = run("lock", "--from", str(PACKAGE))
    assert made.returncode == 0
    assert made.stdout.startswith(f"Made genai-cards.lock: {len(before)} notes, ")
    done = run("export", "--now", "1700000100")

    assert done.returncode == 0
    assert guids().keys() == before.keys()
    assert sum(1 for guid in before if before[guid] != guids()[guid]) > 3
    assert {note.fate for note in rehearse(old, PACKAGE.read_bytes())} == {Fate.SAME, Fate.CHANGED}


def test_what_is_offered_can_be_done_from_elsewhere(
    project: Path, before: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    LOCK.unlink()
    Path("genai-cards.toml").unlink()
    edit(*EDITS)
    monkeypatch.chdir(project.parent)

    stopped = run("export", "notes/source").stderr
    assert "`genai-cards lock --from notes/output/notes.apkg`" in stopped
    assert run("lock", "--from", "notes/output/notes.apkg").returncode == 0
    assert run("export", "notes/source").returncode == 0
    monkeypatch.chdir(project)
    assert guids().keys() == before.keys()


def test_of_unchanged_pages_the_lock_is_the_same_but_for_what_no_package_holds(before: dict[str, str]) -> None:
    lock, package = LOCK.read_bytes(), PACKAGE.read_bytes()
    LOCK.unlink()

    run("lock", "--from", str(PACKAGE))
    assert run("diff").stdout == f"Since the last export: {len(before)} as before.\n"
    run("export", "--now", "1700000100")

    assert LOCK.read_bytes() == lock
    assert PACKAGE.read_bytes() == package


def test_after_edits_and_moves_it_is_the_same_lock_too(before: dict[str, str]) -> None:
    edit(*EDITS)
    run("export", "--now", "1700000100")
    lock, package = LOCK.read_bytes(), PACKAGE.read_bytes()
    LOCK.unlink()

    run("lock", "--from", str(PACKAGE))
    run("export", "--now", "1700000200")

    assert LOCK.read_bytes() == lock
    assert PACKAGE.read_bytes() == package


def test_what_anki_holds_of_unchanged_notes_is_left_alone(before: dict[str, str], tmp_path: Path) -> None:
    from test_anki import import_package

    collection = Collection(str(tmp_path / "collection.anki2"))
    import_package(collection, PACKAGE.read_bytes(), tmp_path)
    for found in collection.find_notes(""):
        note = collection.get_note(found)
        note["Spare 1"] = "mine"
        collection.update_note(note)
    LOCK.unlink()
    edit(("many steps", "very many steps"))

    run("lock", "--from", str(PACKAGE))
    run("export", "--now", str(int(time.time()) + 100))
    import_package(collection, PACKAGE.read_bytes(), tmp_path)

    held = [collection.get_note(found) for found in collection.find_notes("")]
    assert len(held) == len(before)
    changed = {note.guid for note in held if note["Spare 1"] != "mine"}
    expected = {guid for guid, said in guids().items() if "Diffusion" in said}
    assert changed == expected
    collection.close()


def test_retired_notes_are_remembered_too(before: dict[str, str]) -> None:
    edit(("2. What is guidance? (Answer: It pushes the sample towards the prompt.)\n", ""))
    run("export", "--now", "1700000100")
    LOCK.unlink()
    edit(("- **Seed**", "2. What is guidance? (Answer: It pushes the sample towards the prompt.)\n\n- **Seed**"))

    assert "and 1 retired." in run("lock", "--from", str(PACKAGE)).stdout
    assert "1 back again" in run("export", "--now", "1700000200").stdout
    assert guids().keys() == before.keys()


def test_a_note_of_several_packages_is_that_of_the_last(before: dict[str, str]) -> None:
    run("export", "source/models.md")
    run("export", "source/deep/cells.md", "--touch", "*")
    LOCK.unlink()

    done = run("lock", "--from", "output/notes.apkg", "--from", "output/models.apkg", "--from", "output/cells.apkg")

    assert done.returncode == 0
    assert guids().keys() == before.keys()
    times = {entry.guid: entry.modified for entry in load(LOCK.read_text(encoding="utf-8"), "x")[0].entries}
    package = Path("output/cells.apkg")
    stored = apkg.read_notes(package.read_bytes(), package.name)
    assert {times[guid] for guid in stored} == {note.modified for note in stored.values()}


# --- without it nothing is lost in silence ----------------------------------------------------------------------------


def test_an_export_stops_where_notes_would_lose_their_guids_and_diff_says_it(before: dict[str, str]) -> None:
    LOCK.unlink()
    edit(*EDITS)
    held = {path: Path(path).read_bytes() for path in files()}

    done = run("export")

    assert done.returncode == 2
    said = f"there is no genai-cards.lock, but output/notes.apkg holds {len(before)} notes"
    assert done.stderr.splitlines()[0] == f"error: {said}"
    assert done.stderr.splitlines()[1].startswith(f"  hint: {REMAKES}; without it ")
    assert run("export", "source/deep/cells.md", "-o", "x.apkg").returncode == 2
    assert run("export", "-o", "x.json").returncode == 2
    assert f"{said[0].upper()}{said[1:]}: {REMAKES}.\n" in run("diff").stderr
    assert {path: Path(path).read_bytes() for path in files()} == held

    PACKAGE.unlink()
    assert run("export").returncode == 0
    assert guids().keys() != before.keys()


def test_an_export_goes_on_where_all_guids_are_the_same(before: dict[str, str]) -> None:
    LOCK.unlink()
    edit(("It pushes the sample", "It pulls the sample"), ("# Models\n", "# Models\n\nSome words more.\n"))

    assert run("diff").stderr == (
        f"There is no genai-cards.lock, but output/notes.apkg holds {len(before)} notes: {REMAKES}.\n"
    )
    done = run("export")

    assert (done.returncode, done.stderr) == (0, "")
    assert guids().keys() == before.keys()


def test_an_import_of_ids_makes_no_lock_that_would_hide_the_loss(before: dict[str, str]) -> None:
    write("birds.csv", "#separator:Comma\n#guid column:1\na1,Which bird hoots?,the owl\na2,Which caws?,the crow\n")
    LOCK.unlink()

    done = run("import", "birds.csv")

    assert (done.returncode, done.stderr.splitlines()[1]) == (2, f"  hint: {REMAKES}")
    assert not Path("source/birds.md").exists()
    run("lock", "--from", str(PACKAGE))
    assert run("import", "birds.csv").returncode == 0
    assert guids().keys() == before.keys() | {"a1", "a2"}


def test_packages_of_other_pages_stop_nothing(before: dict[str, str]) -> None:
    """One of another project with the same output folder, one of a page outside of the source folder, one of none."""
    write("notes.md", "# Atoms\n\n- **Atom**: the smallest part\n")
    write("genai-cards.toml", 'deck = "Other"\n')
    PACKAGE.rename("output/first.apkg")
    write("output/stranger.apkg", b"no package")
    LOCK.unlink()
    run("export", "notes.md")
    edit(*EDITS)

    assert (Path("output/notes.apkg").is_file(), LOCK.exists()) == (True, False)
    assert run("diff").stderr == ""
    assert run("export").returncode == 0


def test_a_package_of_one_page_is_known_too(project: Path) -> None:
    write("source/models.md", MODELS)
    run("export", "source/models.md")
    LOCK.unlink()
    edit(*EDITS)

    assert run("export").returncode == 2
    assert "output/models.apkg" in run("diff").stderr


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("output/notes.apkg", "there is a genai-cards.lock already"),
        ("nothing.apkg", "cannot read nothing.apkg"),
        ("source/models.md", "models.md is no package of genai-cards"),
        ("out.apkg", "out.apkg holds no note of this project"),
    ],
)
def test_what_remakes_no_lock_stops(before: dict[str, str], package: str, said: str) -> None:
    write("notes.md", "# Atoms\n\n- **Atom**: the smallest part\n")
    run("export", "notes.md", "-o", "out.apkg")
    lock = LOCK.read_bytes()
    if "already" not in said:
        LOCK.unlink()

    done = run("lock", "--from", package)

    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {said}")
    assert (LOCK.read_bytes() == lock) if "already" in said else not LOCK.exists()
