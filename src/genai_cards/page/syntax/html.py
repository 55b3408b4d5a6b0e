"""HTML that people write in place of Markdown: `<b>`, headings, lists and tables become the parser's own tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

HTML = "html"
"""In meta: tokens that stand for HTML."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?/?>\s*", re.IGNORECASE)
_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = (
    "p",
    "div",
    "center",
    "section",
    "article",
    "figure",
    "figcaption",
    "header",
    "footer",
    "main",
    "nav",
    "address",
)
_CELLS = ("td", "th")
_TABLE_PARTS = ("thead", "tbody", "tfoot", "colgroup", "col", "caption")
_BLOCKS = {"ul": "bullet_list", "ol": "ordered_list", "li": "list_item", "blockquote": "blockquote"}
_INLINE = frozenset(
    "a b strong i em u s del ins mark span font small big sub sup kbd code br img abbr q cite var samp tt wbr label "
    "ruby rt rp rb audio".split()
)
_KNOWN = _INLINE.union(
    _HEADINGS, _PARAGRAPHS, _CELLS, _TABLE_PARTS, _BLOCKS, ("table", "tr", "hr", "dl", "dt", "dd", "pre")
)
_WORTH = re.compile(r"</?(?:h[1-6]|ul|ol|li|blockquote|table|tr|p|div|b|strong|center|dl|pre)\b", re.IGNORECASE)
_NAMES = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_BREAKS = re.compile(r"\s*(?:<br\s*/?>\s*)+", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:</(?:{'|'.join(_MARKS)})>\s*)+", re.IGNORECASE)
"""A line that only ends marks that an earlier text began."""

_FORMULA = re.compile(r"\\[(\[]|\$\$")
_VOID = ("br", "img", "hr", "wbr", "col")
MOST = 400_000
"""Characters of a block of HTML; a longer one is shown as it is."""


def extend(parser: MarkdownIt) -> None:
    """Teach a parser all of it."""
    parser.core.ruler.after("block", "html_as_blocks", _blocks)
    parser.core.ruler.after("inline", "html_as_marks", _marks)


# --- in texts ---------------------------------------------------------------------------------------------------------


def _marks(state: StateCore) -> None:
    opened: dict[str, list[Token]] = {}
    for token in state.tokens:
        if token.type != "inline" or "<" not in token.content:
            continue
        if any(child.type == "html_inline" for child in token.children or ()):
            token.children = with_marks(token.children or [])
        _join_edges(token.children or [], opened)


def _join_edges(children: list[Token], opened: dict[str, list[Token]]) -> None:
    """Take away a mark that begins a text and ends with a later one: it was meant for all between them.

    Alone, the one that opens is text.
    """
    first = next((child for child in children if not _is_blank(child)), None)
    opening = _TAG.match(first.content) if first is not None and first.type in ("text", "html_inline") else None
    if first is not None and opening and not opening[1] and opening[2].lower() in _MARKS:
        opened.setdefault(opening[2].lower(), []).append(first)
    last = next((child for child in reversed(children) if not _is_blank(child)), None)
    closing = _TAG.fullmatch(last.content) if last is not None and last.type == "html_inline" else None
    if last is None or closing is None or not closing[1] or not opened.get(closing[2].lower()):
        return
    begun = opened[closing[2].lower()].pop()
    begun.type, begun.content = "text", _TAG.sub("", begun.content, count=1)
    last.type, last.content = "text", ""


def _is_blank(child: Token) -> bool:
    return child.tag == "br" or not (child.content.strip() or child.nesting or child.children)


def with_marks(children: Sequence[Token]) -> list[Token]:
    """Give bold and italic text that HTML marks the tokens of Markdown, where they nest, and `<br>` a hard break."""
    pairs = _pairs(children)
    found: list[Token] = []
    for place, child in enumerate(children):
        if place in pairs:
            opens, mark = pairs[place]
            found.append(Token(f"{mark}_{'open' if opens else 'close'}", mark, 1 if opens else -1))
        elif child.type == "html_inline" and child.content[:3].lower() == "<br":
            found.append(Token("hardbreak", "br", 0, markup=HTML))
        elif child.type == "softbreak" and found and found[-1].type == "hardbreak" and found[-1].tag == "br":
            continue
        else:
            found.append(child)
    return found


def _pairs(children: Sequence[Token]) -> dict[int, tuple[bool, str]]:
    """Give the places of the tags that open and close bold and italic text, at the same level."""
    pairs: dict[int, tuple[bool, str]] = {}
    waiting: list[tuple[int, str, int]] = []
    for place, child in enumerate(children):
        tag = _TAG.fullmatch(child.content) if child.type == "html_inline" else None
        mark = _MARKS.get(tag[2].lower()) if tag else None
        while waiting and waiting[-1][2] > child.level:
            waiting.pop()
        if tag is None or mark is None:
            continue
        if not tag[1]:
            waiting.append((place, mark, child.level))
        elif waiting and waiting[-1][1:] == (mark, child.level):
            pairs[waiting.pop()[0]] = (True, mark)
            pairs[place] = (False, mark)
    return pairs


# --- blocks -----------------------------------------------------------------------------------------------------------


def _blocks(state: StateCore) -> None:
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "html_block" and _BREAKS.fullmatch(token.content):
            kept.append(Token("hr", "hr", 0, map=token.map, level=token.level, markup=HTML, block=True))
        elif token.type == "html_block" and _CLOSES.fullmatch(token.content):
            kept += _paragraph(token)
        elif token.type == "html_block" and _may_convert(token.content):
            kept += as_tokens(token)
        else:
            kept.append(token)
    state.tokens = kept


def _paragraph(block: Token) -> Iterator[Token]:
    """Give a block as a paragraph of the same words."""
    yield Token("paragraph_open", "p", 1, map=block.map, level=block.level, block=True)
    yield Token("inline", "", 0, map=block.map, level=block.level + 1, content=block.content.strip(), children=[])
    yield Token("paragraph_close", "p", -1, level=block.level, block=True)


def _may_convert(content: str) -> bool:
    if len(content) > MOST or not _WORTH.search(content) or "<!--" in content or _FORMULA.search(unescape(content)):
        return False
    return all(name.lower() in _KNOWN for name in _NAMES.findall(content))


def as_tokens(block: Token) -> list[Token]:
    """Give a block of HTML as the tokens of what it shows; none where it is only a frame around other blocks."""
    reader = _Reader(block)
    reader.feed(block.content)
    reader.close()
    reader.finish()
    return reader.tokens


class _Reader(HTMLParser):
    """Makes tokens of a block of HTML."""

    def __init__(self, block: Token) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._first = block.map[0] if block.map else 0
        self._level = block.level
        self._text: list[Token] = []
        self._kind = "paragraph", "p"
        self._line = self._first
        self._open: list[str] = []
        self._marks: list[str] = []
        self._pre = False
        self._code = ""
        self._in_code = False

    # what the parser calls

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._here()
        if tag in _HEADINGS:
            self._end_text()
            self._kind = "heading", tag
        elif tag in _PARAGRAPHS or tag in ("dt", "dd"):
            self._break_or_end()
        elif tag == "table":
            self._end_text()
            self._push("table_open", "table", 1)
            self._open.append(tag)
        elif tag == "tr":
            self._close_to("tr")
            self._push("tr_open", "tr", 1)
            self._open.append(tag)
        elif tag in _CELLS:
            self._close_to("td", "th")
            self._push(f"{tag}_open", tag, 1)
            self._open.append(tag)
        elif tag in _BLOCKS:
            self._start_block(tag)
        elif tag == "hr":
            self._end_text()
            self._push("hr", "hr", 0)
        elif tag == "pre":
            self._end_text()
            self._pre, self._code = True, ""
        elif tag in _INLINE:
            self._start_inline(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _PARAGRAPHS or tag in ("dt", "dd"):
            self._break_or_end()
        elif tag in ("table", "tr", *_CELLS, *_BLOCKS):
            self._close_to(tag)
        elif tag == "pre" and self._pre:
            self._pre = False
            self._push("fence", "code", 0, content=self._code.strip("\n") + "\n")
        elif tag == "code":
            self._in_code = False
        elif tag in _MARKS and tag in self._marks:
            while self._marks:
                opened = self._marks.pop()
                self._text.append(Token(f"{_MARKS[opened]}_close", _MARKS[opened], -1))
                if opened == tag:
                    break
        elif tag in _INLINE and tag not in _VOID and not self._pre:
            self._text.append(Token("html_inline", "", 0, content=f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        if self._pre:
            self._code += data
        elif self._in_code:
            self._text.append(Token("code_inline", "code", 0, content=data, markup="`"))
        else:
            data = re.sub(r"\s+", " ", data)
            if not self._shows():
                data = data.lstrip()
                self._here()
            if data:
                self._text.append(Token("text", "", 0, content=data))

    # what it does

    def _here(self) -> None:
        if not self._shows():
            self._line = self._first + self.getpos()[0] - 1

    def _shows(self) -> bool:
        return any(token.content.strip() for token in self._text)

    def _push(self, kind: str, tag: str, nesting: int, content: str = "") -> Token:
        token = Token(kind, tag, nesting, content=content, block=True)  # type: ignore[arg-type]
        token.meta[HTML] = True
        token.level = self._level
        token.map = [self._line, self._first + self.getpos()[0]] if nesting >= 0 else None
        self.tokens.append(token)
        return token

    def _in_cell(self) -> bool:
        return bool(self._open) and self._open[-1] in _CELLS

    def _break_or_end(self) -> None:
        if self._in_cell():
            if self._shows() and self._text[-1].type != "hardbreak":
                self._text.append(Token("hardbreak", "br", 0, markup=HTML))
        else:
            self._end_text()

    def _start_block(self, tag: str) -> None:
        if self._in_cell():
            self._break_or_end()
            return
        self._end_text()
        if tag == "li":
            self._close_to("li", within=("ul", "ol"))
            if not any(opened in ("ul", "ol") for opened in self._open):
                self._push("bullet_list_open", "ul", 1)
                self._open.append("ul")
        self._push(f"{_BLOCKS[tag]}_open", tag, 1)
        self._open.append(tag)

    def _start_inline(self, tag: str) -> None:
        if self._pre:
            return
        if tag == "br":
            if self._shows():  # none at the beginning
                self._text.append(Token("hardbreak", "br", 0, markup=HTML))
        elif tag == "code":
            self._in_code = True
        elif tag in _MARKS:
            self._marks.append(tag)
            self._text.append(Token(f"{_MARKS[tag]}_open", _MARKS[tag], 1))
        else:
            self._text.append(Token("html_inline", "", 0, content=self.get_starttag_text() or ""))

    def _close_to(self, *tags: str, within: tuple[str, ...] = ()) -> None:
        """Close all that is open up to one of these elements, where one is open."""
        if within:
            for opened in reversed(self._open):
                if opened in within:
                    return
                if opened in tags:
                    break
        if not any(opened in tags for opened in self._open):
            return
        if (
            "tr" in tags
            and "table" in self._open
            and self._open[::-1].index("table") < (self._open[::-1].index("tr") if "tr" in self._open else 99)
        ):
            return
        while self._open:
            opened = self._open.pop()
            self._end_text(cell=opened in _CELLS)
            name = _BLOCKS.get(opened, opened)
            self._push(f"{name}_close", opened, -1)
            if opened in tags:
                break

    def _end_text(self, *, cell: bool = False) -> None:
        """End a heading, a paragraph or a cell."""
        while self._marks:
            opened = self._marks.pop()
            self._text.append(Token(f"{_MARKS[opened]}_close", _MARKS[opened], -1))
        text, self._text = _trimmed(self._text), []
        (kind, tag), self._kind = self._kind, ("paragraph", "p")
        shows = any(token.content.strip() for token in text)
        if cell:
            self._inline(text)
        elif shows:
            self._push(f"{kind}_open", tag, 1)
            self._inline(text)
            self._push(f"{kind}_close", tag, -1)

    def _inline(self, children: list[Token]) -> None:
        token = self._push("inline", "", 0)
        token.children = children

    def finish(self) -> None:
        """End all that is open."""
        self._end_text(cell=self._in_cell())
        while self._open:
            opened = self._open.pop()
            self._push(f"{_BLOCKS.get(opened, opened)}_close", opened, -1)
        self.tokens = [*_without_broken_tables(self.tokens)]


def _trimmed(text: list[Token]) -> list[Token]:
    """Give a text without breaks and white space at its ends."""
    while text and (text[-1].type == "hardbreak" or (text[-1].type == "text" and not text[-1].content.strip())):
        text.pop()
    if text and text[-1].type == "text":
        text[-1].content = text[-1].content.rstrip()
    return text


def _without_broken_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens; of tables those in rows and cells, as the parser's own tables have them: a head, then a body."""
    inside, rows = False, 0
    for token in tokens:
        if token.type == "table_open":
            inside, rows = True, 0
        if not inside:
            yield token
            continue
        if token.type == "tr_open":
            rows += 1
            if rows <= 2:
                yield Token("thead_open" if rows == 1 else "tbody_open", "thead" if rows == 1 else "tbody", 1)
        if token.type == "table_close" and rows > 1:
            yield Token("tbody_close", "tbody", -1)
        yield token
        if token.type == "tr_close" and rows == 1:
            yield Token("thead_close", "thead", -1)
        if token.type == "table_close":
            inside = False
