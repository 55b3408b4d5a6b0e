"""What is legal but poor, what Anki will do, and what became of each block. CHECKS names all checks."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from genai_cards.checks.facts import Facts
    from genai_cards.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Check:
    """A check."""

    function: str
    """Its module in this room and its name there: imported when it runs, as some are not cheap to import."""

    codes: tuple[str, ...]
    """What it can say."""

    each_export: bool = False
    """Whether each export says it, too; else `check` alone."""

    def find(self, facts: Facts) -> Iterator[Diagnostic]:
        """Yield what it finds."""
        module, _, name = self.function.partition(":")
        yield from getattr(importlib.import_module(f"{__name__}.{module}"), name)(facts)


CHECKS = (
    Check("across:check_prompts", ("same-prompt",), each_export=True),
    Check("across:check_decks", ("deck-shared", "deck-too-deep", "deck-reserved", "deck-twin"), each_export=True),
    Check("cards:check_answers", ("list-long", "answer-long")),
    Check("cards:check_leaks", ("answer-leaks",)),
    Check("cards:check_prompts", ("prompt-compound", "prompt-vague")),
    Check("twins:check_twins", ("prompt-near",)),
    Check("pages:check_missing", ("answer-missing", "table-orphan")),
    Check("cards:check_dates", ("dated-fact",)),
    Check("pages:check_links", ("link-dead",)),
    Check("pages:check_images", ("image-alt",)),
    Check("forecast:check_guids", ("guid-twin",)),
    Check("forecast:check_decks", ("deck-moved",)),
    Check("forecast:check_types", ("type-changed",)),
    Check("forecast:check_clozes", ("cloze-renumbered",)),
    Check("forecast:check_tags", ("tag-twin",)),
    Check("forecast:check_media", ("media-renamed",)),
)
"""All checks, in the order in which they run."""


def find(facts: Facts, *, each_export: bool) -> tuple[Diagnostic, ...]:
    """Give what the checks of each export find, or those of `check` alone."""
    return tuple(problem for check in CHECKS if check.each_export == each_export for problem in check.find(facts))
