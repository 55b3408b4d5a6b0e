"""What a text looks like: what emphasis opens it, where its first line ends, how much of it are links or pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from genai_cards.page.pictures import is_found
from genai_cards.page.text import Text

_STYLES = {"strong_open": "b", "em_open": "i"}
_BREAKS = ("softbreak", "hardbreak")
_LETTER, _NO_LETTER = re.compile(r"\w"), re.compile(r"\W")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Lead:
    """The emphasised text that opens a text."""

    style: str
    """b bold, i italic, c code."""

    start: int
    end: int


def lead_of(text: Text) -> Lead | None:
    """Find the bold, italic or code text that opens a text, an emoji before it aside."""
    start, tokens = 0, list(text.tokens)
    while tokens and tokens[0].type == "text" and not _LETTER.search(tokens[0].content):
        start += len(tokens.pop(0).content)
    while tokens and tokens[0].type == "html_inline" and not Text.of(tokens[:1], text.at).plain:
        tokens.pop(0)
    if not tokens:
        return None
    if tokens[0].type == "code_inline":
        return Lead("c", start, start + len(tokens[0].content))
    style = _STYLES.get(tokens[0].type)
    if style is None:
        return None
    level = length = 0
    for token in tokens:
        level += token.nesting
        length += len(Text.of((token,), text.at).plain) if not token.nesting else 0
        if level == 0:
            break
    return Lead(style, start, start + length)


def has_lines(text: Text) -> bool:
    """Say whether a text has more than one line."""
    return any(token.type in _BREAKS for token in text.tokens)


def first_line(text: Text) -> int:
    """Give the offset at which the first line of a text ends."""
    position = 0
    for token in text.tokens:
        if token.type in _BREAKS:
            return position
        position += len(Text.of((token,), text.at).plain)
    return position


def lines_within(text: Text) -> frozenset[int]:
    """Give the numbers, from 0, of the lines of a text that begin inside emphasis, a link or the like."""
    level = number = 0
    found = set()
    for token in text.tokens:
        level += token.nesting
        if token.type in _BREAKS:
            number += 1
            found |= {number} if level else set()
    return frozenset(found)


def opens_with_link(text: Text) -> bool:
    """Say whether a text begins with a link."""
    return bool(text.tokens) and text.tokens[0].type == "link_open"


def has_links(text: Text) -> bool:
    """Say whether a text holds a link or an address."""
    return any(token.type == "link_open" for token in text.tokens) or "://" in text.plain


def shows_more_than_words(text: Text) -> bool:
    """Say whether a text holds a link, an address or a picture."""
    return any(token.type in ("link_open", "image") for token in text.tokens) or "://" in text.plain


def without_links(text: Text) -> str:
    """Give the words of a text that are no links."""
    level, kept = 0, []
    for token in text.tokens:
        level += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if level == 0 and token.type != "link_close":
            kept.append(Text.of((token,), text.at).plain)
    return "".join(kept)


def unlinked(text: Text) -> int:
    """Count the letters of a text that are no link and no address."""
    linked = letters = 0
    for token in text.tokens:
        linked += (token.type == "link_open") - (token.type == "link_close")
        if not linked and not token.nesting:
            letters += len(_NO_LETTER.sub("", _ADDRESS.sub("", Text.of((token,), text.at).plain)))
    return letters


def is_code(text: Text) -> bool:
    """Say whether a text is one piece of code and nothing else."""
    shown = [token for token in text.tokens if token.type != "text" or token.content.strip()]
    return len(shown) == 1 and shown[0].type == "code_inline"


def is_missing_picture(text: Text) -> bool:
    """Say whether a text is nothing but pictures that the deck does not hold."""
    images = [token for token in text.tokens if token.type == "image"]
    others = [token for token in text.tokens if token.type not in ("image", *_BREAKS, "link_open", "link_close")]
    silent = not any(Text.of((token,), text.at).plain.strip() for token in others)
    return bool(images) and silent and not any(map(is_found, images))
