"""`==marked==`: an inline rule for the parser, on its delimiters, as strikethrough is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_SIGN = "="


def mark_plugin(parser: MarkdownIt) -> None:
    """Make `==x==` a mark: tokens `mark_open` and `mark_close`. `a == b` and `a==b` stay as they are."""
    parser.inline.ruler.before("emphasis", "mark", _tokenize)
    parser.inline.ruler2.before("emphasis", "mark", _pair)


def _tokenize(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if silent or not state.src.startswith(_SIGN * 2, start):
        return False
    scanned = state.scanDelims(start, True)
    if scanned.length != 2:
        state.append_pending(_SIGN * scanned.length)
        state.pos += scanned.length
        return True
    before = state.src[start - 1 : start] if start else ""
    token = state.push("text", "", 0)
    token.content = _SIGN * 2
    state.delimiters.append(
        Delimiter(
            marker=ord(_SIGN),
            length=0,  # no "rule of 3" here
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open and not _is_name(before),
            close=scanned.can_close,
        )
    )
    state.pos += 2
    return True


def _is_name(character: str) -> bool:
    """Say whether a character may be part of a name in code; scripts without spaces may be marked inside a word."""
    return character.isascii() and (character.isalnum() or character == "_")


def _pair(state: StateInline) -> None:
    _replace(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _replace(state, meta["delimiters"])


def _replace(state: StateInline, delimiters: Sequence[Delimiter]) -> None:
    for delimiter in delimiters:
        if delimiter.marker == ord(_SIGN) and delimiter.end != -1:
            closing = delimiters[delimiter.end]
            for place, kind, nesting in ((delimiter.token, "mark_open", 1), (closing.token, "mark_close", -1)):
                token = state.tokens[place]
                token.type, token.tag, token.markup, token.content = kind, "mark", _SIGN * 2, ""
                token.nesting = 1 if nesting == 1 else -1
