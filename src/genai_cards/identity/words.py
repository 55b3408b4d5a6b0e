"""The words that two texts are compared by, in every script, and how much a text can say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from genai_cards.language.words import NEGATIONS, SMALL_SIGNS, SMALL_WORDS

_HIRAGANA = "\u3040-\u309f"
_UNSPACED = (
    f"{_HIRAGANA}\u30a0-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # Kana and Han
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul, which glues particles to its words
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
"""Scripts that part no words by spaces."""

_RUN = re.compile(rf"[{_HIRAGANA}]+|(?:(?![{_HIRAGANA}])[{_UNSPACED}])+|[^\W_{_UNSPACED}]+")
_SIGN = re.compile(rf"[{_UNSPACED}]")
_SMALL_SIGNS = re.compile(rf"[{_HIRAGANA}]+")
_GRAMMAR = re.compile(f"[{SMALL_SIGNS}]")
_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]")
"""Marks of stress, which no letter is written with, and those of Hebrew and Arabic."""

_WORD_OR_SIGN = re.compile(rf"{'|'.join(NEGATIONS.by_language['ja'])}|[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """Give the words of a text, case folded; where a script does not part them, each pair of signs side by side."""
    if text.isascii():
        return _RUN.findall(text.casefold())
    words: list[str] = []
    for run in _RUN.findall(text.casefold()):
        for part in _GRAMMAR.sub(" ", run).split() or [run]:
            if len(part) < 3 or not _SIGN.match(part):
                words.append(part)
            else:
                words += (part[place : place + 2] for place in range(len(part) - 1))
    return words


def parts_words(text: str) -> bool:
    """Say whether spaces stand between the words of a text."""
    return text.isascii() or _SIGN.search(text) is None


def is_small(word: str) -> bool:
    """Say whether a word says nothing of what a text is about; Japanese writes such words in Hiragana."""
    return word in SMALL_WORDS or _SMALL_SIGNS.fullmatch(word) is not None


def negated(text: str) -> bool:
    """Say whether a text says no."""
    return NEGATIONS.any_of(_WORD_OR_SIGN.findall(text.casefold()))


def bare(text: str) -> str:
    """Give a text without the marks that books for learners write and others do not: of vowels, and of stress."""
    return text if text.isascii() else _MARK.sub("", unicodedata.normalize("NFC", text))


def size(text: str) -> int:
    """Say how long a text is, in letters: a sign of a script without spaces says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_SIGN.findall(text))


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of words that two texts have in common, each as often as it stands there, from 0 to 1 (Dice)."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
