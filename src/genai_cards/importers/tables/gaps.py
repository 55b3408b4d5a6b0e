"""Where the cells of a glued line may have met: the features of each gap between two characters, and its log-odds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from genai_cards.importers.tables.lexicon import (
    AROUND,
    BRACKETS,
    HEADS,
    HUMP,
    PLAIN,
    WORD_SHAPES,
    Lexicon,
    kind_of,
    shape,
)
from genai_cards.importers.tables.model import Weights, usual_words

Odds = list[tuple[int, float]]  # the gaps of a line, each with its log-odds of being a seam


# --- Characters and words -------------------------------------------------------------------------------------------

_PIECE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|\s+|.")
_FIGURE = re.compile(r"[$€£]?\d+(?:[.,:/–-]\d+)*(?:°[CF]|[KMB]\+?|%|\+)?(?![a-z])")
_CLOSES = re.compile(r"[,;)\]}]|[:.?!]+(?:[\s\")]|$)|:(?=[A-Z])")  # what no cell begins with
_PART_BEFORE = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)$")
_PART_BEHIND = re.compile(r"^(?:[A-Z]*[a-z]+|[A-Z]+)")
_STOPS = frozenset(
    "a an the of in on at to for from by with without and or nor but if as is are was were be been being has have had "
    "do does did not no this that these those its it's their your our his her my than then so such via per into onto "
    "over under when while where which who whose what how why can could may might must shall should will would each "
    "every any all some more most very only also between about after before during using e.g. i.e.".split()
)
_STARTS = frozenset("yes no true false the a an it this these you we they none n/a when if use used not".split())
_VALUES = frozenset(
    "yes no true false none unknown n/a null optional required string number boolean integer int bool float object "
    "array low medium high".split()
)


def _coarse(fine: str) -> str:
    """Give the class of a character with all marks thrown together."""
    return "." if fine in PLAIN and fine != "^" else fine


_MEDIUM = {
    mark: kind for kind, marks in {"(": "([{“‘«<", ")": ")]}”’»>", "!": ".!?…", ",": ",;:"}.items() for mark in marks
}


def _medium(fine: str) -> str:
    """Give the class of a character with marks of the same use thrown together."""
    return _MEDIUM.get(fine, "-" if fine in "+-–—/\\_=*&#@|~`^•→" else fine)


def _bucket(length: int) -> str:
    return "0" if length < 1 else "1" if length < 3 else "2" if length < 5 else "3"


# --- Gaps -----------------------------------------------------------------------------------------------------------


class Line:
    """One line and what its gaps are judged by."""

    def __init__(self, text: str, lexicon: Lexicon, header: bool) -> None:
        self.text, self.lexicon, self.header = text, lexicon, header
        self.fine = "".join(map(kind_of, text))
        self.coarse = "".join(map(_coarse, self.fine))
        self.spans = [match.span() for match in re.finditer(r"\S+", text)]
        self.first = [self.coarse[start] for start, _ in self.spans]

    def features(self) -> list[tuple[int, list[str]]]:
        """Give each gap where a seam can be, and its features."""
        depths = self._depths()
        tokens = (Token(self, number) for number in range(len(self.spans)) if self._open(*self.spans[number]))
        return [
            (gap, self._gap(gap, token, depths[gap]))
            for token in tokens
            for gap in range(token.start + 1, token.end)
            if not _CLOSES.match(self.text, gap)
        ]

    def _open(self, start: int, end: int) -> bool:
        """Say whether a seam can be in a token: not in a single character, nor in a plain word that is known."""
        bare = self.text[start:end].rstrip(".,;:!?")
        return end - start > 1 and not (bare.islower() and bare.isalpha() and self.lexicon.knows(bare, whole=True))

    def _depths(self) -> list[int]:
        """Give the brackets and quotes open before each character: brackets 1, quotes 2."""
        depths: list[int] = []
        closing: list[str] = []
        quoted = False
        for char in self.text:
            depths.append(min(3, len(closing) + 2 * quoted))
            if char == '"':
                quoted = not quoted
            elif char in BRACKETS:
                closing.append(BRACKETS[char])
            elif closing and char == closing[-1]:
                closing.pop()
        return depths

    def _gap(self, gap: int, token: Token, depth: int) -> list[str]:
        left, right = self.fine[gap - 1], self.fine[gap]
        sides = self.coarse[gap - 1 : gap + 1]
        found = [
            "b",
            "1" + left + right,
            "M" + "".join(map(_medium, self.fine[gap - 1 : gap + 2])),
            f"d{depth}{sides}",
        ]
        found += token.around(gap - token.start, sides)
        if self.header:
            heads = token.heads(gap - token.start)
            found += ["Hb", "H" + sides, f"Hh{heads}", f"Hk{heads}{sides}"]
        if left == right == "a":
            text = self.text
            found += ["n" + text[gap - 1 : gap + 1], "o" + text[gap : gap + 2]]
            found.append("m" + text[max(gap - 3, token.start) : gap])
        return found


NEAR = 20  # characters of a token that are looked at on each side of a gap
LONGEST_WORD = 30


class Token:
    """A run without white space, in its line."""

    def __init__(self, line: Line, number: int) -> None:
        self.start, self.end = line.spans[number]
        self.before = line.first[number - 1] if number else "^"
        self.behind = line.first[number + 1] if number + 1 < len(line.spans) else "$"
        self.text = line.text[self.start : self.end]
        self.lexicon = line.lexicon
        kinds = line.fine[self.start : self.end]
        turns = (at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1])
        self.turns = [0, *turns, len(kinds)][: NEAR + 4]
        self.code = str(int(any(char in "_={}<>\\/@#" for char in self.text)))
        self.pieces = self._pieces()
        self.figures = [match.span() for match in _FIGURE.finditer(self.text)]
        self.covered, self.known_before, self.known_behind, self.seen = self._words()

    def _pieces(self) -> dict[int, tuple[str, str]]:
        """Give the pieces that meet at each gap where pieces meet."""
        pieces = _PIECE.findall(self.text)
        ends = itertools.accumulate(map(len, pieces))
        return dict(zip(ends, itertools.pairwise(pieces), strict=False))

    def _words(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Give the length of the known word across each gap, up to it and from it on; and of a token seen elsewhere."""
        size = len(self.text)
        covered, before, behind, seen = ([0] * (size + 1) for _ in range(4))
        bare, usual = len(self.text.strip(AROUND)), usual_words()
        for start in self.turns:
            for end in range(start + 1, min(size, start + LONGEST_WORD) + 1):
                word = self.text[start:end]
                turning = end in self.turns or (end - start > 4 and word in usual and not word.islower())
                if turning and end - start < bare and self.lexicon.tokens[word]:
                    seen[start + 1 : end] = [1] * (end - start - 1)
                if self.lexicon.knows(word, whole=end - start == size):
                    before[end] = max(before[end], end - start)
                    for gap in range(start + 1, end) if turning else ():
                        covered[gap] = max(covered[gap], end - start)
        for end in self.turns:
            for start in range(max(0, end - LONGEST_WORD), end):
                if not behind[start] and self.lexicon.knows(self.text[start:end], whole=end - start == size):
                    behind[start] = end - start
        return covered, before, behind, seen

    def around(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap that come from the words it stands in."""
        before, behind = self.text[max(0, at - NEAR) : at], self.text[at : at + NEAR]
        last, first = _word(before, -1), _word(behind, 0)
        kind = (first in _STOPS) + 2 * (first in _STARTS)
        found = _digits(before, behind) if sides == "00" else []
        return [
            *found,
            "5" + shape(before)[-3:] + "|" + shape(behind)[:3],
            f"6{_bucket(self.covered[at])}{sides}",
            f"7{_bucket(self.known_before[at])}{_bucket(self.known_behind[at])}{sides}",
            f"8{int(last in _STOPS)}{kind}{sides}",
            f"c{self.code}{sides}",
            f"l{min(at, 3)}{min(len(behind), 3)}{sides}",
            f"w{self.seen[at]}{sides}",
            *self._place(at, sides),
            *self._hump(at, sides),
            *self._figure(at, sides),
            *self._spelled(at, sides),
            self._values(at, sides),
        ]

    def heads(self, at: int) -> str:
        """Say whether the parts on both sides of a gap are words that headers are made of."""
        one, other = re.split(r"[^\w]", self.text[:at])[-1], re.split(r"[^\w]", self.text[at:])[0]
        return "".join(str(int(part.lower() in HEADS and shape(part) in WORD_SHAPES)) for part in (one, other))

    def _place(self, at: int, sides: str) -> list[str]:
        """Give the features of what a token stands between, and of its parts on both sides of a gap."""
        one, other = self.text[:at].lstrip(AROUND), self.text[at:].rstrip(AROUND)
        left = _complete(one, self.known_before[at])
        right = _complete(other, self.known_behind[at])
        found = [
            f"x{self.before}{self.behind}{sides}",
            f"P{left}{right}{sides}",
            f"q{min(self.lexicon.whole[self.text], 4)}{int(self.before == '^')}{sides}",
        ]
        double = _double(one, other)
        if double:
            found.append(f"R{min(double, 4)}{sides}")
        return found

    def _spelled(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap between letters: which parts are words, those on both sides and the whole."""
        if sides not in ("aa", "aA", "AA", "Aa"):
            return []
        left, right = self._part(at, -1), self._part(at, 1)
        size = len(self.text)
        levels = [
            self.lexicon.level(part, whole=len(part) == size) if len(part) > 1 else 0
            for part in (left, right, left + right)
        ]
        one, both, other = min(len(left), 4), len(left) + len(right), min(len(right), 4)
        known = "".join(map(str, levels))
        return [f"B{known}{sides}", f"C{known}{one}{other}", f"E{known}{int(both == size)}{sides}"]

    def _part(self, at: int, way: int) -> str:
        """Give the letters on one side of a gap, up to a capital inside a word."""
        text = self.text[at:] if way > 0 else self.text[:at]
        found = (_PART_BEHIND if way > 0 else _PART_BEFORE).search(text)
        return found[0] if found else ""

    def _figure(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap in, before or behind a figure such as `$2.50`."""
        kinds = {"<" if at == start else ">" if at == end else "-" for start, end in self.figures if start <= at <= end}
        return [f"N{''.join(sorted(kinds))}{sides}"] if kinds else []

    def _hump(self, at: int, sides: str) -> list[str]:
        """Give the features of a capital inside a token, on pages that write many names so, or none."""
        if sides[1] != "A":
            return []
        first = self.text[:at].isalpha() and self.text[:at].islower()
        humped = HUMP.search(self.text[at:]) is not None
        return [
            f"h{int(first)}{self.lexicon.style[0]}{sides}",
            f"k{int(first)}{int(humped)}{self.lexicon.style}{sides}",
        ]

    def _values(self, at: int, sides: str) -> str:
        """Say whether a piece on either side is a value of its own, such as `Yes`."""
        if at not in self.pieces:
            return f"V0{sides}"
        one, other = self.pieces[at]
        values = (one.lower() in _VALUES) + 2 * (other.lower() in _VALUES)
        return f"V{values}{sides}"


def _complete(part: str, known: int) -> str:
    """Give what a whole side of a token is: a word by its shape or not, and known or not."""
    kind = shape(part)
    return (kind if kind in WORD_SHAPES or kind == "0" else "*") + str(int(known >= len(part) > 0))


def _double(one: str, other: str) -> int:
    """Give how many characters end one side and open the other, from a capital or figure on: `UK` in `the UKUK law`."""
    for size in range(min(len(one), len(other), LONGEST_WORD), 1, -1):
        if one.endswith(other[:size]) and other[0] not in ".-_=/" and not other[0].islower():
            return size
    return 0


def _word(text: str, number: int) -> str:
    return re.split(r"[^\w.'/]", text)[number].lower()


def _digits(before: str, behind: str) -> list[str]:
    """Give the features of a gap between digits: how many, and whether they make a year."""
    left = len(before) - len(before.rstrip("0123456789"))
    right = len(behind) - len(behind.lstrip("0123456789"))
    year = left + right == 4 and before[-left:][:2] in ("19", "20")
    return [f"D{min(left, 4)}{min(right, 4)}", f"Y{int(year)}"]


def gap_odds(lines: Sequence[str], lexicon: Lexicon, weights: Weights) -> list[Odds]:
    """Give the log-odds of all gaps of all lines, the first of which is the header."""
    learned = weights.gaps
    return [
        [(gap, sum([learned.get(name, 0.0) for name in names])) for gap, names in Line(text, lexicon, not n).features()]
        for n, text in enumerate(lines)
    ]
