"""Which cells are heads: words that name the columns of terms and of what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from genai_cards.language.cells import SUPPORT_COLUMNS, is_word_class
from genai_cards.language.pasted import BACK_HEADS, CUE_HEADS, NOUN_HEADS, TERM_HEADS
from genai_cards.language.sayings import ARTICLES
from genai_cards.language.words import ANSWER, MEANING, QUESTION_HEADERS, Words

LEAST_ALIKE = 0.6
"""Of the cells of a column: so many look like the first one where that is no head."""

MOST_HEAD_WORDS = 3

LONGEST_CODE = 12
"""Characters."""


_CODED = re.compile(r"[a-z]_[a-z]|[a-z][A-Z]")  # what programs call a column


def _named(cell: str) -> list[str]:
    """Give what a cell may be called: all of it, then each of its words."""
    name = " ".join(re.sub(r"[^\w\s-]", "", cell.casefold()).split())
    return [name, *re.split(r"[\s-]+", name)]


def _is(cell: str, *rows: Words) -> bool:
    return any(row.any_of(_named(cell)) for row in rows)


def names_columns(cells: Sequence[str]) -> bool:
    """Say whether two cells are the heads of a term's column and of its meaning's."""
    first, second = cells[0], cells[1]
    if (first.casefold(), second.casefold()) == ("a", "b"):
        return True
    if first.casefold() == second.casefold() or any(
        word.casefold() in ARTICLES for cell in (first, second) for word in cell.split()[:1]
    ):
        return False
    asks = _is(first, CUE_HEADS, QUESTION_HEADERS)
    if not (asks or _is(first, TERM_HEADS, MEANING)):
        return False
    return _is(second, BACK_HEADS, TERM_HEADS, MEANING, SUPPORT_COLUMNS) or (asks and _is(second, ANSWER))


def may_head(cells: Sequence[str]) -> bool:
    """Say whether the cells of a first row may be heads by their looks: nouns in capitals, the first one of a kind."""
    last = _named(cells[0])[-1]
    short = all(cell[:1].isupper() and len(cell.split()) <= 3 for cell in cells)
    return short and NOUN_HEADS.any_of([last, last.removesuffix("s")])


def is_a_row(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a first row is one of the rows: one of its cells is a class of words, or a code as those below it."""
    for place, cell in enumerate(first):
        column = [row[place] for row in rows if place < len(row) and row[place]]
        if is_word_class(cell) and column and all(map(is_word_class, column)):
            return True
        shape = _shape(cell)
        if "0" in shape and sum(_shape(other) == shape for other in column) > LEAST_ALIKE * len(column):
            return True
    return False


def _shape(cell: str) -> str:
    """Give the looks of a code: `L01` and `L02` look alike."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_]+", "a", cell)) if len(cell) <= LONGEST_CODE else ""


def is_unlike(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a first row is unlike the rows below it: it holds a known head, or a cell that no column would.

    A head is written otherwise than the cells below it: in capitals, as one word, without digits.
    """
    if any(_is(cell, TERM_HEADS, BACK_HEADS, CUE_HEADS, NOUN_HEADS) or _CODED.search(cell) for cell in first):
        return True
    for place, head in enumerate(first):
        column = [row[place] for row in rows if place < len(row) and row[place]]
        alike = [cell for cell in column if _looks(cell) == _looks(head)]
        if len(alike) * 4 < len(column):
            return True
    return False


def _looks(cell: str) -> tuple[object, ...]:
    words = cell.split()
    letter = next((char for char in cell if char.isalpha()), "")
    script = unicodedata.name(letter, "X").split()[0] if letter else "0"
    return script, cell[:1].isupper(), len(words) > MOST_HEAD_WORDS, any(map(str.isdigit, cell))


def is_titled(title: str, head: Sequence[str]) -> bool:
    """Say whether the title holds the head of one of the first two columns, in whichever number."""
    stems = {_stem(word) for word in re.findall(r"\w+", title)}
    return any(_stem(cell.split()[-1]) in stems for cell in head[:2] if cell.split())


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s|en|n|e)$", "", word.casefold())
