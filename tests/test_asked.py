"""What authors ask for: the words, the places where they may stand, and the cards. Examples are in docs/asked.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from genai_cards.asked import KINDS, Asked
from genai_cards.compiler import read_page
from genai_cards.extractors import KINDS as MADE
from genai_cards.holes import filled
from genai_cards.notes import Draft
from genai_cards.settings import ProjectSettings, parse_project
from genai_cards.source import decode
from reading import codes, compiled, drafts, only, pairs, plain, problems

DOCS = (Path(__file__).parent.parent / "docs" / "asked.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?:```toml\n(.*?)```\n\n)?```markdown\n(.*?)```\n\n```text\n(.*?)```", DOCS, re.DOTALL)


def cards(draft: Draft) -> list[str]:
    """Give each card of a note as `front → back`."""
    if draft.note_type.cloze:
        text = plain(draft.front)
        numbers = sorted({hole.number for hole in draft.holes})
        return [f"{filled(_with_gap(text, number))} → {filled(text)}" for number in numbers]
    sides = [("Prompt", "Answer"), ("Reverse Prompt", "Reverse Answer")]
    return [
        f"{plain(draft.fields[front])} → {plain(draft.fields[back])}"
        for front, back in sides
        if draft.fields.get(front)
    ]


def _with_gap(text: str, number: int) -> str:
    """Show a text of a cloze note as Anki does for one of its numbers."""
    return re.sub(rf"\{{\{{c{number}::(?:.*?)(?:::(.*?))?\}}\}}", lambda hole: f"[{hole[1] or '...'}]", text)


@pytest.mark.parametrize(("settings", "page", "shown"), EXAMPLES, ids=[page[:30] for _, page, _ in EXAMPLES])
def test_the_pages_in_the_docs_become_what_is_said(settings: str, page: str, shown: str) -> None:
    project, _ = parse_project(settings, "genai-cards.toml")

    made = read_page(decode(page.encode(), "page.md", "page"), project)

    assert [line for draft in made.drafts for line in cards(draft)] == shown.splitlines()


def test_every_kind_that_is_made_unasked_can_be_switched_off() -> None:
    assert set(KINDS) <= set(MADE)


# --- the words --------------------------------------------------------------------------------------------------------


def test_of_two_words_that_differ_the_nearer_one_holds() -> None:
    asked = Asked().and_then(["headings", "cloze", "-table"]).and_then(["structure", "-cloze-mark", "table"])

    assert asked == Asked("structure", frozenset(["cloze-braces"]), frozenset())


def test_to_take_clozes_back_takes_back_all_of_them() -> None:
    assert Asked().and_then(["cloze", "cloze-bold", "-cloze"]) == Asked()


PAGE = """# T

{}

- **Ape**: b c

## One

{}

- **Cat**: d e

### Two

- **Elk**: f g

## Three

- **Gnu**: h i
"""


def test_a_comment_holds_for_its_section_and_those_below() -> None:
    page = PAGE.format("", "<!-- cards: -label, deck: Other, tags: exam two -->")

    assert pairs(page) == [("Ape", "b c"), ("Gnu", "h i")]
    assert codes(page, severity="skipped") == ["not-asked", "not-asked"]


def test_a_nearer_comment_wins() -> None:
    assert pairs(PAGE.format("<!-- cards: -label -->", "<!-- cards: label -->")) == [("Cat", "d e"), ("Elk", "f g")]


def test_a_section_has_a_deck_below_the_root_and_tags_of_its_own() -> None:
    made = drafts(PAGE.format("<!-- tags: all -->", "<!-- deck: Other::Deep, tags: exam, two -->"))

    assert [draft.deck for draft in made] == ["Root::T"] * 2 + ["Root::Other::Deep"] * 2
    own = ("all", "exam", "two")
    assert [draft.tags[1:-1] for draft in made] == [("all",), ("all",), own, own]


def test_a_comment_before_the_title_holds_for_the_page() -> None:
    assert pairs("<!-- a word to the reader -->\n<!-- cards: headings -->\n\n# T\n\n## A\n\nb\n\n## B\n\nc\n") == [
        ("A", "b"),
        ("B", "c"),
    ]


def test_a_section_may_be_read_by_its_headings_and_its_notes_have_its_deck() -> None:
    page = "# T\n\n- **Ape**: b c\n\n## What?\n\n<!-- cards: headings, deck: D, tags: x -->\n\n- **Cat**: d\n"

    assert pairs(page) == [("Ape", "b c"), ("What?", "Cat : d")]
    assert (drafts(page)[1].deck, drafts(page)[1].tags) == ("Root::D", ("t", "x", "kind::heading"))


def test_a_page_read_by_its_headings_may_have_a_section_read_by_the_rules() -> None:
    page = "---\ncards: headings\n---\n\n# T\n\n## A\n\nb\n\n## B\n\n<!-- cards: structure -->\n\n- **Cat**: d\n"

    assert pairs(page) == [("A", "b"), ("Cat", "d")]


def test_a_section_that_is_not_read_says_so() -> None:
    assert codes("# T\n\n<!-- cards: none -->\n\n- **Ape**: b\n\n---\n\n| a | b |\n| - | - |\n| c | d |\n") == [
        "no-notes",
        "not-asked",
        "not-asked",
    ]


def test_a_kind_that_is_off_leaves_its_block_to_the_heading_that_asks() -> None:
    page = "# T\n\n## What is it?\n\n<!-- cards: -acronym -->\n\nA GAN (Generative Adversarial Network).\n"

    assert pairs(page) == [("What is it?", "A GAN (Generative Adversarial Network).")]


def test_a_comment_elsewhere_sets_nothing_and_says_so() -> None:
    (problem,) = problems("# T\n\n- **Ape**: b c\n\n<!-- cards: -label -->\n", severity="warning")

    assert (problem.code, problem.at.line) == ("cards-misplaced", 5)


@pytest.mark.parametrize("comment", ["<!-- note: this -->", "<!-- see cards: x -->", "<!-- a\ncards: headings -->"])
def test_an_ordinary_comment_sets_nothing(comment: str) -> None:
    assert codes(f"# T\n\n{comment}\n\n- **Ape**: b c\n") == []


@pytest.mark.parametrize(
    ("page", "place", "hint"),
    [
        ("---\ntitle: T\ncards: clozes\n---\n", "page.md:3:1", "did you mean `cloze`?"),
        ("---\ntitle: T\ncards:\n- cloze\n- -tabel\n---\n", "page.md:5:1", "did you mean `-table`?"),
        ("---\ncards: -headings\n---\n", "page.md:2:1", "did you mean `headings`?"),
        ("# T\n\n<!--\ntags: x\ncards: revers -->\n", "page.md:5:1", "did you mean `reverse`?"),
    ],
)
def test_an_unknown_word_is_an_error_with_its_line_and_the_nearest_one(page: str, place: str, hint: str) -> None:
    (problem,) = problems(page, severity="error")

    assert (problem.code, str(problem.at), problem.hint) == ("unknown-word", place, hint)


def test_an_unknown_key_of_a_comment_is_a_warning() -> None:
    (problem,) = problems("# T\n\n<!-- cards: -table, dekc: X -->\n\n- **Ape**: b c\n", severity="warning")

    assert (problem.code, problem.hint) == ("unknown-key", "did you mean `deck`?")


def test_what_the_project_asks_for_holds_for_pages_that_do_not_say_otherwise() -> None:
    settings = ProjectSettings(deck="Root", cards=("headings",))
    pages = ["# T\n\n## A\n\n- **Bee**: c\n", "---\ncards: structure\n---\n\n# T\n\n## A\n\n- **Bee**: c\n"]

    built = compiled(*pages, settings=settings)

    assert [plain(note.draft.fields["Prompt"]) for note in built.notes] == ["A", "Bee"]


@pytest.mark.parametrize("said", ['"headings"', '"headings, -table"', '["headings", "-table"]', '["headings -table"]'])
def test_the_projects_words_may_be_a_text_or_a_list(said: str) -> None:
    settings, problems = parse_project(f"cards = {said}", "genai-cards.toml")

    assert settings.cards in (("headings",), ("headings", "-table"))
    assert problems == ()


def test_a_page_keeps_its_deck_under_a_new_title_although_a_section_has_its_own() -> None:
    page = decode(b"# New\n\n- **Ape**: b c\n\n## S\n\n<!-- deck: Own -->\n\n- **Cat**: d e\n", "p.md", "p")

    read = read_page(page, ProjectSettings(deck="Root"), {"Root::Old", "Root::Own"})

    assert [draft.deck for draft in read.drafts] == ["Root::Old", "Root::Own"]


def test_a_form_can_be_named_in_the_front_matter_as_before() -> None:
    assert only("---\ncards: headings\n---\n\n# T\n\n## A\n\nb\n").key.kind == "heading"
