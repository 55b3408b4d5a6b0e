"""Which number each deletion of a cloze note keeps: history follows the number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from genai_cards.cards.cloze import LAST, Deletion, renumbered
from genai_cards.cards.notes import Draft

ALIKE = 0.6
"""From this share of letters on, two texts in one note are one deletion."""

IN_PLACE = 0.8
"""From this share of letters around them on, two deletions may be one by their place alone."""

_JOINED = " … "


def numbered(draft: Draft, known: Sequence[Deletion], sentence: str, was: str) -> tuple[Draft, tuple[Deletion, ...]]:
    """Give each deletion the number that it had, or one that the note never used; and what to remember.

    `known` are the deletions that are remembered, `sentence` and `was` the whole text of today and of before. History
    follows the number, so a deletion that is edited, moved or joined by others keeps its own.
    """
    if not draft.holes:
        return draft, ()
    today = _groups(draft.holes)
    numbers = _numbers(today, known, _alike(_around(sentence, today.values()), _around(was, (h.text for h in known))))
    text = renumbered(draft.fields["Text"], numbers.__getitem__)
    holes = tuple(replace(hole, number=numbers[hole.number]) for hole in draft.holes)
    kept = [Deletion(numbers[written], said) for written, said in today.items()]
    used = {hole.number for hole in kept}
    gone = (replace(hole, gone=True) for hole in known if hole.number not in used)
    return replace(draft, fields={**draft.fields, "Text": text}, holes=holes), (*kept, *gone)


def _groups(holes: Iterable[Deletion]) -> dict[int, str]:
    """Give what each number hides, in the order of the text."""
    found: dict[int, list[str]] = defaultdict(list)
    for hole in holes:
        found[hole.number].append(hole.text)
    return {number: _JOINED.join(dict.fromkeys(texts)) for number, texts in found.items()}


def _numbers(today: Mapping[int, str], known: Sequence[Deletion], around: float) -> dict[int, int]:
    numbers: dict[int, int] = {}
    for written, number in _pairs(today, known, around):
        numbers.setdefault(written, number)
    taken = {hole.number for hole in known} | set(numbers.values())
    for written in today:
        if written not in numbers:
            numbers[written] = written if written not in taken else min(max(taken) + 1, LAST)
            taken.add(numbers[written])
    return numbers


def _pairs(today: Mapping[int, str], known: Sequence[Deletion], around: float) -> Iterator[tuple[int, int]]:
    """Yield which number of today is which of before: the same text first, then alike ones, then one in the place."""
    free_today, free = dict(today), {hole.number: hole for hole in known}

    found: dict[int, int] = {}

    def take(written: int, number: int) -> tuple[int, int]:
        del free_today[written], free[number]
        found[written] = number
        return written, number

    for written, text in today.items():
        same = [hole for hole in free.values() if hole.text == text]
        if same:
            best = min(same, key=lambda hole: (hole.gone, hole.number != written))
            yield take(written, best.number)
    live = [hole for hole in free.values() if not hole.gone]
    scores = ((_share(text, hole.text), w, hole.number) for w, text in free_today.items() for hole in live)
    for score, written, number in sorted(scores, key=lambda scored: -scored[0]):
        if score >= ALIKE and written in free_today and number in free:
            yield take(written, number)
    live = [hole for hole in free.values() if not hole.gone]
    if len(live) == len(free_today) == 1 and around >= IN_PLACE:
        (written,), number = free_today, live[0].number
        had = [hole.number for hole in known if not hole.gone]
        has = [number if each == written else found.get(each, 0) for each in today]
        if _beside(had, number) == _beside(has, number):
            yield take(written, number)


def _beside(numbers: Sequence[int], number: int) -> tuple[Sequence[int], Sequence[int]]:
    """Give the deletions directly before and behind one."""
    place = numbers.index(number)
    return numbers[max(0, place - 1) : place], numbers[place + 1 : place + 2]


def _around(sentence: str, texts: Iterable[str]) -> str:
    """Give a sentence without what it hides."""
    for text in texts:
        for part in text.split(_JOINED):
            sentence = sentence.replace(part, "…")
    return sentence


def _share(one: str, other: str) -> float:
    """Say how alike two deletions are; of several parts under one number, one in common is enough."""
    if set(one.split(_JOINED)) & set(other.split(_JOINED)):
        return 1.0
    return _alike(one, other)


def _alike(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # an edit is rare, and the import is not free

    if one == other:
        return 1.0
    return fuzz.ratio(one.casefold(), other.casefold()) / 100
