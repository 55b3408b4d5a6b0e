"""`import` of an archive (.zip): many pages at once, each in its folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cli import screen
from genai_cards.cli.screen import from_here
from genai_cards.cli.status import FOUND
from genai_cards.diagnostics import Severity, Stop
from genai_cards.project.files import read_file, write_whole
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source

if TYPE_CHECKING:
    from genai_cards.importers.archive import Found, Unpacked


def import_archive(unpacked: Unpacked, path: str, folder: Path, *, force: bool, dry_run: bool) -> None:
    """Write the pages of an archive into a folder, and say of each what became of it.

    A page that cannot be read is said, and the others are written; where a file is there already, nothing is.
    """
    good = [found for found in unpacked.pages if not _is_broken(found)]
    files = [(folder / found.page, found.made.text.encode()) for found in good]
    files += [(folder / place, content) for place, content in unpacked.files.items()]
    files = [(file, content) for file, content in files if not (file.is_file() and read_file(file) == content)]
    there = [file for file, _ in files if file.exists()]
    if there and not force:
        raise Stop(
            f"{from_here(there[0])} is there already{f', and {len(there) - 1} more' if there[1:] else ''}",
            "nothing was written: --force overwrites them, -o names another folder",
        )
    if not dry_run:
        write_whole(*files)
    _tell(unpacked, good, path, folder, written=not dry_run)
    broken = [found for found in unpacked.pages if _is_broken(found)]
    for found in broken:
        for problem in found.made.problems:
            screen.show(problem)
    if broken:
        sys.exit(FOUND)


def _is_broken(found: Found) -> bool:
    return any(problem.severity is Severity.ERROR for problem in found.made.problems)


def _tell(unpacked: Unpacked, good: Sequence[Found], path: str, folder: Path, *, written: bool) -> None:
    from genai_cards.reading import read_page
    from genai_cards.reports import export as report

    total = 0
    for found in good:
        page = from_here(folder / found.page).as_posix()
        read = read_page(Source(page, Path(found.page).stem, found.made.text), ProjectSettings(deck="-"))
        total += len(read.drafts)
        lines = report.imported(found.made, f"{path}/{found.name}", page, len(read.drafts), written=written)
        for line in lines[: -1 if written else None]:
            click.echo(line)
    for name, why in unpacked.left_out:
        click.echo(f"Left out: {path}/{name}: {why}.")
    files = f" and {len(unpacked.files)} that they show" if unpacked.files else ""
    click.echo(f"{'Wrote' if written else 'Would write'} {len(good)} pages{files}: {total} notes as they are.")
    if written:
        click.echo(f"Next: read them and correct them, then: genai-cards export {from_here(folder).as_posix()}")
