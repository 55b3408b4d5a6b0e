"""Lists: items that ask, that name and tell, and that stand over what belongs to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import LABEL, PRACTICE, QUESTION
from genai_cards.extractors.answer_keys import answer_of
from genai_cards.extractors.choices import are_lettered, is_keyless
from genai_cards.extractors.harvest import Here, Outcome, Reading, left_out
from genai_cards.extractors.labels import good_name, may_name, says_what, says_what_to_do
from genai_cards.extractors.making import candidate, nothing
from genai_cards.extractors.questions import ITEM, question_of, read_question
from genai_cards.language import prompts
from genai_cards.language.words import ANSWER, GENERIC_LABELS, MEANING
from genai_cards.page import markup
from genai_cards.page.text import Text
from genai_cards.scopes import commands, facts, signs
from genai_cards.scopes.pairs import are_pairs, translations
from genai_cards.scopes.signs import MIDDLE, SAID, STRONG, WEAK, Label
from genai_cards.scopes.units import Form, Unit

MOST_PARENT_WORDS = 6
MOST_OPEN = 8
"""Where fewer than one of so many questions has something behind it, that is no answer but more of the question."""

_ENDED = re.compile(r"[.!]$")
_DASHED = re.compile(r"[?？]\s*[–—→:-]\s")


def read_list(here: Here, unit: Unit) -> Reading | None:
    """Each item on its own, as most of the list has it."""
    if unit.form is not Form.LIST:
        return None
    items = [item for item in unit.parts if item.parts]
    if not items:
        return Reading()
    if all(signs.is_option(item.text) and item.checked is None for item in items) and are_lettered(
        item.text for item in items
    ):
        return Reading((left_out("choices", unit, "choices, but no rule says which is right"),))
    if facts.linked_share([unit]) > 0.7 and all(signs.links_only(item.text) for item in items if item.text):
        return Reading((left_out("links", unit, "a list of links"),))
    if translated := translations(items):
        return Reading(tuple(_translated(here, item, *pair) for item, pair in zip(items, translated, strict=True)))
    keyed = [item for item in items if item.number and answer_of(here, item, is_item=True)]
    questions = [item for item in items if facts.item_asks(item) or (item in keyed and facts.has_gap(item))]
    answered = [item for item in questions if item in keyed or _is_answered(item)]
    if len(questions) >= 2 and len(answered) * 2 < len(questions):
        return Reading(tuple(_unanswered(here, items, questions)))
    labels = _without_repeats([facts.label(item) for item in items])
    pairs = are_pairs(labels, colons=False)
    sheet = bool(unit.behind) or commands.are_of_commands(items)
    kind = _List(pairs, _are_names(labels), sheet, len(items))
    outcomes: list[Outcome] = []
    below: list[Here] = []
    for item, label in zip(items, labels, strict=True):
        is_gap = item in questions and not facts.item_asks(item)
        made = read_question(here, _asked(item), item.parts[1:]) if is_gap else _item(here, item, label, kind)
        outcomes += made.outcomes
        below += made.below
    return Reading(tuple(outcomes), tuple(below))


def _translated(here: Here, item: Unit, sentence: Text, meaning: Text) -> Outcome:
    return candidate(here, LABEL, "pair", signs.bare(sentence, colon=True), meaning, at=item.at, shows=[item])


def _without_repeats(labels: list[Label | None]) -> list[Label | None]:
    """Give labels without those that several items begin with: "Servers can …", "Servers write …"."""
    said = Counter(label.term.plain for label in labels if label is not None and label.strength == SAID)
    return [None if label is not None and said[label.term.plain] > 1 else label for label in labels]


def _is_answered(item: Unit) -> bool:
    in_line = facts.is_answered_in_brackets(item) or item_answer(item) is not None
    return len(item.parts) > 1 or bool(item.parts[0].scope) or in_line


def item_answer(item: Unit) -> signs.Pair | None:
    """Give the question and the answer that stand in the first line of an item."""
    if facts.is_answered_in_brackets(item):
        return None
    found = facts.pair(item)
    if found is None or facts.is_labelled(item):
        return None
    follows = prompts.only_asks(found.answer.plain) and not _DASHED.search(item.text.mask)
    return None if follows else found


def _unanswered(here: Here, items: Sequence[Unit], questions: Sequence[Unit]) -> Iterator[Outcome]:
    """Yield the few of a list of open questions that are answered in their own line; by a mark, where hardly one is."""
    hardly = sum(item_answer(item) is not None for item in questions) * MOST_OPEN < len(questions)
    for item in items:
        found = item_answer(item) if item in questions else None
        if facts.is_answered_in_brackets(item) or any(facts.is_answered_in_brackets(part) for part in item.parts):
            yield from read_question(here, _asked(item), item.parts[1:]).outcomes
        elif found is not None and (found.marked or not hardly):
            yield _paired(here, item, found)
        elif item in questions:
            hint = "write it behind the question mark"
            yield left_out("answer-missing", item, "a question without an answer, among others", hint)
        else:
            yield left_out("prose", item, "a list item with no fact a rule can see")


def _paired(here: Here, item: Unit, found: signs.Pair, below: Sequence[Unit] = ()) -> Outcome:
    kind = PRACTICE if found.marked else QUESTION
    asked = question_of(found.question)
    form = "pair" if prompts.only_asks(found.answer.plain) else "question"
    return candidate(here, kind, form, asked, found.answer, below, at=item.at, shows=[item])


def _asked(item: Unit) -> Unit:
    """Give an item as the question that it is."""
    first = item.parts[0]
    asked = Unit(first.form, item.at, first.text, first.block, first.level, number=item.number, asks=True)
    asked.memory[ITEM] = True
    asked.scope = first.scope
    return asked


@dataclass(frozen=True, slots=True)
class _List:
    """What most items of a list are."""

    pairs: bool
    """All are names with a dash and what they mean."""

    names: bool
    """Most are labels: then even "Index" is one of them."""

    sheet: bool
    """Most say what the command below them does."""

    count: int


def _are_names(labels: Sequence[Label | None]) -> bool:
    found = [label for label in labels if label is not None and label.strength >= MIDDLE and label.rest]
    good = sum(good_name(label.term.plain) for label in found)
    return len(found) > 1 and good * 2 > len(labels)


def _is_name(term: str, kind: _List) -> bool:
    return good_name(term) or (kind.names and (may_name(term) or term.casefold() in ANSWER) and not _is_aside(term))


def _is_aside(term: str) -> bool:
    name = term.strip().casefold()
    return name in GENERIC_LABELS and name not in ANSWER


def _item(here: Here, item: Unit, label: Label | None, kind: _List) -> Reading:
    first = item.parts[0]
    below = [*first.scope, *item.parts[1:]]
    if first.form is Form.HEADING:
        return _headed(here, item, first, below)
    if first.form is not Form.PARAGRAPH:
        return Reading((), (here.below(item.parts, here.owner),))
    bracketed = any(facts.is_answered_in_brackets(part) for part in (first, *below))
    if bracketed and not facts.is_labelled(item):
        return read_question(here, _asked(item), below)
    question = _question(here, item, first, below)
    if question is not None:
        return question
    found = item_answer(item)
    if found is not None and is_keyless(found.answer):
        return read_question(here, _asked(item), below)
    if found is not None and not below:
        return Reading((_paired(here, item, found),))
    if item.checked is not None and not here.is_answer:
        reason = left_out("check-box", item, "a list item with a check box")
        return Reading((reason,), (here.below(below, here.owner),) if below else ())
    if (described := _described(here, item, first, below)) is not None:
        return Reading((described,))
    named = _labelled(here, item, label, kind, first, below)
    if named is not None:
        return named
    return _parent(here, item, first, below, kind) if below else Reading()


def _described(here: Here, item: Unit, first: Unit, below: Sequence[Unit]) -> Outcome | None:
    """Make a note of a term with "Meaning: …" below it; what else is said of the term is extra."""
    if len(below) != 1 or below[0].form is not Form.LIST or facts.label(item) is not None:
        return None
    fields = below[0].parts
    meaning = facts.label(fields[0]) if fields else None
    if meaning is None or not all(facts.label(field) for field in fields):
        return None
    if (name := meaning.term.plain.strip().casefold()) not in MEANING and name not in ANSWER:
        return None
    extra = "".join(f"<p>{markup.inline(field.text)}</p>" for field in fields[1:])
    return candidate(
        here, LABEL, "label", signs.bare(first.text), meaning.rest, at=item.at, extra=extra, shows=[item, *below]
    )


def _headed(here: Here, item: Unit, first: Unit, below: Sequence[Unit]) -> Reading:
    """Read an item that opens with a heading."""
    if facts.asks(first):
        return read_question(here, _asked(item), below)
    name = signs.name_of(first.text)
    made: tuple[Outcome, ...] = ()
    if below and good_name(name):
        made = (
            candidate(here, LABEL, "term", signs.bare(first.text), nothing(item.at), below, at=item.at, shows=[item]),
        )
    return Reading(made, (here.below(below, first, name),))


def _question(here: Here, item: Unit, first: Unit, below: Sequence[Unit]) -> Reading | None:
    """Read an item that asks: over its answer, or with it in the same line."""
    if facts.is_labelled(item) or facts.is_option(item):
        return None
    answers = any(map(facts.is_marked_answer, below))
    may_ask = facts.asks(first) or (prompts.question_mark_at(item.text.mask) > 0 and bool(below))
    if not (may_ask or answers):
        return None
    found = item_answer(item)
    if found is not None and is_keyless(found.answer):
        return read_question(here, _asked(item), below)
    if found is not None and not answers and first.text.plain == item.text.plain:
        inner = (here.below(below, first, signs.name_of(found.question)),) if below else ()
        return Reading((_paired(here, item, found, below),), inner)
    if facts.asks(first) or answers:
        return read_question(here, _asked(item), below)
    return None


def _labelled(
    here: Here, item: Unit, label: Label | None, kind: _List, first: Unit, below: Sequence[Unit]
) -> Reading | None:
    if label is None:
        return None
    term = label.term.plain
    real = (
        (label.strength == STRONG)
        or (label.strength == MIDDLE and not prompts.is_clause(term))
        or (label.strength == WEAK and kind.pairs)
    )
    if real and _is_name(term, kind):
        if label.sign == "." and signs.words(term) > 5:
            return None
        made: tuple[Outcome, ...] = ()
        if label.rest or below:
            form = "label" if good_name(term) else "name"
            made = (candidate(here, LABEL, form, label.term, label.rest, below, at=item.at, shows=[item]),)
        else:
            made = (left_out("answer-missing", item, "a label without a text"),)
        return Reading(made, (here.below(below, first, signs.name_of(label.term)),) if below else ())
    if label.strength == SAID and not here.is_answer and says_what(label):
        made = (candidate(here, LABEL, "bold-is", label.term, item.text, below, at=item.at, shows=[item]),)
        return Reading(made)
    if real and not below and prompts.is_neutral(term):
        return Reading((left_out("generic", item, f"“{term}” only says what kind of text stands here"),))
    return None


def _parent(here: Here, item: Unit, first: Unit, below: Sequence[Unit], kind: _List) -> Reading:
    """Read an item over what belongs to it: a name asks for its list; else only what is below is read."""
    name = signs.name_of(first.text)
    colon = first.text.plain.rstrip().endswith((":", "："))
    short = 0 < signs.words(name) <= MOST_PARENT_WORDS and not _ENDED.search(name)
    listed = any(one.form is Form.LIST and (colon or len(one.parts) > 1) for one in below)
    generic = prompts.is_neutral(name) or prompts.is_dead(name)
    made: tuple[Outcome, ...] = ()
    asks_list = listed and (colon or (kind.count > 1 and not prompts.is_clause(name)))
    asks_text = colon and below[0].form in (Form.CODE, Form.PARAGRAPH, Form.MATH, Form.QUOTE)
    if kind.sheet and commands.answers(below[0]) and says_what_to_do(first.text):
        made = (
            candidate(
                here, LABEL, "command", signs.bare(first.text), nothing(item.at), below, at=item.at, shows=[item]
            ),
        )
    elif short and not generic and (asks_list or asks_text) and good_name(name):
        prompt = signs.bare(first.text)
        made = (candidate(here, LABEL, "parent", prompt, nothing(item.at), below, at=item.at, shows=[item]),)
    parents = (name,) if short and not prompts.is_neutral(name) else ()
    return Reading(made, (here.below(below, first, *parents),))
