"""A page as a row of units: its headings and blocks, which find the scope of each prompt among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from genai_cards.diagnostics import Location
from genai_cards.page.cutting import paragraph_of, title_of
from genai_cards.page.document import (
    Block,
    Box,
    Definition,
    DefinitionList,
    Item,
    ListBlock,
    Opaque,
    Paragraph,
    Quote,
    Section,
    Table,
)
from genai_cards.page.text import Text

NOTHING = Text.of_words("", Location(""))


class Form(Enum):
    """What a unit is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    BOX = "box"
    DEFINITIONS = "definitions"
    ENTRY = "entry"
    CODE = "code"
    HTML = "html"
    MATH = "math"
    RULE = "rule"
    COMMENT = "comment"
    SECTION = "section"


@dataclass(slots=True, eq=False)
class Unit:
    """A heading, a block, or a part of one, with what it owns."""

    form: Form

    at: Location
    text: Text = NOTHING
    """Its own words: of a heading, a paragraph, an item's first line, a box's title, a term."""

    block: Block | None = None
    """What shows it on a card; a heading, an item and an entry have none of their own."""

    level: int = 0
    """Of a heading, 1 to 6."""

    section: Section | None = None
    """Of a heading: what stands below it."""

    parts: list[Unit] = field(default_factory=list)
    """What it is made of: items of a list, blocks of an item, a quote or a box."""

    scope: list[Unit] = field(default_factory=list)
    """What follows it and belongs to it."""

    behind: list[Unit] = field(default_factory=list)
    """Of a list: what follows it and belongs to its last item, though nothing indents it."""

    number: int | None = None
    checked: bool | None = None
    entry: Definition | None = None
    """Of a term: what shows its definition."""

    asks: bool = False
    """Whether something else than its own words makes a question of it."""

    used: bool = False
    """Whether a card shows it."""

    memory: dict[str, object] = field(default_factory=dict)
    """What was found out about it."""

    @property
    def is_ordered(self) -> bool:
        """Say whether it is a numbered list."""
        return self.form is Form.LIST and bool(self.parts) and self.parts[0].number is not None

    def walk(self) -> Iterator[Unit]:
        """Yield it, and all that it holds and owns, in page order."""
        yield self
        for unit in (*self.parts, *self.scope):
            yield from unit.walk()


def units_of(section: Section, kept: Mapping[Location, tuple[Block, ...]]) -> list[Unit]:
    """Give the headings and blocks of a page as one row; `kept` are the blocks of each section that are to be read."""
    found: list[Unit] = []
    if section.heading is not None:
        found.append(Unit(Form.HEADING, section.at, section.heading, level=max(section.level, 1), section=section))
    found += map(unit_of, kept[section.at])
    for below in section.sections:
        found += units_of(below, kept)
    return found


def unit_of(block: Block) -> Unit:
    """Give a block as a unit, with its parts."""
    match block:
        case Paragraph(is_heading=True):
            return Unit(Form.HEADING, block.at, block.text, block, level=block.level)
        case Paragraph():
            return Unit(Form.PARAGRAPH, block.at, block.text, block)
        case ListBlock():
            return Unit(Form.LIST, block.at, block=block, parts=[_item(item) for item in block.items])
        case Quote():
            return Unit(Form.QUOTE, block.at, block=block, parts=[*map(unit_of, block.blocks)])
        case Box():
            at = block.title.at if block.title else block.at
            return Unit(Form.BOX, at, block.title, block, parts=[*map(unit_of, block.blocks)])
        case DefinitionList():
            entries = [
                Unit(Form.ENTRY, entry.term.at, entry.term, entry=entry, parts=[*map(unit_of, entry.blocks)])
                for entry in block.entries
            ]
            return Unit(Form.DEFINITIONS, block.at, block=block, parts=entries)
        case Table():
            return Unit(Form.TABLE, block.at, block=block)
        case Opaque():
            return Unit(Form(block.kind), block.at, block=block)


def paragraph(text: Text, *, asks: bool = False) -> Unit:
    """Give a text as a paragraph of its own."""
    return Unit(Form.PARAGRAPH, text.at, text, paragraph_of(text), asks=asks)


def _item(item: Item) -> Unit:
    parts = [*map(unit_of, item.blocks)]
    text = parts[0].text if parts and parts[0].form is Form.PARAGRAPH else NOTHING
    return Unit(Form.ITEM, item.at, text, parts=parts, number=item.number, checked=item.checked)


def blocks_of(units: Iterable[Unit]) -> list[Block]:
    """Give what units show on a card, with all that they own; a heading among them is a line in bold."""
    found: list[Block] = []
    for unit in units:
        if unit.form is Form.HEADING and unit.section is not None:
            found.append(title_of(unit.text))
        elif unit.block is not None:
            found.append(unit.block)
        found += [behind.block for behind in unit.behind if behind.block is not None]
        found += blocks_of(unit.scope)
    return found
