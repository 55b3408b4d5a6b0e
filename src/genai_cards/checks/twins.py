"""Questions that nearly say the same: they are answered by the wrong answer, or learned twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from genai_cards.cards.fields import plain_text
from genai_cards.cards.notes import Draft
from genai_cards.checks.facts import Facts
from genai_cards.checks.wording import content, short, words_of
from genai_cards.diagnostics import Diagnostic, advice
from genai_cards.language.stems import stem, without_ending
from genai_cards.language.words import INTERROGATIVES

NEAR = 40
"""Notes that one rare word may bring together; more have nothing in common but the word."""


def check_twins(facts: Facts) -> Iterator[Diagnostic]:
    """Two questions that nearly say the same are answered by the wrong answer, or learned twice."""
    asked = [_Asked.of(draft) for draft in (*facts.others, *facts.drafts)]
    mine = {id(draft) for draft in facts.drafts}
    told: set[int] = set()
    for first, second in _near(asked):
        if id(second.draft) not in mine:
            first, second = second, first
        if id(second.draft) not in mine or id(second.draft) in told:
            continue
        told.add(id(second.draft))
        same = plain_text(first.draft.fields.get("Answer", "")) == plain_text(second.draft.fields.get("Answer", ""))
        place = f"{first.draft.at.path}:{first.draft.at.line}"
        message = f"nearly the same question as at {place}: “{short(first.plain)}”"
        with_answer = "with the same answer" if same else "with another answer"
        hint = "keep one of them" if same else "say in each what tells them apart, or make one note of both"
        yield advice("prompt-near", second.draft.at, f"{message}, {with_answer}", hint)


@dataclass(frozen=True, slots=True)
class _Asked:
    draft: Draft
    plain: str
    shown: tuple[str, ...]
    """What the front shows: two notes that show the same are told of as `same-prompt`."""

    words: tuple[str, ...]
    """Sorted, each once; without small ones."""

    @classmethod
    def of(cls, draft: Draft) -> _Asked:
        plain = plain_text(draft.fields.get("Prompt", "") or draft.fields.get("Text", ""))
        shown = tuple(draft.fields.get(name, "") for name in ("Context", "Prompt", "Cue"))
        return cls(draft, plain, shown, tuple(sorted(set(content(plain)))))


def _near(asked: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Yield pairs of like questions; only those are compared that share one of their two rarest stems."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        for word in {stem(word) for word in one.words}:
            holders[word].append(place)
    buckets: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        rare = sorted({stem(word) for word in one.words}, key=lambda word: (len(holders[word]), word))
        for word in rare[:2]:
            buckets[word].append(place)
    seen: set[tuple[int, int]] = set()
    for places in buckets.values():
        for number, first in enumerate(places[:NEAR]):
            for second in places[number + 1 : NEAR]:
                if (first, second) not in seen and _alike(asked[first], asked[second]):
                    seen.add((first, second))
    for first, second in sorted(seen, key=lambda pair: pair[::-1]):
        yield asked[first], asked[second]


def _alike(one: _Asked, other: _Asked) -> bool:
    """Say whether two questions have the same words, but for their forms and for slips of the pen."""
    if one.shown == other.shown or abs(len(one.words) - len(other.words)) > 0 or len(one.words) < 2:
        return False
    if _kind_of_question(one.plain) != _kind_of_question(other.plain):
        return False
    if one.draft.key.section != other.draft.key.section and one.draft.kind.of_cell and other.draft.kind.of_cell:
        return one.words == other.words
    return all(a == b or _same_word(a, b) for a, b in zip(one.words, other.words, strict=True))


def _kind_of_question(plain: str) -> str:
    """Give the word that says what is asked: why, how … ; "what" is as good as none."""
    asked = [word for word in map(str.lower, words_of(plain)[:3]) if word in INTERROGATIVES]
    return asked[0] if asked and asked[0] not in ("what", "which", "was", "que", "qué") else ""


def _same_word(one: str, other: str) -> bool:
    """Say whether two words are forms of one, or one with a slip; what has digits is a name."""
    if other == f"{one}s" or one == f"{other}s":
        return min(len(one), len(other)) > 2
    if min(len(one), len(other)) < 4 or not (one.isalpha() and other.isalpha()) or one[:3] != other[:3]:
        return False
    if without_ending(one) == without_ending(other):
        return True
    return min(len(one), len(other)) > 6 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
