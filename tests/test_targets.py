"""What the formats hold, by their table; what Anki does with its own is in test_anki.py and test_text_target.py."""

from __future__ import annotations

import json
from typing import Any

import pytest

from genai_cards.build import Build
from genai_cards.reports.check import as_json, find, ledgers
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
