"""Boxes that people draw around blocks: details, admonitions, fenced divisions, shortcodes; each with its title.

A box becomes a block quote whose opening token says in meta["box"] what it is called; its title is a paragraph of its
own. Where each box ends is found in one pass over a text, so that many of them take no longer than one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from genai_cards.page.syntax.apart import Fences
from genai_cards.page.syntax.openings import PICTURES, PREFIX, Opening, is_of_quotes, opening, pairs_with

BOX = "box"
"""Names in meta what a box is called in the page."""

TITLE = "gc-title"
"""The class of the paragraph that is the title of a box."""

_ENDS = "ends of boxes"

_HEADING = re.compile(r"#{1,6}\s")
_SUMMARY = re.compile(r"<summary\b[^<>]*>(.*?)</summary\s*>\s*$", re.IGNORECASE)
_AROUND_TITLE = re.compile(r"</?(?:h[1-6]|p|div|span|font|center|u|summary)\b[^>]*>|^\s*#{1,6}\s", re.IGNORECASE)
_OPTION = re.compile(r":[\w-]+:(?:\s|$)")
_NAMED_OPTION = re.compile(r":([\w-]+):\s*(.*)$")
_ALONE = re.compile(
    r"\{\{[<%][^{}]*[>%]\}\}\s*$|\{%[^{}]*%\}\s*$|</?[A-Z]\w*(?:\.\w+)?(?:\s[^<>]*)?/?>\s*$"
    r"|import\s(?:[^;\n]*\sfrom\s+)?['\"][^'\"]+['\"];?\s*$|\[\[?_?toc_?\]\]?\s*$",
    re.IGNORECASE,
)
_AUTODOC = re.compile(r":::\s+[A-Za-z_]\w*(?:\.\w+)+\s*$")
_COMPONENT_ALONE = re.compile(r"</?[A-Z]\w*[a-z]")
_MODULE = re.compile(
    r"import\s*\{\s*$|import\s+\w+\s*,\s*\{\s*$|export\s+(?:const|let|var|default|function|async)\s.*[={(]"
)
_MODULE_END = re.compile(r"\}\s*from\s+['\"][^'\"]+['\"];?\s*$")


@dataclass(frozen=True, slots=True)
class _End:
    """Where a box ends."""

    last: int
    """The line behind its content."""

    behind: int
    """The line behind it all."""


def extend(parser: MarkdownIt) -> None:
    """Teach a parser boxes."""
    for name, rule in (("autodoc", _autodoc), ("boxes", _boxes), ("shortcodes", _alone), ("modules", _module)):
        parser.block.ruler.before("fence", name, rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


# --- where they end ---------------------------------------------------------------------------------------------------


def _ends_of(state: StateBlock) -> Mapping[int, _End]:
    """Give where the boxes end, by the lines that open them, and by those that close them."""
    known: tuple[str, Mapping[int, _End]] | None = state.env.get(_ENDS)
    if known is None or known[0] is not state.src:
        known = state.env[_ENDS] = (state.src, _Pairing(state.src.split("\n")).ends)
    return known[1]


class _Pairing:
    """Pairs the lines that open boxes with those that close them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.ends: dict[int, _End] = {}
        self._opened: dict[str, list[int]] = {}
        self._headings: list[int] = []
        fences = Fences()
        for number, line in enumerate(lines):
            boxes = fences.boxes
            if fences.holds(line):
                continue
            if fences.boxes != boxes:
                self._pair("directive", number, opens=fences.boxes > boxes)
            elif line.strip():
                self._read(line, number)
        self._end_unclosed(len(lines))

    def _read(self, line: str, number: int) -> None:
        bare = line.strip()
        if is_of_quotes(bare):
            self._pair("gitlab", number, opens=not self._opened.get("gitlab"))
        elif bare[0] == "#" and _HEADING.match(bare):
            self._headings.append(number)
        elif ":::" in bare or "<" in bare or "{" in bare:
            paired = pairs_with(re.sub(PREFIX, "", line, count=1))
            if paired:
                self._pair(paired[0], number, opens=paired[1])

    def _pair(self, name: str, number: int, *, opens: bool) -> None:
        opened = self._opened.setdefault(name, [])
        if opens:
            opened.append(number)
        elif opened:
            first = opened.pop()
            self.ends[first] = _End(number, number + 1)
            self.ends[number] = _End(first, number + 1)

    def _end_unclosed(self, end: int) -> None:
        """Let details and divisions that nothing closes end before the next heading or the next of their kind."""
        for name in ("element details", "colons"):
            starts = self._opened.get(name, [])
            headings = self._headings[::-1]
            for place, start in enumerate(starts):
                while headings and headings[-1] < start:
                    headings.pop()
                last = min([end, *starts[place + 1 : place + 2], *headings[-1:]])
                self.ends[start] = _End(last, last)


# --- the rules --------------------------------------------------------------------------------------------------------


def _boxes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] not in (":", "!", "?", "=", "<", "{", ">", "`", "~") or state.is_code_block(start):
        return False
    line = _line(state, start)
    opened = opening(line)
    if opened is None:
        return line.startswith(":::") and _behind_division(state, start, silent)
    if opened.form in ("marks", "titled"):
        return _indented(state, start, end, opened, silent)
    found = _ends_of(state).get(start)
    if found is None or found.last < start or (found.last == found.behind and not opened.is_known):
        return False
    if not silent:
        _paired(state, start, end, opened, found)
    return True


def _behind_division(state: StateBlock, start: int, silent: bool) -> bool:
    """Leave out the line that closes what only lays out."""
    if start not in _ends_of(state):
        return False
    if not silent:
        state.line = start + 1
    return True


def _paired(state: StateBlock, start: int, end: int, opened: Opening, found: _End) -> None:
    """Add the tokens of a box that ends in a line of its own."""
    first, last, behind = start + 1, min(found.last, end), min(found.behind, end)
    if opened.name in PICTURES and opened.form in ("colons", "directive"):
        _picture(state, opened, start, last)
        state.line = behind
    elif not opened.name and opened.form == "colons":
        state.line = first
    elif not opened.name and opened.form == "directive":
        _inside(state, _title(state, opened, start, last)[2], last)
        state.line = behind
    elif opened.name == "comment":
        state.line = behind
    elif opened.name == "highlight":
        code = state.push("fence", "code", 0)
        code.content, code.map = state.getLines(first, last, state.sCount[start], keepLastLF=True), [start, behind]
        state.line = behind
    else:
        title, title_line, first = _title(state, opened, start, last)
        place = _open(state, opened.name, start, behind)
        if title:
            add_title(state, title, title_line)
        _inside(state, first, last)
        if opened.headed and not title:
            _take_heading(state, place)
        state.push("blockquote_close", "blockquote", -1)
        state.line = behind


def _picture(state: StateBlock, opened: Opening, start: int, last: int) -> None:
    """Add a picture, with what its options say of it, and its caption below."""
    options = {
        found[1]: found[2].strip()
        for line in range(start + 1, last)
        if (found := _NAMED_OPTION.match(_line(state, line)))
    }
    _, _, first = _title(state, opened, start, last)
    alt = re.sub(r"[\[\]]", "", options.get("alt", ""))
    add_paragraph(state, f"![{alt}](<{opened.title.strip('<>')}>)", start)
    _inside(state, first, last)


def _title(state: StateBlock, opened: Opening, start: int, last: int) -> tuple[str, int, int]:
    """Give the title of a box, its line, and the line in which the content begins."""
    first = start + 1
    if opened.form in ("colons", "directive"):
        while first < last and _OPTION.match(_line(state, first)):
            first += 1
    elif opened.form == "element":
        line = next((line for line in range(first, min(first + 2, last)) if not state.isEmpty(line)), first)
        summary = _SUMMARY.match(_line(state, line)) if line < last else None
        if summary:
            return _AROUND_TITLE.sub("", summary[1]).strip(), line, line + 1
    return opened.title, start, first


def _open(state: StateBlock, name: str, start: int, behind: int) -> int:
    """Add what opens a box, or a quote where it has no name, and give its place."""
    token = state.push("blockquote_open", "blockquote", 1)
    token.map = [start, behind]
    if name:
        token.attrSet("class", "gc-callout")
        token.meta = {BOX: name}
    return len(state.tokens) - 1


def add_title(state: StateBlock, title: str, line: int) -> None:
    """Add the title of a box as a paragraph of its own."""
    add_paragraph(state, " ".join(title.split()), line).attrSet("class", TITLE)


def add_paragraph(state: StateBlock, content: str, line: int) -> Token:
    """Add a paragraph of one line, and give what opens it."""
    paragraph = state.push("paragraph_open", "p", 1)
    paragraph.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [line, line + 1], []
    state.push("paragraph_close", "p", -1)
    return paragraph


def _take_heading(state: StateBlock, place: int) -> None:
    """Make the heading at the beginning of a box its title."""
    first = state.tokens[place + 1] if place + 1 < len(state.tokens) else None
    if first is not None and first.type == "heading_open":
        closing = state.tokens[place + 3]
        first.type, first.tag, first.markup = "paragraph_open", "p", ""
        closing.type, closing.tag, closing.markup = "paragraph_close", "p", ""
        first.attrSet("class", TITLE)


def _inside(state: StateBlock, first: int, last: int, indent: int | None = None) -> None:
    """Parse the lines inside a box as blocks."""
    if first >= last:
        return
    widths = (state.sCount[line] for line in range(first, last) if not state.isEmpty(line))
    before = state.parentType, state.lineMax, state.tight, state.blkIndent
    state.parentType, state.lineMax = "blockquote", last
    if indent is None:
        indent = max(state.blkIndent, min(min(widths, default=state.blkIndent), state.blkIndent + 3))
    state.blkIndent = indent
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.tight, state.blkIndent = before


def _indented(state: StateBlock, start: int, end: int, opened: Opening, silent: bool) -> bool:
    """Read an admonition: its body is indented by four spaces, or by as many as its first line."""
    lines = range(start + 1, end)
    width = next((state.sCount[line] - state.sCount[start] for line in lines if not state.isEmpty(line)), 0)
    width = width if width >= 4 or (width >= 2 and not state.isEmpty(start + 1)) else 0
    behind = start + 1
    for line in lines if width else ():
        if not state.isEmpty(line):
            if state.sCount[line] - state.sCount[start] < min(width, 4):
                break
            behind = line + 1
    if behind == start + 1 and opened.form == "marks" and not (opened.is_known and not opened.title):
        return False
    if not silent:
        _open(state, opened.name, start, behind)
        if opened.title:
            add_title(state, opened.title, start)
        _inside(state, start + 1, behind, state.sCount[start] + min(width, 4))
        state.push("blockquote_close", "blockquote", -1)
        state.line = behind
    return True


def _alone(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Leave out a line that is only a shortcode, a component without content, an import, or the mark of a contents."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] not in ("{", "<", "i", "["):
        return False
    line = _line(state, start)
    found = _ALONE.match(line)
    if found is None or (line[0] == "<" and not _COMPONENT_ALONE.match(line)) or state.is_code_block(start):
        return False
    if line[0] == "i" and not line.startswith("import "):
        return False
    if not silent:
        state.line = start + 1
    return True


def _autodoc(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out `::: package.Name` with its options: a tool puts the documentation of code there."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin) or not _AUTODOC.match(_line(state, start)):
        return False
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] > state.sCount[start]):
        last += 1
    if not silent:
        state.line = last
    return True


def _module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out what a page imports or exports over several lines."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or not state.src.startswith(("import", "export"), begin) or not _MODULE.match(_line(state, start)):
        return False
    last = start
    exports = state.src.startswith("export", begin)
    while last + 1 < end and not state.isEmpty(last + 1) and (exports or not _MODULE_END.match(_line(state, last))):
        last += 1
    if not exports and not _MODULE_END.match(_line(state, last)):
        return False
    state.line = last + 1
    return True
