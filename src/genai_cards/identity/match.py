"""Which note of before is which note of today: evidence from the texts and from where they stand.

Certain passes come first, each with only what is free on both sides: the same note, an id of its author's, the same
question and answer, the same question in its section, the same answer where only one note has it. What is left is
compared with the few notes that share rare words with it or stand in the same gap, and taken best first; but for a
note that is more like one that stayed: it is a sibling of both.

A new note that inherits a stranger's history is worse than a history lost, so that position alone is never enough.
The weights were chosen on real edit histories; docs/identity.md has the figures.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from genai_cards.cards.notes import Key

CERTAIN = 1.0
"""The score of what the first passes find."""

ENOUGH = 0.5
"""From this score on two notes are one."""

CLEAR = 0.65
"""Below this score a match is shown as doubtful; retired notes need it to come back with another wording."""

POSSIBLE = 0.4
"""From this score on a note that was not taken is worth showing."""

_FIRST, _MOST_ROUNDS = 0.8, 8
_QUESTION, _ANSWER, _ALONE, _BESIDE, _SECTION, _PAGE = 0.45, 0.35, 0.06, 0.04, 0.02, 0.02
_LEAST_ANSWER = 0.08
"""An answer that says nothing is missing evidence all the same."""

_TELLING_QUESTION, _TELLING_ANSWER = 6, 30
"""Characters from which a question or an answer is full evidence."""

_SURE = 4.0
"""Bits of agreement from which two rows or columns are the same."""

_LEEWAY = 0.02
"""How much more a note may be like one that is there before and after than like what it is taken for."""

_SIBLINGS, _LIKEST, _LOOKED_AT = 30, 3, 300
"""So many places around a note its siblings are looked for, by so many letters; so many are compared."""

_WORDS = 0.5
"""How much the words of a text count, the rare ones most, beside its letters."""

_SMALL_WORDS = frozenset(
    (
        # en
        "a about an and are as at be been by can could did do does for from had has have how if in into is it its "
        "may might not of on one or should so such than that the their them then there these they this those to "
        "was were what when where which who whom whose why will with would you your use used mean means called "
        # de
        "als am an auch auf aus bei das dass dem den der des die ein eine einem einen einer eines er es für haben "
        "hat im ist kann man mit nach nicht oder sich sie sind über um und von vom war warum was welche welcher "
        "welches wenn wer werden wie wird wo wofür wozu zu zum zur "
        # es
        "al como con cual cuál cuando cómo de del donde dónde el en es está la las lo los para por porque qué que "
        "quién se ser son su un una y "
        # fr
        "au aux avec c ce ces comment d dans des du elle est et fait il l le les ne ou par pas pour pourquoi qu "
        "quand quel quelle quelles quels qui quoi sa ses sont sur une "
        # it
        "che chi come cos cosa da dei della di e gli i il perché più quale quali quando sono "
        # nl
        "aan als bij dat de deze dit een en het hoe is kan met naar niet om op te tot van voor waar waarom wanneer "
        "wat welk welke wie worden wordt zijn "
        # pt
        "à ao as com do dos em foi na nas no nos o os não onde pelo qual quais são uma "
    ).split()
)
"""Words of a question that say nothing of what it is about."""

_SMALL = 0.03
_SAME_WORD = 75
"""Per cent of letters that two spellings of a word share."""

_CANDIDATES, _POSTINGS, _COMMON = 12, 40, 200
_MANY_TWINS = 10_000
_K = TypeVar("_K", bound=Hashable)
_WORD = re.compile(r"[^\W_]+")
_PLACEHOLDER = re.compile(
    r"\W*(to[ -]be[ -](completed|defined|done|written|added|determined|continued)|to ?do|tbd|tba|tbc|wip|fixme|n/?a"
    r"|coming soon|work in progress|under construction|placeholder|lorem ipsum.*|none|unknown|see above|see below)\W*",
    re.IGNORECASE,
)
"""Answers that stand for one that is not written yet: they say nothing of the note."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What matching sees of a note."""

    key: Key
    note_type: str
    prompt: str
    """Plain text."""

    answer: str
    """Plain text; of a long one, the beginning."""

    own_id: str = ""
    """The id that the page's author gave it."""


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
        work.equal(_telling_answer, only_one=True)
    possible: dict[int, Match] = {}
    if work.open():
        for threshold in (_FIRST, ENOUGH):
            for _ in range(_MOST_ROUNDS):
                possible = work.similar(threshold)
                if not work.took:
                    break
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
    evidence: _Evidence | None = None

    def take(self, new: int, found: Match) -> None:
        self.matches[new] = found
        self.partner[found.old] = new
        self.took += 1

    def open(self) -> bool:
        """Say whether there is something to match on both sides."""
        return len(self.matches) < len(self.news) and len(self.partner) < len(self.olds)

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
            self.evidence = _Evidence(self.olds, self.news, self.free_olds(), self.free_news())
        places = _Places(self)
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

    def _candidates(self, new: int, places: _Places) -> set[int]:
        assert self.evidence is not None
        found = {old for old in self.evidence.sharing(new) if old not in self.partner}
        found.update(places.same_gap(new))
        return {old for old in found if self.olds[old].note_type == self.news[new].note_type}

    def _score(self, old: int, new: int, places: _Places) -> float:
        assert self.evidence is not None
        said, weight = self.evidence.said(old, new)
        left, right, alone = places.beside(old, new)
        page, section = places.same_page(old, new), places.same_section(old, new)
        near = old not in self.retired and page and (section or left or right)
        if near:  # what says little in itself is as good as the rest of the evidence
            said *= (_QUESTION + _ANSWER) / weight
        return said + _ALONE * alone + _BESIDE * (left + right) + _SECTION * section + _PAGE * page


class _Places:
    """Where free notes stand between matched ones."""

    def __init__(self, work: _Work) -> None:
        self._work = work
        self._pages = _most(
            (work.olds[found.old].key.page, work.news[new].key.page) for new, found in work.matches.items()
        )
        self._sections = _most(
            (_section(work.olds[found.old]), _section(work.news[new])) for new, found in work.matches.items()
        )
        live = [old for old in range(len(work.olds)) if old not in work.retired]
        self._old_gaps = _gaps(live, work.olds, {old: old for old in work.partner}, self._pages)
        self._new_gaps = _gaps(
            range(len(work.news)), work.news, {new: found.old for new, found in work.matches.items()}, {}
        )
        self._olds_in: dict[_Gap, list[int]] = defaultdict(list)
        for old, gap in self._old_gaps.items():
            self._olds_in[gap].append(old)
        self._news_in = Counter(self._new_gaps.values())

    def same_gap(self, new: int) -> list[int]:
        """Give the free old notes between the same matched neighbours, a few around the same place."""
        gap = self._new_gaps[new]
        olds = self._olds_in.get(gap, [])
        return olds if len(olds) <= _CANDIDATES else [old for old in olds if abs(old - new) <= _CANDIDATES]

    def beside(self, old: int, new: int) -> tuple[bool, bool, bool]:
        """Say whether the matched neighbours before and behind agree, and whether both stand alone between them."""
        ours, theirs = self._old_gaps.get(old), self._new_gaps[new]
        if ours is None:
            return False, False, False
        alone = ours == theirs and len(self._olds_in[ours]) == self._news_in[theirs] == 1
        return ours[0] == theirs[0], ours[1] == theirs[1], alone

    def same_page(self, old: int, new: int) -> bool:
        page = self._work.olds[old].key.page
        return self._pages.get(page, page) == self._work.news[new].key.page

    def same_section(self, old: int, new: int) -> bool:
        section = _section(self._work.olds[old])
        return self._sections.get(section, section) == _section(self._work.news[new])


_Gap = tuple[int | str, int | str]
"""The matched old notes before and behind, or the page that begins or ends there."""


def _gaps(
    notes: Iterable[int], traces: Sequence[Trace], matched: dict[int, int], pages: dict[str, str]
) -> dict[int, _Gap]:
    """Give the gap of each free note."""
    by_page: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        page = traces[note].key.page
        by_page[pages.get(page, page)].append(note)
    gaps: dict[int, _Gap] = {}
    for page, members in by_page.items():
        before: int | str = page
        waiting: list[int] = []
        for note in members:
            if note in matched:
                gaps |= dict.fromkeys(waiting, (before, matched[note]))
                before, waiting = matched[note], []
            else:
                waiting.append(note)
        gaps |= dict.fromkeys(waiting, (before, page))
    return gaps


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


def _telling_answer(trace: Trace) -> tuple[str, str] | None:
    return (trace.note_type, trace.answer) if len(trace.answer) >= _TELLING_ANSWER else None


def _section(trace: Trace) -> tuple[str, tuple[str, ...]]:
    return trace.key.page, trace.key.section


def _most(pairs: Iterable[tuple[_K, _K]]) -> dict[_K, _K]:
    """Give for each first the second that it stands with most often."""
    found: dict[_K, _K] = {}
    for (one, other), _ in Counter(pairs).most_common():
        found.setdefault(one, other)
    return found


class _Evidence:
    """How alike two texts are, and how much that says."""

    def __init__(
        self, olds: Sequence[Trace], news: Sequence[Trace], free_olds: Sequence[int], free_news: Sequence[int]
    ) -> None:
        self._olds, self._news = olds, news
        self._free_olds = free_olds
        self._known: dict[tuple[int, int], tuple[float, float, float, float]] = {}
        self._sharing: dict[int, list[int]] = {}
        self._rare: dict[str, float] = {}
        self._answers = Counter(trace.answer for trace in olds), Counter(trace.answer for trace in news)
        pages = {olds[old].key.page for old in free_olds} | {news[new].key.page for new in free_news}
        near = [trace for trace in (*olds, *news) if trace.key.page in pages]
        self._texts = len(near)
        self._words: Counter[str] = Counter()
        for trace in near:
            self._words.update({*_words(trace.prompt), *_words(trace.answer)})
        self._grids = _Grid(olds), _Grid(news)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for old in self._free_olds:
            for feature in _features(self._olds[old]):
                index[feature].append(old)
        return index

    def sharing(self, new: int) -> list[int]:
        """Give the old notes that share the rarest words and letters with a new one."""
        found = self._sharing.get(new)
        if found is None:
            found = self._sharing[new] = self._find_sharing(new)
        return found

    def _find_sharing(self, new: int) -> list[int]:
        postings = sorted(
            (found for feature in _features(self._news[new]) if (found := self._index.get(feature))), key=len
        )
        votes: Counter[int] = Counter()
        for found in postings[:_POSTINGS]:
            if len(found) <= _COMMON or len(votes) < _CANDIDATES:
                for old in found[:_COMMON]:
                    votes[old] += 1
        return [old for old, _ in votes.most_common(_CANDIDATES)]

    def of(self, old: int, new: int) -> tuple[float, float, float, float]:
        """Give how alike question and answer are, and how telling each is: four figures from 0 to 1."""
        found = self._known.get((old, new))
        if found is None:
            found = self._known[old, new] = self._compare(old, new)
        return found

    def said(self, old: int, new: int) -> tuple[float, float]:
        """Give what the texts say for two notes being one, and the most that such texts could say."""
        question, answer, telling_question, telling_answer = self.of(old, new)
        weight_question, weight_answer = _QUESTION * telling_question, _ANSWER * telling_answer
        said = weight_question * question + weight_answer * answer
        return said, weight_question + max(weight_answer, _LEAST_ANSWER)

    def likeness(self, old: int, new: int) -> float:
        """Give how alike two notes are in their texts alone, from 0 to 1."""
        said, weight = self.said(old, new)
        return said / weight

    def _compare(self, old: int, new: int) -> tuple[float, float, float, float]:
        one, other = self._olds[old], self._news[new]
        question = self._question(one, other)
        answer = self._answer(one.answer, other.answer)
        shortest = min(len(one.prompt), len(other.prompt))
        telling_question = 1.0 if question == 1 else min(1.0, shortest / _TELLING_QUESTION)
        told = max(self._answers[0][one.answer], self._answers[1][other.answer])
        telling_answer = min(1.0, min(len(one.answer), len(other.answer)) / _TELLING_ANSWER) / told
        if _PLACEHOLDER.fullmatch(one.answer) or _PLACEHOLDER.fullmatch(other.answer):
            telling_answer = 0.0
        return question, answer, telling_question, telling_answer

    def _question(self, one: Trace, other: Trace) -> float:
        if one.prompt == other.prompt:
            return 1.0
        if len(one.key.subject) == len(other.key.subject) == 2 and one.key.kind == other.key.kind:
            rows, columns = self._grids[0].lines(one), self._grids[1].lines(other)
            return min(
                max(self._worded(mine, theirs), _agree(row, column))
                for mine, theirs, row, column in zip(one.key.subject, other.key.subject, rows, columns, strict=True)
            )
        return self._worded(one.prompt, other.prompt)

    def _worded(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        if min(len(one), len(other)) < 4:  # `ab` is not `aB`
            return 0.0
        folded, other_folded = (text.casefold() if len(text) > 8 else text for text in (one, other))
        letters = _alike(folded, other_folded, 0.95, whole=True)
        return (1 - _WORDS) * letters + _WORDS * self._shared(set(_words(one)), set(_words(other)), spelling=True)

    def _answer(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        letters = _alike(one, other, 0.9, whole=False)
        return (1 - _WORDS) * letters + _WORDS * self._shared(set(_words(one)), set(_words(other)), spelling=False)

    def _shared(self, mine: set[str], theirs: set[str], *, spelling: bool) -> float:
        """Give the share of words that two texts have in common; with `spelling`, also in another spelling."""
        both = self._rarity(mine) + self._rarity(theirs)
        if not both:
            return 0.0
        shared = 2 * self._rarity(mine & theirs)
        rest = theirs - mine
        for word in sorted(mine - theirs) if spelling else ():
            spelled = _spelled(word, rest)
            if spelled:
                shared += self._rarity((word, spelled))
                rest.remove(spelled)
        return shared / both

    def _rarity(self, words: Iterable[str]) -> float:
        return sum(self._rare.get(word) or self._learn(word) for word in words)

    def _learn(self, word: str) -> float:
        if word in _SMALL_WORDS:
            self._rare[word] = _SMALL
            return _SMALL
        rarity = math.log((self._texts + 1) / (self._words[word] + 1)) / math.log(self._texts + 1)
        self._rare[word] = max(0.05, rarity)
        return self._rare[word]


_Line = dict[str, tuple[str, float]]
"""The cells of a row or a column: by the other name the answer, and how much it says that it is the same, in bits."""


class _Grid:
    """The tables of one side: which answers stand in a row, and which in a column."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self._rows: dict[Hashable, _Line] = defaultdict(dict)
        self._columns: dict[Hashable, _Line] = defaultdict(dict)
        cells = [trace for trace in traces if len(trace.key.subject) == 2]
        said = Counter((_section(cell), cell.key.subject[1], cell.answer) for cell in cells)
        rows = Counter((_section(cell), cell.key.subject[1]) for cell in cells)
        for cell in cells:
            section, (row, column) = _section(cell), cell.key.subject
            rarity = math.log2(rows[section, column] / said[section, column, cell.answer])
            found = cell.answer, rarity + _SURE * min(1.0, len(cell.answer) / _TELLING_ANSWER)
            self._rows[section, row][column] = found
            self._columns[section, column][row] = found

    def lines(self, trace: Trace) -> tuple[_Line, _Line]:
        """Give the cells of a note's row by column, and those of its column by row."""
        row, column = trace.key.subject
        return self._rows[_section(trace), row], self._columns[_section(trace), column]


def _agree(one: _Line, other: _Line) -> float:
    """Say how far two lines of tables hold the same: then a row or a column was only renamed."""
    shared = one.keys() & other.keys()
    every = sum(one[place][1] for place in shared)
    if len(shared) < 2 or not every:
        return 0.0
    same = sum(one[place][1] for place in shared if one[place][0] == other[place][0])
    return same / every * min(1.0, same / _SURE)


def _alike(one: str, other: str, discount: float, *, whole: bool) -> float:
    """Compare letters, and words in any order at a discount; with `whole`, no word may be missing."""
    from rapidfuzz import fuzz  # an edit is rare, and the import is not free

    by_words = fuzz.token_sort_ratio if whole else fuzz.token_set_ratio
    return max(fuzz.ratio(one, other), discount * by_words(one, other)) / 100


def _spelled(word: str, others: Iterable[str]) -> str | None:
    """Give the word that is nearest, if it is another spelling; `unstable` is none of `stable`."""
    from rapidfuzz import fuzz, process

    choices = sorted(other for other in others if not word.endswith(other) and not other.endswith(word))
    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return found[0] if found else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _features(trace: Trace) -> set[str]:
    """Give what two wordings of one note are likely to share: words, and letters of the question in threes."""
    prompt = trace.prompt.casefold()
    threes = {prompt[place : place + 3] for place in range(len(prompt) - 2)}
    answer = _words(trace.answer)[:60]
    return threes | {f"?{word}" for word in _words(prompt)} | {f"={word}" for word in answer}
