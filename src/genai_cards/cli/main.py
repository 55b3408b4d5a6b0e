"""The command line: its commands, each loaded when it is asked for, and the exit status."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import IO, Any

import click

from genai_cards import __version__
from genai_cards.cli.status import COULD_NOT_RUN, INTERRUPTED
from genai_cards.diagnostics import Stop

COMMANDS = {
    "accept": ("decide:accept", "Settle a doubtful note: it is the one of before."),
    "check": ("check:check", "Account for every block; say what could be better. Write nothing."),
    "diff": ("diff:diff", "Say what an export would do; write nothing."),
    "export": ("export:export", "Make an Anki package of pages."),
    "import": ("import_:import_page", "Make a Markdown page of a pasted or saved web page."),
    "init": ("init:init", "Look at a folder, say what cards it would give, write settings."),
    "lock": ("lock:check_lock", "Check genai-cards.lock, settle a merge, remake a lost one."),
    "reject": ("decide:reject", "Settle a doubtful note: it is a new one."),
    "verify": ("verify:verify", "Rehearse an import in real Anki."),
}
"""All commands by name, as --help lists them: the file of this folder and the function in it, and what it is for."""


class _Stopped(click.ClickException):
    """A Stop as click knows it: said as it is, and the exit status of it."""

    exit_code = COULD_NOT_RUN

    def show(self, file: IO[Any] | None = None) -> None:
        click.secho(self.message, file, err=True, fg="red")


class _Commands(click.Group):
    """The commands of the table; `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(f"genai_cards.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Stop as stop:
            raise _Stopped(str(stop)) from stop

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="genai-cards")
def commands() -> None:
    """Turn the pages you learn from into Anki decks.

    \b
    Example:
      genai-cards export        all pages of source/ → a deck in output/
    """


def main() -> None:
    """Run the command line, and end with its status, whatever happens to it."""
    try:
        status = _ran()
    except OSError as broken:  # the screen is full, or what it stands for
        _be_silent()
        with contextlib.suppress(OSError):
            what = f" with {os.path.basename(os.fsdecode(broken.filename))}" if broken.filename else ""  # noqa: PTH119
            why = broken.strerror.lower() if broken.strerror else str(broken)
            click.secho(f"error: cannot go on{what}: {why}", err=True, fg="red")
        status = COULD_NOT_RUN
    sys.exit(status)


def _ran() -> int:
    try:
        status = commands.main(prog_name="genai-cards", standalone_mode=False)
    except click.ClickException as said:
        said.show()
        return said.exit_code
    except click.Abort:
        click.secho("Stopped: no file is half written.", err=True, fg="red")
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def _be_silent() -> None:
    """Throw away what waits to be said: Python would try again at its end."""
    with contextlib.suppress(OSError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
