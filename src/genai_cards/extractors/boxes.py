"""Quotations and boxes: a title that asks or names, a term over its list, or only a frame around what is read."""

from __future__ import annotations

import re

from genai_cards.cards.kinds import LABEL
from genai_cards.extractors.harvest import Here, Reading, left_out
from genai_cards.extractors.labels import good_name
from genai_cards.extractors.making import candidate, nothing
from genai_cards.extractors.questions import is_named_question, read_question
from genai_cards.language import prompts
from genai_cards.scopes import facts, signs
from genai_cards.scopes.units import Form, Unit

MOST_TITLE_WORDS = 8
TAB = "tab"
"""A box that shows one of several ways to do the same: its title is none of a fact."""

_ENDED = re.compile(r"[.!?:]$")


def read_box(here: Here, unit: Unit) -> Reading | None:
    """A callout, an admonition, details: its title may ask or name what it holds."""
    if unit.form is not Form.BOX:
        return None
    name = signs.name_of(unit.text)
    if facts.box_name(unit) in facts.DEAD_BOXES or (name and prompts.is_dead(name)):
        return Reading((left_out("leads-elsewhere", unit, "it leads elsewhere, or is about the page"),))
    if unit.text and (facts.asks(unit) or is_named_question(unit)):
        return read_question(here, unit, unit.parts)
    if name and _names(unit, name):
        prompt = signs.bare(unit.text)
        made = candidate(here, LABEL, "summary", prompt, nothing(unit.at), unit.parts, at=unit.at, shows=[unit])
        return Reading((made,), (here.below(unit.parts, unit, name),))
    tab = (name,) if facts.box_name(unit) == TAB else ()
    return Reading((), (here.below(unit.parts, here.owner, *tab),))


def _names(unit: Unit, name: str) -> bool:
    """Say whether the title of a box names what it holds."""
    if facts.box_name(unit) in (*facts.NOTE_BOXES, TAB) or facts.is_answer_box(unit) or prompts.is_task(name):
        return False
    short = signs.words(name) <= MOST_TITLE_WORDS and good_name(name)
    return short and bool(unit.parts) and facts.linked_share(unit.parts) < 0.4


def read_quote(here: Here, unit: Unit) -> Reading | None:
    """A quotation is read as what it holds; a short line over a list is a term."""
    if unit.form is not Form.QUOTE:
        return None
    parts = unit.parts
    if len(parts) == 2 and parts[0].form is Form.PARAGRAPH and parts[1].form is Form.LIST:
        plain = parts[0].text.plain.strip()
        if 0 < signs.words(plain) <= MOST_TITLE_WORDS and not _ENDED.search(plain) and good_name(plain):
            prompt = signs.bare(parts[0].text)
            made = candidate(here, LABEL, "term", prompt, nothing(unit.at), parts[1:], at=unit.at, shows=[unit])
            return Reading((made,), (here.below(parts[1:], None, plain),))
    return Reading((), (here.below(parts, here.owner),))
