"""`accept` and `reject`: a person settles whether a doubtful note is the one of before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from genai_cards.cli.work import clock, compiled, remembered, stop_at_errors
from genai_cards.diagnostics import Stop
from genai_cards.identity import decide, lock
from genai_cards.project.files import alone, write_whole
from genai_cards.project.find import LOCK_FILE

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.identity.lock import Lock


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def accept(old: str, new: str) -> None:
    """Settle a doubtful note: the note NEW is the note OLD, and takes over its history.

    OLD and NEW are ids, as `genai-cards diff` and the field ID in Anki show them. The next export writes it.

    \b
    Example:
      genai-cards accept 82abf9a62fcd4bc1 65d0baebafeed5fc
    """
    _settle(lambda built, before, now: decide.accept(before, built.changes, old, new, now))
    click.echo(f"{new} is {old} now; `genai-cards export` writes it.")


@click.command()
@click.argument("guid", metavar="ID")
def reject(guid: str) -> None:
    """Settle a doubtful note: it is not the note that it was taken for, and starts without history.

    ID is shown by `genai-cards diff`, and by the field ID in Anki. The next export writes it.

    \b
    Example:
      genai-cards reject 82abf9a62fcd4bc1
    """
    _settle(lambda built, before, now: decide.reject(before, built.changes, guid, now))
    click.echo(f"{guid} is retired, and the note that was taken for it is new; `genai-cards export` writes it.")


def _settle(decided: Callable[[Build, Lock, int], Lock]) -> None:
    """Change the lock by a decision about the pages as they are."""
    work, memory = remembered()
    with alone(memory.root):
        now = clock()
        built, text = compiled(work, now)
        stop_at_errors(built)
        before, _ = lock.load(text or lock.dump(lock.Lock()), LOCK_FILE)
        try:
            after = decided(built, before, now)
        except Stop as stop:
            raise Stop(stop.message, "`genai-cards diff` shows the ids") from None
        write_whole((memory.lock, lock.dump(after).encode()))
