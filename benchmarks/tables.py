"""How well tables are cut whose cells came with nothing between them.

    python benchmarks/tables.py [FILE]

FILE holds real tables: a JSON list of `{"repo", "rows", "words", "has_empty", "capitalised"}`, where the first row is
the header and `words` are the other words of the page. Without FILE, the tables in benchmarks/tables.json are cut. The
cells of each row are joined, cut again and compared: once without any help, once with the columns given. Sure: the
confidence is above the threshold. How the figures for this were learned, and how well they cut tables that they were
not learned from: benchmarks/learn_tables.py.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from genai_cards.importers.tables import glued
from genai_cards.importers.tables.model import Weights, shipped

OWN = Path(__file__).parent / "tables.json"


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


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=OWN)
    cases = read_cases(parser.parse_args().file)
    with ProcessPoolExecutor() as pool:
        print_results("shipped figures", list(pool.map(measure, cases, itertools.repeat(shipped()), chunksize=8)))


if __name__ == "__main__":
    main()
