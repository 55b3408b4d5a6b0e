"""A lock that is lost: the packages beside it know which note is which."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cards.decks import deck_path
from genai_cards.cli.screen import from_here
from genai_cards.cli.work import Work, clock, compiled, package_notes
from genai_cards.diagnostics import Stop
from genai_cards.identity import lock
from genai_cards.project.files import read_file, write_whole
from genai_cards.project.find import LOCK_FILE
from genai_cards.project.names import package_file
from genai_cards.targets import PACKAGE

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.cards.notes import StoredNote
    from genai_cards.project.find import Project


def stop_where_lost(work: Work, built: Build, remembered: str | None, file: Path) -> None:
    """Stop where there is no lock, and notes of a package would get other GUIDs without it."""
    found = _last_package(work.memory, file) if work.memory and remembered is None else None
    if found is None:
        return
    package, notes = found
    lost = notes.keys() - {entry.guid for entry in built.lock.entries}
    if lost:
        hint = f"{_remakes(package)}; without it {len(lost)} would be new (to begin anew, delete the package)"
        raise Stop(_no_lock(package, notes), hint)


def said_where_lost(work: Work, remembered: str | None) -> Iterator[str]:
    """Say that there is no lock, where a package could remake it."""
    found = _last_package(work.memory) if work.memory and remembered is None else None
    if found is not None:
        said = _no_lock(*found)
        yield f"{said[0].upper()}{said[1:]}: {_remakes(found[0])}."


def stop_before_another(project: Project) -> None:
    """Stop where a new lock would hide that there was one."""
    if found := _last_package(project):
        raise Stop(_no_lock(*found), _remakes(found[0]))


def _no_lock(package: Path, notes: dict[str, StoredNote]) -> str:
    return f"there is no {LOCK_FILE}, but {from_here(package)} holds {_counted(len(notes))}"


def _counted(count: int) -> str:
    return "1 note" if count == 1 else f"{count} notes"


def _remakes(package: Path) -> str:
    return f"`genai-cards lock --from {shlex.quote(str(from_here(package)))}` remakes it"


def _last_package(project: Project, file: Path | None = None) -> tuple[Path, dict[str, StoredNote]] | None:
    """Give the package that holds most notes of a project, and these notes; `file` is looked at, too."""
    own = package_file(None, project.output, project.settings.deck)
    written = [file] if file is not None and file.suffix.lower() == PACKAGE.suffix else []
    best: tuple[Path, dict[str, StoredNote]] | None = None
    for package in dict.fromkeys((*written, own, *sorted(project.output.glob(f"*{PACKAGE.suffix}")))):
        notes = _notes_of(package, project, in_any_deck=package == own or package in written)
        if notes and (best is None or len(notes) > len(best[1])):
            best = package, notes
    return best


def _notes_of(package: Path, project: Project, *, in_any_deck: bool) -> dict[str, StoredNote]:
    """Give the notes of a project in a package; of a package of another name those below the project's deck."""
    from genai_cards.identity.remake import is_retired, of_source

    top = deck_path(project.settings.deck)
    return {
        guid: note
        for guid, note in of_source(package_notes(package), project.shown_source).items()
        if not is_retired(note) and (in_any_deck or f"{note.deck}::".startswith(f"{top}::"))
    }


def remake(work: Work, project: Project, packages: tuple[Path, ...]) -> None:
    """Write the lock that packages tell of; a Stop where there is one."""
    from genai_cards.identity.remake import newest, of_source, remade
    from genai_cards.release import retired_notes
    from genai_cards.targets import apkg

    if project.lock.exists():
        raise Stop(f"there is a {LOCK_FILE} already", "it knows more than a package; to replace it, move it away first")
    held = [apkg.read_notes(read_file(file), file.name) for file in packages]
    retired = [package_notes(file.with_name(retired_notes(file.name))) for file in packages]
    stored = of_source(newest((*held, *retired)), project.shown_source)
    if not stored:
        raise Stop(f"{packages[0].name} holds no note of this project", "name a package that an export of it has made")
    built, _ = compiled(work, clock())
    made = remade(stored, [note.draft for note in built.notes], project.shown_source)
    write_whole((project.lock, lock.dump(made).encode()))
    live = [entry for entry in made.entries if entry.retired is None]
    same = sum(1 for entry in live if entry.digest)
    retired_too = f", and {len(made.entries) - len(live)} retired" if len(made.entries) > len(live) else ""
    click.echo(f"Made {LOCK_FILE}: {_counted(len(live))}, {same} of them as the pages have them{retired_too}.")
    click.echo("`genai-cards diff` says what an export would do.")
