"""Notes of another program, by their ids there: a deck made elsewhere goes on with its history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from genai_cards.cards.notes import Draft
from genai_cards.identity.lock import Entry, Lock
from genai_cards.identity.trace import trace_of


def adopted(lock: Lock, drafts: Iterable[Draft], guids: Mapping[str, Mapping[int, str]]) -> Lock:
    """Give the lock with an entry for each draft whose GUID is known, and which the lock has not.

    `guids` are by path and line. A row that became several notes gives its GUID to the first one.
    """
    if not guids:
        return lock
    known = {entry.guid for entry in lock.entries}
    traces = {entry.trace for entry in lock.entries}
    found: list[Entry] = []
    for draft in drafts:
        guid = guids.get(draft.at.path, {}).get(draft.at.line, "")
        if guid and guid not in known and (trace := trace_of(draft)) not in traces:
            known.add(guid)
            place = f"{draft.at.path}:{draft.at.line}"
            reverse = "Reverse Prompt" in draft.fields
            found.append(Entry(guid, 0, "", draft.deck, place, trace, holes=draft.holes, reverse=reverse))
    return Lock((*lock.entries, *found)) if found else lock
