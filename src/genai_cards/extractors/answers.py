"""What stands below a question, taken apart: its own blocks, its choices, its answer, and what is extra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from genai_cards.extractors.choices import Choices, asks_for_one, find_choices, of_units
from genai_cards.language import prompts
from genai_cards.language.marks import ANSWER_MARK, EXPLANATION_MARK
from genai_cards.language.words import READ_ON
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs
from genai_cards.scopes.nest import ASKING, rank
from genai_cards.scopes.units import Form, Unit

_HINT = re.compile(
    r"(?!(?:examples?|sentences?|context|given|code|beispiel|satz|ejemplo|frase|exemple|phrase|esempio|exemplo|пример|例)\b)"
    r"[^\W\d_][^:：\n]{0,25}[:：]\s*\S",
    re.IGNORECASE,
)
"""What stands between a question and its answer and helps; an example belongs to the question."""

_ABOUT_CODE = re.compile(
    r"\bwhat\b.{0,60}\b(?:value|output|outcome|result|prints?|logs?|returns?|happens?)\b"
    r"|difference between (?:these|the following)\b"
    r"|(?:code|functions?|statements?|snippets?|alerts?|promises?|program|quer(?:y|ies)) (?:below|above)"
    r"|following (?:(?:block|piece) of )?(?:code|snippet|program|functions?|quer(?:y|ies)|statements?|commands?)"
    r"|\b(?:wrong|errors?|bugs?|mistakes?|problems?)\b.{0,30}\b(?:code|snippet|program|function|query|command|manifest)\b"
    r"|this (?:code|snippet|program|function|query)\b",
    re.IGNORECASE,
)
FEW_WORDS = 6
"""An answer of more words goes on in the paragraphs behind it; behind one of fewer they explain it."""

MOST_WORDS, FEWEST_WORDS = 300, 8
"""Nobody learns an answer of so many words: one that is an answer without its chapters is shown without them."""

_OWN_BLOCKS = (Form.LIST, Form.CODE, Form.MATH, Form.QUOTE, Form.TABLE, Form.HTML)


@dataclass(slots=True)
class Body:
    """The units below a question, taken apart."""

    shown: list[Unit] = field(default_factory=list)
    """They belong to the question: code, a table, a picture."""

    choices: Choices | None = None
    given: Text | None = None
    """The first text of a marked answer."""

    rest: list[Unit] = field(default_factory=list)
    """Further units of the answer, or all of them."""

    extra: list[Unit] = field(default_factory=list)
    beyond: list[Unit] = field(default_factory=list)
    """They stand below the question, and belong to none of these."""

    mark: Unit | None = None
    """What the page marks as the answer."""

    @property
    def marked(self) -> bool:
        """Whether the page marks the answer."""
        return self.mark is not None

    def answer_units(self) -> list[Unit]:
        """Give all that stands on its card."""
        held = [*(self.choices.units if self.choices else ()), *([self.mark] if self.mark else [])]
        return [*self.shown, *held, *self.rest, *self.extra]


def take_apart(question: Text, scope: Sequence[Unit]) -> Body:
    """Read what stands below a question."""
    seen = [unit for unit in scope if not (facts.is_silent(unit) or _leads_back(unit) or facts.is_key(unit))]
    aside = next((place for place, unit in enumerate(seen) if _is_aside(unit)), len(seen))
    seen, (asides, later) = seen[:aside], _up_to_prompt(seen[aside:])
    marked = next((place for place, unit in enumerate(seen) if facts.is_marked_answer(unit)), None)
    choices = find_choices(seen, has_answer=marked is not None)
    if marked is not None:
        body = _marked(seen, marked, choices)
    elif choices is not None:
        body = _chosen(seen, choices)
    elif asks_for_one(question, seen):
        body = _chosen(seen, of_units(seen))
    else:
        body = _own(question, seen)
    body.extra += asides
    body.beyond += later
    return body


def _up_to_prompt(units: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Split units before the first that asks something else."""
    stop = next((place for place, unit in enumerate(units) if _asks_anew(unit)), len(units))
    return list(units[:stop]), list(units[stop:])


def _asks_anew(unit: Unit) -> bool:
    """Say whether a unit is a question of its own: a heading, a bold line or a box that asks, a paragraph as such."""
    if unit.form in (Form.HEADING, Form.BOX):
        return bool(unit.text) and facts.asks(unit)
    return unit.form is Form.PARAGRAPH and rank(unit) <= ASKING and facts.asks(unit)


def _leads_back(unit: Unit) -> bool:
    return unit.form is Form.PARAGRAPH and prompts.leads_back(unit.text.plain)


def _is_aside(unit: Unit) -> bool:
    """Say whether a unit says where to read on: what stands from there is no answer."""
    if unit.form is not Form.PARAGRAPH:
        return False
    opening = unit.text.plain.strip().lower().split(":")[0].strip(" .:/*_")
    return opening in READ_ON or (signs.links_only(unit.text) and unit.text.is_link)


def _marked(seen: Sequence[Unit], place: int, choices: Choices | None) -> Body:
    before, unit, behind = list(seen[:place]), seen[place], list(seen[place + 1 :])
    body = Body(choices=choices, mark=unit)
    of_choices = choices.units if choices else ()
    hints = [
        one for one in before if one.form is Form.PARAGRAPH and _HINT.match(one.text.mask) and one not in of_choices
    ]
    body.shown = [one for one in before if one not in hints and one not in of_choices]
    body.given, inner = _opened(unit)
    if body.given is None and choices is not None and inner and inner[0].form is Form.PARAGRAPH:
        body.given, inner = inner[0].text, [*inner[0].scope, *inner[1:]]
    own, beyond = _own_of_marked(body.given, inner, behind, choices is not None)
    body.rest, more = own
    body.extra = [*hints, *more]
    body.beyond = beyond
    return body


def _opened(unit: Unit) -> tuple[Text | None, list[Unit]]:
    """Give the first text of a marked answer, and the units behind it: those of its box, its heading or its item."""
    match unit.form:
        case Form.PARAGRAPH:
            return _behind_mark(unit.text), list(unit.scope)
        case Form.HEADING if (given := _behind_mark(unit.text)) is not None:
            return given, list(unit.scope)
        case Form.LIST:
            first, *rest = unit.parts[0].parts
            return _behind_mark(first.text), [*first.scope, *rest, *unit.scope]
        case _:
            inside = [one for one in (*unit.parts, *unit.scope) if not facts.is_silent(one)]
            is_letter = bool(inside) and len(inside[0].text.plain.strip()) == 1  # that of a choice
            if inside and facts.is_marked_answer(inside[0]) and not is_letter:
                given, more = _opened(inside[0])
                return given, [*more, *inside[1:]]
            return None, inside


def _behind_mark(text: Text) -> Text | None:
    """Give what the word for an answer leaves of a text; None where it leaves nothing."""
    text = text.unwrapped()
    found = ANSWER_MARK.match(text.mask)
    rest = text.cut(found.end()).stripped() if found else text
    if found is None and prompts.is_answer_name(text.plain):
        return None
    return rest if rest.plain.strip() else None


def _own_of_marked(
    given: Text | None, inner: list[Unit], behind: list[Unit], chosen: bool
) -> tuple[tuple[list[Unit], list[Unit]], list[Unit]]:
    """Give what of the units behind a marked answer is the answer, what is extra, and what is beyond it."""
    if given is None and inner:
        cut = next((n for n, one in enumerate(inner) if facts.opens_explanation(one)), len(inner))
        more, beyond = _up_to_prompt(behind)
        facts_of_own = next((n for n, one in enumerate(more) if facts.tells_facts(one)), len(more))
        return (inner[:cut], [*inner[cut:], *more[:facts_of_own]]), [*more[facts_of_own:], *beyond]
    below, beyond = _up_to_prompt([*inner, *behind])
    if given is None:
        cut = next((n for n, one in enumerate(below) if n and facts.opens_explanation(one)), len(below))
        return (below[:cut], below[cut:]), beyond
    announced = given.plain.rstrip().endswith((":", "："))
    cut = next((n for n, one in enumerate(below) if not _belongs(one, announced and n == 0)), len(below))
    if cut < len(below) and facts.opens_explanation(below[cut]):
        chosen = True
    if chosen and cut < len(below):
        return (below[:cut], below[cut:]), beyond
    stop = next((n for n, one in enumerate(below) if n >= cut and facts.tells_facts(one)), len(below))
    if signs.words(given.plain) > FEW_WORDS:
        goes_on = next((n for n, one in enumerate(below) if n >= cut and facts.opens_explanation(one)), stop)
        cut = min(goes_on, stop)
    return (below[:cut], below[cut:stop]), [*below[stop:], *beyond]


def _belongs(unit: Unit, announced: bool) -> bool:
    """Say whether a unit belongs to the answer before it: a list of facts does where a colon announces it."""
    return unit.form in _OWN_BLOCKS and (announced or not facts.tells_facts(unit))


def _chosen(seen: Sequence[Unit], choices: Choices) -> Body:
    first = seen.index(choices.units[0])
    last = seen.index(choices.units[-1])
    extra, beyond = _up_to_prompt([one for one in seen[last + 1 :] if not facts.is_rule(one)])
    return Body(shown=list(seen[:first]), choices=choices, extra=extra, beyond=beyond)


def _own(question: Text, seen: Sequence[Unit]) -> Body:
    """Give the units that answer a question without a mark."""
    own: list[Unit] = []
    beyond: list[Unit] = []
    for place, unit in enumerate(seen):
        if _ends(unit, own):
            beyond = list(seen[place:])
            break
        if _is_beyond(unit, own):
            beyond.append(unit)
        elif unit.form is Form.LIST and own and facts.linked_share([unit]) > 0.7 and not facts.is_complete(own):
            beyond += [own.pop(), unit]
        else:
            own.append(unit)
    own, chapters = _without_chapters(own)
    beyond = [*chapters, *beyond]
    shown = []
    if own and own[0].form is Form.CODE and _ABOUT_CODE.search(question.plain):
        shown = [own.pop(0)]
    return Body(shown=shown, rest=own, beyond=beyond)


def _is_beyond(unit: Unit, own: Sequence[Unit]) -> bool:
    """Say whether a unit within an answer is none of it: questions of their own behind it, what a course is about."""
    if unit.form is Form.LIST:
        return facts.is_complete(own) and all(map(facts.item_asks, unit.parts))
    return unit.form is Form.BOX and facts.box_name(unit) in facts.DEAD_BOXES


def _without_chapters(own: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Split an answer of many words before its first heading, where what stands above it is an answer itself."""
    if own and own[0].form is Form.HEADING and prompts.is_neutral(signs.name_of(own[0].text)):
        own = [*own[0].scope, *own[1:]]  # "Overview"
    first = next((n for n, unit in enumerate(own) if unit.form is Form.HEADING), 0)
    above = own[:first]
    if own and own[0].form is Form.HEADING and prompts.is_neutral(signs.name_of(own[0].text)):
        first, above = 1, own[0].scope  # "Overview"
    if not first or not facts.is_complete(above) or facts.words(above) < FEWEST_WORDS or facts.words(own) <= MOST_WORDS:
        return own, []
    return above, own[first:]


def _ends(unit: Unit, own: Sequence[Unit]) -> bool:
    """Say whether the answer ends before a unit: at the next question, or what leads elsewhere."""
    name = signs.name_of(unit.text) if unit.form in (Form.HEADING, Form.PARAGRAPH) else ""
    if unit.form is Form.PARAGRAPH:
        asked = rank(unit) == ASKING and bool(own)
        return asked or (prompts.is_dead(name) and signs.words(name) <= 5)
    return unit.form is Form.HEADING and (prompts.is_dead(name) or facts.asks(unit))


def explained(text: Text) -> Text:
    """Give a text without the word that says it explains."""
    text = text.unwrapped()
    found = EXPLANATION_MARK.match(text.mask)
    return text.cut(found.end()).stripped() if found else text
