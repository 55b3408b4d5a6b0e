"""The commands as a person runs them: in this process, and, where that makes a difference, in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from genai_cards.cli.main import commands


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command has ended, and what it has said."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Ended:
    """Run a command in this process; a bug in it is a bug of the test."""
    result = CliRunner().invoke(
        commands, arguments, input=stdin, env=environment, prog_name="genai-cards", catch_exceptions=False
    )
    return Ended(result.exit_code, result.stdout, result.stderr)


def run_apart(*arguments: str, stdin: bytes = b"", **environment: str) -> Ended:
    """Run a command in a process of its own, through the real entry point."""
    done = subprocess.run(
        [sys.executable, "-m", "genai_cards", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def write(path: str, content: str | bytes) -> Path:
    """Write a file, and the folders that it is in."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def files(folder: str = ".") -> list[str]:
    """Give all files of a folder, by path."""
    return sorted(file.as_posix() for file in Path(folder).rglob("*") if file.is_file())
