"""Records on one line: a term and its meaning on both sides of a sign.

A sign parts a line only as most lines near it are parted: the lines vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from genai_cards.importers.page import LeftOut
from genai_cards.importers.pasted.records import Move, Record, is_told
from genai_cards.importers.pasted.signs import Facts, Sign, is_class
from genai_cards.importers.write import is_balanced
from genai_cards.language.cells import is_date
from genai_cards.language.marks import asks
from genai_cards.language.pasted import PRONOUNS
from genai_cards.language.prompts import count_words, is_clause
from genai_cards.language.sayings import DEFINES
from genai_cards.language.sayings import IS as VERBS
from genai_cards.language.words import MEANING

FEWEST_GLOSSED = 3
"""Brackets of one kind on a line: with so many, it is no term with its gloss, but a text of glossed words."""

NEAR = 3
"""Lines before and behind that have a vote."""

_SEPARATORS = {
    "\t": 2.4, "→": 1.9, "⇒": 1.9, "=": 1.8, "::": 1.9, "–": 1.7, "—": 1.7, "-": 1.6, "|": 1.6, ":": 1.5, "：": 1.6,
    "؛": 1.4, ";": 1.1, "  ": 1.4, ",": 0.5,
}  # fmt: skip
"""What may part a line, and what speaks for it by itself."""

_WEAK = frozenset((";", "  ", ",", "؛"))
"""Signs that often stand in sentences."""

_PARTS = {
    "\t": re.compile(r"\t+"),
    "::": re.compile(r"\s*::\s*"),
    ":": re.compile(r"\s?:\s+|(?<=[^\W\d_a-zA-Z]):"),
    "：": re.compile(r"\s*：\s*"),
    "؛": re.compile(r"\s*؛\s*"),
    ";": re.compile(r";\s+"),
    ",": re.compile(r",\s+"),
    "  ": re.compile(r" {2,}"),
    "=": re.compile(r"(?<=[^=\s])\s+={1,2}\s+|(?<=[^=<>!+*/\s-])=(?=[^\W\d])"),
    "→": re.compile(r"\s*(?:→|->|=>)\s*"),
    "⇒": re.compile(r"\s*⇒\s*"),
    **{sign: re.compile(rf"\s+{re.escape(sign)}{{1,2}}\s+") for sign in ("–", "—", "-", "|")},
}
_AMOUNT = re.compile(
    r"[€$£¥~≈]?\s?\d[\d.,:]*\s?(?:[€$£%°]\w?|min\w*|hours?|days?|h|g|kg|ml|l|tsp|tbsp|cups?|euro|pm|am|[-–/]\s?\d[\d.,:]*)?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"serves|servings|yield|(?:prep|cook|total)?\s?time|phone|tel\.?|fax|e-?mail|price|cost|delivery|shipping|address|date|author|by|from|to|cc"
    r"|subject|sent|tags?|categor(?:y|ies)|posted|updated|published|(?:opening\s+)?hours|duration|url|website|version|licen[cs]e|isbn|doi|pages?"
    r"|format|size|weight|location|venue|room|instructor|warning|important|shop|total|weather|traffic|p\.?s\.?|note",
    re.IGNORECASE,
)  # what forms, letters and recipes have before a colon
_BRACKETED = re.compile(
    r"([^\s\[(/{][^\[(/{}\])]{0,60}?)\s*(\[[^\[\]]+\]|\([^()]+\)|/[^/\s][^/]*/|\{[^{}]+\})\s*[:–—=-]?\s*(.*)"
)
_CLASSED = re.compile(r"(\S[^.!?]{0,40}?),?\s+(?:[(\[]([^()\[\]]{1,16})[)\]]|(\w{1,6}\.))\s*[:–—-]?\s*(\S.*)")
_QUOTED = re.compile(r"[\"“„«'‘]([^\"“”„«»]{1,60})[\"”“»'’]\s*[:–—-]?\s*(.+)")

_LABEL = re.compile(rf"{MEANING.pattern}\s?[:：]\s*", re.IGNORECASE)
_TWO_SCRIPTS = re.compile(
    r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·～]{1,12})\s+([A-Za-zÀ-ɏ][^\u3040-\u9fff\uac00-\ud7af]{0,80})"
)
_TONE = re.compile(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[a-z][1-5]\b")
_THE = re.compile(r"(?:the|der|die|das|le|la|les|el|los|las|il|lo|os?)\s", re.IGNORECASE)

Pair = tuple[str, str, str]
"""What stands before the sign, behind it, and between (a class of words, a pronunciation)."""


def pairs(body: str) -> dict[str, Pair]:
    """Give the ways in which a line parts, by sign; each part says something."""
    found: dict[str, Pair] = {}
    body = body.strip("| ") if body.startswith("|") else body
    for sign, pattern in _PARTS.items():
        if sign.strip()[:1] in body or sign == "→":
            match = pattern.search(body, 1)
            if match and sign in _WEAK and pattern.search(body, match.end()):
                continue
            if match:
                found[sign] = body[: match.start()].strip(), body[match.end() :].strip(), ""
    if (classed := _CLASSED.fullmatch(body)) and is_class(classed[2] or classed[3]):
        found["class"] = classed[1], classed[4], classed[2] or classed[3]
    bracketed = _BRACKETED.fullmatch(body)
    if bracketed and "class" not in found and body.count(bracketed[2][0]) < FEWEST_GLOSSED:
        inside = bracketed[2][1:-1].strip()
        found[bracketed[2][0]] = (bracketed[1], bracketed[3] or inside, inside if bracketed[3] else "")
    if quoted := _QUOTED.fullmatch(body):
        found["quoted"] = quoted[1], _without_verb(quoted[2]), ""
    found |= _by_verb(body) | _by_seam(body) | _by_script(body)
    return {sign: pair for sign, pair in found.items() if is_told(pair[0]) and is_told(pair[1])}


def _by_seam(body: str) -> dict[str, Pair]:
    """Part a short form that is glued to its words: `DOFDepth Of Field`."""
    word = body.partition(" ")[0]
    ends = [at for at in range(1, min(len(word), 10)) if word[at].isupper() and word[at - 1].isalnum()]
    if not ends or len(body) > 120:
        return {}
    initials = [_initials(body[at:]) for at in ends]
    best = max(range(len(ends)), key=lambda n: (_spelled(body[: ends[n]], initials[n]), -n))
    if not _spelled(body[: ends[best]], initials[best]):
        best = max((n for n, at in enumerate(ends) if word[at + 1 : at + 2].islower()), default=best)
    return {"glued": (body[: ends[best]], body[ends[best] :], "")}


def _by_script(body: str) -> dict[str, Pair]:
    """Part a word of another script from what it means, and from how it is said: `苹果 píngguǒ apple`."""
    match = _TWO_SCRIPTS.fullmatch(body)
    if not match:
        return {}
    said, _, meant = match[2].partition(" ")
    if meant and _TONE.search(said):
        return {"script": (match[1], meant.strip(), said)}
    return {"script": (match[1], match[2], "")}


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", text)).casefold()


def _spelled(short: str, initials: str) -> int:
    """Say how well initials spell a short form: 2 wholly, 1 from its first letter, 0 not at all."""
    letters = "".join(char for char in short if char.isalnum()).casefold()
    return 2 if letters == initials else int(len(letters) > 1 and letters[:1] == initials[:1])


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\s+({VERBS.pattern})\s+", re.IGNORECASE)


@cache
def _defines() -> re.Pattern[str]:
    return re.compile(rf"\s*{DEFINES.pattern}\s+", re.IGNORECASE)


def _without_verb(text: str) -> str:
    verb = _defines().match(text)
    return text[verb.end() :] if verb else text


def _by_verb(body: str) -> dict[str, Pair]:
    """Part a line at the first verb that says what its subject is: `Igneous rock is …`."""
    if len(body) > 400 or asks(body):
        return {}
    body = _LABEL.sub("", body, count=1)
    match = _verb().search(body, 1, 80)
    if not match or count_words(body[: match.start()]) > 5 or not _defines().match(f" {match[1]} "):
        return {}
    return {"verb": (body[: match.start()].strip(), body[match.end() :].strip(), "")}


def _is_plausible(sign: str, pair: Pair) -> bool:
    """Say whether a line may count as parted by a sign when its neighbours vote."""
    front, back, _ = pair
    words = count_words(front)
    if sign == "glued":
        return bool(_spelled(front, _initials(back)))
    if sign == "verb" or sign in "[(/{":
        return words <= 5 and not is_clause(front)
    return words <= (4 if sign == "," else 9) and not re.search(r"[.!?]\s", front) and bool(back)


def voted(signs: Sequence[Sign]) -> list[dict[str, tuple[Pair, float]]]:
    """Give for each line the ways in which it parts, each with the share of its neighbours that part so, too."""
    every = [pairs(sign.body) if len(sign.body) <= 2_000 and not sign.chrome else {} for sign in signs]
    plausible = [{sign for sign, pair in each.items() if _is_plausible(sign, pair)} for each in every]
    found = []
    for place, each in enumerate(every):
        near = range(max(0, place - NEAR), min(len(signs), place + NEAR + 1))
        peers = [other for other in near if signs[other].mark == signs[place].mark and other != place]
        votes = Counter(sign for other in peers for sign in plausible[other])
        sections = max(1, sum(not _heads(signs, other) for other in peers))
        found.append({sign: (pair, min(1.0, votes[sign] / sections)) for sign, pair in each.items()})
    return found


def _heads(signs: Sequence[Sign], place: int) -> bool:
    """Say whether a line stands apart as a heading does: it has no vote on how others are parted."""
    after = signs[place + 1] if place + 1 < len(signs) else None
    return signs[place].is_short and signs[place].gap and (after is None or after.gap)


def separated(facts: Facts, index: int, ways: dict[str, tuple[Pair, float]]) -> Iterator[Move]:
    """Read a term and its meaning on both sides of a sign."""
    sign = facts.signs[index]
    for name, (pair, share) in ways.items():
        gain = _gain(facts, index, name, pair, share)
        if gain <= 0:
            continue
        front, back, between = pair
        extra: tuple[tuple[str, int], ...] = ((between, sign.place),) if between else ()
        triple = _three_forms(name, front, back)
        if name == "\t":
            back, *others = re.split(r"\t+", back)
            extra = tuple((other.strip(), sign.place) for other in others if is_told(other))
        if triple:
            back, extra = triple[0], ((triple[1], sign.place),)
        is_asked = asks(front)
        record = Record(
            (_unmarked(front).strip('"“”„«» '), sign.place),
            ((_unmarked(back), sign.place),),
            extra,
            is_asked,
            number=sign.number or None,
        )
        form = f"split {name}|{sign.mark}"
        cost = 2.4 if name in _WEAK else 2.6
        move = Move(index + 1, (record,), gain, form, cost, left_out=_word_between(sign, name, pair))
        yield move
        yield from _with_rest(facts, index, move)


def _unmarked(text: str) -> str:
    """Give a side without the signs of bold around it, of which the other side may hold one half."""
    text = text.strip()
    if text.count("**") == 2 and text.startswith("**") and text.endswith("**"):
        return text[2:-2].strip()
    return text.removeprefix("**").removesuffix("**").strip() if text.count("**") == 1 else text


def _word_between(sign: Sign, name: str, pair: Pair) -> tuple[LeftOut, ...]:
    """Say which word parts a term from its meaning: "is", "means"."""
    if name not in ("verb", "quoted"):
        return ()
    start = sign.body.find(pair[0]) + len(pair[0])
    word = sign.body[start : len(sign.body) - len(pair[1])].strip(" \"“”„«»'‘’:–-")
    label = sign.body[: start - len(pair[0])].strip(" \"“”„«»'‘’:–-")
    told = ((label, "the label of a definition"), (word, "the word between a term and its meaning"))
    return tuple(LeftOut(sign.place, text, why) for text, why in told if is_told(text))


def _three_forms(name: str, front: str, back: str) -> tuple[str, str] | None:
    """Part `went - gone` behind `go`: the forms of a verb."""
    if name not in ("-", "–", "—", "|", ",", "/") or count_words(front) > 2:
        return None
    second, sign, third = back.partition(f" {name} ")
    return (second, third) if sign and count_words(third) <= 2 and count_words(second) <= 2 else None


def _with_rest(facts: Facts, index: int, move: Move) -> Iterator[Move]:
    """Take what hangs under a pair, too: lines farther in, fields of the term."""
    signs, end = facts.signs, move.end
    extra: list[tuple[str, int]] = []
    while end < len(signs) and end <= index + 8:
        below = signs[end]
        farther = below.line.indent > signs[index].line.indent and not below.gap and below.mark != signs[index].mark
        if below.chrome or not (farther or (below.is_field and not below.gap)) or below.answers:
            return
        if _by_verb(below.body):
            return  # a definition of its own
        extra.append((below.body, below.place))
        end += 1
        (first,) = move.records
        record = Record(first.front, first.answer, (*first.extra, *extra), first.asks, number=first.number)
        yield replace(move, end=end, records=(record,), gain=move.gain + 0.2 * len(extra))


def _gain(facts: Facts, index: int, name: str, pair: Pair, share: float) -> float:
    """Weigh a pair, in bits."""
    sign = facts.signs[index]
    front, back, between = pair
    before, behind = count_words(front), count_words(back)
    if name in _SEPARATORS:
        gain = _SEPARATORS[name] + 0.8 * (share - 0.4)
    elif share < 0.55:
        return 0.0
    else:
        gain = (1.9 if name == "class" else 1.2) + 0.6 * share + (0.4 if between else 0)
    if name in _WEAK and share < 0.6:
        return 0.0
    gain += 0.5 if before <= 4 else -0.35 * max(0, before - 8)
    gain += 0.3 if behind >= before else 0
    gain += _penalties(facts, index, name, pair)
    if facts.is_glossary:
        gain += 0.3
    if sign.words > 45 and name in (":", "："):
        gain -= 1
    return gain


def _penalties(facts: Facts, index: int, name: str, pair: Pair) -> float:
    front, back, _ = pair
    sign = facts.signs[index]
    after = facts.signs[index + 1] if index + 1 < len(facts.signs) else None
    lost = 0.0
    if re.search(r"[.!?]\s", front) or not is_balanced(front):
        lost += 2
    if name == "=" and re.search(r"\w[:：]\s", front):
        lost += 2  # `Power: P = U · I`
    if front.endswith((".", "!", "…", ",", ";")):
        lost += 1
    if asks(front):
        lost -= 1
    if index != facts.only_answer and (sign.answers or (sign.is_field and name in (":", "："))):
        lost += 2.5
    if name in (":", "：") and (_FORM.fullmatch(front) or _AMOUNT.fullmatch(back)):
        lost += 2.5
    if name in (":", "：") and sign.label and facts.labels[sign.label] >= 2:
        lost += 4
    if name in _WEAK and (sign.ends and count_words(back) > 6):
        lost += 1.2
    if name == "verb" and (is_clause(front) or not sign.ends or front.split()[0].casefold() in PRONOUNS):
        lost += 2
    if name == "verb" and (any(map(str.isdigit, front)) or front.split()[-1].casefold() in PRONOUNS):
        lost += 3
    if is_date(front) and not front.isdigit():
        lost += 2
    if name == "verb" and not facts.is_glossary:
        lost += 1.0 * (len(re.findall(r"[.!?](?=\s)", back)) > 0) + 1.0 * (_THE.match(front) is not None)
    if name in (":", "：") and is_clause(front) and not facts.is_glossary:
        lost += 1.2
    if _PERSONAL.search(back) and not facts.is_glossary:
        lost += 0.8
    if index == 0 and after is not None and after.gap and not sign.gap:
        lost += 2.6
    if is_told(back) and back[0] in '"“«' and name in (":", "："):
        lost += 1  # somebody says it
    return -lost


def part_alike(first: str, second: str) -> bool:
    """Say whether two lines part at one sign: then none goes on with the other."""
    signs = {name for name in pairs(first) if name != "verb"}
    return bool(signs and signs & pairs(second).keys())


_PERSONAL = re.compile(r"\b(?:we|our|I|I'm|my|us|me|you|your|wir|unser|ich|mein|nous|notre|je|mon|nosotros|yo|mi)\b")
