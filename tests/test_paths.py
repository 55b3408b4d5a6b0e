"""Which pages a project's lock is about: those that a path below its source folder leads to, each by itself."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import Ended, run, write
from genai_cards.targets import apkg

CELLS = "# Cells\n\n- **Nucleus**: holds the DNA\n- **Ribosome**: makes proteins\n"
ATOMS = "# Atoms\n\n- **Atom**: the smallest part of an element\n"
LOCK = Path("genai-cards.lock")
NO_LOCK = "a note that is not among the pages of a project keeps its history only while its question stays."


@pytest.fixture
def known(project: Path) -> dict[str, str]:
    """A page that was exported, so that a lock remembers its notes; it is edited since."""
    write("source/cells.md", CELLS)
    assert run("export").returncode == 0
    before = remembered()
    write("source/cells.md", CELLS.replace("**Nucleus**", "**Cell nucleus**"))
    return before


def remembered(lock: Path = LOCK) -> dict[str, str]:
    """Give the GUID of each note in the lock, by its page and its answer."""
    lines = map(json.loads, lock.read_text(encoding="utf-8").splitlines()[1:-1])
    return {f"{line['page']}: {line['answer']}": line["guid"] for line in lines if "retired" not in line}


def packaged(file: str) -> dict[str, str]:
    """Give the GUID of each note in a package, by its answer."""
    return {note.fields["Answer"]: guid for guid, note in apkg.read_notes(Path(file).read_bytes(), file).items()}


def said_of_the_lock(done: Ended) -> list[str]:
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("No lock")]


# --- what is a page of the project ------------------------------------------------------------------------------------


def test_a_page_that_is_a_link_out_of_the_project_is_a_page_like_any(project: Path, known: dict[str, str]) -> None:
    write("../atoms.md", ATOMS)
    Path("source/linked.md").symlink_to("../../atoms.md")

    assert "source/linked.md:3: new: Atom" in run("diff").stdout
    done = run("export")

    assert (done.returncode, said_of_the_lock(done)) == (0, [])
    after = remembered()
    assert {name: after[name] for name in known} == known
    assert after.keys() - known.keys() == {"linked: the smallest part of an element"}

    write("../atoms.md", ATOMS.replace("**Atom**", "**An atom**"))
    run("export")
    assert remembered() == after


def test_a_page_that_is_a_link_to_another_one_is_that_page(project: Path, known: dict[str, str]) -> None:
    Path("source/again.md").symlink_to("cells.md")

    run("export")
    assert remembered() == known
    assert run("export", "source/again.md", "-o", "one.apkg").returncode == 0
    assert set(packaged("one.apkg").values()) == set(known.values())


def test_folders_behind_links_are_read_once_under_the_path_that_leads_there(
    project: Path, known: dict[str, str]
) -> None:
    write("../shared/deep/atoms.md", ATOMS)
    write("../shared/.gitignore", "left-out.md\n")
    write("../shared/left-out.md", ATOMS.replace("Atom", "Electron"))
    Path("../shared/up").symlink_to("..", target_is_directory=True)
    Path("source/a").symlink_to("../../shared", target_is_directory=True)
    Path("source/z").symlink_to("../../shared", target_is_directory=True)
    Path("source/loop").symlink_to(".", target_is_directory=True)

    done = run("export")

    assert (done.returncode, done.stderr) == (0, "")
    after = remembered()
    assert {name: after[name] for name in known} == known
    assert after.keys() - known.keys() == {"a/deep/atoms: the smallest part of an element"}


def test_the_source_folder_may_be_a_link(project: Path, known: dict[str, str]) -> None:
    Path("source").rename("../pages")
    Path("source").symlink_to("../pages", target_is_directory=True)

    assert run("export").returncode == 0
    assert remembered() == known
    assert '"at": "source/cells.md:3"' in LOCK.read_text(encoding="utf-8")


def test_pages_of_one_name_in_a_source_folder_elsewhere_are_told_apart(project: Path) -> None:
    write("../pages/a/x.md", CELLS)
    write("../pages/b/x.md", ATOMS)
    write("genai-cards.toml", 'source = "../pages"\n')

    pages = json.loads(run("export", "--json").stdout)["pages"]

    assert [(page["path"], page["notes"]) for page in pages] == [("../pages/a/x.md", 2), ("../pages/b/x.md", 1)]
    assert set(remembered()) >= {"b/x: the smallest part of an element"}


# --- which are out, and that it is said -------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("source", "notes.md"), (".",)], ids=["named", "in one folder"])
def test_each_page_is_in_or_out_by_itself(project: Path, known: dict[str, str], arguments: tuple[str, ...]) -> None:
    write("notes.md", ATOMS)

    done = run("export", *arguments, "-o", "deck.apkg")

    assert (done.returncode, said_of_the_lock(done)) == (0, [f"No lock for notes.md: {NO_LOCK}"])
    assert remembered() == known
    assert packaged("deck.apkg").keys() == {"holds the DNA", "makes proteins", "the smallest part of an element"}
    assert set(packaged("deck.apkg").values()) > set(known.values())
    for command in ("diff", "check"):
        assert said_of_the_lock(run(command, *arguments)) == [f"No lock for notes.md: {NO_LOCK}"]


def test_pages_without_a_lock_are_named_a_few_of_many(project: Path) -> None:
    for name in "abcdefg":
        write(f"other/{name}.md", ATOMS.replace("Atom", f"Atom {name}"))

    told = f"No lock for other/a.md, other/b.md, other/c.md, other/d.md, other/e.md and 2 more: {NO_LOCK}"
    assert said_of_the_lock(run("export", "other")) == [told]
    assert said_of_the_lock(run("check", "other")) == [told]


def test_what_is_out_takes_no_guid_and_no_note_from_the_lock(project: Path, known: dict[str, str]) -> None:
    """The page outside has the name, the keys and the words that the lock knows, and comes before the other one."""
    write("cells.md", CELLS)
    Path("source/cells.md").rename("source/renamed.md")

    run("export", "cells.md", "source", "-o", "deck.apkg")

    assert sorted(remembered().values()) == sorted(known.values())
    notes = apkg.read_notes(Path("deck.apkg").read_bytes(), "deck")
    assert {guid: note.fields["Source"] for guid, note in notes.items() if guid in known.values()} == {
        known["cells: holds the DNA"]: "source/renamed.md:3",
        known["cells: makes proteins"]: "source/cells.md:4",
    }
    assert len(notes) == 4


def test_a_page_that_the_settings_exclude_has_no_lock_when_it_is_named(project: Path, known: dict[str, str]) -> None:
    write("source/drafts/atoms.md", ATOMS)
    write("genai-cards.toml", 'deck = "Notes"\nexclude = ["drafts/"]\n')

    done = run("export", "source/drafts/atoms.md", "-o", "one.apkg")

    assert said_of_the_lock(done) == [f"No lock for source/drafts/atoms.md: {NO_LOCK}"]
    assert packaged("one.apkg").keys() == {"the smallest part of an element"}
    run("export")
    assert remembered() == known


# --- from elsewhere ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize(
    "argument", ["notes/source", "notes", "notes/source/cells.md", "{}/source/cells.md", "link/source"]
)
def test_the_project_of_the_pages_is_found_from_elsewhere(
    project: Path, known: dict[str, str], monkeypatch: pytest.MonkeyPatch, argument: str, settings: bool
) -> None:
    if not settings:
        Path("genai-cards.toml").unlink()
    monkeypatch.chdir(project.parent)
    Path("link").symlink_to("notes", target_is_directory=True)

    assert "changed: Cell nucleus" in run("diff", argument.format(project)).stdout
    done = run("export", argument.format(project))

    assert (done.returncode, said_of_the_lock(done)) == (0, [])
    assert remembered(project / LOCK) == known
    assert not Path(LOCK).exists()


def test_a_project_is_reached_through_a_link(
    project: Path, known: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("../atoms.md", ATOMS)
    Path("source/linked.md").symlink_to("../../atoms.md")
    link = project.parent / "link"
    link.symlink_to(project, target_is_directory=True)
    monkeypatch.chdir(link)

    for argument in ("source", str(link / "source"), str(link / "source/linked.md"), "../link/source/linked.md"):
        done = run("export", argument, "-o", "x.apkg")
        assert (done.returncode, said_of_the_lock(done)) == (0, [])
    assert len(remembered()) == 3


def test_pages_of_two_projects_stop(project: Path, known: dict[str, str]) -> None:
    write("../other/genai-cards.toml", "")
    write("../other/source/atoms.md", ATOMS)

    for command in ("export", "diff", "check"):
        done = run(command, "source", "../other/source/atoms.md")
        assert done.returncode == 2
        assert done.stderr.startswith("error: these pages are of two projects, notes and other\n  hint: ")


def test_a_folder_called_source_far_above_takes_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"{tmp_path}/home/source/code.c", "")
    write(f"{tmp_path}/home/downloads/atoms.md", ATOMS)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    done = run("export", "../home/downloads/atoms.md")

    assert done.returncode == 0
    assert Path("atoms.apkg").is_file()


# --- what a page that is a link shows ---------------------------------------------------------------------------------


def test_a_page_that_is_a_link_shows_what_is_beside_the_link_and_nothing_outside(
    project: Path, known: dict[str, str]
) -> None:
    write("../shared/atoms.md", f"{ATOMS[:-1]} ![own](a.png)\n- **Ion**: it has a charge ![other](b.png)\n")
    write("../shared/b.png", b"secret")
    write("source/a.png", b"beside")
    Path("source/linked.md").symlink_to("../../shared/atoms.md")

    done = run("export", "-o", "deck.json")

    assert "there is no file b.png" in done.stderr
    assert re.search(r"a-[0-9a-f]{12}\.png", Path("deck.json").read_text(encoding="utf-8"))

    Path("source/linked.md").unlink()
    Path("source/deep").symlink_to("../../shared", target_is_directory=True)
    assert "b.png is outside of the project" in run("export", "source/deep/atoms.md", "-o", "deck.json").stderr
    write("genai-cards.toml", 'media = ["../shared"]\n')
    assert "b.png" not in run("export", "source/deep/atoms.md", "-o", "deck.json").stderr


# --- what is no page --------------------------------------------------------------------------------------------------


@pytest.fixture
def hurry() -> Iterator[None]:
    """A test that waits for a pipe ends."""
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("link", "it is a link to nothing"),
        ("ring", "it is a link to nothing"),
        ("pipe", "it is no file, but a pipe, a socket or a device"),
        ("socket", "it is no file, but a pipe, a socket or a device"),
        ("device", "it is no file, but a pipe, a socket or a device"),
    ],
)
def test_what_is_no_file_is_an_error_beside_the_others(
    project: Path, known: dict[str, str], hurry: None, kind: str, why: str
) -> None:
    path = Path("source/x.md")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(str(path))
    else:
        path.symlink_to({"link": "gone.md", "ring": "x.md", "device": "/dev/zero"}[kind])

    done = run("export")

    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "error" in line] == [
        f"source/x.md:1:1: error: cannot read this page: {why} [unreadable]"
    ]
    assert run("export", "source/cells.md", "-o", "one.apkg").returncode == 0
    assert remembered() == known


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_that_is_called_as_the_rules_of_git_is_not_waited_for(
    project: Path, known: dict[str, str], hurry: None
) -> None:
    os.mkfifo("source/.gitignore")

    assert run("export").returncode == 0
