"""What an export writes, as a value: the files, their order, and what it deletes. `project` carries it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from genai_cards.cards.decks import decks_of
from genai_cards.identity.compare import tagged_as_retired
from genai_cards.identity.lock import dump
from genai_cards.reports.changes import retired_text
from genai_cards.reports.check import ledgers
from genai_cards.targets import PACKAGE, Target

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.cards.notes import StoredNote


@dataclass(frozen=True, slots=True)
class Release:
    """What an export does in the folder of its file."""

    files: tuple[tuple[str, bytes], ...]
    """What it writes there, by name, in the order in which they take their places: the notes last."""

    size: int
    """Of the notes in bytes."""

    deletes: tuple[str, ...] = ()
    lock: bytes | None = None
    """The new lock; None where it stays. It takes its place first: what only it knows, the next export makes again."""

    tags: tuple[str, int] | None = None
    """The package that tags retired notes, and how many."""

    unknown: int = 0
    """How many retired notes no package of before holds, so that they cannot be tagged."""


def retired_list(name: str) -> str:
    """Name the file that tells of retired notes, beside the file `name`."""
    return f"{PurePath(name).stem}-retired.txt"


def retired_notes(name: str) -> str:
    """Name the file that keeps what retired notes held: the package that replaces the last one does not have them."""
    return f".{PurePath(name).stem}-retired{PACKAGE.suffix}"


def release(
    built: Build,
    target: Target,
    name: str,
    *,
    remembered: str | None = None,
    has_lock: bool = True,
    stored: Callable[[], Mapping[str, StoredNote]] = dict,
    tag_retired: bool = False,
) -> Release:
    """Say what an export of `built` into the file `name` writes.

    `remembered` is the text of the lock before; outside of a project nothing has one (`has_lock`). `stored` reads what
    the packages of before hold, and is asked where notes were retired. `tag_retired`: with a package that tags them.
    """
    content = target.render(built.decks, ledgers(built) if target.with_ledgers else ())
    notes = (name, content)
    if not has_lock:
        return Release((notes,), len(content))
    dumped = dump(built.lock)
    lock = dumped.encode() if dumped != remembered else None
    text = retired_text(built.lock.entries)
    if not text:
        return Release((notes,), len(content), (retired_list(name), retired_notes(name)), lock)
    files = [(retired_list(name), text.encode())]
    retired, unknown = tagged_as_retired(built.lock, stored())
    tagging = f"{PurePath(name).stem}-retired{PACKAGE.suffix}"
    if retired:
        package = PACKAGE.render(decks_of(retired), ())
        files += [(path, package) for path in (retired_notes(name), *([tagging] if tag_retired else []))]
    tags = (tagging, len(retired)) if retired and tag_retired else None
    return Release((*files, notes), len(content), (), lock, tags, unknown)
