"""What a text does, by its words in any language: asks, orders, defines, counts, says only what stands below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from genai_cards.language import headings, sayings
from genai_cards.language.marks import ANSWER_MARK, SHOWS_ANSWER
from genai_cards.language.words import INTERROGATIVES, Words

_QUESTION_SIGNS = "?？؟"
_OPENING = {"(": ")", "（": "）", "[": "]", "【": "】", "“": "”", "«": "»", "「": "」", "『": "』", "„": "“"}
_MAY_ENCLOSE = re.compile('["' + "".join(map(re.escape, _OPENING)) + "]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_ENDS_ASKING = re.compile(r"[?？؟][\s.*_\"'”’»」)]*$")
_TAIL = re.compile(r"[\s*_]*(?:\((?:[^()]|\([^()]*\))*\)|（[^（）]*）|\[[^\[\]]*\]|[^\w\s?？؟\"”»」』).>'’])+\s*$")
_LETTER = re.compile(r"\w")
_SENTENCES = re.compile(r"(?<=[.!?？。！؟])\s+|(?<=[？。！])")


@lru_cache(maxsize=1024)
def count_words(plain: str) -> int:
    """Count words in any script; of those without spaces two letters are one."""
    wide = len(_WIDE.findall(plain)) if not plain.isascii() else 0
    return len(_WORD.findall(_WIDE.sub(" ", plain) if wide else plain)) + (wide + 1) // 2


_BRACKETS_BEHIND = re.compile(r"\s*\(.*\)$")
_SIGNS_BEFORE = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*[.)]?\s+)?[\W_]*")
_SIGNS_BEHIND = re.compile(r"[^\w.)\u064b-\u0670\u0900-\u0dff\u0e00-\u0eff]+$")
"""What stands behind a name; vowel signs of Arabic, Indic scripts and Thai are part of it, though no `\\w`."""

# --- names ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Give a name as the rows hold it: lower case, without its number and the signs around it."""
    name = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    name = _SIGNS_BEFORE.sub("", name)
    return " ".join(_SIGNS_BEHIND.sub("", name).rstrip(":").split())


def is_in(row: Words, name: str) -> bool:
    """Say whether a row holds a name, whatever stands in brackets behind it."""
    key = folded(name)
    return key in row or key.rstrip(".") in row or ("(" in key and _BRACKETS_BEHIND.sub("", key) in row)


@lru_cache(maxsize=4096)
def is_dead(name: str) -> bool:
    """Say whether a name silences all that stands below it: contents, references, licence …"""
    return is_in(headings.DEAD, name) or _opens_with(_DEAD_OPENINGS, folded(name))


_DEAD_OPENINGS = (
    "table of contents",
    "references and ",
    "resources ",
    "further reading",
    "see also",
    "参考",
    "相关",
    "関連",
    "참고 ",
)


def may_be_term(name: str) -> bool:
    """Say whether a name that would silence a section may be a term, where a label explains it."""
    return folded(name) in headings.MAY_BE_TERMS


def is_subject(name: str) -> bool:
    """Say whether a name that would silence a section may be what that is about."""
    return folded(name) in headings.SUBJECTS


def speaks_of(plain: str, name: str) -> bool:
    """Say whether a text has a name, in whatever form, among its first words: "A tag is …" of "Tags"."""
    stem = folded(name)[:_STEM]
    return any(word.startswith(stem) for word in folded(plain).split()[:_FIRST_WORDS])


_STEM, _FIRST_WORDS = 4, 3


@lru_cache(maxsize=4096)
def is_neutral(name: str) -> bool:
    """Say whether a name only says what kind of text follows: introduction, example 3, note …"""
    return is_in(headings.NEUTRAL, name) or _counts().fullmatch(folded(name)) is not None


@lru_cache(maxsize=4096)
def is_of_repository(name: str) -> bool:
    """Say whether a heading is one of those that tell about a repository: installation, licence …"""
    return is_in(headings.REPOSITORY, name)


def is_paper(title: str) -> bool:
    """Say whether a title is that of a paper about a project: a plan, minutes, a report."""
    name = folded(title)
    return any(name.endswith(word) and not name[: -len(word)][-1:].isalpha() for word in headings.PAPERS) or (
        not name.isascii() and any(word in name for word in headings.PAPERS if not word.isascii() and len(word) > 3)
    )


@lru_cache(maxsize=4096)
def is_aspect(name: str) -> bool:
    """Say whether a name asks only of the topic above it: advantages, use cases, complexity …"""
    return is_in(headings.ASPECTS, name)


@lru_cache(maxsize=4096)
def is_topic(name: str) -> bool:
    """Say whether a name says what a page or a section is about: not a collection, and no kind of text."""
    kind = is_neutral(name) or is_dead(name) or is_aspect(name) or asks(name)
    return bool(name) and not kind and not headings.COLLECTIONS.any_of(folded(name).split())


def may_have_aspects(above: str) -> bool:
    """Say whether what stands above a name is a topic, or asks about one."""
    return is_topic(above) or asks(above)


def only_counts(name: str) -> bool:
    """Say whether a name only counts questions or tasks: "Question 3", "Exercise"."""
    return _counts().fullmatch(folded(name)) is not None or folded(name) in headings.NUMBERED


@cache
def _counts() -> re.Pattern[str]:
    """Give the pattern of a name that only counts: `step 2`, `part ii`, `第3章`."""
    number = r"(?:\d+(?:\.\d+)*|[ivxl]+|[a-h]|one|two|three|four|five|six|seven|[一二三四五六七八九十]+)"
    behind = rf"{headings.NUMBERED.pattern}\s*#?{number}(?:\s*[章節节課课回题題]|\s*[.:)(（–—-].*)?"
    return re.compile(rf"(?:{behind}|{number}[.)]?\s*{headings.NUMBERED.pattern}|第?{number}[章節节課课回题題部])")


@lru_cache(maxsize=4096)
def is_definition_heading(name: str) -> bool:
    """Say whether a name stands over the definition of the name above it."""
    return is_in(headings.DEFINITION, name.rstrip("?？؟"))


@lru_cache(maxsize=4096)
def is_answer_name(name: str) -> bool:
    """Say whether a name only announces an answer: "Solution", "Show answer", "Answer 3"."""
    bare = re.sub(r"\s*\d+\W*$", "", name.strip()).strip(" *_:：\"'“”()[]!▶►👉")
    return bool(bare) and (
        ANSWER_MARK.fullmatch(bare) is not None
        or SHOWS_ANSWER.fullmatch(bare) is not None
        or folded(bare) in sayings.REVEAL
        or _opens_with(sayings.REVEAL_OPENINGS, folded(bare))
    )


@lru_cache(maxsize=4096)
def is_task(name: str) -> bool:
    """Say whether a name is that of something to do at a computer or in a course."""
    return _opener(headings.TASKS).match(folded(name)) is not None and not is_aspect(name)


@lru_cache(maxsize=1024)
def is_instruction(plain: str) -> bool:
    """Say whether a sentence tells its reader what to do, or what the page does."""
    return _opener(sayings.INSTRUCTIONS).match(folded(plain)) is not None


def is_about_page(plain: str) -> bool:
    """Say whether a sentence is about its page, not about what that is about: "A guide to …"."""
    return sayings.PAGES.any_of([word.strip(".,;:") for word in folded(plain).split()[:5]])


@lru_cache(maxsize=1024)
def opens_with_pronoun(plain: str) -> bool:
    """Say whether a sentence leans on the one before it: "It …", "These …", "For example …"."""
    return _opener(sayings.PRONOUNS).match(folded(plain)) is not None


@cache
def _opener(row: Words) -> re.Pattern[str]:
    wide = [word for word in row if _WIDE.match(word) or "\uac00" <= word[0] <= "\ud7a3"]
    narrow = [word for word in row if word not in wide]
    return re.compile(rf"(?:{any_of(narrow)}(?![^\W_])|{any_of(wide) if wide else '(?!)'})")


def any_of(words: Iterable[str]) -> str:
    """Give any of the words as a regular expression, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _opens_with(openings: Iterable[str], plain: str) -> bool:
    return plain.startswith(tuple(openings))


# --- questions --------------------------------------------------------------------------------------------------------


def question_mark_at(plain: str) -> int:
    """Give the offset of the first question mark outside quotation marks and brackets; -1 where there is none."""
    if not any(sign in plain for sign in _QUESTION_SIGNS):
        return -1
    first = min(place for place in map(plain.find, _QUESTION_SIGNS) if place >= 0)
    if not _MAY_ENCLOSE.search(plain, 0, first) and _ends_a_question(plain, first):
        return first
    waiting: list[str] = []
    straight = False
    for place, letter in enumerate(plain):
        if letter == '"' and (plain.count('"') % 2 == 0):
            straight = not straight
        elif waiting and letter == waiting[-1]:
            waiting.pop()
        elif letter in _OPENING and _OPENING[letter] in plain[place:]:
            waiting.append(_OPENING[letter])
        elif letter in _QUESTION_SIGNS and not waiting and not straight and _ends_a_question(plain, place):
            return place
    return -1


def _ends_a_question(plain: str, place: int) -> bool:
    """Say whether a question mark ends a question: it is no part of an address or of code."""
    behind = plain[place + 1 : place + 2]
    return plain[place] != "?" or not (behind.isalnum() or (behind and behind in "=&/._>") or plain[:place][-1:] == "<")


@lru_cache(maxsize=1024)
def asks(plain: str) -> bool:
    """Say whether a text ends as a question does, whatever badge or bracket stands behind it."""
    if not any(sign in plain for sign in _QUESTION_SIGNS):
        return False
    text = plain.strip()
    text = _TAIL.sub("", text) or text
    if not _ENDS_ASKING.search(text):
        return False
    quoted = text[:1] in "\"“«「„'‘" and text.rstrip()[-1:] in "\"”»」“'’"
    if quoted and question_mark_at(text) < 0:
        text = text[1:-1]
    enough = count_words(text) >= 2 or len(_WIDE.findall(text)) >= 2 or opens_as_question(text)
    return enough and question_mark_at(text) >= 0


@lru_cache(maxsize=1024)
def opens_as_question(plain: str) -> bool:
    """Say whether the first words of a text are those of a question; "WHO" in capitals is none."""
    first = plain.split(None, 1)[:1]
    if first and len(first[0]) > 1 and first[0].isupper() and not plain.isupper():
        return False
    return _interrogative().match(plain.strip().casefold().lstrip("¿\"'“‘")) is not None


@cache
def _interrogative() -> re.Pattern[str]:
    row = (*INTERROGATIVES, *sayings.QUESTION_OPENINGS)
    wide = [word for word in row if not re.match(r"[a-zà-ÿ\u0400-\u04ff¿]", word)]
    narrow = [word for word in row if word not in wide]
    return re.compile(rf"(?:{any_of(narrow)}(?![^\W_])|{any_of(wide)})")


@lru_cache(maxsize=1024)
def heading_asks(plain: str) -> bool:
    """Say whether a heading asks without a mark: by its first words, by its last, or as an order."""
    if is_definition_heading(plain) or is_task(plain) or is_dead(plain) or is_neutral(plain):
        return False
    long_enough = count_words(plain) >= 3 or len(_WIDE.findall(plain)) >= 4
    wide_end = any(plain.rstrip(" 。.").endswith(end) for end in sayings.QUESTION_ENDS)
    return (long_enough and opens_as_question(plain)) or (wide_end and len(plain) > 3) or is_order(plain)


@lru_cache(maxsize=1024)
def is_order(plain: str) -> bool:
    """Say whether a text sets a task that its reader can answer: "Explain …", "List the …"."""
    text = plain.strip()
    key = text.casefold().lstrip("\"'“‘*_ ")
    if text.endswith((":", "：")) or (key.isascii() and _FIRST.split(key, 1)[0] not in _first_words()):
        return False
    return 2 <= count_words(text) <= 30 and (_order().match(key) is not None or _korean_order(text))


@cache
def _first_words() -> frozenset[str]:
    """Give the words that an order in ASCII may begin with."""
    every = (*sayings.ORDERS, *sayings.ORDERS_OF_SOME, "please", "briefly")
    return frozenset(_FIRST.split(word, 1)[0] for word in every)


_FIRST = re.compile(r"[^\w-]")


@cache
def _order() -> re.Pattern[str]:
    narrow = [word for word in sayings.ORDERS if not _WIDE.match(word)]
    wide = [word for word in sayings.ORDERS if _WIDE.match(word)]
    determiner = rf"(?:\d+|{any_of(sayings.DETERMINERS)})"
    some = rf"{any_of(sayings.ORDERS_OF_SOME)}\s+{determiner}(?![^\W_])"
    return re.compile(rf"(?:please\s+|briefly\s+)?(?:{any_of(narrow)}(?![^\W_])|{some}|{any_of(wide)})")


def _korean_order(plain: str) -> bool:
    return re.search(
        r"(?:설명|서술|비교|기술|논|말|나열|정의)(?:해|하|해보)(?:라|시오|세요|주세요|봐라|보세요|보시오|십시오)?[.。]?$",
        plain,
    ) is not None or (
        re.search(r"(?:述べよ|説明せよ|答えよ|挙げよ|説明してください|述べなさい|比較せよ)[。.]?$", plain) is not None
    )


@lru_cache(maxsize=1024)
def only_asks(plain: str) -> bool:
    """Say whether each sentence of a text is a question or an order."""
    parts = [re.sub(r"^\((.*)\)\W*$", r"\1", part) for part in _SENTENCES.split(plain.strip()) if _LETTER.search(part)]
    return bool(parts) and all(question_mark_at(part) >= 0 or is_order(part) for part in parts)


# --- statements -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def opens_with_verb(plain: str) -> bool:
    """Say whether a text goes on behind a term with what the term is: "is …", "refers to …", "とは …"."""
    return _verb().match(plain) is not None


@cache
def _verb() -> re.Pattern[str]:
    narrow = [word for word in sayings.IS if re.match(r"[a-zà-ÿ\u0400-\u04ff—–-]", word)]
    wide = [word for word in sayings.IS if word not in narrow]
    return re.compile(rf"\s*(?:{any_of(narrow)}(?=\s)|{any_of(wide)})", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_clause(label: str) -> bool:
    """Say whether what stands before a separator is no name but a clause: "Use it when", "The Office ruled"."""
    folded_words = [word.strip("()'\"“”‘’,").casefold() for word in label.split()]
    if len(folded_words) < 2:
        return False
    return folded_words[0] in sayings.OPENERS or sayings.VERBS.any_of(folded_words[1:])


_NUMBERS = {
    **dict(zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True)),
    **dict(zip("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), range(2, 13), strict=True)),
    **dict(zip("dos tres cuatro cinco seis siete ocho nueve diez".split(), range(2, 11), strict=True)),
    **dict(zip("deux trois quatre cinq six sept huit neuf dix".split(), range(2, 11), strict=True)),
    **dict(zip("due tre quattro cinque sei sette otto nove dieci".split(), range(2, 11), strict=True)),
    **dict(zip("dois três quatro cinco seis sete oito nove dez".split(), range(2, 11), strict=True)),
    **dict(zip("два три четыре пять шесть семь восемь девять десять".split(), range(2, 11), strict=True)),
    **dict(zip("二 三 四 五 六 七 八 九 十".split(), range(2, 11), strict=True)),
    "两": 2,
    "兩": 2,
}
_COUNTED_WIDE = re.compile(r"([二两兩三四五六七八九十])(?:大|个|個|种|種|つ|点|條|条|类|類)")


def counted(plain: str) -> frozenset[int]:
    """Give the numbers from 2 to 12 that a name promises: "Six advantages of …", "三大特点"."""
    found = {
        _NUMBERS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0) for word in plain.casefold().split()
    }
    found |= {_NUMBERS[match] for match in _COUNTED_WIDE.findall(plain)}
    return frozenset(number for number in found if 2 <= number <= 12)


# --- the page ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def leads_back(plain: str) -> bool:
    """Say whether a text only leads around a site: back to the top, previous, next, edit this page."""
    key = folded(plain)
    return key in sayings.NAVIGATION or (count_words(plain) < 8 and _opens_with(sayings.NAVIGATION_OPENINGS, key))
