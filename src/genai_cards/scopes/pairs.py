"""Lists, lines and paragraphs that consist of names and what they mean: a dash or a colon counts where all have it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from genai_cards.language import cells, prompts
from genai_cards.language.marks import ANSWER_MARK, QUESTION_MARK
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs
from genai_cards.scopes.signs import MIDDLE, STRONG, WEAK, Label
from genai_cards.scopes.units import Form, Unit

FEWEST = 3
"""Items with a dash that make a list one of pairs; with an arrow or an equals sign two will do."""

MOST_WORDS = 6
_AMOUNT = re.compile(r"[\d$€£~]")
_IN_RUN = "in a run of pairs"
_COMMANDS = "first of lines over code"


def are_pairs(labels: Sequence[Label | None], *, colons: bool = True) -> bool:
    """Say whether all of these are names with one sign and what they mean; `colons` count, too."""
    found = [label for label in labels if label is not None and label.strength in (WEAK, STRONG, *_plain(colons))]
    weak = [label for label in found if label.strength != STRONG]
    arrows = bool(found) and all(label.sign in ("→", "⇒", "=", "=>", "->") for label in weak)
    if len(found) != len(labels) or not (len(labels) >= FEWEST or (arrows and len(labels) > 1)):
        return False
    terms = {label.term.plain.casefold() for label in found}
    return len(terms) == len(found) and not any(map(_no_pair, found))


def _plain(colons: bool) -> tuple[int, ...]:
    return (MIDDLE,) if colons else ()


def _no_pair(label: Label) -> bool:
    term = label.term.plain
    dated = cells.is_date(term) or _AMOUNT.match(label.rest.plain) is not None
    if dated or not label.rest:
        return True
    is_long = signs.words(term) > MOST_WORDS and _is_latin(label.term) == _is_latin(label.rest)
    return is_long or prompts.is_clause(term)


def in_run(siblings: Sequence[Unit], index: int) -> bool:
    """Say whether a paragraph stands in a run of paragraphs that are all pairs."""
    unit = siblings[index]
    if _IN_RUN not in unit.memory:
        start = end = index
        while start and _is_labelled(siblings[start - 1]):
            start -= 1
        while end < len(siblings) and _is_labelled(siblings[end]):
            end += 1
        run = siblings[start:end]
        found = are_pairs([facts.label(one) for one in run])
        for one in run or [unit]:
            one.memory[_IN_RUN] = found
    return bool(unit.memory[_IN_RUN])


def are_over_code(siblings: Sequence[Unit]) -> bool:
    """Say whether most siblings are lines, each over the code that it tells about."""
    first = siblings[0]
    if _COMMANDS not in first.memory:
        count = sum(one.form is Form.PARAGRAPH and facts.is_command(two) for one, two in itertools.pairwise(siblings))
        others = sum(one.form is not Form.HEADING for one in siblings)
        first.memory[_COMMANDS] = count >= 2 and count * 2 >= others - 1
    return bool(first.memory[_COMMANDS])


def _is_labelled(unit: Unit) -> bool:
    return unit.form is Form.PARAGRAPH and not unit.scope and facts.label(unit) is not None


# --- sentences in two languages ---------------------------------------------------------------------------------------

_ENDS = r"[.!?。！？…][\"”»’]?"
_TWO_SENTENCES = re.compile(
    rf"(?s:(.+?{_ENDS}))(?:\s+(?:[-–—=]|→|=>|->)\s+(.+{_ENDS})|\s*[(（](.+{_ENDS}|[^.!?。！？]+)[)）])\s*"
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
FEWEST_LINES = 2
"""Items over two lines, in two scripts, that make a list one of translations."""


def translations(items: Sequence[Unit]) -> list[tuple[Text, Text]]:
    """Split each item of a list into a sentence and its translation; nothing where one of them is something else."""
    if any(item.checked is not None or facts.letters(item.parts) > len(item.text.plain) for item in items):
        return []  # one of them is more than its text
    found = [_two_sentences(item.text) for item in items]
    if len(found) >= FEWEST and None not in found:
        return [pair for pair in found if pair]
    found = [_two_scripts(item.text) for item in items]
    return [pair for pair in found if pair] if len(found) >= FEWEST_LINES and None not in found else []


def _two_sentences(text: Text) -> tuple[Text, Text] | None:
    match = _TWO_SENTENCES.fullmatch(text.mask)
    if match is None:
        return None
    said = 2 if match[2] else 3
    first, second = text.cut(0, match.end(1)).stripped(), text.cut(match.start(said), match.end(said)).stripped()
    if ANSWER_MARK.match(second.mask) or QUESTION_MARK.match(first.mask):
        return None
    is_sentence = re.search(rf"{_ENDS}$", second.plain) is not None
    return (first, second) if is_sentence or _is_latin(first) != _is_latin(second) else None


def _two_scripts(text: Text) -> tuple[Text, Text] | None:
    lines = signs.lines(text)
    if len(lines) != 2 or _is_latin(lines[0]) == _is_latin(lines[1]):
        return None
    return lines[0].stripped(), lines[1].stripped()


def _is_latin(text: Text) -> bool:
    """Say whether most letters of a text are Latin."""
    letters = [letter for letter in text.plain if letter.isalpha()]
    return len(_LATIN.findall(text.plain)) * 2 > len(letters)
