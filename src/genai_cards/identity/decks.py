"""The decks in which pages stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet

from genai_cards.identity.lock import Lock


def known_decks(lock: Lock) -> dict[str, set[str]]:
    """Give the decks that the notes of each page are in; of a page that is new, none."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in lock.entries:
        if entry.retired is None:
            found[entry.trace.key.page].add(entry.deck)
    return found


def deck_kept(deck: str, known: AbstractSet[str]) -> str:
    """Give the deck of a page whose title names it `deck`, where its notes were in the `known` ones.

    A new title is no new deck: an import would leave the cards in the old one, and put new notes beside it. So the
    one deck that is known stays, below the same parent.
    """
    if len(known) != 1:
        return deck
    (was,) = known
    return was if was.rpartition("::")[0] == deck.rpartition("::")[0] else deck
