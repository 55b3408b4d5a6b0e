"""Pages that were translated in place: nothing but their order says which note is which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from genai_cards.identity.trace import Trace, section_of
from genai_cards.identity.words import words_of
from genai_cards.language.words import SMALL_WORDS

FEWEST = 3
"""So many notes must be in another language, or nobody can be sure of it."""

_SCRIPTS = {
    "Han": "\u3400-\u4dbf\u4e00-\u9fff",
    "Kana": "\u3040-\u30ff",
    "Hangul": "\uac00-\ud7af",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0600-\u06ff",
    "Hebrew": "\u0590-\u05ff",
    "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
}
_SIGNS = {script: re.compile(f"[{signs}]") for script, signs in _SCRIPTS.items()}
_SMALL_WORDS = {language: frozenset(words) for language, words in SMALL_WORDS.by_language.items()}
_FOREIGN, _SMALL, _CLEARLY = 0.3, 0.08, 1.5
"""From which share of signs on a text is in another script, from which share of small words on in a language, and how
many times more there must be than of another language."""

_ANCHOR = re.compile(r"\d+|[a-z][a-z0-9]{2,}")
_SHORTEST = 5
"""Letters from which a word may be a name in two languages of one script."""


def language_of(texts: Sequence[str]) -> str:
    """Say which language or script texts are in; nothing where that is not clear."""
    text = " ".join(texts)
    signs = {script: len(found.findall(text)) for script, found in _SIGNS.items()}
    script, most = max(signs.items(), key=lambda item: item[1])
    if most > _FOREIGN * sum(map(str.isalpha, text)):
        return "Kana" if script == "Han" and signs["Kana"] > most / 10 else script
    words = words_of(text)
    hits = {language: sum(map(small.__contains__, words)) for language, small in _SMALL_WORDS.items()}
    (language, first), (_, second) = Counter(hits).most_common(2)
    return language if first > max(_SMALL * len(words), _CLEARLY * second) else ""


def translated(olds: Sequence[Trace], news: Sequence[Trace]) -> Iterator[tuple[int, int, bool]]:
    """Yield which of `olds` is which of `news`, and whether more than the order says so.

    Both are the notes of one page, in order, that have no partner yet. Nothing, where they are in one language. A
    number or a name that one note alone has on each side is an anchor; between anchors, and between headings, as many
    notes of the same kinds are the same notes: surely, if they are few or cells of a table.
    """
    if min(len(olds), len(news)) < FEWEST:
        return
    before, after = (language_of([f"{trace.prompt} {trace.answer}" for trace in traces]) for traces in (olds, news))
    scripts = {before, after} & _SIGNS.keys()
    if not before or not after or before == after:
        return
    anchors = _anchors(olds, news, 1 if scripts else _SHORTEST)
    if any(one >= two for (_, one), (_, two) in pairwise(anchors)):
        return
    yield from ((old, new, True) for old, new in anchors)
    if _is_sorted(olds) and _is_sorted(news):  # by the alphabet of either language
        return
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *anchors, (len(olds), len(news))]):
        for ours, theirs in _runs(olds, news, range(old + 1, next_old), range(new + 1, next_new)):
            for one, other in zip(ours, theirs, strict=True):
                between = old >= 0 and next_old < len(olds) and len(ours) <= FEWEST
                yield one, other, between or len(olds[one].key.subject) == 2


def _runs(
    olds: Sequence[Trace], news: Sequence[Trace], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield places on both sides that are as many and of the same kinds: all of them, else those below a heading."""
    if _kinds(olds, ours) == _kinds(news, theirs):
        yield ours, theirs
        return
    one, other = (
        [list(run) for _, run in groupby(places, key=lambda place: section_of(traces[place]))]
        for traces, places in ((olds, ours), (news, theirs))
    )
    if len(one) == len(other):
        yield from (pair for pair in zip(one, other, strict=True) if _kinds(olds, pair[0]) == _kinds(news, pair[1]))


def _kinds(traces: Sequence[Trace], places: Iterable[int]) -> list[tuple[str, str]]:
    return [(traces[place].note_type, traces[place].key.kind) for place in places]


def _is_sorted(traces: Sequence[Trace]) -> bool:
    prompts = [trace.prompt.casefold() for trace in traces]
    return len(prompts) > FEWEST and prompts == sorted(prompts)


def _anchors(olds: Sequence[Trace], news: Sequence[Trace], shortest: int) -> list[tuple[int, int]]:
    """Give the places that a number or a name of one note alone is at on both sides, by that of the old one."""
    ours, theirs = _said_once(olds), _said_once(news)
    shared = (word for word in ours.keys() & theirs.keys() if word.isdigit() or len(word) >= shortest)
    return sorted({(ours[word], theirs[word]) for word in shared})


def _said_once(traces: Sequence[Trace]) -> dict[str, int]:
    """Give the numbers and the words in Latin letters that one note alone has, and where."""
    found = [set(_ANCHOR.findall(f"{trace.prompt} {trace.answer}".casefold())) for trace in traces]
    count = Counter(word for words in found for word in words)
    return {word: place for place, words in enumerate(found) for word in words if count[word] == 1}
