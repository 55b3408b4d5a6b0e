"""Tables: each cell is a fact about the row that it stands in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import TABLE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped, warning
from genai_cards.extractors.drafting import SECTION_SIGN, Place, subject
from genai_cards.extractors.harvest import Candidate, Here, Outcome, Reading
from genai_cards.language.cells import is_empty, is_nothing, is_placeholder
from genai_cards.language.marks import QUESTION_SIGNS
from genai_cards.language.words import (
    ANSWER,
    EXPLANATION,
    EXPLANATION_HEADERS,
    MEANING,
    QUESTION_HEADERS,
)
from genai_cards.page import markup
from genai_cards.page.document import Row, Table
from genai_cards.page.text import Text
from genai_cards.scopes import tables
from genai_cards.scopes.units import Unit

_COMPARED = re.compile(r"\b(?:vs|versus)\b|\b(?:differen|compar|unterschied|vergleich|diferenc|différenc)", re.I)
_ALONE = frozenset((*MEANING, *ANSWER, *QUESTION_HEADERS, "a", ""))
"""Headers of a second column that only say: here is what the first one means."""


def read_table(here: Here, unit: Unit) -> Reading | None:
    """The first column names the row: one note for each other cell of it."""
    table = unit.block
    if not isinstance(table, Table):
        return None
    if len(table.header.cells) < 2:
        return Reading((skipped("one-column", table.at, "a table with one column says nothing about its rows"),))
    if not table.rows:
        return Reading((skipped("table-empty", table.at, "a table without rows"),))
    if _contrasts(here, table):
        return Reading(_candidates(_read_contrasts(here.place, table), unit))
    headers = [_Cell.of(cell) for cell in table.header.cells]
    answers = _answer_column(headers)
    reason = "" if answers else tables.why_not(table, is_site=here.votes.is_site)
    if reason == tables.STATEMENTS and tables.has_columns(table):
        return Reading(_candidates(_read_columns(here, table), unit))
    if reason == tables.SIGNS:
        return Reading(_candidates(_read_signs(here, table), unit))
    if reason:
        return Reading((skipped("table-no-facts", table.at, f"no facts by row and column: {reason}"),))
    name = tables.name_column(table)
    if not tables.tells_rows_apart(table, name):
        header = subject(table.header.cells[name])
        return Reading((skipped("rows-alike", table.at, f"“{header}” does not tell the rows apart"),))
    shown = tables.shown_columns(table, name)
    outcomes: list[Draft | Diagnostic] = []
    for row in table.rows:
        outcomes += _read_row(here, headers, row, name, answers, shown)
    return Reading(_candidates(outcomes, unit))


def by_columns(drafts: Sequence[Draft]) -> list[Draft]:
    """Give notes in page order, but those of a table column by column: a card shows the rest of its row."""
    found: list[Draft] = []
    for _, run in itertools.groupby(drafts, lambda draft: (draft.kind.of_cell, draft.key.section)):
        cells = [*run]
        first: dict[str, int] = {}
        if cells[0].kind.of_cell:
            for draft in cells:
                first.setdefault(draft.key.subject[-1], len(first))
            cells.sort(key=lambda draft: first[draft.key.subject[-1]])
        found += cells
    return found


def _candidates(outcomes: Iterable[Draft | Diagnostic], unit: Unit) -> tuple[Outcome, ...]:
    return tuple(
        Candidate(each, "table", each.key.subject[0], "", None, (unit,)) if isinstance(each, Draft) else each
        for each in outcomes
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell in the forms that cards need, each made once."""

    plain: str
    html: str
    at: Location

    @classmethod
    def of(cls, text: Text) -> _Cell:
        return cls(subject(text), markup.inline(text), text.at)

    @property
    def says_nothing(self) -> bool:
        return is_empty(self.plain)


def _read_row(
    here: Here, headers: Sequence[_Cell], row: Row, name: int, answers: int, shown: frozenset[int]
) -> Iterator[Draft | Diagnostic]:
    place = here.place
    cells = [_Cell.of(cell) for cell in row.cells[: len(headers)]]
    if len(cells) <= name:
        return
    if cells[name].says_nothing:
        yield skipped("row-unnamed", row.at, "a row without a name", "write what the row is about in its first cell")
        return
    for column, (header, cell) in enumerate(zip(headers, cells, strict=False)):
        if column == name or column in shown or (answers and column != answers):
            continue
        if is_placeholder(cells[name].plain) and is_placeholder(cell.plain):
            yield skipped("placeholder", cell.at, "it only holds the place of a text that is to be written")
        elif cell.says_nothing or is_nothing(cell.plain):
            yield skipped("cell-empty", cell.at, f"nothing under “{header.plain}” for “{cells[name].plain}”")
        elif cell.plain.casefold() == cells[name].plain.casefold():
            yield skipped("says-itself", cell.at, "its answer is its question")
        elif not header.plain and len(cells) > 2:
            hint = "write in the header what this column tells"
            yield warning("header-empty", cell.at, "no header says what this cell tells", hint)
        else:
            yield place.draft(
                TABLE,
                (cells[name].plain, header.plain),
                _prompt(cells[name], header, alone=(len(cells) == 2 or bool(answers)) and name == 0),
                cell.html,
                cell.at,
                extra=_whole_row(headers, cells, column) if len(cells) > 2 else "",
                under=_under(here, headers[name].plain if len(cells) > 2 else ""),
                hide=cell.plain if column < name else "",
            )


def _under(here: Here, header: str) -> str:
    """Give what the context of a cell ends with: the prompts above, and what the rows are."""
    return SECTION_SIGN.join(filter(None, (here.under, header)))


def _prompt(named: _Cell, header: _Cell, alone: bool) -> str:
    """Ask for a cell: "row: header?", or "row" where an only column just says that here is the meaning."""
    word = header.plain.lower().strip(" :")
    if not header.plain or (alone and (header.plain == "B" or word in _ALONE)):
        return named.html
    mark = "" if header.plain[-1] in f"{QUESTION_SIGNS}:" else "?"
    return f"{named.html}: {header.html}{mark}"


def _answer_column(headers: Sequence[_Cell]) -> int:
    """Give the column that answers what the first one asks or states, where the others only explain; else 0."""
    words = [header.plain.lower().strip(" :") for header in headers]
    answers = [column for column, word in enumerate(words) if column and word.split(" ")[-1] in ANSWER]
    others = [word for column, word in enumerate(words) if column and column not in answers]
    explained = others and all(word in EXPLANATION or word in EXPLANATION_HEADERS for word in others)
    return answers[0] if len(answers) == 1 and explained else 0


def _contrasts(here: Here, table: Table) -> bool:
    """Say whether both columns of a table make statements about their headers: "Supervised | Unsupervised"."""
    if len(table.header.cells) != 2 or len(table.rows) < 2:
        return False
    first, second = (subject(cell) for cell in table.header.cells)
    before = here.siblings[here.index - 1] if here.index else here.owner
    said = f"{here.place.context} {before.text.plain if before is not None else ''}"
    compared = _COMPARED.search(said) is not None and all(_word_in(said, header) for header in (first, second))
    alike = first.lower() != second.lower() and first.lower().split()[-1:] == second.lower().split()[-1:]
    statements = [cell.plain.strip() for row in table.rows for cell in row.cells[:1]]
    told = sum(len(text.split()) > 1 and (text.endswith((".", ";")) or len(text.split()) > 4) for text in statements)
    few = alike and bool(first) and not tables.has_columns(table)  # else each head is a term with its statements
    return (compared or few) and told > 0.6 * len(statements)


def _word_in(said: str, header: str) -> bool:
    words = header.lower().split()
    return bool(words) and words[0] in said.lower()


def _read_contrasts(place: Place, table: Table) -> Iterator[Draft | Diagnostic]:
    """Ask for each side of a row by the other one: alone, a header would have as many answers as there are rows."""
    headers = [_Cell.of(cell) for cell in table.header.cells]
    for row in table.rows:
        cells = [_Cell.of(cell) for cell in row.cells]
        if len(cells) < len(headers):
            continue
        for asked, told in ((0, 1), (1, 0)):
            if cells[asked].says_nothing or cells[told].says_nothing:
                yield skipped("cell-empty", cells[asked].at, "nothing to compare: one side of this row is empty")
                continue
            yield place.draft(
                TABLE,
                (headers[asked].plain, cells[told].plain),
                f"<p>{headers[told].html}: {cells[told].html}</p><p>{headers[asked].html}?</p>",
                cells[asked].html,
                cells[asked].at,
            )


def _read_columns(here: Here, table: Table) -> Iterator[Draft | Diagnostic]:
    """Ask for all that a column says of the term that heads it."""
    for column, head in enumerate(table.header.cells):
        said = tables.cells_of(table, column)
        if not head or not said:
            yield skipped("cell-empty", head.at, "a column without a name, or without a text")
            continue
        items = "".join(f"<li>{markup.inline(cell)}</li>" for cell in said)
        cue = here.place.count_cue(len(said))
        yield here.place.draft(
            TABLE, ("", subject(head)), markup.inline(head), f"<ul>{items}</ul>", head.at, cue=cue, under=here.under
        )


def _read_signs(here: Here, table: Table) -> Iterator[Draft | Diagnostic]:
    """Ask for a row of ticks and crosses as a whole."""
    headers = [_Cell.of(cell) for cell in table.header.cells]
    for row in table.rows:
        cells = [_Cell.of(cell) for cell in row.cells]
        if not cells or cells[0].says_nothing or len(cells) < len(headers):
            yield skipped("row-unnamed", row.at, "a row without a name, or without all its cells")
            continue
        said = _whole_row(headers[1:], cells[1:])
        yield here.place.draft(TABLE, (cells[0].plain, ""), cells[0].html, said, row.at, under=here.under)


def _whole_row(headers: Sequence[_Cell], cells: Sequence[_Cell], asked: int = -1) -> str:
    """Give a row as a table of its own, the cell that was asked for marked."""
    marked = ' class="gc-asked"'
    lines = (
        f"<tr{marked if column == asked else ''}><th>{header.html}</th><td>{cell.html}</td></tr>"
        for column, (header, cell) in enumerate(zip(headers, cells, strict=False))
        if cell.plain
    )
    return f'<table class="gc-row">{"".join(lines)}</table>'
