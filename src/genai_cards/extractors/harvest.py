"""What extractors share: the place that they read, what they make of it, and what the page is as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Union

from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.drafting import SECTION_SIGN, Place
from genai_cards.scopes import facts
from genai_cards.scopes.units import Unit
from genai_cards.scopes.votes import Votes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A note that may be: it is judged before it is one."""

    draft: Draft
    form: str
    """What its prompt is: question, term, label, parent, …"""

    front: str
    """Plain text of the prompt."""

    answer: str
    """Plain text of the answer, a line for each unit."""

    prompt: Unit | None = None
    """What asks: what it owns need not be on the card."""

    units: tuple[Unit, ...] = ()
    """What its card shows beside the prompt, with all that these hold and own."""

    linked: float = 0.0
    """Share of its answer's letters that are links."""

    topic: str = ""
    """What stands above its prompt on the card, as plain text; nothing where that is a question."""


Outcome = Union[Candidate, Diagnostic]  # noqa: UP007  # at run time, too


@dataclass(frozen=True, slots=True)
class Here:
    """Where units are read."""

    place: Place
    """The section that they stand in."""

    votes: Votes
    places: Mapping[Location, Place]
    """Of all sections of the page."""

    parents: tuple[str, ...] = ()
    """Prompts above, below the section's heading: for the context line."""

    owner: Unit | None = None
    """The prompt that owns these units."""

    siblings: Sequence[Unit] = ()
    index: int = 0

    def below(self, units: Sequence[Unit], owner: Unit | None, *parents: str) -> Here:
        """Give the place of the units that a prompt owns; `parents` are further lines of their context."""
        kept = (*self.parents, *filter(None, parents))
        return Here(self.place, self.votes, self.places, kept, owner, units)

    def at(self, index: int) -> Here:
        """Give the place of one of the siblings."""
        return Here(self.place, self.votes, self.places, self.parents, self.owner, self.siblings, index)

    @property
    def next(self) -> Unit | None:
        """The unit behind."""
        return self.siblings[self.index + 1] if self.index + 1 < len(self.siblings) else None

    @property
    def under(self) -> str:
        """The prompts above as the end of a context."""
        return SECTION_SIGN.join(self.parents)

    @property
    def is_answer(self) -> bool:
        """Say whether the units are those of a question's answer."""
        return self.owner is not None and facts.asks(self.owner)


@dataclass(frozen=True, slots=True)
class Reading:
    """What an extractor made of a unit."""

    outcomes: tuple[Outcome, ...] = ()
    below: tuple[Here, ...] = ()
    """What is read next: the siblings of each place."""

    taken: int = 1
    """How many of the siblings, beginning with the one it was asked about."""


def left_out(code: str, unit: Unit, why: str, hint: str = "") -> Diagnostic:
    """Say why a unit gives no note."""
    return skipped(code, unit.at, why, hint)
