"""Whole pages with all their cards: golden/NAME.md → golden/NAME.txt. `pytest --update` rewrites the latter."""

from __future__ import annotations

from pathlib import Path

import pytest

from genai_cards.build import Build, build
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode

GOLDEN = Path(__file__).parent / "golden"


def show(built: Build) -> str:
    """Give all that a page becomes, as text to be read in a diff."""
    parts = []
    for note in built.notes:
        values = dict(zip((field.name for field in note.draft.note_type.fields), note.values(), strict=True))
        values |= {"Tags": " ".join(note.draft.tags), "Deck": note.draft.deck}
        parts.append("\n".join(f"{name}: {value}" for name, value in values.items() if value))
    parts.append("\n".join(map(str, built.diagnostics)))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("page", sorted(GOLDEN.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_becomes_these_cards(page: Path, update: bool) -> None:
    source = decode(page.read_bytes(), page.name, page.stem)
    shown = show(build([source], ProjectSettings(deck="Golden"), 1_700_000_000))
    golden = page.with_suffix(".txt")
    if update:
        golden.write_text(shown, encoding="utf-8")

    assert shown == golden.read_text(encoding="utf-8")
