"""What stands on a page, block by block, with its lines: what `check` accounts for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from genai_cards.diagnostics import Location
from genai_cards.page.document import (
    Block,
    Box,
    Definition,
    DefinitionList,
    Document,
    Item,
    ListBlock,
    Opaque,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
)
from genai_cards.page.text import Text

if TYPE_CHECKING:
    from markdown_it.token import Token

    from genai_cards.source import Source

_APART = ("math", "sup_", "sub_", "footnote")
"""Tokens that part words, as they do on a card."""

_UNREAD = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_HTML_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """A section, a block, or a part of one: an item, a row, an entry."""

    name: str
    """section, heading, paragraph, list, item, table, row, quote, definitions, entry, term, code, html, math …"""

    first: int
    """Its first line, 1-based."""

    last: int

    text: str = ""
    """What a reader reads, where it holds text itself; empty where its parts do."""

    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in page order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def outline(document: Document, source: Source) -> Node:
    """Give the tree of a page, with the lines of its file."""
    page = _section(document.root, len(document.lines))
    return _found(page, source) if source.origins else page


def _found(node: Node, source: Source) -> Node:
    first, last = (source.found_at(Location("", line)).line for line in (node.first, node.last))
    return Node(node.name, first, max(first, last), node.text, tuple(_found(part, source) for part in node.parts))


def _section(section: Section, end: int) -> Node:
    starts = [below.at.line for below in section.sections]
    ends = [*(start - 1 for start in starts[1:]), end]
    below = [_section(part, last) for part, last in zip(section.sections, ends, strict=False)]
    parts = ((_text("heading", section.heading),) if section.heading else (), _blocks(section.blocks), tuple(below))
    return Node("section", section.at.line, end, parts=tuple(node for group in parts for node in group))


def _leaf(name: str, first: int, last: int, text: str, parts: Iterable[Node] = ()) -> Node:
    return Node(name, first, max(first, last), " ".join(text.split()), tuple(parts))


def _blocks(blocks: Iterable[Block]) -> tuple[Node, ...]:
    return tuple(map(_block, blocks))


def _block(block: Block) -> Node:
    first, last = _lines(block.tokens, block.at.line)
    match block:
        case Paragraph():
            return _leaf("paragraph", first, last, _plain(block.text), _footnotes(block.text))
        case ListBlock():
            return _holding("list", first, map(_item, block.items))
        case Quote():
            return _holding("quote", first, _blocks(block.blocks))
        case Box():
            parts = (_text("title", block.title), *_blocks(block.blocks))
            return Node("box", first, max(last, *(part.last for part in parts)), parts=parts)
        case DefinitionList():
            return _holding("definitions", first, map(_entry, block.entries))
        case Table():
            return _table(block)
        case Opaque():
            return _leaf(block.kind, first, last, _seen(block))


def _holding(name: str, first: int, parts: Iterable[Node]) -> Node:
    """Give a node that ends where the last of its parts ends."""
    parts = tuple(parts)
    return Node(name, first, max((part.last for part in parts), default=first), parts=parts)


def _item(item: Item) -> Node:
    return _holding("item", item.at.line, _blocks(item.blocks))


def _entry(entry: Definition) -> Node:
    """Give a term with its definitions; a note of them is one of the term too."""
    blocks = tuple(_blocks(entry.blocks))
    term = _text("term", entry.term)
    return _holding("entry", term.first, (replace(term, last=max((term.last, *(b.last for b in blocks)))), *blocks))


def _table(table: Table) -> Node:
    return _holding("table", table.at.line, map(_row, table.rows or [table.header]))


def _row(row: Row) -> Node:
    footnotes = (footnote for cell in row.cells for footnote in _footnotes(cell))
    return _leaf("row", row.at.line, row.at.line, " ".join(_plain(cell) for cell in row.cells), footnotes)


def _text(name: str, text: Text) -> Node:
    return _leaf(name, text.at.line, text.at.line, _plain(text), _footnotes(text))


def _seen(block: Opaque) -> str:
    """Give what a reader sees of a block that no rule looks into."""
    if block.is_silent:
        return ""
    return html.unescape(_HTML_TAG.sub(" ", block.content)) if block.kind == "html" else block.content


def _lines(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """Give the first and the last line of a block, both 1-based."""
    lines = tokens[0].map if tokens else None
    return (lines[0] + 1, lines[1]) if lines else (first, first)


def _plain(text: Text) -> str:
    """Give what a reader reads; scripts and styles are nothing to read."""
    words, inside = [], False
    for token in text.tokens:
        if token.type == "html_inline" and (found := _UNREAD.match(token.content)):
            inside = not found[1]
        elif not inside:
            plain = Text.of((token,), text.at).plain
            words.append(f" {plain} " if token.type.startswith(_APART) else plain)
    return "".join(words)


def _footnotes(text: Text) -> Iterator[Node]:
    """Yield the footnotes that a text cites."""
    for token in text.tokens:
        if token.type == "footnote_ref":
            body: list[Token] = token.meta["body"]
            lines = [line for part in body if part.map for line in (part.map[0] + 1, part.map[1])]
            words = " ".join(_plain(Text.of(part.children or (), text.at)) for part in body if part.type == "inline")
            if lines:
                yield _leaf("footnote", min(lines), max(lines), words)
