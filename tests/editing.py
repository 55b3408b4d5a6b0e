"""Pages as lists of blocks that know who they are, and edits of them as people make them between two exports."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

_NEXT = itertools.count(1)
_ITEM = re.compile(r"(?:[-*+]|\d+[.)]) ")
_HEADING = re.compile(r"(#{1,6}) (.*)")
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item with all that is in it, a row of a table, a fence."""

    id: int
    kind: str
    text: str
    root: int
    """The block that it is a copy of, or itself."""

    indent: str = ""


Page = tuple[Block, ...]
Pages = dict[str, Page]


def made(kind: str, text: str, indent: str = "") -> Block:
    number = next(_NEXT)
    return Block(number, kind, text, number, indent)


def read(text: str) -> Page:
    """Cut a page into blocks."""
    return tuple(made(kind, "\n".join(lines)) for kind, lines in _cut(text.splitlines()))


def _cut(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        at += 1
        if not line.strip():
            continue
        if line == "---" and start == 0:
            at = lines.index("---", 1) + 1
            yield "front", lines[start:at]
        elif line.startswith("```"):
            at = lines.index("```", at) + 1
            yield "fence", lines[start:at]
        elif line.startswith("<details"):
            at = lines.index("</details>", at) + 1
            yield "box", lines[start:at]
        elif _HEADING.match(line):
            yield "heading", [line]
        elif line.startswith("|") and at < len(lines) and re.match(r"\|[ :|-]+$", lines[at]):
            at += 1
            yield "header", lines[start:at]
        elif line.startswith("|"):
            yield "row", [line]
        else:
            item = bool(_ITEM.match(line))
            while at < len(lines) and _goes_on(lines, at, item):
                at += 1
            yield "item" if item else "text", lines[start:at]


def _goes_on(lines: list[str], at: int, item: bool) -> bool:
    line = lines[at]
    if not line.strip():
        return item and at + 1 < len(lines) and lines[at + 1].startswith("  ")
    return not (_HEADING.match(line) or (item and _ITEM.match(line)))


def write(page: Page) -> tuple[str, dict[int, int]]:
    """Give the text of a page, and the block of each of its lines; list items are numbered anew."""
    lines: list[str] = []
    owners: dict[int, int] = {}
    number = 0
    for before, block in zip((None, *page), page, strict=False):
        joined = before is not None and (before.kind, block.kind) in (
            ("item", "item"),
            ("row", "row"),
            ("header", "row"),
        )
        if before is not None and not joined:
            lines.append("")
        goes_on = before is not None and joined and before.indent == block.indent
        number = number + 1 if goes_on else 1
        text = re.sub(r"^\d+([.)]) ", rf"{number}\1 ", block.text) if block.kind == "item" else block.text
        for line in text.splitlines():
            lines.append(block.indent + line if line else line)
            owners[len(lines)] = block.id
    return "\n".join(lines) + "\n", owners


@dataclass(frozen=True, slots=True)
class Edit:
    """The pages after it, and the blocks whose own words it changed."""

    name: str
    pages: Pages
    touched: frozenset[int] = frozenset()


def level(block: Block) -> int:
    heading = _HEADING.match(block.text) if block.kind == "heading" else None
    return len(heading[1]) if heading else 0


def shifted(blocks: Page, by: int) -> Page:
    """Give blocks with deeper or higher headings."""
    return tuple(
        replace(block, text="#" * min(max(level(block) + by, 1), 6) + block.text.lstrip("#")) if level(block) else block
        for block in blocks
    )


def end_of(page: Page, start: int) -> int:
    """Say where the section of a heading ends."""
    depth = level(page[start])
    inside = itertools.takewhile(lambda block: not 0 < level(block) <= depth, page[start + 1 :])
    return start + 1 + len(tuple(inside))


def sections(page: Page) -> list[tuple[int, int]]:
    """Give where the sections start and end, but for that of the page's title."""
    return [(at, end_of(page, at)) for at, block in enumerate(page) if level(block) > 1]


def runs(page: Page) -> list[tuple[int, int]]:
    """Give where lists and the rows of tables start and end."""
    found: list[tuple[int, int]] = []
    at = 0
    for (kind, indent), group in itertools.groupby(page, lambda block: (block.kind, block.indent)):
        size = len(tuple(group))
        if kind in ("item", "row") and not indent and size > 1:
            found.append((at, at + size))
        at += size
    return found


def _changed(pages: Pages, page: str, at: int, text: str, name: str) -> Edit:
    block = pages[page][at]
    blocks = (*pages[page][:at], replace(block, text=text), *pages[page][at + 1 :])
    return Edit(name, {**pages, page: blocks}, frozenset({block.id}))


def _any_page(pages: Pages, chance: Random) -> str:
    return chance.choice(sorted(pages))


def _any_text(pages: Pages, chance: Random) -> tuple[str, int] | None:
    page = _any_page(pages, chance)
    places = [
        at for at, block in enumerate(pages[page]) if block.kind in ("heading", "text", "item", "row")
        and _WORD.search(block.text)
    ]  # fmt: skip
    return (page, chance.choice(places)) if places else None


def typo(pages: Pages, chance: Random) -> Edit | None:
    """Swap, leave out or double a letter of a word."""
    if (place := _any_text(pages, chance)) is None:
        return None
    page, at = place
    text = pages[page][at].text
    word = chance.choice(list(_WORD.finditer(text)))
    spot = word.start() + chance.randrange(1, len(word[0]) - 1)
    pair = text[spot : spot + 2]
    mended = chance.choice((pair[::-1], pair[0], pair[0] + pair))
    return _changed(pages, page, at, text[:spot] + mended + text[spot + 2 :], "typo")


_SYNONYMS = {
    "makes": "produces", "large": "big", "because": "since", "small": "little", "shows": "tells", "often": "mostly",
    "model": "network", "which": "that", "called": "named", "answer": "reply", "several": "many", "learned": "trained",
    "What": "Which", "does": "will", "text": "writing", "before": "earlier than", "between": "among", "uses": "needs",
}  # fmt: skip


def reword(pages: Pages, chance: Random) -> Edit | None:
    """Say a block in other words: up to three words are replaced, and some are added at its end."""
    if (place := _any_text(pages, chance)) is None:
        return None
    page, at = place
    text = pages[page][at].text
    known = [word for word in re.findall(r"\b\w+\b", text) if word in _SYNONYMS]
    for word in chance.sample(known, min(3, len(known))):
        text = re.sub(rf"\b{word}\b", _SYNONYMS[word], text, count=1)
    if pages[page][at].kind in ("text", "item") and (not known or chance.random() < 0.4):
        added = chance.choice(("in most cases", "as a rule", "at least in theory", "today"))
        text = re.sub(r"([.)]*)$", rf", {added}\1", text, count=1)
    return _changed(pages, page, at, text, "reword") if text != pages[page][at].text else None


def rename_heading(pages: Pages, chance: Random) -> Edit | None:
    page = _any_page(pages, chance)
    places = [at for at, block in enumerate(pages[page]) if block.kind == "heading"]
    if not places:
        return None
    at = chance.choice(places)
    text = pages[page][at].text
    asks = text.endswith("?")
    more = chance.choice(("in practice", "today", "at all")) if asks else chance.choice(("in short", "and more", "(2)"))
    return _changed(pages, page, at, f"{text.rstrip('?')} {more}{'?' if asks else ''}", "rename a heading")


def move_section(pages: Pages, chance: Random) -> Edit | None:
    """Move a section to the end of its page or of another one."""
    page, to = _any_page(pages, chance), _any_page(pages, chance)
    if not (found := sections(pages[page])):
        return None
    start, end = chance.choice(found)
    rest = {**pages, page: pages[page][:start] + pages[page][end:]}
    return Edit("move a section", {**rest, to: rest[to] + pages[page][start:end]})


def move_item(pages: Pages, chance: Random) -> Edit | None:
    """Move an item into another list, or a row within its table."""
    page = _any_page(pages, chance)
    if not (found := runs(pages[page])):
        return None
    start, end = chance.choice(found)
    at = chance.randrange(start, end)
    block = pages[page][at]
    rest = pages[page][:at] + pages[page][at + 1 :]
    numbered = block.text[0].isdigit()
    places = [
        place
        for first, last in ([(start, end - 1)] if block.kind == "row" else runs(rest))
        for place in range(first, last + 1)
        if rest[first].kind == block.kind and rest[first].text[0].isdigit() == numbered
    ]
    if not places:
        return None
    to = chance.choice(places)
    return Edit("move an item", {**pages, page: (*rest[:to], block, *rest[to:])})


def reorder(pages: Pages, chance: Random) -> Edit | None:
    """Put the items of a list, or the rows of a table, into another order."""
    page = _any_page(pages, chance)
    if not (found := runs(pages[page])):
        return None
    start, end = chance.choice(found)
    blocks = list(pages[page][start:end])
    chance.shuffle(blocks)
    return Edit("reorder", {**pages, page: (*pages[page][:start], *blocks, *pages[page][end:])})


def indent(pages: Pages, chance: Random) -> Edit | None:
    """Put a list below a new item."""
    page = _any_page(pages, chance)
    found = [(start, end) for start, end in runs(pages[page]) if pages[page][start].kind == "item"]
    if not found:
        return None
    start, end = chance.choice(found)
    parent = made("item", f"- **{chance.choice(('Overview', 'Details', 'Basics'))}** – what belongs here")
    below = (replace(block, indent="  ") for block in pages[page][start:end])
    return Edit("indent a list", {**pages, page: (*pages[page][:start], parent, *below, *pages[page][end:])})


def split_page(pages: Pages, chance: Random) -> Edit | None:
    """Make a page of the last sections of another one, with the same front matter."""
    page = _any_page(pages, chance)
    blocks = pages[page]
    places = [at for at, block in enumerate(blocks) if level(block) == 2]
    if len(places) < 2:
        return None
    at = chance.choice(places[1:])
    front = tuple(copied(block) for block in blocks[:1] if block.kind == "front")
    rest = front + shifted(blocks[at:], -1)
    return Edit("split a page", {**pages, page: blocks[:at], _free(pages, f"{page}-more"): rest})


def merge_pages(pages: Pages, chance: Random) -> Edit | None:
    """Put a page below another one, its headings a level deeper."""
    if len(pages) < 2:
        return None
    one, other = chance.sample(sorted(pages), 2)
    body = tuple(block for block in pages[other] if block.kind != "front")
    rest = {name: blocks for name, blocks in pages.items() if name != other}
    return Edit("merge pages", {**rest, one: pages[one] + shifted(body, 1)})


def rename_page(pages: Pages, chance: Random) -> Edit:
    page = _any_page(pages, chance)
    name = _free(pages, chance.choice(("notes", "basics", "part/one", "summary")))
    return Edit("rename a page", {name if old == page else old: blocks for old, blocks in pages.items()})


def copied(block: Block) -> Block:
    return replace(block, id=next(_NEXT))


def copy_page(pages: Pages, chance: Random) -> Edit | None:
    page = _any_page(pages, chance)
    if sum(map(len, pages.values())) + len(pages[page]) > 250:
        return None
    return Edit("copy a page", {**pages, _free(pages, f"{page}-copy"): tuple(map(copied, pages[page]))})


def copy_section(pages: Pages, chance: Random) -> Edit | None:
    """Copy a section to the end of a page."""
    page, to = _any_page(pages, chance), _any_page(pages, chance)
    if not (found := sections(pages[page])):
        return None
    start, end = chance.choice(found)
    return Edit("copy a section", {**pages, to: pages[to] + tuple(map(copied, pages[page][start:end]))})


def delete(pages: Pages, chance: Random) -> Edit | None:
    """Delete an item, a row, a paragraph or a section."""
    page = _any_page(pages, chance)
    places = [(at, at + 1) for at, block in enumerate(pages[page]) if block.kind in ("item", "row", "text")]
    places += sections(pages[page])
    if not places or sum(map(len, pages.values())) < 20:
        return None
    start, end = chance.choice(places)
    return Edit("delete", {**pages, page: pages[page][:start] + pages[page][end:]})


def _free(pages: Pages, name: str) -> str:
    return next(free for number in itertools.count(1) if (free := f"{name}-{number}") not in pages)


EDITS: tuple[Callable[[Pages, Random], Edit | None], ...] = (
    typo, typo, reword, reword, rename_heading, move_section, move_item, reorder, indent, split_page, merge_pages,
    rename_page, copy_page, copy_section, delete, delete,
)  # fmt: skip


def revert(past: list[Pages], chance: Random) -> Edit:
    """Take the pages back to what they were one to four edits ago."""
    then = past[-1 - chance.randint(1, min(4, len(past) - 1))]
    now = {block.id: block.text for page in past[-1].values() for block in page}
    back = (block for page in then.values() for block in page)
    return Edit("revert", then, frozenset(block.id for block in back if now.get(block.id, block.text) != block.text))


def edited(past: list[Pages], chance: Random, times: int) -> Edit:
    """Edit the last of the pages that there were, so many times; one edit in ten takes some back."""
    past = list(past)
    done: list[Edit] = []
    while len(done) < times:
        takes_back = len(past) > 1 and chance.random() < 0.1
        if edit := revert(past, chance) if takes_back else chance.choice(EDITS)(past[-1], chance):
            done.append(edit)
            past.append(edit.pages)
    touched = frozenset().union(*(edit.touched for edit in done))
    return Edit(", ".join(edit.name for edit in done), done[-1].pages, touched)
