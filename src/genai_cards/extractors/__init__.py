"""Document → drafts. A rule is a function here below and a line in EXTRACTORS; the first that takes a unit has it."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from genai_cards.cards.kinds import ACRONYM, Kind
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors import judge
from genai_cards.extractors.acronyms import read_acronyms
from genai_cards.extractors.answer_keys import read_key
from genai_cards.extractors.boxes import read_box, read_quote
from genai_cards.extractors.cloze import take_clozes
from genai_cards.extractors.drafting import Place
from genai_cards.extractors.harvest import Candidate, Here, Outcome, Reading
from genai_cards.extractors.headings import read_headings
from genai_cards.extractors.labels import read_asking, read_bold, read_label, read_lead_in, read_paired
from genai_cards.extractors.leftovers import REASONS, leftovers
from genai_cards.extractors.lists import read_list
from genai_cards.extractors.pairs import take_pairs
from genai_cards.extractors.parts import part_notes
from genai_cards.extractors.reverse import row_notes, with_reverse
from genai_cards.extractors.sections import Settled
from genai_cards.extractors.sheets import read_code
from genai_cards.extractors.tables import by_columns, read_table
from genai_cards.extractors.terms import described, read_definitions, read_heading, read_opening, read_tagline
from genai_cards.page import markup
from genai_cards.page.document import Block, Document, Opaque
from genai_cards.scopes.keys import read_keys
from genai_cards.scopes.nest import nest
from genai_cards.scopes.unfold import unfold
from genai_cards.scopes.units import Form, Unit, units_of
from genai_cards.scopes.votes import Votes, count
from genai_cards.settings import asked

Extractor = Callable[[Here, Unit], Reading | None]
"""Reads a unit where it stands; None where it is none of its shapes."""

EXTRACTORS: tuple[Extractor, ...] = (
    read_heading,
    read_key,
    read_tagline,
    read_opening,
    read_paired,
    read_asking,
    read_label,
    read_lead_in,
    read_bold,
    read_table,
    read_list,
    read_definitions,
    read_box,
    read_quote,
    read_code,
)


def extract(
    document: Document, sections: Sequence[Settled], deck: str, tag_prefix: str
) -> Iterator[Draft | Diagnostic]:
    """Yield a draft for each fact of a page and a reason for each block without one, in page order."""
    places = [settled.place(document, deck, tag_prefix) for settled in sections]
    found: list[Draft | Diagnostic] = [problem for settled in sections for problem in settled.problems]
    found += _read_by_form(document, places)
    found += read_acronyms(here for here in places if here.asked.form == "structure" and _is_on(ACRONYM, here))
    outcomes = sorted(_with_more([*map(_seen, found)], places), key=lambda outcome: outcome.at.line)
    yield from by_columns([outcome for outcome in outcomes if isinstance(outcome, Draft)])
    yield from (outcome for outcome in outcomes if isinstance(outcome, Diagnostic))


def _with_more(outcomes: Sequence[Draft | Diagnostic], places: Sequence[Place]) -> Iterator[Draft | Diagnostic]:
    """Yield all, the notes with what is asked for beyond them: reverse cards, and notes made out of theirs."""
    if not any(here.asked.added for here in places):
        yield from outcomes
        return
    drafts = [outcome for outcome in outcomes if isinstance(outcome, Draft)]
    yield from (outcome for outcome in outcomes if isinstance(outcome, Diagnostic))
    lines = [here.section.at.line for here in places]

    def asked_at(draft: Draft) -> asked.Asked:
        return places[max(0, bisect.bisect_right(lines, draft.at.line) - 1)].asked

    for draft in (
        *with_reverse(drafts, asked_at, places[0].phrases.term),
        *row_notes(drafts, asked_at),
        *part_notes(drafts, asked_at),
    ):
        yield draft if draft.key.kind not in asked_at(draft).off else _off(draft)


def _read_by_form(document: Document, places: Sequence[Place]) -> Iterator[Draft | Diagnostic]:
    """Read each section as its author asks: by what owns what, by headings, or not at all."""
    leaves = {here.section.at: here for here in places if not here.section.sections}
    kept: dict[Location, tuple[Block, ...]] = {}
    for place in places:
        pairs, rest = take_pairs(place)
        clozes, here = take_clozes(rest)
        yield from (*pairs, *clozes)
        kept[here.section.at] = here.blocks if here.asked.form == "structure" else ()
        if here.asked.form == "none":
            yield from map(_not_asked, filter(_is_text, here.blocks))
        below = [leaves[section.at] for section in here.section.sections if not section.sections]
        if any(there.asked.form == "headings" for there in (here, *below)):
            yield from _read_headings(here, leaves)
    if any(here.asked.form == "structure" for here in places):
        yield from _read_scopes(document, places, kept)


def _read_scopes(
    document: Document, places: Sequence[Place], kept: Mapping[Location, tuple[Block, ...]]
) -> Iterator[Draft | Diagnostic]:
    """Read the blocks that are kept, by what owns what."""
    tree = nest(unfold(units_of(document.root, kept)))
    votes = count(tree, document.title.plain, document.page, read_keys(tree))
    by_section = {place.section.at: place for place in places}
    here = Here(by_section[document.root.at], votes, by_section, siblings=tree)
    if votes.is_meta:
        yield from (skipped("about-repository", unit.at, "a page about its repository") for unit in tree)
        return
    outcomes: list[Outcome] = []
    _read(here, outcomes)
    outcomes += filter(None, [described(here, outcomes)])
    yield from _judged(outcomes, votes, by_section, tree)


def _read(here: Here, outcomes: list[Outcome]) -> None:
    """Read siblings, and what stands below each, into the outcomes."""
    index = 0
    while index < len(here.siblings):
        reading = _read_unit(here.at(index), here.siblings[index])
        outcomes += reading.outcomes
        for below in reading.below:
            _read(below, outcomes)
        index += reading.taken


def _read_unit(here: Here, unit: Unit) -> Reading:
    for extractor in EXTRACTORS:
        reading = extractor(here, unit)
        if reading is not None:
            return reading
    return Reading()


def _judged(
    outcomes: Iterable[Outcome], votes: Votes, places: Mapping[Location, Place], tree: Sequence[Unit]
) -> Iterator[Draft | Diagnostic]:
    """Yield the candidates that are good, a reason for each that is not, and one for each unit that no card shows."""
    outcomes = [*outcomes]
    found: list[Draft | Diagnostic] = []
    unanswered = judge.are_mostly_unanswered(outcomes)
    lines = sorted(place.section.at.line for place in places.values())
    by_line = {place.section.at.line: place for place in places.values()}
    for each in outcomes:
        if isinstance(each, Diagnostic):
            found.append(each)
        elif (problem := judge.why_not(each, votes)) is not None:
            found.append(problem)
        elif unanswered and judge.asks_by_chance(each):
            found.append(skipped("answer-missing", each.draft.at, "a question among many without an answer"))
        else:
            there = by_line[lines[max(0, bisect.bisect_right(lines, each.draft.at.line) - 1)]]
            _mark(each)
            wanted = _is_on(each.draft.kind, there) or there.asked.added.intersection(asked.DERIVED)
            found.append(each.draft if wanted else _off(each.draft))
    yield from found
    yield from leftovers(tree, found)


def _mark(candidate: Candidate) -> None:
    """Remember what a card shows: of a prompt itself, of its answer all that it holds and owns."""
    if candidate.prompt is not None:
        candidate.prompt.used = True
    for unit in candidate.units:
        for part in unit.walk():
            part.used = True


def _read_headings(here: Place, leaves: Mapping[Location, Place]) -> Iterator[Draft | Diagnostic]:
    """Read the headings below a place, each as it is asked for below itself."""
    for outcome in read_headings(here):
        there = leaves.get(outcome.at, here)
        if there.asked.form != "headings":
            continue
        if isinstance(outcome, Draft):
            tags = (*here.tags[:1], *there.tags[1:], outcome.tags[-1])
            outcome = replace(outcome, deck=there.deck, tags=tuple(dict.fromkeys(tags)))
        yield _off(outcome) if isinstance(outcome, Draft) and not _is_on(outcome.kind, there) else outcome


def _seen(outcome: Draft | Diagnostic) -> Draft | Diagnostic:
    """Anki makes no card whose front shows nothing, and nobody needs one whose back does."""
    if isinstance(outcome, Diagnostic) or (markup.shows(outcome.front) and markup.shows(outcome.back)):
        return outcome
    return skipped("nothing-to-see", outcome.at, "its question or its answer shows nothing on a card")


def _is_on(kind: Kind, here: Place) -> bool:
    return kind.name not in here.asked.off


def _off(draft: Draft) -> Diagnostic:
    return skipped("not-asked", draft.at, f"a note of the kind {draft.key.kind}, which is switched off here")


def _not_asked(block: Block) -> Diagnostic:
    return skipped("not-asked", block.at, "`cards: none` holds here")


def _is_text(block: Block) -> bool:
    return not isinstance(block, Opaque) or Form(block.kind) in REASONS
