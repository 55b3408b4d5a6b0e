"""What people write beyond CommonMark: rules for markdown-it that read it only where nothing else can be meant."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from genai_cards import media

_WIKI_EMBED = re.compile(r"!\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_SPACED_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\(([^()<>\n\"]*[^()<>\n\"\s])(?:\s+\"([^\"\n]*)\")?\s*\)")


def extend(parser: MarkdownIt) -> None:
    """Teach a parser all of it."""
    parser.inline.ruler.before("image", "embeds", _embeds)


def _embeds(state: StateInline, silent: bool) -> bool:
    """Read `![[picture.png|300]]`, and `![…](my picture.png)`, whose spaces CommonMark does not take."""
    if not state.src.startswith("![", state.pos):
        return False
    wiki = _WIKI_EMBED.match(state.src, state.pos, state.posMax)
    spaced = None if wiki else _SPACED_IMAGE.match(state.src, state.pos, state.posMax)
    if wiki:
        target, _, _ = wiki[1].strip().partition("#")
        alt, title = wiki[2] or "", ""
    elif spaced and " " in spaced[2].strip() and media.is_media(spaced[2].strip()):
        target, alt, title = spaced[2].strip(), spaced[1], spaced[3] or ""
    else:
        return False
    if not silent:
        if wiki and not media.is_media(target):  # another page: no card can hold it
            state.push("text", "", 0).content = alt or wiki[1].strip()
        else:
            image = state.push("image", "img", 0)
            image.attrs = {"src": target, "alt": alt} | ({"title": title} if title else {})
            image.children = []
            image.meta = {"reference": target, "alt": alt} | ({"wiki": True} if wiki else {})
    state.pos = (wiki or spaced).end()  # type: ignore[union-attr]  # one of the two, or we were gone
    return True
