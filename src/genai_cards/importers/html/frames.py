"""What is open while a saved page is read, and what it becomes when it closes: quotes, code, headings, `<details>`.

Lists and definitions are in `html_lists`, tables in `html_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from genai_cards.importers.html import inline as html_inline
from genai_cards.importers.html.inline import Closed, Literal, Opened, Token
from genai_cards.importers.html.tree import Element, classes
from genai_cards.importers.page import Block, Code, Heading, Markup, Paragraph, Quote

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-|brush:\s*|sourceCode\s+|hljs\s+(?!lang)|prettyprint\s+lang-)([\w+#.-]+)"
)
_NO_LANGUAGE = frozenset(
    "default none plain plaintext text nohighlight notranslate hljs code highlight source js-code".split()
)


class Frame:
    """Something that is open and collects what is in it; by itself: the page."""

    __slots__ = ("blocks", "element", "end", "line", "text_line", "tokens")

    is_flat = False
    """Whether it holds one run of text: blocks within it are lines of it."""

    holds_text = True
    """Whether text may stand right in it."""

    nests = False
    """Whether it stands farther in than what is around it, so that not too many may stand within each other."""

    has_sections = True
    """Whether a heading right in it heads a section of the page."""

    def __init__(self, element: Element, line: int) -> None:
        self.element = element
        self.line = line
        self.end = line
        """The line that it closes at, as soon as it does."""
        self.blocks: list[Block] = []
        self.tokens: list[Token] = []
        """The text that is being read."""
        self.text_line = 0
        """Where that begins; 0 before it does."""

    def add(self, blocks: Iterable[Block]) -> None:
        """Take blocks that were in it."""
        self.blocks += blocks

    def stray(self, token: Token, line: int) -> None:
        """Take text that stands right in it, though no text may."""
        text = html_inline.markdown([token])
        if text:
            self.add([Paragraph(text, line)])

    def closed(self) -> Sequence[Block]:
        """Give what it becomes for what is around it."""
        return self.blocks


class Flat(Frame):
    """Something that holds one run of text."""

    __slots__ = ()
    is_flat = True

    def text(self, line_break: str = " ", without: str = "") -> str:
        """Give the text, without one kind of emphasis."""
        tokens = [token for token in self.tokens if getattr(token, "kind", None) != without]
        return html_inline.markdown(tokens, line_break)


class OpenQuote(Frame):
    """`<blockquote>`."""

    __slots__ = ()
    nests = True
    has_sections = False

    def closed(self) -> Sequence[Block]:
        """Give the quote."""
        return [Quote(tuple(self.blocks), self.line)] if self.blocks else []


class OpenCode(Frame):
    """`<pre>`."""

    __slots__ = ("raw",)
    holds_text = False

    def __init__(self, element: Element, line: int) -> None:
        super().__init__(element, line)
        self.raw: list[str] = []

    def begin_line(self, element: Element) -> None:
        """Begin a line: at a break, and at a row, an item or a block, which some pages make of each line."""
        is_inside = bool(self.raw) and not self.raw[-1].endswith("\n")
        if element.tag == "br" or (is_inside and element.tag in ("tr", "li", "div", "p")):
            self.raw.append("\n")

    @property
    def text(self) -> str:
        """The code as it stands, without empty lines around it."""
        return "\n".join(line.rstrip(" \t") for line in "".join(self.raw).split("\n")).strip("\n")

    def closed(self) -> Sequence[Block]:
        """Give the code."""
        text = self.text
        if not text.strip():
            return []
        return [Code(text.expandtabs(4).replace("\xa0", " "), self.line, _language(self.element))]


class OpenHeading(Flat):
    """`<h1>` to `<h6>`."""

    __slots__ = ("heads_section",)

    def __init__(self, element: Element, line: int, heads_section: bool) -> None:
        super().__init__(element, line)
        self.heads_section = heads_section

    def closed(self) -> Sequence[Block]:
        """Give the heading; within lists, quotes and the like it is bold text."""
        line = self.text_line or self.line
        if self.heads_section:
            text = self.text(without="strong")
            return [Heading(int(self.element.tag[1]), text, line)] if text else []
        text = html_inline.markdown([Opened("strong"), *self.tokens, Closed("strong")], " ")
        return [Paragraph(text, line)] if text else []


class OpenDetails(Frame):
    """`<details>`."""

    __slots__ = ("summary",)
    nests = True
    has_sections = False

    def __init__(self, element: Element, line: int) -> None:
        super().__init__(element, line)
        self.summary = ""

    def closed(self) -> Sequence[Block]:
        """Give what is in it, with the summary before it."""
        if not self.summary:
            return self.blocks
        opening = Markup(f"<details>\n<summary>{self.summary}</summary>", self.line)
        return [opening, *self.blocks, Markup("</details>", self.end)]


class OpenSummary(Flat):
    """`<summary>`."""

    __slots__ = ("details",)

    def __init__(self, element: Element, line: int, details: OpenDetails) -> None:
        super().__init__(element, line)
        self.details = details

    def closed(self) -> Sequence[Block]:
        """Give its words to its details, as HTML."""
        words = re.sub(r"[*_`]|\\(?=[^\w\s])", "", html_inline.plain(self.tokens))
        self.details.summary = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return []


def in_line(code: OpenCode) -> Literal | None:
    """Give code of its own as code within text."""
    text = html_inline.code(code.text)
    return Literal(text) if text else None


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
