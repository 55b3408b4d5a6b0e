"""Pasted lines as the page had them: what a browser or a PDF tore apart or set twice is mended, as the page votes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from genai_cards.importers.page import LeftOut
from genai_cards.importers.pasted.code import is_code
from genai_cards.importers.pasted.lines import (
    ANSWER,
    BULLET,
    ENDED,
    EXPLANATION,
    MOST_JOINED,
    NUMBER,
    QUESTION,
    Line,
)
from genai_cards.importers.pasted.split import part_alike
from genai_cards.language.marks import OPTION
from genai_cards.language.words import SMALL_WORDS

FEWEST_DOUBLED = 2
"""Lines that stand twice on one line, before doubling is taken for a habit of the page."""

FEWEST_REPEATED = 3
"""Times that a run of lines comes again, before it is taken for a part of the page's frame."""

LONGEST_REPEATED = 40
"""Characters of a line of a frame: verses that come again are longer."""

MOST_DISPLAYED = 40
"""Lines of a formula."""

_RUN_ON = re.compile(r"(?<=[.!?])\s+(?=(?:[-•●*–]\s+\w|\d{1,3}[.)]\s+[^\W\d_a-z]))")
_ABBREVIATED = re.compile(r"(.+?) \((.+)\)\s?(.+)")
_LONE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_LONE_Q, _LONE_A = re.compile(r"Q[.:]?"), re.compile(r"A[.:]?")
_CLOSED = {"\\[": "\\]", "$$": "$$"}
"""What closes a formula on several lines, by what opens it."""

FEWEST_LETTERED = 2
"""Questions that a letter opens and another answers, before the two are taken for marks."""

_LETTER = re.compile(r"([^\W\d_])\s?(\d{0,3})\s?[:：.)]\s*(?=\S)")
_LETTERS = {("f", "a"), ("p", "r"), ("d", "r"), ("v", "a"), ("f", "s"), ("в", "о"), ("з", "в"), ("ש", "ת"), ("س", "ج")}
_LETTERS |= {("问", "答"), ("問", "答"), ("문", "답"), ("s", "c"), ("ε", "α"), ("п", "в"), ("p", "o"), ("k", "v")}
"""Letters that open a question and its answer: Frage – Antwort, pregunta – respuesta, domanda – risposta …"""

_RULE = re.compile(r"(?:[-–—_=*~·•]\s?){3,}")


def repaired(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[LeftOut]]:
    """Mend lines, and give what is left out for it."""
    kept, left_out = _without_frames(lines)
    kept, ruled = _without_rules(kept)
    kept = _unbroken(_displays(_run_on(_lettered(kept))))
    kept, doubled = _halved(kept)
    return tuple(_numbered(kept)), [*left_out, *ruled, *doubled]


def _lettered(lines: Sequence[Line]) -> list[Line]:
    """Give the letters that open questions and answers in other languages as `Q` and `A`, where they alternate."""
    opened = [_LETTER.match(line.text) for line in lines]
    pairs = Counter(
        (one[1].casefold(), two[1].casefold())
        for (one, two), line in zip(itertools.pairwise(opened), lines, strict=False)
        if one and two and line.asks
    )
    known = {pair: count for pair, count in pairs.items() if pair in _LETTERS and count >= FEWEST_LETTERED}
    if not known:
        return list(lines)
    question, answer = max(known, key=lambda pair: known[pair])
    sign = {question: "Q", answer: "A"}
    return [
        _with(line, f"{sign[letter[1].casefold()]}{letter[2]}: {line.text[letter.end() :]}", line.gap)
        if letter and letter[1].casefold() in sign
        else line
        for line, letter in zip(lines, opened, strict=True)
    ]


def _with(line: Line, text: str, gap: int | None = None) -> Line:
    return Line(line.number, text, line.indent, line.gap if gap is None else gap, text)


def _without_frames(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """Take out runs of three lines or more that come again word by word: buttons and scales of a site."""
    texts = [line.text for line in lines]
    triples = [*zip(texts, texts[1:], texts[2:], strict=False)]
    counts = Counter(triples)
    framed: set[int] = set()
    for at, three in enumerate(triples):
        short = max(map(len, three)) <= LONGEST_REPEATED
        if short and counts[three] >= FEWEST_REPEATED and len(set(three)) > 1 and not any(map(_bears, three)):
            framed |= {at, at + 1, at + 2}
    spoken = any(lines[at].words >= 3 for at in framed)
    if not spoken:
        return list(lines), []
    return _apart(lines, framed, "the same on the whole page")


def _bears(text: str) -> bool:
    """Say whether a line bears a sign of its own, which may well come again: a choice, an answer, a cell."""
    return bool(OPTION.match(text) or ANSWER.match(text) or "\t" in text or "|" in text)


def _apart(lines: Sequence[Line], places: set[int], why: str) -> tuple[list[Line], list[LeftOut]]:
    kept: list[Line] = []
    gap = 0
    for at, line in enumerate(lines):
        gap = max(gap, line.gap)
        if at not in places:
            kept.append(line if gap == line.gap else replace(line, gap=gap))
            gap = 0
    return kept, [LeftOut(lines[at].number, lines[at].text, why) for at in sorted(places)]


def _without_rules(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """Take out rules between paragraphs; in a table, and below a head that they underline, they stay."""
    rules = {at for at, line in enumerate(lines) if _RULE.fullmatch(line.text) and (line.gap or _open_below(lines, at))}
    return _apart(lines, rules, "a rule")


def _open_below(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and lines[at + 1].gap > 0


def _displays(lines: Sequence[Line]) -> list[Line]:
    """Put a formula on several lines into one: `\\[`, its lines, `\\]`."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        closing = _CLOSED.get(line.text)
        behind = range(at + 1, min(at + MOST_DISPLAYED, len(lines))) if closing else ()
        end = next((n for n in behind if lines[n].text == closing), 0)
        if end > at + 1:
            inside = " ".join(each.text for each in lines[at + 1 : end])
            kept.append(_with(line, f"$${inside}$$"))
            at = end + 1
        else:
            kept.append(line)
            at += 1
    return kept


def _run_on(lines: Sequence[Line]) -> list[Line]:
    """Begin a new line at each item that goes on behind the answer before: `Answer: Yes. - Next item.`"""
    answers = [line for line in lines if ANSWER.match(line.text)]
    torn = sum(_RUN_ON.search(line.text) is not None for line in answers)
    if torn < 2 or torn * 2 < len(answers) - 1:
        return list(lines)
    kept: list[Line] = []
    for line in lines:
        parts = _RUN_ON.split(line.text) if ANSWER.match(line.text) else [line.text]
        kept += [_with(line, part.strip(), None if n == 0 else 0) for n, part in enumerate(parts) if part.strip()]
    return kept


def _unbroken(lines: Sequence[Line]) -> list[Line]:
    """Join lines that were broken because they were full."""
    breaks = _breaks(lines)
    kept: list[Line] = []
    for place, line in enumerate(lines):
        if place in breaks and len(kept[-1].text) <= MOST_JOINED:
            kept[-1] = _with(kept[-1], f"{kept[-1].text} {line.text}")
        else:
            kept.append(line)
    return kept


def _breaks(lines: Sequence[Line]) -> frozenset[int]:
    """Give the indices of lines that go on with the one before, which had no room for their first word."""
    found = [place for place in range(1, len(lines)) if _goes_on(lines[place - 1], lines[place])]
    width = max((len(lines[place - 1].text) for place in found), default=0)
    fitting = (place for place in found if len(f"{lines[place - 1].text} {lines[place].text.split()[0]}") > width)
    return frozenset(fitting)


def _goes_on(before: Line, line: Line) -> bool:
    """Say whether a line may go on with the one before: that has no end, or this begins in the middle of a sentence."""
    if line.gap or len(before.text) < 30 or before.words < 5 or ENDED.search(before.text) or is_code(before.text):
        return False
    if any(sign in before.text or sign in line.text for sign in "|\t") or is_code(line.text):
        return False
    if any(opens.match(line.text) for opens in (BULLET, NUMBER, OPTION, QUESTION, ANSWER, EXPLANATION)):
        return False
    opens_small = line.text[0].islower() or before.text.split()[-1].casefold() in SMALL_WORDS
    return opens_small and not part_alike(before.text, line.text)


def _halved(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """Set once what a site sets twice on one line: `PergolaPergola`."""
    halves = [_half(line.text) for line in lines]
    if sum(map(bool, halves)) < FEWEST_DOUBLED:
        return list(lines), []
    kept = [_with(line, half) if half else line for line, half in zip(lines, halves, strict=True)]
    twice = [
        LeftOut(line.number, line.text[len(half) :].strip(), "the same words again")
        for line, half in zip(lines, halves, strict=True)
        if half
    ]
    return kept, twice


def _half(text: str) -> str:
    """Give the half of a text that is said twice; empty where none is."""
    size = len(text)
    if size < 6:
        return ""
    middle = size // 2
    if size % 2 == 0 and text[:middle] == text[middle:]:
        return text[:middle]
    if size % 2 and text[middle] == " " and text[:middle] == text[middle + 1 :]:
        return text[:middle]
    short = _ABBREVIATED.fullmatch(text) if ")" in text and size < 300 else None
    return text[: short.start(3)].rstrip() if short and short[3] in (short[1], short[2]) else ""


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """Put numbers that stand alone, counting up, before the lines below them; so `Q` and `A` alone on their lines."""
    alone = [at for at, line in enumerate(lines) if _LONE_NUMBER.fullmatch(line.text)]
    asked = sum(lines[at + 1].asks for at in alone if at + 1 < len(lines))
    numbers = [int(re.sub(r"\D", "", lines[at].text)) for at in alone]
    counts = len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    apart = all(after - before > 1 for before, after in itertools.pairwise(alone))
    lettered = sum(_LONE_Q.fullmatch(line.text) is not None for line in lines) >= 2
    counted = frozenset(alone) if counts and apart and (lettered or not asked) else frozenset()
    kept: list[Line] = []
    pending: list[Line] = []
    for at, line in enumerate(lines):
        number = at in counted
        letter = lettered and (_LONE_Q.fullmatch(line.text) or _LONE_A.fullmatch(line.text))
        if (number or letter) and at + 1 < len(lines):
            pending.append(line)
            continue
        if pending and not (BULLET.match(line.text) or NUMBER.match(line.text) or QUESTION.match(line.text)):
            sign = pending[-1].text.rstrip(".:)")
            opened = {"Q": "Q: ", "A": "A: "}.get(sign, f"{sign}. ")
            if len(pending) > 1 and sign == "Q":
                opened = f"{pending[0].text.rstrip('.)')}. "
            kept.append(Line(pending[0].number, opened + line.text, line.indent, pending[0].gap, opened + line.text))
        else:
            kept += [*pending, line]
        pending = []
    return [*kept, *pending]
