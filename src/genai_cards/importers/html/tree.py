"""A saved web page as a tree: decoded, parsed, and without what nobody sees on it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from genai_cards.importers.page import LeftOut

Element = Any
"""An element of lxml, which has no types."""

LINE_NUMBERS = "linenos"
"""The class of the numbers of lines of code."""

MAX_DEPTH = 500
"""Elements within elements; where a page has more, only its text is read."""

FEEBLE = ("div", "span", "font", "b", "i", "u", "em", "strong", "center", "big", "small", "section", "a", "tt", "s")
"""Elements that a page can do without when it has too many of them within each other."""

UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "title",
    "link",
    "meta",
    "base",
    "param",
    "source",
    "track",
)
"""What a browser never shows."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|(\d+));?")
_NOTHING = "\u2060"
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTROL_CLASS = re.compile(
    r"(?:^|\s)(?:mw-editsection|headerlink|anchorjs-link|header-anchor|hash-link|permalink|copybtn|copy-button|btn-clipboard"
    r"|clipboard-copy|linenos|line-numbers-rows|gutter|blob-num|mw-cite-backlink"
    r"|viewcode-link|mw-jump-link|noprint|no-print|d-print-none|sr-only|sr-only-focusable|visually-hidden|accesshide"
    r"|screen-reader-text|screen-reader-only|questionflag|submitbtns|quizreviewsummary)(?:\s|$)"
)
_IN_TEXT = re.compile(
    r"footnote|topic|admonition|note|hint|tip\b|warning|caution|important|example|callout", re.IGNORECASE
)
_LINES_OF_CODE = re.compile(r"(?:^|\s)(?:hljs-ln|js-file-line-container|rouge-line-table)(?:\s|$)")
_COMMENTS = re.compile(r"(?:^|\s)(?:comments-area|comment-respond|disqus_thread)(?:\s|$)")
_ACCORDION = re.compile(r"accordion|collapsible|faq|question", re.IGNORECASE)
_TOGGLES = ("aria-controls", "data-target", "data-bs-target")
_NEEDLESS = ("on", "aria-", "style", "hidden", "srcset")  # folded parts would be taken for hidden ones
_GONE, _OPENS = "gc-gone", "gc-opens"
_DRAWINGS = ("svg", "canvas", "iframe", "object", "embed", "video", "audio", "map")


def decoded(content: bytes) -> str:
    """Give the text of a page: by its byte order mark, as UTF-8 where it is that, else as it says or as it seems."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _clean(content.decode(encoding, "replace"))
    try:
        return _clean(content.decode("utf-8"))
    except UnicodeDecodeError:
        encoding = detect_encoding(content, from_html_meta=True) or "utf-8"
    return _clean(bytes_to_str(content, encoding))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_shown_reference, _NO_TEXT.sub("", text.removeprefix("\ufeff")))


def _shown_reference(found: re.Match[str]) -> str:
    """Give the reference to a character, or what shows nothing where that is none that a text may hold.

    Without anything in its place, what stands around it could be one: `&#&#0;11;`.
    """
    number = (found[1] or found[2]).lstrip("0") or "0"
    if len(number) > 8:
        return _NOTHING
    code = int(number, 16 if found[1] else 10)
    return found[0] if code < 0x110000 and not _NO_TEXT.match(chr(code)) else _NOTHING


def seen(text: str) -> str:
    """Give a text without the characters that show nothing: soft hyphens, zero-width spaces, icons of private fonts."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def parsed(text: str) -> tuple[Element | None, bool]:
    """Parse a page as browsers do, and say whether it had to be flattened, since it nests too deep to be read."""
    flat = text
    for step in (None, FEEBLE, ()):
        if step is not None:
            flat = _flattened(flat, step)
        root, too_deep = _parsed(flat)
        if not too_deep:
            return root, step is not None
    return root, True


def _parsed(text: str) -> tuple[Element | None, bool]:
    from lxml import etree

    declaration = _DECLARATION.match(text)
    body = text[declaration.end() :] if declaration else text
    if not body.strip():
        return None, False
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(body, parser)
    if root is None:
        return None, False
    was_cut = any(problem.type_name == "ERR_RESOURCE_LIMIT" for problem in parser.error_log)
    return root, was_cut or root.xpath(f"boolean(//*[ancestor::*[{MAX_DEPTH}]])")


def _flattened(text: str, tags: tuple[str, ...]) -> str:
    """Give a page without some tags, or with none but those that part its lines."""
    end = text.rfind(">") + 1  # behind the last tag stands none that is whole, nor one to look for
    text, rest = text[:end], text[end:]
    if tags:
        return re.sub(rf"</?(?:{'|'.join(tags)})\b[^>]*>", " ", text, flags=re.IGNORECASE) + rest
    text = re.sub(
        r"<(script|style|noscript|template)\b(?:(?!<\1\b).)*?</\1\s*>", "", text, flags=re.IGNORECASE | re.DOTALL
    )
    parted = re.sub(r"<(?:p|br|div|li|tr|td|th|dt|dd|h[1-6]|blockquote|pre)\b[^>]*>", "\x01", text, flags=re.IGNORECASE)
    return "<p>".join(re.sub(r"<[/!a-zA-Z][^>]*>", " ", part) for part in parted.split("\x01")) + rest


def walk(root: Element) -> Iterator[tuple[Literal["start", "end"], Element]]:
    """Give each element as it opens and as it closes, without recursion: pages nest deeper than Python does."""
    from lxml import etree

    walked: Iterator[tuple[Literal["start", "end"], Element]] = etree.iterwalk(root, events=("start", "end"))
    return walked


def classes(element: Element) -> str:
    """Give the classes of an element, as one text."""
    return element.get("class") or ""


def drop(root: Element, elements: Iterable[Element]) -> None:
    """Take elements out of their tree, all at once; the text behind each stays."""
    from lxml import etree

    for element in elements:
        element.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)


@dataclass(frozen=True, slots=True)
class _Unseen:
    element: Element
    why: str


def tidied(root: Element) -> list[LeftOut]:
    """Take out what is not seen or is no text: scripts, hidden parts, buttons, drawings. Give those with words."""
    opened = _toggled(root)
    ids = {element.get("id") or element.get("name") for element in root.iter("*")}
    for element in list(root.iter("button")):
        if _opens_something(element):
            is_block = element.getparent().tag in ("body", "main", "div", "li", "section", "article")
            element.tag = "div" if is_block else "span"
            element.set(_OPENS, "")
    for table in root.iter("table"):
        if _LINES_OF_CODE.search(classes(table)):
            table.tag = "pre"
    for element in root.iter("aside"):
        if _IN_TEXT.search(classes(element)) or (element.get("role") or "").startswith("doc-"):
            element.tag = "div"
    for element in root.iter("sup"):
        if _is_lost_mark(element, ids):
            element.set("class", "noprint")
    gone = list(_outermost_unseen(root, opened))
    left_out = [_left_out(found) for found in gone if found.why]
    drop(root, (found.element for found in gone))
    for element in root.iter("*"):
        _disarm(element)
    return [item for item in left_out if re.search(r"\w", item.text)]


def _is_lost_mark(element: Element, ids: set[str | None]) -> bool:
    """Say whether a raised mark leads to a note that the page does not have."""
    links = list(element.iter("a"))
    is_mark = len(links) == 1 and re.fullmatch(r"\[[\w ]{1,12}\]", "".join(element.itertext()).strip()) is not None
    return is_mark and (links[0].get("href") or "").partition("#")[2] not in ids


def _outermost_unseen(root: Element, opened: set[str]) -> Iterator[_Unseen]:
    from lxml import etree

    walked = etree.iterwalk(root, events=("start",))
    for _, element in walked:
        found = _unseen(element, opened)
        if found:
            yield found
            walked.skip_subtree()


def _left_out(found: _Unseen) -> LeftOut:
    pieces = found.element.iter("text") if found.element.tag == "svg" else [found.element]
    words = " ".join(" ".join(_texts(piece)) for piece in pieces)
    return LeftOut(found.element.sourceline or 1, " ".join(seen(words).split()), found.why)


def _texts(root: Element) -> Iterator[str]:
    unseen = 0
    for kind, element in walk(root):
        if element.tag in UNSEEN:
            unseen += 1 if kind == "start" else -1
        text = element.text if kind == "start" else (element.tail if element is not root else None)
        if text and not unseen:
            yield text
    if root.tag == "input":
        yield root.get("value") or ""


def _toggled(root: Element) -> set[str]:
    """Give the ids of the parts that a click unfolds, such as the answer below a question."""
    found = (element.get(name) for name in _TOGGLES for element in root.iterfind(f".//*[@{name}]"))
    return {word.lstrip("#") for value in found if value for word in value.split()}


def _opens_something(button: Element) -> bool:
    parent = button.getparent()
    told = parent is not None and parent.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")
    told = told or (_ACCORDION.search(classes(button)) is not None and button.getnext() is not None)
    return told or any(button.get(name) for name in (*_TOGGLES, "aria-expanded"))


def _unseen(element: Element, opened: set[str]) -> _Unseen | None:
    tag = element.tag
    if tag in UNSEEN:
        return _Unseen(element, "")
    if tag in ("html", "body"):
        return None
    if tag in _DRAWINGS:
        return _Unseen(element, "a drawing, a film or a frame")
    if tag in ("button", "select", "textarea", "datalist") or (tag == "input" and element.get("type") != "checkbox"):
        is_pushed = tag != "input" or (element.get("type") or "").lower() in ("submit", "button", "reset")
        return _Unseen(element, "a button or a field" if is_pushed else "")
    name = element.get("class")
    if name and _CONTROL_CLASS.search(name):
        return _Unseen(element, "a control of the page")
    if _COMMENTS.search(name or element.get("id") or ""):
        return _Unseen(element, "comments of readers")
    if _is_hidden(element) and element.get("id") not in opened and not _is_unfolded(element):
        return _Unseen(element, "hidden on the page")
    return None


def _is_unfolded(element: Element) -> bool:
    """Say whether a hidden part is what a tab shows, or the part below a button of an accordion."""
    before = element.getprevious()
    return element.get("role") == "tabpanel" or (
        before is not None and before.tag in ("div", "span") and before.get(_OPENS) is not None
    )


def _is_hidden(element: Element) -> bool:
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    style = element.get("style")
    return bool(style) and _NOT_SHOWN.search(style) is not None


def _disarm(element: Element) -> None:
    """Take from an element what a page does and what weighs: handlers, styles, pictures within addresses."""
    for name, value in element.items():
        if name.startswith(_NEEDLESS) or value.lstrip()[:5].lower() == "data:":
            del element.attrib[name]


def parsed_xml(content: bytes) -> Element:
    """Parse XML that may be hostile: no entities, nothing from outside.

    Raises ValueError where it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError(str(problem)) from problem
