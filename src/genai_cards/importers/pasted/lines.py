"""The lines of pasted text, and what their first characters say of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from genai_cards.importers.pasted.code import is_code
from genai_cards.language.marks import CALLED_ANSWER, CALLED_RIGHT, OPTION, OPTION_WITHIN, asks
from genai_cards.language.words import ANSWER as ANSWER_WORDS
from genai_cards.language.words import CHOICE
from genai_cards.language.words import EXPLANATION as EXPLANATION_WORDS
from genai_cards.language.words import QUESTION as QUESTION_WORDS
from genai_cards.source import Source

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BREAK = re.compile("[\u2028\u2029]")

ANSWERS = ANSWER_WORDS.pattern
"""What a page calls an answer, as a regular expression."""

_QUESTIONS = QUESTION_WORDS.pattern
_EXPLANATIONS = EXPLANATION_WORDS.pattern

BULLET = re.compile(r"(?:[•◦▪▫‣·●○◆◇■□►▸▼▾▶➤➢❖✓✔✅✦➔→👉🔹🔸❓❔]\ufe0f?|[-*–—+])\s+(?=\S)")
TOGGLE = re.compile(r"[+＋➕−–—▼▾▲▴▿△⌄⌃∨∧˅˄›❯×✕]\ufe0f?")
"""What a page shows beside a question whose answer opens at a click."""

QUESTION_TOGGLE = re.compile(rf"(?<=[?？])\s+{TOGGLE.pattern}$")

LONE_BULLET = re.compile(r"[•◦▪▫‣·●○◆◇■□►▸➤➢❖*-]")
NUMBER = re.compile(
    r"(\d{1,4})(?:\s?(?:[.)]|\.\))\s+(?=\S)|[.)](?=[^\W\d_a-z][^\W_A-Z]|¿)|[、．]\s*(?=\S))|\((\d{1,3})\)\s+(?=\S)"
)
QUESTION = re.compile(
    rf"(?:(?:{_QUESTIONS})[\s.-]*(?:(?:no\.?|nr\.?|\#)?\s*(\d{{1,4}})(?:\s*(?:of|/|von|de)\s*\d+)?\s*(?:[.:：)–—-]+\s*|$)|[:：]\s*|$)"
    r"|Q\s?[.#-]?\s?(\d{1,4})\s*(?:[.:：)–—-]+\s*|(?=\s.*[?？]$)|$)|Q[.#-](\d{1,4})\s+|Q\s?[.:：]\s*(?:(\d{1,4})[.:)]\s*)?|P\s?(\d{0,4})\s?[:.]\s*(?=¿|.*\?$))",
    re.IGNORECASE,
)
ANSWER = re.compile(
    rf"(?:(?:{CALLED_ANSWER}|(?:the\s+)?{CALLED_RIGHT}{CHOICE.pattern})(?:\s+(?:is|key)|\s?\d{{1,4}})?\s*"
    r"(?:\.?[:：]\s*|\.\s+|[–—→-]\s+|\.?\s*(?=[(\[][a-h][)\]])|\s(?=[a-h]$|(?:option|choice)\s)|$)"
    r"|A\s?\d{0,4}\s*[:：]\s*)",
    re.IGNORECASE,
)
ANSWER_LETTER = re.compile(r"(?:A\.|A\d{1,4}\s?[.)-]|R\d{0,4}\s?[.:])\s+(?=\S)")
"""`A. …`: an answer where a question with `Q.` stands before it, else a choice or a section."""

EXPLANATION = re.compile(rf"(?:{ANSWERS}\s+)?(?:{_EXPLANATIONS})\s*[:：]\s*", re.IGNORECASE)

_GLUED_MARKER = re.compile(
    rf"(?<=\S)\s+(?:[-–—•*]\s+(?=(?:{_QUESTIONS})\s*\d*\s*[:：])|(?=(?:{_EXPLANATIONS})\s*[:：]\s))", re.IGNORECASE
)
_ANSWER_BEHIND = re.compile(rf"(?<=[?？.!:])\s+(?=(?:{ANSWERS})\s*(?:[:：.]\s|[–-]\s))", re.IGNORECASE)
_A_BEHIND_Q = re.compile(r"(?<=[?？.!:])\s+(?=[AR]\d{0,4}[.:]\s)")

ENDED = re.compile(r"[.!?。！？…؟:：;,][\"'”’»)\]]*(?:\[\d+\])*$")
_SENTENCE_ENDED = re.compile(r"[.!?。！？…؟][\"'”’»)\]]*(?:\[\d+\])*$")

_LABELLED = re.compile(r"[^:：–—=|]{1,40}?(?:\s?[:：]\s|\s[–—=-]\s)")

WRAPPED = 50
"""Characters of a line that may have been broken because it was full."""

MOST_JOINED = 10_000
"""Characters of a paragraph to which no further line is joined."""


def number_of(match: re.Match[str]) -> int:
    """Give the number that `NUMBER` found."""
    return int(match[1] or match[2])


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something."""

    number: int
    """1-based, in the foreign page."""

    text: str
    """Without white space at its ends; each space inside is a plain one, tabs stay."""

    indent: int
    """Characters before it, a tab counted as four."""

    gap: int
    """How many empty lines stand before it; the first line of a page has one."""

    raw: str = ""
    """With the white space at its ends."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def asks(self) -> bool:
        """Say whether it ends as a question does."""
        return asks(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Say whether it ends as a sentence does."""
        return _SENTENCE_ENDED.search(self.text) is not None

    @property
    def is_bare(self) -> bool:
        """Say whether it stands as a heading or a name does: short, and with no sign at its end but a question mark."""
        text = self.text
        short = len(text) <= 100 and self.words <= 14
        return short and (self.asks or not ENDED.search(text)) and text[0] not in "|([{#" and not text[0].islower()


def lines_of(source: Source) -> tuple[Line, ...]:
    """Give the lines of a page that hold something."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", source.text))
    found: list[Line] = []
    gap = 1
    for number, raw in enumerate(text.split("\n"), 1):
        for part in _BREAK.split(raw):
            kept = part.strip()
            if kept:
                indent = len(part[: len(part) - len(part.lstrip())].replace("\t", "    "))
                found.append(Line(number, kept, indent, gap, part))
                gap = 0
            else:
                gap += 1
    return tuple(found)


def parted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Begin a new line at each marker that was glued behind another text: `Answer: … Explanation: …`, `a) … b) …`."""
    found = tuple(part for line in lines for part in _parts(line))
    return tuple(
        part
        for line, after in itertools.zip_longest(found, found[1:])
        for part in _choices(line, after is not None and ANSWER.match(after.text) is not None)
    )


def _choices(line: Line, answered: bool) -> Iterator[Line]:
    """Begin a new line at each choice of those that share a line: all of it, or the end of a numbered question."""
    marks = list(OPTION_WITHIN.finditer(line.text))
    in_order = marks and all(
        ord(mark[2].lower()) == ord(marks[0][2].lower()) + place and (mark[1], mark[3]) == (marks[0][1], marks[0][3])
        for place, mark in enumerate(marks)
    )
    first = in_order and marks[0].start() == 0
    behind = in_order and marks[0][2] in "aA" and (NUMBER.match(line.text) or QUESTION.match(line.text))
    if len(marks) < 2 or not (first or (behind and (answered or len(marks) > 2))):
        yield line
        return
    starts = [0, *(mark.start() for mark in marks if mark.start()), len(line.text)]
    for place, (start, end) in enumerate(itertools.pairwise(starts)):
        text = line.text[start:end].strip()
        yield Line(line.number, text, line.indent, 0 if place else line.gap, text)


def _parts(line: Line) -> Iterator[Line]:
    text = line.text
    seams = {match.end() for match in _GLUED_MARKER.finditer(text)}
    marked = QUESTION.match(text)
    if marked and marked[0].strip():
        seams |= {match.end() for match in (_A_BEHIND_Q.search(text), _ANSWER_BEHIND.search(text)) if match}
    elif NUMBER.match(text) or line.text.startswith("("):
        seams |= {match.end() for match in (_ANSWER_BEHIND.search(text),) if match}
    start, gap = 0, line.gap
    for end in (*sorted(seams), len(text)):
        part = text[start:end].strip()
        if start:
            part = part.removeprefix("- ").strip()
        part = re.sub(r"\s+[-–—•*]$", "", part) if end < len(text) else part
        if part:
            yield Line(line.number, part, line.indent, gap, line.raw if part == text else part)
            gap = 0
        start = end


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Join the lines of paragraphs that were broken because they were full."""
    width = _page_width(lines)
    kept: list[Line] = []
    last = 0  # characters of the line that was last joined
    for line in lines:
        before = kept[-1] if kept else None
        if before and line.gap == 0 and _continues(before.text, last, line.text, width):
            text = f"{before.text} {line.text}"
            kept[-1] = Line(before.number, text, before.indent, before.gap, text)
        else:
            kept.append(line)
        last = len(line.text)
    return tuple(kept)


def _page_width(lines: Sequence[Line]) -> int:
    """Give the characters at which the page breaks its lines; 0 where it does not."""
    inside = [len(before.text) for before, line in itertools.pairwise(lines) if line.gap == 0]
    longest = max((len(line.text) for line in lines), default=0)
    full = sum(length > 0.75 * longest for length in inside)
    if sum(map(_is_entry, itertools.pairwise(lines))) * 2 > len(inside):
        return 0
    return longest if WRAPPED <= longest <= 120 and full >= 5 and full > 0.6 * len(inside) else 0


def _is_entry(beside: tuple[Line, Line]) -> bool:
    """Say whether two lines are an entry each: both have a label, or the first ends as a sentence does."""
    one, other = beside
    if other.gap:
        return False
    return one.ends_sentence or (_LABELLED.match(one.text) is not None and _LABELLED.match(other.text) is not None)


def _continues(before: str, last: int, text: str, width: int) -> bool:
    """Say whether a line continues the one before, whose last part has `last` characters."""
    if any(sign in before or sign in text for sign in "|\t") or len(before) > MOST_JOINED:
        return False
    if any(opens.match(text) for opens in (BULLET, NUMBER, OPTION, QUESTION, ANSWER, EXPLANATION)):
        return False
    if _LABELLED.match(before) and _LABELLED.match(text):
        return False
    if width:
        continues = last > 0.7 * width
    else:
        open_ended = not ENDED.search(before) or before.endswith(",")
        continues = last >= WRAPPED and open_ended and text[0].islower()
    return continues and not (is_code(before) or is_code(text))
