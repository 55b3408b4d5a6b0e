"""Today's notes beside another lock, or beside the notes of a package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from genai_cards.cards.cloze import deletions
from genai_cards.cards.fields import plain_text
from genai_cards.cards.notes import Draft, Key, Note, StoredNote
from genai_cards.diagnostics import Location
from genai_cards.identity.changes import Change, Outcome, change_of
from genai_cards.identity.lock import Entry, Lock
from genai_cards.identity.trace import trace_of

RETIRED_TAG = "genai-cards::retired"


def compare(lock: Lock, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Say what became of the notes of another lock, by their GUIDs."""
    before = {entry.guid: entry for entry in lock.entries}
    found = []
    for change in changes:
        entry = before.pop(change.guid, None)
        if change.note is None:
            if entry is not None and entry.retired is None:
                found.append(replace(change, before=entry))
        elif entry is None:
            found.append(replace(change, outcome=Outcome.ADDED, before=None, doubted=None))
        else:
            now = change.note.modified
            compared = change_of(change.note.draft, change.after.trace, change.guid, entry, now, False, None)
            found.append(replace(compared, after=replace(compared.after, holes=change.after.holes)))
    left = (entry for entry in before.values() if entry.retired is None)
    gone = (Change(Outcome.RETIRED, entry.guid, entry, replace(entry, retired=entry.modified), None) for entry in left)
    return (*found, *gone)


def compare_stored(stored: Mapping[str, StoredNote], lock: Lock, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Say what became of the notes of a package, by their GUIDs; `lock` knows where they stood."""
    known = {entry.guid: entry for entry in lock.entries}
    by_guid = {}
    for guid, note in stored.items():
        key = known[guid].trace.key if guid in known else Key("", (), "", ())
        place = known[guid].place if guid in known else plain_text(note.fields["Source"])
        trace = trace_of(draft_of(note, key, note.tags, Location("")))
        by_guid[guid] = Entry(guid, 1, _said(note.fields, note.tags), note.deck, place, trace)
    found = tuple(changes)
    for change in found:
        entry = by_guid.get(change.guid)
        if entry and change.note:
            draft = change.note.draft
            same = entry.digest == _said(change.note.fields(), draft.tags)
            digest = change.after.digest if same else ""
            by_guid[change.guid] = replace(entry, digest=digest, trace=replace(entry.trace, key=change.after.trace.key))
    return compare(Lock(tuple(by_guid.values())), found)


def draft_of(note: StoredNote, key: Key, tags: Sequence[str], at: Location) -> Draft:
    """Give a draft of a note in a package."""
    holes = deletions(note.fields["Text"]) if note.note_type.cloze else ()
    plain = tuple(replace(hole, text=plain_text(hole.text)) for hole in holes)
    return Draft(key, note.note_type, note.fields, note.deck, tuple(tags), at, holes=plain)


def _said(fields: Mapping[str, str], tags: Iterable[str]) -> str:
    """Give what tells two contents apart, but for their place in the page."""
    return "\x1f".join((*(value for name, value in fields.items() if name != "Source"), *sorted(tags)))


def tagged_as_retired(lock: Lock, stored: Mapping[str, StoredNote]) -> tuple[tuple[Note, ...], int]:
    """Give the retired notes with the tag that says so, and of how many the content is not known any more.

    `stored` is what packages of before hold, by GUID.
    """
    notes, unknown = [], 0
    for entry in lock.entries:
        if entry.retired is None:
            continue
        if entry.guid not in stored:
            unknown += 1
            continue
        note = stored[entry.guid]
        tagged = tuple(dict.fromkeys((*note.tags, RETIRED_TAG)))
        draft = draft_of(note, entry.trace.key, tagged, Location(entry.place))
        notes.append(Note(entry.guid, entry.retired, draft, draft.fields["Source"]))
    return tuple(notes), unknown
