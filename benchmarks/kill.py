"""What is left when the tool is killed at any moment: is each file whole, and does the next run go on.

    python benchmarks/kill.py [--only WORDS] [--verbose]      (two minutes; not on Windows)

Each scenario is a folder and a command. The command runs once to its end, and each of its system calls that changes a
file or a folder is counted: open, write, fsync, chmod, close, rename, unlink, mkdir, rmdir. Then, from the same folder,
it is killed (SIGKILL) before and after each of them, and in the middle of each write. Checked is after each kill:

    whole      each file is what it was before the command, or what it is after it
    left over  files that are there after the next run and should not be
    the same   after the next run all is, byte by byte, as if nothing had been killed

The processes are forks of this one, in which the functions of `os` and the raw files of `io` are wrapped: they make one
system call each.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from genai_cards.cli.main import commands, main

NOW = "1700000100"
BEFORE = "1700000000"
MOMENTS = ("before", "within", "after")
CALLS = ("open", "mkdir", "rmdir", "unlink", "chmod", "fsync", "replace", "rename", "close")

PAGE = """# Cells

## Parts

| Part | Task | Size |
| --- | --- | --- |
| Nucleus | keeps the plans | 6 µm |
| Membrane | holds all in | 8 nm |

## Practice

1. What does a vacuole store? (Answer: Water and salts.)
2. What does a ribosome build? (Answer: Proteins, out of amino acids.)
"""
SAVED = """<h1>Cells</h1><p>Cells are the small rooms that all of life is made of.</p>
<h2>What is a cell?</h2><p>A unit.</p>
<p><img src="saved/a.gif" alt="one"> <img src="saved/b.gif" alt="two"></p>"""
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
LIST = "#separator:tab\n#guid column:1\naaa\towl\thoots\nbbb\twren\tsings\n"
Files = dict[str, bytes]


@dataclass(slots=True)
class Point:
    """Where a command is killed, or None: then its calls are counted."""

    call: int | None = None
    moment: str = ""
    calls: list[str] = field(default_factory=list)

    def step(self, name: str, act: Callable[[], Any], within: Callable[[], Any] | None = None) -> Any:
        """Make a system call, unless this is the point to die at."""
        number = len(self.calls)
        self.calls.append(name)
        if number != self.call:
            return act()
        with contextlib.suppress(OSError):  # a call may fail, as to delete what is not there
            if self.moment == "within" and within:
                within()
            elif self.moment == "after":
                act()
        return os.kill(os.getpid(), signal.SIGKILL)


def wrap(root: Path, point: Point, real: Callable[..., Any], name: str) -> Callable[..., Any]:
    """Give a function of `os` that knows the point, where it is about a file of ours."""

    def wrapped(*given: Any, **more: Any) -> Any:
        target = given[1] if name in ("replace", "rename") else given[0]
        changes = name != "open" or bool(given[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
        if not changes or not is_ours(target, root):
            return real(*given, **more)
        return point.step(name, lambda: real(*given, **more))

    return wrapped


def is_ours(target: object, root: Path) -> bool:
    """Say whether a path or an open file is below the folder of a scenario."""
    if isinstance(target, int):
        return any(os.path.samestat(os.fstat(target), file.stat()) for file in (root, *root.rglob("*")))
    return Path(os.path.realpath(str(target))).is_relative_to(root)


def watch(root: Path, point: Point) -> None:
    """Wrap what changes files, in this process."""
    real_open, write = io.open, os.write
    ours: set[int] = set()

    class Raw(io.FileIO):
        def write(self, content: Any, /) -> int:
            half = memoryview(content)[: len(content) // 2]
            return int(point.step("write", lambda: io.FileIO.write(self, content), lambda: write(self.fileno(), half)))

        def close(self) -> None:
            if self.closed or not ours:
                io.FileIO.close(self)
                return
            ours.discard(self.fileno())
            point.step("close", lambda: io.FileIO.close(self))

    def fdopen(number: int, mode: str = "r", *given: Any, **more: Any) -> Any:
        if "w" not in mode or "b" not in mode or not is_ours(number, root):
            return real_open(number, mode, *given, **more)
        ours.add(number)
        return io.BufferedWriter(Raw(number, mode))

    for name in CALLS[:-1]:
        setattr(os, name, wrap(root, point, getattr(os, name), name))
    os.fdopen = fdopen  # type: ignore[assignment]  # it has a form for each mode


def run(folder: Path, arguments: Sequence[str], now: str = NOW, point: Point | None = None) -> tuple[int, str]:
    """Run a command in a fork of this process; give how it ended, and what it said (its calls, where they are watched).

    A process that was killed has ended with a negative number.
    """
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            status = 1
            try:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno() if point is None else os.open(os.devnull, os.O_WRONLY), 2)
                os.chdir(folder)
                os.environ["SOURCE_DATE_EPOCH"] = now
                sys.argv = ["genai-cards", *arguments]
                status = ended(folder, point)
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode()


def ended(folder: Path, point: Point | None) -> int:
    """Run the command of `sys.argv` to its end."""
    stdout = sys.stdout
    if point is not None:
        watch(folder, point)
        sys.stdout = io.StringIO()
    try:
        main()
    except SystemExit as said:
        if point is not None:
            stdout.write(" ".join(point.calls))
        stdout.flush()
        return said.code if isinstance(said.code, int) else 0
    return 0


def tree(folder: Path) -> Files:
    """Give all files of a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def put(folder: Path, **files: str | bytes) -> None:
    """Write files; `__` stands for a slash and the last `_` for the dot of the suffix."""
    for name, content in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        file = folder / f"{stem}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def project(folder: Path, page: str = PAGE) -> None:
    """Make a project with a page."""
    put(folder, source__cells_md=page)
    (folder / "genai-cards.toml").write_text('deck = "Biology"\n')


def exported(folder: Path, page: str = PAGE) -> None:
    """Make a project that was exported before, and edit its page."""
    project(folder)
    run(folder, ["export", "-q"], BEFORE)
    put(folder, source__cells_md=page)


def guid_of(folder: Path, word: str) -> str:
    """Give the id of the note whose line in the lock holds a word."""
    lines = (folder / "genai-cards.lock").read_text("utf-8").splitlines()
    return next(str(json.loads(line)["guid"]) for line in lines if word in line and line.startswith("{"))


def first(folder: Path) -> list[str]:
    """Export for the first time."""
    project(folder)
    return ["export"]


def edited(folder: Path) -> list[str]:
    """Export after an edit that retires notes."""
    page = PAGE.replace("keeps the plans", "keeps all plans")
    exported(folder, page.replace("| Membrane | holds all in | 8 nm |\n", ""))
    return ["export", "--tag-retired"]


def revived(folder: Path) -> list[str]:
    """Export when the retired notes are back: what told of them is deleted."""
    run(folder, edited(folder), BEFORE)
    put(folder, source__cells_md=PAGE)
    return ["export"]


def unchanged(folder: Path) -> list[str]:
    """Export what was exported."""
    exported(folder)
    return ["export"]


def pictures(folder: Path) -> list[str]:
    """Export a page with a picture into folders that are not there."""
    project(folder, f"{PAGE}\n3. What is this? (Answer: ![a dot](a.gif))\n")
    put(folder, source__a_gif=GIF)
    return ["export", "-o", "deep/er/x.apkg"]


def alone(folder: Path) -> list[str]:
    """Export a page that is in no project."""
    put(folder, cells_md=PAGE)
    return ["export", "cells.md", "-o", "decks/x.apkg"]


def saved(folder: Path) -> list[str]:
    """Import a saved web page with its pictures."""
    project(folder)
    put(folder, page_html=SAVED, saved__a_gif=GIF, saved__b_gif=GIF + b"x")
    return ["import", "page.html"]


def forced(folder: Path) -> list[str]:
    """Import it over the page of before; text and pictures are others."""
    run(folder, saved(folder), BEFORE)
    put(folder, page_html=SAVED.replace("A unit", "The unit"), saved__a_gif=GIF + b"yy")
    return ["import", "page.html", "--force"]


def beside(folder: Path) -> list[str]:
    """Import it beside a page that was edited since."""
    run(folder, saved(folder), BEFORE)
    put(folder, page_html=SAVED.replace("A unit", "The unit"))
    page = folder / "source/page.md"
    page.write_text(page.read_text("utf-8") + "\nMine.\n", "utf-8")
    return ["import", "page.html"]


def with_ids(folder: Path) -> list[str]:
    """Import an export of Anki: its ids go into the lock."""
    exported(folder)
    put(folder, birds_txt=LIST)
    return ["import", "birds.txt"]


def archive(folder: Path) -> list[str]:
    """Import an archive of pages."""
    project(folder)
    with zipfile.ZipFile(folder / "notes.zip", "w") as packed:
        for name in ("birds", "deep/fish", "deep/er/newts"):
            packed.writestr(f"{name}.md", PAGE.replace("Cells", name))
    return ["import", "notes.zip"]


def accepted(folder: Path) -> list[str]:
    """Accept a doubtful note."""
    question = "1. Name the purpose of mitochondria. (Answer: Energy, in the form of ATP.)"
    exported(folder, PAGE.replace("1. What does a vacuole store? (Answer: Water and salts.)", question))
    changes = json.loads(run(folder, ["diff", "--json"])[1])
    new = next(change["guid"] for change in changes if "mitochondria" in json.dumps(change))
    return ["accept", guid_of(folder, "vacuole"), new]


def rejected(folder: Path) -> list[str]:
    """Reject a doubtful note."""
    page = PAGE.replace("a vacuole store", "a big vacuole store")
    exported(folder, page.replace("Water and salts", "Water, salts, sugar"))
    return ["reject", guid_of(folder, "vacuole")]


def merged(folder: Path) -> list[str]:
    """Settle a merge of the lock."""
    exported(folder)
    lock = folder / "genai-cards.lock"
    lines = lock.read_text("utf-8").split("\n")
    other = lines[2].replace(BEFORE, "1700000050")
    lines[2:3] = ["<<<<<<< HEAD", lines[2], "=======", other, ">>>>>>> other"]
    lock.write_text("\n".join(lines), "utf-8")
    return ["lock", "--merge"]


SCENARIOS = (first, edited, revived, unchanged, pictures, alone, saved, forced, beside, with_ids, archive, accepted,
             rejected, merged)  # fmt: skip


@dataclass(slots=True)
class Found:
    """What the kills of one scenario have shown."""

    points: int = 0
    whole: int = 0
    left_at_once: int = 0
    left_over: int = 0
    same: int = 0
    calls: int = 0
    bad: list[str] = field(default_factory=list)


def points_of(calls: Sequence[str]) -> Iterator[Point]:
    """Give each point to die at."""
    for number, name in enumerate(calls):
        for moment in MOMENTS:
            if moment != "within" or name == "write":
                yield Point(number, moment)


def measure(scenario: Callable[[Path], list[str]], top: Path) -> Found:
    """Kill the command of a scenario at each point."""
    base, there = top / "base", top / "there"
    base.mkdir(parents=True)
    arguments = scenario(base)
    before = tree(base)
    shutil.copytree(base, there)
    status, said = run(there, arguments, point=Point())
    after, calls = tree(there), said.split()
    found = Found(calls=len(calls))
    if status or (after == before and scenario is not unchanged):
        found.bad.append(f"the command itself ends with {status}")
    if "write" not in calls or "replace" not in calls:
        found.bad.append("its writes were not seen: files are written by other functions now")
    for point in points_of(calls):
        shutil.rmtree(there)
        shutil.copytree(base, there)
        status, _ = run(there, arguments, point=point)
        check(found, there, arguments, before, after, f"{point.moment} call {point.call} ({calls[point.call or 0]})")
        if status != -signal.SIGKILL:
            found.bad.append(f"not killed {point.moment} call {point.call}: ended with {status}")
    return found


def check(found: Found, folder: Path, arguments: Sequence[str], before: Files, after: Files, where: str) -> None:
    """Look at a folder in which a command was killed, and run it again."""
    killed = tree(folder)
    known = {name for name in killed if not Path(name).name.startswith(".genai-cards-")}
    names = sorted(known | before.keys() | after.keys())
    mixed = [name for name in names if killed.get(name) not in (before.get(name), after.get(name))]
    _, said = run(folder, arguments)
    next_one = tree(folder)
    found.points += 1
    found.whole += not mixed
    found.left_at_once += len(known) < len(killed)
    found.left_over += len(next_one.keys() - after.keys())
    found.same += next_one == after
    if mixed:
        found.bad.append(f"{where}: neither old nor new: {', '.join(mixed)}")
    if next_one != after:
        names = sorted(name for name in next_one.keys() | after.keys() if next_one.get(name) != after.get(name))
        found.bad.append(f"{where}: after the next run: {', '.join(names)}: {' '.join(said.split())[:200]}")


def load(folder: Path) -> None:
    """Run commands in this process, so that its forks have nothing to import."""
    folder.mkdir()
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        for scenario in (first, saved, with_ids, archive):
            shutil.rmtree(folder / "source", ignore_errors=True)
            arguments = scenario(folder)
            for command in (["export"], ["diff", "--json"], ["lock"], arguments):
                commands.main(command, standalone_mode=False)


def report() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="scenarios whose name or purpose holds this")
    parser.add_argument("--verbose", action="store_true", help="say of each point what is wrong")
    asked = parser.parse_args()
    total = Found()
    print(f"{'scenario':64}{'calls':>7}{'points':>8}{'whole':>7}{'left over':>11}{'the same':>10}")
    with tempfile.TemporaryDirectory() as folder:
        load(Path(folder) / "loaded")
        for scenario in SCENARIOS:
            told = f"{scenario.__name__}: {' '.join((scenario.__doc__ or '').split())}"
            if asked.only not in told:
                continue
            found = measure(scenario, Path(folder).resolve() / scenario.__name__)
            show(told[:63], found)
            for problem in found.bad if asked.verbose else ():
                print(f"    {problem}")
            for name in ("points", "whole", "left_at_once", "left_over", "same", "calls"):
                setattr(total, name, getattr(total, name) + getattr(found, name))
            total.bad += found.bad
    show("all", total)
    print(f"Temporary files were there after {total.left_at_once} of {total.points} kills, until the next run.")
    sys.exit(bool(total.bad))


def show(name: str, found: Found) -> None:
    """Print a line of the table."""
    print(f"{name:64}{found.calls:7}{found.points:8}{found.whole:7}{found.left_over:11}{found.same:10}", flush=True)


if __name__ == "__main__":
    report()
