"""Words and characters of glued tables: which words stand free on the page, in the table, or are usual anywhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from genai_cards.importers.tables.model import usual_words

# --- Characters -----------------------------------------------------------------------------------------------------

PLAIN = frozenset("°€£.,;:!?()[]{}<>\"'“”‘’$%+-–—/\\_=*&#@|~`^•…→")
BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
AROUND = ".,;:!?()\"'"
_BETWEEN = re.compile(r"[\s.,;:!?()\[\]\"]+")
_BRACKET = re.compile(r"[()\[\]{}]")
_TWICE = re.compile(r"(\d{2,})\1(?!\d)")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?!\w)")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"\w+$")
_FIRST = re.compile(r"\w+")
HUMP = re.compile(r"[a-z][A-Z]")
HEADS = frozenset(
    "access action advantage advantages age algorithm amount answer api application applications approach architecture "
    "area argument aspect attribute auth author availability based basis benefit benefits best big bytes capacity case "
    "cases category characteristic characters city class code color column command comment comments company comparison "
    "complexity component concept condition cons constraint content context contents cost count country created "
    "criteria criterion currency data date dates day default definition dependency description detail details "
    "difference disadvantages domain duration edition effect element environment era error event example examples "
    "exception expression feature features field file flag focus form format formula framework frequency from full "
    "function goal group how id impact in input instructions integration item items key keys keyword keywords kind "
    "language languages layer length level license limit limits link links list location main maintainer maturity max "
    "maximum meaning mechanism memory method methods metric min minimum mode model models modifier module month name "
    "names no not note notes number object objective of operation operator option options order os out output owner "
    "package paper parameter parameters part path pattern performance period person phase place plan platform position "
    "price pricing priority pro problem process product pronunciation property pros protocol provider purpose quantity "
    "query question range rank rate rating ratio reason region release released requirement requirements resource "
    "response result results return returns risk role rule runtime sample scope score section sector security service "
    "setting severity shortcut sign since size skill solution source speed stability stage standard start state status "
    "step steps storage strategy strength strengths structure style subject summary support supported symbol syntax "
    "system tag target task team technique technology term test time title to token tool tools topic total translation "
    "trigger type types unit units url usage use used user uses valid value values variable vendor version weakness "
    "weaknesses weight what when where who why word words works year years".split()
)  # words that headers are often made of


@cache
def kind_of(char: str) -> str:
    """Give the class of a character: itself, if it is a common mark."""
    if char.isalpha():
        return "a" if char.islower() else "A" if char.isupper() else "ö"
    if char.isdigit():
        return "0"
    return " " if char.isspace() else char if char in PLAIN else "☃"


@lru_cache(50_000)
def shape(text: str) -> str:
    """Give the runs of a text: `Aa 0` for `Nov 2022`."""
    return "".join(kind for kind, _ in itertools.groupby(map(kind_of, text)))


WORD_SHAPES = frozenset({"a", "Aa", "A"})


# --- Words ----------------------------------------------------------------------------------------------------------


class Lexicon:
    """Words that stand free on the page, and what the table itself says about its words and their pieces."""

    def __init__(self, words: Iterable[str], lines: Sequence[str]) -> None:
        free = {form for word in words for form in (word, word.strip(".,;:!?()[]{}\"'“”‘’*`"))}
        self.page = free | {word.lower() for word in free}
        humps = Counter(shape(word[:1]) for word in free if HUMP.search(word))
        self.style = "".join(_share(humps[kind], len(free)) for kind in "aA")
        tokens = [token for line in lines for token in {piece.strip(AROUND) for piece in line.split()}]
        self.tokens = Counter(token for token in tokens if len(token) > 2 and len(shape(token)) > 2)
        plain = (token for token in tokens if shape(token) in {"a", "Aa", "A", "0"})
        pieces = (piece for line in lines for piece in set(_BETWEEN.split(line)))
        self.pieces = Counter(piece for piece in pieces if shape(piece) in WORD_SHAPES)
        """Plain words that stand between spaces or marks in the table, and in how many lines."""
        self.whole = Counter(token for line in lines for token in set(line.split()))
        """All tokens of the table, and in how many lines each stands."""
        self.own = Counter(form for token in plain for form in {token, token.lower()})
        """Plain words that stand between spaces in the table, and in how many lines."""

    def strange(self, cell: str) -> int:
        """Count the ends of a cell that are no known word, of those that are words at all."""
        words = cell.split()
        ends = {words[0].strip(AROUND), words[-1].strip(AROUND)} if words else set()
        return sum(len(end) > 1 and not end[0].isdigit() and not self.knows(end, whole=False) for end in ends)

    def joins(self, left: str, right: str) -> bool:
        """Say whether the end of one cell and the start of the next one are, together, a known word."""
        one, other = _LAST.search(left), _FIRST.match(right)
        return one is not None and other is not None and self.knows(one[0] + other[0], whole=True)

    def tears(self, left: str, right: str) -> bool:
        """Say whether a seam is in a word rather than between two.

        Its sides are small letters and no words; or the first word behind it is none, but its end is, and not its
        start: `Eqaddition`, where `PlusEq` stood before.
        """
        if left[-1:].islower() and right[:1].islower():
            sides = _LETTERS_BEFORE.search(left), _LETTERS.match(right)
            return not any(side and self.knows(side[0], whole=True) for side in sides)
        first = _CAPITAL.match(right)
        if first is None or not left[-1:].isalnum() or self.knows(first[0], whole=True):
            return False
        cuts = ((first[0][:at], first[0][at:]) for at in range(2, len(first[0]) - 3))
        return any(self.knows(end, whole=False) and not self.knows(start, whole=False) for start, end in cuts)

    def knows(self, word: str, whole: bool) -> bool:
        """Say whether a piece of a token is a word; a whole token is no witness for itself."""
        return self.level(word, whole) > 0

    def level(self, word: str, whole: bool) -> int:
        """Say how well a word is known: 2 by the page or the table, 1 as one that is usual in texts, 0 not at all."""
        if word in self.page or self.own[word] > whole or self.pieces[word] > 1:
            return 2
        lower = word.lower()
        if shape(word) in WORD_SHAPES and (lower in self.page or self.own[lower] > whole):
            return 2
        return int(is_usual(word))


def is_usual(word: str) -> bool:
    """Say whether a word is usual in texts, as it is or in lower case; a name with capitals inside, only as it is."""
    return word in usual_words() or (shape(word) in WORD_SHAPES and word.lower() in usual_words())


def _share(part: int, whole: int) -> str:
    """Give how common something is, in steps: never, now and then, often."""
    return "0" if not part else "1" if part * 50 < whole else "2"


def is_header(cell: str) -> bool:
    """Say whether a cell is made of words that headers are often made of."""
    return all(word.strip(AROUND).lower() in HEADS for word in cell.split())


def is_double(cell: str) -> bool:
    """Say whether a cell begins with the same digits twice, such as `0101_TCP`: those of two cells perhaps."""
    return _TWICE.match(cell) is not None


def is_open(cell: str) -> bool:
    """Say whether brackets or double quotes of a cell do not close in it."""
    if cell.count('"') % 2:
        return True
    if not _BRACKET.search(cell):
        return False
    closing: list[str] = []
    for char in cell:
        if char in "([{":
            closing.append(BRACKETS[char])
        elif char in ")]}" and (not closing or char != closing.pop()):
            return True
    return bool(closing)
