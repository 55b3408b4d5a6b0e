"""The names of tags, as Anki stores them."""

from __future__ import annotations

RESERVED_TAGS = ("marked", "leech", "none")
"""Tags that Anki keeps for itself, in lower case."""


def as_tag(words: str) -> str:
    """Give words as one tag: without spaces, and without empty levels."""
    return "::".join(filter(None, ("-".join(level.split()).strip(":") for level in words.split("::"))))
