"""Markdown → Document, on markdown-it-py's tokens: CommonMark, tables, strikethrough, task lists, footnotes,
definition lists, math, marks.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from genai_cards.cards.media import Library
from genai_cards.diagnostics import Diagnostic, Location, error, skipped, warning
from genai_cards.page.document import (
    Block,
    Definition,
    DefinitionList,
    Details,
    Document,
    Item,
    ListBlock,
    Opaque,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
)
from genai_cards.page.pictures import illustrate
from genai_cards.page.syntax import extend
from genai_cards.page.text import Text
from genai_cards.settings.front_matter import read_front_matter
from genai_cards.source import Source

MAX_NESTING = 80
"""Blocks within blocks; markdown-it drops without a word what is deeper, so we report it."""

MAX_INLINE = 1_000_000
"""Characters of a paragraph; the markup of a longer one is not read."""

MAX_BRACKETS = 100_000_000
"""Opening brackets of a paragraph times its characters; beyond that, too, its markup is not read."""

_OWN_IDS = "own_ids"
_OWN_ID = re.compile(r"\s*\{#([A-Za-z][\w:.-]*)\}$")
_SPAN = re.compile(r"\[([^\[\]]+)\]")
_WITH_ID = ("paragraph_open", "heading_open", "dt_open")
_CHECK_BOX = re.compile(r"\[([ xX])\](?=\s)")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_DETAILS = re.compile(r"<(/?details)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NESTING_PREFIX = re.compile(r"(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*")
_DELIMITER_ROW = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_MARKUP = re.compile(r"[\n\\$`~*_\[\]!<&^]|==|%%")  # where any of the parser's inline rules may begin
_OLD_LATEX = re.compile(r"(?<=[\[/$])\$+\]")  # Anki's own old marks
_MONEY = re.compile(r"\d[\d.,]*(?:[kKmMbB]n?|%)?\s+[^\\^_={}]*[^\W\d_]{2,}[^\\^_={}]*")
_ENDING = re.compile(r"(?:st|nd|rd|th|s)\b")  # the $k$th of all $n$s
_INDEX_PAGES = ("readme", "index")


def parse(source: Source, library: Library | None = None) -> Document:
    """Parse a page once; what is wrong with it is in the document's problems. The library finds what it shows."""
    front_matter = read_front_matter(source)
    env: dict[str, Any] = {_OWN_IDS: {}}
    lines = source.lines()
    tokens = _parser().parse(_without_front_matter(source.text, front_matter.length), env)
    page = _Page(source.path, lines, [*source.problems, *front_matter.problems])
    _check_nesting(tokens, page)
    shown = illustrate(tokens, library, page.at)
    page.problems.extend(shown.problems)
    tokens = _without_footnotes(tokens, page)
    _prepare(tokens)
    tokens = _with_details(tokens)
    heading, tokens = _split_title(tokens, page)
    words = front_matter.settings.title or _name(source.page)
    title = heading if heading and not front_matter.settings.title else Text.of_words(words, Location(source.path))
    return Document(
        path=source.path,
        page=source.page,
        title=title,
        settings=front_matter.settings,
        root=_section(tokens, heading, 0, (), page, heading.at if heading else Location(source.path)),
        lines=tuple(page.lines),
        own_ids=env[_OWN_IDS],
        media=shown.media,
        problems=tuple(page.problems),
    )


def _without_front_matter(text: str, length: int) -> str:
    """Give a page with as many empty lines in place of its front matter, so that line numbers stay."""
    return "\n".join([*[""] * length, *text.split("\n")[length:]]) if length else text


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
            elif token.content:
                token.children.append(Token("text", "", 0, content=token.content))


def _take_own_id(token: Token, env: MutableMapping[str, Any]) -> None:
    """Take `{#my-id}` from the end of a text, and the brackets of `[text]{#my-id}`; keep it by the first line."""
    found = _OWN_ID.search(token.content)
    if found is None or token.map is None:
        return
    env[_OWN_IDS].setdefault(token.map[0] + 1, found[1])
    token.content = token.content[: found.start()].rstrip()
    if token.content == token.content[: found.start()] and (span := _SPAN.fullmatch(token.content)):
        token.content = span[1]


InlineRule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    lines: list[str]
    problems: list[Diagnostic] = field(default_factory=list)

    def at(self, token: Token, first: str = "") -> Location:
        """Locate a token; its column is that of `first`, or of the first character of its line."""
        if token.map is None:
            return Location(self.path)
        line = self.lines[token.map[0]]
        column = line.find(first) if first else len(line) - len(line.lstrip())
        return Location(self.path, token.map[0] + 1, max(column, 0) + 1)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    rules = parser.inline.ruler
    rule = rules.getRules("")[rules.get_active_rules().index("math_inline")]
    rules.at("math_inline", _only_math(rule))
    rules.before("escape", "math_brackets", _math_brackets)
    extend(parser)
    parser.core.ruler.at("inline", _parse_inlines)
    return parser


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


def _check_nesting(tokens: Sequence[Token], page: _Page) -> None:
    deepest = max(tokens, key=lambda token: token.level, default=None)
    if deepest is not None and deepest.level >= MAX_NESTING - 1:
        at = next(page.at(token) for token in tokens if token.map and token.level >= MAX_NESTING - 4)
        hint = "take lists and quotes apart: no card can show this"
        page.problems.append(error("nesting-too-deep", at, f"more than {MAX_NESTING} blocks within blocks", hint))


def _without_footnotes(tokens: list[Token], page: _Page) -> list[Token]:
    """Take the footnotes out of the stream, and give each reference its footnote's tokens as meta["body"]."""
    if not any(token.type == "footnote_reference_open" for token in tokens):
        return tokens
    kept: list[Token] = []
    bodies: dict[str, list[Token]] = {}
    opened: dict[str, Token] = {}
    body: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            body = bodies[token.meta["label"]] = []
            opened[token.meta["label"]] = token
        elif token.type == "footnote_reference_close":
            body = None
        else:
            (kept if body is None else body).append(token)
    cited = set()
    for token in _inlines(tokens):
        for child in token.children or ():
            if child.type == "footnote_ref":
                child.meta["body"] = bodies[child.meta["label"]]
                cited.add(child.meta["label"])
    for label in bodies.keys() - cited:
        hint = f"cite it with [^{label}]"
        page.problems.append(skipped("footnote-unused", page.at(opened[label]), "a footnote that nothing cites", hint))
    for tokens_of_body in bodies.values():
        _prepare(tokens_of_body)
    return kept


def _with_details(tokens: list[Token]) -> list[Token]:
    """Put what stands between `<details>` and `</details>` one level farther in, between tokens of its own."""
    begins, ends = _pairs_of_details(tokens)
    if not begins:
        return tokens
    kept: list[Token] = []
    depth = 0
    for position, token in enumerate(tokens):
        if position in begins:
            kept.append(Token("details_open", "", 1, map=token.map, level=token.level + depth, hidden=True))
            depth += 1
        token.level += depth
        kept += _split_details(token) if position in begins and position in ends else [token]
        if position in ends:
            depth -= 1
            kept.append(Token("details_close", "", -1, level=token.level - 1, hidden=True))
    return kept


def _pairs_of_details(tokens: Sequence[Token]) -> tuple[set[int], set[int]]:
    """Give the indices of the HTML that opens details, and of that which closes them, at the same level."""
    begins, ends = set(), set()
    waiting: list[int] = []
    for position, token in enumerate(tokens):
        while waiting and token.level < tokens[waiting[-1]].level:
            waiting.pop()
        tags = _DETAILS.findall(token.content) if token.type == "html_block" else ()
        if len(tags) > 2 or (len(tags) == 2 and tags != ["details", "/details"]):
            continue
        for tag in tags:
            if tag == "details":
                waiting.append(position)
            elif waiting and tokens[waiting[-1]].level == token.level:
                begins.add(waiting.pop())
                ends.add(position)
    return begins, ends


def _split_details(token: Token) -> list[Token]:
    """Part the HTML of details that stand in one block behind their summary and before their end."""
    start = token.content.lower().find("</summary>") + len("</summary>")
    end = token.content.lower().rindex("</details")
    parts = (token.content[:start], token.content[start:end], token.content[end:])
    return [token.copy(content=part) for part in parts if part.strip()] if 10 <= start < end else [token]


def _inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "inline")


def _prepare(tokens: Sequence[Token]) -> None:
    """Make links that lead nowhere from a card into text, and check boxes into characters."""
    for position, token in enumerate(tokens):
        if token.type != "inline" or not token.children:
            continue
        # emphasis leaves empty texts behind
        token.children = [child for child in token.children if child.type != "text" or child.content]
        hidden = False
        for child in token.children:
            if child.type == "link_open":
                hidden = not _SAFE_LINK.match(str(child.attrs.get("href", "")))
                child.hidden = hidden
            elif child.type == "link_close":
                child.hidden = hidden
        first = token.children[0] if token.children else token
        if position > 1 and tokens[position - 2].type == "list_item_open" and first.type == "text":
            box = _CHECK_BOX.match(first.content)
            if box:
                tokens[position - 2].meta["ticked"] = box[1] != " "
                first.content = ("☐" if box[1] == " " else "☑") + first.content[box.end() :]


def _name(page: str) -> str:
    """Give a title to a page that has none: its file's name, or its folder's for README and index."""
    parts = PurePosixPath(page).parts
    if len(parts) > 1 and parts[-1].lower() in _INDEX_PAGES:
        parts = parts[:-1]
    name = re.sub(r"[-_\s]+", " ", parts[-1]).strip() if parts else ""
    return name[:1].upper() + name[1:] or page


def _split_title(tokens: list[Token], page: _Page) -> tuple[Text | None, list[Token]]:
    """Take the page's title out: its only heading of level 1, when no other heading stands before it."""
    headings = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    titles = [i for i in headings if tokens[i].tag == "h1"]
    if len(titles) != 1 or titles[0] != headings[0] or not tokens[titles[0] + 1].children:
        return None, tokens
    start = titles[0]
    return _inline(tokens[start + 1], page), tokens[:start] + tokens[start + 3 :]


def _section(
    tokens: Sequence[Token], heading: Text | None, level: int, path: tuple[str, ...], page: _Page, at: Location
) -> Section:
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    sections = []
    end = starts[0] if starts else len(tokens)
    position = 0
    while position < len(starts):
        start = starts[position]
        depth = int(tokens[start].tag[1])
        position += 1
        while position < len(starts) and int(tokens[starts[position]].tag[1]) > depth:
            position += 1
        stop = starts[position] if position < len(starts) else len(tokens)
        text = _inline(tokens[start + 1], page)
        below = (*path, " ".join(text.plain.split()))
        sections.append(_section(tokens[start + 3 : stop], text, depth, below, page, text.at))
    return Section(
        heading=heading,
        level=level,
        path=path,
        blocks=_blocks(tokens[:end], page),
        sections=tuple(sections),
        tokens=tuple(tokens),
        at=at,
    )


def _inline(token: Token, page: _Page, at: Location | None = None) -> Text:
    at = at or page.at(token, token.content.split("\n", 1)[0])
    children = token.children or []
    if len(children) == 1 and children[0].meta.get("too_long"):
        message = f"a text of {len(token.content):,} characters: its markup is not read"
        page.problems.append(warning("text-too-long", at, message, "put empty lines between its paragraphs"))
    return Text.of(children, at)


def _blocks(tokens: Sequence[Token], page: _Page) -> tuple[Block, ...]:
    return tuple(_block(group, page) for group in _groups(tokens))


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block, from its opening to its closing one."""
    start = depth = 0
    for position, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : position + 1]
            start = position + 1


def _block(tokens: Sequence[Token], page: _Page) -> Block:
    first = tokens[0]
    inside = tokens[1:-1]
    match first.type:
        case "paragraph_open" | "heading_open":  # a heading inside a list item or a quote is a paragraph to us
            text = _inline(tokens[1], page)
            _check_table_lost(tokens[1], page)
            return Paragraph(text, tuple(tokens))
        case "bullet_list_open" | "ordered_list_open":
            items = tuple(_item(group, page) for group in _groups(inside))
            return ListBlock(items, tuple(tokens), page.at(first))
        case "table_open":
            return _table(tokens, page)
        case "blockquote_open":
            return Quote(_blocks(inside, page), tuple(tokens), page.at(first))
        case "dl_open":
            return DefinitionList(tuple(_definitions(inside, page)), tuple(tokens), page.at(first))
        case "details_open":
            return _details(tokens, page)
        case "fence" | "code_block":
            kind = "code"
        case "html_block":
            kind = "comment" if _COMMENT.fullmatch(first.content) else "html"
        case "math_block":
            kind = "math"
        case _:
            kind = "rule"
    return Opaque(kind, tuple(tokens), page.at(first))


def _details(tokens: Sequence[Token], page: _Page) -> Details:
    """Read a summary and the blocks below it; the HTML around them is no block of its own."""
    first = tokens[1] if len(tokens) > 2 else tokens[0]
    found = _SUMMARY.search(first.content)
    words = html.unescape(_TAG.sub("", found[1])) if found else ""
    rest = _TAG.sub("", _SUMMARY.sub("", first.content)).strip()
    inside = [token for token in tokens[2 if found and not rest else 1 : -1] if not _is_frame(token)]
    summary = Text.of_words(" ".join(words.split()), page.at(tokens[0]))
    return Details(summary, _blocks(inside, page), tuple(inside), tuple(tokens), page.at(tokens[0]))


def _is_frame(token: Token) -> bool:
    """Say whether a block of HTML shows nothing but what Markdown stands around it."""
    return token.type == "html_block" and not _TAG.sub("", token.content).strip() and "<br" not in token.content


def _item(tokens: Sequence[Token], page: _Page) -> Item:
    at = page.at(tokens[0])
    blocks = _blocks(tokens[1:-1], page)
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].at.line == at.line:
        at = blocks[0].at
    number = int(tokens[0].info) if tokens[0].info.isdecimal() else None
    return Item(blocks, at, tokens[0].meta.get("ticked"), number)


def _definitions(tokens: Sequence[Token], page: _Page) -> Iterator[Definition]:
    """Yield each term with all that is said of it until the next term."""
    term: Text | None = None
    said: list[Sequence[Token]] = []
    for group in _groups(tokens):
        if group[0].type == "dt_open":
            if term is not None:
                yield _definition(term, said, page)
            term, said = _inline(group[1], page), []
        else:
            said.append(group[1:-1])
    if term is not None:
        yield _definition(term, said, page)


def _definition(term: Text, said: Sequence[Sequence[Token]], page: _Page) -> Definition:
    for part in said if len(said) > 1 else ():  # the texts of several would run into each other
        for token in part:
            token.hidden = token.hidden and token.level > part[0].level
    body = tuple(itertools.chain.from_iterable(said))
    return Definition(term, _blocks(body, page), body)


def _table(tokens: Sequence[Token], page: _Page) -> Table:
    rows: list[Row] = []
    cells: list[Token] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            rows.append(_row(cells, page))
            cells = []
    return Table(rows[0], tuple(rows[1:]), tuple(tokens), page.at(tokens[0]))


def _row(cells: Sequence[Token], page: _Page) -> Row:
    first = cells[0]
    assert first.map is not None
    places = _cell_columns(page.lines[first.map[0]], nested=first.level > 4)
    if len(places) != len(cells):
        page.problems.append(_row_width(page.at(first), len(places), len(cells)))
    columns = places + [1] * (len(cells) - len(places))
    line = first.map[0] + 1
    texts = (
        _inline(cell, page, Location(page.path, line, column)) for cell, column in zip(cells, columns, strict=False)
    )
    return Row(tuple(texts), page.at(first))


def _cell_columns(line: str, nested: bool) -> list[int]:
    """Give the 1-based column of each cell's text in a row of a table."""
    start = _NESTING_PREFIX.match(line).end() if nested else len(line) - len(line.lstrip())  # type: ignore[union-attr]
    start += line.startswith("|", start)
    end = len(line.rstrip())
    columns = []
    cell = start
    for bar in _BAR.finditer(line, start, end):
        columns.append(_first_character(line, cell, bar.start()))
        cell = bar.end()
    if cell < end or not columns:
        columns.append(_first_character(line, cell, end))
    return columns


def _first_character(line: str, start: int, end: int) -> int:
    cell = line[start:end]
    return start + len(cell) - len(cell.lstrip()) + 1 if cell.strip() else start + 1


def _row_width(at: Location, found: int, expected: int) -> Diagnostic:
    message = f"this row has {found} {'cell' if found == 1 else 'cells'}, the header has {expected}"
    if found == 1:
        hint = "if it is not part of the table, put an empty line before it"
    elif found < expected:
        hint = "add the missing cell, or an empty one: | |"
    else:
        hint = r"join two cells; write \| for a bar inside a cell"
    return error("row-width", at, message, hint)


def _check_table_lost(token: Token, page: _Page) -> None:
    """Warn of a paragraph that was meant to be a table."""
    lines = token.content.split("\n", 2)
    if len(lines) > 1 and "|" in lines[0] and _DELIMITER_ROW.fullmatch(lines[1].strip()):
        header, below = (len(_cell_columns(line.strip(), nested=False)) for line in lines[:2])
        message = f"no table: the header has {header} cells, the line below it {below}"
        page.problems.append(warning("table-broken", page.at(token), message, "give both the same number of cells"))
