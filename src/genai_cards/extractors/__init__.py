"""Document → drafts. A rule is a function here below and a line in EXTRACTORS; the first that takes a block has it."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from genai_cards.cards.kinds import ACRONYM, Kind
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.acronyms import read_acronyms
from genai_cards.extractors.answer_keys import read_key, read_letters
from genai_cards.extractors.bullets import read_list
from genai_cards.extractors.cloze import take_clozes
from genai_cards.extractors.drafting import Place, Reading
from genai_cards.extractors.enumeration import read_reasons
from genai_cards.extractors.glossary import read_definition, read_definition_list, read_tagline
from genai_cards.extractors.headings import read_headings
from genai_cards.extractors.pairs import take_pairs
from genai_cards.extractors.parts import part_notes
from genai_cards.extractors.practice import read_practice
from genai_cards.extractors.questions import read_asked_block, read_asked_section
from genai_cards.extractors.reverse import row_notes, with_reverse
from genai_cards.extractors.sections import Settled
from genai_cards.extractors.tables import read_table
from genai_cards.extractors.terms import is_glossary, may_be_term, read_term
from genai_cards.page import markup
from genai_cards.page.document import Block, Document, Opaque, Paragraph
from genai_cards.settings import asked

Extractor = Callable[[Place, int], Reading | None]
"""Reads the block at an index of a place; None where it is none of its shapes."""

EXTRACTORS: tuple[Extractor, ...] = (
    read_key,
    read_tagline,
    read_definition,
    read_practice,
    read_asked_block,
    read_reasons,
    read_table,
    read_list,
    read_definition_list,
)

_REASONS = {
    "code": "code is shown in answers, but asks nothing itself",
    "html": "HTML that no rule reads",
    "math": "a formula that no rule reads",
}


def extract(
    document: Document, sections: Sequence[Settled], deck: str, tag_prefix: str
) -> Iterator[Draft | Diagnostic]:
    """Yield a draft for each fact of a page and a reason for each block without one, in page order."""
    letters = read_letters(document)
    places = [settled.place(document, deck, tag_prefix, letters) for settled in sections]
    found: list[Draft | Diagnostic] = [problem for settled in sections for problem in settled.problems]
    found += _read_by_form(places)
    found += read_acronyms(here for here in places if here.asked.form == "structure" and _is_on(ACRONYM, here))
    seen = [_seen(outcome) for outcome in sorted(found, key=lambda outcome: outcome.at.line)]
    yield from sorted(_with_more(seen, places), key=lambda outcome: outcome.at.line)


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
        *with_reverse(drafts, asked_at),
        *row_notes(drafts, asked_at),
        *part_notes(drafts, asked_at),
    ):
        yield draft if draft.key.kind not in asked_at(draft).off else _off(draft)


def _read_by_form(places: Sequence[Place]) -> Iterator[Draft | Diagnostic]:
    """Read each section as its author asks: by the rules, by headings, or not at all."""
    leaves = {here.section.at: here for here in places if not here.section.sections}
    claimed: set[Location] = set()  # sections that are part of the answer of one above
    terms: set[Location] = set()
    for place in places:
        if place.section.at in claimed:
            continue
        pairs, rest = take_pairs(place)
        clozes, here = take_clozes(rest)
        yield from (*pairs, *clozes)
        if here.asked.form == "structure":
            readings, answering = _read_section(here, is_term=here.section.at in terms)
            yield from (outcome for reading in readings for outcome in reading.outcomes)
            claimed |= {below.at for number in answering for below in here.section.sections[number].walk()}
            terms |= _terms(here)
        elif here.asked.form == "none":
            yield from map(_not_asked, filter(_is_text, here.blocks))
        below = [leaves[section.at] for section in here.section.sections if not section.sections]
        if any(there.asked.form == "headings" for there in (here, *below)):
            yield from _read_headings(here, leaves)


def _terms(here: Place) -> set[Location]:
    """Give the places of the sections below one that are the terms of a glossary."""
    section = here.section
    names = (section.heading.plain if section.heading else "", here.document.title.plain, here.document.page)
    return {below.at for below in section.sections if may_be_term(below)} if is_glossary(section, names) else set()


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


def _is_on(kind: Kind, here: Place) -> bool:
    return kind.name not in here.asked.off


def _wanted(here: Place, reading: Reading) -> Reading:
    """Leave out the notes of kinds that are switched off."""
    off = [isinstance(outcome, Draft) and not _is_on(outcome.kind, here) for outcome in reading.outcomes]
    if not any(off) or here.asked.added.intersection(asked.DERIVED):
        return reading  # other notes are made of them first
    outcomes = (
        _off(outcome) if is_off and isinstance(outcome, Draft) else outcome
        for is_off, outcome in zip(off, reading.outcomes, strict=True)
    )
    return replace(reading, outcomes=tuple(outcomes))


def _off(draft: Draft) -> Diagnostic:
    return skipped("not-asked", draft.at, f"a note of the kind {draft.key.kind}, which is switched off here")


def _not_asked(block: Block) -> Diagnostic:
    return skipped("not-asked", block.at, "`cards: none` holds here")


def _is_text(block: Block) -> bool:
    return not isinstance(block, Opaque) or block.kind in _REASONS


def _seen(outcome: Draft | Diagnostic) -> Draft | Diagnostic:
    """Anki makes no card whose front shows nothing, and nobody needs one whose back does."""
    if isinstance(outcome, Diagnostic) or (markup.shows(outcome.front) and markup.shows(outcome.back)):
        return outcome
    return skipped("nothing-to-see", outcome.at, "its question or its answer shows nothing on a card")


def _read_section(here: Place, is_term: bool) -> tuple[list[Reading], frozenset[int]]:
    """Read a section by the rules; give the numbers of the sections below it that belong to its answer, too."""
    readings = _readings(here)
    answered = read_asked_section(here, readings)
    if answered:
        reading, answering = answered
        return [_wanted(here, reading), *_behind(readings, reading.taken)], answering
    if is_term and may_be_term(here.section):
        reading = read_term(here, readings)
        return [_wanted(here, reading), *_behind(readings, reading.taken)], frozenset()
    return readings, frozenset()


def _readings(here: Place) -> list[Reading]:
    readings: list[Reading] = []
    index = 0
    while index < len(here.blocks):
        readings.append(_read_block(here, index))
        index += readings[-1].taken
    return readings


def _behind(readings: list[Reading], taken: int) -> list[Reading]:
    """Give the readings behind the first blocks, `taken` of them."""
    kept = list(readings)
    while kept and taken > 0:
        taken -= kept.pop(0).taken
    return kept


def _read_block(here: Place, index: int) -> Reading:
    for extractor in EXTRACTORS:
        reading = extractor(here, index)
        if reading is not None:
            return _wanted(here, reading)
    return Reading(_left_out(here.blocks[index]))


def _left_out(block: Block) -> tuple[Diagnostic, ...]:
    if isinstance(block, Opaque):
        return (skipped(block.kind, block.at, _REASONS[block.kind]),) if block.kind in _REASONS else ()
    if isinstance(block, Paragraph) and not block.text:
        return ()
    what = "a paragraph" if isinstance(block, Paragraph) else "a quotation"
    return (skipped("prose", block.at, f"{what} with no fact a rule can see"),)


__all__ = ["EXTRACTORS", "Extractor", "extract"]
