"""What a page says as a whole: which of its headings are terms, what is a glossary, which letters its keys give."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from genai_cards.language import cells, prompts
from genai_cards.language.marks import is_glossary_title
from genai_cards.language.words import READ_ON
from genai_cards.page.document import Table
from genai_cards.page.looks import has_links, without_links
from genai_cards.page.text import Text
from genai_cards.scopes import facts, sheets, signs, tables
from genai_cards.scopes.keys import Keys
from genai_cards.scopes.nest import BOLD
from genai_cards.scopes.units import Form, Unit

MOST_BODY_WORDS = 150
"""A longer body is no meaning of a term but a chapter."""

MOST_BODY_LETTERS = 10 * MOST_BODY_WORDS
FEWEST_BODY_WORDS = 2
MOST_NAME_WORDS = 9
FEWEST_SIBLINGS = 2
FEWEST_CHAPTERS = 3
"""So many headings of the first level have to be terms."""

_FRONT = re.compile(r"(?:readme|index|summary|faq)(?:\W.*)?", re.IGNORECASE)
"""A page that stands for its folder: it may be about the repository."""

_OF_CODE = re.compile(
    r"(?:^|/)(?:src|libs?|packages|apps?|internal|cmd|scripts|tests?|server|client|backend|frontend|api)/",
    re.IGNORECASE,
)
"""Folders whose front pages are about the code in them."""

_OTHER = r"(?:[._-](?:[a-z]{2}(?:[_-][a-z]{2,4})?|\d[\d.x]*))?"
"""What may end the name of a page that is not another page: a language, a version."""

_SITE = re.compile(
    rf"(?:licen[cs]e|_?sidebar|style_?guide|copilot-instructions|todo|roadmap|authors|install|usage|about){_OTHER}",
    re.IGNORECASE,
)
_META = re.compile(
    rf"(?:(?i:contributing|changelog|code[_-]of[_-]conduct|pull_request_template|issue_template|bug_report"
    rf"|feature_request|governance|maintainers|releasing|claude|gemini|licen[cs]e)"
    rf"|CHANGES|HISTORY|NEWS|SECURITY|SUPPORT|AGENTS?)(?i:{_OTHER})",
)
"""What tells how to work on a repository; names that may be those of topics are meant where they are in capitals."""

_ENDED = re.compile(r"[.!。]$")
MOST_ABOUT = 4
"""One of so many headings such as "Installation" makes a page one about its repository."""

_OWN = re.compile(
    r"(?:our|my|unsere?r?s?|meine?r?s?|notre|nos|mon|mes|nuestr[oa]s?|mis?|nostr[oaie]|nossos?|nossas?)\s",
    re.IGNORECASE,
)
"""What a name begins with that tells of its author and is no term."""

_NUMBERED = re.compile(r"\W*\d")
_BOLD_TERM = "a bold line that is a term"


@dataclass(slots=True)
class Votes:
    """What a page says as a whole."""

    is_glossary: bool = False
    is_site: bool = False
    """Whether it is a page about its repository: a README."""

    is_meta: bool = False
    """Whether it only tells how to work on the repository: it gives nothing."""

    keys: Keys = field(default_factory=Keys)
    """What answers questions elsewhere on the page."""

    alike: frozenset[str] = frozenset()
    """Names that several headings have, but for their numbers."""

    terms: frozenset[int] = frozenset()
    """Identities of the headings that are terms."""

    headings: int = 0


def count(tree: Sequence[Unit], title: str, page: str, keys: Keys) -> Votes:
    """Count a page's votes; `page` is what it is called in its folder."""
    headings = [*_headings(tree)]
    file = page.rpartition("/")[2]
    bare = Counter(signs.name_of(unit.text) for unit in headings)
    votes = Votes(
        is_glossary=is_glossary_title(title) or is_glossary_title(page),
        is_site=_SITE.fullmatch(file) is not None
        or (
            _FRONT.fullmatch(file) is not None and (_OF_CODE.search(page) is not None or _is_about_repository(headings))
        ),
        is_meta=_META.fullmatch(file) is not None or prompts.is_paper(title),
        keys=keys,
        alike=frozenset(name for name, number in bare.items() if number > 1),
        headings=len(headings),
    )
    by_level: dict[int, list[Unit]] = defaultdict(list)
    for unit in headings:
        by_level[unit.level].append(unit)
    winners = [unit for level, group in by_level.items() for unit in _winners(group, level, votes)]
    sure = [
        unit for unit in headings if (prompts.is_aspect(signs.name_of(unit.text)) or announced(unit)) and is_term(unit)
    ]
    votes.terms = frozenset(map(id, (*winners, *sure)))
    return votes


def _is_about_repository(headings_: Sequence[Unit]) -> bool:
    """Say whether a page is about its repository: so many of its highest headings are those of such a page."""
    levels = Counter(unit.level for unit in headings_)
    level = min((level for level, number in levels.items() if number > 1), default=0)  # without the title's
    highest = [unit for unit in headings_ if unit.level == level]
    about = sum(prompts.is_of_repository(signs.name_of(unit.text)) for unit in highest)
    return about * MOST_ABOUT >= max(1, len(highest))


def is_bold_term(unit: Unit, siblings: Sequence[Unit], votes: Votes) -> bool:
    """Say whether a bold line is a term, as most bold lines among its siblings are."""
    if _BOLD_TERM not in unit.memory:
        bold = [each for each in siblings if facts.is_bold(each)]
        terms = set(map(id, _winners(bold, BOLD, votes)))
        for each in (unit, *bold):
            each.memory[_BOLD_TERM] = id(each) in terms
    return bool(unit.memory[_BOLD_TERM])


def _headings(units: Iterable[Unit]) -> Iterator[Unit]:
    for unit in units:
        if unit.form is Form.HEADING:
            yield unit
        yield from _headings(unit.scope)


def _winners(group: Sequence[Unit], level: int, votes: Votes) -> Sequence[Unit]:
    """Give those of a group of headings that are terms, where most of them look like terms."""
    if not group:
        return ()
    group = [unit for unit in group if level == BOLD or keeps_number(unit, votes) or not _repeats(unit, votes)]
    fewest = 1 if votes.is_glossary else FEWEST_BODY_WORDS
    alike = [unit for unit in group if is_term(unit, fewest=fewest)]
    over_code = [unit for unit in group if facts.is_command(next(iter(body(unit)), unit))]
    if len(over_code) * 2 > len(group):  # a cheat sheet: what to do → how
        alike = [unit for unit in group if is_term(unit, fewest=1, tasks=True)]
    real = [unit for unit in group if unit in alike or _may_vote(unit)]
    asking = sum(map(facts.asks, real))
    need = 1 if votes.is_glossary else FEWEST_SIBLINGS
    most = len(alike) * 2 >= len(real) - asking
    if not alike or len(alike) + asking < need or not most or (level == 1 and len(alike) < FEWEST_CHAPTERS):
        return ()
    return [*alike, *(unit for unit in group if unit not in alike and is_term(unit, fewest=fewest, subjects=True))]


def _may_vote(unit: Unit) -> bool:
    name = signs.name_of(unit.text)
    if not unit.scope or prompts.is_dead(name) or prompts.is_neutral(name) or unit.scope[0].form is Form.HEADING:
        return False
    return not all(facts.tells_facts(one) or sheets.is_long(one) for one in body(unit))


def body(unit: Unit) -> list[Unit]:
    """Give what belongs to a term: up to the first smaller heading or bold line, without what leads elsewhere."""
    found: list[Unit] = []
    for below in unit.scope:
        if below.form is Form.HEADING or facts.is_bold(below):
            break
        if facts.is_silent(below) or facts.is_rule(below) or (below.text and _leads_on(below.text)):
            continue
        if below.form is Form.BOX and (facts.is_answer_box(below) or facts.box_name(below) in facts.DEAD_BOXES):
            continue
        found.append(below)
    return found


def _leads_on(text: Text) -> bool:
    """Say whether a text only says where to read on: "See [this](…)"."""
    if not has_links(text):
        return False
    return signs.links_only(text) or without_links(text).lower().strip(" .:…*()→") in READ_ON


def is_term(unit: Unit, *, fewest: int = FEWEST_BODY_WORDS, tasks: bool = False, subjects: bool = False) -> bool:
    """Say whether a heading has the looks of a term: a short name over a short body that tells about it.

    `tasks` where it may be the name of something to do, `subjects` where it is one among terms: then "Testing" is, too.
    """
    name = signs.name_of(unit.text)
    if not 0 < signs.words(name) <= MOST_NAME_WORDS or facts.asks(unit) or _ENDED.search(name):
        return False
    below = body(unit)
    if prompts.is_dead(name) and not (prompts.is_subject(name) and (subjects or _speaks_of(below, name))):
        return False
    if _OWN.match(unit.text.plain) or any(test(name) for test in _NO_TERMS) or (not tasks and prompts.is_task(name)):
        return False
    if any(isinstance(one.block, Table) and tables.is_plan(one.block) for one in unit.scope):
        return False
    return bool(below) and _tells(below, bool(announced(unit))) and facts.words(below) >= fewest


def _speaks_of(below: Sequence[Unit], name: str) -> bool:
    return bool(below) and below[0].form is Form.PARAGRAPH and prompts.speaks_of(below[0].text.plain, name)


_NO_TERMS = (
    prompts.is_neutral,
    prompts.is_definition_heading,
    prompts.is_answer_name,
    cells.is_date,
)


def _tells(below: Sequence[Unit], leads: bool) -> bool:
    """Say whether a body tells about the name above it: no instruction, no links, no table, no facts of its own alone.

    `leads` where it announces smaller headings.
    """
    first = below[0]
    if first.form in (Form.TABLE, Form.BOX):
        return False
    if first.form is Form.PARAGRAPH and not _opens_a_meaning(first, alone=len(below) == 1 and not leads):
        return False
    if first.form is Form.LIST and not _is_plain_list(first):
        return False
    if len(below) == 1 and (facts.tells_facts(first) or sheets.is_long(first)):
        return False
    letters = facts.letters(below)
    return (
        letters <= MOST_BODY_LETTERS
        and (letters <= MOST_BODY_WORDS or facts.words(below) <= MOST_BODY_WORDS)
        and facts.linked_share(below) < 0.5
    )


def _opens_a_meaning(first: Unit, *, alone: bool) -> bool:
    plain = first.text.plain.strip()
    if prompts.is_instruction(plain) or facts.asks(first):
        return False
    return not (alone and plain.endswith((":", "：")))


def announced(unit: Unit) -> list[Unit]:
    """Give the smaller headings that the last sentence of a body announces: "There are two modes", "These are:"."""
    below = body(unit)
    found = [one for one in unit.scope if one.form is Form.HEADING]
    if not below or below[-1].form is not Form.PARAGRAPH or len(found) < FEWEST_SIBLINGS:
        return []
    plain = below[-1].text.plain.rstrip()
    return found if plain.endswith((":", "：")) or len(found) in prompts.counted(plain) else []


def _is_plain_list(unit: Unit) -> bool:
    """Say whether a list is neither one of links nor one of questions."""
    if any(map(facts.item_asks, unit.parts)):
        return False
    share = facts.linked_share([unit])
    linked = sum(facts.linked_share([item]) > 0.15 for item in unit.parts)
    return share <= 0.5 and not (linked * 2 > len(unit.parts) and share > 0.2)


def is_counted(unit: Unit) -> bool:
    """Say whether a name promises as many items as its list has: "Six advantages of …"."""
    numbers = prompts.counted(unit.text.plain)
    first = next((below for below in body(unit) if below.form is Form.LIST), None) if numbers else None
    return first is not None and len(first.parts) in numbers


def _repeats(unit: Unit, votes: Votes) -> bool:
    """Say whether several headings of a page have the same name: it says what kind of text follows."""
    return signs.name_of(unit.text) in votes.alike


def keeps_number(unit: Unit, votes: Votes) -> bool:
    """Say whether only its number tells a heading from another."""
    return signs.name_of(unit.text) in votes.alike and _NUMBERED.match(unit.text.plain) is not None
