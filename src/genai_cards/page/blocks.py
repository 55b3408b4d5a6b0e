"""The parser's tokens → blocks."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from genai_cards.page import tables
from genai_cards.page.document import (
    Block,
    Definition,
    DefinitionList,
    Details,
    Item,
    ListBlock,
    Opaque,
    Paragraph,
    Quote,
)
from genai_cards.page.lines import Lines
from genai_cards.page.text import Text

_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


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
            return Quote(read_blocks(inside, lines), tuple(tokens), lines.at(first))
        case "dl_open":
            return DefinitionList(tuple(_definitions(inside, lines)), tuple(tokens), lines.at(first))
        case "details_open":
            return _details(tokens, lines)
        case "fence" | "code_block":
            kind = "code"
        case "html_block":
            kind = "comment" if _COMMENT.fullmatch(first.content) else "html"
        case "math_block":
            kind = "math"
        case _:
            kind = "rule"
    return Opaque(kind, tuple(tokens), lines.at(first))


def _details(tokens: Sequence[Token], lines: Lines) -> Details:
    """Read a summary and the blocks below it; the HTML around them is no block of its own."""
    first = tokens[1] if len(tokens) > 2 else tokens[0]
    found = _SUMMARY.search(first.content)
    words = html.unescape(_TAG.sub("", found[1])) if found else ""
    rest = _TAG.sub("", _SUMMARY.sub("", first.content)).strip()
    inside = [token for token in tokens[2 if found and not rest else 1 : -1] if not _is_frame(token)]
    summary = Text.of_words(" ".join(words.split()), lines.at(tokens[0]))
    return Details(summary, read_blocks(inside, lines), tuple(inside), tuple(tokens), lines.at(tokens[0]))


def _is_frame(token: Token) -> bool:
    """Say whether a block of HTML shows nothing but what Markdown stands around it."""
    return token.type == "html_block" and not _TAG.sub("", token.content).strip() and "<br" not in token.content


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
