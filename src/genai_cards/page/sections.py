"""The parser's tokens → sections: the title of a page, and the tree of its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from markdown_it.token import Token

from genai_cards.cards import media
from genai_cards.diagnostics import Location
from genai_cards.language import prompts
from genai_cards.language.marks import is_glossary_title
from genai_cards.page.blocks import read_blocks
from genai_cards.page.deletions import filled
from genai_cards.page.document import Section
from genai_cards.page.lines import Lines
from genai_cards.page.text import Text

_INDEX_PAGES = ("readme", "index")


def name_of(page: str) -> str:
    """Give a title to a page that has none: its file's name, or its folder's for README and index."""
    parts = PurePosixPath(page).parts
    if len(parts) > 1 and parts[-1].lower() in _INDEX_PAGES:
        parts = parts[:-1]
    name = re.sub(r"[-_\s]+", " ", parts[-1]).strip() if parts else ""
    return name[:1].upper() + name[1:] or page


def split_title(tokens: list[Token], lines: Lines) -> tuple[Text | None, list[Token]]:
    """Take the page's title out: its first heading, where that is the only one of level 1 that says anything.

    Where it has no text of its own, others of level 1 are its sections: then all are one level lower. So they are where
    the others are "Links", "References" … One called "Definition" stands over that of the page: its file has its name.
    """
    headings = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    titles = [i for i in headings if tokens[i].tag == "h1"]
    if not titles or titles[0] != headings[0] or not tokens[titles[0] + 1].children:
        return None, tokens
    start = titles[0]
    name = lines.text(tokens[start + 1]).plain
    if prompts.is_definition_heading(name) and not is_glossary_title(name):
        return None, tokens
    if len(titles) > 1:
        if titles[1] != start + 3 and not all(prompts.is_dead(lines.text(tokens[at + 1]).plain) for at in titles[1:]):
            return None, tokens
        for token in (tokens[at + offset] for at in headings[1:] for offset in (0, 2)):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    return _heading(tokens[start + 1], lines), tokens[:start] + tokens[start + 3 :]


def _heading(inline: Token, lines: Lines) -> Text:
    """Give the words of a heading: badges beside them, linked pictures and pictures in the network, are none."""
    text = lines.text(inline)
    kept = [token for token in text.tokens if not (token.type == "image" and _is_badge(token))]
    bare = Text.of(kept, text.at)
    return bare.stripped() if len(kept) < len(text.tokens) and bare else text


def _is_badge(image: Token) -> bool:
    return bool(image.meta.get("linked")) or media.is_remote(str(image.attrs.get("src", "")))


def read_section(
    tokens: Sequence[Token], heading: Text | None, level: int, path: tuple[str, ...], lines: Lines, at: Location
) -> Section:
    """Give a section with those below it; `tokens` are those of its body, `path` the headings down to it."""
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    sections = []
    end = starts[0] if starts else len(tokens)
    position = 0
    while position < len(starts):
        start = starts[position]
        depth = int(tokens[start].tag[1])
        position += 1
        while position < len(starts) and int(tokens[starts[position]].tag[1]) > depth:
            position += 1
        stop = starts[position] if position < len(starts) else len(tokens)
        text = _heading(tokens[start + 1], lines)
        below = (*path, " ".join(filled(text).plain.split()))
        sections.append(read_section(tokens[start + 3 : stop], text, depth, below, lines, text.at))
    return Section(
        heading=heading,
        level=level,
        path=path,
        blocks=read_blocks(tokens[:end], lines),
        sections=tuple(sections),
        tokens=tuple(tokens),
        at=at,
    )
