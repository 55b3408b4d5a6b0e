"""Which note of before is which note of today: evidence from the texts and from where they stand.

Certain passes come first, each with only what is free on both sides: the same note, an id of its author's, the same
question and answer, the same question in its section, the same answer where only one note has it. What is left is
compared with the few notes that share rare words with it or stand in the same gap, and taken best first; but for a
note that is more like one that stayed: it is a sibling of both.

A new note that inherits a stranger's history is worse than a history lost, so that position alone is never enough.
The weights were chosen on real edit histories; docs/identity.md has the figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from genai_cards.identity.evidence import ANSWER, QUESTION, Evidence, telling_answer
from genai_cards.identity.places import Places
from genai_cards.identity.trace import Trace
from genai_cards.identity.translation import translated
from genai_cards.identity.words import bare

CERTAIN = 1.0
"""The score of what the first passes find."""


ENOUGH = 0.5
"""From this score on two notes are one."""


CLEAR = 0.65
"""Below this score a match is shown as doubtful; retired notes need it to come back with another wording."""


POSSIBLE = 0.4
"""From this score on a note that was not taken is worth showing."""


SHARED = 0.6
"""From this share of words in common on two notes are one."""


_FIRST, _MOST_ROUNDS = 0.8, 8


_ALONE, _BESIDE, _SECTION, _PAGE = 0.06, 0.04, 0.02, 0.02
"""How much it says where two notes stand; what they say is weighed in `evidence`."""


_LEEWAY = 0.02
"""How much more a note may be like one that is there before and after than like what it is taken for."""


_SIBLINGS, _LIKEST, _LOOKED_AT = 30, 3, 300
"""So many places around a note its siblings are looked for, by so many letters; so many are compared."""


_MANY_TWINS = 10_000


@dataclass(frozen=True, slots=True)
class Match:
    """Two notes that are one."""

    old: int
    score: float
    runner_up: int | None = None
    """Another old note that is nearly as good."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What was found: for notes of today, by their index, what they were."""

    matches: dict[int, Match]
    possible: dict[int, Match]
    """New notes that may have been something; left as new."""


def match(olds: Sequence[Trace], news: Sequence[Trace], retired: Iterable[int] = ()) -> Matching:
    """Match notes one to one; `retired` are indices of `olds` that were not in the pages before."""
    work = _Work(olds, news, frozenset(retired))
    work.equal(lambda trace: trace, unique=False)
    work.equal(lambda trace: (trace.note_type, trace.own_id, trace.key.page) if trace.own_id else None)
    work.equal(lambda trace: (trace.note_type, trace.own_id) if trace.own_id else None, only_one=True)
    work.equal(lambda trace: (trace.note_type, trace.prompt, trace.answer), unique=False)
    if work.open():
        work.equal(lambda trace: (trace.note_type, trace.key.page, trace.key.section, trace.prompt))
        work.equal(lambda trace: (trace.note_type, trace.key.page, trace.prompt), only_one=True)
        work.equal(telling_answer, only_one=True)
        work.equal(_unpointed)
        work.equal(_turned, only_one=True)
        work.in_other_words()
    possible: dict[int, Match] = {}
    if work.open():
        for threshold in (_FIRST, ENOUGH):
            for _ in range(_MOST_ROUNDS):
                possible = work.similar(threshold)
                if not work.took:
                    break
        possible = work.overlapping(possible)
    matches = {new: work.without_taken_rival(found) for new, found in work.matches.items()}
    return Matching(matches, {new: found for new, found in possible.items() if new not in matches})


@dataclass(slots=True)
class _Work:
    """The state of one matching."""

    olds: Sequence[Trace]
    news: Sequence[Trace]
    retired: frozenset[int]
    matches: dict[int, Match] = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)
    """Old → new."""

    took: int = 0
    evidence: Evidence | None = None

    def take(self, new: int, found: Match) -> None:
        self.matches[new] = found
        self.partner[found.old] = new
        self.took += 1

    def open(self) -> bool:
        """Say whether there is something to match on both sides."""
        return len(self.matches) < len(self.news) and len(self.partner) < len(self.olds)

    def places(self) -> Places:
        """Give where the notes stand, by what is known now."""
        return Places(self.olds, self.news, self.retired, {new: found.old for new, found in self.matches.items()})

    def free_olds(self) -> list[int]:
        return [old for old in range(len(self.olds)) if old not in self.partner]

    def free_news(self) -> list[int]:
        return [new for new in range(len(self.news)) if new not in self.matches]

    def equal(self, of: Callable[[Trace], Hashable], *, unique: bool = True, only_one: bool = False) -> None:
        """Match what is equal in `of` (None: in nothing).

        With `unique`, only where one free note on each side has it; with `only_one`, not even a matched one may have
        it too. Else twins are matched by page, section and order, those in the pages before retired ones.
        """
        olds: dict[Hashable, list[int]] = defaultdict(list)
        for old in range(len(self.olds)) if only_one else self.free_olds():
            olds[of(self.olds[old])].append(old)
        news: dict[Hashable, list[int]] = defaultdict(list)
        for new in range(len(self.news)) if only_one else self.free_news():
            value = of(self.news[new])
            if value is not None and value in olds:
                news[value].append(new)
        for value, found in news.items():
            if not unique:
                self._twins(olds[value], found)
            elif len(found) == len(olds[value]) == 1:
                (old,), (new,) = olds[value], found
                if self._free(old, new):
                    self.take(new, Match(old, CERTAIN))

    def _free(self, old: int, new: int) -> bool:
        """Say whether two notes can still be one: their author's ids, where both have one, are the same."""
        mine, theirs = self.olds[old].own_id, self.news[new].own_id
        told_apart = mine and theirs and mine != theirs
        return new not in self.matches and old not in self.partner and not told_apart

    def _twins(self, olds: list[int], news: list[int]) -> None:
        if len(olds) * len(news) > _MANY_TWINS:
            olds = sorted(olds, key=lambda old: (old in self.retired, self.olds[old].key.page))[: len(news)]
            news = sorted(news, key=lambda new: self.news[new].key.page)
            pairs = list(zip(olds, news, strict=False))
        elif len(olds) == len(news) == 1:
            pairs = [(olds[0], news[0])]
        else:
            every = [(old, new) for old in olds for new in news]
            pairs = sorted(every, key=lambda pair: (*self._distance(*pair), *pair))
        for old, new in pairs:
            if self._free(old, new):
                self.take(new, Match(old, CERTAIN))

    def _distance(self, old: int, new: int) -> tuple[bool, bool, bool, bool, int]:
        one, other = self.olds[old].key, self.news[new].key
        return (
            old in self.retired,
            one.page != other.page,
            one.section != other.section,
            one != other,
            abs(old - new),
        )

    def similar(self, threshold: float) -> dict[int, Match]:
        """Match what is similar enough, best first; give what comes nearest for the rest."""
        if self.evidence is None:
            self.evidence = Evidence(self.olds, self.news, self.free_olds(), self.free_news())
        places = self.places()
        edges = []
        for new in self.free_news():
            for old in self._candidates(new, places):
                score = self._score(old, new, places)
                if score >= POSSIBLE:
                    edges.append((-score, abs(old - new), new, old))
        edges.sort()
        by_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for minus, _, new, old in edges:
            by_new[new].append((-minus, old))
        self.took = 0
        for minus, _, new, old in edges:
            enough = max(threshold, CLEAR) if old in self.retired else threshold
            if -minus >= enough and self._free(old, new) and not self._more_like_another(old, new):
                self.take(new, Match(old, -minus, self._runner_up(by_new[new], old)))
        free = {new: [pair for pair in found if pair[1] not in self.partner] for new, found in by_new.items()}
        return {new: Match(found[0][1], found[0][0]) for new, found in free.items() if found}

    def in_other_words(self) -> None:
        """Match the notes of pages that were translated."""
        places = self.places()
        olds, news = _by_page(self.free_olds(), places.page_of), _by_page(self.free_news(), self._page)
        for page in sorted(olds.keys() & news.keys()):
            ours = [old for old in olds[page] if old not in self.retired]
            theirs = news[page]
            for old, new, sure in translated([self.olds[o] for o in ours], [self.news[n] for n in theirs]):
                if self._free(ours[old], theirs[new]):
                    self.take(theirs[new], Match(ours[old], CLEAR if sure else ENOUGH))

    def _page(self, new: int) -> str:
        return self.news[new].key.page

    def overlapping(self, possible: dict[int, Match]) -> dict[int, Match]:
        """Match what shares most of its words, best first, wherever in question and answer they stand."""
        assert self.evidence is not None
        places = self.places()
        edges = []
        for new in self.free_news():
            for old in self._candidates(new, places):
                share = self.evidence.overlap(old, new)
                if share >= SHARED:
                    edges.append((-share, abs(old - new), new, old))
        for minus, _, new, old in sorted(edges):
            if old not in self.retired and self._free(old, new) and not self._more_like_another(old, new):
                self.take(new, Match(old, -minus))
        return possible

    def _more_like_another(self, old: int, new: int) -> bool:
        """Say whether one of two is more like a note that is there before and after: then it is a sibling, no edit."""
        assert self.evidence is not None
        befores = [place for place in _around(old, self.olds) if place in self.partner]
        afters = [place for place in _around(new, self.news) if place in self.matches]
        pairs = [(place, new) for place in _likest(self.news[new], self.olds, befores)]
        pairs += [(old, place) for place in _likest(self.olds[old], self.news, afters)]
        own = self.evidence.likeness(old, new) + _LEEWAY
        return any(self.evidence.likeness(*pair) > own for pair in pairs)

    def without_taken_rival(self, found: Match) -> Match:
        """Forget a runner-up that turned out to be another note of today."""
        return Match(found.old, found.score) if found.runner_up in self.partner else found

    @staticmethod
    def _runner_up(found: list[tuple[float, int]], taken: int) -> int | None:
        best = found[0][0]
        return next((old for score, old in found if old != taken and score > best - 0.1), None)

    def _candidates(self, new: int, places: Places) -> set[int]:
        assert self.evidence is not None
        found = {old for old in self.evidence.sharing(new) if old not in self.partner}
        found.update(places.same_gap(new))
        return {old for old in found if self.olds[old].note_type == self.news[new].note_type}

    def _score(self, old: int, new: int, places: Places) -> float:
        assert self.evidence is not None
        said, weight = self.evidence.said(old, new)
        left, right, alone = places.beside(old, new)
        page, section = places.same_page(old, new), places.same_section(old, new)
        near = old not in self.retired and page and (section or left or right)
        if near:  # what says little in itself is as good as the rest of the evidence
            said *= (QUESTION + ANSWER) / weight
        return said + _ALONE * alone + _BESIDE * (left + right) + _SECTION * section + _PAGE * page


def _by_page(notes: Iterable[int], page_of: Callable[[int], str]) -> dict[str, list[int]]:
    pages: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        pages[page_of(note)].append(note)
    return pages


def _unpointed(trace: Trace) -> Hashable:
    """Give what tells a note that is written with or without marks of vowels and of stress."""
    return trace.note_type, trace.key.page, trace.key.kind, bare(trace.prompt), bare(trace.answer)


def _turned(trace: Trace) -> Hashable:
    """Give what tells a cell of a table whose rows have become its columns; None for another note."""
    if len(trace.key.subject) != 2:
        return None
    return trace.note_type, trace.key.page, tuple(sorted(trace.key.subject)), trace.answer


def _around(place: int, traces: Sequence[Trace]) -> Iterator[int]:
    """Give the places of the other notes of a page that stand around a note."""
    near = range(max(0, place - _SIBLINGS), min(len(traces), place + _SIBLINGS + 1))
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
