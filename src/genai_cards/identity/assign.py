"""Drafts + lock → notes, the new lock, and what changed: which GUID is whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from genai_cards.cards.notes import Draft, Key, Note
from genai_cards.identity.changes import Change, Outcome, change_of, retire
from genai_cards.identity.cloze_numbers import numbered
from genai_cards.identity.lock import Entry, Lock
from genai_cards.identity.match import match
from genai_cards.identity.trace import Trace, trace_of


@dataclass(frozen=True, slots=True)
class Assigned:
    """Notes with identity, in page order; what to remember; and what changed, in the lock's order."""

    notes: tuple[Note, ...]
    lock: Lock
    changes: tuple[Change, ...]


def assign(
    drafts: Sequence[Draft], lock: Lock, now: int, *, untouched: frozenset[str] = frozenset(), touch: str = ""
) -> Assigned:
    """Give each draft the GUID of the note that it was, or a new one that nobody ever had.

    `now`, in seconds since 1970, becomes the time of what is new or changed. Entries of the pages in `untouched`, which
    were not read, stay as they are. Notes that hold the text `touch` (`*`: all) get a new time without a change.
    """
    known = [entry for entry in lock.entries if entry.trace.key.page not in untouched]
    as_given = {id(draft): place for place, draft in enumerate(drafts)}
    drafts = sorted(drafts, key=lambda draft: _page_order(draft.key.page))
    traces = [trace_of(draft) for draft in drafts]
    gone = [place for place, entry in enumerate(known) if entry.retired is not None]
    found = match([entry.trace for entry in known], traces, gone, [entry.modified for entry in known])
    taken = {entry.guid for entry in lock.entries}
    changes = []
    for place, (draft, trace) in enumerate(zip(drafts, traces, strict=True)):
        was = found.matches.get(place)
        before = None if was is None else known[was]
        guid = before.guid if before else mint(draft.key, taken)
        taken.add(guid)
        doubted = known[found.doubts[place]] if place in found.doubts else None
        made, holes = numbered(
            draft, before.holes if before else (), trace.prompt, before.trace.prompt if before else ""
        )
        as_given[id(made)] = as_given[id(draft)]
        change = change_of(made, trace, guid, before, now, _touched(touch, guid, made, trace), doubted)
        changes.append(replace(change, after=replace(change.after, holes=holes)) if holes else change)
    kept = set(found.matches.values())
    left = [retire(entry, now) for place, entry in enumerate(known) if place not in kept]
    notes = [change.note for change in changes if change.note]
    notes.sort(key=lambda note: as_given[id(note.draft)])
    others = [entry for entry in lock.entries if entry.trace.key.page in untouched]
    ordered = _in_page_order([change.after for change in changes], [*others, *(change.after for change in left)])
    retired_now = (change for change in left if change.outcome is Outcome.RETIRED)
    return Assigned(tuple(notes), Lock(ordered), (*changes, *retired_now))


def _touched(touch: str, guid: str, draft: Draft, trace: Trace) -> bool:
    if not touch:
        return False
    about = " ".join((guid, draft.at.path, trace.prompt, trace.answer, *draft.tags))
    return touch == "*" or touch.casefold() in about.casefold()


def touches(touch: str, changes: Iterable[Change]) -> bool:
    """Say whether any note of the pages holds the text `touch`."""
    notes = ((change, change.note) for change in changes)
    return any(note and _touched(touch, change.guid, note.draft, change.after.trace) for change, note in notes)


def _in_page_order(live: Iterable[Entry], others: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort by page; in each what is in the pages as it stands there, then what was."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in (*live, *others):
        pages[entry.trace.key.page].append(entry)
    return tuple(entry for page in sorted(pages, key=_page_order) for entry in pages[page])


def _page_order(page: str) -> tuple[list[str], str]:
    return [part.casefold() for part in page.split("/")], page


def mint(key: Key, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Make a GUID from a key, salted until it is not in `taken`: 16 hexadecimal digits.

    Anki's search tells no cases apart, and its regular expressions give other characters a meaning.
    """
    salt = 0
    while (guid := key.digest(salt).hex()[:16]) in taken:
        salt += 1
    return guid
