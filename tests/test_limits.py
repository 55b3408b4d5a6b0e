"""The last that is taken, and the first that is not: each limit, threshold and precedence by what it does to a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edited import made
from genai_cards.cards.notes import Note
from genai_cards.checks.facts import Facts
from genai_cards.checks.ledger import account
from genai_cards.identity.lock import Lock
from genai_cards.page.highlight import highlighted
from genai_cards.page.outline import Node
from genai_cards.reports.changes import search
from genai_cards.reports.export import as_text
from reading import checked, codes, compiled, drafts, pairs
from test_cloze import made as made_clozes
from test_quality import check, pages


def words(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


@pytest.mark.parametrize(("count", "is_term"), [(9, True), (10, False)])
def test_a_term_has_nine_words_at_most(count: int, is_term: bool) -> None:
    name = " ".join(["Lumo", *["of"] * (count - 1)])
    others = "## Rilo\n\nRain on it.\n\n## Vano\n\nWind.\n\n## Sola\n\nSun.\n\n## Tera\n\nEarth.\n"
    page = f"# Glossary\n\n## {name}\n\nLight in it.\n\n{others}"

    assert ((name, "Light in it.") in pairs(page)) == is_term
    assert ("Rilo", "Rain on it.") in pairs(page)


@pytest.mark.parametrize(("count", "asks"), [(30, True), (31, False)])
def test_a_tagline_has_thirty_words_at_most(count: int, asks: bool) -> None:
    page = f"# Lumo\n\n> {words(count)}.\n\n## Definition\n\nLumo is a light that nobody sees.\n"

    assert (f"{words(count)}." in dict(pairs(page))) == asks


@pytest.mark.parametrize(("count", "is_label"), [(8, True), (9, False)])
def test_a_label_has_eight_words_at_most(count: int, is_label: bool) -> None:
    label = " ".join("abcdefghi"[:count])

    assert pairs(f"# T\n\n- {label}: it is so\n") == ([(label, "it is so")] if is_label else [])


@pytest.mark.parametrize(("length", "is_label"), [(80, True), (81, False)])
def test_a_label_has_eighty_characters_at_most(length: int, is_label: bool) -> None:
    label = "L" + "a" * (length - 1)

    assert pairs(f"# T\n\n- {label}: it is so\n") == ([(label, "it is so")] if is_label else [])


@pytest.mark.parametrize(("count", "in_parts"), [(30, False), (31, True)])
def test_an_answer_is_long_from_thirty_one_words(count: int, in_parts: bool) -> None:
    answer = f"Cause: {words(count - 3)}. Cure: rest."
    page = f"---\ncards: parts\n---\n\n# T\n\n1. Why? (Answer: {answer})\n"

    assert (len(drafts(page)) > 1) == in_parts


@pytest.mark.parametrize(("count", "turned"), [(40, True), (41, False)])
def test_a_value_of_forty_words_still_asks_for_its_term(count: int, turned: bool) -> None:
    page = f"---\ncards: reverse\n---\n\n# T\n\n- **Lumo**: {words(count)}\n"

    assert ("Reverse Prompt" in drafts(page)[0].fields) == turned


def numbers(text: str, before: str) -> list[int]:
    first = made_clozes(f"---\ncards: cloze\n---\n\n# T\n\n{before}\n")
    (note,) = made_clozes(f"---\ncards: cloze\n---\n\n# T\n\n{text}\n", first).notes
    return [hole.number for hole in note.draft.holes]


@pytest.mark.parametrize(("hidden", "number"), [("abcdefghij", 1), ("abcdefgxyz", 1), ("abcdexyzuv", 3)])
def test_a_deletion_of_six_tenths_of_its_letters_keeps_its_number(hidden: str, number: int) -> None:
    before = "So the ==abcdefghij== was there with all of ==zzzzz==, they say."
    after = before.replace("zzzzz", "qqqqq").replace("abcdefghij", hidden)  # two changed: no place tells which is which

    assert numbers(after, before)[0] == number


@pytest.mark.parametrize(("changed", "number"), [(4, 1), (5, 2)])
def test_a_deletion_keeps_its_number_by_its_place_where_four_fifths_around_it_are_the_same(
    changed: int, number: int
) -> None:
    tail = [f"{letter}{letter}{letter}{letter}" for letter in "abcdefghijklmnoprst"]
    after = [*tail[:-changed], *["wxyz"] * changed]  # each changes 4 of 99 letters

    assert numbers(f"So ==vvvvv== {' '.join(after)}", f"So ==uuuuu== {' '.join(tail)}") == [number]


def test_the_lock_holds_a_thousand_characters_of_an_answer() -> None:
    (entry,) = made(f"# T\n\n- **Lumo**: {'abcdefghi ' * 200}\n", before=Lock(), now=1).lock.entries

    assert len(entry.trace.answer) == 1000


@pytest.mark.parametrize(("year", "stale"), [(2026, True), (2020, True), (2019, False), (2027, False)])
def test_a_fact_of_the_last_six_years_may_go_stale(year: int, stale: bool) -> None:
    page = pages(f"# Seas\n\n1. How deep is it? (Answer: 12 m in {year}.)\n", year=2026)

    assert ("dated-fact" in [problem.code for problem in check(page)]) == stale


@pytest.mark.parametrize(("length", "told"), [(120, []), (121, ["media-renamed"])])
def test_anki_cuts_a_name_of_more_than_120_bytes(length: int, told: list[str]) -> None:
    (note,) = drafts("# T\n\n- **Lumo**: a light\n")
    sound = f"[sound:{'x' * (length - 4)}.mp3]"

    found = check(Facts(notes=[Note("g", 1, replace(note, fields={**note.fields, "Answer": sound}), "page.md:3")]))

    assert [problem.code for problem in found] == told


@pytest.mark.parametrize(("length", "coloured"), [(20_000, True), (20_001, False)])
def test_code_of_more_than_20000_characters_is_plain(length: int, coloured: bool) -> None:
    assert ("<span" in highlighted("if " + "x" * (length - 3), "python")) == coloured


@pytest.mark.parametrize(("same", "holds"), [(9, True), (8, False)])
def test_a_note_that_holds_nine_tenths_of_a_block_is_what_became_of_it(same: int, holds: bool) -> None:
    built = checked("# T\n\n- **Lumo**: a0 a1 a2 a3 a4 a5 a6 a7 a8\n")
    words_of_block = [*(f"a{n}" for n in range(same)), *(f"b{n}" for n in range(10 - same))]
    node = Node("paragraph", 4, 4, text=" ".join(words_of_block))

    (found,) = account("page.md", Node("page", 1, 9, parts=(node,)), built.notes, ()).accounts

    assert bool(found.notes) == holds


@pytest.mark.parametrize(("count", "rows"), [(30, 32), (31, 32)])
def test_a_report_lists_thirty_pages_at_most(count: int, rows: int) -> None:
    built = compiled(*(f"# Page {number}\n\n- **Lumo**: light {number}\n" for number in range(count)))

    table = as_text(built, Path("x.apkg"), None).splitlines()[:-1]  # a header, the pages, the total

    assert len(table) == rows
    assert ("… 2 more pages" in table[-2]) == (count > 30)


@pytest.mark.parametrize(("count", "lines"), [(100, 1), (101, 2)])
def test_a_search_names_a_hundred_notes_at_most(count: int, lines: int) -> None:
    assert len(search(f"{number:016x}" for number in range(count))) == lines


@pytest.mark.parametrize(("number", "is_choice"), [(4, True), (5, False)])
def test_a_number_up_to_four_behind_a_question_opens_a_choice(number: int, is_choice: bool) -> None:
    page = f"# T\n\n- Which one is a metal? {number}) lead\n"

    assert ("choices" in codes(page)) == is_choice
    assert (pairs(page) == []) == is_choice
