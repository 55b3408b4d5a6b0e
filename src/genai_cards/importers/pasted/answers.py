"""Questions in pasted text, with their answers, as the items of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from genai_cards.importers.page import Block, LeftOut, Listing, Paragraph, Question
from genai_cards.importers.pasted import questions
from genai_cards.importers.pasted.chrome import why_chrome
from genai_cards.importers.pasted.lines import ANSWER, BULLET, NUMBER, QUESTION, Line, number_of
from genai_cards.importers.pasted.page import (
    LABEL,
    MARKED_HEADING,
    Found,
    Page,
    bare_code,
    code_end,
    inline,
    is_capital,
    is_labelled_term,
    is_question,
    left_out_line,
    listing,
    read_code,
    read_items,
)
from genai_cards.language import marks

MOST_MORE = 80
"""Lines of one answer."""

_TAG = re.compile(r"#?[a-z][\w-]*(?: [\w-]+){0,3}")


def read_questions(page: Page, index: int) -> Found | None:
    """Read questions with marked answers, one behind the other, as one list."""
    items: list[tuple[Block, ...]] = []
    numbers: list[int | None] = []
    left_out: list[LeftOut] = []
    end = index
    style = ""
    while end < len(page.lines):
        asked = questions.asked(page.lines, end)
        if asked is None or (style and asked.style != style) or is_labelled_term(page, end):
            break
        read = read_question(page, asked)
        if read is None:
            break
        items.append(read.blocks)
        numbers.append(asked.number)
        left_out += read.left_out
        end, style = read.end, asked.style
    return Found((listing(items, numbers, page.lines[index].number),), end, tuple(left_out)) if items else None


def read_question(page: Page, asked: questions.Asked) -> Found | None:
    """Read one question, with its choices and its answer where these have a mark; None where it is none."""
    if marks.ANSWER_BRACKET.search(asked.text):
        return _bracketed(page, asked)
    answered = questions.follows(page.lines, asked)
    if answered is not None and asked.style == "plain" and not _may_ask(page, asked):
        return None
    if answered is None:
        return _unmarked(page, asked)
    more = _more(page, asked, answered.end)
    given = answered.given
    if len(answered.options) >= 2 and not given:
        given = _by_key(page, asked)
    return _answered(page, asked, answered, given, more)


def _may_ask(page: Page, asked: questions.Asked) -> bool:
    """Say whether a line without a mark, over an answer with one, is its question; of a glossary's terms it is none."""
    start = asked.end
    first = page.lines[asked.end - 1]
    return not is_label_run(page, start) and (first.ends_sentence or first.asks or first.is_bare)


def is_label_run(page: Page, index: int) -> bool:
    """Say whether "Answer: …" is one of several labelled lines, of which none other is an answer."""
    return page.answers == 1 and sum(LABEL.match(line.text) is not None for line in page.lines[index : index + 4]) >= 3


def _by_key(page: Page, asked: questions.Asked) -> tuple[Line, ...]:
    answer = page.key(asked.number, asked.line)
    return (Line(asked.line, answer, 0, 0, answer),) if answer else ()


def _bracketed(page: Page, asked: questions.Asked) -> Found:
    """Read `question? (Answer: …)` on one line."""
    match = marks.ANSWER_BRACKET.search(asked.text)
    assert match is not None
    parts = [asked.text[: match.start()].strip(), asked.text[match.start() :].strip()]
    text = "\n".join(inline(page, part) for part in parts if part)
    return Found((Paragraph(text, asked.line),), asked.end)


def _unmarked(page: Page, asked: questions.Asked) -> Found | None:
    """Read a question whose answer nothing marks: choices, a paragraph below it, or nothing at all."""
    options, end = questions.read_options(page.lines, asked.end, asked)
    given = _by_key(page, asked)
    if options or given:
        return _answered(page, asked, questions.Answered(options), given, Found((), end))
    alone = Found((Paragraph(inline(page, asked.text), asked.line),), asked.end)
    numbered = page.has_answers and (asked.known or (asked.style == "number" and questions.asks(asked.text)))
    if not (asked.style == "lone-number" or numbered) or asked.end >= len(page.lines):
        return alone if asked.known else None
    if asked.style == "lone-number" and not questions.asks(asked.text):
        return None
    after = page.lines[asked.end]
    heads = MARKED_HEADING.match(after.text) or (not page.has_answers and _is_section(page, asked.end))
    if questions.opens(page.lines, asked.end, asked) or why_chrome(after) or heads:
        return alone if asked.known or asked.style == "lone-number" else None
    first = () if BULLET.match(after.text) else (after,)
    more = _more(page, asked, asked.end + len(first))
    return _answered(page, asked, questions.Answered(), first, more)


def _answered(
    page: Page, asked: questions.Asked, answered: questions.Answered, given: Sequence[Line], more: Found
) -> Found:
    """Put a question, its choices and its answer into one item of a list."""
    left_out = (
        *(left_out_line(line, why_chrome(line) or "a level or a topic") for line in answered.badges),
        *more.left_out,
    )
    lists = tuple(block for block in more.blocks[:1] if isinstance(block, Listing))
    block = Question(
        inline(page, asked.text),
        asked.line,
        inline(page, " ".join(line.text for line in given)),
        given[0].number if given else asked.line,
        shown=tuple(_context(page, answered.context)),
        choices=tuple(_options(page, answered.options)),
        lists=lists,
        explanations=tuple(Paragraph(inline(page, line.text), line.number) for line in answered.explanation),
        rest=more.blocks[len(lists) :],
    )
    return Found((block,), more.end, left_out)


def _context(page: Page, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield what a question shows: code that is more than one line, and paragraphs."""
    index = 0
    while index < len(lines):
        end = code_end(lines, index)
        if end:
            yield bare_code(lines[index:end])
        else:
            yield Paragraph(inline(page, lines[index].text), lines[index].number)
        index = end or index + 1


def _options(page: Page, options: Sequence[Line]) -> tuple[Listing, ...]:
    if not options:
        return ()
    numbers = [NUMBER.match(line.text) for line in options]
    if all(numbers):
        found = [(match, line) for match, line in zip(numbers, options, strict=True) if match]
        items = tuple((Paragraph(inline(page, line.text[m.end() :]), line.number),) for m, line in found)
        return (Listing(items, options[0].number, tuple(number_of(match) for match, _ in found)),)
    texts = [(BULLET.sub("", line.text, count=1), line.number) for line in options]
    return (Listing(tuple((Paragraph(inline(page, text), line),) for text, line in texts), options[0].number),)


def _more(page: Page, asked: questions.Asked, start: int) -> Found:
    """Read what else belongs to an answer: the list below it, and its further paragraphs."""
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    end = start
    lines = page.lines
    farther = any(questions.opens(lines, place, asked) for place in range(start, min(len(lines), start + MOST_MORE)))
    while end < min(len(lines), start + MOST_MORE):
        line = lines[end]
        steps = questions.steps_end(lines, end, asked)
        if steps > end:
            matches = [NUMBER.match(step.text) for step in lines[end:steps]]
            items = [
                (Paragraph(inline(page, step.text[match.end() :]), step.number),)
                for step, match in zip(lines[end:steps], matches, strict=True)
                if match
            ]
            blocks.append(listing(items, range(1, len(items) + 1), line.number))
            end = steps
            continue
        if questions.opens(lines, end, asked) or (line.gap and not (farther and asked.style != "plain")):
            break
        if _is_section(page, end) or is_question(page, end):
            break
        why = why_chrome(line)
        if not why and _shows_tags(asked) and _TAG.fullmatch(line.text):
            why = "tags"
        if why:
            left_out.append(left_out_line(line, why))
            end += 1
        elif BULLET.match(line.text) or (code := read_code(page, end)):
            found = read_items(page, end) if BULLET.match(line.text) else code
            assert found is not None
            blocks += found.blocks
            end = found.end
        elif asked.style == "plain":
            break
        else:
            blocks.append(Paragraph(inline(page, line.text), line.number))
            end += 1
    return Found(tuple(blocks), end, tuple(left_out))


def _shows_tags(asked: questions.Asked) -> bool:
    """Say whether the page may show tags behind an answer: where its questions are cards."""
    return asked.style in ("lone-number", "marker")


def _is_section(page: Page, index: int) -> bool:
    """Say whether a line is a heading between questions: bare, and text or a question below it."""
    line = page.lines[index]
    if index + 1 >= len(page.lines) or not line.is_bare or ANSWER.match(line.text) or NUMBER.match(line.text):
        return MARKED_HEADING.match(line.text) is not None or is_capital(line)
    opens = any(pattern.match(line.text) for pattern in (BULLET, QUESTION))
    after = page.lines[index + 1]
    over = not after.is_bare or after.asks or NUMBER.match(after.text) is not None
    return not opens and not line.asks and (line.gap > 0 or is_capital(line)) and over
