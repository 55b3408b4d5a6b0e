"""Which cells are heads: words that name the columns of terms and of what they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.language.words import ANSWER, MEANING, QUESTION_HEADERS

_HEADS = frozenset(
    "term terms word words name concept front back abbreviation acronym full_form stands_for english german "
    "french spanish italian latin japanese chinese korean russian portuguese wort begriff übersetzung "
    "vorderseite rückseite palabra término mot terme parola termine słowo слово термин перевод 单词 词语 用語 単語 단어 "
    "뜻 意味 意思 释义 key value symbol command function slang jargon event year date ".split()
)
_PAIR_BACKS = frozenset(
    "definition meaning meanings answer answers translation description back explanation english stands_for "
    "full_form expansion bedeutung übersetzung rückseite significado definición respuesta traducción sens "
    "définition réponse traduction significato definizione traduzione znaczenie перевод определение значение "
    "ответ 释义 意思 意味 뜻 notes event ".split()
)
_CUES = frozenset("cue cue_column question questions prompt q ".split())


def _key(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", re.sub(r"[^\w\s-]", "", cell.casefold()).strip())


def names_columns(cells: Sequence[str]) -> bool:
    """Say whether two cells are the heads of a term's column and of its meaning's."""
    first, second = _key(cells[0]), _key(cells[1])
    if (first, second) == ("a", "b"):
        return True
    asks = first in _CUES or QUESTION_HEADERS.any_of([first.replace("_", " ")])
    names = first in _HEADS or asks or any(word in _HEADS for word in first.split("_")) or MEANING.any_of([first])
    backs = second in _PAIR_BACKS or MEANING.any_of([second]) or any(word in _PAIR_BACKS for word in second.split("_"))
    return bool(names and (backs or second in _HEADS or (asks and ANSWER.any_of([second])))) and first != second


_NOUNS = frozenset(
    "model feature aspect type tool method element country city language property parameter category class component technique approach"
    " phase stage step level layer field criterion factor principle rule theory author artist book food animal plant drug disease organ"
    " muscle bone planet metal unit quantity formula metric algorithm operator keyword library framework service protocol port status"
    " acronym modelo característica tipo país modell merkmal eigenschaft art land typ modèle caractéristique pays modello caratteristica".split()
)


def may_head(cells: Sequence[str]) -> bool:
    """Say whether the cells of a first row may be heads by their looks: nouns with capitals, the first one of a kind."""
    first = _key(cells[0]).split("_")[-1].removesuffix("s")
    return first in _NOUNS and all(cell[:1].isupper() and len(cell.split()) <= 3 for cell in cells)


def is_titled(title: str, head: Sequence[str]) -> bool:
    """Say whether the title holds the head of one of the first two columns, in whichever number."""
    stems = {_stem(word) for word in re.findall(r"\w+", title)}
    return any(_stem(cell.split()[-1]) in stems for cell in head[:2] if cell.split())


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s|en|n|e)$", "", word.casefold())
