"""Notes of one pattern: what two notes have in common says little where a third one has it, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from genai_cards.identity.evidence import Evidence
from genai_cards.identity.pairing import Pairing
from genai_cards.identity.trace import Trace

_AROUND, _LIKEST, _LOOKED_AT = 30, 3, 300
"""So many places around a note its siblings are looked for, by so many letters; so many are compared."""


def likest_sibling(pairing: Pairing, evidence: Evidence, old: int, new: int) -> float:
    """Say how much one of two notes is like a note that is there before and after, from 0 to 1.

    What says the same as the old one, word for word, is its twin and no sibling.
    """
    text = pairing.olds[old].prompt, pairing.olds[old].answer
    befores = [place for place in _around(old, pairing.olds) if place in pairing.partner]
    afters = [
        place
        for place in _around(new, pairing.news)
        if place in pairing.matches and (pairing.news[place].prompt, pairing.news[place].answer) != text
    ]
    befores = [place for place in befores if (pairing.olds[place].prompt, pairing.olds[place].answer) != text]
    pairs = [(place, new) for place in _likest(pairing.news[new], pairing.olds, befores)]
    pairs += [(old, place) for place in _likest(pairing.olds[old], pairing.news, afters)]
    return max((evidence.likeness(*pair) for pair in pairs), default=0.0)


def _around(place: int, traces: Sequence[Trace]) -> Iterator[int]:
    """Give the places of the other notes of a page that stand around a note."""
    near = range(max(0, place - _AROUND), min(len(traces), place + _AROUND + 1))
    page = traces[place].key.page
    return (other for other in near if other != place and traces[other].key.page == page)


def _likest(trace: Trace, others: Sequence[Trace], places: Iterable[int]) -> list[int]:
    """Give the places of the few others whose letters are most like those of a note."""
    from rapidfuzz import fuzz, process

    texts = {place: _beginning(others[place]) for place in places}
    found = process.extract(_beginning(trace), texts, scorer=fuzz.ratio, limit=_LIKEST)
    return [place for _, _, place in found]


def _beginning(trace: Trace) -> str:
    return f"{trace.prompt} {trace.answer}"[:_LOOKED_AT]
