"""The project: where it is, what its author has set, what its lock says."""

from __future__ import annotations

import dataclasses
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
    def lock(self) -> Path:
        """The file that remembers which note is which."""
        return self.root / LOCK_FILE

    @property
    def output(self) -> Path:
        """The folder for the decks."""
        return self.root / self.settings.output


def find_project(start: Path) -> Project | None:
    """Find the project that `start` is in: the nearest folder with `genai-cards.toml`, else with a `source` folder."""
    folders = (start, *start.parents)
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


def contains(project: Project, arguments: Sequence[Path]) -> bool:
    """Say whether all the arguments are inside the project."""
    root = project.root.resolve()
    return all(argument.resolve().is_relative_to(root) for argument in arguments)


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
