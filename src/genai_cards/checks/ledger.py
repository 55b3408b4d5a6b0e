"""The ledger: what became of each block of a page, notes or a reason why not."""

from __future__ import annotations

import html
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from genai_cards.cards import media
from genai_cards.cards.fields import words_in
from genai_cards.cards.notes import Note
from genai_cards.diagnostics import Diagnostic, Location, Severity, skipped, warning
from genai_cards.language.marks import ANSWER_MARK, NAMED_OPTION, NAMES_CHOICES, announces, leads_up
from genai_cards.language.prompts import is_answer_name
from genai_cards.language.words import ANSWER, EXPLANATION, QUESTION, RIGHT, RIGHT_BEHIND
from genai_cards.page.outline import Node

_SHOWN = 0.9
"""Share of a block's words that a note must hold to be what became of it."""

_MOST_COLUMNS = 30
_MOST_TOLD = 12
_ALT = re.compile(r'alt="([^"]*)"')
_HOLES = re.compile(r"\{\{c\d+::|\}\}")
_DROPPED = re.compile(r"\d+|qa?\d*|a\d+|[a-h]")
"""Words that cards leave out on purpose: numbers and letters before questions, answers and choices."""

_ALSO_REASONS = ("answer-missing", "answer-unclosed", "question-missing", "header-empty")
"""Codes of warnings that say why a block became no note."""

_MARKS = frozenset(
    word for row in (ANSWER, EXPLANATION, QUESTION, RIGHT, RIGHT_BEHIND) for said in row for word in said.split()
) | {
    "a",
    "q",
}

_WITH_ONE_REASON = ("section", "table", "quote", "box", "item", "entry")
"""Blocks whose parts have the reason that stands at their first line, where they have none of their own."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one block."""

    node: Node
    notes: tuple[Note, ...]
    """Those that it gave, or, where it gave none itself, the one that shows it."""

    skipped: Diagnostic | None
    """Why it, or a part of it, became no note."""

    shows: bool = False
    """Whether it gave no note itself: the note in `notes` begins elsewhere and holds its text."""

    words: int = 0
    on_cards: int = 0
    """How many of its words stand on its notes."""

    lost: tuple[str, ...] = ()
    """Words of it that no card of the page holds, though it became a note or part of one."""

    @property
    def covered(self) -> bool:
        """Say whether it became notes, or part of one."""
        return bool(self.notes)

    def as_json(self) -> dict[str, object]:
        """Give it as plain values for a program; notes by their GUIDs."""
        return {
            "block": self.node.name,
            "first": self.node.first,
            "last": self.node.last,
            "kinds": list(dict.fromkeys(note.draft.key.kind for note in self.notes)),
            "notes": [note.guid for note in self.notes],
            "shown_elsewhere": self.shows,
            "skipped": {"code": self.skipped.code, "message": self.skipped.message} if self.skipped else None,
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of each block of a page, in page order."""

    path: str
    accounts: tuple[Account, ...]

    @property
    def covered(self) -> int:
        """Give how many blocks became notes, or part of one."""
        return sum(account.covered for account in self.accounts)

    @property
    def words(self) -> int:
        """Give how many words the blocks have."""
        return sum(account.words for account in self.accounts)

    @property
    def on_cards(self) -> int:
        """Give how many of them stand on cards."""
        return sum(account.on_cards for account in self.accounts)

    def left_out(self) -> tuple[Account, ...]:
        """Give the blocks that no card shows."""
        return tuple(account for account in self.accounts if not account.covered)

    def text_lost(self) -> Iterator[Diagnostic]:
        """Yield what became neither a part of a card nor has a reason: there should be none."""
        for each in self.accounts:
            at = Location(self.path, each.node.first)
            hint = "this is a fault of genai-cards: please report it with the lines"
            if each.lost:
                yield warning("text-lost", at, f"no card holds these words: {' '.join(each.lost[:_MOST_TOLD])}", hint)
            elif not each.covered and each.skipped is None:
                yield warning("text-lost", at, "no card shows this text, and no reason says why", hint)

    def as_json(self) -> dict[str, object]:
        """Give it as plain values for a program."""
        return {
            "path": self.path,
            "blocks": len(self.accounts),
            "covered": self.covered,
            "words": self.words,
            "words_on_cards": self.on_cards,
            "ledger": [account.as_json() for account in self.accounts],
        }


def account(path: str, page: Node, notes: Sequence[Note], problems: Sequence[Diagnostic]) -> Ledger:
    """Account for each block of a page: by the line of its notes and reasons, else by the note that holds its words."""
    told = sorted((problem for problem in problems if problem.at.path == path and _is_reason(problem)), key=_line)
    shown = sorted((_Shown.of(note) for note in notes if note.draft.at.path == path), key=lambda one: one.line)
    every = frozenset(word for one in shown for word in one.words)
    outcomes = _Outcomes(path, shown, [one.line for one in shown], told, [problem.at.line for problem in told], every)
    found: dict[Node, Account] = {}
    for made in _accounts(page, outcomes, None):
        if made.node not in found or made.covered:  # a footnote may be cited twice
            found[made.node] = made
    return Ledger(path, tuple(_with_neighbours(list(found.values()))))


def _line(problem: Diagnostic) -> int:
    return problem.at.line


def _with_neighbours(accounts: Sequence[Account]) -> Iterator[Account]:
    """Give a question the error of its answer, such as a bracket that is not closed."""
    for place, made in enumerate(accounts):
        reasons = [other.skipped for other in accounts[max(place - 1, 0) : place + 2] if other.skipped]
        if made.covered or made.skipped or not reasons:
            yield made
        elif reasons[-1].severity is Severity.ERROR:
            yield replace(made, skipped=reasons[-1])
        else:
            yield made


@dataclass(frozen=True, slots=True)
class _Shown:
    """A note with the words that its cards show."""

    note: Note
    line: int
    words: frozenset[str]
    letters: str

    @classmethod
    def of(cls, note: Note) -> _Shown:
        # what an answer goes on with stands right behind it
        fields = " ".join(text for _, text in sorted(note.draft.fields.items(), key=lambda one: one[0] != "Context"))
        words = [
            *words_in(fields + _alternatives(fields)),
            *(words_in(_HOLES.sub("", fields)) if "{{c" in fields else ()),
        ]
        return cls(note, note.draft.at.line, frozenset(words), "".join(words))


def _alternatives(fields: str) -> str:
    """Give the words that stand for pictures."""
    return " ".join(("", *_ALT.findall(fields))) if "alt=" in fields else ""


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What a page gave, by line."""

    path: str
    shown: Sequence[_Shown]
    shown_lines: Sequence[int]
    told: Sequence[Diagnostic]
    told_lines: Sequence[int]
    words: frozenset[str]
    """All that stand on cards."""

    def notes(self, first: int, last: int) -> Sequence[_Shown]:
        """Give the notes that begin in these lines."""
        return self.shown[bisect_left(self.shown_lines, first) : bisect_right(self.shown_lines, last)]

    def reasons(self, first: int, last: int) -> Sequence[Diagnostic]:
        """Give the reasons that stand in these lines."""
        return self.told[bisect_left(self.told_lines, first) : bisect_right(self.told_lines, last)]


def _accounts(node: Node, page: _Outcomes, reason: Diagnostic | None) -> Iterator[Account]:
    if node.text and node.name != "heading":
        made = _account(node, page, reason)
        yield made
        reason = made.skipped or reason
    if node.name in _WITH_ONE_REASON or (node.name in ("list", "definitions") and _has_one_reason(node, page)):
        reason = next(iter(page.reasons(node.first, node.first)), reason)
    for part in node.parts:
        yield from _accounts(part, page, reason)


def _is_reason(problem: Diagnostic) -> bool:
    """Say whether a problem is why a block became no note: a question without an answer may be a warning."""
    return problem.severity in (Severity.SKIPPED, Severity.ERROR) or problem.code in _ALSO_REASONS


def _has_one_reason(node: Node, page: _Outcomes) -> bool:
    """Say whether a list has one reason for all of it, at its first line."""
    behind = (node.parts[0].last if node.parts else node.last) + 1
    return not page.notes(behind, node.last) and not page.reasons(behind, node.last)


def _account(node: Node, page: _Outcomes, inherited: Diagnostic | None) -> Account:
    words = words_in(html.escape(_without_file_names(node.text), quote=False))
    own = page.notes(node.first, node.last)
    reasons = sorted(page.reasons(node.first, node.last), key=lambda problem: problem.severity is not Severity.SKIPPED)
    reason = reasons[0] if reasons else None
    mentioned = all(one.note.draft.kind.in_passing for one in own)
    elsewhere = _that_shows(node, words, page.shown) if mentioned and reason is None else None
    notes = [*own, *([elsewhere] if elsewhere and elsewhere not in own else [])]
    if not notes and reason is None and node.name == "row":
        notes = _columns(node, words, page.shown)
    on_cards = sum(any(word in one.words for one in notes) for word in words)
    if not notes and reason is None:
        reason = inherited or _without_content(node, page.path)
    partly = notes and reason is None and on_cards < len(words) and not announces(node.text)
    lost = _lost(_unmarked(node, words), notes, page) if partly else ()
    if lost and mentioned and inherited is not None:  # it only looks as if it stood on a card elsewhere
        return Account(node, tuple(one.note for one in own), inherited, words=len(words))
    return Account(node, tuple(one.note for one in notes), reason, bool(notes) and not own, len(words), on_cards, lost)


def _without_file_names(text: str) -> str:
    """Give a text without the words that are files: they name pictures that have no words of their own."""
    if "." not in text:
        return text
    return " ".join(word for word in text.split() if not media.is_media(word))


def _unmarked(node: Node, words: Sequence[str]) -> Sequence[str]:
    """Give the words of a block without those that say that it is an answer: no card shows them."""
    if marked := ANSWER_MARK.match(node.text):
        words = words_in(html.escape(node.text[marked.end() :], quote=False))
    return [*itertools.dropwhile(_MARKS.__contains__, words)]


def _lost(words: Sequence[str], notes: Sequence[_Shown], page: _Outcomes) -> tuple[str, ...]:
    """Give the words of a block that no card holds, but for those that are left out on purpose."""
    missing = [word for word in words if word not in page.words and word not in _MARKS and not _DROPPED.fullmatch(word)]
    return tuple(word for word in missing if not any(word in one.letters for one in notes))


def _without_content(node: Node, path: str) -> Diagnostic | None:
    """Give the reason of a block that says nothing itself."""
    reveals = node.name == "title" and is_answer_name(node.text)
    if reveals or leads_up(node.text) or announces(node.text) or not words_in(html.escape(node.text, quote=False)):
        return skipped("navigation", Location(path, node.first), "it leads elsewhere in the page, or is a mere sign")
    if node.name == "footnote":
        return skipped("footnote-unused", Location(path, node.first), "no card shows what cites this footnote")
    return None


def _that_shows(node: Node, words: Sequence[str], shown: Sequence[_Shown]) -> _Shown | None:
    """Give the note that holds a block's words: the nearest above it, else one below."""
    above = [one for one in reversed(shown) if one.line <= node.first]
    words = _unmarked(node, words)
    if announces(node.text) or NAMES_CHOICES.fullmatch(node.text) or not words:
        return next(iter((*above, *shown)), None)
    if above and "Cue" in above[0].note.draft.fields and NAMED_OPTION.fullmatch(node.text):
        return above[0]  # it names one of the choices
    below = [one for one in shown if one.line > node.last]
    return next((one for one in (*above, *below) if _holds(one, words)), None)


def _columns(node: Node, words: Sequence[str], shown: Sequence[_Shown]) -> list[_Shown]:
    """Give the notes that hold a row together, each one of its cells; none where a word is on none of them."""
    above = [one for one in shown if one.line <= node.first][-_MOST_COLUMNS:]
    holding = [one for one in above if any(word in one.words for word in words)]
    return holding if all(any(word in one.words for one in holding) for word in words) else []


def _holds(one: _Shown, words: Sequence[str]) -> bool:
    found = sum(word in one.words for word in words)
    enough = found == len(words) if len(words) < 4 else found >= _SHOWN * len(words)
    return enough or (len("".join(words)) > 1 and "".join(words) in one.letters)
