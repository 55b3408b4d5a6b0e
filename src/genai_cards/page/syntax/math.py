"""Formulas in texts: `$x$` where no money is meant, and LaTeX's own brackets."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

_OLD_LATEX = re.compile(r"(?<=[\[/$])\$+\]")  # Anki's own old marks
_MONEY = re.compile(r"\d[\d.,]*(?:[kKmMbB]n?|%)?\s+[^\\^_={}]*[^\W\d_]{2,}[^\\^_={}]*")
_ENDING = re.compile(r"(?:st|nd|rd|th|s)\b")  # the $k$th of all $n$s

InlineRule = Callable[[StateInline, bool], bool]


def extend(parser: MarkdownIt) -> None:
    """Teach a parser formulas."""
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    rules = parser.inline.ruler
    rule = rules.getRules("")[rules.get_active_rules().index("math_inline")]
    rules.at("math_inline", _only_math(rule))
    rules.before("escape", "math_brackets", _math_brackets)


def _only_math(rule: InlineRule) -> InlineRule:
    """Wrap the dollar rule: `US$5`, `$HOME/x:$PATH` and `$5 or 10$` are no math."""

    def dollars(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if state.src[start] != "$" or (start and state.src[start - 1].isalnum()):
            return False
        if _OLD_LATEX.match(state.src, start):
            return False
        if not rule(state, True):
            return False
        end, state.pos = state.pos, start
        if end < state.posMax and state.src[end].isalnum() and not _ENDING.match(state.src, end):
            return False
        if _MONEY.fullmatch(state.src[start:end].strip("$")):
            return False
        return rule(state, silent)

    return dollars


def _math_brackets(state: StateInline, silent: bool) -> bool:
    r"""Read `\(…\)`, and `\[…\]` where it is the whole paragraph: else `\[` is an escaped bracket."""
    start = state.pos
    if state.src.startswith("\\(", start):
        closing, kind = "\\)", "math_inline"
    elif start == 0 and state.src.startswith("\\[") and state.src.find("\\]") == state.posMax - 2:
        closing, kind = "\\]", "math_inline_double"
    else:
        return False
    if state.env.get(closing) is state:
        return False
    end = state.src.find(closing, start + 2)
    if end < 0:
        state.env[closing] = state  # there is none: do not look again from each opening bracket
    if end < 0 or not state.src[start + 2 : end].strip():
        return False
    if not silent:
        token = state.push(kind, "math", 0)
        token.content = state.src[start + 2 : end]
    state.pos = end + 2
    return True
