"""Sheets: an item that says what the command right behind it does, or the formula, though nothing indents that."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from genai_cards.page.looks import is_code
from genai_cards.page.text import Text
from genai_cards.scopes import facts
from genai_cards.scopes.units import Form, Unit

FEWEST = 2
"""So many lines over commands make a sheet of them."""

_COLONS = (":", "：")


def opens_command(line: Text, before: Text) -> bool:
    """Say whether a line of a paragraph is the command that the line before it announces."""
    return before.plain.rstrip().endswith(_COLONS) and is_code(line)


def with_commands(units: Sequence[Unit]) -> list[Unit]:
    """Give units with a command below the item in front of it, where several items stand alone over one each."""
    if sum(_stands_over(item, command) for item, command in itertools.pairwise(units)) < FEWEST:
        return [*units]
    found: list[Unit] = []
    for unit in units:
        if found and _stands_over(found[-1], unit):
            found[-1].parts[-1].parts.append(unit)
            found[-1].behind.append(unit)
        else:
            found.append(unit)
    return found


def _stands_over(unit: Unit, command: Unit) -> bool:
    """Say whether a unit is a list of one item that says only what the command behind it does."""
    if unit.form is not Form.LIST or unit.is_ordered or len(unit.parts) != 1 or not answers(command):
        return False
    return len(unit.parts[0].parts) == 1 and unit.parts[0].checked is None


def answers(unit: Unit) -> bool:
    """Say whether a unit is a command or a formula."""
    return facts.is_command(unit) or unit.form is Form.MATH


def are_of_commands(items: Iterable[Unit]) -> bool:
    """Say whether most items of a list stand over a command or a formula."""
    over = [len(item.parts) > 1 and answers(item.parts[1]) for item in items]
    return sum(over) >= FEWEST and sum(over) * 2 > len(over)
