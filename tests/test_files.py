"""Files: written whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from command import files, run, write
from genai_cards.project.files import read_settled

PAGE = "# Cells\n\n- **Nucleus**: holds the DNA\n- **Ribosome**: makes proteins\n"
EDITED = PAGE.replace("holds", "keeps")
HTML = '<h1>Cells</h1><p>What cells do.</p><h2>What is a cell?</h2><p>A unit. <img src="a.gif" alt="a"></p>'
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
LOCK, DECK = Path("genai-cards.lock"), Path("output/notes.apkg")

AT_A_RENAME = """
import os, signal, sys, time
from pathlib import Path
step, moves, at_once = int(sys.argv.pop(1)), 0, sys.argv.pop(1)
def heard(event, given):
    global moves
    if event == "os.rename":
        if moves == step:
            exec(at_once, {"target": Path(given[1]), **globals()})
        moves += 1
sys.addaudithook(heard)
from genai_cards.cli.main import main
main()
"""
"""A command that does something just before a file takes its place: what others do meanwhile, or the system."""

KILL = "os.kill(os.getpid(), signal.SIGKILL)"
no_kill = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")


def at_a_rename(step: int, at_once: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", AT_A_RENAME, str(step), at_once, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def left(folder: str = ".") -> list[str]:
    return [file for file in files(folder) if "/.genai-cards-" in f"/{file}"]


@no_kill
@pytest.mark.parametrize("output", ["output/notes.apkg", "far/away/x.apkg"])
@pytest.mark.parametrize("step", [0, 1])
def test_the_next_export_deletes_what_a_killed_one_left(project: Path, output: str, step: int) -> None:
    write("source/a.md", PAGE)
    done = at_a_rename(step, KILL, "export", "-o", output)
    assert (done.returncode, left() != []) == (-signal.SIGKILL, True)

    run("export", "-o", output)

    assert left() == []
    assert Path(output).exists()


@no_kill
def test_ctrl_c_leaves_each_file_old_or_new(project: Path) -> None:
    write("source/a.md", PAGE)
    run("export", "--now", "1700000000")
    lock, deck = LOCK.read_bytes(), DECK.read_bytes()
    write("source/a.md", EDITED)
    interrupt = "signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)"

    done = at_a_rename(1, interrupt, "export", "--now", "1700000100")

    assert (done.returncode, done.stderr.strip()) == (130, "Stopped: no file is half written.")
    assert (left(), DECK.read_bytes() == deck, LOCK.read_bytes() == lock) == ([], True, False)
    assert run("lock").returncode == 0


@no_kill
def test_the_next_import_deletes_what_a_killed_one_left(project: Path) -> None:
    write("a.gif", GIF)
    write("cells.html", HTML)
    done = at_a_rename(1, KILL, "import", "cells.html")
    assert (done.returncode, left("source") != []) == (-signal.SIGKILL, True)

    run("import", "cells.html")

    assert left() == []


@no_kill
def test_outside_of_a_project_it_is_deleted_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.md", PAGE)
    at_a_rename(0, KILL, "export", "a.md", "-o", "out/a.apkg")
    assert len(left()) == 1

    run("export", "a.md", "-o", "out/a.apkg")

    assert files() == ["a.md", "out/a.apkg"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot lock a folder")
def test_what_another_run_is_writing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.md", PAGE)
    waits = "print('there', flush=True); sys.stdin.readline()"
    command = [sys.executable, "-c", AT_A_RENAME, "0", waits, "export", "-q", "a.md", "-o", "out/a.apkg"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()

        assert run("export", "a.md", "-o", "out/b.apkg").returncode == 0
        assert len(left()) == 1
        other.communicate(b"\n")

    assert (other.returncode, files()) == (0, ["a.md", "out/a.apkg", "out/b.apkg"])


def test_a_file_of_a_person_is_no_temporary_one(project: Path) -> None:
    write("source/a.md", PAGE)
    write(".genai-cards-ideas.md", "mine")

    run("export")

    assert Path(".genai-cards-ideas.md").read_text() == "mine"


def test_where_a_folder_stands_in_the_way_nothing_is_written(project: Path) -> None:
    write("source/a.md", PAGE)
    write("output/notes.apkg/mine", "x")
    before = files()

    done = run("export")

    assert (done.returncode, files()) == (2, before)
    assert done.stderr.startswith("error: cannot write output/notes.apkg: it is a folder\n  hint: rename it")


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders")
@pytest.mark.parametrize("place", [LOCK, DECK, Path("output/notes-retired.txt")])
def test_a_pipe_or_a_device_behind_a_link_is_never_replaced(project: Path, place: Path) -> None:
    write("source/a.md", PAGE)
    run("export")
    write("source/a.md", "# Cells\n\n- **Nucleus**: holds the DNA\n")
    place.unlink(missing_ok=True)
    os.mkfifo("pipe")
    place.symlink_to(Path("pipe").resolve())
    before = files()

    done = run("export")

    assert (done.returncode, files(), stat.S_ISFIFO(Path("pipe").stat().st_mode)) == (2, before, True)
    assert ": it is no file, but a pipe, a socket or a device" in done.stderr


def test_what_was_written_is_said_where_the_rest_could_not_be(project: Path) -> None:
    write("source/a.md", PAGE)
    run("export", "--now", "1700000000")
    write("source/a.md", EDITED)
    in_the_way = "target.unlink(); target.mkdir(); (target / 'x').touch()"

    done = at_a_rename(1, in_the_way, "export", "--now", "1700000100")

    assert done.returncode == 2
    assert "cannot write output/notes.apkg: " in done.stderr
    assert "written: genai-cards.lock; not written: output/notes.apkg;" in done.stderr
    assert left() == []
    (DECK / "x").unlink()
    DECK.rmdir()
    lock = LOCK.read_bytes()
    assert run("export", "--now", "1700000200").returncode == 0
    made = DECK.read_bytes()
    write("source/a.md", PAGE)
    LOCK.unlink()
    run("export", "--now", "1700000000")
    write("source/a.md", EDITED)
    run("export", "--now", "1700000100")
    assert (LOCK.read_bytes(), DECK.read_bytes()) == (lock, made)


def test_folders_that_were_made_in_vain_are_gone(project: Path) -> None:
    with zipfile.ZipFile("pages.zip", "w") as archive:
        archive.writestr("deep/er/a.md", PAGE)
        archive.writestr("x.md/b.md", PAGE)
    write("to/x.md", "in the way")
    before = files()

    done = run("import", "pages.zip", "-o", "to")

    assert (done.returncode, files()) == (2, before)
    assert not Path("to/deep").exists()
    assert "to/x.md is a file, not a folder" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_a_link_stays_a_link(project: Path) -> None:
    write("source/a.md", PAGE)
    write("elsewhere/deck.apkg", "")
    Path("output").mkdir()
    DECK.symlink_to("../elsewhere/deck.apkg")
    LOCK.symlink_to("elsewhere/lock")

    assert run("export").returncode == 0

    assert (DECK.is_symlink(), LOCK.is_symlink()) == (True, True)
    assert zipfile.is_zipfile("elsewhere/deck.apkg")
    assert Path("elsewhere/lock").read_text("utf-8").startswith("# genai-cards.lock")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_keeps_its_mode(project: Path) -> None:
    write("source/a.md", PAGE)
    run("export")
    DECK.chmod(0o640)
    LOCK.chmod(0o604)
    write("source/a.md", EDITED)

    run("export")

    assert [stat.S_IMODE(file.stat().st_mode) for file in (DECK, LOCK)] == [0o640, 0o604]


@pytest.mark.parametrize("file", [LOCK, DECK])
def test_a_read_only_file_is_not_replaced(project: Path, file: Path) -> None:
    write("source/a.md", PAGE)
    run("export")
    before = (LOCK.read_bytes(), DECK.read_bytes())
    write("source/a.md", EDITED)
    file.chmod(0o444)

    done = run("export")

    assert (done.returncode, (LOCK.read_bytes(), DECK.read_bytes())) == (2, before)
    assert f"cannot write {file.as_posix()}: it is read-only\n  hint: make it writable" in done.stderr
    file.chmod(0o644)
    assert run("export").returncode == 0


def test_a_page_with_both_sides_of_a_merge_stops_the_export(project: Path) -> None:
    write("source/a.md", PAGE)
    write("source/b.md", "# B\n\n<<<<<<< HEAD\n- **A**: one\n=======\n- **A**: two\n>>>>>>> other\n")

    done = run("export")

    assert (done.returncode, files()) == (1, ["genai-cards.toml", "source/a.md", "source/b.md"])
    assert (
        "source/b.md:3:1: error: lines 3 to 7 hold both sides of a merge [page-conflict]\n  hint: keep" in done.stderr
    )


@pytest.mark.parametrize("there", [True, False])
def test_a_page_that_is_emptied_or_gone_while_it_is_saved_is_read_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    page = project / "source/a.md"
    if there:
        write("source/a.md", "")
    monkeypatch.setattr("time.sleep", lambda _: page.write_text("# whole"))  # what an editor does meanwhile

    assert read_settled(page) == b"# whole"


def test_a_page_that_stays_empty_is_read_as_it_is(project: Path) -> None:
    assert read_settled(write("source/a.md", "")) == b""


SAVED = """
import sys
from pathlib import Path
file, parts = Path(sys.argv[1]), [b"# half", b"# whole"]
def heard(event, given):
    if event == "open" and str(given[0]) == str(file) and given[1] in ("r", "rb") and parts:
        content = parts.pop(0)
        with file.open("wb") as opened:
            opened.write(content)
sys.addaudithook(heard)
from genai_cards.project.files import read_settled
print(read_settled(file).decode())
"""


def test_a_page_that_changed_while_it_was_read_is_read_again(project: Path) -> None:
    page = write("source/a.md", "#")

    done = subprocess.run([sys.executable, "-c", SAVED, str(page)], capture_output=True, check=True)

    assert done.stdout.split() == [b"#", b"whole"]
