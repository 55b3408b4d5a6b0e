"""The command line: the screen, the clock, the exit status."""

from __future__ import annotations

import dataclasses
import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from genai_cards import __version__
from genai_cards.diagnostics import Severity, Stop

if TYPE_CHECKING:
    from genai_cards.compiler import Build
    from genai_cards.project import PageFile
    from genai_cards.source import Source

FOUND = 1
"""Exit status: errors, or a page without notes."""

COULD_NOT_RUN = 2

TIMES = (1, 4102444800)
"""Seconds since 1970 that a note may have; the last is the year 2100."""

PATIENCE = 1.0
"""Seconds until a progress bar is shown."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="genai-cards")
def commands() -> None:
    """Turn the pages you learn from into Anki decks.

    \b
    Example:
      genai-cards export        all pages of source/ → a deck in output/
    """


@commands.command()
@click.argument("pages", nargs=-1, metavar="[PAGE|FOLDER]...", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="FILE|FOLDER", type=click.Path(path_type=Path), help="Write there.")
@click.option("--deck", metavar="NAME", help="Put the pages' decks below this one.")
@click.option("--now", type=click.IntRange(*TIMES), metavar="SECONDS",
              help="Take this time (seconds since 1970) for the clock's; SOURCE_DATE_EPOCH does the same.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the same facts for programs.")
@click.option("-q", "--quiet", "amount", flag_value="quiet", help="Print problems only.")
@click.option("-v", "--verbose", "amount", flag_value="verbose", help="Say of each block that made no card why.")
def export(
    pages: tuple[Path, ...], output: Path | None, deck: str | None, now: int | None, as_json: bool, amount: str | None
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
    from genai_cards import compiler, project, report
    from genai_cards.settings import ProjectSettings
    from genai_cards.targets import apkg

    gc.set_threshold(50_000, 20, 50)  # a tree has many objects and few cycles: saves a tenth of the time
    home = project.find_project(Path.cwd())
    if home is not None and not project.contains(home, pages):
        home = None
    files = project.find_pages(pages, home)
    settings = home.settings if home else ProjectSettings()
    if deck is not None:
        settings = dataclasses.replace(settings, deck=deck)
    file = project.package_file(output, home.output if home else Path(), _name(pages, settings.deck, files))
    moment = _now(now)
    built = compiler.build(_watched(files), settings, moment)
    if home and home.problems:
        built = dataclasses.replace(built, diagnostics=(*home.problems, *built.diagnostics))
    size = None
    if built.notes and not built.of(Severity.ERROR):
        content = apkg.render(built.decks, moment)
        project.write_whole(file, content)
        size = len(content)
    if as_json:
        click.echo(report.as_json(built, file if size else None))
    else:
        _print(built, file, size, amount)
    if built.of(Severity.ERROR) or any(problem.code == compiler.NO_NOTES for problem in built.diagnostics):
        sys.exit(FOUND)


def _print(built: Build, file: Path, size: int | None, amount: str | None) -> None:
    from genai_cards import report

    for severity, colour in ((Severity.WARNING, "yellow"), (Severity.ERROR, "red")):
        for problem in built.of(severity):
            click.secho(str(problem), err=True, fg=colour)
    if amount == "verbose":
        for problem in built.of(Severity.SKIPPED):
            click.echo(str(problem))
    if amount != "quiet":
        click.echo(report.as_text(built, _from_here(file), size, verbose=amount == "verbose"))


def _name(arguments: Sequence[Path], deck: str, files: Sequence[PageFile]) -> str:
    """Name the package: after the one page or folder that was asked for, else after the root deck."""
    if len(arguments) == 1:
        argument = arguments[0].resolve()
        return argument.name if argument.is_dir() else argument.stem
    if arguments:
        return f"{files[0].file.stem}-and-{len(files) - 1}-more"
    return deck


def _from_here(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def _now(option: int | None) -> int:
    """Give the time that notes get, in seconds since 1970."""
    if option is not None:
        return option
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return int(time.time())
    if not epoch.isascii() or not epoch.isdigit() or not TIMES[0] <= int(epoch) <= TIMES[1]:
        raise Stop(f"SOURCE_DATE_EPOCH={epoch} is no time", "give whole seconds since 1970")
    return int(epoch)


def _watched(files: Sequence[PageFile]) -> Iterator[Source]:
    """Read the pages; show how far it is when it takes long and a person is watching."""
    from genai_cards import project

    if not sys.stderr.isatty():
        yield from map(project.read_page, files)
        return
    started = time.monotonic()
    waiting = iter(enumerate(files))
    for _, file in waiting:
        yield project.read_page(file)
        if time.monotonic() - started > PATIENCE:
            break
    rest: Iterable[PageFile] = [file for _, file in waiting]
    with click.progressbar(rest, label="Reading pages", file=sys.stderr) as bar:
        yield from map(project.read_page, bar)


def main() -> NoReturn:
    """Run the command line; the one place where an exception becomes an exit status."""
    try:
        commands(prog_name="genai-cards")
    except Stop as stop:
        click.secho(str(stop), err=True, fg="red")
        sys.exit(COULD_NOT_RUN)
    sys.exit(0)
