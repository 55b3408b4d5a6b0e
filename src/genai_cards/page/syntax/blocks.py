"""What people write between blocks beyond CommonMark: comments, definitions of abbreviations, formulas, callouts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from genai_cards.page.syntax.boxes import BOX, TITLE
from genai_cards.page.syntax.html import HTML
from genai_cards.page.syntax.texts import ABBREVIATIONS

_ABBREVIATION = re.compile(r"\*\[([^\[\]\n]+)\]:[ \t]*(\S.*)")
_CALLOUT = re.compile(r"\[!([A-Za-z][\w -]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_\n]{1,80}(?<=\S)\1\s*[:：]?")
_MATH = ("math", "latex-math", "katex", "mathjax")
_LATEX = ("latex", "tex")
_INDENTED_MATH = re.compile(r"\s*(\$\$?)([^$]+)\1\s*")
"""A formula that its author has set far to the right."""

_LATEX_MATH = re.compile(
    r"\s*(?:\\\[(.*)\\\]|\$\$(.*)\$\$|(\\begin\{(equation|align|gather|multline)\*?\}.*))\s*", re.DOTALL
)


def extend(parser: MarkdownIt) -> None:
    """Teach a parser all of it."""
    parser.block.ruler.before("reference", "comment_block", _comment_block, {"alt": ["paragraph"]})
    parser.block.ruler.before("paragraph", "bold_line", _bold_line, {"alt": ["paragraph"]})
    parser.block.ruler.before("reference", "abbreviation", _abbreviation, {"alt": ["paragraph"]})
    parser.core.ruler.after("block", "behind_tables", _behind_tables)
    parser.core.ruler.after("block", "math_fences", _math_fences)
    parser.core.ruler.after("inline", "callouts", _callouts)


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out the lines from one that begins with `%%` to one that ends with it."""
    if not state.src.startswith("%%", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    opening = _line(state, start)[2:]
    last = start
    if "%%" not in opening:
        last = next((line for line in range(start + 1, end) if "%%" in _line(state, line)), start)
    closing = _line(state, last) if last > start else opening
    if closing.find("%%") != len(closing.rstrip()) - 2:
        return False
    if not silent:
        state.line = last + 1
    return True


def _bold_line(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Let a bold line that nothing indents end the item before it: it stands over what follows."""
    lazy = silent and 0 <= state.sCount[start] < state.blkIndent
    return lazy and _BOLD.fullmatch(_line(state, start).strip()) is not None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _abbreviation(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Read `*[HTML]: Hypertext Markup Language`."""
    if not state.src.startswith("*[", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    found = _ABBREVIATION.match(_line(state, start))
    if found is None:
        return False
    if not silent:
        state.env.setdefault(ABBREVIATIONS, {}).setdefault(found[1].strip(), found[2].strip())
        state.line = start + 1
    return True


_SPAN = re.compile(r"(`+).+?\1")


def _behind_tables(state: StateCore) -> None:
    """Read lines without a bar right behind the rows of a table as text: no row was meant."""
    lines: list[str] | None = None
    kept: list[Token] = []
    start = 0
    for token in state.tokens:
        kept.append(token)
        if token.type == "table_open":
            start = len(kept) - 1
        elif token.type == "table_close":
            lines = state.src.split("\n") if lines is None else lines
            kept[start:] = _without_text(kept[start:], lines, state)
    state.tokens = kept


def _without_text(table: list[Token], lines: Sequence[str], state: StateCore) -> list[Token]:
    rows = [place for place, token in enumerate(table) if token.type == "tr_open" and token.map]
    found = next((place for place in rows[1:] if _is_text(lines, table[place])), None)
    map_of_row, map_of_table = table[found or 0].map, table[0].map
    if found is None or HTML in table[0].meta or map_of_row is None or map_of_table is None:
        return table
    first, last = map_of_row[0], map_of_table[1]
    behind: list[Token] = []
    state.md.block.parse("\n".join(_unquoted(line) for line in lines[first:last]), state.md, state.env, behind)
    for token in behind:
        token.level += table[0].level
        token.map = [token.map[0] + first, token.map[1] + first] if token.map else None
    closing = [token for token in table[found:] if token.type in ("tbody_close", "table_close")]
    rest = [*table[:found], *closing]
    if found == rows[1]:
        rest = [token for token in rest if token.type not in ("tbody_open", "tbody_close")]
    table[0].map = [map_of_table[0], first]
    return [*rest, *behind]


def _is_text(lines: Sequence[str], row: Token) -> bool:
    """Say whether the line of a row has no bar: neither around its cells nor between them."""
    return row.map is not None and "|" not in _SPAN.sub("", lines[row.map[0]])


def _unquoted(line: str) -> str:
    return re.sub(r"^[\s>]+", "", line)


def _math_fences(state: StateCore) -> None:
    """Read fences called `math` as formulas, and those called `latex` and indented lines that hold nothing else."""
    for token in state.tokens:
        if token.type == "code_block" and (found := _INDENTED_MATH.fullmatch(token.content)):
            token.type, token.content = "math_block", found[2].strip()
        if token.type != "fence" or not token.content.strip():
            continue
        language = token.info.strip().lower()
        found = _LATEX_MATH.fullmatch(token.content)
        if language in _MATH or (language in _LATEX and found):
            token.type = "math_block"
            if found:
                token.content = next(filter(None, found.groups()), "")


def _callouts(state: StateCore) -> None:
    """Give the title of `> [!NOTE] Title` a paragraph of its own."""
    for position in reversed(range(len(state.tokens) - 2)):
        opening, inline = state.tokens[position], state.tokens[position + 2]
        if opening.type == "blockquote_open" and inline.type == "inline":
            found = _CALLOUT.match(inline.content)
            first = inline.children[0] if found and inline.children else None
            if found and first is not None and first.type == "text" and first.content.startswith(found[0].rstrip()):
                opening.attrSet("class", "gc-callout")
                opening.meta[BOX] = found[1].lower()
                state.tokens[position + 1 : position + 4] = _titled(state.tokens[position + 1 : position + 4], found)


def _titled(paragraph: Sequence[Token], callout: re.Match[str]) -> list[Token]:
    opening, inline, closing = paragraph
    children = list(inline.children or [])
    children[0].content = children[0].content[callout.end() :]
    breaks = [place for place, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    end = next((place for place in breaks if children[place].level == children[0].level), len(children))
    title = [child for child in children[:end] if child.type != "text" or child.content]
    generated = {} if title else {"generated": True}
    if not title:
        title = [Token("text", "", 0, content=callout[1].replace("-", " ").capitalize())]
    line = inline.map[0] if inline.map else 0
    height = 1 + sum(place < end for place in breaks)  # emphasis may go on in the next line
    rows = inline.content.split("\n")
    first, rest = "\n".join(rows[:height]), "\n".join(rows[height:])
    level = opening.level
    tokens = [
        Token(
            "paragraph_open",
            "p",
            1,
            attrs={"class": TITLE},
            map=[line, line + height],
            level=level,
            block=True,
            meta=generated,
        ),
        Token("inline", "", 0, content=first, children=title, map=[line, line + height], level=level + 1, block=True),
        Token("paragraph_close", "p", -1, level=level, block=True),
    ]
    if end == len(children):
        return tokens
    inline.children, inline.content = children[end + 1 :], rest
    inline.map = [line + height, inline.map[1] if inline.map else line + height + 1]
    opening.map = inline.map
    return [*tokens, opening, inline, closing]
