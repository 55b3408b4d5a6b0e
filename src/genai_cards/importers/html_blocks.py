"""The content of a web page → blocks. The page is read once, from its first tag to its last, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from genai_cards.importers import html_inline, html_math
from genai_cards.importers.blocks import (
    Block,
    Code,
    Definitions,
    Footnote,
    Formula,
    Heading,
    LeftOut,
    Listing,
    Markup,
    Paragraph,
    Quote,
)
from genai_cards.importers.html_addresses import Addresses
from genai_cards.importers.html_content import BLOCKS, Runs
from genai_cards.importers.html_grid import Cell, Row, tables
from genai_cards.importers.html_inline import Break, Closed, Literal, Opened, Token
from genai_cards.importers.html_tree import Element, classes, seen, walk

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
_CODE = ("code", "kbd", "samp", "tt")
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*|sourceCode\s+|hljs\s+|prettyprint\s+lang-)([\w+#.-]+)"
)
_NO_LANGUAGE = frozenset(
    "default none plain plaintext text nohighlight notranslate hljs code highlight source js-code".split()
)
_PERMALINK = re.compile(r"\W{0,2}")
_NOTE_MARK = re.compile(r"\[?\s*(\d{1,4}|[a-z]|\*+|†|‡|note \d+)\s*\]?")


@dataclass(slots=True)
class _Frame:
    """Something that is open and collects what is in it."""

    kind: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    text_line: int = 0
    element: Element = None
    items: list[tuple[Block, ...]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    entries: list[tuple[str, list[Block]]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    caption: str = ""
    summary: str = ""


FLAT = ("cell", "term", "summary", "heading", "caption")
"""What holds one run of text: blocks within it are lines of it."""


@dataclass(slots=True)
class Reader:
    """Reads the events of a tree; what it has read is in the attributes below."""

    runs: Runs
    content: frozenset[int]
    tables: frozenset[Element]
    addresses: Addresses
    dollars: bool
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("page", 1)])
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
        self._notes = _notes(root)
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
        if 1 < (element.sourceline or 0) < 65535:
            self._line = max(self._line, element.sourceline)
        if self._is_in_code():
            if tag == "br":
                self.frames[-1].raw.append("\n")
        elif tag in _EMPHASIS:
            opened = Opened(_EMPHASIS[tag], self.addresses.link(element.get("href") or "") if tag == "a" else "")
            self._opened.append(opened)
            self.frames[-1].tokens.append(opened)
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
        elif self._is_in_code():
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
        tag = element.tag
        if tag == "table":
            self._is_data.append(element in self.tables)
        kind = self._kind(element)
        if kind == "row":
            head = any(parent.tag == "thead" for parent, _ in zip(element.iterancestors(), range(2), strict=False))
            self._table().rows.append(Row(self._line, head))
            return
        if not kind or (self._is_flat() and kind != "cell") or self._is_too_deep(kind):
            self._part(element)
            return
        if kind != "cell":
            self._flush()
        frame = _Frame(kind, self._line, element=element)
        if kind != "code":
            frame.tokens = [opened for opened in self._opened if kind != "heading" or opened.kind == "a"]
        self.frames.append(frame)

    def _kind(self, element: Element) -> str:
        """Give the kind of frame that an element opens; none for those that only part the text."""
        tag = element.tag
        top = self.frames[-1].kind
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                return "list"
            case "li":
                return "item" if top == "list" else ""
            case "blockquote":
                return "quote"
            case "pre":
                return "code"
            case "dl":
                return "definitions"
            case "dt":
                return "term" if top == "definitions" else ""
            case "dd":
                return "meaning" if top == "definitions" else ""
            case "details" | "summary":
                return tag if tag == "details" or top == "details" else ""
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return "heading"
        return self._table_kind(tag)

    def _table_kind(self, tag: str) -> str:
        if not (self._is_data and self._is_data[-1]):
            return ""
        kinds = {"table": "table", "tr": "row", "td": "cell", "th": "cell", "caption": "caption"}
        kind = kinds.get(tag, "")
        in_table = self.frames[-1].kind == "table"
        if kind in ("row", "cell", "caption") and not in_table:
            return ""
        return "" if kind == "cell" and not self._table().rows else kind

    def _table(self) -> _Frame:
        return next(frame for frame in reversed(self.frames) if frame.kind == "table")

    def _is_in_code(self) -> bool:
        return self.frames[-1].kind == "code"

    def _is_flat(self) -> bool:
        return self.frames[-1].kind in FLAT

    def _is_too_deep(self, kind: str) -> bool:
        return kind in ("list", "quote", "definitions", "details", "table") and len(self.frames) > 2 * MAX_NESTING

    def _part(self, element: Element) -> None:
        """Part the text before a block from the text in it."""
        if not self._is_flat():
            self._flush()
            return
        self._break()
        if element.tag == "li":
            self.frames[-1].tokens.append("• ")

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
        if parent.tag in (html_math.INLINE, html_math.DISPLAY):
            self._formula(text, parent.tag == html_math.DISPLAY)
        elif not self._kept:
            self._leave(text)
        elif self._is_in_code():
            self.frames[-1].raw.append(text)
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
        is_blank = isinstance(token, str) and not token.strip()
        if is_blank and not frame.text_line:
            return
        if frame.kind in ("list", "table", "definitions"):
            if is_blank:
                return
            self._stray(token)
            return
        if isinstance(token, str) and frame.blocks and isinstance(frame.blocks[-1], Formula):
            token = self._joined_to_formula(frame, token)
        self._leaving = False
        if not frame.text_line:
            frame.text_line = self._line + _leading_lines(token)
        frame.tokens.append(token)

    def _stray(self, token: Token) -> None:
        """Keep text that stands in a list or table, but in no item or cell of it."""
        frame = self.frames[-1]
        text = html_inline.markdown([token])
        if text and frame.kind == "list":
            frame.items.append((Paragraph(text, self._line),))
            frame.numbers.append(len(frame.items))
        elif text and frame.kind == "definitions" and frame.entries:
            frame.entries[-1][1].append(Paragraph(text, self._line))
        elif text:
            frame.blocks.append(Paragraph(text, self._line))

    def _joined_to_formula(self, frame: _Frame, text: str) -> str:
        """Give the full stop behind a formula that stands by itself to the formula."""
        found = re.match(r"\s*([.,;:])(?=\s|$)", text)
        last = frame.blocks[-1]
        if (
            not found
            or not isinstance(last, Formula)
            or any(isinstance(token, str) and token.strip() for token in frame.tokens)
        ):
            return text
        frame.blocks[-1] = Formula(f"{last.text}{found[1]}", last.line)
        return text[found.end() :]

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
        if not self._kept:
            self._leave(tex)
        elif (
            display
            and not self._is_flat()
            and self.frames[-1].kind not in ("list", "table", "definitions")
            and "$" not in tex
        ):
            self._flush()
            self.frames[-1].blocks.append(Formula(tex, self._line))
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
        behind = next((token for token in reversed(tokens) if _is_shown(token)), None)
        if behind is None:
            return
        if isinstance(behind, Break):
            if not self._is_flat():
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
        elif not (isinstance(opened, Opened) and opened.address) or _is_picture(inside):
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
        elif alt:
            self._put(alt)

    def _check_box(self, element: Element) -> None:
        frame = self.frames[-1]
        if frame.kind == "item" and not frame.blocks and not html_inline.plain(frame.tokens):
            frame.tokens.append(Literal("[x] " if element.get("checked") is not None else "[ ] "))

    # -- blocks

    def _flush(self) -> None:
        """End the paragraph that is being read."""
        frame = self.frames[-1]
        if frame.kind in ("list", "table", "definitions", "code"):
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
        if frame.kind not in FLAT:
            self._flush()
        self.frames.pop()
        _CLOSERS[frame.kind](self, frame)
        parent = self.frames[-1]
        if parent.kind not in FLAT:
            parent.tokens = list(self._opened)
            parent.text_line = 0

    def _part_end(self) -> None:
        if self._is_flat():
            self._break()
        else:
            self._flush()

    def _add(self, *blocks: Block) -> None:
        """Give blocks to what is open around them."""
        frame = self.frames[-1]
        if frame.kind == "list":  # a list right inside a list belongs to the item before it
            if frame.items:
                frame.items[-1] = (*frame.items[-1], *blocks)
            elif blocks:
                frame.items.append(blocks)
                frame.numbers.append(1)
        elif frame.kind == "definitions" and frame.entries:
            frame.entries[-1][1].extend(blocks)
        else:
            frame.blocks += blocks

    def _close_list(self, frame: _Frame) -> None:
        if frame.items:
            ordered = frame.element.tag == "ol"
            self._add(Listing(tuple(frame.items), frame.line, tuple(frame.numbers) if ordered else ()))

    def _close_item(self, frame: _Frame) -> None:
        target = frame.element.get("id") or ""
        if target in self._notes:
            self._footnote(self._notes[target], frame)
            return
        if not frame.blocks:
            return
        parent = self.frames[-1]
        parent.numbers.append(_number(frame.element, parent))
        parent.items.append(tuple(frame.blocks))

    def _footnote(self, label: str, frame: _Frame) -> None:
        texts = [block.text for block in frame.blocks if isinstance(block, Paragraph | Formula)]
        text = " ".join(" ".join(texts).replace("\\\n", " ").split())
        page = self.frames[0]
        if text:
            page.blocks.append(Footnote(label, text, frame.line))

    def _close_quote(self, frame: _Frame) -> None:
        if frame.blocks:
            self._add(Quote(tuple(frame.blocks), frame.line))

    def _close_code(self, frame: _Frame) -> None:
        text = re.sub(r"[ \t]+$", "", "".join(frame.raw), flags=re.MULTILINE).strip("\n")
        if text.strip():
            code = Code(text.expandtabs(4).replace("\xa0", " "), frame.line, _language(frame.element))
            if self._is_flat():
                self._put(Literal(html_inline.code(text)))
            else:
                self._add(code)

    def _close_heading(self, frame: _Frame) -> None:
        level = int(frame.element.tag[1])
        is_inside = any(outer.kind in ("item", "quote", "meaning", "details") for outer in self.frames)
        kinds = ("strong",) if not is_inside else ()
        tokens = [token for token in frame.tokens if getattr(token, "kind", "") not in kinds]
        if is_inside:
            text = html_inline.markdown([Opened("strong"), *tokens, Closed("strong")], " ")
            if text:
                self._add(Paragraph(text, frame.text_line or frame.line))
            return
        text = html_inline.markdown(tokens, " ")
        if text:
            self._add(Heading(level, text, frame.text_line or frame.line))

    def _close_definitions(self, frame: _Frame) -> None:
        self._add(*frame.blocks)
        entries = tuple((term, tuple(blocks)) for term, blocks in frame.entries if term and blocks)
        lone = [Paragraph(term, frame.line) for term, blocks in frame.entries if term and not blocks]
        if entries:
            self._add(Definitions(entries, frame.line))
        self._add(*lone)

    def _close_term(self, frame: _Frame) -> None:
        parent = self.frames[-1]
        term = html_inline.markdown(frame.tokens, " ")
        if term and parent.entries and not parent.entries[-1][1]:
            parent.entries[-1] = (f"{parent.entries[-1][0]}, {term}", [])
        elif term:
            parent.entries.append((term, []))

    def _close_meaning(self, frame: _Frame) -> None:
        self._add(*frame.blocks)

    def _close_details(self, frame: _Frame) -> None:
        if not frame.summary:
            self._add(*frame.blocks)
            return
        opening = Markup(f"<details>\n<summary>{frame.summary}</summary>", frame.line)
        self._add(opening, *frame.blocks, Markup("</details>", self._line))

    def _close_summary(self, frame: _Frame) -> None:
        words = re.sub(r"[*_`]|\\(?=[^\w\s])", "", html_inline.plain(frame.tokens))
        self.frames[-1].summary = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _close_caption(self, frame: _Frame) -> None:
        self.frames[-1].caption = html_inline.markdown(frame.tokens, " ")

    def _close_cell(self, frame: _Frame) -> None:
        element = frame.element
        strong = element.tag == "th"
        tokens = [token for token in frame.tokens if not (strong and getattr(token, "kind", "") == "strong")]
        text = html_inline.markdown(tokens, "<br>")
        cell = Cell(text, strong, _span(element, "colspan"), _span(element, "rowspan"))
        self.frames[-1].rows[-1].cells.append(cell)

    def _close_table(self, frame: _Frame) -> None:
        if frame.caption:
            self._add(Paragraph(frame.caption, frame.line))
        self._add(*frame.blocks)
        rows = [row for row in frame.rows if any(cell.text for cell in row.cells)]
        if not rows:
            return
        blocks, guessed = tables(rows)
        self._add(*blocks)
        if guessed:
            self.headless.append(rows[0].line)


_CLOSERS: dict[str, Callable[[Reader, _Frame], None]] = {
    "list": Reader._close_list,
    "item": Reader._close_item,
    "quote": Reader._close_quote,
    "code": Reader._close_code,
    "heading": Reader._close_heading,
    "definitions": Reader._close_definitions,
    "term": Reader._close_term,
    "meaning": Reader._close_meaning,
    "details": Reader._close_details,
    "summary": Reader._close_summary,
    "caption": Reader._close_caption,
    "cell": Reader._close_cell,
    "table": Reader._close_table,
}


def _is_shown(token: Token) -> bool:
    return bool(token.strip()) if isinstance(token, str) else not isinstance(token, Opened | Closed)


def _leading_lines(token: Token) -> int:
    return token.count("\n", 0, len(token) - len(token.lstrip())) if isinstance(token, str) else 0


def _is_picture(tokens: list[Token]) -> bool:
    """Say whether there is nothing but a picture, whose link leads to the picture itself, as a rule."""
    shown = [token for token in tokens if _is_shown(token) and not isinstance(token, Break)]
    return bool(shown) and all(isinstance(token, Literal) and token.markdown.startswith("![") for token in shown)


def _span(element: Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,5})", element.get(name) or "")
    return max(1, min(int(found[1]), 1000)) if found else 1


def _number(item: Element, frame: _Frame) -> int:
    found = re.fullmatch(r"\s*(\d{1,9})\s*", item.get("value") or "")
    if found:
        return int(found[1])
    if frame.numbers:
        return min(frame.numbers[-1] + 1, 999_999_999)
    start = re.fullmatch(r"\s*(\d{1,9})\s*", frame.element.get("start") or "")
    return int(start[1]) if start else 1


def _language(pre: Element) -> str:
    """Give the language that a block of code, what is in it or what is around it says."""
    child = pre.find("code")
    around = [
        parent
        for parent, _ in zip(pre.iterancestors(), range(3), strict=False)
        if parent.tag in ("div", "figure", "pre")
    ]
    for element in [*([child] if child is not None else []), pre, *around]:
        for name in ("data-lang", "data-language"):
            if re.fullmatch(r"[\w+#.-]+", element.get(name) or ""):
                return str(element.get(name)).lower()
        for found in _LANGUAGE.finditer(classes(element)):
            if found[1].lower() not in _NO_LANGUAGE:
                return found[1].lower()
    return ""


def _notes(root: Element) -> dict[str, str]:
    """Give the labels of the footnotes of a page by their ids: items of a list that marks in the text point to."""
    items = {item.get("id") for item in root.iter("li") if item.get("id")}
    labels: dict[str, str] = {}
    for link in root.iter("a"):
        target = (link.get("href") or "").partition("#")
        if target[0] or target[2] not in items or target[2] in labels:
            continue
        mark = _NOTE_MARK.fullmatch("".join(link.itertext()).strip())
        raised = link.getparent().tag == "sup" or any(child.tag == "sup" for child in link)
        if mark and raised:
            labels[target[2]] = str(len(labels) + 1)
    return labels
