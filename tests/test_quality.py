"""What makes a card hard to learn from."""

from __future__ import annotations

import pytest

from genai_cards.checks import find
from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic
from genai_cards.page.references import links
from genai_cards.settings.values import CheckSettings
from reading import checked

SOURCED = "---\nsource: a book\n---\n"


def check(facts: Facts) -> tuple[Diagnostic, ...]:
    """Give what the checks say beyond those of each export."""
    return find(facts, each_export=False)


def pages(*texts: str, limits: CheckSettings | None = None, year: int = 2026, others: int = 0) -> Facts:
    """Give what the checks look at; the last `others` pages were not asked for."""
    built = checked(*texts)
    asked = [page for page in built.pages if page.document][: len(texts) - others]
    paths = {page.path for page in asked}
    notes = [note.draft for note in built.notes]
    return Facts(
        drafts=tuple(draft for draft in notes if draft.at.path in paths),
        settings=limits or CheckSettings(),
        documents=tuple(page.document for page in asked if page.document),
        others=tuple(draft for draft in notes if draft.at.path not in paths),
        skipped=built.diagnostics,
        missing=frozenset([("page.md", "gone page.md")]),
        year=year,
    )


def codes(*texts: str, limits: CheckSettings | None = None, year: int = 2026) -> list[str]:
    return [problem.code for problem in check(pages(*texts, limits=limits, year=year))]


def asking(question: str, answer: str = "Of salt and water.") -> str:
    return f"# Seas\n\n1. {question} (Answer: {answer})\n"


def words(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def test_a_good_page_has_no_advice() -> None:
    assert codes(asking("What are seas made of?")) == []


def test_an_answer_is_long_from_a_limit_on() -> None:
    assert codes(asking("Why?", "x") + f"\n- **Sea**: {words(30)}\n") == ["prompt-vague"]
    assert codes(f"# Seas\n\n- **Sea**: {words(31)}\n") == ["answer-long"]
    assert codes(f"# Seas\n\n- **Sea**: {words(31)}\n", limits=CheckSettings(answer_words=40)) == []


def test_code_and_tables_are_not_counted_in_words() -> None:
    assert codes(f"# Seas\n\n## How is a sea made?\n\nSo:\n\n```\n{words(50)}\n```\n") == []


def test_letters_of_a_script_without_spaces_are_counted_by_twos() -> None:
    page = "# 海\n\n- **海**：{}\n"

    assert codes(page.format("水" * 60)) == []
    assert codes(page.format("水" * 62)) == ["answer-long"]


def test_a_list_is_long_from_a_limit_on() -> None:
    page = "# Seas\n\n## Which seas are there?\n\nThese:\n\n" + "".join(f"- sea{letter}\n" for letter in "abcdefgh")

    assert codes(page) == ["list-long"]
    assert codes(page, limits=CheckSettings(list_items=8)) == []
    nested = "# Seas\n\n## Which seas are there?\n\nThese:\n\n" + "- sea\n  - a\n  - b\n  - c\n" * 3
    assert codes(nested) == []


def test_a_question_that_holds_its_answer_leaks() -> None:
    assert codes(asking("Why is the salty sea called salty?", "Salty sea.")) == ["answer-leaks"]
    assert codes(asking("Is the sea or the lake salty?", "The sea.")) == []
    assert codes(asking(r"What is the derivative of \(x\)?", r"\(x\)")) == []


def test_a_cell_that_holds_a_form_of_its_rows_name_leaks() -> None:
    table = "# Networks\n\n| Kind | Best one | Loss |\n|--|--|--|\n| GAN | {} | minimax |\n| VAE | NVAE? | ELBO |\n"

    assert codes(table.format("StyleGAN").replace("NVAE?", "none")) == ["answer-leaks"]
    assert codes(table.format("faces").replace("NVAE?", "none")) == []


def test_a_tagline_that_holds_a_form_of_its_term_leaks() -> None:
    assert codes("# Generative model\n\n> It generates pictures.\n") == ["answer-leaks"]
    assert codes("# Generative model\n\n> It makes pictures.\n") == []


def test_a_definition_may_repeat_its_term() -> None:
    assert codes("# Sea\n\n## Definition\n\nA sea is a sea.\n") == []


@pytest.mark.parametrize(
    "question",
    [
        "What is a sea, and why is it salty?",
        "What is a sea? Why is it salty?",
        "Was ist ein Meer, und warum ist es salzig?",
    ],
)
def test_a_compound_question_asks_twice(question: str) -> None:
    assert codes(asking(question)) == ["prompt-compound"]
    assert codes(f"# Seas\n\n## {question}\n\nOf rain.\n") == ["prompt-compound"]


@pytest.mark.parametrize(
    "question", ["Who said “Why? Why not?”?", "What do fish and men eat?", "What (and why?) is so?"]
)
def test_what_is_quoted_or_joined_is_one_question(question: str) -> None:
    assert codes(asking(question)) == []


@pytest.mark.parametrize(
    "question",
    ["What does the above formula say?", "Why does this figure matter?", "Why is this important?", "What are they?"],
)
def test_a_question_that_points_away_is_vague(question: str) -> None:
    assert codes(asking(question)) == ["prompt-vague"]


@pytest.mark.parametrize("question", ["Why does this sea matter?", "What lies above a sea?", "Which is the next sea?"])
def test_a_question_that_names_what_it_is_about_is_not(question: str) -> None:
    assert codes(asking(question)) == []


def test_a_question_may_point_to_the_code_that_its_card_shows() -> None:
    page = "# Go\n\n1. What does the following code print?\n\n   ```\n   print(1)\n   ```\n\n   Answer: 1\n"

    assert codes(page) == []


def test_a_title_alone_asks_nothing() -> None:
    assert codes("---\ncards: headings\n---\n# Seas\n\n## Overview\n\nSalt.\n") == ["prompt-vague"]


def near(*texts: str) -> list[tuple[str, int, str]]:
    found = (problem for problem in check(pages(*texts)) if problem.code == "prompt-near")
    return [(problem.at.path, problem.at.line, problem.message.rpartition(", with ")[2]) for problem in found]


def test_questions_with_the_same_words_are_near_within_and_across_pages() -> None:
    assert near(asking("What is a salty sea?") + "2. What are salty seas? (Answer: Wet.)\n") == [
        ("page.md", 4, "another answer")
    ]
    assert near(asking("What is a salty sea?"), asking("What is a salty sea?").replace("# Seas", "# Water")) == [
        ("page-2.md", 3, "the same answer")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How large is model GPT-3?", "How large is model GPT-4?"),
        ("What are the advantages of seas?", "What are the disadvantages of seas?"),
        ("What is supervised learning good for?", "What is unsupervised learning good for?"),
        ("Why is the sea salty?", "How is the sea salty?"),
        ("What is a sea?", "What is a salty sea?"),
        ("What does an encoder compute?", "What does a decoder compute?"),
    ],
)
def test_questions_that_differ_in_what_they_ask_are_not(one: str, other: str) -> None:
    assert near(asking(one) + f"2. {other} (Answer: Wet.)\n") == []


def test_a_slip_of_the_pen_does_not_hide_the_same_question() -> None:
    assert near(asking("What is a transformer layer?"), asking("What is a transfomer layer?").replace("Seas", "Sea"))


def test_other_pages_of_the_project_count_but_are_not_told_of() -> None:
    found = check(
        pages(asking("What is a salty sea?"), asking("What is a salty sea?").replace("Seas", "Sea"), others=1)
    )

    assert [(problem.code, problem.at.path) for problem in found] == [("prompt-near", "page.md")]


def test_what_was_meant_to_be_a_note_is_told() -> None:
    assert codes("# Seas\n\n- **Sea**:\n- **Lake**: wet\n") == ["answer-missing"]
    assert codes("# Seas\n\n## Why so?\n\n## Lakes\n\n- **Lake**: wet\n") == ["answer-missing"]
    assert codes("# Seas\n\n- **Lake**: wet\n\n| A | B |\n|--|--|\n") == ["table-orphan"]
    assert codes("# Seas\n\n- **Lake**: wet\n\n| a | b |\n") == ["table-orphan"]


def test_dated_facts_need_a_source_and_are_told_once_a_page() -> None:
    page = "# Seas\n\n- **Largest**: currently the Pacific\n- **Warmest**: the Red Sea in 2024\n"

    assert codes(page) == ["dated-fact"]
    assert codes(SOURCED + page) == []
    assert codes("# Seas\n\n- **Largest**: currently [the Pacific](https://example.org)\n") == []


def test_a_year_goes_stale_when_it_is_not_long_ago() -> None:
    page = "# Seas\n\n- **Salton Sea**: a flood of 1905\n- **Aral**: 2024\n"

    assert codes(page, year=2026) == ["dated-fact"]
    assert codes(page, year=2040) == []
    assert codes("# Seas\n\n- **Depth**: $2024, or 2,024 m, or 12024\n") == []


def test_a_relative_link_to_no_file_is_dead() -> None:
    page = "# Seas\n\n- **Sea**: see [a](gone%20page.md#top), [b](there.md), [web](https://x.org/gone), [up](#seas)\n"
    found = pages(page)

    assert [target for target, _ in links(found.documents[0])] == ["gone page.md", "there.md"]
    assert [(problem.code, problem.at.line) for problem in check(found)] == [("link-dead", 3)]


def test_an_image_without_a_text_is_told() -> None:
    page = (
        "# Seas\n\n- **Sea**: wet ![](https://x.org/a.png)\n- **Lake**: wet ![a lake](https://x.org/b.png)\n\n"
        '<img src="https://x.org/c.png">\n'
    )

    assert [problem.at.line for problem in check(pages(page)) if problem.code == "image-alt"] == [3, 6]
