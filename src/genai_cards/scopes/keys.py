"""Answer keys: "Answers: 1. b, 2. d", or a section "Answers" whose numbered list answers the questions above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from genai_cards.language import prompts
from genai_cards.language.marks import KEY_LEAD, KEY_TITLE
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs
from genai_cards.scopes.units import Form, Unit

_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\W*)?(\d{1,4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the answers of the questions in front of it, or of the section of its name, by their numbers."""

    name: str
    """Of the section that it stands in, folded."""

    line: int
    answers: Mapping[int, Unit]


@dataclass(slots=True)
class Keys:
    """The keys of a page, and which numbers its questions have."""

    lines: set[int] = field(default_factory=set)
    """Where keys begin."""

    by_number: dict[int, list[Key]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, int], list[Key]] = field(default_factory=lambda: defaultdict(list))
    asked: dict[tuple[bool, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    """The lines of numbered questions, by whether they are items of a list, and by number."""

    asked_in: dict[tuple[str, bool, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    """The same by the names of their sections, too."""

    sections: dict[int, str] = field(default_factory=dict)
    """The names (folded) of the sections that hold questions, by their lines: a key of that name is no other's."""

    names: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def add(self, key: Key) -> None:
        """Add a key behind all others."""
        self.lines.add(key.line)
        for number in key.answers:
            self.by_number[number].append(key)
            self.by_name[key.name, number].append(key)

    def ask(self, name: str, question: Unit, *, is_item: bool) -> None:
        """Add a question behind all others, in the section of that name."""
        number, line = number_of(question), question.at.line
        self.asked[is_item, number].append(line)
        self.asked_in[name, is_item, number].append(line)
        self.sections[line] = name
        self.names |= {name} - {""}

    def answer(self, unit: Unit, *, is_item: bool) -> Unit | None:
        """Find the answer of a numbered question.

        It stands in the key of its section's name, or in the first behind it, where no other question is nearer.
        """
        number, line = number_of(unit), unit.at.line
        name = self.sections.get(line, "")
        if name and (named := self.by_name.get((name, number))):
            key: Key | None = _first_behind(named, line) or named[0]
            nearer: Sequence[int] = self.asked_in.get((name, is_item, number), ())
        else:
            key = _first_behind(self.by_number.get(number, ()), line)
            nearer = self.asked.get((is_item, number), ())
            key = None if key is not None and key.name != name and key.name in self.names else key
        if key is None:
            return None
        other = bisect_right(nearer, line)
        taken = other < len(nearer) and nearer[other] < key.line
        return None if taken else key.answers[number]


def _first_behind(keys: Sequence[Key], line: int) -> Key | None:
    place = bisect_right(keys, line, key=lambda key: key.line)
    return keys[place] if place < len(keys) else None


def number_of(unit: Unit) -> int:
    """Give the number of a question; 0 where it has none."""
    found = _NUMBER.match(unit.text.mask)
    return unit.number or (int(found[1]) if found else 0)


def is_key(unit: Unit, keys: Keys) -> bool:
    """Say whether a unit holds a key."""
    return unit.at.line in keys.lines


def read_keys(tree: Sequence[Unit]) -> Keys:
    """Find the keys of a page."""
    keys = Keys()
    for name, unit, called in _places(tree, "", called=False, asks=False):
        answers = dict(_entries(unit, called=called))
        if answers:
            keys.add(Key(name, unit.at.line, answers))
        for is_item, question in _questions(unit) if not answers else ():
            keys.ask(name, question, is_item=is_item)
    return keys


def _questions(unit: Unit) -> Iterator[tuple[bool, Unit]]:
    """Yield what may be a numbered question: items of a list of them, a heading, a bold line."""
    if _are_questions(unit):
        yield from ((True, item) for item in unit.parts)
    elif facts.is_bold(unit) or (unit.form is Form.HEADING and (facts.asks(unit) or _is_question(unit))):
        yield False, unit


def _are_questions(unit: Unit) -> bool:
    """Say whether a unit is a numbered list of questions, or of sentences with gaps."""
    return unit.is_ordered and any(facts.item_asks(item) or facts.has_gap(item) for item in unit.parts)


def _is_question(unit: Unit) -> bool:
    """Say whether a heading only counts, and is a question: no list of them stands below it."""
    return prompts.only_counts(unit.text.plain) and not any(map(_are_questions, unit.scope))


def _places(units: Sequence[Unit], name: str, *, called: bool, asks: bool) -> Iterator[tuple[str, Unit, bool]]:
    """Yield each unit, with the name of its section and whether it stands below one called "Answers".

    `asks` where they stand below a question: what is called "Answer" there is that of this question.
    """
    asked: Unit | None = None
    for place, unit in enumerate(units):
        opened = called or facts.is_key_of(units[place - 1 : place + 1] if place else (), asked)
        yield name, unit, opened
        if unit.form is Form.HEADING:
            inner = signs.name_of(unit.text).casefold()
            below = asks or facts.asks(unit) or _is_question(unit)
            is_key = called or (_is_title(unit) and not asks)
            yield from _places(unit.scope, name if _is_title(unit) else inner, called=is_key, asks=below)
            continue
        asked = unit if unit.is_ordered else asked
        title = facts.is_bold(unit) and _is_title(unit)
        yield from _places(unit.scope, name, called=called or title, asks=asks or facts.asks(unit))
        if unit.form is Form.BOX:
            titled = bool(unit.text) and _is_title(unit) and not asks
            yield from _places(unit.parts, name, called=called or titled, asks=asks)
        if unit.form is Form.QUOTE:
            yield from _places(unit.parts, name, called=called or facts.holds_key_of(unit, asked), asks=asks)


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
