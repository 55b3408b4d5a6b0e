"""Tables as kramdown reads them: rows between bars without a header, and lines of dashes between rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_SPAN = re.compile(r"(`+).+?\1|\\\|")


def extend(parser: MarkdownIt) -> None:
    """Teach a parser both."""
    parser.block.ruler.before("table", "headless_table", _headless)
    parser.core.ruler.after("block", "rules_in_tables", _without_rules)


def _headless(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read two or more lines of as many cells each, all between bars, as a table whose columns have no names."""
    if not state.src.startswith("|", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    rows = [*_rows(state, start, end)]
    if len(rows) < 2 or (_RULE.fullmatch(rows[1]) and not _RULE.fullmatch(rows[0])):
        return False  # the first one is a header
    numbers = [number for number, row in enumerate(rows, start) if not _RULE.fullmatch(row)]
    widths = {_bars(rows[number - start]) for number in numbers}
    if len(widths) != 1 or (width := widths.pop()) < 2:
        return False
    if silent:
        return True
    header = "|" + " |" * width
    text = "\n".join((header, "|" + "-|" * width, *(rows[number - start] for number in numbers)))
    tokens: list[Token] = []
    state.md.block.parse(text, state.md, state.env, tokens)
    _place(tokens, [numbers[0], *numbers], len(rows), state.level)
    state.tokens += tokens
    state.line = start + len(rows)
    return True


def _rows(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """Yield the lines between bars from a line on."""
    for line in range(start, end):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
        if state.sCount[line] < state.blkIndent or not (len(text) > 2 and text[0] == text[-1] == "|"):
            return
        yield text


def _bars(row: str) -> int:
    """Count the cells of a row between bars."""
    return _SPAN.sub("", row).count("|") - 1


def _place(tokens: list[Token], lines: list[int], length: int, level: int) -> None:
    """Give the tokens of a table the lines of the page, a row each."""
    row = -1
    for token in tokens:
        token.level += level
        row += token.type == "tr_open"
        if token.map:
            line = lines[max(0, min(row, len(lines) - 1))]
            token.map = [lines[0], lines[0] + length] if token.type == "table_open" else [line, line + 1]


def _without_rules(state: StateCore) -> None:
    """Leave out rows of dashes: they only part those around them."""
    kept: list[Token] = []
    start = 0
    for token in state.tokens:
        kept.append(token)
        if token.type == "tr_open":
            start = len(kept) - 1
        elif token.type == "tr_close":
            cells = [part.content.strip() for part in kept[start:] if part.type == "inline"]
            if (
                cells
                and kept[start - 1].type != "thead_open"
                and all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells)
            ):
                del kept[start:]
    state.tokens = kept
