"""Questions over blocks: what of them is the question's own, which are its choices, its answer, and what is extra."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.cards.kinds import PRACTICE, QUESTION, Kind
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped, warning
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.extractors.question_body import (
    Body,
    asks,
    is_answer,
    is_silent,
    is_ticked_body,
    opened_by,
    question_of,
    take_apart,
    text_behind,
)
from genai_cards.language.marks import (
    ANSWER_MARK,
    EXPLANATION_MARK,
    NAMED_OPTION,
    NUMBER,
    NUMBERED_QUESTION,
    OPTION,
    QUESTION_MARK,
    TICKED,
    UNTICKED,
)
from genai_cards.page import markup
from genai_cards.page.cutting import line_of, title_and_body
from genai_cards.page.document import Block, Details, Item, ListBlock, Opaque, Paragraph, Section, Table
from genai_cards.page.text import Text


def unit(
    place: Place, kind: Kind, question: Text, body: Body, at: Location, *, named: Location | None = None
) -> Draft | Diagnostic:
    """Make the note of a question and what stands below it."""
    question = question_of(question)
    given, items = _given(body)
    if not question:
        return warning("question-missing", at, "an answer without its question", "write the question before it")
    if not markup.shows(given):
        if body.choices:
            return skipped("choices", at, "a question with choices, but no rule says which is right")
        return warning("answer-missing", at, "this question has no answer", "write it below the question")
    prompt = markup.inline(question)
    choices = body.choices if is_ticked_body(body) or _chosen(body) else None
    shown = body.shown if choices or not body.choices else (*body.shown, body.choices)
    if shown:
        prompt = f"<p>{prompt}</p>" + markup.blocks(shown)
    return place.draft(
        kind,
        (subject(question),),
        prompt,
        given,
        at,
        extra="".join(map(_explained, body.extra)),
        cue=_unticked(choices) if choices else place.count_cue(items),
        named=named,
    )


def _given(body: Body) -> tuple[str, int]:
    """Give the answer as HTML, and how many items it has."""
    if body.choices and is_ticked_body(body):
        right = [item for item in body.choices.items if item.checked]
        texts = [_without_box(item) for item in right]
        if len(texts) == 1:
            return markup.inline(texts[0]), 0
        return "<ul>" + "".join(f"<li>{markup.inline(text)}</li>" for text in texts) + "</ul>", len(texts)
    text = _chosen(body) or body.given
    if text is not None:
        made = answer(text, body.rest)
        return made.html, made.items
    lists = [block for block in body.rest if isinstance(block, ListBlock)]
    html = markup.blocks(body.rest)
    return html, len(lists[0].items) if len(body.rest) == len(lists) == 1 else 0


def _without_box(item: Item) -> Text:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return Text.of_words("", item.at)
    return first.text.cut(1).stripped() if first.text.plain[:1] in "☐☑" else first.text


def _unticked(choices: ListBlock) -> str:
    """Give the choices without telling which is right."""
    return markup.block(choices).replace(TICKED, UNTICKED)


def _explained(block: Block) -> str:
    """Give a further block of an answer as HTML, without the word that says it explains."""
    if isinstance(block, Paragraph) and (EXPLANATION_MARK.match(block.text.unwrapped().mask)):
        told = text_behind(EXPLANATION_MARK, block.text)
        return f"<p>{markup.inline(told)}</p>" if told else ""
    return markup.block(block)


def _chosen(body: Body) -> Text | None:
    """Give the choice that an answer names, by its letter, its number or its words; None where it names none."""
    if body.choices is None or body.given is None:
        return None
    texts = _firsts(body.choices)
    choices = {subject(_without_letter(text)).casefold(): _without_letter(text) for text in texts}
    words = subject(body.given).casefold()
    if words in choices:
        return choices[words]
    named = NAMED_OPTION.match(body.given.mask)
    if not named or len(texts) != len(body.choices.items):
        return None
    rest = body.given.cut(named.end()).stripped()
    if rest:
        return choices.get(subject(rest).casefold(), rest)
    place = int(named[1]) - 1 if named[1].isdigit() else ord(named[1].lower()) - ord("a")
    return _without_letter(texts[place]) if 0 <= place < len(texts) else None


def _without_letter(text: Text) -> Text:
    letter = NAMED_OPTION.match(text.mask)
    return text.cut(letter.end()).stripped() if letter else text


def read_asked_item(place: Place, item: Item) -> tuple[Draft | Diagnostic, ...] | None:
    """A list item that asks, or that a heading or a marked answer makes a question, over the blocks of its answer."""
    first, *below = item.blocks or (None,)
    if not isinstance(first, Paragraph) or not below or item.checked is not None:
        return None
    body = take_apart([block for block in below if block is not None])
    task = is_ticked_body(body) and not _may_ask(first.text)
    if task or not (body.marked or first.is_heading or (asks(first.text) and _says_more(body))):
        return None
    return (unit(place, PRACTICE if body.marked else QUESTION, first.text, body, item.at),)


def read_keyed(place: Place, question: Text, choices: Block, number: int | None, at: Location) -> Draft | Diagnostic:
    """Make the note of a question over choices whose key stands elsewhere on the page."""
    assert isinstance(choices, ListBlock)
    letter = place.letters[number or 0]
    given = Text.of_words(letter, at)
    return unit(place, PRACTICE, question, Body(choices=choices, given=given, marked=True), at)


def _says_more(body: Body) -> bool:
    """Say whether the body of a question without a mark is an answer: not choices, and no questions themselves."""
    lists = [block for block in body.rest if isinstance(block, ListBlock)]
    texts = [text for block in lists for text in _firsts(block)]
    lettered = [text for text in texts if OPTION.match(text.mask.lstrip())]
    return bool(body.rest) and not any(map(asks, texts)) and not (lettered and len(lettered) == len(texts))


def _firsts(block: ListBlock) -> list[Text]:
    """Give the text that each item begins with; one that begins with something else has none."""
    firsts = [item.blocks[0] for item in block.items if item.blocks]
    return [first.text for first in firsts if isinstance(first, Paragraph)]


def _may_ask(text: Text) -> bool:
    """Say whether a text over ticked boxes is a question; else they are tasks."""
    return asks(text) or text.plain.rstrip().endswith((":", "：")) or NUMBER.match(text.mask) is not None


def read_asked_block(place: Place, index: int) -> Reading | None:
    """A question that is a block itself: bold, behind `Q:`, or the summary of details."""
    block = place.blocks[index]
    if isinstance(block, Details) and (asks(block.summary) or NUMBERED_QUESTION.match(block.summary.plain)):
        body = take_apart(block.blocks)
        return Reading((unit(place, QUESTION, block.summary, body, block.at),))
    if isinstance(block, ListBlock) and _is_answered_below(place, index):
        return _read_answered_below(place, index)
    if not isinstance(block, Paragraph):
        return None
    if QUESTION_MARK.match(block.text.mask):
        return _read_marked_question(place, index)
    if _is_bold_question(block):
        end = _end_of_answer(place, index + 1)
        body = take_apart(place.blocks[index + 1 : end])
        if body.rest or body.marked:
            return Reading((unit(place, QUESTION, block.text, body, block.at),), end - index)
    return None


def _is_bold_question(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not block.text.bold_lead():
        return False
    return asks(block.text) and block.text.stripped().unwrapped() is not block.text


def _end_of_answer(place: Place, start: int) -> int:
    """Give the index behind the blocks that answer a question: at a line, a break, or the next question."""
    for index in range(start, len(place.blocks)):
        block = place.blocks[index]
        line = isinstance(block, Opaque) and (block.kind == "rule" or "<br" in block.content[:5])
        if line or _is_bold_question(block) or (isinstance(block, Paragraph) and QUESTION_MARK.match(block.text.mask)):
            return index
    return len(place.blocks)


def _read_marked_question(place: Place, index: int) -> Reading | None:
    """Read `Q: …` with `A: …` on the next line or in the next paragraph."""
    block = place.blocks[index]
    assert isinstance(block, Paragraph)
    lines = block.text.lines()
    marker = next((n for n, line in enumerate(lines) if n and ANSWER_MARK.match(line.mask)), 0)
    if not marker:
        following = place.blocks[index + 1] if index + 1 < len(place.blocks) else None
        if following is None or not opened_by(ANSWER_MARK, following):
            return None
        assert isinstance(following, Paragraph)
        taken = 2 if text_behind(ANSWER_MARK, following.text) else 3
        body = take_apart(place.blocks[index + 1 : index + taken])
        return Reading((unit(place, PRACTICE, block.text, body, block.at),), min(taken, len(place.blocks) - index))
    start = _offset(lines[:marker])
    question, rest = block.text.cut(0, start).stripped(), block.text.cut(start).stripped()
    given = text_behind(ANSWER_MARK, rest)
    below = () if given else place.blocks[index + 1 : index + 2]
    body = Body(given=given or None, rest=tuple(below), marked=True)
    return Reading((unit(place, PRACTICE, question, body, block.at),), 1 + len(below))


def _offset(lines: Sequence[Text]) -> int:
    """Give the offset behind these lines and their breaks."""
    return sum(len(line.plain) + 1 for line in lines)


def _is_answered_below(place: Place, index: int) -> bool:
    """Say whether a list of one question stands over a list that begins with its answer."""
    block = place.blocks[index]
    following = place.blocks[index + 1] if index + 1 < len(place.blocks) else None
    single = isinstance(block, ListBlock) and len(block.items) == len(_firsts(block)) == len(block.items[0].blocks) == 1
    return single and isinstance(following, ListBlock) and is_answer(following)


def _read_answered_below(place: Place, index: int) -> Reading:
    block = place.blocks[index]
    assert isinstance(block, ListBlock)
    first = block.items[0].blocks[0]
    assert isinstance(first, Paragraph)
    body = take_apart(place.blocks[index + 1 : index + 2])
    return Reading((unit(place, PRACTICE, first.text, body, block.items[0].at),), 2)


def read_asked_section(place: Place, readings: Sequence[Reading]) -> tuple[Reading, frozenset[int]] | None:
    """A heading that asks, and what no other rule reads below it, or what is marked as its answer.

    `readings` are those of the section's own blocks. Gives what replaces the first of them, as many as it takes, and
    the indices of the sections below that belong to it; None where the heading asks nothing.
    """
    heading = place.section.heading
    if heading is None or place.section.level == 0:
        return None
    answered = _answer_section(place.section)
    body = take_apart([*place.blocks, *_blocks_of(place.section, answered)])
    named = NUMBERED_QUESTION.match(heading.plain) is not None
    only = _is_only_question(body) and (_may_ask(heading) or not is_ticked_body(body))
    marked = body.marked and (answered or only or asks(heading) or named)
    if marked:
        taken, claimed = len(place.blocks), frozenset(range(len(place.section.sections)) if answered else ())
        if not answered:
            taken = _end_of_marked(place, body, readings)
            body = take_apart(place.blocks[:taken])
    elif (keyed := _keyed(place, heading)) is not None:
        return Reading((keyed,), len(place.blocks)), frozenset()
    elif asks(heading) or named:
        taken = _free(readings)
        body = take_apart(place.blocks[:taken])
        opened = next((block for block in place.blocks[:taken] if not is_silent(block)), None)
        if not isinstance(opened, Paragraph) or not body.rest:
            return None
        claimed = frozenset()
    else:
        return None
    return Reading((unit(place.above(), QUESTION, heading, body, heading.at),), taken), claimed


def _end_of_marked(place: Place, body: Body, readings: Sequence[Reading]) -> int:
    """Give the index behind an answer and what belongs to it: at a line, or where another rule finds notes."""
    answer = [id(block) for block in (body.choices, *body.rest) if block is not None]
    last = max(n for n, block in enumerate(place.blocks) if id(block) in answer or is_answer(block))
    start = 0
    for reading in readings:
        block = place.blocks[start]
        explained = start > 0 and _is_explanation(place.blocks[start - 1])
        line = isinstance(block, Opaque) and block.kind == "rule"
        if start > last and (line or (reading.makes_notes and not explained)):
            return start
        start += reading.taken
    return start


def _is_explanation(block: Block) -> bool:
    """Say whether a paragraph only says that an explanation follows."""
    return isinstance(block, Paragraph) and EXPLANATION_MARK.fullmatch(block.text.unwrapped().mask.strip()) is not None


def _keyed(place: Place, heading: Text) -> Draft | Diagnostic | None:
    """Read a numbered heading over choices, of which the page's key names one."""
    number = NUMBER.match(heading.mask)
    value = int(re.sub(r"\D", "", number[0])) if number else 0
    choices = [block for block in place.blocks if isinstance(block, ListBlock) and len(block.items) > 1]
    if value not in place.letters or len(choices) != 1:
        return None
    return read_keyed(place.above(), heading, choices[0], value, heading.at)


def _free(readings: Sequence[Reading]) -> int:
    """Give how many blocks stand before the first that another rule makes a note of."""
    taken = 0
    for reading in readings:
        if reading.makes_notes:
            break
        taken += reading.taken
    return taken


def _is_only_question(body: Body) -> bool:
    """Say whether nothing but code, tables and choices stands between a heading and its answer."""
    return (is_ticked_body(body) or _chosen(body) is not None) and all(
        isinstance(block, Opaque | Table) for block in body.shown
    )


def _answer_section(section: Section) -> int:
    """Give the number, from 1, of the section below that is called "Answer"; 0 where none is."""
    called = (
        n for n, below in enumerate(section.sections, 1) if below.heading and ANSWER_MARK.fullmatch(below.heading.mask)
    )
    return next(called, 0)


def _blocks_of(section: Section, number: int) -> list[Block]:
    """Give the answer, and behind it what else stands below the question, as blocks with a marker."""
    if not number:
        return []
    chosen = section.sections[number - 1]
    heading = chosen.heading
    assert heading is not None
    blocks: list[Block] = [line_of(heading), *chosen.blocks]
    for below in (*chosen.sections, *section.sections[: number - 1], *section.sections[number:]):
        blocks += title_and_body(below)
    return blocks
