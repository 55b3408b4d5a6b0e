"""Export, edit, export again, on the command line: the lock on disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command import Ended, run, write

PAGE = "# Cells\n\n- **Nucleus**: holds the DNA\n- **Ribosome**: makes proteins\n"
EDITED = "# Cells\n\n- **Nucleus**: keeps the DNA\n- **Mitochondrion**: gives energy\n"
LOCK = Path("genai-cards.lock")


def exported(page: str, now: int) -> Ended:
    write("source/a.md", page)
    return run("export", "--now", str(now))


def test_an_export_says_what_it_means_for_the_notes(project: Path) -> None:
    exported(PAGE, 1700000000)
    before = dict(ids())

    done = exported(EDITED, 1700000100).stdout.splitlines()

    assert done[-3:] == [
        "Since the last export: 1 new, 1 changed, 1 retired. `genai-cards diff` lists them before an export.",
        "The 1 retired stay in Anki until you delete them; see output/notes-retired.txt, or search:",
        f'  "note:genai-cards*" "ID:re:^({before["Ribosome"]})$"',
    ]
    told = Path("output/notes-retired.txt").read_text(encoding="utf-8")
    assert f'"note:genai-cards*" "ID:re:^({before["Ribosome"]})$"' in told
    assert f"{before['Ribosome']}  a: Ribosome" in told

    exported(PAGE, 1700000200)
    assert f"{before['Ribosome']}" not in Path("output/notes-retired.txt").read_text(encoding="utf-8")


def test_diff_says_the_same_before_and_writes_nothing(project: Path) -> None:
    exported(PAGE, 1700000000)
    write("source/a.md", EDITED)
    files = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}

    done = run("diff")

    assert done.returncode == 0
    assert re.sub(r"[0-9a-f]{16}", "ID", done.stdout).splitlines() == [
        "source/a.md:3: changed: Nucleus",
        "    answer: [-holds-]{+keeps+} the DNA",
        "    updated in Anki, history kept · ID",
        "source/a.md:4: new: Mitochondrion",
        "    a new card · ID",
        "source/a.md:4: retired: Ribosome",
        "    stays in Anki until you delete it · ID",
        "Since the last export: 1 new, 1 changed, 1 retired.",
    ]
    assert run("diff", "--exit-code").returncode == 1
    assert [change["outcome"] for change in json.loads(run("diff", "--json").stdout)] == ["changed", "added", "retired"]
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == files


def test_diff_of_unchanged_pages_is_empty(project: Path) -> None:
    exported(PAGE, 1700000000)

    assert run("diff", "--exit-code").returncode == 0
    assert run("diff").stdout == "Since the last export: 2 as before.\n"


def test_diff_compares_with_a_lock_a_package_and_a_revision(project: Path) -> None:
    exported(PAGE, 1700000000)
    Path("old.lock").write_bytes(LOCK.read_bytes())
    Path("old.apkg").write_bytes(Path("output/notes.apkg").read_bytes())
    for command in ("init -q .", "add -A", "-c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm one"):
        subprocess.run(["git", *command.split()], check=True)
    exported(EDITED, 1700000100)

    expected = "1 new, 1 changed, 1 retired."
    for other in ("old.lock", "old.apkg", "HEAD"):
        assert run("diff", "--against", other).stdout.splitlines()[-1] == f"Compared with {other}: {expected}"
    assert run("diff").stdout.splitlines()[-1] == "Since the last export: 2 as before."
    assert "no lock at “nowhere”" in run("diff", "--against", "nowhere").stderr
    assert "is no package of genai-cards" in run("diff", "--against", str(write("x.apkg", b"no"))).stderr


def test_diff_of_one_page_tells_of_that_page_alone_whatever_it_is_compared_with(project: Path) -> None:
    write("source/b.md", PAGE.replace("Cells", "Genes").replace("Nucleus", "Gene"))
    exported(PAGE, 1700000000)
    Path("old.lock").write_bytes(LOCK.read_bytes())
    Path("old.apkg").write_bytes(Path("output/notes.apkg").read_bytes())

    for _ in range(2):  # before the export and after it
        write("source/a.md", EDITED)
        for other in ("old.lock", "old.apkg"):
            done = run("diff", "source/a.md", "--against", other).stdout.splitlines()
            assert done[-1] == f"Compared with {other}: 1 new, 1 changed, 1 retired."
            assert "source/a.md:4: retired: Ribosome" in done
        run("export")


def test_what_is_no_lock_to_compare_with_is_named(project: Path) -> None:
    exported(PAGE, 1700000000)
    write("other.lock", b"\xff\xfe")

    done = run("diff", "--against", "other.lock")

    assert (done.returncode, done.stderr.partition(":")[0]) == (2, "error")
    assert "cannot read other.lock" in done.stderr


def test_one_page_of_a_project_leaves_the_notes_of_the_others(project: Path) -> None:
    write("source/b.md", PAGE.replace("Cells", "Genes").replace("Nucleus", "Gene"))
    exported(PAGE, 1700000000)
    lock = LOCK.read_bytes()

    run("export", "source/a.md", "--now", "1700000100")

    assert LOCK.read_bytes() == lock
    write("source/b.md", "# Genes\n\n## Q\n\n<!-- cards: clozes -->\n")
    assert run("export", "source/a.md").returncode == 0  # an error elsewhere is not in the way
    assert LOCK.read_bytes() == lock
    assert run("export").returncode == 1


def test_a_note_moved_to_a_page_that_is_not_exported_keeps_its_guid(project: Path) -> None:
    write("source/b.md", "# Genes\n\n- **Gene**: a piece of DNA\n")
    exported(PAGE, 1700000000)
    before = ids()
    write("source/b.md", "# Genes\n\n- **Gene**: a piece of DNA\n- **Ribosome**: makes proteins\n")
    write("source/a.md", PAGE.split("- **Ribo")[0])

    run("export", "source/b.md")

    assert sorted(ids()) == sorted(before)


def test_a_deck_for_one_page_is_no_deck_for_the_others(project: Path) -> None:
    write("source/b.md", PAGE.replace("Cells", "Genes").replace("Nucleus", "Gene"))
    exported(PAGE, 1700000000)

    run("export", "source/a.md", "--deck", "Exam")

    decks = {json.loads(line)["deck"] for line in LOCK.read_text(encoding="utf-8").splitlines()[1:-1]}
    assert decks == {"Exam::Cells", "Notes::Genes"}


def test_a_touched_note_is_newer(project: Path) -> None:
    exported(PAGE, 1700000000)

    done = run("export", "--touch", "ribosome", "--now", "1700000100")

    assert "1 changed, 1 as before" in done.stdout
    times = [json.loads(line)["modified"] for line in LOCK.read_text(encoding="utf-8").splitlines()[1:-1]]
    assert times == [1700000000, 1700000100]
    assert run("export", "--touch", "xyz").stdout.splitlines()[-1] == "No note holds “xyz”: none was touched."


def test_cards_that_will_not_move_are_said(project: Path) -> None:
    exported(PAGE, 1700000000)

    write("source/a.md", f"---\ndeck: Biology\n---\n{PAGE}")
    planned = run("diff").stdout
    done = exported(f"---\ndeck: Biology\n---\n{PAGE}", 1700000100).stdout

    assert planned.count("; Anki leaves its cards in “Notes::Cells” · ") == 2
    assert planned.splitlines()[-3:] == done.splitlines()[-3:]
    assert "2 notes belong to the deck “Notes::Biology” now; Anki leaves their cards in “Notes::Cells”." in done


def test_an_unusable_lock_is_named_and_nothing_is_written(project: Path) -> None:
    exported(PAGE, 1700000000)
    lines = LOCK.read_text().splitlines()
    states = {
        "lock-version": [lines[0].replace("lock 1", "lock 99"), *lines[1:]],
        "lock-truncated": lines[:-1],
        "lock-unreadable": [*lines[:2], "x", *lines[2:]],
        "lock-twins": [*lines[:2], lines[1], *lines[2:]],
        "lock-conflict": [lines[0], "<<<<<<< a", lines[1], "=======", lines[2], ">>>>>>> b", lines[3]],
    }
    deck = Path("output/notes.apkg").read_bytes()
    for code, state in states.items():
        LOCK.write_text("\n".join(state))
        done = exported(EDITED, 1700000100)

        assert done.returncode == 1
        assert re.search(rf"^genai-cards\.lock:\d+:1: error: .* \[{code}\]\n  hint: ", done.stderr, re.MULTILINE), code
        assert LOCK.read_text() == "\n".join(state)
        assert Path("output/notes.apkg").read_bytes() == deck

    assert run("lock", "--merge").returncode == 0
    assert LOCK.read_text().splitlines() == lines
    assert run("lock").stdout == "genai-cards.lock is in order: 2 notes, 0 retired.\n"


def test_a_doubtful_note_is_settled_on_the_command_line(project: Path) -> None:
    exported(PAGE, 1700000000)
    old = json.loads(LOCK.read_text().splitlines()[1])["guid"]
    write("source/a.md", PAGE.replace("**Nucleus**: holds the DNA", "**Command centre**: directs the whole"))
    new = next(change["guid"] for change in json.loads(run("diff", "--json").stdout) if change["outcome"] == "added")

    assert run("accept", old, new).returncode == 0
    assert [change["guid"] for change in json.loads(run("diff", "--json").stdout)] == [old]
    assert run("reject", old).returncode == 0
    assert sorted(change["outcome"] for change in json.loads(run("diff", "--json").stdout)) == ["added"]
    assert "no page has a note nothing" in run("accept", old, "nothing").stderr


DOUBTFUL = PAGE.replace("**Nucleus**: holds the DNA", "**Core**: holds the DNA of a cell")


def test_an_export_says_how_to_settle_what_is_doubtful_and_a_strict_one_writes_nothing(project: Path) -> None:
    exported(PAGE, 1700000000)
    lock, old = LOCK.read_bytes(), dict(ids())["Nucleus"]
    write("source/a.md", DOUBTFUL)

    strict = run("export", "--strict", "--now", "1700000100")
    assert strict.returncode == 1
    assert LOCK.read_bytes() == lock
    assert "1 is doubtful; to settle them, now or later:\n  source/a.md:3: Core\n" in strict.stderr

    done = run("export", "--now", "1700000100")
    assert done.returncode == 0
    assert f"perhaps it was “Nucleus” ({old}); if so: genai-cards accept {old} " in done.stdout
    command = done.stdout.split("if so: genai-cards ")[1].splitlines()[0].split()
    assert run(*command).returncode == 0
    run("export", "--now", "1700000200")
    assert ids()[0] == ("Core", old)


def test_diff_names_what_changed_around_question_and_answer(project: Path) -> None:
    exported(PAGE, 1700000000)
    write("source/a.md", PAGE.replace("# Cells", "# The cell").replace("DNA\n", "**DNA**\n"))

    said = run("diff").stdout

    assert (
        said.count("    title and headings: {+The +}[-Cells-]{+cell+}\n")
        + said.count("    title and headings: [-Cells-]{+The cell+}\n")
        == 2
    )
    assert "    answer: its looks, or a picture\n" in said

    Path("output/notes.apkg").unlink()
    assert "its title, its tags, its source, a picture, or what stands beside the answer" in run("diff").stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_leaves_the_old_lock_and_deck(project: Path) -> None:
    exported(PAGE, 1700000000)
    lock, deck = LOCK.read_bytes(), Path("output/notes.apkg").read_bytes()
    for folder in (Path(), Path("output")):
        folder.chmod(0o500)
        done = exported(EDITED, 1700000100)
        folder.chmod(0o700)
        assert done.returncode == 2
        assert (LOCK.read_bytes(), Path("output/notes.apkg").read_bytes()) == (lock, deck)


def test_a_deck_that_cannot_be_written_leaves_the_old_lock(project: Path) -> None:
    exported(PAGE, 1700000000)
    lock = LOCK.read_bytes()
    write("file", "")
    write("source/a.md", EDITED)

    assert run("export", "-o", "file/x.apkg").returncode == 2
    assert LOCK.read_bytes() == lock
    assert not list(project.rglob(".genai-cards-*"))


KILLED = """
import os, signal, sys
from pathlib import Path
step, moves = int(sys.argv[1]), 0
real = Path.replace
def replace(self, target):
    global moves
    if moves == step:
        os.kill(os.getpid(), signal.SIGKILL)
    moves += 1
    return real(self, target)
Path.replace = replace
sys.argv = ["genai-cards", "export", "--now", "1700000100"]
from genai_cards.cli.main import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_killed_between_any_two_writes_the_next_export_goes_on(project: Path, step: int) -> None:
    """The lock takes its place first: what only it knows is made again, the same, by the next export."""
    exported(PAGE, 1700000000)
    before = LOCK.read_bytes()
    write("source/a.md", EDITED)
    done = subprocess.run([sys.executable, "-c", KILLED, str(step)], check=False)
    assert done.returncode == -signal.SIGKILL

    run("export", "--now", "1700000200")
    deck, found = Path("output/notes.apkg").read_bytes(), ids()

    assert run("export", "--now", "1700000300").stdout.splitlines()[-1] == "Since the last export: 2 as before."
    assert Path("output/notes.apkg").read_bytes() == deck
    LOCK.write_bytes(before)
    run("export")
    assert ids() == found


def ids() -> list[tuple[str, str]]:
    """Give question and GUID of each line of the lock."""
    lines = map(json.loads, LOCK.read_text(encoding="utf-8").splitlines()[1:-1])
    return [(line["prompt"], line["guid"]) for line in lines]


HELD = """
import time
from pathlib import Path
from genai_cards.project.files import alone
with alone(Path.cwd()):
    print("held", flush=True)
    time.sleep(1)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot lock a folder")
def test_two_exports_at_once_wait_for_each_other(project: Path) -> None:
    exported(PAGE, 1700000000)
    with subprocess.Popen([sys.executable, "-c", HELD], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        started = time.monotonic()
        assert exported(EDITED, 1700000100).returncode == 0
        assert time.monotonic() - started > 0.5


def test_many_exports_at_once_leave_a_lock_in_order(project: Path) -> None:
    write("source/a.md", PAGE)
    command = [sys.executable, "-m", "genai_cards", "export", "-q"]
    running = [subprocess.Popen(command) for _ in range(4)]

    assert [process.wait() for process in running] == [0] * 4
    assert run("lock").returncode == 0
