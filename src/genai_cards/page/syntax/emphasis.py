"""Emphasis beside Chinese, Japanese and Korean: its signs of punctuation stand without a space before the next word.

By the CJK-friendly amendments to CommonMark; for all other texts nothing changes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

InlineRule = Callable[[StateInline, bool], bool]

_FIRST = "\u1100"  # of Hangul: all before it is narrow
_QUOTES_MADE_WIDE = "‘’“”"


def extend(parser: MarkdownIt) -> None:
    """Teach a parser which signs may begin and end emphasis there."""
    rules = parser.inline.ruler
    for name, signs in (("emphasis", "*_"), ("strikethrough", "~")):
        rules.at(name, _beside_wide(rules.getRules("")[rules.get_active_rules().index(name)], signs))


def _beside_wide(rule: InlineRule, signs: str) -> InlineRule:
    """Wrap a rule: it asks its state what its signs may do."""

    def emphasis(state: StateInline, silent: bool) -> bool:
        start, sign = state.pos, state.src[state.pos]
        if silent or sign not in signs:
            return False
        known = len(state.delimiters)
        if not rule(state, silent):
            return False
        may = _may(state.src, start, state.posMax, sign)
        if may is not None:
            for delimiter in state.delimiters[known:]:
                delimiter.open, delimiter.close = may
        return True

    return emphasis


def _may(text: str, start: int, most: int, sign: str) -> tuple[bool, bool] | None:
    """Say whether a run of signs may begin emphasis, and end it; None where no wide character stands beside it."""
    stop = start
    while stop < most and text[stop] == sign:
        stop += 1
    before, after = _before(text, start), text[stop] if stop < most else " "
    if not (is_wide(before) or is_wide(after)):
        return None
    before_narrow_sign, after_narrow_sign = _is_narrow_sign(before), _is_narrow_sign(after)
    opens = not after.isspace() and (not after_narrow_sign or before.isspace() or before_narrow_sign or is_wide(before))
    closes = not before.isspace() and (not before_narrow_sign or after.isspace() or after_narrow_sign or is_wide(after))
    splits_words = sign != "_"
    return (
        opens and (splits_words or not closes or _is_sign(before)),
        closes and (splits_words or not opens or _is_sign(after)),
    )


def _before(text: str, start: int) -> str:
    """Give the character before a place, with the mark behind it that chooses its form."""
    if start > 1 and "\ufe00" <= text[start - 1] <= "\ufe0e":
        return text[start - 2 : start]
    return text[start - 1] if start else " "


@lru_cache(maxsize=4096)
def is_wide(character: str) -> bool:
    """Say whether a character is one of Chinese, Japanese or Korean; or belongs to one, as a chosen form of it."""
    if character[0] in _QUOTES_MADE_WIDE:
        return character[1:] == "\ufe01"
    if character[0] < _FIRST:
        return False
    if "\U000e0100" <= character <= "\U000e01ef" or "\u1160" <= character[0] <= "\u11ff":
        return True
    return unicodedata.east_asian_width(character[0]) in "WFH" and not _is_emoji(character[0])


def _is_emoji(character: str) -> bool:
    is_there = "\u231a" <= character <= "\u2bff" or (
        character >= "\U0001f000" and not "\U0001f200" <= character < "\U0001f300"
    )
    return is_there and unicodedata.category(character)[0] == "S"


def _is_sign(character: str) -> bool:
    return unicodedata.category(character[0])[0] in "PS"


def _is_narrow_sign(character: str) -> bool:
    return _is_sign(character) and not is_wide(character)
