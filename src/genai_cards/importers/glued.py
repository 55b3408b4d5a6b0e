"""Tables whose cells came with nothing between them: where the rows were probably cut.

Text copied from a browser, or taken out of minified HTML, holds rows such as `PlanetMoons (2024)Length of a
day`. Three things tell where its cells met. The characters on both sides of a gap, and the words which stand free
elsewhere, give each gap log-odds; the header and all rows vote on the number of columns; and a cell looks like the
other cells of its column. Figures learned from real tables (`glued_weights.py`, written by `benchmarks/tables.py
--train`) weigh these against each other, and say how sure the outcome is.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from genai_cards.importers import glued_weights

THRESHOLD = 0.9  # rows below need a look

MOST_COLUMNS = 12
MOST_LINES = 2000
LONGEST_LINE = 3000  # characters; a longer line is no row
SAMPLE = 60  # lines that settle the number of columns
CANDIDATES = 20  # gaps of a line that are looked at as seams; the rest are hopeless
ROUNDS = 2  # how often rows are cut: by their gaps alone, then by what the columns hold

Odds = list[tuple[int, float]]  # the gaps of a line, each with its log-odds of being a seam


@dataclass(frozen=True, slots=True)
class Cut:
    """A row as it was probably meant."""

    cells: tuple[str, ...]
    confidence: float
    """The posterior: how probably all cells of the row are right."""
    runner_up: tuple[str, ...]
    """The second best cut; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned, by name of the feature."""

    gaps: Mapping[str, float] = field(default_factory=dict)
    """Log-odds of a seam, by what stands around the gap."""
    cells: Mapping[str, float] = field(default_factory=dict)
    """How much a likeness of a cell to its column counts, and how cells of first, middle and last columns look."""
    usual: Mapping[str, float] = field(default_factory=dict)
    """How often a trait is found in the cells of all tables."""
    counts: Mapping[str, float] = field(default_factory=dict)
    """What speaks for a number of columns."""
    rows: Mapping[str, float] = field(default_factory=dict)
    """What speaks for a row being cut right."""
    looks: Mapping[str, float] = field(default_factory=dict)
    """What speaks for lines being a glued table."""


@cache
def shipped() -> Weights:
    """Give the weights that come with the package."""
    source = glued_weights
    tables = (source.GAPS, source.CELLS, source.USUAL, source.COUNTS, source.ROWS, source.LOOKS)
    units = (100, 100, 10000, 1000, 1000, 1000)
    return Weights(*({n: v / unit for n, v in table.items()} for table, unit in zip(tables, units, strict=True)))


def weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the sum of features times weights."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def chance(log_odds: float) -> float:
    """Give the probability that log-odds stand for."""
    return 1 / (1 + math.exp(-limit(log_odds, 30)))


def limit(value: float, most: float) -> float:
    """Keep a value within bounds on both sides."""
    return max(-most, min(most, value))


def add_logs(values: Sequence[float]) -> float:
    """Give the logarithm of a sum of exponentials."""
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


# --- Characters and words -------------------------------------------------------------------------------------------

_PLAIN = frozenset("°€£.,;:!?()[]{}<>\"'“”‘’$%+-–—/\\_=*&#@|~`^•…→")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_AROUND = ".,;:!?()\"'"
_PIECE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|\s+|.")
_FIGURE = re.compile(r"[$€£]?\d+(?:[.,:/–-]\d+)*(?:°[CF]|[KMB]\+?|%|\+)?(?![a-z])")
_HUMP = re.compile(r"[a-z][A-Z]")
_STOPS = frozenset(
    "a an the of in on at to for from by with without and or nor but if as is are was were be been being has have had "
    "do does did not no this that these those its it's their your our his her my than then so such via per into onto "
    "over under when while where which who whose what how why can could may might must shall should will would each "
    "every any all some more most very only also between about after before during using e.g. i.e.".split()
)
_STARTS = frozenset("yes no true false the a an it this these you we they none n/a when if use used not".split())
_VALUES = frozenset(
    "yes no true false none unknown n/a null optional required string number boolean integer int bool float object "
    "array low medium high".split()
)


@cache
def _fine(char: str) -> str:
    """Give the class of a character: itself, if it is a common mark."""
    if char.isalpha():
        return "a" if char.islower() else "A" if char.isupper() else "ö"
    if char.isdigit():
        return "0"
    return " " if char.isspace() else char if char in _PLAIN else "☃"


def _coarse(fine: str) -> str:
    """Give the class of a character with all marks thrown together."""
    return "." if fine in _PLAIN and fine != "^" else fine


_MEDIUM = {
    mark: kind for kind, marks in {"(": "([{“‘«<", ")": ")]}”’»>", "!": ".!?…", ",": ",;:"}.items() for mark in marks
}


def _medium(fine: str) -> str:
    """Give the class of a character with marks of the same use thrown together."""
    return _MEDIUM.get(fine, "-" if fine in "+-–—/\\_=*&#@|~`^•→" else fine)


@lru_cache(50_000)
def shape(text: str) -> str:
    """Give the runs of a text: `Aa 0` for `Nov 2022`."""
    return "".join(kind for kind, _ in itertools.groupby(map(_fine, text)))


class Lexicon:
    """Words that stand free on the page, and what the table itself says about its words and their pieces."""

    def __init__(self, words: Iterable[str], lines: Sequence[str]) -> None:
        free = {form for word in words for form in (word, word.strip(".,;:!?()[]{}\"'“”‘’*`"))}
        self.page = free | {word.lower() for word in free}
        humps = Counter(shape(word[:1]) for word in free if _HUMP.search(word))
        self.style = "".join(_share(humps[kind], len(free)) for kind in "aA")
        tokens = [token for line in lines for token in {piece.strip(_AROUND) for piece in line.split()}]
        self.tokens = Counter(token for token in tokens if len(token) > 2 and len(shape(token)) > 2)
        plain = (token for token in tokens if shape(token) in {"a", "Aa", "A", "0"})
        self.own = Counter(form for token in plain for form in {token, token.lower()})

    def knows(self, word: str, whole: bool) -> bool:
        """Say whether a piece of a token is a word; a whole token is no witness for itself."""
        lower = word.lower()
        return word in self.page or lower in self.page or self.own[word] > whole or self.own[lower] > whole


def _share(part: int, whole: int) -> str:
    """Give how common something is, in steps: never, now and then, often."""
    return "0" if not part else "1" if part * 50 < whole else "2"


def _bucket(length: int) -> str:
    return "0" if length < 1 else "1" if length < 3 else "2" if length < 5 else "3"


# --- Gaps -----------------------------------------------------------------------------------------------------------


class Line:
    """One line and what its gaps are judged by."""

    def __init__(self, text: str, lexicon: Lexicon, header: bool) -> None:
        self.text, self.lexicon, self.header = text, lexicon, header
        self.fine = "".join(map(_fine, text))
        self.coarse = "".join(map(_coarse, self.fine))
        self.spans = [match.span() for match in re.finditer(r"\S+", text)]

    def features(self) -> list[tuple[int, list[str]]]:
        """Give each gap where a seam can be, and its features."""
        depths = self._depths()
        tokens = (Token(self, number) for number in range(len(self.spans)) if self._open(*self.spans[number]))
        return [
            (gap, self._gap(gap, token, depths[gap])) for token in tokens for gap in range(token.start + 1, token.end)
        ]

    def _open(self, start: int, end: int) -> bool:
        """Say whether a seam can be in a token: not in a single character, nor in a plain word that is known."""
        bare = self.text[start:end].rstrip(".,;:!?")
        return end - start > 1 and not (bare.islower() and bare.isalpha() and self.lexicon.knows(bare, whole=True))

    def _depths(self) -> list[int]:
        """Give the brackets and quotes open before each character: brackets 1, quotes 2."""
        depths: list[int] = []
        closing: list[str] = []
        quoted = False
        for char in self.text:
            depths.append(min(3, len(closing) + 2 * quoted))
            if char == '"':
                quoted = not quoted
            elif char in _BRACKETS:
                closing.append(_BRACKETS[char])
            elif closing and char == closing[-1]:
                closing.pop()
        return depths

    def _gap(self, gap: int, token: Token, depth: int) -> list[str]:
        left, right = self.fine[gap - 1], self.fine[gap]
        sides = self.coarse[gap - 1 : gap + 1]
        found = [
            "b",
            "1" + left + right,
            "M" + "".join(map(_medium, self.fine[gap - 1 : gap + 2])),
            f"d{depth}{sides}",
        ]
        found += token.around(gap - token.start, sides)
        if self.header:
            found += ["Hb", "H" + sides]
        if left == right == "a":
            text = self.text
            found += ["n" + text[gap - 1 : gap + 1], "o" + text[gap : gap + 2]]
            found.append("m" + text[max(gap - 3, token.start) : gap])
        return found


NEAR = 20  # characters of a token that are looked at on each side of a gap
LONGEST_WORD = 30


class Token:
    """A run without white space, in its line."""

    def __init__(self, line: Line, number: int) -> None:
        self.start, self.end = line.spans[number]
        self.text = line.text[self.start : self.end]
        self.lexicon = line.lexicon
        kinds = line.fine[self.start : self.end]
        turns = (at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1])
        self.turns = [0, *turns, len(kinds)][: NEAR + 4]
        self.code = str(int(any(char in "_={}<>\\/@#" for char in self.text)))
        self.pieces = self._pieces()
        self.figures = [match.span() for match in _FIGURE.finditer(self.text)]
        self.covered, self.known_before, self.known_behind, self.seen = self._words()

    def _pieces(self) -> dict[int, tuple[str, str]]:
        """Give the pieces that meet at each gap where pieces meet."""
        pieces = _PIECE.findall(self.text)
        ends = itertools.accumulate(map(len, pieces))
        return dict(zip(ends, itertools.pairwise(pieces), strict=False))

    def _words(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Give the length of the known word across each gap, up to it and from it on; and of a token seen elsewhere."""
        size = len(self.text)
        covered, before, behind, seen = ([0] * (size + 1) for _ in range(4))
        bare = len(self.text.strip(_AROUND))
        for start in self.turns:
            for end in range(start + 1, min(size, start + LONGEST_WORD) + 1):
                word, turning = self.text[start:end], end in self.turns
                if turning and end - start < bare and self.lexicon.tokens[word]:
                    seen[start + 1 : end] = [1] * (end - start - 1)
                if self.lexicon.knows(word, whole=end - start == size):
                    before[end] = max(before[end], end - start)
                    for gap in range(start + 1, end) if turning else ():
                        covered[gap] = max(covered[gap], end - start)
        for end in self.turns:
            for start in range(max(0, end - LONGEST_WORD), end):
                if not behind[start] and self.lexicon.knows(self.text[start:end], whole=end - start == size):
                    behind[start] = end - start
        return covered, before, behind, seen

    def around(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap that come from the words it stands in."""
        before, behind = self.text[max(0, at - NEAR) : at], self.text[at : at + NEAR]
        last, first = _word(before, -1), _word(behind, 0)
        kind = (first in _STOPS) + 2 * (first in _STARTS)
        found = _digits(before, behind) if sides == "00" else []
        return [
            *found,
            "5" + shape(before)[-3:] + "|" + shape(behind)[:3],
            f"6{_bucket(self.covered[at])}{sides}",
            f"7{_bucket(self.known_before[at])}{_bucket(self.known_behind[at])}{sides}",
            f"8{int(last in _STOPS)}{kind}{sides}",
            f"c{self.code}{sides}",
            f"l{min(at, 3)}{min(len(behind), 3)}{sides}",
            f"w{self.seen[at]}{sides}",
            *self._hump(at, sides),
            *self._figure(at, sides),
            self._values(at, sides),
        ]

    def _figure(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap in, before or behind a figure such as `$2.50`."""
        kinds = {"<" if at == start else ">" if at == end else "-" for start, end in self.figures if start <= at <= end}
        return [f"N{''.join(sorted(kinds))}{sides}"] if kinds else []

    def _hump(self, at: int, sides: str) -> list[str]:
        """Give the features of a capital inside a token, on pages that write many names so, or none."""
        if sides[1] != "A":
            return []
        first = self.text[:at].isalpha() and self.text[:at].islower()
        humped = _HUMP.search(self.text[at:]) is not None
        return [
            f"h{int(first)}{self.lexicon.style[0]}{sides}",
            f"k{int(first)}{int(humped)}{self.lexicon.style}{sides}",
        ]

    def _values(self, at: int, sides: str) -> str:
        """Say whether a piece on either side is a value of its own, such as `Yes`."""
        if at not in self.pieces:
            return f"V0{sides}"
        one, other = self.pieces[at]
        values = (one.lower() in _VALUES) + 2 * (other.lower() in _VALUES)
        return f"V{values}{sides}"


def _word(text: str, number: int) -> str:
    return re.split(r"[^\w.'/]", text)[number].lower()


def _digits(before: str, behind: str) -> list[str]:
    """Give the features of a gap between digits: how many, and whether they make a year."""
    left = len(before) - len(before.rstrip("0123456789"))
    right = len(behind) - len(behind.lstrip("0123456789"))
    year = left + right == 4 and before[-left:][:2] in ("19", "20")
    return [f"D{min(left, 4)}{min(right, 4)}", f"Y{int(year)}"]


def gap_odds(lines: Sequence[str], words: Collection[str], weights: Weights) -> list[Odds]:
    """Give the log-odds of all gaps of all lines, the first of which is the header."""
    learned, lexicon = weights.gaps, Lexicon(words, lines)
    return [
        [(gap, sum([learned.get(name, 0.0) for name in names])) for gap, names in Line(text, lexicon, not n).features()]
        for n, text in enumerate(lines)
    ]


# --- How many columns -----------------------------------------------------------------------------------------------

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


# --- Cells and columns ----------------------------------------------------------------------------------------------


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
        "f" + _fine(cell[0]),
        "t" + _fine(cell[-1]),
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
        by_place = learned.get(self.place + trait, 0.0) if trait[0] in BY_PLACE else 0.0
        rarity = EMPTY_CELL if trait == "e1" else 0.0
        return learned.get(trait[0], 0.0) * self.likeness(trait, less) + by_place + rarity

    def judge(self, own: str | None, share: float) -> Judge:
        """Give what scores cells for a row which gave a cell of its own."""
        return Judge(self, traits(own) if own is not None and share else (), share)


class Judge(dict[str, float]):
    """The scores of traits in a column for one row, made when they are asked for."""

    def __init__(self, column: Column, own: Iterable[str], share: float) -> None:
        super().__init__({trait: column.score(trait, share) for trait in own})
        self.column = column

    def __missing__(self, trait: str) -> float:
        scores = self.column.scores
        if trait not in scores:
            scores[trait] = self.column.score(trait)
        self[trait] = scores[trait]
        return scores[trait]


class Row:
    """A line on its way to be cut: its hopeful gaps and the cells between them."""

    def __init__(self, text: str, odds: Odds) -> None:
        best = sorted(odds, key=lambda pair: -pair[1])[:CANDIDATES]
        self.text = text
        self.odds = {gap: value for gap, value in sorted(best) if value > -9}
        self.ends = [0, *self.odds, len(text)]
        self.best: tuple[str, ...] = ()
        self.share = 0.0

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


def search(row: Row, columns: Sequence[Column], weights: Weights, most: int = 2) -> Found:
    """Give the best cuts of a row into these columns, by dynamic programming from left to right."""
    by_gap = weights.cells.get("gap", 1.0)
    odds = [by_gap * row.odds.get(end, 0.0) for end in row.ends]
    last = len(odds) - 1
    paths: list[list[tuple[float, Path]]] = [[(0.0, ())], *([] for _ in range(last))]
    sums = [1.0] + [0.0] * last
    for number, column in enumerate(columns):
        judge = column.judge(row.best[number] if row.best else None, row.share)
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
        row.best, row.share = (), 0.0
    found = [search(row, model, weights) for row in rows[1:]]
    for _ in range(ROUNDS - 1):
        model = blank(columns, weights)
        for row, result in zip(rows[1:], found, strict=True):
            _settle(row, result, model)
        found = [search(row, model, weights) for row in rows[1:]]
    return [search(rows[0], blank(columns, weights, header=True), weights), *found], model


def _settle(row: Row, result: Found, model: Sequence[Column]) -> None:
    """Take the best cut of a row for what it is worth."""
    row.best, row.share = cells_of(row.text, result.paths[0][1]), result.share
    for column, cell in zip(model, row.best, strict=True):
        column.add(cell, row.share)


# --- The whole table ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Table:
    """A table cut into so many columns, and what the number and its rows are judged by."""

    lines: Sequence[str]
    odds: Sequence[Odds]
    votes: Sequence[Sequence[float]]
    columns: int
    found: Sequence[Found]

    def for_columns(self) -> dict[str, float]:
        """Give what speaks for this number of columns."""
        body = [vote[self.columns] for vote in self.votes[1:]]
        rows = self.found[1:]
        totals = [max(-15.0, found.total) for found in rows]
        empties = sum("" in cells_of(text, found.paths[0][1]) for text, found in self.body())
        return {
            "head": self.votes[0][self.columns],
            "head total": self.found[0].total,
            "mean": sum(body) / len(body),
            "sum": sum(body) / math.sqrt(len(body)),
            "total": sum(totals) / len(rows),
            "totals": sum(totals) / math.sqrt(len(rows)),
            "empty": empties / len(rows),
            "share": sum(found.share for found in rows) / len(rows),
            "two": float(self.columns == 2),
            "columns": float(self.columns),
        }

    def body(self) -> Iterable[tuple[str, Found]]:
        """Give the rows below the header."""
        return zip(self.lines[1:], self.found[1:], strict=True)

    def for_rows(self, belief: float) -> list[dict[str, float]]:
        """Give what speaks for each row being right, if the number of columns is right with this probability."""
        shared = self._shared() | {"1": 1.0, "columns": _surety(belief)}
        every = zip(self.lines, self.odds, self.found, strict=True)
        return [shared | _of_row(text, dict(odds), found, shared["columns"]) for text, odds, found in every]

    def _shared(self) -> dict[str, float]:
        totals = [sum(vote[columns] for vote in self.votes) for columns in range(2, MOST_COLUMNS + 1)]
        return {
            "votes": limit((totals[self.columns - 2] - add_logs(totals)) / (len(self.lines) - 1), 3),
        }


def _of_row(text: str, odds: Mapping[int, float], found: Found, columns: float) -> dict[str, float]:
    path = found.paths[0][1]
    seams = {end for end in path if 0 < end < len(text)}
    weakest = min((odds[end] for end in seams), default=-9.0)
    strongest = max((value for gap, value in odds.items() if gap not in seams), default=-9.0)
    share = _surety(found.share)
    return {
        "share": share,
        "seam": limit(weakest, 6),
        "other": limit(strongest, 6),
        "empty": float("" in cells_of(text, path)),
        "weakest": min(share, columns, limit(weakest - strongest, 8)),
        "doubt": min(0.0, weakest) - max(0.0, strongest),
    }


def _surety(share: float) -> float:
    """Give the log-odds of a probability, within bounds."""
    return limit(math.log(max(share, 1e-9) / max(1 - share, 1e-9)), 8)


def cut_table(lines: Sequence[str], words: Collection[str], columns: Sequence[str] | None = None) -> tuple[Cut, ...]:
    """Cut the rows of a table, the first of which is its header; nothing where no cut is plausible.

    `words` stand free elsewhere on the page. `columns` are the header's cells where a person gave them.
    """
    return cut_with(shipped(), lines, words, columns)


def cut_with(
    weights: Weights, lines: Sequence[str], words: Collection[str], columns: Sequence[str] | None = None
) -> tuple[Cut, ...]:
    """Cut a table with weights of one's own."""
    lines = [line.strip() for line in lines]
    if not _feasible(lines) or (columns is not None and not 2 <= len(columns) <= MOST_COLUMNS):
        return ()
    odds = gap_odds(lines, words, weights)
    if columns is None and weigh(looks(odds, lines), weights.looks) < -6:
        return ()
    table, belief = _settled(lines, odds, weights, len(columns) if columns else None)
    sure = [chance(weigh(features, weights.rows)) for features in table.for_rows(belief)]
    every = zip(lines, table.found, sure, strict=True)
    cuts = [_cut(text, found, confidence) for text, found, confidence in every]
    if columns and "".join(columns) == lines[0]:
        cuts[0] = Cut(tuple(columns), 1.0, ())
    return tuple(cuts)


def _feasible(lines: Sequence[str]) -> bool:
    return 2 <= len(lines) <= MOST_LINES and all(0 < len(line) <= LONGEST_LINE for line in lines)


def _cut(text: str, found: Found, confidence: float) -> Cut:
    best, *others = (cells_of(text, path) for _, path in found.paths)
    return Cut(best, confidence, others[0] if others else ())


def _settled(lines: Sequence[str], odds: Sequence[Odds], weights: Weights, given: int | None) -> tuple[Table, float]:
    """Give the table cut into the number of columns that most speaks for, and how probable that number is."""
    votes = [votes_of(of_line) for of_line in odds]
    if given:
        return tabulate(lines, odds, votes, given, weights), 1.0
    tables = candidates(lines, odds, votes, weights)
    scores = [weigh(table.for_columns(), weights.counts) for table in tables]
    best = max(range(len(tables)), key=lambda number: scores[number])
    belief = math.exp(scores[best] - add_logs(scores))
    if len(lines) <= SAMPLE:
        return tables[best], belief
    return tabulate(lines, odds, votes, tables[best].columns, weights), belief


def candidates(
    lines: Sequence[str], odds: Sequence[Odds], votes: Sequence[Sequence[float]], weights: Weights
) -> list[Table]:
    """Give the first lines of a table cut into each number of columns that has a chance."""
    totals = sorted((sum(vote[number] for vote in votes), number) for number in range(2, MOST_COLUMNS + 1))
    return [
        tabulate(lines[:SAMPLE], odds[:SAMPLE], votes[:SAMPLE], number, weights) for _, number in reversed(totals[-3:])
    ]


def tabulate(
    lines: Sequence[str], odds: Sequence[Odds], votes: Sequence[Sequence[float]], columns: int, weights: Weights
) -> Table:
    """Cut a table into so many columns."""
    found, _ = fit([Row(text, of_line) for text, of_line in zip(lines, odds, strict=True)], columns, weights)
    return Table(lines, odds, votes, columns, found)


# --- Is it a table? -------------------------------------------------------------------------------------------------

_OPENERS = re.compile(r"[-*•|>–]\s|\||#+\s|\d+[.)]\s")


def looks_glued(lines: Sequence[str], words: Collection[str]) -> bool:
    """Say whether consecutive lines of a page, the first perhaps a header, are probably rows of one glued table."""
    lines = [line.strip() for line in lines[:SAMPLE]]
    if not _feasible(lines) or _other_marks(lines):
        return False
    return weigh(looks(gap_odds(lines, words, shipped()), lines), shipped().looks) > 0


def _other_marks(lines: Sequence[str]) -> bool:
    """Say whether the lines are a list or a table of another kind, or of a script without cases or spaces."""
    openers = sum(bool(_OPENERS.match(line)) for line in lines)
    letters = [_fine(char) for line in lines for char in line if char.isalpha()]
    return openers * 2 > len(lines) or letters.count("ö") * 3 > len(letters)


def looks(odds: Sequence[Odds], lines: Sequence[str]) -> dict[str, float]:
    """Give what speaks for lines being a glued table."""
    best = [limit(max((value for _, value in of_line), default=-9.0), 8) for of_line in odds]
    some = [1 - math.exp(count_seams(of_line)[0]) for of_line in odds]
    body, size = some[1:], len(odds) - 1
    votes = [votes_of(of_line) for of_line in odds]
    totals = [sum(vote[number] for vote in votes) for number in range(1, MOST_COLUMNS + 1)]
    gain = max(totals[1:]) - totals[0]
    return {
        "1": 1.0,
        "head": best[0],
        "head any": some[0],
        "mean": sum(body) / size,
        "least": min(body),
        "middle": sorted(body)[size // 2],
        "gain": limit(gain / len(odds), 6),
        "gains": limit(gain, 30),
        "best": sum(best[1:]) / size,
        "two": float(size < 2),
        "single": sum(" " not in line for line in lines) / len(lines),
        "calls": sum(line.endswith((")", ";")) for line in lines) / len(lines),
    }
