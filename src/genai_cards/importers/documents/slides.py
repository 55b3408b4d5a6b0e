"""Slides (.pptx) → HTML → the blocks of a page: a slide is a section, its title asks or names, its body answers."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from genai_cards.importers.documents.failing import TOO_LARGE, failed, is_too_large
from genai_cards.importers.html.read import read_html
from genai_cards.importers.page import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def read_slides(content: bytes, path: str, is_there: Callable[[str], bool]) -> Reading:
    """Read the text, the tables and the notes of slides; pictures are left out.

    It needs the extra `genai-cards[documents]`; without it, and for a broken file, the reading has an error and no
    blocks.
    """
    try:
        import pptx
    except ModuleNotFoundError:
        return failed(path, "slides need another library", "pip install 'genai-cards[documents]'")
    if is_too_large(content):
        return failed(path, TOO_LARGE, "save its text as .html or .txt")
    try:
        deck = pptx.Presentation(io.BytesIO(content))
        made = "".join(part for slide in deck.slides for part in _slide(slide))
    except Exception as problem:  # a broken archive makes the library raise whatever comes
        reason = problem or type(problem).__name__
        return failed(path, f"these are no slides that can be read: {reason}", "open them and save them again")
    return read_html(f"<!DOCTYPE html><html><body><main>{made}</main></body></html>".encode(), path, is_there)


def _slide(slide: Any) -> Iterator[str]:
    """Yield a slide as HTML: its title, its shapes from the top down, what its speaker notes."""
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield f"<h2>{_escaped(title.text_frame.text)}</h2>"
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        yield from _shape(shape)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.text.split("\n"):
            if paragraph.strip():
                yield f"<p>{_escaped(paragraph)}</p>"


def _shape(shape: Any) -> Iterator[str]:
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _shape(inner)
    elif getattr(shape, "has_table", False):
        rows = [[_escaped(cell.text) for cell in row.cells] for row in shape.table.rows]
        for place, row in enumerate(rows):
            name = "td" if place else "th"
            cells = "".join(f"<{name}>{cell}</{name}>" for cell in row)
            yield f"{'' if place else '<table>'}<tr>{cells}</tr>"
        yield "</table>"
    elif shape.has_text_frame and shape.text_frame.text.strip():
        yield _listed([each for each in shape.text_frame.paragraphs if each.text.strip()])


def _listed(paragraphs: Sequence[Any]) -> str:
    """Give paragraphs as one, or as a list within a list by how far in they stand."""
    if len(paragraphs) == 1:
        return f"<p>{_runs(paragraphs[0])}</p>"
    made, depth = "", -1
    for paragraph in paragraphs:
        if paragraph._p.xpath("./a:pPr/a:buNone"):  # the library says nothing of bullets
            made += f"{'</li></ul>' * (depth + 1)}<p>{_runs(paragraph)}</p>"
            depth = -1
            continue
        level = min(paragraph.level, depth + 1)
        made += "<ul>" * (level - depth) + "</li></ul>" * (depth - level) + ("</li>" if level <= depth else "")
        made += f"<li>{_runs(paragraph)}"
        depth = level
    return made + "</li></ul>" * (depth + 1)


def _runs(paragraph: Any) -> str:
    made = "".join(
        f"<b>{_escaped(run.text)}</b>" if run.font.bold and run.text.strip() else _escaped(run.text)
        for run in paragraph.runs
    )
    return made or _escaped(paragraph.text)


def _escaped(text: str) -> str:
    return html.escape(text.replace("\v", "\n")).replace("\n", "<br>")
