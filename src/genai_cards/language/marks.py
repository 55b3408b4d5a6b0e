"""Signs by what they mean: one rule a sign, for Markdown and for pasted text. Its words, by language, are in `words`.

A pattern that opens a text is for `match`, one for a whole title for `fullmatch`; all take letters in either case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from genai_cards.language.words import (
    ANSWER,
    ANSWER_KEY,
    BACK_TO_TOP,
    CHOICE,
    EXPLANATION,
    GLOSSARY,
    INTERROGATIVES,
    OPENERS,
    ORDERS,
    QUESTION,
    RIGHT,
    RIGHT_BEHIND,
    VERBS,
)


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# --- a text asks ------------------------------------------------------------------------------------------------------

QUESTION_SIGNS = "?？؟"
CLOSING = "\"'”’»)]"
"""What may close behind the sign at the end of a sentence."""

_CLOSING = re.escape(CLOSING)
_ASKS = re.compile(rf"[{QUESTION_SIGNS}][{_CLOSING}]*$")
BADGE = re.compile(rf"(?<=[{QUESTION_SIGNS}])[^\w{QUESTION_SIGNS}{_CLOSING}\ufffc]+$")
"""What stands behind a question: an emoji that says how hard it is."""

_ORDER = _sign(rf"{ORDERS.pattern}\b")


@lru_cache(maxsize=100_000)
def asks(plain: str) -> bool:
    """Say whether a text ends as a question does, whatever badge stands behind it."""
    return _ASKS.search(BADGE.sub("", plain.rstrip())) is not None


def opens_with_interrogative(plain: str) -> bool:
    """Say whether its first word is one that asks."""
    opening = plain.split(maxsplit=1)[:1]
    return bool(opening) and opening[0].lower().strip("¿\"'“‘") in INTERROGATIVES


def orders(plain: str) -> bool:
    """Say whether a text sets a task by its first word: "Define …"."""
    return _ORDER.match(plain) is not None and len(plain.split()) >= 2


# --- questions and numbers --------------------------------------------------------------------------------------------

QUESTION_MARK = _sign(rf"\s*(?:{QUESTION.pattern}|QA?)\s*\d*\s*[:：]\s*")
"""`Question:`, `Q 3:`"""

NUMBER = _sign(r"\s*(?:Q(?:uestion)?\s*)?\d{1,4}\s*[.):：]\s*")
"""The number of a question: `3.`, `Q3)`"""

NUMBERED_QUESTION = _sign(r"\s*Q(?:uestion)?\s?\d{1,4}\s*[.):：]")
"""A number that only a question has: `Q3.`"""

# --- choices ----------------------------------------------------------------------------------------------------------

_LETTER = "[A-Ha-h]"
"""The letters of choices; more than eight have no letters."""

OPTION = re.compile(rf"[(\[]?({_LETTER})\s?[.):\]]\s+(?=\S)")
"""A letter opens a choice: `b) …`"""

NUMBERED_OPTION = re.compile(r"\s*[(\[]?[1-4][).\]:]\s")
"""A number opens a choice; what counts higher are the steps of an answer."""

MAY_CHOOSE = re.compile(r"[A-Ha-h1-4]\s?[.):\]]")
"""What opens a choice, where there is any."""

OPTION_WITHIN = re.compile(rf"(?:^|(?<=\s))([(\[]?)({_LETTER})([.)\]])\s+(?=\S)")
"""The same within a line that holds several choices."""

NAMED_OPTION = _sign(
    rf"\s*(?:{CHOICE.pattern}\s+)?[(\[]?({_LETTER}|\d{{1,2}})\s?(?:[).:\]]+\s*|[-–]\s+|$)",
)
"""An answer names a choice: `b`, `Option 2)`, `(c) and its words`"""

NAMED_OPTIONS = _sign(
    rf"\W*(?:{CHOICE.pattern}\s+)?[(\[]?({_LETTER}(?:\W*(?:,|/|and|und|y|et|e|и|&)?\W*{_LETTER})*)(?![\w'’])"
)
"""An answer names one or more choices: `A, C`, `a and d`"""

LONE_LETTERS = re.compile(rf"(?<![^\W\d_]){_LETTER}(?![^\W\d_])")
"""Each letter among those of several choices."""

LONE_LETTER = re.compile(rf"[(\[]?({_LETTER})(?:[)\].:]\s.*|[)\].]?)")
"""The letter of a choice as an item of a key: `b`, `(b)`, `b. and its words`"""

TICKED, UNTICKED = "☑", "☐"
"""A choice that is right, and one whose being right is not told."""

# --- answers ----------------------------------------------------------------------------------------------------------

CALLED_RIGHT = rf"(?:(?:the\s+)?{RIGHT.pattern}\s+)"
CALLED_ANSWER = rf"(?:the\s+)?{CALLED_RIGHT}?{ANSWER.pattern}(?:\s+{RIGHT_BEHIND.pattern})?"
"""What an answer is called, with what may stand around it: `the correct answer`, `respuesta correcta`"""

_IS = r"(?:is|are|was|would\s+be|ist|sind|es|son|est|sont|è|é|sono|são|jest)"
_THE = r"(?:option|choice|la|el|le|il|a|o|die|der)\s+"
_ANSWER_IS = (
    rf"(?:(?:the|die|la|le|il|a)\s+)?(?:{CALLED_RIGHT}{ANSWER.pattern}s?|{ANSWER.pattern}\s+{RIGHT_BEHIND.pattern}"
    rf"|{ANSWER.pattern}(?=\s+\w+\s*[:：]?\W*(?:{_LETTER}|\d)(?:\W|$)))\s+{_IS}\s*[:：]?\s+(?:{_THE})?"
)
ANSWER_MARK = _sign(rf"\s*(?:(?:{CALLED_ANSWER}|A)\s*(?:[:：]\s*|$)|{_ANSWER_IS})")
"""`Answer: …`, `A:`, the word alone over its answer, `The correct answer is B`, `The answer is B`"""

NAMES_CHOICES = _sign(rf"\W*(?:{CALLED_ANSWER}|A)\W*(?:{_LETTER}|\d+)(?:\W+(?:{_LETTER}|\d+|and|und|y|et|e|и))*\W*")
"""An answer that only names choices: `Correct answer: A, C`"""

ANSWER_IN_BRACKETS = _sign(rf"[(（]\s*{CALLED_ANSWER}\s*[:：]\s*")
"""`(Answer: …)`"""

ANSWER_BRACKET = _sign(rf"[(（]\s*{CALLED_ANSWER}")
"""A bracket that opens with an answer: `(Answer – …`, `(ans. …`"""

SHOWS_ANSWER = _sign(rf"\W*(?:\w+\s+){{0,4}}{ANSWER.pattern}s?(?:\s+\w+)?\W*")
"""What is clicked at to see the answer: `Show answer`"""

EXPLANATION_MARK = _sign(rf"\s*(?:{ANSWER.pattern}\s+)?{EXPLANATION.pattern}\s*(?:[:：]\s*|$)")
"""`Explanation: …`, and the word alone over it"""


def names_question(label: str) -> bool:
    """Say whether a label only says that a question follows."""
    return _NAMES_QUESTION.fullmatch(label) is not None


def names_answer(label: str) -> bool:
    """Say whether a label only says that an answer follows."""
    return _NAMES_ANSWER.fullmatch(label) is not None


_NAMES_QUESTION, _NAMES_ANSWER = _sign(rf"{QUESTION.pattern}|Q"), _sign(rf"{ANSWER.pattern}|A")

# --- answer keys ------------------------------------------------------------------------------------------------------

_KEY = rf"(?:the\s+)?(?:{ANSWER_KEY.pattern}|{ANSWER.pattern})"
KEY_TITLE = _sign(rf"\W*(?:[\w'’]+\s+){{0,3}}?{_KEY}(?:\s+(?:to|for|and)\s+.{{1,40}})?\W*")
"""The title of an answer key: `Answers`, `Quiz 1 answer key`"""

KEY_LEAD = _sign(rf"\W*{_KEY}\s*[:：]\s*")
"""What opens an answer key on one line: `Answers: 1. b, 2. d`"""

KEY_HEAD = _sign(rf"{_KEY}\s*[:.]?\s*")
"""The same in pasted text, where the sign may be missing."""

KEY_ENTRY = re.compile(rf"(?:^|(?<=[\s,;|]))(?:Q\s?)?(\d{{1,3}})\s*[.):=–-]?\s*[(\[]?({_LETTER})[)\].]?(?=[\s,;.|]|$)")
"""The number of a question, and the letter of its answer: `1. b`"""

# --- titles and ends --------------------------------------------------------------------------------------------------

_GLOSSARY = _sign(rf"(?<![^\W_]){GLOSSARY.pattern}(?![^\W_])")
_ARROWS = _sign(rf"\W*(?:{BACK_TO_TOP.pattern}|↑|⬆)\W*(?:{BACK_TO_TOP.pattern})?\W*")


def is_glossary_title(title: str) -> bool:
    """Say whether a title is that of a glossary."""
    return _GLOSSARY.search(title) is not None


def leads_up(plain: str) -> bool:
    """Say whether a text only leads back to the top of the page."""
    return _ARROWS.fullmatch(plain) is not None


def announces(plain: str) -> bool:
    """Say whether a text only announces a question, its answer or its reason."""
    return any(mark.fullmatch(plain) for mark in (ANSWER_MARK, SHOWS_ANSWER, EXPLANATION_MARK, QUESTION_MARK))


def is_clause(label: str) -> bool:
    """Say whether what stands before a colon is no label but a clause: "The Office ruled: …"."""
    words = [word.strip("()'\"“”‘’").casefold() for word in label.split()]
    return (len(words) > 1 and words[0] in OPENERS) or VERBS.any_of(words[1:])


BOX = re.compile(r"\s*(?:\[([ xX✓])\]|([☐☑]))\s*")
"""A check box opens a choice."""

_RIGHT = (
    r"(?:correct[oae]?|right|true|richtig|korrekt|bonne réponse|just[oe]|giust[oa]|верно|正解|正确|정답)"
    rf"(?:\s+{ANSWER.pattern})?"
)
RIGHT_SIGN = _sign(rf"[✅✔☑✓]|\((?:{_RIGHT})\)|(?:←|<-+)")
"""What marks a choice as the right one: `✅`, `(correct)`, `←`."""
