"""Acronyms with what they stand for, anywhere on a page: `C2PA (Coalition for …)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from genai_cards.cards.active import escaped
from genai_cards.cards.kinds import ACRONYM
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Location
from genai_cards.extractors.drafting import Place
from genai_cards.language.words import SMALL_WORDS
from genai_cards.page import markup
from genai_cards.page.document import Block, Box, DefinitionList, Document, ListBlock, Paragraph, Quote, Table
from genai_cards.page.text import Text

_ACRONYM = re.compile(r"(?<![\w-])([A-Z](?:[A-Za-z0-9&/-]*[A-Z0-9])[A-Za-z]?)\s\(([^()]{4,120})\)")
_WORD = re.compile(r"[^\W_]+")


def read_acronyms(places: Iterable[Place]) -> Iterator[Draft]:
    """Yield acronym → expansion for each acronym of the page, where it is first expanded."""
    seen: set[str] = set()
    for place in places:
        for text in _texts(place.blocks):
            if "(" not in text.mask:
                continue
            for match in _ACRONYM.finditer(text.mask):
                acronym, expansion = match[1], match[2]
                if acronym not in seen and spells(acronym, expansion):
                    seen.add(acronym)
                    yield _draft(place, text, match)


def _draft(place: Place, text: Text, match: re.Match[str]) -> Draft:
    acronym = match[1]
    return place.draft(
        ACRONYM,
        (acronym,),
        escaped((place.phrases.acronyms if _is_plural(acronym) else place.phrases.acronym).format(acronym)),
        markup.inline(text.cut(match.start(2), match.end(2)).stripped()),
        _locate(place.document, text, match),
        hide=match[2],
    )


def _locate(document: Document, text: Text, match: re.Match[str]) -> Location:
    line = text.cut(match.start()).at.line
    column = document.lines[line - 1].find(match[1]) + 1
    return Location(document.path, line, max(column, 1))


def spells(acronym: str, expansion: str) -> bool:
    """Say whether the letters of an acronym are those of its expansion, in order.

    Each word gives its first letter, and may give more of its letters; small words may give none. A digit repeats the
    letter before it: C2PA is CCPA. The `s` of a plural is no letter of the acronym.
    """
    words = [word.lower() for word in _WORD.findall(expansion)]
    letters = _letters(acronym)
    return len(words) > 1 and len(letters) > 1 and _match(letters, words)


def _is_plural(acronym: str) -> bool:
    return acronym[-1] == "s" and acronym[-2].isupper()


def _letters(acronym: str) -> str:
    singular = acronym[:-1] if _is_plural(acronym) else acronym
    letters = ""
    for character in singular:
        if character.isdigit() and character != "0" and letters:
            letters += letters[-1] * (int(character) - 1)
        elif character.isalnum():
            letters += character.lower()
    return letters


def _match(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in SMALL_WORDS and _match(letters, rest):
        return True
    if not letters or word[0] != letters[0]:
        return False
    return any(_match(letters[taken:], rest) for taken in _prefixes(letters, word))


def _prefixes(letters: str, word: str) -> Iterator[int]:
    """Yield how many of the letters a word can give: its first, then more of them in order."""
    position = 0
    for taken, letter in enumerate(letters):
        position = word.find(letter, position) + 1
        if position == 0 or (taken == 0 and position != 1):
            return
        yield taken + 1


def _texts(blocks: tuple[Block, ...]) -> Iterator[Text]:
    """Yield every text of these blocks, at any depth, in page order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case ListBlock():
                for item in block.items:
                    yield from _texts(item.blocks)
            case Quote() | Box():
                yield from _texts(block.blocks)
            case DefinitionList():
                for entry in block.entries:
                    yield entry.term
                    yield from _texts(entry.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    yield from row.cells
