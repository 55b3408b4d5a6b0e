"""Where sentences end, and which brackets belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\Wa-z_])|[。！？]+[”’」』）]*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[A-Za-z]|e\.g|i\.e|cf|vs|v|etc|al|ca|approx|no|nos|vol|fig|eq|sec|ch|pp?|eds?|dr|mr|mrs|ms|prof|"
    r"st|jr|sr|inc|ltd|co|corp|dept|est|u\.s|u\.k|z\.b|d\.h|bzw|usw|bspw|ggf|nr)\.$",
    re.IGNORECASE,
)
_OPENING = {"(": ")", "[": "]", "（": "）", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}


def sentence_end(text: str, start: int = 0) -> int:
    """Give the offset behind the sentence that begins at `start`; brackets do not end one."""
    depths = list(depth(text[start:]))
    for match in _END.finditer(text, start):
        end = match.start() + 1
        if depths[match.start() - start] == 0 and not _ABBREVIATION.search(text, max(start, end - 10), end):
            return match.end()
    return len(text)


def depth(text: str) -> Iterator[int]:
    """Yield for each character how many brackets are open before it; a bracket without its partner does not count."""
    partners = _partners(text)
    level = 0
    for position, character in enumerate(text):
        if character in _CLOSING and position in partners:
            level -= 1
        yield level
        if character in _OPENING and position in partners:
            level += 1


def _partners(text: str) -> set[int]:
    waiting: list[int] = []
    partners = set()
    for position, character in enumerate(text):
        if character in _OPENING:
            waiting.append(position)
        elif character in _CLOSING and waiting and text[waiting[-1]] == _CLOSING[character]:
            partners |= {waiting.pop(), position}
    return partners


def balanced(text: str) -> bool:
    """Say whether each bracket of the text has its partner."""
    return len(_partners(text)) == sum(character in _OPENING or character in _CLOSING for character in text)


def closing_bracket(text: str, opening: int) -> int | None:
    """Give the offset of the bracket that closes the one at `opening`.

    The partner by count, unless what follows it holds a closing bracket too many (`a) first b) second)`): then the
    last one of its kind. None where there is none.
    """
    wanted = _OPENING[text[opening]]
    level = 0
    for position in range(opening, len(text)):
        if text[position] == text[opening]:
            level += 1
        elif text[position] == wanted:
            level -= 1
            if level == 0:
                return position if balanced(text[position + 1 :]) else text.rindex(wanted)
    last = text.rfind(wanted, opening)
    # An opening bracket too many inside, such as a smiley: the answer is closed if the text ends with a bracket.
    return last if last > opening and not text[last + 1 :].strip() else None
