"""`lock`: is genai-cards.lock in order, and can a merge be settled."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from genai_cards.cli import screen
from genai_cards.cli.lost import remake
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import PATH, remembered
from genai_cards.diagnostics import Stop
from genai_cards.identity import lock
from genai_cards.project.files import alone, write_whole
from genai_cards.project.find import LOCK_FILE, read_lock


@click.command("lock")
@click.option("--merge", is_flag=True, help="Join the two sides that git left in genai-cards.lock.")
@click.option("--from", "packages", metavar="DECK.apkg", multiple=True, type=PATH,
              help="Remake a lost genai-cards.lock from the last package; may be given more than once.")  # fmt: skip
def check_lock(merge: bool, packages: tuple[Path, ...]) -> None:
    """Check genai-cards.lock, settle a merge that git could not, or remake a lost one.

    \b
    Examples:
      genai-cards lock --merge
      genai-cards lock --from output/biology.apkg
    """
    work, memory = remembered(near=packages[0] if packages else None)
    with alone(memory.root):
        if packages:
            remake(work, memory, packages)
            return
        text = read_lock(memory)
        if text is None:
            raise Stop("there is no genai-cards.lock yet", "genai-cards export makes it")
        found, problems = (lock.merge if merge else lock.load)(text, LOCK_FILE)
        for problem in problems:
            screen.show(problem)
        if problems:
            sys.exit(FOUND)
        if merge:
            write_whole((memory.lock, lock.dump(found).encode()))
    retired = sum(1 for entry in found.entries if entry.retired is not None)
    click.echo(f"genai-cards.lock is in order: {len(found.entries) - retired} notes, {retired} retired.")
