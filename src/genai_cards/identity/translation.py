"""Pages that were translated in place: nothing but their order says which note is which."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from genai_cards.identity.evidence import section_of
from genai_cards.identity.trace import Trace
from genai_cards.identity.words import words_of
from genai_cards.language.words import SMALL_WORDS

FEWEST = 3
"""So many notes a page must have, or the order of its notes says nothing."""

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
_FOREIGN, _SMALL, _CLEARLY = 0.3, 0.08, 1.5
"""From which share of signs on a text is in another script, from which share of small words on in a language, and how
many times more there must be than of another language."""

_ANCHOR = re.compile(r"[a-z][a-z0-9]+|\d+")


def language_of(texts: Sequence[str]) -> str:
    """Say which language or script texts are in; nothing where that is not clear."""
    text = " ".join(texts)
    signs = {script: len(found.findall(text)) for script, found in _SIGNS.items()}
    script, most = max(signs.items(), key=lambda item: item[1])
    if most > _FOREIGN * sum(map(str.isalpha, text)):
        return "Kana" if script == "Han" and signs["Kana"] > most / 10 else script
    words = words_of(text)
    hits = {language: sum(map(small.__contains__, words)) for language, small in SMALL_WORDS.by_language.items()}
    (language, first), (_, second) = Counter(hits).most_common(2)
    return language if first > max(_SMALL * len(words), _CLEARLY * second) else ""


def translated(olds: Sequence[Trace], news: Sequence[Trace]) -> Iterator[tuple[int, int, bool]]:
    """Yield which of `olds` is which of `news`, and whether something else than the order says so.

    Both are the notes of one page, in order, that have no partner yet. Nothing, where they are in one language, or are
    not as many of the same kinds, in the page or in a section.
    """
    if min(len(olds), len(news)) < FEWEST:
        return
    before, after = (language_of([f"{trace.prompt} {trace.answer}" for trace in traces]) for traces in (olds, news))
    if not before or not after or before == after:
        return
    for ours, theirs in _runs(olds, news):
        anchors = _anchors([olds[place] for place in ours], [news[place] for place in theirs])
        sorted_both = len(ours) > FEWEST and _is_sorted(olds, ours) and _is_sorted(news, theirs)
        if anchors is not None and not sorted_both:
            for place, (old, new) in enumerate(zip(ours, theirs, strict=True)):
                yield old, new, place in anchors or len(olds[old].key.subject) == 2


def _runs(olds: Sequence[Trace], news: Sequence[Trace]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """Yield places on both sides that are as many and of the same kinds: all of them, else those of a section."""
    whole = range(len(olds)), range(len(news))
    if _kinds(olds) == _kinds(news):
        yield whole
        return
    ours, theirs = (
        [list(run) for _, run in itertools.groupby(places, key=lambda place: section_of(traces[place]))]
        for traces, places in zip((olds, news), whole, strict=True)
    )
    if len(ours) == len(theirs):
        for old, new in zip(ours, theirs, strict=True):
            if _kinds([olds[place] for place in old]) == _kinds([news[place] for place in new]):
                yield old, new


def _kinds(traces: Sequence[Trace]) -> list[tuple[str, str]]:
    return [(trace.note_type, trace.key.kind) for trace in traces]


def _is_sorted(traces: Sequence[Trace], places: Sequence[int]) -> bool:
    """Say whether notes stand in the order of the alphabet: then each language has an order of its own."""
    prompts = [traces[place].prompt.casefold() for place in places]
    return prompts == sorted(prompts)


def _anchors(olds: Sequence[Trace], news: Sequence[Trace]) -> set[int] | None:
    """Give the places where numbers or names agree that stand nowhere else; None where they do so across places."""
    ours, theirs = _said_once(olds), _said_once(news)
    shared = ours.keys() & theirs.keys()
    return {ours[word] for word in shared} if all(ours[word] == theirs[word] for word in shared) else None


def _said_once(traces: Sequence[Trace]) -> dict[str, int]:
    """Give the numbers and the words in Latin letters that one note alone has, and where."""
    found = [set(_ANCHOR.findall(f"{trace.prompt} {trace.answer}".casefold())) for trace in traces]
    count = Counter(word for words in found for word in words)
    return {word: place for place, words in enumerate(found) for word in words if count[word] == 1}
