"""Tables as some site makers write them: without a header, and with lines between their rows."""

from __future__ import annotations

import pytest

from reading import codes, drafts, pairs

SHORTCUTS = "| `w` | next word |\n| `b` | word back |\n| --- | --- |\n| `^` | first sign |\n{: .-shortcuts}\n"


def test_rows_between_bars_are_a_table_without_a_header() -> None:
    page = f"# Moves\n\n{SHORTCUTS}"

    assert pairs(page) == [("w", "next word"), ("b", "word back"), ("^", "first sign")]
    assert [draft.at.line for draft in drafts(page)] == [3, 4, 6]
    assert codes(page) == []


def test_lines_between_the_rows_of_a_table_with_a_header_are_no_rows() -> None:
    page = "# Keys\n\n| Key | Does |\n|---|---|\n| x | cuts |\n| --- | --- |\n| y | copies |\n"

    assert pairs(page) == [("x: Does?", "cuts"), ("y: Does?", "copies")]
    assert codes(page) == []


def test_a_table_may_begin_with_a_line() -> None:
    assert pairs("# Moves\n\n| --- | --- |\n| `w` | next word |\n| `b` | word back |\n")[0] == ("w", "next word")


def test_rows_in_a_quotation_keep_their_places() -> None:
    page = "# Moves\n\n> | `q` | quits |\n> | `z` | folds |\n"

    assert [(draft.at.line, draft.fields["Answer"]) for draft in drafts(page)] == [(3, "quits"), (4, "folds")]


@pytest.mark.parametrize(
    "lines",
    ["| one | line |", "| a | b |\n| c |", "| a | b |\nc | d", "|x|\n|y|", "    | a | b |\n    | c | d |"],
)
def test_other_lines_with_bars_are_none(lines: str) -> None:
    assert pairs(f"# Moves\n\n{lines}\n") == []


def test_columns_without_names_are_asked_by_nothing() -> None:
    page = "# Moves\n\n| a | b | c |\n| d | e | f |\n"

    assert codes(page, severity="skipped") == ["table-no-facts"]


def test_attributes_behind_a_block_are_no_text() -> None:
    page = '# Moves\n\n## What is w?\n\nA key.\n\n```vim\nw\n```\n{: data-line="1"}\n\nIt moves.\n{: .-wide}\n'

    assert pairs(page) == [("What is w?", "A key. w It moves.")]
