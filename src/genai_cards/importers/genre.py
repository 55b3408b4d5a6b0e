"""Whether a page is of a kind that nobody learns by heart: a letter, an order, a timetable, a menu, a talk.

Each sign of such a text has a weight, and counts by the share of the lines that bear it. The weights were set on pages
of forty such kinds, and on pages that are for learning, of which none may be taken for one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from genai_cards.language.cells import MONTHS
from genai_cards.language.genres import (
    DAYS,
    FIRST_PERSON,
    FORM_FIELDS,
    GENRES,
    GREETINGS,
    SAYS,
    SECOND_PERSON,
    STUDY,
)
from genai_cards.language.marks import asks, names_answer, names_question
from genai_cards.language.pasted import FRONTS
from genai_cards.language.words import Words

ENOUGH = 0.75
"""The sum of all signs, from which on a page is none to learn from."""

FEWEST_LINES, MOST_LINES, LONGEST_LINE = 6, 400, 300
"""With fewer lines nothing is said; of more, the first are looked at, of each the first characters."""

FEWEST_SPACES = 5
"""In a line that may speak of I and you: words for these are learned, too, and sentences with their translations."""

MOST_GREETINGS = 2
"""More do not say more: they are learned, too."""

MOST_TOLD = 3


def _open(words: Words) -> str:
    """Give words as a regular expression, in which `*` stands for any further words."""
    alternatives = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r".{0,30}") for word in words)
    return f"(?:{'|'.join(sorted(alternatives, key=len, reverse=True))})"


def _sign(weight: float, *patterns: str, cased: bool = False) -> tuple[float, re.Pattern[str]]:
    return weight, re.compile("|".join(patterns), 0 if cased else re.IGNORECASE)


_SIGNS = {
    "fields of a form": _sign(3.0, rf"^\W*{_open(FORM_FIELDS)}\s*(?:[:：]|[\t|](?=.*\d))(?!\S{{0,3}}//)"),
    "greetings": _sign(5.0, rf"^\W*{_open(GREETINGS)}(?:\W*$|[,!]\s)"),
    "headings of such texts": _sign(4.0, rf"^[\W\d]*{_open(GENRES)}\W*\d*$"),
    "times": _sign(1.2, r"\b\d{1,2}[:.h]\d{2}\b(?!\.\d)", r"\b\d{1,2}\s?(?:uhr|am|pm)\b", r"\d[時时]"),
    "prices": _sign(
        1.5, r"[€$£¥]\s?\d", r"\b(?:EUR|USD|CHF|GBP)\s?\d", r"\d\s?(?:€|\$|£|EUR|USD|CHF|元|円|zł)",
        r"[–-]\s?\d{1,3}\.\d0\b",
    ),
    "addresses": _sign(
        3.0, r"[\w.+-]{1,60}@[\w-]+\.\w", r"\b(?:tel|phone|fax|mobile)\b", r"\b0\d{2,5}[\s/-]\d{2,}",
        r"\b[A-Z]{2}\d{2}(?:\s\d{4}){2,}", r"\b\d{3}[ -]\d{4}\b",
    ),
    "time stamps": _sign(
        2.0, r"^[\[(]?(?:\d{4}-\d\d-\d\d[ T]|\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s)?\d{1,2}:\d\d(?::\d\d)?[\])]?\s"
    ),
    "lines of a terminal": _sign(
        3.0, r"^[A-Z][A-Z0-9_]{2,}=\S", r"^[$#>]\s\w+", r"\.(?:py|js|c|h)\b.*:\d", r"^(?:drwx|-rw-)",
        r"\b(?:INFO|WARN|ERROR|DEBUG)\b", cased=True,
    ),
    "versions": _sign(4.0, r"^\W*(?:v|version\s)?\d+\.\d+(?:\.\d+)+(?:\s|$|\))"),
    "page numbers": _sign(1.5, r"(?:\s?\.){4,}\s*\d+$", r"\S,\s\d{1,3}(?:[,–-]\s?\d{1,3})*$"),
    "references": _sign(
        2.0, r"\(\d{4}[a-z]?\)[.:]", r"\b\d{4}[a-z]?\.$", r"\bpp?\.\s?\d+", r"doi\.org", r"\bEds?\.\)",
        r"\d+\(\d+\),?\s\d+",
    ),
    "reported speech": _sign(2.0, rf"\b{SAYS.pattern}\b"),
    "lines to fill in": _sign(1.0, r"_{4,}", "[☐○□]"),
    "stars": _sign(3.0, r"[★☆]{3,}"),
    "talk of I and you": _sign(1.2, rf"\b{FIRST_PERSON.pattern}\b"),
    "talk to a reader": _sign(0.8, rf"\b{SECOND_PERSON.pattern}\b"),
    "words of teaching": _sign(-4.0, rf"\b{STUDY.pattern}\b", "解答|答え|答案|定義|定义"),
}  # fmt: skip
_ALONE = ("lines of a terminal", "time stamps", "people who speak")
_TALK = ("talk of I and you", "talk to a reader")
_DAY = re.compile(rf"\b{DAYS.pattern}\b", re.IGNORECASE)
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?"
    rf"|\b\d{{1,2}}\.?\s(?:de\s)?{MONTHS.pattern}\b|\b{MONTHS.pattern}\s\d{{1,2}}\b(?!\d)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s[–—=-]\s|\t")
_PAST = re.compile(r"\b(?:1\d\d\d|200\d|201[0-5])\b")  # history has dates, too
_MARKUP = re.compile(r"^[\s#>|*-]+|\\(?=\W)|</?[a-z][^>]{0,200}>")
_SPEAKS = re.compile(r"([^\W\d_][\w .]{0,18}?)(?:\s\([^)]*\))?:\s")


def why_nothing_to_learn(lines: Sequence[str]) -> str:
    """Say what speaks for it that a page is of a kind that nobody learns by heart; empty where too little does."""
    lines = [text for line in lines if (text := _MARKUP.sub("", line).strip())][:MOST_LINES]
    if len(lines) < FEWEST_LINES:
        return ""
    found = Counter({name: value for name, value in _weighed(lines) if value})
    kinds = [name for name, value in found.most_common(MOST_TOLD) if value > 0]
    enough = sum(found.values()) >= ENOUGH * (len(lines) + 3) and (len(kinds) > 1 or kinds[0] in _ALONE)
    return ", ".join(kinds) if enough else ""


def _weighed(lines: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each sign with its weight; a list of words may have each of them for what it teaches."""
    starts = [line[:LONGEST_LINE] for line in lines]
    spoken = [start for start in starts if start.count(" ") >= FEWEST_SPACES and not _PARTED.search(start)]
    for name, (weight, pattern) in _SIGNS.items():
        among = spoken if name in _TALK else starts
        count = sum(pattern.search(start) is not None for start in among)
        yield name, weight * (min(count, MOST_GREETINGS) if name == "greetings" else count)
    yield "dates", 1.2 * sum(map(_is_dated, starts))
    first, second = (_SIGNS[name][1] for name in _TALK)
    said = [(match[1].casefold(), line) for line in lines if (match := _SPEAKS.match(line))]
    counts = Counter(name for name, _ in said)
    said = [(name, line) for name, line in said if counts[name] > 2 and not _marks(name)]
    addressed = sum(asks(line) or bool(first.search(line) or second.search(line)) for _, line in said)
    if len({name for name, _ in said}) > 1 and addressed * 5 > len(said):
        yield "people who speak", 2.0 * len(said)
    asked = sum(
        asks(one) and second.search(one) is not None and first.search(two) is not None
        for one, two in itertools.pairwise(lines)
    )
    yield "questions to a person", 3.0 * asked


def _is_dated(start: str) -> bool:
    day = any(map(str.isdigit, start)) and _DAY.search(start)
    return bool(day or _DATE.search(start)) and not _PAST.search(start)


def _marks(name: str) -> bool:
    return len(name) == 1 or name in FRONTS or names_question(name) or names_answer(name)
