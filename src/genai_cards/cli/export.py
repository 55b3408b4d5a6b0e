"""`export`: pages → a package, the lock, and what tells of retired notes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cli import screen
from genai_cards.cli.lost import stop_where_lost
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import (
    JSON,
    NOW,
    PAGES,
    PATH,
    Work,
    asked_for,
    clock,
    compiled,
    gave_nothing,
    package_name,
    package_notes,
    without_lock,
)
from genai_cards.diagnostics import Severity
from genai_cards.identity.assign import touches
from genai_cards.identity.compare import RETIRED_TAG
from genai_cards.project.files import alone, forget, write_whole
from genai_cards.project.names import package_file
from genai_cards.project.pages import is_foreign
from genai_cards.reports import changes as outcomes
from genai_cards.targets import TARGETS

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.release import Release


@click.command()
@PAGES
@click.option("-o", "--output", metavar="FILE|FOLDER", type=PATH,
              help=f"Write there; the end of a file's name is its format: {', '.join(TARGETS)}.")  # fmt: skip
@click.option("--deck", metavar="NAME", help="Put the pages' decks below this one.")
@click.option("--tag-retired", is_flag=True, help="Write a package, too, that tags retired notes in Anki.")
@click.option("--touch", metavar="TEXT", help="Count notes that hold this text as changed, so that the import"
              " replaces them; “*”: all.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Write nothing where there is a warning, or a note is doubtful.")
@NOW
@JSON
@click.option("-q", "--quiet", "amount", flag_value="quiet", help="Print problems only.")
@click.option(
    "-v",
    "--verbose",
    "amount",
    flag_value="verbose",
    help="Say of each block that made no card why; list all that is alike.",
)
def export(
    pages: tuple[Path, ...],
    output: Path | None,
    deck: str | None,
    tag_retired: bool,
    touch: str | None,
    strict: bool,
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

    Exit status: 0 the package is written · 1 errors (with --strict: or warnings), and nothing is written,
    or no note, or none of a page that was named · 2 it could not run.
    """
    screen.expect_few_cycles()
    work = asked_for(pages, deck)
    file = package_file(output, work.home.output if work.home else Path(), package_name(pages, work))
    with alone(work.home.root if work.home else None):
        target = TARGETS[file.suffix.lower()]
        built, remembered = compiled(work, clock(now), touch or "", keep=target.with_ledgers)
        stops = _stops(built, strict=strict)
        size, told = (None, []) if stops else _write(work, built, remembered, file, tag_retired)
    if touch and work.memory and not touches(touch, built.changes):
        told.append(f"No note holds “{touch}”: none was touched.")
    history = [*_history(work, built, remembered, file), *told]
    _print(built, file, size, as_json, amount, history)
    for line in outcomes.doubts(built.changes, screen.paint) if stops and strict else ():
        click.echo(line, err=True)
    for page in filter(lambda page: is_foreign(page.file), work.asked):
        click.echo(
            f"{page.path} is no page yet: run `genai-cards import {page.path}`, review the page, export that.", err=True
        )
    if stops or gave_nothing(work, pages, built):
        sys.exit(FOUND)


def _stops(built: Build, *, strict: bool) -> bool:
    """Say whether something stops an export: an error; where its author is strict, a warning or a doubt."""
    doubtful = any(change.doubt for change in built.changes)
    return bool(built.of(Severity.ERROR) or (strict and (doubtful or built.of(Severity.WARNING))))


def _write(
    work: Work, built: Build, remembered: str | None, file: Path, tag_retired: bool
) -> tuple[int | None, list[str]]:
    """Write the notes, and what goes with them; give their size, None where nothing is written, and what to say."""
    from genai_cards.release import release, retired_notes

    if not built.notes:
        return None, []
    stop_where_lost(work, built, remembered, file)
    made = release(
        built,
        TARGETS[file.suffix.lower()],
        file.name,
        remembered=remembered,
        has_lock=work.memory is not None,
        stored=lambda: package_notes(file.with_name(retired_notes(file.name))) | package_notes(file),
        tag_retired=tag_retired,
    )
    files = [(file.with_name(name), content) for name, content in made.files]
    if work.memory and made.lock is not None:
        files.insert(0, (work.memory.lock, made.lock))
    write_whole(*files)
    for name in made.deletes:
        forget(file.with_name(name))
    return made.size, _tagged(made, file) if tag_retired and work.memory else []


def _tagged(made: Release, file: Path) -> list[str]:
    """Say what became of the notes that were to be tagged as retired."""
    if made.deletes:
        return ["No retired note to tag."]
    told = []
    if made.tags:
        name, count = made.tags
        wrote = screen.from_here(file.with_name(name))
        told.append(f"Wrote {wrote}: its import tags {count} notes with {RETIRED_TAG}.")
    if made.unknown:
        told.append(f"{made.unknown} retired notes are in no package of before, so that they cannot be tagged.")
    return told


def _history(work: Work, built: Build, remembered: str | None, file: Path) -> list[str]:
    """Say what the export means for notes that people already study."""
    from genai_cards.release import retired_list

    if work.memory is None:
        return without_lock(work)
    if remembered is None:
        made = "Made genai-cards.lock: it remembers which note is which. Commit it with the pages."
        return [made, *without_lock(work)]
    told = outcomes.after_export(built.changes, screen.from_here(file.with_name(retired_list(file.name))).as_posix())
    return [*told, *outcomes.doubts(built.changes, screen.paint), *without_lock(work)]


def _print(
    built: Build, file: Path, size: int | None, as_json: bool, amount: str | None, history: Sequence[str]
) -> None:
    from genai_cards.reports import export as report

    if as_json:
        click.echo(report.as_json(built, file if size else None))
        return
    screen.show_problems(built, everything=amount == "verbose")
    if amount == "verbose":
        for problem in report.left_out(built):
            click.echo(str(problem))
    if amount != "quiet":
        target, name = TARGETS[file.suffix.lower()], screen.from_here(file)
        click.echo(report.as_text(built, name, size, target, verbose=amount == "verbose"))
        for line in history if size else []:
            click.echo(line)
