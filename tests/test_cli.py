"""Each command through the command line: exit status, stdout, stderr, files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path

import click
import pytest

from command import files, run, write
from genai_cards.cli.main import COMMANDS, commands
from genai_cards.targets import apkg

PAGE = "# Cells\n\n- **GAN**: b\n- **VAE**: c\n\nprose\n"


def test_export_makes_one_package_of_the_project(project: Path) -> None:
    write("source/a.md", PAGE)
    write("source/deep/b.md", PAGE.replace("Cells", "Genes"))

    done = run("export")

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (project / "output" / "notes.apkg").is_file()
    assert re.sub(r"\(\d+ kB\)", "(n kB)", done.stdout).splitlines() == [
        "page              notes  cards  label",
        "source/a.md           2      2      2",
        "source/deep/b.md      2      2      2",
        "total                 4      4      4",
        "2 blocks made no card: 2 prose (--verbose lists them)",
        f"Wrote {Path('output/notes.apkg')} (n kB).",
        "To study it: open the file with Anki (File › Import), on the desktop or on a phone.",
        "Made genai-cards.lock: it remembers which note is which. Commit it with the pages.",
    ]
    assert run("export").stdout.splitlines()[-1] == "Since the last export: 4 as before."


def test_a_project_is_found_from_a_folder_inside_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("source/deep/b.md", PAGE)
    monkeypatch.chdir(project / "source" / "deep")

    assert run("export").returncode == 0
    assert (project / "output" / "notes.apkg").is_file()


def test_a_folder_with_a_source_folder_is_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("vault/source/a.md", PAGE)
    monkeypatch.chdir(tmp_path / "vault")

    facts = json.loads(run("export", "--json").stdout)

    assert facts["package"].endswith("output/vault.apkg")
    assert facts["pages"][0]["deck"] == "vault::Cells"


def test_a_page_works_outside_any_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("cells.md", PAGE)

    facts = json.loads(run("export", "cells.md", "--json").stdout)

    assert files() == ["cells.apkg", "cells.md"]
    assert facts["pages"][0]["deck"] == "Cells"


def test_a_page_has_the_same_guids_alone_and_in_its_project(project: Path) -> None:
    write("source/deep/b.md", PAGE)
    write("source/a.md", PAGE)

    run("export", "-o", "all.apkg", "--now", "1700000000")
    run("export", "source/deep/b.md", "-o", "one.apkg", "--now", "1700000000")

    assert guids("one.apkg") < guids("all.apkg")
    assert len(guids("all.apkg")) == 4


def guids(package: str) -> set[str]:
    import contextlib
    import sqlite3
    import zipfile

    with contextlib.closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(zipfile.ZipFile(package).read("collection.anki2"))
        return {guid for (guid,) in opened.execute("SELECT guid FROM notes")}


@pytest.mark.parametrize(
    ("output", "file"),
    [("x.apkg", "x.apkg"), ("new/folder", "new/folder/notes.apkg"), ("new/x.apkg", "new/x.apkg")],
)
def test_the_output_is_a_file_or_a_folder_made_when_missing(project: Path, output: str, file: str) -> None:
    write("source/a.md", PAGE)

    assert run("export", "-o", output).returncode == 0
    assert (project / file).is_file()


def test_a_root_deck_may_be_given(project: Path) -> None:
    write("source/a.md", PAGE)

    facts = json.loads(run("export", "--json", "--deck", "Biology::Year 1").stdout)

    assert facts["pages"][0]["deck"] == "Biology::Year 1::Cells"


def test_json_holds_the_same_facts(project: Path) -> None:
    write("source/a.md", PAGE)

    facts = json.loads(run("export", "--json").stdout)

    assert (facts["notes"], facts["cards"], facts["kinds"]) == (2, 2, {"label": 2})
    assert facts["pages"] == [
        {"path": "source/a.md", "title": "Cells", "deck": "Notes::Cells", "notes": 2, "cards": 2, "kinds": {"label": 2}}
    ]
    assert facts["problems"] == []
    assert [(skip["code"], skip["path"], skip["line"]) for skip in facts["skipped"]] == [("prose", "source/a.md", 6)]


def test_verbose_says_of_each_block_why_it_made_no_card(project: Path) -> None:
    write("source/a.md", PAGE)

    first = run("export", "--verbose").stdout.splitlines()[0]

    assert first == "source/a.md:6:1: skipped: a paragraph with no fact a rule can see [prose]"


def test_quiet_says_nothing_when_all_is_well(project: Path) -> None:
    write("source/a.md", PAGE)

    done = run("export", "--quiet")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_page_without_notes_says_why_and_the_status_shows_it_where_it_was_named(project: Path) -> None:
    write("source/a.md", PAGE)
    write("source/b.md", "# Quiz\n\n1. What is it?\n2. Why is it?\n")

    done = run("export")

    assert [run(command, "source/b.md").returncode for command in ("export", "check")] == [1, 1]
    assert (done.returncode, run("check").returncode) == (0, 0)
    assert "source/b.md:1:1: warning: this page gives no note: 2 × " in done.stderr
    assert (project / "output" / "notes.apkg").is_file()


def test_all_errors_are_shown_and_nothing_is_written(project: Path) -> None:
    write("output/notes.apkg", b"the last deck")
    write("source/a.md", PAGE)
    write("source/b.md", "# B\n\n1. Q? (Answer: no end\n\n## C\n\n<!-- cards: clozes -->\n")
    write("source/c.md", "gr\xfcn".encode("latin-1"))
    before = files()

    done = run("export")

    assert done.returncode == 1
    places = [line.split(": error:")[0] for line in done.stderr.splitlines() if ": error: " in line]
    assert places == ["source/b.md:7:1", "source/c.md:1:3"]
    assert done.stderr.count("hint: ") >= 2
    assert "no-notes" not in done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing was written."
    assert files() == before
    assert Path("output/notes.apkg").read_bytes() == b"the last deck"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.md"], "no such page: missing.md"),
        (["empty"], "no pages in empty/"),
        (["a.psd"], "a.psd is not a Markdown page"),
        (["a.md", "-o", "collection.apkg"], "collection.apkg is no good name for a deck"),
        (["a.md", "-o", "backup-1.apkg"], "backup-1.apkg is no good name for a deck"),
        (["a.md", "-o", "a.colpkg"], "a.colpkg is no good name for a deck"),
        (["a.md", "-o", "a.md/x.apkg"], "cannot write a.md/x.apkg: a.md is a file, not a folder"),
    ],
)
def test_what_cannot_run_says_so_with_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.md", PAGE)
    write("a.psd", "text")
    Path("empty").mkdir()

    done = run("export", *arguments)

    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {message}")
    assert "\n  hint: " in done.stderr
    assert files() == ["a.md", "a.psd"]


def test_there_is_no_project_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = run("export")

    assert done.returncode == 2
    assert "there is no project here" in done.stderr


def test_broken_settings_stop(project: Path) -> None:
    write("source/a.md", PAGE)
    write("genai-cards.toml", "deck = [")

    done = run("export")

    assert done.returncode == 2
    assert "genai-cards.toml: not TOML" in done.stderr


@pytest.mark.parametrize("epoch", ["yesterday", "²", "0", "9" * 5000])
def test_an_epoch_that_is_no_time_stops(project: Path, epoch: str) -> None:
    write("source/a.md", PAGE)

    done = run("export", SOURCE_DATE_EPOCH=epoch)

    assert done.returncode == 2
    assert f"SOURCE_DATE_EPOCH={epoch[:40]} is no time" in done.stderr


@pytest.mark.parametrize("line", ["²", "0", "-1", "9" * 5000])
def test_a_line_that_is_no_number_is_no_place(project: Path, line: str) -> None:
    write("source/a.md", PAGE)

    done = run("check", "--explain", f"source/a.md:{line}")

    assert (done.returncode, "is no place in a page" in done.stderr) == (2, True)


def test_a_table_may_count_in_thousands_of_digits(project: Path) -> None:
    birds = (("8", "the owl hoots"), ("9", "the wren sings"))
    rows = "".join(f"| {digit * 5000} | {bird} |\n" for digit, bird in birds)
    write("source/a.md", f"# T\n\n| Number | Bird |\n| --- | --- |\n{rows}")

    assert run("export").returncode in (0, 1)


def test_a_page_called_collection_does_not_become_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("collection.md", PAGE)

    assert run("export", "collection.md").returncode == 0
    assert files() == ["collection.md", "deck-collection.apkg"]


def test_nor_does_a_project_called_backup(project: Path) -> None:
    write("genai-cards.toml", 'deck = "Backup 2025"')
    write("source/a.md", PAGE)

    assert run("export").returncode == 0
    assert files("output") == ["output/deck-backup-2025.apkg"]


@pytest.mark.skipif(sys.platform != "linux", reason="a name that is not UTF-8 needs a file system that takes any")
def test_a_name_that_no_card_can_show_is_an_error(project: Path) -> None:
    write("source/a.md", PAGE)
    for name in ("gr\udcfcn.md", "a\x1fb.md"):
        write(f"source/{name}", PAGE)

    done = run("export")

    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "error" in line] == [
        "source/a\ufffdb.md:1:1: error: this page's name holds a character that no card can show [file-name]",
        "source/gr\ufffdn.md:1:1: error: this page's name holds a character that no card can show [file-name]",
    ]
    assert json.loads(run("export", "--json").stdout)["package"] is None


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_cannot_be_read_is_an_error_beside_the_others(project: Path) -> None:
    write("source/a.md", PAGE).chmod(0)
    write("source/b.md", b"\xff")

    done = run("export", "source/a.md", "source/b.md")

    assert done.returncode == 1
    assert "source/a.md:1:1: error: cannot read this page: permission denied [unreadable]" in done.stderr
    assert "source/b.md:1:1: error: byte 0xff is not UTF-8 [not-utf8]" in done.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_cannot_be_read_stops(project: Path) -> None:
    write("source/a.md", PAGE)
    (project / "source" / "deep").mkdir(mode=0o300)

    done = run("export")

    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot read source/deep/: permission denied")


def test_a_deck_that_anki_would_refuse_is_an_error(project: Path) -> None:
    write("source/" + "/".join("abcdefghijkl") + "/m.md", PAGE)

    done = run("export")

    assert done.returncode == 1
    assert "has 14 levels; Anki takes 11 [deck-too-deep]" in done.stderr


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf# A\r\n\r\n- **GAN**: b\r\n", b"# A\n\n- **GAN**: b\x00\x1f\n", "# A\n\n- **GAN**: é\n".encode()],
)
def test_a_byte_order_mark_windows_ends_and_control_characters_do_no_harm(project: Path, content: bytes) -> None:
    write("source/a.md", content)

    assert run("export").returncode == 0


def test_an_empty_page_says_so(project: Path) -> None:
    write("source/a.md", b"")

    done = run("export")

    assert done.returncode == 1
    assert "this page gives no note: it is empty" in done.stderr
    assert done.stdout.splitlines()[-1] == "Nothing was written."


@pytest.mark.parametrize("arguments", [["--help"], ["export", "--help"]])
def test_help_has_an_example(arguments: list[str]) -> None:
    done = run(*arguments)

    assert done.returncode == 0
    assert "Example" in done.stdout
    assert "genai-cards export" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_named_as_the_table_says(name: str) -> None:
    command = commands.get_command(click.Context(commands), name)

    assert command is not None
    assert command.name == name


# --- import -----------------------------------------------------------------------------------------------------------

PASTED = "Home > Cells\n\nCells\n\n1. What is a cell?\nAnswer: A small room.\n\nSign up\n"


def test_import_writes_a_page_into_the_source_folder_and_says_what_it_found(project: Path) -> None:
    write("My Cells.txt", PASTED)

    done = run("import", "My Cells.txt", "--now", "1790000000")

    assert done.returncode == 0
    assert files() == ["My Cells.txt", "genai-cards.toml", "source/my-cells.md"]
    assert "1. What is a cell?\n   (Answer: A small room.)\n" in (project / "source/my-cells.md").read_text("utf-8")
    assert "Wrote source/my-cells.md: 1 title, 1 question." in done.stdout
    assert "My Cells.txt:1: the way to this page: Home > Cells" in done.stdout
    assert "It gives 1 note as it is." in done.stdout
    assert "genai-cards export source/my-cells.md" in done.stdout


GLUED = (
    "Apples\n\nWhere they grow.\n\n"
    "varietysoilkept until\nBramleyheavy clayMarch\nBoskoopany soilApril\ngolden Noblelight sandFebruary\n"
)


def test_import_says_that_the_header_of_a_glued_table_may_be_the_line_above(project: Path) -> None:
    write("apples.txt", GLUED)

    done = run("import", "apples.txt")

    text = (project / "source/apples.md").read_text("utf-8")
    assert "it may be the one above: varietysoilkept until" in done.stdout
    assert "<!-- Its cells were pasted with nothing between them." in text


def test_import_takes_the_columns_of_a_glued_table_from_a_person(project: Path) -> None:
    write("apples.txt", GLUED)

    done = run("import", "apples.txt", "--columns", "variety | soil | kept until")

    assert done.returncode == 0
    text = (project / "source/apples.md").read_text("utf-8")
    header, _, *rows = [line for line in text.split("\n") if line.startswith("|")]
    assert [cell.strip() for cell in header.strip("|").split("|")] == ["variety", "soil", "kept until"]
    assert [row.rstrip("| ").rsplit(" ", 1)[1] for row in rows] == ["March", "April", "February"]


def test_import_says_that_no_line_is_the_header_a_person_gave(project: Path) -> None:
    write("apples.txt", GLUED)

    done = run("import", "apples.txt", "--columns", "variety | soul | kept until", "--dry-run")

    assert "no line is the header that --columns gives: variety | soul | kept until" in done.stderr


@pytest.mark.parametrize("columns", ["variety", "", "| |", "variety | | kept until", " | ".join("abcdefghijklm")])
def test_import_takes_no_header_but_of_two_to_twelve_named_columns(project: Path, columns: str) -> None:
    write("apples.txt", GLUED)

    done = run("import", "apples.txt", "--columns", columns)

    assert done.returncode == 2
    assert "'A | B | C'" in done.stderr
    assert not (project / "source/apples.md").exists()


def test_import_never_overwrites_a_new_version_that_was_edited_too(project: Path) -> None:
    write("cells.txt", PASTED)
    run("import", "cells.txt")
    page = project / "source/cells.md"
    page.write_text(page.read_text("utf-8") + "Mine.\n", "utf-8")
    run("import", "cells.txt")
    beside = project / "source/cells.md.new"
    beside.write_text(beside.read_text("utf-8") + "Merged.\n", "utf-8")

    done = run("import", "cells.txt")

    assert done.returncode == 2
    assert "source/cells.md.new is there already" in done.stderr
    assert "Merged." in beside.read_text("utf-8")


def test_import_writes_neither_over_a_folder_nor_over_what_it_reads(project: Path) -> None:
    write("cells.txt", PASTED)

    folder = run("import", "cells.txt", "-o", "source")
    itself = run("import", "cells.txt", "-o", "cells.txt", "--force")

    assert (folder.returncode, itself.returncode) == (2, 2)
    assert "source is a folder" in folder.stderr
    assert "cells.txt is the file to import" in itself.stderr
    assert (project / "cells.txt").read_text("utf-8") == PASTED


def test_import_never_overwrites_a_page_of_ones_own(project: Path) -> None:
    write("cells.txt", PASTED)
    write("source/cells.md", "# Mine\n")

    done = run("import", "cells.txt")

    assert (done.returncode, "--force" in done.stderr) == (2, True)
    assert (project / "source/cells.md").read_text("utf-8") == "# Mine\n"
    assert run("import", "cells.txt", "--force").returncode == 0
    assert "small room" in (project / "source/cells.md").read_text("utf-8")


def test_import_writes_beside_a_page_that_was_edited_since(project: Path) -> None:
    write("cells.txt", PASTED)
    assert run("import", "cells.txt").returncode == 0
    page = project / "source/cells.md"
    page.write_text(page.read_text("utf-8").replace("small", "tiny"), "utf-8")

    done = run("import", "cells.txt")

    assert (done.returncode, "edited since" in done.stderr) == (0, True)
    assert "tiny" in page.read_text("utf-8")
    assert "small" in (project / "source/cells.md.new").read_text("utf-8")
    assert len(json.loads(run("export", "--json").stdout)["pages"]) == 1


def test_import_of_what_is_there_already_changes_nothing(project: Path) -> None:
    write("cells.txt", PASTED)
    run("import", "cells.txt", "--now", "1790000000")
    before = (project / "source/cells.md").stat().st_mtime_ns

    done = run("import", "cells.txt", "--now", "1790000000")

    assert (done.returncode, "the same already" in done.stdout) == (0, True)
    assert (project / "source/cells.md").stat().st_mtime_ns == before


def test_import_reads_standard_input_and_a_dry_run_prints_the_page(project: Path) -> None:
    done = run("import", "-", "--title", "The cell", "--dry-run", stdin=PASTED.encode())

    assert done.returncode == 0
    assert done.stdout.startswith("---\ntitle: The cell\n")
    assert "Would write source/the-cell.md" in done.stderr
    assert files() == ["genai-cards.toml"]


@pytest.mark.parametrize(("content", "status"), [(b"caf\xe9", 1), (b"", 1), (b"\n \n", 1)])
def test_import_of_what_has_no_text_writes_nothing(project: Path, content: bytes, status: int) -> None:
    write("cells.txt", content)

    assert run("import", "cells.txt").returncode == status
    assert files() == ["cells.txt", "genai-cards.toml"]


def test_export_of_pasted_text_gives_the_notes_of_the_page_that_an_import_writes(project: Path) -> None:
    write("cells.txt", PASTED)
    run("import", "cells.txt", "-o", "cells.md")

    done = [run("export", name, "-o", f"{name}.apkg") for name in ("cells.txt", "cells.md")]

    text, page = (apkg.read_notes(Path(f"{name}.apkg").read_bytes(), name) for name in ("cells.txt", "cells.md"))
    assert list(text) == list(page)
    assert "cells.txt:5" in next(iter(text.values())).fields["Source"]  # where it stands in the text
    assert "2 blocks made no card: 2 left-out" in done[0].stdout
    assert "genai-cards import cells.txt" in done[0].stderr


def test_pictures_are_packed_and_a_changed_one_changes_its_notes(project: Path) -> None:
    write("source/a.md", "- **GAN**: ![](img/a%20b.png)\n- **VAE**: c\n")
    write("source/img/a b.png", b"one")
    assert run("export", "--now", "1000").returncode == 0
    first = hashlib.sha256((project / "output" / "notes.apkg").read_bytes()).digest()

    assert run("export", "--now", "2000").returncode == 0
    assert hashlib.sha256((project / "output" / "notes.apkg").read_bytes()).digest() == first

    write("source/img/a b.png", b"two")
    done = run("diff")
    assert "source/a.md:1: changed: GAN" in done.stdout
    assert "a picture" in done.stdout
    assert "1 changed, 1 as before" in done.stdout


def test_a_missing_picture_is_told_where_a_card_shows_it_and_stops_nothing(project: Path) -> None:
    write("source/a.md", "![](gone.png)\n\n- **GAN**: a game ![](b.png)\n- **VAE**: a code\n")

    done = run("export")

    assert done.returncode == 0
    assert done.stderr.splitlines()[:1] == ["source/a.md:3:23: warning: there is no file b.png [media-missing]"]
    assert "gone.png" not in done.stderr
    assert run("export", "--strict").returncode == 1


def test_import_reads_a_saved_page_and_copies_its_pictures(project: Path) -> None:
    page = (
        "<html><head><title>Cells</title></head><body><nav><a href='/'>Home</a></nav><main><h1>Cells</h1>"
        "<p>A cell is a small room that holds all that life needs, behind a thin wall of fat.</p>"
        "<ul><li><b>Nucleus</b>: it holds the genes</li></ul><img src='cells_files/a b.png' alt='a cell'>"
        "<img src='../../secret.png' alt='no'></main></body></html>"
    )
    write("cells.html", page)
    write("cells_files/a b.png", b"\x89PNG")
    write("../secret.png", b"secret")

    done = run("import", "cells.html")

    assert done.returncode == 0
    text = (project / "source/cells.md").read_text("utf-8")
    assert "- **Nucleus**: it holds the genes" in text
    assert "![a cell](cells_files/a-b.png)" in text
    assert (project / "source/cells_files/a-b.png").read_bytes() == b"\x89PNG"
    assert "secret" not in "".join(files())
    assert "Home" in done.stdout  # among what was left out
    assert run("export", "cells.html", "-o", "x.apkg").returncode == 0


def test_a_picture_that_was_not_saved_is_its_text(project: Path) -> None:
    write(
        "cells.html",
        "<html><body><h1>Cells</h1><p>Here it is: <img src='x_files/a.png' alt='a cell'></p></body></html>",
    )

    assert run("import", "cells.html").returncode == 0
    assert "Here it is: a cell" in (project / "source/cells.md").read_text("utf-8").replace("*", "")


@pytest.mark.parametrize("name", ["x" * 300, "a%00b"])
def test_a_picture_whose_name_no_file_can_have_is_its_text(project: Path, name: str) -> None:
    write("cells.html", f"<html><body><h1>Cells</h1><p>Here it is: <img src='{name}' alt='a cell'></p></body></html>")

    assert run("import", "cells.html").returncode == 0
    assert "Here it is: a cell" in (project / "source/cells.md").read_text("utf-8")


def test_import_says_no_more_of_a_page_that_is_the_same_already(project: Path) -> None:
    write("cells.txt", PASTED)
    run("import", "cells.txt", "--now", "1790000000")

    done = run("import", "cells.txt", "--now", "1790000000")

    assert done.stdout == "source/cells.md is the same already.\n"


def test_import_beside_an_edited_page_sends_its_reader_to_both(project: Path) -> None:
    write("cells.txt", PASTED)
    run("import", "cells.txt")
    page = project / "source/cells.md"
    page.write_text(page.read_text("utf-8").replace("small", "tiny"), "utf-8")

    done = run("import", "cells.txt")

    assert done.stdout.splitlines()[-1] == "Next: compare it with source/cells.md, and take over what is better."


def test_import_counts_blocks_in_words_that_a_reader_knows(project: Path) -> None:
    write(
        "a.html",
        "<h1>T</h1><dl><dt>Stoma</dt><dd>A pore.</dd></dl><details><summary>Why?</summary><p>So.</p></details>",
    )

    assert "1 definition list, 2 lines of HTML" in run("import", "a.html").stdout
