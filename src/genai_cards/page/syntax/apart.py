"""Lines in which tags of boxes stand behind each other or behind text → a line for each; tokens keep their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from genai_cards.page.syntax.openings import FORMS, PREFIX, is_directive, pairs_with

_MAY = re.compile(r"<details|<aside|\{\{[<%]|\{%|^[ \t>*+-]*<[A-Z]", re.IGNORECASE | re.MULTILINE)
_GROUP = re.compile(r"\?P<\w+>")
_TAG = re.compile(
    "|".join(rf"({_GROUP.sub('?:', pattern)})" for pattern in FORMS.values())
    + r"|<summary\b[^<>]*>.{0,2000}?</summary\s*>",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_UNENDED = re.compile(rf"{PREFIX}<(?:(?i:details|aside)|[A-Z]\w*(?:\.\w+)?)(?=\s|$)[^<>]*$")
_FENCE = re.compile(rf"{PREFIX}(`{{3,}}|~{{3,}})[ \t]*(.*)$")
_SUMMARY_END = re.compile(r"</summary\s*>", re.IGNORECASE)
_CELL = re.compile(r"<(?:t[dhr]|table|li|pre|code)\b|\|", re.IGNORECASE)
_LOOK_AHEAD = 30
"""Lines that a tag or a summary may go on for."""

_FARTHEST = 200
"""Lines that a box in a list item may have when they are indented less than the item."""


class Fences:
    """Says of one line after the other whether it belongs to code; fences that are boxes are none."""

    def __init__(self) -> None:
        self._code = ""
        self._boxes: list[str] = []

    def holds(self, line: str) -> bool:
        """Say whether a line is code, or opens or closes it."""
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if self._code:
            if found and not found[2].strip() and found[1].startswith(self._code):
                self._code = ""
            return True
        if found is None or (found[1][0] == "`" and "`" in found[2]):
            return False
        if is_directive(line[found.start(1) :]):
            self._boxes.append(found[1])
            return False
        if self._boxes and not found[2].strip() and found[1].startswith(self._boxes[-1]):
            self._boxes.pop()
            return False
        self._code = found[1]
        return True

    @property
    def boxes(self) -> int:
        """How many fences that are boxes are open."""
        return len(self._boxes)


def extend(parser: MarkdownIt) -> None:
    """Teach a parser to read each tag of a box on a line of its own."""
    rule = parser.core.ruler.getRules("")[1]

    def block(state: StateCore) -> None:
        if state.inlineMode or not _MAY.search(state.src):
            rule(state)
            return
        lines = [*_apart(state.src.split("\n"))]
        _indent(texts := [text for text, _ in lines])
        state.md.block.parse("\n".join(texts), state.md, state.env, state.tokens)
        for token in state.tokens:
            if token.map:
                first, last = token.map
                token.map = [lines[first][1], lines[last - 1][1] + 1 if last > first else lines[first][1]]

    parser.core.ruler.at("block", block)


def _apart(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield lines with the numbers of those that they are of."""
    fences = Fences()
    number = 0
    goes_on = False  # a summary with code in it
    while number < len(lines):
        line, height = lines[number], 1
        if not fences.holds(line) and ("<" in line or "{" in line):
            if goes_on and (end := _SUMMARY_END.search(line)):
                line, goes_on = line[: end.start()] + line[end.end() :], False
            else:
                line, height = _joined(lines, number)
                goes_on = goes_on or (
                    height > 1 and _FENCE.match(lines[min(number + height, len(lines) - 1)]) is not None
                )
            for part in _parts(line):
                yield part, number
        else:
            yield line, number
        number += height


def _joined(lines: Sequence[str], number: int) -> tuple[str, int]:
    """Give a line with those in which its last tag or its summary goes on, and how many they are."""
    line = lines[number]
    summary = line.lower().rfind("<summary") > line.lower().rfind("</summary")
    if not summary and not _UNENDED.match(line):
        return line, 1
    end = "</summary" if summary else ">"
    quotes = re.compile(rf"\s*(?:>\s*){{0,{line.split('<')[0].count('>')}}}")
    parts = [line.rstrip()]
    for last in range(number + 1, min(number + _LOOK_AHEAD, len(lines))):
        part = quotes.sub("", lines[last], count=1).strip()
        if summary and _FENCE.match(part):  # the code belongs to the question: it stands below the title
            return " ".join(parts) + "</summary>", last - number
        if part:
            parts.append(part.lstrip("#").lstrip() if part.startswith("#") else part)
        elif not summary:
            break
        if end in part.lower():
            return " ".join(parts), last + 1 - number
    return line, 1


def _parts(line: str) -> list[str]:
    """Take a line apart at the tags of boxes in it."""
    seen = _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
    before = re.match(PREFIX, line)
    start = before.end() if before else 0
    found = [*_TAG.finditer(seen, start)]
    if not found or _CELL.search(seen, start, found[0].start()):
        return [line]
    parts: list[str] = []
    for place, tag in enumerate(found):
        if _stands_apart(seen, tag, is_first=not line[start : tag.start()].strip(), is_last=place == len(found) - 1):
            parts += [line[start : tag.start()], line[tag.start() : tag.end()]]
            start = tag.end()
    parts = [part.strip() for part in (*parts, line[start:]) if part.strip()]
    if len(parts) < 2:
        return [line]
    around = re.match(PREFIX, line)[0]  # type: ignore[index]  # it matches nothing, too
    inside = re.sub(r"[^\s>]", " ", around)
    return [f"{inside if place else around}{part}" for place, part in enumerate(parts)]


def _stands_apart(line: str, tag: re.Match[str], *, is_first: bool, is_last: bool) -> bool:
    """Say whether a tag is one of a block: not of a word in a text."""
    behind = line[tag.end() :].strip()
    paired = pairs_with(tag[0])
    if paired is None:
        return tag[0][:8].lower() == "<summary" and is_first
    if paired[1]:
        return is_first or (paired[0] == "element details" and (not behind or behind[:8].lower() == "<summary"))
    return paired[0] == "element details" or (is_last and not behind) or behind[:1] in ("<", "{")


def _indent(lines: list[str]) -> None:
    """Indent what stands in a box of a list item less than the box does."""
    opened: dict[str, list[tuple[int, int]]] = {}
    fences = Fences()
    for number, line in enumerate(lines):
        if fences.holds(line) or line.lstrip(" -*+0123456789.)")[:1] not in ("<", "{", ":"):
            continue
        bare = re.sub(r"^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*", "", line)
        paired = pairs_with(bare)
        if paired and paired[1]:
            opened.setdefault(paired[0], []).append((number, len(line) - len(bare)))
        elif paired and opened.get(paired[0]):
            first, indent = opened[paired[0]].pop()
            if indent and number - first <= _FARTHEST:
                _indent_to(lines, first + 1, number + 1, indent)


def _indent_to(lines: list[str], first: int, last: int, indent: int) -> None:
    widths = [len(line) - len(line.lstrip()) for line in lines[first:last] if line.strip()]
    missing = indent - min(widths, default=indent)
    if missing > 0:
        lines[first:last] = [" " * missing + line if line.strip() else line for line in lines[first:last]]
