"""The parser: CommonMark, tables, strikethrough, definition lists, footnotes, and what people write beyond that, each
only where nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from genai_cards.page.syntax import (
    apart,
    blocks,
    boxes,
    breaks,
    elements,
    emphasis,
    headless,
    html,
    math,
    myst,
    texts,
    traces,
)

MAX_NESTING = 80
"""Blocks within blocks; markdown-it drops without a word what is deeper, so we report it."""

MAX_INLINE = 1_000_000
"""Characters of a paragraph; the markup of a longer one is not read."""

MAX_BRACKETS = 100_000_000
"""Opening brackets of a paragraph times its characters; beyond that, too, its markup is not read."""

_OWN_IDS = "own_ids"
_CONTROL = re.compile(r"[\x00-\x1f]")
_ATTRIBUTE = r"(?:[#.][A-Za-z_-][\w:.-]*|[\w-]+=(?:\"[^\"{}]*\"|'[^'{}]*'|[^\s{}\"']+))"
_ATTRIBUTES = re.compile(rf"(?<!\))\s*\{{:?\s*({_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*)\s*\}}$")
_SPAN = re.compile(r"\[([^\[\]]+)\]")
_WITH_ID = ("paragraph_open", "heading_open", "dt_open")
_MARKUP = re.compile(r"[\n\\$`~*_\[\]!<&^]|==|%%|\{[\u3400-\u9fff]")  # where any of the parser's inline rules may begin


def parse(text: str) -> tuple[list[Token], dict[int, str]]:
    """Give the tokens of a text, and the ids that its author wrote, by the line that the text with it begins in."""
    env: dict[str, Any] = {_OWN_IDS: {}}
    return parser().parse(text, env), env[_OWN_IDS]


@cache
def parser() -> MarkdownIt:
    """Give the parser; it is made once."""
    made = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    made.use(deflist_plugin)
    made.use(footnote_plugin, inline=False, move_to_end=False)
    math.extend(made)
    texts.extend(made)
    blocks.extend(made)
    headless.extend(made)
    apart.extend(made)
    boxes.extend(made)
    myst.extend(made)
    elements.extend(made)
    breaks.extend(made)
    traces.extend(made)
    emphasis.extend(made)
    html.extend(made)
    made.core.ruler.at("inline", _parse_inlines)
    return made


def _too_long(content: str) -> bool:
    """Say whether the parser would take too long over a text: it is quadratic in opening brackets."""
    return len(content) > MAX_INLINE or content.count("[") * len(content) > MAX_BRACKETS


def _parse_inlines(state: StateCore) -> None:
    """Do as markdown-it's own rule, but make the one token of a text without any markup ourselves."""
    for position, token in enumerate(state.tokens):
        if token.type == "inline":
            if token.children is None:
                token.children = []
            if token.content.endswith("}") and state.tokens[position - 1].type in _WITH_ID:
                _take_own_id(token, state.env)
            if _too_long(token.content):
                token.children.append(Token("text", "", 0, content=token.content, meta={"too_long": True}))
            elif _MARKUP.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)
                if "&" in token.content:
                    _without_controls(token.children)
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def _without_controls(children: Sequence[Token]) -> None:
    """Give what `&#13;` and its like stand for as a space: it would end lines that are one."""
    for child in children:
        if child.type.startswith("text"):
            child.content = _CONTROL.sub(" ", child.content)


def _take_own_id(token: Token, env: MutableMapping[str, Any]) -> None:
    """Take `{#my-id .class}` from the end of a text, and the brackets of `[text]{#my-id}`; keep the id by its line."""
    found = _ATTRIBUTES.search(token.content)
    if (
        found is None
        or token.map is None
        or not (found[0].lstrip().startswith("{:") or re.search(r"(?:^|\s)[#.]", found[1]))
    ):
        return
    own = re.search(r"(?:^|\s)#(\S+)", found[1])
    if own:
        env[_OWN_IDS].setdefault(token.map[0] + 1, own[1])
    token.content = token.content[: found.start()].rstrip()
    if token.content == token.content[: found.start()] and (span := _SPAN.fullmatch(token.content)):
        token.content = span[1]
