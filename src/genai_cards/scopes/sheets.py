"""Code as a sheet of commands or keys: each line, or each few, beside the words that say what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from genai_cards.language import prompts
from genai_cards.page.document import Opaque
from genai_cards.scopes.units import Form, Unit

FEWEST, FEWEST_COMMENTS = 3, 2
"""Lines with their words beside them, and comments over their lines, that make a sheet."""

MOST_LINES = 3
MOST_AT_ONCE = 6
"""A heading over a sheet of more lines asks for none of them."""

MOST_KEY_LETTERS = 30
FEWEST_WORDS, MOST_WORDS = 2, 15
FEWEST_WORDS_AVERAGE = 2.5
"""Of so many words is a text behind what may be words itself: else it may be a table of forms."""

_LANGUAGES = frozenset(
    " sh bash zsh fish shell shellscript console shell-session terminal cmd bat batch powershell ps1 vim viml text txt "
    "plaintext plain git docker tmux redis".split(" ")
)
"""What a fence is called whose lines may be commands or keys; the empty name is among them."""

_COMMENT = re.compile(r"\s*(?:#+|//|--|::|\")\s+(\S.*?)\s*#*\s*$")
_BEHIND = re.compile(r"(\S.*?)\s+(?:#+|//|--|\")\s+(\S.*?)\s*$")
_COLUMNS = re.compile(r"(\S(?:.*?\S)?)(?:\s{2,}|\t+)(?:[-–—=:→]+\s+)?(\S.*?)\s*$")
_GAP = re.compile(r"\s{2,}|\t")
_WORD = re.compile(r"[^\W\d_]{2}")
_GOES_ON = re.compile(r"(?:or|and|oder|und|o|ou|alternatively|also|then)\b|\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a sheet, or a few, say."""

    words: str
    """What they do."""

    code: str
    place: int
    """Of the line at which it begins, from 0."""

    is_key: bool = False
    """Whether the code is what one knows, and the words are what one wants to know."""


def is_long(unit: Unit) -> bool:
    """Say whether a unit is a sheet of more lines than one learns at once."""
    return len(lines_of(unit)) > MOST_AT_ONCE


def lines_of(unit: Unit) -> Sequence[Line]:
    """Give the lines of a sheet with their words; nothing where a unit is none, or one line of it has no words."""
    if unit.form is not Form.CODE or not isinstance(unit.block, Opaque):
        return ()
    return _lines(unit.block.content) if unit.block.language in _LANGUAGES else ()


@lru_cache(maxsize=64)
def _lines(code: str) -> Sequence[Line]:
    rows = [(place, row.rstrip()) for place, row in enumerate(code.splitlines()) if row.strip()]
    for read, fewest in ((_commented, FEWEST_COMMENTS), (_explained, FEWEST), (_columns, FEWEST)):
        found = read(rows)
        if len(found) >= fewest:
            return found
    return ()


def _commented(rows: Sequence[tuple[int, str]]) -> list[Line]:
    """Read comments over commands: `# stop all`, `halt`."""
    found: list[Line] = []
    for words, place, code in _groups(rows):
        if not code or len(code) > MOST_LINES or not _says_what(words):
            return []
        found.append(Line(words, "\n".join(code), place))
    return found


def _groups(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield each comment, its line, and the rows below it; a comment that only goes on is one of these."""
    words, first, code = "", 0, list[str]()
    for place, row in rows:
        comment = _COMMENT.match(row)
        if comment is None or (code and _GOES_ON.match(comment[1])):
            code.append(row)
            continue
        if words or code:
            yield words, first, code
        words, first, code = comment[1], place, []
    yield words, first, code


def _explained(rows: Sequence[tuple[int, str]]) -> list[Line]:
    """Read commands with a comment behind each: `halt  # stop all`."""
    found = [(place, _BEHIND.match(row)) for place, row in rows]
    lines = [Line(match[2], match[1], place) for place, match in found if match and _WORD.search(match[2])]
    return lines if len(lines) == len(rows) else []


def _columns(rows: Sequence[tuple[int, str]]) -> list[Line]:
    """Read keys with what they do in a column of its own."""
    found = [(place, _COLUMNS.match(row)) for place, row in rows]
    lines = [Line(match[2], match[1], place, is_key=True) for place, match in found if match and _is_key(match)]
    counts = [prompts.count_words(line.words) for line in lines]
    are_keys = not any(" " in line.code for line in lines)
    enough = sum(count >= FEWEST_WORDS for count in counts) * 2 > len(rows)
    enough = enough and (are_keys or sum(counts) >= FEWEST_WORDS_AVERAGE * len(rows))
    return lines if len(lines) == len(rows) and enough else []


def _is_key(found: re.Match[str]) -> bool:
    return len(found[1]) <= MOST_KEY_LETTERS and not _GAP.search(found[2]) and _WORD.match(found[2]) is not None


def _says_what(words: str) -> bool:
    return FEWEST_WORDS <= prompts.count_words(words) <= MOST_WORDS and not prompts.is_instruction(words)
