"""Files: read, written whole, deleted, and one program at a time."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from genai_cards.diagnostics import Stop
from genai_cards.source import UNSTORABLE

if sys.platform != "win32":
    import fcntl
else:
    fcntl = None

MOST_WAITING = 60.0
"""Seconds that an export waits for another one."""


def read_text(file: Path) -> str:
    """Read a text; a Stop where that cannot be."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        raise Stop(f"cannot read {file.name}: {reason(broken)}") from None


def read_file(file: Path) -> bytes:
    """Read a file; a Stop where that cannot be."""
    try:
        return file.read_bytes()
    except OSError as broken:
        raise Stop(f"cannot read {shown(file)}: {reason(broken)}") from None


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
        why = f"{shown(no_folder)} is a file, not a folder" if no_folder else reason(broken)
        raise Stop(f"cannot write {shown(file)}: {why}", "nothing was changed") from None
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


@contextlib.contextmanager
def alone(folder: Path | None) -> Iterator[None]:
    """Let others who ask for the same folder wait until the block ends; a Stop when one takes too long.

    Where the system cannot lock a folder (Windows), two exports at once both write whole files, and the last one wins.
    """
    if folder is None or fcntl is None:
        yield
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(opened)
        yield
    finally:
        os.close(opened)


def _wait_for(opened: int) -> None:
    until = time.monotonic() + MOST_WAITING
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            if time.monotonic() > until:
                hint = "wait until it ends; nothing was changed"
                raise Stop("another genai-cards is at work in this project", hint) from busy
            time.sleep(0.05)
        except OSError:
            return  # a file system that has no locks
        else:
            return


def shown(path: Path, root: Path | None = None, below: Path | None = None) -> str:
    """Give a path as people know it: from the root, from here, or its name; never one of this machine's folders.

    A path elsewhere is told from the folder `below`, so that several files of one name are told apart.
    """
    name = path.as_posix()
    if path.is_absolute():
        name = path.relative_to(below).as_posix() if below is not None and path.is_relative_to(below) else path.name
    for folder in (root.resolve() if root else None, Path.cwd()):
        real = Path(os.path.realpath(path))  # resolve() fails where a link leads to itself
        if folder is not None and real.is_relative_to(folder):
            name = real.relative_to(folder).as_posix()
            break
    return UNSTORABLE.sub("\ufffd", name)


def reason(broken: Exception) -> str:
    """Say in few words why a file could not be had."""
    return broken.strerror.lower() if isinstance(broken, OSError) and broken.strerror else str(broken)
