"""What a table is: facts by row and column, statements side by side, ticks, or data that nobody learns."""

from __future__ import annotations

import itertools
import re

from genai_cards.language import prompts
from genai_cards.language.cells import (
    MONTHS,
    SHORT_MONTHS,
    is_date,
    is_example_column,
    is_ordinal_column,
    is_support_column,
    is_word_class,
)
from genai_cards.language.words import DATE_HEADERS
from genai_cards.page.document import Row, Table
from genai_cards.page.text import Text
from genai_cards.scopes import signs

STATEMENTS = "columns of statements"
SIGNS = "rows of ticks"
SCHEDULE = "a schedule or a log"
LINKS = "it lists links"

_MONTH = rf"(?:{MONTHS.pattern}|{SHORT_MONTHS.pattern})\.?"
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

_NUMERIC = re.compile(r"[\s\d.,:%$€£¥+\-–−×x/()~<>=±^]*\d[\s\d.,:%$€£¥+\-–−×x/()~<>=±^]*(?:[a-zA-Zµ%°/²³]{0,4})?")
_YEAR_ALONE = re.compile(r"\d{4}")
_MOST_DIGITS = 18  # a cell may have thousands

_TICKS = re.compile(r"[✓✔✅☑❌✗✘×✖🟢🔴⚪⭕️○●◯\s]+|yes|no|ja|nein|sí|si|non|oui|да|нет|是|否", re.IGNORECASE)
_ONE_SIGN = re.compile(r"\[?\w\]?")
_ENDS = re.compile(r"[.。!]$")
_TEXT, _EMPTY = re.compile(r"\w"), re.compile(r"[-–—.?…\s]*")
_STARS = re.compile(r"[★☆⭐🌟✩✰️\s]+")
MOST_SIGN_LETTERS, MOST_CELL_LETTERS = 2, 4
"""Heads of so few letters over cells of so few are a chart of signs."""

FEW_WORDS, MANY_ROWS = 2, 8


def said(text: Text) -> str:
    """Give the words of a cell on one line."""
    return " ".join(text.plain.split())


def why_not(table: Table, *, is_site: bool = False) -> str:
    """Say why a table gives no facts by row and column; empty where it does."""
    flags = flag_columns(table)
    heads = [said(cell) for column, cell in enumerate(table.header.cells) if column not in flags]
    first = _first_but(flags)
    rows = [row for row in table.rows if len(row.cells) > first and row.cells[first]]
    names = [said(row.cells[first]) for row in rows]
    told = ((column, cell) for row in rows for column, cell in enumerate(row.cells) if cell)
    cells = [said(cell) for column, cell in told if column != first and column not in flags]
    if not rows or not cells:
        return "no row has a name and a text"
    if is_site and not any(map(prompts.asks, names)):
        return "it is about the repository"
    dated = len(heads) > 2 and all(map(is_date, names))
    if not (dated or _are_isotopes(rows)) and _are_numbered(names, many=len(heads) > 2):
        return "its rows are numbered, not named"
    if all(_NUMERIC.fullmatch(cell) for cell in (*names, *cells)) and not all(map(_YEAR_ALONE.fullmatch, names)):
        return "measurements"
    if not dated and is_ordinal_column(heads[0]) and name_column(table) == 0:
        return SCHEDULE
    if _is_matrix(heads, names):
        return "rows and columns are the same, or columns without a name"
    return _by_cells(table, rows, names, cells)


def _by_cells(table: Table, rows: list[Row], names: list[str], cells: list[str]) -> str:
    many = len(table.header.cells) > 2
    if sum(_TICKS.fullmatch(cell) is not None for cell in cells) > 0.6 * len(cells):
        return SIGNS if many else "ticks"
    heads = [said(head) for head in table.header.cells]
    if (
        many
        and len(rows) > 2
        and all(len(head) <= MOST_SIGN_LETTERS for head in heads)
        and max(map(len, (*names, *cells))) <= MOST_CELL_LETTERS
    ):
        return "a grid of signs"
    if (
        len(rows) > 2
        and many
        and sum(len(cell) <= 1 or _ONE_SIGN.fullmatch(cell) is not None for cell in cells) > 0.6 * len(cells)
    ):
        return "a grid of signs"
    if (
        many
        and len(rows) > 1
        and not _are_isotopes(rows)
        and sum(_NUMERIC.fullmatch(cell) is not None for cell in cells) > 0.6 * len(cells)
    ):
        return "a grid of numbers"
    linked = sum(signs.links_only(cell) for row in rows for cell in row.cells if cell)
    everything = sum(len(row.cells) for row in rows)
    if linked >= 0.5 * everything or (many and linked > 0.3 * everything):
        return LINKS
    if _are_statements(table, names):
        return STATEMENTS
    return "its names repeat" if len(set(names)) * 2 < len(names) else ""


def is_plan(table: Table) -> bool:
    """Say whether a table plans a course, or lists links: what stands around it is about it."""
    return why_not(table) in (SCHEDULE, LINKS)


def _are_isotopes(rows: list[Row]) -> bool:
    return all(row.cells[0].begins_raised for row in rows)


def _are_numbered(names: list[str], *, many: bool) -> bool:
    """Say whether the first column counts or measures; numbers that name something, such as codes, do not count on."""
    if not all(_NUMERIC.fullmatch(name) for name in names):
        return False
    numbers = [int(re.sub(r"\D", "", name)[:_MOST_DIGITS] or 0) for name in names]
    return many or (all(two == one + 1 for one, two in itertools.pairwise(numbers)) and numbers[0] < 2)


def _is_matrix(heads: list[str], names: list[str]) -> bool:
    unnamed = len(heads) > 2 and sum(not head for head in heads[1:]) * 2 > len(heads) - 1
    return len(set(names) & set(heads[1:])) >= 2 or unnamed or (any(heads) and len(set(heads)) < len(heads))


def _are_statements(table: Table, names: list[str]) -> bool:
    ended = [name for name in names if _ENDS.search(name)]
    if len(table.header.cells) > 2:
        return sum(bool(_ENDS.search(name)) or signs.words(name) > 8 for name in names) * 2 > len(names)
    if any(map(prompts.asks, names)):
        return False
    sentences = sum(signs.words(name) >= 3 for name in ended)
    return sentences * 2 > len(names) or sum(map(signs.words, names)) > 7 * len(names)


def has_columns(table: Table) -> bool:
    """Say whether the heads of a table of statements are terms that its columns tell about."""
    heads = [said(cell) for cell in table.header.cells]
    return len(table.rows) >= 3 and all(0 < signs.words(head) <= 6 for head in heads)


def cells_of(table: Table, column: int) -> list[Text]:
    """Give the cells of a column that hold something."""
    return [row.cells[column] for row in table.rows if len(row.cells) > column and row.cells[column]]


def flag_columns(table: Table) -> frozenset[int]:
    """Give the columns that mark rows beside a column of texts: ticks of one kind, or signs below a sign."""
    columns = range(len(table.header.cells))
    marks = {column for column in columns if _marks(table, column)}
    texts = (column for column in columns if column not in marks)
    telling = [column for column in texts if _TEXT.search(" ".join(map(said, cells_of(table, column))))]
    tells = any(sum(signs.words(said(cell)) > 2 for cell in cells_of(table, column)) for column in telling[1:])
    return frozenset(marks) if marks and tells else frozenset()


def _marks(table: Table, column: int) -> bool:
    cells = set()
    for cell in map(said, cells_of(table, column)):
        if len(cell) > MOST_CELL_LETTERS or _TEXT.search(cell):
            return False
        cells.add(cell)
    tells = not all(map(_EMPTY.fullmatch, cells))
    return tells and (len(cells) == 1 or not _TEXT.search(said(table.header.cells[column])))


def _first_but(flags: frozenset[int]) -> int:
    """Give the first column that marks no rows."""
    return next(column for column in itertools.count() if column not in flags)


def shown_columns(table: Table, name: int) -> frozenset[int]:
    """Give the columns that are shown and not asked: examples, pictures, notes, links, ratings, what all rows share."""
    found = set(flag_columns(table))
    many = len(table.header.cells) > 2
    for column, head in enumerate(table.header.cells):
        values = cells_of(table, column)
        if column == name or not values:
            continue
        if (
            (
                many
                and is_support_column(said(head))
                and not (is_example_column(said(head)) and _lists_names(table, name, column))
            )
            or all(map(signs.links_only, values))
            or _rates(values)
            or (many and all(is_word_class(said(value)) for value in values))
            or (many and _says_one_thing(table, values))
        ):
            found.add(column)
    return frozenset(found) if len(found) + 1 < len(table.header.cells) else frozenset()


def _lists_names(table: Table, name: int, column: int) -> bool:
    """Say whether the cells of a column name what belongs to a row: "GPT, Claude"; no sentences that use its word."""
    rows = [row for row in table.rows if len(row.cells) > max(name, column) and row.cells[column]]
    lists = sum(_is_name_list(said(row.cells[column]), said(row.cells[name])) for row in rows)
    return bool(rows) and lists * 2 > len(rows)


def _is_name_list(cell: str, name: str) -> bool:
    words = cell.replace("(", " ").split()
    capitals = sum(word[:1].isupper() for word in words)
    short = signs.words(cell) <= 10 and not re.search(r"[.!?。！？]$", cell)
    return short and name.casefold() not in cell.casefold() and (capitals * 2 >= len(words)) and "," in f"{cell},"


def _says_one_thing(table: Table, values: list[Text]) -> bool:
    """Say whether a column says the same of each row: it tells nothing of any."""
    return len(values) == len(table.rows) > 2 and len({said(value).casefold() for value in values}) == 1


def _rates(values: list[Text]) -> bool:
    """Say whether a column of few marks only rates: it tells nothing."""
    plain = [said(value) for value in values]
    if all(map(_STARS.fullmatch, plain)):
        return True
    if len(plain) < MANY_ROWS or max(map(signs.words, plain)) > FEW_WORDS:
        return False
    few = len(set(plain)) <= max(2, len(plain) // 4)
    return few or (all(re.fullmatch(r"\d{1,2}", one) for one in plain) and len(set(plain)) * 2 <= len(plain))


def name_column(table: Table) -> int:
    """Give the column that names the rows: the first, or the second where the first holds dates."""
    if len(table.header.cells) < 2:
        return 0
    flags = flag_columns(table)
    if 0 in flags:
        return _first_but(flags)
    cells = [*map(said, cells_of(table, 0))]
    says_date = said(table.header.cells[0]).lower() in DATE_HEADERS
    dates = sum(_DATE.fullmatch(cell) is not None and (says_date or not _CODE.fullmatch(cell)) for cell in cells)
    # A column of years may also be numbers of something; under a header that says so, a few odd ones pass.
    enough = 0.5 if says_date else 0.8
    return 1 if cells and dates >= enough * len(cells) and (says_date or tells_rows_apart(table, 1, enough=1)) else 0


def tells_rows_apart(table: Table, column: int, enough: float = 0.6) -> bool:
    """Say whether a column can name the rows: at least this share of its values are distinct."""
    names = [*map(said, cells_of(table, column))]
    return len(set(names)) >= enough * len(names)
