"""What authors ask for: the words, the places where they may stand, and the cards. Examples are in docs/asked.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command import run, write
from genai_cards.build import build
from genai_cards.cards.cloze import filled
from genai_cards.cards.notes import Draft
from genai_cards.reading import read_page
from genai_cards.settings.asked import UNASKED, WORDS, Asked
from genai_cards.settings.project_file import parse_project
from genai_cards.settings.values import ProjectSettings
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
        f"{plain(_without_cue(draft.fields[front]))} → {plain(draft.fields[back])}"
        for front, back in sides
        if draft.fields.get(front)
    ]


def _without_cue(field: str) -> str:
    return field.partition('<div class="gc-cue">')[0]


def _with_gap(text: str, number: int) -> str:
    """Show a text of a cloze note as Anki does for one of its numbers."""
    return re.sub(rf"\{{\{{c{number}::(?:.*?)(?:::(.*?))?\}}\}}", lambda hole: f"[{hole[1] or '...'}]", text)


@pytest.mark.parametrize(("settings", "page", "shown"), EXAMPLES, ids=[page[:30] for _, page, _ in EXAMPLES])
def test_the_pages_in_the_docs_become_what_is_said(settings: str, page: str, shown: str) -> None:
    project, _ = parse_project(settings, "genai-cards.toml")

    made = read_page(decode(page.encode(), "page.md", "page"), project)

    assert [line for draft in made.drafts for line in cards(draft)] == shown.splitlines()


def test_every_word_is_in_the_docs() -> None:
    assert [word for word in WORDS if f"`{word}`" not in DOCS and word not in UNASKED] == []


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
    made = drafts(PAGE.format("<!-- cards:, tags: all -->", "<!-- deck: Other::Deep, tags: exam, two -->"))

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


def test_a_comment_does_not_stand_between_a_title_and_its_tagline_or_definition() -> None:
    top = "# Token\n\n<!-- cards: cloze -->\n\n> A piece of text.\n\n"
    below = "## More\n\n### Definition\n\n<!-- cards: -cloze -->\n\nIt is so.\n"

    assert pairs(top + below) == [("A piece of text.", "Token"), ("More", "It is so.")]


def test_a_section_that_is_not_read_says_so() -> None:
    assert codes("# T\n\n<!-- cards: none -->\n\n- **Ape**: b\n\n---\n\n| a | b |\n| - | - |\n| c | d |\n") == [
        "not-asked",
        "not-asked",
    ]


def test_a_page_that_asks_for_nothing_is_left_in_peace(project: Path) -> None:
    write("source/a.md", "---\ncards: none\n---\n\n# T\n\n- **Ape**: b\n\n![](x.png)\n\nIs it so?\n")

    exported, checked = run("export", "--verbose"), run("check", "--coverage", "--all")

    assert (exported.returncode, exported.stderr, exported.stdout.splitlines()[-1]) == (0, "", "Nothing was written.")
    assert (checked.returncode, checked.stdout.splitlines()[-1]) == (0, "Nothing found.")
    assert "not-asked" not in exported.stdout + checked.stdout


def test_a_kind_that_is_off_leaves_its_block_to_the_heading_that_asks() -> None:
    page = "# T\n\n## Who draws?\n\n<!-- cards: -acronym -->\n\nA GAN (Generative Adversarial Network).\n"

    assert pairs(page) == [("Who draws?", "A GAN (Generative Adversarial Network).")]


def test_a_comment_elsewhere_sets_nothing_and_says_so() -> None:
    (problem,) = problems("# T\n\n- **Ape**: b c\n\n<!-- cards: -label -->\n", severity="warning")

    assert (problem.code, problem.at.line) == ("cards-misplaced", 5)


@pytest.mark.parametrize(
    "comment", ["<!-- note: this -->", "<!-- tags: (x) -->", "<!-- see cards: x -->", "<!-- a\ncards: headings -->"]
)
def test_an_ordinary_comment_sets_nothing(comment: str) -> None:
    assert codes(f"# T\n\n{comment}\n\n- **Ape**: b c\n") == []


@pytest.mark.parametrize(
    ("page", "place", "hint"),
    [
        ("---\ntitle: T\ncards: clozes\n---\n", "page.md:3:1", "did you mean `cloze`?"),
        ("---\ntitle: T\ncards:\n- cloze\n- -tabel\n---\n", "page.md:5:1", "did you mean `-table`?"),
        ("---\ncards: -headings\n---\n", "page.md:2:1", "did you mean `headings`?"),
        ("# T\n\n<!--\ndeck: x\ncards: revers -->\n", "page.md:5:1", "did you mean `reverse`?"),
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
    text = b"# %s\n\n- **Ape**: b c\n\n## S\n\n<!-- deck: Own -->\n\n- **Cat**: d e\n"
    before, after = (decode(text % title, "p.md", "p") for title in (b"Old", b"New"))
    settings = ProjectSettings(deck="Root")

    built = build([after], settings, 2, build([before], settings, 1).lock)

    assert [note.draft.deck for note in built.notes] == ["Root::Old", "Root::Own"]
    assert [page.deck for page in built.pages] == ["Root::Old"]
    assert read_page(after, settings).deck == "Root::New"  # what a page gives does not depend on the lock


def test_a_form_can_be_named_in_the_front_matter_as_before() -> None:
    assert only("---\ncards: headings\n---\n\n# T\n\n## A\n\nb\n").key.kind == "heading"


# --- pairs ------------------------------------------------------------------------------------------------------------

PAIRS = "---\ncards: pairs\n---\n\n# T\n\n"


@pytest.mark.parametrize(
    ("block", "made"),
    [
        ("a :: b", [("a", "b")]),
        ("a :: b :: c", [("a", "b :: c")]),
        ("a::b", []),
        ("`a :: b`", []),
        ("$a :: b$ :: c", [(r"\(a :: b\)", "c")]),
        ("a *b :: c* d", [("a b", "c d")]),
        ("a :: b\nmore\nc :: d", [("a", "b more"), ("c", "d")]),
        ("a ::\nb", [("a", "b")]),
        ("*a :: b\nc* d :: e", [("a", "b"), ("c d", "e")]),
        ("- a :: b\n  - c\n- **Label**: text", [("a", "b c"), ("Label", "text")]),
        ("- x\n  - a :: b", [("a", "b")]),
        ("> a :: b", [("a", "b")]),
        ("```\na :: b\n```", []),
    ],
)
def test_a_line_asks_and_answers(block: str, made: list[tuple[str, str]]) -> None:
    assert pairs(PAIRS + block + "\n") == made


def test_what_a_line_with_a_sign_lacks_is_said() -> None:
    assert codes(PAIRS + "first\na :: b\n\n:: c\n\nd ::\n", severity="skipped") == [
        "prose",
        "question-missing",
        "answer-missing",
    ]


def test_a_pair_that_is_not_asked_for_is_text() -> None:
    assert pairs("# T\n\na :: b\n") == []


def test_each_line_has_its_own_place() -> None:
    assert [draft.at.line for draft in drafts(PAIRS + "a :: b\nmore\nc ::: d\n")] == [7, 9]


def test_three_colons_ask_in_both_directions() -> None:
    draft = only(PAIRS + "## a\n\na ::: *b*\n")

    assert (draft.fields["Reverse Prompt"], draft.fields["Reverse Answer"]) == ("<em>b</em>", "a")
    assert draft.fields["Context"] == "T"


# --- reverse ----------------------------------------------------------------------------------------------------------

BOTH = "---\ncards: [reverse, reverse-cells]\n---\n\n# T\n\n"


@pytest.mark.parametrize(
    ("block", "turned"),
    [
        ("- **Token**: a piece of text", ["a piece of text"]),
        ("Token\n: a piece of text", ["a piece of text"]),
        ("| Term | Meaning |\n| - | - |\n| token | a piece |", ["a piece"]),
        ("| Model | Speed | Size |\n| - | - | - |\n| GAN | fast | *big* |\n| VAE | fast | small |",
         ["Size: big", "Size: small"]),
        ("- **Token**: a piece\n- **Word**: a piece", []),
        ("- **Token**: a piece\n- **Word**: a *Piece*", []),
        ("- **Tokens**: what a tokenizer makes", []),
        ("- **Generation**: generating text", []),
        ("- **GAN**: two nets, the GAN idea", []),
        ("- **Token**: a word\n- **a word**: letters", ["letters"]),
        ("- Can it be steered? Yes, by text.", []),
        ("- **Steps**:\n  1. a\n  2. b\n  3. c\n  4. d", []),
        ("- **Token**: " + "many words " * 30, []),
    ],
)  # fmt: skip
def test_a_value_asks_for_its_term_where_that_is_fair(block: str, turned: list[str]) -> None:
    reverse = [draft.fields.get("Reverse Prompt") for draft in drafts(BOTH + block + "\n")]

    assert [plain(_without_cue(field)) for field in reverse if field] == turned


def test_a_bare_value_says_what_is_asked_for_and_a_named_one_does_not() -> None:
    bare = only(BOTH.replace("# T", "# T") + "- **Token**: a piece of text\n").fields["Reverse Prompt"]
    named = drafts(BOTH + "| Model | Speed | Size |\n| - | - | - |\n| GAN | fast | big |\n")[0].fields["Reverse Prompt"]

    assert bare == 'a piece of text<div class="gc-cue">Which term is this?</div>'
    assert named == "Speed: fast"


def test_the_context_does_not_tell_the_term() -> None:
    page = "---\ncards: reverse\n---\n\n# T\n\n## Token\n\n### Definition\n\nA piece of text.\n"

    assert cards(only(page)) == ["Token → A piece of text.", "A piece of text. → Token"]
    assert only(page).fields["Context"] == "T › Definition"


def test_the_switch_to_reverse_adds_a_card_to_the_note_and_moves_its_time() -> None:
    page = "---\ncards: {}\n---\n\n# T\n\n- **Token**: a piece of text\n- **Model**: a program\n"
    source = [decode(page.format(words).encode(), "p.md", "p") for words in ("structure", "reverse")]
    settings = ProjectSettings(deck="Root")
    before = build(source[:1], settings, 100)

    after = build(source[1:], settings, 200, before.lock)

    assert [note.guid for note in after.notes] == [note.guid for note in before.notes]
    assert [(note.modified, note.cards()) for note in after.notes] == [(200, (0, 1)), (200, (0, 1))]
    assert [note.modified for note in before.notes] == [100, 100]


# --- rows, names, parts, items ----------------------------------------------------------------------------------------


def test_a_row_and_a_name_ask_only_where_there_is_one_answer() -> None:
    page = (
        "---\ncards: [rows, names]\n---\n\n# T\n\n| Kind | Models | Speed | Fate |\n| - | - | - | - |\n"
        "| Image | Firefly, Ideogram (v2, big), and Flux | slow | |\n"
        "| Video | Sora, Flux | fast | a long, odd tale. |\n"
        "| Audio | Suno | fast | |\n| Music | Suno | fast | |\n"
    )
    made = [(draft.key.kind, *pair) for draft, pair in zip(drafts(page), pairs(page), strict=True)]

    assert [(prompt, answer) for kind, prompt, answer in made if kind == "row"] == [
        ("Models Firefly, Ideogram (v2, big), and Flux Speed slow", "Image"),
        ("Models Sora, Flux Speed fast Fate a long, odd tale.", "Video"),
    ]
    assert [(prompt, answer) for kind, prompt, answer in made if kind == "name"] == [
        ("Models: Firefly", "Image"),
        ("Models: Ideogram (v2, big)", "Image"),
        ("Models: Sora", "Video"),
    ]


def test_a_name_that_tells_its_row_does_not_ask_for_it() -> None:
    page = "---\ncards: names\n---\n\n# T\n\n| Kind | Models | Age |\n| - | - | - |\n| Image | Imagen, Flux | - |\n"

    assert pairs(page)[1:] == [("Models: Flux", "Image")]


LONG = "Words that go on and on before it comes to the point, as is usual. " * 3


@pytest.mark.parametrize(
    ("answer", "parts"),
    [
        (LONG + "Good: it is *cheap*. Bad: it is slow.", {"Good?": "it is <em>cheap</em>.", "Bad?": "it is slow."}),
        (LONG + "**Good:** cheap. **Bad**: slow.", {"Good?": "cheap.", "Bad?": "slow."}),
        (LONG + "\n\n    - Good: cheap\n    - Bad: slow", {"Good?": "cheap", "Bad?": "slow"}),
        (LONG, {}),
        (LONG + "Good: it is cheap.", {}),
        (LONG + "Good: it is cheap. Note: it is slow.", {}),
        ("Good: it is cheap. Bad: it is slow.", {}),
        (LONG + "See https://a.org: and `Good: x`. Bad: y.", {}),
    ],
)
def test_a_long_answer_is_split_into_its_labelled_parts(answer: str, parts: dict[str, str]) -> None:
    made = drafts(f"---\ncards: parts\n---\n\n# T\n\n1. What of it? (Answer: {answer})\n")

    found = {d.front.split(" › ")[1]: d.back for d in made if d.key.kind == "part"}
    assert found == parts
    assert [draft.key.kind for draft in made].count("practice") == 1


def test_the_items_of_a_list_are_asked_for_one_by_one_with_what_is_below_them() -> None:
    page = "---\ncards: items\n---\n\n# T\n\n- **Ways**:\n  - one\n    - deep\n  - *two*\n"

    assert pairs(page) == [
        ("Ways", "one deep two"),
        ("Ways […] two", "one deep"),
        ("Ways one deep […]", "two"),
    ]


@pytest.mark.parametrize(("count", "asked_for"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_items_are_asked_for_in_lists_of_2_to_20(count: int, asked_for: int) -> None:
    items = "".join(f"  - step {number}\n" for number in range(count))

    made = drafts(f"---\ncards: items\n---\n\n# T\n\n- **Ways**: one by one\n{items}")

    assert [draft.key.kind for draft in made].count("item") == asked_for
