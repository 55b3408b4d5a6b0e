"""Questions over blocks: what of them is the question's own, which are its choices, its answer, and what is extra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import PRACTICE, QUESTION, Kind
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped, warning
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.language import marks
from genai_cards.language.marks import (
    ANSWER_MARK,
    BADGE,
    EXPLANATION_MARK,
    NAMED_OPTION,
    NUMBER,
    NUMBERED_QUESTION,
    OPTION,
    QUESTION_MARK,
    SHOWS_ANSWER,
    TICKED,
    UNTICKED,
    leads_up,
)
from genai_cards.language.words import BACK_TO_TOP, READ_ON
from genai_cards.page import markup
from genai_cards.page.cutting import SECTION, line_of, title_and_body
from genai_cards.page.document import Block, Details, Item, ListBlock, Opaque, Paragraph, Section, Table
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
    seen = [block for block in blocks if not _is_silent(block)]
    asides = [block for block in seen if _is_aside(block)]
    if asides:
        first = seen.index(asides[0])
        seen, asides = seen[:first], seen[first:]
    seen = [block for block in seen if not _leads_up(block)]
    ticked = next((block for block in seen if _is_ticked(block)), None)
    if isinstance(ticked, ListBlock):
        place = seen.index(ticked)
        return Body(tuple(seen[:place]), ticked, None, (), (*seen[place + 1 :], *asides), marked=True)
    place = next((n for n, block in enumerate(seen) if _is_answer(block)), -1)
    if place < 0:
        return Body(rest=tuple(seen), extra=tuple(asides))
    before, behind = seen[:place], _opened(seen[place:])
    hints = [block for block in before if isinstance(block, Paragraph) and _HINT.match(block.text.mask)]
    choices = next((b for b in reversed(before) if isinstance(b, ListBlock) and len(b.items) > 1), None)
    shown = [block for block in before if block not in hints and block is not choices]
    opening = behind[0]
    marked = isinstance(opening, Paragraph) and ANSWER_MARK.match(opening.text.mask)
    given = _behind(ANSWER_MARK, opening.text) if marked and isinstance(opening, Paragraph) else None
    rest, below = list(behind[1:] if given is not None else behind), []
    if given or choices:  # what stands below a paragraph's own lists is more than the answer
        cut = next((n for n, block in enumerate(rest) if isinstance(block, Paragraph)), len(rest))
        rest, below = rest[:cut], rest[cut:]
    else:
        cut = next((n for n, block in enumerate(rest) if _is_extra(block)), len(rest))
        rest, below = rest[:cut], rest[cut:]
    extra = (*hints, *below, *asides)
    return Body(tuple(shown), choices, given, tuple(rest), extra, marked=True)


def _is_silent(block: Block) -> bool:
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


def _is_ticked_body(body: Body) -> bool:
    return body.choices is not None and _is_ticked(body.choices)


def _is_answer(block: Block) -> bool:
    """Say whether a block opens the answer."""
    if isinstance(block, Details):
        return SHOWS_ANSWER.fullmatch(block.summary.plain) is not None
    if isinstance(block, ListBlock):
        first = block.items[0].blocks
        return bool(first) and _opened_by(ANSWER_MARK, first[0]) and len(block.items) == 1
    return _opened_by(ANSWER_MARK, block)


def _opened_by(marker: re.Pattern[str], block: Block) -> bool:
    return isinstance(block, Paragraph) and marker.match(block.text.mask) is not None


def _is_extra(block: Block) -> bool:
    """Say whether an answer without a first paragraph of its own ends before this block."""
    return _opened_by(EXPLANATION_MARK, block) or (isinstance(block, Opaque) and block.kind == SECTION)


def _opened(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks of an answer: those inside the details, or the list item, that hold it."""
    first = blocks[0]
    if isinstance(first, Details):
        inside = [block for block in first.blocks if not _is_silent(block)]
        return [*inside, *blocks[1:]] if inside else list(blocks)
    if isinstance(first, ListBlock):
        return [*first.items[0].blocks, *blocks[1:]]
    return list(blocks)


def _behind(marker: re.Pattern[str], text: Text) -> Text:
    text = text.unwrapped()
    found = marker.match(text.mask)
    return text.cut(found.end()).stripped() if found else text


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
    choices = body.choices if _is_ticked_body(body) or _chosen(body) else None
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
    if body.choices and _is_ticked_body(body):
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
        told = _behind(EXPLANATION_MARK, block.text)
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
    task = _is_ticked_body(body) and not _may_ask(first.text)
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
        if following is None or not _opened_by(ANSWER_MARK, following):
            return None
        assert isinstance(following, Paragraph)
        taken = 2 if _behind(ANSWER_MARK, following.text) else 3
        body = take_apart(place.blocks[index + 1 : index + taken])
        return Reading((unit(place, PRACTICE, block.text, body, block.at),), min(taken, len(place.blocks) - index))
    start = _offset(lines[:marker])
    question, rest = block.text.cut(0, start).stripped(), block.text.cut(start).stripped()
    given = _behind(ANSWER_MARK, rest)
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
    return single and isinstance(following, ListBlock) and _is_answer(following)


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
    only = _is_only_question(body) and (_may_ask(heading) or not _is_ticked_body(body))
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
        opened = next((block for block in place.blocks[:taken] if not _is_silent(block)), None)
        if not isinstance(opened, Paragraph) or not body.rest:
            return None
        claimed = frozenset()
    else:
        return None
    return Reading((unit(place.above(), QUESTION, heading, body, heading.at),), taken), claimed


def _end_of_marked(place: Place, body: Body, readings: Sequence[Reading]) -> int:
    """Give the index behind an answer and what belongs to it: at a line, or where another rule finds notes."""
    answer = [id(block) for block in (body.choices, *body.rest) if block is not None]
    last = max(n for n, block in enumerate(place.blocks) if id(block) in answer or _is_answer(block))
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
    return (_is_ticked_body(body) or _chosen(body) is not None) and all(
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
