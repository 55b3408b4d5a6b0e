"""Files: read, written whole, deleted, and one program at a time."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from genai_cards.diagnostics import Stop
from genai_cards.source import UNSTORABLE

if sys.platform != "win32":
    import fcntl
else:
    fcntl = None

MOST_WAITING = 60.0
"""Seconds that an export waits for another one."""

OLD = 3600.0
"""Seconds until a temporary file counts as left behind, where no lock says that nobody is at work."""

MOST_TRIES = 4
"""How often a file is read that does not hold still."""

JUST_NOW = 1.0
"""Seconds for which an empty file may be one that is being saved."""

MOST_KEPT = 100
"""How many folders one run keeps others from sweeping: a process may have few files open."""

_PREFIX = ".genai-cards-"
_TEMPORARY = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")

NO_FILE = "it is no file, but a pipe, a socket or a device"
_NOTHING = "nothing was changed"

_alone_in: set[Path] = set()
"""The folders that `alone` holds: who asks for one of them again would wait for himself."""


def read_text(file: Path) -> str:
    """Read a text; a Stop where that cannot be, or might never end."""
    if file.is_fifo():
        raise Stop(f"cannot read {file.name}: {NO_FILE}")
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


def read_settled(file: Path) -> bytes:
    """Read a file as a whole: once more where it was changed, replaced or just emptied meanwhile, as editors do."""
    for _ in range(MOST_TRIES):
        with contextlib.suppress(FileNotFoundError):
            before = file.stat()
            content = file.read_bytes()
            after = file.stat()
            still = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
            emptied = not content and abs(time.time() - after.st_mtime) < JUST_NOW
            if not stat.S_ISREG(after.st_mode) or (still and not emptied):
                return content
        time.sleep(0.05)
    return file.read_bytes()


@dataclass(frozen=True, slots=True)
class _Place:
    """A file that is to be written."""

    file: Path
    target: Path
    """Where a link leads, so that it stays one."""

    mode: int
    """The one it had, or what a new file gets."""


def write_whole(*files: tuple[Path, bytes]) -> None:
    """Write files whole, in this order; a Stop where one cannot be written, which says what was changed before.

    Each is first written beside its place, and only when all are there do they take their places: what can be known to
    fail has then failed, and all is as it was.
    """
    with contextlib.ExitStack() as leaving:
        places = [_place(file) for file, _ in files]
        folders = {place.target.parent: place.file for place in places}
        for folder, file in folders.items():
            with _writing(file):
                leaving.callback(_unmake, [each for each in (folder, *folder.parents) if not each.exists()])
                folder.mkdir(parents=True, exist_ok=True)
        for number, folder in enumerate(folders):
            with contextlib.ExitStack() as keeping:
                keeping.enter_context(_kept(folder))
                if number < MOST_KEPT:
                    leaving.push(keeping.pop_all())
        staged = [(_beside(place, content, leaving), place) for place, (_, content) in zip(places, files, strict=True)]
        _take_places(staged)


def _place(file: Path) -> _Place:
    """Say where a file will stand; a Stop where something stands there that is not to be replaced."""
    target = Path(os.path.realpath(file))
    with _writing(file):
        try:
            mode = target.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return _Place(file, target, 0o666 & ~_umask())
    if stat.S_ISDIR(mode):
        raise Stop(f"cannot write {shown(file)}: it is a folder", f"rename it, or write elsewhere; {_NOTHING}")
    if not stat.S_ISREG(mode):
        raise Stop(f"cannot write {shown(file)}: {NO_FILE}", f"write elsewhere; {_NOTHING}")
    if not mode & stat.S_IWUSR:
        hint = f"make it writable (chmod u+w {shown(file)}), or write elsewhere; {_NOTHING}"
        raise Stop(f"cannot write {shown(file)}: it is read-only", hint)
    return _Place(file, target, stat.S_IMODE(mode))


def _beside(place: _Place, content: bytes, leaving: contextlib.ExitStack) -> Path:
    """Write a temporary file into the folder of a file; it is deleted when `leaving`, where it is still there."""
    with _writing(place.file):
        number, name = tempfile.mkstemp(dir=place.target.parent, prefix=_PREFIX)
        temporary = Path(name)
        leaving.callback(forget, temporary)
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
            temporary.chmod(place.mode)
            opened.flush()
            os.fsync(number)
    return temporary


def _take_places(staged: Sequence[tuple[Path, _Place]]) -> None:
    """Let files take their places in order; a Stop says which ones did."""
    for number, (temporary, place) in enumerate(staged):
        try:
            temporary.replace(place.target)
        except OSError as broken:
            done, rest = ([each.file for _, each in part] for part in (staged[:number], staged[number:]))
            hint = f"written: {_listed(done)}; not written: {_listed(rest)}; the next run writes the rest"
            raise _failed(place.file, broken, hint if done else _NOTHING) from None
        if number + 1 == len(staged) or staged[number + 1][1].target.parent != place.target.parent:
            _sync(place.target.parent)


def _listed(files: Sequence[Path]) -> str:
    """Name files, of many the first ones."""
    more = f" and {len(files) - 3} more" if len(files) > 3 else ""
    return ", ".join(map(shown, files[:3])) + more


@contextlib.contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Say of a file why it cannot be written."""
    try:
        yield
    except OSError as broken:
        raise _failed(file, broken, _NOTHING) from None


def _failed(file: Path, broken: OSError, hint: str) -> Stop:
    no_folder = next((folder for folder in file.parents if folder.exists() and not folder.is_dir()), None)
    why = f"{shown(no_folder)} is a file, not a folder" if no_folder else reason(broken)
    return Stop(f"cannot write {shown(file)}: {why}", hint)


def _unmake(folders: Iterable[Path]) -> None:
    """Delete folders, the innermost first, where they are empty."""
    with contextlib.suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    with _opened(folder) as opened, contextlib.suppress(OSError):
        if opened is not None:
            os.fsync(opened)


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
    place = folder.resolve() if folder else None
    if place is None or place in _alone_in:
        yield
        return
    with _opened(place) as opened:
        _sweep(place, lone=_wait_for(opened, shared=False))
        _alone_in.add(place)
        try:
            yield
        finally:
            _alone_in.remove(place)


@contextlib.contextmanager
def _kept(folder: Path) -> Iterator[None]:
    """Keep others from sweeping a folder until the block ends; sweep it first, where nobody else is at work in it."""
    if folder in _alone_in:
        yield
        return
    with _opened(folder) as opened:
        _sweep(folder, lone=_lock(opened, shared=False) is True)
        _wait_for(opened, shared=True)
        yield


def _sweep(folder: Path, *, lone: bool) -> None:
    """Delete what killed runs have left; where this run is not known to be the `lone` one, what is old."""
    with contextlib.suppress(OSError):
        for file in [file for file in folder.iterdir() if _TEMPORARY.fullmatch(file.name)]:
            if lone or time.time() - file.lstat().st_mtime > OLD:
                forget(file)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    """Open a folder; None where the system cannot, or this user may not."""
    opened = None
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
    try:
        yield opened
    finally:
        if opened is not None:
            os.close(opened)


def _wait_for(opened: int | None, *, shared: bool) -> bool:
    """Lock a folder as soon as others let it go; say whether it could be locked at all."""
    until = time.monotonic() + MOST_WAITING
    while (locked := _lock(opened, shared=shared)) is None:
        if time.monotonic() > until:
            raise Stop("another genai-cards is at work in this project", f"wait until it ends; {_NOTHING}")
        time.sleep(0.05)
    return locked


def _lock(opened: int | None, *, shared: bool) -> bool | None:
    """Lock a folder; False where the system has no locks, None where another run has it."""
    if opened is None or fcntl is None:
        return False
    try:
        fcntl.flock(opened, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError:
        return False  # a file system that has no locks
    return True


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
