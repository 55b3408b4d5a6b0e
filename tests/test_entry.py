"""The program in a process of its own: what only the real entry point can show."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from command import files, run, run_apart, write
from genai_cards import __version__

PAGE = "# Cells\n\n- **GAN**: b\n- **VAE**: c\n\nprose\n"
PROGRAM = [sys.executable, "-m", "genai_cards"]


def test_the_version_is_told() -> None:
    done = run_apart("--version")

    assert (done.returncode, done.stdout.strip()) == (0, f"genai-cards, version {__version__}")


def test_the_exit_status_is_that_of_the_command(project: Path) -> None:
    nothing = run_apart("export")
    write("source/a.md", "")
    found = run_apart("export")
    write("source/a.md", PAGE)
    clean = run_apart("export")

    assert (nothing.returncode, found.returncode, clean.returncode) == (2, 1, 0)
    assert (nothing.stdout, clean.stderr) == ("", "")


def test_a_process_says_what_the_tests_hear(project: Path) -> None:
    write("source/a.md", PAGE + "\n## Broken\n\n<!-- cards: clozes -->\n")

    for arguments in (["export"], ["export", "-v"], ["check", "--json"], ["diff"], ["lock"], ["nonsense"], []):
        assert run_apart(*arguments) == run(*arguments)


def test_import_reads_the_real_standard_input(project: Path) -> None:
    done = run_apart("import", "-", "--dry-run", stdin="1. Wer fährt?\nAnswer: Über­setzer.\n".encode())

    assert (done.returncode, "fährt?" in done.stdout) == (0, True)


def test_the_same_input_and_time_give_the_same_bytes(project: Path) -> None:
    write("source/a.md", PAGE)
    run_apart("export", "-o", "one.apkg", "--now", "1700000000", PYTHONHASHSEED="1")
    run_apart("export", "-o", "two.apkg", SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="7")
    lock = Path("genai-cards.lock").read_bytes()
    run_apart("export", "-o", "three.apkg", "--now", "1800000000")

    one, two, three = (Path(f"{n}.apkg").read_bytes() for n in ("one", "two", "three"))
    assert one == two == three  # nothing changed, so that nothing is newer
    assert Path("genai-cards.lock").read_bytes() == lock


def imported_by(*arguments: str) -> set[str]:
    """Give the modules that are there when a command has ended."""
    code = (
        "import sys\n"
        "from genai_cards.cli.main import commands\n"
        f"try: commands({list(arguments)!r})\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_help_imports_no_command() -> None:
    ours = {name for name in imported_by("--help") if name.startswith("genai_cards.")}

    assert ours == {"genai_cards.cli", "genai_cards.cli.main", "genai_cards.cli.status", "genai_cards.diagnostics"}


def test_help_imports_neither_the_parser_nor_genanki() -> None:
    assert imported_by("export", "--help") & {"genanki", "markdown_it", "yaml", "nh3"} == set()


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows say otherwise that nobody reads")
def test_a_reader_that_has_enough_is_no_bug(project: Path) -> None:
    write("source/a.md", PAGE)

    with subprocess.Popen([*PROGRAM, "check", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, said = running.communicate()

    assert (running.returncode, said) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_a_command_without_a_traceback(project: Path) -> None:
    pipe = subprocess.PIPE

    def heard() -> None:  # where the tests run in the background, it is ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen([*PROGRAM, "import", "-"], stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=heard) as running:
        assert running.stdin is not None
        running.stdin.write(b"words " * 100_000)  # more than a pipe holds: once it is written, the command reads it
        running.send_signal(signal.SIGINT)
        out, said = running.communicate()

    assert (running.returncode, out, said.strip()) == (130, b"", b"Stopped: no file is half written.")
    assert files() == ["genai-cards.toml"]


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["export", "diff", "check", "--help"])
def test_a_full_disk_behind_the_screen_is_said_in_a_sentence(project: Path, command: str) -> None:
    write("source/a.md", PAGE)
    run("export")
    with FULL.open("wb") as full:
        half = subprocess.run([*PROGRAM, command], stdout=full, stderr=subprocess.PIPE, check=False)
        whole = subprocess.run([*PROGRAM, command], stdout=full, stderr=full, check=False)

    assert (half.returncode, half.stderr) == (2, b"error: cannot go on: no space left on device\n")
    assert whole.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(("arguments", "status"), [("export", 0), ("diff", 0), ("import -", 1)])
def test_closed_streams_are_no_bug(project: Path, arguments: str, status: int) -> None:
    write("source/a.md", PAGE)

    command = f'"$0" -m genai_cards {arguments} <&- >&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], stderr=subprocess.PIPE, text=True, check=False)

    assert (done.returncode, "Traceback" in done.stderr) == (status, False)
