"""What a field says, and how much."""

from __future__ import annotations

import re

from genai_cards.cards.fields import plain_text
from genai_cards.language.words import SMALL_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_WORD = 2
"""Characters of a word, in scripts that write no spaces."""


def count_words(field: str) -> int:
    """Give how many words a field has; some letters of a script without spaces are one."""
    plain = plain_text(field)
    letters = len(_CJK.findall(plain))
    return len(words_of(_CJK.sub(" ", plain))) + letters // _CJK_WORD


def words_of(plain: str) -> list[str]:
    """Give the words of a text, in order."""
    return _WORD.findall(plain)


def content(plain: str) -> list[str]:
    """Give the words that carry meaning, in lower case."""
    return [word for word in map(str.lower, words_of(plain)) if word not in SMALL_WORDS]


def short(plain: str) -> str:
    """Give as much of a text as a message can show."""
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
