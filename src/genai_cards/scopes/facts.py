"""What a unit is among its siblings: whether it asks, answers, names something, or tells facts of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from genai_cards.language import prompts
from genai_cards.language.marks import (
    ANSWER_IN_BRACKETS,
    ANSWER_MARK,
    EXPLANATION_MARK,
    KEY_ENTRY,
    KEY_LEAD,
    KEY_TITLE,
    OPTION,
    QUESTION_MARK,
    RIGHT_SIGN,
)
from genai_cards.page.document import Box, Opaque, Paragraph, Table
from genai_cards.page.looks import first_line, has_links, is_code
from genai_cards.page.text import Text
from genai_cards.scopes import signs
from genai_cards.scopes.signs import STRONG, Label, Pair
from genai_cards.scopes.units import Form, Unit

MOST_BOLD_WORDS = 25
_ASKED = re.compile(r"[?？]\W*$")
_GAP = re.compile(r"_{3,}|\.{4,}|…{2,}")
_LINE = re.compile(r"[—–-]+")
_ENDED = re.compile(r"[.!。！]\W*$")


def said(units: Iterable[Unit]) -> str:
    """Give the words of units and of all that they hold and own, a line for each."""
    return "\n".join(filter(None, (_said(unit) for top in units for unit in top.walk())))


def _said(unit: Unit) -> str:
    match unit.block:
        case Table(header=header, rows=rows):
            return "\n".join("  ".join(cell.plain for cell in row.cells) for row in (header, *rows))
        case Opaque() if not unit.block.is_silent:
            return unit.block.content.strip()
        case _:
            return unit.text.plain.strip() if unit.form is not Form.ITEM else ""


def letters(units: Iterable[Unit]) -> int:
    """Count the characters of units, roughly."""
    return sum(len(text.plain) for text in texts(units))


def words(units: Iterable[Unit]) -> int:
    """Count the words of units."""
    return prompts.count_words(said(units))


def silences(unit: Unit) -> bool:
    """Say whether a heading leads elsewhere, or is about the page; what may be a topic over headings does not."""
    name = signs.name_of(unit.text)
    if not prompts.is_dead(name) or asks(unit):
        return False
    return not (prompts.may_be_term(name) and any(one.form is Form.HEADING for one in unit.scope))


def heard(unit: Unit) -> list[Unit]:
    """Give the headings below one that leads elsewhere that ask all the same: a list of contents over its questions."""
    found: list[Unit] = []
    for one in unit.scope:
        if one.form is Form.HEADING:
            found += [one] if asks(one) or QUESTION_MARK.match(one.text.mask) else heard(one)
    return found


def label(unit: Unit) -> Label | None:
    """Give the label that opens a paragraph or an item."""
    if "label" not in unit.memory:
        unit.memory["label"] = signs.label_of(unit.text)
    found = unit.memory["label"]
    assert found is None or isinstance(found, Label)
    return found


def pair(unit: Unit) -> Pair | None:
    """Give the question and the answer that stand in one text."""
    if "pair" not in unit.memory:
        unit.memory["pair"] = signs.answered(unit.text)
    found = unit.memory["pair"]
    assert found is None or isinstance(found, Pair)
    return found


def asks(unit: Unit) -> bool:
    """Say whether a unit asks by its words, or as something else says so."""
    if "asks" not in unit.memory:
        by_words = signs.heading_asks if unit.form in (Form.HEADING, Form.BOX) else signs.asks
        unit.memory["asks"] = bool(unit.text) and by_words(unit.text)
    return unit.asks or bool(unit.memory["asks"])


def is_bold(unit: Unit) -> bool:
    """Say whether a unit is one bold line: a heading by its looks."""
    if "bold" not in unit.memory:
        text = unit.text
        if unit.form is not Form.PARAGRAPH or not text:
            unit.memory["bold"] = False
            return False
        plain = text.plain.strip()
        shaped = first_line(text) == len(text.plain) and not _ENDED.search(plain)
        unit.memory["bold"] = shaped and signs.is_bold(text) and signs.words(plain) <= MOST_BOLD_WORDS
    return bool(unit.memory["bold"])


def is_marked_answer(unit: Unit) -> bool:
    """Say whether a unit announces an answer: `A: …`, a heading "Solution", a box that hides one."""
    text = unit.text
    match unit.form:
        case Form.PARAGRAPH:
            return ANSWER_MARK.match(text.mask) is not None or (is_bold(unit) and prompts.is_answer_name(text.plain))
        case Form.HEADING:
            return prompts.is_answer_name(text.plain) or _answers(text)
        case Form.BOX:
            return is_answer_box(unit) or (not asks(unit) and bool(unit.parts) and is_marked_answer(unit.parts[0]))
        case Form.QUOTE:
            return bool(unit.parts) and is_marked_answer(unit.parts[0])
        case Form.LIST:
            first = unit.parts[0]
            return len(unit.parts) == 1 and ANSWER_MARK.match(first.text.mask) is not None and not is_option(first)
        case Form.ITEM:
            return ANSWER_MARK.match(text.mask) is not None and not is_option(unit)
    return False


def _answers(heading: Text) -> bool:
    """Say whether a heading gives the answer itself: `#### Answer: D`."""
    found = ANSWER_MARK.match(heading.mask)
    return found is not None and len(found[0].strip(" :：")) > 1


ANSWER_BOXES = ("solution", "answer", "success")
NOTE_BOXES = ("info", "warning", "caution", "danger", "hint", "attention", "important", "error", "bug", "failure")
DEAD_BOXES = ("objectives", "instructor", "prereq", "prerequisites", "toc", "todo")


def box_name(unit: Unit) -> str:
    """Give what a box is called in the page."""
    return unit.block.name if isinstance(unit.block, Box) else ""


def is_answer_box(unit: Unit) -> bool:
    """Say whether a box hides an answer."""
    return box_name(unit) in ANSWER_BOXES or (bool(unit.text) and prompts.is_answer_name(unit.text.plain))


def is_option(item: Unit) -> bool:
    """Say whether an item is a choice."""
    return signs.is_option(item.text) or item.checked is not None


def item_asks(item: Unit) -> bool:
    """Say whether an item is a question: by its words, by a question mark in it, or by its heading."""
    if not item.parts or item.parts[0].form not in (Form.PARAGRAPH, Form.HEADING):
        return False
    first = item.parts[0]
    if first.form is Form.HEADING:
        return asks(first)
    found = label(item)
    if found is not None and found.strength >= signs.MIDDLE and not first.asks and not _names_question(item, found):
        return False
    return first.asks or asks(item) or prompts.question_mark_at(item.text.mask) > 0


def has_gap(item: Unit) -> bool:
    """Say whether an item is a sentence with a gap to be filled."""
    return _GAP.search(item.text.plain) is not None


def _names_question(item: Unit, found: Label) -> bool:
    """Say whether what stands before the separator is a question itself, or the word for one."""
    return _ASKED.search(found.term.plain) is not None or bool(QUESTION_MARK.match(item.text.mask))


def is_labelled(item: Unit) -> bool:
    """Say whether an item or a paragraph opens with a label that is none of a question."""
    found = label(item)
    return found is not None and found.strength >= signs.MIDDLE and not _names_question(item, found)


def is_rule(unit: Unit) -> bool:
    """Say whether a unit is a line across the page."""
    return unit.form is Form.RULE or (unit.form is Form.PARAGRAPH and _LINE.fullmatch(unit.text.plain) is not None)


def is_command(unit: Unit) -> bool:
    """Say whether a unit is code and nothing else: a block of it, or a paragraph that is one piece of code."""
    return unit.form is Form.CODE or (unit.form is Form.PARAGRAPH and is_code(unit.text))


def is_silent(unit: Unit) -> bool:
    """Say whether a unit shows nothing."""
    return (isinstance(unit.block, Opaque) and unit.block.is_silent) or (unit.form is Form.PARAGRAPH and not unit.text)


def is_key(unit: Unit) -> bool:
    """Say whether a paragraph is a key: `Answers: 1. b, 2. d`."""
    lead = KEY_LEAD.match(unit.text.mask) if unit.form is Form.PARAGRAPH else None
    return lead is not None and bool(key_entries(unit.text, lead.end()))


def is_key_of(units: Sequence[Unit], asked: Unit | None) -> bool:
    """Say whether units open with the title of a key, over a numbered list with an item for each of those asked."""
    if len(units) < 2 or asked is None or not (asked.is_ordered and units[1].is_ordered):
        return False
    is_title = units[0].form is Form.PARAGRAPH and KEY_TITLE.fullmatch(units[0].text.plain) is not None
    return is_title and len(units[1].parts) == len(asked.parts) > 1


def holds_key_of(box: Unit, asked: Unit | None) -> bool:
    """Say whether a box or a quotation holds the key of a numbered list of questions."""
    parts = [part for part in box.parts if not is_silent(part)]
    if box.form is not Form.BOX:
        return is_key_of(parts, asked)
    titled = KEY_TITLE.fullmatch(box.text.plain) is not None and asked is not None and bool(parts)
    return titled and parts[0].is_ordered and asked is not None and len(parts[0].parts) == len(asked.parts) > 1


def key_entries(text: Text, start: int = 0) -> list[tuple[int, str]]:
    """Give the numbers and letters of a key whose text holds nothing else; two or more."""
    rest = text.mask[start:]
    entries = [(int(match[1]), match[2]) for match in KEY_ENTRY.finditer(rest)]
    return entries if len(entries) > 1 and not re.search(r"\w", KEY_ENTRY.sub("", rest)) else []


def tells_facts(unit: Unit) -> bool:
    """Say whether a unit makes cards of its own: labels, pairs, a table."""
    if unit.form in (Form.DEFINITIONS, Form.TABLE):
        return True
    if unit.form is Form.PARAGRAPH:
        found = label(unit)
        return pair(unit) is not None or (found is not None and found.strength >= STRONG and bool(found.rest))
    if unit.form is not Form.LIST or not unit.parts:
        return False
    return all((is_labelled(item) or item_asks(item)) and not is_option(item) for item in unit.parts)


def is_complete(units: Sequence[Unit]) -> bool:
    """Say whether what stands here does not end in a colon."""
    last = next((unit for unit in reversed(units) if not is_rule(unit) and not is_silent(unit)), None)
    return last is not None and not said([last]).rstrip().endswith((":", "："))


def linked_share(units: Iterable[Unit]) -> float:
    """Give the share of the letters of units that are links, from 0 to 1."""
    return share_of_links([*texts(units)])


def share_of_links(found: Sequence[Text]) -> float:
    """Give the share of the letters of texts that are links, from 0 to 1."""
    if not any(map(has_links, found)):
        return 0.0
    counts = [signs.linked_share(text) for text in found]
    linked, total = sum(part for part, _ in counts), sum(letters for _, letters in counts)
    return linked / max(total, 1)


def texts(units: Iterable[Unit]) -> Iterator[Text]:
    """Yield each text of units, once."""
    for top in units:
        for unit in top.walk():
            if isinstance(unit.block, Table):
                for row in (unit.block.header, *unit.block.rows):
                    yield from row.cells
            elif unit.form is not Form.ITEM and unit.text:
                yield unit.text


def ticked(items: Sequence[Unit]) -> list[Unit]:
    """Give the choices that are marked as right: a tick, a filled box, the one in bold; none where all are alike."""
    found = [item for item in items if item.checked or RIGHT_SIGN.search(item.text.plain)]
    if not found and not any(item.checked is not None or _holds_more(item) for item in items):
        found = [item for item in items if item.text and signs.is_bold(_without_letter(item))]
    return found if 0 < len(found) < len(items) else []


def _holds_more(item: Unit) -> bool:
    """Say whether an item is more than its line."""
    return len(item.parts) > 1 or any(part.scope for part in item.parts)


def _without_letter(item: Unit) -> Text:
    letter = OPTION.match(item.text.mask)
    return item.text.cut(letter.end()).stripped() if letter else item.text


def is_answered_in_brackets(unit: Unit) -> bool:
    """Say whether a text holds `(Answer: …)`."""
    mask = unit.text.mask
    if ("(" not in mask and "（" not in mask) or unit.form not in (Form.PARAGRAPH, Form.ITEM, Form.HEADING):
        return False
    return ANSWER_IN_BRACKETS.search(mask) is not None


def opens_explanation(unit: Unit) -> bool:
    """Say whether a paragraph opens the reason of an answer."""
    return isinstance(unit.block, Paragraph) and EXPLANATION_MARK.match(unit.text.unwrapped().mask) is not None


_SPEAKER = re.compile(r"[^\W\d_][\w .'’-]{0,24}:\s")


def is_spoken(unit: Unit, near: Sequence[Unit] = ()) -> bool:
    """Say whether a paragraph is a line of a dialogue: who speaks in it speaks again below it, or `near` it."""
    speaker = _SPEAKER.match(unit.text.plain) if unit.form is Form.PARAGRAPH else None
    if speaker is None or QUESTION_MARK.match(unit.text.mask):
        return False
    others = (one for one in (*unit.scope, *near) if one is not unit and one.form is Form.PARAGRAPH)
    return any(one.text.plain.startswith(speaker[0]) for one in others)
