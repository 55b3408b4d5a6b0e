"""How well tables are cut whose cells came with nothing between them; and how the figures for that were learned.

    python benchmarks/tables.py [FILE] [--folds 5]
    python benchmarks/tables.py FILE --train

FILE holds real tables: a JSON list of `{"repo", "rows", "words", "has_empty", "capitalised"}`, where the first row is
the header and `words` are the other words of the page. Without FILE, the tables in benchmarks/tables.json are cut. The
cells of each row are joined, cut again and compared: once without any help, once with the columns given. Sure: the
confidence is above the threshold. With --folds the tables of each fifth of the repositories are also cut by figures
that were learned from the other four fifths alone (some minutes). --train learns from all of FILE and rewrites
src/genai_cards/importers/glued_weights.py.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from genai_cards.importers import glued
from genai_cards.importers.glued import Column, Odds, Row, Weights

OWN = Path(__file__).parent / "tables.json"
MODULE = Path(glued.__file__).with_name("glued_weights.py")
INNER = 4  # folds inside what is learned from: what judges odds must not be learned from odds that knew the answer


@dataclass(frozen=True, slots=True)
class Case:
    """A table whose cells are known."""

    repos: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    has_empty: bool = False
    capitalised: bool = False

    @property
    def lines(self) -> list[str]:
        """Give the rows as they are found."""
        return ["".join(row) for row in self.rows]

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return len(self.rows[0])


def read_cases(path: Path) -> list[Case]:
    """Read the tables of a file."""
    return [
        Case(
            (table["repo"],),
            tuple(map(tuple, table["rows"])),
            frozenset(table["words"]),
            table["has_empty"],
            table["capitalised"],
        )
        for table in json.loads(path.read_text(encoding="utf-8"))
    ]


def split(cases: Sequence[Case], folds: int) -> Iterator[tuple[list[Case], list[Case]]]:
    """Give, for each fold, the tables of the other folds and its own; a repository is in one fold only."""
    sizes = Counter[str]()
    for case in cases:
        sizes[case.repos[0]] += len(case.rows)
    loads = [0] * folds
    fold_of = {}
    for repo, size in sizes.most_common():
        fold_of[repo] = loads.index(min(loads))
        loads[fold_of[repo]] += size
    for fold in range(folds):
        own = [fold_of[case.repos[0]] == fold for case in cases]
        yield (
            [case for case, held in zip(cases, own, strict=True) if not held],
            [case for case, held in zip(cases, own, strict=True) if held],
        )


# --- Learning: the gaps ---------------------------------------------------------------------------------------------

Example = tuple[list[str], bool, str]  # features of a gap, whether it is a seam, and the repository


def permuted(case: Case, luck: random.Random) -> Case:
    """Give the table with its columns in another order."""
    order = list(range(case.width))
    while order == sorted(order):
        luck.shuffle(order)
    return replace(case, rows=tuple(tuple(row[number] for number in order) for row in case.rows))


def mixed(case: Case, other: Case, luck: random.Random) -> Case:
    """Give a table of columns from two."""
    wide = [one + two for one, two in zip(case.rows, other.rows, strict=False)]
    order = list(range(len(wide[0])))
    luck.shuffle(order)
    order = order[: luck.choice([2, 3, 3, 4, 4, 5])]
    rows = tuple(tuple(row[number] for number in order) for row in wide)
    return Case(case.repos + other.repos, rows, case.words | other.words)


NAMES = (
    "OpenAI, YouTube, LinkedIn, PyTorch, TensorFlow, GitLab, BigQuery, MongoDB, PostgreSQL, iPhone 15, macOS, eBay, "
    "LaTeX, AlphaZero, ResNet-50, GPT-2, BERT, T5, LLaVA, Qwen2.5, Phi-3, GB200, H100, PaLM 2, DeepMind, xAI, Nvidia, "
    "AT&T, McKinsey, JetBrains, VS Code, C++, C#, F#, R, Go, Node.js, Vue.js, HTTP/2, IPv6, USB-C, 4K, 5G, X (Twitter)"
).split(", ")
STEMS = (
    "Data Cloud Soft Net Flow Mind Lab Base Stack Light Star Graph Wave Link Sync Mesh Forge Craft Wise Giga".split()
)
ENDS = "Pad Works Cast Point AI GPT SQL ML DB X Go".split()
HEADS = "Name,Price,Since,Rate,Max. size,Cost ($),In / out,Stable?,Year,Share".split(",")
MONTHS = "Jan Feb Mar Apr May June Jul Aug Sep Oct Nov Dec".split()
MADE: dict[str, Callable[[random.Random], str]] = {
    "price": lambda luck: f"${luck.choice([0.15, 0.6, 1.1, 2, 4.5, 12, 19.99, 75]):.2f}",
    "whole price": lambda luck: luck.choice("$€£") + str(luck.randint(1, 900)),
    "amount": lambda luck: f"${luck.randint(1, 99)}{luck.choice(['M', 'B', 'K', '/month', '/user', 'M+', 'B+'])}",
    "size": lambda luck: f"{luck.choice([4, 8, 16, 32, 64, 256, 512])}{luck.choice('KKMB')}",
    "at least": lambda luck: f"{luck.randint(1, 90)}{luck.choice(['K+', 'M+', '+', 'B', 'M', 'K'])}",
    "share": lambda luck: f"{luck.randint(1, 99)}%",
    "exact share": lambda luck: f"{luck.uniform(1, 99):.1f}%",
    "year": lambda luck: str(luck.randint(1950, 2026)),
    "month": lambda luck: f"{luck.choice(MONTHS)} {luck.randint(1990, 2026)}",
    "day": lambda luck: f"{luck.randint(1990, 2026)}-{luck.randint(1, 12):02}-{luck.randint(1, 28):02}",
    "month in figures": lambda luck: f"{luck.randint(1990, 2026)}-{luck.randint(1, 12):02}",
    "measure": lambda luck: f"{luck.randint(1, 900)} {luck.choice(['GB', 'ms', 'kg', 'km', 'MB/s', 'min', '°C'])}",
    "degrees": lambda luck: f"{luck.randint(-40, 400)}°{luck.choice('CF')}",
    "yes": lambda luck: luck.choice(["Yes", "No", "Partly", "Yes", "No"]),
    "true": lambda luck: luck.choice(["True", "False"]),
    "level": lambda luck: luck.choice(["Low", "Medium", "High", "Very high"]),
    "mark": lambda luck: luck.choice("✓✗"),
    "stars": lambda luck: "★" * luck.randint(1, 5),
    "number": lambda luck: str(luck.randint(1, 5000)),
    "version": lambda luck: f"{luck.randint(0, 9)}.{luck.randint(0, 20)}.{luck.randint(0, 9)}",
    "name": lambda luck: luck.choice(NAMES),
    "product": lambda luck: product(luck),
    "products": lambda luck: ", ".join(product(luck) for _ in range(luck.randint(2, 4))),
    "names and products": lambda luck: f"{luck.choice(NAMES)}, {product(luck)} ({luck.choice(NAMES)}), {product(luck)}",
    "names": lambda luck: ", ".join(luck.sample(NAMES, luck.randint(2, 4))),
}  # columns that are common elsewhere and rare in the tables at hand


def product(luck: random.Random) -> str:
    """Give a name such as products have."""
    name = luck.choice(STEMS) + luck.choice(luck.choice([STEMS, ENDS, ["", "ly", "io"]]))
    return name + luck.choice(
        ["", "", "", f" {luck.randint(2, 9)}", f" v{luck.randint(2, 9)}", f"-{luck.randint(2, 9)}"]
    )


def made(rows: int, luck: random.Random) -> Case:
    """Give a table of columns of our own."""
    columns = [MADE[kind] for kind in luck.sample(list(MADE), 3)]
    header = tuple(
        luck.choice("Name,Price,Since,Rate,Max. size,Cost ($),In / out,Stable?,Year,Share".split(",")) for _ in columns
    )
    cells = (tuple(column(luck) for column in columns) for _ in range(rows - 1))
    return Case((f"made {luck.randint(1, 5)}",), (header, *cells), frozenset())


def augmented(cases: Sequence[Case]) -> list[Case]:
    """Give tables that could be found as well: more neighbours for each cell."""
    luck = random.Random(1)
    others = [permuted(case, luck) for case in cases]
    others += [mixed(case, made(len(case.rows), luck), luck) for case in cases]
    for case in cases:
        strangers = [other for other in cases if other.repos != case.repos]
        if strangers:
            others.append(mixed(case, luck.choice(strangers), luck))
    return [replace(case, rows=tuple(row for row in case.rows if "".join(row))) for case in others]


def seams_of(row: Sequence[str]) -> set[int]:
    """Give where the cells of a row meet."""
    return set(itertools.accumulate(map(len, row[:-1]))) - {0, len("".join(row))}


@functools.cache
def gaps_of(case: Case) -> list[Example]:
    """Give all gaps of a table."""
    found = []
    lexicon = glued.Lexicon(case.words, case.lines)
    for number, (row, text) in enumerate(zip(case.rows, case.lines, strict=True)):
        seams = seams_of(row)
        for gap, names in glued.Line(text, lexicon, header=not number).features():
            found.append((list(map(sys.intern, names)), gap in seams, case.repos[-1]))
    return found


def learn_gaps(
    cases: Sequence[Case], others: Sequence[Case], epochs: int = 4, decay: float = 3.0, rate: float = 0.15
) -> dict[str, float]:
    """Learn the log-odds of gaps: logistic regression by AdaGrad, decayed, and averaged over the epochs."""
    sizes = Counter(repo for case in cases for repo in case.repos for _ in case.rows)
    weight_of = {
        repo: min(3.0, math.sqrt(80 / size)) for repo, size in sizes.items()
    }  # a large one is not all there is
    examples = [(example, weight_of[case.repos[0]]) for case in cases for example in gaps_of(case)]
    for case in others:
        if all(repo in sizes or repo.startswith("made") for repo in case.repos):
            examples += [(example, weight_of[case.repos[0]] / 2) for example in gaps_of(case)]
    ids, counts = _common(example for example, _ in examples)
    packed = [([ids[name] for name in names if name in ids], seam, weight) for (names, seam, _), weight in examples]
    weights, total, squares = [0.0] * len(ids), [0.0] * len(ids), [1e-2] * len(ids)
    luck = random.Random(1)
    for _ in range(epochs):
        luck.shuffle(packed)
        for features, seam, weight in packed:
            error = (glued.chance(sum([weights[number] for number in features])) - seam) * weight
            if -1e-3 < error < 1e-3:
                continue
            for number in features:
                slope = error + decay * weights[number] / counts[number]
                squares[number] += slope * slope
                weights[number] -= rate * slope / math.sqrt(squares[number])
        total = [value + weight for value, weight in zip(total, weights, strict=True)]
    learned = {name: total[number] / epochs for name, number in ids.items()}
    return {name: value for name, value in learned.items() if abs(value) >= (0.3 if name[0] == "m" else 0.12)}


def _common(examples: Iterable[Example], least: int = 3) -> tuple[dict[str, int], list[int]]:
    """Number the features that are found in several repositories, and count them."""
    counts = Counter[str]()
    repos: dict[str, set[str]] = defaultdict(set)
    for names, _, repo in examples:
        counts.update(names)
        for name in names:
            repos[name].add(repo)
    names = [name for name, found in repos.items() if len(found) >= min(least, len(repos["b"]))]
    return {name: number for number, name in enumerate(names)}, [counts[name] for name in names]


# --- Learning: the cells --------------------------------------------------------------------------------------------

Choice = tuple[list[dict[str, float]], int, float]  # features of some options, which of them is right, and a weight

KINDS = "elwftFTs,.#_=<>"
START = dict.fromkeys(KINDS, 0.3) | {"gap": 1.0, "e": 0.7, "l": 0.5, "f": 0.5, "t": 0.5, "#": 0.2, "=": 0.5}


def learn_usual(cases: Sequence[Case]) -> dict[str, float]:
    """Count how usual traits are, each table counting the same."""
    counts = Counter[str]()
    total = 0.0
    for case in cases:
        for cell in itertools.chain.from_iterable(case.rows[1:]):
            total += 1 / len(case.rows)
            for trait in glued.traits(cell):
                if trait[0] not in "=<>":
                    counts[trait] += 1 / len(case.rows)  # type: ignore[assignment]  # a Counter of shares
    kinds = Counter(trait[0] for trait in counts)
    return {
        trait: (count + 0.3) / (total + 0.3 * kinds[trait[0]])
        for trait, count in counts.items()
        if count > (2 if trait[0] in "FTs" else 0.3)
    }


def choices_of(case: Case, odds: Sequence[Odds], weights: Weights) -> Iterator[Choice]:
    """Give the best cuts of each row and the right one, with the features they are weighed by."""
    rows = [Row(text, of_line) for text, of_line in zip(case.lines, odds, strict=True)]
    _, model = glued.fit(rows, case.width, weights)
    for number, (row, cells) in enumerate(zip(rows, case.rows, strict=True)):
        columns = model if number else glued.blank(case.width, weights, header=True)
        truth = tuple(itertools.accumulate(map(len, cells)))
        if all(end in row.ends for end in truth):
            paths = [path for _, path in glued.search(row, columns, weights, most=10).paths]
            paths = paths if truth in paths else [*paths, truth]
            features = [_of_path(row, path, columns) for path in paths]
            yield features, paths.index(truth), 1 / math.sqrt(len(rows))


def _of_path(row: Row, path: Sequence[int], columns: Sequence[Column]) -> dict[str, float]:
    features: dict[str, float] = defaultdict(float)
    for number, (start, end) in enumerate(itertools.pairwise((0, *path))):
        column = columns[number]
        own = glued.traits(row.best[number]) if row.best and row.share else ()
        if start < end:
            features["gap"] += row.odds.get(end, 0.0)
        for trait in glued.traits(row.text[start:end]):
            features[trait[0]] += column.likeness(trait, row.share if trait in own else 0.0)
            if trait[0] in glued.BY_PLACE:
                features[column.place + trait] += 1
    return dict(features)


def learn_cells(choices: list[Choice], weights: dict[str, float], epochs: int = 10) -> dict[str, float]:
    """Learn what likeness counts for: the right cut of a row shall score highest."""
    weights, squares = dict(weights), defaultdict[str, float](lambda: 1e-2)
    counts = Counter(name for options, _, _ in choices for option in options for name in option)
    luck = random.Random(2)
    for _ in range(epochs):
        luck.shuffle(choices)
        for options, right, weight in choices:
            for name, slope in _slopes(options, right, weights).items():
                if name == "e" or not slope:
                    continue
                pull = 0.5 / (counts[name] / 10 + 1) * (weights.get(name, 0.0) - START.get(name, 0.0))
                step = weight * (slope + pull)
                squares[name] += step * step
                weights[name] = weights.get(name, 0.0) - 0.05 * step / math.sqrt(squares[name])
                if len(name) == 1:
                    weights[name] = max(0.0, weights[name])
    return weights


def _slopes(options: Sequence[Mapping[str, float]], right: int, weights: Mapping[str, float]) -> dict[str, float]:
    """Give the slopes of the log-loss of a choice."""
    scores = [glued.weigh(option, weights) for option in options]
    total = glued.add_logs(scores)
    slopes: dict[str, float] = defaultdict(float)
    for number, (option, score) in enumerate(zip(options, scores, strict=True)):
        excess = math.exp(score - total) - (number == right)
        if abs(excess) > 1e-4:
            for name, value in option.items():
                slopes[name] += excess * value
    return slopes


# --- Learning: the number of columns, the confidence, and what looks like a table -----------------------------------


def learn_choice(choices: list[tuple[list[dict[str, float]], int]], epochs: int = 60) -> dict[str, float]:
    """Learn to choose the right one of some options."""
    scales = _scales(option for options, _ in choices for option in options)
    scaled = [([_scaled(option, scales) for option in options], right) for options, right in choices]
    weights, squares = dict.fromkeys(scales, 0.0), dict.fromkeys(scales, 1e-2)
    luck = random.Random(3)
    for _ in range(epochs):
        luck.shuffle(scaled)
        for options, right in scaled:
            for name, slope in _slopes(options, right, weights).items():
                step = slope + 1.5 * weights[name] / len(scaled)
                squares[name] += step * step
                weights[name] -= 0.1 * step / math.sqrt(squares[name])
    return {name: weight / scales[name] for name, weight in weights.items()}


def learn_chance(
    examples: Sequence[tuple[dict[str, float], bool]], epochs: int, decay: float, rate: float
) -> dict[str, float]:
    """Learn the log-odds of something being so."""
    examples = list(examples)
    names = sorted({name for features, _ in examples for name in features})
    weights, squares = dict.fromkeys(names, 0.0), dict.fromkeys(names, 1e-2)
    luck = random.Random(4)
    for _ in range(epochs):
        luck.shuffle(examples)
        for features, true in examples:
            error = glued.chance(glued.weigh(features, weights)) - true
            for name, value in features.items():
                step = error * value + decay * weights[name] / len(examples)
                squares[name] += step * step
                weights[name] -= rate * step / math.sqrt(squares[name])
    return weights


def _scales(options: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Give the standard deviation of each feature."""
    values: dict[str, list[float]] = defaultdict(list)
    for option in options:
        for name, value in option.items():
            values[name].append(value)
    means = {name: sum(found) / len(found) for name, found in values.items()}
    return {
        name: math.sqrt(sum((value - means[name]) ** 2 for value in found) / len(found)) + 1e-3
        for name, found in values.items()
    }


def _scaled(option: Mapping[str, float], scales: Mapping[str, float]) -> dict[str, float]:
    return {name: value / scales[name] for name, value in option.items()}


def looks_of(case: Case, gaps: Weights, luck: random.Random) -> Iterator[tuple[dict[str, float], bool]]:
    """Give what the lines of a table look like, and what its columns, rows and spaced rows look like, alone."""
    spaced = [" ".join(row) for row in case.rows]
    columns = [[cell for cell in column if cell] for column in zip(*case.rows, strict=True)]
    rows = [[cell for cell in luck.choice(case.rows) if cell] for _ in range(2)]
    for lines, true in [(case.lines, True), (spaced, False), *((lines, False) for lines in columns + rows)]:
        if len(lines) > 1:
            yield glued.looks(glued.gap_odds(lines[:12], case.words, gaps), lines[:12]), true


def strangers(luck: random.Random) -> Iterator[list[str]]:
    """Give lines of our own that are no tables: names of products, and code."""
    verbs, nouns = "get set load show make count parse".split(), "User Item Name Page Row Token List".split()
    for _ in range(60):
        size = luck.randint(2, 8)
        yield [luck.choice(NAMES) if luck.random() < 0.3 else product(luck) for _ in range(size)]
        yield [f"{product(luck)} {luck.choice(['is', 'has', 'by', 'for'])} {luck.choice(NAMES)}" for _ in range(size)]
        names = [luck.choice(verbs) + luck.choice(nouns) + luck.choice(["", *nouns]) for _ in range(size)]
        yield names
        form = luck.choice(["const {0} = {1}({2})", "{1}({0})", "let {0} = {1};", "return {0}", "this.{0}.{1}({2});"])
        yield [form.format(name, luck.choice(verbs), luck.choice(names)) for name in names]


CAUTION = 5  # a wrong row that passes for right costs as much as so many right rows that are flagged


def learn_rows(
    cases: Sequence[Case], odds: Sequence[Sequence[Odds]], weights: Weights, counts: Mapping[str, float]
) -> dict[str, float]:
    """Learn how sure a cut row is."""
    examples: list[tuple[dict[str, float], bool]] = []
    for case, of_case in zip(cases, odds, strict=True):
        votes = [glued.votes_of(line) for line in of_case]
        tables = glued.candidates(case.lines, of_case, votes, weights)
        scores = [glued.weigh(table.for_columns(), counts) for table in tables]
        table = tables[scores.index(max(scores))]
        right = glued.tabulate(case.lines, of_case, votes, case.width, weights)
        for found, belief in ((table, math.exp(max(scores) - glued.add_logs(scores))), (right, 1.0)):
            rows = zip(found.for_rows(belief), found.lines, found.found, case.rows, strict=False)
            for features, text, cut, cells in itertools.islice(rows, 1, None):
                true = glued.cells_of(text, cut.paths[0][1]) == cells
                examples += [(features, true)] * (1 if true else CAUTION)
    return learn_chance(examples, epochs=6, decay=20, rate=0.05)


def learn_counts(cases: Sequence[Case], odds: Sequence[Sequence[Odds]], weights: Weights) -> dict[str, float]:
    """Learn what speaks for a number of columns."""
    choices = []
    for case, of_case in zip(cases, odds, strict=True):
        tables = glued.candidates(case.lines, of_case, [glued.votes_of(line) for line in of_case], weights)
        widths = [table.columns for table in tables]
        if case.width in widths:
            choices.append(([table.for_columns() for table in tables], widths.index(case.width)))
    return learn_choice(choices)


def learn(cases: Sequence[Case]) -> Weights:
    """Learn everything from tables."""
    blind: list[tuple[Case, Weights]] = []  # tables, each with the weights that were learned without them
    more = augmented(cases)
    for others, held in split(cases, INNER):
        gaps = Weights(gaps=learn_gaps(others, more))
        blind += [(case, gaps) for case in held]
    cases = [case for case, _ in blind]
    odds = [glued.gap_odds(case.lines, case.words, gaps) for case, gaps in blind]
    weights = Weights(cells=START, usual=learn_usual(cases))
    for _ in range(2):
        pairs = zip(cases, odds, strict=True)
        choices = [choice for case, of_case in pairs for choice in choices_of(case, of_case, weights)]
        weights = replace(weights, cells=learn_cells(choices, dict(weights.cells)))
    weights = replace(weights, cells={n: v for n, v in weights.cells.items() if abs(v) >= 0.05})
    counts = learn_counts(cases, odds, weights)
    luck = random.Random(5)
    looks = [example for case, gaps in blind for example in looks_of(case, gaps, luck)]
    looks += [(glued.looks(glued.gap_odds(lines, (), blind[0][1]), lines), False) for lines in strangers(luck)]
    return replace(
        weights,
        gaps=learn_gaps(cases, more),
        counts=counts,
        rows=learn_rows(cases, odds, weights, counts),
        looks=learn_chance(looks, epochs=40, decay=1, rate=0.1),
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write what was learned as a Python module of figures."""
    parts = {"GAPS": 100, "CELLS": 100, "USUAL": 10000, "COUNTS": 1000, "ROWS": 1000, "LOOKS": 1000}
    tables = (weights.gaps, weights.cells, weights.usual, weights.counts, weights.rows, weights.looks)
    text = '"""Learned figures for glued.py; written by `python benchmarks/tables.py FILE --train`."""\n\n'
    text += "# ruff: noqa: E501\n# fmt: off\n"
    for (name, unit), table in zip(parts.items(), tables, strict=True):
        figures = {feature: round(value * unit) for feature, value in sorted(table.items())}
        text += f"{name}: dict[str, int] = {{\n"
        text += "".join(f"{line}\n" for line in _lines({key: value for key, value in figures.items() if value}))
        text += "}\n"
    path.write_text(text, encoding="utf-8")


def _lines(figures: Mapping[str, int], width: int = 116) -> Iterator[str]:
    line = ""
    for name, value in figures.items():
        quoted = json.dumps(name, ensure_ascii=False)
        if len(line) + len(quoted) > width:
            yield line
            line = ""
        line += f"{quoted}:{value},"
    yield line


# --- Measuring ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What came of some rows."""

    rows: int = 0
    right: int = 0
    sure: int = 0
    wrong: int = 0
    """Above the threshold, and wrong."""

    def add(self, cut: glued.Cut, cells: Sequence[str]) -> None:
        """Count a row in."""
        true = cut.cells == tuple(cells)
        sure = cut.confidence >= glued.THRESHOLD
        self.rows += 1
        self.right += true
        self.sure += sure
        self.wrong += sure and not true

    def __str__(self) -> str:
        share = 100 / max(1, self.rows)
        wrong = 100 * self.wrong / max(1, self.sure)
        return f"{self.rows:>7}{self.right * share:>8.1f}{self.sure * share:>8.1f}{self.wrong:>7}{wrong:>8.2f}"


Result = list[tuple[str, str, glued.Cut, tuple[str, ...]]]  # group, repository, the cut and the truth


def measure(case: Case, weights: Weights) -> Result:
    """Cut a table twice, without help and with its columns given; give each row below the header."""
    result: Result = []
    for given in (None, case.rows[0]):
        cuts = glued.cut_with(weights, case.lines, case.words, given)
        cuts = cuts or (glued.Cut((), 0.0, ()),) * len(case.rows)
        for cut, cells in zip(cuts[1:], case.rows[1:], strict=True):
            group = "columns given" if given else "no help"
            kind = "empty cell" if "" in cells else "beside empty" if case.has_empty else "full"
            kind += ", capitalised" if case.capitalised and kind == "full" else ""
            result.append((f"{group}, {kind}", case.repos[0], cut, cells))
    return result


def measure_fold(parts: tuple[list[Case], list[Case]]) -> tuple[list[Result], list[tuple[bool, bool]]]:
    """Learn from some tables and cut others."""
    others, held = parts
    weights = learn(others)
    luck = random.Random(6)
    seen = [(features, true) for case in held if len(case.rows) > 2 for features, true in looks_of(case, weights, luck)]
    found = [(glued.weigh(features, weights.looks) > 0, true) for features, true in seen]
    return [measure(case, weights) for case in held], found


def print_results(title: str, results: Sequence[Result]) -> None:
    """Print one table."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for group, _, cut, cells in itertools.chain.from_iterable(results):
        tallies[group].add(cut, cells)
        if "full" in group:
            tallies[group.partition(",")[0] + ", all full rows"].add(cut, cells)
    print(f"\n{title:<40}{'rows':>7}{'right %':>8}{'sure %':>8}{'wrong':>7}{'wrong %':>8}")
    for group in sorted(tallies):
        print(f"{group:<40}{tallies[group]}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, or learn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=OWN)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args(arguments)
    cases = read_cases(options.file)
    if options.train:
        write_weights(learn(cases), MODULE)
        print(f"{MODULE}: {MODULE.stat().st_size / 1000:.0f} kB")
        return
    with ProcessPoolExecutor() as pool:
        weights = glued.shipped()
        print_results("shipped figures", list(pool.map(measure, cases, itertools.repeat(weights), chunksize=8)))
        if options.folds:
            folds = list(pool.map(measure_fold, split(cases, options.folds)))
            print_results("cross-validated", [result for results, _ in folds for result in results])
            seen = Counter(code for _, found in folds for code in found)
            tables, others = ((seen[True, true], seen[True, true] + seen[False, true]) for true in (True, False))
            print(f"\nlooks glued: {tables[0]} of {tables[1]} tables, {others[0]} of {others[1]} others")


if __name__ == "__main__":
    main()
