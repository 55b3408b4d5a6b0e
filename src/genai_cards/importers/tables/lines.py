"""The lines of a glued table before they are cut: where their cells may have met, and how many columns there may be."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from genai_cards.importers.tables.gaps import Odds, gap_odds
from genai_cards.importers.tables.lexicon import Lexicon
from genai_cards.importers.tables.model import Weights, add_logs, chance

MOST_COLUMNS = 12
MOST_LINES = 2000
LONGEST_LINE = 3000  # characters; a longer line is no row
EMPTY = 0.01  # share of empty cells
WORST = -12.0  # a single row says no more than this against a number of columns


def count_seams(odds: Odds) -> list[float]:
    """Give the log-probability of 0, 1, 2 … seams in a line."""
    counts = [1.0] + [0.0] * (MOST_COLUMNS - 1)
    scale = 0.0
    for _, value in odds:
        share = chance(value)
        for number in range(MOST_COLUMNS - 1, 0, -1):
            counts[number] += share * (counts[number - 1] - counts[number])
        counts[0] *= 1 - share
        top = max(counts)
        if top < 1e-100:
            counts = [count / top for count in counts]
            scale += math.log(top)
    return [math.log(count) + scale if count > 0 else -700.0 for count in counts]


def votes_of(odds: Odds) -> list[float]:
    """Give the log-probability that a line has 0, 1, 2 … columns, some of them empty perhaps."""
    seams = count_seams(odds)
    return [-700.0, *(_with_empties(columns, seams) for columns in range(1, MOST_COLUMNS + 1))]


def _with_empties(columns: int, seams: Sequence[float]) -> float:
    ways = (math.log(math.comb(columns, empty) * EMPTY**empty) for empty in range(min(3, columns)))
    return max(WORST, add_logs([seams[columns - 1 - empty] + way for empty, way in enumerate(ways)]))


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a table, the first of which is its header, and what can be said of them before they are cut."""

    texts: Sequence[str]
    lexicon: Lexicon
    odds: Sequence[Odds]
    votes: Sequence[Sequence[float]]

    def first(self, number: int) -> Lines:
        """Give the first of them."""
        return Lines(self.texts[:number], self.lexicon, self.odds[:number], self.votes[:number])


def read_lines(texts: Sequence[str], words: Collection[str], weights: Weights) -> Lines:
    """Say where the cells of lines may have met; `words` stand free elsewhere on the page."""
    lexicon = Lexicon(words, texts)
    odds = gap_odds(texts, lexicon, weights)
    return Lines(texts, lexicon, odds, [votes_of(of_line) for of_line in odds])


def is_feasible(lines: Sequence[str]) -> bool:
    """Say whether lines may be a table by their number and length."""
    return 2 <= len(lines) <= MOST_LINES and all(0 < len(line) <= LONGEST_LINE for line in lines)
