"""How well histories survive edits, and what it costs.

    python benchmarks/identity.py [FOLDER] [--notes 1000 10000 20000] [--edited 0.1]

First it exports the pages in FOLDER/*/before and then those in after, and compares with truth.json, written by hand.
All notes of both sides are named there, once:

    pairs    [old, new, kind of edit]: it is the same card
    groups   [[old, …], [new, …], kind]: split or merged, so that one of the new ones at least goes on with the history
             of an old one; or kind "either": the new one may, or may be new
    added    new ones, which must not inherit
    removed  old ones

A note is named by its question; where several have it, by section and question (“Java › What is a class?”), or by
page, section and question. Kept: a note that is still there has the GUID it had. Wrong: a note has another one's. A
mistake is what is lost or wrong; doubtful is what `genai-cards diff` shows as doubtful.

Then, without a FOLDER, it makes notes of random words, edits a tenth of them (a word in six, in question and answer),
and prints how long the lock takes to read, and the notes to find their GUIDs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from genai_cards import build as compiler
from genai_cards.cards.fields import plain_text
from genai_cards.cards.note_types import BASIC
from genai_cards.cards.notes import Draft, Key, Note
from genai_cards.diagnostics import Location
from genai_cards.identity.assign import assign
from genai_cards.identity.lock import Lock, dump, load
from genai_cards.project.pages import find_pages, read_page
from genai_cards.settings.values import ProjectSettings

HISTORIES = Path(__file__).parent / "histories"


class Side:
    """The notes of a case before or after, and the names they go by."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        sources = map(read_page, find_pages([folder], None))
        built = compiler.build(sources, ProjectSettings(deck="Bench"), 1700000000, lock)
        self.folder = folder
        self.lock = built.lock
        self.doubtful = {change.guid for change in built.changes if change.note and change.doubt}
        self.called: dict[str, list[str]] = {}
        for note in built.notes:
            for name in names_of(note):
                self.called.setdefault(name, []).append(note.guid)
        self.guids = {note.guid for note in built.notes}

    def guid(self, name: str) -> str:
        """Give the GUID of the one note of this name."""
        guids = self.called.get(name, [])
        if len(guids) != 1:
            raise SystemExit(f"{self.folder}: {len(guids) or 'no'} notes are called {name!r}; see its truth.json")
        return guids[0]

    def untold(self, told: Collection[str]) -> str:
        """Give the names of those that truth.json leaves out."""
        known = {*map(self.guid, told)}
        return ", ".join(repr(name) for name, guids in self.called.items() if not known.issuperset(guids))


def names_of(note: Note) -> Iterable[str]:
    """Yield the names of a note, the shortest first; a heading that is its own question is said once."""
    key, question = note.draft.key, plain_text(note.draft.front)
    parts = [key.page, *(heading for heading in key.section if heading != question), question]
    return (" › ".join(parts[start:]) for start in reversed(range(len(parts))))


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a note of after."""

    kind: str
    outcome: str
    """`kept`, `lost` or `wrong`."""

    doubtful: bool | None
    """None where either is right."""

    told: str


def judge(case: Path) -> list[Judged]:
    """Compare one history with its truth."""
    truth: dict[str, Any] = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    before = Side(case / "before", Lock())
    after = Side(case / "after", before.lock)
    pairs = [([old], [new], kind) for old, new, kind in truth["pairs"]]
    everything: list[tuple[list[str], list[str], str]] = [*pairs, *truth.get("groups", [])]
    everything += [([], [new], "new") for new in truth["added"]]
    everything += [([old], [], "removed") for old in truth["removed"]]
    for side, told in (
        (before, [old for olds, _, _ in everything for old in olds]),
        (after, [new for _, news, _ in everything for new in news]),
    ):
        if untold := side.untold(told):
            raise SystemExit(f"{side.folder}: truth.json says nothing of {untold}")
    return [judged for olds, news, kind in everything if news for judged in _judge(olds, news, kind, before, after)]


def _judge(olds: list[str], news: list[str], kind: str, before: Side, after: Side) -> Iterable[Judged]:
    theirs = {before.guid(old) for old in olds}
    guids = {new: after.guid(new) for new in news}
    strangers = [new for new, guid in guids.items() if guid in before.guids and guid not in theirs]
    told = f"{kind}: {' + '.join(olds) or '–'} → {' + '.join(news)}"
    doubts = after.doubtful & set(guids.values())
    if strangers:
        outcome = "wrong"
    elif not olds or kind == "either" or theirs & set(guids.values()):
        outcome = "kept"
    else:
        outcome = "lost"
    fair = outcome == "kept" and (len(olds) > 1 or len(news) > 1 or kind == "either")
    yield Judged(kind, outcome, None if fair else bool(doubts), f"{before.folder.parent.name}: {told}")


def print_histories(folder: Path) -> None:
    """Print the table of all histories."""
    judged = [one for truth in sorted(folder.glob("*/truth.json")) for one in judge(truth.parent)]
    if not judged:
        raise SystemExit(f"no {folder}/*/truth.json")
    total = Counter((one.kind, one.outcome) for one in judged)
    print(f"{'edit':<12}{'notes':>7}{'kept':>7}{'lost':>7}{'wrong':>7}")
    for kind in (*dict.fromkeys(one.kind for one in judged), ""):
        kept, lost, wrong = (
            sum(count for (of, this), count in total.items() if this == outcome and kind in ("", of))
            for outcome in ("kept", "lost", "wrong")
        )
        print(f"{kind or 'all':<12}{kept + lost + wrong:>7}{kept:>7}{lost:>7}{wrong:>7}")
    mistakes = [one for one in judged if one.outcome != "kept"]
    doubtful = [one for one in judged if one.doubtful]
    both = sum(one in mistakes for one in doubtful)
    print(f"\nof {len(mistakes)} mistakes {both} are doubtful ({both / max(len(mistakes), 1):.0%})")
    print(f"of {len(doubtful)} doubtful ones {both} are mistakes ({both / max(len(doubtful), 1):.0%})")
    for one in mistakes:
        print(f"{one.outcome}{' (doubtful)' if one.doubtful else ''}: {one.told}")


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
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="default: the histories beside this file, and the cost")
    parser.add_argument("--notes", type=int, nargs="*")
    parser.add_argument("--edited", type=float, default=0.1)
    options = parser.parse_args(arguments)
    print_histories(options.folder or HISTORIES)
    sizes = ([] if options.folder else [1000, 10000, 20000]) if options.notes is None else options.notes
    if not sizes:
        return
    print(f"\nCPU seconds; {options.edited:.0%} of the notes edited")
    print(f"{'notes':>8}{'lock MB':>9}{'read':>9}{'unchanged':>11}{'edited':>9}{'lost':>7}")
    for notes in sizes:
        print_cost(notes, options.edited)


if __name__ == "__main__":
    main()
