"""The disk: find the project, read its pages and settings, write whole files."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from genai_cards.diagnostics import Diagnostic, Location, Stop, error, skipped
from genai_cards.importers import HTML_SUFFIXES, PASTED_SUFFIXES, Imported, import_page
from genai_cards.settings.project_file import parse_project
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import PAGE_SUFFIXES, UNSTORABLE, Source, decode

if sys.platform != "win32":
    import fcntl
else:
    fcntl = None

SETTINGS_FILE = "genai-cards.toml"
LOCK_FILE = "genai-cards.lock"
MOST_WAITING = 60.0
"""Seconds that an export waits for another one."""

FOREIGN_SUFFIXES = (*PASTED_SUFFIXES, *HTML_SUFFIXES)
"""Of text from elsewhere: read where it is named, not where it lies in a folder."""


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


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page on disk."""

    file: Path
    path: str
    """As shown in messages and on cards."""

    page: str
    """What names it in keys."""


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


def read_text(file: Path) -> str:
    """Read a text; a Stop where that cannot be."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        raise Stop(f"cannot read {file.name}: {_reason(broken)}") from None


def find_pages(arguments: Sequence[Path], project: Project | None) -> tuple[PageFile, ...]:
    """Find the pages that the arguments name, or all of the project's, sorted by path; none is a Stop."""
    if not arguments:
        if project is None:
            hint = f"make a folder `source` with pages, or an empty {SETTINGS_FILE}, or name a page"
            raise Stop("there is no project here", hint)
        if not project.source.is_dir():
            hint = f"make it, or name another in {SETTINGS_FILE}: source = …"
            raise Stop(f"the project has no folder {project.settings.source}/", hint)
        arguments = (project.source,)
    found: dict[Path, PageFile] = {}
    for argument in arguments:
        for page in _pages_at(argument, project):
            found.setdefault(page.file.resolve(), page)
    return tuple(sorted(found.values(), key=lambda page: [part.casefold() for part in page.path.split("/")]))


def _pages_at(argument: Path, project: Project | None) -> Iterator[PageFile]:
    if argument.is_dir():
        files = sorted(_files_below(argument, project))
        if not files:
            raise Stop(f"no pages in {_shown(argument, project)}/", f"pages end in {' or '.join(PAGE_SUFFIXES)}")
        for file in files:
            yield _page(file, argument, project)
    elif not argument.exists():
        raise Stop(f"no such page: {argument}", "check its name; pages are named from the current folder")
    elif argument.suffix.lower() not in (*PAGE_SUFFIXES, *FOREIGN_SUFFIXES):
        hint = f"pages end in {' or '.join(PAGE_SUFFIXES)}; saved or pasted ones in {', '.join(FOREIGN_SUFFIXES)}"
        raise Stop(f"{argument} is not a Markdown page", hint)
    else:
        yield _page(argument, argument.parent, project)


def _files_below(folder: Path, project: Project | None) -> Iterator[Path]:
    def stop(broken: OSError) -> None:
        message = f"cannot read {_shown(Path(broken.filename), project)}/: {_reason(broken)}"
        raise Stop(message, "see who may read it, or take it out of the folder") from None

    for parent, folders, files in os.walk(folder, onerror=stop):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(parent, name) for name in files if name.lower().endswith(PAGE_SUFFIXES) and not name.startswith(".")
        )


def _page(file: Path, folder: Path, project: Project | None) -> PageFile:
    named_from = folder
    if project is not None:
        if file.resolve().is_relative_to(project.source.resolve()):
            file, named_from = file.resolve(), project.source.resolve()
        elif file.resolve().is_relative_to(project.root.resolve()):
            file, named_from = file.resolve(), project.root.resolve()
    page = file.relative_to(named_from).with_suffix("").as_posix()
    return PageFile(file, _shown(file, project), page)


def _shown(path: Path, project: Project | None) -> str:
    """Give a path as people know it: from the project, from here, or its name; never one of this machine's folders."""
    shown = path.name if path.is_absolute() else path.as_posix()
    for folder in (project.root.resolve() if project else None, Path.cwd()):
        if folder is not None and path.resolve().is_relative_to(folder):
            shown = path.resolve().relative_to(folder).as_posix()
            break
    return UNSTORABLE.sub("\ufffd", shown)


def remembers(project: Project, files: Sequence[PageFile]) -> bool:
    """Say whether the project's lock is about these pages: those of its source folder."""
    source = project.source.resolve()
    return all(page.file.resolve().is_relative_to(source) for page in files)


def contains(project: Project, arguments: Sequence[Path]) -> bool:
    """Say whether all the arguments are inside the project."""
    root = project.root.resolve()
    return all(argument.resolve().is_relative_to(root) for argument in arguments)


def read_page(page: PageFile) -> Source:
    """Read a page; one that cannot be read has an error instead of a text."""
    if UNSTORABLE.search(page.page):
        message = "this page's name holds a character that no card can show"
        problem = error("file-name", Location(page.path), message, "rename the file or its folder")
        return Source(page.path, UNSTORABLE.sub("\ufffd", page.page), "", (problem,))
    try:
        content = page.file.read_bytes()
    except OSError as broken:
        message = f"cannot read this page: {_reason(broken)}"
        problem = error("unreadable", Location(page.path), message, "see who may read it, or leave it out")
        return Source(page.path, page.page, "", (problem,))
    if is_foreign(page.file):
        return _as_page(content, page)
    return decode(content, page.path, page.page)


def is_foreign(file: Path) -> bool:
    """Say whether a file is text from elsewhere, by its name."""
    return file.suffix.lower() in FOREIGN_SUFFIXES


def import_foreign(
    content: bytes, path: str, folder: Path, date: str, title: str = "", columns: Sequence[Sequence[str]] = ()
) -> Imported:
    """Import a file of `folder` as `importers.import_page` does, without the pictures that are not beside it."""

    def is_there(source: str) -> bool:
        with contextlib.suppress(OSError, ValueError):  # names that no file can have
            return picture_file(folder, source).is_file()
        return False

    return import_page(content, path, date, title=title, columns=columns, is_there=is_there)


def picture_file(folder: Path, source: str) -> Path:
    """Give the file of a picture that was saved with a page of `folder`; that folder where it would be outside."""
    file = folder / source
    return file if file.resolve().is_relative_to(folder.resolve()) else folder


def _as_page(content: bytes, page: PageFile) -> Source:
    """Import foreign text in memory; what is left out is a reason like any other."""
    made = import_foreign(content, page.path, page.file.parent, "1970-01-01")
    text = made.text
    for image in made.images:  # it lies where it was saved, not yet beside a page of ours
        text = text.replace(f"]({image.file})", f"](<{image.source}>)")
    out = (
        skipped("left-out", Location(page.path, part.line), f"{part.why}: {part.text[:80]}") for part in made.left_out
    )
    return Source(page.path, page.page, text, (*made.problems, *out), made.lines)


def free_name(name: str) -> str:
    """Give a name for a page: lower case, words joined by hyphens."""
    return _file_name(name)


def missing(links: Iterable[tuple[str, str]], folders: Mapping[str, Path]) -> frozenset[tuple[str, str]]:
    """Give the links (page and target) that lead to no file, from the folders that the pages are in.

    A link may leave the suffix of a page out, as wikis do.
    """
    return frozenset(
        (page, target)
        for page, target in set(links)
        if not any(_exists(folders[page], f"{target}{suffix}") for suffix in ("", *PAGE_SUFFIXES))
    )


def _exists(folder: Path, target: str) -> bool:
    try:
        return (folder / target).exists()
    except (OSError, ValueError):
        return False


def package_file(output: Path | None, folder: Path, name: str) -> Path:
    """Give the file to write: `output` if it is one, else `name` in `output` or in `folder`."""
    if output is not None and output.suffix.lower() in (".apkg", ".colpkg") and not output.is_dir():
        file = output
    else:
        file = (output or folder) / f"{_file_name(name)}.apkg"
    if _means_backup(file.name):
        hint = "Anki takes collection.apkg, backup-*.apkg and *.colpkg for backups, and replaces everything by them"
        raise Stop(f"{file.name} is no good name for a deck", hint)
    return file


def _file_name(name: str) -> str:
    words = re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:80] or "deck"
    return f"deck-{words}" if _means_backup(f"{words}.apkg") else words


def _means_backup(name: str) -> bool:
    name = name.lower()
    return name == "collection.apkg" or name.startswith("backup-") or name.endswith(".colpkg")


def write_whole(*files: tuple[Path, bytes]) -> None:
    """Write files whole, in this order, or none of them; a Stop where that cannot be, and then all is as it was.

    Each is first written beside its place, and only when all are there do they take their places: what can fail has
    then been done.
    """
    staged: list[tuple[Path, Path]] = []
    file = Path()
    try:
        for file, content in files:
            staged.append((_beside(file, content), file))
        for temporary, file in staged:
            temporary.replace(file)
    except OSError as broken:
        no_folder = next((folder for folder in file.parents if folder.exists() and not folder.is_dir()), None)
        reason = f"{_shown(no_folder, None)} is a file, not a folder" if no_folder else _reason(broken)
        raise Stop(f"cannot write {_shown(file, None)}: {reason}", "nothing was changed") from None
    finally:
        for temporary, _ in staged:
            forget(temporary)


def _beside(file: Path, content: bytes) -> Path:
    """Write a temporary file into the folder of `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".genai-cards-", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
            temporary.chmod(0o666 & ~_umask())
        except BaseException:
            forget(temporary)
            raise
    return temporary


def forget(file: Path) -> None:
    """Delete a file of ours, if it is there and can be deleted."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(broken: Exception) -> str:
    return broken.strerror.lower() if isinstance(broken, OSError) and broken.strerror else str(broken)


def read_file(file: Path) -> bytes:
    """Read a file; a Stop where that cannot be."""
    try:
        return file.read_bytes()
    except OSError as broken:
        raise Stop(f"cannot read {_shown(file, None)}: {_reason(broken)}") from None


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


def read_lock(project: Project) -> str | None:
    """Read the project's lock; None where there is none yet."""
    return read_text(project.lock) if project.lock.exists() else None


@contextlib.contextmanager
def alone(project: Project | None) -> Iterator[None]:
    """Let other exports of the project wait until the block ends; a Stop when one takes too long.

    Where the system cannot lock a folder (Windows), two exports at once both write whole files, and the last one wins.
    """
    if project is None or fcntl is None:
        yield
        return
    folder = os.open(project.root, os.O_RDONLY)
    try:
        _wait_for(folder)
        yield
    finally:
        os.close(folder)


def _wait_for(folder: int) -> None:
    until = time.monotonic() + MOST_WAITING
    while True:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            if time.monotonic() > until:
                hint = "wait until it ends; nothing was changed"
                raise Stop("another genai-cards is at work in this project", hint) from busy
            time.sleep(0.05)
        except OSError:
            return  # a file system that has no locks
        else:
            return
