"""Where notes stand: which page and which section of today was which, and between which known notes one stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from genai_cards.identity.trace import Trace, section_of

_K = TypeVar("_K", bound=Hashable)

Gap = tuple[int | str, int | str]
"""The matched old notes before and behind, or the page that begins or ends there."""


class Places:
    """Where free notes stand between matched ones."""

    def __init__(
        self, olds: Sequence[Trace], news: Sequence[Trace], retired: frozenset[int], matched: Mapping[int, int]
    ) -> None:
        """`matched`: for notes of today, which they were."""
        self._olds, self._news = olds, news
        live = [old for old in range(len(olds)) if old not in retired]
        self._pages = _most((olds[old].key.page, news[new].key.page) for new, old in matched.items())
        self._guessed = _renamed({olds[old].key.page for old in live}, {trace.key.page for trace in news}, self._pages)
        self._pages |= self._guessed
        self._sections = _most((section_of(olds[old]), section_of(news[new])) for new, old in matched.items())
        self._old_gaps = _gaps(live, olds, {old: old for old in matched.values()}, self._pages)
        self._new_gaps = _gaps(range(len(news)), news, matched, {})
        self._olds_in: dict[Gap, list[int]] = defaultdict(list)
        for old, gap in self._old_gaps.items():
            self._olds_in[gap].append(old)
        self._news_in = Counter(self._new_gaps.values())

    def pages(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the free notes of before and of today that stand on the same page."""
        olds: dict[str, list[int]] = defaultdict(list)
        news: dict[str, list[int]] = defaultdict(list)
        for old in self._old_gaps:
            olds[self.page_of(old)].append(old)
        for new in self._new_gaps:
            news[self._news[new].key.page].append(new)
        yield from ((found, news[page]) for page, found in olds.items() if page in news)

    def same_gap(self, new: int, most: int) -> list[int]:
        """Give the free old notes between the same matched neighbours, of many those around the same place."""
        olds = self._olds_in.get(self._new_gaps[new], [])
        return olds if len(olds) <= most else [old for old in olds if abs(old - new) <= most]

    def beside(self, old: int, new: int) -> tuple[bool, bool, bool]:
        """Say whether the matched neighbours before and behind agree, and whether both stand alone between them."""
        ours, theirs = self._old_gaps.get(old), self._new_gaps[new]
        if ours is None:
            return False, False, False
        alone = ours == theirs and len(self._olds_in[ours]) == self._news_in[theirs] == 1
        return ours[0] == theirs[0], ours[1] == theirs[1], alone

    def page_of(self, old: int) -> str:
        """Give what the page of an old note is called today."""
        page = self._olds[old].key.page
        return self._pages.get(page, page)

    def same_page(self, old: int, new: int) -> bool:
        """Say whether two notes stand on one page, whatever it was called."""
        return self.page_of(old) == self._news[new].key.page

    def guessed_page(self, old: int) -> bool:
        """Say whether nothing but their number says which page of today the page of an old note is."""
        return self._olds[old].key.page in self._guessed

    def same_section(self, old: int, new: int) -> bool:
        """Say whether two notes stand below the same heading, whatever it was called."""
        section = section_of(self._olds[old])
        return self._sections.get(section, (self.page_of(old), section[1])) == section_of(self._news[new])


def _renamed(before: set[str], after: set[str], known: Mapping[str, str]) -> dict[str, str]:
    """Give what a page is called today, where it is the only one that is gone, and another the only new one."""
    gone, new = before - after - known.keys(), after - before - set(known.values())
    return {gone.pop(): new.pop()} if len(gone) == len(new) == 1 else {}


def _gaps(
    notes: Iterable[int], traces: Sequence[Trace], matched: Mapping[int, int], pages: Mapping[str, str]
) -> dict[int, Gap]:
    """Give the gap of each free note."""
    by_page: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        page = traces[note].key.page
        by_page[pages.get(page, page)].append(note)
    gaps: dict[int, Gap] = {}
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


def _most(pairs: Iterable[tuple[_K, _K]]) -> dict[_K, _K]:
    """Give for each first the second that it stands with most often."""
    found: dict[_K, _K] = {}
    for (one, other), _ in Counter(pairs).most_common():
        found.setdefault(one, other)
    return found
