"""Which note of before is which note of today: evidence from the texts and from where they stand.

Certain passes come first, each with only what is free on both sides: the same note, an id of its author's, the same
question and answer, the same question in its section, the same answer where only one note has it. What is left is
compared with the few notes that share rare words with it or stand in the same gap, and taken best first; but for a
note that is more like one that stayed: it is a sibling of both. Last comes what shares most of its words, wherever in
question and answer they stand.

A new note that inherits a stranger's history is worse than a history lost, so that position alone is never enough.
The weights were chosen on real edit histories; docs/identity.md has the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from genai_cards.identity.evidence import Evidence, telling_answer
from genai_cards.identity.pairing import Pairing
from genai_cards.identity.similar import similar_notes
from genai_cards.identity.trace import Trace
from genai_cards.identity.translation import translated
from genai_cards.identity.words import bare


@dataclass(frozen=True, slots=True)
class Matching:
    """What was found."""

    matches: dict[int, int]
    """For notes of today, by their index, what they were."""

    doubts: dict[int, int]
    """For notes of today what is doubtful: another old note that it may have been; or the one it was taken for."""


def match(
    olds: Sequence[Trace], news: Sequence[Trace], retired: Iterable[int] = (), times: Sequence[int] = ()
) -> Matching:
    """Match notes one to one; `retired` are indices of `olds` that were not in the pages before.

    `times` says of each old note when it last changed, which tells a copy from what it was copied from.
    """
    pairing = Pairing(olds, news, frozenset(retired))
    pairing.equal(lambda trace: trace, unique=False)
    if times and len(pairing.partner) < len(olds):
        _copied(pairing, times)
    pairing.equal(lambda trace: (trace.note_type, trace.own_id, trace.key.page) if trace.own_id else None)
    pairing.equal(lambda trace: (trace.note_type, trace.own_id) if trace.own_id else None, only_one=True)
    pairing.equal(_text, unique=False)
    doubts: dict[int, int] = {}
    if pairing.open():
        asked_again = _same_question(pairing)
        pairing.equal(telling_answer, only_one=True)
        pairing.equal(_unpointed)
        pairing.equal(_turned, only_one=True)
        doubts = _in_other_words(pairing)
        evidence = Evidence(pairing)
        asked_of = {new: pairing.matches[new] for new in asked_again}
        doubts |= {new: old for new, old in asked_of.items() if evidence.answers_differ(old, new)}
        if pairing.open():
            doubts |= similar_notes(pairing, evidence)
    return Matching(pairing.matches, doubts)


def _copied(pairing: Pairing, times: Sequence[int]) -> None:
    """Give the notes of a page that was copied the histories of the original, where that page is gone."""
    there = {trace.key.page for trace in pairing.news}
    originals: dict[Hashable, int] = {}
    for old in reversed(pairing.free_olds()):
        if old not in pairing.retired and pairing.olds[old].key.page not in there:
            originals[_text(pairing.olds[old])] = old
    for new, copy in [*pairing.matches.items()] if originals else ():
        original = originals.get(_text(pairing.olds[copy]))
        if original is not None and times[original] < times[copy] and original not in pairing.partner:
            del pairing.partner[copy]
            pairing.take(original, new)


def _text(trace: Trace) -> Hashable:
    return trace.note_type, trace.prompt, trace.answer


def _same_question(pairing: Pairing) -> list[int]:
    """Match the same question in its section, then alone in its page; give those that others in the page ask, too."""
    known = set(pairing.matches)
    pairing.equal(lambda trace: (trace.note_type, trace.key.page, trace.key.section, trace.prompt))
    pairing.equal(_asked, only_one=True)
    found = [new for new in pairing.matches if new not in known]
    if not found:
        return []
    asked = Counter(map(_asked, pairing.olds)), Counter(map(_asked, pairing.news))
    return [new for new in found if max(count[_asked(pairing.news[new])] for count in asked) > 1]


def _in_other_words(pairing: Pairing) -> dict[int, int]:
    """Match the notes of pages that were translated; give what is doubtful."""
    doubts = {}
    for ours, theirs in pairing.places().pages():
        for old, new, sure in translated([pairing.olds[o] for o in ours], [pairing.news[n] for n in theirs]):
            if pairing.free(ours[old], theirs[new]):
                pairing.take(ours[old], theirs[new])
                if not sure:
                    doubts[theirs[new]] = ours[old]
    return doubts


def _asked(trace: Trace) -> Hashable:
    return trace.note_type, trace.key.page, trace.prompt


def _unpointed(trace: Trace) -> Hashable:
    """Give what tells a note that is written with or without marks of vowels and of stress."""
    return trace.note_type, trace.key.page, trace.key.kind, bare(trace.prompt), bare(trace.answer)


def _turned(trace: Trace) -> Hashable:
    """Give what tells a cell of a table whose rows have become its columns; None for another note."""
    if len(trace.key.subject) != 2:
        return None
    return trace.note_type, trace.key.page, tuple(sorted(trace.key.subject)), trace.answer
