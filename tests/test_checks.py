from __future__ import annotations

from genai_cards.settings.values import ProjectSettings
from reading import codes, compiled

PAGE = "# {}\n\n- **GAN**: {}\n"


def test_two_pages_with_one_title_share_a_deck() -> None:
    assert codes(PAGE.format("A", 1), PAGE.format("A", 2)) == ["deck-shared", "same-prompt"]


def test_decks_whose_names_differ_in_case_are_one_to_anki() -> None:
    assert codes(PAGE.format("Cells", 1), PAGE.format("cells", 2)) == ["deck-twin"]


def test_a_deck_called_default_is_ankis_own() -> None:
    built = compiled(PAGE.format("Default", 1), settings=ProjectSettings())

    assert [problem.code for problem in built.diagnostics] == ["deck-reserved"]


def test_eleven_levels_are_the_most() -> None:
    page = f"---\ndeck: {'::'.join('abcdefghij')}\n---\n{PAGE.format('T', 1)}"

    assert codes(page) == []
    assert codes(page.replace("::j", "::j::k")) == ["deck-too-deep"]


def test_colons_in_a_title_make_no_subdeck() -> None:
    built = compiled(PAGE.format("std::vector", 1), "---\ndeck: std::map\n---\n" + PAGE.format("T", 1))

    assert [deck.name for deck in built.decks] == ["Root::std:vector", "Root::std::map"]


def test_a_deck_never_holds_what_anki_cannot_store() -> None:
    built = compiled(PAGE.format("T", 1), settings=ProjectSettings(deck="a\udce9::b\x00"))

    assert [deck.name for deck in built.decks] == ["a\ufffd::b\ufffd::T"]


def test_the_same_question_on_two_pages_is_told_apart_by_its_context() -> None:
    assert codes(PAGE.format("A", 1), PAGE.format("B", 2)) == []
