"""The parser's tokens → tables: rows with a place for each cell, and what only looks like a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.page.document import Row, Table
from genai_cards.page.lines import Lines
from genai_cards.page.syntax.html import HTML
from genai_cards.page.text import Text

_NESTING_PREFIX = re.compile(r"(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*")
_DELIMITER_ROW = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")


def read_table(tokens: Sequence[Token], lines: Lines) -> Table:
    """Give a table; a row with too many or too few cells is told of."""
    rows: list[Row] = []
    cells: list[Token] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            rows.append(_row(cells, lines))
            cells = []
    width = len(rows[0].cells) if rows else 0
    filled = tuple(_filled(row, width) for row in rows)
    return Table(filled[0] if filled else Row((), lines.at(tokens[0])), filled[1:], tuple(tokens), lines.at(tokens[0]))


def _filled(row: Row, width: int) -> Row:
    """Give a row as many cells as the header has."""
    nothing = Text.of_words("", row.at)
    return Row((*row.cells[:width], *[nothing] * (width - len(row.cells))), row.at)


def check_lost(token: Token, lines: Lines) -> None:
    """Warn of a paragraph that was meant to be a table."""
    rows = token.content.split("\n", 2)
    if len(rows) > 1 and "|" in rows[0] and _DELIMITER_ROW.fullmatch(rows[1].strip()):
        header, below = (len(_cell_columns(row.strip(), nested=False)) for row in rows[:2])
        message = f"no table: the header has {header} cells, the line below it {below}"
        lines.problems.append(warning("table-broken", lines.at(token), message, "give both the same number of cells"))


def _row(cells: Sequence[Token], lines: Lines) -> Row:
    first = cells[0]
    assert first.map is not None
    if HTML in first.meta:
        return Row(tuple(lines.text(cell) for cell in cells), lines.at(first))
    places = _cell_columns(lines.texts[first.map[0]], nested=first.level > 4)
    if len(places) != len(cells):
        lines.problems.append(_row_width(lines.at(first), len(places), len(cells)))
    columns = places + [1] * (len(cells) - len(places))
    line = first.map[0] + 1
    texts = (lines.text(cell, Location(lines.path, line, column)) for cell, column in zip(cells, columns, strict=False))
    return Row(tuple(texts), lines.at(first))


def _row_width(at: Location, found: int, expected: int) -> Diagnostic:
    message = f"this row has {found} {'cell' if found == 1 else 'cells'}, the header has {expected}"
    if found == 1:
        hint = "if it is not part of the table, put an empty line before it"
    elif found < expected:
        hint = "add the missing cell, or an empty one: | |"
    else:
        hint = r"join two cells; write \| for a bar inside a cell"
    return warning("row-width", at, message, hint)


def _cell_columns(line: str, nested: bool) -> list[int]:
    """Give the 1-based column of each cell's text in a row of a table."""
    start = _NESTING_PREFIX.match(line).end() if nested else len(line) - len(line.lstrip())  # type: ignore[union-attr]
    start += line.startswith("|", start)
    end = len(line.rstrip())
    columns = []
    cell = start
    for bar in _BAR.finditer(line, start, end):
        columns.append(_first_character(line, cell, bar.start()))
        cell = bar.end()
    if cell < end or not columns:
        columns.append(_first_character(line, cell, end))
    return columns


def _first_character(line: str, start: int, end: int) -> int:
    cell = line[start:end]
    return start + len(cell) - len(cell.lstrip()) + 1 if cell.strip() else start + 1
