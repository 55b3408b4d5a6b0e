"""The table of contents: page by page read and extract; then assign, check, and put into decks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from genai_cards import checks
from genai_cards.cards.decks import decks_of
from genai_cards.cards.media import Library
from genai_cards.cards.notes import Deck, Draft, Note
from genai_cards.checks.allow import apart
from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic, Severity, by_place
from genai_cards.extractors.repeats import without_repeats
from genai_cards.identity.adopt import adopted
from genai_cards.identity.assign import Assigned, assign
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
    outside: Collection[str] = (),
    others_settings: ProjectSettings | None = None,
    touch: str = "",
    library: Library | None = None,
    keep: bool = False,
) -> Build:
    """Compile pages; `now`, in seconds since 1970, is the time that new and changed notes get.

    All pages that the lock knows should be among the sources: a note that none of them has is retired. Only the pages
    in `asked` (paths; None: all) go into the decks, and only their problems are told. The others may have settings of
    their own; one with an error is left as it was. Of the pages `outside` the lock knows nothing, and learns nothing.
    The library finds what the pages show; without one, cards show the text that stands for it. To `keep` the pages'
    trees takes memory.
    """
    elsewhere = others_settings or settings
    known = known_decks(lock)
    pages = tuple(
        in_known_deck(
            read_page(source, settings if asked is None or source.path in asked else elsewhere, library, keep=keep),
            known.get(source.page, frozenset()) if source.path not in outside else frozenset(),
        )
        for source in sources
    )
    wanted = [page for page in pages if asked is None or page.path in asked]
    others = [page for page in pages if asked is not None and page.path not in asked]
    broken = frozenset(page.page for page in others if page.broken)
    own_first = sorted((p for p in pages if p.page not in broken), key=lambda page: page.path in outside)
    drafts, repeated = without_repeats(draft for page in own_first for draft in page.drafts)
    assigned, notes = _assigned(pages, drafts, outside, lock, now, broken, touch)
    paths = {page.path for page in wanted}
    found = (*(problem for page in wanted for problem in page.diagnostics), *repeated)
    found += checks.find(Facts(drafts), each_export=True)
    told = by_place(problem for problem in found if problem.at.path in paths)
    heard, allowed = apart(told, [allowance for page in wanted for allowance in page.allowed])
    return Build(
        pages=tuple(wanted),
        decks=decks_of(note for note in notes if note.draft.at.path in paths),
        lock=assigned.lock,
        changes=assigned.changes,
        diagnostics=heard,
        allowed=allowed,
    )


def _assigned(
    pages: Iterable[Page],
    drafts: Sequence[Draft],
    outside: Collection[str],
    lock: Lock,
    now: int,
    broken: frozenset[str],
    touch: str,
) -> tuple[Assigned, Sequence[Note]]:
    """Give what the lock says of the drafts, and all notes in page order: also of pages that it is not about."""
    guids = {page.path: page.guids for page in pages if page.guids}
    own = [draft for draft in drafts if draft.at.path not in outside]
    assigned = assign(own, adopted(lock, own, guids), now, untouched=broken, touch=touch)
    if len(own) == len(drafts):
        return assigned, assigned.notes
    others = [draft for draft in drafts if draft.at.path in outside]
    taken = adopted(assigned.lock, others, guids)  # the lock gives them no note, but its GUIDs are not free
    elsewhere = frozenset(entry.trace.key.page for entry in assigned.lock.entries)
    more = assign(others, taken, now, untouched=elsewhere, touch=touch)
    order = {page.path: place for place, page in enumerate(pages)}
    return assigned, sorted((*assigned.notes, *more.notes), key=lambda note: order[note.draft.at.path])
