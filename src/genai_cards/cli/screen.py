"""What all commands show: problems, paths from here, colours, how far the reading is."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.diagnostics import Severity
from genai_cards.project.pages import read_page

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.diagnostics import Diagnostic
    from genai_cards.project.pages import PageFile
    from genai_cards.source import Source

PATIENCE = 1.0
"""Seconds until a progress bar is shown."""

_COLOURS = {Severity.WARNING: "yellow", Severity.ERROR: "red"}


def show_problems(built: Build, *, everything: bool = False) -> None:
    """Say what is wrong with the pages: warnings, then errors; what is alike once, unless `everything` is wanted."""
    from genai_cards.reports.folding import folded

    for severity, colour in _COLOURS.items():
        problems = built.of(severity)
        for told in problems if everything else folded(problems, "`genai-cards export --verbose`"):
            click.secho(str(told), err=True, fg=colour)


def show(problem: Diagnostic) -> None:
    """Say one problem, in the colour of its severity."""
    click.secho(str(problem), err=True, fg=_COLOURS[problem.severity])


def from_here(file: Path) -> Path:
    """Give a path from the current folder, where it is inside."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def paint(text: str, colour: str) -> str:
    """Colour a text; click leaves the colours out where no terminal shows them."""
    return {
        "gone": click.style(text, fg="red"),
        "come": click.style(text, fg="green"),
        "doubt": click.style(text, fg="yellow"),
    }.get(colour, click.style(text, dim=True))


def watched(files: Sequence[PageFile]) -> Iterator[Source]:
    """Read the pages; show how far it is when it takes long and a person is watching."""
    if not sys.stderr.isatty():
        yield from map(read_page, files)
        return
    started = time.monotonic()
    waiting = iter(enumerate(files))
    for _, file in waiting:
        yield read_page(file)
        if time.monotonic() - started > PATIENCE:
            break
    rest: Iterable[PageFile] = [file for _, file in waiting]
    with click.progressbar(rest, label="Reading pages", file=sys.stderr) as bar:
        yield from map(read_page, bar)


def expect_few_cycles() -> None:
    """Look for cycles less often: trees have many objects and few cycles, and this saves a tenth of the time."""
    gc.set_threshold(50_000, 20, 50)
