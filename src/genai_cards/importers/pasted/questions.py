"""Questions with their answers in pasted text, however the page marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from genai_cards.importers.pasted.chrome import reveals, why_chrome
from genai_cards.importers.pasted.code import is_code
from genai_cards.importers.pasted.lines import (
    ANSWER,
    ANSWER_LETTER,
    BULLET,
    EXPLANATION,
    NUMBER,
    QUESTION,
    Line,
    number_of,
)
from genai_cards.language import marks
from genai_cards.language.marks import (
    ANSWER_BRACKET,
    OPTION,
    opens_with_interrogative,
    orders,
)

MOST_BADGE_WORDS = 4

MOST_CHOICE_WORDS = 8

MOST_CHOICES = 12
"""Lines that may be choices without letters."""

MOST_BETWEEN = 8
"""Lines between a question with a mark and its answer."""

STRICT = ("marker", "number", "lone-number")
"""Styles in which a question has a mark of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where what follows it begins."""

    text: str
    line: int
    number: int | None
    style: str
    """How the page marks it: marker, number, lone-number, bullet, plain."""

    end: int
    """Index of the first line behind it."""

    known: bool = False
    """Whether a mark says that it is a question; else what follows must say so."""

    indent: int = 0
    """Of its line."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What follows a question."""

    options: tuple[Line, ...] = ()
    """Its choices."""

    context: tuple[Line, ...] = ()
    """What the question shows: code, further sentences."""

    given: tuple[Line, ...] = ()
    """The answer's first paragraph, without its marker."""

    explanation: tuple[Line, ...] = ()
    badges: tuple[Line, ...] = ()
    """Levels and topics that the page shows with it."""

    end: int = 0
    """Index of the first line behind it."""


def asked(lines: Sequence[Line], index: int) -> Asked | None:
    """Read the question that may stand at an index; whether it is one, what follows must show."""
    line = lines[index]
    marked = QUESTION.match(line.text)
    if marked and marked[0].strip():
        return _marked(lines, index, marked)
    bullet = BULLET.match(line.text)
    if bullet and QUESTION.match(line.text, bullet.end()) and QUESTION.match(line.text, bullet.end())[0].strip():  # type: ignore[index]
        return _marked(lines, index, QUESTION.match(line.text, bullet.end()))  # type: ignore[arg-type]
    number = NUMBER.match(line.text)
    if number:
        value = number_of(number)
        return Asked(line.text[number.end() :], line.number, value, "number", index + 1, indent=line.indent)
    if re.fullmatch(r"\d{1,4}[.)]?", line.text) and index + 1 < len(lines):
        return Asked(
            lines[index + 1].text, lines[index + 1].number, int(line.text.rstrip(".)")), "lone-number", index + 2
        )
    if bullet:
        return Asked(line.text[bullet.end() :], line.number, None, "bullet", index + 1, indent=line.indent)
    if ANSWER.match(line.text) or EXPLANATION.match(line.text):
        return None
    return Asked(line.text, line.number, None, "plain", index + 1)


def _marked(lines: Sequence[Line], index: int, marked: re.Match[str]) -> Asked | None:
    """Read behind `Question 1`, which may stand alone on its line, as `Question` may below it."""
    number = next((int(value) for value in marked.groups() if value), None)
    text, at = lines[index].text[marked.end() :].strip(), index
    while not text and at + 1 < len(lines):
        at += 1
        again = QUESTION.match(lines[at].text)
        text = lines[at].text[again.end() if again and again[0].strip() else 0 :].strip()
    if at > index and re.fullmatch(r"Q\s?\d+", marked[0]) and not asks(text):
        return None  # a quarter
    own = NUMBER.match(text)
    if own and number in (None, number_of(own)):
        number, text = number_of(own), text[own.end() :]
    return Asked(text, lines[at].number, number, "marker", at + 1, known=True) if text else None


def follows(lines: Sequence[Line], question: Asked) -> Answered | None:
    """Read what follows a question up to the end of its answer's first paragraph; None where no marker opens it."""
    badges: list[Line] = []
    context: list[Line] = []
    options, end = read_options(lines, question.end, question)
    bare = bare_choices(lines, end) if question.style in STRICT and not options else ()
    if len(bare) > 2:
        options, end = bare, end + len(bare)
    while end < len(lines) and not is_answer(lines[end], question):
        far = len(badges) + len(context) >= (MOST_BETWEEN if question.style in STRICT else 1)
        if far or opens(lines, end, question) or NUMBER.match(lines[end].text) or QUESTION.match(lines[end].text):
            return None
        (badges if _is_badge(lines, end) or reveals(lines[end]) else context).append(lines[end])
        end += 1
        if reveals(lines[end - 1]) and _is_revealed(lines, end, question):
            break
        if not options:
            options, end = read_options(lines, end, question)
    if end >= len(lines) or (context and question.style not in STRICT):
        return None
    given, end = _answer(lines, end, question)
    choices, behind = read_options(lines, end, question) if not given else ((), end)
    if choices and not options:
        options, end = choices, behind
    explanation, end = _explanation(lines, end)
    return Answered(options, tuple(context), given, explanation, tuple(badges), end)


def _is_revealed(lines: Sequence[Line], index: int, question: Asked) -> bool:
    """Say whether what stands below a button that shows the answer is the answer."""
    if index >= len(lines) or opens(lines, index, question) or asks(lines[index].text):
        return False
    return not (reveals(lines[index]) or why_chrome(lines[index]) or QUESTION.match(lines[index].text))


def is_answer(line: Line, question: Asked) -> bool:
    """Say whether a line opens the answer of a question."""
    if ANSWER.match(line.text) or ANSWER_BRACKET.match(line.text):
        return True
    bullet = BULLET.match(line.text)
    if bullet and ANSWER.match(line.text, bullet.end()):
        return True
    return question.style == "marker" and ANSWER_LETTER.match(line.text) is not None


def _is_badge(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is a level or a topic shown with the question: a few words without an end."""
    line = lines[index]
    return line.words <= MOST_BADGE_WORDS and not (line.ends_sentence or line.text.endswith(":") or is_code(line.text))


def read_options(lines: Sequence[Line], start: int, question: Asked) -> tuple[tuple[Line, ...], int]:
    """Read the choices that stand at an index: a, b, c, or 1, 2, 3 where the question is marked otherwise."""
    for pattern in (OPTION, NUMBER):
        found: list[Line] = []
        end = start
        while end < len(lines) and (match := pattern.match(BULLET.sub("", lines[end].text, count=1))):
            place = number_of(match) if pattern is NUMBER else ord(match[1].lower()) - ord("a") + 1
            if place != len(found) + 1 or (pattern is NUMBER and not _is_below(lines, end, question)):
                break
            found.append(lines[end])
            end += 1
        if len(found) >= 2 and not (pattern is NUMBER and question.style != "number"):
            return tuple(found), end
    return (), start


def _is_below(lines: Sequence[Line], index: int, question: Asked) -> bool:
    """Say whether a numbered line is a choice of a numbered question: farther in, or with another sign."""
    asking = lines[question.end - 1]
    signs = [re.match(r"\(?\d+\s?([.)])", line.text) for line in (asking, lines[index])]
    differs = signs[0] is not None and signs[1] is not None and signs[0][1] != signs[1][1]
    return lines[index].indent > asking.indent or differs


def _answer(lines: Sequence[Line], start: int, question: Asked) -> tuple[tuple[Line, ...], int]:
    """Read the answer's first paragraph, which may begin below its marker."""
    line = lines[start]
    text = without_marker(line.text)
    end = start + 1
    given: list[Line] = []
    if text:
        given.append(Line(line.number, text, line.indent, 0, text))
    elif end < len(lines) and not opens(lines, end, question) and not read_options(lines, end, question)[0]:
        given.append(lines[end])
        end += 1
    return tuple(given), end


def steps_end(lines: Sequence[Line], start: int, question: Asked) -> int:
    """Give the index behind the steps 1, 2, 3 that answer a numbered question; the start where none stand there."""
    end = start
    while end < len(lines) and (match := NUMBER.match(lines[end].text)):
        number = number_of(match)
        next_one = number == (question.number or 0) + 1 and lines[end].gap > 0
        if number != end - start + 1 or next_one or asks(lines[end].text):
            break
        end += 1
    return end if question.style == "number" and end - start > 1 else start


def without_marker(text: str) -> str:
    """Give an answer without what marks it, brackets included."""
    bracketed = ANSWER_BRACKET.match(text)
    if bracketed:
        return re.sub(r"\s*[)）]$", "", text[bracketed.end() :]).strip()
    bullet = BULLET.match(text)
    start = bullet.end() if bullet else 0
    marker = ANSWER.match(text, start) or ANSWER_LETTER.match(text, start)
    return text[marker.end() if marker else start :].strip()


def opens(lines: Sequence[Line], index: int, question: Asked) -> bool:
    """Say whether a line begins another question, marked as this one."""
    line = lines[index]
    if question.style == "marker":
        return QUESTION.match(BULLET.sub("", line.text, count=1)) is not None
    if question.style == "number":
        return NUMBER.match(line.text) is not None and line.indent <= question.indent and not OPTION.match(line.text)
    if question.style == "lone-number":
        return re.fullmatch(r"\d{1,4}[.)]?", line.text) is not None
    if question.style == "bullet" and index + 1 < len(lines) and line.indent <= question.indent:
        return BULLET.match(line.text) is not None and is_answer(lines[index + 1], question)
    return False


def _explanation(lines: Sequence[Line], start: int) -> tuple[tuple[Line, ...], int]:
    if start >= len(lines) or not (marker := EXPLANATION.match(lines[start].text)):
        return (), start
    line = lines[start]
    text = line.text[marker.end() :].strip()
    if text:
        return (Line(line.number, text, line.indent, 0, text),), start + 1
    return (lines[start + 1],) if start + 1 < len(lines) else (), min(start + 2, len(lines))


def asks(text: str) -> bool:
    """Say whether a text asks by its words alone: a question mark at its end, or an order such as "Define …"."""
    if marks.asks(text) or orders(text):
        return True
    # "What are the main types? Explain each."
    head, sign, _ = text.partition("? ")
    return bool(sign) and opens_with_interrogative(head) and len(text) < 300


def numbered(lines: Sequence[Line]) -> Iterator[Asked]:
    """Yield the questions that have a mark of their own."""
    for index in range(len(lines)):
        question = asked(lines, index)
        if question and (question.known or (NUMBER.match(lines[index].text) and asks(question.text))):
            yield question


def has_answer_below(lines: Sequence[Line], question: Asked) -> bool:
    """Say whether something stands below a question that may be its answer: no question, no button, no choices."""
    start = question.end
    if start >= len(lines) or asked_anew(lines, start) or why_chrome(lines[start]):
        return False
    return len(bare_choices(lines, start)) < 2


def bare_choices(lines: Sequence[Line], start: int) -> tuple[Line, ...]:
    """Give the short lines at an index up to what is none, which may be choices without letters."""
    found: list[Line] = []
    for index in range(start, min(len(lines), start + MOST_CHOICES + 1)):
        line = lines[index]
        text = BULLET.sub("", line.text, count=1)
        ends = line.ends_sentence or line.asks or text.endswith(":") or len(text.split()) > MOST_CHOICE_WORDS
        apart = line.gap > 0 and index > start
        if ends or apart or is_code(line.text) or asked_anew(lines, index) or is_marked_answer(line):
            break
        found.append(line)
    return tuple(found)


def asked_anew(lines: Sequence[Line], index: int) -> bool:
    """Say whether a question with a mark of its own stands at an index."""
    question = asked(lines, index)
    return question is not None and question.style in STRICT


def is_marked_answer(line: Line) -> bool:
    """Say whether a line opens an answer by a marker, or shows it by a button."""
    return bool(ANSWER.match(line.text) or ANSWER_BRACKET.match(line.text) or reveals(line))
