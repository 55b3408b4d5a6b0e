"""The last that is taken, and the first that is not: each limit, threshold and precedence by what it does to a page."""

from __future__ import annotations

import pytest

from genai_cards.identity.lock import Lock
from reading import drafts, pairs
from test_cloze import made as made_clozes
from test_identity import made
from test_quality import check, pages


def words(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


@pytest.mark.parametrize(("count", "is_term"), [(6, True), (7, False)])
def test_a_term_has_six_words_at_most(count: int, is_term: bool) -> None:
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
