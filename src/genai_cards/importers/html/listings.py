"""Code that pages lay out in their own ways, as code: rows of a table, numbered lines, text with its white space."""

from __future__ import annotations

import itertools
import re

from genai_cards.importers.html.parts import names
from genai_cards.importers.html.tree import LINE_NUMBERS, Element, classes

MOST_LINES = 5000
"""Lines of a text whose white space is shown; where it has more, they run on."""

_NUMBERS = frozenset(
    "lineno linenos linenumber linenumbers linenum linenums lnum lnums gutter hljslnnumbers lntd lnt ln".split()
)
"""Names of what holds the numbers of lines; where it holds something else, it is none of it."""

_CODE = frozenset("code highlight highlighttable blob sourcecode syntaxhighlighter hljs linecode".split())
_PRE = re.compile(r"white-space\s*:\s*(pre(?:-wrap|-line)?|break-spaces)\b", re.IGNORECASE)
_MONOSPACE = re.compile(r"font-family\s*:[^;]*(?:mono|courier|consolas|menlo)", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|hljs\b)")
_BLOCKS_OF_TEXT = ("div", "p", "code", "span", "td", "section")
_NAMED_LINE = frozenset("line tokenline codeline viewline".split())


def with_listings(root: Element) -> None:
    """Make `<pre>` of what is code, and mark the numbers of its lines as such."""
    for table in list(root.iter("table")):
        if _is_listing(table):
            _as_code(table)
    for element in root.iter("td", "span", "div", "a", "i"):
        named = element.get("class") and names(element) & _NUMBERS
        if named and re.fullmatch(r"[\d\s]+", _text(element)):
            element.set("class", LINE_NUMBERS)
            element.tail = (element.tail or "").removeprefix(" ")
    for element in list(root.iter("*")):
        if element.tag == "code" or "white-space" in (element.get("style") or ""):
            _show_space(element)
    for line in root.iterfind(".//pre//span"):
        before = line.getprevious()
        if before is not None and _is_line(line) and _is_line(before) and "\n" not in (before.tail or ""):
            before.tail = _without_end(before)


def _is_line(element: Element) -> bool:
    return element.tag == "span" and bool(element.get("class")) and bool(names(element) & _NAMED_LINE)


def _without_end(line: Element) -> str:
    """Give what stands behind a line of code: its end, where it has none yet."""
    tail = line.tail or ""
    return tail if _text(line).endswith("\n") or line.find(".//br") is not None else f"{tail}\n"


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _is_listing(table: Element) -> bool:
    """Say whether each row of a table is a line of code behind its number, or its only row holds all of both."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if not rows or any(len(row) != 2 for row in rows) or not all(_holds_code(row[1], table) for row in rows):
        return False
    counted = [re.findall(r"\S+", _text(row[0])) or [row[0].get("data-line-number") or ""] for row in rows]
    numbers = [number for row in counted for number in row if number]
    if not numbers or not all(re.fullmatch(r"\d{1,6}", number) for number in numbers):
        return False
    return all(int(two) == int(one) + 1 for one, two in itertools.pairwise(numbers))


def _holds_code(cell: Element, table: Element) -> bool:
    shown = [element for element in cell.iter("code", "pre", "samp", "kbd") if _text(element).strip()]
    is_all = bool(shown) and "".join(_text(cell).split()) == "".join(_text(shown[0]).split())
    return is_all or bool((names(cell) | names(table)) & _CODE)


def _as_code(table: Element) -> None:
    for row in table.iter("tr"):
        number, code = (cell for cell in row if cell.tag in ("td", "th"))
        number.set("class", LINE_NUMBERS)
        for inner in list(code.iter("pre", "code")):
            inner.tag = "span"
    table.tag = "pre"


def _show_space(element: Element) -> None:
    """Make code, or lines, of text whose white space a page shows."""
    if next(element.iterancestors("pre"), None) is not None or element.tag not in _BLOCKS_OF_TEXT:
        return
    style = element.get("style") or ""
    shown = _PRE.search(style)
    text = _text(element)
    if "\n" not in text.strip() or element.find(".//p") is not None or element.find(".//div") is not None:
        return
    is_code = element.tag == "code" or _MONOSPACE.search(style) is not None
    if is_code and (shown or (element.tag == "code" and _LANGUAGE.search(classes(element)))):
        element.tag = "pre"
    elif shown and element.tag != "code" and text.count("\n") <= MOST_LINES:
        _broken(element)


def _broken(element: Element) -> None:
    """Put a break at each end of a line of an element's own text."""
    from lxml import etree

    lines = (element.text or "").strip("\n").split("\n")
    element.text = lines[0]
    rest = list(element)
    for line in lines[1:]:
        end = etree.SubElement(element, "br")
        end.tail = line
    element.extend(rest)  # what stood there stands behind its lines
