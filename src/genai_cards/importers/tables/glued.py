"""Tables whose cells came with nothing between them: where the rows were probably cut.

Text copied from a browser, or taken out of minified HTML, holds rows such as `PlanetMoons (2024)Length of a
day`. Three things tell where its cells met. The characters on both sides of a gap, and the words which stand free
elsewhere, give each gap log-odds; the header and all rows vote on the number of columns; and a cell looks like the
other cells of its column. Figures learned from real tables (`weights.json`, written by `benchmarks/
learn_tables.py`) weigh these against each other, and say how sure the outcome is.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from genai_cards.importers.tables.columns import Column, Judge, traits
from genai_cards.importers.tables.gaps import Odds
from genai_cards.importers.tables.lexicon import Lexicon, is_double, is_header, is_open
from genai_cards.importers.tables.lines import MOST_COLUMNS, Lines, is_feasible, read_lines
from genai_cards.importers.tables.looks import looks
from genai_cards.importers.tables.model import Weights, add_logs, chance, limit, shipped, surety, weigh

LOST = 0.3  # where half of the rows are below, the table is not cut: fewer than a third of such rows are right
MOST_TORN = 0.2  # share of the rows
THRESHOLD = 0.895  # rows that read as less than 90 % sure need a look
TRACELESS = 0.5  # most that is said for a row whose cells may have met without a trace

SAMPLE = 60  # lines that settle the number of columns
CANDIDATES = 16  # gaps of a line that are looked at as seams
HOPELESS = -6.0  # log-odds below which a gap is none
CUTS = 4  # of a row that say what its columns hold, each as far as it is probable
ROUNDS = 3  # how often rows are cut: by their gaps alone, then by what the columns hold


@dataclass(frozen=True, slots=True)
class Cut:
    """A row as it was probably meant."""

    cells: tuple[str, ...]
    confidence: float
    """The posterior: how probably all cells of the row are right."""
    runner_up: tuple[str, ...]
    """The second best cut; empty where there is none."""


# --- Cells and columns ----------------------------------------------------------------------------------------------


class Row:
    """A line on its way to be cut: its hopeful gaps and the cells between them."""

    def __init__(self, text: str, odds: Odds) -> None:
        best = sorted(odds, key=lambda pair: -pair[1])[:CANDIDATES]
        self.text = text
        self.odds = {gap: value for gap, value in sorted(best) if value > HOPELESS}
        self.ends = [0, *self.odds, len(text)]
        self.own: list[dict[str, float]] = []
        """What the row gave to each column: traits with their weights."""

    @cached_property
    def cells(self) -> list[list[tuple[str, ...]]]:
        """The traits of the cell between each two ends; from an end to itself the cell is empty."""
        return [[traits(self.text[start:end]) if start <= end else () for end in self.ends] for start in self.ends]


Path = tuple[int, ...]  # where the cells of a row end


@dataclass(frozen=True, slots=True)
class Found:
    """The best cuts of a row with their scores, and the score of all cuts together."""

    paths: list[tuple[float, Path]]
    total: float

    @property
    def share(self) -> float:
        """Give the share that the best cut has among all."""
        return min(1.0, math.exp(self.paths[0][0] - self.total))


def search(row: Row, columns: Sequence[Column], weights: Weights, most: int = CUTS) -> Found:
    """Give the best cuts of a row into these columns, by dynamic programming from left to right."""
    by_gap = weights.cells.get("gap", 1.0)
    odds = [by_gap * row.odds.get(end, 0.0) for end in row.ends]
    last = len(odds) - 1
    paths: list[list[tuple[float, Path]]] = [[(0.0, ())], *([] for _ in range(last))]
    sums = [1.0] + [0.0] * last
    for number, column in enumerate(columns):
        judge = Judge(column, row.own[number] if row.own else {})
        reach = range(last + 1) if number < len(columns) - 1 else range(last, last + 1)
        paths, sums = _extend(row, paths, sums, judge, reach, odds)
        paths = [sorted(options, reverse=True)[:most] for options in paths]
    return Found(paths[last], math.log(sums[last]) if sums[last] > 0 else -700.0)


def _extend(
    row: Row, paths: list[list[tuple[float, Path]]], sums: list[float], judge: Judge, reach: range, odds: list[float]
) -> tuple[list[list[tuple[float, Path]]], list[float]]:
    """Add a cell to each path, in all ways."""
    ahead: list[list[tuple[float, Path]]] = [[] for _ in paths]
    onward = [0.0] * len(sums)
    for start, here in enumerate(paths):
        if not here:
            continue
        cells, before = row.cells[start], sums[start]
        for end in range(max(start, reach.start), reach.stop):
            score = sum([judge[trait] for trait in cells[end]]) + (odds[end] if end > start else 0.0)
            onward[end] += before * math.exp(-60.0 if score < -60 else 60.0 if score > 60 else score)
            stop = row.ends[end]
            ahead[end] += [(value + score, (*path, stop)) for value, path in here]
    return ahead, onward


def cells_of(text: str, path: Path) -> tuple[str, ...]:
    """Give the cells that end at these places."""
    return tuple(text[start:end] for start, end in itertools.pairwise((0, *path)))


def blank(columns: int, weights: Weights, header: bool = False) -> list[Column]:
    """Give columns of which nothing is known but their place: first, between, last."""
    places = "H" * columns if header else "0" + "1" * (columns - 2) + "2"
    return [Column(weights, place) for place in places[:columns]]


def fit(rows: Sequence[Row], columns: int, weights: Weights) -> tuple[list[Found], list[Column]]:
    """Cut all rows, the first of which is the header, and fit columns and cuts to each other in turn."""
    model = blank(columns, weights)
    for row in rows:
        row.own = []
    found = [search(row, model, weights) for row in rows[1:]]
    for _ in range(ROUNDS - 1):
        model = blank(columns, weights)
        for row, result in zip(rows[1:], found, strict=True):
            _settle(row, result, model)
        found = [search(row, model, weights) for row in rows[1:]]
    return [search(rows[0], blank(columns, weights, header=True), weights), *found], model


def _settle(row: Row, result: Found, model: Sequence[Column]) -> None:
    """Take the best cuts of a row, each for what it is worth."""
    row.own = [{} for _ in model]
    for score, path in result.paths:
        share = min(1.0, math.exp(score - result.total))
        for column, own, cell in zip(model, row.own, cells_of(row.text, path), strict=True):
            column.add(cell, share)
            for trait in traits(cell):
                own[trait] = own.get(trait, 0.0) + share


# --- The whole table ------------------------------------------------------------------------------------------------


_ADDRESS = re.compile(r"[a-z]https?://")
_UNCUT = re.compile(r"[^\W\d_A-Z][A-Z]|[)\]%.!?][A-Z]|\d[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table cut into so many columns, and what the number and its rows are judged by."""

    lines: Lines
    columns: int
    found: Sequence[Found]

    def cells(self) -> list[tuple[str, ...]]:
        """Give the cells of each line."""
        return [cells_of(text, found.paths[0][1]) for text, found in zip(self.lines.texts, self.found, strict=True)]

    def for_columns(self) -> dict[str, float]:
        """Give what speaks for this number of columns."""
        every = self.cells()
        head, *rows = every
        shares = [math.exp(vote[self.columns] - add_logs(vote[2:])) for vote in self.lines.votes]
        return self._shared(every, self._edges()) | {
            "prefer": sum(shares[1:]) / len(rows),
            "head share": shares[0],
            "head total": self.found[0].total,
            "strange": sum(map(self.lines.lexicon.strange, head)) / self.columns,
            "heads": sum(map(is_header, head)) / self.columns,
            "letters": sum(len(cell) < 2 for cell in head) / self.columns,
            "open": sum(any(map(is_open, cells)) for cells in rows) / len(rows),
            "joined": sum(map(self._joins, rows)) / len(rows),
            "joined head": float(self._joins(head)),
            "empty": sum("" in cells for cells in rows) / len(rows),
            "tail": sum(not cells[-1] for cells in rows) / len(rows),
            "two": float(self.columns == 2),
            "columns": float(self.columns),
        }

    def for_rows(self) -> list[dict[str, float]]:
        """Give what speaks for each row being right, if the number of columns is."""
        begins = [text[0] for text in self.lines.texts]
        every, edges = self.cells(), self._edges()
        shared = self._shared(every, edges) | {
            "1": 1.0,
            "small": sum(map(str.islower, begins)) / len(begins),  # cells that begin in lower case leave no trace
            "odd": sum(not begin.isalnum() for begin in begins) / len(begins),
        }
        rows = zip(every, self.found, edges, strict=True)
        return [shared | self._of_row(cells, found, *edge) for cells, found, edge in rows]

    def _shared(self, every: Sequence[tuple[str, ...]], edges: Sequence[tuple[float, float]]) -> dict[str, float]:
        """Give what speaks for and against the whole: what its rows have in common."""
        rows, edges = every[1:], edges[1:]
        columns = list(zip(*rows, strict=True))
        return {
            "share": sum(found.share for found in self.found[1:]) / len(rows),
            "named twice": 1 - len(set(columns[0])) / len(rows),
            "constant": sum(len(set(column)) == 1 for column in columns) / self.columns if len(rows) > 1 else 0.0,
            "weak": sum(min(0.0, weakest) for weakest, _ in edges) / len(rows),
            "weak rows": sum(weakest < -1 for weakest, _ in edges) / len(rows),
            "left rows": sum(strongest > 1 for _, strongest in edges) / len(rows),
        }

    def _edges(self) -> list[tuple[float, float]]:
        """Give, for each line, the log-odds of its weakest seam, and of the strongest gap that is none."""
        return [_edge(dict(odds), found) for odds, found in zip(self.lines.odds, self.found, strict=True)]

    def _joins(self, cells: Sequence[str]) -> bool:
        return any(itertools.starmap(self.lines.lexicon.joins, itertools.pairwise(cells)))

    def _of_row(self, cells: Sequence[str], found: Found, weakest: float, strongest: float) -> dict[str, float]:
        margin = limit(found.paths[0][0] - found.paths[1][0], 8) if len(found.paths) > 1 else 8.0
        befores = [before[-1:] for before in cells[:-1]]
        lower = sum(before.isalpha() and cell[:1].islower() for before, cell in zip(befores, cells[1:], strict=True))
        return {
            "margin": margin,
            "torn": min(0.0, margin - 2),
            "unsure": min(0.0, surety(found.share) - 2),
            "seam": weakest,
            "weakest": min(surety(found.share), weakest - strongest),
            "empty": float("" in cells),
            "open": float(any(map(is_open, cells))),
            "joined": float(self._joins(cells)),
            "lower": float(min(lower, 2)),
            "strange any": float(any(map(self.lines.lexicon.strange, cells))),
            "hump": float(any(map(_UNCUT.search, cells))),
            "sign": float(any(len(cell) == 1 and not cell.isalnum() for cell in cells)),
        }


def _edge(odds: Mapping[int, float], found: Found) -> tuple[float, float]:
    ends = set(found.paths[0][1])
    weakest = min((value for gap, value in odds.items() if gap in ends), default=-6.0)
    strongest = max((value for gap, value in odds.items() if gap not in ends), default=-6.0)
    return limit(weakest, 6), limit(strongest, 6)


def cut_table(
    lines: Sequence[str], words: Collection[str], columns: Sequence[str] | None = None, seen: Lines | None = None
) -> tuple[Cut, ...]:
    """Cut the rows of a table, the first of which is its header; nothing where no cut is plausible.

    `words` stand free elsewhere on the page. `columns` are the header's cells where a person gave them. `seen` are its
    first lines as `looks.glance` has read them: where these are all, they are not read again.
    """
    return cut_with(shipped(), lines, words, columns, seen)


def cut_with(
    weights: Weights,
    lines: Sequence[str],
    words: Collection[str],
    columns: Sequence[str] | None = None,
    seen: Lines | None = None,
) -> tuple[Cut, ...]:
    """Cut a table with weights of one's own."""
    lines = [line.strip() for line in lines]
    if not is_feasible(lines) or (columns is not None and not 2 <= len(columns) <= MOST_COLUMNS):
        return ()
    known = seen if seen and len(seen.texts) == len(lines) else read_lines(lines, words, weights)
    if columns is None and weigh(looks(known), weights.looks) < -6:
        return ()
    table, belief = _settled(known, weights, len(columns) if columns else None)
    cuts = []
    every = zip(lines, table.found, table.for_rows(), _traceless(table, not columns), strict=True)
    for text, found, features, traceless in every:
        best, *others = (cells_of(text, path) for _, path in found.paths)
        sure = belief * chance(weigh(features, weights.rows))
        cuts.append(Cut(best, min(sure, TRACELESS) if traceless else sure, others[0] if others else ()))
    if columns and "".join(columns) == lines[0]:
        cuts[0] = Cut(tuple(columns), 1.0, ())
    return tuple(cuts)


def _traceless(table: Table, guessed: bool) -> list[bool]:
    """Say of each line whether its cells may have met without a trace, or visibly elsewhere, whatever the figures say.

    Where that is so of a good part of the rows, it is so of all; `guessed` says that nobody gave the columns.
    """
    begins = [text[0].islower() for text in table.lines.texts]
    every = table.cells()
    torn = [_is_torn(table.lines.lexicon, cells) for cells in every]
    rows = len(every) - 1
    small = guessed and begins[0] and any(begins[1:])
    doubled = sum(any(map(is_double, cells)) for cells in every[1:]) * 2 > rows
    if small or doubled or sum(torn[1:]) > MOST_TORN * rows:
        return [True] * len(every)
    return [is_torn or "" in cells for is_torn, cells in zip(torn, every, strict=True)]


def _is_torn(lexicon: Lexicon, cells: Sequence[str]) -> bool:
    return any(map(_ADDRESS.search, cells)) or any(itertools.starmap(lexicon.tears, itertools.pairwise(cells)))


def _settled(lines: Lines, weights: Weights, given: int | None) -> tuple[Table, float]:
    """Give the table cut into the number of columns that most speaks for, and how probable that number is."""
    if given:
        return tabulate(lines, given, weights), 1.0
    tables = candidates(lines, weights)
    scores = [weigh(table.for_columns(), weights.counts) for table in tables]
    best = max(range(len(tables)), key=lambda number: scores[number])
    belief = math.exp(scores[best] - add_logs(scores))
    if len(lines.texts) <= SAMPLE:
        return tables[best], belief
    return tabulate(lines, tables[best].columns, weights), belief


def candidates(lines: Lines, weights: Weights) -> list[Table]:
    """Give the first lines of a table cut into each number of columns that has a chance."""
    totals = sorted((sum(vote[number] for vote in lines.votes), number) for number in range(2, MOST_COLUMNS + 1))
    return [tabulate(lines.first(SAMPLE), number, weights) for _, number in reversed(totals[-3:])]


def tabulate(lines: Lines, columns: int, weights: Weights) -> Table:
    """Cut a table into so many columns."""
    rows = [Row(text, of_line) for text, of_line in zip(lines.texts, lines.odds, strict=True)]
    found, _ = fit(rows, columns, weights)
    return Table(lines, columns, found)
