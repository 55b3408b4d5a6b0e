"""Single line breaks: a space where a page wraps its paragraphs, a line where its author means lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from genai_cards.page.syntax.emphasis import is_wide

_NARROWEST, _WIDEST = 60, 80
"""Columns that pages are wrapped at; a longer line is prose, whoever wrote it."""

_WELL_BELOW = 0.85
_LEFT_OPEN = re.compile(r"[\w,)\]'’\"”*`-]$")
_ENDS_TERM = re.compile(r"(?:\*\*|__|[:：])$")
_NO_SIGN = re.compile(r"^[*_`(\"'“‘\[!<$\\]*")
_SIGN = re.compile(
    r"(?:[*_]{2}[^*_\n]{1,60}?(?:[:：][*_]{2}|[*_]{2}\s*[:：–—-])|[\w][^:：.?!,;\n]{0,30}[:：]\s"
    r"|\(?(?:[A-Za-z]|\d{1,2})[.)]\s|[•◦‣▪→⇒✓✔✗✘☐☑✅❌–—]\s?)"
)
_WORD = re.compile(r"\w")
_ENDS_PART = re.compile(r"[.,;:!?…。，；：！？、]\s*$")
_PARTS = re.compile(r"\s(?:[-–—=→⇒]|[-=]>)\s|::|[:：]\s")


def extend(parser: MarkdownIt) -> None:
    """Teach a parser which breaks are meant."""
    parser.core.ruler.after("inline", "breaks", _breaks)


def _breaks(state: StateCore) -> None:
    texts = [token for before, token in pairwise(state.tokens) if before.type == "paragraph_open"]
    wrapped = [token for token in texts if "\n" in token.content]
    if not wrapped:
        return
    longest = max(map(_width, (line for token in texts for line in token.content.split("\n"))))
    limit = _WELL_BELOW * min(max(longest, _NARROWEST), _WIDEST)
    for token in wrapped:
        found = [child for child in token.children or () if child.type in ("softbreak", "hardbreak")]
        lines = token.content.split("\n")
        if len(found) == len(lines) - 1:
            for child, meant in zip(found, meant_breaks(lines, limit), strict=True):
                child.type = "hardbreak" if meant else child.type


def meant_breaks(lines: Sequence[str], limit: float) -> list[bool]:
    """Say of each break of a paragraph whether its line is meant; lines of prose go well beyond the limit."""
    breaks = list(pairwise(lines))
    signs = [_SIGN.match(line) is not None for line in lines]
    early = [_width(line) + 1 + _width(_first_word(behind)) <= limit for line, behind in breaks]
    run_on = [_runs_on(line, behind) for line, behind in breaks]
    if all(early) and (3 * sum(run_on) <= len(breaks) or all(signs) or _are_alike(lines)):
        return [True] * len(breaks)
    return [
        not open_ and (signs[place + 1] or (soon and _ENDS_TERM.search(line.rstrip()) is not None))
        for place, ((line, _), soon, open_) in enumerate(zip(breaks, early, run_on, strict=True))
    ]


def _are_alike(lines: Sequence[str]) -> bool:
    """Say whether all lines have two parts, or three or more end with a sign each, as verses do."""
    ends = len(lines) > 2 and all(_ENDS_PART.search(line) for line in lines[:-1])
    return ends or all(map(_PARTS.search, lines))


def _runs_on(line: str, behind: str) -> bool:
    """Say whether a sentence goes on in the next line; signs alone say nothing of it."""
    if not (_WORD.search(line) and _WORD.search(behind)):
        return True
    return bool(_LEFT_OPEN.search(line.rstrip())) and _NO_SIGN.sub("", behind)[:1].islower()


def _first_word(line: str) -> str:
    word = line.split(maxsplit=1)[0] if line.strip() else ""
    return word[:1] if word and is_wide(word[0]) else word


def _width(line: str) -> int:
    return len(line) if line.isascii() else len(line) + sum(map(is_wide, line))
