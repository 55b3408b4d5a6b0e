"""What the forms of a word have in common."""

from __future__ import annotations

from functools import cache

STEM = 5
"""Letters that a stem keeps at least."""

_ENDINGS = (
    *("ations", "ation", "atives", "ative", "ators", "ator", "ating", "ates", "ated", "ate", "ions", "ion", "ives"),
    *("ive", "ings", "ing", "ers", "er", "ies", "ed", "es", "en", "e", "s", "n", "y"),
)


@cache
def stem(word: str) -> str:
    """Give what the forms of a word have in common; rough, and meant for any language of Europe."""
    root = without_ending(word)
    return root[: max(STEM, len(root) - 2)]


def without_ending(word: str) -> str:
    """Give a word without the ending of its form; three letters at least stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
