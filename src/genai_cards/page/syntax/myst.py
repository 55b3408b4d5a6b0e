"""What MyST writes, the Markdown of Sphinx and Jupyter Book, beyond boxes: roles, labels, directives over code."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

_ROLE = re.compile(r"\{([a-z][\w:.-]{0,30})\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_TARGET = re.compile(r"\s*<[^<>]*>$")
_AS_CODE = frozenset("code kbd command file samp program option envvar keyword literal".split())
_AS_TEXT = frozenset(
    "term ref doc numref any abbr download guilabel menuselection dfn emphasis strong title mod func class meth attr "
    "data const exc obj index".split()
)
_CITES = re.compile(r"(?:cite|footcite)(?:[:p].*)?")
_LABEL = re.compile(r"\([\w .:-]+\)=\s*$")
_DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)$")
_OPTIONS = re.compile(r"(?:[ \t]*:[\w-]+:[^\n]*\n)+|---\n(?:.*\n)*?---\n")
_CODE = frozenset("code code-block code-cell sourcecode prompt".split())
_SILENT = frozenset("toctree contents tableofcontents index bibliography eval-rst exerciselist genindex".split())


def extend(parser: MarkdownIt) -> None:
    """Teach a parser all of it, but for roles: `texts` asks for these."""
    parser.block.ruler.before("reference", "label", _label, {"alt": ["paragraph"]})
    parser.core.ruler.after("block", "directives", _directives)


def role(state: StateInline, silent: bool) -> bool:
    """Read ``{term}`branch` `` and ``{ref}`words <target>` `` as their words."""
    found = _ROLE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    name, words = found[1].rpartition(":")[2], found[3].strip()
    if _CITES.fullmatch(found[1]):
        words = ""
    elif name not in _AS_CODE and name not in _AS_TEXT and name not in ("math", "sub", "sup"):
        return False
    if not silent and words:
        _push(state, name, words)
    state.pos = found.end()
    return True


def _push(state: StateInline, name: str, words: str) -> None:
    if name in ("sub", "sup"):
        state.push(f"{name}_open", name, 1)
        state.push("text", "", 0).content = words
        state.push(f"{name}_close", name, -1)
    elif name == "math" or name in _AS_CODE:
        kind, tag = ("math_inline", "math") if name == "math" else ("code_inline", "code")
        token = state.push(kind, tag, 0)
        token.content, token.markup = words, "$" if name == "math" else "`"
    else:
        state.push("text", "", 0).content = _TARGET.sub("", words).lstrip("~!")


def _label(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Leave out `(label)=`, which names what follows."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("(", begin) or state.is_code_block(start):
        return False
    if not _LABEL.match(state.src[begin : state.eMarks[start]]):
        return False
    if not silent:
        state.line = start + 1
    return True


def _directives(state: StateCore) -> None:
    """Read fences such as `{code-block} python` as code without their options, and leave out lists of contents."""
    kept = []
    for token in state.tokens:
        found = _DIRECTIVE.match(token.info.strip()) if token.type == "fence" else None
        if found and found[1] in _SILENT:
            continue
        if found and found[1] in _CODE:
            token.info = found[2]
            token.content = _OPTIONS.sub("", token.content, count=1) if token.content[:1] in ":-" else token.content
        kept.append(token)
    state.tokens = kept
