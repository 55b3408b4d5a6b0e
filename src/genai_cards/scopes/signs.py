"""What a text begins with or holds that makes a prompt, an answer or a choice of it: places in a `Text`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from genai_cards.language import prompts
from genai_cards.language.marks import ANSWER_MARK, BOX, CALLED_ANSWER, NUMBER, OPTION, QUESTION_MARK
from genai_cards.page.looks import Lead, first_line, has_links, lead_of, opens_with_link, unlinked
from genai_cards.page.text import OPAQUE, Text

STRONG, MIDDLE, WEAK, SAID = 3, 2, 1, 0
"""How sure a label is: emphasised with a separator; plain with a colon; plain with a dash; a bold term and its verb."""

LABEL_WORDS = 8

_SEPARATOR = re.compile(
    r"\s*((?:\([^()]*\)|（[^（）]*）|「[^」]*」)?)\s*(:{1,2}(?=\s|$)|：|–|—|→|⇒|->|=>|=|-(?=\s))\s*"
)
_TAIL = re.compile(r"([\s/,，、（(][^.:：!?。？！\n]{1,30}?)\s*([:：])(?:\s+|(?<=：))(?=\S)")
MOST_TAIL_WORDS = 4
"""Behind a bold term, before its colon: `**Second form** 2NF: …`."""

_STOP = re.compile(r"\s*[.。]\s+(?=\S)")
_COLON = re.compile(r"\s*(::|[:：])(?:\s+|(?<=：))(?=\S)")
MOST_LABEL_LETTERS = 80
_DASH = re.compile(r"([^.!?;:\n]{1,60}?)\s+(–|—|→|⇒|=|-|->)\s+(?=\S)")
_NO_NAME = re.compile(r"https?$|[.!?？。;；，,]\s|[?？؟]|[(（][^)）]*$|^[\"“'(]|^[-+]?\d+$")
_OPEN_BRACKET = re.compile(r"[(（][^)）]*$")
_ORNAMENT = re.compile(
    r"(?::[a-z][a-z0-9_+-]+:(?=\s)|[^\w\s(<\[{\"'“‘¿«「『`$&|.+~〜*/#@" + OPAQUE + r"-]|[–—-]\s)+\s*"
)
_COUNT = re.compile(r"(?:[^\W\d_]\d{1,4}[.。)]|\(?\d{1,3}[.):]\d*\.?|\d{1,3}[a-z][.)]|\d+(?:\.\d+)+\.?)\s+")
_SIGNED = re.compile(r"[:：.)\d]")
_LETTER, _NO_LETTER = re.compile(r"\w"), re.compile(r"\W")
_NOTE = re.compile(r"\s*[(（][^()（）]*[)）]\s*[:：]\s*")
"""What may stand behind the bold words of a line that stands for a heading."""

_END_COLON = re.compile(r"\s*[:：]\s*$")


def told(text: Text) -> str:
    """Give the words of a text as rules read them: what stands for code, a formula or a picture is one word."""
    return text.mask.replace(OPAQUE, "x") if OPAQUE in text.mask else text.mask


def words(text: str) -> int:
    """Count the words of a text in any script."""
    return prompts.count_words(text)


def bare(text: Text, *, colon: bool = False) -> Text:
    """Give a prompt without number, the word for a question, ornaments before it, and but for a `colon` one behind."""
    start, stop = _bare(text.mask, colon)
    return text if start == 0 and stop == len(text.mask) else text.cut(start, stop)


@lru_cache(maxsize=4096)
def _bare(mask: str, colon: bool) -> tuple[int, int]:
    """Give where the words of a prompt begin and end."""
    start = len(mask) - len(mask.lstrip())
    stop = len(mask.rstrip())
    if not (mask[start : start + 1].isalpha() and _SIGNED.search(mask, start, start + 24) is None):
        for pattern in (QUESTION_MARK, _COUNT, NUMBER, _ORNAMENT, QUESTION_MARK, _COUNT):
            found = pattern.match(mask, start)
            if found and found.end() < stop:
                start = found.end()
                start += len(mask[start:]) - len(mask[start:].lstrip())
    end = None if colon else _END_COLON.search(mask, start)
    return start, end.start() if end and end.start() > start else stop


def name_of(text: Text) -> str:
    """Give a prompt's words alone, on one line."""
    start, stop = _bare(text.mask, False)
    return " ".join(text.plain[start:stop].split())


# --- emphasis ---------------------------------------------------------------------------------------------------------


def is_bold(text: Text) -> bool:
    """Say whether all that a text shows is bold, but for signs around it."""
    lead = lead_of(text)
    if lead is None or lead.style != "b":
        return False
    behind = text.plain[lead.end :]
    rest = text.plain[: lead.start] + ("" if _NOTE.fullmatch(behind) else behind)
    return not _LETTER.search(rest) and OPAQUE not in text.mask[lead.end :]


# --- labels -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """A name and what is said of it."""

    term: Text
    rest: Text
    strength: int
    sign: str


def label_of(text: Text) -> Label | None:
    """Split a text into the name that it opens with and the rest of it."""
    if not text.plain.strip():
        return None
    lead = lead_of(text)
    is_inside_word = lead is not None and lead.style == "b" and _LETTER.match(text.mask, lead.end)
    return _plain(text) if lead is None or is_inside_word else _emphasised(text, lead)


def _emphasised(text: Text, lead: Lead) -> Label | None:
    mask, term = text.mask, text.plain[lead.start : lead.end]
    inner = _END_COLON.search(term)
    if inner and inner.start() > 0 and not mask[lead.end :].lstrip().startswith(":"):
        return _label(text, lead.start, lead.start + inner.start(), lead.end, STRONG, ":")
    found = _SEPARATOR.match(mask, lead.end)
    if found:
        end = found.end(1) if found[1] else lead.end
        return _label(text, lead.start, end, found.end(), STRONG, found[2])
    tail = _TAIL.match(mask, lead.end) if lead.style == "b" else None
    if (
        tail
        and not _OPEN_BRACKET.search(tail[1])
        and words(tail[1]) <= MOST_TAIL_WORDS
        and not prompts.is_clause(f"x {tail[1]}")
    ):
        return _label(text, lead.start, tail.end(1), tail.end(), MIDDLE, tail[2])
    if lead.style == "b" and (stop := _STOP.match(mask, lead.end)):
        return _label(text, lead.start, lead.end, stop.end(), STRONG, ".")
    if lead.style == "b" and term.endswith(".") and mask[lead.end :].strip() and words(term) <= 6:
        return _label(text, lead.start, lead.end - 1, lead.end, STRONG, ".")
    if lead.style != "c" and words(term) <= 6 and prompts.opens_with_verb(mask[lead.end :]):
        return _label(text, lead.start, lead.end, lead.end, SAID, "is")
    return None


def _plain(text: Text) -> Label | None:
    end = first_line(text)
    line = text.mask[:end]
    if opens_with_link(text):
        return None
    opening = line[: MOST_LABEL_LETTERS + 4]
    for found in _COLON.finditer(opening) if ":" in opening or "：" in opening else ():
        name = line[: found.start()]
        if (
            not name
            or len(name) > MOST_LABEL_LETTERS
            or _NO_NAME.search(name)
            or words(name) > LABEL_WORDS
            or not _names(text, found.start())
        ):
            if _OPEN_BRACKET.search(name):
                continue
            break
        return _label(text, 0, found.start(), found.end(), MIDDLE, found[1])
    dashed = _DASH.match(line)
    if dashed and _names(text, dashed.end(1)):
        return _label(text, 0, dashed.end(1), dashed.end(), WEAK, dashed[2])
    return None


def _names(text: Text, end: int) -> bool:
    return _LETTER.search(text.plain, 0, end) is not None


def _label(text: Text, start: int, end: int, behind: int, strength: int, sign: str) -> Label:
    term = text.cut(start, end).stripped()
    return Label(bare(term.unwrapped()), text.cut(behind).stripped(), strength, sign)


# --- questions and answers in one text --------------------------------------------------------------------------------


def asks(text: Text) -> bool:
    """Say whether a text asks by its own words: a question mark, an order, `Q:`."""
    words_of = told(text)
    if is_marked_question(words_of):
        return True
    return prompts.asks(words_of) or prompts.is_order(told(bare(text)))


def is_marked_question(mask: str) -> bool:
    """Say whether a text opens with the word for a question, and goes on: `Q: bank`."""
    found = QUESTION_MARK.match(mask)
    return found is not None and mask[found.end() :][:1] != ":" and _LETTER.search(mask, found.end()) is not None


def heading_asks(text: Text) -> bool:
    """Say whether a heading asks: as a text does, or by its first word."""
    return prompts.asks(told(text)) or prompts.heading_asks(told(bare(text)))


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer in one text."""

    question: Text
    answer: Text
    marked: bool = False


_INNER_MARK = re.compile(rf"(?<=[\s?？。.!])(?:{CALLED_ANSWER}|A)\s*\d*\s*[:：]\s+", re.IGNORECASE)
_DASHES = re.compile(r"\s*(?:[–—:：-]|→)\s*")
_OPENS = re.compile(r"[\w\"“'(（¡¿$`\ufffc]")
_ONLY_BRACKETS = re.compile(r"\([^)]*\)\W*")
_NAMED = re.compile(r"[^?？]{1,60}[:：]\s")


def answered(text: Text) -> Pair | None:
    """Split a text into a question and the answer behind it."""
    mask = text.mask
    if QUESTION_MARK.match(mask) and (found := _INNER_MARK.search(mask)):
        return Pair(text.cut(0, found.start()).stripped(), text.cut(found.end()).stripped(), marked=True)
    at = prompts.question_mark_at(mask)
    if not 0 < at < len(mask.rstrip()) - 1 or words(mask[: at + 1]) < 2:
        return None
    if mask[at + 1] not in " \n" and mask[at] not in "？":
        return None
    dash = _DASHES.match(mask, at + 1)
    start = dash.end() if dash else at + 1
    rest = text.cut(start).stripped()
    marker = ANSWER_MARK.match(rest.mask)
    if marker and (rest.plain[marker.end() :].strip() or len(marker[0].strip()) > 1):
        return Pair(text.cut(0, at + 1).stripped(), rest.cut(marker.end()).stripped(), marked=True)
    if not _OPENS.match(rest.mask) or _ONLY_BRACKETS.fullmatch(rest.mask) or len(rest.plain) < 2:
        return None
    if _NAMED.match(mask[:at]) and not QUESTION_MARK.match(mask):
        return None
    return Pair(text.cut(0, at + 1).stripped(), rest)


def lines(text: Text) -> tuple[Text, ...]:
    """Give the lines of a text that hold something."""
    return tuple(line for line in text.lines() if line)


def is_option(text: Text) -> bool:
    """Say whether a text is a choice: a letter or a check box opens it."""
    return OPTION.match(text.mask) is not None or BOX.match(text.mask) is not None


def links_only(text: Text) -> bool:
    """Say whether a text shows nothing but links."""
    return has_links(text) and text.plain.strip() != "" and unlinked(text) == 0


def linked_share(text: Text) -> tuple[int, int]:
    """Count the letters of a text that are linked, and all of them."""
    total = len(_NO_LETTER.sub("", text.plain))
    return (total - unlinked(text) if has_links(text) else 0), total
