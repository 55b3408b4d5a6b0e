"""`lock`: is genai-cards.lock in order, and can a merge be settled."""

from __future__ import annotations

import sys

import click

from genai_cards.cli import screen
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import remembered
from genai_cards.diagnostics import Stop
from genai_cards.identity import lock
from genai_cards.project.files import alone, write_whole
from genai_cards.project.find import LOCK_FILE, read_lock


@click.command("lock")
@click.option("--merge", is_flag=True, help="Join the two sides that git left in genai-cards.lock.")
def check_lock(merge: bool) -> None:
    """Check genai-cards.lock, or settle a merge that git could not.

    \b
    Example:
      genai-cards lock --merge
    """
    _, memory = remembered()
    with alone(memory.root):
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
