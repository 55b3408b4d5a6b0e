"""What becomes of a note: added, changed, moved, retired, revived, or nothing."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from genai_cards.cards.notes import Draft, Note
from genai_cards.identity.lock import Entry
from genai_cards.identity.trace import Trace, digest_of


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

    doubted: Entry | None = None
    """Another note that it may have been instead; what it was taken for, where that itself is in doubt."""

    @property
    def doubt(self) -> str:
        """Give the GUID of what it may have been; empty where nothing is in doubt."""
        return self.doubted.guid if self.doubted else ""

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


def change_of(
    draft: Draft, trace: Trace, guid: str, before: Entry | None, now: int, touched: bool, doubted: Entry | None
) -> Change:
    """Say what becomes of a note of today that was the note `before` (None: it is new), `touched` or not."""
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
    return Change(outcome, guid, before, after, Note(guid, modified, draft, place), doubted)


def retire(entry: Entry, now: int) -> Change:
    """Say what becomes of a note that no page has."""
    if entry.retired is not None:
        return Change(Outcome.SAME, entry.guid, entry, entry, None)
    after = replace(entry, retired=max(now, entry.modified + 1))
    return Change(Outcome.RETIRED, entry.guid, entry, after, None)
