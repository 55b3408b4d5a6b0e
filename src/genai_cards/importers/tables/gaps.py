"""Where the cells of a glued line may have met: the features of each gap between two characters, and its log-odds."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from genai_cards.importers.tables.model import Weights

Odds = list[tuple[int, float]]  # the gaps of a line, each with its log-odds of being a seam


# --- Characters and words -------------------------------------------------------------------------------------------

_PLAIN = frozenset("°€£.,;:!?()[]{}<>\"'“”‘’$%+-–—/\\_=*&#@|~`^•…→")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_AROUND = ".,;:!?()\"'"
_PIECE = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+|\s+|.")
_FIGURE = re.compile(r"[$€£]?\d+(?:[.,:/–-]\d+)*(?:°[CF]|[KMB]\+?|%|\+)?(?![a-z])")
_BETWEEN = re.compile(r"[\s.,;:!?()\[\]\"]+")
_HUMP = re.compile(r"[a-z][A-Z]")
_STOPS = frozenset(
    "a an the of in on at to for from by with without and or nor but if as is are was were be been being has have had "
    "do does did not no this that these those its it's their your our his her my than then so such via per into onto "
    "over under when while where which who whose what how why can could may might must shall should will would each "
    "every any all some more most very only also between about after before during using e.g. i.e.".split()
)
_STARTS = frozenset("yes no true false the a an it this these you we they none n/a when if use used not".split())
_HEADS = frozenset(
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
_VALUES = frozenset(
    "yes no true false none unknown n/a null optional required string number boolean integer int bool float object "
    "array low medium high".split()
)


@cache
def kind_of(char: str) -> str:
    """Give the class of a character: itself, if it is a common mark."""
    if char.isalpha():
        return "a" if char.islower() else "A" if char.isupper() else "ö"
    if char.isdigit():
        return "0"
    return " " if char.isspace() else char if char in _PLAIN else "☃"


def _coarse(fine: str) -> str:
    """Give the class of a character with all marks thrown together."""
    return "." if fine in _PLAIN and fine != "^" else fine


_MEDIUM = {
    mark: kind for kind, marks in {"(": "([{“‘«<", ")": ")]}”’»>", "!": ".!?…", ",": ",;:"}.items() for mark in marks
}


def _medium(fine: str) -> str:
    """Give the class of a character with marks of the same use thrown together."""
    return _MEDIUM.get(fine, "-" if fine in "+-–—/\\_=*&#@|~`^•→" else fine)


@lru_cache(50_000)
def shape(text: str) -> str:
    """Give the runs of a text: `Aa 0` for `Nov 2022`."""
    return "".join(kind for kind, _ in itertools.groupby(map(kind_of, text)))


_WORDS = frozenset({"a", "Aa", "A"})


class Lexicon:
    """Words that stand free on the page, and what the table itself says about its words and their pieces."""

    def __init__(self, words: Iterable[str], lines: Sequence[str]) -> None:
        free = {form for word in words for form in (word, word.strip(".,;:!?()[]{}\"'“”‘’*`"))}
        self.page = free | {word.lower() for word in free}
        humps = Counter(shape(word[:1]) for word in free if _HUMP.search(word))
        self.style = "".join(_share(humps[kind], len(free)) for kind in "aA")
        tokens = [token for line in lines for token in {piece.strip(_AROUND) for piece in line.split()}]
        self.tokens = Counter(token for token in tokens if len(token) > 2 and len(shape(token)) > 2)
        plain = (token for token in tokens if shape(token) in {"a", "Aa", "A", "0"})
        pieces = (piece for line in lines for piece in set(_BETWEEN.split(line)))
        self.pieces = Counter(piece for piece in pieces if shape(piece) in _WORDS)
        """Plain words that stand between spaces or marks in the table, and in how many lines."""
        self.whole = Counter(token for line in lines for token in set(line.split()))
        """All tokens of the table, and in how many lines each stands."""
        self.own = Counter(form for token in plain for form in {token, token.lower()})
        """Plain words that stand between spaces in the table, and in how many lines."""

    def strange(self, cell: str) -> int:
        """Count the ends of a cell that are no known word, of those that are words at all."""
        words = cell.split()
        ends = {words[0].strip(_AROUND), words[-1].strip(_AROUND)} if words else set()
        return sum(len(end) > 1 and not end[0].isdigit() and not self.knows(end, whole=False) for end in ends)

    def knows(self, word: str, whole: bool) -> bool:
        """Say whether a piece of a token is a word; a whole token is no witness for itself."""
        if word in self.page or self.own[word] > whole or self.pieces[word] > 1:
            return True
        lower = word.lower()
        return shape(word) in _WORDS and (lower in self.page or self.own[lower] > whole)


def _share(part: int, whole: int) -> str:
    """Give how common something is, in steps: never, now and then, often."""
    return "0" if not part else "1" if part * 50 < whole else "2"


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
            (gap, self._gap(gap, token, depths[gap])) for token in tokens for gap in range(token.start + 1, token.end)
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
            elif char in _BRACKETS:
                closing.append(_BRACKETS[char])
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
        bare = len(self.text.strip(_AROUND))
        for start in self.turns:
            for end in range(start + 1, min(size, start + LONGEST_WORD) + 1):
                word, turning = self.text[start:end], end in self.turns
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
            self._values(at, sides),
        ]

    def heads(self, at: int) -> str:
        """Say whether the parts on both sides of a gap are words that headers are made of."""
        one, other = re.split(r"[^\w]", self.text[:at])[-1], re.split(r"[^\w]", self.text[at:])[0]
        return "".join(str(int(part.lower() in _HEADS and shape(part) in _WORDS)) for part in (one, other))

    def _place(self, at: int, sides: str) -> list[str]:
        """Give the features of what a token stands between, and of its parts on both sides of a gap."""
        one, other = self.text[:at].lstrip(_AROUND), self.text[at:].rstrip(_AROUND)
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

    def _figure(self, at: int, sides: str) -> list[str]:
        """Give the features of a gap in, before or behind a figure such as `$2.50`."""
        kinds = {"<" if at == start else ">" if at == end else "-" for start, end in self.figures if start <= at <= end}
        return [f"N{''.join(sorted(kinds))}{sides}"] if kinds else []

    def _hump(self, at: int, sides: str) -> list[str]:
        """Give the features of a capital inside a token, on pages that write many names so, or none."""
        if sides[1] != "A":
            return []
        first = self.text[:at].isalpha() and self.text[:at].islower()
        humped = _HUMP.search(self.text[at:]) is not None
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
    return (kind if kind in _WORDS or kind == "0" else "*") + str(int(known >= len(part) > 0))


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


def is_header(cell: str) -> bool:
    """Say whether a cell is made of words that headers are often made of."""
    return all(word.strip(_AROUND).lower() in _HEADS for word in cell.split())


def gap_odds(lines: Sequence[str], lexicon: Lexicon, weights: Weights) -> list[Odds]:
    """Give the log-odds of all gaps of all lines, the first of which is the header."""
    learned = weights.gaps
    return [
        [(gap, sum([learned.get(name, 0.0) for name in names])) for gap, names in Line(text, lexicon, not n).features()]
        for n, text in enumerate(lines)
    ]
