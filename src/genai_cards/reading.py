"""One page → what it gives: read, extract; the unit of work, of which a build is made."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from genai_cards.cards.active import inert
from genai_cards.cards.decks import deck_path
from genai_cards.cards.media import STORED_NAME, Library, Media
from genai_cards.cards.notes import Draft
from genai_cards.checks.allow import Allowance, allowances
from genai_cards.diagnostics import Diagnostic, Location, Severity, warning
from genai_cards.extractors import extract
from genai_cards.extractors.sections import Settled, read_sections
from genai_cards.identity.decks import deck_kept
from genai_cards.page import markdown
from genai_cards.page.document import Document
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source

NO_NOTES = "no-notes"

LONGEST_CARD = 200
"""Lines in which what stands on a card is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gives: a plain value, that depends on its text, its media and the settings alone."""

    path: str
    page: str
    """What names it in keys."""

    title: str
    deck: str
    """As the page and the settings name it."""

    digest: str
    """Of all that the page depends on: pages of the same digest are the same."""

    drafts: tuple[Draft, ...]
    diagnostics: tuple[Diagnostic, ...]
    own_decks: frozenset[str] = frozenset()
    """Those that the page and its sections name themselves."""

    allowed: tuple[Allowance, ...] = ()
    document: Document | None = None
    """The tree that it was read from, where it was to be kept."""

    source: Source | None = None
    guids: Mapping[int, str] = field(default_factory=dict)
    """The GUID of a note in another program, by the line of the file that it stands in."""

    silent: bool = False
    """Whether its author asks for no note of it: people are told nothing of it but what is wrong."""

    @property
    def broken(self) -> bool:
        """Say whether it has an error."""
        return any(problem.severity is Severity.ERROR for problem in self.diagnostics)


def read_page(
    source: Source,
    settings: ProjectSettings,
    library: Library | None = None,
    *,
    keep: bool = False,
) -> Page:
    """Read one page: parse it, and extract its drafts. To `keep` its tree takes memory."""
    document = markdown.parse(source, library)
    sections = read_sections(document, settings)
    deck = deck_name(document, settings.deck, settings.decks)
    drafts: list[Draft] = []
    known = len(source.problems)  # they come first, and are at lines of the file already
    diagnostics = list(document.problems[:known])
    for outcome in (
        *document.problems[known:],
        *_inert(document, extract(document, sections, deck, settings.tag_prefix)),
    ):
        placed = replace(outcome, at=source.found_at(outcome.at)) if source.origins else outcome
        if isinstance(placed, Draft):
            drafts.append(_with_media(placed, document.media) if document.media else placed)
        else:
            diagnostics.append(placed)
    diagnostics += _told(document, drafts, source)
    silent = all(section.asked.is_nothing for section in sections)
    if not drafts and not silent and not any(problem.severity is Severity.ERROR for problem in diagnostics):
        diagnostics.append(_without_notes(source, diagnostics))
    return Page(
        path=source.path,
        page=source.page,
        title=document.title.plain,
        deck=deck,
        digest=_digest(source, settings, document.media),
        drafts=tuple(drafts),
        diagnostics=tuple(diagnostics),
        own_decks=_own_decks(document, sections, deck),
        allowed=allowances(document, source),
        document=document if keep else None,
        source=source if keep else None,
        guids=source.guids,
        silent=silent,
    )


def _inert(document: Document, outcomes: Iterable[Draft | Diagnostic]) -> Iterator[Draft | Diagnostic]:
    """Yield outcomes: drafts without what would act on their cards, and what that was."""
    told: set[tuple[str, int]] = set()
    for outcome in outcomes:
        if not isinstance(outcome, Draft):
            yield outcome
            continue
        filtered = {name: inert(shown) for name, shown in outcome.fields.items()}
        fields = {name: shown for name, (shown, _) in filtered.items()}
        yield replace(outcome, fields=fields) if fields != outcome.fields else outcome
        for command in dict.fromkeys(command for _, taken in filtered.values() for command in taken):
            at = _first_line(document, outcome.at, command)
            if (command, at.line) not in told:
                told.add((command, at.line))
                hint = "write the formula without it: none may lead out of its card, or change those of others"
                yield warning("math-active", at, f"{command} is taken out of a formula", hint)


def _first_line(document: Document, start: Location, command: str) -> Location:
    """Give the first line from a place on that has a command; else the place."""
    below = document.lines[start.line - 1 : start.line - 1 + LONGEST_CARD]
    line = next((line for line, text in enumerate(below, start.line) if command in text), start.line)
    return start if line == start.line else Location(start.path, line)


def _told(document: Document, drafts: Sequence[Draft], source: Source) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures and sounds that stand on cards."""
    shown = "\n".join(field for draft in drafts for field in draft.fields.values()) if document.doubts else ""
    for problem, html in document.doubts:
        if html in shown:
            yield replace(problem, at=source.found_at(problem.at)) if source.origins else problem


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


def deck_name(document: Document, root: str, decks: str = "page") -> str:
    """Name a page's deck: the root deck, and the page's own `deck:`; else its folders and title, as `decks` says."""
    own = document.settings.deck
    folders = document.page.split("/")[:-1]
    if folders and document.page.split("/")[-1].lower() in ("readme", "index"):
        folders = folders[:-1]
    # `::` makes levels where a deck is named; in a title it is text: std::vector
    names = {"page": (*folders, document.title.plain), "folder": document.page.split("/")[:-1], "one": ()}[decks]
    below = [own] if own else [re.sub(":{2,}", ":", name) for name in names]
    return deck_path(root, *below)


def _own_decks(document: Document, sections: Iterable[Settled], deck: str) -> frozenset[str]:
    named = {section.deck for section in sections if section.deck}
    return frozenset(named | {deck} if document.settings.deck else named)


def _digest(source: Source, settings: ProjectSettings, media: Iterable[str]) -> str:
    """Give 32 hexadecimal digits of what a page depends on; the names of its media hold their digests."""
    told = repr((source.path, source.page, source.origins, sorted(media)))
    made = hashlib.blake2b(source.text.encode("utf-8", "surrogatepass"), digest_size=16)
    made.update(f"\0{told}\0{_as_text(settings)}".encode("utf-8", "surrogatepass"))
    return made.hexdigest()


_as_text = lru_cache(maxsize=4)(repr)
"""Settings are the same for many pages."""


def in_known_deck(page: Page, known: AbstractSet[str]) -> Page:
    """Leave the notes of a page in the one deck that they are known to be in, unless an author names another."""
    deck = page.deck if page.deck in page.own_decks else deck_kept(page.deck, known - page.own_decks)
    if deck == page.deck:
        return page
    drafts = (replace(draft, deck=deck) if draft.deck == page.deck else draft for draft in page.drafts)
    return replace(page, deck=deck, drafts=tuple(drafts))
