"""A lost lock, made again of the notes of a package and of the pages as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from genai_cards.cards.fields import plain_text
from genai_cards.cards.kinds import KINDS
from genai_cards.cards.notes import Draft, Key, Note, StoredNote
from genai_cards.diagnostics import Location
from genai_cards.identity.assign import assign, mint
from genai_cards.identity.compare import RETIRED_TAG, draft_of
from genai_cards.identity.lock import Entry, Lock
from genai_cards.identity.trace import digest_of, trace_of

_OF_CELLS = frozenset(kind.name for kind in KINDS if kind.of_cell)


def place_of(note: StoredNote) -> str:
    """Give where a note of a package stood: path and line, behind what its page cites."""
    return plain_text(note.fields["Source"]).rpartition(" · ")[2]


def is_retired(note: StoredNote) -> bool:
    """Say whether a note of a package is one that no page had any more."""
    return RETIRED_TAG in note.tags


def remade(stored: Mapping[str, StoredNote], drafts: Sequence[Draft], source: str) -> Lock:
    """Give a lock of the notes of a package, as if it were that of its export.

    Of the drafts, which the pages give today, it learns what a package does not hold: of a note whose GUID was made of
    a draft's key that key, and of one that is as it was all; an import then leaves it alone. `source` is how the paths
    of the pages begin.
    """
    keys = {mint(draft.key): draft for draft in drafts}
    entries = []
    for guid, note in sorted(stored.items(), key=lambda item: is_retired(item[1])):
        own_id = keys[guid].own_id if guid in keys else ""
        key = keys[guid].key if guid in keys else _key(note, source)
        draft = replace(draft_of(note, key, note.tags, Location("")), own_id=own_id)
        entries.append(
            Entry(
                guid,
                note.modified,
                "",
                note.deck,
                place_of(note),
                trace_of(draft),
                retired=note.modified if is_retired(note) else None,
                holes=draft.holes,
                reverse=bool(note.fields.get("Reverse Prompt")),
            )
        )
    lock = Lock(tuple(entries))
    same = {change.guid: change.note for change in assign(drafts, lock, 1).changes if change.before and change.note}
    return Lock(tuple(_settled(entry, stored[entry.guid], same.get(entry.guid)) for entry in lock.entries))


def _settled(entry: Entry, was: StoredNote, now: Note | None) -> Entry:
    """Give an entry with all that is known of it, where the note of today is the one of before."""
    if now is None or entry.retired is not None:
        return entry
    trace = trace_of(now.draft)
    if (trace.prompt, trace.answer) == (entry.trace.prompt, entry.trace.answer):
        entry = replace(entry, trace=trace)
    there = replace(now, place=entry.place)
    same = (now.draft.note_type, there.fields(), now.draft.tags) == (was.note_type, was.fields, was.tags)
    return replace(entry, digest=digest_of(now.draft)) if same else entry


def _key(note: StoredNote, source: str) -> Key:
    """Give the key of a note as far as its fields tell it."""
    page = place_of(note).rpartition(":")[0].removeprefix(source).rpartition(".")[0]
    kind = next((tag.removeprefix("kind::") for tag in note.tags if tag.startswith("kind::")), "")
    section = tuple(plain_text(note.fields["Context"]).split(" › ")[1:])
    prompt = plain_text(note.fields["Text" if note.note_type.cloze else "Prompt"])
    row, colon, column = prompt.rpartition(": ")
    return Key(page, section, kind, (row, column.rstrip("?")) if kind in _OF_CELLS and colon else (prompt,))


def of_source(stored: Mapping[str, StoredNote], source: str) -> dict[str, StoredNote]:
    """Give the notes of a package whose pages are below the source folder."""
    return {guid: note for guid, note in stored.items() if place_of(note).startswith(source)}


def newest(packages: Iterable[Mapping[str, StoredNote]]) -> dict[str, StoredNote]:
    """Join the notes of packages; of a note that several hold, what changed last."""
    found: dict[str, StoredNote] = {}
    for package in packages:
        for guid, note in package.items():
            if guid not in found or note.modified > found[guid].modified:
                found[guid] = note
    return found
