"""Answer keys: the answers of several questions that stand together, below a title or behind a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from genai_cards.importers.pasted.lines import NUMBER, Line, number_of
from genai_cards.importers.pasted.questions import asked, asks
from genai_cards.language.marks import KEY_ENTRY, KEY_HEAD, KEY_TITLE, OPTION


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Answers that stand together: "Answers: 1. b, 2. d", or a list of letters or texts below "Answers"."""

    line: int
    answers: Mapping[int, str]
    """By the number of the question."""

    taken: frozenset[int]
    """Indices of its lines."""


def read_keys(lines: Sequence[Line]) -> tuple[AnswerKey, ...]:
    """Read the answer keys of a page."""
    keys: list[AnswerKey] = []
    index = start = 0
    while index < len(lines):
        key = _key(lines, start, index)
        if key:
            keys.append(key)
            start = max(key.taken) + 1
        index = start if key else index + 1
    return tuple(keys)


def _key(lines: Sequence[Line], start: int, index: int) -> AnswerKey | None:
    """Read the key at an index; `start` is where the questions that it may answer begin."""
    head = KEY_HEAD.match(lines[index].text)
    letters = _letters(lines[index].text[head.end() :]) if head else []
    title = KEY_TITLE.fullmatch(lines[index].text)
    end = index + 1
    while (head or title) and end < len(lines) and (more := _letters(lines[end].text)):
        letters += more
        end += 1
    if len(letters) >= 2:
        matched, taken = _matched(lines, start, index, dict(letters))
        return AnswerKey(lines[index].number, matched, frozenset((*taken, *range(index, end))))
    named = head is not None and KEY_TITLE.fullmatch(head[0].strip())
    texts = _in_order(lines[index].text[head.end() :]) if head and named else {}
    end = index + 1
    while title and end < len(lines) and (match := NUMBER.match(lines[end].text)) and not asks(lines[end].text):
        texts[number_of(match)] = lines[end].text[match.end() :]
        end += 1
    waiting = {_unanswered_number(lines, place, index) for place in range(start, index)} if len(texts) > 1 else set()
    if len(texts) < 2 or not waiting.issuperset(texts):
        return None
    return AnswerKey(lines[index].number, texts, frozenset(range(index, end)))


def _matched(lines: Sequence[Line], start: int, index: int, letters: dict[int, str]) -> tuple[dict[int, str], range]:
    """Give the texts that letters stand for where one list of texts stands below all that is to be matched with them.

    Also gives the indices of that list; without one, the letters stay as they are.
    """
    first = index
    while first > start and OPTION.match(lines[first - 1].text):
        first -= 1
    texts = {
        match[1].lower(): line.text[match.end() :] for line in lines[first:index] if (match := OPTION.match(line.text))
    }
    above = first
    while above > start and NUMBER.match(lines[above - 1].text):
        above -= 1
    if first - above < 2 or not {letter.lower() for letter in letters.values()} <= texts.keys():
        return letters, range(0)
    return {number: texts[letter.lower()] for number, letter in letters.items()}, range(first, index)


def _in_order(text: str) -> dict[int, str]:
    """Give the entries of a line "1. Lima 2. Suva", in words; two or more, counted up from the first."""
    starts = list(re.finditer(r"(?:^|(?<=[\s,;]))(\d{1,3})\s?[.)]\s+(?=\S)", text))
    numbers = [int(start[1]) for start in starts]
    if len(numbers) < 2 or starts[0].start() or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return {}
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return {int(start[1]): text[start.end() : end].strip(" ,;") for start, end in zip(starts, ends, strict=True)}


def _unanswered_number(lines: Sequence[Line], index: int, key: int) -> int | None:
    """Give the number of the question at an index, where a choice, another question, a heading or the key follows."""
    question = asked(lines, index)
    if question is None or question.number is None or question.end > key:
        return None
    after, following = lines[question.end], asked(lines, question.end)
    marked = following is not None and following.number is not None
    ends = question.end == key or marked or OPTION.match(after.text) or (after.is_bare and after.gap > 0)
    return question.number if ends else None


def _letters(text: str) -> list[tuple[int, str]]:
    """Give the entries of a line that holds nothing but them."""
    found = [(int(match[1]), match[2]) for match in KEY_ENTRY.finditer(text)]
    rest = KEY_ENTRY.sub("", text)
    return found if found and not re.search(r"\w", rest) else []
