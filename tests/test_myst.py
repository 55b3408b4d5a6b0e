"""Pages in MyST, the Markdown of Sphinx and Jupyter Book: roles, labels, pictures, tabs, code."""

from __future__ import annotations

import pytest

from reading import codes, drafts, pairs, plain

TERM = "# Branch\n\n## Definition\n\n{}\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("A {term}`pointer` to a commit.", "A pointer to a commit."),
        ("A {ref}`pointer <the-label>` to a commit.", "A pointer to a commit."),
        ("A {py:class}`~git.Pointer` to a commit.", "A git.Pointer to a commit."),
        ("What {kbd}`Ctrl` moves.", "What Ctrl moves."),
        ("A pointer {cite:p}`author2020` to a commit.", "A pointer to a commit."),
        ("(branch-label)=\nA pointer to a commit.", "A pointer to a commit."),
    ],
)
def test_a_role_is_shown_as_its_words(written: str, shown: str) -> None:
    assert pairs(TERM.format(written)) == [("Branch", shown)]


def test_braces_before_code_are_none_where_no_role_has_that_name() -> None:
    assert pairs(TERM.format("A {thing}`pointer` to a commit.")) == [("Branch", "A {thing} pointer to a commit.")]


@pytest.mark.parametrize("fence", [":::", "```"])
def test_a_figure_is_its_picture_with_its_caption(fence: str) -> None:
    figure = f"{fence}{{figure}} img/b.svg\n:alt: two lines\n:width: 60%\n\nTwo lines.\n{fence}\n"
    page = f"# Trees\n\n## What is a branch?\n\n{figure}"
    (draft,) = drafts(page)

    assert 'alt="two lines"' in draft.fields["Answer"] or "two lines" in plain(draft.fields["Answer"])
    assert "Two lines." in plain(draft.fields["Answer"])
    assert "60%" not in draft.fields["Answer"]


def test_a_tab_is_one_of_several_ways_and_no_term() -> None:
    page = "# Tools\n\n## How is it run?\n\n" + (
        "::::{tabs}\n:::{group-tab} Shell\nCall `run`.\n:::\n:::{group-tab} Editor\nPress F5.\n:::\n::::\n"
    )

    assert pairs(page) == [("How is it run?", "Shell Call run . Editor Press F5.")]


def test_code_is_shown_without_the_options_of_its_directive() -> None:
    page = "# Tools\n\n## How is it run?\n\n" + (
        "```{code-block} python\n:linenos:\n:name: x\nrun()\n```\n\n```{toctree}\none\ntwo\n```\n"
    )

    assert pairs(page) == [("How is it run?", "run()")]
    assert "text-lost" not in codes(page)


def test_what_a_tool_documents_is_no_text() -> None:
    tool = "::: pack.Client\n    :members: get put\n\n"
    page = f"# API\n\n## Why is it used?\n\nIt keeps.\n\n{tool}## What else?\n\nNothing.\n"

    assert pairs(page) == [("Why is it used?", "It keeps."), ("What else?", "Nothing.")]
