"""Document → drafts. A rule is a function here below and a line in EXTRACTORS; the first that takes a block has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from genai_cards import markup
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.document import Block, Document, Opaque, Paragraph, Section
from genai_cards.extractors.acronyms import read_acronyms
from genai_cards.extractors.asking import read_asked_block, read_asked_section
from genai_cards.extractors.bullets import read_list
from genai_cards.extractors.drafting import Place, Reading, place
from genai_cards.extractors.enumeration import read_reasons
from genai_cards.extractors.glossary import read_definition, read_definition_list, read_tagline
from genai_cards.extractors.headings import read_headings
from genai_cards.extractors.keys import read_key, read_letters
from genai_cards.extractors.practice import read_practice
from genai_cards.extractors.tables import read_table
from genai_cards.extractors.terms import is_glossary, may_be_term, read_term
from genai_cards.notes import Draft

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

KINDS = ("definition", "tagline", "table", "question", "label", "practice", "enumeration", "acronym", "heading")
"""What notes can come from, as tags and reports name it."""

_REASONS = {
    "code": "code is shown in answers, but asks nothing itself",
    "html": "HTML that no rule reads",
    "math": "a formula that no rule reads",
}


def extract(document: Document, deck: str, tag_prefix: str, form: str) -> Iterator[Draft | Diagnostic]:
    """Yield a draft for each fact of a page and a reason for each block without one, in page order."""
    letters = read_letters(document)
    places = {id(section): place(document, section, deck, tag_prefix, letters) for section in document.root.walk()}
    if form == "headings":
        found = [outcome for here in places.values() for outcome in read_headings(here)]
    else:
        found = list(_read_tree(document.root, places))
        found += read_acronyms(places.values())
    yield from map(_seen, sorted(found, key=lambda outcome: outcome.at.line))


def _seen(outcome: Draft | Diagnostic) -> Draft | Diagnostic:
    """Anki makes no card whose front shows nothing, and nobody needs one whose back does."""
    if isinstance(outcome, Diagnostic) or all(markup.shows(outcome.fields[side]) for side in ("Prompt", "Answer")):
        return outcome
    return skipped("nothing-to-see", outcome.at, "its question or its answer shows nothing on a card")


def _read_tree(section: Section, places: Mapping[int, Place], is_term: bool = False) -> Iterator[Draft | Diagnostic]:
    """Read a section, and those below it that are no part of its answer."""
    here = places[id(section)]
    readings = _readings(here)
    asked = read_asked_section(here, readings)
    claimed: frozenset[int] = frozenset()
    if asked:
        reading, claimed = asked
        readings = [reading, *_behind(readings, reading.taken)]
    elif is_term:
        reading = read_term(here, readings)
        readings = [reading, *_behind(readings, reading.taken)]
    for reading in readings:
        yield from reading.outcomes
    names = (section.heading.plain if section.heading else "", here.document.title.plain, here.document.page)
    terms = not claimed and is_glossary(section, names)
    for number, below in enumerate(section.sections):
        if number not in claimed:
            yield from _read_tree(below, places, is_term=terms and may_be_term(below))


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
            return reading
    return Reading(_left_out(here.blocks[index]))


def _left_out(block: Block) -> tuple[Diagnostic, ...]:
    if isinstance(block, Opaque):
        return (skipped(block.kind, block.at, _REASONS[block.kind]),) if block.kind in _REASONS else ()
    if isinstance(block, Paragraph) and not block.text:
        return ()
    what = "a paragraph" if isinstance(block, Paragraph) else "a quotation"
    return (skipped("prose", block.at, f"{what} with no fact a rule can see"),)


__all__ = ["EXTRACTORS", "KINDS", "Extractor", "extract"]
