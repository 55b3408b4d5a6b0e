"""Rows of a list of pairs → the blocks of a page: a table with a head, a section for each deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.importers.lists.blocks import block_of, has_gaps
from genai_cards.importers.lists.columns import needless
from genai_cards.importers.lists.delimited import Row, Rows
from genai_cards.importers.page import Block, Heading, LeftOut, Reading
from genai_cards.importers.tables.heads import is_a_row, is_unlike, may_head, names_columns
from genai_cards.importers.write import escaped
from genai_cards.language.cells import is_word_class
from genai_cards.language.marks import asks

_PAIR, _ASKED = ("Term", "Meaning"), ("Question", "Answer")
_DROPPED = {
    "guid column": "the ids of notes in another program; they keep their history by them",
    "notetype column": "the note types of another program",
    "tags column": "tags: say `tags:` in the front matter of the page",
}
_GUID = re.compile(r"[!-~]{1,64}")  # what Anki and its add-ons make
_PLACE = re.compile(r"[1-9][0-9]{0,3}")
_MOST_SHOWN = 400


def read_list(found: Rows, path: str, title: str = "") -> Reading:
    """Read the rows of a list; what its first lines call ids, note types and tags is no cell."""
    said = found.said
    deck = _place(said.get("deck column"))
    dropped = {name: _place(said.get(name)) for name in _DROPPED}
    told = {place for place in (deck, *dropped.values()) if place is not None}
    body = found.rows if said.get("columns") else found.rows[1:]
    more = {place: why for place, why in needless(body, found.width).items() if place not in told}
    gone = told | more.keys()
    kept = [replace(row, cells=tuple(c for n, c in enumerate(row.cells) if n not in gone)) for row in found.rows]
    decks = [_cell(row, deck) for row in found.rows]
    names = said.get("columns", "").split(found.separator) if said.get("columns") else []
    heads = tuple(name for n, name in enumerate(names) if n not in gone)
    left_out = [*_left_out(found.rows, [(dropped[name], why) for name, why in _DROPPED.items()])]
    left_out += [*_left_out(found.rows, more.items()), *_settings(said)]
    header, rows, named = _headed(heads, kept)
    left_out += [named] if named is not None else []
    decks = decks[len(decks) - len(rows) :]
    width = max(2, found.width - len(gone), len(header))
    problems: list[Diagnostic] = []
    rows = [_even(row, width, found.separator, path, problems) for row in rows]
    if width == 2:
        header = header or _pair(rows)
    elif header:
        header = (*header, *(f"Column {n + 1}" for n in range(len(header), width)))[:width]
    is_html = said.get("html", "").strip().lower() == "true" and any(
        "<" in c or "&" in c for r in rows for c in r.cells
    )
    blocks: list[Block] = []
    for name, part in _by_deck(decks, rows):
        if name:
            blocks.append(Heading(2, escaped(name.rpartition("::")[2]), part[0].line))
        blocks.append(block_of(header, part, is_html=is_html))
    title = title or said.get("deck", "").rpartition("::")[2].strip()
    opening = [Heading(1, escaped(title), 1)] if title and blocks else []
    guids = {row.line: guid for row in found.rows if _GUID.fullmatch(guid := _cell(row, dropped["guid column"]))}
    cards = "cloze" if has_gaps(rows) else ""
    return Reading(title, (*opening, *blocks), tuple(left_out), tuple(problems), guids=guids, cards=cards)


def _place(said: str | None) -> int | None:
    return int(said) - 1 if said and _PLACE.fullmatch(said.strip()) else None


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _left_out(rows: Sequence[Row], dropped: Iterable[tuple[int | None, str]]) -> Iterator[LeftOut]:
    """Say what columns are no part of a card, each with what stands in it."""
    for place, why in dropped:
        cells = list(dict.fromkeys(filter(None, (_cell(row, place) for row in rows))))
        if cells:
            text = " · ".join(cells)
            short = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]} …"
            yield LeftOut(rows[0].line, short, why)


def _settings(said: Mapping[str, str]) -> Iterator[LeftOut]:
    for number, (name, value) in enumerate(said.items(), 1):
        if name not in ("columns", "deck"):
            yield LeftOut(number, f"#{name}:{value}", "a setting of the export")


def _headed(heads: tuple[str, ...], rows: list[Row]) -> tuple[tuple[str, ...], list[Row], LeftOut | None]:
    """Give the heads of the columns (none where nothing names them), the other rows, and what was left out for it."""
    if len(heads) > 1:
        return (_PAIR if len(heads) == 2 and names_columns(heads) else heads), rows, None
    first, *others = rows
    if others and _is_header(first, others):
        if len(first.cells) == 2 and names_columns(first.cells):
            named = LeftOut(first.line, " · ".join(first.cells), "the names of the columns")
            return _pair(others), others, named
        return first.cells, others, None
    return (), rows, None


def _pair(rows: Sequence[Row]) -> tuple[str, str]:
    """Give the heads of two columns: most of the first cells ask, or they name something."""
    asked = sum(asks(row.cells[0]) for row in rows if row.cells)
    return _ASKED if asked * 2 > len(rows) else _PAIR


def _is_header(first: Row, others: Sequence[Row]) -> bool:
    """Say whether the first row names the columns: by its words, or in a wide list by being unlike the others."""
    cells = first.cells
    if len(cells) < 2 or not all(cells):
        return False
    if names_columns(cells):
        return True
    if len(cells) == 2:
        return may_head(cells)
    if any(map(is_word_class, cells)) or any(cell[:1].isdigit() for cell in cells):
        return False
    below = [row.cells for row in others]
    if is_a_row(cells, below) or not is_unlike(cells, below):
        return False
    again = any(cell in {row.cells[n] for row in others if n < len(row.cells)} for n, cell in enumerate(cells))
    return not again and all(len(cell) <= 40 for cell in cells)


def _even(row: Row, width: int, separator: str, path: str, problems: list[Diagnostic]) -> Row:
    """Give a row of so many cells; what is one too many goes on with the last cell."""
    if len(row.cells) <= width:
        return replace(row, cells=(*row.cells, *[""] * (width - len(row.cells))))
    rest = [cell for cell in row.cells[width - 1 :] if cell]
    if len(rest) > 1:
        message = f"this row has {len(row.cells)} cells where others have {width}: the last ones are one cell now"
        problems.append(warning("cells-shifted", Location(path, row.line), message, "put quotes around the cell"))
    joint = " · " if separator == "\t" else f"{separator} "
    return replace(row, cells=(*row.cells[: width - 1], joint.join(rest)))


def _by_deck(decks: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of each deck, in the order in which the decks come; all together where there is one."""
    of_deck: dict[str, list[Row]] = {}
    for deck, row in zip(decks, rows, strict=True):
        of_deck.setdefault(deck, []).append(row)
    if len(of_deck) < 2:
        of_deck = {"": list(rows)} if rows else {}
    yield from of_deck.items()
