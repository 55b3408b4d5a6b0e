"""KINDS: what notes can be. Settings, reports, checks and explanations follow from this table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notes: which rule makes them, and what is true of all of them."""

    name: str
    """As tags, reports and the lock name it."""

    makes: str
    """What makes a note of it, as `check --explain` says."""

    asked_by: str = ""
    """The word of `cards:` that asks for it; without one it is made wherever there is something to make it of."""

    derived: bool = False
    """Whether it is made of other notes, even of those that are switched off."""

    named: bool = False
    """Whether its prompt is a name or a title, not a sentence of its own."""

    described: bool = False
    """Whether its prompt describes what is asked for: it asks nothing, and one word of the answer gives it away."""

    restated: bool = False
    """Whether its answer may say all of its prompt again."""

    of_cell: bool = False
    """Whether it asks for a cell: its subject is the row's name and the column's header."""

    of_many: bool = False
    """Whether one text may give several, so that an id of its author's cannot mean one of them."""

    in_passing: bool = False
    """Whether it is made of a few words of a text that is read by other rules, too."""

    once: bool = False
    """Whether it is made once where several pages say it word for word."""

    reversible: bool = False
    """Whether its term can be asked for by its answer."""

    @property
    def rule(self) -> str:
        """Say which rule makes it, with the word that asks for it."""
        return f"`cards: {self.asked_by}`: {self.makes}" if self.asked_by else self.makes


DEFINITION = Kind(
    "definition",
    "a term and what is said of it: below a heading “Definition”, in a sentence “X is a …” that opens the page, behind"
    " `:` below its term, or below a heading of a glossary",
    named=True,
    restated=True,
    reversible=True,
)
TAGLINE = Kind(
    "tagline",
    "the one line under the title describes it without naming it, so that it asks for the title",
    named=True,
    described=True,
)
TABLE = Kind(
    "table",
    "the first column names the row, and each other cell answers “row: column?”",
    named=True,
    of_cell=True,
    of_many=True,
    reversible=True,
)
QUESTION = Kind("question", "a question, and what stands behind it or below it as the answer")
LABEL = Kind(
    "label",
    "a list item that names something and tells about it: “Label: text”, “**Label** – text”",
    named=True,
    reversible=True,
)
PRACTICE = Kind("practice", "a question whose answer is marked as such: “(Answer: …)”, “Answer: …”, a key")
ENUMERATION = Kind("enumeration", "a heading that asks, over a text that counts: (1) … (2) … (3) …")
ACRONYM = Kind(
    "acronym",
    "capital letters, and in brackets behind them the words whose first letters they are",
    named=True,
    of_many=True,
    in_passing=True,
    once=True,
)
HEADING = Kind("heading", "a heading without headings below it asks for its body", "headings", restated=True)
PAIR = Kind("pair", "what stands on both sides of `::`", "pairs")
CLOZE = Kind("cloze", "a text with deletions, `==x==` or `{{c1::x}}`, or bold words where asked for", "cloze")
ROW = Kind("row", "the cells of a row ask for its name", "rows", derived=True)
NAME = Kind("name", "a name in a list of names asks for the row that it is in", "names", derived=True)
PART = Kind("part", "a labelled part of a long answer, asked for by itself", "parts", derived=True)
ITEM = Kind("item", "an item of a list that is an answer, asked for by itself", "items", derived=True)

KINDS = (
    DEFINITION,
    TAGLINE,
    TABLE,
    QUESTION,
    LABEL,
    PRACTICE,
    ENUMERATION,
    ACRONYM,
    HEADING,
    PAIR,
    CLOZE,
    ROW,
    NAME,
    PART,
    ITEM,
)
"""All kinds, in the order in which reports name them."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str) -> Kind:
    """Give the kind of a name; a KeyError where no line of the table has it, as nothing would count its notes."""
    return _BY_NAME[name]
