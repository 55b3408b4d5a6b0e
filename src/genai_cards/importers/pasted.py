"""Text copied from a browser → the blocks of a page.

A page is read from top to bottom: at each line the first of READERS that knows the shape takes its lines. What is left
out is said, and a test sees to it that every word of the text is on the page or among what was left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from genai_cards.diagnostics import Diagnostic
from genai_cards.extractors.phrases import DEFINITION_HEADINGS, MEANING_HEADERS, OPENERS, VERBS
from genai_cards.importers import questions
from genai_cards.importers.blocks import (
    Block,
    Code,
    Footnote,
    Heading,
    LeftOut,
    Listing,
    Paragraph,
    Quote,
    Reading,
    Table,
    escaped,
)
from genai_cards.importers.chrome import is_breadcrumb, is_call, opens_links, why_chrome
from genai_cards.importers.grids import Grid, read_grid
from genai_cards.importers.lines import (
    ANSWER,
    BULLET,
    EXPLANATION,
    LONE_BULLET,
    NUMBER,
    OPTION,
    QUESTION,
    Line,
    joined,
    lines_of,
    parted,
)
from genai_cards.source import Source

TAGLINE_WORDS = 30

_LINKS = "links to other pages"

_FENCE = re.compile(r"(`{3,}|~{3,})\s*([\w+#.-]*)\s*$")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_FOOTNOTE = re.compile(r"\[(\d{1,3})\]:?\s+(?=\S)")
_MARK = re.compile(r"(?<=[\w.,;:!?)\"”’%])\[(\d{1,3})\](?!\()")
_KEPT = re.compile(
    r"`[^`\n]+`|\*\*(?=\S)[^*\n]+?(?<=\S)\*\*|!?\[[^\[\]\n]*\]\((?:https?://|mailto:)[^\s()]+\)"
    r"|\\\(.+?\\\)|\$\$[^$\n]+\$\$|(?<![\w$])\$(?![\s\d$])[^$\n]{1,200}?(?<![\s$])\$(?![\w$])"
)
_LABEL = re.compile(r"(?P<label>[^\s:–—|][^:–—|]{0,58}?)(?P<sign>\s?[:：]\s+|\s+[-–—]\s+)(?=\S)")
_GLOSSARY = re.compile(
    r"\b(?:glossar\w*|dictionar\w*|vocabular\w*|terminolog\w*|lexi[ck]on|(?:key\s+|legal\s+)?(?:terms|definitions)|abbreviations?|"
    r"acronyms?|a\s?[-–]\s?z|glosario|vocabulario|begriffe|wörterbuch|vokabel\w*|lexique|glossaire|abkürzungen)\b",
    re.IGNORECASE,
)
_GENERIC_TITLE = frozenset(
    "overview introduction summary definition key differences contents table of contents about background conclusion "
    "einleitung überblick definición introducción resumen".split()
) | {"key differences", "table of contents", "key takeaways"}
_TAG = re.compile(r"#?[a-z][\w-]*(?: [\w-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of the lines it took."""

    blocks: tuple[Block, ...]
    end: int
    """Index of the first line behind them."""

    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Page:
    """The lines between two tables, and what is known of the whole page."""

    path: str
    lines: tuple[Line, ...]
    title: str
    is_first: bool
    """Whether nothing of the page stands before these lines."""

    before_table: bool
    """Whether a table follows these lines."""

    notes: frozenset[str]
    """The footnotes that the page has, by number."""

    letters: dict[int, str] = field(default_factory=dict)
    """The key: the letter of the right choice, by the number of the question."""

    @cached_property
    def is_glossary(self) -> bool:
        """Say whether the lines are terms and what they mean."""
        return _GLOSSARY.search(self.title) is not None or self._is_sorted

    @cached_property
    def _is_sorted(self) -> bool:
        names = [self.lines[place].text.casefold() for place in range(len(self.lines)) if _is_term(self, place)]
        return len(names) >= 5 and names == sorted(names)

    @cached_property
    def has_answered_numbers(self) -> bool:
        """Say whether most numbered questions have something below them."""
        numbered = [n for n, line in enumerate(self.lines) if _asks_by_number(line)]
        return len(numbered) > 2 * sum(1 for _ in questions.unanswered(self.lines))


def read_pasted(source: Source, title: str = "", columns: Sequence[Sequence[str]] = ()) -> Reading:
    """Read text that was copied from a browser; `title` and `columns` (headers of tables) are what a person gave."""
    lines = _merged_bullets(lines_of(source))
    letters, key = questions.read_key(lines)
    notes = frozenset(match[1] for line in lines if (match := _FOOTNOTE.match(line.text)))
    blocks: list[Block] = []
    left_out = [LeftOut(lines[place].number, lines[place].text, "the key, told with its questions") for place in key]
    problems: list[Diagnostic] = list(source.problems)
    rest = [line for place, line in enumerate(lines) if place not in key]
    for segment, grid in _segments(rest, columns, source.path):
        at_start = not any(not isinstance(block, Quote) for block in blocks)
        page = Page(source.path, joined(parted(segment)), title, at_start, grid is not None, notes, letters)
        if at_start and page.lines:
            opening, found_title = _opening(page)
            left_out += opening.left_out
            title = title or found_title
            page = replace(page, lines=page.lines[opening.end :], title=title)
            blocks += opening.blocks
        for found in _read(page):
            blocks += found.blocks
            left_out += found.left_out
            problems += found.problems
        if grid is not None:
            blocks += (_table(block) if isinstance(block, Table) else block for block in grid.blocks)
            problems += grid.problems
    footnotes = [block for block in blocks if isinstance(block, Footnote)]
    blocks = [*_joined_listings([block for block in blocks if not isinstance(block, Footnote)]), *footnotes]
    left_out += _marks_without_notes(lines, notes)
    return Reading(title, tuple(blocks), tuple(sorted(left_out, key=lambda out: out.line)), tuple(problems))


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
    words = Counter(word for line in lines for word in line.text.split())
    start = index = 0
    while index < len(lines):
        fence = _fence_end(lines, index)
        grid = None if fence else read_grid(lines[index:], words, columns, path)
        if grid is None:
            index = fence or index + 1
        else:
            yield tuple(lines[start:index]), grid
            start = index = index + grid.taken
    yield tuple(lines[start:]), None


def _fence_end(lines: Sequence[Line], index: int) -> int:
    """Give the index behind the fenced code that begins here; 0 where none does."""
    opening = _FENCE.match(lines[index].text)
    if not opening:
        return 0
    closing = (n for n in range(index + 1, len(lines)) if lines[n].text.startswith(opening[1]))
    return next(closing, -1) + 1


def _opening(page: Page) -> tuple[Found, str]:
    """Read what stands before the content: chrome, the title (once or more often), a tagline."""
    lines, index = page.lines, 0
    left_out: list[LeftOut] = []
    while index < len(lines):
        why = "the way to this page" if is_breadcrumb(lines[index], lines[index + 1 :]) else why_chrome(lines[index])
        if not why:
            break
        left_out.append(_out(lines[index], why))
        index += 1
    if index == len(lines):
        return Found((), index, tuple(left_out)), ""
    line = lines[index]
    heading = _MARKED_HEADING.match(line.text)
    title = heading[2] if heading and len(heading[1]) == 1 else _title(page, index)
    if not title:
        return Found((), index, tuple(left_out)), ""
    index += 1
    while index < len(lines) and lines[index].text.casefold() == title.casefold():
        left_out.append(_out(lines[index], "the title again"))
        index += 1
    blocks: list[Block] = [] if page.title and page.title != title else [Heading(1, _inline(page, title), line.number)]
    if page.title and page.title != title:
        blocks.append(Heading(2, _inline(page, title), line.number))
    if _is_tagline(lines, index):
        blocks.append(Quote((Paragraph(_inline(page, lines[index].text), lines[index].number),), lines[index].number))
        index += 1
    return Found(tuple(blocks), index, tuple(left_out)), title


def _title(page: Page, index: int) -> str:
    """Give the title that a line of its own at the start of the page is; empty where it is none."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    alone = after is None or after.gap > 0 or line.is_bare
    bare = replace(line, text=line.text[0].upper() + line.text[1:]).is_bare
    marked = any(opens.match(line.text) for opens in (BULLET, NUMBER, QUESTION, ANSWER, OPTION, _FENCE, _FOOTNOTE))
    generic = line.text.casefold().strip(" :") in _GENERIC_TITLE
    if not bare or not alone or marked or generic or (after is None and not page.before_table):
        return ""
    asked = questions.asked(page.lines, index)
    is_asked = (
        asked is not None
        and asked.style == "plain"
        and questions.asks(line.text)
        and (
            after is not None
            and questions.follows(page.lines, asked) is not None
            and not _is_label_run(page, index + 1)
        )
    )
    return "" if is_asked else line.text


def _is_tagline(lines: Sequence[Line], index: int) -> bool:
    """Say whether one sentence stands between the title and "Definition"."""
    if index + 1 >= len(lines) or lines[index + 1].text.strip(" :").casefold() not in DEFINITION_HEADINGS:
        return False
    return 2 <= lines[index].words <= TAGLINE_WORDS and not lines[index].asks


Reader = Callable[[Page, int], Found | None]
"""Reads the lines at an index; None where they are none of its shapes."""


def _read(page: Page) -> Iterator[Found]:
    index = 0
    while index < len(page.lines):
        found = next(filter(None, (reader(page, index) for reader in READERS)))
        yield found
        index = found.end


def _out(line: Line, why: str) -> LeftOut:
    return LeftOut(line.number, line.text, why)


def _inline(page: Page, text: str) -> str:
    """Give pasted text as inline Markdown: code, bold words, links and math stay what they are."""
    text = _MARK.sub(lambda mark: f"\ue000{mark[1]}\ue001" if mark[1] in page.notes else "", text)
    pieces, position = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [escaped(text[position : kept.start()]), kept[0]]
        position = kept.end()
    pieces.append(escaped(text[position:]))
    return re.sub("\ue000(\\d+)\ue001", r"[^\1]", "".join(pieces)).strip()


def _table(table: Table) -> Table:
    rows = tuple(tuple(map(escaped, row)) for row in table.rows)
    return replace(table, header=tuple(map(escaped, table.header)), rows=rows)


def _marks_without_notes(lines: Sequence[Line], notes: frozenset[str]) -> Iterator[LeftOut]:
    for line in lines:
        for mark in _MARK.finditer(line.text):
            if mark[1] not in notes:
                yield LeftOut(line.number, mark[0], "a mark of a note that is not on the page")


def _read_footnote(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    match = _FOOTNOTE.match(line.text)
    if not match:
        return None
    return Found((Footnote(match[1], _inline(page, line.text[match.end() :]), line.number),), index + 1)


def _read_code(page: Page, index: int) -> Found | None:
    end = _fence_end(page.lines, index)
    if not end:
        return None
    first, last = page.lines[index], page.lines[end - 1]
    opening = _FENCE.match(first.text)
    assert opening is not None
    inside = []
    for line in page.lines[index + 1 : end - 1]:
        inside += [""] * line.gap + [line.raw.rstrip()]
    text = "\n".join(inside + [""] * last.gap)
    return Found((Code(text, first.number, opening[2]),), end)


def _read_marked_heading(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    match = _MARKED_HEADING.match(line.text)
    return Found((Heading(len(match[1]), _inline(page, match[2]), line.number),), index + 1) if match else None


def _read_chrome(page: Page, index: int) -> Found | None:
    lines = page.lines
    line = lines[index]
    if line.text.casefold() == page.title.casefold() and page.title:
        return Found((), index + 1, (_out(line, "the title again"),))
    if opens_links(line):
        return _read_links(page, index)
    why = why_chrome(line)
    if why and not (page.is_glossary and _is_term(page, index)):
        end = _promotion_end(page, index) if is_call(line) else index + 1
        between = tuple(_out(other, why_chrome(other) or "between calls to action") for other in lines[index:end])
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
    return Found((), end, tuple(_out(line, why_chrome(line) or _LINKS) for line in lines[index:end]))


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
                return Found((), place, tuple(_out(other, "an advertisement") for other in page.lines[index:place]))
            return None
    return None


def _is_term(page: Page, index: int) -> bool:
    """Say whether a line is a name with a paragraph below it."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if after is None or not line.is_bare or line.asks or line.words > 8 or len(line.text) < 2:
        return False
    if any(opens.match(line.text) for opens in (BULLET, QUESTION, ANSWER, _FOOTNOTE, _FENCE, _MARKED_HEADING)):
        return False
    text = not any(opens.match(after.text) for opens in (BULLET, NUMBER, QUESTION, ANSWER, OPTION))
    return text and not after.is_bare and (after.ends_sentence or after.words > 6)


def _asks_by_number(line: Line) -> bool:
    match = NUMBER.match(line.text)
    return match is not None and questions.asks(line.text[match.end() :])


def _read_questions(page: Page, index: int) -> Found | None:
    """Read questions with marked answers, one behind the other, as one list."""
    items: list[tuple[Block, ...]] = []
    numbers: list[int | None] = []
    left_out: list[LeftOut] = []
    end = index
    style = ""
    while end < len(page.lines):
        asked = questions.asked(page.lines, end)
        if asked is None or (style and asked.style != style) or _is_labelled_term(page, end):
            break
        read = _question(page, asked)
        if read is None:
            break
        items.append(read.blocks)
        numbers.append(asked.number)
        left_out += read.left_out
        end, style = read.end, asked.style
    return Found((_listing(items, numbers, page.lines[index].number),), end, tuple(left_out)) if items else None


def _listing(items: Sequence[tuple[Block, ...]], numbers: Sequence[int | None], line: int) -> Listing:
    known = tuple(number for number in numbers if number is not None)
    return Listing(tuple(items), line, known if len(known) == len(items) else ())


def _question(page: Page, asked: questions.Asked) -> Found | None:
    if questions.IN_BRACKETS.search(asked.text):
        return _bracketed(page, asked)
    answered = questions.follows(page.lines, asked)
    if answered is not None and asked.style == "plain" and not _may_ask(page, asked):
        return None
    if answered is None:
        return _unmarked(page, asked)
    more = _more(page, asked, answered.end)
    given = answered.given
    if len(answered.options) >= 2 and not given and asked.number in page.letters:
        given = (_letter(page, asked),)
    return _answered(page, asked, answered, given, more)


def _may_ask(page: Page, asked: questions.Asked) -> bool:
    """Say whether a line without a mark, over an answer with one, is its question; of a glossary's terms it is none."""
    start = asked.end
    first = page.lines[asked.end - 1]
    return not _is_label_run(page, start) and (first.ends_sentence or first.asks or first.is_bare)


def _is_label_run(page: Page, index: int) -> bool:
    """Say whether "Answer: …" is one of several labelled lines, of which none other is an answer."""
    near = [line for line in page.lines[index : index + 4] if _LABEL.match(line.text)]
    answers = sum(ANSWER.match(line.text) is not None for line in page.lines)
    return len(near) >= 3 and answers == 1


def _letter(page: Page, asked: questions.Asked) -> Line:
    letter = page.letters[asked.number or 0]
    return Line(asked.line, letter, 0, 0, letter)


def _bracketed(page: Page, asked: questions.Asked) -> Found:
    """Read `question? (Answer: …)` on one line."""
    match = questions.IN_BRACKETS.search(asked.text)
    assert match is not None
    parts = [asked.text[: match.start()].strip(), asked.text[match.start() :].strip()]
    text = "\n".join(_inline(page, part) for part in parts if part)
    return Found((Paragraph(text, asked.line),), asked.end)


def _unmarked(page: Page, asked: questions.Asked) -> Found | None:
    """Read a question whose answer nothing marks: choices, a paragraph below it, or nothing at all."""
    options, end = questions.read_options(page.lines, asked.end, asked)
    if options:
        given = (_letter(page, asked),) if asked.number in page.letters else ()
        return _answered(page, asked, questions.Answered(options), given, Found((), end))
    numbered = asked.style == "number" and page.has_answered_numbers and questions.asks(asked.text)
    if not (asked.known or asked.style == "lone-number" or numbered) or asked.end >= len(page.lines):
        return Found((Paragraph(_inline(page, asked.text), asked.line),), asked.end) if asked.known else None
    if asked.style == "lone-number" and not questions.asks(asked.text):
        return None
    after = page.lines[asked.end]
    if questions.opens(page.lines, asked.end, asked) or why_chrome(after) or _is_section(page, asked.end):
        if asked.known or asked.style == "lone-number":
            return Found((Paragraph(_inline(page, asked.text), asked.line),), asked.end)
        return None
    first = () if BULLET.match(after.text) else (after,)
    more = _more(page, asked, asked.end + len(first))
    return _answered(page, asked, questions.Answered(), first, more)


def _answered(
    page: Page, asked: questions.Asked, answered: questions.Answered, given: Sequence[Line], more: Found
) -> Found:
    """Put a question, its choices and its answer into one item of a list."""
    question = Paragraph(_inline(page, asked.text), asked.line)
    context = [Paragraph(_inline(page, line.text), line.number) for line in answered.context]
    left_out = (*(_out(line, "a level or a topic") for line in answered.badges), *more.left_out)
    answer = _inline(page, " ".join(line.text for line in given))
    explained = [
        Paragraph(f"**Explanation:** {_inline(page, line.text)}", line.number) for line in answered.explanation
    ]
    lists = tuple(block for block in more.blocks[:1] if isinstance(block, Listing))
    rest = more.blocks[len(lists) :]
    if not answer and not lists:
        blocks = (question, *context, *_options(page, answered.options), *explained, *rest)
    elif answered.options or explained or lists or not _is_balanced(answer):
        line = given[0].number if given else asked.line
        marked = Paragraph(f"**Answer:** {answer}".strip(), line)
        blocks = (question, *context, *_options(page, answered.options), marked, *lists, *explained, *rest)
    elif context:
        blocks = (question, *context, Paragraph(f"(Answer: {answer})", given[0].number), *rest)
    else:
        blocks = (Paragraph(f"{question.text}\n(Answer: {answer})", asked.line), *rest)
    return Found(tuple(blocks), more.end, left_out)


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("（") == text.count("）")


def _options(page: Page, options: Sequence[Line]) -> tuple[Listing, ...]:
    if not options:
        return ()
    numbers = [NUMBER.match(line.text) for line in options]
    if all(numbers):
        found = [(match, line) for match, line in zip(numbers, options, strict=True) if match]
        items = tuple((Paragraph(_inline(page, line.text[m.end() :]), line.number),) for m, line in found)
        return (Listing(items, options[0].number, tuple(int(m[1] or m[2]) for m, _ in found)),)
    texts = [(BULLET.sub("", line.text, count=1), line.number) for line in options]
    return (Listing(tuple((Paragraph(_inline(page, text), line),) for text, line in texts), options[0].number),)


def _more(page: Page, asked: questions.Asked, start: int) -> Found:
    """Read what else belongs to an answer: the list below it, and its further paragraphs."""
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    end = start
    lines = page.lines
    farther = any(questions.opens(lines, place, asked) for place in range(start, len(lines)))
    while end < len(lines):
        line = lines[end]
        if questions.opens(lines, end, asked) or (line.gap and not (farther and asked.style != "plain")):
            break
        if _is_section(page, end) or _is_question(page, end):
            break
        why = why_chrome(line)
        if not why and blocks_tags(asked) and _TAG.fullmatch(line.text):
            why = "tags"
        if why:
            left_out.append(_out(line, why))
            end += 1
        elif BULLET.match(line.text) or (code := _read_code(page, end)):
            found = _list(page, end) if BULLET.match(line.text) else code
            assert found is not None
            blocks += found.blocks
            end = found.end
        elif asked.style == "plain":
            break
        else:
            blocks.append(Paragraph(_inline(page, line.text), line.number))
            end += 1
    return Found(tuple(blocks), end, tuple(left_out))


def blocks_tags(asked: questions.Asked) -> bool:
    """Say whether the page may show tags behind an answer: where its questions are cards."""
    return asked.style in ("lone-number", "marker")


def _is_section(page: Page, index: int) -> bool:
    """Say whether a line is a heading between questions: bare, and text or a question below it."""
    line = page.lines[index]
    if index + 1 >= len(page.lines) or not line.is_bare or ANSWER.match(line.text) or NUMBER.match(line.text):
        return _MARKED_HEADING.match(line.text) is not None or _is_capital(line)
    opens = any(pattern.match(line.text) for pattern in (BULLET, QUESTION))
    after = page.lines[index + 1]
    over = not after.is_bare or after.asks or NUMBER.match(after.text) is not None
    return not opens and not line.asks and (line.gap > 0 or _is_capital(line)) and over


def _is_capital(line: Line) -> bool:
    return line.text.isupper() and line.words >= 1 and len(line.text) > 3 and line.words <= 14


def _is_question(page: Page, index: int) -> bool:
    """Say whether a line that nothing marks is a question over a marked answer."""
    asked = questions.asked(page.lines, index)
    return asked is not None and asked.style == "plain" and questions.follows(page.lines, asked) is not None


def _read_pairs(page: Page, index: int) -> Found | None:
    """Read lines that ask and answer by turns: "Define …", then what it is."""
    items: list[tuple[Block, ...]] = []
    end = index
    lines = page.lines
    while end + 1 < len(lines):
        asking, giving = lines[end], lines[end + 1]
        texts = [BULLET.sub("", line.text, count=1) for line in (asking, giving)]
        bulleted = bool(BULLET.match(asking.text)) and bool(BULLET.match(giving.text))
        beside = bulleted or (giving.gap == 0 and not BULLET.match(giving.text))
        numbered = any(NUMBER.match(line.text) for line in (asking, giving))
        if numbered or not (beside and questions.asks(texts[0]) and not questions.asks(texts[1])):
            break
        text = f"{_inline(page, texts[0])}\n(Answer: {_inline(page, texts[1])})"
        items.append((Paragraph(text, asking.number),))
        end += 2
    return Found((Listing(tuple(items), lines[index].number),), end) if len(items) >= 2 else None


def _is_labelled_term(page: Page, index: int) -> bool:
    """Say whether the line is a term with "Meaning: …" below it."""
    if index + 1 >= len(page.lines) or re.match(r"[^:：]{1,30}[:：](?:\s|$)", page.lines[index].text):
        return False
    below = page.lines[index + 1].text
    match = _LABEL.match(BULLET.sub("", below, count=1)) or re.match(r"(?P<label>[^:：]{1,30})[:：]$", below)
    name = match["label"].strip().casefold() if match else ""
    return name in MEANING_HEADERS - {"answer", "a", "antwort", "réponse", "respuesta", "答案"}


def _read_labelled_terms(page: Page, index: int) -> Found | None:
    """Read terms with labelled lines below them, "Meaning: …", "Example: …", as one list."""
    items: list[tuple[Block, ...]] = []
    numbers: list[int | None] = []
    end = index
    while end < len(page.lines) and _is_labelled_term(page, end):
        line = page.lines[end]
        marker = NUMBER.match(line.text) or BULLET.match(line.text)
        name = line.text[marker.end() :] if marker else line.text
        numbers.append(int(line.text[: marker.end()].strip(" ().")) if marker and line.text[0].isdigit() else None)
        fields, end = _fields(page, end + 1)
        items.append((Paragraph(_bold(page, name), line.number), fields))
    return Found((_listing(items, numbers, page.lines[index].number),), end) if items else None


def _fields(page: Page, start: int) -> tuple[Listing, int]:
    lines = page.lines
    items: list[tuple[Block, ...]] = []
    end = start
    while end < len(lines):
        text = BULLET.sub("", lines[end].text, count=1)
        labelled = _LABEL.match(text) and ":" in _LABEL.match(text)["sign"]  # type: ignore[index]
        alone = re.fullmatch(r"[^:：]{1,30}[:：]", text) is not None and end + 1 < len(lines)
        if (end > start and _is_labelled_term(page, end)) or not (labelled or alone):
            break
        if alone:
            text = f"{text} {lines[end + 1].text}"
        items.append((Paragraph(_inline(page, text), lines[end].number),))
        end += 1 + alone
    return Listing(tuple(items), lines[start].number), end


def _bold(page: Page, name: str) -> str:
    """Give a name in bold, with what it stands for behind a dash as it is."""
    label = _LABEL.match(name)
    if label:
        return f"**{_inline(page, label['label'])}**{label['sign'].rstrip()} {_inline(page, name[label.end() :])}"
    return f"**{_inline(page, name)}**"


def _read_labels(page: Page, index: int) -> Found | None:
    """Read lines such as "Term: what it is", two or more, as one list."""
    items: list[list[Block]] = []
    end = index
    while end < len(page.lines):
        line = page.lines[end]
        label = _label(page, line)
        if label is None:
            break
        items.append([Paragraph(label, line.number)])
        end += 1
    least = 2 if page.is_glossary else 3
    if len(items) < least:
        return None
    return Found((Listing(tuple(map(tuple, items)), page.lines[index].number),), end)


def _label(page: Page, line: Line) -> str | None:
    """Give a line as "**Label**: text"; None where it is none."""
    if any(opens.match(line.text) for opens in (BULLET, NUMBER, _FOOTNOTE)):
        return None
    match = _LABEL.match(line.text)
    if not match or not match["label"][0].isalnum() or (match["label"][0].islower() and not page.is_glossary):
        return None
    words = match["label"].casefold().split()
    clause = (len(words) > 1 and words[0] in OPENERS) or VERBS.intersection(words[1:])
    if clause or len(words) > 6 or match["label"].count("(") != match["label"].count(")"):
        return None
    sign = match["sign"].strip()
    sign = ":" if sign in (":", "：") else f" {sign}"
    return f"**{_inline(page, match['label'].strip())}**{sign} {_inline(page, line.text[match.end() :])}"


def _read_terms(page: Page, index: int) -> Found | None:
    """Read the terms of a glossary, each on a line of its own over its paragraphs, as one list."""
    items: list[tuple[Block, ...]] = []
    end = index
    while page.is_glossary and end < len(page.lines) and _is_term(page, end):
        name = page.lines[end]
        marker = NUMBER.match(name.text)
        end += 1
        given = page.lines[end]
        blocks: list[Block] = [
            Paragraph(
                f"{_bold(page, name.text[marker.end() if marker else 0 :])}: {_inline(page, given.text)}", name.number
            )
        ]
        end += 1
        while end < len(page.lines) and not page.lines[end].is_bare and not _ends_terms(page, end):
            found = _list(page, end) if BULLET.match(page.lines[end].text) else None
            blocks += (
                found.blocks if found else (Paragraph(_inline(page, page.lines[end].text), page.lines[end].number),)
            )
            end = found.end if found else end + 1
        items.append(tuple(blocks))
    return Found((Listing(tuple(items), page.lines[index].number),), end) if len(items) >= 2 else None


def _ends_terms(page: Page, index: int) -> bool:
    line = page.lines[index]
    return bool(why_chrome(line) or _FOOTNOTE.match(line.text) or _MARKED_HEADING.match(line.text) or opens_links(line))


def _read_list(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    if BULLET.match(line.text):
        return _list(page, index)
    return _list(page, index) if NUMBER.match(line.text) and not _is_numbered_heading(page, index) else None


def _is_numbered_heading(page: Page, index: int) -> bool:
    """Say whether "1. Introduction" stands over a paragraph."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if after is None or line.words > 10 or line.ends_sentence or BULLET.match(after.text) or NUMBER.match(after.text):
        return False
    return after.gap > 0 and after.indent <= line.indent and (after.ends_sentence or after.words > 12)


def _list(page: Page, index: int) -> Found:
    """Read the list that begins here; what is farther in belongs to the item above."""
    lines = page.lines
    first = lines[index]
    pattern = NUMBER if NUMBER.match(first.text) else BULLET
    items: list[tuple[Block, ...]] = []
    numbers: list[int | None] = []
    end = index
    while end < len(lines):
        line = lines[end]
        marker = pattern.match(line.text)
        if not marker or line.indent < first.indent - 1 or line.indent > first.indent + 1:
            break
        if end > index and (line.gap > 2 or questions.asked(lines, end) is None or _is_question(page, end)):
            break
        numbers.append(int(marker[1] or marker[2]) if pattern is NUMBER else None)
        blocks: list[Block] = [Paragraph(_inline(page, line.text[marker.end() :]), line.number)]
        end += 1
        while end < len(lines) and lines[end].indent > first.indent + 1 and lines[end].gap < 2:
            inner = _list(page, end) if BULLET.match(lines[end].text) or NUMBER.match(lines[end].text) else None
            blocks += inner.blocks if inner else (Paragraph(_inline(page, lines[end].text), lines[end].number),)
            end = inner.end if inner else end + 1
        items.append(tuple(blocks))
    return Found((_listing(items, numbers, first.number),), end)


def _read_menu(page: Page, index: int) -> Found | None:
    """Leave out names without any text, three or more, at the start or the end: they are links."""
    end = index
    while end < len(page.lines) and _is_menu_entry(page.lines[end]):
        end += 1
    if end < len(page.lines) and end - index >= 1:
        end -= page.lines[end].gap > 0 or end - index < 3  # the last one may be a heading
    at_edge = (page.is_first and all(map(_is_menu_entry, page.lines[:index]))) or (
        end == len(page.lines) and not page.before_table
    )
    if end - index < 3 or not at_edge:
        return None
    return Found((), end, tuple(_out(line, _LINKS) for line in page.lines[index:end]))


def _is_menu_entry(line: Line) -> bool:
    opens = any(pattern.match(line.text) for pattern in (NUMBER, QUESTION, OPTION, _LABEL, _FENCE))
    text = BULLET.sub("", line.text, count=1)
    return line.words <= 5 and not line.ends_sentence and not opens and not line.asks and "`" not in text


def _read_heading(page: Page, index: int) -> Found | None:
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if not (line.is_bare or _is_capital(line)) or (after is None and not page.before_table):
        return None
    if OPTION.match(line.text) and after is not None and OPTION.match(after.text):
        return None
    apart = line.gap > 0 and (after is None or after.gap > 0)
    over_text = after is None or not after.is_bare or after.asks or NUMBER.match(after.text) is not None
    if not (apart or over_text or _is_capital(line)):
        return None
    return Found((Heading(2, _inline(page, line.text), line.number),), index + 1)


def _read_paragraph(page: Page, index: int) -> Found:
    line = page.lines[index]
    if EXPLANATION.match(line.text) and not line.text.endswith(":"):
        return Found((Paragraph(_inline(page, line.text), line.number),), index + 1)
    return Found((Paragraph(_inline(page, line.text), line.number),), index + 1)


READERS: tuple[Reader, ...] = (
    _read_code,
    _read_footnote,
    _read_marked_heading,
    _read_chrome,
    _read_labelled_terms,
    _read_questions,
    _read_pairs,
    _read_labels,
    _read_terms,
    _read_menu,
    _read_list,
    _read_heading,
    _read_paragraph,
)


def _joined_listings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, lists of one kind that follow each other as one."""
    waiting: Block | None = None
    for block in blocks:
        if isinstance(waiting, Listing) and isinstance(block, Listing) and bool(waiting.numbers) == bool(block.numbers):
            waiting = Listing((*waiting.items, *block.items), waiting.line, (*waiting.numbers, *block.numbers))
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting
