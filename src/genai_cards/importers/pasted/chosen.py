"""The records of a stretch of pasted text, and between them the lines that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.importers.page import LeftOut, Paragraph, Question, Table
from genai_cards.importers.pasted import questions
from genai_cards.importers.pasted.answers import read_question
from genai_cards.importers.pasted.choices import marked_choices
from genai_cards.importers.pasted.choose import Group, choose
from genai_cards.importers.pasted.page import Found, Page
from genai_cards.importers.pasted.records import Move, Record, blocks_of, escaped_block
from genai_cards.importers.pasted.signs import Facts, Sign, facts_of, sign_of
from genai_cards.importers.tables.heads import names_columns

NEAR = 5
"""Lines at the top that may say that terms follow."""

MOST_GAP = 2
"""Empty lines between records that stand together."""

MARKED, UNMARKED = 4.2, 2.6
"""Bits of a question whose answer has a mark, and of one whose answer only stands below it."""

MOST_TOLD = 60
"""Characters of a line in a message."""

DOUBTED = 1.5
"""Bits: what wins by less is said. Of what is read in news articles, which have nothing to learn, half is such."""

LONGER = 0.9
"""Bits of each further line of the answer of a question with a mark of its own."""


def read_records(page: Page, says_glossary: bool) -> Iterator[tuple[int, Found]]:
    """Yield the records of a page with the index that they begin at; what lies between is for other readers.

    `says_glossary` where something that was left out says that here are terms.
    """
    signs = [sign_of(line) for line in page.lines]
    facts = facts_of(signs, page.title, [line.text for line in page.lines[:NEAR]], says_glossary)
    for group in choose(facts, lambda index: _questions(page, facts, index)):
        yield from _together(page, facts, group)


def _together(page: Page, facts: Facts, group: Group) -> Iterator[tuple[int, Found]]:
    """Yield the records of one form, those together that no other line parts."""
    run: Group = []
    won = sum(move.gain for _, move in group) - group[0][1].cost
    if won < DOUBTED and not any(move.table for _, move in group):
        yield group[0][0], Found((), group[0][0], (), (_doubt(page, facts.signs[group[0][0]]),))
    for start, move in group:
        if run and (run[-1][1].end != start or page.lines[start].gap > MOST_GAP):
            yield run[0][0], _found(page, facts, run)
            run = []
        run.append((start, move))
    yield run[0][0], _found(page, facts, run)


def _found(page: Page, facts: Facts, run: Sequence[tuple[int, Move]]) -> Found:
    moves = [move for _, move in run]
    records = [record for move in moves for record in move.records]
    left_out = [out for move in moves for out in move.left_out]
    left_out += (out for start, move in run for out in _counted(facts.signs[start], move))
    if len(records) > 1 and _names_columns(records[0]):
        told = (records[0].front, *records[0].answer)
        left_out += [LeftOut(line, text, "the names of the columns") for text, line in told]
        records = records[1:]
    tables = [move.table for move in moves if move.table]
    problems = tuple(_guess(page, table) for table in tables)
    blocks = (*blocks_of(page, records), *map(escaped_block, tables))
    return Found(blocks, moves[-1].end, tuple(left_out), problems)


def _names_columns(record: Record) -> bool:
    """Say whether a record is two names, and nothing more."""
    if record.blocks or record.items or record.extra or len(record.answer) != 1:
        return False
    return names_columns((record.front[0], record.answer[0][0]))


def _counted(sign: Sign, move: Move) -> Iterator[LeftOut]:
    """Say what counts a term: a definition list has no numbers."""
    mark = sign.line.text[: len(sign.line.text) - len(sign.body)].strip()
    if any(map(str.isalnum, mark)) and any(not (record.asks or record.blocks) for record in move.records):
        yield LeftOut(sign.place, mark, "the number of a term")


def _guess(page: Page, table: Table) -> Diagnostic:
    message = f"a table with one cell a line; that it has {len(table.header)} columns is a guess"
    return warning("cells-stacked", Location(page.path, table.line), message, "see whether its rows are right")


def _doubt(page: Page, sign: Sign) -> Diagnostic:
    text = sign.line.text if len(sign.line.text) <= MOST_TOLD else f"{sign.line.text[:MOST_TOLD]}…"
    message = f"“{text}” is taken for the front of a card, but little speaks for it"
    hint = "see whether what stands below it answers it; where it does not, join the two to one paragraph"
    return warning("record-doubtful", Location(page.path, sign.place), message, hint)


def _questions(page: Page, facts: Facts, index: int) -> Iterator[Move]:
    """Yield the questions at an index that become more than a front and an answer."""
    made = _made(page, facts, index)
    if made:
        yield made
    yield from marked_choices(page, facts, index)


def _made(page: Page, facts: Facts, index: int) -> Move | None:
    """Give the question at an index where it has a mark, choices or a key."""
    asked = questions.asked(page.lines, index)
    if asked is None or facts.signs[index].is_field or facts.only_answer in range(index, asked.end + 1):
        return None
    if asked.style == "plain" and facts.speaks_again(index):
        return None
    found = read_question(page, asked)
    if found is None or not _is_answered(found):
        return None
    marked = any(questions.is_answer(line, asked) for line in page.lines[asked.end : found.end])
    gain = MARKED if marked or _has_choices(found) else UNMARKED
    gain += LONGER * (found.end - asked.end - 1) if asked.style in questions.STRICT else 0
    record = Record((asked.text, asked.line), (), (), True, blocks=found.blocks, number=asked.number)
    return Move(found.end, (record,), gain, f"made|{asked.style}", 2.0, left_out=found.left_out)


def _is_answered(found: Found) -> bool:
    (block, *_) = found.blocks
    if isinstance(block, Question):
        return block.is_answered
    return isinstance(block, Paragraph)


def _has_choices(found: Found) -> bool:
    (block, *_) = found.blocks
    return not isinstance(block, Question) or bool(block.choices)
