"""What Anki will do with notes that people already study, and with what it writes otherwise than we do."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from genai_cards.cards.cloze import deletions, filled
from genai_cards.cards.fields import plain_text
from genai_cards.cards.notes import Note
from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic, error, warning
from genai_cards.identity.changes import Change, Outcome

_MEDIA = re.compile(r"(?:src|data)=\"([^\":]+)\"|\[sound:([^\]]+)\]")
_RENAMED = re.compile(r"[\[\]<>:\"/?*^\\|\x00-\x1f]|^[. ]|[. ]$")
"""Characters that Anki takes out of a file's name. Source: anki, rslib/src/media/files.rs, `normalize_filename`."""

MAX_NAME = 120
"""Bytes of a file's name; Anki cuts a longer one."""


def check_guids(facts: Facts) -> Iterator[Diagnostic]:
    """Of two notes with one GUID Anki imports both, and updates only one ever after."""
    seen: dict[str, Note] = {}
    for note in facts.notes:
        first = seen.setdefault(note.guid, note)
        if first is not note:
            message = f"the same GUID as at {first.draft.at.path}:{first.draft.at.line}: {note.guid}"
            yield error("guid-twin", note.draft.at, message, "restore genai-cards.lock from version control")


def check_decks(facts: Facts) -> Iterator[Diagnostic]:
    """Anki never moves a card to another deck by itself."""
    moved: dict[tuple[str, str, str], list[Note]] = defaultdict(list)
    for change in facts.changes:
        if change.deck_changed and change.before is not None and change.note is not None:
            moved[change.note.draft.at.path, change.before.deck, change.after.deck].append(change.note)
    for (_, old, new), notes in moved.items():
        count = "a note belongs" if len(notes) == 1 else f"{len(notes)} notes belong"
        message = f"{count} to the deck “{new}” now; Anki leaves the cards in “{old}”"
        hint = "name the deck as before with `deck:`, or move the cards in Anki; `genai-cards export` says how"
        yield warning("deck-moved", notes[0].draft.at, message, hint)


def check_types(facts: Facts) -> Iterator[Diagnostic]:
    """A note keeps its note type for ever: with another one it is another note, and starts anew."""
    gone: dict[tuple[str, str], Change] = {}
    for change in facts.changes:
        if change.outcome is Outcome.RETIRED and change.before is not None:
            for about in _abouts(change):
                gone.setdefault(about, change)
    for change in facts.changes:
        if change.outcome is not Outcome.ADDED or change.note is None:
            continue
        was = next((gone[about] for about in _abouts(change) if about in gone), None)
        if was is not None and was.after.trace.note_type != change.after.trace.note_type:
            old, new = was.after.trace.note_type, change.after.trace.note_type
            message = f"this note was of the type “{old}” and is of “{new}” now: its card starts without history"
            hint = "write it as before; or delete the old one in Anki, and study the new one"
            yield warning("type-changed", change.note.draft.at, message, hint)


def _abouts(change: Change) -> Iterator[tuple[str, str]]:
    """Yield by what a note of another type may be known: its id, its place, what it says."""
    trace = change.after.trace
    if trace.own_id:
        yield "id", trace.own_id
    yield "key", repr((trace.key.page, trace.key.section, trace.key.subject))
    yield "text", _words(f"{trace.prompt} {trace.answer}")


def _words(text: str) -> str:
    """Give what a text says, with or without holes, in whatever order."""
    return " ".join(sorted(re.findall(r"\w+", filled(text).lower())))


def check_clozes(facts: Facts) -> Iterator[Diagnostic]:
    """The history of a cloze card belongs to its number, whatever the number hides."""
    for change in facts.changes:
        if change.note is None or not change.note.draft.note_type.cloze or change.before is None:
            continue
        before = facts.packaged.get(change.guid) or change.before.trace.prompt
        after = change.note.draft.fields.get("Text", "")
        for message in renumbered(before, after):
            hint = (
                "keep the number of what it hides, a new hole takes a new one; Tools › Empty Cards deletes blank cards"
            )
            yield warning("cloze-renumbered", change.note.draft.at, message, hint)


def renumbered(before: str, after: str) -> Iterator[str]:
    """Say of each number of a cloze what becomes of its history, where that is not what one would wish."""
    old, new = _holes(before), _holes(after)
    for number, hidden in sorted(old.items()):
        now = new.get(number)
        elsewhere = next((n for n, other in sorted(new.items()) if other == hidden and n not in old), None)
        elsewhere = elsewhere or next((n for n, other in sorted(new.items()) if other == hidden and n != number), None)
        if now == hidden:
            continue
        if elsewhere is not None:
            yield f"“{' … '.join(hidden)}” was c{number} and is c{elsewhere}: its history stays with c{number}"
        elif now is None:
            yield f"c{number} (“{' … '.join(hidden)}”) is gone: its card stays in Anki, and is blank"


def _holes(text: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for each in deletions(text):
        found[each.number] = (*found.get(each.number, ()), plain_text(each.text))
    return found


def check_tags(facts: Facts) -> Iterator[Diagnostic]:
    """Two tags that differ in case alone are one in Anki; the one that it knows first stays."""
    first: dict[str, tuple[str, Note]] = {}
    told: set[str] = set()
    for note in facts.notes:
        for tag in note.draft.tags:
            known, at = first.setdefault(tag.lower(), (tag, note))
            if known != tag and tag not in told:
                told.add(tag)
                place = f"{at.draft.at.path}:{at.draft.at.line}"
                message = f"the tag “{tag}” is written “{known}” at {place}; Anki makes one of both"
                yield warning("tag-twin", note.draft.at, message, "write both alike")


def check_media(facts: Facts) -> Iterator[Diagnostic]:
    """A file that Anki renames is not found by the card that names it."""
    told: set[str] = set()
    for note in facts.notes:
        for value in note.draft.fields.values():
            for match in _MEDIA.finditer(value) if "src=" in value or "[sound:" in value else ():
                name = match[1] or match[2]
                if name not in told and _is_renamed(name):
                    told.add(name)
                    hint = "give the file a short name without signs"
                    yield warning("media-renamed", note.draft.at, f"Anki renames the file “{name}”", hint)


def _is_renamed(name: str) -> bool:
    normal = unicodedata.normalize("NFC", name) == name and len(name.encode()) <= MAX_NAME
    return not normal or _RENAMED.search(name) is not None
