"""What stands below a question, taken apart: its own blocks, its choices, its answer, and what is extra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from genai_cards.language import marks
from genai_cards.language.marks import (
    ANSWER_MARK,
    BADGE,
    EXPLANATION_MARK,
    NUMBER,
    QUESTION_MARK,
    SHOWS_ANSWER,
    leads_up,
)
from genai_cards.language.words import BACK_TO_TOP, READ_ON
from genai_cards.page import markup
from genai_cards.page.cutting import SECTION
from genai_cards.page.document import Block, Details, ListBlock, Opaque, Paragraph
from genai_cards.page.text import Text

_HINT = re.compile(r"[^\W\d_][^:：\n]{0,25}[:：]\s*\S")


def asks(text: Text) -> bool:
    """Say whether a text ends as a question does, whatever badge stands behind it."""
    return marks.asks(text.plain)


def without_number(question: Text) -> Text:
    """Give a question without its number."""
    match = NUMBER.match(question.mask)
    return question.cut(match.end()) if match and question.mask[match.end() :].strip() else question


def question_of(text: Text) -> Text:
    """Give the words of a question: without emphasis around it, marker, number and badge."""
    text = text.stripped().unwrapped()
    marked = QUESTION_MARK.match(text.mask)
    if marked:
        text = text.cut(marked.end())
    text = without_number(text.stripped()).stripped()
    badge = BADGE.search(text.mask)
    return text.cut(0, badge.start()) if badge else text


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks below a question, taken apart."""

    shown: tuple[Block, ...] = ()
    """They belong to the question: code, a table, a picture."""

    choices: ListBlock | None = None
    given: Text | None = None
    """The first paragraph of a marked answer; the ticked choices where check boxes are the key."""

    rest: tuple[Block, ...] = ()
    """Further blocks of the answer, or all of them."""

    extra: tuple[Block, ...] = ()
    marked: bool = False
    """Whether the page marks the answer."""


def take_apart(blocks: Sequence[Block]) -> Body:
    """Read what stands below a question."""
    seen = [block for block in blocks if not is_silent(block)]
    asides = [block for block in seen if _is_aside(block)]
    if asides:
        first = seen.index(asides[0])
        seen, asides = seen[:first], seen[first:]
    seen = [block for block in seen if not _leads_up(block)]
    ticked = next((block for block in seen if _is_ticked(block)), None)
    if isinstance(ticked, ListBlock):
        place = seen.index(ticked)
        return Body(tuple(seen[:place]), ticked, None, (), (*seen[place + 1 :], *asides), marked=True)
    place = next((n for n, block in enumerate(seen) if is_answer(block)), -1)
    if place < 0:
        return Body(rest=tuple(seen), extra=tuple(asides))
    before, behind = seen[:place], _opened(seen[place:])
    hints = [block for block in before if isinstance(block, Paragraph) and _HINT.match(block.text.mask)]
    choices = next((b for b in reversed(before) if isinstance(b, ListBlock) and len(b.items) > 1), None)
    shown = [block for block in before if block not in hints and block is not choices]
    opening = behind[0]
    marked = isinstance(opening, Paragraph) and ANSWER_MARK.match(opening.text.mask)
    given = text_behind(ANSWER_MARK, opening.text) if marked and isinstance(opening, Paragraph) else None
    rest, below = list(behind[1:] if given is not None else behind), []
    if given or choices:  # what stands below a paragraph's own lists is more than the answer
        cut = next((n for n, block in enumerate(rest) if isinstance(block, Paragraph)), len(rest))
        rest, below = rest[:cut], rest[cut:]
    else:
        cut = next((n for n, block in enumerate(rest) if _is_extra(block)), len(rest))
        rest, below = rest[:cut], rest[cut:]
    extra = (*hints, *below, *asides)
    return Body(tuple(shown), choices, given, tuple(rest), extra, marked=True)


def is_silent(block: Block) -> bool:
    """Say whether a block shows nothing."""
    if isinstance(block, Opaque):
        return block.is_silent or not markup.shows(markup.block(block))
    return isinstance(block, Paragraph) and not block.text


def _leads_up(block: Block) -> bool:
    return isinstance(block, Paragraph) and leads_up(block.text.plain)


def _is_aside(block: Block) -> bool:
    """Say whether a block says where to read on: what stands from there is no answer."""
    if not isinstance(block, Paragraph):
        return False
    words = block.text.plain.strip().lower()
    opening = words.split(":")[0].strip(" .:/")
    told = opening in READ_ON or opening in BACK_TO_TOP or words.startswith(tuple(f"{word}/" for word in READ_ON))
    return told or block.text.is_link


def _is_ticked(block: Block) -> bool:
    return (
        isinstance(block, ListBlock)
        and any(item.checked for item in block.items)
        and all(item.checked is not None for item in block.items)
    )


def is_ticked_body(body: Body) -> bool:
    """Say whether ticked boxes are the key of a question."""
    return body.choices is not None and _is_ticked(body.choices)


def is_answer(block: Block) -> bool:
    """Say whether a block opens the answer."""
    if isinstance(block, Details):
        return SHOWS_ANSWER.fullmatch(block.summary.plain) is not None
    if isinstance(block, ListBlock):
        first = block.items[0].blocks
        return bool(first) and opened_by(ANSWER_MARK, first[0]) and len(block.items) == 1
    return opened_by(ANSWER_MARK, block)


def opened_by(marker: re.Pattern[str], block: Block) -> bool:
    """Say whether a block is a paragraph that a marker opens."""
    return isinstance(block, Paragraph) and marker.match(block.text.mask) is not None


def _is_extra(block: Block) -> bool:
    """Say whether an answer without a first paragraph of its own ends before this block."""
    return opened_by(EXPLANATION_MARK, block) or (isinstance(block, Opaque) and block.kind == SECTION)


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks of an answer: those inside the details, or the list item, that hold it."""
    first = blocks[0]
    if isinstance(first, Details):
        inside = [block for block in first.blocks if not is_silent(block)]
        return [*inside, *blocks[1:]] if inside else list(blocks)
    if isinstance(first, ListBlock):
        return [*first.items[0].blocks, *blocks[1:]]
    return list(blocks)


def text_behind(marker: re.Pattern[str], text: Text) -> Text:
    """Give what a marker leaves of a text."""
    text = text.unwrapped()
    found = marker.match(text.mask)
    return text.cut(found.end()).stripped() if found else text
