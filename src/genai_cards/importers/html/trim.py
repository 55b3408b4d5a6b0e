"""What stands beside the text of a saved page although it is part of its main content: comments, teasers, bylines.

It is known by the words of headings, by the share of links, and by pictures that are links; all of it is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from genai_cards.importers.page import Block, Heading, LeftOut, Listing, Paragraph, Quote
from genai_cards.importers.pasted.chrome import BESIDE_TEXT, names_comments, opens_links, why_chrome
from genai_cards.importers.pasted.lines import Line
from genai_cards.language.beside import asks_readers, teases

LINKED = 0.4
"""Share of a section's letters that are links, from which on it only leads elsewhere."""

MOSTLY = 0.8
"""The same of a line with two links or more."""

SHORT = 14
"""Words; a section of nothing but shorter paragraphs tells nothing."""

MOST_PLAIN = 14
"""Words of a line that may be a byline or a button."""

MOST_ASKING = 40
"""Words of a paragraph that asks its readers to subscribe, or the like."""

_NAME = re.compile(r"[^\[]{0,40}?(?=!?\[)")

MOST_SIGN = 8
"""Characters of a picture sign."""

_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_TEASERS = re.compile(
    r"(?:(?:more|other|further|latest|recent|popular|top|trending|related|most|also|recommended|featured|editors?['’]?s?|must)\b.{0,60}"
    r"|(?:you|we)\s+(?:may|might|recommend).{0,40}|(?:read|up|watch|see)\s+(?:more|next|also).{0,40}|(?:what\s+to\s+)?read\s+next|trending"
    r"|(?:sign\s+up|subscribe|join|support|follow|share|newsletter|donate|advertisement|sponsored|promoted)\b.{0,60})",
    re.IGNORECASE,
)


def trimmed(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """Give the blocks of a page without what stands beside its text, and that."""
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        why = ""
        end = at + 1
        if isinstance(block, Heading) and block.level > 1:
            end = _section_end(blocks, at)
            why = _why_section(block, blocks[at + 1 : end])
        if not why:
            end = at + 1
            why = _why_block(block)
        if why:
            left_out += [LeftOut(one.line, text, why) for one in blocks[at:end] if (text := _shown(one))]
        else:
            kept.append(block)
        at = end
    return kept, left_out


def _section_end(blocks: Sequence[Block], start: int) -> int:
    level = getattr(blocks[start], "level", 6)
    ends = (n for n in range(start + 1, len(blocks)) if isinstance(blocks[n], Heading) and blocks[n].level <= level)  # type: ignore[union-attr]
    return next(ends, len(blocks))


def _why_section(heading: Heading, body: Sequence[Block]) -> str:
    name = _plain(heading.text)
    if names_comments(name):
        return "comments of readers"
    if not (_TEASERS.fullmatch(name) or opens_links(_line(name, heading.line))) or not body:
        return ""
    texts = [text for block in body for text in _texts(block)]
    if _linked(texts) >= LINKED or all(len(_plain(text).split()) < SHORT for text in texts):
        return "links to other pages"
    return ""


def _why_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        plain = _plain(block.text)
        if _is_sign(block.text):
            return "a sign alone"
        links = [found for found in _LINK.finditer(block.text) if not found[0].startswith("!")]
        if len(links) > 1 and not plain.endswith((".", "!", "?")) and _linked([block.text]) > MOSTLY:
            return "links to other pages"
        if links and teases(plain) and _linked([_NAME.sub("", block.text)]) > MOSTLY:
            return "links to other pages"
        if links and asks_readers(plain) and len(plain.split()) <= MOST_ASKING:
            return "a call to action"
        if "\n" not in block.text.strip() and 0 < len(plain.split()) <= MOST_PLAIN:
            why = why_chrome(_line(plain, block.line))
            return why if why in BESIDE_TEXT else ""
    if isinstance(block, Listing) and len(block.items) > 2:
        items = ["\n".join(_item(item)) for item in block.items]
        pictured = sum("[![" in item for item in items)
        if pictured * 2 >= len(items) and _linked(items) >= LINKED:
            return "links to other pages"
    return ""


def _is_sign(text: str) -> bool:
    """Say whether a paragraph is a picture sign of the page, such as the lamp beside a hint."""
    return len(text) < MOST_SIGN and all(unicodedata.category(sign) in ("So", "Mn", "Cf", "Zs") for sign in text)


def _line(text: str, number: int) -> Line:
    return Line(number, text, 0, 1, text)


def _plain(text: str) -> str:
    """Give inline Markdown without its links and marks."""
    for _ in range(2):
        text = _LINK.sub(lambda found: "" if found[0].startswith("!") else found[1], text)
    return " ".join(re.sub(r"[*_`\\]+", "", text).split())


def _linked(texts: Sequence[str]) -> float:
    """Give the share of letters that are links."""
    whole = sum(len(_plain(text)) for text in texts)
    linked = sum(
        len(_plain(found[1])) for text in texts for found in _LINK.finditer(text) if not found[0].startswith("!")
    )
    return linked / whole if whole else 1.0


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Listing():
            for item in block.items:
                yield from _item(item)
        case Quote():
            for one in block.blocks:
                yield from _texts(one)
        case _:
            yield "a table, code or a definition is no teaser: the section that it stands in says something of its own"


def _item(item: Sequence[Block]) -> Iterator[str]:
    for block in item:
        yield from _texts(block)


def _shown(block: Block) -> str:
    return " ".join(filter(None, map(_plain, _texts(block))))
