"""How much an export costs, beside what its two libraries cost alone on the same material.

    python benchmarks/export.py [--notes 100 1000 10000] [--notes-a-page 50] [--repeat 3]

For each size it writes pages of mixed shapes (tables, labels, questions, practice answers, definitions) to a temporary
folder, and times three programs, each in a process of its own, start-up and imports taken off:

    export     the whole command: read, parse, extract, assign, render, write
    markdown   markdown-it-py alone: parse the same pages and render them as HTML
    genanki    genanki alone: write notes with the same fields, in the same decks

The mark is markdown + genanki. Then the same number of notes on few and on many pages (a page is a deck).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = (
    "model data sample noise vector token layer weight image text audio prompt answer query index chunk score "
    "training inference context window latent decoder encoder attention gradient"
).split()
NOTES_A_SECTION = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one program on one set of pages."""

    seconds: float
    """CPU time without start-up."""

    megabytes: float
    """The most memory that it held."""


def words(seed: int, count: int) -> str:
    """Give words that differ from note to note, the same each time."""
    return " ".join(WORDS[(seed * 7 + place * place * 3 + place) % len(WORDS)] for place in range(count))


def section(number: int) -> str:
    """Give a section of ten notes, of each common shape."""
    rows = "\n".join(
        f"| {WORDS[(number + row) % len(WORDS)]} {number}-{row} | {words(number + row, 6)}, *{words(row, 2)}* | "
        f"{words(row + 3, 5)} (`{WORDS[row]}`) |"
        for row in range(2)
    )
    return f"""## Section {number} on {words(number, 3)}

{words(number, 40).capitalize()}. {words(number + 1, 30).capitalize()}.

| Name | What it does | Where it is used |
| --- | --- | --- |
{rows}

- **{words(number, 2)} {number}**: {words(number + 2, 14)}
- {words(number + 5, 2)} {number}: {words(number + 3, 12)}, see [the page](https://example.org/{number})
- Can {words(number, 4)} {number} be measured? {words(number + 4, 25).capitalize()}.

1. What is {words(number + 6, 5)} {number}? (Answer: {words(number + 7, 40)} P(Y|X) — {words(number + 8, 20)}.)
2. Why does {words(number + 9, 5)} {number} matter? (Answer: (1) {words(number, 12)}, (2) {words(number + 2, 12)}.)

term {number}
: {words(number + 11, 15).capitalize()}.
"""


def write_pages(folder: Path, notes: int, notes_a_page: int) -> None:
    """Write pages with this many notes; a section has ten, but for the one of a page that has fewer."""
    pages = max(1, notes // notes_a_page)
    sections = max(1, notes_a_page // NOTES_A_SECTION)
    for page in range(pages):
        body = "\n".join(section(page * sections + place) for place in range(sections))
        (folder / f"page-{page:05}.md").write_text(f"# Page {page}\n\n{body}", encoding="utf-8")


def run_export(folder: Path) -> None:
    """Make the package as the command does."""
    from click.testing import CliRunner

    from genai_cards.cli.main import commands

    result = CliRunner().invoke(commands, ["export", str(folder), "-o", str(folder / "out.apkg"), "--quiet"])
    if result.exit_code:
        raise SystemExit(result.output)


def run_markdown(folder: Path) -> None:
    """Parse and render the pages with markdown-it-py."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for page in sorted(folder.glob("*.md")):
        parser.render(page.read_text(encoding="utf-8"))


def run_genanki(folder: Path) -> None:
    """Write the fields of out.json with genanki."""
    import genanki

    decks = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    fields = [{"name": f"F{place}"} for place in range(len(decks[0][1][0]))]
    model = genanki.Model(1, "m", fields=fields, templates=[{"name": "C", "qfmt": "{{F0}}", "afmt": "{{F1}}"}])
    made = []
    for number, (name, notes) in enumerate(decks, 1):
        deck = genanki.Deck(number, name)
        for values in notes:
            deck.add_note(genanki.Note(model=model, fields=values))
        made.append(deck)
    genanki.Package(made).write_to_file(folder / "genanki.apkg")


def dump_fields(folder: Path) -> int:
    """Write the fields that genanki shall write to out.json, and give their number."""
    from genai_cards import build as compiler
    from genai_cards.project.pages import find_pages, read_page
    from genai_cards.settings.values import ProjectSettings

    sources = map(read_page, find_pages([folder], None))
    built = compiler.build(sources, ProjectSettings(deck="Bench"), 1700000000)
    decks = [(deck.name, [note.values() for note in deck.notes]) for deck in built.decks]
    (folder / "out.json").write_text(json.dumps(decks), encoding="utf-8")
    return len(built.notes)


PROGRAMS: dict[str, Callable[[Path], None]] = {
    "export": run_export,
    "markdown": run_markdown,
    "genanki": run_genanki,
}


def inside(program: str, folder: Path) -> None:
    """Run one program once for its imports, on one page, then on all; print the CPU time of the second run."""
    with tempfile.TemporaryDirectory() as name:
        small = Path(name)
        write_pages(small, 10, 10)
        dump_fields(small)
        PROGRAMS[program](small)
    started = time.process_time()
    PROGRAMS[program](folder)
    seconds = time.process_time() - started
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def cost(program: str, folder: Path, repeat: int) -> Cost:
    """Measure a program in processes of its own: the median of several."""
    command = [sys.executable, __file__, "--inside", program, str(folder)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(repeat)]
    return Cost(statistics.median(run[0] for run in runs), max(run[1] for run in runs))


def measure(notes: int, notes_a_page: int, repeat: int) -> str:
    """Give one line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder, notes, notes_a_page)
        made = dump_fields(folder)
        pages = len(list(folder.glob("*.md")))
        costs = {program: cost(program, folder, repeat) for program in PROGRAMS}
    mark = costs["markdown"].seconds + costs["genanki"].seconds
    each = "".join(f"{costs[program].seconds / made * 1e6:>10.0f}" for program in PROGRAMS)
    share = f"{costs['export'].seconds / mark:>9.2f}"
    memory = f"{costs['export'].megabytes:>9.0f}{costs['export'].megabytes * 1024 / made:>11.1f}"
    return f"{made:>8}{pages:>7}{each}{mark / made * 1e6:>10.0f}{share}{costs['export'].seconds:>10.2f}{memory}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--notes-a-page", type=int, default=50)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.inside:
        inside(options.inside[0], Path(options.inside[1]))
        return
    print("CPU microseconds a note; mark = markdown + genanki; share = export / mark")
    print(
        f"{'notes':>8}{'pages':>7}{'export':>10}{'markdown':>10}{'genanki':>10}{'mark':>10}{'share':>9}"
        f"{'seconds':>10}{'MB':>9}{'kB a note':>11}"
    )
    for notes in options.notes:
        print(measure(notes, options.notes_a_page, options.repeat), flush=True)
    most = max(options.notes, default=0)
    for notes_a_page in (10, most):
        print(measure(most, notes_a_page, options.repeat), flush=True)


if __name__ == "__main__":
    main()
