"""Better no card than a bad one: each candidate is judged before it is a note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from genai_cards.cards.fields import plain_text
from genai_cards.diagnostics import Diagnostic, skipped
from genai_cards.extractors.harvest import Candidate
from genai_cards.language import cells, prompts
from genai_cards.scopes import facts
from genai_cards.scopes.units import Form
from genai_cards.scopes.votes import Votes

FEWEST_OPEN = 2
"""So many open questions make a page one of open questions, where no more than half as many are answered."""

MOST_LETTERS_BACK = 80
MOST_WORDS_ON = 8
MOST_PROMPT_LETTERS = 1500
"""A question with more, such as a page of code to be completed, is an exercise and no card."""

_NAMED = ("term", "label", "parent", "summary", "lead-in")
"""Forms whose prompt is a name, so that it must be one."""

_ON_SITES = ("question", "choice", "deflist", "definition", "practice", "tagline")
"""What a page about its repository may tell all the same."""

_ADDRESS = re.compile(r"\W*https?://\S+\W*")
_LETTER = re.compile(r"\w")
_ANYTHING = re.compile(r"[^\s\W]|[$`*^\\+=<>&|~\ufffc-]")
_DATA = re.compile(
    r"[\s\d\[\](){},.;:/|<>=+*%-]*\d[\s\d\[\](){},.;:/|<>=+*%-]*(?:(?:->|→)\s*.*)?",
)
_AMOUNT = re.compile(r"[\d.,]+\s*[%°€$]?")
_BYLINE = re.compile(r"(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Dd]i)\s+(?:[A-Z]\S*\s*|us\b){1,4}")
_READ_ON = re.compile(
    r"^(?:read|see|look|check|explained|described|answered|more|learn|refer|watch|lies|siehe|ver|véase|voir|vedi|veja|см)\b"
    r"|\b(?:here|hier|aquí|ici|qui|aqui|здесь|тут)\W*$|^(?:更多|详见|参考|参见|参照|见|詳細は|자세한)",
    re.IGNORECASE,
)
"""What a short answer with a link says that only leads elsewhere."""

_TASK = re.compile(r"\W*(?:\[ ?\]|@)")


def why_not(candidate: Candidate, votes: Votes) -> Diagnostic | None:
    """Say why a candidate is no note; None where it is one."""
    at, form = candidate.draft.at, candidate.form
    answer, front = candidate.answer.strip(), candidate.front.strip()
    if votes.is_site and not votes.is_glossary and form not in _ON_SITES:
        return skipped(
            "about-repository", at, "a page about its repository: only its questions and definitions are read"
        )
    if cells.is_unwritten(answer) or (cells.is_placeholder(answer) and cells.is_placeholder(front)):
        return skipped("placeholder", at, "it only holds the place of a text that is to be written")
    if len(prompt := candidate.draft.fields["Prompt"]) > MOST_PROMPT_LETTERS < len(plain_text(prompt)):
        return skipped("question-long", at, "its question is longer than anybody reads on a card")
    if form in ("tagline", "practice", "table", "choice", "deflist"):
        return None
    if _says_nothing(answer) or _BYLINE.fullmatch(answer):
        return skipped("answer-empty", at, "its answer says nothing, or is only a link")
    if answer.endswith((":", "：")) and "\n" not in answer and form != "definition":
        return skipped("answer-cut", at, "its answer only announces what is to come")
    if _only_asks(form, answer):
        return skipped("answer-asks", at, "its answer is only another question or a task")
    if form in _NAMED and (
        prompts.is_neutral(front) or (form != "term" and prompts.is_dead(front) and not prompts.may_be_term(front))
    ):
        return skipped("generic", at, f"“{front}” only says what kind of text stands here")
    if form in _NAMED and prompts.is_aspect(front) and not prompts.may_have_aspects(candidate.topic):
        return skipped("generic", at, f"“{front}” asks of a topic, and none stands above it")
    if form != "name" and prompts.is_answer_name(front):
        return skipped("generic", at, f"“{front}” only announces an answer")
    if len(answer) < MOST_LETTERS_BACK and prompts.leads_back(answer):
        return skipped("navigation", at, "it only leads around the page")
    if candidate.linked and prompts.count_words(answer) <= MOST_WORDS_ON and _READ_ON.search(answer):
        return skipped("links", at, "its answer only says where to read on")
    if answer == front:
        return skipped("says-itself", at, "its answer is its question")
    if candidate.linked > (0.5 if form in _NAMED else 0.99):
        return skipped("links", at, "its answer is mostly links, or a picture that the deck does not hold")
    if form in ("label", "parent") and _DATA.fullmatch(answer) and not _AMOUNT.fullmatch(answer):
        return skipped("data", at, "its answer is data")
    if form in ("label", "parent", "bold-is") and _TASK.match(front):
        return skipped("check-box", at, "a task, or a person")
    return None


def _only_asks(form: str, answer: str) -> bool:
    """Say whether an answer is only another question; that of a question is no task, either."""
    if form in _NAMED:
        return prompts.question_mark_at(answer) >= 0 and prompts.only_asks(answer)
    return form == "question" and prompts.only_asks(answer)


def _says_nothing(answer: str) -> bool:
    without = re.sub(r"https?://\S+", "", answer) if "://" in answer else answer
    return _ADDRESS.fullmatch(answer) is not None or not (_LETTER.search(without) or _ANYTHING.search(without))


def asks_by_chance(candidate: Candidate) -> bool:
    """Say whether a question is a mere paragraph, so that what follows it need not be its answer."""
    asked = candidate.prompt
    return (
        candidate.form == "question" and asked is not None and asked.form is Form.PARAGRAPH and not facts.is_bold(asked)
    )


def are_mostly_unanswered(outcomes: Iterable[Candidate | Diagnostic]) -> bool:
    """Say whether most questions of a page are open, so that what stands below the others answers them by chance."""
    opened = answered = 0
    for each in outcomes:
        if isinstance(each, Candidate):
            answered += each.form in ("question", "choice", "practice", "pair")
        else:
            opened += each.code in ("answer-missing", "choices")
    return opened >= FEWEST_OPEN and opened >= 2 * answered
