"""What word processors write: emphasis, lists and notes that only their styles and names tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genai_cards.importers.html.tree import Element, classes

_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*(?:italic|oblique)\b", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-weight\s*:\s*(?:normal|400)\b", re.IGNORECASE)
_LEVEL = re.compile(r"(?:^|\s)lst-\w+-(\d)(?:\s|$)")
_TITLE = re.compile(r"(?:^|\s)(?:title|MsoTitle)(?:\s|$)")
_MARK = re.compile(r"\[?\s*(?:\d{1,4}|[a-z]|\*+|†|‡)\s*\]?")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "th", "a")


def with_office(root: Element) -> None:
    """Write what styles tell as tags tell it."""
    _emphasise(root)
    for heading in root.iter("p"):
        if _TITLE.search(classes(heading)) and root.find(".//title") is None and not any(_is_before(heading)):
            for lower in root.iter("h1", "h2", "h3", "h4", "h5"):
                lower.tag = f"h{int(lower.tag[1]) + 1}"
            heading.tag = "h1"
            break
    for element in list(root.iter("ol", "ul")):
        _nest(element)
    _gather_notes(root)


def _is_before(title: Element) -> Iterator[bool]:
    """Yield whether there is text before what may be a title."""
    for before in title.itersiblings(preceding=True):
        yield bool("".join(before.itertext()).strip())


def _emphasise(root: Element) -> None:
    """Make spans bold or italic that are so by their style, or by that of their class."""
    rules = {
        name: style
        for element in root.iter("style")
        for name, style in _RULE.findall((element.text or "")[:200_000])
        if re.fullmatch(r"c\d+", name) and (_BOLD.search(style) or _SLANTED.search(style))
    }
    for bold in root.iter("b", "strong"):
        if _UPRIGHT.search(bold.get("style") or ""):
            bold.tag = "span"
    for span in root.iter("span"):
        told = span.get("style") or ""
        told += ";" + ";".join(rules[name] for name in classes(span).split() if name in rules)
        if len(told) > 1 and not any(outer.tag in _HEADS for outer in span.iterancestors()):
            span.tag = "b" if _BOLD.search(told) else "i" if _SLANTED.search(told) else "span"


def _level(element: Element) -> int | None:
    found = _LEVEL.search(classes(element)) if element.tag in ("ol", "ul") else None
    return int(found[1]) if found else None


def _nest(element: Element) -> None:
    """Put the lists behind a list that are of a lower level into its last item, and the items that go on into it."""
    level = _level(element)
    while level is not None and next(element.iterchildren(), None) is not None:
        behind = element.getnext()
        lower = _level(behind) if behind is not None and not (element.tail or "").strip() else None
        if lower is None or lower < level:
            return
        element.tail = behind.tail
        behind.tail = None
        if lower > level:
            element[-1].append(behind)
            _nest(behind)
        elif behind.tag == element.tag:
            element.extend(list(behind))
            behind.getparent().remove(behind)
        else:
            element.addnext(behind)
            return


def _gather_notes(root: Element) -> None:
    """Make items of a list of the paragraphs that marks in the text lead to, and that lead back to these."""
    named = {anchor.get("id") or anchor.get("name"): anchor for anchor in root.iter("a") if anchor.get("href")}
    for name, anchor in list(named.items()):
        mark = named.get((anchor.get("href") or "").partition("#")[2])
        if not name or mark is None or mark is anchor or (mark.get("href") or "").partition("#")[2] != name:
            continue
        note = anchor.getparent()
        is_note = note is not None and note.tag == "p" and note.get("id") is None and note[0] is anchor
        if not is_note or (note.text or "").strip() or not _MARK.fullmatch("".join(anchor.itertext()).strip()):
            continue
        if mark.getparent().tag != "sup" and mark.find("sup") is None:
            continue
        listing = note.makeelement("ol")
        note.addprevious(listing)
        listing.tail, note.tail = note.tail, None
        note.text, anchor.tail = anchor.tail, None
        note.remove(anchor)
        note.tag = "li"
        note.set("id", name)
        listing.append(note)
