"""What is legal but poor, or what Anki would not take: said by each export."""

from __future__ import annotations

from collections.abc import Iterator

from genai_cards.cards.notes import Draft
from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic, error, warning

MAX_DECK_LEVELS = 11
"""Anki refuses the whole package when one deck is deeper."""


def check_prompts(facts: Facts) -> Iterator[Diagnostic]:
    """Two notes that show the same question have no one right answer."""
    seen: dict[tuple[str, str, str], Draft] = {}
    for draft in facts.drafts:
        shown = (draft.fields.get("Context", ""), draft.front, draft.fields.get("Cue", ""))
        first = seen.setdefault(shown, draft)
        if first is not draft:
            message = f"the same question as at {first.at.path}:{first.at.line}, with another answer"
            yield warning("same-prompt", draft.at, message, "say in the question what tells them apart")


def check_decks(facts: Facts) -> Iterator[Diagnostic]:
    """Decks are few; names that Anki would change, or refuse, are found before it does."""
    seen: dict[str, Draft] = {}
    shared: set[tuple[str, str]] = set()
    for draft in facts.drafts:
        first = seen.get(draft.deck)
        if first is None:
            seen[draft.deck] = draft
            yield from _check_deck(draft, seen)
        elif draft.at.path != first.at.path and (draft.deck, draft.at.path) not in shared:
            shared.add((draft.deck, draft.at.path))
            message = f"this page shares the deck “{draft.deck}” with {first.at.path}"
            yield warning("deck-shared", draft.at, message, "give one of them another title, or a `deck:`")


def _check_deck(draft: Draft, seen: dict[str, Draft]) -> Iterator[Diagnostic]:
    levels = draft.deck.split("::")
    if len(levels) > MAX_DECK_LEVELS:
        message = f"the deck “{draft.deck}” has {len(levels)} levels; Anki takes {MAX_DECK_LEVELS}"
        hint = "give the page a `deck:` with fewer `::`, or move it up a folder"
        yield error("deck-too-deep", draft.at, message, hint)
    if draft.deck.lower() == "default":
        yield error("deck-reserved", draft.at, "the deck “Default” is Anki's own", "give it another name")
    twin = next((other for other in seen if other != draft.deck and other.lower() == draft.deck.lower()), None)
    if twin is not None:
        message = f"the decks “{twin}” and “{draft.deck}” are one deck to Anki"
        yield error("deck-twin", draft.at, message, "write both names alike")
