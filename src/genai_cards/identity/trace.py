"""What a note is known by, from one export to the next."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from genai_cards.cards.cloze import filled
from genai_cards.cards.fields import plain_text
from genai_cards.cards.note_types import CLOZE
from genai_cards.cards.notes import Draft, Key

REMEMBERED = 1000
"""Characters of an answer that the lock holds."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What matching sees of a note."""

    key: Key
    note_type: str
    prompt: str
    """Plain text."""

    answer: str
    """Plain text; of a long one, the beginning."""

    own_id: str = ""
    """The id that the page's author gave it."""

    @property
    def holds_answer(self) -> bool:
        """Say whether the question is the whole text, with what a cloze hides."""
        return self.note_type == CLOZE.name


def trace_of(draft: Draft) -> Trace:
    """Give what matching sees of a draft."""
    if draft.note_type.cloze:
        prompt, answer = filled(draft.front), "; ".join(dict.fromkeys(hole.text for hole in draft.holes))
    else:
        prompt, answer = draft.front, plain_text(draft.back)
    return Trace(draft.key, draft.note_type.name, plain_text(prompt), answer[:REMEMBERED], draft.own_id)


def section_of(trace: Trace) -> tuple[str, tuple[str, ...]]:
    """Give the page and the headings that a note stands below."""
    return trace.key.page, trace.key.section


def digest_of(draft: Draft) -> str:
    """Give 16 hexadecimal digits that depend on what Anki would get, but for its place: line, deck and position."""
    parts = [draft.note_type.name, *draft.tags, draft.citation]
    for name, value in sorted(draft.fields.items()):
        parts += (name, value)
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
