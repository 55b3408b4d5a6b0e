"""The tree that the parser makes and the extractors read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from genai_cards.cards.media import Media
from genai_cards.diagnostics import Diagnostic, Location
from genai_cards.page.text import Text
from genai_cards.settings.values import PageSettings

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text."""

    text: Text
    tokens: tuple[Token, ...]

    @property
    def at(self) -> Location:
        """The place of its first character."""
        return self.text.at

    @property
    def is_heading(self) -> bool:
        """Say whether it is a heading inside a list item or a quote."""
        return self.tokens[0].type == "heading_open"

    @property
    def level(self) -> int:
        """Its level as a heading, 1 to 6; 0 where it is none."""
        return int(self.tokens[0].tag[1]) if self.is_heading else 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list."""

    blocks: tuple[Block, ...]
    at: Location
    checked: bool | None = None
    """Whether its check box is ticked; None where it has none."""

    number: int | None = None
    """As the page writes it; None in a bullet list."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet list or a numbered list."""

    items: tuple[Item, ...]
    tokens: tuple[Token, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; has as many cells as the table's header."""

    cells: tuple[Text, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header."""

    header: Row
    rows: tuple[Row, ...]
    tokens: tuple[Token, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of a definition list with what is said of it."""

    term: Text
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    """Of its blocks, ready to be rendered."""


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their definitions."""

    entries: tuple[Definition, ...]
    tokens: tuple[Token, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Opaque:
    """A block that no rule looks into."""

    kind: str
    """code, html, comment, math or rule."""

    tokens: tuple[Token, ...]
    at: Location

    @property
    def content(self) -> str:
        """What the page writes: the code, the HTML, the formula."""
        return "".join(token.content for token in self.tokens)

    @property
    def language(self) -> str:
        """The name behind the fence of code, in lower case; empty where there is none."""
        return (self.tokens[0].info.split() or [""])[0].lower()

    @property
    def is_silent(self) -> bool:
        """Say whether it shows nothing."""
        return self.kind in ("comment", "rule")


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks with a frame around them: details, a callout, an admonition, a fenced division, a shortcode."""

    name: str
    """What the page calls it, in lower case: details, note, tip, question, solution …"""

    title: Text
    """Empty where the page writes none."""

    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    at: Location


Block = Union[Paragraph, ListBlock, Table, Quote, DefinitionList, Box, Opaque]  # noqa: UP007  # the classes above name it


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading of its level or above."""

    heading: Text | None
    """Of the page itself: its title where that is a heading, else None."""

    level: int
    """1 to 6; 0 for the page itself."""

    path: tuple[str, ...]
    """The headings from the page's title (not included) down to this one, without markup."""

    blocks: tuple[Block, ...]
    """Its own, before the first heading below it."""

    sections: tuple[Section, ...]
    tokens: tuple[Token, ...]
    """Its whole body, the sections below it included."""

    at: Location

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in page order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page."""

    path: str
    page: str
    """What names the page in keys: its path below the source folder, without the suffix."""

    title: Text
    description: Text | None
    """What the front matter says that the page is about."""

    settings: PageSettings
    root: Section
    lines: tuple[str, ...]
    own_ids: Mapping[int, str]
    """The ids that the author gave, `{#my-id}`, by the line that the text with it begins in."""

    media: Mapping[str, Media]
    """What the page shows beside text, by the names in Anki."""

    problems: tuple[Diagnostic, ...]
    doubts: tuple[tuple[Diagnostic, str], ...] = ()
    """What is wrong with its pictures and sounds, each with what a card shows: told where a card shows it."""


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs in these blocks, at any depth, in page order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case ListBlock():
                for item in block.items:
                    yield from paragraphs(item.blocks)
            case Quote() | Box():
                yield from paragraphs(block.blocks)
            case DefinitionList():
                for entry in block.entries:
                    yield from paragraphs(entry.blocks)
