"""Candidates out of units: one way to make a note of a prompt and what answers it."""

from __future__ import annotations

from collections.abc import Sequence

from genai_cards.cards.kinds import Kind
from genai_cards.diagnostics import Location
from genai_cards.extractors.drafting import SECTION_SIGN, Place, subject
from genai_cards.extractors.enumeration import answer
from genai_cards.extractors.harvest import Candidate, Here
from genai_cards.page import markup
from genai_cards.page.looks import is_missing_picture, shows_more_than_words
from genai_cards.page.text import Text
from genai_cards.scopes import facts
from genai_cards.scopes.units import Unit, blocks_of


def candidate(
    here: Here,
    kind: Kind,
    form: str,
    prompt: Text,
    given: Text,
    units: Sequence[Unit] = (),
    *,
    at: Location,
    place: Place | None = None,
    extra: str = "",
    named: Location | None = None,
    asked_by: Unit | None = None,
    shows: Sequence[Unit] = (),
) -> Candidate:
    """Make a candidate: the answer is a text, `given`, and the units behind it.

    `shows` are further units that its card holds; of `asked_by` it shows the words alone.
    """
    place = place or here.place
    made = answer(given, blocks_of(units))
    prompt = prompt.stripped().unwrapped()
    draft = place.draft(
        kind,
        (subject(prompt),),
        markup.inline(prompt),
        made.html,
        at,
        extra=extra,
        cue=place.count_cue(made.items),
        under=here.under,
        named=named,
    )
    return Candidate(
        draft,
        form,
        subject(prompt),
        "\n".join(filter(None, (given.plain.strip(), facts.said(units)))),
        asked_by,
        (*units, *shows),
        share(given, units),
        (here.under or ("" if here.is_answer else place.context)).rpartition(SECTION_SIGN)[2],
    )


def share(given: Text, units: Sequence[Unit]) -> float:
    """Give the share of an answer's letters that are links, or names of pictures that the deck does not hold."""
    texts = [*([given] if given else []), *facts.texts(units)]
    if not any(map(shows_more_than_words, texts)):
        return 0.0
    return 1.0 if all(map(is_missing_picture, texts)) else facts.share_of_links(texts)


def nothing(at: Location) -> Text:
    """Give a text without words."""
    return Text((), at, "", "")
