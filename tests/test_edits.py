"""Thirty edits, one after the other, of real pages: no history is lost, and none is given to a stranger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import settings

from editing import Edit, Pages, edited, read, write
from genai_cards.build import Build, build
from genai_cards.cards.fields import plain_text
from genai_cards.identity.lock import Lock
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets.apkg import render

ROOT = Path(__file__).parent.parent
OWN = sorted((ROOT / "source").glob("*.md"))
OTHERS = (
    ROOT / "benchmarks" / "pages" / "questions.md",
    *sorted((ROOT / "benchmarks" / "histories").glob("*/before/*.md")),
)
NOW = 1_700_000_000
EXPORTS = 30
SEEDS = range(4 if settings().max_examples < 1000 else 400)  # --hypothesis-profile=search


SILENT = {("touched", "lost"), ("touched", "stranger"), ("changed", "stranger")}
"""What may become of a note that was edited only if `diff` says that it is doubtful, or if there are copies of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A note of one export, and the block that it is of."""

    block: int
    root: int
    kind: str
    front: str
    back: str
    guid: str
    doubtful: bool


@dataclass(slots=True)
class Watch:
    """What became of the notes, edit by edit."""

    owners: dict[str, Seen] = field(default_factory=dict)
    """The last note that had a GUID."""

    known: dict[int, list[Seen]] = field(default_factory=dict)
    """The notes of a block when it last had some."""

    live: set[tuple[int, str]] = field(default_factory=set)
    """The blocks and GUIDs of the last export."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[str, Seen, Seen | None]] = field(default_factory=list)
    """What may never be, with the note as it was."""

    def look(self, edit: Edit, seen: Sequence[Seen]) -> None:
        """Compare an export with what was known."""
        guids = [note.guid for note in seen]
        assert len(set(guids)) == len(guids)
        holders = {note.guid: note for note in seen}
        blocks: dict[int, list[Seen]] = defaultdict(list)
        for note in seen:
            blocks[note.block].append(note)
        homes = Counter(notes[0].root for notes in {**self.known, **blocks}.values())
        for block, notes in blocks.items():
            for was, now in paired(self.known.get(block, []), notes):
                outcome = self._outcome(was, now, holders.get(was.guid) if was else None)
                how = self._how(was, now, block in edit.touched)
                self.counts[how, outcome] += 1
                silent = (how, outcome) in SILENT and homes[now.root] == 1
                if silent or (how == "same" and outcome not in ("kept", "twin")):
                    self.faults.append((outcome, now, was))
        self.known.update(blocks)
        self.owners.update((note.guid, note) for note in seen)
        self.live = {(note.block, note.guid) for note in seen}

    def _how(self, was: Seen | None, now: Seen, touched: bool) -> str:
        """Say what a note is to the one that it was; of many the answer stands in other blocks."""
        if was is None:
            return "new"
        if (was.block, was.guid) not in self.live:
            return "returned"
        if (was.kind, was.front) != (now.kind, now.front):
            return "changed"
        return "touched" if touched or was.back != now.back else "same"

    def _outcome(self, was: Seen | None, now: Seen, heir: Seen | None) -> str:
        """Say whether a note kept its GUID, or has that of a copy that says the same, or a copy has its."""
        owner = self.owners.get(now.guid)
        if (was and was.guid == now.guid) or (was is None and owner is None):
            return "kept"
        if (owner and (owner.root == now.root or alike(owner, now))) or (was and heir and alike(heir, was)):
            return "twin"
        return f"{'stranger' if owner else 'lost'}{', doubtful' if now.doubtful else ''}"


def alike(one: Seen, other: Seen) -> bool:
    return (one.front, one.back) == (other.front, other.back)


def paired(before: Sequence[Seen], after: Sequence[Seen]) -> Iterable[tuple[Seen | None, Seen]]:
    """Pair the notes of one block: those that ask the same, then as many of a kind as there were, in their order."""
    before, after = list(before), list(after)
    steps: tuple[Callable[[Seen], object], ...] = (
        lambda note: (note.kind, note.front, note.back),
        lambda note: (note.kind, note.front),
    )
    for same in steps:
        for now in list(after):
            if was := next((was for was in before if same(was) == same(now)), None):
                before.remove(was)
                after.remove(now)
                yield was, now
    if [note.kind for note in before] == [note.kind for note in after]:
        yield from zip(before, after, strict=True)
    else:
        yield from ((None, now) for now in after)


def export(pages: Pages, lock: Lock, now: int) -> tuple[Build, list[Seen]]:
    """Build pages, and say of which block each note is."""
    texts = {name: write(page) for name, page in sorted(pages.items())}
    sources = [decode(text.encode(), f"source/{name}.md", name) for name, (text, _) in texts.items()]
    built = build(sources, ProjectSettings(deck="Edits"), now, lock)
    doubtful = {change.guid for change in built.changes if change.note and change.doubt}
    roots = {block.id: block.root for page in pages.values() for block in page}
    seen = []
    for note in built.notes:
        draft = note.draft
        owners = texts[draft.key.page][1]
        block = owners.get(draft.at.line) or owners[min(owners)]
        front, back = plain_text(draft.front), plain_text(draft.back)
        seen.append(Seen(block, roots[block], draft.key.kind, front, back, note.guid, note.guid in doubtful))
    return built, seen


def start(chance: Random) -> Pages:
    """Take four real pages."""
    files = (*chance.sample(OWN, 1), *chance.sample(OTHERS, 3))
    return {f"{number}-{file.stem}": read(file.read_text(encoding="utf-8")) for number, file in enumerate(files)}


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_of_some_blocks_leave_the_histories_of_all_others_alone(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    past = [start(chance)]
    watch = Watch()
    built, seen = export(past[0], Lock(), NOW)
    watch.look(Edit("start", past[0]), seen)
    learner = Learner(tmp_path)
    learner.study(built)
    for step in range(1, EXPORTS + 1):
        edit = edited(past, chance, chance.choice((1, 1, 1, 2, 4)))
        built, seen = export(edit.pages, built.lock, NOW + step)
        watch.look(edit, seen)
        past.append(edit.pages)
        assert not watch.faults, (edit.name, watch.faults)
        if step % 10 == 0:
            learner.study(built)
    learner.close()
    assert watch.counts["same", "kept"] > 500
    assert watch.counts["touched", "kept"] + watch.counts["changed", "kept"] > 5


class Learner:
    """Anki with all that was imported into it; each card is studied when it arrives."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))
        self.package = folder / "deck.apkg"
        self.studied: dict[str, list[int]] = {}

    def study(self, built: Build) -> None:
        """Import a build; check that each note is there once, with today's text, and keeps its studied cards."""
        self.package.write_bytes(render(built.decks))
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False, with_deck_configs=False)
        self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(self.package), options=options))
        database = self.collection.db
        assert database is not None
        fields = {guid: text.split("\x1f") for guid, text in database.all("SELECT guid, flds FROM notes")}
        assert fields.keys() == self.studied.keys() | {note.guid for note in built.notes}
        for note in built.notes:
            assert tuple(fields[note.guid]) == note.values()
        cards: dict[str, list[int]] = defaultdict(list)
        for guid, card, interval in database.all("SELECT guid, c.id, ivl FROM cards c JOIN notes n ON n.id = nid"):
            assert interval == (30 if card in self.studied.get(guid, ()) else 0)
            cards[guid].append(card)
        assert all(set(was) <= set(cards[guid]) for guid, was in self.studied.items())
        self.studied = cards
        self.collection.sched.set_due_date(self.collection.find_cards("is:new"), "30!")

    def close(self) -> None:
        self.collection.close()
