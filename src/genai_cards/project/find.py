"""The project: where it is, what its author has set, what its lock says."""

from __future__ import annotations

import dataclasses
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from genai_cards.diagnostics import Diagnostic, Stop
from genai_cards.project.files import read_text
from genai_cards.settings.project_file import parse_project
from genai_cards.settings.values import ProjectSettings

SETTINGS_FILE = "genai-cards.toml"
LOCK_FILE = "genai-cards.lock"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with pages and, it may be, settings."""

    root: Path
    settings: ProjectSettings
    problems: tuple[Diagnostic, ...] = ()

    @property
    def source(self) -> Path:
        """The folder with the pages."""
        return self.root / self.settings.source

    @property
    def shown_source(self) -> str:
        """Give how the paths of its pages begin, as they are shown."""
        way = Path(os.path.relpath(self.source, self.root)).as_posix()
        return "" if way == "." else f"{way}/"

    @property
    def lock(self) -> Path:
        """The file that remembers which note is which."""
        return self.root / LOCK_FILE

    @property
    def output(self) -> Path:
        """The folder for the decks."""
        return self.root / self.settings.output


def find_project(start: Path) -> Project | None:
    """Find the project that `start` is in: the nearest folder with `genai-cards.toml`, else with a `source` folder."""
    folders = [folder.resolve() for folder in (start, *start.parents)]
    for folder in folders:
        file = folder / SETTINGS_FILE
        if file.is_file():
            settings, problems = parse_project(read_text(file), SETTINGS_FILE)
            return Project(folder, _with_deck(settings, folder), problems)
    for folder in folders:
        if (folder / ProjectSettings().source).is_dir() and folder != Path(folder.anchor):
            return Project(folder, _with_deck(ProjectSettings(), folder))
    return None


def _with_deck(settings: ProjectSettings, folder: Path) -> ProjectSettings:
    return settings if settings.deck else dataclasses.replace(settings, deck=folder.name)


def project_of(arguments: Sequence[Path]) -> Project | None:
    """Find the project that arguments are of: the one of the current folder, else the one they are in.

    A Stop where they are of two.
    """
    here = find_project(Path.cwd())
    if not arguments:
        return here
    found: dict[Path, Project] = {}
    for argument in arguments:
        project = here if here is not None and contains(here, argument) else _above(argument)
        if project is not None:
            found.setdefault(project.root, project)
    if len(found) > 1:
        one, other, *_ = (root.name for root in found)
        raise Stop(f"these pages are of two projects, {one} and {other}", "name the pages of one at a time")
    return next(iter(found.values()), None)


def _above(argument: Path) -> Project | None:
    """Find the project from an argument upwards; one without settings is about its source folder alone."""
    place = located(argument)
    project = find_project(place if place.is_dir() else place.parent)
    if project is None or (project.root / SETTINGS_FILE).is_file():
        return project
    source = project.source
    return project if below(source, argument) is not None or below(argument, source) is not None else None


def contains(project: Project, argument: Path) -> bool:
    """Say whether an argument is inside the project."""
    return below(project.root, argument) is not None or below(project.source, argument) is not None


def located(path: Path) -> Path:
    """Give a path from the top, without `..`; links behind the last `..` are not followed."""
    parts = (Path.cwd() / path).parts
    ups = len(parts) - parts[::-1].index("..") if ".." in parts else 0
    return Path(*parts[:ups]).resolve().joinpath(*parts[ups:]) if ups else Path(*parts)


def below(folder: Path, path: Path) -> Path | None:
    """Give the way from a folder to a file or folder below it; None where there is none.

    What lies elsewhere is below it by the links that lead there.
    """
    top, place, real = folder.resolve(), located(path), Path(os.path.realpath(path))
    if real.is_relative_to(top) and (real == place or (real.exists() and real.suffix == place.suffix)):
        return real.relative_to(top)
    above = (parent for parent in (place, *place.parents) if parent.resolve() == top)
    return next((place.relative_to(parent) for parent in above), None)


def read_lock(project: Project) -> str | None:
    """Read the project's lock; None where there is none yet."""
    return read_text(project.lock) if project.lock.exists() else None


def read_revision(project: Project, revision: str) -> str:
    """Read the lock of a revision from git; a Stop where there is none."""
    command = ["git", "show", f"{revision}:./{LOCK_FILE}"]
    try:
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, encoding="utf-8", check=True)
    except FileNotFoundError:
        raise Stop("git is not installed", "name a lock or a package instead") from None
    except subprocess.CalledProcessError as failed:
        reason = failed.stderr.strip().splitlines()[:1]
        raise Stop(f"no lock at “{revision}”: {' '.join(reason)}", "name a lock, a package or a revision") from None
    return done.stdout
