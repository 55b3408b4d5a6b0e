"""A reason for each unit that no card shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.language.marks import announces
from genai_cards.scopes import facts, signs
from genai_cards.scopes.units import Form, Unit

REASONS = {
    Form.CODE: "code is shown in answers, but asks nothing itself",
    Form.HTML: "HTML that no rule reads",
    Form.MATH: "a formula that no rule reads",
}
_WHAT = {
    Form.PARAGRAPH: "a paragraph",
    Form.QUOTE: "a quotation",
    Form.ITEM: "a list item",
    Form.BOX: "a box",
    Form.ENTRY: "a term",
}


def leftovers(tree: Iterable[Unit], found: Sequence[Draft | Diagnostic]) -> Iterator[Diagnostic]:
    """Yield a reason for each unit that neither a card shows nor another reason names."""
    told = {each.at.line for each in found}
    silenced = {each.at.line for each in found if isinstance(each, Diagnostic) and each.code == "leads-elsewhere"}
    yield from _left(tree, told, silenced)


def _left(units: Iterable[Unit], told: set[int], silenced: set[int]) -> Iterator[Diagnostic]:
    for unit in units:
        if unit.used:
            # of a box that asked, its answer need not show all
            inside = unit.parts if unit.form is Form.BOX else ()
            yield from _left((*inside, *unit.scope), told, silenced)
            continue
        if unit.form in (Form.HEADING, Form.BOX) and unit.at.line in silenced:
            yield from _left(facts.heard(unit), told, silenced)  # its reason is that of all else below it
            continue
        if unit.at.line not in told and (reason := _reason(unit)) is not None:
            told.add(unit.at.line)
            yield reason
        yield from _left((*unit.parts, *unit.scope), told, silenced)


def _reason(unit: Unit) -> Diagnostic | None:
    if facts.is_silent(unit) or facts.is_rule(unit):
        return None
    if unit.form in REASONS:
        return skipped(unit.form.value, unit.at, REASONS[unit.form])
    if unit.form is Form.PARAGRAPH and (not unit.text or announces(signs.told(unit.text))):
        return None
    if unit.form is Form.TABLE:
        return skipped("prose", unit.at, "a table that no prompt owns or reads")
    if unit.form is Form.HEADING and unit.section is None and unit.text:
        return skipped("prose", unit.at, "a heading with no fact a rule can see below it")
    if unit.form not in _WHAT or (unit.form is not Form.PARAGRAPH and not unit.text):
        return None
    return skipped("prose", unit.at, f"{_WHAT[unit.form]} with no fact a rule can see")
