"""Questions with choices: which they are, which is right, and how a card shows them without telling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from genai_cards.language.marks import (
    BOX,
    LONE_LETTERS,
    NAMED_OPTION,
    NAMED_OPTIONS,
    NUMBERED_OPTION,
    OPTION,
    OPTION_WITHIN,
    RIGHT_SIGN,
    TICKED,
    UNTICKED,
)
from genai_cards.page import markup
from genai_cards.page.looks import lead_of
from genai_cards.page.text import Text
from genai_cards.scopes import facts
from genai_cards.scopes.units import Form, Unit, blocks_of

MOST_NAME_WORDS = 5
FEWEST_TICKED = 3
"""Choices without letters, one of which is marked."""

_DIGIT = re.compile(r"\(?[1-9]\s?[:)]\s+(?=\S)")
_ROMAN = re.compile(r"\(?(?:i{1,3}|iv|vi{0,3}|ix|x)[.)]\s+(?=\S)")
_ONE_OF_THEM = re.compile(
    r"(?:which|what)\s+(?:one\b|of\s+(?:these|the\s+following)\b)|which\s+(?:\w+\s+)?(?:is|was|does|did|can|has|would|will|best)\b"
    r"|(?:welche[rs]?|quel(?:le)?|cuál|quale|qual)\s+(?:der\s+folgenden|de(?:\s+los)?\s+siguientes|des\s+suivants|dei\s+seguenti)"
    r"|下列|以下哪|次のうち|다음\s+중|какой\s+из",
    re.IGNORECASE,
)


def asks_for_one(question: Text, scope: Sequence[Unit]) -> bool:
    """Say whether a question asks for one of the names below it, so that all of them are no answer."""
    if not scope or _ONE_OF_THEM.search(question.plain) is None:
        return False
    items = scope[0].parts if len(scope) == 1 and scope[0].form is Form.LIST else scope
    plain = all(len(item.parts) == 1 if item.form is Form.ITEM else _is_name(item) for item in items)
    return plain and len(items) > 1


def _is_name(unit: Unit) -> bool:
    """Say whether a paragraph is a name alone."""
    text = unit.text.plain.strip()
    return unit.form is Form.PARAGRAPH and len(text.split()) <= MOST_NAME_WORDS and text[-1:].isalnum()


def of_units(scope: Sequence[Unit]) -> Choices:
    """Give the items of a list, or paragraphs, as choices."""
    if scope[0].form is Form.LIST:
        return of_items(scope[0])
    return Choices(tuple(_choice(unit, unit.text, n, False) for n, unit in enumerate(scope)), tuple(scope))


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice."""

    text: Text
    """Without its letter, its box and the sign that it is right."""

    letter: str
    """In capitals; of one without a letter, by its place."""

    ticked: bool
    unit: Unit
    has_letter: bool = False
    more: tuple[Unit, ...] = ()
    """What belongs to it beside its text: code, a picture."""

    def html(self) -> str:
        """Give it as HTML."""
        return markup.inline(self.text) + markup.blocks(blocks_of((*self.unit.parts[1:], *self.more)))


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a question."""

    all: tuple[Choice, ...]
    units: tuple[Unit, ...]
    """Those that hold them: a list, or paragraphs."""

    def right(self, key: Text | None, letters: str = "") -> tuple[tuple[Choice, ...], Text | None]:
        """Give the right ones, and what the key says beyond naming them; `letters` are those of the page's key."""
        ticked = tuple(choice for choice in self.all if choice.ticked)
        if ticked:
            return ticked, key
        found = self._named(key) if key is not None else None
        if found is not None:
            return found
        named = tuple(choice for choice in self.all if choice.letter in letters.upper())
        return named, key

    def _named(self, key: Text) -> tuple[tuple[Choice, ...], Text | None] | None:
        """Find the choices that a key names: by their words, their letters or their number."""
        words = _folded(key.plain)
        same = tuple(choice for choice in self.all if _folded(choice.text.plain) == words)
        if same:
            return same, None
        told = tuple(choice for choice in self.all if len(said := _folded(choice.text.plain)) > 2 and said in words)
        enough = 2 * sum(len(_folded(choice.text.plain)) for choice in told) >= len(words)
        if len(told) > 1 and enough:
            return told, None
        named = NAMED_OPTION.match(key.mask)
        if named and named[1].isdecimal() and 0 < int(named[1]) <= len(self.all):
            return (self.all[int(named[1]) - 1],), _beyond(key, named.end(), self.all)
        found = NAMED_OPTIONS.match(key.mask)
        chosen = LONE_LETTERS.findall(found[1].upper()) if found else []
        right = tuple(choice for choice in self.all if choice.letter in chosen)
        if not right or found is None or len(chosen) != len(set(chosen)):
            return (told, None) if told and enough else None
        return right, _beyond(key, found.end(), right)

    def html(self) -> str:
        """Give them as a list that does not tell which is right."""
        if len(self.units) == 1 and self.units[0].block is not None and not any(map(_tells, self.all)):
            return markup.block(self.units[0].block).replace(TICKED, UNTICKED)
        shown = (f"{choice.letter}. " if choice.has_letter else "" for choice in self.all)
        items = (f"<li>{letter}{choice.html()}</li>" for letter, choice in zip(shown, self.all, strict=True))
        return f"<ul>{''.join(items)}</ul>"


def _beyond(key: Text, end: int, right: Sequence[Choice]) -> Text | None:
    """Give what a key says behind the letter, beyond the choice's own words."""
    rest = key.cut(end).stripped()
    said = re.sub(r"^\W+", "", rest.plain)
    if not said or _folded(said) in (_folded(choice.text.plain) for choice in right):
        return None
    return rest.cut(len(rest.plain) - len(said))


def _tells(choice: Choice) -> bool:
    """Say whether a choice as it stands in the page tells that it is right."""
    plain = choice.unit.text.plain
    return (choice.ticked and choice.unit.checked is None) or RIGHT_SIGN.search(plain.replace(TICKED, "")) is not None


def find_choices(scope: Sequence[Unit], *, has_answer: bool) -> Choices | None:
    """Find the choices below a question; `has_answer` says whether an answer is marked below it."""
    if (boxes := _loose_boxes(scope)) is not None:
        return boxes
    for unit in scope:
        if unit.form is Form.LIST and len(unit.parts) > 1 and all(map(facts.is_option, unit.parts)):
            return of_items(unit)
    loose = [unit for unit in scope if unit.form is Form.PARAGRAPH and OPTION.match(unit.text.mask.lstrip())]
    if are_lettered(unit.text for unit in loose):
        return Choices(tuple(_choice(unit, unit.text, n) for n, unit in enumerate(loose)), tuple(loose))
    for unit in scope:
        if unit.form is Form.PARAGRAPH and (found := _in_one_line(unit)):
            return Choices(found, (unit,))
    lists = [
        unit
        for unit in scope
        if unit.form is Form.LIST and len(unit.parts) > 1 and not any(facts.has_gap(item) for item in unit.parts)
    ]
    if has_answer:
        before = [unit for unit in lists if any(map(facts.is_marked_answer, scope[scope.index(unit) + 1 :]))]
        return of_items(before[-1]) if before else None
    for unit in lists:
        if len(unit.parts) >= FEWEST_TICKED and facts.ticked(unit.parts):
            return of_items(unit)
    return None


def _loose_boxes(scope: Sequence[Unit]) -> Choices | None:
    """Find check boxes that stand in lists of their own, as what belongs to each is not indented."""
    places = [
        place
        for place, unit in enumerate(scope)
        if unit.form is Form.LIST and all(item.checked is not None for item in unit.parts)
    ]
    if len(places) < 2:
        return None
    found: list[Choice] = []
    for place, end in zip(places, [*places[1:], len(scope)], strict=True):
        behind = tuple(_code_behind(scope[place + 1 : end]))
        for item in scope[place].parts:
            own = behind if item is scope[place].parts[-1] else ()
            found.append(_choice(item, item.text, len(found), bool(item.checked), own))
    last = places[-1] + 1 + len(found[-1].more)
    return Choices(tuple(found), tuple(scope[places[0] : last]))


def _code_behind(units: Sequence[Unit]) -> Iterator[Unit]:
    for unit in units:
        if unit.form is not Form.CODE:
            return
        yield unit


def of_items(unit: Unit) -> Choices:
    """Give the items of a list as choices."""
    right = facts.ticked(unit.parts) or (unit.parts if all(item.checked for item in unit.parts) else [])
    items = tuple(_choice(item, item.text, n, item in right) for n, item in enumerate(unit.parts))
    return Choices(items, (unit,))


def _choice(unit: Unit, text: Text, place: int, ticked: bool | None = None, more: tuple[Unit, ...] = ()) -> Choice:
    letter = _letter(text)
    is_right = RIGHT_SIGN.search(text.plain.replace(UNTICKED, "")) is not None if ticked is None else ticked
    return Choice(cleaned(text), letter or chr(ord("A") + place), is_right, unit, bool(letter), more)


def _letter(text: Text) -> str:
    found = OPTION.match(text.mask.lstrip())
    return found[1].upper() if found else text.plain[:1] if _bold_letter(text) else ""


def _bold_letter(text: Text) -> int:
    """Give the length of the bold letter that opens a choice, with no sign behind it; 0 where there is none."""
    lead = lead_of(text)
    is_letter = lead is not None and lead.style == "b" and text.plain[:1] in "ABCDEFGH" and lead.end == 1
    return 1 if is_letter and text.plain[1:2].isspace() else 0


def are_lettered(texts: Iterable[Text]) -> bool:
    """Say whether the letters that open texts count, those without one aside."""
    letters = [*filter(None, map(_letter, texts))]
    return len(letters) > 1 and _counts(letters)


def _counts(letters: Sequence[str]) -> bool:
    """Say whether letters count: a, b, c."""
    return list(letters) == list("ABCDEFGH"[: len(letters)])


def cleaned(text: Text) -> Text:
    """Give a choice without its box, its letter, and the sign that it is right; one that is all bold loses that."""
    for pattern in (BOX, OPTION):
        found = pattern.match(text.mask)
        text = text.cut(found.end()).stripped() if found else text
    text = text.cut(_bold_letter(text)).stripped().unwrapped()
    found = OPTION.match(text.mask) or _ROMAN.match(text.mask) or _DIGIT.match(text.mask)
    text = text.cut(found.end()).stripped() if found else text
    sign = RIGHT_SIGN.search(text.plain)
    if sign and sign.start() == 0:
        return text.cut(sign.end()).stripped()
    if sign and not re.search(r"\w", text.plain[sign.end() :]):
        return text.cut(0, sign.start()).stripped()
    return text


def _in_one_line(unit: Unit) -> tuple[Choice, ...]:
    """Find the choices that stand in one line: `A) x B) y C) z`."""
    found = list(OPTION_WITHIN.finditer(unit.text.mask))
    if len(found) < 2 or found[0].start() > 0 or not _counts([match[2].upper() for match in found]):
        return ()
    ends = [*(match.start() for match in found[1:]), len(unit.text.plain)]
    return tuple(
        _choice(unit, unit.text.cut(match.start(), end).stripped(), n)
        for n, (match, end) in enumerate(zip(found, ends, strict=True))
    )


def _folded(plain: str) -> str:
    return re.sub(r"\W", "", plain).casefold()


def is_keyless(text: Text) -> bool:
    """Say whether what stands behind a question are choices: `a) … b) …`, `1) …`."""
    return OPTION.match(text.mask.lstrip()) is not None or NUMBERED_OPTION.match(text.mask) is not None
