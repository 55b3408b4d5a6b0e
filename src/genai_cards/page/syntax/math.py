"""Formulas: `$x$` where no money is meant, and LaTeX's own brackets and environments."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

_OLD_LATEX = re.compile(r"(?<=[\[/$])\$\$?\]")  # Anki's own old marks
_MONEY = re.compile(r"\d[\d.,]*(?:[kKmMbB]n?|%)?\s+[^\\^_={}]*[^\W\d_]{2,}[^\\^_={}]*")
_ENDING = re.compile(r"(?:st|nd|rd|th|s)\b")  # the $k$th of all $n$s
_OPENS = re.compile(r"\\\[|\\begin\{((?:equation|align|alignat|eqnarray|gather|multline)\*?)\}")
_BEHIND = re.compile(r"[ \t.,;]*")
_TEX = re.compile(r"\\[A-Za-z]{2,}|\^|\b[A-Za-z]_[\d{]|\S\s[=<>≤≥≈+]\s\S")
"""What a formula holds, and an optional word in brackets does not."""

_MOST_LINES = 200
"""Of a formula: else each of many opening brackets would be read to the end of the page."""

_MOST = 2000
"""Characters of a formula between escaped brackets within a text."""

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]


def extend(parser: MarkdownIt) -> None:
    """Teach a parser formulas."""
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    rules = parser.inline.ruler
    rule = rules.getRules("")[rules.get_active_rules().index("math_inline")]
    rules.at("math_inline", _only_math(rule))
    rules.before("escape", "math_brackets", _math_brackets)
    blocks = parser.block.ruler
    blocks.at("math_block", _one_formula(blocks.getRules("")[blocks.get_active_rules().index("math_block")]))
    blocks.before("math_block", "math_display", _display, {"alt": ["paragraph"]})


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


def _one_formula(rule: BlockRule) -> BlockRule:
    """Wrap the rule for blocks between `$$`: a line with two formulas is a text."""

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith("$$", place) or state.src.count("$$", place, state.eMarks[start]) > 2:
            return False
        return rule(state, start, end, silent)

    return block


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Read `\[ … \]` and `\begin{align} … \end{align}` over several lines."""
    place = state.bMarks[start] + state.tShift[start]
    opens = _OPENS.match(state.src, place, state.eMarks[start])
    if opens is None or state.is_code_block(start):
        return False
    closing = rf"\end{{{opens[1]}}}" if opens[1] else "\\]"
    last = _last_line(state, start, end, closing)
    if last is None:
        return False
    inside = state.getLines(start, last + 1, state.blkIndent, False).strip()
    ending = inside.index(closing, len(opens[0]))
    content = inside[: ending + len(closing)] if opens[1] else inside[len(opens[0]) : ending]
    if not content.strip() or not (opens[1] or opens.end() == state.eMarks[start] or _TEX.search(content)):
        return False
    if not silent:
        state.line = last + 1
        token = state.push("math_block", "math", 0)
        token.block, token.content, token.map = True, content, [start, last + 1]
    return True


def _last_line(state: StateBlock, start: int, end: int, closing: str) -> int | None:
    """Find the line that a formula ends with: of several lines, none of them empty."""
    if start < state.env.get(closing, 0):
        return None  # looked for already, from a line above
    last = end = min(end, start + _MOST_LINES)
    for line in range(start, end):
        place = state.bMarks[line] + state.tShift[line]
        found = state.src.find(closing, place, state.eMarks[line])
        if found >= 0:
            behind = _BEHIND.match(state.src, found + len(closing), state.eMarks[line])
            if line > start and behind and behind.end() == state.eMarks[line]:
                return line
        if found >= 0 or (line > start and (state.sCount[line] < state.blkIndent or place >= state.eMarks[line])):
            last = line
            break
    state.env[closing] = last
    return None


def _math_brackets(state: StateInline, silent: bool) -> bool:
    r"""Read `\(…\)`, and `\[…\]` where it is the whole paragraph or holds TeX: else, as in links, it is a bracket."""
    start = state.pos
    if not state.src.startswith(("\\(", "\\["), start) or (state.linkLevel and state.src[start + 1] == "["):
        return False
    closing, kind = ("\\)", "math_inline") if state.src[start + 1] == "(" else ("\\]", "math_inline_double")
    if state.env.get(kind) is state:
        return False
    end = _closing(state.src, closing, start + 2)
    if end < 0:
        state.env[kind] = state  # there is none: do not look again from each opening bracket
    if end < 0 or not state.src[start + 2 : end].strip():
        return False
    if closing == "\\]" and not (start == 0 and end == state.posMax - 2) and not _is_tex(state.src, start, end):
        return False
    if not silent:
        token = state.push(kind, "math", 0)
        token.content = state.src[start + 2 : end]
    state.pos = end + 2
    return True


def _closing(text: str, closing: str, start: int) -> int:
    """Find the sign that closes a formula, -1 where none does; behind an escaped backslash it is no sign."""
    end = text.find(closing, start)
    while end >= 0 and (end - len(text[start:end].rstrip("\\")) - start) % 2:
        end = text.find(closing, end + 1)
    return end


def _is_tex(text: str, start: int, end: int) -> bool:
    """Say whether what stands between escaped brackets is a formula."""
    is_free = not text[start - 1 : start].isalnum() and text[end + 2 : end + 3] not in ("(", "[", ":")
    is_alone = text[start + 2] == "\n"
    return is_free and end - start < _MOST and (is_alone or _TEX.search(text, start + 2, end) is not None)
