"""Choices of which a sign marks the right one: `B) stop *`, `✓ pack`, `stop (correct answer)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genai_cards.importers.page import Listing, Paragraph, Question
from genai_cards.importers.pasted.page import Page, inline
from genai_cards.importers.pasted.records import Move, Record
from genai_cards.importers.pasted.signs import Facts, Sign
from genai_cards.language.marks import RIGHT_SIGN

MOST_CHOICES = 8

_BEHIND = re.compile(rf"\s*(?:{RIGHT_SIGN.pattern}\ufe0f?|(?<=\s)\*+|(?<=\w)\*)\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:[✓✔✅☑]\ufe0f?|\*+(?!\*))\s*")
_BOLD = re.compile(r"\*\*(.+)\*\*")


def marked_choices(page: Page, facts: Facts, index: int) -> Iterator[Move]:
    """Read a question over choices of which exactly one is marked as right."""
    signs, sign = facts.signs, facts.signs[index]
    if sign.answers or sign.chrome or sign.mark == "letter":
        return
    end = index + 1
    while end < len(signs) and end - index <= MOST_CHOICES and _is_choice(facts, index, end):
        end += 1
    choices = signs[index + 1 : end]
    right = [
        place
        for place, choice in enumerate(choices)
        if choice.body != _bare(choice.body) or (choice.mark in "✓✔✅☑" and choice.mark)
    ]
    if len(choices) < 2 or len(right) != 1:
        return
    texts = tuple(
        (Paragraph(inline(page, _lettered(choice, place)), choice.place),) for place, choice in enumerate(choices)
    )
    answer = choices[right[0]]
    block = Question(
        inline(page, sign.body),
        sign.place,
        inline(page, _lettered(answer, right[0])),
        answer.place,
        choices=(Listing(texts, choices[0].place),),
    )
    record = Record((sign.body, sign.place), (), (), True, blocks=(block,), number=sign.number or None)
    yield Move(end, (record,), 5.0, f"choices|{sign.mark}", 2.0)


def _is_choice(facts: Facts, index: int, place: int) -> bool:
    """Say whether a line is a choice: marked as the first one is, its letters and numbers in order."""
    first, choice = facts.signs[index + 1], facts.signs[place]
    ticks = "✓✔✅☑○◯□☐•●✗✘❌-*"
    if not choice.mark or choice.answers or choice.mark in ("question", "roman"):
        return False
    if choice.number:
        return choice.mark == first.mark and choice.number == place - index
    return choice.mark in ticks and first.mark in ticks


def _bare(text: str) -> str:
    """Give a choice without the sign that marks it as right."""
    bold = _BOLD.fullmatch(text)
    return bold[1] if bold else _BEFORE.sub("", _BEHIND.sub("", text)).strip()


def _lettered(choice: Sign, place: int) -> str:
    return f"{chr(ord('a') + place)}) {_bare(choice.body)}"
