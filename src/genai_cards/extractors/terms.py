"""Glossaries whose terms are headings: each section says what its heading means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.cards.kinds import DEFINITION
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.question_body import asks
from genai_cards.language.marks import is_glossary_title
from genai_cards.language.sentences import sentence_end
from genai_cards.language.words import GENERIC_HEADINGS, VERBS
from genai_cards.page import markup
from genai_cards.page.document import Block, Opaque, Paragraph, Section

FEWEST = 3
"""Sections below one heading that make a glossary."""

TERM_WORDS = 6

_NOUN = re.compile(r"(?:an?|the|any|one|each|ein|eine|der|die|das|un|une|una|le|la|el)\s|l['’]", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:refers?\s+to|describes?|denotes?|short\s+for|abbreviation|stands\s+for|see)\b|\w+\s+term\s+for\b",
    re.IGNORECASE,
)


def is_glossary(section: Section, names: Sequence[str]) -> bool:
    """Say whether the sections below one are terms; `names` are its heading, and the page's title and file."""
    terms = [below for below in section.sections if may_be_term(below)]
    if len(terms) < FEWEST or len(terms) < 0.8 * len(section.sections):
        return False
    said = any(map(is_glossary_title, names))
    return said or sum(map(_defines, terms)) >= 0.6 * len(terms)


def may_be_term(section: Section) -> bool:
    """Say whether a section has the shape of a term: a name over a paragraph."""
    heading = section.heading
    if heading is None or section.sections or not section.blocks or not isinstance(section.blocks[0], Paragraph):
        return False
    words = heading.plain.split()
    named = 0 < len(words) <= TERM_WORDS and not asks(heading) and not heading.plain.rstrip().endswith((":", "."))
    return named and heading.plain.strip().lower() not in GENERIC_HEADINGS and not re.match(r"\d+[.)]", words[0])


def _defines(section: Section) -> bool:
    """Say whether the first sentence of a section is the meaning of its heading: a noun, or "X is …"."""
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    assert section.heading is not None
    text = first.text.mask[: sentence_end(first.text.mask)].strip()
    name = re.sub(r"\s*\(.*\)", "", section.heading.plain.strip())
    start = rf"(?:(?:an?|the)\s+)?{re.escape(name)}s?\s*(?:\([^()]*\))?,?\s+(?:is|are|means?|refers?)\b"
    # a pattern for each heading takes its time: most do not stand in their text
    if name.lower() in text.lower() and re.match(start, text, re.IGNORECASE):
        return True
    opening = {word.strip(".,;:()").lower() for word in text.split()[1:7]}
    return _TELLS.match(text) is not None or (_NOUN.match(text) is not None and not VERBS.any_of(opening))


def read_term(place: Place, readings: Sequence[Reading]) -> Reading:
    """Make a note of a term: the first sentence below its heading; what no other rule reads is extra."""
    heading, first = place.section.heading, place.section.blocks[0]
    assert heading is not None
    assert isinstance(first, Paragraph)
    taken = 1
    for reading in readings[1:]:
        if reading.makes_notes:
            break
        taken += reading.taken
    end = sentence_end(first.text.mask)
    rest = first.text.cut(end).stripped()
    below = [block for block in place.blocks[1:taken] if _shows(block)]
    extra = markup.inline(rest) if not below else (f"<p>{markup.inline(rest)}</p>" if rest else "")
    note = place.above().draft(
        DEFINITION,
        (subject(heading),),
        markup.inline(heading),
        markup.inline(first.text.cut(0, end).stripped()),
        heading.at,
        extra=extra + markup.blocks(below),
    )
    return Reading((note,), taken)


def _shows(block: Block) -> bool:
    return not isinstance(block, Opaque) or not block.is_silent
