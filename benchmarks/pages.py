"""How many of the expected pairs of question and answer the cards of real pages hold, and how many cards are too many.

    python benchmarks/pages.py [FOLDER] [--show]

FOLDER holds pages, pasted (.txt) or Markdown (.md), each with NAME.gold.json beside it: {"pairs": [[question, answer],
…], "at_least": true where the pairs are only some of those that count}. Without FOLDER: the pages in benchmarks/pages.
A pair is found when the words of its question are on the front of a card, in this order, and those of its answer open
the back, or are most of it. A card is too many when it holds no pair of a page whose pairs are all that count.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from genai_cards.build import build
from genai_cards.cards.notes import Note
from genai_cards.project.pages import PageFile, read_page
from genai_cards.settings.values import ProjectSettings

ALIKE = 85
"""Per cent of likeness from which two answers are one."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """What the cards of a page are worth."""

    found: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    too_many: tuple[Pair, ...]


def words(text: str) -> str:
    text = re.sub(r"^\s*\d+[.)]\s+|\]\([^()\s]*\)", " ", text)  # a number, a link's address
    text = re.sub(r"<(?:br|/?p|/?li|/?div)[^>]*>", " ", text)
    return " ".join(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", "", text)).casefold()))


def in_order(few: str, many: str) -> bool:
    """Say whether all the words of one text stand in the other, in their order."""
    waiting = iter(many.split())
    return all(word in waiting for word in few.split())


def same(pair: Pair, note: Note) -> bool:
    question, answer = map(words, pair)
    fields = note.draft.fields
    front = words(" ".join(fields.get(name, "") for name in ("Prompt", "Cue")))
    back = words(fields["Answer"])
    return in_order(question, front) and (
        back.startswith(answer) or in_order(answer, back) or fuzz.ratio(answer, back) >= ALIKE
    )


def score(page: Path, gold: Path) -> Score:
    expected = json.loads(gold.read_text(encoding="utf-8"))
    pairs: list[Pair] = [tuple(pair) for pair in expected.get("pairs", expected.get("items"))]
    source = read_page(PageFile(page, page.name, page.stem))
    notes = build([source], ProjectSettings(deck="Benchmark"), now=1).notes
    found = tuple(pair for pair in pairs if any(same(pair, note) for note in notes))
    beyond = [note for note in notes if not any(same(pair, note) for pair in pairs)]
    shown = tuple((words(note.draft.fields["Prompt"]), words(note.draft.fields["Answer"])) for note in beyond)
    return Score(found, tuple(pair for pair in pairs if pair not in found), () if expected.get("at_least") else shown)


def main(arguments: Sequence[str]) -> None:
    show = "--show" in arguments
    folders = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(folders[0]) if folders else Path(__file__).parent / "pages"
    total = [0, 0, 0]
    print(f"{'page':40} {'found':>6} {'missed':>7} {'too many':>9}")
    for gold in sorted(folder.glob("*.gold.json")):
        page = next(file for file in sorted(folder.glob(f"{gold.name.removesuffix('.gold.json')}.*")) if file != gold)
        result = score(page, gold)
        counts = [len(result.found), len(result.missed), len(result.too_many)]
        total = [before + count for before, count in zip(total, counts, strict=True)]
        print(f"{page.name[:40]:40} {counts[0]:6} {counts[1]:7} {counts[2]:9}")
        for sign, pairs in (("-", result.missed), ("+", result.too_many)) if show else ():
            for question, answer in pairs:
                print(f"    {sign} {question[:70]} → {answer[:70]}")
    print(f"{'total':40} {total[0]:6} {total[1]:7} {total[2]:9}")


if __name__ == "__main__":
    main(sys.argv[1:])
