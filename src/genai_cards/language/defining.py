"""Sentences that say what something is: "X is …", "In physics, an X …", "Unter X versteht man …", "Xとは …"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from genai_cards.language import sayings
from genai_cards.language.prompts import any_of

_PLURAL = re.compile(r"[a-z]{3}[a-rt-z]s$")
_FARTHEST = 240
"""So far from its beginning a text is looked at."""

_SPACES = re.compile(r"[\s\u2010-\u2012-]")
_NAME_ENDS = r"(?:e?s|n|en|'s)?[\"”“»'*_]?\s*(?:[(（][^)）]*[)）]\s*)?"

_TURKISH = r",?\s(?=[^.]*[ığşĞŞİ])(?=[^.]*(?:[dt][iıuü]r|eder|denir)\.)"
"""A sentence whose last word ends in "is": "X, bir yeteneğidir."."""


def defines(text: str, name: str) -> int | None:
    """Give the length of "X is", "X —", "Xとは" at the beginning of a text for a name X; None where it says no such."""
    return next((end for stem in _stems(name) if (end := _defined(text, stem)) is not None), None)


@lru_cache(maxsize=1024)
def _stems(name: str) -> tuple[str, ...]:
    """Give a name without what stands in brackets, and what stands there: "Application interface (API)"."""
    inside = re.findall(r"[(（]([^()（）]{2,40})[)）]", name)
    stem = re.sub(r"\s*[(（][^)）]*[)）]\s*", " ", name)
    names = [*filter(None, (each.strip().strip("\"'“”") for each in (stem, *inside)))]
    return tuple(dict.fromkeys((*names, *(each[:-1] for each in names if _PLURAL.search(each)))))


def _defined(text: str, stem: str) -> int | None:
    head = text[:_FARTHEST]
    said, key = (_evened(each) for each in (head, stem))
    at = said.find(key) if len(said) == len(head) and len(key) == len(stem) else -1
    if at < 0:
        return None
    opening = _before().fullmatch(text, 0, at)
    if opening is None:
        return None
    behind = (_understood() if opening["by"] else _behind()).match(text, at + len(stem))
    if opening["told"]:
        return at + len(stem)
    if behind is None or re.match(r"\s*(?:not\s+)?[a-z]+ing\b(?!\s+(?:of|that|which))", text[behind.end() :]):
        return None  # "X is changing the world"
    return behind.end()


def _evened(text: str) -> str:
    return _SPACES.sub(" ", text.lower())


@cache
def _before() -> re.Pattern[str]:
    """Give the pattern of what may stand before a name that is defined: "In physics, the ", "Unter einem "."""
    where = r"(?:[^,.，、。]{2,60}(?:,\s|[，、])\s*)?"
    by = rf"(?:(?P<told>{any_of(sayings.UNDERSTOOD_AS)})\s+|(?P<by>{any_of(sayings.UNDER)})\s+)?"
    article = rf"(?:{any_of(sayings.ARTICLES)}\s+(?-i:[A-Z]\w+\s)?|(?:l|un|dell|all)['’])?"
    return re.compile(rf"\W?{where}{by}{article}[\"“„«'*_]?", re.IGNORECASE)


@cache
def _understood() -> re.Pattern[str]:
    return re.compile(rf"{_NAME_ENDS}(?:,[^,.]{{1,80}})?,?\s+(?:{any_of(sayings.UNDERSTOOD)})", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """Give the pattern of what goes on behind a name that is defined: " is", ", or XY, means", "とは"."""
    narrow = [word for word in sayings.DEFINES if re.match(r"[a-zà-ÿ\u0400-\u04ff]", word)]
    wide = [word for word in sayings.DEFINES if word not in narrow]
    verb = rf"\s*{any_of(narrow)}(?=[\s,])|[，,]?\s*{any_of(wide)}|\s+[=—–](?=\s)|\s*—\s*это(?=\s)|{_TURKISH}"
    other = rf"(?:\s*,?\s+{any_of(sayings.OR)}\s+[^\s,.]+(?:\s[^\s,.]+){{0,3}}?,?)?"
    return re.compile(rf"{_NAME_ENDS}{other}(?:,[^,.]{{1,80}},\s*)?(?:{verb})", re.IGNORECASE)
