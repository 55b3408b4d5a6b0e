"""`Question :: Answer` lines, and `:::` for both directions, where their author asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from genai_cards.cards.active import escaped
from genai_cards.cards.kinds import PAIR
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.drafting import Place, subject, with_gap
from genai_cards.extractors.enumeration import answer
from genai_cards.page import markup
from genai_cards.page.cutting import list_of, quote_of
from genai_cards.page.document import Block, Item, ListBlock, Paragraph, Quote
from genai_cards.page.text import Text

_SEPARATOR = re.compile(r"(?:^|(?<=\s))(?P<sign>:::?)(?:$|(?=\s))|(?<=\w)(?<!^\w)(?P<tight>::)(?=[^\W\d_a-z])")
"""A sign between spaces; without them before a capital letter: in `std::vector` there is none."""


def take_pairs(place: Place) -> tuple[list[Draft | Diagnostic], Place]:
    """Give the notes of the lines that ask and answer, and the place with what is left for the other rules."""
    if PAIR.asked_by not in place.asked.added:
        return [], place
    outcomes: list[Draft | Diagnostic] = []
    blocks = _take(place, place.blocks, outcomes)
    return outcomes, replace(place, section=replace(place.section, blocks=blocks))


def _take(place: Place, blocks: Sequence[Block], outcomes: list[Draft | Diagnostic]) -> tuple[Block, ...]:
    left: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph() if _SEPARATOR.search(block.text.mask):
                outcomes += _pairs(place, block.text, (), block.at)
            case ListBlock():
                kept = [rest for item in block.items if (rest := _take_item(place, item, outcomes))]
                left += [block] if kept == list(block.items) else [list_of(block, kept)] if kept else []
            case Quote():
                inside = _take(place, block.blocks, outcomes)
                left += [block] if inside == block.blocks else [quote_of(block, inside)] if inside else []
            case _:
                left.append(block)
    return tuple(left)


def _take_item(place: Place, item: Item, outcomes: list[Draft | Diagnostic]) -> Item | None:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph) and _SEPARATOR.search(first.text.mask):
        outcomes += _pairs(place, first.text, item.blocks[1:], item.at)
        _take(place, item.blocks[1:], outcomes)
        return None
    blocks = _take(place, item.blocks, outcomes)
    return item if blocks == item.blocks else replace(item, blocks=blocks)


def _pairs(place: Place, text: Text, below: Sequence[Block], at: Location) -> Iterator[Draft | Diagnostic]:
    """Yield a note for each line with a separator; a line without one goes on with the answer above it."""
    lines = text.lines()
    starts = [number for number, line in enumerate(lines) if _SEPARATOR.search(line.mask)]
    if starts[0]:
        yield skipped("prose", at, "lines above the first question, with no fact a rule can see")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        more = lines[start + 1 : end]
        rest = below if end == len(lines) else ()
        yield _pair(place, lines[start], more, rest, at if start == 0 else lines[start].at)


def _pair(place: Place, line: Text, more: Sequence[Text], below: Sequence[Block], at: Location) -> Draft | Diagnostic:
    sign = _SEPARATOR.search(line.mask)
    assert sign is not None
    question, first = line.cut(0, sign.start()).stripped(), line.cut(sign.end()).stripped()
    if not question:
        return skipped("question-missing", at, "an answer without its question", "write it before the `::`")
    if not first and not more and not below:
        return skipped("answer-missing", at, "a question without an answer", "write it behind the `::`")
    given = answer(first, below)
    shown = "<br>".join(filter(None, (given.html, *map(markup.inline, more))))
    prompt = markup.inline(question)
    both = sign["sign"] == ":::"
    cue = "" if both else place.count_cue(given.items)
    note = place.draft(PAIR, (subject(question),), prompt, shown, at, cue=cue)
    if not both:
        return note
    context = with_gap(note.fields["Context"], escaped(subject(question)))
    reverse = {"Context": context, "Reverse Prompt": shown, "Reverse Answer": prompt}
    return replace(note, fields={**note.fields, **reverse})
