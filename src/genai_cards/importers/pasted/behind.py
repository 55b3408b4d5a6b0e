"""Records on one line: a question with its answer behind it, a gap with its word, a statement that is judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from genai_cards.importers.pasted.records import Move, Record, is_told
from genai_cards.importers.pasted.signs import Facts, Sign
from genai_cards.importers.write import is_balanced
from genai_cards.language.marks import ANSWER_IN_BRACKETS, CALLED_ANSWER
from genai_cards.language.pasted import JUDGEMENTS
from genai_cards.language.prompts import count_words

_GAP = re.compile(r"_{2,}|\.{5,}|…{2,}")
_GAP_ANSWER = re.compile(
    rf"\s*(?:\(([^()]{{1,60}})\)|\[([^\[\]]{{1,60}})\]|{CALLED_ANSWER}\s*[:：]\s*(.{{1,80}}))\s*$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"(?:(?<=[^.])\.\s+|(?<=[?？؟.])\s*|\s+)(?:{CALLED_ANSWER}|A)\s*(?:[:：]|\.(?=\s))\s*(?=\S)", re.IGNORECASE
)
_BRACKETED = re.compile(r"(.{3,300}[?？؟][\"”»]?)\s*[(\[]([^()\[\]]{1,160})[)\]]\.?")
_ASKED = re.compile(r"(.{3,300}?[?？؟][\"”»]?)\s*(?:[-–—:：→=]+\s*)?([^?？؟]{1,300})")
_JUDGED = re.compile(r"(.{6,}?[^\s:–—-])(?:(?<=[.!])\s*[-–—:]?\s+|\s+[-–—]\s+|\s*→\s+|\s*[(\[])([^\W\d_]{1,10})[)\].]*")
_NOTES = re.compile(
    r"(Definition|Theorem|Lemma|Corollary|Proposition|Axiom|Law|Satz|Definición|Définition|Teorema|Théorème|Lemme|Definizione|Определение|Теорема"
    r"|定义|定理)\s*[\d.]*\d\.?\s*(?:[(（\[]([^()（）\[\]]+)[)）\]])?\s*[.:：]?\s*(.+)"
)
_DEFINED = re.compile(
    r"(?:an?|the|ein|eine|un|une|una|uno)\s+([^\W\d_][\w -]{1,40}?)\s+(?:is|are|means|ist|est|es|è)\s", re.IGNORECASE
)


def told_behind(facts: Facts, index: int) -> Iterator[Move]:
    """Read a question with its answer on one line, a statement that is judged, a gap with the word that fills it."""
    sign = facts.signs[index]
    text, mark = sign.body, sign.mark
    if len(text) > 2_000:
        return
    gap = _gap(facts, index)
    if gap:
        yield gap
        return
    if match := _BEHIND.search(text, 2):
        front = text[: match.start()].rstrip(" ")
        if is_told(front) and not sign.answers:
            front = re.sub(r"([?？؟])\.$", r"\1", front if front[-1:] in "?？؟" else front.rstrip("."))
            yield _one_line(sign, index, front, text[match.end() :], 4.2, f"behind|{mark}", asks=True)
        return
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        inside = bracketed[2]
        named = ANSWER_IN_BRACKETS.match(f"({inside}")
        answer = inside[named.end() - 1 :] if named else inside
        yield _one_line(sign, index, bracketed[1], answer, 3.0, f"bracket|{mark}", asks=True)
        return
    asked = _ASKED.fullmatch(text)
    if asked and is_told(asked[2]) and is_balanced(asked[2]) and asked[2][0] not in '"”’)»':
        gain = 2.2 + (0.8 if mark in ("number", "question") else 0) - (1.5 if count_words(asked[2]) > 12 else 0)
        yield _one_line(sign, index, asked[1], asked[2].strip(), gain, f"asked|{mark}", asks=True)


def _one_line(sign: Sign, index: int, front: str, answer: str, gain: float, form: str, asks: bool) -> Move:
    record = Record((front, sign.place), ((answer.strip(), sign.place),), (), asks, number=sign.number or None)
    return Move(index + 1, (record,), gain, form, 2.4)


def _gap(facts: Facts, index: int) -> Move | None:
    """Read a sentence with a gap, and behind it or below it the word that fills it."""
    sign = facts.signs[index]
    if not _GAP.search(sign.body):
        return None
    if told := _GAP_ANSWER.search(sign.body):
        answer = next(group for group in told.groups() if group)
        return _one_line(sign, index, sign.body[: told.start()], answer, 4.5, f"gap|{sign.mark}", asks=True)
    return None


def judged(facts: Facts, index: int, judgements: frozenset[str]) -> Iterator[Move]:
    """Read a statement with what it is judged to be behind it: `T`, `false`; the judgements of a page are few."""
    sign = facts.signs[index]
    match = _JUDGED.fullmatch(sign.body) if judgements else None
    if match and match[2].casefold() in judgements:
        yield _one_line(sign, index, match[1], match[2], 3.6, f"judged|{sign.mark}", asks=True)


def judgements_of(signs: Sequence[Sign]) -> frozenset[str]:
    """Give the words at the ends of lines that judge what stands before: two or three for four lines or more."""
    ends = Counter(match[2].casefold() for sign in signs if sign.mark and (match := _JUDGED.fullmatch(sign.body)))
    told = frozenset(word for word in ends if word in JUDGEMENTS)
    if told and sum(ends[word] for word in told) >= (2 if any(len(word) > 1 for word in told) else 3):
        return told
    common = [word for word, count in ends.items() if count >= 2]
    return frozenset(common) if 2 <= len(common) <= 3 and sum(ends[word] for word in common) >= 4 else frozenset()


def noted(facts: Facts, index: int) -> Iterator[Move]:
    """Read a definition of lecture notes: `Definition 3.1 (Path). A path is …`."""
    sign = facts.signs[index]
    match = _NOTES.fullmatch(sign.line.text)
    if not match:
        return
    defined = _DEFINED.match(match[3])
    term = match[2] or (defined[1] if defined else "")
    if term:
        record = Record((term, sign.place), ((match[3], sign.place),), ((match[1], sign.place),) if match[2] else ())
        yield Move(index + 1, (record,), 4.0, "noted", 2.5)
