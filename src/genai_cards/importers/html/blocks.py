"""The content of a web page → blocks. The page is read once, from its first tag to its last, without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from genai_cards.importers.html import inline as html_inline
from genai_cards.importers.html import math as html_math
from genai_cards.importers.html.addresses import Addresses
from genai_cards.importers.html.content import BLOCKS, Runs
from genai_cards.importers.html.frames import Frame, OpenCode, OpenDetails, OpenHeading, OpenQuote, OpenSummary, in_line
from genai_cards.importers.html.inline import Break, Closed, Literal, Opened, Token
from genai_cards.importers.html.lists import OpenDefinitions, OpenItem, OpenList, OpenMeaning, OpenNote, OpenTerm
from genai_cards.importers.html.pieces import is_empty, is_picture, is_shown, joined_to_formula, leading_lines, notes_of
from genai_cards.importers.html.tables import OpenCaption, OpenCell, OpenTable
from genai_cards.importers.html.tree import Element, seen, walk
from genai_cards.importers.page import Block, Formula, LeftOut, Paragraph

MAX_MARKS = 100
"""Marks of emphasis in a row that may stand between a word and the end of its line."""

MAX_NESTING = 16
"""Lists and quotes within each other; what is deeper stands at this depth."""

_EMPHASIS = {
    "em": "em",
    "i": "em",
    "var": "em",
    "dfn": "em",
    "cite": "em",
    "strong": "strong",
    "b": "strong",
    "del": "del",
    "s": "del",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
    "a": "a",
}
_BULLET = "• "
"""Stands before an item of a list where there can be no list."""

_CODE = ("code", "kbd", "samp", "tt")
_PERMALINK = re.compile(r"\W{0,2}")
_NOTE_MARK = re.compile(r"\[?\s*(\d{1,4}|[a-z]|\*+|†|‡|note \d+)\s*\]?")


@dataclass(slots=True)
class Reader:
    """Reads the events of a tree; what it has read is in the attributes below."""

    runs: Runs
    content: frozenset[int]
    tables: frozenset[Element]
    addresses: Addresses
    dollars: bool
    frames: list[Frame] = field(default_factory=lambda: [Frame(None, 1)])
    """The page, and in it what is open at the moment."""

    left_out: list[LeftOut] = field(default_factory=list)
    headless: list[int] = field(default_factory=list)
    """The lines of tables of which no cell says that it is a header."""

    _opened: list[Opened] = field(default_factory=list)
    _is_data: list[bool] = field(default_factory=list)
    _line: int = 1
    _run: int = -1
    _kept: bool = True
    _leaving: bool = False
    _code: int = 0
    _inline_code: list[str] = field(default_factory=list)
    _notes: dict[str, str] = field(default_factory=dict)

    def read(self, root: Element) -> list[Block]:
        """Give the blocks of a page."""
        self._notes = notes_of(root)
        for kind, element in walk(root):
            if kind == "start":
                self._start(element)
                self._text(element.text, element)
            else:
                self._end(element)
                if element is not root:
                    self._text(element.tail, element.getparent())
        self._flush()
        return self.frames[0].blocks

    # -- events

    def _start(self, element: Element) -> None:
        tag = element.tag
        line = element.sourceline or 0
        if self._line < line < 65535:
            self._line = line
        top = self.frames[-1]
        if isinstance(top, OpenCode):
            top.begin_line(element)
        elif tag in _EMPHASIS:
            opened = Opened(_EMPHASIS[tag], self.addresses.link(element.get("href") or "") if tag == "a" else "")
            self._opened.append(opened)
            top.tokens.append(opened)
        elif tag in _CODE:
            self._code += 1
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._image(element)
        elif tag == "input":
            self._check_box(element)
        elif tag in BLOCKS:
            self._start_block(element)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag == "pre":
            self._close(element)
        elif isinstance(self.frames[-1], OpenCode):
            return
        elif tag in _EMPHASIS:
            self._end_emphasis(element)
        elif tag in _CODE:
            self._end_code()
        elif tag == "q":
            self._put("”")
        elif tag in BLOCKS and tag not in ("br", "hr"):
            self._close(element)

    def _start_block(self, element: Element) -> None:
        if element.tag == "table":
            self._is_data.append(element in self.tables)
        top = self.frames[-1]
        if element.tag == "tr" and isinstance(top, OpenTable) and self._is_data[-1]:
            top.begin_row(element, self._line)
            return
        frame = self._opening(element, top)
        is_too_deep = frame is not None and frame.nests and len(self.frames) > 2 * MAX_NESTING
        if frame is None or top.is_flat or is_too_deep:
            self._part(element)
            return
        self._flush()
        if not isinstance(frame, OpenCode):
            is_heading = isinstance(frame, OpenHeading)
            frame.tokens = [opened for opened in self._opened if not is_heading or opened.kind == "a"]
        self.frames.append(frame)

    def _opening(self, element: Element, top: Frame) -> Frame | None:
        """Give what an element opens in what is open; None for elements that only part the text."""
        line = self._line
        match element.tag:
            case "ul" | "ol" | "menu" | "dir":
                return OpenList(element, line)
            case "li" if isinstance(top, OpenList):
                label = self._notes.get(element.get("id") or "")
                return OpenNote(element, line, top, label, self.frames[0]) if label else OpenItem(element, line, top)
            case "blockquote":
                return OpenQuote(element, line)
            case "pre":
                return OpenCode(element, line)
            case "dl":
                return OpenDefinitions(element, line)
            case "dt" if isinstance(top, OpenDefinitions):
                return OpenTerm(element, line, top)
            case "dd" if isinstance(top, OpenDefinitions):
                return OpenMeaning(element, line)
            case "details":
                return OpenDetails(element, line)
            case "summary" if isinstance(top, OpenDetails):
                return OpenSummary(element, line, top)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return OpenHeading(element, line, all(frame.has_sections for frame in self.frames))
            case "table" if self._is_data[-1]:
                return OpenTable(element, line, self.headless)
            case "caption" if isinstance(top, OpenTable) and self._is_data[-1]:
                return OpenCaption(element, line, top)
            case "td" | "th" if isinstance(top, OpenTable) and self._is_data[-1] and top.rows:
                return OpenCell(element, line, top.rows[-1])
        return None

    def _part(self, element: Element) -> None:
        """Part the text before a block from the text in it."""
        self._part_end()
        if self.frames[-1].is_flat and element.tag == "li":
            self.frames[-1].tokens.append(_BULLET)

    # -- text

    def _text(self, text: str | None, parent: Element) -> None:
        if not text:
            return
        position = 0
        for mark in self.runs.mark.finditer(text):
            self._piece(text[position : mark.start()], parent)
            self._run = int(mark[1])
            self._kept = self._run in self.content
            position = mark.end()
        self._piece(text[position:], parent)

    def _piece(self, text: str, parent: Element) -> None:
        if not text:
            return
        top = self.frames[-1]
        if parent.tag in (html_math.INLINE, html_math.DISPLAY):
            self._formula(text, parent.tag == html_math.DISPLAY)
        elif not self._kept:
            self._leave(text)
        elif isinstance(top, OpenCode):
            top.raw.append(text)
        elif self._code:
            self._inline_code.append(text)
        else:
            self._words(seen(text))
        self._line += text.count("\n")

    def _words(self, text: str) -> None:
        position = 0
        for found in html_math.formulas(text, self.dollars) if "\\" in text or "$" in text else ():
            self._put(text[position : found.start])
            self._formula(found.tex, found.is_display)
            position = found.stop
        self._put(text[position:])

    def _put(self, token: Token) -> None:
        frame = self.frames[-1]
        if isinstance(token, str):
            if not frame.text_line and not token.strip():
                return
            if frame.blocks and isinstance(frame.blocks[-1], Formula):
                token = joined_to_formula(frame, token)
        if not frame.holds_text:
            frame.stray(token, self._line)
            return
        self._leaving = False
        if not frame.text_line:
            frame.text_line = self._line + leading_lines(token)
        frame.tokens.append(token)

    def _leave(self, text: str) -> None:
        words = " ".join(seen(text).split())
        if not re.search(r"\w", words):
            return
        why = self.runs.why(self._run)
        last = self.left_out[-1] if self.left_out else None
        if last and last.why == why and self._leaving and len(last.text) < 300:
            self.left_out[-1] = LeftOut(last.line, f"{last.text} · {words}", why)
        else:
            self.left_out.append(LeftOut(self._line, words, why))
        self._leaving = True

    def _formula(self, tex: str, display: bool) -> None:
        tex = html_math.formula(tex) if tex.strip() else ""
        if not tex:
            return
        top = self.frames[-1]
        if not self._kept:
            self._leave(tex)
        elif isinstance(top, OpenCode):
            top.raw.append(tex)
        elif display and top.holds_text and not top.is_flat and "$" not in tex:
            self._flush()
            top.blocks.append(Formula(tex, self._line))
        elif "$" in tex:
            self._put(Literal(rf"\({tex}\)", formula=True))
        else:
            mark = "$$" if display else "$"
            self._put(Literal(f"{mark}{tex}{mark}", formula=True))

    def _break(self) -> None:
        if self._code:
            self._inline_code.append(" ")
            return
        tokens = self.frames[-1].tokens
        behind = next((token for token in islice(reversed(tokens), MAX_MARKS) if is_shown(token)), None)
        if behind is None or behind == _BULLET:
            return
        if isinstance(behind, Break):
            if not self.frames[-1].is_flat:
                self._flush()
            return
        tokens.append(Break())

    # -- pieces of a line

    def _end_emphasis(self, element: Element) -> None:
        if not self._opened:
            return
        opened = self._opened.pop()
        tokens = self.frames[-1].tokens
        tokens.append(Closed(opened.kind))
        start = len(tokens) - 2
        while start >= 0 and tokens[start] is not opened:
            start -= 1
        if start < 0:
            return
        inside = tokens[start + 1 : -1]
        if opened.kind == "a":
            self._end_link(element, start, inside)
        elif (
            opened.kind == "sup"
            and len(inside) == 1
            and isinstance(inside[0], Literal)
            and inside[0].markdown.startswith("[^")
        ):
            tokens[start:] = inside

    def _end_link(self, element: Element, start: int, inside: list[Token]) -> None:
        tokens = self.frames[-1].tokens
        opened = tokens[start]
        text = html_inline.plain(inside)
        target = (element.get("href") or "").partition("#")[2]
        if target in self._notes and _NOTE_MARK.fullmatch(text):
            tokens[start:] = [Literal(f"[^{self._notes[target]}]")]
        elif target and _PERMALINK.fullmatch(text) and not any(isinstance(token, Literal) for token in inside):
            tokens[start:] = []
        elif not (isinstance(opened, Opened) and opened.address) or is_picture(inside):
            tokens[start:] = inside

    def _end_code(self) -> None:
        self._code -= 1
        if self._code:
            return
        text = html_inline.code(seen("".join(self._inline_code)))
        spaces = "".join(self._inline_code)
        self._inline_code.clear()
        if not text:
            return
        if spaces[0].isspace():
            self._put(" ")
        self._put(Literal(text))
        if spaces[-1].isspace():
            self._put(" ")

    def _image(self, element: Element) -> None:
        mark = self.runs.mark.match(element.get("alt") or "")
        alt = " ".join(seen(self.runs.mark.sub("", element.get("alt") or "")).split())
        if mark:
            self._run = int(mark[1])
            self._kept = self._run in self.content
        if not self._kept:
            self._leave(alt)
            return
        if any((element.get(name) or "") in ("0", "1", "1px") for name in ("width", "height")):
            return
        address = self.addresses.picture(element.attrib)
        if address:
            self._put(Literal(f"![{html_inline.markdown([alt])}]({html_inline.link_target(address)})"))
        elif alt and self._run in self.runs.reasons:
            self._leave(alt)
        elif alt:
            self._put(alt)

    def _check_box(self, element: Element) -> None:
        frame = self.frames[-1]
        if isinstance(frame, OpenItem) and not frame.blocks and is_empty(frame.tokens):
            frame.tokens.append(Literal("[x] " if element.get("checked") is not None else "[ ] "))

    # -- blocks

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        frame = self.frames[-1]
        if not frame.holds_text:
            return
        text = html_inline.markdown(frame.tokens) if frame.text_line else ""
        if text and text not in ("[ ]", "[x]"):
            frame.blocks.append(Paragraph(text, frame.text_line or frame.line))
        frame.tokens = list(self._opened)
        frame.text_line = 0

    def _close(self, element: Element) -> None:
        if element.tag == "table" and self._is_data:
            self._is_data.pop()
        frame = self.frames[-1]
        if frame.element is not element:
            self._part_end()
            return
        if not frame.is_flat:
            self._flush()
        self.frames.pop()
        frame.end = self._line
        outer = self.frames[-1]
        if isinstance(frame, OpenCode) and outer.is_flat:
            code = in_line(frame)
            if code:
                self._put(code)
            return
        outer.add(frame.closed())
        if not outer.is_flat:
            outer.tokens = list(self._opened)
            outer.text_line = 0

    def _part_end(self) -> None:
        if self.frames[-1].is_flat:
            self._break()
        else:
            self._flush()
