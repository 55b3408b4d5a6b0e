"""The blocks of a page that came from elsewhere, and how they are written as Markdown.

A text in a block is inline Markdown on one or more lines; `escaped` makes it of literal text. Each block knows the line
of the foreign page that it came from, and so does each line that is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from genai_cards.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level is 1 for the page's title, to 6."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items that are blocks themselves."""

    items: tuple[tuple[Block, ...], ...]
    line: int
    numbers: tuple[int, ...] = ()
    """The number of each item, 0 to 999,999,999, as the page has them; none in a bullet list."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """Of the header, then of each row."""

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is shown as it is."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of its own, in TeX."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms, each with what is said of it."""

    entries: tuple[tuple[str, tuple[Block, ...]], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a mark `[^label]` in the text refers to."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A note to the person who reads the page's source; never on a card."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that stands as it is, such as `<details>`; empty lines around it make what is inside Markdown."""

    text: str
    line: int


Block = Union[  # noqa: UP007  # the classes above name it
    Heading, Paragraph, Listing, Table, Code, Formula, Quote, Definitions, Footnote, Comment, Markup
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the foreign page that is not in ours, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the page shows."""

    source: str
    """As the page names it, decoded."""

    file: str
    """Where our page looks for it, relative to itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a foreign page."""

    title: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    """At lines of the foreign page."""

    source: str = ""
    """Its address, where the page says it."""

    lang: str = ""
    images: tuple[Image, ...] = ()


Line = tuple[str, int]
"""A line of Markdown, and the line of the foreign page that it came from; 0 for what only parts or frames."""

EMPTY: Line = ("", 0)

MAX_WIDTH = 200
"""Characters that a column is filled up to; one long cell does not make all others as wide."""


def write(blocks: Sequence[Block]) -> list[Line]:
    """Write blocks as Markdown, an empty line between them."""
    lines: list[Line] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            lines.append(EMPTY)
            if isinstance(previous, Listing) and _joins(previous, block):
                lines += [("<!-- -->", 0), EMPTY]
        lines += _written(block)
        previous = block
    return lines


def _joins(first: Listing, second: Block) -> bool:
    """Say whether Markdown would take two blocks for one list."""
    return isinstance(second, Listing) and bool(first.numbers) == bool(second.numbers)


def _written(block: Block) -> list[Line]:
    match block:
        case Heading():
            text = " ".join(block.text.split())
            bare = text.rstrip("#")
            text = text if bare == text or bare.endswith("\\") else f"{bare}\\{text[len(bare) :]}"
            return [(f"{'#' * block.level} {text}".rstrip(), block.line)]
        case Paragraph():
            return [(_opened(text), block.line) for text in block.text.split("\n")]
        case Listing():
            return _listing(block)
        case Table():
            return _table(block)
        case Code():
            fence = _fence(block.text)
            body = block.text.split("\n")
            inside = [(text, block.line + place) for place, text in enumerate(body, 1)]
            return [(fence + block.language, block.line), *inside, (fence, block.line + len(body))]
        case Formula():
            body = [text for text in block.text.split("\n") if text.strip()]
            return [(text, block.line) for text in ("$$", *body, "$$")]
        case Quote():
            return [(f"> {text}".rstrip(), line) for text, line in write(block.blocks)]
        case Definitions():
            return _definitions(block)
        case Footnote():
            return [(f"[^{block.label}]: {block.text}", block.line)]
        case Comment():
            body = re.sub(r"-(?=-|>)", "‐", block.text).split("\n")
            return [(text, block.line) for text in f"<!-- {chr(10).join(body)} -->".split("\n")]
        case Markup():
            return [(text, block.line) for text in block.text.split("\n")]


def _listing(block: Listing) -> list[Line]:
    tight = all(_is_tight(item) for item in block.items)
    lines: list[Line] = []
    for place, item in enumerate(block.items):
        marker = f"{block.numbers[place]}. " if block.numbers else "- "
        if lines and not tight:
            lines.append(EMPTY)
        lines += _indented(_item(item, tight) or [("", block.line)], marker)
    return lines


def _is_tight(item: Sequence[Block]) -> bool:
    """Say whether an item needs no empty lines: one paragraph, and it may be a list below it."""
    first, *rest = item or (None,)
    nested = all(isinstance(block, Listing) and all(map(_is_tight, block.items)) for block in rest)
    return (first is None or isinstance(first, Paragraph)) and len(rest) <= 1 and nested


def _item(item: Sequence[Block], tight: bool) -> list[Line]:
    return [line for block in item for line in _written(block)] if tight else write(item)


def _indented(lines: Sequence[Line], marker: str) -> Iterator[Line]:
    for place, (text, line) in enumerate(lines):
        start = marker if place == 0 else " " * len(marker)
        yield f"{start}{text}".rstrip(), line


def _definitions(block: Definitions) -> list[Line]:
    lines: list[Line] = []
    for term, blocks in block.entries:
        if lines:
            lines.append(EMPTY)
        lines.append((_opened(" ".join(term.split())), blocks[0].line if blocks else block.line))
        lines += _indented(write(blocks), ": ")
    return lines


def _table(block: Table) -> list[Line]:
    rows = [tuple(map(_cell, row)) for row in (block.header, *block.rows)]
    widths = [min(max(3, *map(_width, column)), MAX_WIDTH) for column in zip(*rows, strict=True)]
    written = [" | ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    rule = " | ".join("-" * width for width in widths)
    lines = zip((written[0], rule, *written[1:]), (block.lines[0], *block.lines), strict=True)
    return [(f"| {text} |", line) for text, line in lines]


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text) if "|" in text else text


def _width(text: str) -> int:
    """Give how many columns a text takes on a screen, wide characters counted twice."""
    if text.isascii():
        return len(text)
    others = [character for character in text if character > "\x7f"]
    marks = sum(unicodedata.combining(character) != 0 for character in others)
    return len(text) - marks + sum(unicodedata.east_asian_width(character) in "WF" for character in others)


def _fence(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    return "`" * (longest + 1)


_OPENS_BLOCK = re.compile(
    r"""(?P<number>\d{1,9})(?=[.)](?:\s|$))    # a list
    | (?=[-+*](?:\s|$)|\#{1,6}(?:\s|$)|>|:\s|~~~|```|\||=+\s*$|(?:[-*_]\s*){3,}$|\[\^?[^\]]*\]:)
    | (?=<(?!/?(?:sub|sup|em|strong|del)>)[A-Za-z/!?])
    """,
    re.VERBOSE,
)


def _opened(text: str) -> str:
    """Keep a line of a paragraph from opening another block."""
    text = text.strip()
    found = _OPENS_BLOCK.match(text)
    if not found:
        return text
    if found["number"]:
        return f"{found['number']}\\{text[found.end() :]}"
    return text if text.startswith("`") and text.count("`") > 3 and not text.startswith("```") else f"\\{text}"


_SPECIAL = re.compile(r"[\\`*_\[<&$~^{]|==|%%")
_ESCAPED = re.compile(
    r"""[\\`*]
    | (?<![^\W_])_ | _(?![^\W_])    # not inside a word
    | \[
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    | \$
    | [~^]
    | =(?==) | %(?=%)
    | \{(?=\#[^{}]*\}\s*$)
    """,
    re.VERBOSE,
)
_MAY_LINK = re.compile(r"\][(\[:]|\[\^|\[[ xX]\]|\[\[")  # or be a footnote, or a check box
_NO_PRICE = re.compile(r"\$(?!\d)")


def escaped(plain: str) -> str:
    """Give literal text as inline Markdown that reads the same, escaped where it would not."""
    if not _SPECIAL.search(plain):
        return plain
    # a dollar alone is no math, nor are prices: no formula ends before a digit
    literal = "" if plain.count("$") > 1 and _NO_PRICE.search(plain) else "$"
    literal += "" if _MAY_LINK.search(plain) else "["
    literal += "".join(sign for sign in "~^" if plain.count(sign) < 2)
    return _ESCAPED.sub(lambda found: found[0] if found[0] in literal else f"\\{found[0]}", plain)
