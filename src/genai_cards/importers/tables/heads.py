"""Which cells are heads: words that name the columns of terms and of what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.language.pasted import BACK_HEADS, CUE_HEADS, NOUN_HEADS, TERM_HEADS
from genai_cards.language.words import ANSWER, MEANING, QUESTION_HEADERS, Words


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
    if first.casefold() == second.casefold():
        return False
    asks = _is(first, CUE_HEADS, QUESTION_HEADERS)
    if not (asks or _is(first, TERM_HEADS, MEANING)):
        return False
    return _is(second, BACK_HEADS, TERM_HEADS, MEANING) or (asks and _is(second, ANSWER))


def may_head(cells: Sequence[str]) -> bool:
    """Say whether the cells of a first row may be heads by their looks: nouns in capitals, the first one of a kind."""
    last = _named(cells[0])[-1]
    short = all(cell[:1].isupper() and len(cell.split()) <= 3 for cell in cells)
    return short and NOUN_HEADS.any_of([last, last.removesuffix("s")])


def is_titled(title: str, head: Sequence[str]) -> bool:
    """Say whether the title holds the head of one of the first two columns, in whichever number."""
    stems = {_stem(word) for word in re.findall(r"\w+", title)}
    return any(_stem(cell.split()[-1]) in stems for cell in head[:2] if cell.split())


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s|en|n|e)$", "", word.casefold())
