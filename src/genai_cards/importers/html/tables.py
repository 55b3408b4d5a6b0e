"""Tables of data of a saved page, while they are open; `html_grid` makes tables of Markdown of their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.importers.html.frames import Flat, Frame
from genai_cards.importers.html.grid import Cell, Row, tables
from genai_cards.importers.html.tree import Element
from genai_cards.importers.page import Block, Paragraph


class OpenTable(Frame):
    """`<table>` that holds data."""

    __slots__ = ("caption", "headless", "rows")
    holds_text = False
    nests = True

    def __init__(self, element: Element, line: int, headless: list[int]) -> None:
        super().__init__(element, line)
        self.caption = ""
        self.rows: list[Row] = []
        self.headless = headless

    def begin_row(self, element: Element, line: int) -> None:
        """Begin a row."""
        parent = element.getparent()
        self.rows.append(Row(line, parent is not None and parent.tag == "thead"))

    def closed(self) -> Sequence[Block]:
        """Give the caption, what stands in no cell, and the tables that the rows make."""
        caption = [Paragraph(self.caption, self.line)] if self.caption else []
        rows = [row for row in self.rows if any(cell.text for cell in row.cells)]
        made, is_guessed = tables(rows) if rows else ([], False)
        if is_guessed:
            self.headless.append(rows[0].line)
        return [*caption, *self.blocks, *made]


class OpenCaption(Flat):
    """`<caption>`."""

    __slots__ = ("table",)

    def __init__(self, element: Element, line: int, table: OpenTable) -> None:
        super().__init__(element, line)
        self.table = table

    def closed(self) -> Sequence[Block]:
        """Give the caption to its table."""
        self.table.caption = self.text()
        return []


class OpenCell(Flat):
    """`<td>` or `<th>`."""

    __slots__ = ("row",)

    def __init__(self, element: Element, line: int, row: Row) -> None:
        super().__init__(element, line)
        self.row = row

    def closed(self) -> Sequence[Block]:
        """Give the cell to its row."""
        is_header = self.element.tag == "th"
        text = self.text("<br>", without="strong" if is_header else "")
        self.row.cells.append(Cell(text, is_header, _span(self.element, "colspan"), _span(self.element, "rowspan")))
        return []


def _span(element: Element, name: str) -> int:
    value = element.get(name)
    found = re.match(r"\s*(\d{1,5})", value) if value else None
    return max(1, min(int(found[1]), 1000)) if found else 1
