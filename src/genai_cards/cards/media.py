"""Pictures, sounds and films: what they are called in Anki, and what of them may go there."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from genai_cards.cards.svg import cleaned_svg
from genai_cards.diagnostics import Diagnostic, Location

PICTURES = frozenset("apng avif bmp gif ico jpeg jpg png svg webp".split())
PLAYED = frozenset("3gp aac avi flac flv m4a m4v mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus spx wav webm".split())
"""Suffixes of what Anki plays: sounds and films alike, as `[sound:…]`, on each of its platforms."""

STORED_NAME = re.compile(r"[\w.-]+-[0-9a-f]{12}\.[a-z0-9]+")
"""What `stored_name` gives, as it is found again in a field."""

MAX_STEM = 40
"""Characters of a file's name that are kept: Anki takes 120 bytes."""

_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_DATA = re.compile(r"data:(?:image|audio|video)/([a-z0-9]+)(?:\+xml)?;base64,([A-Za-z0-9+/=%\s]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Media:
    """A file as Anki gets it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What there is for a reference: the file, or why there is none."""

    media: Media | None = None
    problems: tuple[Diagnostic, ...] = ()


Library = Callable[[str, Location, bool], Found]
"""Finds what a page refers to: by the reference as the author wrote it, its place, and whether it is a wiki embed."""


def suffix(name: str) -> str:
    """Give the suffix of a file's name, in small letters and without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_media(name: str) -> bool:
    """Say whether Anki can show or play a file of this name."""
    return suffix(name) in PICTURES or suffix(name) in PLAYED


def is_remote(reference: str) -> bool:
    """Say whether a reference leads into the network."""
    return _REMOTE.match(reference) is not None


def readings(reference: str) -> Iterator[str]:
    """Yield the names that a reference may mean, likeliest first: `a%20b.png` may be one itself."""
    from urllib.parse import unquote

    told = dict.fromkeys((reference, unquote(reference)))
    short = re.split(r"[?#]", reference, maxsplit=1)[0]
    for name in (*told, short, unquote(short)):
        yield unicodedata.normalize("NFC", name)


def make(name: str, content: bytes) -> Media | None:
    """Make a file of ours; None where it is an SVG that no program could draw."""
    if suffix(name) == "svg":
        drawing = cleaned_svg(content)
        return Media(stored_name(name, drawing), drawing) if drawing is not None else None
    return Media(stored_name(name, content), content)


def from_data(reference: str) -> Media | None:
    """Give the file that a `data:` address holds itself; None where it holds none that Anki shows."""
    found = _DATA.fullmatch(reference)
    if found is None or not is_media(name := f"image.{found[1].lower()}"):
        return None
    from base64 import b64decode
    from binascii import Error
    from urllib.parse import unquote

    try:
        return make(name, b64decode("".join(unquote(found[2]).split()), validate=True))
    except Error:
        return None


def stored_name(name: str, content: bytes) -> str:
    """Name a file after itself and its content: no two contents share a name, in no folder and at no time.

    Anki keeps files whose names begin with `_` for templates; case is no difference on some systems.
    """
    stem = unicodedata.normalize("NFC", name).rpartition(".")[0]
    stem = _NOT_IN_NAMES.sub("-", stem.lower())[:MAX_STEM].strip("-._") or "media"
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix(name)}"
