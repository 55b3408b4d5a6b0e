"""Notes and what they are made of, in Anki's words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from genai_cards.cards.active import escaped
from genai_cards.cards.cloze import Deletion, deletions
from genai_cards.cards.kinds import Kind, kind_of
from genai_cards.cards.media import Media
from genai_cards.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Key:
    """What a note is about; says nothing of how it is worded beyond that."""

    page: str
    section: tuple[str, ...]
    """The headings above it, the page's title not included."""

    kind: str
    """The name of the rule that made it: `table`, `practice` …"""

    subject: tuple[str, ...]
    """What it asks for within its section: a question; a row's name and a column's header."""

    def digest(self, salt: int = 0) -> bytes:
        """Give 32 bytes that depend on each part of the key and on the salt, and on nothing else."""
        # JSON keeps the structure: ("a", "b") and ("a b",) must differ.
        structure = [self.page, self.section, self.kind, self.subject, salt]
        return hashlib.sha256(json.dumps(structure, ensure_ascii=False).encode()).digest()


@dataclass(frozen=True, slots=True)
class Template:
    """How one card of a note looks."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a note type."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type that we ship: frozen from the first release, but for the text of its templates and its CSS."""

    id: int
    name: str
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    css: str
    modified: int
    """Seconds since 1970; moved by hand with each change of templates or CSS, so that Anki takes the change."""

    cloze: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A note without identity."""

    key: Key
    note_type: NoteType
    fields: Mapping[str, str]
    """HTML by field name; a field that is not there is empty. Source and ID are added with the identity."""

    deck: str
    tags: tuple[str, ...]
    at: Location
    citation: str = ""
    """HTML: where the page's facts come from, as its front matter says."""

    own_id: str = ""
    """The id that the page's author gave it: `{#my-id}`."""

    media: tuple[Media, ...] = ()
    """The files that its fields name."""
    holes: tuple[Deletion, ...] = ()
    """Of a cloze note, as they stand in its text; those of one number are hidden together."""

    @property
    def kind(self) -> Kind:
        """Give what is true of all notes of its kind."""
        return kind_of(self.key.kind)

    @property
    def front(self) -> str:
        """Give what its card shows first, as HTML; of a cloze note the text with its deletions."""
        return self.fields["Text" if self.note_type.cloze else "Prompt"]

    @property
    def back(self) -> str:
        """Give what its card shows then; a cloze note shows its text again."""
        return self.fields["Text" if self.note_type.cloze else "Answer"]


@dataclass(frozen=True, slots=True)
class Note:
    """A draft with identity; only notes are rendered."""

    guid: str
    modified: int
    """Seconds since 1970: when its content last changed."""

    draft: Draft
    place: str
    """`source/llm.md:41`, where it stood when its content last changed: a line more above it is no news to Anki."""

    def fields(self) -> dict[str, str]:
        """Give all fields of its note type as HTML, by name and in their order."""
        own = {**self.draft.fields, "Source": self._source(), "ID": shown_id(self.guid)}
        return {field.name: own.get(field.name, "") for field in self.draft.note_type.fields}

    def values(self) -> tuple[str, ...]:
        """Give its fields as HTML, in the order of its note type."""
        return tuple(self.fields().values())

    def cards(self) -> tuple[int, ...]:
        """Give the ordinals of its cards. Anki's own rule: a template whose front is empty makes no card."""
        if self.draft.note_type.cloze:
            return tuple(sorted({deletion.number - 1 for deletion in deletions(self.draft.front)}))
        return (0, 1) if self.draft.fields.get("Reverse Prompt") else (0,)

    def _source(self) -> str:
        place = escaped(self.place)  # [sound:x].md is a name, too
        return f"{self.draft.citation} · {place}" if self.draft.citation else place


def shown_id(guid: str) -> str:
    """Give a GUID as HTML, as the field `ID` holds it: one of another program may have any sign."""
    return escaped(guid)


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note as a package holds it."""

    note_type: NoteType
    fields: Mapping[str, str]
    """All of its note type, as HTML by name, in their order."""

    deck: str
    tags: tuple[str, ...]
    modified: int = 1
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The notes of one deck, in page order."""

    name: str
    """Full name with its parents: `Root::Page`."""

    notes: tuple[Note, ...]
