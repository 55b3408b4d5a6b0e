"""`(1) … (2) … (3) …` inside a text: a list on the card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from genai_cards.language.sentences import sentence_end
from genai_cards.page import markup
from genai_cards.page.document import Block, ListBlock
from genai_cards.page.text import Text

_MARKER = re.compile(r"\((\d{1,2})\)\s+")
_BEFORE_FIRST = re.compile(r"(?:^|[:;,.—–])\s*$")
_BETWEEN = re.compile(r"[\s,;]+(?:and|or|und|oder|et|ou|y|o|e)?[\s,;]*$")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A text that counts its items."""

    lead: Text
    items: tuple[Text, ...]
    closing: Text
    """What follows the last item's own sentence."""


def enumeration(text: Text) -> Enumeration | None:
    """Find `(1) … (2) … (3) …` in a text; references such as "see (1) and (2)" are none."""
    if "(1)" not in text.mask:
        return None
    markers = _consecutive(text.mask)
    if len(markers) < 2 or (len(markers) < 3 and not _BEFORE_FIRST.search(text.mask[: markers[0].start()])):
        return None
    ends = [marker.start() for marker in markers[1:]]
    last = sentence_end(text.mask, markers[-1].end())
    items = tuple(_item(text, marker.end(), end) for marker, end in zip(markers, [*ends, last], strict=True))
    if not all(items):
        return None
    return Enumeration(text.cut(0, markers[0].start()).stripped(), items, text.cut(last).stripped())


def _consecutive(mask: str) -> list[re.Match[str]]:
    """Give the markers that count 1, 2, 3 …"""
    markers: list[re.Match[str]] = []
    for match in _MARKER.finditer(mask):
        if int(match[1]) == len(markers) + 1:
            markers.append(match)
    return markers


def _item(text: Text, start: int, end: int) -> Text:
    between = _BETWEEN.search(text.mask, start, end)
    return text.cut(start, between.start() if between else end).stripped()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as HTML."""

    html: str
    items: int
    """How many items it has, where it is a list."""


def answer(text: Text, rest: Sequence[Block] = ()) -> Answer:
    """Render an answer: enumerations as lists, then the blocks that belong to it."""
    found = enumeration(text)
    if found:
        parts = [_paragraph(found.lead), items_html(found), _paragraph(found.closing)]
        items = len(found.items)
    elif rest and text:
        parts, items = [_paragraph(text)], 0
    else:
        parts, items = [markup.inline(text)], 0
    parts += map(markup.block, rest)
    if len(rest) == 1 and isinstance(rest[0], ListBlock) and not items:
        items = len(rest[0].items)
    return Answer("".join(parts), items)


def items_html(found: Enumeration) -> str:
    """Render the items as a numbered list."""
    return "<ol>" + "".join(f"<li>{markup.inline(item)}</li>" for item in found.items) + "</ol>"


def around(found: Enumeration) -> str:
    """Render what stands before and behind the items."""
    return _paragraph(found.lead) + _paragraph(found.closing)


def _paragraph(text: Text) -> str:
    return f"<p>{markup.inline(text)}</p>" if text else ""
