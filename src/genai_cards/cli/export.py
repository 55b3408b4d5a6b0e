"""`export`: pages → a package, the lock, and what tells of retired notes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cli import screen
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import JSON, NOW, PAGES, PATH, Work, asked_for, clock, compiled, package_name, package_notes
from genai_cards.diagnostics import Severity
from genai_cards.identity import lock
from genai_cards.identity.assign import touches
from genai_cards.identity.compare import RETIRED_TAG, tagged_as_retired
from genai_cards.project.files import alone, forget, write_whole
from genai_cards.project.names import package_file
from genai_cards.project.pages import is_foreign
from genai_cards.reports import changes as outcomes

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.identity.lock import Lock


@click.command()
@PAGES
@click.option("-o", "--output", metavar="FILE|FOLDER", type=PATH, help="Write there.")
@click.option("--deck", metavar="NAME", help="Put the pages' decks below this one.")
@click.option("--tag-retired", is_flag=True, help="Write a package, too, that tags retired notes in Anki.")
@click.option("--touch", metavar="TEXT", help="Count notes that hold this text as changed, so that the import"
              " replaces them; “*”: all.")  # fmt: skip
@NOW
@JSON
@click.option("-q", "--quiet", "amount", flag_value="quiet", help="Print problems only.")
@click.option("-v", "--verbose", "amount", flag_value="verbose", help="Say of each block that made no card why.")
def export(
    pages: tuple[Path, ...],
    output: Path | None,
    deck: str | None,
    tag_retired: bool,
    touch: str | None,
    now: int | None,
    as_json: bool,
    amount: str | None,
) -> None:
    """Make an Anki package of pages.

    Without arguments: of all pages in the project's source folder, into its output folder. The project is the
    nearest folder, from here upwards, with a genai-cards.toml or a folder named source.

    \b
    Examples:
      genai-cards export
      genai-cards export source/llm.md -o llm.apkg
      genai-cards export notes/ --deck Biology --verbose

    Exit status: 0 the package is written · 1 errors, and nothing is written, or a page without notes ·
    2 it could not run.
    """
    screen.expect_few_cycles()
    work = asked_for(pages, deck)
    file = package_file(output, work.home.output if work.home else Path(), package_name(pages, work))
    with alone(work.home.root if work.home else None):
        built, remembered = compiled(work, clock(now), touch or "")
        size, told = _write(work, built, remembered, file, tag_retired)
    if touch and work.memory and not touches(touch, built.changes):
        told.append(f"No note holds “{touch}”: none was touched.")
    history = [*_history(work, built, remembered, file), *told]
    _print(built, file, size, as_json, amount, history)
    for page in filter(lambda page: is_foreign(page.file), work.asked):
        click.echo(
            f"{page.path} is no Markdown: run `genai-cards import {page.path}`, review the page, export that.", err=True
        )
    _exit(built)


def _write(
    work: Work, built: Build, remembered: str | None, file: Path, tag_retired: bool
) -> tuple[int | None, list[str]]:
    """Write the package, and what goes with it; give its size, None where nothing is written, and what to say."""
    from genai_cards.targets import apkg

    if not built.notes or built.of(Severity.ERROR):
        return None, []
    content = apkg.render(built.decks)
    if not work.memory:
        write_whole((file, content))
        return len(content), []
    text = outcomes.retired_text(built.lock.entries)
    before, told = _beside(file, built.lock, text, tag_retired)
    files = [*before, (file, content)]
    dumped = lock.dump(built.lock)
    if dumped != remembered:  # the lock takes its place first: what only it knows, the next export makes again
        files.insert(0, (work.memory.lock, dumped.encode()))
    write_whole(*files)
    if not text:
        forget(_retired(file))
        forget(_kept(file))
    return len(content), told


def _retired(file: Path) -> Path:
    """Give the file that tells of retired notes."""
    return file.with_name(f"{file.stem}-retired.txt")


def _kept(file: Path) -> Path:
    """Give the file that keeps what retired notes held: the package that replaces the last one does not have them."""
    return file.with_name(f".{file.stem}-retired.apkg")


def _beside(file: Path, lock: Lock, text: str, tag_retired: bool) -> tuple[list[tuple[Path, bytes]], list[str]]:
    """Give the files about retired notes, which take their places before the package `file`, and what to say."""
    from genai_cards.cards.decks import decks_of
    from genai_cards.targets import apkg

    if not text:
        return [], ["No retired note to tag."] if tag_retired else []
    tags = file.with_name(f"{file.stem}-retired.apkg")
    notes, unknown = tagged_as_retired(lock, package_notes(_kept(file)) | package_notes(file))
    files, told = [(_retired(file), text.encode())], []
    if notes:
        package = apkg.render(decks_of(notes))
        files += [(path, package) for path in (_kept(file), *([tags] if tag_retired else []))]
        told = [f"Wrote {screen.from_here(tags)}: its import tags {len(notes)} notes with {RETIRED_TAG}."]
    if unknown:
        told.append(f"{unknown} retired notes are in no package of before, so that they cannot be tagged.")
    return files, told if tag_retired else []


def _history(work: Work, built: Build, remembered: str | None, file: Path) -> list[str]:
    """Say what the export means for notes that people already study."""
    if work.memory is None:
        return ["No lock: outside a project's source folder a note keeps its history only while its question stays."]
    if remembered is None:
        return ["Made genai-cards.lock: it remembers which note is which. Commit it with the pages."]
    return outcomes.after_export(built.changes, screen.from_here(_retired(file)).as_posix())


def _print(
    built: Build, file: Path, size: int | None, as_json: bool, amount: str | None, history: Sequence[str]
) -> None:
    from genai_cards.reports import export as report

    if as_json:
        click.echo(report.as_json(built, file if size else None))
        return
    screen.show_problems(built)
    if amount == "verbose":
        for problem in built.of(Severity.SKIPPED):
            click.echo(str(problem))
    if amount != "quiet":
        click.echo(report.as_text(built, screen.from_here(file), size, verbose=amount == "verbose"))
        for line in history if size else []:
            click.echo(line)


def _exit(built: Build) -> None:
    from genai_cards.reading import NO_NOTES

    if built.of(Severity.ERROR) or any(problem.code == NO_NOTES for problem in built.diagnostics):
        sys.exit(FOUND)
