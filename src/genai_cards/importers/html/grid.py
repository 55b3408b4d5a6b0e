"""Rows of cells, some of which span others → tables of Markdown, in which each row has as many cells as the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from genai_cards.importers.page import Block, Paragraph, Table

MAX_CELLS = 200_000
"""Cells of one table, when those that span are counted wherever they show; beyond that they count once."""


MAX_CHARACTERS = 1_000_000
"""Characters that may stand again in one table, of cells that span and of headers of its parts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the page."""

    text: str
    is_header: bool = False
    columns: int = 1
    rows: int = 1

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return (
            len(self.text) > 4
            and self.text.startswith("**")
            and self.text.endswith("**")
            and "**" not in self.text[2:-2]
        )


@dataclass(slots=True)
class Row:
    """A row as it stands in the page."""

    line: int
    in_head: bool = False
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the grid; a cell that spans stands in each of its places."""

    row: Row
    cells: tuple[Cell, ...]


_EMPTY = Cell("")


def tables(rows: Sequence[Row]) -> tuple[list[Block], bool]:
    """Give the tables that rows make, and whether it is a guess that the first row is the header.

    A cell as wide as the whole table heads the rows below it: it becomes a paragraph between two tables.
    """
    grid = _without_empty_columns(_grid(rows))
    above = 0
    while above < len(grid) - 1 and _is_title(grid[above]):
        above += 1
    header, body, guessed = _split(grid[above:])
    blocks: list[Block] = [_title(line) for line in grid[:above]]
    rest: list[_Line] = []
    parts = sum(map(_is_title, body))
    may_part = parts * sum(len(cell.text) for cell in header.cells) <= MAX_CHARACTERS
    for line in body:
        if not (may_part and _is_title(line)):
            rest.append(line)
            continue
        blocks += _table(header, rest, len(blocks) > above)
        blocks.append(_title(line))
        rest = []
    return [*blocks, *_table(header, rest, len(blocks) > above)], guessed


def _grid(rows: Sequence[Row]) -> list[_Line]:
    if any(cell.columns * cell.rows > 1 for row in rows for cell in row.cells) and _is_too_much(rows):
        rows = [replace(row, cells=[replace(cell, columns=1, rows=1) for cell in row.cells]) for row in rows]
    waiting: dict[int, tuple[Cell, int]] = {}
    placed = [(row, _placed(row, waiting)) for row in rows]
    filled = sum(len(cells) for _, cells in placed)
    width = min(max(len(cells) for _, cells in placed), (MAX_CELLS + 4 * filled) // len(placed))
    return [_Line(row, _filled_up(cells, width)) for row, cells in placed]


def _filled_up(cells: list[Cell], width: int) -> tuple[Cell, ...]:
    """Give as many cells as all rows have: empty ones at the end, or one that holds all that are too many."""
    if len(cells) > width:
        return (*cells[: width - 1], Cell(" ".join(cell.text for cell in cells[width - 1 :] if cell.text)))
    return (*cells, *[_EMPTY] * (width - len(cells)))


def _is_too_much(rows: Sequence[Row]) -> bool:
    width = max(sum(cell.columns for cell in row.cells) for row in rows)
    shown = sum(len(cell.text) * cell.columns * min(cell.rows, len(rows)) for row in rows for cell in row.cells)
    written = sum(len(cell.text) for row in rows for cell in row.cells)
    return width * len(rows) > MAX_CELLS or shown - written > MAX_CHARACTERS


def _placed(row: Row, waiting: dict[int, tuple[Cell, int]]) -> list[Cell]:
    """Give the cells of a row, with those that reach down from the rows above; `waiting` holds these by column."""
    cells = iter([cell for cell in row.cells for _ in range(cell.columns)])
    out: list[Cell] = []
    while True:
        above, left = waiting.pop(len(out), (None, 0))
        if above is None:
            above = next(cells, None)
            left = above.rows if above else 0
            if above is None and not any(column > len(out) for column in waiting):
                return out
        cell = above or _EMPTY
        if left > 1:
            waiting[len(out)] = (cell, left - 1)
        out.append(cell)


def _without_empty_columns(grid: list[_Line]) -> list[_Line]:
    kept = [place for place in range(len(grid[0].cells) if grid else 0) if _says_something(grid, place)]
    return [_Line(line.row, tuple(line.cells[place] for place in kept)) for line in grid]


def _says_something(grid: Sequence[_Line], place: int) -> bool:
    """Say whether a column has text, and other cells than those that reach into it from the column before."""
    return any(line.cells[place].text and not (place and line.cells[place] is line.cells[place - 1]) for line in grid)


def _is_title(line: _Line) -> bool:
    first = line.cells[0]
    alone = all(cell is first for cell in line.cells) or (len(line.row.cells) == 1 and first.columns > 1)
    return len(line.cells) > 1 and bool(first.text) and alone


def _title(line: _Line) -> Paragraph:
    text = line.cells[0].text.replace("<br>", " ")
    is_bold = line.cells[0].is_bold or "*" in text or text.startswith("![")
    return Paragraph(text if is_bold else f"**{text}**", line.row.line)


def _split(grid: Sequence[_Line]) -> tuple[_Line, Sequence[_Line], bool]:
    """Give the header, the rows below it, and whether it is a guess."""
    heads = 0
    while heads < len(grid) - 1 and _heads(grid[heads]) and not (heads and _is_title(grid[heads])):
        heads += 1
    width = len(grid[0].cells)
    if heads:
        return _joined(grid[:heads]), grid[heads:], False
    if len(grid) > 1 and all(cell.is_bold or not cell.text for cell in grid[0].cells):
        bare = tuple(replace(cell, text=cell.text.strip("*")) for cell in grid[0].cells)
        return _Line(grid[0].row, bare), grid[1:], False
    if width == 2 or len(grid) == 1:  # names and what they mean
        return _Line(grid[0].row, (_EMPTY,) * width), grid, False
    return grid[0], grid[1:], not all(cell.is_header or not cell.text for cell in grid[0].cells)


def _heads(line: _Line) -> bool:
    filled = [cell for cell in line.cells if cell.text]
    return line.row.in_head or (bool(filled) and all(cell.is_header for cell in filled))


def _joined(lines: Sequence[_Line]) -> _Line:
    """Make one header of several, each column with the words of all its cells."""
    columns = zip(*(line.cells for line in lines), strict=True)
    return _Line(lines[0].row, tuple(Cell(" – ".join(_distinct(column))) for column in columns))


def _distinct(cells: Sequence[Cell]) -> Iterator[str]:
    before = ""
    for cell in cells:
        if cell.text and cell.text != before:
            yield cell.text
        before = cell.text or before


def _table(header: _Line, lines: Sequence[_Line], again: bool) -> list[Block]:
    if not lines and again:
        return []
    places = (header.row.line, *(line.row.line for line in lines))
    texts = [tuple(cell.text for cell in line.cells) for line in (header, *lines)]
    if len(texts[0]) == 1:
        return [
            Paragraph(text[0].replace("<br>", "\\\n"), place)
            for text, place in zip(texts, places, strict=True)
            if text[0]
        ]
    return [Table(texts[0], tuple(texts[1:]), places)]
