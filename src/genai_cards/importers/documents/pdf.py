"""PDF → its text with its layout → the blocks of a page. A PDF knows places, no paragraphs: all of it is a guess."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from genai_cards.diagnostics import Location, warning
from genai_cards.importers.documents.failing import failed
from genai_cards.importers.documents.layout import Piece, Sheet, running, told
from genai_cards.importers.page import LeftOut, Reading
from genai_cards.importers.pasted.read import read_pasted
from genai_cards.source import decode

if TYPE_CHECKING:
    from pdfminer.layout import LTTextLine

_LIGATURE = re.compile("[\ufb00-\ufb06]")

_GLYPH, _BULLET_GLYPH = re.compile(r"\(cid:\d+\)"), re.compile(r"^\(cid:\d+\)\s*")
"""A sign that its font does not name."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Parts of large brackets, which a font of formulas draws."""

MOST_PAGES = 2_000
"""What is longer is a library, and no page for learning."""


def read_pdf(content: bytes, path: str, title: str = "") -> Reading:
    """Read the text of a PDF by its layout; the lines of the reading are its pages.

    It needs the extra `genai-cards[documents]`; without it, and for a broken file, one with a password or without any
    text, the reading has an error and no blocks.
    """
    try:
        import pdfminer.high_level  # noqa: F401
    except ModuleNotFoundError:
        return failed(path, "PDFs need another library", "pip install 'genai-cards[documents]'")
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        sheets = [*_sheets(content)]
    except PDFPasswordIncorrect:
        return failed(path, "this PDF is locked by a password", "print it to a PDF without one")
    except Exception as problem:  # a broken PDF makes the library raise whatever comes
        return failed(
            path, f"it is no PDF that can be read: {problem or type(problem).__name__}", "print it to a PDF again"
        )
    if not any(sheet.pieces for sheet in sheets):
        return failed(
            path, "this PDF holds pictures of pages and no text", "let a text recognition (OCR) read it first"
        )
    heads = running(sheets)
    gone = {(id(piece), number) for piece, number in heads}
    sheets = [replace(s, pieces=tuple(p for p in s.pieces if (id(p), s.number) not in gone)) for s in sheets]
    lines = told(sheets)
    source = decode("\n".join(line.text for line in lines).encode("utf-8", "replace"), path, "")
    reading = read_pasted(source, title)
    message = "a PDF says where letters stand, not what is a heading, an item or a cell: its layout was guessed"
    guessed = warning("pdf-guessed", Location(path), message, "read the page before its first export")
    first = {line.page: at for at, line in reversed([*enumerate(lines, 1)])}
    out = tuple(LeftOut(first.get(number, 0), piece.text, "a running head") for piece, number in heads)
    return replace(
        reading,
        left_out=(*out, *reading.left_out),
        problems=(guessed, *reading.problems),
        places=tuple(line.page for line in lines),
    )


def _sheets(content: bytes) -> Iterator[Sheet]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer, LTTextLine

    pages = extract_pages(io.BytesIO(content), maxpages=MOST_PAGES, laparams=LAParams(char_margin=1.5, boxes_flow=None))
    for number, page in enumerate(pages, 1):
        lines = (
            line for box in page if isinstance(box, LTTextContainer) for line in box if isinstance(line, LTTextLine)
        )
        pieces = [piece for line in lines if (piece := _piece(line, page.height))]
        yield Sheet(number, page.width, page.height, tuple(pieces))


def _piece(line: LTTextLine, height: float) -> Piece | None:
    """Make a piece of a line, without white space at its ends; None where there is nothing else."""
    from pdfminer.layout import LTChar

    text = _PRIVATE.sub("", line.get_text())
    text = _GLYPH.sub("\ufffd", _BULLET_GLYPH.sub("• ", " ".join(text.split()), count=1))
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    chars = [char for char in line if isinstance(char, LTChar) and not char.get_text().isspace()]
    if not text or not chars:
        return None
    weights = [any(word in char.fontname.lower() for word in ("bold", "black", "heavy")) for char in chars]
    lead = next((n for n, is_bold in enumerate(weights) if not is_bold), len(weights))
    size = sorted(char.size for char in chars)[len(chars) // 2]
    bold = all(weights)
    return Piece(
        line.x0, height - line.y1, line.x1, height - line.y0, text, size, bold, 0 if bold else _letters(text, lead)
    )


def _letters(text: str, count: int) -> int:
    """Give the length of a text up to its n-th character that is no space."""
    for place, char in enumerate(text):
        if not count:
            return place
        count -= not char.isspace()
    return len(text)
