"""How well histories survive edits, and what it costs.

    python benchmarks/identity.py [--notes 1000 10000 20000] [--edited 0.1]

First it exports the pages in benchmarks/histories/*/before and then those in after, and compares with truth.json,
written by hand: which question became which. Kept: a note that is still there has the GUID it had. Wrong: a note has
another one's. Then it makes notes of random words, edits a tenth of them (a word in six, in question and answer), and
prints how long the lock takes to read, and the notes to find their GUIDs.
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from genai_cards import build as compiler
from genai_cards.cards.note_types import BASIC
from genai_cards.cards.notes import Draft, Key
from genai_cards.diagnostics import Location
from genai_cards.identity.assign import assign
from genai_cards.identity.lock import Lock, dump, load
from genai_cards.project.pages import find_pages, read_page
from genai_cards.settings.values import ProjectSettings

HISTORIES = Path(__file__).parent / "histories"


def notes_of(folder: Path, lock: Lock) -> tuple[dict[str, str], Lock]:
    """Build the pages of a folder; give the GUIDs by question, and the lock."""
    sources = map(read_page, find_pages([folder], None))
    built = compiler.build(sources, ProjectSettings(deck="Bench"), 1700000000, lock)
    prompts = (html.unescape(re.sub(r"<[^>]*>", "", note.draft.fields["Prompt"])) for note in built.notes)
    return {prompt: note.guid for prompt, note in zip(prompts, built.notes, strict=True)}, built.lock


def score(case: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Compare one history with its truth: counts by kind of edit, and what went wrong."""
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    before, lock = notes_of(case / "before", Lock())
    after, _ = notes_of(case / "after", lock)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for old, new, kind in truth["pairs"]:
        inherited = next((prompt for prompt, guid in before.items() if guid == after[new]), None)
        outcome = "kept" if inherited == old else "lost" if inherited is None else "wrong"
        counts[kind][outcome] += 1
        if outcome != "kept":
            wrong.append(f"{case.name}: {outcome}: {old} → {new}")
    for new in truth["added"]:
        outcome = "wrong" if after[new] in before.values() else "kept"
        counts["new"][outcome] += 1
        if outcome == "wrong":
            wrong.append(f"{case.name}: a stranger's history: {new}")
    return counts, wrong


def print_histories() -> None:
    """Print the table of all histories."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    for truth in sorted(HISTORIES.glob("*/truth.json")):
        counts, found = score(truth.parent)
        for kind, count in counts.items():
            total[kind] += count
        wrong += found
    print(f"{'edit':<12}{'notes':>7}{'kept':>7}{'lost':>7}{'wrong':>7}")
    for kind, count in total.items():
        print(f"{kind:<12}{count.total():>7}{count['kept']:>7}{count['lost']:>7}{count['wrong']:>7}")
    print(*wrong, sep="\n")


def make_drafts(notes: int, words: Sequence[str], chance: random.Random) -> list[Draft]:
    """Make notes of random words, fifty a page and ten a section."""
    drafts = []
    for number in range(notes):
        prompt = f"What is {' '.join(chance.choices(words, k=chance.randint(2, 8)))}?"
        key = Key(f"page-{number // 50:05}", (f"section {number % 50 // 10}",), "practice", (prompt,))
        fields = {"Prompt": prompt, "Answer": " ".join(chance.choices(words, k=chance.randint(5, 60)))}
        drafts.append(Draft(key, BASIC, fields, "Bench", (), Location(f"{key.page}.md", number % 50 + 1)))
    return drafts


def edited(draft: Draft, words: Sequence[str], chance: random.Random) -> Draft:
    """Replace a word in six of question and answer."""
    fields = {}
    for name, text in draft.fields.items():
        pieces = text.split()
        for _ in range(max(1, len(pieces) // 6)):
            pieces[chance.randrange(len(pieces))] = chance.choice(words)
        fields[name] = " ".join(pieces)
    return replace(draft, key=replace(draft.key, subject=(fields["Prompt"],)), fields=fields)


def print_cost(notes: int, share: float) -> None:
    """Print one line: CPU seconds for a number of notes."""
    chance = random.Random(1)  # the same notes each time
    words = ["".join(chance.choices("bdfgklmnprst", k=2)) + chance.choice("aeiou") * 2 for _ in range(3000)]
    drafts = make_drafts(notes, words, chance)
    first = assign(drafts, Lock(), 1)
    text = dump(first.lock)
    times = [time.process_time()]
    lock, _ = load(text, "genai-cards.lock")
    times.append(time.process_time())
    assign(drafts, lock, 2)
    times.append(time.process_time())
    later = list(drafts)
    for place in chance.sample(range(notes), int(notes * share)):
        later[place] = edited(drafts[place], words, chance)
    times.append(time.process_time())
    second = assign(later, lock, 3)
    times.append(time.process_time())
    kept = sum(one.guid == other.guid for one, other in zip(first.notes, second.notes, strict=True))
    read, unchanged, _, changed = (end - start for start, end in itertools.pairwise(times))
    print(f"{notes:>8}{len(text) / 1e6:>9.1f}{read:>9.2f}{unchanged:>11.2f}{changed:>9.2f}{notes - kept:>7}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, nargs="*", default=[1000, 10000, 20000])
    parser.add_argument("--edited", type=float, default=0.1)
    options = parser.parse_args(arguments)
    print_histories()
    print(f"\nCPU seconds; {options.edited:.0%} of the notes edited")
    print(f"{'notes':>8}{'lock MB':>9}{'read':>9}{'unchanged':>11}{'edited':>9}{'lost':>7}")
    for notes in options.notes:
        print_cost(notes, options.edited)


if __name__ == "__main__":
    main()
