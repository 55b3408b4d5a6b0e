"""The layout of a PDF: what stands on each page, where, and how large; from it lines as their author wrote them.

Sizes and places are in points, from the left and the top of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

MARGIN = 0.1
"""Of the height of a page: running heads and page numbers stand so near to its edge."""

LARGER = 1.12
"""Times the usual size: from there on a line is a heading."""

APART = 0.75
"""Of the height of a line: what stands farther below it begins a new paragraph."""

APART_ROWS = 2.5
"""The same for rows of a table."""

FULL = 0.82
"""Of the width of a column: a line as long as that had no room for the next word."""

LONG = 0.5
"""The same for a heading that goes on in the next line."""

LONGEST_HEADING = 200
"""Characters."""

_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|página|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*", re.IGNORECASE)
_PRINTED = re.compile(r"(?:https?|file)://|^\d{1,2}[./]\d{1,2}[./]\d{2,4},")
_ITEM = re.compile(r"(?:[•‣◦▪●○■□–*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])(?:\s|$)")
_NAMED = re.compile(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float
    bold: bool = False
    """Whether all of it is bold."""

    lead: int = 0
    """Characters at its beginning that are bold, where the others are not."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its pieces of text, in any order."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A line as its author wrote it, and the number of its page."""

    text: str
    page: int


def running(sheets: Sequence[Sheet]) -> list[tuple[Piece, int]]:
    """Give what stands in the margin of many pages, or is a page's number there, each with its page."""
    edges = [(piece, sheet) for sheet in sheets for piece in sheet.pieces if _is_at_edge(piece, sheet)]
    counts = Counter(_shape(piece.text) for piece, _ in edges)
    often = max(2, len(sheets) // 3)
    return [
        (piece, sheet.number)
        for piece, sheet in edges
        if counts[_shape(piece.text)] >= often or _PAGE_NUMBER.fullmatch(piece.text) or _PRINTED.search(piece.text)
    ]


def _is_at_edge(piece: Piece, sheet: Sheet) -> bool:
    return piece.bottom < MARGIN * sheet.height or piece.top > (1 - MARGIN) * sheet.height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def told(sheets: Sequence[Sheet]) -> list[Told]:
    """Give the lines of pages: headings with `#`, cells with tabs, a paragraph on one line."""
    body = _usual_size(sheets)
    sizes = sorted({round(p.size) for sheet in sheets for p in sheet.pieces if p.size > LARGER * body}, reverse=True)
    lines: list[Told] = []
    for sheet in sheets:
        for column in _columns(sheet, body):
            if lines and lines[-1].text:
                lines.append(Told("", sheet.number))
            lines += [Told(text, sheet.number) for text in _written(column, body, sizes)]
    return lines


def _usual_size(sheets: Sequence[Sheet]) -> float:
    counts: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            counts[round(piece.size, 1)] += len(piece.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _columns(sheet: Sheet, body: float) -> Iterator[list[Piece]]:
    """Yield the pieces of a page column by column; what stands across both columns parts them."""
    gutter = _gutter(sheet)
    pieces = sorted(sheet.pieces, key=lambda piece: (piece.top, piece.left))
    if not gutter:
        yield from filter(None, [pieces])
        return
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for piece in pieces:
        across = piece.left < gutter < piece.right
        if across or (piece.size > LARGER * body and _is_alone(piece, pieces, gutter)):
            yield from filter(None, sides)
            sides = ([], [])
            yield [piece]
        else:
            sides[piece.left >= gutter].append(piece)
    yield from filter(None, sides)


def _is_alone(piece: Piece, pieces: Sequence[Piece], gutter: float) -> bool:
    """Say whether nothing stands beside a piece in the other column."""
    others = (other for other in pieces if (other.left >= gutter) != (piece.left >= gutter))
    return not any(other.top < piece.bottom and other.bottom > piece.top for other in others)


def _gutter(sheet: Sheet) -> float:
    """Give where two columns of running text meet; 0 where there is one, or a table."""
    for tenth in range(40, 61, 2):
        at = sheet.width * tenth / 100
        left = [piece for piece in sheet.pieces if piece.right <= at]
        right = [piece for piece in sheet.pieces if piece.left >= at]
        if min(len(left), len(right)) < 6 or len(left) + len(right) < 0.7 * len(sheet.pieces):
            continue
        if all(_runs(side) for side in (left, right)):
            return at
    return 0.0


def _runs(side: Sequence[Piece]) -> bool:
    """Say whether pieces are lines of running text: most fill their column, one below the other."""
    start, end = min(piece.left for piece in side), max(piece.right for piece in side)
    full = sum(len(piece.text) for piece in side if piece.right - piece.left > 0.6 * (end - start))
    return full > 0.5 * sum(len(piece.text) for piece in side)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put together what stands on one line, from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.top, each.left)):
        if rows and _beside(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _beside(first: Piece, piece: Piece) -> bool:
    """Say whether two pieces stand on one line; a small one may be raised or lowered."""
    if abs(_middle(first) - _middle(piece)) < 0.4 * min(first.size, piece.size):
        return True
    small, large = sorted((first, piece), key=lambda each: each.size)
    return small.size < 0.8 * large.size and large.top < _middle(small) < large.bottom


def _unwrapped(rows: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Yield rows; what goes on below cells, in fewer columns than theirs, is put behind them."""
    held: list[Piece] = []
    bottom = 0.0
    for row in rows:
        below = [next((n for n, cell in enumerate(held) if abs(cell.left - piece.left) < 3), -1) for piece in row]
        near = row[0].top - bottom < 0.6 * row[0].size
        if 1 < len(held) > len(row) and near and min(below) >= 0 and not _ITEM.fullmatch(held[0].text):
            for place, piece in zip(below, row, strict=True):
                held[place] = _joined(held[place], piece)
        else:
            if held:
                yield held
            held = list(row)
        bottom = max(piece.bottom for piece in row)
    if held:
        yield held


def _middle(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _written(pieces: Sequence[Piece], body: float, sizes: Sequence[int]) -> Iterator[str]:
    rows = [_line(row) for row in _unwrapped(_rows(pieces))]
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    held: Piece | None = None
    heading = 0
    for row in rows:
        level = _level(row, body, sizes)
        if held is not None:
            if level == heading and _goes_on(held, row, start, end, is_heading=level > 0):
                held = _joined(held, row)
                continue
            yield _told(held, heading)
            in_table = "\t" in held.text and "\t" in row.text
            if level or heading or row.top - held.bottom > (APART_ROWS if in_table else APART) * row.size:
                yield ""
        held, heading = row, level
    if held is not None:
        yield _told(held, heading)


def _line(row: Sequence[Piece]) -> Piece:
    """Make one piece of those on a line: cells between tabs, a bullet before its text."""
    first, *others = row
    for piece in others:
        is_mark = _ITEM.fullmatch(first.text) is not None
        between = " " if is_mark or piece.left - first.right < piece.size else "\t"
        first = replace(
            first,
            text=f"{first.text}{between}{piece.text}",
            right=piece.right,
            bold=first.bold and piece.bold,
            lead=_lead(first, piece) if between == " " else 0,
        )
    return first


def _lead(first: Piece, piece: Piece) -> int:
    """Give how many characters of two pieces on a line are bold, from its beginning or from behind its mark on."""
    if _ITEM.fullmatch(first.text) and (piece.lead or piece.bold):
        return len(first.text) + 1 + (piece.lead or 0)
    return first.lead or (len(first.text) if first.bold and not piece.bold else 0)


def _level(row: Piece, body: float, sizes: Sequence[int]) -> int:
    """Give the level of a heading; 0 for other lines."""
    if "\t" in row.text or len(row.text) > LONGEST_HEADING or not _NAMED.search(row.text):
        return 0
    if row.size > LARGER * body and round(row.size) in sizes:
        return min(5, sizes.index(round(row.size)) + 1)
    alone = (
        row.bold and len(row.text) < 80 and not row.text.endswith((".", ":", ",", ";")) and not _ITEM.match(row.text)
    )
    return min(6, len(sizes) + 1) if alone else 0


def _goes_on(held: Piece, row: Piece, start: float, end: float, *, is_heading: bool) -> bool:
    """Say whether a line goes on with the one before, which was full."""
    if row.top - held.bottom > APART * row.size or abs(row.size - held.size) > 1:
        return False
    if is_heading:
        return held.right - start > LONG * (end - start) and len(held.text) < LONGEST_HEADING
    if "\t" in row.text or "\t" in held.text or _ITEM.match(row.text):
        return False
    if _ITEM.match(held.text) and row.left > held.left + 1:
        return True  # it hangs under the text of its item
    is_full = held.right - start > FULL * (end - start)
    return is_full and (row.left <= held.left + 1 or row.left - start < 2)


def _joined(held: Piece, row: Piece) -> Piece:
    text = held.text
    if text.endswith(("-", "\u00ad")) and row.text[:1].islower():
        text = f"{text[:-1]}{row.text}"
    else:
        between = "" if _WIDE.match(text[-1:]) or _WIDE.match(row.text[:1]) else " "
        text = f"{text}{between}{row.text}"
    return replace(held, text=text, bottom=row.bottom, right=row.right, bold=held.bold and row.bold)


def _told(row: Piece, level: int) -> str:
    if level:
        return f"{'#' * level} {row.text}"
    if row.lead and len(row.text[: row.lead].strip()) > 1 and not _ITEM.fullmatch(row.text[: row.lead].strip()):
        mark = _ITEM.match(row.text)
        opening = mark.end() if mark and mark.end() < row.lead else 0
        bold = row.text[opening : row.lead].rstrip(" :")
        return f"{row.text[:opening]}**{bold}**{row.text[opening + len(bold) :]}"
    return row.text
