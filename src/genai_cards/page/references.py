"""What a page refers to and says of itself: its links, its images without a text, its comments that allow something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from genai_cards.diagnostics import Location
from genai_cards.page.document import Document
from genai_cards.page.text import alternative

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--\s*allow:\s*(.*?)\s*-->", re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def links(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield the relative links of a page: the path, without what stands behind # or ?."""
    for href, at in _attributes(document, "link_open", "href"):
        target = unquote(re.split(r"[?#]", href)[0])
        if target and not _SCHEME.match(href):
            yield target, at


def bare_images(document: Document) -> Iterator[Location]:
    """Yield the places of the images that have no text."""
    for line, token in _inlines(document):
        sounds = token.meta.get("media") == "sound"
        bare = token.type == "image" and not sounds and not str(token.meta.get("alt", token.content)).strip()
        if token.type in ("html_inline", "html_block"):
            bare = any(not alternative(image).strip() for image in _IMAGE.findall(token.content))
        if bare:
            yield Location(document.path, line)


def allow_comments(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield the comments that allow something: the lines of its block, its own where it stands alone, and its text.

    Where it stands in a text, the first of the two is 0.
    """
    for token in document.root.tokens:
        if token.map is None:
            continue
        if token.type == "html_block" and (found := _COMMENT.search(token.content)):
            alone = _COMMENT.sub("", token.content).strip() == ""
            yield (token.map[0] + 1 if alone else 0), token.map[1], found[1]
        for child in token.children or ():
            if child.type == "html_inline" and (found := _COMMENT.fullmatch(child.content)):
                yield 0, token.map[0] + 1, found[1]


def _attributes(document: Document, kind: str, name: str) -> Iterator[tuple[str, Location]]:
    for line, token in _inlines(document):
        if token.type == kind:
            yield str(token.attrs.get(name, "")), Location(document.path, line)


def _inlines(document: Document) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a page that stand in its texts, and its blocks of HTML, with their lines."""
    for token in document.root.tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            yield line, token
        for child in token.children or ():
            yield line, child
            line += child.type in ("softbreak", "hardbreak")
