"""What makes a card hard to learn from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from genai_cards.cards.fields import count_items, plain_text, running, shows_blocks, shows_list
from genai_cards.cards.notes import Draft
from genai_cards.checks.facts import Facts
from genai_cards.checks.wording import content, count_words, short, words_of
from genai_cards.diagnostics import Diagnostic, advice
from genai_cards.language.marks import QUESTION_SIGNS
from genai_cards.language.stems import stem
from genai_cards.language.words import INTERROGATIVES, SMALL_WORDS

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


def check_answers(facts: Facts) -> Iterator[Diagnostic]:
    """An answer that one cannot say in a breath is hard to grade; so is a long list."""
    for draft in facts.drafts:
        answer = draft.fields.get("Answer", "")
        items = count_items(answer)
        if items > facts.settings.list_items:
            message = f"the answer is a list of {items} items, more than {facts.settings.list_items}"
            yield advice("list-long", draft.at, message, "group them, and ask for each group; or ask for each item")
        count = count_words(running(answer))
        if count > facts.settings.answer_words:
            message = f"the answer has {count} words, more than {facts.settings.answer_words}"
            hint = "ask for its parts one by one; what need not be known by heart belongs behind the answer"
            yield advice("answer-long", draft.at, message, hint)


def check_leaks(facts: Facts) -> Iterator[Diagnostic]:
    """Who reads the question knows the answer, or half of it."""
    for draft in facts.drafts:
        front = draft.fields.get("Prompt", "") + draft.fields.get("Cue", "")
        told = content(_MATH.sub(" ", plain_text(draft.fields.get("Answer", ""))))
        if shows_list(front) or not 0 < len(told) <= facts.settings.answer_words:
            continue  # one of the choices on the front is the answer
        asked = plain_text(running(front))
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
    stems = set(map(stem, content(asked)))
    known = [word for word in told if stem(word) in stems and len(word) > 1]
    enough = any(len(word) > 2 for word in known) if draft.kind.described else len(known) == len(told)
    return " ".join(known) if enough else ""


def _named(draft: Draft, told: Sequence[str]) -> str:
    """Give the word of a short cell that holds the name of its row, or a form of it; else nothing."""
    if not draft.kind.of_cell or len(told) > 4 or not draft.key.subject:
        return ""
    name = [word for word in words_of(draft.key.subject[0]) if word.lower() not in SMALL_WORDS]
    if len(name) != 1 or len(name[0]) < 3:
        return ""
    asked, part = name[0].lower(), len(name[0]) > 3 or name[0].isupper()
    return next((word for word in told if stem(word) == stem(asked) or (part and asked in word)), "")


def check_prompts(facts: Facts) -> Iterator[Diagnostic]:
    """A question must stand alone, and ask one thing."""
    for draft in facts.drafts:
        plain = plain_text(running(draft.fields.get("Prompt", "")))
        if not draft.kind.named and _compound(plain):
            message = f"more than one question: “{short(plain)}”"
            yield advice("prompt-compound", draft.at, message, "make a question of each")
        if not draft.kind.described and (why := _vague(draft, plain)):
            hint = "say what it is about: a card shows nothing but its page, its section and its question"
            yield advice("prompt-vague", draft.at, why, hint)


def _vague(draft: Draft, plain: str) -> str:
    """Say why a question cannot be understood alone; nothing where it can."""
    shown = draft.fields.get("Prompt", "") + draft.fields.get("Cue", "")
    pointed = None if shows_blocks(shown) else _POINTS_AWAY.search(plain)
    pointed = pointed or _POINTS_BACK.match(plain)
    if pointed and not draft.kind.of_cell:
        return f"“{pointed[0]}” points to what the card does not show"
    return f"“{short(plain)}” alone asks nothing" if _says_little(plain) else ""


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


def check_dates(facts: Facts) -> Iterator[Diagnostic]:
    """What is true today must say where it is from, so that somebody can look it up again."""
    sourced = {document.path for document in facts.documents if document.settings.source}
    found: dict[str, list[tuple[Draft, str]]] = defaultdict(list)
    for draft in facts.drafts:
        if draft.at.path not in sourced and not draft.citation and (word := _dated(draft, facts.year)):
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
    plain = plain_text(told)
    word = _DATED.search(plain)
    if word:
        return word[0]
    recent = (match[0] for match in _YEAR.finditer(plain) if 0 <= year - int(match[0]) <= RECENT)
    return next(recent, "")
