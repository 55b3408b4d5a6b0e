"""`verify`: the rehearsal of an import in real Anki."""

from __future__ import annotations

import dataclasses
import json
import sys
import time
from pathlib import Path

import click

from genai_cards.anki import rehearsal
from genai_cards.cli.screen import from_here, paint
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import JSON, PATH, compiled, package_name, remembered, stop_at_errors
from genai_cards.diagnostics import Stop
from genai_cards.project.files import read_file
from genai_cards.project.names import package_file
from genai_cards.reports import changes as outcomes


@click.command()
@click.argument("packages", nargs=-1, metavar="[OLD.apkg NEW.apkg]", type=PATH)
@JSON
def verify(packages: tuple[Path, ...], as_json: bool) -> None:
    """Rehearse an import in real Anki, in a scratch collection: no card of yours is touched.

    The old package is imported, all its cards are studied, then the new one is imported. Without arguments: the
    package in the output folder, and what an export would write now. Needs the extra: pip install 'genai-cards[anki]'.

    \b
    Examples:
      genai-cards verify
      genai-cards verify before.apkg after.apkg

    Exit status: 0 all histories are kept · 1 some would be lost · 2 it could not run.
    """
    if len(packages) == 2:
        old, new = map(read_file, packages)
    elif not packages:
        old, new = _last_and_next()
    else:
        raise click.UsageError("name two packages, or none")
    found = rehearsal.rehearse(old, new)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(note) for note in found], ensure_ascii=False, indent=2))
    else:
        for line in outcomes.rehearsed([(note.fate.value, note.guid, note.question) for note in found], paint):
            click.echo(line)
    if any(note.fate in rehearsal.HISTORY_LOST for note in found):
        sys.exit(FOUND)


def _last_and_next() -> tuple[bytes, bytes]:
    """Give the package in the output folder, and what an export would write now."""
    from genai_cards.targets import apkg

    work, memory = remembered()
    file = package_file(None, memory.output, package_name((), work))
    if not file.is_file():
        raise Stop(f"there is no {from_here(file)} yet", "export first, or name two packages")
    built, _ = compiled(work, int(time.time()))
    stop_at_errors(built)
    return read_file(file), apkg.render(built.decks)
