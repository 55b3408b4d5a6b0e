"""Tables: each cell is a fact about the row that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import TABLE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped, warning
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.language.marks import QUESTION_SIGNS
from genai_cards.language.words import (
    ANSWER,
    DATE_HEADERS,
    EXPLANATION,
    EXPLANATION_HEADERS,
    MEANING,
    QUESTION_HEADERS,
)
from genai_cards.page import markup
from genai_cards.page.document import Paragraph, Row, Table
from genai_cards.page.text import Text

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|fév|avr|juin|juil|août|déc)"
    r"[^\W\d_]*\.?"
)
_YEAR = r"(?:c\.|ca\.?|~|circa)?\s*\d{3,4}(?:\s*(?:bce?|ce|ad))?"
_DATE = re.compile(
    rf"""(?:early|mid|late|spring|summer|autumn|fall|winter|around|before|after|since)?[-\s]*
    (?: {_YEAR}s?
      | \d{{1,4}}\s*(?:bce?|ce|ad)
      | \d{{4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?
      | \d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}
      | (?:\d{{1,2}}\.?\s+(?:de\s+)?)?{_MONTH},?(?:\s+\d{{1,2}},?)?(?:\s+(?:de\s+)?{_YEAR})?
      | [qh][1-4]\s*[-/]?\s*\d{{4}} | \d{{4}}\s*[-/]?\s*[qh][1-4]
      | \d{{1,2}}(?:st|nd|rd|th)\s+century(?:\s+(?:bce?|ce|ad))?
      | \d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?
    )
    (?:\s*(?:[-–—]|to|until)\s*(?:{_YEAR}s?|\d{{2}}|{_MONTH}(?:\s+{_YEAR})?|now|today|present))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CODE = re.compile(r"\d{3}|[3-9]\d{3}")  # 404 and 8080 are years only below "Year"
_COMPARED = re.compile(r"\b(?:vs|versus)\b|\b(?:differen|compar|unterschied|vergleich|diferenc|différenc)", re.I)
_ALONE = frozenset((*MEANING, *ANSWER, *QUESTION_HEADERS, "a", ""))
"""Headers of a second column that only say: here is what the first one means."""

_NOTHING = frozenset(["", "-", "–", "—", "---", "n/a", "na", "tbd", "tba", "todo", "…", "...", "?"])


def read_table(place: Place, index: int) -> Reading | None:
    """The first column names the row: one note for each other cell of it."""
    table = place.blocks[index]
    if not isinstance(table, Table):
        return None
    if len(table.header.cells) < 2:
        return Reading((skipped("one-column", table.at, "a table with one column says nothing about its rows"),))
    if _contrasts(place, index, table):
        return Reading(tuple(_read_contrasts(place, table)))
    name = _name_column(table)
    if not _tells_rows_apart(table, name):
        header = subject(table.header.cells[name])
        return Reading((skipped("rows-alike", table.at, f"“{header}” does not tell the rows apart"),))
    headers = [_Cell.of(cell) for cell in table.header.cells]
    outcomes: list[Draft | Diagnostic] = []
    for row in table.rows:
        outcomes += _read_row(place, headers, row, name)
    if not table.rows:
        outcomes.append(skipped("table-empty", table.at, "a table without rows"))
    return Reading(tuple(outcomes))


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
        return self.plain.lower() in _NOTHING


def _name_column(table: Table) -> int:
    """Give the column that names the rows: the first, or the second where the first holds dates."""
    if len(table.header.cells) < 2:
        return 0
    cells = [subject(row.cells[0]) for row in table.rows if row.cells and row.cells[0]]
    says_date = subject(table.header.cells[0]).lower() in DATE_HEADERS
    dates = sum(_DATE.fullmatch(cell) is not None and (says_date or not _CODE.fullmatch(cell)) for cell in cells)
    # A column of years may also be numbers of something; under a header that says so, a few odd ones pass.
    enough = 0.5 if says_date else 0.8
    return 1 if cells and dates >= enough * len(cells) and (says_date or _tells_rows_apart(table, 1, enough=1)) else 0


def _tells_rows_apart(table: Table, column: int, enough: float = 0.6) -> bool:
    """Say whether a column can name the rows: at least this share of its values are distinct."""
    names = [subject(row.cells[column]) for row in table.rows if len(row.cells) > column and row.cells[column]]
    return len(set(names)) >= enough * len(names)


def _read_row(place: Place, headers: Sequence[_Cell], row: Row, name: int) -> Iterator[Draft | Diagnostic]:
    if len(row.cells) != len(headers):
        return  # said as an error by the parser
    cells = [_Cell.of(cell) for cell in row.cells]
    if cells[name].says_nothing:
        yield skipped("row-unnamed", row.at, "a row without a name", "write what the row is about in its first cell")
        return
    extra = _whole_row(headers, cells) if len(cells) > 2 else ""
    answers = _answer_column(headers)
    for column, (header, cell) in enumerate(zip(headers, cells, strict=True)):
        if column == name or (answers and column != answers):
            continue
        if cell.says_nothing:
            yield skipped("cell-empty", cell.at, f"nothing under “{header.plain}” for “{cells[name].plain}”")
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
                extra=extra,
                under=headers[name].plain if len(cells) > 2 else "",
                hide=cell.plain if column < name else "",
            )


def _prompt(named: _Cell, header: _Cell, alone: bool) -> str:
    """Ask for a cell: "row: header?", or "row" where an only column just says that here is the meaning."""
    word = header.plain.lower().strip(" :")
    if alone and (header.plain == "B" or word in _ALONE):
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


def _contrasts(place: Place, index: int, table: Table) -> bool:
    """Say whether both columns of a table make statements about their headers: "Supervised | Unsupervised"."""
    if len(table.header.cells) != 2 or len(table.rows) < 2:
        return False
    first, second = (subject(cell) for cell in table.header.cells)
    before = place.blocks[index - 1] if index else None
    said = f"{place.context} {before.text.plain if isinstance(before, Paragraph) else ''}"
    compared = _COMPARED.search(said) is not None and all(_word_in(said, header) for header in (first, second))
    alike = first.lower() != second.lower() and first.lower().split()[-1:] == second.lower().split()[-1:]
    statements = [cell.plain.strip() for row in table.rows for cell in row.cells[:1]]
    told = sum(len(text.split()) > 1 and (text.endswith((".", ";")) or len(text.split()) > 4) for text in statements)
    return (compared or (alike and bool(first))) and told > 0.6 * len(statements)


def _word_in(said: str, header: str) -> bool:
    words = header.lower().split()
    return bool(words) and words[0] in said.lower()


def _read_contrasts(place: Place, table: Table) -> Iterator[Draft | Diagnostic]:
    """Ask for each side of a row by the other one: alone, a header would have as many answers as there are rows."""
    headers = [_Cell.of(cell) for cell in table.header.cells]
    for row in table.rows:
        cells = [_Cell.of(cell) for cell in row.cells]
        if len(cells) != len(headers):
            continue  # said as an error by the parser
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


def _whole_row(headers: Sequence[_Cell], cells: Sequence[_Cell]) -> str:
    lines = (
        f"<tr><th>{header.html}</th><td>{cell.html}</td></tr>"
        for header, cell in zip(headers, cells, strict=True)
        if cell.plain
    )
    return f'<table class="gc-row">{"".join(lines)}</table>'
