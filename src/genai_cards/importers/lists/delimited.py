"""Text with a separator between cells → rows: which separator it is, and whether quotes hold cells, all rows say.

An export of Anki says it in its first lines, such as `#separator:tab` (docs.ankiweb.net/importing/text-files.html).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

SEPARATORS = ("\t", ",", ";", "|")
"""What may part cells; of equals the first one is taken."""

SAID = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
"""Separators by the names that an export of Anki gives them."""

BETWEEN_CELLS = ("\t", ",", " - ", " – ", "=", ":", "|")
"""What may part the two cells of rows that stand on one line; the first one that fits is taken."""

FEWEST_ROWS = 3
"""Rows on one line, before its signs are taken for what parts them."""

LEAST_SHARE = 0.6
"""Of rows that have the usual number of cells; with fewer a text is no list."""

LONGEST_CELL = 1_000_000
"""Characters."""

_BETWEEN_ROWS = re.compile(r"[;|#*~^§/]{1,4}")
_MOST_SIGNS = 5
_SAYS = re.compile(
    r"#(separator|html|columns|deck|notetype|tags|(?:guid|deck|notetype|tags) column):(.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the line that it begins in."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a list, and what its first lines say of them."""

    rows: tuple[Row, ...]
    width: int
    """Cells that a row usually has."""

    separator: str
    said: Mapping[str, str] = field(default_factory=dict)


def read_rows(text: str) -> Rows | None:
    """Read a text as rows of cells; None where no separator makes rows of it."""
    lines = text.split("\n")
    said: dict[str, str] = {}
    skipped = 0
    while skipped < len(lines) and (match := _SAYS.fullmatch(lines[skipped].rstrip("\r"))):
        said[match[1].lower()] = match[2].strip("\r")
        skipped += 1
    body = "\n".join(lines[skipped:])
    if not said and (rolled := rows_of_one_line(body)):
        return rolled
    named = said.get("separator", "").strip().lower()
    given = SAID.get(named, named if len(named) == 1 else "")
    separators = (given,) if given else SEPARATORS
    found = [
        (_fit(rows), rows, separator)
        for separator in separators
        for quoted in (True, False)
        if (rows := _parsed(body, separator, quoted, skipped))
    ]
    if not found:
        return None
    (share, width), rows, separator = max(found, key=lambda each: each[0][0])
    if not given and (share < LEAST_SHARE or width < 2):
        return None
    return Rows(tuple(rows), width, separator, said)


def rows_of_one_line(text: str) -> Rows | None:
    """Read a text that has all its rows on one line, with a sign between them: `owl,Eule;wren,Zaunkönig`."""
    if "\n" in (line := text.strip()):
        return None
    signs = Counter(match[0] for match in _BETWEEN_ROWS.finditer(line))
    for sign, _ in signs.most_common(_MOST_SIGNS):
        parts = [part.strip() for part in line.split(sign) if part.strip()]
        for separator in BETWEEN_CELLS:
            if len(parts) >= FEWEST_ROWS and all(_is_pair(part, separator) for part in parts):
                rows = tuple(Row(tuple(map(str.strip, part.split(separator))), 1) for part in parts)
                return Rows(rows, 2, separator)
    return None


def _is_pair(part: str, separator: str) -> bool:
    first, sign, second = part.partition(separator)
    return bool(first.strip() and sign and second.strip()) and separator not in second


def _parsed(body: str, separator: str, quoted: bool, skipped: int) -> list[Row]:
    """Parse a text; nothing where it holds what no row holds."""
    style: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted and '"' in body else csv.QUOTE_NONE
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, quoting=style, skipinitialspace=True)
        rows: list[Row] = []
        line = 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(tuple(cell.strip() for cell in cells), skipped + line + 1))
            line = reader.line_num
        return rows
    except csv.Error:
        return []
    finally:
        csv.field_size_limit(before)


def _fit(rows: Sequence[Row]) -> tuple[float, int]:
    """Give the share of rows with the usual number of cells, and that number; one cell alone is no row of a list."""
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    if not widths:
        return 0.0, 1
    width, count = widths.most_common(1)[0]
    return count / len(rows), width
