"""What a folder would give: for somebody who has not yet made a card of it, and the settings that fit it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from genai_cards.build import Build
from genai_cards.cards.fields import plain_text
from genai_cards.cards.kinds import KINDS
from genai_cards.cards.notes import Note
from genai_cards.reports.check import ledgers
from genai_cards.reports.export import MOST_SHOWN, aligned, left_out

MOST_SAMPLES = 6
MOST_REASONS = 4
FEWEST_EMPTY = 5
"""A folder of so many pages without a note is proposed to be left out."""

MANY_PAGES, FEW_NOTES = 40, 8
"""So many pages with fewer notes each make one deck a folder."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings for a project, but for those that hold anyway."""

    deck: str
    source: str
    exclude: tuple[str, ...]
    decks: str

    def as_toml(self) -> str:
        """Give the text of `genai-cards.toml`."""
        lines = [f"deck = {json.dumps(self.deck, ensure_ascii=False)}", f"source = {json.dumps(self.source)}"]
        if self.exclude:
            lines.append(f"exclude = {json.dumps(list(self.exclude), ensure_ascii=False)}")
        if self.decks != "page":
            lines.append(f"decks = {json.dumps(self.decks)}")
        return "\n".join(lines) + "\n"


def propose(built: Build, deck: str, source: str) -> Proposal:
    """Propose settings for the pages of a build, whose paths are from the folder `source` on."""
    counts = Counter(note.draft.at.path for note in built.notes)
    empty, full = Counter[str](), Counter[str]()
    for page in built.pages:
        for folder in _folders(page.page):
            (full if counts[page.path] else empty)[folder] += 1
    barren = {folder for folder, number in empty.items() if number >= FEWEST_EMPTY and not full[folder]}
    exclude = sorted(f"/{folder}/" for folder in barren if not barren.intersection(_folders(folder)))
    many = (
        len(built.pages) >= MANY_PAGES and len(built.notes) < FEW_NOTES * len(built.pages) and len({*empty, *full}) > 1
    )
    return Proposal(deck, source, tuple(exclude), "folder" if many else "page")


def _folders(page: str) -> Iterator[str]:
    """Yield the folders above a page, from the outermost on."""
    parts = page.split("/")[:-1]
    yield from ("/".join(parts[:end]) for end in range(1, len(parts) + 1))


def as_text(built: Build, proposal: Proposal, others: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines for people; `others` counts files that are no pages, by suffix."""
    found = ledgers(built)
    words, on_cards = sum(each.words for each in found), sum(each.on_cards for each in found)
    empty = len(built.pages) - len({note.draft.at.path for note in built.notes})
    share = f", which hold {on_cards * 100 // words} % of the words" if words else ""
    yield f"{len(built.pages)} pages would give {len(built.notes)} notes{share}; {empty} would give none."
    if others:
        listed = ", ".join(f"{count} × {suffix}" for suffix, count in sorted(others.items()))
        yield f"Not read: {listed} (`genai-cards import` makes pages of text, saved web pages, lists and documents)."
    kinds = Counter(note.draft.key.kind for note in built.notes)
    if kinds:
        yield ""
        yield aligned([["kind", "notes"], *([kind.name, str(kinds[kind.name])] for kind in KINDS if kinds[kind.name])])
        yield ""
        yield "A sample:"
        yield from (f"  {line}" for note in _sample(built.notes) for line in _card(note))
    reasons: dict[str, list[str]] = defaultdict(list)
    for problem in left_out(built):
        reasons[problem.message].append(str(problem.at))
    if reasons:
        yield ""
        yield "Left out most often:"
        often = sorted(reasons.items(), key=lambda each: -len(each[1]))[:MOST_REASONS]
        yield from (f"  {len(places)} × {message}, as at {places[0]}" for message, places in often)
    yield ""
    yield "Proposed settings, genai-cards.toml:"
    yield from (f"  {line}" for line in proposal.as_toml().splitlines())


def _sample(notes: Sequence[Note]) -> list[Note]:
    """Give some notes, from all over the pages."""
    step = max(1, len(notes) // MOST_SAMPLES)
    return list(notes[step // 2 :: step][:MOST_SAMPLES])


def _card(note: Note) -> Iterator[str]:
    yield f"{note.draft.at}: {_shortened(plain_text(note.draft.front))}"
    yield f"    → {_shortened(plain_text(note.draft.back))}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
