"""Where sentences end, and which brackets belong together."""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-zà-öø-ÿа-яё_])(?!\s\w\.)|[。！？]+[”’」』）]*|[।॥۔؟][\"”»)]*(?=\s)"
)
_ORDINAL = re.compile(
    r"(?<=\s)\d{1,2}\.\s+(?:Jahrh|Jh|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Kap|Aufl|Klasse)"
)
"""An ordinal, whose full stop ends no sentence: "im 19. Jahrhundert"."""

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:(?-i:[A-Z])|e\.g|i\.e|cf|vs|v|etc|al|ca|approx|no|nos|vol|fig|eq|sec|ch|pp?|eds?|dr|mr|mrs|ms|prof|"
    r"st|jr|sr|inc|ltd|co|corp|dept|est|u\.s|u\.k|z\.\s?b|d\.\s?h|u\.\s?a|bzw|usw|bspw|ggf|nr|vgl|inkl|evtl|sog|abb|kap|"
    r"p\.\s?ej|ecc|т\.\s?[екдп]|напр|рис|табл|см)\.$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()\[\]（）【】]")
_OPENING = {"(": ")", "[": "]", "（": "）", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}


def sentence_end(text: str, start: int = 0) -> int:
    """Give the offset behind the sentence that begins at `start`; brackets do not end one."""
    brackets = Brackets(text)
    for match in _END.finditer(text, start):
        end = match.start() + 1
        if brackets.enclose(match.start()) or _ABBREVIATION.search(text, max(start, end - 10), end):
            continue
        if not _ORDINAL.match(text, max(start, end - 3)) and not _ORDINAL.match(text, max(start, end - 2)):
            return match.end()
    return len(text)


class Brackets:
    """The pairs of brackets in a text; one without its partner does not count."""

    def __init__(self, text: str) -> None:
        self._pairs: list[tuple[int, int]] = []
        self.balanced = True
        """Whether each bracket has its partner."""
        waiting: list[int] = []
        for match in _BRACKET.finditer(text):
            if match[0] in _OPENING:
                waiting.append(match.start())
            elif waiting and text[waiting[-1]] == _CLOSING[match[0]]:
                self._pairs.append((waiting.pop(), match.start()))
            else:
                self.balanced = False
        self.balanced = self.balanced and not waiting

    def enclose(self, position: int) -> bool:
        """Say whether an offset is inside brackets."""
        return any(opening < position < closing for opening, closing in self._pairs)

    def without(self, text: str) -> str:
        """Give the text outside all brackets."""
        kept, position = [], 0
        for opening, closing in sorted(self._pairs):
            if opening >= position:
                kept.append(text[position:opening])
                position = closing + 1
        return "".join((*kept, text[position:]))


def closing_bracket(text: str, opening: int) -> int | None:
    """Give the offset of the bracket that closes the one at `opening`.

    The partner by count, unless what follows it holds a closing bracket too many (`a) first b) second)`): then the
    last one of its kind. None where there is none.
    """
    wanted = _OPENING[text[opening]]
    level = 0
    for match in _BRACKET.finditer(text, opening):
        if match[0] == text[opening]:
            level += 1
        elif match[0] == wanted:
            level -= 1
            if level == 0:
                return match.start() if Brackets(text[match.end() :]).balanced else text.rindex(wanted)
    last = text.rfind(wanted, opening)
    # An opening bracket too many inside, such as a smiley: the answer is closed if the text ends with a bracket.
    return last if last > opening and not text[last + 1 :].strip() else None
