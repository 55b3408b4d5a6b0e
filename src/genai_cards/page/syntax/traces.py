"""What tools leave in a page and no reader reads: `#tags` at the end of a line, `^block-ids`, properties, `[TOC]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_NO_TAG = (
    r"(?!(?:include|define|undef|if|ifdef|ifndef|elif|else|endif|pragma|error|import|region|endregion|line)\b"
    r"|(?=\w*\d|f+\b)(?:[\da-fA-F]{3}|[\da-fA-F]{6}|[\da-fA-F]{8})\b)"
)
_TRACE = re.compile(rf"#{_NO_TAG}[\w/-]*[^\W\d_][\w/-]*[,;]?|\^[A-Za-z0-9-]{{3,}}")
_TAGS = re.compile(r"[Tt]ags?[ \t]*:")
_PROPERTY = re.compile(
    r"(?:id|collapsed|created-at|updated-at|heading|background-color|alias|tags|template|public|icon|filters"
    r"|(?:logseq|ls|hl|card|query)[.-][\w.-]+)::(?:[ \t].*)?"
)
_MAY_BE = re.compile(r"#[\w/-]*[^\W\d_]|\^[A-Za-z0-9-]{3}|^[a-z][\w.-]*::", re.MULTILINE)
_CONTENTS = re.compile(
    r"\s*(?:\[\[?_?toc_?\]?\]|\[\[?\s*table of contents\s*\]?\]|\$\{toc\}|(?:.*\n)?\{:\s*toc\b[^}]*\})\s*",
    re.IGNORECASE,
)


_BREAKS = ("softbreak", "hardbreak")


def extend(parser: MarkdownIt) -> None:
    """Teach a parser what to leave out."""
    parser.core.ruler.after("breaks", "traces", _leave_out)


def _leave_out(state: StateCore) -> None:
    kept: list[Token] = []
    emptied = False
    for token in state.tokens:
        if token.type == "inline" and kept[-1].type in ("paragraph_open", "heading_open", "dt_open"):
            emptied = _clean(token, may_be_empty=kept[-1].type == "paragraph_open")
        if emptied and token.type == "paragraph_close":
            del kept[-2:]
            emptied = False
        else:
            kept.append(token)
    state.tokens = kept


def _clean(inline: Token, may_be_empty: bool) -> bool:
    """Take the traces out of a text; say whether nothing else was in it."""
    if may_be_empty and _CONTENTS.fullmatch(inline.content):
        return True
    if not _MAY_BE.search(inline.content):
        return False
    lines = _lines(inline.children or [])
    shown = [_without_traces(line) for line in lines]
    first = next((place for place, line in enumerate(shown) if line), None)
    if first is None:
        return may_be_empty
    if inline.map and first:
        inline.map = [inline.map[0] + first, inline.map[1]]
        inline.content = "\n".join(inline.content.split("\n")[first:])
    inline.children = [token for line in shown for token in line]
    while inline.children[-1].type in _BREAKS:
        inline.children.pop()
    return False


def _lines(children: Sequence[Token]) -> list[list[Token]]:
    """Give the tokens of each line, with the break that ends it."""
    lines: list[list[Token]] = [[]]
    for child in children:
        lines[-1].append(child)
        if child.type in _BREAKS:
            lines.append([])
    return lines


def _without_traces(line: list[Token]) -> list[Token]:
    """Give a line without what a tool reads at its end; nothing where it has no more than that."""
    ending = line[-1:] if line and line[-1].type in _BREAKS else []
    before = line[: len(line) - len(ending)]
    if not before or before[-1].type != "text":
        return line
    last = before.pop()
    end = _end_of_words(last.content, begins=not before)
    if end == len(last.content):
        return line
    if end:
        before.append(last.copy(content=last.content[:end]))
    return [*before, *ending] if before else []


def _end_of_words(text: str, begins: bool) -> int:
    """Say where the words of a text end, and only tags and the like follow; `begins` if it begins its line."""
    if begins and _PROPERTY.fullmatch(text):
        return 0
    end = kept = len(text)
    while end:
        while end and text[end - 1] in " \t":
            end -= 1
        start = max(text.rfind(" ", 0, end), text.rfind("\t", 0, end)) + 1
        if not _TRACE.fullmatch(text, start, end) or not (start or begins):
            break
        kept = end = max(start - 1, 0)
    if kept < len(text):
        kept = len(text[:kept].rstrip())
    return 0 if kept < len(text) and begins and _TAGS.fullmatch(text, 0, kept) else kept
