"""Code that is a sheet of commands or keys: a note for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from genai_cards.cards.kinds import LABEL
from genai_cards.extractors.harvest import Here, Outcome, Reading
from genai_cards.extractors.making import candidate, nothing
from genai_cards.page.cutting import code_of
from genai_cards.page.document import Opaque
from genai_cards.page.text import Text
from genai_cards.scopes import sheets
from genai_cards.scopes.units import Unit, unit_of


def read_code(here: Here, unit: Unit) -> Reading | None:
    """Lines of code beside what they do: what to do → command, key → what it does."""
    lines = sheets.lines_of(unit) if not here.is_answer else ()
    return Reading(tuple(_notes(here, unit, lines))) if lines else None


def _notes(here: Here, unit: Unit, lines: Sequence[sheets.Line]) -> Iterator[Outcome]:
    block = unit.block
    assert isinstance(block, Opaque)
    for line in lines:
        code = code_of(block, line.code, line.place)
        words = Text.of_words(line.words, code.at)
        if line.is_key:
            key = Text.of_code(line.code, code.at)
            yield candidate(here, LABEL, "command", key, words, at=code.at, shows=[unit])
        else:
            yield candidate(here, LABEL, "command", words, nothing(code.at), [unit_of(code)], at=code.at, shows=[unit])
