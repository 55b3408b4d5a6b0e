"""Columns of a list that are no part of a card: what only numbers its rows, repeats another column, or is no text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from genai_cards.importers.lists.delimited import Row

FEWEST = 3
"""Rows, and columns, below which nothing is needless."""

LEAST_REPEATED = 0.9
"""Of the cells of a column that only repeats another one."""

_MEDIA = re.compile(r"(?:\s*(?:\[sound:[^\]]*\]|<img\b[^>]*>)\s*)+", re.IGNORECASE)
_CODE = re.compile(r"([\w.:-]*?)(\d+)")


def needless(rows: Sequence[Row], width: int) -> dict[int, str]:
    """Give the columns that are no part of a card, each with the reason; `rows` are without their heads."""
    if len(rows) < FEWEST or width < FEWEST:
        return {}
    found: dict[int, str] = {}
    for place in range(width):
        cells = [row.cells[place] if place < len(row.cells) else "" for row in rows]
        told = [*filter(None, cells)]
        if told and all(map(_MEDIA.fullmatch, told)):
            found[place] = "pictures and sounds, which a text does not hold"
        elif _counts(cells):
            found[place] = "the numbers of the rows"
        elif len(set(cells)) == 1:
            found[place] = "the same in all rows"
        elif place in _repeated(rows, width, found):
            found[place] = "the same as in another column"
    return found if width - len(found) > 1 else {}


def _counts(cells: Sequence[str]) -> bool:
    """Say whether cells are codes that count up: `1`, `2`; `song_01`, `song_02`."""
    codes = [_CODE.fullmatch(cell) for cell in cells]
    if not all(codes):
        return False
    stems = {code[1] for code in codes if code}
    numbers = [int(code[2]) for code in codes if code]
    up = all(before < after for before, after in itertools.pairwise(numbers))
    return len(stems) == 1 and up and numbers[-1] - numbers[0] < 2 * len(numbers)


def _repeated(rows: Sequence[Row], width: int, gone: dict[int, str]) -> Iterator[int]:
    """Yield the columns whose cells are, nearly all, a part of what the first one says."""
    first = next(place for place in range(width) if place not in gone)
    for place in range(first + 1, width):
        pairs = [(row.cells[first], row.cells[place]) for row in rows if place < len(row.cells)]
        again = sum(bool(part) and part.casefold() in whole.casefold() for whole, part in pairs)
        if again > LEAST_REPEATED * len(pairs):
            yield place
