"""The blocks of a page that came from elsewhere; `write` makes Markdown of them.

A text in a block is inline Markdown on one or more lines; `escaped` makes it of literal text. Each block knows the line
of the foreign page that it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

from genai_cards.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its level is 1 for the page's title, to 6."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items that are blocks themselves."""

    items: tuple[tuple[Block, ...], ...]
    line: int
    numbers: tuple[int, ...] = ()
    """The number of each item, 0 to 999,999,999, as the page has them; none in a bullet list."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, and what belongs to both; an item of a list."""

    text: str
    line: int
    answer: str = ""
    answer_line: int = 0
    shown: tuple[Block, ...] = ()
    """What stands between the question and its answer."""

    choices: tuple[Block, ...] = ()
    lists: tuple[Block, ...] = ()
    """Of the answer."""

    explanations: tuple[Paragraph, ...] = ()
    rest: tuple[Block, ...] = ()
    """Further blocks of the answer."""

    @property
    def is_answered(self) -> bool:
        """Say whether it has an answer."""
        return bool(self.answer or self.lists)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    """Of the header, then of each row."""

    @property
    def line(self) -> int:
        """The line of its header."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Code:
    """Text that is shown as it is."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of its own, in TeX."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote."""

    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms, each with what is said of it."""

    entries: tuple[tuple[str, tuple[Block, ...]], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a mark `[^label]` in the text refers to."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A note to the person who reads the page's source; never on a card."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that stands as it is, such as `<details>`; empty lines around it make what is inside Markdown."""

    text: str
    line: int


Block = Union[  # noqa: UP007  # the classes above name it
    Heading, Paragraph, Listing, Question, Table, Code, Formula, Quote, Definitions, Footnote, Comment, Markup
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the foreign page that is not in ours, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the page shows."""

    source: str
    """As the page names it, decoded."""

    file: str
    """Where our page looks for it, relative to itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a foreign page."""

    title: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    """At lines of the foreign page."""

    source: str = ""
    """Its address, where the page says it."""

    lang: str = ""
    images: tuple[Image, ...] = ()
    places: tuple[int, ...] = ()
    """Where each line of what was read stood, where its lines are not those of the file: the pages of a PDF."""

    cards: str = ""
    """What its front matter asks for: `cards: …`."""

    guids: Mapping[int, str] = field(default_factory=dict)
    """The GUID of a note in another program, by the line of the foreign page that it stands in."""
