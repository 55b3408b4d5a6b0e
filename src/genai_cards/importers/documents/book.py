"""Books (.epub) → the blocks of a page, chapter by chapter."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from genai_cards.importers.documents.failing import BROKEN, TOO_LARGE, failed, is_too_large
from genai_cards.importers.html.read import read_html
from genai_cards.importers.html.tree import parsed_xml
from genai_cards.importers.page import Block, Heading, LeftOut, Reading
from genai_cards.importers.write import escaped

_CONTAINER = "META-INF/container.xml"


def read_book(content: bytes, path: str, is_there: Callable[[str], bool]) -> Reading:
    """Read the chapters of a book in their order (EPUB 3.3, https://www.w3.org/TR/epub-33/).

    A broken file gives an error and no blocks.
    """
    if is_too_large(content):
        return failed(path, TOO_LARGE, "import a chapter saved as .html")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            title, chapters = _chapters(archive)
            readings = [read_html(archive.read(name), name, is_there) for name in chapters]
    except BROKEN as problem:
        return failed(path, f"it is no book that can be read: {problem}", "open it in a reader and save it again")
    blocks: list[Block] = [Heading(1, escaped(title), 1)] if title else []
    left_out: list[LeftOut] = []
    for reading in readings:
        blocks += _lowered(reading)
        left_out += reading.left_out
    lang = next((reading.lang for reading in readings if reading.lang), "")
    images = tuple(image for reading in readings for image in reading.images)
    return Reading(title, tuple(blocks), tuple(left_out), lang=lang, images=images)


def _lowered(reading: Reading) -> Iterator[Block]:
    """Yield the blocks of a chapter, its title as a section of the book."""
    for block in reading.blocks:
        yield Heading(min(6, block.level + 1), block.text, block.line) if isinstance(block, Heading) else block


def _chapters(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Give the title of a book, and the files of its chapters in order."""
    container = parsed_xml(archive.read(_CONTAINER))
    package = next(iter(container.xpath("//*[local-name()='rootfile']/@full-path")), "")
    opf = parsed_xml(archive.read(package))
    files = {
        item.get("id"): item.get("href") for item in opf.xpath("//*[local-name()='manifest']/*") if item.get("href")
    }
    order = [reference.get("idref") for reference in opf.xpath("//*[local-name()='spine']/*")]
    folder = posixpath.dirname(package)
    names = [posixpath.normpath(posixpath.join(folder, unquote(files[name]))) for name in order if name in files]
    inside = set(archive.namelist())
    titles = opf.xpath("//*[local-name()='metadata']/*[local-name()='title']/text()")
    return next(iter(titles), "").strip(), [name for name in names if name in inside]
