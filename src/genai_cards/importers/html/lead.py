"""How the page of an encyclopaedia opens: its box of facts stands before the sentence that says what the thing is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.importers.html.content import count_words
from genai_cards.importers.page import Block, Heading, LeftOut, Paragraph, Table

FEWEST = 6
"""Words of the paragraph that says what the page is about."""


def lead_first(blocks: Sequence[Block], title: str) -> tuple[list[Block], list[LeftOut]]:
    """Give the blocks with the box of facts behind the first paragraphs, and what stood over it: the title again."""
    start = 1 if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1 else 0
    lead = next((n for n in range(start, len(blocks)) if _is_lead(blocks[n])), 0)
    box = list(blocks[start:lead])
    if lead and len(box) == 1 and _is_line(box[0]) and _names(blocks[lead], title):
        return [*blocks[:start], *blocks[lead:]], [
            LeftOut(box[0].line, _bare(_words(box[0])), "a line below the title")
        ]
    is_box = bool(lead) and any(map(_holds_facts, box)) and all(map(_is_of_box, box))
    if not (is_box and title) or title.casefold() not in _bare(_words(blocks[lead]))[: len(title) + 30].casefold():
        return list(blocks), []
    end = next((n for n in range(lead, len(blocks)) if not isinstance(blocks[n], Paragraph)), len(blocks))
    again = [block for block in box if isinstance(block, Paragraph) and _repeats(block.text, title)]
    left_out = [LeftOut(block.line, _bare(block.text), "the page's title again") for block in again]
    rest = [block for block in box if block not in again]
    return [*blocks[:start], *blocks[lead:end], *rest, *blocks[end:]], left_out


def _is_lead(block: Block) -> bool:
    return isinstance(block, Paragraph) and count_words(block.text) >= FEWEST and not _is_label(block)


def _is_label(block: Paragraph) -> bool:
    return block.text.startswith("**") and block.text.endswith("**") and "**" not in block.text[2:-2]


def _holds_facts(block: Block) -> bool:
    """Say whether a table has two columns, of names and what they are."""
    return isinstance(block, Table) and len(block.header) == 2 and not any(block.header)


def _is_line(block: Block) -> bool:
    """Say whether a block is a short description, such as the apps of an encyclopaedia show below the title."""
    return (
        isinstance(block, Paragraph) and not _is_lead(block) and not block.text.rstrip().endswith((".", "?", "!", ":"))
    )


def _names(block: Block, title: str) -> bool:
    """Say whether a paragraph begins with what the page is about, in bold."""
    return bool(title) and f"**{title}**".casefold() in _words(block)[: len(title) + 30].casefold()


def _words(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _is_of_box(block: Block) -> bool:
    return isinstance(block, Table | Paragraph)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>|[*_\\`]", "", text).split())


def _repeats(text: str, title: str) -> bool:
    return bool(title) and _bare(text).casefold().split(",")[0].strip() == title.casefold()
