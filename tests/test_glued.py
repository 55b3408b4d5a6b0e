from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genai_cards.importers.tables import model
from genai_cards.importers.tables.columns import traits
from genai_cards.importers.tables.glued import THRESHOLD, Cut, cut_table
from genai_cards.importers.tables.lexicon import shape
from genai_cards.importers.tables.lines import LONGEST_LINE
from genai_cards.importers.tables.looks import glance

TOOLS = (
    ("Tool", "What it is for", "Cost"),
    ("Hammer", "Driving nails into wood", "Low"),
    ("Saw", "Cutting boards and beams", "Low"),
    ("Lathe", "Turning round parts from metal or wood", "High"),
    ("Plane", "Making a surface flat and smooth", "Medium"),
)
PRICES = (
    ("Seat", "Price", "Refund"),
    ("Balcony", "$25.00", "Until the day before"),
    ("Stalls", "$40.00", "Until the day before"),
    ("Box", "$95.50", "Never"),
)
CLAIMS = (
    ("Claim", "Verdict", "Why"),
    ("Water boils at 100°C.", "True", "At sea level it does."),
    ("Spiders are insects.", "False", "They have eight legs."),
    ("Whales are fish.", "False", "They breathe air."),
)
WORDS = frozenset("the tools of a workshop and what they cost Some claims are true metal wood boards nails".split())


def glue(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["".join(row) for row in rows]


def cells(cuts: Sequence[Cut]) -> list[tuple[str, ...]]:
    return [cut.cells for cut in cuts]


@pytest.mark.parametrize("rows", [TOOLS, PRICES, CLAIMS], ids=["tools", "prices", "claims"])
def test_a_glued_table_is_cut_into_its_cells(rows: Sequence[tuple[str, ...]]) -> None:
    assert cells(cut_table(glue(rows), WORDS)) == list(rows)


def test_there_is_a_cut_for_each_line() -> None:
    assert len(cut_table(glue(TOOLS), WORDS)) == len(TOOLS)


def test_columns_that_a_person_gave_are_the_header_for_certain() -> None:
    header = cut_table(glue(TOOLS), WORDS, TOOLS[0])[0]

    assert (header.cells, header.confidence) == (TOOLS[0], 1.0)


def test_columns_that_a_person_gave_say_how_many_cells_a_row_has() -> None:
    lines = [
        "Name and placeNote",
        "Ada of LondonWrote the first program",
        "Emmy of ErlangenFound the law behind symmetry",
    ]

    cuts = cut_table(lines, (), ["Name and place", "Note"])

    assert {len(cut.cells) for cut in cuts} == {2}


def test_a_word_that_stands_free_on_the_page_is_not_cut() -> None:
    rows = (
        ("Writer", "Habit"),
        ("Old McAllister", "Writes at night"),
        ("Young McAllister", "Writes on trains"),
        ("Quinn", "Never writes"),
    )

    assert cells(cut_table(glue(rows), {"McAllister"})) == list(rows)


def test_a_row_with_an_empty_cell_is_never_taken_for_sure() -> None:
    rows = (*TOOLS, ("Anvil", "", "High"), ("Chisel", "Carving wood", ""))

    cuts = cut_table(glue(rows), WORDS)

    wrong = [cut for cut, row in zip(cuts, rows, strict=True) if cut.cells != row]
    assert all(cut.confidence < THRESHOLD for cut in wrong)


def test_a_cut_with_an_empty_cell_is_never_sure() -> None:
    cuts = cut_table(glue((*TOOLS, ("Anvil", "", "High"), ("Vice", "", "Low"))), WORDS)

    empty = [cut for cut in cuts if "" in cut.cells]
    assert empty
    assert all(cut.confidence < THRESHOLD for cut in empty)


def test_a_table_whose_header_and_rows_begin_in_lower_case_is_never_sure() -> None:
    rows = (
        ("variety", "soil", "kept until"),
        ("Bramley", "heavy clay", "March"),
        ("Boskoop", "any soil", "April"),
        ("golden Noble", "light sand", "February"),
    )

    assert all(cut.confidence < THRESHOLD for cut in cut_table(glue(rows), WORDS))


def test_rows_are_cut_right_below_a_header_that_is_hard_to_cut() -> None:
    rows = (
        ("Feature", "inBox()", "Outbox (new)"),
        ("Purpose", "Holds what came in", "Holds what goes out"),
        ("Limit", "One hundred letters", "None"),
        ("Order", "Newest first", "Oldest first"),
    )

    assert cells(cut_table(glue(rows), ()))[1:] == list(rows[1:])


def test_a_name_that_opens_the_next_cell_again_is_one() -> None:
    rows = (
        ("Agency", "Work"),
        ("ISRO", "ISRO missions and their crews"),
        ("JAXA", "JAXA launches of each month"),
        ("CNSA", "Probes"),
    )

    assert cells(cut_table(glue(rows), ())) == list(rows)


def test_a_row_that_gives_no_hold_is_flagged() -> None:
    rows = (*TOOLS, ("zorb", "quilpen of varn", "tesk"))

    assert cut_table(glue(rows), WORDS)[-1].confidence < THRESHOLD


def test_cells_in_lower_case_are_told_by_words_that_are_usual_anywhere() -> None:
    rows = (
        ("Tool", "Used for", "Kept in"),
        ("Hammer", "driving nails", "the shed"),
        ("Saw", "cutting boards", "the cellar"),
        ("Rake", "gathering leaves", "the garden"),
    )

    assert cells(cut_table(glue(rows), ())) == list(rows)


def test_a_name_that_is_usual_anywhere_is_not_cut() -> None:
    rows = (
        ("Language", "Runs in"),
        ("JavaScript", "A browser"),
        ("PowerShell", "A terminal"),
        ("PostgreSQL", "A database"),
    )

    assert cells(cut_table(glue(rows), ())) == list(rows)


def test_no_cell_begins_with_a_mark_that_closes() -> None:
    rows = (
        ("Call", "What it does"),
        ("open(name);", "Opens a file."),
        ("close();", "Closes it again."),
        ("read(size);", "Gives some of it."),
    )

    assert cells(cut_table(glue(rows), ())) == list(rows)


def test_numbers_that_stand_in_two_columns_are_never_sure() -> None:
    rows = (
        ("", "Folder", "What it holds"),
        ("01", "01_Oaks", "Pictures of oaks"),
        ("02", "02_Elms", "Pictures of elms"),
        ("03", "03_Firs", "Pictures of firs"),
    )

    wrong = [cut for cut, row in zip(cut_table(glue(rows), ()), rows, strict=True) if cut.cells != row]
    assert wrong
    assert all(cut.confidence < THRESHOLD for cut in wrong)


def test_the_runner_up_is_another_cut_of_the_same_line() -> None:
    for line, cut in zip(glue(CLAIMS), cut_table(glue(CLAIMS), WORDS), strict=True):
        assert cut.runner_up != cut.cells
        assert "".join(cut.runner_up) == line


@pytest.mark.parametrize(
    "lines",
    [[], ["OnlyHeader"], ["HeadTail", ""], ["HeadTail", "x" * (LONGEST_LINE + 1)]],
    ids=["nothing", "one line", "a blank line", "an endless line"],
)
def test_no_table_gives_no_cuts(lines: list[str]) -> None:
    assert cut_table(lines, ()) == ()
    assert glance(lines, ()) is None


@pytest.mark.parametrize("rows", [TOOLS, PRICES, CLAIMS], ids=["tools", "prices", "claims"])
def test_a_glued_table_looks_glued(rows: Sequence[tuple[str, ...]]) -> None:
    assert glance(glue(rows), WORDS) is not None


@pytest.mark.parametrize(
    "lines",
    [
        ["The kettle is on the stove.", "It will boil in a minute or two.", "Then we shall have tea."],
        ["Home", "Courses", "About us", "Contact"],
        ["Ada Lovelace", "Alan Turing", "Grace Hopper", "Edsger Dijkstra"],
        ["def area(width, height):", "return width * height", "print(area(2, 3))"],
        ["const userName = getUserName()", "let itemCount = countItems(userName)", "showItems(itemCount)"],
        ["useState", "useEffect", "useContext", "useMemo"],
        ["JavaScript", "TypeScript", "CoffeeScript", "PureScript"],
        ["1. What is a noun?", "2. What is a verb?", "3. What is an adverb?"],
        ["- GitHub: a place for code", "- YouTube: a place for films", "- LinkedIn: a place for work"],
        ["| Name | Age |", "| --- | --- |", "| Ada | 36 |"],
        ["Tool What it is for Cost", "Hammer Driving nails Low", "Saw Cutting boards Low"],
        ["什么是监督学习", "它使用带标签的数据", "例如图像分类"],
    ],
    ids="prose menu names code camel hooks products questions bullets pipes spaces chinese".split(),
)
def test_other_lines_do_not_look_glued(lines: list[str]) -> None:
    assert glance(lines, ()) is None


def test_a_shape_is_the_runs_of_a_text() -> None:
    assert shape("Nov 2022") == "Aa 0"


def test_an_empty_cell_has_one_trait() -> None:
    assert traits("") == ("e1",)


lines_of_text = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60),
    min_size=2,
    max_size=6,
)


@settings(deadline=None)
@given(lines_of_text, st.sets(st.text(max_size=8), max_size=5), st.none() | st.just(("A", "B", "C")))
def test_the_cells_of_a_row_are_its_line(lines: list[str], words: set[str], columns: tuple[str, ...] | None) -> None:
    cuts = cut_table(lines, words, columns)

    assert not cuts or ["".join(cut.cells) for cut in cuts] == [line.strip() for line in lines]
    assert all(0 <= cut.confidence <= 1 for cut in cuts)


@settings(deadline=None)
@given(lines_of_text)
def test_any_lines_can_be_glanced_at_and_are_cut_alike_then(lines: list[str]) -> None:
    seen = glance(lines, ())

    assert seen is None or seen.texts == [line.strip() for line in lines]
    assert cut_table(lines, (), seen=seen) == cut_table(lines, ())


def test_what_was_learned_is_in_whole_numbers_beside_its_module() -> None:
    tables = json.loads(Path(model.__file__).with_name(model.FILE).read_text(encoding="utf-8"))

    assert {*tables} == {*model.UNITS}
    assert all(tables.values())
    assert all(isinstance(figure, int) and figure for table in tables.values() for figure in table.values())
    assert model.shipped().gaps == {name: figure / 100 for name, figure in tables["gaps"].items()}
