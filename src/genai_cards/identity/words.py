"""The words that two texts are compared by, in every script, and how much a text can say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
"""Scripts that part no words, or glue particles to them: Thai, Lao, Burmese, Khmer, Kana, Han, Hangul."""

_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_MARK = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]")
"""Marks of stress, which no letter is written with, and those of Hebrew and Arabic."""

_SIGN = re.compile(rf"[{_UNSPACED}]")


def words_of(text: str) -> list[str]:
    """Give the words of a text, case folded; where a script does not part them, each pair of signs that stand together."""
    words: list[str] = []
    for run in _RUN.findall(text.casefold()):
        if len(run) < 3 or not _SIGN.match(run):
            words.append(run)
        else:
            words += (run[place : place + 2] for place in range(len(run) - 1))
    return words


def bare(text: str) -> str:
    """Give a text without the marks that books for learners write and others do not: of vowels, and of stress."""
    return text if text.isascii() else _MARK.sub("", unicodedata.normalize("NFC", text))


def size(text: str) -> int:
    """Say how long a text is, in letters: a sign of a script without spaces says as much as two."""
    return len(text) if text.isascii() else len(text) + len(_SIGN.findall(text))


def overlap(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of words that two texts have in common, each as often as it stands there (Dice), from 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
