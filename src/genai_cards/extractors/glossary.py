"""A term with its tagline and its definition."""

from __future__ import annotations

import re

from genai_cards.cards.kinds import DEFINITION, TAGLINE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.question_body import asks
from genai_cards.language.sentences import sentence_end
from genai_cards.language.words import DEFINITION_HEADINGS
from genai_cards.page import markup
from genai_cards.page.document import DefinitionList, Document, Paragraph, Quote, Section
from genai_cards.page.text import Text

TAGLINE_WORDS = 30
"""A line under the title with more words is an introduction."""

_IS_A = r"(?:is|are|was|were|means|refers to|stands for|describes|denotes)\s+"
_ARTICLE = r"(?:(?:the|an?)\s+)?"
_ASKED_FOR = re.compile(r"what\s+(?:is|are)\s+(?:(?:the|an?)\s+)?", re.IGNORECASE)
_SOMETHING = r"(?:an?|the|any|one|both|each|every|how|when|what|where|whether)\b"


def read_definition(place: Place, index: int) -> Reading | None:
    """The first paragraph under "Definition", or under the title when it says what the title is."""
    block = place.blocks[index]
    if not isinstance(block, Paragraph) or any(isinstance(earlier, Paragraph) for earlier in place.blocks[:index]):
        return None
    heading = place.section.heading
    if place.section.level == 0 or heading is None:
        if not _defines(block.text.mask, subject(place.document.title)):
            return None
        term: Text | None = place.document.title
    elif heading.plain.strip(" :").lower() in DEFINITION_HEADINGS:
        term = _heading_above(place.document, place.section)
    else:
        return None
    if not term:
        return None
    end = sentence_end(block.text.mask)
    rest = block.text.cut(end).stripped()
    note = place.draft(
        DEFINITION,
        (subject(term),),
        markup.inline(term),
        markup.inline(block.text.cut(0, end).stripped()),
        block.at,
        extra=markup.inline(rest),
    )
    return Reading((note,))


def _defines(text: str, title: str) -> bool:
    """Say whether a text begins "X is a …", below "X" or "What is X?"; "X is transforming …" is no definition."""
    asked = _ASKED_FOR.sub("", title.rstrip(" ?")).removesuffix("s") if title.endswith("?") else title
    name = re.escape(asked)
    start = rf"{_ARTICLE}{name}s?\s*(?:\([^()]*\)\s*)?,?\s*{_IS_A}{_SOMETHING}"
    return re.match(start, text, re.IGNORECASE) is not None


def _heading_above(document: Document, section: Section) -> Text:
    if len(section.path) < 2:
        return document.title
    for candidate in document.root.walk():
        if any(below.at == section.at for below in candidate.sections):
            return candidate.heading or document.title
    return document.title


def read_tagline(place: Place, index: int) -> Reading | None:
    """A short line under the title, quoted or emphasised: tagline → term."""
    if place.section.level > 0 or index != 0:
        return None
    text = _tagline(place)
    if text is None:
        return None
    title = place.document.title
    name = subject(title)
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.plain, re.IGNORECASE):
        reason = skipped("tagline-leaks", text.at, "the tagline holds the term itself", "say it without the term")
        return Reading((reason,))
    note = place.draft(
        TAGLINE,
        (name,),
        markup.inline(text.unwrapped()),
        markup.inline(title),
        text.at,
        cue=place.phrases.term,
        hide=name,
    )
    return Reading((note,))


def _tagline(place: Place) -> Text | None:
    block = place.blocks[0]
    match block:
        case Quote(blocks=(Paragraph(text=text),), is_callout=False):
            pass
        case Paragraph(text=text) if text.is_emphasised or _stands_over_definition(place):
            pass
        case _:
            return None
    words = text.plain.split()
    one_sentence = sentence_end(text.mask.strip()) == len(text.mask.strip())
    if not 2 <= len(words) <= TAGLINE_WORDS or not one_sentence or text.plain.lstrip().startswith("[!"):
        return None
    return None if asks(text) or text.plain.rstrip().endswith(":") else text.stripped()


def _stands_over_definition(place: Place) -> bool:
    """Say whether the page is a glossary entry: one line under the title, then "Definition"."""
    sections = place.section.sections
    heading = sections[0].heading if sections else None
    return len(place.blocks) == 1 and heading is not None and heading.plain.strip(" :").lower() in DEFINITION_HEADINGS


def read_definition_list(place: Place, index: int) -> Reading | None:
    """Terms over `: definition` lines: term → definition."""
    block = place.blocks[index]
    if not isinstance(block, DefinitionList):
        return None
    outcomes: list[Draft | Diagnostic] = []
    for entry in block.entries:
        if entry.term and entry.blocks:
            term, answer = markup.inline(entry.term), markup.body(entry)
            outcomes.append(place.draft(DEFINITION, (subject(entry.term),), term, answer, entry.term.at))
        else:
            outcomes.append(skipped("answer-missing", entry.term.at, "a term without a definition"))
    return Reading(tuple(outcomes))
