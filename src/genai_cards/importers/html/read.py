"""A saved web page → blocks: its content, and what was left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.importers.html import beside as html_beside
from genai_cards.importers.html import content as html_content
from genai_cards.importers.html import folds as html_folds
from genai_cards.importers.html import listings as html_listings
from genai_cards.importers.html import math as html_math
from genai_cards.importers.html import office as html_office
from genai_cards.importers.html import pieces as html_pieces
from genai_cards.importers.html import quiz as html_quiz
from genai_cards.importers.html import tree as html_tree
from genai_cards.importers.html.addresses import Addresses, with_late_pictures
from genai_cards.importers.html.blocks import Reader
from genai_cards.importers.html.lead import lead_first
from genai_cards.importers.html.tree import Element
from genai_cards.importers.html.trim import trimmed
from genai_cards.importers.page import Block, Footnote, Heading, LeftOut, Markup, Reading
from genai_cards.importers.write import escaped, write

_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE
)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MENDS: tuple[Callable[[Element], None], ...] = (
    html_math.with_formulas,
    with_late_pictures,
    html_office.with_office,
    html_quiz.with_quizzes,
    html_listings.with_listings,
    html_folds.with_folds,
)
"""What makes of the ways of pages plain elements, before what is not seen goes."""

_TYPES = re.compile(r'"@type"\s*:\s*\[?\s*((?:"\w+"\s*,?\s*)+)')
_NEWS = re.compile(r"\w*NewsArticle|LiveBlogPosting|Report")
_ARTICLES = {"BlogPosting", "SocialMediaPosting"}
_PARTS = re.compile(r"\s+[|•·–—-]\s+|\s+::\s+")


@dataclass(frozen=True, slots=True)
class _About:
    """What a page says of itself."""

    title: str
    source: str
    base: str
    lang: str
    told: html_beside.Told
    """Whether it says that it is an article, or news."""


def read_html(page: bytes, path: str, is_there: Callable[[str], bool] = lambda _: True) -> Reading:
    """Read a saved web page: the blocks of its main content, and everything else with the reason why it is left out.

    `is_there` says of the source of a picture whether there is a file for it; where not, its alternative text stands.
    """
    text = html_tree.decoded(page)
    root, was_flattened = html_tree.parsed(text)
    if root is None:
        return Reading("", ())
    about = _about(root, text)
    for mend in _MENDS:
        mend(root)
    left_out = html_tree.tidied(root)
    html_content.with_plain_cells(root)
    tables = html_content.data_tables(root)
    long_forms = html_pieces.long_forms(root)
    runs = html_content.marked(root, text)
    content = html_content.content(root, runs, tables)
    told = about.told if html_beside.is_read(runs, content) else ""
    beside = html_beside.beside(root, runs, content, told)
    silent = html_beside.silent_pictures(runs, content) if told else {}
    reader = Reader(
        replace(runs, reasons=beside | silent),
        content - beside.keys(),
        tables,
        Addresses(about.base, path, is_there),
        html_math.uses_dollars(text),
    )
    blocks, trimmed_off = trimmed(reader.read(root))
    title, blocks = _titled(blocks, about, _first_heading(root, runs))
    blocks, again = lead_first(blocks, title)
    blocks, lonely = _without_lonely_headings(blocks, reader.left_out)
    shown = {" ".join(title.split())}
    left_out = [item for item in (*left_out, *reader.left_out, *trimmed_off, *again, *lonely) if item.text not in shown]
    return Reading(
        title=title,
        blocks=(
            *(block for block in blocks if not isinstance(block, Footnote)),
            *_long_forms(long_forms, blocks),
            *_notes(blocks),
        ),
        left_out=tuple(sorted(left_out, key=lambda item: item.line)),
        problems=tuple(_problems(path, reader, was_flattened)),
        source=about.source,
        lang=about.lang,
        images=tuple(reader.addresses.images.values()),
    )


def _long_forms(forms: Mapping[str, str], blocks: Sequence[Block]) -> list[Block]:
    """Give the long forms of what stands on the page, as Markdown tells them."""
    if not forms or not blocks:
        return []
    words = set(re.findall(r"[^\W_][\w.&/-]*[^\W_]", "\n".join(text for text, _ in write(blocks))))
    told = [f"*[{short}]: {long}" for short, long in forms.items() if short in words]
    return [Markup("\n".join(told), blocks[-1].line)] if told else []


def _notes(blocks: Sequence[Block]) -> list[Footnote]:
    return sorted((block for block in blocks if isinstance(block, Footnote)), key=lambda note: int(note.label))


def _about(root: Element, text: str) -> _About:
    metas = {
        (meta.get("property") or meta.get("name") or "").lower(): (meta.get("content") or "").strip()
        for meta in root.iter("meta")
    }
    links = {(link.get("rel") or "").lower(): (link.get("href") or "").strip() for link in root.iter("link")}
    found = _SAVED_FROM.search(text[:20_000])
    saved = (found[1] or found[2]) if found else ""
    addresses = [
        address for address in (links.get("canonical", ""), metas.get("og:url", ""), saved) if _WEB.fullmatch(address)
    ]
    source = addresses[0] if addresses else ""
    bases = [element.get("href").strip() for element in root.iter("base") if element.get("href")]
    base = _joined(saved if _WEB.fullmatch(saved) else source, bases[0] if bases else "")
    lang = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("content-language", "")
    )
    is_language = re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][\w-]+)?", lang.strip())
    title = _page_title(root, metas)
    lang = re.split("[-_]", lang.strip())[0].lower() if is_language else ""
    return _About(title, source, base, lang, _told(root, metas))


def _told(root: Element, metas: dict[str, str]) -> html_beside.Told:
    """Give what a page says that it is, in its microdata, its JSON-LD or its metadata."""
    kinds = {(element.get("itemtype") or "").rpartition("/")[2] for element in root.iterfind(".//*[@itemtype]")}
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            kinds |= set(re.findall(r"\w+", " ".join(_TYPES.findall(script.text or ""))))
    if any(map(_NEWS.fullmatch, kinds)):
        return "news"
    is_dated = any(name.startswith("article:published") for name in metas)
    return "article" if is_dated or kinds & _ARTICLES or metas.get("og:type") == "article" else ""


def _joined(address: str, base: str) -> str:
    try:
        whole = urljoin(address, base)
    except ValueError:
        return address
    return whole if _WEB.fullmatch(whole) else address


def _page_title(root: Element, metas: dict[str, str]) -> str:
    """Give a page's title without the name of its site."""
    element = next(root.iter("title"), None)
    whole = " ".join("".join(element.itertext()).split()) if element is not None else ""
    title = " ".join(metas.get("og:title", "").split()) or whole
    site = metas.get("og:site_name", "")
    parts = _PARTS.split(title)
    if site and len(parts) > 1 and parts[-1].casefold() == site.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |•·–—-:")
    return title


def _first_heading(root: Element, runs: html_content.Runs) -> Heading | None:
    """Give the page's only heading of level 1, wherever it stands."""
    headings = [heading for heading in root.iter("h1") if runs.mark.sub("", "".join(heading.itertext())).strip()]
    if len(headings) != 1:
        return None
    text = " ".join(html_tree.seen(runs.mark.sub("", "".join(headings[0].itertext()))).split())
    return Heading(1, text, headings[0].sourceline or 1)


def _titled(blocks: list[Block], about: _About, found: Heading | None) -> tuple[str, list[Block]]:
    """Give the title, and the blocks with one heading of level 1, which is the title, before all others."""
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    title = found.text if found else _part_on_page(about.title, tops)
    if len(tops) == 1 and (found or blocks[0] is tops[0]):
        return title or tops[0].text, [tops[0], *(block for block in blocks if block is not tops[0])]
    if tops and not found:
        blocks = [
            replace(block, level=min(block.level + 1, 6)) if isinstance(block, Heading) else block for block in blocks
        ]
    if not title or not blocks:
        return title, blocks
    line = found.line if found else 1
    rest = [
        block
        for block in blocks
        if not (isinstance(block, Heading) and block.text == escaped(title) and block.level < 3)
    ]
    return title, [Heading(1, escaped(title), line), *rest]


def _part_on_page(title: str, tops: Sequence[Heading]) -> str:
    """Give the part of a title that is a heading of the page, else the title."""
    texts = {heading.text.casefold(): heading.text for heading in tops if isinstance(heading, Heading)}
    return next((part for part in _PARTS.split(title) if part.casefold() in texts), title)


def _without_lonely_headings(blocks: list[Block], gone: Sequence[LeftOut]) -> tuple[list[Block], list[LeftOut]]:
    """Leave out the headings of what was left out, such as “Related articles”."""
    lines = sorted(item.line for item in gone)
    kept: list[Block] = []
    left_out: list[LeftOut] = []
    below: Block | None = None
    noted = False
    for block in reversed(blocks):
        if isinstance(block, Heading) and block.level > 1 and (below is None or _is_above(block, below)):
            end = below.line if below is not None else 1 << 30
            if noted or bisect_left(lines, block.line) < bisect_right(lines, end):
                left_out.append(LeftOut(block.line, block.text, "a heading over what is left out"))
                continue
        noted = isinstance(block, Footnote)
        if not noted:
            below = block
        kept.append(block)
    return kept[::-1], left_out


def _is_above(heading: Heading, below: Block) -> bool:
    return isinstance(below, Heading) and below.level <= heading.level


def _problems(path: str, reader: Reader, was_flattened: bool) -> list[Diagnostic]:
    found = [
        warning(
            "header-guessed",
            Location(path, line),
            "no cell of this table says that it is a header: its first row is taken for it",
            "check the table in the new page",
        )
        for line in reader.headless
    ]
    if was_flattened:
        message = f"more than {html_tree.MAX_DEPTH} elements within elements: only the text was read"
        found.append(warning("html-too-deep", Location(path), message, "check the new page against the old one"))
    return found
