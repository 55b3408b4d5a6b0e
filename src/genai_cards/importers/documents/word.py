"""Text documents (.docx) → HTML → the blocks of a page."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

from genai_cards.importers.documents.failing import TOO_LARGE, failed, is_too_large
from genai_cards.importers.html.read import read_html
from genai_cards.importers.page import Block, Reading, Table
from genai_cards.importers.tables.heads import may_head, names_columns


def read_word(content: bytes, path: str, is_there: Callable[[str], bool]) -> Reading:
    """Read a text document; pictures are left out.

    It needs the extra `genai-cards[documents]`; without it, and for a broken file, the reading has an error and no
    blocks.
    """
    try:
        import mammoth
    except ModuleNotFoundError:
        return failed(path, "text documents need another library", "pip install 'genai-cards[documents]'")
    if is_too_large(content):
        return failed(path, TOO_LARGE, "save its text as .html or .txt")
    try:
        without = mammoth.images.img_element(lambda _: {"src": ""})
        made = mammoth.convert_to_html(io.BytesIO(content), convert_image=without).value
    except Exception as problem:  # a broken archive makes the library raise whatever comes
        reason = problem or type(problem).__name__
        return failed(path, f"it is no document that can be read: {reason}", "open it and save it again")
    reading = read_html(f"<!DOCTYPE html><html><body><main>{made}</main></body></html>".encode(), path, is_there)
    return replace(reading, blocks=with_heads(reading.blocks))


def with_heads(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks of a document, whose tables say nothing of their heads, with heads for its tables."""
    return tuple(_headed(block) if isinstance(block, Table) else block for block in blocks)


def _headed(table: Table) -> Table:
    """Take the first row for the heads of a table that has none: in a wide one, else where it names the columns."""
    if any(table.header) or len(table.rows) < 2:
        return table
    first = table.rows[0]
    if not all(first) or not (len(first) > 2 or names_columns(first) or may_head(first)):
        return table
    return Table(first, table.rows[1:], table.lines[1:])
