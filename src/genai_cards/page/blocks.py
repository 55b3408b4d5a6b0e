"""The parser's tokens → blocks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from genai_cards.page import tables
from genai_cards.page.document import (
    Block,
    Box,
    Definition,
    DefinitionList,
    Item,
    ListBlock,
    Opaque,
    Paragraph,
    Quote,
)
from genai_cards.page.lines import Lines
from genai_cards.page.syntax.boxes import BOX, TITLE
from genai_cards.page.text import Text

_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


def read_blocks(tokens: Sequence[Token], lines: Lines) -> tuple[Block, ...]:
    """Give the blocks of tokens."""
    return tuple(_block(group, lines) for group in _groups(tokens))


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block, from its opening to its closing one."""
    start = depth = 0
    for position, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : position + 1]
            start = position + 1


def _block(tokens: Sequence[Token], lines: Lines) -> Block:
    first = tokens[0]
    inside = tokens[1:-1]
    match first.type:
        case "paragraph_open" | "heading_open":  # a heading inside a list item or a quote is a paragraph to us
            text = lines.text(tokens[1])
            tables.check_lost(tokens[1], lines)
            return Paragraph(text, tuple(tokens))
        case "bullet_list_open" | "ordered_list_open":
            items = tuple(_item(group, lines) for group in _groups(inside))
            return ListBlock(items, tuple(tokens), lines.at(first))
        case "table_open":
            return tables.read_table(tokens, lines)
        case "blockquote_open":
            if BOX in first.meta:
                return _box(tokens, lines)
            return Quote(read_blocks(inside, lines), tuple(tokens), lines.at(first))
        case "dl_open":
            return DefinitionList(tuple(_definitions(inside, lines)), tuple(tokens), lines.at(first))
        case "fence" | "code_block":
            kind = "code"
        case "html_block":
            kind = "comment" if _COMMENT.fullmatch(first.content) else "html"
        case "math_block":
            kind = "math"
        case _:
            kind = "rule"
    return Opaque(kind, tuple(tokens), lines.at(first))


def _box(tokens: Sequence[Token], lines: Lines) -> Box:
    """Read a box: its first paragraph may be its title."""
    inside = tokens[1:-1]
    at = lines.at(tokens[0])
    titled = len(inside) > 2 and inside[0].attrGet("class") == TITLE
    generated = titled and inside[0].meta.get("generated")
    title = lines.text(inside[1]) if titled and not generated else Text.of_words("", at)
    blocks = read_blocks(inside[3:] if titled else inside, lines)
    return Box(str(tokens[0].meta[BOX]), title, blocks, tuple(tokens), at)


def _item(tokens: Sequence[Token], lines: Lines) -> Item:
    at = lines.at(tokens[0])
    blocks = read_blocks(tokens[1:-1], lines)
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].at.line == at.line:
        at = blocks[0].at
    number = int(tokens[0].info) if tokens[0].info.isdecimal() else None
    return Item(blocks, at, tokens[0].meta.get("ticked"), number)


def _definitions(tokens: Sequence[Token], lines: Lines) -> Iterator[Definition]:
    """Yield each term with all that is said of it until the next term."""
    term: Text | None = None
    said: list[Sequence[Token]] = []
    for group in _groups(tokens):
        if group[0].type == "dt_open":
            if term is not None:
                yield _definition(term, said, lines)
            term, said = lines.text(group[1]), []
        else:
            said.append(group[1:-1])
    if term is not None:
        yield _definition(term, said, lines)


def _definition(term: Text, said: Sequence[Sequence[Token]], lines: Lines) -> Definition:
    for part in said if len(said) > 1 else ():  # the texts of several would run into each other
        for token in part:
            token.hidden = token.hidden and token.level > part[0].level
    body = tuple(itertools.chain.from_iterable(said))
    return Definition(term, read_blocks(body, lines), body)
