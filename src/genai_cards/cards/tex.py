r"""Formulas without what makes MathJax act: `\href`, `\style` and the like, by one rule for all formulas."""

from __future__ import annotations

import re

_ACTS = re.compile(
    r"\\(?:href|url|unicode|require|class|cssId|style|data|html[A-Za-z]*|mmlToken|includegraphics)(?![A-Za-z])"
)
_STYLED = re.compile(r"(\\bbox\s*)\[[^\[\]]*[:@\\][^\[\]]*\]")
_OPTION = re.compile(r"\s*(?:\[[^\[\]]{0,200}\]\s*)?")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

_LONGEST, _DEEPEST = 5_000, 20
"""Characters of what such a command is told, and braces within braces."""


def harmless(tex: str) -> str:
    """Give a formula without the commands that act, and without what they are told; what they show stays."""
    if "\\" not in tex:
        return tex
    tex = _STYLED.sub(r"\1", tex)
    kept: list[str] = []
    position = 0
    for command in _ACTS.finditer(tex):
        if command.start() >= position:
            kept += (tex[position : command.start()], " ")  # a space: what stands around makes no new command
            position = _behind_told(tex, command.end())
    return "".join((*kept, tex[position:])).strip() if kept else tex


def _behind_told(tex: str, start: int) -> int:
    """Give the place behind the first argument of a command; where none ends, that behind the command."""
    option = _OPTION.match(tex, start)
    begin = option.end() if option else start
    if not tex.startswith("{", begin):
        return start
    depth = 0
    for brace in _BRACE.finditer(tex, begin, begin + _LONGEST):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if not 0 < depth < _DEEPEST:
            return start if depth else brace.end()
    return start
