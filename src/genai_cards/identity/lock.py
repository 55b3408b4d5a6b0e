"""The lock: what is remembered of each note from one export to the next. One note a line, in page order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from genai_cards.cards.cloze import LAST, Deletion
from genai_cards.cards.notes import Key
from genai_cards.diagnostics import Diagnostic, Location, error, unreadable
from genai_cards.identity.trace import Trace

VERSION = 1
_NAME = "# genai-cards.lock "
_HEADER = f"{_NAME}{VERSION} · which note is which, so that edits keep its history · commit it with the pages"
_END = "# end"
_USUAL_TYPE = "genai-cards"
_VERSION = re.compile(r"[1-9][0-9]{0,5}")
_HALF = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair: JSON may hold it, no file can."""

_GUID = re.compile(r"[!-~]+")
_OURS, _BASE, _THEIRS, _AFTER = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of a note: a line of the lock."""

    guid: str
    modified: int
    """Seconds since 1970: when its content last changed."""

    digest: str
    """Of its content; empty where it must be written again."""

    deck: str
    place: str
    """Where it stood then, as its card says: path and line."""

    trace: Trace
    retired: int | None = None
    """Seconds since 1970: since when no page has it."""

    holes: tuple[Deletion, ...] = ()
    """Of a cloze note, each deletion that it has or had."""

    reverse: bool = False
    """Whether it has a second card, the other way round."""


@dataclass(frozen=True, slots=True)
class Lock:
    """All entries, in page order."""

    entries: tuple[Entry, ...] = ()


def dump(lock: Lock) -> str:
    """Give the lock as text."""
    return "\n".join([_HEADER, *map(_line, lock.entries), _END, ""])


def _line(entry: Entry) -> str:
    key = entry.trace.key
    values: dict[str, object] = {"guid": entry.guid, "modified": entry.modified}
    if entry.retired is not None:
        values["retired"] = entry.retired
    values |= {"page": key.page, "section": key.section, "kind": key.kind, "subject": key.subject}
    if entry.trace.own_id:
        values["id"] = entry.trace.own_id
    values |= {"prompt": entry.trace.prompt, "answer": entry.trace.answer}
    if entry.trace.note_type != _USUAL_TYPE:
        values["type"] = entry.trace.note_type
    if entry.holes:
        values["cloze"] = [[hole.number, hole.text, *(["gone"] if hole.gone else [])] for hole in entry.holes]
    if entry.reverse:
        values["reverse"] = True
    values |= {"deck": entry.deck, "at": entry.place, "digest": entry.digest}
    return json.dumps(values, ensure_ascii=False)


def load(text: str, path: str) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Read a lock; with any problem it is not to be used."""
    lines = _lines(text)
    conflicts = tuple(_conflicts(lines, path))
    if conflicts:
        return Lock(), conflicts
    found, problems = _entries(lines, path)
    problems += _frame(lines, path)
    if not problems:
        problems += _twins(found, path)
    return Lock(tuple(entry for _, entry in found)), tuple(sorted(problems, key=lambda problem: problem.at))


def merge(text: str, path: str) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """Join what git left as two sides: all notes of both, and of a note that both changed the later line."""
    joined = list(_joined(_lines(text)))
    found, problems = _entries(joined, path)
    problems += _frame(joined, path)
    best: dict[str, Entry] = {}
    for _, entry in found:
        known = best.get(entry.guid)
        if known is None or _age(entry) > _age(known):
            best[entry.guid] = entry  # a dict keeps the place of the first
    return Lock(tuple(best.values())), tuple(problems)


def _age(entry: Entry) -> int:
    return max(entry.modified, entry.retired or 0)


def _lines(text: str) -> list[tuple[int, str]]:
    lines = ((number, line.rstrip("\r")) for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1))
    return [(number, line) for number, line in lines if line.strip()]


def _conflicts(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Diagnostic]:
    start = end = 0
    for number, line in lines:
        if line.startswith((_OURS, _BASE, _THEIRS, _AFTER)):
            start, end = start or number, number
        if line.startswith(_AFTER):
            yield _conflict(path, start, end)
            start = 0
    if start:  # someone took out some of the marks by hand
        yield _conflict(path, start, end)


def _conflict(path: str, start: int, end: int) -> Diagnostic:
    message = (
        f"lines {start} to {end} hold both sides of a merge" if end > start else "here is a mark that a merge left"
    )
    return error("lock-conflict", Location(path, start), message, "run: genai-cards lock --merge")


def _joined(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give the lines of both sides, without git's marks and what was before both."""
    in_base = False
    for number, line in lines:
        if line.startswith(_BASE):
            in_base = True
        elif line.startswith((_OURS, _THEIRS, _AFTER)):
            in_base = False
        elif not in_base:
            yield number, line


def _frame(lines: list[tuple[int, str]], path: str) -> list[Diagnostic]:
    if not lines or not lines[0][1].startswith(_NAME):
        return [error("lock-unreadable", Location(path), "this is no lock of genai-cards", _RESTORE)]
    version = lines[0][1].removeprefix(_NAME).split(" ")[0]
    if not _VERSION.fullmatch(version):
        return [error("lock-unreadable", Location(path), "this lock does not say its version", _RESTORE)]
    if int(version) > VERSION:
        hint = "update genai-cards; it was written by a newer one"
        return [error("lock-version", Location(path), f"a lock of version {version}; {VERSION} can be read", hint)]
    if lines[-1][1] != _END:
        return [error("lock-truncated", Location(path, lines[-1][0]), f"the last line, “{_END}”, is missing", _RESTORE)]
    return []


_RESTORE = "restore it from version control; without it all notes count as new, where their page was edited since"


def _entries(lines: list[tuple[int, str]], path: str) -> tuple[list[tuple[int, Entry]], list[Diagnostic]]:
    found: list[tuple[int, Entry]] = []
    problems: list[Diagnostic] = []
    for number, line in lines:
        if line.startswith("#"):
            continue
        try:
            found.append((number, _entry(json.loads(line))))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as broken:
            why = f"`{broken.args[0]}` is missing" if isinstance(broken, KeyError) else unreadable(broken).split(":")[0]
            problems.append(error("lock-unreadable", Location(path, number), f"this line is no note: {why}", _RESTORE))
    return found, problems


def _entry(values: dict[str, Any]) -> Entry:
    key = Key(_text(values, "page"), _texts(values, "section"), _text(values, "kind"), _texts(values, "subject"))
    own_id = _text(values, "id") if "id" in values else ""
    note_type = _text(values, "type") if "type" in values else _USUAL_TYPE
    return Entry(
        guid=_guid(values),
        modified=_time(values, "modified"),
        digest=_text(values, "digest"),
        deck=_text(values, "deck"),
        place=_text(values, "at"),
        trace=Trace(key, note_type, _text(values, "prompt"), _text(values, "answer"), own_id),
        retired=_time(values, "retired") if "retired" in values else None,
        holes=_holes(values) if "cloze" in values else (),
        reverse=values.get("reverse") is True,
    )


def _holes(values: dict[str, Any]) -> tuple[Deletion, ...]:
    found = values["cloze"]
    if not isinstance(found, list):
        raise TypeError("`cloze` is no list of deletions")
    return tuple(map(_hole, found))


def _hole(value: object) -> Deletion:
    match value:
        case [int(number), str(text)] if 0 < number <= LAST and _is_text(text):
            return Deletion(number, text)
        case [int(number), str(text), "gone"] if 0 < number <= LAST and _is_text(text):
            return Deletion(number, text, gone=True)
    raise TypeError("`cloze` is no list of deletions")


def _guid(values: dict[str, Any]) -> str:
    guid = _text(values, "guid")
    if not _GUID.fullmatch(guid):
        raise TypeError("`guid` is not made of letters, digits and signs")
    return guid


def _text(values: dict[str, Any], name: str) -> str:
    value = values[name]
    if not _is_text(value):
        raise TypeError(f"`{name}` is no text")
    return str(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _HALF.search(value)


def _texts(values: dict[str, Any], name: str) -> tuple[str, ...]:
    value = values[name]
    if not isinstance(value, list) or not all(map(_is_text, value)):
        raise TypeError(f"`{name}` is no list of texts")
    return tuple(value)


def _time(values: dict[str, Any], name: str) -> int:
    value = values[name]
    if type(value) is not int or not 0 <= value < 1 << 40:
        raise TypeError(f"`{name}` is no time")
    return value


def _twins(found: Iterable[tuple[int, Entry]], path: str) -> list[Diagnostic]:
    first: dict[str, int] = {}
    problems = []
    for number, entry in found:
        known = first.setdefault(entry.guid, number)
        if known != number:
            message = f"the same `guid` as in line {known}: {entry.guid}"
            hint = "delete the line that is wrong: Anki would update one of the two notes only"
            problems.append(error("lock-twins", Location(path, number), message, hint))
    return problems
