"""Pages: find those that are meant, read them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from genai_cards.diagnostics import Location, Stop, error, skipped
from genai_cards.importers import Imported, foreign_suffixes, import_page
from genai_cards.project.files import NO_FILE, read_settled, reason, shown
from genai_cards.project.find import SETTINGS_FILE, Project, below
from genai_cards.project.ignore import files_below
from genai_cards.source import PAGE_SUFFIXES, UNSTORABLE, Source, decode


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page on disk."""

    file: Path
    path: str
    """As shown in messages and on cards."""

    page: str
    """What names it in keys."""

    in_source: bool = False
    """Whether it is below the project's source folder, by itself or by a link there."""


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
    found: dict[str, PageFile] = {}
    for argument in arguments:
        for page in _pages_at(argument, project):
            found.setdefault(os.path.realpath(page.file), page)
    return in_order(found.values())


def in_order(*groups: Iterable[PageFile]) -> tuple[PageFile, ...]:
    """Give pages sorted by path; the names of the first group are the same without the others."""
    pages = _with_names_of_their_own(page for group in groups for page in sorted(group, key=_by_path))
    return tuple(sorted(pages, key=_by_path))


def _by_path(page: PageFile) -> list[str]:
    return [part.casefold() for part in page.path.split("/")]


def _with_names_of_their_own(pages: Iterable[PageFile]) -> Iterator[PageFile]:
    """Yield pages; of two that differ in their suffix alone the second one is named with it."""
    names: set[str] = set()
    for page in pages:
        twin = page.page in names
        names.add(page.page)
        yield replace(page, page=f"{page.page}{page.file.suffix}") if twin else page


def _pages_at(argument: Path, project: Project | None) -> Iterator[PageFile]:
    if argument.is_dir():
        files = sorted(_files_below(argument, project))
        if not files:
            raise Stop(f"no pages in {_shown(argument, project)}/", f"pages end in {' or '.join(PAGE_SUFFIXES)}")
        for file in files:
            yield _page(file, argument, project, argument.parent)
    elif not argument.exists():
        raise Stop(f"no such page: {argument}", "check its name; pages are named from the current folder")
    elif argument.suffix.lower() not in (*PAGE_SUFFIXES, *foreign_suffixes()):
        hint = f"pages end in {' or '.join(PAGE_SUFFIXES)}; saved or pasted ones in {', '.join(foreign_suffixes())}"
        raise Stop(f"{argument} is not a Markdown page", hint)
    else:
        yield _page(argument, argument.parent, project, argument.parent)


def _files_below(folder: Path, project: Project | None) -> Iterator[Path]:
    def stop(broken: OSError) -> None:
        message = f"cannot read {_shown(Path(broken.filename), project)}/: {reason(broken)}"
        raise Stop(message, "see who may read it, or take it out of the folder") from None

    exclude = project.settings.exclude if project else ()
    for file in files_below(folder, exclude, stop):
        if file.name.lower().endswith(PAGE_SUFFIXES):
            yield file


def _page(file: Path, folder: Path, project: Project | None, told_from: Path) -> PageFile:
    for top in (project.source, project.root) if project is not None else ():
        if project is not None and (way := below(top, file)) is not None:
            path = Path(os.path.relpath(top, project.root)) / way
            shown_path = UNSTORABLE.sub("\ufffd", path.as_posix())
            page = way.with_suffix("").as_posix()
            return PageFile(top.resolve() / way, shown_path, page, in_source=top == project.source)
    page = file.relative_to(folder).with_suffix("").as_posix()
    return PageFile(file, _shown(file, project, told_from), page)


def _shown(path: Path, project: Project | None, below: Path | None = None) -> str:
    return shown(path, project.root if project else None, below)


def read_page(page: PageFile) -> Source:
    """Read a page; one that cannot be read has an error instead of a text."""
    if UNSTORABLE.search(page.page):
        message = "this page's name holds a character that no card can show"
        problem = error("file-name", Location(page.path), message, "rename the file or its folder")
        return Source(page.path, UNSTORABLE.sub("\ufffd", page.page), "", (problem,))
    try:
        content = _content(page.file)
    except OSError as broken:
        message = f"cannot read this page: {reason(broken)}"
        problem = error("unreadable", Location(page.path), message, "see who may read it, or leave it out")
        return Source(page.path, page.page, "", (problem,))
    if is_foreign(page.file):
        return _as_page(content, page)
    return decode(content, page.path, page.page)


def _content(file: Path) -> bytes:
    """Read a page; an OSError where it is a pipe or a device, which might never end."""
    if file.is_symlink() and not file.exists():
        raise OSError(errno.ENOENT, "it is a link to nothing")
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, NO_FILE)
    return read_settled(file)


def is_foreign(file: Path) -> bool:
    """Say whether a file is text from elsewhere, by its name."""
    return file.suffix.lower() in foreign_suffixes()


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
    return Source(page.path, page.page, text, (*made.problems, *out), made.lines, made.guids)


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
