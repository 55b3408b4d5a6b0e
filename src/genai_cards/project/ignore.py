"""Which files of a folder are no pages: what git ignores, what the settings exclude, what tools keep there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_TOOLS = frozenset(("node_modules", "_site", "venv", "__pycache__", "site-packages", "bower_components"))
"""Folders that programs fill."""

IGNORE_FILE = ".gitignore"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of an ignore file."""

    folder: Path
    """Where it stands: it holds for what is below."""

    pattern: re.Pattern[str]
    only_folders: bool
    takes_back: bool

    def fits(self, path: Path, *, is_folder: bool) -> bool:
        """Say whether it is about a path."""
        if (self.only_folders and not is_folder) or not path.is_relative_to(self.folder):
            return False
        return self.pattern.fullmatch(path.relative_to(self.folder).as_posix()) is not None


def rule(line: str, folder: Path) -> _Rule | None:
    """Read a line as git reads it; None where it says nothing."""
    written = line.rstrip("\n\r ")
    if not written or written.startswith("#"):
        return None
    takes_back = written.startswith("!")
    written = written.removeprefix("!").removeprefix("\\")
    only_folders = written.endswith("/")
    written = written.rstrip("/")
    anywhere = "/" not in written
    try:
        pattern = re.compile(("(?:.*/)?" if anywhere else "") + _regex(written.lstrip("/")))
    except re.error:  # [z-a] holds nothing
        return None
    return _Rule(folder, pattern, only_folders, takes_back)


def _regex(glob: str) -> str:
    """Give a glob as a regular expression: `**` goes over folders, `*` and `?` do not."""
    parts = re.split(r"(\*\*/|/\*\*|\*\*|\*|\?|\[[^\]]+\])", glob)
    known = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(known[part] if part in known else _set_or_words(part) for part in parts)


def _set_or_words(part: str) -> str:
    if part[:1] != "[" or part[-1:] != "]":
        return re.escape(part)
    inside = re.sub(r"[\[&|~]", r"\\\g<0>", part[1:-1])  # Python warns of them
    return f"[{re.sub('^!', '^', inside)}]"


def files_below(top: Path, exclude: Sequence[str], onerror: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files below a folder, but for hidden ones, those of tools, and those that the rules leave out.

    Folders that links lead to come last, each once.
    """
    asked = [made for glob in exclude if (made := rule(glob, top)) is not None]
    rules: dict[Path, list[_Rule]] = {}
    walked: set[tuple[int, int]] = set()
    waiting = [top]
    for start in waiting:
        for parent, folders, files in os.walk(start, onerror=onerror):
            here = Path(parent)
            if _seen(here, walked):
                folders.clear()
                continue
            rules[here] = [*rules.get(here.parent, ()), *(_read(here) if IGNORE_FILE in files else ())]
            own = [*rules[here], *asked]
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and name not in _TOOLS and not _left_out(here / name, own, is_folder=True)
            )
            waiting += [here / name for name in folders if (here / name).is_symlink()]
            yield from (
                here / name
                for name in files
                if not name.startswith(".") and not _left_out(here / name, own, is_folder=False)
            )


def _seen(folder: Path, walked: set[tuple[int, int]]) -> bool:
    """Say whether a folder was walked already, by whatever way; from now on it was."""
    found = folder.stat()
    known = (found.st_dev, found.st_ino) in walked
    walked.add((found.st_dev, found.st_ino))
    return known


def _read(folder: Path) -> Iterator[_Rule]:
    if not (folder / IGNORE_FILE).is_file():  # a pipe would be waited for
        return
    try:
        lines = (folder / IGNORE_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    yield from (made for line in lines if (made := rule(line, folder)) is not None)


def _left_out(path: Path, rules: Sequence[_Rule], *, is_folder: bool) -> bool:
    """Say whether the last rule about a path leaves it out."""
    found = [one.takes_back for one in rules if one.fits(path, is_folder=is_folder)]
    return bool(found) and not found[-1]
