from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from genai_cards.page.document import DefinitionList, Document, ListBlock, Opaque, Paragraph, Quote, Table
from genai_cards.page.markdown import parse
from genai_cards.page.syntax import parser
from genai_cards.source import decode
from reading import codes, pairs, problems


def page(text: str, name: str = "page") -> Document:
    return parse(decode(text.encode(), f"{name}.md", name))


def test_sections_hold_their_blocks_and_know_their_path() -> None:
    document = page("# T\n\na\n\n## A\n\nb\n\n#### B\n\nc\n\n## C\n")

    assert document.title.plain == "T"
    assert [section.path for section in document.root.walk()] == [(), ("A",), ("A", "B"), ("C",)]
    assert [len(section.blocks) for section in document.root.walk()] == [1, 1, 1, 0]


def test_places_are_those_of_the_file_front_matter_counted() -> None:
    document = page(
        "---\ntitle: T\n---\n\n## A\n\n  para\n\n- one\n  1. deep\n\n> quote\n\n"
        "| a | b |\n|---|---|\n| `x` |  é \\| y |\n"
    )
    (section,) = document.root.sections
    paragraph, bullets, quote, table = section.blocks

    assert str(section.at) == "page.md:5:4"
    assert str(paragraph.at) == "page.md:7:3"
    assert isinstance(bullets, ListBlock)
    assert str(bullets.items[0].at) == "page.md:9:3"
    nested = bullets.items[0].blocks[1]
    assert isinstance(nested, ListBlock)
    assert str(nested.items[0].at) == "page.md:10:6"
    assert isinstance(quote, Quote)
    assert str(quote.blocks[0].at) == "page.md:12:3"
    assert isinstance(table, Table)
    assert [str(cell.at) for cell in table.rows[0].cells] == ["page.md:16:3", "page.md:16:10"]
    assert [cell.plain for cell in table.rows[0].cells] == ["x", "é | y"]


@pytest.mark.parametrize(
    "start", ["----\ntitle: T\n----", "---\nsource: |\n  a\n  ---\n  b\n---", "---\ntitle: T\n...\n\n---"]
)
def test_no_text_is_lost_around_front_matter(start: str) -> None:
    document = page(f"{start}\n\nkept\n\n---\n\nkept, too\n")
    words = [
        block.text.plain for section in document.root.walk() for block in section.blocks if isinstance(block, Paragraph)
    ]

    assert words[-2:] == ["kept", "kept, too"]
    assert not any(word in ("a", "b") for word in words)


def test_front_matter_may_be_all_of_a_page() -> None:
    assert page("---\ntitle: T\n---").root.blocks == ()


def test_a_table_inside_a_list_knows_its_cells() -> None:
    document = page("- a\n\n  | h | i |\n  |---|---|\n  | j | k |\n")
    (bullets,) = document.root.blocks
    assert isinstance(bullets, ListBlock)
    table = bullets.items[0].blocks[1]

    assert isinstance(table, Table)
    assert [str(cell.at) for cell in table.rows[0].cells] == ["page.md:5:5", "page.md:5:9"]


@pytest.mark.parametrize(
    ("row", "found", "hint"),
    [("| a |", 1, "empty line"), ("| a | b | c | d |", 4, r"\|"), ("a | b", 2, "missing cell")],
)
def test_a_row_with_another_number_of_cells_is_told(row: str, found: int, hint: str) -> None:
    found_problems = problems(f"| x | y | z |\n|---|---|---|\n| 1 | 2 | 3 |\n{row}\n", severity="warning")
    (problem,) = (problem for problem in found_problems if problem.code == "row-width")

    assert f"{found} cell" in problem.message
    assert "has 3" in problem.message
    assert problem.at.line == 4
    assert hint in problem.hint


def test_a_table_whose_lines_do_not_fit_is_reported() -> None:
    assert "table-broken" in codes("| a | b | c |\n| --- | --- |\n| 1 | 2 | 3 |\n")


@pytest.mark.parametrize("text", ["> " * 200 + "deep", "\n".join("  " * level + "- x" for level in range(200))])
def test_nesting_that_would_be_dropped_is_an_error(text: str) -> None:
    assert codes(text, severity="error") == ["nesting-too-deep"]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("# A *b*\n", "page", "A b"),
        ("---\ntitle: C\n---\n# A\n", "page", "C"),
        ("## A\n\n# B\n", "my-page_two", "My page two"),
        ("# A\n\n# B\n", "page", "A"),
        ("# A\n\ntext\n\n# B\n", "page", "Page"),
        ("text", "plugins/git/README", "Git"),
        ("text", "README", "README"),
    ],
)
def test_a_page_has_a_title(text: str, name: str, title: str) -> None:
    assert page(text, name).title.plain == title


def maths(text: str) -> list[str]:
    (block,) = page(text).root.blocks
    assert isinstance(block, Paragraph)
    return [token.content for token in block.text.tokens if token.type.startswith("math")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$ and $$y$$", ["x", "y"]),
        ("the $k$th of $n$s", ["k", "n"]),
        (r"\(a < b\) then \(c\)", ["a < b", "c"]),
        (r"\[ \sum x \]", [r" \sum x "]),
        (r"$2 \times 3$, $10^3$, $p(x) = 5 / n$", [r"2 \times 3", "10^3", "p(x) = 5 / n"]),
        ("costs $5 and $6", []),
        ("US$5 or A$6, $5-$6, $10/$20, $1.8T", []),
        ("between $5 and 10$ each", []),
        ("$HOME/bin:$PATH", []),
        (r"a footnote \[1\] and \[2\]", []),
        (r"\$x\$ stays", []),
    ],
)
def test_math_is_what_is_marked_as_math_and_a_price_is_a_price(text: str, found: list[str]) -> None:
    assert maths(text) == found


def test_blocks_that_no_rule_looks_into_say_what_they_are() -> None:
    document = page("```\na\n```\n\n    b\n\n<form>c</form>\n\n<!-- d -->\n\n$$\ne\n$$\n\n***\n")

    kinds = [block.kind for block in document.root.blocks if isinstance(block, Opaque)]
    assert kinds == ["code", "code", "html", "comment", "math", "rule"]


def test_definition_lists_have_terms_with_all_their_definitions() -> None:
    (block,) = page("Term\n: one\n: two\n\nOther\n: three\n").root.blocks

    assert isinstance(block, DefinitionList)
    assert [(entry.term.plain, len(entry.blocks)) for entry in block.entries] == [("Term", 2), ("Other", 1)]


def test_a_footnote_that_nothing_cites_is_reported() -> None:
    found = problems("Text[^a].\n\n[^a]: cited\n\n[^b]: not cited\n", severity="skipped")

    assert [(problem.code, problem.at.line) for problem in found] == [("prose", 1), ("footnote-unused", 5)]


def test_a_check_box_is_a_property_of_its_item() -> None:
    (block,) = page("- [ ] a\n- [x] b\n- [link](https://example.org)\n").root.blocks

    assert isinstance(block, ListBlock)
    assert [item.checked for item in block.items] == [False, True, None]


# Whatever an inline rule of the parser may begin with, and what else a page is made of.
INLINE = st.text(alphabet="aZ é1 .,:;-+=#%@^{}|>\"'()/?*_`~$[]!<&\\\n…→", max_size=40)


@given(INLINE)
@example("https://example.org")
@example("a -- b... (c) +- :) @user #tag x^2 {y}")
@example("1 #Z")
def test_text_without_markup_is_what_the_parser_would_make_of_it(text: str) -> None:
    """The shortcut for inline text that needs no parser: exact, or not taken."""

    def read(tokens: list[Token]) -> list[str]:
        read = (_plain(token.children or ()) for token in tokens if token.type == "inline")
        return [plain.replace("<hardbreak>", "<softbreak>") for plain in read]  # which one it is, the page decides

    known = parser()
    with known.reset_rules():
        known.disable("traces")  # it looks at a text that is read already, however it was
        ours = known.parse(text)
        theirs = [
            Token("inline", "", 0, children=known.inline.parse(token.content, known, {}, []))
            for token in ours
            if token.type == "inline"
        ]

    assert read(ours) == read(theirs)


def _plain(children: Sequence[Token]) -> str:
    # before the parser joins them, text with escapes comes in pieces
    return "".join(f"<{child.type}>" * (not child.type.startswith("text")) + child.content for child in children)


@pytest.mark.parametrize("text", ["*a* " * 300_000, "[" * 50_000])
def test_a_text_too_long_to_read_stays_whole_with_a_warning(text: str) -> None:
    (block,) = page(text).root.blocks

    assert isinstance(block, Paragraph)
    assert block.text.plain == text.strip()
    assert codes(text, severity="warning") == ["no-notes", "text-too-long"]


def test_math_brackets_that_never_close_are_text() -> None:
    (block,) = page(r"\(" * 50_000).root.blocks

    assert isinstance(block, Paragraph)
    assert block.text.plain == "(" * 50_000


def test_a_control_character_that_is_written_as_an_entity_is_a_space() -> None:
    read = page("# A&#13;B&#12;C&NewLine;D\n\n## E&#xd;F\n")

    assert read.title.plain == "A B C D"
    assert read.root.sections[0].path == ("E F",)


@pytest.mark.parametrize(
    "end", ["A kernel.\n\n</b></details>", "A kernel.\n</b></details>", "A kernel.</b>\n\n</details>"]
)
def test_a_mark_of_html_around_several_blocks_is_not_shown(end: str) -> None:
    page = f"# T\n\n<details>\n<summary>What is Linux?</summary><br><b>\n\nIt has two parts:\n\n{end}\n"

    assert pairs(page) == [("What is Linux?", "It has two parts: A kernel.")]


def test_a_mark_of_html_that_nothing_ends_is_text() -> None:
    assert pairs("# T\n\n## What is bold?\n\n<b>\n") == [("What is bold?", "<b>")]


@pytest.mark.parametrize("formula", ["$A = Q D$", "$$A = Q D$$"])
def test_a_formula_that_is_set_far_to_the_right_is_no_code(formula: str) -> None:
    page = f"# T\n\n## What holds for a power?\n\nIt is:\n\n{' ' * 30}{formula}\n"

    assert pairs(page) == [("What holds for a power?", r"It is: \[A = Q D\]")]
