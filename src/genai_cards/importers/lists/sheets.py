"""Spreadsheets (.xlsx, .ods, .xls) → the blocks of a page: each sheet is a list of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from genai_cards.importers.documents.failing import BROKEN, TOO_LARGE, failed, is_too_large
from genai_cards.importers.lists.delimited import Row, Rows
from genai_cards.importers.lists.read import read_list
from genai_cards.importers.page import Block, Heading, Reading
from genai_cards.importers.write import escaped


def read_sheets(content: bytes, path: str, title: str = "") -> Reading:
    """Read a spreadsheet, each sheet under its name where there are several; a row counts as a line.

    It needs the extra `genai-cards[sheets]`; without it, and for a broken file, the reading has an error and no blocks.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        return failed(path, "spreadsheets need another library", "pip install 'genai-cards[sheets]'")
    if is_too_large(content):
        return failed(path, TOO_LARGE, "save the sheet as .csv")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, *BROKEN) as problem:
        return failed(path, f"it is no spreadsheet that can be read: {problem}", "open it and save it again")
    readings = [(name, read_list(rows, path)) for name, cells in sheets if (rows := _rows(cells))]
    blocks: list[Block] = [Heading(1, escaped(title), 1)] if title else []
    for name, reading in readings:
        if len(readings) > 1:
            blocks.append(Heading(2, escaped(name), 1))
        blocks += reading.blocks
    left_out = tuple(out for _, reading in readings for out in reading.left_out)
    problems = tuple(problem for _, reading in readings for problem in reading.problems)
    return Reading(title, tuple(blocks), left_out, problems)


def _rows(sheet: Sequence[Sequence[object]]) -> Rows | None:
    rows = [Row(tuple(map(_told, cells)), number) for number, cells in enumerate(sheet, 1)]
    rows = [row for row in rows if any(row.cells)]
    width = max((len(row.cells) for row in rows), default=0)
    used = [n for n in range(width) if any(n < len(row.cells) and row.cells[n] for row in rows)]
    rows = [replace(row, cells=tuple(row.cells[n] if n < len(row.cells) else "" for n in used)) for row in rows]
    return Rows(tuple(rows), len(used), "\t") if rows and len(used) > 1 else None


def _told(cell: object) -> str:
    """Give a cell as text: whole numbers without their zero, days without their midnight."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip().removesuffix(" 00:00:00")
