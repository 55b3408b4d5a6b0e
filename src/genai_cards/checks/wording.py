"""What a field says, and how much."""

from __future__ import annotations

import re

from genai_cards.cards.fields import plain_text
from genai_cards.language.words import SMALL_WORDS

SHOWN_WHOLE = re.compile(r"<pre\b.*?</pre>|<table\b.*?</table>|<ol class=\"gc-footnotes\">.*?</ol>", re.DOTALL)
_ITEM = re.compile(r"<(/?)(li|ul|ol)\b")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_WORD = 2
"""Characters of a word, in scripts that write no spaces."""


def count_items(answer: str) -> int:
    """Give the number of items where an answer is mainly a list: the most that one of its outer lists has."""
    depth, counts = 0, [0]
    for match in _ITEM.finditer(SHOWN_WHOLE.sub(" ", answer)):
        closing, tag = match[1], match[2]
        if tag == "li":
            counts[-1] += depth == 1 and not closing
        else:
            depth += -1 if closing else 1
            if depth == 1 and not closing:
                counts.append(0)
    return max(counts)


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
