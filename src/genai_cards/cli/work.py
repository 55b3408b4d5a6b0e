"""What the arguments of a command ask for, and its build.

The parser and genanki are imported where they are used, here and in the commands: `--help` and an error in the
arguments need neither.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cli import screen
from genai_cards.cli.status import FOUND
from genai_cards.diagnostics import Severity, Stop
from genai_cards.identity import lock
from genai_cards.project.files import read_file
from genai_cards.project.find import LOCK_FILE, find_project, located, project_of, read_lock
from genai_cards.project.media import library
from genai_cards.project.pages import find_pages, in_order
from genai_cards.settings.values import ProjectSettings

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.cards.notes import StoredNote
    from genai_cards.project.find import Project
    from genai_cards.project.pages import PageFile

TIMES = (1, 4102444800)
"""Seconds since 1970 that a note may have; the last is the year 2100."""

_SHOWN_NAMES = 5
_HISTORY = "a note that is not among the pages of a project keeps its history only while its question stays."

PATH = click.Path(path_type=Path, readable=False)
"""A file or a folder; that it can be read is not click's to check: all errors are shown, with hints."""

PAGES = click.argument("pages", nargs=-1, metavar="[PAGE|FOLDER]...", type=PATH)
NOW = click.option(
    "--now",
    type=click.IntRange(*TIMES),
    metavar="SECONDS",
    help="Take this time (seconds since 1970) for the clock's; SOURCE_DATE_EPOCH does the same.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print the same facts for programs.")


@dataclasses.dataclass(frozen=True, slots=True)
class Work:
    """What the arguments ask for."""

    home: Project | None
    """The project that the pages are in."""

    memory: Project | None
    """The project whose lock is about them."""

    settings: ProjectSettings
    asked: tuple[PageFile, ...]
    """The pages that go into the decks."""

    read: tuple[PageFile, ...]
    """The pages to read: of a project with a lock all, or notes of the others would seem to be gone."""

    outside: tuple[PageFile, ...] = ()
    """Those that no lock is about."""


def asked_for(pages: Sequence[Path], deck: str | None = None, near: Path | None = None) -> Work:
    """Give what the arguments ask for; without pages, all of the project's, which may be that of the file `near`."""
    home = project_of(pages) or (find_project(located(near).parent) if near else None)
    asked = find_pages(pages, home)
    settings = home.settings if home else ProjectSettings()
    if deck is not None:
        settings = dataclasses.replace(settings, deck=deck)
    own = asked if not pages else find_pages([], home) if any(page.in_source for page in asked) else ()
    remembered, named = {page.file for page in own}, {page.file for page in asked}
    if home is None or not remembered & named:
        return Work(home, None, settings, asked, asked, asked)
    read = in_order(own, (page for page in asked if page.file not in remembered))
    asked = tuple(page for page in read if page.file in named)
    return Work(home, home, settings, asked, read, tuple(page for page in asked if page.file not in remembered))


def remembered(pages: Sequence[Path] = (), near: Path | None = None) -> tuple[Work, Project]:
    """Give what the arguments ask for, and the project whose lock is about it; a Stop where none is."""
    work = asked_for(pages, near=near)
    if work.memory is None:
        raise Stop("only the pages of a project's source folder have a lock", "see “Project” in docs/pages.md")
    return work, work.memory


def without_lock(work: Work) -> list[str]:
    """Say which pages no lock is about."""
    if not work.outside:
        return []
    names = [page.path for page in work.outside[:_SHOWN_NAMES]]
    more = len(work.outside) - len(names)
    said = f"{', '.join(names)} and {more} more" if more else ", ".join(names)
    return [f"No lock for {said}: {_HISTORY}"]


def compiled(work: Work, now: int, touch: str = "", *, keep: bool = False) -> tuple[Build, str | None]:
    """Compile the pages against the lock; give the lock's text, too. `keep` is the compiler's."""
    from genai_cards import build as compiler

    text = read_lock(work.memory) if work.memory else None
    before, problems = lock.load(text, LOCK_FILE) if text is not None else (lock.Lock(), ())
    asked = {page.path for page in work.asked} if work.read != work.asked else None
    others = work.memory.settings if work.memory else None
    built = compiler.build(
        screen.watched(work.read),
        work.settings,
        now,
        before,
        asked=asked,
        outside={page.path for page in work.outside} if work.memory else (),
        others_settings=others,
        touch=touch,
        library=library(work.read, work.home),
        keep=keep,
    )
    found = (*(work.home.problems if work.home else ()), *problems, *built.diagnostics)
    return dataclasses.replace(built, diagnostics=found), text


def stop_at_errors(built: Build) -> None:
    """Say what is wrong with the pages; where that is an error, the command ends."""
    screen.show_problems(built)
    if built.of(Severity.ERROR):
        sys.exit(FOUND)


def gave_nothing(work: Work, arguments: Sequence[Path], built: Build) -> bool:
    """Say whether the pages gave no note at all, or one that was named gave none; `cards: none` asks for none."""
    from genai_cards.reading import NO_NOTES

    empty = {problem.at.path for problem in built.diagnostics if problem.code == NO_NOTES}
    named = {argument.resolve() for argument in arguments}
    return bool(empty) and (not built.notes or any(p.path in empty and p.file.resolve() in named for p in work.asked))


def package_name(arguments: Sequence[Path], work: Work) -> str:
    """Name the package: after the one page or folder that was asked for, else after the root deck."""
    if len(arguments) == 1:
        argument = located(arguments[0])
        return argument.name if argument.is_dir() else argument.stem
    if arguments:
        return f"{work.asked[0].file.stem}-and-{len(work.asked) - 1}-more"
    return work.settings.deck


def package_notes(file: Path) -> dict[str, StoredNote]:
    """Read the notes of a package by GUID; none where it is not there or is not ours."""
    from genai_cards.targets import apkg

    with contextlib.suppress(Stop):
        if file.is_file():  # a pipe or a device might never end
            return apkg.read_notes(read_file(file), file.name)
    return {}


def clock(option: int | None = None) -> int:
    """Give the time that notes get, in seconds since 1970."""
    if option is not None:
        return option
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return int(time.time())
    if not re.fullmatch("[0-9]{1,10}", epoch) or not TIMES[0] <= int(epoch) <= TIMES[1]:
        raise Stop(f"SOURCE_DATE_EPOCH={epoch[:40]} is no time", "give whole seconds since 1970")
    return int(epoch)
