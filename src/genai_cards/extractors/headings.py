"""Pages that say `cards: headings`: each deepest heading is a prompt, its whole body the answer."""

from __future__ import annotations

from collections.abc import Iterator

from genai_cards.cards.kinds import HEADING
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.extractors.drafting import Place, subject
from genai_cards.page import markup
from genai_cards.page.document import Block, ListBlock, Opaque, Section


def read_headings(place: Place) -> Iterator[Draft | Diagnostic]:
    """Yield a draft for each section below this one that has none below it itself.

    What stands above the first of them is left out. A page with one heading is a prompt itself.
    """
    section = place.section
    if section.sections or section.level == 0:
        if not section.sections and section.heading is not None:
            yield _read(place, section)
            return
        for block in section.blocks:
            if not (isinstance(block, Opaque) and block.is_silent):
                yield skipped("above-headings", block.at, "it stands above the headings that are prompts")
    for below in section.sections:
        if not below.sections:
            yield _read(place, below)


def _read(place: Place, section: Section) -> Draft | Diagnostic:
    answer = markup.body(section)
    if not section.heading:
        return skipped("question-missing", section.at, "a heading without a text")
    if not markup.shows(answer):
        return skipped("answer-missing", section.at, "a heading with nothing below it")
    prompt = markup.inline(section.heading)
    cue = place.count_cue(_items(section.blocks))
    return place.draft(HEADING, (subject(section.heading),), prompt, answer, section.at, cue=cue)


def _items(blocks: tuple[Block, ...]) -> int:
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    return len(lists[0].items) if len(blocks) == len(lists) == 1 else 0
