"""What is said of a document that cannot be read, and what keeps one from filling the memory."""

from __future__ import annotations

import io
import zipfile
import zlib

from genai_cards.diagnostics import Location, error
from genai_cards.importers.page import Reading

BROKEN = (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)
"""What a broken archive raises."""

MOST_BYTES = 300_000_000
"""That a file may unpack to; more is no page for learning, or a trap."""


def failed(path: str, message: str, hint: str) -> Reading:
    """Give a reading without blocks that says why."""
    return Reading("", (), problems=(error("unreadable", Location(path), message, hint),))


def is_too_large(content: bytes) -> bool:
    """Say whether an archive unpacks to more than a page for learning does."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES
    except BROKEN:
        return False


TOO_LARGE = f"it unpacks to more than {MOST_BYTES // 1_000_000} MB"
