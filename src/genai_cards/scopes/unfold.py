"""One block, one sign: paragraphs split at lines that begin something, answers joined to the questions above them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from genai_cards.language import prompts
from genai_cards.language.marks import ANSWER_MARK, EXPLANATION_MARK
from genai_cards.page.cutting import list_of
from genai_cards.page.document import ListBlock
from genai_cards.page.looks import has_lines, lead_of, lines_within
from genai_cards.page.text import Text
from genai_cards.scopes import commands, facts, pairs, signs
from genai_cards.scopes.signs import STRONG
from genai_cards.scopes.units import Form, Unit, paragraph, unit_of

_ASKED = re.compile(r"[?？]\W*$")
_LOOSE = (Form.PARAGRAPH, Form.CODE, Form.QUOTE, Form.MATH, Form.TABLE, Form.BOX, Form.HTML)
"""What may answer the numbered question above it without being indented."""


def unfold(units: Sequence[Unit]) -> list[Unit]:
    """Give units with one sign each, at any depth."""
    found: list[Unit] = []
    for unit in units:
        unit.parts = unfold(unit.parts) if unit.form in (Form.QUOTE, Form.BOX, Form.ITEM, Form.ENTRY) else unit.parts
        if unit.form in (Form.LIST, Form.DEFINITIONS):
            for part in unit.parts:
                part.parts = unfold(part.parts)
            _take_restarts(unit)
            _level(unit)
        found += _split(unit) if unit.form is Form.PARAGRAPH else [unit]
    _look_back(found)
    _let_ask(found)
    return _with_loose_answers(commands.with_commands(found))


# --- paragraphs -------------------------------------------------------------------------------------------------------


def _split(unit: Unit) -> list[Unit]:
    """Split a paragraph at the lines that begin something, and behind a bold question that opens it."""
    text = unit.text
    if not has_lines(text):
        return _behind_bold_question(unit)
    lines = signs.lines(text)
    within = lines_within(text)
    cuts = [cut for cut in _cuts(lines) if cut not in within] if len(lines) > 1 else [0]
    if len(cuts) < 2:
        return [unit]
    pieces = [_piece(text, lines, start, end) for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True)]
    return [paragraph(piece) for piece in pieces]


def _piece(text: Text, lines: Sequence[Text], start: int, end: int) -> Text:
    if end == start + 1:
        return lines[start]
    offsets = [0]
    for line in text.lines():
        offsets.append(offsets[-1] + len(line.plain) + 1)
    numbers = [number for number, line in enumerate(text.lines()) if line]
    first, last = numbers[start], numbers[end - 1]
    return text.cut(offsets[first], offsets[last + 1] - 1)


def _cuts(lines: Sequence[Text]) -> list[int]:
    """Give the numbers of the lines that begin a unit."""
    found = [_begins(line) for line in lines]
    many_labels, many_options = found.count("label") > 1, found.count("option") > 1
    if not any(found) and pairs.are_pairs([signs.label_of(line) for line in lines]):
        return list(range(len(lines)))
    if len(lines) > 2 and lines[0].plain.rstrip().endswith((":", "：")) and not any(found):
        return list(range(len(lines))) if pairs.are_pairs([signs.label_of(line) for line in lines[1:]]) else [0]
    cuts = {0}
    for number, sign in enumerate(found):
        if sign in ("question", "answer", "explanation", "bold"):
            cuts.add(number)
        if (sign == "label" and many_labels) or (sign == "option" and many_options):
            cuts.add(number)
        if sign == "bold":
            cuts.add(number + 1)
        if number and not (sign or found[number - 1]) and commands.opens_command(lines[number], lines[number - 1]):
            cuts |= {number, number + 1}
    if (signs.asks(lines[0]) and _ASKED.search(lines[0].plain)) or found[0] == "bold":
        cuts.add(1)
    return sorted(cut for cut in cuts if cut < len(lines))


def _begins(line: Text) -> str:
    """Say what a line inside a paragraph begins."""
    mask = line.mask
    if signs.is_marked_question(mask):
        return "question"
    if ANSWER_MARK.match(mask):
        return "answer"
    if EXPLANATION_MARK.match(line.unwrapped().mask) and ":" in mask[:24]:
        return "explanation"
    if signs.is_option(line):
        return "option"
    found = signs.label_of(line)
    if found is not None and (found.strength == STRONG or found.sign == "::"):
        return "label"
    return "bold" if signs.is_bold(line) else ""


def _behind_bold_question(unit: Unit) -> list[Unit]:
    """Split `**Question?** Answer`."""
    lead = lead_of(unit.text)
    if lead is None or lead.style != "b":
        return [unit]
    asked, rest = unit.text.cut(0, lead.end).stripped(), unit.text.cut(lead.end).stripped()
    if not rest or not _ASKED.search(asked.plain) or not signs.asks(asked) or not re.search(r"\w", rest.plain):
        return [unit]
    return [paragraph(asked, asks=True), paragraph(rest)]


# --- answers ----------------------------------------------------------------------------------------------------------


def _look_back(units: Sequence[Unit]) -> None:
    """Let the paragraph before a box or a heading that holds its answer be a question, where it has a question mark."""
    for place, unit in enumerate(units):
        if not (unit.form is Form.BOX and facts.is_answer_box(unit)) and not (
            unit.form is Form.HEADING and prompts.is_answer_name(unit.text.plain)
        ):
            continue
        before = _before(units, place)
        if any(facts.is_bold(one) or facts.asks(one) for one in before if one.form is Form.PARAGRAPH):
            continue
        asked = next((one for one in before if prompts.question_mark_at(one.text.mask) >= 0), None)
        if asked is not None and asked.form is Form.PARAGRAPH:
            asked.asks = True


def _let_ask(units: Sequence[Unit]) -> None:
    """Let what stands over check boxes, some of them ticked, be a question: a sentence or the beginning of one."""
    for before, unit in itertools.pairwise(units):
        if before.form not in (Form.PARAGRAPH, Form.HEADING) or unit.form is not Form.LIST or len(unit.parts) < 2:
            continue
        boxes = [item.checked for item in unit.parts]
        if None in boxes or True not in boxes or not _may_ask(before.text, alone=before.form is Form.PARAGRAPH):
            continue
        before.asks = True


def _may_ask(text: Text, *, alone: bool) -> bool:
    """Say whether a text over check boxes asks for some of them; the name of a list of tasks does not."""
    plain = text.plain.strip()
    name = signs.name_of(text)
    if prompts.is_dead(name) or prompts.is_neutral(name) or prompts.is_task(name):
        return False
    return (
        prompts.asks(plain) or plain.endswith((":", "：", "…", "..", ".")) or signs.words(plain) >= (3 if alone else 4)
    )


def _before(units: Sequence[Unit], place: int) -> list[Unit]:
    """Give what stands before a unit, up to the next heading, line or box, the nearest first."""
    found = []
    for unit in reversed(units[:place]):
        if unit.form in (Form.HEADING, Form.BOX) or facts.is_rule(unit):
            break
        found.append(unit)
    return found


def _with_loose_answers(units: Sequence[Unit]) -> list[Unit]:
    """Give a numbered question what answers it below, though nothing indents it."""
    found: list[Unit] = []
    asking: Unit | None = None  # a list whose last item asks
    for place, unit in enumerate(units):
        if unit.form is Form.LIST:
            if asking is not None and not unit.is_ordered and not any(map(facts.item_asks, unit.parts)):
                _join(asking, unit)
                continue
            asking = unit if _wants_answer(units, place) else None
            found.append(unit)
        elif asking is not None and _may_answer(unit) and not _is_key(units, place, asking):
            _join(asking, unit)
        else:
            asking = None
            found.append(unit)
    return found


def _is_key(units: Sequence[Unit], place: int, asking: Unit) -> bool:
    """Say whether what stands behind a list of questions is their key, so that it answers not the last alone."""
    return facts.holds_key_of(units[place], asking) if units[place].parts else facts.is_key_of(units[place:], asking)


def _take_restarts(unit: Unit) -> None:
    """Give a numbered question the items behind it that count from 1 again: its answer, though nothing indents it."""
    block = unit.block
    if not unit.is_ordered or not isinstance(block, ListBlock):
        return
    kept: list[Unit] = []
    place = 0
    while place < len(unit.parts):
        item = unit.parts[place]
        kept.append(item)
        place += 1
        if length := _restart(unit.parts, place):
            items = [block.items[number] for number in range(place, place + length)]
            item.parts += unfold([unit_of(list_of(block, items, anew=True))])
            place += length
    unit.parts = kept


def _level(unit: Unit) -> None:
    """Put the items below the only item of a list beside it, where all are labels with texts: they were meant so."""
    only = unit.parts[0] if len(unit.parts) == 1 else None
    if only is None or len(only.parts) != 2 or only.parts[1].form is not Form.LIST or len(only.parts[1].parts) < 2:
        return
    items = [only, *only.parts[1].parts]
    labels = [facts.label(item) for item in items]
    if all(label and label.strength == STRONG and _is_told(label) for label in labels):
        only.parts, unit.parts = only.parts[:1], items


def _is_told(label: signs.Label) -> bool:
    return bool(label.rest) and not label.rest.plain.rstrip().endswith((":", "："))


def _restart(items: Sequence[Unit], place: int) -> int:
    """Count the items from a place on that count from 1, right behind a question that has no other answer."""
    asked = items[place - 1]
    if items[place : place + 1] and items[place].number != 1:
        return 0
    if len(asked.parts) != 1 or not facts.item_asks(asked) or facts.pair(asked) is not None:
        return 0
    length = 0
    for item in items[place:]:
        if item.number != length + 1 or facts.item_asks(item):
            break
        length += 1
    behind = items[place + length].number if place + length < len(items) else None
    ends = behind is None or behind == (asked.number or 0) + 1
    return length if length > 1 and ends else 0


def _join(asking: Unit, unit: Unit) -> None:
    asking.parts[-1].parts.append(unit)
    asking.behind.append(unit)


def _wants_answer(units: Sequence[Unit], place: int) -> bool:
    """Say whether the last item of a numbered list asks, and its answer stands behind the list."""
    unit = units[place]
    last = unit.parts[-1] if unit.parts else None
    if last is None or not unit.is_ordered or not facts.item_asks(last):
        return False
    if facts.is_answered_in_brackets(last):
        return False
    return (len(last.parts) == 1 and facts.pair(last) is None) or _goes_on(units, place)


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Say whether another list goes on with the next number."""
    here = units[place].parts[-1].number
    later = next((unit for unit in units[place + 1 :] if unit.is_ordered), None)
    return later is not None and here is not None and later.parts[0].number == here + 1


def _may_answer(unit: Unit) -> bool:
    if unit.form not in _LOOSE or facts.is_bold(unit) or facts.is_key(unit):
        return False
    return unit.form is not Form.PARAGRAPH or not facts.asks(unit)
