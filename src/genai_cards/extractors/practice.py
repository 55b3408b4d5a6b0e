"""Practice questions with their answer in brackets, `question? (Answer: …)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import PRACTICE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, warning
from genai_cards.extractors.drafting import Place, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.language.marks import ANSWER_IN_BRACKETS, NUMBER
from genai_cards.language.sentences import closing_bracket
from genai_cards.page import markup
from genai_cards.page.cutting import without_last_bracket
from genai_cards.page.document import Block, Paragraph
from genai_cards.page.text import Text


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


def practice(place: Place, blocks: Sequence[Block], under: str = "") -> Draft | Diagnostic:
    """Make the note of a question whose blocks hold its answer in brackets."""
    first = blocks[0]
    parts = _take_apart(blocks)
    if parts is None:
        at = next(b.at for b in blocks if isinstance(b, Paragraph) and ANSWER_IN_BRACKETS.search(b.text.mask))
        return warning("answer-unclosed", at, "the bracket of this answer is not closed", "end the answer with )")
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
        under=under,
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


def without_number(question: Text) -> Text:
    """Give a question without its number."""
    match = NUMBER.match(question.mask)
    return question.cut(match.end()) if match and question.mask[match.end() :].strip() else question
