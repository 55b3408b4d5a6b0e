"""What words and signs mean: each row of words, each sign, in all languages."""

from __future__ import annotations

import re

import pytest

from genai_cards.language import words
from genai_cards.language.stems import stem
from genai_cards.language.words import Words
from reading import pairs

ROWS = {name: row for name, row in vars(words).items() if isinstance(row, Words)}


def said(row: Words) -> list[str]:
    """Give each word of a row as a page writes it."""
    return [word.rstrip("*") for word in row]


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ROWS)
def test_a_row_holds_each_of_its_words_in_lower_case(name: str) -> None:
    row = ROWS[name]

    assert all(word in row and word == word.lower() == word.strip() for word in row)
    assert {*row} == {word for given in row.by_language.values() for word in given}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_words_knows_each_of_them_as_a_pattern(name: str) -> None:
    pattern = re.compile(f"{ROWS[name].pattern}:", re.IGNORECASE)

    assert [word for word in said(ROWS[name]) if not pattern.fullmatch(f"{word.removesuffix('.').upper()}:")] == []


def test_words_may_go_on_and_may_be_short_for_others() -> None:
    row = Words(en="glossar*, key term, a-z, soln.")

    assert [bool(re.fullmatch(row.pattern, text)) for text in ("glossaries", "key  term", "a – z", "key terms")] == [
        True,
        True,
        True,
        False,
    ]
    assert [bool(re.match(row.pattern, text)) for text in ("soln: 3", "soln. 3", "soln 3", "soln of salt")] == [
        True,
        True,
        True,
        False,
    ]


# --- titles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", [*said(words.GLOSSARY), "Key definitions", "Legal terms", "A – Z of cells", "Lexika"])
def test_the_sections_below_the_title_of_a_glossary_are_terms(title: str) -> None:
    glossary = title != "Lexika"

    assert pairs(f"# {title.capitalize()}\n\n## Lumo\n\nLight in it.\n") == [("Lumo", "Light in it.")][:glossary]


# --- stems and small words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms", ["generate generates generating generator generators generative", "model models", "mask masks"]
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len(set(map(stem, forms.split()))) == 1


def test_other_words_have_another_stem() -> None:
    assert stem("encoder") != stem("decoder")
