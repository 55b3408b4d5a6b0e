"""List items that ask and answer, or that name and explain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from genai_cards.cards.kinds import LABEL, QUESTION, Kind
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.extractors.drafting import Place, Reading, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.extractors.practice import read_practice_item
from genai_cards.extractors.questions import read_asked_item, read_keyed
from genai_cards.language.marks import (
    ANSWER_MARK,
    LABEL_END,
    LABEL_END_BEHIND_BOLD,
    NUMBERED_OPTION,
    OPTION,
    QUESTION_END,
    is_clause,
)
from genai_cards.language.sentences import Brackets
from genai_cards.language.words import ANSWER, GENERIC_LABELS, MEANING
from genai_cards.page import markup
from genai_cards.page.document import Block, Item, ListBlock, Paragraph
from genai_cards.page.text import Text

LABEL_WORDS = 8
"""A label has no more words."""

LABEL_CHARACTERS = 80

_ASKED = re.compile(r"\w\S*\s+\S*\w|[^\W\d_a-zA-Z]{3}")  # two words, or some letters of a script without spaces
_SENTENCE = re.compile(r"[.!?;](?:\s|$)|[。！？；]")
_ENDED = re.compile(r"[.!?;:,。！？；：]$")
_URL = re.compile(r"https?://\S+")


def read_list(place: Place, index: int) -> Reading | None:
    """Each item on its own: a practice question, a question with its answer, or a label with its text."""
    block = place.blocks[index]
    return Reading(_items(place, block)) if isinstance(block, ListBlock) else None


def _items(place: Place, block: ListBlock) -> tuple[Draft | Diagnostic, ...]:
    glossary = _labels(block.items)
    outcomes: list[Draft | Diagnostic] = []
    for item in block.items:
        outcomes += _item(place, item, glossary)
    return tuple(outcomes)


def _item(place: Place, item: Item, glossary: bool) -> tuple[Draft | Diagnostic, ...]:
    practice = read_practice_item(place, item)
    if practice is not None:
        return practice
    whole = read_asked_item(place, item)
    if whole is not None:
        return whole
    if _are_choices(item.blocks[1:]):
        if item.number in place.letters and isinstance(item.blocks[0], Paragraph):
            return (read_keyed(place, item.blocks[0].text, item.blocks[1], item.number, item.at),)
        return (skipped("choices", item.at, "a question with choices, but no rule says which is right"),)
    text = _text(item)
    if text is not None and item.checked is None:
        asked = _split_question(text)
        if asked:
            return (_question(place, item, text, asked),)
        label = _split_label(text)
        if label and _names(text, label) and (glossary or not _generic(text, label)):
            return (_labelled(place, item, text, label),)
        if label is None and (fields := _fields(item)):
            return (_described(place, item, text, fields),)
    return _left_out(place, item)


def _text(item: Item) -> Text | None:
    return item.blocks[0].text if item.blocks and isinstance(item.blocks[0], Paragraph) else None


Split = tuple[int, int]
"""Where the first part of a text ends, and where the second begins."""


def _split_question(text: Text) -> Split | None:
    """Split behind the first question mark that is not inside brackets or a quotation."""
    brackets = None
    for match in QUESTION_END.finditer(text.mask):
        if not _ASKED.search(text.mask, 0, match.start()):
            return None  # a word with a question mark asks nothing
        brackets = brackets or Brackets(text.mask)
        if not brackets.enclose(match.start()):
            end = match.end()
            return end, end
    return None


def _question(place: Place, item: Item, text: Text, split: Split) -> Draft | Diagnostic:
    marker = ANSWER_MARK.match(text.mask, split[1])
    rest = text.cut(marker.end() if marker else split[1]).stripped()
    if not rest and not (marker and len(item.blocks) > 1):
        hint = "write it behind the question mark" if len(item.blocks) == 1 else ""
        return skipped("answer-missing", item.at, "a question without an answer", hint)
    if OPTION.match(rest.mask.lstrip()) or NUMBERED_OPTION.match(rest.mask):
        return skipped("choices", item.at, "a question with choices, but no rule says which is right")
    return _draft(place, QUESTION, item, text.cut(0, split[0]).stripped(), rest, item.blocks[1:])


def _split_label(text: Text) -> Split | None:
    """Split "Label: text", "**Label**: text" and "**Label** – text"."""
    bold = text.bold_lead()
    if bold:
        if text.plain[:bold].rstrip().endswith((":", "：")):
            return len(text.plain[:bold].rstrip()) - 1, bold
        behind = LABEL_END_BEHIND_BOLD.match(text.mask, bold)
        if behind:
            return bold + len(behind[1].rstrip()), behind.end()
    brackets = None
    for match in LABEL_END.finditer(text.mask[: LABEL_CHARACTERS + 1]):
        brackets = brackets or Brackets(text.mask)
        if not brackets.enclose(match.start()):
            return match.start(), match.end()
    return None


def _names(text: Text, split: Split) -> bool:
    """Say whether what stands before the separator is a name; a clause ("The Office ruled: …") is none."""
    label = text.mask[: split[0]].strip()
    words = label.split()
    if not 1 <= len(words) <= LABEL_WORDS or _SENTENCE.search(label):
        return False
    if text.bold_lead():
        return True
    return not is_clause(label) and "," not in Brackets(label).without(label)


def _fields(item: Item) -> tuple[tuple[Text, Split], ...]:
    """Give the labelled lines below a term, the first of which says what it means; none where there are no such."""
    if len(item.blocks) != 2 or not isinstance(fields := item.blocks[1], ListBlock):
        return ()
    texts = [text for text in map(_text, fields.items) if text is not None]
    splits = [(text, split) for text in texts if (split := _split_label(text))]
    if not splits or not len(splits) == len(texts) == len(fields.items):
        return ()
    first, split = splits[0]
    name = first.plain[: split[0]].strip().lower()
    return tuple(splits) if name in MEANING or name in ANSWER else ()


def _described(place: Place, item: Item, term: Text, fields: Sequence[tuple[Text, Split]]) -> Draft:
    """Make a note of a term with "Meaning: …" below it; what else is said of the term is extra."""
    (text, split), *others = fields
    given = answer(text.cut(split[1]).stripped())
    extra = "".join(f"<p>{markup.inline(other)}</p>" for other, _ in others)
    term = term.stripped()
    return place.draft(LABEL, (subject(term),), markup.inline(term.unwrapped()), given.html, item.at, extra=extra)


def _generic(text: Text, split: Split) -> bool:
    """Say whether a label only says what kind of line this is: Note, Example, Source."""
    return text.plain[: split[0]].strip().lower() in GENERIC_LABELS


def _labels(items: Sequence[Item]) -> bool:
    """Say whether a list is a list of names: then even "Answer" is one of them."""
    texts = [text for text in map(_text, items) if text is not None]
    splits = [(text, split) for text in texts if (split := _split_label(text)) and _names(text, split)]
    return len(splits) * 2 > len(items) and sum(not _generic(*found) for found in splits) * 2 > len(items)


def _labelled(place: Place, item: Item, text: Text, split: Split) -> Draft | Diagnostic:
    rest = text.cut(split[1]).stripped()
    below = item.blocks[1:]
    if split[0] == 1 and not text.bold_lead() and text.mask[0] in "ABCDEFGHabcdefgh":
        return skipped("choices", item.at, "a choice, but no rule says which is right")
    if not rest and not below:
        return skipped("answer-missing", item.at, "a label without a text")
    if not below and _is_link(rest):
        return skipped("link", item.at, "a label with nothing but a link")
    return _draft(place, LABEL, item, text.cut(0, split[0]).stripped(), rest, below)


def _are_choices(blocks: Sequence[Block]) -> bool:
    """Say whether what stands below an item is a list of lettered choices."""
    if len(blocks) != 1 or not isinstance(choices := blocks[0], ListBlock):
        return False
    letters = [
        match[1].lower() for text in map(_text, choices.items) if text and (match := OPTION.match(text.mask.lstrip()))
    ]
    return len(letters) > 1 and letters == list("abcdefgh"[: len(choices.items)])


def _is_link(text: Text) -> bool:
    return text.is_link or _URL.fullmatch(text.plain.strip()) is not None


def _draft(place: Place, kind: Kind, item: Item, prompt: Text, text: Text, below: Sequence[Block]) -> Draft:
    given = answer(text, below)
    return place.draft(
        kind,
        (subject(prompt),),
        markup.inline(prompt.unwrapped()),
        given.html,
        item.at,
        cue=place.count_cue(given.items),
    )


def _left_out(place: Place, item: Item) -> tuple[Draft | Diagnostic, ...]:
    """Read the lists below an item without a fact of its own: as notes themselves, else as what the item asks for."""
    below: list[Draft | Diagnostic] = []
    for block in item.blocks:
        if isinstance(block, ListBlock):
            below += _items(place, block)
    if item.checked is not None:
        return (skipped("check-box", item.at, "a list item with a check box"), *below)
    if not any(isinstance(outcome, Draft) for outcome in below) and _is_parent(item):
        text = _text(item)
        assert text is not None
        return (_draft(place, LABEL, item, text.stripped(), Text.of_words("", item.at), item.blocks[1:]),)
    return (skipped("prose", item.at, "a list item with no fact a rule can see"), *below)


def _is_parent(item: Item) -> bool:
    """Say whether an item is a name over a list of what belongs to it: two or more, and not all of them links."""
    text = _text(item)
    if text is None or len(item.blocks) != 2 or not isinstance(children := item.blocks[1], ListBlock):
        return False
    words = text.mask.split()
    named = 1 <= len(words) <= LABEL_WORDS and not _ENDED.search(text.mask.strip()) and not _is_link(text)
    texts = [_text(child) for child in children.items]
    plain = [child for child in texts if child is not None and not _is_link(child)]
    return named and len(texts) > 1 and len(plain) == len(texts) and all(c.checked is None for c in children.items)
