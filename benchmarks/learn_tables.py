"""How the figures were learned by which glued tables are cut, and how well they do on tables they did not come from.

    pip install -e '.[train]'
    python benchmarks/learn_tables.py FILE             # learns from all of FILE; rewrites weights.json
    python benchmarks/learn_tables.py FILE --folds 5   # learns from four fifths of the repositories, cuts the fifth

FILE is that of benchmarks/tables.py. With `--more OTHER`, tables of other repositories are learned from, too, and never
measured; benchmarks/collect.py makes such files. Some minutes each.
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
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import optimize, sparse
from scipy.special import expit
from tables import Case, Result, measure, print_results, read_cases

from genai_cards.importers.tables import gaps as glued_gaps
from genai_cards.importers.tables import glued, looks, model
from genai_cards.importers.tables.columns import BY_PLACE, Column, traits
from genai_cards.importers.tables.glued import Row
from genai_cards.importers.tables.lexicon import Lexicon
from genai_cards.importers.tables.lines import Lines, read_lines
from genai_cards.importers.tables.model import UNITS, Weights, weigh

WEIGHTS = Path(model.__file__).with_name(model.FILE)
INNER = 4  # folds inside what is learned from: what judges odds must not be learned from odds that knew the answer


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


# --- Tables that could be found as well -----------------------------------------------------------------------------


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
INITIALS = "ABCDFGHJKLMPRSTVX"
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
    if luck.random() < 0.15:
        name = "".join(luck.sample(INITIALS, luck.choice([2, 2, 3]))) + luck.choice(STEMS)
    return name + luck.choice(
        ["", "", "", f" {luck.randint(2, 9)}", f" v{luck.randint(2, 9)}", f"-{luck.randint(2, 9)}"]
    )


def made(rows: int, luck: random.Random) -> Case:
    """Give a table of columns of our own."""
    columns = [MADE[kind] for kind in luck.sample(list(MADE), 3)]
    header = tuple(luck.choice(HEADS) for _ in columns)
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


def shortened(case: Case, luck: random.Random) -> Case:
    """Give some rows of a table, perhaps without some columns but the first, one perhaps with an empty cell."""
    start = luck.randrange(1, max(2, len(case.rows) - 3))
    rows = [case.rows[0], *case.rows[start : start + luck.randint(2, 8)]]
    order = list(range(case.width))
    while len(order) > 2 and luck.random() < 0.4:
        order.remove(luck.choice(order[1:]))
    short = [tuple(row[number] for number in order) for row in rows]
    if luck.random() < 0.5 and len(short) > 1:
        row, column = luck.randrange(1, len(short)), luck.randrange(len(order))
        short[row] = (*short[row][:column], "", *short[row][column + 1 :])
    return replace(case, rows=tuple(row for row in short if any(row)))


# --- Learning -------------------------------------------------------------------------------------------------------

Features = Mapping[str, float]
Loss = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


class Packed:
    """Features as a matrix of a row each; columns have one spread if `even`."""

    def __init__(self, every: Iterable[Features], even: bool = False) -> None:
        self.ids: dict[str, int] = {}
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for features in every:
            columns += [self.ids.setdefault(name, len(self.ids)) for name in features]
            values += features.values()
            ends.append(len(columns))
        matrix = sparse.csr_matrix((values, columns, ends), (len(ends) - 1, len(self.ids)))
        self.spread = np.ones(len(self.ids))
        if even:
            means, squares = (np.asarray(part.mean(0)).ravel() for part in (matrix, matrix.multiply(matrix)))
            self.spread = np.sqrt(np.maximum(squares - means**2, 0)) + 1e-3
        self.matrix = (matrix @ sparse.diags(1 / self.spread)).tocsr()
        self.turned = self.matrix.T.tocsr()

    def solve(self, loss: Loss, start: Features, decay: float, positive: bool = False) -> dict[str, float]:
        """Give the weights of least loss; `loss` gives it, and its slope, for the scores of the rows."""
        begin = np.array([start.get(name, 0.0) for name in self.ids]) * self.spread

        def whole(weights: np.ndarray) -> tuple[float, np.ndarray]:
            lost, slope = loss(self.matrix @ weights)
            away = weights - begin
            return lost.sum() + decay / 2 * (away @ away), self.turned @ slope + decay * away

        bounds = [(0, None) if positive and len(name) == 1 else (None, None) for name in self.ids]
        found = optimize.minimize(whole, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
        return {name: float(found.x[number] / self.spread[number]) for name, number in self.ids.items()}


def learn_chance(packed: Packed, truths: Sequence[bool], worth: Sequence[float], decay: float) -> dict[str, float]:
    """Learn the log-odds of something being so."""
    true, weight = np.array(truths, float), np.array(worth)

    def loss(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        chances = expit(scores)
        return weight * (np.logaddexp(0, scores) - true * scores), weight * (chances - true)

    return packed.solve(loss, {}, decay)


Choice = tuple[list[dict[str, float]], int, float]  # features of some options, which of them is right, and a weight


def learn_choice(
    choices: Sequence[Choice], start: Features, decay: float, even: bool = False, positive: bool = False
) -> dict[str, float]:
    """Learn to choose the right one of some options; with `positive`, names of one letter are never held against."""
    packed = Packed((option for options, _, _ in choices for option in options), even)
    sizes = np.array([len(options) for options, _, _ in choices])
    starts = np.cumsum(sizes) - sizes
    right = starts + np.array([number for _, number, _ in choices])
    worth = np.array([weight for _, _, weight in choices])

    def loss(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        top = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - np.repeat(top, sizes))
        sums = np.add.reduceat(powers, starts)
        slope = powers / np.repeat(sums, sizes) * np.repeat(worth, sizes)
        slope[right] -= worth
        return worth * (np.log(sums) + top - scores[right]), slope

    return packed.solve(loss, start, decay, positive)


# --- Learning: the gaps ---------------------------------------------------------------------------------------------

Gap = tuple[list[str], bool, str]  # features of a gap, whether it is a seam, and the repository


def seams_of(row: Sequence[str]) -> set[int]:
    """Give where the cells of a row meet."""
    return set(itertools.accumulate(map(len, row[:-1]))) - {0, len("".join(row))}


@functools.cache
def gaps_of(case: Case) -> list[Gap]:
    """Give all gaps of a table."""
    found = []
    lexicon = Lexicon(case.words, case.lines)
    for number, (row, text) in enumerate(zip(case.rows, case.lines, strict=True)):
        seams = seams_of(row)
        for gap, names in glued_gaps.Line(text, lexicon, header=not number).features():
            found.append((list(map(sys.intern, names)), gap in seams, case.repos[-1]))
    return found


def learn_gaps(cases: Sequence[Case], others: Sequence[Case]) -> dict[str, float]:
    """Learn the log-odds of gaps; a large repository is not all there is."""
    rows = Counter(repo for case in cases for repo in case.repos for _ in case.rows)
    weight_of = {repo: min(3.0, math.sqrt(80 / size)) for repo, size in rows.items()}
    gaps = [(gap, weight_of[case.repos[0]]) for case in cases for gap in gaps_of(case)]
    for case in others:
        if all(repo in rows or repo.startswith("made") for repo in case.repos):
            gaps += [(gap, weight_of[case.repos[0]] / 2) for gap in gaps_of(case)]
    common = _common(gap for gap, _ in gaps)
    packed = Packed(dict.fromkeys((name for name in names if name in common), 1.0) for (names, _, _), _ in gaps)
    learned = learn_chance(packed, [seam for (_, seam, _), _ in gaps], [weight for _, weight in gaps], decay=1)
    return {name: value for name, value in learned.items() if abs(value) >= (0.3 if name[0] == "m" else 0.12)}


def _common(gaps: Iterable[Gap]) -> set[str]:
    """Give the features that are found in more than one repository."""
    repos: dict[str, set[str]] = defaultdict(set)
    for names, _, repo in gaps:
        for name in names:
            repos[name].add(repo)
    return {name for name, found in repos.items() if len(found) > 1}


# --- Learning: the cells --------------------------------------------------------------------------------------------

KINDS = "elwftFTs,.#_=<>"
START = dict.fromkeys(KINDS, 0.3) | {"gap": 1.0, "e": 0.7, "l": 0.5, "f": 0.5, "t": 0.5, "#": 0.2, "=": 0.5}


def learn_usual(cases: Sequence[Case]) -> dict[str, float]:
    """Count how usual traits are, each table counting the same."""
    counts = Counter[str]()
    total = 0.0
    for case in cases:
        for cell in itertools.chain.from_iterable(case.rows[1:]):
            total += 1 / len(case.rows)
            for trait in traits(cell):
                if trait[0] not in "=<>":
                    counts[trait] += 1 / len(case.rows)  # type: ignore[assignment]  # a Counter of shares
    kinds = Counter(trait[0] for trait in counts)
    return {
        trait: (count + 0.3) / (total + 0.3 * kinds[trait[0]])
        for trait, count in counts.items()
        if count > (2 if trait[0] in "FTs" else 0.3)
    }


def choices_of(case: Case, lines: Lines, weights: Weights) -> Iterator[Choice]:
    """Give the best cuts of each row and the right one, with the features they are weighed by."""
    rows = [Row(text, of_line) for text, of_line in zip(lines.texts, lines.odds, strict=True)]
    _, fitted = glued.fit(rows, case.width, weights)
    for number, (row, cells) in enumerate(zip(rows, case.rows, strict=True)):
        columns = fitted if number else glued.blank(case.width, weights, header=True)
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
        own = row.own[number] if row.own else {}
        if start < end:
            features["gap"] += row.odds.get(end, 0.0)
        for trait in traits(row.text[start:end]):
            likeness = column.likeness(trait, own.get(trait, 0.0))
            features[trait[0]] += likeness
            features[f"{column.place}~{trait[0]}"] += likeness
            if trait[0] in BY_PLACE:
                features[column.place + trait] += 1
    return dict(features)


# --- Learning: the number of columns, the confidence, and what looks like a table -----------------------------------


Known = tuple[Case, Lines]  # a table, and what is said of its lines by figures that were learned without it


def learn_whole(known: Sequence[Known], weights: Weights) -> tuple[dict[str, float], dict[str, float]]:
    """Learn what speaks for a number of columns, and how sure a row is where the number is right."""
    tables = Counter(case.repos[0] for case, _ in known)
    rows = Counter(case.repos[0] for case, _ in known for _ in case.rows)
    choices: list[Choice] = []
    cuts: list[tuple[dict[str, float], bool, float]] = []
    for case, lines in known:
        repo = case.repos[0]
        options = {table.columns: table for table in glued.candidates(lines, weights)}
        if case.width in options:
            features = [table.for_columns() for table in options.values()]
            choices.append((features, list(options).index(case.width), min(1.0, math.sqrt(8 / tables[repo]))))
        right = options.get(case.width) or glued.tabulate(lines.first(glued.SAMPLE), case.width, weights)
        every = zip(right.for_rows(), right.cells(), case.rows, strict=False)
        cuts += [(row, cut == cells, min(1.0, math.sqrt(40 / rows[repo]))) for row, cut, cells in every][1:]
    packed = Packed((features for features, _, _ in cuts), even=True)
    sure = learn_chance(packed, [true for _, true, _ in cuts], [worth for _, _, worth in cuts], decay=10)
    return learn_choice(choices, {}, decay=1, even=True), sure


def looks_of(case: Case, weights: Weights, luck: random.Random) -> Iterator[tuple[dict[str, float], bool]]:
    """Give what the lines of a table look like, and what its columns, rows and spaced rows look like, alone."""
    spaced = [" ".join(row) for row in case.rows]
    columns = [[cell for cell in column if cell] for column in zip(*case.rows, strict=True)]
    rows = [[cell for cell in luck.choice(case.rows) if cell] for _ in range(2)]
    for lines, true in [(case.lines, True), (spaced, False), *((lines, False) for lines in columns + rows)]:
        if len(lines) > 1:
            yield looks.looks(read_lines(lines[: looks.GLANCE], case.words, weights)), true


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


def learn(cases: Sequence[Case]) -> Weights:
    """Learn everything from tables."""
    luck = random.Random(5)
    more = augmented(cases)
    known: list[Known] = []
    seen: list[tuple[dict[str, float], bool]] = []
    for others, held in split(cases, INNER):
        blind = Weights(gaps=learn_gaps(others, more))
        tried = [*held, *(shortened(case, luck) for case in held)]
        known += [(case, read_lines(case.lines, case.words, blind)) for case in tried if len(case.rows) > 1]
        seen += [example for case in held for example in looks_of(case, blind, luck)]
    seen += [(looks.looks(read_lines(lines, (), blind)), False) for lines in strangers(luck)]
    weights = Weights(cells=START, usual=learn_usual([case for case, _ in known]))
    for _ in range(2):
        choices = [choice for case, lines in known for choice in choices_of(case, lines, weights)]
        cells = learn_choice(choices, START, decay=3, positive=True)
        weights = replace(weights, cells={name: value for name, value in cells.items() if abs(value) >= 0.03})
    counts, rows = learn_whole(known, weights)
    glance = learn_chance(Packed(f for f, _ in seen), [true for _, true in seen], [1.0] * len(seen), decay=1)
    return replace(weights, gaps=learn_gaps(cases, more), counts=counts, rows=rows, looks=glance)


def write_weights(weights: Weights, path: Path) -> None:
    """Write what was learned as JSON, in whole numbers, some figures a line."""
    tables = []
    for name, unit in UNITS.items():
        figures = {feature: round(value * unit) for feature, value in sorted(getattr(weights, name).items())}
        lines = _lines({feature: value for feature, value in figures.items() if value})
        tables.append(f"{json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n}")
    path.write_text("{\n" + ",\n".join(tables) + "\n}\n", encoding="utf-8")


def _lines(figures: Mapping[str, int], width: int = 116) -> Iterator[str]:
    line = ""
    for name, value in figures.items():
        figure = f"{json.dumps(name, ensure_ascii=False)}:{value}"
        if line and len(line) + len(figure) >= width:
            yield line
            line = ""
        line += f",{figure}" if line else figure
    yield line


# --- Measuring ------------------------------------------------------------------------------------------------------


def measure_fold(parts: tuple[list[Case], list[Case]]) -> tuple[list[Result], list[tuple[bool, bool]]]:
    """Learn from some tables and cut others; and say what looks glued, and whether it is."""
    others, held = parts
    weights = learn(others)
    luck = random.Random(6)
    seen = [(features, true) for case in held if len(case.rows) > 2 for features, true in looks_of(case, weights, luck)]
    found = [(weigh(features, weights.looks) > 0, true) for features, true in seen]
    return [measure(case, weights) for case in held], found


def main() -> None:
    """Learn, or measure how well it is learned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--more", type=Path)
    options = parser.parse_args()
    cases = read_cases(options.file)
    more = read_cases(options.more) if options.more else []
    if not options.folds:
        write_weights(learn(cases + more), WEIGHTS)
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB")
        return
    with ProcessPoolExecutor() as pool:
        parts = [(others + more, held) for others, held in split(cases, options.folds)]
        folds = list(pool.map(measure_fold, parts))
    print_results("cross-validated", [result for results, _ in folds for result in results])
    seen = Counter(code for _, found in folds for code in found)
    tables, others = ((seen[True, true], seen[True, true] + seen[False, true]) for true in (True, False))
    print(f"\nlooks glued: {tables[0]} of {tables[1]} tables, {others[0]} of {others[1]} others")


if __name__ == "__main__":
    main()
