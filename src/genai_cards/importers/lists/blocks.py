"""Rows of a list → a block of the page: a table under its heads, terms without heads, sentences with gaps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from genai_cards.importers.html.read import read_html
from genai_cards.importers.lists.delimited import Row
from genai_cards.importers.page import Block, Definitions, Listing, Paragraph, Table
from genai_cards.importers.write import escaped

_GAP = re.compile(r"\{\{c\d+::")


def has_gaps(rows: Sequence[Row]) -> bool:
    """Say whether rows hold deletions, as notes of Anki's cloze type do."""
    return any(_GAP.search(cell) for row in rows for cell in row.cells)


def block_of(header: Sequence[str], rows: Sequence[Row], *, is_html: bool) -> Block:
    """Make a block of rows that are as wide as the header; where that is empty, nothing names the columns."""
    heads = [*header] or [""] * len(rows[0].cells)
    table = _html_table(heads, rows) if is_html else _table(heads, rows)
    gapped = max(range(len(heads)), key=lambda place: sum(bool(_GAP.search(row[place])) for row in table.rows))
    if sum(bool(_GAP.search(row[gapped])) for row in table.rows) * 2 > len(table.rows):
        return _clozes(table, gapped, heads if len(heads) > 2 else [""] * len(heads))
    return table if header else _terms(table)


def _table(header: Sequence[str], rows: Sequence[Row]) -> Table:
    cells = tuple(tuple(escaped(cell).replace("\n", "<br>") for cell in row.cells) for row in rows)
    return Table(tuple(map(escaped, header)), cells, (rows[0].line, *(row.line for row in rows)))


def _html_table(header: Sequence[str], rows: Sequence[Row]) -> Table:
    """Make a table of cells that are HTML; where they make none, their text stands."""
    head = "".join(f"<th>{html.escape(name) or '-'}</th>" for name in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.cells)}</tr>" for row in rows)
    page = f"<!DOCTYPE html><html><body><main><h1>-</h1><table><tr>{head}</tr>{body}</table></main></body></html>"
    found = read_html(page.encode(), "list.html", lambda _: False).blocks
    tables = [block for block in found if isinstance(block, Table)]
    if len(tables) == 1 and len(tables[0].rows) == len(rows) and len(tables[0].header) == len(header):
        return replace(tables[0], lines=(rows[0].line, *(row.line for row in rows)))
    return _table(header, rows)


def _paragraphs(cells: Sequence[str], heads: Sequence[str], line: int) -> Iterator[Paragraph]:
    for head, cell in zip(heads, cells, strict=True):
        if cell:
            yield Paragraph(f"{escaped(head)}: {cell}" if head else cell, line)


def _terms(table: Table) -> Block:
    """Make terms of rows without heads: the first cell is named, the others tell of it."""
    entries = []
    for row, line in zip(table.rows, table.lines[1:], strict=True):
        told = (*_paragraphs(row[1:], [""] * (len(row) - 1), line),)
        entries.append((row[0] or "–", told or (Paragraph("–", line),)))
    return Definitions(tuple(entries), table.line)


def _clozes(table: Table, gapped: int, heads: Sequence[str]) -> Block:
    """Make a list of sentences with gaps, each with what else its row says below it."""
    items = []
    for row, line in zip(table.rows, table.lines[1:], strict=True):
        others = [place for place in range(len(row)) if place != gapped]
        extra = _paragraphs([row[n] for n in others], [heads[n] for n in others], line)
        items.append((Paragraph(row[gapped] or "–", line), *extra))
    return Listing(tuple(items), table.line)
