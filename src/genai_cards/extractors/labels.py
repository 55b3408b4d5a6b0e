"""Paragraphs that name and tell: labels, bold terms, lead-ins over lists, lines over commands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.cards.kinds import LABEL
from genai_cards.extractors.harvest import Here, Outcome, Reading, left_out
from genai_cards.extractors.making import candidate, nothing
from genai_cards.extractors.questions import is_quiz, of_pair, read_question
from genai_cards.language import prompts
from genai_cards.language.marks import ANSWER_MARK, QUESTION_MARK
from genai_cards.language.sentences import sentence_end
from genai_cards.page.looks import first_line
from genai_cards.page.text import Text
from genai_cards.scopes import facts, pairs, signs, votes
from genai_cards.scopes.signs import MIDDLE, SAID, STRONG, WEAK, Label
from genai_cards.scopes.units import Form, Unit

MOST_LABEL_WORDS = 12
MOST_LEAD_WORDS, FEWEST_LEAD_WORDS, MOST_LED = 12, 3, 9
MOST_COMMAND_LINES = 3
NEAR = 6
"""Lines in which somebody who speaks in a dialogue speaks again."""

FEWEST_TASK_WORDS, MOST_TASK_WORDS = 2, 15
_POINTS = re.compile(
    r"\b(?:you(?:['’]ll|\s+(?:will|should|can))|following|follows|below|example|steps?|like|folgende\w*|siguientes?|suivante?s?|seguenti|seguintes?|以下|如下)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")
_STOPS = (".", "。", "!")
_STOP_WITHIN = re.compile(r"[.!。]\s+\S")
_SUBJECT = re.compile(
    r"(?:an?|the|any|some|all|both|each|every|most|this|these|that|those|it|we|you|they|i|there|alternatively|"
    r"ein|eine|der|die|das|un|una|el|la|los|las|le|les|il)\s",
    re.IGNORECASE,
)
"""What opens a statement, not what to do."""

_ONLY_NUMBERS = re.compile(r"[\d.,\s%]+")
_AND = re.compile(r"\s*(?:and|or|und|oder|y|o|et|ou|e)\b", re.IGNORECASE)


def may_name(term: str) -> bool:
    """Say whether what stands before a separator has the form of a name."""
    short = _LETTER.search(term) is not None and signs.words(term) <= MOST_LABEL_WORDS
    return short and not _ONLY_NUMBERS.fullmatch(term) and not prompts.is_answer_name(term)


def good_name(term: str) -> bool:
    """Say whether what stands before a separator can name something: it says more than what kind of text this is."""
    dead = prompts.is_dead(term) and not prompts.may_be_term(term)
    return may_name(term) and not (dead or prompts.is_neutral(term))


def read_asking(here: Here, unit: Unit) -> Reading | None:
    """A paragraph that asks: by its question mark, as an order, behind `Q:`, in bold."""
    if unit.form is not Form.PARAGRAPH or not unit.text or not facts.asks(unit):
        return None
    return read_question(here, unit, unit.scope)


def read_bold(here: Here, unit: Unit) -> Reading | None:
    """A bold line over what is said of it, or over smaller prompts."""
    if unit.form is not Form.PARAGRAPH or not (facts.is_bold(unit) or unit.scope):
        return None
    name = signs.name_of(unit.text)
    if prompts.is_dead(name):
        return Reading((left_out("leads-elsewhere", unit, f"“{name}” leads elsewhere, or is about the page"),))
    body = votes.body(unit)
    colon = unit.text.plain.rstrip("* ").endswith((":", "："))
    is_term = bool(unit.scope) and (
        (colon and good_name(name)) or votes.is_counted(unit) or votes.is_bold_term(unit, here.siblings, here.votes)
    )
    if is_term and body and not prompts.is_neutral(name):
        made = _over(here, unit, body)
        return Reading((made,), (here.below(unit.scope, unit, name),))
    if facts.is_marked_answer(unit) or prompts.is_neutral(name):
        return Reading((), (here.below(unit.scope, here.owner),))
    return Reading((), (here.below(unit.scope, unit, name),))


def _over(here: Here, unit: Unit, body: Sequence[Unit]) -> Outcome:
    first, *rest = body
    prompt = signs.bare(unit.text)
    if first.form is Form.PARAGRAPH:
        return candidate(
            here, LABEL, "term", prompt, first.text, [*first.scope, *rest], at=unit.at, asked_by=unit, shows=[first]
        )
    return candidate(here, LABEL, "term", prompt, nothing(unit.at), body, at=unit.at, asked_by=unit)


def read_paired(here: Here, unit: Unit) -> Reading | None:
    """A paragraph that holds a question and its answer: `Q: … A: …`."""
    if unit.form is not Form.PARAGRAPH:
        return None
    found = None if facts.is_answered_in_brackets(unit) else facts.pair(unit)
    if found is None or here.is_answer or not (found.marked or QUESTION_MARK.match(unit.text.mask)):
        return None
    return Reading((of_pair(here, unit, found),))


def read_label(here: Here, unit: Unit) -> Reading | None:
    """A paragraph that opens with a label: `**Term**: text`, also over the list that its colon announces."""
    if facts.is_spoken(unit, here.siblings[max(0, here.index - NEAR) : here.index + NEAR]):
        return Reading((left_out("prose", unit, "somebody says it in a dialogue"),))
    if unit.form is not Form.PARAGRAPH:
        return None
    found = facts.label(unit)
    if found is None or ANSWER_MARK.match(unit.text.mask):
        return None
    after = here.next
    listed = (
        after is not None
        and after.form is Form.LIST
        and (not found.rest or found.rest.plain.rstrip().endswith((":", "：")))
    )
    sure = found.strength == STRONG or (found.strength in (MIDDLE, WEAK) and pairs.in_run(here.siblings, here.index))
    if sure and good_name(found.term.plain) and (found.rest or listed):
        below = [after] if listed and after is not None else []
        made = candidate(here, LABEL, "label", found.term, found.rest, below, at=unit.at, asked_by=unit)
        inner = (here.below(below, unit, signs.name_of(found.term)),) if below else ()
        return Reading((made,), inner, 1 + len(below))
    if found.strength == SAID and not here.is_answer and says_what(found):
        made = candidate(here, LABEL, "bold-is", found.term, unit.text, at=unit.at, asked_by=unit)
        return Reading((made,))
    if found.sign == "::":
        return Reading(tuple(_pairs(here, unit)))
    return None


def says_what(found: Label) -> bool:
    """Say whether a bold term and its verb make a statement of the term."""
    enough = signs.words(found.rest.plain) >= 4 and good_name(found.term.plain)
    return enough and not _AND.match(found.rest.plain) and prompts.opens_with_verb(found.rest.mask)


def _pairs(here: Here, unit: Unit) -> list[Outcome]:
    found = [(line, signs.label_of(line)) for line in signs.lines(unit.text)]
    return [
        candidate(here, LABEL, "label", label.term, label.rest, at=line.at, asked_by=unit)
        for line, label in found
        if label is not None and label.rest
    ]


def read_lead_in(here: Here, unit: Unit) -> Reading | None:
    """A clause that ends in a colon, over the list that it announces; a line over a command."""
    after = here.next
    if unit.form is not Form.PARAGRAPH or after is None:
        return None
    plain = " ".join(unit.text.plain.split())
    if after.form is Form.LIST and is_quiz(after, unit):
        return None
    if after.form is Form.LIST and plain.endswith((":", "：")) and _leads(here, plain, after):
        made = candidate(
            here, LABEL, "lead-in", signs.bare(unit.text), nothing(unit.at), [after], at=unit.at, asked_by=unit
        )
        return Reading((made,), (here.below([after], unit, signs.name_of(unit.text)),), 2)
    if facts.is_command(after) and _is_command(here, unit, after):
        made = candidate(
            here, LABEL, "command", signs.bare(unit.text), nothing(unit.at), [after], at=unit.at, asked_by=unit
        )
        return Reading((made,), (), 2)
    return None


def _leads(here: Here, plain: str, after: Unit) -> bool:
    words = signs.words(plain)
    if here.is_answer or _opens_term(here) or all(signs.is_option(item.text) for item in after.parts):
        return False
    if not 1 < len(after.parts) <= MOST_LED or not FEWEST_LEAD_WORDS <= words <= MOST_LEAD_WORDS:
        return False
    if prompts.opens_with_pronoun(plain) or prompts.is_instruction(plain) or _POINTS.search(plain):
        return False
    return sentence_end(plain) == len(plain) and facts.linked_share([after]) <= 0.4


def _opens_term(here: Here) -> bool:
    """Say whether the note of a term begins with this: it would ask the same once more."""
    return here.index == 0 and here.owner is not None and id(here.owner) in here.votes.terms


def _is_command(here: Here, unit: Unit, after: Unit) -> bool:
    """Say whether a line says what the code below it does, on a page that is made of such pairs."""
    lines = str(getattr(after.block, "content", "")).strip().count("\n") + 1
    return lines <= MOST_COMMAND_LINES and says_what_to_do(unit.text) and pairs.are_over_code(here.siblings)


def says_what_to_do(text: Text) -> bool:
    """Say whether a text over a command is one line that can say what it does."""
    plain = text.plain.strip()
    short = FEWEST_TASK_WORDS <= signs.words(plain) <= MOST_TASK_WORDS and first_line(text) == len(text.plain)
    says = _SUBJECT.match(plain) is not None and (plain.endswith(_STOPS) or prompts.is_clause(plain.rstrip(":")))
    states = (
        says or _STOP_WITHIN.search(plain) is not None or (plain.endswith(_STOPS) and prompts.is_clause(plain[:-1]))
    )
    leans = prompts.opens_with_pronoun(plain) or prompts.is_instruction(plain)
    return short and not states and not leans
