"""What the cells of a column have in common, and how well another cell fits in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from genai_cards.importers.tables.lexicon import kind_of, shape
from genai_cards.importers.tables.model import Weights


@lru_cache(200_000)
def traits(cell: str) -> tuple[str, ...]:
    """Give what a cell is compared by with the others of its column; the first letter names the kind of trait."""
    words = cell.split()
    if not words:
        return ("e1",)
    sentences = cell.count(". ") + 1 if cell[-1] in ".!?" else 0
    return (
        "e0",
        f"l{int(math.log2(len(cell)) * 2)}",
        f"w{min(len(words), 4 + int(math.log2(len(words))))}",
        "f" + kind_of(cell[0]),
        "t" + kind_of(cell[-1]),
        "F" + shape(words[0])[:4],
        "T" + shape(words[-1])[-4:],
        "s" + shape(cell)[:6],
        f",{min(cell.count(','), 2)}",
        f".{min(sentences, 2)}",
        f"#{int(any(char.isdigit() for char in cell))}",
        f"_{sum(char in cell for char in '_(=/')}",
        "=" + cell,
        "<" + words[0],
        ">" + words[-1],
    )


RARE = {"=": 0.0005, "<": 0.002, ">": 0.002}  # how usual a text is that was never seen
PRIOR = 4.0  # cells that a column is taken to have before any is seen
EMPTY_CELL = -6.0  # log-odds of an empty cell where a column is not known to have any
BY_PLACE = frozenset("ltF")  # kinds of traits that cells of first, middle and last columns differ in


class Column:
    """The cells of one column as far as they are known, each with its weight."""

    def __init__(self, weights: Weights, place: str) -> None:
        self.weights, self.place = weights, place
        self.counts: dict[str, float] = {}
        self.weight = 0.0
        self.scores: dict[str, float] = {}

    def add(self, cell: str, weight: float) -> None:
        """Count a cell in."""
        self.weight += weight
        for trait in traits(cell):
            self.counts[trait] = self.counts.get(trait, 0.0) + weight

    def likeness(self, trait: str, less: float = 0.0) -> float:
        """Give how much likelier a trait is here than anywhere; leave out what the row itself gave."""
        usual = self.weights.usual.get(trait) or RARE.get(trait[0], 0.003)
        seen = max(0.0, self.counts.get(trait, 0.0) - less)
        return math.log((seen + PRIOR * usual) / ((max(0.0, self.weight - less) + PRIOR) * usual))

    def score(self, trait: str, less: float = 0.0) -> float:
        """Give what a trait counts for in this column."""
        learned = self.weights.cells
        kind = trait[0]
        by_place = learned.get(self.place + trait, 0.0) if kind in BY_PLACE else 0.0
        rarity = EMPTY_CELL if trait == "e1" else 0.0
        counts = learned.get(kind, 0.0) + learned.get(f"{self.place}~{kind}", 0.0)
        return counts * self.likeness(trait, less) + by_place + rarity


class Judge(dict[str, float]):
    """The scores of traits in a column for one row, made when they are asked for.

    `own` is what the row itself gave to the column: traits with their weights.
    """

    def __init__(self, column: Column, own: Mapping[str, float]) -> None:
        super().__init__({trait: column.score(trait, share) for trait, share in own.items()})
        self.column = column

    def __missing__(self, trait: str) -> float:
        scores = self.column.scores
        if trait not in scores:
            scores[trait] = self.column.score(trait)
        self[trait] = scores[trait]
        return scores[trait]
