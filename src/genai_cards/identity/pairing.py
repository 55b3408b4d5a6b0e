"""Which notes are paired so far, and the passes that pair what is equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from genai_cards.identity.places import Places
from genai_cards.identity.trace import Trace

_MANY_TWINS = 10_000


@dataclass(slots=True)
class Pairing:
    """The state of one matching."""

    olds: Sequence[Trace]
    news: Sequence[Trace]
    retired: frozenset[int]
    """Those of `olds` that were not in the pages before."""

    matches: dict[int, int] = field(default_factory=dict)
    """New → old."""

    partner: dict[int, int] = field(default_factory=dict)
    """Old → new."""

    def take(self, old: int, new: int) -> None:
        """Pair two notes."""
        self.matches[new] = old
        self.partner[old] = new

    def open(self) -> bool:
        """Say whether there is something to match on both sides."""
        return len(self.matches) < len(self.news) and len(self.partner) < len(self.olds)

    def free(self, old: int, new: int) -> bool:
        """Say whether two notes can still be one: their author's ids, where both have one, are the same."""
        mine, theirs = self.olds[old].own_id, self.news[new].own_id
        told_apart = mine and theirs and mine != theirs
        return new not in self.matches and old not in self.partner and not told_apart

    def free_olds(self) -> list[int]:
        """Give the notes of before without a partner."""
        return [old for old in range(len(self.olds)) if old not in self.partner]

    def free_news(self) -> list[int]:
        """Give the notes of today without a partner."""
        return [new for new in range(len(self.news)) if new not in self.matches]

    def places(self) -> Places:
        """Give where the notes stand, by what is known now."""
        return Places(self.olds, self.news, self.retired, self.matches)

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
                if self.free(old, new):
                    self.take(old, new)

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
            if self.free(old, new):
                self.take(old, new)

    def _distance(self, old: int, new: int) -> tuple[bool, bool, bool, bool, int]:
        one, other = self.olds[old].key, self.news[new].key
        return (
            old in self.retired,
            one.page != other.page,
            one.section != other.section,
            one != other,
            abs(old - new),
        )
