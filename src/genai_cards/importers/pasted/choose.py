"""The best reading of lines: each grammar proposes records, and dynamic programming chooses what covers the lines best.

Scores are bits. To begin a grammar costs something, so that one line that looks like a record is not believed alone;
to stay in it is free. What no grammar wins is left to the readers of prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from genai_cards.importers.pasted.behind import judged, judgements_of, noted, told_behind
from genai_cards.importers.pasted.below import asked_below, fields_below, listed_below, named_above
from genai_cards.importers.pasted.page import MARKED_HEADING
from genai_cards.importers.pasted.records import Move
from genai_cards.importers.pasted.runs import blocks, grids, labelled, periods
from genai_cards.importers.pasted.signs import Facts, Sign
from genai_cards.importers.pasted.split import separated, voted

HOPELESS = 14.0
"""Bits behind the best reading of the lines so far, at which a reading is given up."""

Made = Callable[[int], Iterator[Move]]
"""Gives the questions at an index that another reader makes: with a mark, choices, a key."""


Group = list[tuple[int, Move]]
"""Moves of one grammar that follow each other, each with the index that it begins at."""


@dataclass(slots=True)
class _Step:
    score: float
    back: tuple[int, str] | None
    move: Move | None


def choose(facts: Facts, made: Made) -> list[Group]:
    """Choose the records of the lines."""
    moves = _proposed(facts, made)
    best: list[dict[str, _Step]] = [{} for _ in range(len(facts.signs) + 1)]
    best[0][""] = _Step(0.0, None, None)
    for index, sign in enumerate(facts.signs):
        here = best[index]
        top = max(here, key=lambda form: here[form].score)
        score = here[top].score
        _put(best[index + 1], "", _Step(score, (index, top), None))
        skip = _cost_of_skipping(sign)
        for form, step in here.items():
            if form and step.score > score - HOPELESS:
                _put(best[index + 1], form, _Step(step.score - skip, (index, form), None))
        for move in moves[index]:
            fresh = score - move.cost
            same = _of_grammar(here, move.form)
            if same and same[1] >= fresh:
                _put(best[move.end], move.form, _Step(same[1] + move.gain, (index, same[0]), move))
            else:
                _put(best[move.end], move.form, _Step(fresh + move.gain, (index, top), move))
    return _groups(best, len(facts.signs))


def _put(states: dict[str, _Step], form: str, step: _Step) -> None:
    if form not in states or states[form].score < step.score:
        states[form] = step


def _of_grammar(here: dict[str, _Step], form: str) -> tuple[str, float] | None:
    """Give the best state of the same grammar; another mark costs a little."""
    grammar = form.partition("|")[0]
    found = [
        (state, step.score - (0 if state == form else 0.5))
        for state, step in here.items()
        if state and state.partition("|")[0] == grammar
    ]
    return max(found, key=lambda each: each[1]) if found else None


def _cost_of_skipping(sign: Sign) -> float:
    """Give what it costs that a line between records is none of them."""
    if sign.chrome:
        return 0.0
    return 0.4 if sign.is_short or len(sign.body) < 3 else 1.0


def _proposed(facts: Facts, made: Made) -> list[list[Move]]:
    moves: list[list[Move]] = [[] for _ in facts.signs]
    ways = voted(facts.signs)
    judgements = judgements_of(facts.signs)
    for index in range(len(facts.signs)):
        if facts.signs[index].chrome or MARKED_HEADING.match(facts.signs[index].line.text):
            continue
        moves[index] += made(index)
        moves[index] += separated(facts, index, ways[index])
        for grammar in (told_behind, noted, asked_below, fields_below, listed_below, named_above):
            moves[index] += grammar(facts, index)
        moves[index] += judged(facts, index, judgements)
    for start, move in _runs(facts):
        moves[start].append(move)
    return moves


def _runs(facts: Facts) -> Iterator[tuple[int, Move]]:
    for grammar in (periods, blocks, grids, labelled):
        yield from grammar(facts)


def _groups(best: Sequence[dict[str, _Step]], end: int) -> list[Group]:
    """Follow the best reading back, and put together what is of one form."""
    form = max(best[end], key=lambda each: best[end][each].score)
    steps: list[tuple[int, str, Move]] = []
    index = end
    while (step := best[index][form]).back is not None:
        before, was = step.back
        if step.move is not None:
            steps.append((before, was, step.move))
        index, form = before, was
    groups: list[Group] = []
    for before, was, move in reversed(steps):
        if groups and was.partition("|")[0] == move.form.partition("|")[0]:
            groups[-1].append((before, move))
        else:
            groups.append([(before, move)])
    return groups
