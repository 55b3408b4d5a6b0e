"""The names of decks and tags, as Anki stores them."""

from __future__ import annotations

import re

from genai_cards.source import UNSTORABLE

RESERVED_TAGS = ("marked", "leech", "none")
"""Tags that Anki keeps for itself, in lower case."""


def as_tag(words: str) -> str:
    """Give words as one tag: without spaces, and without empty levels."""
    return "::".join(filter(None, ("-".join(level.split()).strip(":") for level in words.split("::"))))


def deck_path(*names: str) -> str:
    """Join the names of decks as Anki will store them; `::` inside a name makes levels."""
    levels = (level for name in names for level in name.split("::"))
    return "::".join(filter(None, map(_deck_level, levels)))


def _deck_level(name: str) -> str:
    return re.sub(r"\s+", " ", UNSTORABLE.sub("\ufffd", name).replace('"', "”")).strip(" :")
