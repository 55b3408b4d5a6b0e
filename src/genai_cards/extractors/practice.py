"""Practice questions with their answer in brackets, `question? (Answer: …)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import PRACTICE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, error, warning
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.extractors.question_body import without_number
from genai_cards.language.marks import ANSWER_IN_BRACKETS
from genai_cards.language.sentences import closing_bracket
from genai_cards.page import markup
from genai_cards.page.cutting import without_last_bracket
from genai_cards.page.document import Block, Item, Paragraph
from genai_cards.page.text import Text


def read_practice(place: Place, index: int) -> Reading | None:
    """A paragraph with an answer in brackets; its question may be the paragraph before it."""
    block = place.blocks[index]
    if not isinstance(block, Paragraph):
        return None
    if ANSWER_IN_BRACKETS.search(block.text.mask):
        return Reading((_read(place, (block,)),))
    following = place.blocks[index + 1] if index + 1 < len(place.blocks) else None
    if isinstance(following, Paragraph) and ANSWER_IN_BRACKETS.match(following.text.mask):
        return Reading((_read(place, (block, following)),), taken=2)
    return None


def read_practice_item(place: Place, item: Item) -> tuple[Draft | Diagnostic, ...] | None:
    """A list item with an answer in brackets, on its own line or in a paragraph of its own."""
    if any(isinstance(block, Paragraph) and ANSWER_IN_BRACKETS.search(block.text.mask) for block in item.blocks):
        return (_read(place, item.blocks),)
    return None


@dataclass(frozen=True, slots=True)
class _Parts:
    """A practice question taken apart."""

    question: Text
    between: tuple[Block, ...]
    """What stands between the question and the bracket: code, a list, a table."""

    answer: Text
    rest: tuple[Block, ...]
    """The answer's further blocks."""

    after: str
    """HTML of what follows the bracket."""


def _read(place: Place, blocks: Sequence[Block]) -> Draft | Diagnostic:
    first = blocks[0]
    parts = _take_apart(blocks)
    if parts is None:
        at = next(b.at for b in blocks if isinstance(b, Paragraph) and ANSWER_IN_BRACKETS.search(b.text.mask))
        return error("answer-unclosed", at, "the bracket of this answer is not closed", "end the answer with )")
    if not parts.question:
        return warning("question-missing", first.at, "an answer without its question", "write the question before it")
    if not parts.answer and not parts.rest:
        return warning("answer-missing", first.at, "this question has no answer", "write it in (Answer: …)")
    given = answer(parts.answer, parts.rest)
    prompt = markup.inline(parts.question)
    if parts.between:
        prompt = f"<p>{prompt}</p>" + markup.blocks(parts.between)
    return place.draft(
        PRACTICE,
        (subject(parts.question),),
        prompt,
        given.html,
        parts.question.at,
        extra=parts.after,
        cue=place.count_cue(given.items),
    )


def _take_apart(blocks: Sequence[Block]) -> _Parts | None:
    """Split question and answer; None where the bracket is not closed."""
    position, opening = next(
        (index, match)
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and (match := ANSWER_IN_BRACKETS.search(block.text.mask))
    )
    text = _paragraph(blocks[position]).text
    before = text.cut(0, opening.start()).stripped()
    question, between = (before, ()) if position == 0 else _question(blocks[:position], before)
    closing = closing_bracket(text.mask, opening.start())
    rest = tuple(blocks[position + 1 :])
    if closing is not None:
        after = [markup.inline(text.cut(closing + 1).stripped()), markup.blocks(rest)]
        given = text.cut(opening.end(), closing).stripped()
        return _Parts(without_number(question), between, given, (), "".join(after))
    if rest and (ended := without_last_bracket(rest[-1])):
        return _Parts(without_number(question), between, text.cut(opening.end()).stripped(), (*rest[:-1], ended), "")
    return None


def _paragraph(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    return block


def _question(blocks: Sequence[Block], before: Text) -> tuple[Text, tuple[Block, ...]]:
    """Give the question and what stands between it and the bracket, when they are blocks of their own."""
    if isinstance(blocks[0], Paragraph) and not before:
        return blocks[0].text, tuple(blocks[1:])
    return before, tuple(blocks)
