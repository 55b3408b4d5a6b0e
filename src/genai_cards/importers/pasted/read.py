"""Text copied from a browser → the blocks of a page.

A page is read from top to bottom: at each line the first of READERS that knows the shape takes its lines. What is left
out is said, and a test sees to it that every word of the text is on the page or among what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from genai_cards.diagnostics import Diagnostic
from genai_cards.importers.page import (
    Block,
    Footnote,
    Heading,
    LeftOut,
    Paragraph,
    Quote,
    Reading,
)
from genai_cards.importers.pasted import questions
from genai_cards.importers.pasted.answers import read_questions
from genai_cards.importers.pasted.chosen import read_records
from genai_cards.importers.pasted.chrome import (
    asks_opinion,
    buttons_end,
    contents,
    is_call,
    opens_comments,
    opens_links,
    reveals,
    talk,
    toggles,
    why_chrome,
)
from genai_cards.importers.pasted.keys import read_keys
from genai_cards.importers.pasted.lines import (
    BULLET,
    LONE_BULLET,
    NUMBER,
    QUESTION,
    QUESTION_TOGGLE,
    Line,
    joined,
    lines_of,
    parted,
)
from genai_cards.importers.pasted.opening import asks_over_text, read_opening
from genai_cards.importers.pasted.page import (
    FOOTNOTE,
    MARK,
    MARKED_HEADING,
    Found,
    Page,
    Reader,
    code_end,
    field_name,
    inline,
    is_capital,
    is_term,
    left_out_line,
    read_code,
    read_items,
)
from genai_cards.importers.pasted.records import escaped_block, joined_listings
from genai_cards.importers.pasted.repair import repaired
from genai_cards.importers.pasted.terms import label_of, read_fields
from genai_cards.importers.tables.grids import NO_TABLE, Grid, free_words, read_grid
from genai_cards.language.marks import OPTION
from genai_cards.source import Source

MOST_VAIN = 100
"""Of a page: as often lines are weighed as a glued table and found to be none; then glued heads have to be there."""

_LINKS = "links to other pages"


def read_pasted(source: Source, title: str = "", columns: Sequence[Sequence[str]] = ()) -> Reading:
    """Read text that was copied from a browser; `title` and `columns` (headers of tables) are what a person gave."""
    lines, left_out = _without_chrome(lines_of(source))
    lines, mended = repaired(lines)
    left_out += mended
    keys = read_keys(lines)
    told = frozenset(place for key in keys for place in key.taken)
    notes = frozenset(match[1] for line in lines if (match := FOOTNOTE.match(line.text)))
    blocks: list[Block] = []
    left_out += [
        LeftOut(lines[place].number, lines[place].text, "the key, told with its questions") for place in sorted(told)
    ]
    problems: list[Diagnostic] = list(source.problems)
    rest = [line for place, line in enumerate(lines) if place not in told]
    for segment, grid in _segments(rest, columns, source.path):
        at_start = not any(not isinstance(block, Quote) for block in blocks)
        page = Page(source.path, joined(parted(segment)), title, at_start, grid is not None, notes, keys)
        if at_start and page.lines:
            opening, found_title = read_opening(page)
            left_out += opening.left_out
            title = title or found_title
            page = replace(page, lines=page.lines[opening.end :], title=title)
            blocks += opening.blocks
        for found in _read(page):
            blocks += found.blocks
            left_out += found.left_out
            problems += found.problems
        if grid is not None:
            blocks += map(escaped_block, grid.blocks)
            problems += grid.problems
    footnotes = [block for block in blocks if isinstance(block, Footnote)]
    blocks = [*joined_listings([block for block in blocks if not isinstance(block, Footnote)]), *footnotes]
    left_out += _marks_without_notes(lines, notes)
    return Reading(title, tuple(blocks), tuple(sorted(left_out, key=lambda out: out.line)), tuple(problems))


def _without_chrome(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[LeftOut]]:
    """Take out what stands between other lines: signs that open answers, and the table of contents."""
    reasons = dict.fromkeys(talk(lines), "talk with an assistant") | dict.fromkeys(toggles(lines), "a button")
    lines_left = [(place, line) for place, line in enumerate(lines) if place not in reasons]
    inside = contents([line for _, line in lines_left])
    reasons |= {place: "the table of contents" for n, (place, _) in enumerate(lines_left) if n in inside}
    kept: list[Line] = []
    gap = 0
    for place, line in enumerate(lines):
        if place in reasons:
            gap = max(gap, line.gap)
            continue
        text, gap = QUESTION_TOGGLE.sub("", line.text), max(gap, line.gap)
        kept.append(line if (text, gap) == (line.text, line.gap) else replace(line, text=text, gap=gap))
        gap = 0
    left_out = [left_out_line(lines[place], why) for place, why in reasons.items()]
    return _merged_bullets(kept), left_out


def _merged_bullets(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put a bullet that stands alone on its line before the text below it."""
    kept: list[Line] = []
    bullet: Line | None = None
    for line in lines:
        if LONE_BULLET.fullmatch(line.text):
            bullet = line
        elif bullet is not None:
            text = f"{bullet.text} {line.text}"
            kept.append(Line(line.number, text, bullet.indent, bullet.gap, text))
            bullet = None
        else:
            kept.append(line)
    return tuple(kept)


def _segments(
    lines: Sequence[Line], columns: Sequence[Sequence[str]], path: str
) -> Iterator[tuple[tuple[Line, ...], Grid | None]]:
    """Yield the lines before each table with the table, then the lines behind the last one."""
    words = free_words(lines)
    start = index = vain = 0
    while index < len(lines):
        code = code_end(lines, index)
        grid = None if code else read_grid(lines, index, words, columns, path, is_tired=vain > MOST_VAIN)
        if grid and grid.blocks:
            yield tuple(lines[start:index]), grid
            start = index = index + grid.taken
            continue
        vain += grid is NO_TABLE
        index = code or index + 1
    yield tuple(lines[start:]), None


def _read(page: Page) -> Iterator[Found]:
    """Yield what stands on a page: its records, and between them what they leave."""
    lines, left_out = _without_edges(page)
    says = page.says_glossary
    page = replace(page, lines=lines)
    yield Found((), 0, tuple(left_out))
    index = 0
    for start, found in read_records(page, says):
        yield from _read_prose(page, index, start)
        yield found
        index = found.end
    yield from _read_prose(page, index, len(page.lines))


def _read_prose(page: Page, start: int, end: int) -> Iterator[Found]:
    """Yield what stands between records."""
    last = end == len(page.lines)
    part = replace(
        page,
        lines=page.lines[start:end],
        is_first=page.is_first and start == 0,
        before_table=page.before_table or not last,
    )
    index = 0
    while index < len(part.lines):
        found = next(filter(None, (reader(part, index) for reader in READERS)))
        yield found
        index = found.end


def _without_edges(page: Page) -> tuple[tuple[Line, ...], list[LeftOut]]:
    """Take out links to other pages, comments, calls to action: what stands there is never a record."""
    kept: list[Line] = []
    index = buttons_end(page.lines) if page.is_first else 0
    left_out = [left_out_line(line, "a button") for line in page.lines[:index]]
    while index < len(page.lines):
        found = None if reveals(page.lines[index]) else _read_chrome(page, index)
        if found:
            left_out += found.left_out
            index = found.end
        else:
            kept.append(page.lines[index])
            index += 1
    return tuple(kept), left_out


def _marks_without_notes(lines: Sequence[Line], notes: frozenset[str]) -> Iterator[LeftOut]:
    for line in lines:
        for mark in MARK.finditer(line.text):
            if mark[1] not in notes:
                yield LeftOut(line.number, mark[0], "a mark of a note that is not on the page")


def _read_footnote(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    match = FOOTNOTE.match(line.text)
    if not match:
        return None
    return Found((Footnote(match[1], inline(page, line.text[match.end() :]), line.number),), index + 1)


def _read_marked_heading(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    match = MARKED_HEADING.match(line.text)
    return Found((Heading(len(match[1]), inline(page, match[2]), line.number),), index + 1) if match else None


def _read_chrome(page: Page, index: int) -> Found | None:
    lines = page.lines
    line = lines[index]
    if line.text.casefold() == page.title.casefold() and page.title and not asks_over_text(lines, index):
        return Found((), index + 1, (left_out_line(line, "the title again"),))
    if opens_comments(lines, index):
        return Found((), len(lines), tuple(left_out_line(other, "comments of readers") for other in lines[index:]))
    if opens_links(line):
        return _read_links(page, index)
    if asks_opinion(line):
        end = index + 1
        while end < len(lines) and re.fullmatch(r"\W*(?:yes|no|yes\W+no)\W*", lines[end].text, re.IGNORECASE):
            end += 1
        return Found((), end, tuple(left_out_line(other, "a button") for other in lines[index:end]))
    why = why_chrome(line)
    if why and not (page.is_glossary and is_term(page, index)):
        end = _promotion_end(page, index) if is_call(line) else index + 1
        between = tuple(
            left_out_line(other, why_chrome(other) or "between calls to action") for other in lines[index:end]
        )
        return Found((), end, between)
    return _read_promotion(page, index)


def _read_links(page: Page, index: int) -> Found | None:
    """Leave out a heading such as "Related terms" with the names of pages below it."""
    end = index + 1
    lines = page.lines
    while end < len(lines) and (why_chrome(lines[end]) or _is_link(lines, end)):
        end += 1
    if end == index + 1 and end < len(lines) and not lines[end].is_bare:
        return None  # what stands below it is text
    return Found((), end, tuple(left_out_line(line, why_chrome(line) or _LINKS) for line in lines[index:end]))


def _is_link(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    short = line.words <= 10 and not line.ends_sentence and not line.text.endswith(":")
    heads = after is not None and after.gap > 0 and after.words > 12
    return short and not heads and not QUESTION.match(line.text)


def _promotion_end(page: Page, index: int) -> int:
    """Give the index behind the last call to action of those that follow each other closely."""
    end = index + 1
    for place in range(index + 1, min(index + 12, len(page.lines))):
        line = page.lines[place]
        if is_call(line):
            end = place + 1
        elif line.words > 40 or opens_links(line) or questions.asks(line.text):
            break
    return end


def _read_promotion(page: Page, index: int) -> Found | None:
    """Leave out "On BRAND" with its paragraph where a call to action behind it names the brand."""
    match = re.match(
        r"(?:on|about|why|über|sobre|à propos de)\s+(\S+(?:\s\S+)?)$", page.lines[index].text, re.IGNORECASE
    )
    if not match or not page.lines[index].is_bare:
        return None
    for place in range(index + 1, min(index + 6, len(page.lines))):
        line = page.lines[place]
        if is_call(line):
            near = page.lines[place : place + 4]
            if any(match[1].casefold() in other.text.casefold() for other in near if is_call(other)):
                return Found(
                    (), place, tuple(left_out_line(other, "an advertisement") for other in page.lines[index:place])
                )
            return None
    return None


def _read_questions(page: Page, index: int) -> Found | None:
    """Read questions with marks or choices of which nothing tells the answer."""
    asked = questions.asked(page.lines, index)
    return read_questions(page, index) if asked is not None and asked.style in questions.STRICT else None


def _read_list(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    if BULLET.match(line.text):
        return read_items(page, index)
    return read_items(page, index) if NUMBER.match(line.text) and not _is_numbered_heading(page, index) else None


def _is_numbered_heading(page: Page, index: int) -> bool:
    """Say whether "1. Introduction" stands over a paragraph."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if after is None or line.words > 10 or line.ends_sentence or BULLET.match(after.text) or NUMBER.match(after.text):
        return False
    return after.gap > 0 and after.indent <= line.indent and (after.ends_sentence or after.words > 12)


def _read_heading(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if not (line.is_bare or is_capital(line)) or (after is None and not page.before_table):
        return None
    if page.is_glossary and len(line.text) == 1 and line.text.isupper():
        return Found((Heading(2, line.text, line.number),), index + 1)
    if OPTION.match(line.text) and after is not None and OPTION.match(after.text):
        return None
    if (name := field_name(line)) and page.fields[name] > 1:
        return None  # somebody speaks, or a field of several terms
    if line.asks and (_lists_questions(page, index) or len(questions.bare_choices(page.lines, index + 1)) > 2):
        return None
    apart = line.gap > 0 and (after is None or after.gap > 0)
    labelled = after is not None and label_of(page, after) is not None and label_of(page, line) is None
    over_text = after is None or not after.is_bare or after.asks or labelled
    over_text = over_text or any(after and opens.match(after.text) for opens in (NUMBER, BULLET))
    if not (apart or over_text or is_capital(line)):
        return None
    return Found((Heading(2, inline(page, line.text), line.number),), index + 1)


def _lists_questions(page: Page, index: int) -> bool:
    """Say whether a question stands in a list of questions: over another one, right below one, or below two."""
    lines = page.lines
    over = index + 1 < len(lines) and lines[index + 1].asks and lines[index + 1].is_bare
    above = [line.asks for line in lines[max(0, index - 2) : index]]
    return over or (any(above[-1:]) and lines[index].gap == 0) or (len(above) == 2 and all(above))


def _read_paragraph(page: Page, index: int) -> Found:
    line = page.lines[index]
    return Found((Paragraph(inline(page, line.text), line.number),), index + 1)


READERS: tuple[Reader, ...] = (
    read_code,
    _read_footnote,
    _read_marked_heading,
    _read_chrome,
    _read_questions,
    read_fields,
    _read_list,
    _read_heading,
    _read_paragraph,
)
