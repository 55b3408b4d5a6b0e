"""The records of pasted text: what one card is made of, and the moves by which lines may become records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from genai_cards.importers.page import Block, Definitions, LeftOut, Listing, Paragraph, Question, Table
from genai_cards.importers.pasted.page import Page, inline
from genai_cards.importers.write import escaped

Text = tuple[str, int]
"""A text, and the number of the line it stands in."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one card is made of."""

    front: Text
    answer: tuple[Text, ...]
    extra: tuple[Text, ...] = ()
    asks: bool = False
    """Whether the front is a question, and no term."""

    items: tuple[Text, ...] = ()
    """Of a list that ends the answer, or is the answer."""

    blocks: tuple[Block, ...] = ()
    """What it is on the page, where another reader has made it already."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A way to read the lines from an index on."""

    end: int
    """Index of the first line behind them."""

    records: tuple[Record, ...]
    gain: float
    """What speaks for it, in bits."""

    form: str
    """The grammar, and what its records have in common: those of one form stand together."""

    cost: float
    """Of the first record of the form, in bits: what one record must win to be believed alone."""

    table: Table | None = None
    left_out: tuple[LeftOut, ...] = ()


def is_told(text: str) -> bool:
    """Say whether a text says anything: has a letter or a digit."""
    return any(char.isalnum() for char in text)


def blocks_of(page: Page, records: Sequence[Record]) -> list[Block]:
    """Make the blocks of the page of records that stand together."""
    blocks: list[Block] = []
    run: list[Record] = []
    for record in records:
        if run and _kind(run[-1]) != _kind(record):
            blocks += _of_kind(page, run)
            run = []
        run.append(record)
    return blocks + (_of_kind(page, run) if run else [])


def _kind(record: Record) -> str:
    return "made" if record.blocks else "question" if record.asks else "term"


def _of_kind(page: Page, run: Sequence[Record]) -> list[Block]:
    line = run[0].front[1]
    if _kind(run[0]) == "term":
        return [Definitions(tuple((inline(page, record.front[0]), _definition(page, record)) for record in run), line)]
    items = tuple(record.blocks or (_question(page, record),) for record in run)
    numbers = [record.number for record in run if record.number is not None]
    return [Listing(items, line, tuple(numbers) if len(numbers) == len(items) else ())]


def _definition(page: Page, record: Record) -> tuple[Block, ...]:
    extra = tuple(Paragraph(inline(page, text), line) for text, line in record.extra)
    items = (_list(page, record.items),) if record.items else ()
    return (*(Paragraph(inline(page, text), line) for text, line in record.answer), *items, *extra)


def _list(page: Page, texts: Sequence[Text]) -> Listing:
    return Listing(tuple((Paragraph(inline(page, text), line),) for text, line in texts), texts[0][1])


def _question(page: Page, record: Record) -> Question:
    text, line = record.front
    rest = tuple(Paragraph(inline(page, more), at) for more, at in record.extra)
    items = (_list(page, record.items),) if record.items else ()
    if not record.answer:
        return Question(inline(page, text), line, answer_line=record.items[0][1], lists=items, rest=rest)
    told = tuple(Paragraph(inline(page, each), at) for each, at in record.answer)
    if len(told) > 1 or items:  # the question owns all that stands below it
        return Question(inline(page, text), line, rest=(*told, *items, *rest))
    return Question(inline(page, text), line, told[0].text, told[0].line, rest=rest)


def escaped_block(block: Block) -> Block:
    """Give a block of a grid, whose text is literal, as one of inline Markdown."""
    match block:
        case Table():
            rows = tuple(tuple(map(escaped, row)) for row in block.rows)
            return replace(block, header=tuple(map(escaped, block.header)), rows=rows)
        case Definitions():
            return replace(
                block, entries=tuple((escaped(term), tuple(map(escaped_block, told))) for term, told in block.entries)
            )
        case Paragraph():
            return replace(block, text=escaped(block.text))
        case _:
            return block


def joined_listings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, lists of one kind that follow each other as one."""
    waiting: Block | None = None
    for block in blocks:
        if isinstance(waiting, Listing) and isinstance(block, Listing) and bool(waiting.numbers) == bool(block.numbers):
            waiting = Listing((*waiting.items, *block.items), waiting.line, (*waiting.numbers, *block.numbers))
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting
