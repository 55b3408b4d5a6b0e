"""Questions: what asks by its words, its looks or its place, over all that answers it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from genai_cards.cards.kinds import ENUMERATION, PRACTICE, QUESTION, Kind
from genai_cards.diagnostics import Diagnostic, warning
from genai_cards.extractors.answer_keys import answer_of, letter_of
from genai_cards.extractors.answers import Body, explained, take_apart
from genai_cards.extractors.choices import Choice, find_choices, is_keyless
from genai_cards.extractors.drafting import Place, subject
from genai_cards.extractors.enumeration import answer, around, enumeration, items_html
from genai_cards.extractors.harvest import Candidate, Here, Outcome, Reading, left_out
from genai_cards.extractors.making import candidate, nothing, share
from genai_cards.extractors.practice import practice
from genai_cards.language import prompts
from genai_cards.language.marks import (
    ANSWER_IN_BRACKETS,
    BADGE,
    MAY_CHOOSE,
    NUMBERED_QUESTION,
    QUESTION_MARK,
)
from genai_cards.page import markup
from genai_cards.page.cutting import paragraph_of
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs
from genai_cards.scopes.nest import ASKING, rank
from genai_cards.scopes.units import Form, Unit, blocks_of, paragraph

MOST_PROSE_WORDS, MOST_PROSE_SENTENCES = 40, 2
"""A longer paragraph that ends in a question mark is prose."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!。])\s+(?=[A-ZÀ-ÞА-Я\u4e00-\u9fff])|(?<=。)")
_COUNTS = re.compile(r"\W*(?:Q|No\.?)?\s*\d{1,3}\W*", re.IGNORECASE)
ITEM = "an item of a list"


def question_of(text: Text) -> Text:
    """Give the words of a question: without emphasis around it, marker, number and badge."""
    text = signs.bare(text.stripped().unwrapped(), colon=True).stripped().unwrapped()
    text = signs.bare(text, colon=not prompts.is_order(signs.told(signs.bare(text))))
    badge = BADGE.search(text.mask)
    return text.cut(0, badge.start()) if badge else text


def read_question(
    here: Here, unit: Unit, scope: Sequence[Unit], kind: Kind = QUESTION, *, inside: Here | None = None
) -> Reading:
    """Make the note of a question over the units that it owns; what of them is beyond its answer is read, too.

    `inside` is the place below it, where that is a section of its own.
    """
    if facts.is_spoken(unit):
        return Reading((left_out("prose", unit, "somebody says it in a dialogue"),))
    quiz = next((n for n, one in enumerate(scope) if is_quiz(one, unit)), None)
    if quiz is not None and any(_SENTENCE_ENDS.search(f"{one.text.plain} ") for one in scope[:quiz]):
        read = read_question(here, unit, scope[:quiz], kind, inside=inside)
        rest = here.below(scope[quiz:], None, signs.name_of(question_of(unit.text)))
        return replace(read, below=(*read.below, rest))
    if quiz is not None or (here.votes.keys and any(map(_is_exercise, scope))):
        return Reading((), (here.below(scope, None, signs.name_of(question_of(unit.text))),))
    asked, scope = _with_choices(unit, _asked_on(scope))
    unit, in_line = asked, asked is not unit
    text = unit.text
    bracketed = next((n for n, one in enumerate(scope) if one.block and facts.is_answered_in_brackets(one)), None)
    if facts.is_answered_in_brackets(unit) or (unit.number is not None and bracketed is not None):
        return _practice(here, unit, scope if is_item(unit) else ())
    if bracketed == 0 or (bracketed is not None and ANSWER_IN_BRACKETS.match(scope[bracketed].text.mask)):
        return _practice(here, unit, scope[: bracketed + 1], scope[bracketed + 1 :])
    is_heading = unit.form in (Form.HEADING, Form.BOX)
    body = take_apart(text, scope)
    if in_line and body.choices is None and not body.marked:
        return Reading((left_out("choices", unit, "a question with choices, but no rule says which is right"),))
    sure = body.marked or body.choices is not None or facts.is_bold(unit)
    if unit.form is Form.PARAGRAPH and not sure and _is_prose(text):
        return Reading(
            (left_out("prose", unit, "a question inside prose"),), (here.below(scope, None),) if scope else ()
        )
    found = facts.pair(unit) if not (body.rest or body.given or body.choices) else None
    if found is not None:
        return Reading((of_pair(here, unit, found, kind),), _inner(here, unit, body, inside))
    by_looks = is_heading or (facts.is_bold(unit) and not QUESTION_MARK.match(text.mask))
    marked = PRACTICE if body.marked and not by_looks else kind
    counted = _enumerated(here, inside, unit, body)
    made = counted if counted is not None else note(here, marked, unit, body)
    return Reading((made,), _inner(here, unit, body, inside))


def is_item(unit: Unit) -> bool:
    """Say whether a question is an item of a list."""
    return bool(unit.memory.get(ITEM))


def _is_exercise(unit: Unit) -> bool:
    """Say whether a unit is a numbered list of sentences with gaps."""
    return unit.is_ordered and all(map(facts.has_gap, unit.parts))


def is_quiz(unit: Unit, asking: Unit) -> bool:
    """Say whether a unit is a list of questions that are answered themselves: no answer of what asks above it.

    Of one question alone only where it is the one above again.
    """
    if unit.form is Form.HEADING:
        return any(is_quiz(one, asking) for one in unit.scope)
    again = len(unit.parts) == 1 and unit.parts[0].text.plain.startswith(asking.text.plain)
    answered = sum(map(_is_answered, unit.parts))
    return (answered > 1 and answered * 2 > len(unit.parts)) or (again and answered == 1)


def _is_answered(item: Unit) -> bool:
    text = paragraph_of(item.text)
    behind = ANSWER_IN_BRACKETS.search(text.text.mask) is not None
    return behind or any(map(facts.is_marked_answer, item.scope))


def _asked_on(scope: Sequence[Unit]) -> Sequence[Unit]:
    """Give what stands below a question whose next paragraph asks for the choices below that: both are one question."""
    first = next((one for one in scope if not facts.is_silent(one)), None)
    if first is None or first.form is not Form.PARAGRAPH or not first.scope or not facts.asks(first):
        return scope
    if find_choices(first.scope, has_answer=False) is None:
        return scope
    place = scope.index(first)
    return [*scope[:place], replace(first, scope=[], memory={}), *first.scope, *scope[place + 1 :]]


def _with_choices(unit: Unit, scope: Sequence[Unit]) -> tuple[Unit, Sequence[Unit]]:
    """Give a question without the choices that stand in its own line, and these as a paragraph below it."""
    found = facts.pair(unit) if MAY_CHOOSE.search(unit.text.mask) else None
    if found is None or not is_keyless(found.answer):
        return unit, scope
    asked = replace(unit, text=found.question, memory={ITEM: is_item(unit)})
    return asked, [paragraph(found.answer), *scope]


def _is_prose(text: Text) -> bool:
    plain = signs.told(text)
    long = signs.words(plain) > MOST_PROSE_WORDS
    return long or len(_SENTENCE_ENDS.split(signs.told(signs.bare(text)).strip())) > MOST_PROSE_SENTENCES


def of_pair(here: Here, unit: Unit, found: signs.Pair, kind: Kind = QUESTION) -> Candidate:
    """Make the note of a question and its answer that stand in one text."""
    kind = PRACTICE if found.marked else kind
    asked = question_of(found.question)
    return candidate(here, kind, "question", asked, found.answer, at=unit.at, asked_by=unit)


def _practice(here: Here, unit: Unit, scope: Sequence[Unit], rest: Sequence[Unit] = ()) -> Reading:
    blocks = [paragraph_of(unit.text), *blocks_of(scope)]
    made = practice(here.place, blocks, here.under)
    below = (here.below(rest, unit),) if rest else ()
    if isinstance(made, Diagnostic):
        return Reading((made,), below)
    return Reading((Candidate(made, "practice", unit.text.plain, made.back, unit, (*scope,)),), below)


def note(here: Here, kind: Kind, unit: Unit, body: Body) -> Outcome:
    """Make the note of a question and what stands below it."""
    place = here.place
    asked = question_of(unit.text)
    at = unit.at
    if not asked:
        return warning("question-missing", at, "an answer without its question", "write the question before it")
    given, rest, extra, cue = body.given, body.rest, body.extra, ""
    elsewhere = answer_of(here, unit, is_item=is_item(unit)) if not rest and given is None else None
    if body.choices is not None:
        right, more = body.choices.right(body.given, letter_of(elsewhere))
        if not right and body.given is not None:
            shown = [*body.shown, *body.choices.units]
            return note(here, kind, unit, replace(body, shown=shown, choices=None))
        if not right:
            return left_out("choices", unit, "a question with choices, but no rule says which is right")
        cue = body.choices.html()
        extra = [*([paragraph(more)] if more is not None and more.plain.strip() else []), *rest, *extra]
        return _made(here, kind, place, unit, asked, body, _joined(right), _plain(right), extra, cue)
    if given is None and not rest and elsewhere is not None and not letter_of(elsewhere):
        given, rest = elsewhere.text, elsewhere.parts[1:]
        elsewhere.used = True
    if given is None and not rest:
        code = "answer-missing"
        return (
            warning(code, at, "this question has no answer", "write it below the question")
            if (QUESTION_MARK.match(unit.text.mask) or body.marked)
            else left_out(code, unit, "a question without an answer")
        )
    made = answer(given or nothing(at), blocks_of(rest))
    plain = "\n".join(filter(None, (given.plain if given else "", facts.said(rest))))
    return _made(here, kind, place, unit, asked, body, made.html, plain, extra, place.count_cue(made.items))


def _enumerated(here: Here, inside: Here | None, unit: Unit, body: Body) -> Candidate | None:
    """Make the note of a heading that asks, over a text that counts: (1) … (2) … (3) …"""
    first = body.rest[0] if body.rest and inside is not None and not body.marked and body.given is None else None
    found = enumeration(first.text) if first is not None and first.form is Form.PARAGRAPH else None
    if found is None or first is None or inside is None:
        return None
    place = replace(inside.place, context=here.place.context)
    more = [*first.scope, *body.rest[1:], *body.extra]
    draft = place.draft(
        ENUMERATION,
        (),
        markup.inline(question_of(unit.text)),
        items_html(found),
        first.at,
        extra=around(found) + markup.blocks(blocks_of(more)),
        cue=place.count_cue(len(found.items)),
        named=unit.at,
    )
    return Candidate(draft, "question", subject(unit.text), first.text.plain, unit, (*body.answer_units(),))


def _joined(right: Sequence[Choice]) -> str:
    if len(right) == 1:
        return right[0].html()
    return "<ul>" + "".join(f"<li>{choice.html()}</li>" for choice in right) + "</ul>"


def _plain(right: Sequence[Choice]) -> str:
    return "\n".join(choice.text.plain for choice in right)


def _made(
    here: Here,
    kind: Kind,
    place: Place,
    unit: Unit,
    asked: Text,
    body: Body,
    html: str,
    plain: str,
    extra: Sequence[Unit],
    cue: str,
) -> Candidate:
    prompt = markup.inline(asked)
    if body.shown:
        prompt = f"<p>{prompt}</p>" + markup.blocks(blocks_of(body.shown))
    draft = place.draft(
        kind,
        (subject(asked),),
        prompt,
        html,
        unit.at,
        extra="".join(map(_explained, extra)),
        cue=cue,
        under=here.under,
    )
    units = (*body.answer_units(),)
    return Candidate(
        draft,
        "choice" if body.choices else "question",
        subject(asked),
        plain,
        unit,
        units,
        share(body.given or nothing(unit.at), body.rest),
    )


def _explained(unit: Unit) -> str:
    """Give a further unit of an answer as HTML, without the word that says it explains."""
    if unit.form is Form.PARAGRAPH and facts.opens_explanation(unit):
        told = explained(unit.text)
        first = f"<p>{markup.inline(told)}</p>" if told else ""
        return first + markup.blocks(blocks_of(unit.scope))
    return markup.blocks(blocks_of([unit]))


def _inner(here: Here, unit: Unit, body: Body, inside: Here | None) -> tuple[Here, ...]:
    """Give what is read below a question: the smaller prompts of its answer, and what is beyond it.

    They have it as context where it is what they answer: no text of its own says the answer.
    """
    own = _smaller([*body.rest, *body.extra])
    texts = [one for one in body.rest if _is_text(one)]
    answers = bool(texts) and facts.is_complete(texts) and prompts.asks(signs.told(unit.text))
    leads = not answers and body.given is None
    quiet, named = here, here.below((), None, subject(question_of(unit.text)))
    if inside is not None:
        quiet = replace(inside, place=replace(inside.place, context=here.place.context))
        named = inside
    groups = itertools.groupby(own, lambda one: leads or one.form is Form.HEADING)
    found = [(named if is_named else quiet).below([*units], unit) for is_named, units in groups]
    return tuple(one for one in (*found, quiet.below(body.beyond, None)) if one.siblings)


def _is_text(unit: Unit) -> bool:
    """Say whether a unit is a paragraph that tells something itself: no picture, no bold line, no label."""
    worded = unit.form is Form.PARAGRAPH and re.search(r"\w", unit.text.mask) is not None
    return worded and not facts.is_bold(unit) and not facts.tells_facts(unit)


def _smaller(units: Sequence[Unit]) -> list[Unit]:
    """Give the units of an answer that may be prompts themselves: of mere paragraphs several labels alone."""
    texts = [one for one in units if one.form is Form.PARAGRAPH and rank(one) > ASKING]
    labels = [one for one in texts if facts.tells_facts(one) and facts.pair(one) is None]
    return [one for one in units if one not in texts or (len(labels) > 1 and one in labels)]


def is_named_question(unit: Unit) -> bool:
    """Say whether a heading or a summary asks by its number: `Q3. …`."""
    found = NUMBERED_QUESTION.match(unit.text.plain)
    return found is not None and bool(unit.text.plain[found.end() :].strip())


def asked_by_place(unit: Unit) -> tuple[Unit, list[Unit]] | None:
    """Find the question below a heading that only counts: `## Question 3` over its text and its choices or answer."""
    only_counts = prompts.only_counts(unit.text.plain) or _COUNTS.fullmatch(unit.text.plain) is not None
    if not only_counts or not unit.scope:
        return None
    shown = [one for one in unit.scope if not facts.is_silent(one)]
    if not shown:
        return None
    first, *rest = shown
    if first.form is not Form.PARAGRAPH or first.scope or facts.asks(first):
        return None
    body = take_apart(first.text, rest)
    if body.choices is None and not body.marked:
        return None
    return first, rest


def answered_below(unit: Unit) -> bool:
    """Say whether the answer to a unit is marked below it, and nothing else there asks."""
    marked = [one for one in unit.scope if facts.is_marked_answer(one)]
    if not marked or signs.words(signs.name_of(unit.text)) < 3:
        return False
    inner = [one for one in unit.scope if one.form in (Form.HEADING, Form.PARAGRAPH) and one not in marked]
    return not any(one.asks or (rank(one) <= 8 and not prompts.is_neutral(signs.name_of(one.text))) for one in inner)
