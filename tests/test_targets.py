"""What the formats hold, by their table; what Anki does with its own is in test_anki.py and test_text_target.py."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from command import files, run, write
from genai_cards.build import Build, build
from genai_cards.cards.notes import StoredNote
from genai_cards.release import release
from genai_cards.reports.check import as_json, find, ledgers
from genai_cards.settings.values import ProjectSettings
from genai_cards.targets import JSON, PACKAGE, TARGETS, TEXT, Target
from reading import NOW, checked, plain

PAGE = """# Cells

- **Cell**: the smallest "unit" that lives

| Part | Does | Seen |
| --- | --- | --- |
| nucleus | `holds the genes` | – |

They were seen in 1665.
"""
EVERY = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())


def render(target: Target, built: Build) -> bytes:
    return target.render(built.decks, ledgers(built) if target.with_ledgers else ())


def facts(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(JSON, checked(page)))
    return found


def test_each_suffix_names_its_target() -> None:
    assert TARGETS == {".apkg": PACKAGE, ".txt": TEXT, ".json": JSON}
    assert [target.suffix for target in TARGETS.values()] == list(TARGETS)


@EVERY
def test_the_same_pages_give_the_same_bytes(target: Target) -> None:
    assert render(target, checked(PAGE)) == render(target, checked(PAGE))
    assert render(target, checked(PAGE)) != render(target, checked(PAGE.replace("lives", "is alive")))


def test_json_holds_every_note_with_its_place() -> None:
    built = checked(PAGE)
    cell, nucleus = facts(PAGE)["notes"]

    assert [cell["guid"], nucleus["guid"]] == [note.guid for note in built.notes]
    assert {**cell, "guid": ""} == {
        "guid": "",
        "note_type": "genai-cards",
        "kind": "label",
        "path": "page.md",
        "line": 3,
        "deck": "Root::Cells",
        "tags": ["cells", "kind::label"],
        "fields": {
            "Prompt": "Cell",
            "Answer": 'the smallest "unit" that lives',
            "Context": "Cells",
            "Source": "page.md:3",
            "ID": cell["guid"],
        },
        "media": [],
        "modified": NOW,
    }
    assert (nucleus["kind"], nucleus["line"], plain(nucleus["fields"]["Answer"])) == ("table", 7, "holds the genes")


def test_json_holds_the_ledger_that_check_gives() -> None:
    built = checked(PAGE)
    page = facts(PAGE)["pages"]

    assert page == json.loads(as_json(find(built, ())))["pages"]
    assert [each["skipped"] and each["skipped"]["code"] for each in page[0]["ledger"]] == [None, "cell-empty", "prose"]


# --- on the command line ----------------------------------------------------------------------------------------------


@EVERY
def test_the_end_of_a_name_chooses_the_format(project: Path, target: Target) -> None:
    write("source/a.md", PAGE)

    done = run("export", "-o", f"out/cells{target.suffix.upper()}", "--now", "1700000000")

    assert done.returncode == 0
    assert target.next in done.stdout
    assert (project / "out" / f"cells{target.suffix.upper()}").read_bytes()
    assert "genai-cards.lock" in files()
    assert target.suffix in run("export", "--help").stdout


def test_a_format_that_nobody_knows_is_an_error_that_names_the_others(project: Path) -> None:
    write("source/a.md", PAGE)

    done = run("export", "-o", "cells.docx")

    assert done.returncode == 2
    assert "cells.docx names no format that can be written" in done.stderr
    assert all(suffix in done.stderr for suffix in TARGETS)
    assert files() == ["genai-cards.toml", "source/a.md"]
    (project / "v1.2").mkdir()
    assert run("export", "-o", "v1.2").returncode == 0
    assert (project / "v1.2" / "notes.apkg").is_file()


def test_what_a_format_does_not_carry_is_said(project: Path) -> None:
    write("source/a.md", "# T\n\n- **GAN**: ![a game](game.png)\n")
    write("source/game.png", b"\x89PNG")

    assert "1 note: what they show or play is not in the file" in run("export", "-o", "a.txt").stdout
    assert "what they show" not in run("export", "-o", "a.apkg").stdout


def test_the_docs_tell_of_every_format() -> None:
    text = (Path(__file__).parent.parent / "docs" / "targets.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| `(\.\w+)` \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)

    lacks = {target.suffix: ", ".join(lack.what for lack in target.lacks) or "–" for target in TARGETS.values()}
    assert rows == [(each.name, each.suffix, each.about, lacks[each.suffix]) for each in TARGETS.values()]


# --- what an export writes, as a value --------------------------------------------------------------------------------


def test_an_export_is_a_value_before_anything_is_written() -> None:
    built = checked(PAGE)

    made = release(built, PACKAGE, "cells.apkg")

    assert made.files == (("cells.apkg", render(PACKAGE, built)),)
    assert made.size == len(made.files[0][1])
    assert made.lock is not None
    assert release(built, PACKAGE, "cells.apkg", remembered=made.lock.decode()).lock is None  # it stays as it is
    assert release(built, PACKAGE, "cells.apkg", has_lock=False).lock is None
    assert made.deletes == ("cells-retired.txt", ".cells-retired.apkg")  # no note is retired any more


@pytest.mark.parametrize("tag_retired", [True, False])
def test_what_retired_notes_held_is_kept_beside_the_notes(tag_retired: bool) -> None:
    first = checked(PAGE)
    (old,) = (note for note in first.notes if note.draft.key.kind == "table")
    sources = [page.source for page in checked(PAGE.split("| Part")[0]).pages if page.source]
    later = build(sources, ProjectSettings(deck="Root"), NOW + 1, first.lock)
    stored = {old.guid: StoredNote(old.draft.note_type, old.fields(), old.draft.deck, old.draft.tags)}

    made = release(later, TEXT, "cells.txt", stored=lambda: stored, tag_retired=tag_retired)

    names = [name for name, _ in made.files]
    tags = ["cells-retired.apkg"] if tag_retired else []
    assert names == ["cells-retired.txt", ".cells-retired.apkg", *tags, "cells.txt"]  # the notes last
    assert made.tags == (("cells-retired.apkg", 1) if tag_retired else None)
    assert (made.deletes, made.unknown) == ((), 0)
    assert release(later, TEXT, "cells.txt").unknown == 1
