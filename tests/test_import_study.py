"""Study pages as people paste them, of many kinds and in eight languages: each pair becomes a card, and nothing else.

A file of `study/` holds a page, and below `=====` what its cards hold: `front → answer` by some of their words (parts
of a front between bars), and `not: word` for what is on none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from genai_cards.importers import import_page
from genai_cards.reading import read_page
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source
from reading import plain

PAGES = sorted((Path(__file__).parent / "study").glob("*.txt"))


def cards(page: str) -> list[tuple[str, str]]:
    made = import_page(page.encode(), "page.txt", "2026-11-27")
    drafts = read_page(Source("page.md", "page", made.text), ProjectSettings(deck="-")).drafts
    return [(plain(draft.front), plain(draft.back)) for draft in drafts]


@pytest.mark.parametrize("file", PAGES, ids=[file.stem for file in PAGES])
def test_each_pair_becomes_a_card(file: Path) -> None:
    page, _, told = file.read_text("utf-8").partition("\n=====\n")
    found = cards(page)

    for gold in told.strip().split("\n"):
        if gold.startswith("not: "):
            assert not any(gold.removeprefix("not: ") in f"{front} {back}" for front, back in found)
            continue
        asked, _, answer = gold.partition(" → ")
        assert any(all(part in front for part in asked.split("|")) and answer in back for front, back in found), gold


def test_hardly_any_card_is_beyond_the_pairs() -> None:
    golds = sum(file.read_text("utf-8").count(" → ") for file in PAGES)

    assert sum(len(cards(file.read_text("utf-8").partition("\n=====\n")[0])) for file in PAGES) <= 1.15 * golds
