"""What makes a card hard to learn from: advice, said by `check` alone. A check is a function and its name in CHECKS."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rapidfuzz.distance import DamerauLevenshtein

from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, advice
from genai_cards.language.marks import QUESTION_SIGNS, asks
from genai_cards.language.stems import stem, without_ending
from genai_cards.language.words import INTERROGATIVES, SMALL_WORDS
from genai_cards.page.document import Document, Paragraph, Section, paragraphs
from genai_cards.page.text import alternative
from genai_cards.settings.values import CheckSettings

if TYPE_CHECKING:
    from markdown_it.token import Token

NEAR = 40
"""Notes that one rare word may bring together; more have nothing in common but the word."""


_TAG = re.compile(r"<[^>]*>")
_BLOCK_CODE = re.compile(r"<pre\b.*?</pre>|<table\b.*?</table>|<ol class=\"gc-footnotes\">.*?</ol>", re.DOTALL)
_ITEM = re.compile(r"<(/?)(li|ul|ol)\b")
_CHOICES = re.compile(r"<li\b")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_WORD = 2
"""Characters of a word, in scripts that write no spaces."""

_ALTERNATIVES = re.compile(r"\b(?:or|oder|ou|o|vs|versus)\b", re.IGNORECASE)
_SECOND_QUESTION = re.compile(
    r"(?<!\w)(?:and|und|et|y|e|en|и)\s+(?:(?:also|then|to what extent|in what)\s+)?(" + "|".join(sorted(INTERROGATIVES))
    + r")\b", re.IGNORECASE
)  # fmt: skip
_POINTS_AWAY = re.compile(
    r"\b(?:the\s+(?:above|below|following|former|latter)|(?:mentioned|shown|listed|described|see)\s+"
    r"(?:above|below)|(?:above|below)-mentioned|this\s+(?:figure|image|picture|table|code|snippet|section|chapter|"
    r"example|passage|text|page|program|diagram)|obige\w*|folgende\w*|ci-dessus|ci-dessous|siguiente\w*)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"(?:why|how|what|when|where|who)\s+(?:is|are|was|were|does|do|did|can|could|should|would|has|have)?\s*"
    r"(?:(?:this|that|these|those|such)(?:\s+\w+)?\s*[?？]|(?:they|them|he|she)\b)",
    re.IGNORECASE,
)
_TITLE_ALONE = frozenset(
    "example examples overview introduction intro summary details note notes usage description definition background "
    "conclusion basics general misc other more info information beispiel übersicht einleitung zusammenfassung".split()
)
_DATED = re.compile(
    r"\b(?:as of|currently|at present|to date|so far|nowadays|state[- ]of[- ]the[- ]art|up[- ]to[- ]date|latest|newest|"
    r"most recent|this year|last year|derzeit|aktuell|momentan|heutzutage|actuellement|actualmente)\b", re.IGNORECASE
)  # fmt: skip
_YEAR = re.compile(r"(?<![\d.,$€-])(?:19|20)\d\d(?![\d,%]|\.\d)")
RECENT = 6
"""Years for which a fact with its year may go stale."""

_MATH = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]")
_CITED = re.compile(r"href=\"https?:|gc-footnotes|https?://")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pages:
    """What the checks look at."""

    drafts: tuple[Draft, ...]
    """Of the pages that were asked for, in page order."""

    settings: CheckSettings = field(default_factory=CheckSettings)
    documents: tuple[Document, ...] = ()
    others: tuple[Draft, ...] = ()
    """Of the project's other pages: they may ask the same."""

    skipped: tuple[Diagnostic, ...] = ()
    missing: Collection[tuple[str, str]] = frozenset()
    """Page and target of the relative links that lead to no file."""

    year: int = 9999
    """This year: what is dated some years before may be stale."""


def check_answers(pages: Pages) -> Iterator[Diagnostic]:
    """An answer that one cannot say in a breath is hard to grade; so is a long list."""
    for draft in pages.drafts:
        answer = draft.fields.get("Answer", "")
        items = _items(answer)
        if items > pages.settings.list_items:
            message = f"the answer is a list of {items} items, more than {pages.settings.list_items}"
            yield advice("list-long", draft.at, message, "group them, and ask for each group; or ask for each item")
        count = _count(_BLOCK_CODE.sub(" ", answer))
        if count > pages.settings.answer_words:
            message = f"the answer has {count} words, more than {pages.settings.answer_words}"
            hint = "ask for its parts one by one; what need not be known by heart belongs behind the answer"
            yield advice("answer-long", draft.at, message, hint)


def check_leaks(pages: Pages) -> Iterator[Diagnostic]:
    """Who reads the question knows the answer, or half of it."""
    for draft in pages.drafts:
        front = draft.fields.get("Prompt", "") + draft.fields.get("Cue", "")
        told = _content(_MATH.sub(" ", _plain(draft.fields.get("Answer", ""))))
        if _CHOICES.search(front) or not 0 < len(told) <= pages.settings.answer_words:
            continue  # one of the choices on the front is the answer
        asked = _plain(_BLOCK_CODE.sub(" ", front))
        if word := _given_away(draft, asked, told):
            hint = "say less of it in the question"
            yield advice("answer-leaks", draft.at, f"the question gives its answer away: “{word}”", hint)
        elif word := _named(draft, told):
            hint = "find another word in the cell, or leave the name out of it"
            yield advice("answer-leaks", draft.at, f"the answer holds the name that is asked about: “{word}”", hint)


def _given_away(draft: Draft, asked: str, told: Sequence[str]) -> str:
    """Give what of an answer stands in its question: all of it, or of the term of a tagline a word; else nothing."""
    if draft.kind.restated or _ALTERNATIVES.search(asked):
        return ""
    stems = set(map(stem, _content(asked)))
    known = [word for word in told if stem(word) in stems and len(word) > 1]
    enough = any(len(word) > 2 for word in known) if draft.kind.described else len(known) == len(told)
    return " ".join(known) if enough else ""


def _named(draft: Draft, told: Sequence[str]) -> str:
    """Give the word of a short cell that holds the name of its row, or a form of it; else nothing."""
    if not draft.kind.of_cell or len(told) > 4 or not draft.key.subject:
        return ""
    name = [word for word in _words(draft.key.subject[0]) if word.lower() not in SMALL_WORDS]
    if len(name) != 1 or len(name[0]) < 3:
        return ""
    asked, part = name[0].lower(), len(name[0]) > 3 or name[0].isupper()
    return next((word for word in told if stem(word) == stem(asked) or (part and asked in word)), "")


def check_prompts(pages: Pages) -> Iterator[Diagnostic]:
    """A question must stand alone, and ask one thing."""
    for draft in pages.drafts:
        plain = _plain(_BLOCK_CODE.sub(" ", draft.fields.get("Prompt", "")))
        if not draft.kind.named and _compound(plain):
            message = f"more than one question: “{_short(plain)}”"
            yield advice("prompt-compound", draft.at, message, "make a question of each")
        if not draft.kind.described and (why := _vague(draft, plain)):
            hint = "say what it is about: a card shows nothing but its page, its section and its question"
            yield advice("prompt-vague", draft.at, why, hint)


def _vague(draft: Draft, plain: str) -> str:
    """Say why a question cannot be understood alone; nothing where it can."""
    shown = draft.fields.get("Prompt", "") + draft.fields.get("Cue", "")
    pointed = None if _shows_more(shown) else _POINTS_AWAY.search(plain)
    pointed = pointed or _POINTS_BACK.match(plain)
    if pointed and not draft.kind.of_cell:
        return f"“{pointed[0]}” points to what the card does not show"
    return f"“{_short(plain)}” alone asks nothing" if _says_little(plain) else ""


def _says_little(plain: str) -> bool:
    word = plain.strip(" :?？.").lower()
    return word in _TITLE_ALONE or word in INTERROGATIVES


def _compound(plain: str) -> bool:
    """Say whether a text asks twice; quoted and bracketed questions do not count."""
    said = re.sub(r"[“\"«„][^”\"»“]*[”\"»“]|\([^()]*\)", " ", plain)
    marks = re.findall(rf"[{QUESTION_SIGNS}](?=\s|$)", said)
    if len(marks) > 1:
        return True
    return _SECOND_QUESTION.search(said) is not None and bool(marks)


def _shows_more(prompt: str) -> bool:
    """Say whether the front shows code, a table, a list or a picture that a question may point to."""
    return any(tag in prompt for tag in ("<pre", "<table", "<li", "<img", "<blockquote", "\\["))


def check_twins(pages: Pages) -> Iterator[Diagnostic]:
    """Two questions that nearly say the same are answered by the wrong answer, or learned twice."""
    asked = [_Asked.of(draft) for draft in (*pages.others, *pages.drafts)]
    mine = {id(draft) for draft in pages.drafts}
    told: set[int] = set()
    for first, second in _near(asked):
        if id(second.draft) not in mine:
            first, second = second, first
        if id(second.draft) not in mine or id(second.draft) in told:
            continue
        told.add(id(second.draft))
        same = _plain(first.draft.fields.get("Answer", "")) == _plain(second.draft.fields.get("Answer", ""))
        place = f"{first.draft.at.path}:{first.draft.at.line}"
        message = f"nearly the same question as at {place}: “{_short(first.plain)}”"
        with_answer = "with the same answer" if same else "with another answer"
        hint = "keep one of them" if same else "say in each what tells them apart, or make one note of both"
        yield advice("prompt-near", second.draft.at, f"{message}, {with_answer}", hint)


@dataclass(frozen=True, slots=True)
class _Asked:
    draft: Draft
    plain: str
    shown: tuple[str, ...]
    """What the front shows: two notes that show the same are told of as `same-prompt`."""

    words: tuple[str, ...]
    """Sorted, each once; without small ones."""

    @classmethod
    def of(cls, draft: Draft) -> _Asked:
        plain = _plain(draft.fields.get("Prompt", "") or draft.fields.get("Text", ""))
        shown = tuple(draft.fields.get(name, "") for name in ("Context", "Prompt", "Cue"))
        return cls(draft, plain, shown, tuple(sorted(set(_content(plain)))))


def _near(asked: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Yield pairs of like questions; only those are compared that share one of their two rarest stems."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        for word in {stem(word) for word in one.words}:
            holders[word].append(place)
    buckets: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(asked):
        rare = sorted({stem(word) for word in one.words}, key=lambda word: (len(holders[word]), word))
        for word in rare[:2]:
            buckets[word].append(place)
    seen: set[tuple[int, int]] = set()
    for places in buckets.values():
        for number, first in enumerate(places[:NEAR]):
            for second in places[number + 1 : NEAR]:
                if (first, second) not in seen and _alike(asked[first], asked[second]):
                    seen.add((first, second))
    for first, second in sorted(seen, key=lambda pair: pair[::-1]):
        yield asked[first], asked[second]


def _alike(one: _Asked, other: _Asked) -> bool:
    """Say whether two questions have the same words, but for their forms and for slips of the pen."""
    if one.shown == other.shown or abs(len(one.words) - len(other.words)) > 0 or len(one.words) < 2:
        return False
    if _kind_of_question(one.plain) != _kind_of_question(other.plain):
        return False
    if one.draft.key.section != other.draft.key.section and one.draft.kind.of_cell and other.draft.kind.of_cell:
        return one.words == other.words
    return all(a == b or _same_word(a, b) for a, b in zip(one.words, other.words, strict=True))


def _kind_of_question(plain: str) -> str:
    """Give the word that says what is asked: why, how … ; "what" is as good as none."""
    asked = [word for word in map(str.lower, _words(plain)[:3]) if word in INTERROGATIVES]
    return asked[0] if asked and asked[0] not in ("what", "which", "was", "que", "qué") else ""


def _same_word(one: str, other: str) -> bool:
    """Say whether two words are forms of one, or one with a slip; what has digits is a name."""
    if other == f"{one}s" or one == f"{other}s":
        return min(len(one), len(other)) > 2
    if min(len(one), len(other)) < 4 or not (one.isalpha() and other.isalpha()) or one[:3] != other[:3]:
        return False
    if without_ending(one) == without_ending(other):
        return True
    return min(len(one), len(other)) > 6 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def check_missing(pages: Pages) -> Iterator[Diagnostic]:
    """A question without an answer was meant to become a note; so was a table without rows."""
    for problem in pages.skipped:
        if problem.code == "answer-missing":
            yield advice("answer-missing", problem.at, problem.message, problem.hint or "write it, or take it out")
        elif problem.code == "table-empty":
            hint = "write its rows, without an empty line below the header"
            yield advice("table-orphan", problem.at, "a table's header without a row", hint)
    for document in pages.documents:
        yield from _unanswered(document.root)
        yield from _rows_alone(document)


def _unanswered(section: Section) -> Iterator[Diagnostic]:
    for below in section.walk():
        if below.heading is not None and asks(below.heading.plain) and not below.blocks and not below.sections:
            hint = "write it, or take it out"
            yield advice("answer-missing", below.at, "a heading that asks, with nothing below it", hint)


def _rows_alone(document: Document) -> Iterator[Diagnostic]:
    """Yield advice for rows of a table that have no header, and so are a paragraph."""
    for section in document.root.walk():
        for paragraph in paragraphs(section.blocks):
            lines = [document.lines[paragraph.at.line - 1]] if paragraph.at.line <= len(document.lines) else []
            if lines and _ROW.match(lines[0]) and lines[0].count("|") > 2 and not _is_header(document, paragraph):
                hint = "write a header and a line of | --- | --- | above it, without an empty line between"
                yield advice("table-orphan", paragraph.at, "a row of a table without its header", hint)


def _is_header(document: Document, paragraph: Paragraph) -> bool:
    """Say whether the next line is a table's second one: then `table-broken` is told of it."""
    line = document.lines[paragraph.at.line] if paragraph.at.line < len(document.lines) else ""
    return re.fullmatch(r"[\s|:-]+", line) is not None and "-" in line


def check_dates(pages: Pages) -> Iterator[Diagnostic]:
    """What is true today must say where it is from, so that somebody can look it up again."""
    sourced = {document.path for document in pages.documents if document.settings.source}
    found: dict[str, list[tuple[Draft, str]]] = defaultdict(list)
    for draft in pages.drafts:
        if draft.at.path not in sourced and not draft.citation and (word := _dated(draft, pages.year)):
            found[draft.at.path].append((draft, word))
    for dated in found.values():
        first, word = dated[0]
        count = "a note tells" if len(dated) == 1 else f"{len(dated)} notes tell"
        message = f"{count} what may go stale (“{word}”), and nothing says where it is from"
        hint = "write `source:` with a link into the front matter, or cite it in a footnote or a link"
        yield advice("dated-fact", first.at, message, hint)


def _dated(draft: Draft, year: int) -> str:
    """Give the word by which a note is bound to its time; empty where it cites something."""
    told = " ".join(draft.fields.get(name, "") for name in ("Prompt", "Answer", "Text"))
    if _CITED.search(" ".join(draft.fields.values())):
        return ""
    plain = _plain(told)
    word = _DATED.search(plain)
    if word:
        return word[0]
    recent = (match[0] for match in _YEAR.finditer(plain) if 0 <= year - int(match[0]) <= RECENT)
    return next(recent, "")


def check_links(pages: Pages) -> Iterator[Diagnostic]:
    """A link to a page that is not there."""
    for document in pages.documents:
        for target, at in links(document):
            if (document.path, target) in pages.missing:
                hint = "correct the path; it is read from the folder of the page"
                yield advice("link-dead", at, f"there is no “{target}”", hint)


def links(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield the relative links of a page: the path, without what stands behind # or ?."""
    for href, at in _attributes(document, "link_open", "href"):
        target = unquote(re.split(r"[?#]", href)[0])
        if target and not _SCHEME.match(href):
            yield target, at


def check_images(pages: Pages) -> Iterator[Diagnostic]:
    """Where an image cannot be seen, its text stands for it."""
    hint = "say what it shows: ![a cell that divides](cell.png)"
    for document in pages.documents:
        for line, token in _inlines(document):
            sounds = token.meta.get("media") == "sound"
            bare = token.type == "image" and not sounds and not str(token.meta.get("alt", token.content)).strip()
            if token.type in ("html_inline", "html_block"):
                bare = any(not alternative(image).strip() for image in _IMAGE.findall(token.content))
            if bare:
                yield advice("image-alt", Location(document.path, line), "an image without a text", hint)


def _attributes(document: Document, kind: str, name: str) -> Iterator[tuple[str, Location]]:
    for line, token in _inlines(document):
        if token.type == kind:
            yield str(token.attrs.get(name, "")), Location(document.path, line)


def _inlines(document: Document) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a page that stand in its texts, and its blocks of HTML, with their lines."""
    for token in document.root.tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            yield line, token
        for child in token.children or ():
            yield line, child
            line += child.type in ("softbreak", "hardbreak")


def _items(answer: str) -> int:
    """Give the number of items where an answer is mainly a list: the most that one of its outer lists has."""
    depth, counts = 0, [0]
    for match in _ITEM.finditer(_BLOCK_CODE.sub(" ", answer)):
        closing, tag = match[1], match[2]
        if tag == "li":
            counts[-1] += depth == 1 and not closing
        else:
            depth += -1 if closing else 1
            if depth == 1 and not closing:
                counts.append(0)
    return max(counts)


def _count(field: str) -> int:
    """Give how many words a field has; some letters of a script without spaces are one."""
    plain = _plain(field)
    letters = len(_CJK.findall(plain))
    return len(_words(_CJK.sub(" ", plain))) + letters // _CJK_WORD


def _plain(field: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", field)).split())


def _words(plain: str) -> list[str]:
    return _WORD.findall(plain)


def _content(plain: str) -> list[str]:
    """Give the words that carry meaning, in lower case."""
    return [word for word in map(str.lower, _words(plain)) if word not in SMALL_WORDS]


def _short(plain: str) -> str:
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


Check = Callable[[Pages], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_answers,
    check_leaks,
    check_prompts,
    check_twins,
    check_missing,
    check_dates,
    check_links,
    check_images,
)


def check(pages: Pages) -> tuple[Diagnostic, ...]:
    """Give what all checks find."""
    return tuple(problem for each in CHECKS for problem in each(pages))


__all__ = ["CHECKS", "Check", "Pages", "check", "links"]
