"""The one writer: blocks of a foreign page → Markdown, each line with the line that it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from genai_cards.importers.page import (
    Block,
    Code,
    Comment,
    Definitions,
    Footnote,
    Formula,
    Heading,
    Listing,
    Markup,
    Paragraph,
    Question,
    Quote,
    Table,
)

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
        case Question():
            return write(_spelled(block))
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


def _spelled(block: Question) -> tuple[Block, ...]:
    """Give a question as blocks: its answer in brackets behind it, or in bold where that could not hold all of it."""
    question = Paragraph(block.text, block.line)
    explained = tuple(Paragraph(f"**Explanation:** {each.text}", each.line) for each in block.explanations)
    if not block.is_answered:
        return (question, *block.shown, *block.choices, *explained, *block.rest)
    if block.choices or explained or block.lists or not is_balanced(block.answer):
        marked = Paragraph(f"**Answer:** {block.answer}".strip(), block.answer_line)
        return (question, *block.shown, *block.choices, marked, *block.lists, *explained, *block.rest)
    if block.shown:
        return (question, *block.shown, Paragraph(f"(Answer: {block.answer})", block.answer_line), *block.rest)
    return (Paragraph(f"{block.text}\n(Answer: {block.answer})", block.line), *block.rest)


def is_balanced(text: str) -> bool:
    """Say whether each bracket of a text is closed: then the text may stand in brackets itself."""
    return text.count("(") == text.count(")") and text.count("（") == text.count("）")


def _blocks(item: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks of an item, its questions spelled."""
    spelled = ((_spelled(block) if isinstance(block, Question) else (block,)) for block in item)
    return tuple(block for blocks in spelled for block in blocks)


def _listing(block: Listing) -> list[Line]:
    items = [_blocks(item) for item in block.items]
    tight = all(map(_is_tight, items))
    lines: list[Line] = []
    for place, item in enumerate(items):
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
    | \{(?=[^{}|]*\|)
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
