"""Pairing notes that are similar, best first, and saying which of these pairs are doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from genai_cards.identity.evidence import ANSWER, CANDIDATES, QUESTION, Evidence
from genai_cards.identity.pairing import Pairing
from genai_cards.identity.places import Places
from genai_cards.identity.siblings import likest_sibling

ENOUGH = 0.5
"""From this score on two notes are one."""

CLEAR = 0.65
"""Retired notes need this score to come back with another wording."""

SHARED = 0.6
"""From this share of words in common on two notes are one."""

POSSIBLE = 0.4
"""From this score on a note that was not taken is worth showing."""

_SURE, _APART = 0.75, 0.75
"""How sure a pair must be, or it is doubtful; and how much it makes a pair surer that no other note is like it."""

_FIRST, _MOST_ROUNDS = 0.8, 8

_NEARLY = 0.1
"""How little less a runner-up may score."""

_ALONE, _BESIDE, _SECTION, _PAGE = 0.06, 0.04, 0.02, 0.02
"""How much it says where two notes stand; what they say is weighed in `evidence`."""

_LEEWAY = 0.02
"""How much more a note may be like one that is there before and after than like what it is taken for."""


def similar_notes(pairing: Pairing, evidence: Evidence) -> dict[int, int]:
    """Pair what is similar enough; give what is doubtful, as `match.Matching` has it."""
    search = _Search(pairing, evidence)
    search.take_rounds(_FIRST)
    search.take_rounds(ENOUGH)
    if search.take_overlapping():
        search.take_rounds(ENOUGH)
    return search.doubts()


@dataclass(frozen=True, slots=True)
class _Match:
    """What a note was taken for."""

    old: int
    score: float
    runner_up: int | None = None
    """Another old note that is nearly as good."""


@dataclass(slots=True)
class _Search:
    """What was found by similarity."""

    pairing: Pairing
    evidence: Evidence
    found: dict[int, _Match] = field(default_factory=dict)
    near: dict[int, list[tuple[float, int]]] = field(default_factory=dict)
    """For notes without a partner, what comes near, the nearest first."""

    def take_rounds(self, threshold: float) -> None:
        """Pair what scores so much, again as long as what was found says more of what is left."""
        for _ in range(_MOST_ROUNDS):
            if not self.take_similar(threshold):
                break

    def take_similar(self, threshold: float) -> int:
        """Pair what scores so much; give how many."""
        self.evidence.learn(self.pairing)
        places = self.pairing.places()
        edges = self._edges(POSSIBLE, places, lambda old, new: self._score(old, new, places))
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for score, old, new in edges:
            near[new].append((score, old))
        self.near = near
        before = len(self.found)
        for score, old, new in edges:
            if score >= (max(threshold, CLEAR) if old in self.pairing.retired else threshold):
                others = (other for score, other in near[new] if other != old and score > near[new][0][0] - _NEARLY)
                self._take(_Match(old, score, next(others, None)), new)
        return len(self.found) - before

    def take_overlapping(self) -> int:
        """Pair what shares most of its words; give how many."""
        before = len(self.found)
        for share, old, new in self._edges(SHARED, self.pairing.places(), self.evidence.overlap):
            if old not in self.pairing.retired and not self.evidence.of_one_pattern(old, new):
                self._take(_Match(old, share), new)
        return len(self.found) - before

    def _edges(self, least: float, places: Places, score: Callable[[int, int], float]) -> list[tuple[float, int, int]]:
        """Give what could be pairs, best first: score, old, new."""
        free = ((new, old) for new in self.pairing.free_news() for old in self._candidates(new, places))
        edges = [(score(old, new), old, new) for new, old in free]
        return sorted(
            (edge for edge in edges if edge[0] >= least),
            key=lambda edge: (-edge[0], abs(edge[1] - edge[2]), edge[2], edge[1]),
        )

    def _take(self, match: _Match, new: int) -> None:
        if (
            self.pairing.free(match.old, new)
            and not self.evidence.is_another(match.old, new)
            and self._apart(match.old, new) >= -_LEEWAY
        ):
            self.pairing.take(match.old, new)
            self.found[new] = match

    def _apart(self, old: int, new: int) -> float:
        """Say how much more two notes are like one another than like one that is there before and after."""
        return self.evidence.likeness(old, new) - likest_sibling(self.pairing, self.evidence, old, new)

    def _candidates(self, new: int, places: Places) -> set[int]:
        found = {old for old in self.evidence.sharing(new) if old not in self.pairing.partner}
        found.update(places.same_gap(new, CANDIDATES))
        return {old for old in found if self.pairing.olds[old].note_type == self.pairing.news[new].note_type}

    def _score(self, old: int, new: int, places: Places) -> float:
        page = places.same_page(old, new)
        moved = not page or places.guessed_page(old)
        usual = (moved and self.evidence.asked_elsewhere(old)) or self.evidence.of_one_pattern(old, new)
        said, weight = self.evidence.said(old, new, only_answer=usual)
        left, right, alone = places.beside(old, new)
        section = places.same_section(old, new)
        near = old not in self.pairing.retired and page and (section or left or right)
        if near:  # what says little in itself is as good as the rest of the evidence
            said *= (QUESTION + ANSWER) / weight
        return said + _ALONE * alone + _BESIDE * (left + right) + _SECTION * section + _PAGE * page

    def doubts(self) -> dict[int, int]:
        """Give what is doubtful: a pair that is not sure; one that another note comes near; a note that comes near."""
        doubts = {}
        for new, match in self.found.items():
            sure = match.score + _APART * self._apart(match.old, new)
            told_apart = self.evidence.may_be_another(match.old, new)
            if told_apart or (sure < _SURE and not self.evidence.told_alone(match.old, new)):
                doubts[new] = match.old
            elif match.runner_up is not None and match.runner_up not in self.pairing.partner:
                doubts[new] = match.runner_up
        for new, near in self.near.items():
            nearest = next((old for _, old in near if old not in self.pairing.partner), None)
            if nearest is not None and new not in self.pairing.matches:
                doubts[new] = nearest
        return doubts
