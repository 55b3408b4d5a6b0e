"""Rehearse an import: what real Anki does to studied cards. Needs the extra `anki`; nothing else here does."""

from __future__ import annotations

import enum
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from genai_cards.cards.fields import plain_text
from genai_cards.diagnostics import Stop

if TYPE_CHECKING:
    from anki.collection import Collection

INTERVAL = 30
"""Days that each card of the old package is given, so that a lost history can be seen."""


class Fate(enum.StrEnum):
    """What the second import did to a note, in the words of `identity.changes.Outcome` where it is the same."""

    SAME = "same"
    """In both packages, the same text, history kept."""

    CHANGED = "changed"
    """In both packages, new text, history kept."""

    ADDED = "added"
    """In the new package alone."""

    STALE = "stale"
    """In both packages, and Anki kept the old text: the new package does not say that it is newer."""

    RETIRED = "retired"
    """In the old package alone: stays in Anki until its owner deletes it."""

    DUPLICATED = "duplicated"
    """A question of the old package under another GUID: it is learned again from the start, and the old one stays."""

    LOST = "lost"
    """Its cards or their history are gone."""


HISTORY_LOST = (Fate.DUPLICATED, Fate.LOST)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A note after the second import."""

    fate: Fate
    guid: str
    question: str
    """Plain text of its first field."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A note in a collection."""

    question: str
    content: tuple[str, ...]
    """Its fields and its tags."""

    intervals: tuple[int, ...]


def rehearse(old: bytes, new: bytes) -> tuple[Rehearsed, ...]:
    """Import a package into an empty collection, study its cards, import the next; say what became of each note.

    A Stop where Anki is not installed, or refuses a package.
    """
    with _collection() as user, _collection() as reference:
        _import(user, old, "the old package")
        user.sched.set_due_date(user.find_cards(""), f"{INTERVAL}!")
        before = _held(user)
        _import(user, new, "the new package")
        _import(reference, new, "the new package")
        after, expected = _held(user), _held(reference)
    orphaned = {held.question for guid, held in before.items() if guid not in expected}
    fates = [Rehearsed(_fate(guid, before, after, expected, orphaned), guid, after[guid].question) for guid in after]
    return (*fates, *(Rehearsed(Fate.LOST, guid, before[guid].question) for guid in before.keys() - after.keys()))


def _fate(
    guid: str, before: dict[str, _Held], after: dict[str, _Held], expected: dict[str, _Held], orphaned: set[str]
) -> Fate:
    if guid not in before:
        return Fate.DUPLICATED if after[guid].question in orphaned else Fate.ADDED
    was = before[guid]
    if after[guid].intervals[: len(was.intervals)] != was.intervals:
        return Fate.LOST
    if guid not in expected:
        return Fate.RETIRED
    if after[guid].content != expected[guid].content:
        return Fate.STALE
    return Fate.SAME if after[guid].content == was.content else Fate.CHANGED


@contextmanager
def _collection() -> Iterator[Collection]:
    try:
        from anki.collection import Collection
    except ImportError:
        hint = (
            "pip install 'genai-cards[anki]' (83 MB, under the AGPL); without it, `genai-cards diff` says much the same"
        )
        raise Stop("the rehearsal needs Anki's own code, which is not installed", hint) from None
    with tempfile.TemporaryDirectory() as folder:
        opened = Collection(str(Path(folder) / "collection.anki2"))
        try:
            yield opened
        finally:
            opened.close()


def _import(collection: Collection, package: bytes, name: str) -> None:
    """Import as Anki's dialog does when it opens: no scheduling, no presets, notes updated if newer."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False, with_deck_configs=False)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.apkg"
        file.write_bytes(package)
        try:
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))
        except Exception as refused:  # Anki has no class of its own for this
            raise Stop(f"Anki refuses {name}: {refused}") from None


def _held(collection: Collection) -> dict[str, _Held]:
    assert collection.db is not None
    intervals: dict[int, list[int]] = {}
    for note, interval in collection.db.all("SELECT nid, ivl FROM cards ORDER BY nid, ord"):
        intervals.setdefault(note, []).append(interval)
    held = {}
    for note, guid, text, tags in collection.db.all("SELECT id, guid, flds, tags FROM notes ORDER BY id"):
        values = text.split("\x1f")
        held[guid] = _Held(
            question=plain_text(values[0]),
            content=(*values, *sorted(tags.split())),
            intervals=tuple(intervals.get(note, ())),
        )
    return held
