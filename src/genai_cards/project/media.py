"""The disk: find and read the pictures, sounds and films that pages refer to, and no other file."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from genai_cards.cards import media
from genai_cards.cards.media import Found, Library
from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.project.find import Project
from genai_cards.project.pages import PageFile
from genai_cards.settings.values import ProjectSettings

MEGABYTE = 1_000_000
_SHOWN_NAMES = 3
_MARKS = (".git", "genai-cards.toml", "mkdocs.yml", ".obsidian")
"""What the top folder of a repository or a vault holds."""

_BASES = ("", "static", "docs", "assets", "public", "content", "source", "_static", "images", "img")
"""Folders below the top one from which sites count their paths."""

_LFS_POINTER = b"version https://git-lfs.github.com/"


def library(pages: Sequence[PageFile], project: Project | None) -> Library:
    """Give what finds the media of these pages; a file is read when it is first asked for."""
    shelves: dict[Path, _Shelf] = {}
    by_path = {page.path: page for page in pages}

    def find(reference: str, at: Location, wiki: bool) -> Found:
        page = by_path[at.path]
        home = project if project and (page.in_source or page.file.is_relative_to(project.root)) else None
        root = home.root if home else _root(page)
        if root not in shelves:
            settings = home.settings if home else ProjectSettings()
            shelves[root] = _Shelf(root, tuple((root / folder).resolve() for folder in settings.media), settings)
        folder = page.file.parent if home else page.file.parent.resolve()
        return shelves[root].find(reference, folder, page.file.resolve().parent, at, wiki)

    return find


def _root(page: PageFile) -> Path:
    """Give the folder that nothing is read from outside of: the repository's, else the exported one."""
    top = page.file.parent.resolve().joinpath(*[".."] * page.page.count("/")).resolve()
    above = (folder for folder in (top, *top.parents) if any((folder / mark).exists() for mark in _MARKS))
    return next(above, top)


@dataclass(frozen=True)
class _Shelf:
    """The media below one folder, and below those that the settings allow."""

    root: Path
    allowed: tuple[Path, ...]
    settings: ProjectSettings
    read: dict[Path, media.Media | Diagnostic | None] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, list[Path]]:
        """All media by their names; the folders are gone through once, when a name alone is known."""
        found: dict[str, list[Path]] = {}
        for top in (self.root, *self.allowed):
            for parent, folders, files in os.walk(top):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in filter(media.is_media, files):
                    found.setdefault(_nfc(name), []).append(Path(parent, name))
        return found

    def find(self, reference: str, folder: Path, behind: Path, at: Location, wiki: bool) -> Found:
        """Find what a page in `folder` refers to; where that page is a link, its file is in the folder `behind`."""
        folders = (folder, behind) if self._inside(behind) is not None else (folder,)
        outside = False
        for name in media.readings(reference):
            if not name or "\0" in name:
                continue
            for place in self._places(name, folders):
                file = self._inside(place)
                outside = outside or file is None
                if file is not None and (there := _existing(file)) is not None:
                    return self._read(there, reference, at)
        if outside and not reference.startswith("/"):
            return Found(problems=(_outside(reference, at),))
        return self._by_name(reference, folder, at, only_one=wiki)

    def _places(self, name: str, folders: Sequence[Path]) -> Iterator[Path]:
        """Yield where a file may be: beside its page, then below the folders that sites count from."""
        if not name.startswith("/"):
            yield from (folder / name for folder in dict.fromkeys(folders))
        if not name.startswith(".."):
            yield from (self.root / base / name.lstrip("/") for base in _BASES)

    def _inside(self, place: Path) -> Path | None:
        """Give a path without its `..`; None where it leads out of what may be read. The disk is not asked."""
        file = Path(os.path.normpath(place))
        return file if any(file.is_relative_to(top) for top in (self.root, *self.allowed)) else None

    def _by_name(self, reference: str, folder: Path, at: Location, *, only_one: bool) -> Found:
        """Find a file as wikis do: by its name, wherever it is, nearest first."""
        *_, name = media.readings(reference)
        wanted = _nfc(name).strip("/").removeprefix("./")
        named = self.by_name.get(wanted.rpartition("/")[2], [])
        fitting = [file for file in named if _nfc(file.as_posix()).endswith(f"/{wanted}") and file.is_file()]
        steps = {file: len(Path(os.path.relpath(file, folder)).parts) for file in fitting}
        nearest = [file for file in fitting if steps[file] == min(steps.values())]
        if not nearest:
            return Found(problems=(self._missing(reference, folder, at),))
        if len(nearest) > 1 and only_one:
            places = ", ".join(_from(folder, file) for file in nearest[:_SHOWN_NAMES])
            message = f"{len(nearest)} files are called {wanted}"
            return Found(problems=(warning("media-missing", at, message, f"write which one: {places}"),))
        return self._read(nearest[0], reference, at)

    def _read(self, file: Path, reference: str, at: Location) -> Found:
        file = file.resolve()
        if self._inside(file) is None:
            return Found(problems=(_outside(reference, at),))
        if file not in self.read:
            self.read[file] = _made(file, at)
        made = self.read[file]
        if isinstance(made, Diagnostic):
            return Found(problems=(warning(made.code, at, made.message, made.hint),))
        if made is None:
            hint = "save it again from the program that drew it"
            return Found(problems=(warning("media-broken", at, f"{file.name} is no SVG that can be drawn", hint),))
        size = len(made.content) / MEGABYTE
        if size > self.settings.media_limit:
            hint = "make it smaller, or raise media_limit in genai-cards.toml"
            message = f"{file.name} has {size:.1f} MB: each device that studies the deck must hold it"
            return Found(made, (warning("media-large", at, message, hint),))
        return Found(made)

    def _missing(self, reference: str, folder: Path, at: Location) -> Diagnostic:
        *_, name = media.readings(reference)
        wanted = name.rpartition("/")[2]
        elsewhere = self.by_name.get(wanted, [])
        if elsewhere:
            hint = f"there is {_from(folder, elsewhere[0])}"
        else:
            near = {known.casefold(): known for known in self.by_name}
            nearest = difflib.get_close_matches(wanted.casefold(), near, 1, 0.6)
            file = self.by_name[near[nearest[0]]][0] if nearest else None
            hint = f"did you mean {_from(folder, file)}?" if file else "files are looked for from the page's own folder"
        return warning("media-missing", at, f"there is no file {name}", hint)


def _made(file: Path, at: Location) -> media.Media | Diagnostic | None:
    try:
        content = file.read_bytes()
        if not content:
            return warning("media-broken", at, f"{file.name} is empty", "save it again")
        if content.startswith(_LFS_POINTER):
            return warning("media-broken", at, f"{file.name} is not here, only its address", "git lfs pull brings it")
        return media.make(file.name, content)
    except OSError as broken:
        reason = (broken.strerror or "it cannot be opened").lower()
        return warning("unreadable", at, f"cannot read {file.name}: {reason}", "see who may read it")


def _outside(reference: str, at: Location) -> Diagnostic:
    hint = 'copy it beside the page, or allow its folder in genai-cards.toml: media = ["../pictures"]'
    return warning("media-outside", at, f"{reference} is outside of the project", hint)


def _existing(file: Path) -> Path | None:
    """Give the file as it is on disk, where é may be e and an accent; None: there is none."""
    if file.is_file():
        return file
    if file.name.isascii() and file.parent.as_posix().isascii():
        return None
    found = Path(file.anchor)
    for part in file.parts[1:]:
        if not (found / part).exists():
            if not found.is_dir():
                return None
            part = next((entry.name for entry in found.iterdir() if _nfc(entry.name) == _nfc(part)), "")
            if not part:
                return None
        found /= part
    return found if found.is_file() else None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _from(folder: Path, file: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()
