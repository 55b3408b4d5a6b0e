"""`import`: a pasted or saved web page → a Markdown page."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards import importers
from genai_cards.cli import screen
from genai_cards.cli.import_archive import import_archive
from genai_cards.cli.lost import stop_before_another
from genai_cards.cli.screen import from_here
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import NOW, PATH, asked_for, clock
from genai_cards.diagnostics import Severity, Stop
from genai_cards.identity import lock
from genai_cards.importers.tables.lines import MOST_COLUMNS
from genai_cards.project import pages
from genai_cards.project.files import alone, read_file, write_whole
from genai_cards.project.find import LOCK_FILE, Project, find_project, project_of, read_lock
from genai_cards.project.names import free_name
from genai_cards.project.pages import import_foreign, picture_file
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import PAGE_SUFFIXES, Source

if TYPE_CHECKING:
    from genai_cards.importers import Imported


@click.command("import")
@click.argument("page", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option("-o", "--output", metavar="FILE.md", type=PATH, help="Write there.")
@click.option("--title", metavar="TITLE", default="", help="Title of the page; else the one that it shows.")
@click.option("--columns", metavar="'A | B | C'", multiple=True,
              help="Header of a table whose cells are glued; may be given more than once.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a page that is there.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print the page.")
@NOW
def import_page(
    page: Path, output: Path | None, title: str, columns: tuple[str, ...], force: bool, dry_run: bool, now: int | None
) -> None:
    """Make a clean Markdown page of pasted text, a saved web page, a list of pairs or a document; of an archive, many.

    The page goes into the project's source folder, to be read, corrected and exported. What is left out is listed,
    and what is a guess is marked in the page. A page that is there is never overwritten without --force.

    \b
    Examples:
      genai-cards import cells.txt
      genai-cards import saved.html -o source/cells.md
      genai-cards import words.csv
      genai-cards import slides.pptx
      genai-cards import export.zip
      genai-cards import cells.txt --columns 'Model | Speed | Weakness'
      pbpaste | genai-cards import - --title "Cells"

    Exit status: 0 the page is written · 1 errors, and nothing is written · 2 it could not run.
    """
    from genai_cards.importers.archive import is_archive, unpack

    screen.expect_few_cycles()
    named = str(page) != "-"
    content = read_file(page) if named else sys.stdin.buffer.read() if sys.stdin else b""
    path = page.as_posix() if named else "-"
    headers = [_header(given) for given in columns]
    date = time.strftime("%Y-%m-%d", time.gmtime(clock(now)))
    if is_archive(content, path):
        folder = output or _page_file(page.stem).with_suffix("")
        unpacked = unpack(content, path, date, headers)
        with _alone_with(folder):
            import_archive(unpacked, path, folder, force=force, dry_run=dry_run)
        return
    made = import_foreign(content, path, page.parent, date, title, headers)
    _stop_at_errors(made)
    file = output or _page_file(page.stem if named else made.title or "page")
    _refuse(file, page if named and made.counts else None)
    if dry_run:
        click.echo(made.text, nl=False)
    elif file.is_file() and read_file(file) == made.text.encode():
        _remember(made, file)
        click.echo(f"{from_here(file)} is the same already.")
        return
    else:
        with _alone_with(file):
            file = _write_page(made, file, page.parent, force)
        _remember(made, file)
    _tell(made, path, file, written=not dry_run)


def _tell(made: Imported, path: str, file: Path, *, written: bool) -> None:
    """Say what the import found, and what it left out."""
    from genai_cards.reading import read_page
    from genai_cards.reports import export as report

    page = from_here(file).as_posix()
    notes = len(read_page(Source(page, file.stem, made.text), ProjectSettings(deck="-")).drafts)
    for line in report.imported(made, path, page, notes, written=written):
        click.echo(line, err=not written)


def _alone_with(output: Path) -> contextlib.AbstractContextManager[None]:
    """Let others wait who work in the project that a file or a folder is written into."""
    home = project_of([output])
    return alone(home.root if home else None)


def _header(given: str) -> Sequence[str]:
    """Read the header of a glued table as --columns gives it."""
    cells = [cell.strip() for cell in given.strip().strip("|").split("|")]
    if 2 <= len(cells) <= MOST_COLUMNS and all(cells):
        return cells
    shown = " | ".join(cells)
    raise Stop(f"--columns '{shown}' does not name 2 to {MOST_COLUMNS} columns", "write them as 'A | B | C'")


def _stop_at_errors(made: Imported) -> None:
    failed = [problem for problem in made.problems if problem.severity is Severity.ERROR]
    for problem in failed:
        screen.show(problem)
    if failed:
        sys.exit(FOUND)


def _page_file(name: str) -> Path:
    """Give the file for an imported page: in the project's source folder, or in one that makes a project."""
    home = find_project(Path.cwd())
    return (home.source if home else Path(ProjectSettings().source)) / f"{free_name(name)}.md"


def _refuse(file: Path, page: Path | None) -> None:
    """Stop where the file to write is a folder, or the `page` that is imported."""
    hint = "-o names the page to write, as source/cells.md"
    if file.is_dir():
        raise Stop(f"{from_here(file)} is a folder", hint)
    if page and file.exists() and file.samefile(page):
        raise Stop(f"{from_here(file)} is the file to import", hint)


def _write_page(made: Imported, file: Path, folder: Path, force: bool) -> Path:
    """Write an imported page and its pictures; give the file, which is another one where the page was edited since."""
    if made.guids and (home := project_of([file])):
        _lock_of(home)
    if file.exists() and not force:
        file = _beside_an_edited_one(file)
    pictures = ((file.parent / image.file, picture_file(folder, image.source)) for image in made.images)
    found = [(target, read_file(origin)) for target, origin in pictures]
    write_whole(*found, (file, made.text.encode()))
    return file


def _lock_of(project: Project) -> lock.Lock:
    """Read the project's lock; where it is broken or lost, the command ends."""
    text = read_lock(project)
    if text is None:
        stop_before_another(project)
    found, problems = lock.load(text, LOCK_FILE) if text is not None else (lock.Lock(), ())
    for problem in problems:
        screen.show(problem)
    if problems:
        sys.exit(FOUND)
    return found


def _remember(made: Imported, file: Path) -> None:
    """Write the GUIDs of notes of another program into the project's lock, so that their histories go on."""
    from genai_cards.identity.adopt import adopted
    from genai_cards.reading import read_page

    if not made.guids or file.suffix not in PAGE_SUFFIXES:
        return
    work = asked_for([file])
    if work.memory is None:
        click.secho("Their ids are not kept: only pages of a project's source folder have a lock.", err=True)
        return
    with alone(work.memory.root):
        before = _lock_of(work.memory)
        page = read_page(pages.read_page(work.asked[0]), work.settings)
        after = adopted(before, page.drafts, {page.path: made.guids_of_page()})
        if after is not before:
            write_whole((work.memory.lock, lock.dump(after).encode()))
            count = len(after.entries) - len(before.entries)
            click.echo(f"{LOCK_FILE} remembers {count} notes by the ids that they have in Anki.")


def _beside_an_edited_one(file: Path) -> Path:
    """Give where to write a page that is there: there, where it is as it was imported, else beside it."""
    from genai_cards.reports.export import BESIDE

    there = read_file(file).decode("utf-8", "replace")
    if importers.stamp(there) is None or not importers.is_edited(there):
        raise Stop(f"{from_here(file)} is there already", "--force overwrites it, -o names another file")
    click.secho(f"{from_here(file)} was edited since it was imported, and stays as it is.", err=True, fg="yellow")
    beside = file.with_name(f"{file.name}{BESIDE}")
    if beside.exists() and importers.is_edited(read_file(beside).decode("utf-8", "replace")):
        hint = "take over what is better and delete it, or name another file with -o"
        raise Stop(f"{from_here(beside)} is there already, and was edited too", hint)
    return beside
