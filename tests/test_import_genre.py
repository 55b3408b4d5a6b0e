"""Texts that nobody learns by heart give no cards; what is learned is not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from genai_cards.importers import import_page
from genai_cards.reading import read_page
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source

NOTHING = sorted((Path(__file__).parent / "nothing").glob("*.txt"))
"""Letters, orders, terms of use, references, timetables, talks, menus, forms, news, diaries … in seven languages."""

MOST_CARDS = 8

WORDS = {
    "greetings": "hola – hello; gracias – thanks; adiós – goodbye; buenos días – good morning; por favor – please; sí "
    "– yes",
    "days": "lunes – Monday; martes – Tuesday; miércoles – Wednesday; jueves – Thursday; viernes – Friday; sábado "
    "– Saturday",
    "pronouns": "ich – I; du – you; er – he; sie – she; wir – we; ihr – you; sie – they; mein – my; dein – your; "
    "unser – our",
    "dates": "14 July 1789 – the Bastille is stormed; 9 November 1989 – the Wall falls; 20 July 1969 – men walk on "
    "the Moon; 28 June 1914 – an archduke is shot; 6 June 1944 – ships land; 8 May 1945 – the war ends; 4 "
    "July 1776 – a declaration",
    "clock": "It is two o'clock – Es ist zwei Uhr; It is half past two – Es ist halb drei; noon – der Mittag; "
    "midnight – die Mitternacht; the hour – die Stunde; the minute – die Minute; early – früh",
    "office": "name – der Name; address – die Adresse; telephone – das Telefon; invoice – die Rechnung; price – der "
    "Preis; date – das Datum; signature – die Unterschrift; delivery – die Lieferung; subject – der "
    "Betreff; total – die Summe",
    "phrases": "How are you? – Wie geht es dir?; I am fine – Mir geht es gut; Where do you live? – Wo wohnst du?; I "
    "live here – Ich wohne hier; What is your name? – Wie heißt du?; My name is Ada – Ich heiße Ada; Nice "
    "to meet you – Freut mich",
}  # fmt: skip


def drafts(text: str) -> int:
    made = import_page(text.encode(), "page.txt", "2026-11-24")
    return len(read_page(Source("page.md", "page", made.text), ProjectSettings(deck="-")).drafts)


def test_what_nobody_learns_by_heart_gives_next_to_no_cards() -> None:
    assert len(NOTHING) == 60
    assert sum(drafts(file.read_text("utf-8")) for file in NOTHING) <= MOST_CARDS


@pytest.mark.parametrize("name", WORDS)
def test_words_of_letters_and_calendars_are_learned(name: str) -> None:
    pairs = WORDS[name].split("; ")

    assert drafts("\n".join(("Words", "", *pairs))) == len(pairs)


def test_a_text_that_nobody_learns_says_why_and_how_to_get_its_cards() -> None:
    made = import_page((Path(__file__).parent / "nothing/menu.txt").read_bytes(), "menu.txt", "2026-11-24")

    assert "\ncards: none\n" in made.text
    (problem,) = (problem for problem in made.problems if problem.code == "nothing-to-learn")
    assert "prices" in problem.message
    assert "cards: none" in problem.hint


def test_a_saved_page_is_judged_by_its_text_alone() -> None:
    menu = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("Reviews", "Details", "Contents", "Index", "Weather"))
    terms = "".join(
        f"<p><b>{term}</b> is a bird of the {place}.</p>" for term, place in (("Owl", "night"), ("Wren", "hedge")) * 4
    )
    page = f"<html><body><nav><ul>{menu}</ul></nav><main><h1>Birds</h1>{terms}</main></body></html>"

    made = import_page(page.encode(), "birds.html", "2026-11-24")

    assert "cards: none" not in made.text


def test_the_markup_of_a_page_is_none_of_its_words() -> None:
    folded = "".join(
        f"<details><summary>What is bird {n}?</summary><p>A bird of kind {n}.</p></details>" for n in range(6)
    )

    made = import_page(
        f"<html><body><main><h1>Birds</h1>{folded}</main></body></html>".encode(), "a.html", "2026-11-24"
    )

    assert "cards: none" not in made.text
