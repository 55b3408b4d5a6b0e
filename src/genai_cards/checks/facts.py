"""What checks look at: plain values, made once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from genai_cards.cards.notes import Draft, Note
from genai_cards.diagnostics import Diagnostic
from genai_cards.identity.changes import Change
from genai_cards.page.document import Document
from genai_cards.settings.values import CheckSettings


@dataclass(frozen=True, slots=True)
class Facts:
    """What there is to check."""

    drafts: Sequence[Draft] = ()
    settings: CheckSettings = field(default_factory=CheckSettings)
    documents: tuple[Document, ...] = ()
    others: tuple[Draft, ...] = ()
    """Of the project's other pages: they may ask the same."""

    skipped: tuple[Diagnostic, ...] = ()
    missing: Collection[tuple[str, str]] = frozenset()
    """Page and target of the relative links that lead to no file."""

    year: int = 9999
    """This year: what is dated some years before may be stale."""

    notes: Sequence[Note] = ()
    changes: Sequence[Change] = ()
    packaged: Mapping[str, str] = field(default_factory=dict)
    """The text of cloze notes by GUID, as the last package has it."""
