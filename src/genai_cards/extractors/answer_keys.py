"""The answers of questions in a key elsewhere on their page."""

from __future__ import annotations

from genai_cards.diagnostics import skipped
from genai_cards.extractors.harvest import Here, Reading
from genai_cards.language.marks import LONE_LETTER
from genai_cards.scopes import keys
from genai_cards.scopes.units import Form, Unit


def letter_of(answer: Unit | None) -> str:
    """Give the letter that an entry of a key names; empty where it is none."""
    found = LONE_LETTER.fullmatch(answer.text.plain.strip()) if answer is not None else None
    return found[1] if found else ""


def read_key(here: Here, unit: Unit) -> Reading | None:
    """A key is told with its questions."""
    if not keys.is_key(unit, here.votes.keys):
        return None
    if unit.form is Form.LIST and not all(letter_of(item) or item.used for item in unit.parts):
        return None
    if unit.form is Form.LIST and not any(map(letter_of, unit.parts)):
        return Reading()  # its words are on the cards
    return Reading((skipped("key", unit.at, "the key: its answers are with their questions"),))


def answer_of(here: Here, unit: Unit, *, is_item: bool) -> Unit | None:
    """Find the answer of a numbered question in the keys of its page."""
    if not here.votes.keys or not keys.number_of(unit):
        return None
    return here.votes.keys.answer(unit, is_item=is_item)
