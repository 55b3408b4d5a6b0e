"""Why a block became what it became."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command import run, write
from genai_cards.cards.kinds import LABEL
from genai_cards.checks.explain import OTHERWISE, REASONS, explain
from genai_cards.page.outline import outline
from genai_cards.reports.check import ledgers
from reading import checked
from test_check import CELLS

ROOT = Path(__file__).parent.parent
PAGE = """\
---
title: Cells
---
Cells live.

- **Nucleus**: the genome's
- words

## Why so?

For a reason.

<!-- a comment -->

| Part | Size | Age |
|------|------|-----|
| Wall | thin | |
"""


def said(line: int, page: str = PAGE) -> str:
    built = checked(page)
    (found,) = built.pages
    assert found.document
    assert found.source
    return "\n".join(explain(ledgers(built)[0], outline(found.document, found.source), line, built.notes))


def test_a_note_is_explained_by_its_rule_and_with_what_else_could_be_written() -> None:
    told = said(6)

    assert told.startswith("page.md:6: a list item, line 6.\nIt gave 1 note, by the rule “label”: " + LABEL.rule)
    assert "  Nucleus → the genome's  (" in told
    assert OTHERWISE["item"] in told


def test_a_block_that_was_left_out_is_explained_by_its_reason() -> None:
    assert said(7) == (
        "page.md:7: a list item, line 7.\n"
        f"No note: a list item with no fact a rule can see [prose].\n{REASONS['prose']}"
    )


def test_a_part_that_was_left_out_is_told_beside_the_notes() -> None:
    told = said(17)

    assert "a row of a table" in told
    assert "It gave 1 note, by the rule “table”" in told
    assert "No note of a part of it: nothing under “Age” for “Wall” [cell-empty]." in told


def test_an_answer_is_part_of_the_note_of_its_question() -> None:
    assert "It is part of the note at line 9, by the rule “question”" in said(11)


def test_a_heading_asks_or_is_shown_above_notes() -> None:
    assert "It gave 1 note, by the rule “question”" in said(9)
    assert "It is shown above each of the 3 notes from below it." in said(1, CELLS)
    assert "end it in `?`" in said(7, CELLS)


@pytest.mark.parametrize(("line", "what"), [(1, "no block"), (5, "no block"), (13, "a comment"), (16, "no block")])
def test_what_is_no_block_is_said_to_be_none(line: int, what: str) -> None:
    assert said(line).startswith(f"page.md:{line}: {what}")


def test_explain_is_as_documented(project: Path) -> None:
    write("source/cells.md", CELLS)
    text = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    shown = re.findall(r"```text\n\$ genai-cards check --explain source/cells.md:9\n(.*?)```", text, re.DOTALL)

    assert run("check", "--explain", "source/cells.md:9").stdout == shown[0]


@pytest.mark.parametrize("place", ["source/cells.md", "source/cells.md:x", "source/cells.md:0", "source/cells.md:99"])
def test_a_place_that_is_none_exits_with_2(project: Path, place: str) -> None:
    write("source/cells.md", CELLS)

    done = run("check", "--explain", place)

    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
