"""Settling a doubtful note: its author knows better than the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from genai_cards.diagnostics import Stop
from genai_cards.identity.assign import mint
from genai_cards.identity.changes import Change
from genai_cards.identity.lock import Entry, Lock


def accept(lock: Lock, changes: Iterable[Change], old: str, new: str, now: int) -> Lock:
    """Decide that the note `new` of the pages is the note `old` of the lock; a Stop where there is no such note."""
    note = _by_guid(changes, new)
    if note is None or note.note is None:
        raise Stop(f"no page has a note {new}")
    if not any(entry.guid == old for entry in lock.entries):
        raise Stop(f"the lock has no note {old}")
    if old == new:
        return lock

    def decided(entry: Entry) -> Entry:
        if entry.guid == old:
            return replace(entry, trace=note.after.trace, retired=None, digest="")
        if entry.trace == note.after.trace:
            return replace(entry, retired=max(now, entry.modified + 1))
        return entry

    return Lock(tuple(decided(entry) for entry in lock.entries))


def reject(lock: Lock, changes: Iterable[Change], guid: str, now: int) -> Lock:
    """Decide that the note that was taken for `guid` is another one: new, and `guid` retired."""
    note = _by_guid(changes, guid)
    if note is None or note.note is None or note.before is None:
        raise Stop(f"no note was taken for {guid}")
    fresh = mint(note.after.trace.key, {entry.guid for entry in lock.entries})
    entries = []
    for entry in lock.entries:
        if entry.guid == guid:
            entries.append(replace(note.after, guid=fresh, modified=0, digest=""))
            entry = replace(entry, retired=max(now, entry.modified + 1))
        entries.append(entry)
    return Lock(tuple(entries))


def _by_guid(changes: Iterable[Change], guid: str) -> Change | None:
    return next((change for change in changes if change.guid == guid), None)
