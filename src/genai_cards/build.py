"""The table of contents: page by page read and extract; then assign, check, and put into decks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from genai_cards import checks
from genai_cards.cards.decks import decks_of
from genai_cards.cards.media import Library
from genai_cards.cards.notes import Deck, Note
from genai_cards.checks.allow import apart
from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic, Severity, by_place
from genai_cards.extractors.repeats import without_repeats
from genai_cards.identity.adopt import adopted
from genai_cards.identity.assign import assign
from genai_cards.identity.changes import Change
from genai_cards.identity.decks import known_decks
from genai_cards.identity.lock import Lock
from genai_cards.reading import Page, in_known_deck, read_page
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source

NO_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Build:
    """What all pages give together."""

    pages: tuple[Page, ...]
    decks: tuple[Deck, ...]
    lock: Lock
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Problems and reasons, sorted by place; without those that the pages allow."""

    allowed: tuple[Diagnostic, ...] = ()
    """Those that they allow."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Give all notes, in page order."""
        return tuple(note for deck in self.decks for note in deck.notes)

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Give the diagnostics of one severity, sorted by place."""
        return tuple(problem for problem in self.diagnostics if problem.severity is severity)


def build(
    sources: Iterable[Source],
    settings: ProjectSettings,
    now: int,
    lock: Lock = NO_LOCK,
    *,
    asked: Collection[str] | None = None,
    others_settings: ProjectSettings | None = None,
    touch: str = "",
    library: Library | None = None,
    keep: bool = False,
) -> Build:
    """Compile pages; `now`, in seconds since 1970, is the time that new and changed notes get.

    All pages that the lock knows should be among the sources: a note that none of them has is retired. Only the pages
    in `asked` (paths; None: all) go into the decks, and only their problems are told. The others may have settings of
    their own; one with an error is left as it was. The library finds what the pages show; without one, cards show the
    text that stands for it. To `keep` the pages' trees takes memory.
    """
    elsewhere = others_settings or settings
    known = known_decks(lock)
    pages = tuple(
        in_known_deck(
            read_page(source, settings if asked is None or source.path in asked else elsewhere, library, keep=keep),
            known.get(source.page, frozenset()),
        )
        for source in sources
    )
    wanted = [page for page in pages if asked is None or page.path in asked]
    others = [page for page in pages if asked is not None and page.path not in asked]
    broken = frozenset(page.page for page in others if page.broken)
    drafts, repeated = without_repeats(draft for page in pages if page.page not in broken for draft in page.drafts)
    lock = adopted(lock, drafts, {page.path: page.guids for page in pages if page.guids})
    assigned = assign(drafts, lock, now, untouched=broken, touch=touch)
    paths = {page.path for page in wanted}
    told = (
        *(problem for page in wanted for problem in page.diagnostics),
        *repeated,
        *checks.find(Facts(drafts), each_export=True),
    )
    told = by_place(problem for problem in told if problem.at.path in paths)
    heard, allowed = apart(told, [allowance for page in wanted for allowance in page.allowed])
    return Build(
        pages=tuple(wanted),
        decks=decks_of(note for note in assigned.notes if note.draft.at.path in paths),
        lock=assigned.lock,
        changes=assigned.changes,
        diagnostics=heard,
        allowed=allowed,
    )
