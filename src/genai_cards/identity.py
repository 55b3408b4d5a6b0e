"""Drafts → notes: which GUID is whose."""

from __future__ import annotations

from collections.abc import Iterable

from genai_cards.notes import Draft, Key, Note


def assign(drafts: Iterable[Draft], now: int) -> tuple[Note, ...]:
    """Give each draft a GUID of its own, made from its key; drafts with one key get theirs in page order.

    `now`, in seconds since 1970, becomes the time of modification.
    """
    taken: set[str] = set()
    notes = []
    for draft in drafts:
        guid = mint(draft.key, taken)
        taken.add(guid)
        notes.append(Note(guid, now, draft))
    return tuple(notes)


def mint(key: Key, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Make a GUID from a key, salted until it is not in `taken`: 16 hexadecimal digits.

    Anki's search tells no cases apart, and its regular expressions give other characters a meaning.
    """
    salt = 0
    while (guid := key.digest(salt).hex()[:16]) in taken:
        salt += 1
    return guid
