"""Records on several lines: a question over its answer, a name over its meaning, a name over its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genai_cards.importers.pasted.page import ENDINGS
from genai_cards.importers.pasted.records import Move, Record, Text, is_told
from genai_cards.importers.pasted.signs import Facts, Sign, is_class
from genai_cards.language import marks
from genai_cards.language.marks import is_glossary_title, orders
from genai_cards.language.prompts import asks as asks_in_words
from genai_cards.language.prompts import count_words, is_dead, is_neutral
from genai_cards.language.words import MEANING

MOST_LINES = 12
"""Of the answer below a question."""

_ARTICLE = re.compile(
    r"(?:an?|the|any|one\s+of|to|when|what|who|how|where|that|ein|eine|der|die|das|un|une|una|le|la|el)\b|[a-z]+ing\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:we|our|I|my|us|this\s+year|today|last|you|your)\b")
_OPINION = re.compile(r"(?:why|how|what|our|your|my|the\s+\w+\s+\w+)\b", re.IGNORECASE)
_RHETORICAL = re.compile(r"[(\"“„«‘]|(?:but|so|and|or|then|aber|und|also|pero|y|mais|et|ma|e)\b", re.IGNORECASE)
"""How a question begins that its author asks of himself."""

_SENTENCE_WITHIN = re.compile(r"[^.!?]{12}[.!]\s+\S")
_MEANING = re.compile(rf"(?:{MEANING.pattern})\s*[:：]\s*", re.IGNORECASE)
_CLASS_BEFORE = re.compile(r"[–—-]?\s*([^\W\d_]+)\s+(?:1\.\s+)?(?=\S)")


def is_bulleted(sign: Sign) -> bool:
    """Say whether a bullet opens a line."""
    return len(sign.mark) == 1


def asked_below(facts: Facts, index: int) -> Iterator[Move]:
    """Read a question over its answer that nothing marks: a paragraph or more, or a list."""
    signs, sign = facts.signs, facts.signs[index]
    strength = _asks(sign)
    if strength < 1 or sign.answers or sign.is_field or index + 1 >= len(signs) or sign.chrome or "\t" in sign.body:
        return
    if facts.speaks_again(index):
        return
    first = signs[index + 1]
    if is_bulleted(sign) and first.mark == sign.mark and sign.asks and not first.asks:
        yield _asked(sign, [(first.body, first.place)], [], strength, index + 2)
        return
    if _offers(facts, index):
        return
    if (first.mark and (first.mark == sign.mark or not is_bulleted(first))) or first.answers or first.chrome:
        return
    if (first.asks and not is_bulleted(first)) or marks.asks(first.body):
        return
    gain = strength - _doubt(facts, sign, first)
    answer: list[Text] = []
    items: list[Text] = []
    end = index + 1
    while end < len(signs) and end <= index + MOST_LINES:
        line = signs[end]
        if end > index + 1 and _stops(facts, index, end, is_listed=bool(items)):
            return
        leads = bool(answer) and not items and answer[-1][0].endswith((":", "："))
        (items if is_bulleted(line) else answer).append((line.body, line.place))
        end += 1
        gain += (1.4 if leads and items else 0.15) if end > index + 2 else 0
        if len(items) == 1 and not answer and is_dash(first) and end < len(signs) and signs[end].mark != first.mark:
            yield _asked(sign, items, [], gain, end)  # one answer behind a dash
            return
        yield _asked(sign, answer, items, gain, end)


def _offers(facts: Facts, index: int) -> bool:
    """Say whether what stands below a question are choices that nothing tells apart, or only further questions."""
    signs, sign = facts.signs, facts.signs[index]
    below = signs[index + 1 : index + 4]
    if sign.mark in facts.unanswered:
        return True
    if below[0].mark:
        return len(below) > 1 and all(facts.bodies[line.body] > 1 for line in below if line.mark == below[0].mark)
    short = [line for line in below[:2] if line.is_short and not line.gap and not line.mark and not line.chrome]
    return len(short) == 2 and not any(line.asks for line in short)


def is_dash(sign: Sign) -> bool:
    """Say whether a dash opens a line."""
    return sign.mark in ("-", "–", "—")


def _asked(sign: Sign, answer: list[Text], items: list[Text], gain: float, end: int) -> Move:
    record = Record((sign.body, sign.place), tuple(answer), (), True, tuple(items), number=sign.number or None)
    return Move(end, (record,), gain, f"asked below|{sign.mark}", 2.0)


def _asks(sign: Sign) -> float:
    """Weigh how surely a line asks, in bits."""
    counted = sign.mark in ("number", "question")
    strength = 2.0 if sign.asks else 1.0 if orders(sign.body) or asks_in_words(sign.body) else 0.0
    return strength + (0.6 if counted and strength else 0)


def _doubt(facts: Facts, sign: Sign, first: Sign) -> float:
    """Weigh what speaks against a line being the answer of the question above, in bits."""
    doubt = 0.0
    if not sign.asks:
        doubt += 0.3
    if first.words <= 3 and not first.ends and not first.mark and not any(map(str.isdigit, first.body)):
        doubt += 0.6
    if first.words > 60 and not first.mark:
        doubt += 0.5
    if sign.gap and not first.gap:
        doubt -= 0.4
    if not sign.mark and (sign.words > 22 or _RHETORICAL.match(sign.body) or _SENTENCE_WITHIN.search(sign.body)):
        doubt += 1.5
    if not sign.mark and _PERSONAL.search(first.body) and not facts.is_glossary:
        doubt += 0.6
    return doubt


def _stops(facts: Facts, index: int, end: int, *, is_listed: bool) -> bool:
    """Say whether a line below an answer belongs to it no more."""
    signs, sign, line = facts.signs, facts.signs[index], facts.signs[end]
    if line.chrome or line.answers or line.mark in ("number", "letter", "question", "roman") or line.asks:
        return True
    before = signs[end - 1]
    if line.mark:
        return before.mark != line.mark and not before.body.endswith((":", "："))
    if is_listed:
        return True
    if (_asks(line) >= 1 and not line.ends) or re.match(r"[^.!?]{4,60}\?\s", line.body):
        return True
    if line.gap and index >= facts.last.get(sign.mark, index):
        return True  # behind the last answer the page may go on with something else
    if line.gap and not sign.mark:
        return not line.ends  # a heading, or a name
    if before.ends and not line.ends and line.words <= 6 and line.body[:1].isupper():
        return True
    return bool(sign.mark and line.gap and line.is_short)


def fields_below(facts: Facts, index: int) -> Iterator[Move]:
    """Read a name over its fields: `Meaning: …`, `Example: …`, a class of words."""
    signs, sign = facts.signs, facts.signs[index]
    if sign.is_field or sign.answers or sign.chrome or not is_told(sign.body):
        return
    if not (sign.is_short or (sign.mark and sign.words < 9)) or sign.body.endswith((":", "：")) or "\t" in sign.body:
        return
    end = index + 1
    meaning: Text | None = None
    extra: list[Text] = []
    fields = 0
    while end < len(signs) and not signs[end].chrome:
        line = signs[end]
        if line.is_field:
            fields += 1
            match = _MEANING.match(line.body)
            text = line.body
            if match and not text[match.end() :].strip() and end + 1 < len(signs) and not signs[end + 1].is_field:
                end += 1
                text = f"{text} {signs[end].body}"
            if match and meaning is None:
                meaning = (text[match.end() :].strip(), line.place)
            else:
                extra.append((text, line.place))
        elif end == index + 1 and not line.gap and is_class(line.body):
            extra.append((line.body, line.place))
            fields += 1
        elif extra and meaning is None and not line.gap and not line.mark and line.words > 2:
            meaning = (line.body, line.place)
        else:
            break
        end += 1
    if meaning is None or not fields or not is_told(meaning[0]):
        return
    front = (sign.body, sign.place)
    record = Record(front, (meaning,), tuple(extra), number=sign.number or None)
    yield Move(end, (record,), 2.2 + 0.8 * fields, f"fields|{sign.mark}", 2.6)


def named_above(facts: Facts, index: int) -> Iterator[Move]:
    """Read a name over what it means; an empty line stands between or none does, as on the whole page."""
    signs, sign = facts.signs, facts.signs[index]
    if index + 1 >= len(signs) or not _may_name(facts, index):
        return
    below = signs[index + 1]
    if below.mark or below.chrome or below.answers or below.asks or "\t" in below.body or below.is_field:
        return
    if below.gap and index and not sign.gap:
        return
    front = sign.body.rstrip(":： ") if facts.colons else sign.body
    text, kind = below.body, ""
    classed = _CLASS_BEFORE.match(text)
    if classed and is_class(classed[1]) and text[0] in "–—-":
        text, kind = text[classed.end() :], classed[1]
    gain = _names(facts, index) + (0.6 if kind else 0)
    form = f"named {'apart' if below.gap else 'tight'}|{sign.mark}"
    extra = ((kind, below.place),) if kind else ()
    answer: list[Text] = [(text, below.place)]
    end = index + 2
    yield _named(sign, front, answer, extra, gain, form, end)
    while end < len(signs) and end < index + 6:
        line = signs[end]
        farther = line.line.indent >= sign.line.indent + 2
        if line.chrome or line.asks or line.answers or line.mark in ("number", "question", "letter"):
            return
        if not (line.ends or line.is_field or farther):
            return
        answer.append((line.body, line.place))
        gain += 0.1 if line.gap == below.gap or farther else -0.3
        end += 1
        yield _named(sign, front, answer, extra, gain, form, end)


def listed_below(facts: Facts, index: int) -> Iterator[Move]:
    """Read a name that ends in a colon over a list: `Chambers of the heart:`."""
    signs, sign = facts.signs, facts.signs[index]
    name = sign.body.rstrip(":： ")
    if (
        sign.mark
        or not sign.body.endswith((":", "："))
        or sign.words > 8
        or sign.is_field
        or is_neutral(name)
        or is_dead(name)
    ):
        return
    end = index + 1
    while end < len(signs) and end <= index + MOST_LINES and is_bulleted(signs[end]) and not signs[end].chrome:
        end += 1
    if end - index > 2:
        items = tuple((line.body, line.place) for line in signs[index + 1 : end])
        yield Move(end, (Record((name, sign.place), (), items=items),), 1.6, "listed below", 2.4)


def _named(
    sign: Sign, front: str, answer: list[Text], extra: tuple[Text, ...], gain: float, form: str, end: int
) -> Move:
    record = Record((front, sign.place), tuple(answer), extra, number=sign.number or None)
    return Move(end, (record,), gain, form, 3.6)


_ROMAN = re.compile(r"[IVX]+")


def _may_name(facts: Facts, index: int) -> bool:
    sign = facts.signs[index]
    name = sign.body.rstrip(":： ") if facts.colons else sign.body
    if sign.mark and sign.mark != "number":
        return False
    if sign.is_field or sign.answers or sign.chrome or "\t" in sign.body or facts.bodies[sign.body] > 1:
        return False
    if (name.isdigit() and len(name) < 4) or _ROMAN.fullmatch(name):
        return False
    if sign.ends or sign.words > 9 or not is_told(name) or name.endswith((":", "：")):
        return False
    return not (is_neutral(name) or is_dead(name) or name.casefold() in ENDINGS) and not re.search(r"[{}<>\\]", name)


def _names(facts: Facts, index: int) -> float:
    """Weigh how surely a line names what the line below it means, in bits."""
    sign, below = facts.signs[index], facts.signs[index + 1]
    gain = 1.0
    if below.ends:
        gain += 0.9
    else:
        told = sign.body.endswith((":", "：")) or (sign.body[:1].isupper() and below.body[:1].islower())
        gain += 0.5 if below.words >= 4 and below.words >= 1.5 * sign.words else -0.2 if told else -1.1
    gain += 1 if below.line.indent >= sign.line.indent + 2 else 0
    gain += 0.5 if facts.is_glossary else 0
    gain -= 2 if is_glossary_title(sign.body) and index < 6 else 0
    gain += 0.25 if _ARTICLE.match(below.body) else 0
    gain -= 1 if _PERSONAL.search(below.body) else 0
    gain -= 0.8 if _OPINION.match(sign.body) else 0
    if not facts.is_glossary and below.gap:
        gain -= (
            0.4 + 0.6 * (sign.words > 2 and not sign.body.istitle()) + 0.4 * (sign.body.isupper() and sign.words > 1)
        )
        gain -= 0.4 * (below.words > 30)
    gain -= 0.15 * max(0, len(re.findall(r"[.!?](?=\s)", below.body)) - 1)
    gain -= 0.25 * max(0, sign.words - 5) + 0.02 * max(0, below.words - 50)
    gain -= 0.6 if below.words < 3 else 0
    gain -= 2 if count_words(sign.body) == 1 and len(sign.body) == 1 and not below.ends else 0
    return gain + (0.2 if sign.body[:1].isupper() and below.body[:1].islower() and below.ends else 0)
