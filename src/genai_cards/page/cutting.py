"""Blocks without the parts that a rule took out of them, their tokens included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from genai_cards.page.document import Block, Item, ListBlock, Quote, Row, Table


def list_of(block: ListBlock, items: Sequence[Item]) -> ListBlock:
    """Give a list with other items; an item of its own keeps its tokens by its line."""
    opening = {token.map[0] + 1: token for token in block.tokens if token.type == "list_item_open" and token.map}
    closing = next(token for token in block.tokens if token.type == "list_item_close")
    tokens = [block.tokens[0]]
    for item in items:
        tokens += [opening[item.at.line], *(token for below in item.blocks for token in below.tokens), closing]
    return replace(block, items=tuple(items), tokens=(*tokens, block.tokens[-1]))


def quote_of(block: Quote, inside: Sequence[Block]) -> Quote:
    """Give a quote with other blocks."""
    tokens = (token for below in inside for token in below.tokens)
    return replace(block, blocks=tuple(inside), tokens=(block.tokens[0], *tokens, block.tokens[-1]))


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
