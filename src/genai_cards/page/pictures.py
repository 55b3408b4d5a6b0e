"""Gives each picture, sound and film among a page's tokens its file: from Markdown, HTML and wiki embeds alike.

All become `image` tokens; meta["media"] says how they are shown: `picture`, `sound`, `remote`, or else as their text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from genai_cards.cards import media
from genai_cards.cards.media import Found, Library, Media
from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.page.syntax.html import HTML
from genai_cards.page.text import Text

Locate = Callable[[Token, str], Location]
"""Gives the place of a block's token, at the first appearance of some text in its first line."""

_TAG = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
_ELEMENT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<img\b{_TAG}"
    rf"|<(?P<played>audio|video)\b{_TAG}(?:[^<]|<(?!/?(?:audio|video)\b))*(?:</(?P=played)\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = re.compile(rf"<(?P<name>img|audio|video|source)\b(?P<attributes>{_TAG})", re.IGNORECASE)
_MAY_SHOW = re.compile(r"!|<|\[sound:")
_CLOSES = re.compile(r"</(?:audio|video)\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_PAIR = re.compile(r"(width|height)\s*=\s*[\"']?(\d{1,5}(?:px|%)?)[\"']?(?=[\s,]|$)")
_LENGTH = re.compile(r"\d{1,5}(?:px|%)?")
_STYLE_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*(\d{1,5}(?:px|%))")
_WIKI_SIZE = re.compile(r"(.*?)\|?(\d{1,5})(?:x(\d{1,5}))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Illustrated:
    """What a page shows beside text, by the names in Anki, and what is wrong with it."""

    media: dict[str, Media] = field(default_factory=dict)
    problems: list[tuple[Diagnostic, str]] = field(default_factory=list)
    """Each with what a card shows in place of the file, as HTML."""


def illustrate(tokens: list[Token], library: Library | None, locate: Locate) -> Illustrated:
    """Give the tokens of a page their files, in place; without a library all is shown as its alternative text."""
    found = Illustrated()
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "html_block" and "<" in token.content:
            replacement = _html_block(token, library, locate, found)
            tokens[position : position + 1] = replacement
            position += len(replacement) - 1
        elif token.type == "inline" and (_MAY_SHOW.search(token.content) or HTML in token.meta):
            _inline(token, library, locate, found)
        position += 1
    return found


def _inline(token: Token, library: Library | None, locate: Locate, found: Illustrated) -> None:
    children = list(_without_html(token.children or []))
    kept: list[Token] = []
    line, linked = 0, False
    for child in children:
        line += child.type in ("softbreak", "hardbreak")
        if child.type in ("link_open", "link_close"):
            linked = child.nesting > 0
        if child.type == "image":
            child.meta["linked"] = linked
            at = locate(token, _written(child))
            _place(child, library, Location(at.path, at.line + line, 1 if line else at.column), found)
        elif child.type == "text" and kept and kept[-1].type == "image":
            _take_size(kept[-1], child)
            if not child.content:
                continue
        kept.append(child)
    token.children = kept


def _written(image: Token) -> str:
    return str(image.meta.get("reference") or image.attrs.get("src", ""))


def _without_html(children: Sequence[Token]) -> Iterator[Token]:
    """Make one image of each `<img>`, and of each `<audio>` and `<video>` with what is in it."""
    position = 0
    while position < len(children):
        child = children[position]
        tag = _OPENS.match(child.content) if child.type == "html_inline" else None
        position += 1
        if tag is None or tag["name"].lower() == "source":
            yield child
            continue
        length = 0 if tag["name"].lower() == "img" else _length_inside(children[position:])
        yield _element("".join(inside.content for inside in (child, *children[position : position + length])))
        position += length


def _length_inside(children: Sequence[Token]) -> int:
    """Count what belongs to an opened `<audio>`: 0 where nothing closes it, or emphasis runs across its end."""
    level = 0
    for count, child in enumerate(children, 1):
        level += child.nesting
        if level < 0 or (
            child.type == "html_inline" and _OPENS.match(child.content) and child.content[:7].lower() != "<source"
        ):
            return 0
        if child.type == "html_inline" and _CLOSES.match(child.content):
            return count if level == 0 else 0
    return 0


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), html.unescape(next(filter(None, values), "")))
    return found


def _image(attributes: Mapping[str, str]) -> Token:
    """Make the token of an element of HTML."""
    wanted: dict[str, str | int | float] = {"src": attributes.get("src", "").strip()}
    wanted["alt"] = attributes.get("alt") or attributes.get("aria-label", "")
    if attributes.get("title"):
        wanted["title"] = attributes["title"]
    width = attributes.get("width", "").strip()
    style = _STYLE_WIDTH.search(attributes.get("style", ""))
    if _LENGTH.fullmatch(width) or style:
        wanted["width"] = width if _LENGTH.fullmatch(width) else style[1] if style else ""
    return Token("image", "img", 0, attrs=wanted, children=[], meta={"alt": wanted["alt"], "linked": False})


def _html_block(token: Token, library: Library | None, locate: Locate, found: Illustrated) -> list[Token]:
    """Give a block of HTML that is one picture or sound as a paragraph; in others show what they hold."""
    whole = _ELEMENT.fullmatch(token.content.strip())
    if whole and not whole[0].startswith("<!--"):
        image = _element(whole[0])
        _place(image, library, locate(token, _written(image)), found)
        return _paragraph(token, image)
    names: set[str] = set()

    def shown(match: re.Match[str]) -> str:
        if match[0].startswith("<!--"):
            return match[0]
        image = _element(match[0])
        at = locate(token, "")
        line = token.content.count("\n", 0, match.start())
        _place(image, library, Location(at.path, at.line + line), found)
        if is_found(image):
            names.add(str(image.attrs["src"]))
        return as_html(image)

    token.content = _ELEMENT.sub(shown, token.content)
    token.meta["shows"] = tuple(sorted(names))
    return [token]


def _element(written: str) -> Token:
    """Read an element: the first of its sources counts."""
    opening, *others = (_attributes(tag["attributes"]) for tag in _OPENS.finditer(written))
    source = next((tag["src"] for tag in (opening, *others) if tag.get("src")), "")
    return _image({**opening, "src": source})


def _paragraph(block: Token, image: Token) -> list[Token]:
    level, lines = block.level, block.map
    return [
        Token("paragraph_open", "p", 1, map=lines, level=level, block=True),
        Token("inline", "", 0, map=lines, level=level + 1, content="", children=[image], block=True),
        Token("paragraph_close", "p", -1, level=level, block=True),
    ]


def _place(image: Token, library: Library | None, at: Location, found: Illustrated) -> None:
    """Find the file of one picture, and say how it is shown."""
    if "alt" not in image.meta:
        image.meta["alt"] = Text.of(image.children or (), Location("")).plain
    _take_wiki_size(image)
    reference = _written(image)
    alt = str(image.meta["alt"])
    image.content = alt or _name(reference)  # never empty: a rule must see it
    image.attrs["alt"] = alt
    if library is None or not reference:
        return
    problems: list[Diagnostic] = []
    if media.is_remote(reference):
        image.attrs["src"] = f"https:{reference}" if reference.startswith("//") else reference
        image.meta["media"] = "remote"
        hint = "save the file beside the page: a card then shows it everywhere, and asks no one for it"
        problems.append(warning("media-remote", at, "this file is in the network, not in the deck", hint))
    else:
        stored = _stored(reference, library, at, bool(image.meta.get("wiki")))
        problems += stored.problems
        if stored.media is not None:
            found.media[stored.media.name] = stored.media
            image.attrs["src"] = stored.media.name
            image.meta["media"] = "picture" if media.suffix(stored.media.name) in media.PICTURES else "sound"
    shown = str(image.attrs["src"]) if is_found(image) else as_html(image)
    found.problems.extend((problem, shown) for problem in problems)


def _name(reference: str) -> str:
    """Give what a picture without a text is called."""
    name = "" if reference[:5].lower() == "data:" else re.split(r"[?#]", reference, maxsplit=1)[0].rpartition("/")[2]
    return name or "image"


def _stored(reference: str, library: Library, at: Location, wiki: bool) -> Found:
    """Find a file that is not in the network."""
    if (inside := media.from_data(reference)) is not None:
        return Found(inside)
    if re.match(r"[a-z][a-z0-9+-]+:", reference, re.IGNORECASE):
        message = f"{reference[:40]} is no file"
        return Found(problems=(warning("media-kind", at, message, "save it as a file, and refer to that"),))
    names = list(media.readings(reference))
    if not any(map(media.is_media, names)):
        message = f"{names[-1]} is no picture, sound or film that Anki shows"
        hint = "save it as PNG, SVG, MP3 or MP4, or make it a link"
        return Found(problems=(warning("media-kind", at, message, hint),))
    return library(reference, at, wiki)


def _take_size(image: Token, text: Token) -> None:
    """Take `{width=300}` behind a picture out of the text."""
    braces = _BRACES.match(text.content)
    pairs = dict(_PAIR.findall(braces[1])) if braces else {}
    if braces and pairs:
        image.attrs |= {name: value for name, value in pairs.items() if name == "width" or "width" not in pairs}
        text.content = text.content[braces.end() :]


def _take_wiki_size(image: Token) -> None:
    """Take the width out of the text of `![alt|300](…)` and `![[name|300x200]]`."""
    alt = str(image.meta["alt"])
    size = _WIKI_SIZE.fullmatch(alt)
    if size and (image.meta.get("wiki") or f"|{size[2]}" in alt):
        image.meta["alt"] = size[1]
        image.attrs["width"] = size[2]


def is_found(image: Token) -> bool:
    """Say whether a picture or a sound has its file."""
    return image.meta.get("media") in ("picture", "sound")


def as_html(image: Token) -> str:
    """Give a picture as HTML; what is played as `<audio src="…"></audio>`, which stands for Anki's own mark."""
    source, words = (
        html.escape(text, quote=quote) for text, quote in ((str(image.attrs["src"]), True), (image.content, False))
    )
    match image.meta.get("media"):
        case "sound":
            return f'<audio src="{source}"></audio>'
        case "picture":
            return _img(image)
        case "remote" if not image.meta["linked"]:
            return f'<a href="{source}">{words}</a>'
        case _:
            return f'<span class="gc-image">{words}</span>'


def _img(image: Token) -> str:
    names = ("src", "alt", "title", "width", "height")
    written = (f' {name}="{html.escape(str(image.attrs[name]))}"' for name in names if name in image.attrs)
    return f"<img{''.join(written)}>"
