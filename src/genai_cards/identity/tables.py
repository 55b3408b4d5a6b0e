"""Tables of before and of today: a row or a column that holds the same is the same under another name."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

from genai_cards.identity.pairing import Pairing
from genai_cards.identity.trace import Trace, section_of
from genai_cards.identity.words import size

TELLING_ANSWER = 30
"""Letters from which an answer is full evidence."""

_SURE = 4.0
"""Bits of agreement from which two rows or columns are the same."""

_CALLED, _CALLED_ONCE, _IN_PLACE = 0.95, 0.7, 0.5
"""How alike two names are where several pairs say that one is the other today; where one pair does; and where a column
stands in the other's place in a table of as many columns."""

_Line = dict[str, tuple[str, float]]
"""The cells of a row or a column: by the other name the answer, and how much it says that it is the same, in bits."""

_Name = tuple[Hashable, int, str]
"""A section, rows (0) or columns (1), and what one is called."""


def are_cells(one: Trace, other: Trace) -> bool:
    """Say whether two notes are cells of tables."""
    return len(one.key.subject) == len(other.key.subject) == 2 and one.key.kind == other.key.kind


class Tables:
    """The tables of both sides."""

    def __init__(self, olds: Iterable[Trace], news: Iterable[Trace]) -> None:
        self._before, self._today = _Grid(olds), _Grid(news)
        self._called: dict[_Name, tuple[str, int]] = {}
        self._known: dict[tuple[int, tuple[Hashable, str], tuple[Hashable, str]], float] = {}

    def learn(self, pairing: Pairing) -> bool:
        """Learn from paired cells how a row or a column is called today; say whether that is news."""
        pairs = ((pairing.olds[old], pairing.news[new]) for new, old in pairing.matches.items())
        count = Counter(name for one, other in pairs if are_cells(one, other) for name in _renamed(one, other))
        called = {name: (today, seen) for (name, today), seen in reversed(count.most_common())}
        changed = called != self._called
        self._called = called
        if changed:
            self._known.clear()
        return changed

    def alike(self, one: Trace, other: Trace, worded: Callable[[str, str], float]) -> float:
        """Say how alike the names of two cells are, from 0 to 1."""
        ours, theirs = section_of(one), section_of(other)
        names = enumerate(zip(one.key.subject, other.key.subject, strict=True))
        return min(self._named(worded, axis, (ours, mine), (theirs, today)) for axis, (mine, today) in names)

    def _named(
        self, worded: Callable[[str, str], float], axis: int, one: tuple[Hashable, str], other: tuple[Hashable, str]
    ) -> float:
        """Say how alike two rows or columns are by their names and by what they hold; asked once for each pair."""
        known = self._known.get((axis, one, other))
        if known is None:
            agree = _agree(self._before.line(axis, *one), self._today.line(axis, *other))
            known = max(worded(one[1], other[1]), agree, self._is_called(one[0], axis, one[1], other[1]))
            self._known[axis, one, other] = known
        return known

    def _is_called(self, section: Hashable, axis: int, mine: str, theirs: str) -> float:
        today, seen = self._called.get((section, axis, mine), ("", 0))
        if today == theirs:
            return _CALLED if seen > 1 else _CALLED_ONCE
        return _IN_PLACE if axis and (mine, theirs) in self._in_place(section) else 0.0

    def _in_place(self, section: Hashable) -> set[tuple[str, str]]:
        """Give the columns of a section that are gone with those that stand in their places."""
        ours, theirs = self._before.names.get(section, []), self._today.names.get(section, [])
        if len(ours) != len(theirs):
            return set()
        return {
            (one, other) for one, other in zip(ours, theirs, strict=True) if one not in theirs and other not in ours
        }


def _renamed(one: Trace, other: Trace) -> Iterable[tuple[_Name, str]]:
    """Yield the name of a cell that differs where the other one is the same."""
    (row, column), (other_row, other_column) = one.key.subject, other.key.subject
    if row == other_row and column != other_column:
        yield (section_of(one), 1, column), other_column
    elif column == other_column and row != other_row:
        yield (section_of(one), 0, row), other_row


class _Grid:
    """The tables of one side: which answers stand in a row, and which in a column."""

    def __init__(self, traces: Iterable[Trace]) -> None:
        self._rows: dict[Hashable, _Line] = defaultdict(dict)
        self._columns: dict[Hashable, _Line] = defaultdict(dict)
        self.names: dict[Hashable, list[str]] = defaultdict(list)
        """The columns of a section, in order."""

        cells = [trace for trace in traces if len(trace.key.subject) == 2]
        said = Counter((section_of(cell), cell.key.subject[1], cell.answer) for cell in cells)
        rows = Counter((section_of(cell), cell.key.subject[1]) for cell in cells)
        for cell in cells:
            section, (row, column) = section_of(cell), cell.key.subject
            rarity = math.log2(rows[section, column] / said[section, column, cell.answer])
            found = cell.answer, rarity + _SURE * min(1.0, size(cell.answer) / TELLING_ANSWER)
            self._rows[section, row][column] = found
            self._columns[section, column][row] = found
            if column not in self.names[section]:
                self.names[section].append(column)

    def line(self, axis: int, section: Hashable, name: str) -> _Line:
        """Give the cells of a row (0) by column, or of a column (1) by row."""
        return (self._columns if axis else self._rows)[section, name]


def _agree(one: _Line, other: _Line) -> float:
    """Say how far two lines of tables hold the same: then a row or a column was only renamed."""
    shared = one.keys() & other.keys()
    every = sum(one[place][1] for place in shared)
    if len(shared) < 2 or not every:
        return 0.0
    same = sum(one[place][1] for place in shared if one[place][0] == other[place][0])
    return same / every * min(1.0, same / _SURE)
