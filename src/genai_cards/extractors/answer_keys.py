"""Answer keys at the end of a page: "Answers: 1. b, 2. d", or a section "Answers" with a list of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from genai_cards.diagnostics import skipped
from genai_cards.extractors.drafting import Place, Reading
from genai_cards.language.marks import KEY_ENTRY, KEY_LEAD, KEY_TITLE, LONE_LETTER
from genai_cards.page.document import Block, Document, ListBlock, Paragraph, Section
from genai_cards.page.text import Text


def read_letters(document: Document) -> Mapping[int, str]:
    """Give the letter of the right choice by the number of its question, of all keys of a page."""
    letters: dict[int, str] = {}
    for section in document.root.walk():
        for block in section.blocks:
            letters |= _letters(section, block)
    return letters


def read_key(place: Place, index: int) -> Reading | None:
    """A key is told with its questions."""
    block = place.blocks[index]
    if not _letters(place.section, block):
        return None
    return Reading((skipped("key", block.at, "the key: its answers are with their questions"),))


def _letters(section: Section, block: Block) -> dict[int, str]:
    called = section.heading is not None and KEY_TITLE.fullmatch(section.heading.plain) is not None
    if isinstance(block, ListBlock) and called:
        return _of_list(block)
    if isinstance(block, Paragraph):
        lead = KEY_LEAD.match(block.text.mask)
        if lead or called:
            return _of_text(block.text, lead.end() if lead else 0)
    return {}


def _of_list(block: ListBlock) -> dict[int, str]:
    found = {}
    for item in block.items:
        first = item.blocks[0] if item.blocks else None
        letter = LONE_LETTER.fullmatch(first.text.plain.strip()) if isinstance(first, Paragraph) else None
        if item.number is None or letter is None:
            return {}
        found[item.number] = letter[1].lower()
    return found


def _of_text(text: Text, start: int) -> dict[int, str]:
    """Give the entries of a text that holds nothing else; two or more."""
    rest = text.mask[start:]
    entries = {int(match[1]): match[2].lower() for match in KEY_ENTRY.finditer(rest)}
    return entries if len(entries) > 1 and not re.search(r"\w", KEY_ENTRY.sub("", rest)) else {}
