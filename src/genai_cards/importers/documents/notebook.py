"""Notebooks (.ipynb) → the blocks of a page: their text as it is, code, and what it printed below it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from genai_cards.importers.documents.failing import failed
from genai_cards.importers.page import Block, Code, LeftOut, Markup, Reading

MOST_PRINTED = 4_000
"""Characters of an output; what is longer is no answer."""


def read_notebook(content: bytes, path: str) -> Reading:
    """Read the cells of a notebook (https://nbformat.readthedocs.io); a cell counts as a line.

    A broken file gives an error and no blocks.
    """
    try:
        book = json.loads(content)
        cells = [cell for cell in book["cells"] if isinstance(cell, dict)]
        language = _text(book.get("metadata", {}).get("language_info", {}).get("name", "python"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        return failed(path, f"it is no notebook that can be read: {problem}", "open it and save it again")
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    for number, cell in enumerate(cells, 1):
        text = _text(cell.get("source"))
        if not text.strip():
            continue
        if cell.get("cell_type") == "markdown":
            blocks.append(Markup(text.strip("\n"), number))
            continue
        blocks.append(Code(text, number, language if cell.get("cell_type") == "code" else ""))
        for printed in _printed(cell):
            if len(printed) <= MOST_PRINTED:
                blocks.append(Code(printed, number, "text"))
            else:
                left_out.append(LeftOut(number, f"{printed[:200]} …", "a long output"))
    return Reading("", tuple(blocks), tuple(left_out))


def _text(source: object) -> str:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
    return text.encode("utf-8", "replace").decode()  # JSON may hold half a surrogate pair


def _printed(cell: dict[str, object]) -> Iterator[str]:
    """Yield what a cell printed, as text."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        text = _text(output.get("text") or (data.get("text/plain") if isinstance(data, dict) else ""))
        if text.strip():
            yield text.strip("\n")
