"""A piece of pasted text, and what each of its readers gives and needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from textwrap import dedent

from genai_cards.diagnostics import Diagnostic
from genai_cards.importers.page import Block, Code, LeftOut, Listing, Paragraph
from genai_cards.importers.pasted import questions
from genai_cards.importers.pasted.chrome import MAY_BE_NAMES, why_chrome
from genai_cards.importers.pasted.code import goes_on, is_code
from genai_cards.importers.pasted.keys import AnswerKey
from genai_cards.importers.pasted.lines import ANSWER, BULLET, NUMBER, QUESTION, Line, number_of
from genai_cards.importers.write import escaped
from genai_cards.language.marks import OPTION, is_glossary_title
from genai_cards.language.words import MEANING

FENCE = re.compile(r"(`{3,}|~{3,})\s*([\w+#.-]*)\s*$")
MARKED_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
FOOTNOTE = re.compile(r"\[(\d{1,3})\]:?\s+(?=\S)")
MARK = re.compile(r"(?<=[\w.,;:!?)\"”’%])\[(\d{1,3})\](?!\()")
_KEPT = re.compile(
    r"`[^`\n]+`|\*\*(?=\S)[^*\n]+?(?<=\S)\*\*|!?\[[^\[\]\n]*\]\((?:https?://|mailto:)[^\s()]+\)"
    r"|\\\([^\n]{1,500}?\\\)|\$\$[^$\n]+\$\$|(?<![\w$])\$(?![\s\d$])[^$\n]{1,200}?(?<![\s$])\$(?![\w$])"
)
LABEL = re.compile(r"(?P<label>[^\s:–—|][^:–—|]{0,58}?)(?P<sign>\s?[:：]\s+|\s+[-–—]\s+)(?=\S)")
ENDINGS = frozenset(
    "conclusion summary introduction overview takeaways references sources faq faqs fazit einleitung conclusión".split()
) | {
    "final thoughts", "final words", "in conclusion", "wrapping up", "in summary", "bottom line", "the bottom line",
    "key takeaways", "about the author", "frequently asked questions", "how to use this glossary",
}  # fmt: skip
"""Headings of a glossary that are none of its terms."""

_TERMS = re.compile(r"terms\s+in\s+this\s+set\b", re.IGNORECASE)


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

    keys: tuple[AnswerKey, ...] = ()

    def key(self, number: int | None, line: int) -> str:
        """Give the answer to the question of a number and a line: of the next key with this number, else of any."""
        near = sorted(self.keys, key=lambda key: (key.line < line, key.line))
        return next((key.answers[number] for key in near if number in key.answers), "") if number else ""

    @cached_property
    def is_glossary(self) -> bool:
        """Say whether the lines are terms and what they mean."""
        return self.says_glossary or self._is_sorted

    @cached_property
    def says_glossary(self) -> bool:
        """Say whether the title, or a line over flash cards, says that here are terms."""
        return is_glossary_title(self.title) or any(_TERMS.match(line.text) for line in self.lines)

    @cached_property
    def _is_sorted(self) -> bool:
        names = [self.lines[place].text.casefold() for place in range(len(self.lines)) if is_term(self, place)]
        return len(names) >= 5 and names == sorted(names)

    @cached_property
    def is_paired(self) -> bool:
        """Say whether a glossary has, three times or more, two lines that stand together by themselves."""
        return self.says_glossary and sum(_stands_in_two(self.lines, place) for place in range(len(self.lines))) > 2

    @cached_property
    def answers(self) -> int:
        """Count the lines with a mark of an answer."""
        return sum(ANSWER.match(line.text) is not None for line in self.lines)

    @cached_property
    def fields(self) -> Mapping[str, int]:
        """Give how many lines bear each label, in small letters."""
        return Counter(filter(None, map(field_name, self.lines)))

    @cached_property
    def has_answers(self) -> bool:
        """Say whether most questions with a mark have something below them that may be the answer."""
        below = [questions.has_answer_below(self.lines, asked) for asked in questions.numbered(self.lines)]
        return 2 * sum(below) > len(below)


def field_name(line: Line) -> str:
    """Give the label of a line in small letters; empty where it has none."""
    label = LABEL.match(line.text)
    return label["label"].casefold() if label else ""


Reader = Callable[[Page, int], Found | None]
"""Reads the lines at an index; None where they are none of its shapes."""


def code_end(lines: Sequence[Line], index: int) -> int:
    """Give the index behind the code that begins here: fenced, or two bare lines of it or more; 0 where none does."""
    first = lines[index]
    opening = FENCE.match(first.text)
    if opening:
        closing = (n for n in range(index + 1, len(lines)) if lines[n].text.startswith(opening[1]))
        return next(closing, -1) + 1
    if not is_code(first.text):
        return 0
    end, found = index + 1, 1
    while end < len(lines) and lines[end].gap < 2:
        line = lines[end]
        sure = is_code(line.text)
        if not (sure or (line.gap == 0 and (line.indent > first.indent or goes_on(line.text)))):
            break
        found += sure
        end += 1
    return end if found > 1 else 0


def left_out_line(line: Line, why: str) -> LeftOut:
    """Leave a line out, and say why."""
    return LeftOut(line.number, line.text, why)


def inline(page: Page, text: str) -> str:
    """Give pasted text as inline Markdown: code, bold words, links and math stay what they are."""
    text = MARK.sub(lambda mark: f"\ue000{mark[1]}\ue001" if mark[1] in page.notes else "", text)
    pieces, position = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [escaped(text[position : kept.start()]), kept[0]]
        position = kept.end()
    pieces.append(escaped(text[position:]))
    return re.sub("\ue000(\\d+)\ue001", r"[^\1]", "".join(pieces)).strip()


def bold(page: Page, name: str) -> str:
    """Give a name in bold, with what it stands for behind a dash as it is."""
    label = LABEL.match(name)
    if label:
        return f"**{inline(page, label['label'])}**{label['sign'].rstrip()} {inline(page, name[label.end() :])}"
    return f"**{inline(page, name)}**"


def listing(items: Sequence[tuple[Block, ...]], numbers: Sequence[int | None], line: int) -> Listing:
    """Make a list, numbered where each item has a number."""
    known = tuple(number for number in numbers if number is not None)
    return Listing(tuple(items), line, known if len(known) == len(items) else ())


def _stands_in_two(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line and the one below it stand together, with empty lines around them."""
    gaps = [line.gap > 0 for line in lines[index : index + 3]]
    return gaps in ([True, False, True], [True, False])


def is_term(page: Page, index: int) -> bool:
    """Say whether a line is a name with a paragraph below it."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    bare = line.is_bare or (page.says_glossary and replace(line, text=line.text.capitalize()).is_bare)
    if after is None or not bare or line.asks or line.words > 8 or len(line.text) < 2:
        return False
    if line.text.casefold() in ENDINGS or why_chrome(line) not in ("", *MAY_BE_NAMES):
        return False
    if any(opens.match(line.text) for opens in (BULLET, QUESTION, ANSWER, FOOTNOTE, FENCE, MARKED_HEADING)):
        return False
    text = not (
        why_chrome(after) or any(opens.match(after.text) for opens in (BULLET, NUMBER, QUESTION, ANSWER, OPTION))
    )
    if text and page.is_paired and _stands_in_two(page.lines, index):
        return True
    return text and not after.is_bare and (after.ends_sentence or after.words > 6)


def is_capital(line: Line) -> bool:
    """Say whether a line is a heading in capital letters."""
    return line.text.isupper() and line.words >= 1 and len(line.text) > 3 and line.words <= 14


def read_code(page: Page, index: int) -> Found | None:
    """Read code, fenced or not."""
    end = code_end(page.lines, index)
    if not end:
        return None
    first = page.lines[index]
    opening = FENCE.match(first.text)
    if not opening:
        return Found((bare_code(page.lines[index:end]),), end)
    inside: list[str] = []
    for line in page.lines[index + 1 : end - 1]:
        inside += [""] * line.gap + [line.raw.rstrip()]
    text = "\n".join(inside + [""] * page.lines[end - 1].gap)
    return Found((Code(text, first.number, opening[2]),), end)


def bare_code(lines: Sequence[Line]) -> Code:
    """Give lines that are code as they are."""
    first, *others = lines
    text = "\n".join((first.raw.rstrip(), *("\n" * line.gap + line.raw.rstrip() for line in others)))
    return Code(dedent(text), first.number)


def read_items(page: Page, index: int) -> Found:
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
        if end > index and (line.gap > 2 or questions.asked(lines, end) is None or is_question(page, end)):
            break
        numbers.append(number_of(marker) if pattern is NUMBER else None)
        blocks: list[Block] = [Paragraph(inline(page, line.text[marker.end() :]), line.number)]
        end += 1
        while end < len(lines) and lines[end].indent > first.indent + 1 and lines[end].gap < 2:
            inner = read_items(page, end) if BULLET.match(lines[end].text) or NUMBER.match(lines[end].text) else None
            blocks += inner.blocks if inner else (Paragraph(inline(page, lines[end].text), lines[end].number),)
            end = inner.end if inner else end + 1
        items.append(tuple(blocks))
    return Found((listing(items, numbers, first.number),), end)


def is_question(page: Page, index: int) -> bool:
    """Say whether a line that nothing marks is a question over a marked answer."""
    asked = questions.asked(page.lines, index)
    return asked is not None and asked.style == "plain" and questions.follows(page.lines, asked) is not None


def is_labelled_term(page: Page, index: int) -> bool:
    """Say whether the line is a term with "Meaning: …" below it."""
    if index + 1 >= len(page.lines) or re.match(r"[^:：]{1,30}[:：](?:\s|$)", page.lines[index].text):
        return False
    below = page.lines[index + 1].text
    match = LABEL.match(BULLET.sub("", below, count=1)) or re.match(r"(?P<label>[^:：]{1,30})[:：]$", below)
    name = match["label"].strip().casefold() if match else ""
    return name in MEANING
