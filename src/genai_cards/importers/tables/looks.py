"""Whether lines are a glued table."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from genai_cards.importers.tables.lexicon import AROUND, HEADS, is_usual, kind_of
from genai_cards.importers.tables.lines import MOST_COLUMNS, Lines, count_seams, is_feasible, read_lines
from genai_cards.importers.tables.model import limit, shipped, weigh

GLANCE = 12  # lines that settle whether it is a table

HOPELESS = -2.0  # log-odds of a gap
_NAME = re.compile(r"[a-z]+(?:[A-Z][a-z\d]*)+(?:\(\))?[,;]?")  # of code: `useState`
_TURN = re.compile(r"[a-z](?=[A-Z][a-z])")
_LETTERS_BEFORE = re.compile(r"(?:[A-Z]|(?<![A-Za-z]))[a-z]+$")
_LETTERS_BEHIND = re.compile(r"[A-Z][a-z]+")
_OPENERS = re.compile(r"[-*•|>–]\s|\||#+\s|\d+[.)]\s")


def glance(lines: Sequence[str], words: Collection[str]) -> Lines | None:
    """Read the first of consecutive lines of a page, which may begin with a header, as a glued table.

    None where they are probably no rows of one.
    """
    lines = [line.strip() for line in lines[:GLANCE]]
    if not is_feasible(lines) or _other_marks(lines):
        return None
    seen = read_lines(lines, words, shipped())
    return seen if weigh(looks(seen), shipped().looks) > 0 else None


def heads_a_table(text: str, words: Mapping[str, int]) -> bool:
    """Say whether a line is made of heads with nothing between them: `SymbolMeaning`, where neither half is a name.

    `words` are those that stand free on the page, counted, perhaps with those of the line itself.
    """
    if text.endswith((".", "!", ":", ";")) or not _TURN.search(text):
        return False
    tokens = text.split()
    own = Counter(tokens)

    def knows(word: str) -> bool:
        return words.get(word, 0) > own[word] or words.get(word.lower(), 0) > 0 or is_usual(word)

    for token in tokens:
        for gap in () if knows(token.strip(AROUND)) else _TURN.finditer(token):
            sides = _LETTERS_BEFORE.search(token[: gap.end()]), _LETTERS_BEHIND.match(token[gap.end() :])
            parts = [side[0] for side in sides if side and knows(side[0])]
            if len(parts) == 2 and any(part.lower() in HEADS for part in parts):
                return True
    return False


def seamed_lines(lines: Sequence[str], words: Collection[str]) -> int:
    """Give how many lines there are before two in which nothing says that cells have met."""
    odds = read_lines(lines, words, shipped()).odds
    bare = [max((value for _, value in of_line), default=HOPELESS) < HOPELESS for of_line in odds]
    return next((place for place in range(1, len(bare) - 1) if bare[place] and bare[place + 1]), len(lines))


def _other_marks(lines: Sequence[str]) -> bool:
    """Say whether the lines are a list or a table of another kind, names of code, or of a script without spaces."""
    openers = sum(bool(_OPENERS.match(line) or _NAME.fullmatch(line)) for line in lines)
    letters = [kind_of(char) for line in lines for char in line if char.isalpha()]
    return openers * 2 > len(lines) or letters.count("ö") * 3 > len(letters)


def looks(lines: Lines) -> dict[str, float]:
    """Give what speaks for lines being a glued table."""
    odds = lines.odds
    best = [limit(max((value for _, value in of_line), default=-9.0), 8) for of_line in odds]
    some = [1 - math.exp(count_seams(of_line)[0]) for of_line in odds]
    body, size = some[1:], len(odds) - 1
    totals = [sum(vote[number] for vote in lines.votes) for number in range(1, MOST_COLUMNS + 1)]
    gain = max(totals[1:]) - totals[0]
    return {
        "1": 1.0,
        "head": best[0],
        "head any": some[0],
        "mean": sum(body) / size,
        "least": min(body),
        "middle": sorted(body)[size // 2],
        "gain": limit(gain / len(odds), 6),
        "gains": limit(gain, 30),
        "best": sum(best[1:]) / size,
        "two": float(size < 2),
        "single": sum(" " not in text for text in lines.texts) / len(odds),
        "calls": sum(text.endswith((")", ";")) for text in lines.texts) / len(odds),
    }
