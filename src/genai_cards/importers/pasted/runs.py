"""Records that repeat: every second to sixth line, blocks between empty lines, labels that come again in one order.

What tells the slots of a record is that each is like itself and unlike the others: the score of a period is the bits
that are saved by knowing which slot a line stands in.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from genai_cards.importers.page import Table
from genai_cards.importers.pasted.page import ENDINGS
from genai_cards.importers.pasted.records import Move, Record, is_told
from genai_cards.importers.pasted.signs import Facts, Sign, is_class, opens_cycle
from genai_cards.importers.tables.heads import is_titled, names_columns
from genai_cards.language.marks import asks as sign_asks
from genai_cards.language.marks import names_answer, names_question
from genai_cards.language.pasted import BACKS
from genai_cards.language.prompts import count_words
from genai_cards.language.sayings import ARTICLES
from genai_cards.language.words import (
    MEANING,
    SMALL_WORDS,
)

LONGEST_PERIOD = 6
FEWEST_RECORDS = 3
MOST_LINES = 600
"""Of a run that is read as one."""


@lru_cache(maxsize=10_000)
def _features(cell: str) -> tuple[object, ...]:
    words = cell.split()
    first = words[0].casefold() if words else ""
    letter = next((char for char in cell if char.isalpha()), "")
    script = unicodedata.name(letter, "X").split()[0] if letter else "0"
    size = min(4, len(words) // 2) if len(words) < 9 else 5
    article = first if first in ARTICLES or first in SMALL_WORDS else ""
    closing = cell[-1:] if cell[-1:] and not cell[-1:].isalnum() else ""
    return (
        cell[:1].isupper(),
        closing in ".!?。",
        size,
        article,
        script,
        any(map(str.isdigit, cell)),
        closing,
        cell.isupper(),
    )


def _entropy(counts: Counter[object], size: int) -> float:
    return -sum(count * math.log2(count / size) for count in counts.values())


def saved_bits(cells: Sequence[str], period: int) -> float:
    """Give the bits that are saved by knowing the slot of each cell, less what it costs to tell the slots."""
    size = len(cells)
    features = [_features(cell) for cell in cells]
    saved = 0.0
    cost = 0.5 * (period - 1) * math.log2(size)
    for column in zip(*features, strict=True):
        parts = sum(_entropy(Counter(column[slot::period]), len(column[slot::period])) for slot in range(period))
        saved += max(0.0, _entropy(Counter(column), size) - parts - cost)
    for slot in range(period):
        values = [cell.casefold() for cell in cells[slot::period]]
        if len(values) >= 3 and len(set(values)) * 2 <= len(values) + 1:
            saved += 1.5 * (len(values) - len(set(values)))
    return saved


def stretches(facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield where runs of plain lines begin and end: without marks, with empty lines between all of them or none."""
    signs, start = facts.signs, 0
    while start < len(signs):
        end = start + 1
        if _is_plain(signs[start]):
            while end < len(signs) and end - start < MOST_LINES and _is_plain(signs[end]):
                if end > start + 1 and signs[end].gap != signs[start + 1].gap:
                    break
                end += 1
            yield start, end
            # a run with empty lines may begin at the last line of one without
            end = end - 1 if end - start > 2 and end < len(signs) and _is_plain(signs[end]) else end
        start = max(end, start + 1)


def _is_plain(sign: Sign) -> bool:
    return not sign.mark and "\t" not in sign.body and not sign.chrome and len(sign.body) <= 400 and not sign.answers


def periods(facts: Facts) -> Iterator[tuple[int, Move]]:
    """Yield runs whose every second to fourth line begins a record, each with the index that it begins at."""
    for start, end in stretches(facts):
        for first in range(start, min(start + 3, end)):
            for period in (2, 3, 4):
                for last in {end - (end - first) % period, end - 1 - (end - 1 - first) % period}:
                    if (last - first) // period >= FEWEST_RECORDS:
                        lines = facts.signs[first:last]
                        rows = [lines[at : at + period] for at in range(0, len(lines), period)]
                        yield from _slots(facts, first, rows, is_plain=True)


def blocks(facts: Facts) -> Iterator[tuple[int, Move]]:
    """Yield runs of blocks between empty lines, three lines each or more, all of one length."""
    signs, start = facts.signs, 0
    while start < len(signs):
        rows: list[Sequence[Sign]] = []
        place = start
        while place < len(signs):
            end = place + 1
            while end < len(signs) and not signs[end].gap:
                end += 1
            block = signs[place:end]
            if not all(map(_is_plain, block)) or (rows and len(block) != len(rows[0])) or len(block) < 2:
                break
            rows.append(block)
            place = end
        if len(rows) >= (2 if rows and len(rows[0]) > 2 else FEWEST_RECORDS) and len(rows[0]) <= LONGEST_PERIOD:
            yield from _slots(facts, start, rows, is_plain=False)
        start = max(place, start + 1)
        while start < len(signs) and not signs[start].gap:
            start += 1


def _slots(facts: Facts, start: int, rows: Sequence[Sequence[Sign]], *, is_plain: bool) -> Iterator[tuple[int, Move]]:
    period = len(rows[0])
    cells = [sign.body for row in rows for sign in row]
    columns = [[row[slot].body for row in rows] for slot in range(period)]
    is_kind = [_is_kind(column) for column in columns]
    if any(name.casefold() in ENDINGS for name in columns[0]):
        return
    if is_kind[0] or not _are_names(columns[0]) or any(sign.asks for row in rows for sign in row[:1]):
        return
    told = [slot for slot in range(1, period) if not is_kind[slot] and not _is_field(rows, slot)]
    if not told:
        return
    back = told[0]
    saved = saved_bits(cells, period)
    if sum(row[back].asks for row in rows) * 2 > len(rows):
        return
    if period == 2 and not facts.is_glossary and sum(row[1].ends for row in rows) * 2 > len(rows):
        return
    gain = 0.4 * saved * (1 if period > 2 else 0.9) + (0.5 if facts.is_glossary else 0.1) * len(rows) - 0.5 * period
    if period == 2 and not facts.is_glossary and saved < 6:
        gain -= 3
    gain += (0.5 if period == 2 else 0.3) * len(rows) * (not is_plain)
    records = tuple(
        Record(
            (row[0].body, row[0].place),
            ((row[back].body, row[back].place),),
            tuple((row[slot].body, row[slot].place) for slot in range(1, period) if slot != back),
        )
        for row in rows
    )
    yield start, Move(start + len(rows) * period, records, gain, f"period {period}", 2.5)


def _is_kind(column: Sequence[str]) -> bool:
    """Say whether a slot only holds a class: few values, or classes of words."""
    few = len(set(map(str.casefold, column))) * 2 <= len(column) + 1 and all(len(cell) < 24 for cell in column)
    return few or all(map(is_class, column))


def _is_field(rows: Sequence[Sequence[Sign]], slot: int) -> bool:
    return sum(row[slot].is_field for row in rows) >= 0.6 * len(rows)


def _are_names(column: Sequence[str]) -> bool:
    ended = any(cell.endswith((".", "!", "…", "。", ",", ";", ":")) for cell in column)
    return len(set(column)) == len(column) and not ended and sum(map(count_words, column)) <= 6 * len(column)


def grids(facts: Facts) -> Iterator[tuple[int, Move]]:
    """Yield tables with one cell a line, or a paragraph, below their heads."""
    for start, end in stretches(facts):
        best: Move | None = None
        at = start
        for first in range(start, min(start + 2, end)):
            for move in _grids_at(facts, start, first, end):
                if best is None or move.gain > best.gain:
                    best, at = move, first
        if best:
            yield at, best


def _grids_at(facts: Facts, start: int, first: int, end: int) -> Iterator[Move]:
    signs = facts.signs
    short = first
    while short < end and signs[short].words <= 9 and not signs[short].asks and not signs[short].ends:
        short += 1
    cells = [sign.body for sign in signs[first:short]]
    for period in range(2, LONGEST_PERIOD + 1):
        for size in {len(cells), len(cells) - 1, len(cells) - 2}:
            if size < (4 if period == 2 else 3) * period or size % period:
                continue
            if all(count_words(head) <= 3 and not any(map(str.isdigit, head)) for head in cells[:period]):
                gain = _grid_gain(facts, cells[:size], period) - 2 * (len(cells) - size)
                gain -= 3 * (first > start and not signs[first].gap)
                yield Move(first + size, (), gain, f"grid {period}", 3.0, _table(signs[first : first + size], period))


def _grid_gain(facts: Facts, cells: Sequence[str], period: int) -> float:
    head, body = cells[:period], cells[period:]
    rows = len(body) // period
    titled = is_titled(facts.title, head)
    evidence = (
        (2.5 if is_titled(facts.title, head[:1]) else 1.8) * titled
        + 1.0 * names_columns(head)
        + (0.8 if period >= 3 else 0)
    )
    likeness = sum(_likeness(body[slot::period]) for slot in range(period)) / period
    distinct = len(set(body[::period])) / rows
    saved = saved_bits(body, period)
    wide = period - 1 if saved > 3 or (titled and period > 2) else 1
    gain = evidence + rows * wide * (1.1 * (likeness - _likeness(body)) + 0.45 * likeness) * distinct
    gain += 0.5 * rows - 0.9 * (period - 2) + 0.08 * saved - 1
    return gain if evidence >= 0.8 else gain - 3


def _likeness(column: Sequence[str]) -> float:
    """Give how alike the cells of a column are, 0 to 1."""
    kinds = [_features(cell) for cell in column]
    shares = [max(Counter(kind).values()) / len(column) for kind in zip(*(k[:3] + k[5:6] for k in kinds), strict=True)]
    return sum(shares) / len(shares)


def _table(signs: Sequence[Sign], period: int) -> Table:
    rows = [tuple(sign.body for sign in signs[at : at + period]) for at in range(0, len(signs), period)]
    return Table(rows[0], tuple(rows[1:]), tuple(signs[at].place for at in range(0, len(signs), period)))


def _is_back(label: str) -> bool:
    """Say whether a label names the back of a card."""
    return label in BACKS or names_answer(label) or MEANING.any_of([label])


def labelled(facts: Facts) -> Iterator[tuple[int, Move]]:
    """Yield runs of labels that come again and again in one order: `Front: …`, `Back: …`."""
    signs, start = facts.signs, 0
    while start < len(signs):
        label = signs[start].label
        if not label or facts.labels[label] < 2 or not opens_cycle(label):
            start += 1
            continue
        records: list[Record] = []
        place = start
        while place < len(signs) and signs[place].label == label:
            record, end = _cycle(facts, place)
            if record is None:
                break
            records.append(record)
            place = end
            yield start, Move(end, tuple(records), 2.2 * len(records), "labels", 1.5)
        start = max(place, start + 1)


def _cycle(facts: Facts, start: int) -> tuple[Record | None, int]:
    """Read one record of labelled lines; a line without a label goes on with the one above."""
    signs, end = facts.signs, start + 1
    slots: list[tuple[str, list[str], int]] = [(signs[start].label, [signs[start].labelled], signs[start].place)]
    while end < len(signs) and signs[end].label != signs[start].label:
        sign = signs[end]
        known = sign.label and (facts.labels[sign.label] >= 2 or _is_back(sign.label))
        if known and sign.label not in {name for name, _, _ in slots}:
            slots.append((sign.label, [sign.labelled], sign.place))
        elif sign.gap or sign.mark or sign.chrome:
            break
        else:
            slots[-1][1].append(sign.body)
        end += 1
    told = [(name, " ".join(filter(None, texts)), place) for name, texts, place in slots]
    back = next((slot for slot in told[1:] if _is_back(slot[0])), None)
    if back is None or not is_told(back[1]) or not is_told(told[0][1]):
        return None, start
    rest = tuple((f"{name}: {text}", place) for name, text, place in told[1:] if (name, text, place) != back)
    asks = names_question(told[0][0]) or signs[start].asks
    return Record((told[0][1], told[0][2]), ((back[1], back[2]),), rest, asks or sign_asks(told[0][1])), end
