"""Boxes that people draw around blocks: details, admonitions, fenced divisions, shortcodes; each with its title.

A box becomes a block quote whose opening token says in meta["box"] what it is called; its title is a paragraph of its
own. Where each box ends is found in one pass over a text, so that many of them take no longer than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

BOX = "box"
"""Names in meta what a box is called in the page."""

TITLE = "gc-title"
"""The class of the paragraph that is the title of a box."""

_ENDS = "ends of boxes"

_PREFIX = r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*"
_FENCE = re.compile(rf"{_PREFIX}(`{{3,}}|~{{3,}})")
_COLONS = re.compile(r":{3,}[ \t]*(?P<open>\{[^}]*\}|\{?\.?[\w-]+\}?)?[ \t]*(?P<rest>.*?)[ \t]*:*$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[\w-]+)(?P<rest>[^\"\n]*)(?:\"(?P<title>.*)\")?[ \t]*$")
_DETAILS = re.compile(r"<details\b[^>]*>", re.IGNORECASE)
_DETAILS_TAG = re.compile(r"<(/?)details\b[^>]*>", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary\b[^>]*>(.*?)</summary\s*>", re.IGNORECASE | re.DOTALL)
_NAMES = (
    "details|hint|callout|notice|alert|admonition|expand|expander|tip|note|warning|caution|danger|info|important|spoiler"
    "|collapse|collapsible|question|solution|answer|example|success|quote|panel|box|aside"
)
_HUGO = re.compile(rf"\{{\{{[<%]\s*(?P<close>/?)\s*(?P<name>{_NAMES})\b(?P<rest>.*?)\s*[>%]\}}\}}\s*$", re.IGNORECASE)
_LIQUID = re.compile(rf"\{{%-?\s*(?P<close>end)?(?P<name>{_NAMES})\b(?P<rest>.*?)\s*-?%\}}\s*$", re.IGNORECASE)
_COMPONENT = re.compile(
    r"<(?P<close>/?)(?P<name>Tip|Note|Warning|Info|Callout|Admonition|Aside|Accordion|Danger|Caution|Expandable|Hint|Check)"
    r"\b(?P<rest>[^<>]*)>\s*$"
)
_ALONE = re.compile(
    r"\{\{[<%][^{}]*[>%]\}\}\s*$|\{%[^{}]*%\}\s*$|</?[A-Z]\w*(?:\.\w+)?(?:\s[^<>]*)?/?>\s*$"
    r"|import\s[^;\n]*\sfrom\s+['\"][^'\"]+['\"];?\s*$|\[\[?_?toc_?\]\]?\s*$",
    re.IGNORECASE,
)
_COMPONENT_ALONE = re.compile(r"</?[A-Z]\w*[a-z]")
_GITLAB = re.compile(r">>>[ \t]*(?:\[!(?P<name>[\w-]+)\][ \t]*(?P<title>.*))?$")
_TITLED = re.compile(r"(?:title|summary|label|header)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{\"([^\"]*)\"\})", re.IGNORECASE)
_TYPED = re.compile(r"(?:type|style|class|kind)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_QUOTED = re.compile(r"^[\s:]*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”)")
_ATTRIBUTE = re.compile(r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)|\b(?:open|closed|inline|end)\b")


@dataclass(frozen=True, slots=True)
class _Opening:
    """What opens a box."""

    name: str
    title: str
    kind: str
    """How it is written: which lines can close it."""

    length: int = 0
    """Of the opening on its line, where text may stand behind it."""


def extend(parser: MarkdownIt) -> None:
    """Teach a parser boxes."""
    for name, rule in (("boxes", _boxes), ("shortcodes", _alone)):
        parser.block.ruler.before("fence", name, rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _opening(line: str) -> _Opening | None:
    """Read what opens a box; None for every other line."""
    match line[:1]:
        case ":":
            return _of_colons(line)
        case "!" | "?":
            return _of_marks(line)
        case "<":
            return _of_elements(line)
        case "{":
            found = _HUGO.match(line) or _LIQUID.match(line)
            if found and not found["close"] and not found["rest"].rstrip().endswith("/"):
                return _named("shortcode", found["name"], found["rest"])
        case ">":
            found = _GITLAB.match(line)
            if found:
                return _Opening((found["name"] or "quote").lower(), found["title"] or "", "gitlab")
    return None


def _of_colons(line: str) -> _Opening | None:
    found = _COLONS.match(line)
    if found is None or not found["open"]:
        return None
    inside = found["open"].strip("{}").strip()
    name = re.match(r"\.?(?:callout-)?([\w-]+)", inside)
    title = _title(inside) or _title(found["rest"])
    rest = found["rest"]
    bracket = re.match(r"\[(.*)\]$", rest)
    if not title:
        title = bracket[1] if bracket else re.sub(r"\{[^}]*\}", "", rest).strip()
    return _Opening(name[1].lower() if name else "division", title, "colons")


def _of_marks(line: str) -> _Opening | None:
    found = _ADMONITION.match(line)
    return _Opening(found["name"].lower(), (found["title"] or "").strip(), "marks") if found else None


def _of_elements(line: str) -> _Opening | None:
    details = _DETAILS.match(line)
    if details:
        return _Opening("details", "", "details", details.end())
    found = _COMPONENT.match(line)
    if found and not found["close"] and not found["rest"].rstrip().endswith("/"):
        return _named("component", found["name"], found["rest"])
    return None


def _named(kind: str, name: str, rest: str) -> _Opening:
    """Read the title and the type among the words of an opening."""
    typed = _TYPED.search(rest)
    title = _title(rest)
    if not title:
        quoted = _QUOTED.match(rest)
        words = _ATTRIBUTE.sub("", rest).strip(" :,")
        plain = name.lower() in ("details", "expand", "collapse", "spoiler") and words
        title = next(filter(None, quoted.groups()), "") if quoted else (words if plain else "")
        if not typed and not title and re.fullmatch(r"[\w-]+", words):
            return _Opening(words.lower(), "", kind)
    return _Opening(typed[1].lower() if typed else name.lower(), title, kind)


def _title(words: str) -> str:
    found = _TITLED.search(words)
    return next((group for group in found.groups() if group is not None), "") if found else ""


# --- where they end ---------------------------------------------------------------------------------------------------


def _ends_of(state: StateBlock) -> Mapping[int, int]:
    """Give, by the line that opens a box, the line that closes it; one that nothing closes has none."""
    known: tuple[str, Mapping[int, int]] | None = state.env.get(_ENDS)
    if known is None or known[0] is not state.src:
        known = state.env[_ENDS] = (state.src, dict(_pairs(state.src.split("\n"))))
    return known[1]


def _pairs(lines: list[str]) -> Iterator[tuple[int, int]]:
    waiting: dict[str, list[int]] = {}
    fence = ""
    for number, text in enumerate(lines):
        if fence or text.find("```") >= 0 or text.find("~~~") >= 0:
            found = _FENCE.match(text)
            if found and (not fence or found[1].startswith(fence)):
                fence = "" if fence else found[1]
                continue
        if fence:
            continue
        line = re.sub(_PREFIX, "", text, count=1) if ":::" in text or "{" in text or "</" in text or "<" in text else ""
        if ">>>" in text and _GITLAB.match(text.strip()):
            yield from _close_or_open(waiting, "gitlab", number, opens=not waiting.get("gitlab"))
        if line.startswith(":::"):
            yield from _close_or_open(waiting, "colons", number, opens=_of_colons(line) is not None)
        elif line[:1] == "{" and (found := _HUGO.match(line) or _LIQUID.match(line)):
            name = f"shortcode {found['name'].lower()}"
            yield from _close_or_open(waiting, name, number, opens=not found["close"])
        elif line[:1] == "<" and (found := _COMPONENT.match(line)):
            yield from _close_or_open(waiting, f"component {found['name']}", number, opens=not found["close"])
        if "details" in text.lower():
            for tag in _DETAILS_TAG.finditer(text):
                yield from _close_or_open(waiting, "details", number, opens=not tag[1])


def _close_or_open(waiting: dict[str, list[int]], name: str, number: int, *, opens: bool) -> Iterator[tuple[int, int]]:
    opened = waiting.setdefault(name, [])
    if opens:
        opened.append(number)
    elif opened:
        yield opened.pop(), number


# --- the rules --------------------------------------------------------------------------------------------------------


def _boxes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] not in (":", "!", "?", "<", "{", ">") or state.is_code_block(start):
        return False
    opening = _opening(_line(state, start))
    if opening is None:
        return False
    if opening.kind == "marks":
        return _indented(state, start, end, opening, silent)
    last = _ends_of(state).get(start)
    if last is None and opening.kind not in ("colons", "details"):
        return False  # nothing closes it: it is no box
    if silent:
        return True
    last = min(last if last is not None else end, end)
    if opening.kind == "details":
        _details(state, start, last, end, opening)
    else:
        _box(state, opening, start, start + 1, last)
        state.line = min(last + 1, end)
    return True


def _box(
    state: StateBlock, opening: _Opening, start: int, first: int, last: int, title_line: int | None = None
) -> None:
    """Add the tokens of a box whose content stands in the lines from `first` up to `last`, not included."""
    opened = state.push("blockquote_open", "blockquote", 1)
    opened.attrSet("class", "gc-callout")
    opened.map = [start, last + 1]
    opened.meta = {BOX: opening.name}
    if opening.title.strip():
        add_title(state, opening.title, title_line if title_line is not None else start)
    _inside(state, first, last)
    state.push("blockquote_close", "blockquote", -1)


def add_title(state: StateBlock, title: str, line: int) -> None:
    """Add the title of a box as a paragraph of its own."""
    paragraph = state.push("paragraph_open", "p", 1)
    paragraph.attrSet("class", TITLE)
    paragraph.map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = " ".join(title.split()), [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def _inside(state: StateBlock, first: int, last: int) -> None:
    """Parse the lines inside a box as blocks."""
    if first >= last:
        return
    parent, most, tight = state.parentType, state.lineMax, state.tight
    state.parentType, state.lineMax = "blockquote", last
    indent = min(
        (state.sCount[line] for line in range(first, last) if not state.isEmpty(line)), default=state.blkIndent
    )
    before, state.blkIndent = state.blkIndent, max(state.blkIndent, min(indent, state.blkIndent + 3))
    state.md.block.tokenize(state, first, last)
    state.parentType, state.lineMax, state.tight, state.blkIndent = parent, most, tight, before


def _indented(state: StateBlock, start: int, end: int, opening: _Opening, silent: bool) -> bool:
    """Read an admonition: its body is indented by four spaces."""
    last = start + 1
    behind = last
    while last < end:
        if state.isEmpty(last):
            last += 1
        elif state.sCount[last] - state.sCount[start] >= 4:
            last += 1
            behind = last
        else:
            break
    if silent:
        return True
    opened = state.push("blockquote_open", "blockquote", 1)
    opened.attrSet("class", "gc-callout")
    opened.map, opened.meta = [start, behind], {BOX: opening.name}
    if opening.title:
        add_title(state, opening.title, start)
    before, parent, most = state.blkIndent, state.parentType, state.lineMax
    state.blkIndent, state.parentType, state.lineMax = state.sCount[start] + 4, "blockquote", behind
    if start + 1 < behind:
        state.md.block.tokenize(state, start + 1, behind)
    state.blkIndent, state.parentType, state.lineMax = before, parent, most
    state.push("blockquote_close", "blockquote", -1)
    state.line = behind
    return True


def _details(state: StateBlock, start: int, last: int, end: int, opening: _Opening) -> None:
    """Read `<details>`: its summary is the title; text may stand right behind the tags, and right before the last."""
    begin = state.bMarks[start] + state.tShift[start] + opening.length
    stop = state.eMarks[min(last, end - 1)]
    close = _closing(state, last, end)
    content_end = close if close is not None else stop
    summary = _SUMMARY.match(state.src, begin, content_end)
    title = re.sub(r"</?(?:h[1-6]|p|div|span|font|center|u|summary)\b[^>]*>", "", summary[1]) if summary else ""
    line = start + (state.src.count("\n", begin, summary.start(1)) if summary else 0)
    body = summary.end() if summary else begin
    first = start + state.src.count("\n", state.bMarks[start], body)
    with _Cut(state, first, body, min(last, end - 1), content_end):
        behind = min(last + 1, end)
        _box(state, _Opening(opening.name, title, opening.kind), start, first, behind, line)
    state.line = min(last + 1, end)


def _closing(state: StateBlock, last: int, end: int) -> int | None:
    """Give the offset of the tag that closes details on their last line."""
    if last >= end:
        return None
    found = [tag for tag in _DETAILS_TAG.finditer(state.src, state.bMarks[last], state.eMarks[last]) if tag[1]]
    return found[-1].start() if found else None


class _Cut:
    """A state whose first and last line of some hold only what stands behind and before an offset."""

    def __init__(self, state: StateBlock, first: int, begin: int, last: int, end: int) -> None:
        self._state, self._first, self._begin, self._last, self._end = state, first, begin, last, end
        self._kept = {
            line: (state.bMarks[line], state.tShift[line], state.sCount[line], state.eMarks[line])
            for line in {first, last}
        }

    def __enter__(self) -> None:
        state, first, last = self._state, self._first, self._last
        if self._begin > state.bMarks[first] + state.tShift[first]:
            spaces = len(state.src[self._begin : state.eMarks[first]]) - len(
                state.src[self._begin : state.eMarks[first]].lstrip()
            )
            state.bMarks[first], state.tShift[first] = self._begin + min(spaces, 1000), 0
            state.sCount[first] = state.blkIndent
        state.eMarks[last] = max(self._end, state.bMarks[last] + state.tShift[last] if self._end < 0 else self._end)
        if state.bMarks[last] + state.tShift[last] > state.eMarks[last]:
            state.bMarks[last], state.tShift[last] = state.eMarks[last], 0
        while state.eMarks[last] > state.bMarks[last] and state.src[state.eMarks[last] - 1] in " \t":
            state.eMarks[last] -= 1

    def __exit__(self, *_: Any) -> None:
        for line, (begin, shift, count, end) in self._kept.items():
            state = self._state
            state.bMarks[line], state.tShift[line], state.sCount[line], state.eMarks[line] = begin, shift, count, end


def _alone(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Leave out a line that is only a shortcode, a component without content, an import, or the mark of a contents."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] not in ("{", "<", "i", "["):
        return False
    line = _line(state, start)
    found = _ALONE.match(line)
    if found is None or (line[0] == "<" and not _COMPONENT_ALONE.match(line)) or state.is_code_block(start):
        return False
    if line[0] == "i" and not line.startswith("import "):
        return False
    if not silent:
        state.line = start + 1
    return True
