"""Practice questions with their answer in brackets, `question? (Answer: …)`, or behind a word, `Answer: …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from genai_cards import markup
from genai_cards.diagnostics import Diagnostic, error, warning
from genai_cards.document import Block, Item, ListBlock, Paragraph, Text
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.extractors.phrases import ANSWER_WORDS, EXPLANATION_WORDS
from genai_cards.extractors.sentences import closing_bracket
from genai_cards.notes import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKER = re.compile(rf"[(（]\s*(?:{'|'.join(ANSWER_WORDS)})\s*[:：]\s*", re.IGNORECASE)
_MARKED = re.compile(
    rf"\s*(?:(?:the\s+)?(?:correct|right)\s+)?(?:{'|'.join(ANSWER_WORDS)}|A)\s*[:：]\s*", re.IGNORECASE
)
_EXPLAINED = re.compile(rf"\s*(?:{'|'.join(EXPLANATION_WORDS)})\s*[:：]\s*", re.IGNORECASE)
_CHOSEN = re.compile(r"[(\[]?([A-Ha-h]|\d{1,2})\s?(?:[).:\]]\s*|$)")
_NUMBER = re.compile(r"(?:Q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s+", re.IGNORECASE)


def read_practice(place: Place, index: int) -> Reading | None:
    """A paragraph with an answer in brackets; its question may be the paragraph before it."""
    block = place.blocks[index]
    if not isinstance(block, Paragraph):
        return None
    if _MARKER.search(block.text.mask):
        return Reading((_read(place, (block,)),))
    following = place.blocks[index + 1] if index + 1 < len(place.blocks) else None
    if isinstance(following, Paragraph) and _MARKER.match(following.text.mask):
        return Reading((_read(place, (block, following)),), taken=2)
    return None


def read_practice_item(place: Place, item: Item) -> tuple[Draft | Diagnostic, ...] | None:
    """A list item with an answer in brackets, or behind `Answer:` in a paragraph of its own."""
    if any(isinstance(block, Paragraph) and _MARKER.search(block.text.mask) for block in item.blocks):
        return (_read(place, item.blocks),)
    marked = _opened_by(_MARKED, item.blocks[1:])
    if marked is None or not isinstance(item.blocks[0], Paragraph):
        return None
    return (_read_marked(place, item.blocks[0], item.blocks[1 : marked + 1], item.blocks[marked + 1 :]),)


def _opened_by(marker: re.Pattern[str], blocks: Sequence[Block]) -> int | None:
    """Give the index of the first paragraph that a marker opens."""
    opened = (n for n, block in enumerate(blocks) if isinstance(block, Paragraph) and marker.match(block.text.mask))
    return next(opened, None)


def _read_marked(
    place: Place, asking: Paragraph, between: Sequence[Block], behind: Sequence[Block]
) -> Draft | Diagnostic:
    """Read a question, what stands between it and `Answer: …`, and the blocks from there on.

    The lists and the code below the answer belong to it; what explains it, and its further paragraphs, are extra.
    """
    question = _without_number(asking.text).stripped()
    text = _behind(_MARKED, _paragraph(behind[0]).text)
    below = list(behind[1:])
    rest = []
    while below and not isinstance(below[0], Paragraph):
        rest.append(below.pop(0))
    options = between[-1] if between and isinstance(between[-1], ListBlock) else None
    chosen = _chosen(text, options) if options else None
    if not text and not rest:
        return warning("answer-missing", asking.at, "this question has no answer", "write it behind “Answer:”")
    given = answer(chosen or text, rest)
    prompt = markup.inline(question)
    shown = between[:-1] if chosen and options else between
    if shown:
        prompt = f"<p>{prompt}</p>" + "".join(markup.blocks(block.tokens) for block in shown)
    return place.draft(
        "practice",
        (subject(question),),
        prompt,
        given.html,
        asking.at,
        extra="".join(map(_explained, below)),
        cue=markup.blocks(options.tokens) if chosen and options else place.count_cue(given.items),
    )


def _behind(marker: re.Pattern[str], text: Text) -> Text:
    found = marker.match(text.mask)
    return text.cut(found.end()).stripped() if found else text


def _explained(block: Block) -> str:
    """Give a further block of an answer as HTML, without the word that says it explains."""
    if isinstance(block, Paragraph) and _EXPLAINED.match(block.text.mask):
        return f"<p>{markup.inline(_behind(_EXPLAINED, block.text))}</p>"
    return markup.blocks(block.tokens)


def _chosen(given: Text, options: ListBlock) -> Text | None:
    """Give the choice that an answer names, by its letter, its number or its words; None where it names none."""
    texts = [block.text for item in options.items if item.blocks and isinstance(block := item.blocks[0], Paragraph)]
    choices = {subject(_without_letter(text)).casefold(): _without_letter(text) for text in texts}
    words = subject(given).casefold()
    if words in choices:
        return choices[words]
    named = _CHOSEN.match(given.mask)
    if not named or len(texts) != len(options.items):
        return None
    rest = given.cut(named.end()).stripped()
    if rest:
        return choices.get(subject(rest).casefold(), rest)
    place = int(named[1]) - 1 if named[1].isdigit() else ord(named[1].lower()) - ord("a")
    return _without_letter(texts[place]) if 0 <= place < len(texts) else None


def _without_letter(text: Text) -> Text:
    letter = _CHOSEN.match(text.mask)
    return text.cut(letter.end()).stripped() if letter else text


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
        at = next(b.at for b in blocks if isinstance(b, Paragraph) and _MARKER.search(b.text.mask))
        return error("answer-unclosed", at, "the bracket of this answer is not closed", "end the answer with )")
    if not parts.question:
        return warning("question-missing", first.at, "an answer without its question", "write the question before it")
    if not parts.answer and not parts.rest:
        return warning("answer-missing", first.at, "this question has no answer", "write it in (Answer: …)")
    given = answer(parts.answer, parts.rest)
    prompt = markup.inline(parts.question)
    if parts.between:
        prompt = f"<p>{prompt}</p>" + "".join(markup.blocks(block.tokens) for block in parts.between)
    return place.draft(
        "practice",
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
        if isinstance(block, Paragraph) and (match := _MARKER.search(block.text.mask))
    )
    text = _paragraph(blocks[position]).text
    before = text.cut(0, opening.start()).stripped()
    question, between = (before, ()) if position == 0 else _question(blocks[:position], before)
    closing = closing_bracket(text.mask, opening.start())
    rest = tuple(blocks[position + 1 :])
    if closing is not None:
        after = [markup.inline(text.cut(closing + 1).stripped()), *(markup.blocks(block.tokens) for block in rest)]
        given = text.cut(opening.end(), closing).stripped()
        return _Parts(_without_number(question), between, given, (), "".join(after))
    if rest and (ended := _without_last_bracket(rest[-1])):
        return _Parts(_without_number(question), between, text.cut(opening.end()).stripped(), (*rest[:-1], ended), "")
    return None


def _paragraph(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    return block


def _question(blocks: Sequence[Block], before: Text) -> tuple[Text, tuple[Block, ...]]:
    """Give the question and what stands between it and the bracket, when they are blocks of their own."""
    if isinstance(blocks[0], Paragraph) and not before:
        return blocks[0].text, tuple(blocks[1:])
    return before, tuple(blocks)


def _without_number(question: Text) -> Text:
    match = _NUMBER.match(question.mask)
    return question.cut(match.end()) if match else question


def _without_last_bracket(block: Block) -> Block | None:
    """Give the block without the bracket that ends its text; None where its text does not end with one."""
    tokens = list(block.tokens)
    for position in range(len(tokens) - 1, -1, -1):
        if tokens[position].type != "inline":
            continue
        children = tokens[position].children or []
        if not children or children[-1].type != "text" or children[-1].content.rstrip()[-1:] not in (")", "）"):
            return None
        ended: Token = children[-1].copy(content=children[-1].content.rstrip()[:-1])
        tokens[position] = tokens[position].copy(children=[*children[:-1], ended])
        return replace(block, tokens=tuple(tokens))
    return None
