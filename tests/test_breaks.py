"""Single line breaks: lines where an author means lines, spaces where a page wraps its paragraphs."""

from __future__ import annotations

import pytest

from genai_cards.page.document import Paragraph
from genai_cards.page.markdown import parse
from genai_cards.page.syntax.breaks import meant_breaks
from genai_cards.source import decode
from reading import drafts

WRAPPED = """
Membranes hold the cell together, and let through what it needs and nothing else; they are made of
two layers of lipids, whose tails point inwards. Proteins float in them like buoys in a harbour. Some
Proteins are gates. Others are Signs, which other Cells read. The whole of it is in motion at all times
and mends itself.
"""


def shown(text: str, around: str = "") -> str:
    """Give the answer of a heading with this text below it."""
    (draft,) = drafts(f"---\ncards: headings\n---\n## What is it?\n\n{text}\n\n---\n{around}")
    return draft.fields["Answer"].split("</p>")[0].removeprefix("<p>")


@pytest.mark.parametrize(
    "lines",
    [
        ["Stage A: at risk", "Stage B: structural disease", "Stage C: symptoms"],
        ["Ada Moor", "12 Mill Lane", "Westford"],
        ["O wind that sings so loud a song,", "O wind a-blowing all day long,", "and all night too."],
        ["It opens at nine.", "It closes at five.", "It rests on Sundays."],
        ["gato - cat", "perro - dog"],
        ["床前明月光，", "疑是地上霜。"],
        ["✅ cheap", "❌ slow"],
        ["a) red", "b) green", "c) blue"],
    ],
)
@pytest.mark.parametrize("around", ["", WRAPPED])
def test_lines_that_are_meant_are_lines(lines: list[str], around: str) -> None:
    assert shown("\n".join(lines), around) == "<br>\n".join(lines)


def test_a_meant_line_is_a_line_of_its_text() -> None:
    (block,) = parse(decode(b"Ada Moor\n12 Mill Lane\n", "p.md", "p")).root.blocks

    assert isinstance(block, Paragraph)
    assert block.text.plain == "Ada Moor\n12 Mill Lane"
    assert [line.plain for line in block.text.lines()] == ["Ada Moor", "12 Mill Lane"]


def test_labels_begin_lines_however_long_they_are() -> None:
    long = "it takes in whatever the cell has no more use for, and gives back what can be built with again."
    written = f"**Inside:** {long}\n**Outside:** {long}"

    assert shown(written).count("<br>") == 1
    assert shown(f"**Inside**\nIt is {long}").count("<br>") == 1


@pytest.mark.parametrize(
    "prose",
    [
        WRAPPED.strip(),
        "A short text that someone\nwrapped by hand.",
        "It costs 5\nand `b`\nof $c$.",
        "One that\nGoes on\nand on\nand on.",
    ],
)
def test_prose_is_no_lines(prose: str) -> None:
    assert "<br>" not in shown(prose)


def test_sentences_on_long_lines_of_their_own_are_prose() -> None:
    sentence = "A tool that keeps all the versions of a set of files, and tells who changed them."

    assert "<br>" not in shown(f"{sentence}\n{sentence}")


def test_a_break_is_judged_by_what_would_have_fitted() -> None:
    assert meant_breaks(["One line.", "Two."], 20) == [True]
    assert meant_breaks(["One line that is long.", "Two."], 20) == [False]
    assert meant_breaks(["One line.", "Incomprehensibilities."], 20) == [False]
