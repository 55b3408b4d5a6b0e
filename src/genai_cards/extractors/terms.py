"""Terms: headings and bold lines that name something, over what is said of it; and sentences that define."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from genai_cards.cards.kinds import DEFINITION, TAGLINE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.drafting import Place, subject
from genai_cards.extractors.harvest import Candidate, Here, Outcome, Reading, left_out
from genai_cards.extractors.making import candidate, nothing, share
from genai_cards.extractors.questions import answered_below, asked_by_place, is_named_question, read_question
from genai_cards.language import defining, prompts
from genai_cards.language.sentences import sentence_end
from genai_cards.language.words import VERBS
from genai_cards.page import markup
from genai_cards.page.text import Text
from genai_cards.scopes import facts, signs, votes
from genai_cards.scopes.units import Form, Unit, blocks_of, paragraph

TAGLINE_WORDS = 30
"""A line under the title with more words is an introduction."""

MOST_NAME_WORDS, MOST_NAME_LETTERS = 8, 30
MOST_CHAPTERS = 3
"""A page with more headings is about more than what its title names."""

_NOUN = re.compile(r"(?:an?|the|any|one|each|ein|eine|der|die|das|un|une|una|le|la|el)\s|l['’]", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:refers?\s+to|describes?|denotes?|short\s+for|abbreviation|stands\s+for|see)\b|\w+\s+term\s+for\b",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:an?|the|ein|eine|un|une|una|um|uma|een)\s+[^\W\d_]{2}", re.IGNORECASE)


def read_heading(here: Here, unit: Unit) -> Reading | None:
    """A heading: it asks, stands over a definition, is a term, or only names what stands below it."""
    if unit.form is not Form.HEADING:
        return None
    name = signs.name_of(unit.text)
    place, above, inside = _around(here, unit, name)
    is_term = id(unit) in here.votes.terms
    if facts.silences(unit) and not is_term and not _is_title(here, unit):
        reason = left_out("leads-elsewhere", unit, f"“{name}” leads elsewhere, or is about the page")
        return Reading((reason,), (replace(inside, siblings=heard),) if (heard := facts.heard(unit)) else ())
    if (found := asked_by_place(unit)) is not None:
        return read_question(inside, found[0], found[1])
    defines = prompts.is_definition_heading(name)
    if (facts.asks(unit) or is_named_question(unit)) and not defines and not _opens_questions(unit):
        return read_question(above, unit, unit.scope, inside=inside if unit.section is not None else None)
    if defines and (term := _above(here)) is not None:
        made = _defined_by_heading(inside, unit, term)
        return Reading((made,) if made else (), (inside,))
    if answered_below(unit):
        return read_question(above, unit, unit.scope, inside=inside if unit.section is not None else None)
    outcomes: list[Candidate | Diagnostic] = []
    definition = definition_of(above, name, unit.text, unit.scope, unit.at, place) or _of_topic(above, unit)
    if definition is not None:
        outcomes.append(definition)
        inside = inside.below([one for one in unit.scope if one not in definition.units], unit)
    elif (is_term or votes.is_counted(unit)) and not here.votes.is_site:
        outcomes.append(_term(above, unit, place))
    return Reading(tuple(outcomes), (inside,))


def _opens_questions(unit: Unit) -> bool:
    """Say whether a heading stands over headings alone, and over questions among them: it is none itself."""
    first = next((one for one in unit.scope if not facts.is_silent(one)), None)
    return first is not None and first.form is Form.HEADING and bool(facts.heard(unit))


def _is_title(here: Here, unit: Unit) -> bool:
    """Say whether a heading is the page's title over its sections: that is no section that leads elsewhere."""
    return here.owner is None and unit.level == 1 and any(one.form is Form.HEADING for one in unit.scope)


def _around(here: Here, unit: Unit, name: str) -> tuple[Place, Here, Here]:
    """Give the place of a heading's own note, and how it and what stands below it are read."""
    if unit.section is None:  # in a list, a quotation or a box
        return here.place, here, here.below(unit.scope, unit, name)
    below_it = here.places[unit.section.at]
    inside = Here(below_it, here.votes, here.places, owner=unit, siblings=unit.scope)
    return below_it.above(), Here(below_it.above(), here.votes, here.places, owner=here.owner), inside


def _above(here: Here) -> Text | None:
    """Give the name that stands above a heading such as "Definition"."""
    if here.owner is not None and here.owner.form is Form.HEADING:
        return here.owner.text
    title = here.place.document.title
    return title or None


def _of_topic(here: Here, unit: Unit) -> Candidate | None:
    """Make the note of the name above "Overview", where what stands there says what that is."""
    term = _above(here) if prompts.is_neutral(signs.name_of(unit.text)) else None
    return definition_of(here, signs.name_of(term), term, unit.scope, unit.at, here.place) if term else None


def _defined_by_heading(here: Here, unit: Unit, term: Text) -> Candidate | None:
    """Make the note of the first paragraph under "Definition", whose term is the name above."""
    first = next((one for one in unit.scope if not facts.is_silent(one)), None)
    if first is None or first.form not in (Form.PARAGRAPH, Form.QUOTE):
        return None
    return _defined(here, term, first, unit.scope[unit.scope.index(first) + 1 :], first.at, here.place)


def _defined(
    here: Here, term: Text, first: Unit, behind: Sequence[Unit], at: Location, place: Place, units: Sequence[Unit] = ()
) -> Candidate:
    """Make a definition: its first sentence answers, with the list that a colon announces; the rest is extra."""
    text = first.text if first.form is Form.PARAGRAPH else nothing(at)
    if not text:
        return candidate(here, DEFINITION, "definition", term, text, [first], at=at, place=place, shows=units)
    sign = defining.defines(" ".join(text.plain.split()), subject(signs.bare(term)))
    if sign is not None and text.plain[:sign].rstrip().endswith("="):
        text = text.cut(text.plain.index("=") + 1).stripped()
    end = sentence_end(text.mask)
    said, rest = text.cut(0, end).stripped(), text.cut(end).stripped()
    if said.plain.endswith((":", "：")):
        return candidate(
            here, DEFINITION, "definition", term, text, behind[:1], at=at, place=place, asked_by=first, shows=units
        )
    extra = markup.inline(rest)
    return candidate(
        here, DEFINITION, "definition", term, said, at=at, place=place, extra=extra, asked_by=first, shows=units
    )


def _term(here: Here, unit: Unit, place: Place) -> Candidate:
    """Make the note of a heading that is a term: all that is said below it, up to the next prompt."""
    body = [*votes.body(unit), *(replace(each, scope=[]) for each in votes.announced(unit))]
    prompt = unit.text if votes.keeps_number(unit, here.votes) else signs.bare(unit.text)
    first = body[0]
    if first.form is Form.PARAGRAPH and _is_meaning(first, subject(unit.text)):
        end = sentence_end(first.text.mask)
        said, rest = first.text.cut(0, end).stripped(), first.text.cut(end).stripped()
        if not said.plain.endswith((":", "：")):
            below = markup.blocks(blocks_of([*first.scope, *body[1:]]))
            extra = (f"<p>{markup.inline(rest)}</p>" if rest and below else markup.inline(rest)) + below
            return _named(here, unit, prompt, said, (), extra, body, place)
    if first.form is Form.PARAGRAPH:
        return _named(here, unit, prompt, first.text, [*first.scope, *body[1:]], "", [first], place)
    return _named(here, unit, prompt, nothing(unit.at), body, "", (), place)


def _named(
    here: Here,
    unit: Unit,
    prompt: Text,
    given: Text,
    units: Sequence[Unit],
    extra: str,
    shows: Sequence[Unit],
    place: Place,
) -> Candidate:
    return candidate(
        here, DEFINITION, "term", prompt, given, units, at=unit.at, place=place, extra=extra, asked_by=unit, shows=shows
    )


def _is_meaning(first: Unit, name: str) -> bool:
    """Say whether the first sentence of a paragraph is the meaning of a name: a noun, or "X is …"."""
    text = first.text.mask[: sentence_end(first.text.mask)].strip()
    if defining.defines(text, name) is not None:
        return True
    opening = {word.strip(".,;:()").lower() for word in text.split()[1:7]}
    return _TELLS.match(text) is not None or (_NOUN.match(text) is not None and not VERBS.any_of(opening))


def definition_of(
    here: Here, name: str, prompt: Text, scope: Sequence[Unit], at: Location, place: Place
) -> Candidate | None:
    """Make the note of a name whose first paragraph says "X is …", "X — …"; of a page of one term also "A …"."""
    if not name or not _is_short(name) or prompts.is_neutral(name) or prompts.is_dead(name):
        return None
    below = [one for one in scope if not facts.is_rule(one) and not facts.is_silent(one)]
    first = below[0] if below else None
    if first is not None and first.form is Form.QUOTE and _opens_page(here) and _tells(first, place, name):
        return candidate(here, DEFINITION, "definition", signs.bare(prompt), nothing(at), [first], at=at, place=place)
    if first is None or first.form is not Form.PARAGRAPH or first.asks or facts.is_bold(first):
        return None
    said = " ".join(first.text.plain.split())
    found = defining.defines(said, name)
    alone = here.votes.headings <= 1 and len(below) == 1 and _is_noun_phrase(said)
    entry = here.votes.is_glossary and not here.votes.headings and not _leans(said, len(below) == 1)
    if found is None and not alone and not entry:
        return None
    term = signs.bare(prompt)
    return _defined(here, term, first, below[1:], at, place)


def _leans(said: str, alone: bool) -> bool:
    """Say whether a text is no meaning by itself: it leans on something, or tells its reader what to do."""
    announces = alone and said.endswith((":", "："))
    return announces or prompts.opens_with_pronoun(said) or prompts.is_instruction(said)


def _is_short(name: str) -> bool:
    """Say whether a name is no sentence: of few words, or of few letters of a script without spaces."""
    return signs.words(name) <= MOST_NAME_WORDS or (not name.isascii() and len(name) <= MOST_NAME_LETTERS)


def _is_noun_phrase(said: str) -> bool:
    """Say whether a short text is a noun with what belongs to it: "A tool that …"."""
    opening = {word.strip(".,;:()").lower() for word in said.split()[1:7]}
    return _PHRASE.match(said) is not None and 4 <= signs.words(said) <= 60 and not VERBS.any_of(opening)


def _opens_page(here: Here) -> bool:
    """Say whether no heading stands above this place."""
    return not here.place.section.path[:-1] and here.owner is None


def _tells(quote: Unit, place: Place, name: str) -> bool:
    """Say whether a quotation right below the title says what the title is: one line of a page is its tagline."""
    if not quote.parts or any(part.form is not Form.PARAGRAPH or facts.label(part) for part in quote.parts):
        return False
    plain = facts.said([quote])
    if place.section.level == 0 and defining.defines(plain, name) is None:
        return False
    if (
        signs.words(plain) > votes.MOST_BODY_WORDS
        or facts.asks(quote.parts[0])
        or prompts.is_instruction(plain)
        or "@" in plain[:3]
    ):
        return False
    return re.match(r"\W*\w+\W*:", plain) is None and not prompts.opens_with_pronoun(plain)


def read_opening(here: Here, unit: Unit) -> Reading | None:
    """The first paragraph of a page whose title stands in its front matter, where it says what the title is."""
    document = here.place.document
    root = here.place.section
    if unit.form is not Form.PARAGRAPH or here.index or here.owner or root.heading is not None or root.level:
        return None
    title = document.title
    made = definition_of(here, subject(title), title, here.siblings, unit.at, here.place)
    return Reading((made,), (here.below(unit.scope, unit),)) if made is not None else None


def described(here: Here, outcomes: Iterable[Outcome]) -> Candidate | None:
    """Make the note of a page of one term out of its front matter's description, where its text does not define it."""
    document = here.place.document
    title, text = document.title, document.description
    name = subject(title)
    if text is None or here.votes.headings > MOST_CHAPTERS or not _is_short(name) or here.votes.is_site:
        return None
    if facts.asks(paragraph(title)) or not prompts.is_topic(name) or prompts.is_task(name):
        return None
    said = " ".join(text.plain.split())
    if defining.defines(said, name) is None and not (_is_noun_phrase(said) and not prompts.is_about_page(said)):
        return None
    if any(isinstance(one, Candidate) and one.draft.key.subject == (name,) for one in outcomes):
        return None
    return candidate(here, DEFINITION, "definition", title, text, at=text.at)


def read_tagline(here: Here, unit: Unit) -> Reading | None:
    """A short line under the title, quoted or emphasised: tagline → term."""
    place = here.place
    first = next((block for block in place.blocks if not getattr(block, "is_silent", False)), None)
    if place.section.level > 0 or first is None or unit.block is not first or here.parents or unit.asks:
        return None
    if facts.is_bold(unit) and sum(map(facts.is_bold, here.siblings)) > 1:  # it stands for a heading
        return None
    found = _tagline(place, unit)
    if found is None:
        return None
    text, links = found
    title = place.document.title
    name = subject(title)
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.plain, re.IGNORECASE):
        reason = skipped("tagline-leaks", text.at, "the tagline holds the term itself", "say it without the term")
        return Reading((reason,))
    draft = place.draft(
        TAGLINE,
        (name,),
        markup.inline(text.unwrapped()),
        markup.inline(title),
        text.at,
        extra=markup.inline(links) if links else "",
        cue=place.phrases.term,
        hide=name,
    )
    return Reading((Candidate(draft, "tagline", text.plain, name, None, (unit,)),))


def _tagline(place: Place, unit: Unit) -> tuple[Text, Text | None] | None:
    """Give the tagline of a page, and the lines behind it that only lead elsewhere."""
    links = None
    if unit.form is Form.QUOTE:
        inside = unit.parts[0] if len(unit.parts) == 1 and unit.parts[0].form is Form.PARAGRAPH else None
        if inside is None or inside.scope:
            return None
        text, links = _without_link_lines(inside.text)
    elif unit.form is Form.PARAGRAPH and (unit.text.is_emphasised or _stands_over_definition(place)):
        text = unit.text
    else:
        return None
    words = text.plain.split()
    one_sentence = sentence_end(text.mask.strip()) == len(text.mask.strip())
    if not 2 <= len(words) <= TAGLINE_WORDS or not one_sentence:
        return None
    return None if signs.asks(text) or text.plain.rstrip().endswith(":") else (text.stripped(), links)


def _without_link_lines(text: Text) -> tuple[Text, Text | None]:
    """Split a text before the lines at its end that only lead elsewhere: "More information: <…>"."""
    lines = signs.lines(text)
    last = len(lines)
    while last > 1 and _leads_elsewhere(lines[last - 1]):
        last -= 1
    if last == len(lines):
        return text, None
    end = sum(len(line.plain) + 1 for line in text.lines()[:last])
    return text.cut(0, end - 1).stripped(), text.cut(end).stripped()


def _leads_elsewhere(line: Text) -> bool:
    found = signs.label_of(line)
    return signs.links_only(line if found is None else found.rest)


def _stands_over_definition(place: Place) -> bool:
    """Say whether the page is a glossary entry: one line under the title, then "Definition"."""
    sections = place.section.sections
    heading = sections[0].heading if sections else None
    return len(place.blocks) == 1 and heading is not None and prompts.is_definition_heading(heading.plain)


def read_definitions(here: Here, unit: Unit) -> Reading | None:
    """Terms over `: definition` lines: term → definition."""
    if unit.form is not Form.DEFINITIONS:
        return None
    outcomes: list[Candidate | Diagnostic] = []
    waiting: list[Unit] = []
    for entry in unit.parts:
        if not entry.parts:
            waiting.append(entry)
            continue
        outcomes += (_entry(here, term, entry) for term in (*waiting, entry))
        waiting = []
    outcomes += (skipped("answer-missing", entry.at, "a term without a definition") for entry in waiting)
    return Reading(tuple(outcomes))


def _entry(here: Here, term: Unit, entry: Unit) -> Candidate | Diagnostic:
    if prompts.is_dead(term.text.plain):
        return skipped("leads-elsewhere", term.at, f"“{subject(term.text)}” leads elsewhere, or is about the page")
    if not term.text:
        return skipped("answer-missing", term.at, "a definition without a term")
    html = markup.body(entry.entry) if entry.entry is not None else markup.blocks(blocks_of(entry.parts))
    draft: Draft = here.place.draft(
        DEFINITION, (subject(term.text),), markup.inline(term.text), html, term.at, under=here.under
    )
    units = (term, entry)
    return Candidate(
        draft, "deflist", subject(term.text), facts.said(entry.parts), None, units, share(term.text, entry.parts)
    )
