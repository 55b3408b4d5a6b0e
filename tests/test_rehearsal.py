"""Edits, exports and imports in a row, with real Anki in between: what its owner studied is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.collection import Collection

from command import run, write
from edited import edit, made
from genai_cards.anki.rehearsal import Fate, rehearse
from genai_cards.identity.changes import Outcome
from genai_cards.identity.lock import Lock
from genai_cards.targets.apkg import read_notes, render
from reading import plain
from test_anki import import_package
from test_history import EDITED, PAGE, exported
from test_identity import PAGE as LONG_PAGE

EDITS = [
    ("mode collapse", "mode dropping"),
    ("## Compared", "## Families"),
    ("Why does training not collapse?", "Why is training stable?"),
    ("| 2013 |", "| 2014 |"),
    ("# Diffusion model\n", "# Diffusion models\n"),
    ("- **Schedule** – says how much noise each step takes away.\n", ""),
    ("- **Guidance**", "- **Schedule** – tells how much noise each step takes away.\n- **Guidance**"),
    ("| Flow      | 2022 | medium | a field of velocities               | young methods  |\n", ""),
    ("| GAN       |", "| Adversarial network |"),
    ("| Speed ", "| Sampling speed "),
    ("Noise in, pictures out.", "Pure noise in, pictures out."),
    ("3. What does classifier-free guidance cost?", "3. And what is the price of classifier-free guidance?"),
]


def test_a_chain_of_edits_never_costs_history(tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))
    text, lock, retired = LONG_PAGE, Lock(), set[str]()
    studied: set[str] = set()
    for step, (old, new) in enumerate([("", ""), *EDITS]):
        text = edit(text, (old, new)) if old else text
        built = made(text, before=lock, now=1000 + 10 * step)
        lock = built.lock
        import_package(collection, render(built.decks), tmp_path)

        held_notes = map(collection.get_note, collection.find_notes(""))
        notes = {held["ID"]: held for held in held_notes}
        retired = {entry.guid for entry in lock.entries if entry.retired is not None}
        assert notes.keys() == {entry.guid for entry in lock.entries}
        for change in built.changes:
            if change.note is None:
                continue
            held = notes[change.guid]
            (card,) = held.cards()
            assert card.ivl == (30 if change.guid in studied else 0), (old, plain(held["Prompt"]))
            if change.outcome in (Outcome.SAME, Outcome.MOVED):
                assert held["Spare 1"] == f"mine {step - 1}"  # what its owner wrote is still there
            else:
                assert held["Answer"] == change.note.draft.fields["Answer"]
        for held in notes.values():
            held["Spare 1"] = f"mine {step}"
        collection.update_notes(list(notes.values()))
        collection.db.execute("UPDATE notes SET mod = ?", 1005 + 10 * step)  # type: ignore[union-attr]  # edited between two exports
        studied = set(notes)
        collection.sched.set_due_date(collection.find_cards(""), "30!")
    assert len(EDITS) >= 10
    assert len(retired) == 4
    assert not list(collection.get_empty_cards().notes)
    collection.close()


def test_the_rehearsal_tells_what_anki_does() -> None:
    before = made(LONG_PAGE, now=1000)
    row = next(line for line in LONG_PAGE.splitlines(keepends=True) if line.startswith("| Flow"))
    new = edit(LONG_PAGE, ("takes away", "removes"), (row, ""), ("## Words\n", "## Words\n\n- **Step**: one pass\n"))
    after = made(new, before=before, now=2000)

    found = rehearse(render(before.decks), render(after.decks))

    assert {note.question: note.fate for note in found if note.fate is not Fate.SAME} == {
        "Schedule": Fate.CHANGED,
        "Step": Fate.ADDED,
        **dict.fromkeys((f"Flow: {name}?" for name in ("Year", "Speed", "Learns", "Weakness")), Fate.RETIRED),
    }


def test_the_rehearsal_sees_a_lost_history_and_a_text_that_is_not_newer() -> None:
    before = made(LONG_PAGE, now=1000)
    moved = made(LONG_PAGE.replace("## Words", "## Terms"), now=1000)  # without the lock

    duplicated = {note.question for note in rehearse(render(before.decks), render(moved.decks))
                  if note.fate is Fate.DUPLICATED}  # fmt: skip
    assert duplicated == {"Guidance", "Schedule", "Latent space"}

    stale = made(edit(LONG_PAGE, ("takes away", "removes")), now=1000)
    fates = {note.fate for note in rehearse(render(before.decks), render(stale.decks))}
    assert fates == {Fate.SAME, Fate.STALE}


def test_verify_on_the_command_line(project: Path) -> None:
    assert "there is no output/notes.apkg yet" in run_after(PAGE, "verify").stderr
    exported(PAGE, 1700000000)
    Path("old.apkg").write_bytes(Path("output/notes.apkg").read_bytes())

    told = run_after(EDITED, "verify")
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1] == "In Anki: 1 new, 1 changed, 1 retired."

    Path("genai-cards.lock").unlink()
    Path("output/notes.apkg").unlink()  # it could remake the lock
    exported(PAGE.replace("# Cells\n", "# Cells\n\n## Parts\n"), 1700000500)
    lost = run("verify", "old.apkg", "output/notes.apkg")
    assert lost.returncode == 1
    assert lost.stdout.splitlines()[-1] == "In Anki: 2 retired, 2 duplicated."
    assert run("verify", "old.apkg").returncode == 2


def run_after(page: str, *arguments: str):  # type: ignore[no-untyped-def]
    Path("source/a.md").write_text(page, encoding="utf-8")
    return run(*arguments)


def test_retired_notes_can_be_tagged_and_come_back_without_the_tag(project: Path, tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "collection.anki2"))

    def held() -> dict[str, tuple[str, bool]]:
        notes = [collection.get_note(note_id) for note_id in collection.find_notes("")]
        return {note["Prompt"]: (note["Answer"], note.has_tag("genai-cards::retired")) for note in notes}

    exported(PAGE, 1700000000)
    import_package(collection, Path("output/notes.apkg").read_bytes(), tmp_path)
    write("source/a.md", EDITED)
    told = run("export", "--tag-retired", "--now", "1700000100").stdout
    assert "output/notes-retired.apkg: its import tags 1 notes with genai-cards::retired" in told
    import_package(collection, Path("output/notes-retired.apkg").read_bytes(), tmp_path)
    assert held() == {"Nucleus": ("holds the DNA", False), "Ribosome": ("makes proteins", True)}

    again = run("export", "--tag-retired", "--now", "1700000200").stdout  # its content is in the package of before
    assert "tags 1 notes" in again
    exported(PAGE, 1700000300)
    import_package(collection, Path("output/notes.apkg").read_bytes(), tmp_path)
    assert held()["Ribosome"] == ("makes proteins", False)
    collection.close()


def test_retired_notes_can_be_tagged_long_after_they_left(project: Path) -> None:
    exported(PAGE, 1700000000)
    assert not Path("output/notes-retired.apkg").exists()
    exported(EDITED, 1700000100)
    exported(EDITED.replace("keeps", "guards"), 1700000200)
    assert not Path("output/notes-retired.apkg").exists()  # only when asked

    told = run("export", "--tag-retired", "--now", "1700000300").stdout

    assert told.splitlines()[-1].endswith("its import tags 1 notes with genai-cards::retired.")
    (note,) = read_notes(Path("output/notes-retired.apkg").read_bytes(), "").values()
    assert "makes proteins" in note.fields["Answer"]
    exported(PAGE, 1700000400)
    (kept,) = read_notes(Path("output/.notes-retired.apkg").read_bytes(), "").values()
    assert "gives energy" in kept.fields["Answer"]  # the one that came back is not in it


@pytest.mark.parametrize("package", [b"", b"PK"])
def test_a_package_that_anki_refuses_is_said(project: Path, package: bytes) -> None:
    Path("x.apkg").write_bytes(package)

    done = run("verify", "x.apkg", "x.apkg")

    assert done.returncode == 2
    assert "error: Anki refuses the old package" in done.stderr


def test_verify_and_diff_say_the_same_of_a_new_source(project: Path) -> None:
    page = f"---\nsource: A handbook, {{}}\n---\n\n{LONG_PAGE.replace('{', '{{').replace('}', '}}')}"
    write("source/a.md", page.format(2017))
    run("export", "--now", "1700000000")
    write("source/a.md", page.format(2018))

    said = run("diff").stdout.splitlines()
    rehearsed = run("verify").stdout.splitlines()

    assert said[-1].removeprefix("Since the last export: ") == rehearsed[-1].removeprefix("In Anki: ")
    assert sum(line.startswith("    source: A handbook, [-2017-]{+2018+} · ") for line in said) == 24
