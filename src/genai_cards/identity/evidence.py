"""What the texts of two notes say for their being one, and which notes share anything with one."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import filterfalse

from genai_cards.identity.pairing import Pairing
from genai_cards.identity.tables import TELLING_ANSWER, Tables, are_cells
from genai_cards.identity.trace import Trace
from genai_cards.identity.words import is_small, negated, overlap, parts_words, size, words_of
from genai_cards.language.cells import NOT_AVAILABLE, is_to_come

QUESTION, ANSWER = 0.45, 0.35
"""How much a question and an answer say, at most, where all evidence together says 1."""


_LEAST_ANSWER = 0.08
"""An answer that says nothing is missing evidence all the same."""


_TELLING_QUESTION = 6
"""Letters from which a question is full evidence."""


_WORDS = 0.5
"""How much the words of a text count, the rare ones most, beside its letters."""


_SMALL = 0.03


_SAME_WORD, _LONG_WORD = 75, 6
"""Per cent of letters that two spellings of a word share; letters of a word that two names hardly share by chance."""


_FEW_WORDS, _HEAD, _FEW_IN_ANSWER = 3, 10, 14
"""So few words in common are chance; so many letters a text that grew begins with as before; and a text of so few words
may be a sibling's with some replaced."""


_ROW = 0.9
"""How much the name of a row says of a note that is no cell."""


_LITTLE, _SAME_ANSWER = 0.5, 0.9
"""Below this two texts have little in common; from this on two answers say the same."""


_GROWN, _ABBREVIATED = 0.85, 0.4
"""How alike a question is to one that asks the same and then more; and two short names, one of which goes on."""


_SIGNS = "?!.,;:？！。，；："
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")


CANDIDATES, _POSTINGS, _COMMON = 12, 40, 200


_SAYS_NOTHING = re.compile(
    rf"\W*(?:{NOT_AVAILABLE}|placeholder|lorem ipsum.*|none|unknown|see above|see below)\W*", re.IGNORECASE
)


def _says_nothing(answer: str) -> bool:
    """Say whether an answer stands for one that is not written yet: it says nothing of the note."""
    return is_to_come(answer) or _SAYS_NOTHING.fullmatch(answer) is not None


class Evidence:
    """How alike two texts are, and how much that says."""

    def __init__(self, pairing: Pairing) -> None:
        """Learn what is usual from the pages of those that have no partner yet."""
        olds, news = self._olds, self._news = pairing.olds, pairing.news
        free_olds, free_news = pairing.free_olds(), pairing.free_news()
        self._free_olds = free_olds
        self._known: dict[tuple[int, int], tuple[float, float, float, float]] = {}
        self._sharing: dict[int, list[int]] = {}
        self._rare: dict[str, float] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._every: dict[tuple[bool, int], Counter[str]] = {}
        self._answers = Counter(trace.answer for trace in olds), Counter(trace.answer for trace in news)
        self._prompts = Counter(trace.prompt for trace in olds)
        pages = {olds[old].key.page for old in free_olds} | {news[new].key.page for new in free_news}
        near = [trace for trace in (*olds, *news) if trace.key.page in pages]
        self._texts = len(near) or 1
        self._words: Counter[str] = Counter()
        for trace in near:
            self._words.update({*words_of(trace.prompt), *words_of(trace.answer)})
        self._tables = Tables(olds, news)
        self._asking: dict[tuple[str, str], set[int]] = defaultdict(set)
        for old in pairing.partner:
            if olds[old].key.page in pages:
                for word in words_of(olds[old].prompt):
                    self._asking[olds[old].key.page, word].add(old)

    def _set(self, text: str) -> frozenset[str]:
        """Give the different words of a text."""
        found = self._sets.get(text)
        if found is None:
            found = self._sets[text] = frozenset(words_of(text))
        return found

    def learn(self, pairing: Pairing) -> None:
        """Learn from what is paired how rows and columns are called today."""
        if self._tables.learn(pairing):
            self._known.clear()

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
            (found for feature in sorted(_features(self._news[new])) if (found := self._index.get(feature))), key=len
        )
        votes: Counter[int] = Counter()
        for found in postings[:_POSTINGS]:
            if len(found) <= _COMMON or len(votes) < CANDIDATES:
                for old in found[:_COMMON]:
                    votes[old] += 1
        return [old for old, _ in votes.most_common(CANDIDATES)]

    def of(self, old: int, new: int) -> tuple[float, float, float, float]:
        """Give how alike question and answer are, and how telling each is: four figures from 0 to 1."""
        found = self._known.get((old, new))
        if found is None:
            found = self._known[old, new] = self._compare(old, new)
        return found

    def said(self, old: int, new: int, *, only_answer: bool = False) -> tuple[float, float]:
        """Give what the texts say for two notes being one, and the most that such texts could say."""
        question, answer, telling_question, telling_answer = self.of(old, new)
        if only_answer:
            question = 0.0
        weight_question, weight_answer = QUESTION * telling_question, ANSWER * telling_answer
        said = weight_question * question + weight_answer * answer
        return said, weight_question + max(weight_answer, _LEAST_ANSWER)

    def likeness(self, old: int, new: int) -> float:
        """Give how alike two notes are in their texts alone, from 0 to 1."""
        said, weight = self.said(old, new)
        return said / weight

    def told_alone(self, old: int, new: int) -> bool:
        """Say whether two have an answer that no other note has."""
        one, other = self._olds[old], self._news[new]
        told_once = all(count[one.answer] == 1 for count in self._answers)
        return one.answer == other.answer and told_once and not _says_nothing(one.answer)

    def contradicts(self, old: int, new: int) -> bool:
        """Say whether the answer tells two notes apart as the question does.

        Where a word of the question was replaced, or yes by no, a short answer is another one; or the answer has the
        same word replaced.
        """
        one, other = self._olds[old], self._news[new]
        ours, others = self._replaced(one.prompt, other.prompt)
        _, answer, _, telling_answer = self.of(old, new)
        short, differs = telling_answer < 1, answer < _LITTLE
        if not ours or not others:
            return short and differs and negated(one.prompt) != negated(other.prompt)
        said, says = self._replaced(one.answer, other.answer)
        return (short and (differs or bool(said and says))) or bool(ours & said and others & says)

    def may_be_another(self, old: int, new: int) -> bool:
        """Say whether one note may have been replaced by its sibling: Encoder by Decoder, UDP by QUIC.

        So it is where the answer tells them apart; or where an answer of few words has some replaced, as the question
        has, or differs at all, and the questions share nothing.
        """
        one, other = self._olds[old], self._news[new]
        if one.holds_answer:
            return False
        mine, theirs = (set(filterfalse(is_small, self._set(prompt))) for prompt in (one.prompt, other.prompt))
        few = len(self._set(one.answer)) <= _FEW_IN_ANSWER and one.answer != other.answer
        if few and not mine <= theirs and not theirs <= mine:
            question, answer, _, _ = self.of(old, new)
            if (answer < _SAME_ANSWER and all(self._replaced(one.answer, other.answer))) or (
                question < _LITTLE and not mine & theirs
            ):
                return True
        return self.contradicts(old, new)

    def _replaced(self, one: str, other: str) -> tuple[set[str], set[str]]:
        """Give the words that stand in one text alone, but for small ones and other spellings."""
        mine, theirs = self._set(one) - self._set(other), self._set(other) - self._set(one)
        return (
            {word for word in mine if not is_small(word) and not _respelled(word, theirs)},
            {word for word in theirs if not is_small(word) and not _respelled(word, mine)},
        )

    def is_another(self, old: int, new: int) -> bool:
        """Say whether a short answer, that says something, was replaced together with a word of its question."""
        one, other = self._olds[old], self._news[new]
        _, answer, _, telling_answer = self.of(old, new)
        if telling_answer == 1 or answer >= _LITTLE or are_cells(one, other) or one.holds_answer:
            return False
        if not parts_words(one.prompt):
            return False
        return not any(map(_says_nothing, (one.answer, other.answer))) and self.contradicts(old, new)

    def answers_differ(self, old: int, new: int) -> bool:
        """Say whether the answers of two notes have little in common."""
        return self.of(old, new)[1] < _LITTLE

    def overlap(self, old: int, new: int) -> float:
        """Give the share of words that two notes have in common, wherever in question and answer they stand.

        Two cells of a column do not share its name; a few words in common are chance.
        """
        one, other = self._every_word(True, old), self._every_word(False, new)
        column, theirs = (trace.key.subject[1:] for trace in (self._olds[old], self._news[new]))
        if column and column == theirs:
            one, other = one - Counter(words_of(column[0])), other - Counter(words_of(column[0]))
        return overlap(one, other) if (one & other).total() >= _FEW_WORDS else 0.0

    def _every_word(self, before: bool, place: int) -> Counter[str]:
        found = self._every.get((before, place))
        if found is None:
            trace = (self._olds if before else self._news)[place]
            answer = "" if _says_nothing(trace.answer) else trace.answer
            found = self._every[before, place] = Counter(words_of(f"{trace.prompt} {answer}"))
        return found

    def _compare(self, old: int, new: int) -> tuple[float, float, float, float]:
        one, other = self._olds[old], self._news[new]
        question = self._question(one, other)
        answer = self._answer(one.answer, other.answer)
        alone = are_cells(one, other) and self.told_alone(old, new)
        shortest = min(_names(one, other), _names(other, one)) if alone else min(size(one.prompt), size(other.prompt))
        telling_question = 1.0 if question == 1 else min(1.0, shortest / _TELLING_QUESTION)
        told = max(self._answers[0][one.answer], self._answers[1][other.answer])
        telling_answer = min(1.0, min(size(one.answer), size(other.answer)) / TELLING_ANSWER) / told
        if _says_nothing(one.answer) or _says_nothing(other.answer):
            telling_answer = 0.0
        return question, answer, telling_question, telling_answer

    def _question(self, one: Trace, other: Trace) -> float:
        if one.prompt == other.prompt:
            return 1.0
        if are_cells(one, other):
            return self._tables.alike(one, other, self._worded)
        asked = self._worded(one.prompt, other.prompt)
        for cell, note in ((one, other), (other, one)):  # a row of a table that was a list, or became one
            if len(cell.key.subject) == 2:
                asked = max(asked, _ROW * self._worded(cell.key.subject[0], note.prompt))
        return asked

    def asked_elsewhere(self, old: int) -> bool:
        """Say whether another note asks the same, as pages of one form do."""
        return self._prompts[self._olds[old].prompt] > 1

    def of_one_pattern(self, old: int, new: int) -> bool:
        """Say whether all that two questions share stands in a third one, too, that is there before and after.

        Then only what differs counts, and that differs.
        """
        one, other = self._olds[old], self._news[new]
        if are_cells(one, other) or self.told_alone(old, new):
            return False
        mine, theirs = self._set(one.prompt), self._set(other.prompt)
        told = {word for word in mine & theirs if not is_small(word)}
        ours, others = mine - theirs, theirs - mine
        if not told or not ours or not others or any(_respelled(word, others) for word in ours):
            return False
        asking = set.intersection(*(self._asking.get((one.key.page, word), set()) for word in told))
        most = max(len(ours), len(others))
        return any(0 < len(self._set(self._olds[third].prompt) - mine - theirs) <= most for third in asking)

    def _worded(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        if any(_grown(*pair) or _is_short_for(*pair) for pair in ((one, other), (other, one))):
            return _GROWN
        if min(size(one), size(other)) < 4:  # `ab` is not `aB`
            return _ABBREVIATED if len(one) > 2 and len(other) > 2 and _starts(one, other) else 0.0
        folded, other_folded = (text.casefold() if len(text) > 8 else text for text in (one, other))
        letters = _alike(folded, other_folded, 0.95, whole=True)
        return (1 - _WORDS) * letters + _WORDS * self._shared(self._set(one), self._set(other), spelling=True)

    def _answer(self, one: str, other: str) -> float:
        if one == other:
            return 1.0
        short, long = sorted((one, other), key=len)
        alike = self._told(one, other)
        if len(short) >= TELLING_ANSWER and short[:_HEAD] == long[:_HEAD] and len(long) > len(short) * 1.2:  # it grew
            alike = max(alike, 0.9 * self._told(short, long[: len(short)]))
        return alike

    def _told(self, one: str, other: str) -> float:
        letters = _alike(one, other, 0.9, whole=False)
        return (1 - _WORDS) * letters + _WORDS * self._shared(self._set(one), self._set(other), spelling=False)

    def _shared(self, mine: frozenset[str], theirs: frozenset[str], *, spelling: bool) -> float:
        """Give the share of words that two texts have in common; with `spelling`, also in another spelling."""
        both = self._rarity(mine) + self._rarity(theirs)
        if not both:
            return 0.0
        shared = 2 * self._rarity(mine & theirs)
        rest = set(theirs - mine)
        for word in sorted(mine - theirs) if spelling else ():
            spelled = _spelled(word, rest)
            if spelled:
                shared += self._rarity((word, spelled))
                rest.remove(spelled)
        return shared / both

    def _rarity(self, words: Iterable[str]) -> float:
        return math.fsum(self._rare.get(word) or self._learn(word) for word in words)  # in any order the same

    def _learn(self, word: str) -> float:
        if is_small(word):
            self._rare[word] = _SMALL
            return _SMALL
        rarity = math.log((self._texts + 1) / (self._words[word] + 1)) / math.log(self._texts + 1)
        self._rare[word] = max(0.05, rarity)
        return self._rare[word]


def _alike(one: str, other: str, discount: float, *, whole: bool) -> float:
    """Compare letters, and words in any order at a discount; with `whole`, no word may be missing."""
    from rapidfuzz import fuzz  # an edit is rare, and the import is not free

    by_words = fuzz.token_sort_ratio if whole else fuzz.token_set_ratio
    return max(fuzz.ratio(one, other), discount * by_words(one, other)) / 100


def _grown(short: str, long: str) -> bool:
    """Say whether a question asks the same as a shorter one, and then more, or says it with small words around it."""
    if len(long) <= len(short) or not (short := short.rstrip(_SIGNS)):
        return False
    if long.startswith(short) and long[len(short)] in _SIGNS:
        return True
    told = _BRACKETS.sub(" ", long).strip(f" {_SIGNS}")
    before, found, after = told.partition(short) if told.startswith(short) else told.rpartition(short)
    parted = (not before or before[-1] == " ") and (not after or after[0] == " ")
    return bool(found) and parted and all(is_small(word) for word in words_of(f"{before} {after}"))


def _names(one: Trace, other: Trace) -> int:
    """Say how long what a cell is called is, where the other one is called otherwise."""
    return sum(size(mine) for mine, theirs in zip(one.key.subject, other.key.subject, strict=True) if mine != theirs)


def _starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_short_for(short: str, long: str) -> bool:
    """Say whether a name is made of the first letters of another one."""
    words = _BRACKETS.sub(" ", long).casefold().replace("-", " ").split()
    return len(words) > 1 and short.casefold() == "".join(word[0] for word in words)


def _spelled(word: str, others: Iterable[str]) -> str | None:
    """Give the word that is nearest, if it is another spelling; `unstable` is none of `stable`."""
    from rapidfuzz import fuzz, process

    choices = sorted(other for other in others if not word.endswith(other) and not other.endswith(word))
    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return found[0] if found else None


def _features(trace: Trace) -> set[str]:
    """Give what two wordings of one note are likely to share: words, and letters of the question in threes."""
    prompt = trace.prompt.casefold()
    threes = {prompt[place : place + 3] for place in range(len(prompt) - 2)}
    answer = words_of(trace.answer)[:60]
    return threes | {f"?{word}" for word in words_of(prompt)} | {f"={word}" for word in answer}


def _respelled(word: str, others: Iterable[str]) -> bool:
    """Say whether a word is one of others in another spelling; of short ones, such as SMTP and SNMP, nobody knows."""
    found = _spelled(word, others)
    return found is not None and (len(word) >= _LONG_WORD or found.startswith(word) or word.startswith(found))


def telling_answer(trace: Trace) -> tuple[str, str] | None:
    """Give what tells a note by its answer alone; None for an answer that is too short for that."""
    return (trace.note_type, trace.answer) if size(trace.answer) >= TELLING_ANSWER else None
