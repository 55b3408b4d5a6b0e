"""Signs: each in all languages of its words, and the same wherever it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from genai_cards.importers.pasted.lines import ANSWER as PASTED_ANSWER
from genai_cards.importers.pasted.questions import asks as asks_in_pasted_text
from genai_cards.language import marks, words
from genai_cards.language.words import Words
from reading import pairs
from test_quality import check, pages

SOURCES = Path(__file__).parent.parent / "src" / "genai_cards"


def said(row: Words) -> list[str]:
    """Give each word of a row as a page writes it; what is short for a word needs a sign behind it."""
    return [word.rstrip("*") for word in row if not word.endswith(".")]


# --- one rule, wherever it is read ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 4, 5, 8])
def test_a_key_tells_the_right_one_of_up_to_eight_choices(count: int) -> None:
    letters = "ABCDEFGH"[:count]
    choices = "".join(f"    - {letter}) choice {letter}\n" for letter in letters)
    asked = f"1. Which is a gas?\n{choices}2. Which is a metal?\n{choices}"
    page = f"# Gases\n\n{asked}\n**Answers**: 1. {letters[-1]}, 2. A\n"

    assert [answer for _, answer in pairs(page)] == [f"choice {letters[-1]}", "choice A"]


@pytest.mark.parametrize("mark", ["Correct answer", "The correct answer", "Answer", "Respuesta correcta", "A"])
def test_the_mark_of_an_answer_is_not_its_text(mark: str) -> None:
    assert pairs(f"# T\n\n- What is two and two? {mark}: four\n") == [("What is two and two?", "four")]
    assert pairs(f"# T\n\n### What is two and two?\n\n{mark}: four\n") == [("What is two and two?", "four")]


@pytest.mark.parametrize("badge", ["", " ⭐", " 🔥🔥", "⭐", " ★★☆"])
def test_a_question_is_one_with_any_badge_behind_it(badge: str) -> None:
    page = f"# T\n\n## What is a cell?{badge}\n\n## What is a wall?{badge}\n\nA side of it.\n"

    assert [(problem.code, problem.at.line) for problem in check(pages(page))] == [("answer-missing", 3)]
    assert pairs(page) == [("What is a wall?", "A side of it.")]
    assert marks.asks(f"What is a cell?{badge}")
    assert asks_in_pasted_text(f"What is a cell?{badge}")


# --- in all languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", said(words.ANSWER))
def test_a_word_for_an_answer_opens_one(word: str) -> None:
    for written in (word, word.capitalize(), word.upper()):
        assert marks.ANSWER_MARK.fullmatch(f"{written}:")
        assert marks.ANSWER_MARK.match(f"{written}： four")
        assert marks.ANSWER_IN_BRACKETS.match(f"({written}: four)")
        assert marks.SHOWS_ANSWER.fullmatch(f"Show {written}")
        assert PASTED_ANSWER.match(f"{written}: four")
        assert marks.announces(f"{written}:")


@pytest.mark.parametrize("word", said(words.RIGHT))
def test_what_stands_before_the_word_for_an_answer_belongs_to_its_mark(word: str) -> None:
    assert marks.ANSWER_MARK.fullmatch(f"{word.capitalize()} answer:")
    assert PASTED_ANSWER.match(f"{word.capitalize()} answer: four")


@pytest.mark.parametrize("word", said(words.RIGHT_BEHIND))
def test_what_stands_behind_the_word_for_an_answer_belongs_to_its_mark(word: str) -> None:
    assert marks.ANSWER_MARK.fullmatch(f"Respuesta {word}:")
    assert PASTED_ANSWER.match(f"Respuesta {word}: cuatro")


@pytest.mark.parametrize("word", said(words.QUESTION))
def test_a_word_for_a_question_opens_one(word: str) -> None:
    assert marks.QUESTION_MARK.fullmatch(f"{word.capitalize()}: ")
    assert marks.QUESTION_MARK.fullmatch(f"{word.capitalize()} 3: ")


@pytest.mark.parametrize("word", said(words.EXPLANATION))
def test_a_word_for_an_explanation_opens_one(word: str) -> None:
    assert marks.EXPLANATION_MARK.fullmatch(f"{word.capitalize()}: ")
    assert marks.EXPLANATION_MARK.fullmatch(f"Answer {word}: ")


@pytest.mark.parametrize("word", [*said(words.ANSWER_KEY), *said(words.ANSWER)])
def test_a_word_for_a_key_is_its_title_and_opens_it(word: str) -> None:
    assert marks.KEY_TITLE.fullmatch(word.capitalize())
    assert marks.KEY_TITLE.fullmatch(f"Quiz 1 {word}")
    assert marks.KEY_LEAD.match(f"{word.capitalize()}: 1. b")


@pytest.mark.parametrize("word", said(words.CHOICE))
def test_an_answer_names_a_choice(word: str) -> None:
    named = marks.NAMED_OPTION.fullmatch(f"{word.capitalize()} b")

    assert named is not None
    assert named[1] == "b"


@pytest.mark.parametrize("word", said(words.ORDERS))
def test_an_order_sets_a_task(word: str) -> None:
    assert marks.orders(f"{word.capitalize()} the cell")
    assert not marks.orders(word) or " " in word
    assert not marks.orders(f"{word}x the cell")


@pytest.mark.parametrize("word", said(words.INTERROGATIVES))
def test_an_interrogative_opens_a_question(word: str) -> None:
    assert marks.opens_with_interrogative(f"{word.capitalize()} cells grow")
    assert marks.opens_with_interrogative(f"¿{word} cells grow")


@pytest.mark.parametrize("word", said(words.GLOSSARY))
def test_a_title_of_a_glossary_is_known(word: str) -> None:
    assert marks.is_glossary_title(word.capitalize())
    assert marks.is_glossary_title(f"Our {word} of cells")


@pytest.mark.parametrize("sign", marks.QUESTION_SIGNS)
def test_a_text_asks_in_every_script(sign: str) -> None:
    assert marks.asks(f"cell{sign}")
    assert all(marks.asks(f"cell{sign}{closing}") for closing in marks.CLOSING)
    assert not marks.asks(f"cell{sign} it grows")


@pytest.mark.parametrize(
    ("entry", "found"), [("1. b", ("1", "b")), ("Q2) (D)", ("2", "D")), ("3-h", ("3", "h")), ("4. i", None)]
)
def test_an_entry_of_a_key_has_a_number_and_a_letter(entry: str, found: tuple[str, str] | None) -> None:
    match = marks.KEY_ENTRY.fullmatch(entry)

    assert (match and match.groups()) == found


# --- one definition ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign",
    [
        r"A-Ha-h",  # the letters of choices
        r"answer\\s\+keys",
        r"\(\?:correct",
        r"true\\s\+or",
        r"ANSWER\.pattern",
        r"⬆",
        r'endswith\(\("\?',  # asking, by hand
    ],
)
def test_a_sign_is_written_in_one_place(sign: str) -> None:
    holding = [file.name for file in SOURCES.rglob("*.py") if re.search(sign, file.read_text(encoding="utf-8"))]

    assert {*holding} <= {"marks.py", "words.py"}


@pytest.mark.parametrize("word", said(words.VERBS))
def test_a_verb_makes_a_clause_of_what_stands_before_a_colon(word: str) -> None:
    assert marks.is_clause(f"The Office {word}")
    assert not marks.is_clause(word.capitalize())


@pytest.mark.parametrize("word", said(words.OPENERS))
def test_a_word_that_opens_a_clause_opens_no_label(word: str) -> None:
    assert marks.is_clause(f"{word.capitalize()} seas")
    assert not marks.is_clause(f"Seas {word}") or word in words.VERBS
