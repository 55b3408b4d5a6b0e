"""A prompt owns its scope: all that stands below it until the next prompt of its rank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.language import prompts
from genai_cards.language.marks import ANSWER_MARK, EXPLANATION_MARK
from genai_cards.scopes import facts, signs
from genai_cards.scopes.units import Form, Unit

BOLD, ASKING, ANSWER = 7, 8, 9
"""Ranks behind those of headings, 1 to 6: a bold line, a paragraph that asks, a heading over an answer."""

NONE = 99
_BRACKETS = re.compile(r"\s*\(.*", re.DOTALL)


def rank(unit: Unit) -> int:
    """Give the rank of a prompt; NONE for what owns nothing."""
    if unit.form is Form.HEADING:
        return ANSWER if unit.level > 1 and prompts.is_answer_name(unit.text.plain) else unit.level
    if unit.form is not Form.PARAGRAPH:
        return NONE
    if ANSWER_MARK.match(unit.text.mask) or EXPLANATION_MARK.match(unit.text.mask):
        return NONE
    if facts.is_bold(unit):
        return BOLD
    return ASKING if facts.asks(unit) else NONE


def nest(units: Sequence[Unit]) -> list[Unit]:
    """Give the units that no other owns; each prompt has what it owns in its scope, at any depth."""
    found: list[Unit] = []
    prompts_open: list[tuple[int, Unit]] = []
    for unit in units:
        own = _rank_below(prompts_open, unit)
        if facts.is_rule(unit) or (unit.form is Form.BOX and bool(unit.text) and facts.asks(unit)):
            _close(prompts_open, BOLD)
        if own < NONE:
            _close(prompts_open, own)
        elif prompts_open and prompts_open[-1][0] in (BOLD, ASKING) and _ends(prompts_open[-1][1], unit):
            _close(prompts_open, BOLD)
        (prompts_open[-1][1].scope if prompts_open else found).append(unit)
        if own < NONE:
            prompts_open.append((own, unit))
        _nest_parts(unit)
    return found


def _rank_below(opened: list[tuple[int, Unit]], unit: Unit) -> int:
    """Give the rank of a unit; "Answers" at the end of a page answers no deeper heading, "Solution" no "Example".

    A bold line right below the heading of an answer is that answer.
    """
    own = rank(unit)
    if own == BOLD and opened and opened[-1][0] == ANSWER and not opened[-1][1].scope:
        return NONE  # it is the answer itself
    headings = [above for _, above in opened if above.form is Form.HEADING]
    if own != ANSWER or unit.form is not Form.HEADING or not headings:
        return own
    nearest = signs.name_of(headings[-1].text)
    aside = unit.level == headings[-1].level and (prompts.is_dead(nearest) or prompts.is_neutral(nearest))
    return unit.level if aside or unit.level < max(above.level for above in headings) else own


def _close(opened: list[tuple[int, Unit]], rank_from: int) -> None:
    while opened and opened[-1][0] >= rank_from:
        opened.pop()


def _nest_parts(unit: Unit) -> None:
    if unit.form in (Form.ITEM, Form.QUOTE, Form.BOX, Form.ENTRY):
        unit.parts = nest(unit.parts)
    elif unit.form in (Form.LIST, Form.DEFINITIONS):
        for part in unit.parts:
            part.parts = nest(part.parts)


def _ends(prompt: Unit, unit: Unit) -> bool:
    """Say whether a bold or plain question has its whole answer, and other facts begin, none that the answer names."""
    if unit.form is Form.TABLE or facts.is_marked_answer(unit) or facts.opens_explanation(unit):
        return False
    if facts.is_bold(prompt) and not facts.asks(prompt):
        return False
    if not facts.is_complete(prompt.scope) or not facts.tells_facts(unit):
        return False
    first = unit.parts[0] if unit.form is Form.LIST else unit
    label = facts.label(first)
    answer = facts.said(prompt.scope).casefold()
    return label is None or _BRACKETS.sub("", label.term.plain).casefold() not in answer
