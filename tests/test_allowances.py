"""What an author allows is not told, and what allows nothing is."""

from __future__ import annotations

import pytest

from genai_cards.checks.allow import Allowance
from genai_cards.diagnostics import Diagnostic, Location, advice
from genai_cards.reports.check import find
from reading import checked, codes


def left(page: str, *lines: int, allowed: tuple[Allowance, ...] = ()) -> list[tuple[str, int]]:
    """Give what is told of advice `poor` at these lines."""
    said: list[Diagnostic] = [advice("poor", Location("page.md", line), "poor") for line in lines]
    return [(problem.code, problem.at.line) for problem in find(checked(page), said, allowed).problems]


ITEM = "- **GAN**: a game\n"


def test_a_comment_allows_for_the_block_below_it() -> None:
    page = f"# T\n\n<!-- allow: poor -->\n\n{ITEM}{ITEM.replace('GAN', 'VAE')}\nprose\n"

    assert left(page, 5, 6, 8) == [("poor", 8)]


def test_a_comment_above_a_heading_allows_for_its_section() -> None:
    page = f"# T\n\n<!-- allow: poor -->\n\n## A\n\n{ITEM}\n### B\n\n{ITEM}\n## C\n\n{ITEM}"

    assert left(page, 7, 11, 15) == [("poor", 15)]


@pytest.mark.parametrize(
    "page",
    [
        f"# T\n\n{ITEM}- **VAE**: a code <!-- allow: poor -->\n- **LM**: words\n",
        "# T\n\n| A | B |\n|--|--|\n| x | y |\n| z | w <!-- allow: poor --> |\n| u | v |\n",
    ],
)
def test_a_comment_in_an_item_or_a_row_allows_for_it(page: str) -> None:
    line = next(number for number, text in enumerate(page.split("\n"), 1) if "allow" in text)

    assert left(page, line - 1, line, line + 1) == [("poor", line - 1), ("poor", line + 1)]


@pytest.mark.parametrize(
    ("comment_at", "told"),
    [(3, [5]), (4, [3, 5])],
    ids=["in the item above, for all of it", "in the item below, for this one"],
)
def test_a_comment_in_nested_items_allows_for_the_item_that_it_stands_in(comment_at: int, told: list[int]) -> None:
    lines = ["# T", "", "- **GAN**: a game", "  - **Judge**: one of its nets", "- **VAE**: a code", ""]
    lines[comment_at - 1] += " <!-- allow: poor -->"

    assert left("\n".join(lines), 3, 4, 5) == [("poor", line) for line in told]


def test_a_comment_above_a_list_allows_for_all_of_it() -> None:
    page = "# T\n\n<!-- allow: poor -->\n\n- **GAN**: a game\n  - **Judge**: a net\n- **VAE**: a code\n"

    assert left(page, 5, 6, 7) == []


def test_a_comment_in_a_paragraph_allows_for_the_paragraph() -> None:
    assert left(f"# T\n\nprose <!-- allow: poor -->\n\n{ITEM}", 3, 5) == [("poor", 5)]


def test_front_matter_allows_for_the_page_and_settings_for_all() -> None:
    assert left(f"---\nallow: [poor, worse]\n---\n# T\n\n{ITEM}", 6) == [("allow-unused", 2)]
    assert left(f"# T\n\n{ITEM}", 3, allowed=(Allowance("poor", Location("genai-cards.toml"), ""),)) == []


def test_what_allows_nothing_is_a_warning() -> None:
    assert left(f"# T\n\n<!-- allow: poor, worse -->\n\n{ITEM}", 5) == [("allow-unused", 3)]


def test_an_error_cannot_be_allowed() -> None:
    page = "# T\n\n<!-- allow: unknown-word -->\n\n## B\n\n<!-- cards: clozes -->\n\n- **Ape**: a tailless monkey\n"

    assert left(page) == [("allow-unused", 3), ("unknown-word", 7)]


def test_code_that_shows_such_a_comment_allows_nothing() -> None:
    assert left(f"# T\n\n```\n<!-- allow: poor -->\n```\n\n{ITEM}", 7) == [("poor", 7)]


def test_an_allowed_warning_is_not_told_by_an_export() -> None:
    page = "# T\n\n- **GAN**: a game\n\n<!-- allow: same-prompt -->\n\n- **GAN**: a network\n"

    assert codes(page.replace("<!-- allow: same-prompt -->\n", "")) == ["same-prompt"]
    assert codes(page) == []
