"""The whole compiler as pure functions: pages in; decks, and what there is to say about them, out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from genai_cards.cards.media import STORED_NAME, Library, Media
from genai_cards.cards.names import deck_path
from genai_cards.cards.notes import Deck, Draft, Key, Note
from genai_cards.checks import across as checks
from genai_cards.checks.allow import Allowance, allowances, apart
from genai_cards.diagnostics import Diagnostic, Location, Severity, by_place, skipped, warning
from genai_cards.extractors import extract
from genai_cards.extractors.sections import read_sections
from genai_cards.identity.assign import assign
from genai_cards.identity.changes import Change
from genai_cards.identity.lock import Lock
from genai_cards.page import markdown
from genai_cards.page.document import Document
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source

NO_NOTES = "no-notes"
NO_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gives; it depends on that page and the settings alone."""

    path: str
    page: str
    """What names it in keys."""

    title: str
    deck: str
    drafts: tuple[Draft, ...]
    diagnostics: tuple[Diagnostic, ...]
    allowed: tuple[Allowance, ...] = ()
    document: Document | None = None
    """The tree that it was read from, where it was to be kept."""

    source: Source | None = None

    @property
    def broken(self) -> bool:
        """Say whether it has an error."""
        return any(problem.severity is Severity.ERROR for problem in self.diagnostics)


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
    text that stands for it. To `keep`
    the pages' trees takes memory.
    """
    elsewhere = others_settings or settings
    known = _known_decks(lock)
    pages = tuple(
        read_page(
            source,
            settings if asked is None or source.path in asked else elsewhere,
            known.get(source.page, frozenset()),
            library,
            keep=keep,
        )
        for source in sources
    )
    wanted = [page for page in pages if asked is None or page.path in asked]
    others = [page for page in pages if asked is not None and page.path not in asked]
    broken = frozenset(page.page for page in others if page.broken)
    drafts, repeated = without_repeats(draft for page in pages if page.page not in broken for draft in page.drafts)
    assigned = assign(drafts, lock, now, untouched=broken, touch=touch)
    paths = {page.path for page in wanted}
    told = (*(problem for page in wanted for problem in page.diagnostics), *repeated, *checks.check(drafts))
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


def read_page(
    source: Source,
    settings: ProjectSettings,
    known_decks: AbstractSet[str] = frozenset(),
    library: Library | None = None,
    *,
    keep: bool = False,
) -> Page:
    """Read one page: parse it, and extract its drafts; `known_decks` are those that its notes were in."""
    document = markdown.parse(source, library)
    sections = read_sections(document, settings)
    deck = deck_name(document, settings.deck, known_decks - {section.deck for section in sections})
    drafts: list[Draft] = []
    known = len(source.problems)  # they come first, and are at lines of the file already
    diagnostics = list(document.problems[:known])
    for outcome in (*document.problems[known:], *extract(document, sections, deck, settings.tag_prefix)):
        placed = replace(outcome, at=source.found_at(outcome.at)) if source.origins else outcome
        if isinstance(placed, Draft):
            drafts.append(_with_media(placed, document.media) if document.media else placed)
        else:
            diagnostics.append(placed)
    if not drafts and not any(problem.severity is Severity.ERROR for problem in diagnostics):
        diagnostics.append(_without_notes(source, diagnostics))
    return Page(
        path=source.path,
        page=source.page,
        title=document.title.plain,
        deck=deck,
        drafts=tuple(drafts),
        diagnostics=tuple(diagnostics),
        allowed=allowances(document, source),
        document=document if keep else None,
        source=source if keep else None,
    )


def _with_media(draft: Draft, media: Mapping[str, Media]) -> Draft:
    """Give a draft the files that its fields name."""
    names = dict.fromkeys(name for field in draft.fields.values() for name in STORED_NAME.findall(field))
    return replace(draft, media=tuple(media[name] for name in names if name in media))


def _without_notes(source: Source, diagnostics: Iterable[Diagnostic]) -> Diagnostic:
    reasons = Counter(problem.message for problem in diagnostics if problem.severity is Severity.SKIPPED)
    why = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common(3))
    if not source.text.strip():
        why = "it is empty"
    hint = "see docs/pages.md for what becomes a card, or write `cards: headings` in its front matter"
    message = f"this page gives no note: {why or 'it has no block to read'}"
    return warning(NO_NOTES, Location(source.path), message, hint)


def without_repeats(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """Leave out what is said again word for word: in the same section; of some kinds, on another page, too."""
    kept: list[Draft] = []
    repeated: list[Diagnostic] = []
    first: dict[tuple[Key | str, str, str], Location] = {}
    for draft in drafts:
        about = "" if draft.kind.once else draft.key
        said = about, draft.front, draft.back
        at = first.setdefault(said, draft.at)
        if at is draft.at:
            kept.append(draft)
        else:
            repeated.append(skipped("duplicate", draft.at, f"the same note as at {at.path}:{at.line}"))
    return tuple(kept), tuple(repeated)


def _known_decks(lock: Lock) -> dict[str, set[str]]:
    """Give the decks that the notes of each page are in; of a page that is new, none."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in lock.entries:
        if entry.retired is None:
            found[entry.trace.key.page].add(entry.deck)
    return found


def deck_name(document: Document, root: str, known: AbstractSet[str] = frozenset()) -> str:
    """Name a page's deck: the root deck, the page's folders, and its own `deck:` or title.

    A new title is no new deck: an import would leave the cards in the old one, and put new notes beside it. So the
    one deck that is `known` as the page's stays.
    """
    own = document.settings.deck
    folders = document.page.split("/")[:-1]
    if folders and document.page.split("/")[-1].lower() in ("readme", "index"):
        folders = folders[:-1]
    # `::` makes levels where a deck is named; in a title it is text: std::vector
    below = [own] if own else [re.sub(":{2,}", ":", name) for name in (*folders, document.title.plain)]
    deck = deck_path(root, *below)
    if own or len(known) != 1:
        return deck
    (was,) = known
    return was if was.rpartition("::")[0] == deck.rpartition("::")[0] else deck


def decks_of(notes: Iterable[Note]) -> tuple[Deck, ...]:
    """Put notes into their decks."""
    decks: dict[str, list[Note]] = {}
    for note in notes:
        decks.setdefault(note.draft.deck, []).append(note)
    return tuple(Deck(name, tuple(members)) for name, members in decks.items())
