"""Drafts + lock → notes, the new lock, and what changed: which GUID is whose."""

from __future__ import annotations

import enum
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from genai_cards.cards.cloze import filled, holes_in, numbered
from genai_cards.cards.fields import plain_text
from genai_cards.cards.note_types import BASIC, NOTE_TYPES
from genai_cards.cards.notes import Draft, Key, Note, NoteType
from genai_cards.diagnostics import Location, Stop
from genai_cards.identity.lock import Entry, Lock
from genai_cards.identity.match import CLEAR, Trace, match

REMEMBERED = 1000
"""Characters of an answer that the lock holds."""

RETIRED_TAG = "genai-cards::retired"


class Outcome(enum.StrEnum):
    """What an export does to a note."""

    ADDED = "added"
    """A new card."""

    CHANGED = "changed"
    """Its text, its tags or its heading: updated by the import, its history kept."""

    MOVED = "moved"
    """It stands elsewhere and says the same; nothing happens in Anki, its history is kept."""

    RETIRED = "retired"
    """No page has it any more; it stays in Anki until its owner deletes it."""

    REVIVED = "revived"
    """It had left the pages and is back, with its history."""

    SAME = "same"
    """Nothing changed, and the import leaves it alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one note."""

    outcome: Outcome
    guid: str
    before: Entry | None
    after: Entry
    note: Note | None
    """None for a note that was retired."""

    doubt: str = ""
    """GUID of another note that it may have been instead; its own where the match itself is in doubt."""

    @property
    def deck_changed(self) -> bool:
        """Say whether its deck is another one now: Anki will not move its cards."""
        return self.before is not None and self.note is not None and self.before.deck != self.after.deck

    @property
    def emptied(self) -> int:
        """Say how many of its cards show nothing from now on: Anki keeps them until its owner deletes empty cards."""
        if self.before is None or self.note is None:
            return 0
        had, has = (
            {hole.number for hole in entry.holes if not hole.gone} | ({0} if entry.reverse else set())
            for entry in (self.before, self.after)
        )
        return len(had - has)


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
    found = match([entry.trace for entry in known], traces, gone)
    taken = {entry.guid for entry in lock.entries}
    changes = []
    for place, (draft, trace) in enumerate(zip(drafts, traces, strict=True)):
        was = found.matches.get(place)
        before = known[was.old] if was else None
        if before is None:
            guid = mint(draft.key, taken)
            taken.add(guid)
            maybe = found.possible.get(place)
            doubt = known[maybe.old].guid if maybe else ""
        else:
            guid = before.guid
            doubt = ""
            if was and was.runner_up is not None:
                doubt = known[was.runner_up].guid
            elif was and was.score < CLEAR:
                doubt = guid
        made, holes = numbered(
            draft, before.holes if before else (), trace.prompt, before.trace.prompt if before else ""
        )
        as_given[id(made)] = as_given[id(draft)]
        change = _change(made, trace, guid, before, now, _touched(touch, guid, made, trace), doubt)
        changes.append(replace(change, after=replace(change.after, holes=holes)) if holes else change)
    kept = {match.old for match in found.matches.values()}
    left = [_retire(entry, now) for place, entry in enumerate(known) if place not in kept]
    notes = [change.note for change in changes if change.note]
    notes.sort(key=lambda note: as_given[id(note.draft)])
    others = [entry for entry in lock.entries if entry.trace.key.page in untouched]
    ordered = _in_page_order([change.after for change in changes], [*others, *(change.after for change in left)])
    retired_now = (change for change in left if change.outcome is Outcome.RETIRED)
    return Assigned(tuple(notes), Lock(ordered), (*changes, *retired_now))


def _change(draft: Draft, trace: Trace, guid: str, before: Entry | None, now: int, touched: bool, doubt: str) -> Change:
    digest = digest_of(draft)
    if before is None or not before.modified:
        outcome, modified = Outcome.ADDED, now
    elif before.retired is not None:
        outcome, modified = Outcome.REVIVED, max(now, before.modified + 1, before.retired + 1)
    elif before.digest != digest or touched:
        outcome, modified = Outcome.CHANGED, max(now, before.modified + 1)
    else:
        moved = before.trace.key != trace.key or before.deck != draft.deck
        outcome, modified = Outcome.MOVED if moved else Outcome.SAME, before.modified
    place = f"{draft.at.path}:{draft.at.line}"
    if before is not None and outcome in (Outcome.SAME, Outcome.MOVED):
        place = before.place
    after = Entry(guid, modified, digest, draft.deck, place, trace, reverse="Reverse Prompt" in draft.fields)
    return Change(outcome, guid, before, after, Note(guid, modified, draft, place), doubt)


def _retire(entry: Entry, now: int) -> Change:
    if entry.retired is not None:
        return Change(Outcome.SAME, entry.guid, entry, entry, None)
    after = replace(entry, retired=max(now, entry.modified + 1))
    return Change(Outcome.RETIRED, entry.guid, entry, after, None)


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


def trace_of(draft: Draft) -> Trace:
    """Give what matching sees of a draft."""
    if draft.note_type.cloze:
        prompt, answer = filled(draft.front), "; ".join(dict.fromkeys(hole.text for hole in draft.holes))
    else:
        prompt, answer = draft.front, plain_text(draft.back)
    return Trace(draft.key, draft.note_type.name, plain_text(prompt), answer[:REMEMBERED], draft.own_id)


def digest_of(draft: Draft) -> str:
    """Give 16 hexadecimal digits that depend on what Anki would get, but for its place: line, deck and position."""
    parts = [draft.note_type.name, *draft.tags, draft.citation]
    for name, value in sorted(draft.fields.items()):
        parts += (name, value)
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def mint(key: Key, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Make a GUID from a key, salted until it is not in `taken`: 16 hexadecimal digits.

    Anki's search tells no cases apart, and its regular expressions give other characters a meaning.
    """
    salt = 0
    while (guid := key.digest(salt).hex()[:16]) in taken:
        salt += 1
    return guid


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
            found.append(replace(change, outcome=Outcome.ADDED, before=None, doubt=""))
        else:
            now = change.note.modified
            compared = _change(change.note.draft, change.after.trace, change.guid, entry, now, False, "")
            found.append(replace(compared, after=replace(compared.after, holes=change.after.holes)))
    left = (entry for entry in before.values() if entry.retired is None)
    gone = (Change(Outcome.RETIRED, entry.guid, entry, replace(entry, retired=entry.modified), None) for entry in left)
    return (*found, *gone)


def compare_values(
    values: Mapping[str, tuple[str, tuple[str, ...], str]], lock: Lock, changes: Iterable[Change]
) -> tuple[Change, ...]:
    """Say what became of the notes of a package: by GUID their fields, tags and deck; `lock` knows where they stood."""
    known = {entry.guid: entry for entry in lock.entries}
    entries = []
    for guid, (text, tags, deck) in values.items():
        key = known[guid].trace.key if guid in known else Key("", (), "", ())
        draft = _draft_of_values(text, key, deck, tags, Location(""))
        place = known[guid].place if guid in known else plain_text(draft.fields["Source"])
        digest = _digest_of_values(draft.note_type, text.split("\x1f"), tags)
        entries.append(Entry(guid, 1, digest, deck, place, trace_of(draft)))
    by_guid = {entry.guid: entry for entry in entries}
    found = []
    for change in changes:
        entry = by_guid.get(change.guid)
        if entry and change.note:
            key = change.after.trace.key
            draft = change.note.draft
            same = entry.digest == _digest_of_values(draft.note_type, change.note.values(), draft.tags)
            digest = change.after.digest if same else ""
            by_guid[change.guid] = replace(entry, digest=digest, trace=replace(entry.trace, key=key))
        found.append(change)
    return compare(Lock(tuple(by_guid.values())), found)


def _type_of_values(text: str) -> NoteType:
    """Give the note type of a note in a package of ours: no two have as many fields."""
    count = text.count("\x1f") + 1
    return next((note_type for note_type in NOTE_TYPES if len(note_type.fields) == count), BASIC)


def _draft_of_values(text: str, key: Key, deck: str, tags: tuple[str, ...], at: Location) -> Draft:
    """Give a draft of the fields of a note in a package."""
    note_type = _type_of_values(text)
    fields = dict(zip((field.name for field in note_type.fields), text.split("\x1f"), strict=False))
    holes = holes_in(fields["Text"]) if note_type.cloze else ()
    plain = tuple(replace(hole, text=plain_text(hole.text)) for hole in holes)
    return Draft(key, note_type, fields, deck, tags, at, holes=plain)


def _digest_of_values(note_type: NoteType, values: Sequence[str], tags: Iterable[str]) -> str:
    """Give what tells two contents apart, but for their place in the page."""
    place = [field.name for field in note_type.fields].index("Source")
    return "\x1f".join((*values[:place], *values[place + 1 :], *sorted(tags)))


def tagged_as_retired(
    lock: Lock, values: Mapping[str, tuple[str, tuple[str, ...], str]]
) -> tuple[tuple[Note, ...], int]:
    """Give the retired notes with the tag that says so, and of how many the content is not known any more.

    `values` is what packages of before hold: by GUID their fields, tags and deck.
    """
    notes, unknown = [], 0
    for entry in lock.entries:
        if entry.retired is None:
            continue
        if entry.guid not in values:
            unknown += 1
            continue
        text, tags, deck = values[entry.guid]
        tagged = tuple(dict.fromkeys((*tags, RETIRED_TAG)))
        draft = _draft_of_values(text, entry.trace.key, deck, tagged, Location(entry.place))
        notes.append(Note(entry.guid, entry.retired, draft, draft.fields["Source"]))
    return tuple(notes), unknown


def accept(lock: Lock, changes: Iterable[Change], old: str, new: str, now: int) -> Lock:
    """Decide that the note `new` of the pages is the note `old` of the lock."""
    note = _by_guid(changes, new)
    if note is None or note.note is None:
        raise Stop(f"no page has a note {new}", "`genai-cards diff` shows the ids")
    if not any(entry.guid == old for entry in lock.entries):
        raise Stop(f"the lock has no note {old}", "`genai-cards diff` shows the ids")
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
        raise Stop(f"no note was taken for {guid}", "`genai-cards diff` shows the ids")
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
