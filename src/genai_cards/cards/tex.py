r"""Formulas without what makes MathJax act: `\href`, `\style` and the like, by one rule for all formulas."""

from __future__ import annotations

import re

_TOLD = {
    "": "toggle endtoggle mathtip texttip csname endcsname",
    "m": "href url class cssId style data html[A-Za-z]* require mathtoolsset setOptions usetagform",
    "om": "includegraphics",
    "mo": "mmlToken",
    "d": "[gex]?def",
    "m=m": "let",
    "mmm": "Newextarrow definecolor DeclarePairedDelimiters?",
    "moom": "(?:re)?newcommand providecommand DeclareMathOperator DeclareRobustCommand",
    "moomm": "(?:re)?newenvironment",
    "momm": "(?:re)?newtagform",
    "mommm": "DeclarePairedDelimiters?X",
    "mommmmm": "DeclarePairedDelimiters?XPP",
}
"""What acts, by what belongs to it: `m` an argument, `o` an option, `d` a name and all up to a group's end."""

_DOUBTFUL = {
    "o": r"bbox(?![A-Za-z])(?!\s*(?:\{|\[[\w\s.,#-]*\]))",
    "omm": r"fcolorbox(?![A-Za-z])(?!\s*(?:\[\w*\]\s*)?\{[\w\s.,#!-]*\}\s*\{[\w\s.,#!-]*\})",
    "oom": r"unicode(?![A-Za-z])(?!\s*\{\s*(?:x[\dA-Fa-f]+|\d+)\s*\})",
}
"""What acts where it is told more than a colour, a size or a number."""

_FORMS = [
    *((told, rf"(?:{'|'.join(names.split())})(?![A-Za-z])") for told, names in _TOLD.items()),
    *_DOUBTFUL.items(),
]
ACTS = re.compile(rf"\\(?:{'|'.join(f'({form})' for _, form in _FORMS)})\*?")
"""A command that acts."""

_EQUALS = re.compile(r"\s*=?")
_OPTION = re.compile(r"\s*\[[^\[\]]{0,500}\]")
_TOKEN = re.compile(r"\s*(?:\\(?:[A-Za-z]+|[^()\[\]])|[^\s\\{}&])")
_BRACE = re.compile(r"\\.|[{}]|&#12[35];", re.DOTALL)
_OPENING = re.compile(r"\s*(?:\{|&#123;)")
_PARAMETERS = re.compile(r"\s*\\?(?:[A-Za-z]+|[^()\[\]])[^\\{}&]{0,100}(?=\{|&#123;)")
_CLOSES = (r"\)", r"\]")

_SILENT = r"\require"
"""Anki has all that it could bring: nobody misses it."""

_LONGEST, _DEEPEST = 5_000, 20
"""Characters of what such a command is told, and braces within braces."""


def harmless(tex: str) -> tuple[str, tuple[str, ...]]:
    """Give a formula, or HTML that holds some, without the commands that act, and their names.

    What they are told goes with them, as does what they define, which would be defined on all other cards, too; what
    they show stays.
    """
    kept: list[str] = []
    names: list[str] = []
    position = 0
    for command in ACTS.finditer(tex):
        if command.start() >= position:
            before = tex[position : command.start()]
            kept += (before, " " if before[-1:].isalpha() or before.endswith("\\") else "")  # no new command
            position = _behind_told(tex, command.end(), _FORMS[(command.lastindex or 1) - 1][0])
            names.append(command[0])
    return "".join((*kept, tex[position:])), tuple(name for name in dict.fromkeys(names) if name != _SILENT)


def _behind_told(tex: str, position: int, told: str) -> int:
    """Give the place behind what belongs to a command; where that has no end, the place where it begins."""
    for part in told:
        if part == "o":
            option = _OPTION.match(tex, position)
            position = option.end() if option else position
        elif part == "=":
            equals = _EQUALS.match(tex, position)
            position = equals.end() if equals else position
        else:
            end = _behind_argument(tex, position, defines=part == "d")
            if end is None:
                break
            position = end
    return position


def _behind_argument(tex: str, start: int, *, defines: bool) -> int | None:
    if defines:
        parameters = _PARAMETERS.match(tex, start)
        start = parameters.end() if parameters else start
    opening = _OPENING.match(tex, start)
    if opening is None:
        token = None if defines else _TOKEN.match(tex, start)
        return token.end() if token else None
    depth = 1
    for brace in _BRACE.finditer(tex, opening.end(), opening.end() + _LONGEST):
        depth += (brace[0] in ("{", "&#123;")) - (brace[0] in ("}", "&#125;"))
        if not 0 < depth < _DEEPEST or brace[0] in _CLOSES:
            return None if depth else brace.end()
    return None
