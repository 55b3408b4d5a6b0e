"""Answer keys: "Answers: 1. b, 2. d", or a section "Answers" whose numbered list answers the questions above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from genai_cards.diagnostics import skipped
from genai_cards.extractors.harvest import Here, Reading
from genai_cards.language.marks import KEY_LEAD, KEY_TITLE, LONE_LETTER
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs
from genai_cards.scopes.units import Form, Unit

Key = tuple[str, int]
"""The name of a section, empty for any, and the number of a question in it."""

_KEY = "a key"


def read_keys(tree: Sequence[Unit]) -> Mapping[Key, Unit]:
    """Give the units that answer questions elsewhere on a page, by section and number; letters as items of a word."""
    found: dict[Key, Unit] = {}
    for name, unit, called in _places(tree, "", called=False):
        for number, answer in _entries(unit, called=called):
            unit.memory[_KEY] = True
            found.setdefault((name, number), answer)
            found.setdefault(("", number), answer)
    return found


def _places(units: Sequence[Unit], name: str, *, called: bool) -> Iterator[tuple[str, Unit, bool]]:
    """Yield each unit below a heading, with that heading's name and whether it stands below one called "Answers"."""
    asked: Unit | None = None
    for place, unit in enumerate(units):
        opened = called or facts.is_key_of(units[place - 1 : place + 1] if place else (), asked)
        if unit.form is Form.HEADING:
            inner = signs.name_of(unit.text).casefold()
            yield from _places(unit.scope, inner, called=called or _is_title(unit))
            continue
        title = facts.is_bold(unit) and _is_title(unit)
        yield name, unit, opened
        asked = unit if unit.is_ordered else asked
        yield from _places(unit.scope, name, called=called or title)
        if unit.form is Form.BOX:
            yield from _places(unit.parts, name, called=called or (bool(unit.text) and _is_title(unit)))
        if unit.form is Form.QUOTE:
            yield from _places(unit.parts, name, called=called or facts.is_key_of(unit.parts, asked))


def _is_title(unit: Unit) -> bool:
    return KEY_TITLE.fullmatch(unit.text.plain) is not None


def _entries(unit: Unit, *, called: bool) -> list[tuple[int, Unit]]:
    if unit.form is Form.LIST and called and unit.is_ordered:
        return [(item.number or 0, item) for item in unit.parts if item.text and not facts.item_asks(item)]
    if unit.form is Form.PARAGRAPH:
        lead = KEY_LEAD.match(unit.text.mask)
        if lead or called:
            return _of_text(unit.text, lead.end() if lead else 0)
    return []


def _of_text(text: Text, start: int) -> list[tuple[int, Unit]]:
    entries = facts.key_entries(text, start)
    return [(number, Unit(Form.ITEM, text.at, Text.of_words(letter, text.at))) for number, letter in entries]


def letter_of(answer: Unit | None) -> str:
    """Give the letter that an entry of a key names; empty where it is none."""
    found = LONE_LETTER.fullmatch(answer.text.plain.strip()) if answer is not None else None
    return found[1] if found else ""


def read_key(_: Here, unit: Unit) -> Reading | None:
    """A key is told with its questions."""
    if _KEY not in unit.memory:
        return None
    if unit.form is Form.LIST and not all(letter_of(item) or item.used for item in unit.parts):
        return None
    if unit.form is Form.LIST and not any(map(letter_of, unit.parts)):
        return Reading()  # its words are on the cards
    return Reading((skipped("key", unit.at, "the key: its answers are with their questions"),))


def answer_of(here: Here, number: int) -> Unit | None:
    """Find the answer of a numbered question in the keys of its page."""
    path = here.place.section.path
    name = path[-1].casefold() if path else ""
    keys = here.votes.keys
    return keys.get((name, number)) or keys.get(("", number))
