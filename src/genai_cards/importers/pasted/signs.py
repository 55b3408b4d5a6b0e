"""What a line of pasted text shows by its signs, and what the lines around it show of it: read once, used by all."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from genai_cards.importers.pasted.chrome import why_chrome
from genai_cards.importers.pasted.lines import ANSWER, BULLET, NUMBER, QUESTION, Line, number_of
from genai_cards.language.cells import EXAMPLES, SUPPORT_COLUMNS, is_word_class
from genai_cards.language.marks import OPTION, is_glossary_title, names_question
from genai_cards.language.pasted import FRONTS
from genai_cards.language.prompts import count_words
from genai_cards.language.words import MEANING

_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})[.)]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,4})\s?[:.)\]]\s*(?=[^\W\d]|[\"“„«'(¿*])")
_O = re.compile(r"o\s+(?=\S)")
_LABEL = re.compile(r"([^\W\d_][^:：.?!,;]{0,24}?)\s*\d{0,3}\s*[:：]\s*(.*)")
_FIELD = re.compile(
    rf"(?:{MEANING.pattern}|{SUPPORT_COLUMNS.pattern}|(?:{'|'.join(EXAMPLES)})\w*|synonyms?|antonyms?|see\s+also|etymology|origin"
    r"|plural|usage|pronunciation|e\.g\.?)\s*[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A line, and what its characters say of it."""

    line: Line
    mark: str
    """What opens it: number, letter, roman, the bullet's own sign; empty where nothing does."""

    body: str
    """What stands behind the mark."""

    number: int
    """That the mark counts, from 1; 0 where it does not count."""

    words: int
    """Of the body; wide letters are counted as words of two."""

    asks: bool
    ends: bool
    """Whether the body ends as a sentence does."""

    answers: bool
    """Whether it opens an answer: `Answer: …`."""

    label: str
    """What stands before its colon, in small letters; empty where none does."""

    labelled: str
    """What stands behind the label."""

    is_field: bool
    """Whether the label is that of a field of a term: `Meaning: …`, `Example: …`."""

    chrome: str
    """Why it may be no content; empty where nothing says so."""

    @property
    def gap(self) -> bool:
        """Say whether an empty line stands before it."""
        return self.line.gap > 0

    @property
    def place(self) -> int:
        """The number of its line."""
        return self.line.number

    @property
    def is_short(self) -> bool:
        """Say whether it stands as a name does."""
        return self.words <= 8 and not self.ends and not self.answers and len(self.body) < 80


def sign_of(line: Line) -> Sign:
    """Read the signs of a line."""
    text = line.text
    mark, body, number = _mark(text)
    label = _LABEL.match(body)
    return Sign(
        line,
        mark,
        body,
        number,
        count_words(body),
        line.asks,
        line.ends_sentence,
        bool(ANSWER.match(body)) and not line.asks,
        label[1].casefold() if label else "",
        label[2] if label else "",
        _FIELD.match(body) is not None,
        why_chrome(line),
    )


def _mark(text: str) -> tuple[str, str, int]:
    """Give the mark that opens a line, what stands behind it, and what it counts."""
    if roman := _ROMAN.match(text):
        return "roman", text[roman.end() :], 0
    if option := OPTION.match(text):
        return "letter", text[option.end() :], ord(option[1].lower()) - ord("a") + 1
    if number := NUMBER.match(text):
        return "number", text[number.end() :], number_of(number)
    if number := _NUMBER.match(text):
        return "number", text[number.end() :], int(number[1])
    if question := QUESTION.match(text):
        counted = next((int(value) for value in question.groups() if value), 0)
        if question.end() < len(text) and counted:
            return "question", text[question.end() :], counted
    if bullet := (BULLET.match(text) or _O.match(text)):
        return text[0], text[bullet.end() :], 0
    return "", text, 0


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines of a stretch with their signs, and what is known of all together."""

    signs: Sequence[Sign]
    title: str
    is_glossary: bool
    """Whether the title, or a line near the top, says that here are terms."""

    labels: Mapping[str, int] = field(default_factory=dict)
    """How many lines bear a label."""

    bodies: Mapping[str, int] = field(default_factory=dict)
    """How often a text stands as a line."""

    only_answer: int = -1
    """The index of the only answer where it is but a term among labelled lines: `Answer: a reply of the defendant`."""

    unanswered: frozenset[str] = frozenset()
    """Marks of which most questions stand right over another one: nothing answers them."""

    last: Mapping[str, int] = field(default_factory=dict)
    """The index of the last line that asks, by its mark."""

    colons: bool = False
    """Whether three names or more end in a colon over what they mean."""

    def speaks_again(self, index: int) -> bool:
        """Say whether a line is of a dialogue: what stands before its colon stands there again, and opens no record."""
        label = self.signs[index].label
        return bool(label) and self.labels[label] > 1 and not opens_cycle(label)


def facts_of(signs: Sequence[Sign], title: str, near: Sequence[str], says_glossary: bool) -> Facts:
    """Say what is known of lines together; `near` are the texts that stand over them."""
    labels = Counter(sign.label for sign in signs if sign.label)
    answers = [place for place, sign in enumerate(signs) if sign.answers]
    named = sum(bool(sign.label and sign.labelled) for sign in signs)
    colons = sum(sign.words <= 5 and sign.body.endswith((":", "：")) and not sign.answers for sign in signs) >= 3
    says = (text for text in (title, *near) if count_words(text) < 16)
    return Facts(
        signs,
        title,
        says_glossary or any(map(is_glossary_title, says)),
        labels,
        Counter(sign.body for sign in signs),
        answers[0] if len(answers) == 1 and named >= 4 else -1,
        _unanswered(signs),
        {sign.mark: place for place, sign in enumerate(signs) if sign.asks},
        colons,
    )


def _unanswered(signs: Sequence[Sign]) -> frozenset[str]:
    asked = Counter(sign.mark for sign in signs if sign.asks)
    beside = itertools.pairwise(signs)
    alone = Counter(sign.mark for sign, after in beside if sign.asks and after.asks and after.mark == sign.mark)
    return frozenset(mark for mark, count in asked.items() if alone[mark] * 2 >= count)


def opens_cycle(label: str) -> bool:
    """Say whether a label opens a record: `Front`, `Q`, `Term`."""
    return label in FRONTS or names_question(label)


def is_class(text: str) -> bool:
    """Say whether a line only names a class of words: `noun`, `(adj.)`."""
    return len(text) < 24 and count_words(text.strip("()[].–- ")) <= 2 and is_word_class(text.strip("()[].–- "))
