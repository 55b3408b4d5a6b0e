"""Blocks without the parts that a rule took out of them, and blocks that the page does not have as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from genai_cards.diagnostics import Location
from genai_cards.page.document import Block, Definition, Item, ListBlock, Opaque, Paragraph, Quote, Row, Table
from genai_cards.page.text import Text

SECTION = "section"
"""Kind of a block that was made of a section."""


def list_of(block: ListBlock, items: Sequence[Item], *, anew: bool = False) -> ListBlock:
    """Give a list with other items; an item of its own keeps its tokens by its line; `anew` counts from 1."""
    opening = {token.map[0] + 1: token for token in block.tokens if token.type == "list_item_open" and token.map}
    closing = next(token for token in block.tokens if token.type == "list_item_close")
    tokens = [block.tokens[0].copy(attrs={}) if anew else block.tokens[0]]
    for item in items:
        tokens += [opening[item.at.line], *(token for below in item.blocks for token in below.tokens), closing]
    return replace(block, items=tuple(items), tokens=(*tokens, block.tokens[-1]))


def quote_of(block: Quote, inside: Sequence[Block]) -> Quote:
    """Give a quote with other blocks."""
    tokens = (token for below in inside for token in below.tokens)
    return replace(block, blocks=tuple(inside), tokens=(block.tokens[0], *tokens, block.tokens[-1]))


def entry_of(entry: Definition, inside: Sequence[Block]) -> Definition:
    """Give a term with some of what is said of it."""
    return replace(entry, blocks=tuple(inside), tokens=tuple(token for block in inside for token in block.tokens))


def table_of(block: Table, rows: Sequence[Row]) -> Table:
    """Give a table with some of its rows."""
    lines = {row.at.line for row in (block.header, *rows)}
    tokens = []
    kept = True
    for token in block.tokens:
        if token.type == "tr_open" and token.map:
            kept = token.map[0] + 1 in lines
        if kept:
            tokens.append(token)
        kept = kept or token.type == "tr_close"
    return replace(block, rows=tuple(rows), tokens=tuple(tokens))


def without_last_bracket(block: Block) -> Block | None:
    """Give a block without the bracket that ends its text; None where its text does not end with one."""
    tokens = list(block.tokens)
    position = next((place for place in reversed(range(len(tokens))) if tokens[place].type == "inline"), None)
    if position is None:
        return None
    *before, last = tokens[position].children or [Token("text", "", 0)]
    if last.type != "text" or last.content.rstrip()[-1:] not in (")", "）"):
        return None
    ended = last.copy(content=last.content.rstrip()[:-1])
    tokens[position] = tokens[position].copy(children=[*before, ended])
    return replace(block, tokens=tuple(tokens))


def code_of(block: Opaque, lines: str, place: int) -> Opaque:
    """Give some lines of code as code of their own; `place` is that of the first of them, from 0."""
    (token,) = block.tokens
    part = Token("fence", "code", 0, content=f"{lines}\n", info=token.info, map=token.map)
    line = block.at.line + (token.type == "fence") + place
    return Opaque(block.kind, (part,), Location(block.at.path, line))


def title_of(text: Text) -> Opaque:
    """Give a heading as a block that no rule reads: a paragraph in bold."""
    opening = Token("paragraph_open", "p", 1), Token("strong_open", "strong", 1)
    closing = Token("strong_close", "strong", -1), Token("paragraph_close", "p", -1)
    return Opaque(SECTION, (*opening, *text.tokens, *closing), text.at)


def paragraph_of(text: Text) -> Paragraph:
    """Give a text as a paragraph of its own."""
    line = text.at.line
    inline = Token("inline", "", 0, content=text.plain, children=list(text.tokens), map=[line - 1, line])
    opening = Token("paragraph_open", "p", 1, map=[line - 1, line], block=True)
    return Paragraph(text, (opening, inline, Token("paragraph_close", "p", -1, block=True)))
