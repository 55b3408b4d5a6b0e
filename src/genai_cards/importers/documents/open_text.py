"""Open text documents (.odt) → HTML → the blocks of a page (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from genai_cards.importers.documents.failing import BROKEN, TOO_LARGE, failed, is_too_large
from genai_cards.importers.documents.word import with_heads
from genai_cards.importers.html.read import read_html
from genai_cards.importers.html.tree import parsed_xml
from genai_cards.importers.page import Reading

DEEPEST = 60
"""Elements within elements; what lies deeper is read as text."""

_AS_HTML = {"p": "p", "list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td", "s": ""}
_BREAKS = {"line-break": "<br>", "tab": " ", "s": " "}
_SKIPPED = frozenset(("annotation", "tracked-changes", "sequence-decls", "note", "frame", "covered-table-cell"))


def read_open_text(content: bytes, path: str, is_there: Callable[[str], bool]) -> Reading:
    """Read a text document; pictures and comments are left out. A broken file gives an error and no blocks."""
    if is_too_large(content):
        return failed(path, TOO_LARGE, "save its text as .html or .txt")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = parsed_xml(archive.read("content.xml"))
            styles = parsed_xml(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    except BROKEN as problem:
        return failed(path, f"it is no document that can be read: {problem}", "open it and save it again")
    bold = frozenset(name for each in (root, styles) if each is not None for name in _bold(each))
    body = next(iter(root.xpath("//*[local-name()='body']/*[local-name()='text']")), None)
    made = "".join(_html(body, bold, 0)) if body is not None else ""
    reading = read_html(f"<!DOCTYPE html><html><body><main>{made}</main></body></html>".encode(), path, is_there)
    return replace(reading, blocks=with_heads(reading.blocks))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _bold(root: Any) -> Iterator[str]:
    """Yield the names of the styles that set bold."""
    for style in root.xpath("//*[local-name()='style'][*[local-name()='text-properties']]"):
        if any(_attribute(each, "font-weight") in ("bold", "700", "800", "900") for each in style):
            yield _attribute(style, "name")


def _html(element: Any, bold: frozenset[str], depth: int) -> Iterator[str]:
    """Yield what an element holds as HTML, its own tag not included."""
    yield html.escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in _SKIPPED:
            yield from _child(child, bold, depth + 1)
        yield html.escape(child.tail or "")


def _child(child: Any, bold: frozenset[str], depth: int) -> Iterator[str]:
    name = _name(child)
    inside = html.escape("".join(child.itertext())) if depth > DEEPEST else "".join(_html(child, bold, depth))
    if name in _BREAKS:
        yield _BREAKS[name]
    elif name == "h":
        level = _attribute(child, "outline-level")
        level = level if level in ("1", "2", "3", "4", "5", "6") else "2"
        yield f"<h{level}>{inside}</h{level}>"
    elif name == "p" and _attribute(child, "style-name") == "Title":
        yield f"<h1>{inside}</h1>"
    elif name == "span":
        yield f"<b>{inside}</b>" if _attribute(child, "style-name") in bold and inside.strip() else inside
    elif tag := _AS_HTML.get(name):
        yield f"<{tag}>{inside}</{tag}>"
    else:
        yield inside
