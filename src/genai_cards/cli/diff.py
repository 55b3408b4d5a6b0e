"""`diff`: what an export would do to the notes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.cli.lost import said_where_lost
from genai_cards.cli.screen import paint
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import (
    JSON,
    PAGES,
    Work,
    compiled,
    package_name,
    package_notes,
    remembered,
    stop_at_errors,
    without_lock,
)
from genai_cards.diagnostics import Severity, Stop
from genai_cards.identity import compare, lock
from genai_cards.project.files import read_file, read_text
from genai_cards.project.find import read_revision
from genai_cards.project.names import package_file
from genai_cards.reports import changes as outcomes

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.cards.notes import StoredNote
    from genai_cards.identity.changes import Change
    from genai_cards.project.find import Project


@click.command()
@PAGES
@click.option("--against", metavar="LOCK|DECK.apkg|REV", help="Compare with another lock, a package, or a revision.")
@JSON
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there is any difference.")
def diff(pages: tuple[Path, ...], against: str | None, as_json: bool, exit_code: bool) -> None:
    """Say what an export would do to the notes, and write nothing.

    Each note that is not as it was is shown with its place, its words that went [-so-] and came {+so+}, and what an
    import will do; doubtful ones with the command that settles them.

    \b
    Examples:
      genai-cards diff
      genai-cards diff --against HEAD~3
      genai-cards diff --against output/biology.apkg
    """
    work, memory = remembered(pages)
    built, text = compiled(work, int(time.time()))
    changes: Sequence[Change] = _asked(work, built.changes)
    if against is not None and not built.of(Severity.ERROR):
        changes = _asked(work, _against(against, memory, built))
    stop_at_errors(built)
    if as_json:
        click.echo(json.dumps(outcomes.as_json(changes), ensure_ascii=False, indent=2))
    else:
        for line in outcomes.differences(changes, paint, _held(work, memory, changes)):
            click.echo(line)
        click.echo(outcomes.summary(changes, against or ""))
        for line in outcomes.moved_decks(changes):
            click.echo(line)
    for line in (*said_where_lost(work, text), *without_lock(work)):
        click.echo(line, err=True)
    if exit_code and outcomes.as_json(changes):
        sys.exit(FOUND)


def _held(work: Work, memory: Project, changes: Sequence[Change]) -> dict[str, StoredNote]:
    """Give what the last package holds, where only that can say why a note changed."""
    if not any(map(outcomes.only_around, changes)):
        return {}
    return package_notes(package_file(None, memory.output, package_name((), work)))


def _asked(work: Work, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes of the pages that were asked for."""
    if work.read == work.asked:
        return changes
    pages = {page.page for page in work.asked}
    return tuple(change for change in changes if change.after.trace.key.page in pages)


def _against(name: str, memory: Project, built: Build) -> tuple[Change, ...]:
    """Compare with another lock, a package or a revision."""
    from genai_cards.targets import apkg

    if name.lower().endswith(".apkg"):
        stored = apkg.read_notes(read_file(Path(name)), name)
        return compare.compare_stored(stored, built.lock, built.changes)
    text = read_text(Path(name)) if Path(name).is_file() else read_revision(memory, name)
    before, problems = lock.load(text, name)
    if problems:
        raise Stop(f"{problems[0].at}: {problems[0].message}", problems[0].hint)
    return compare.compare(before, built.changes)
