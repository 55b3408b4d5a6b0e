"""Which files of a vault are pages: none that git ignores, that the settings exclude, or that tools keep."""

from __future__ import annotations

import json
from pathlib import Path

from command import run, write

CARD = "- **Ape**: a tailless monkey\n"


def made() -> list[str]:
    """Give the pages that gave notes."""
    done = run("check", "--json")
    return [page["path"] for page in json.loads(done.stdout)["pages"]]


def test_a_vault_is_read_without_what_tools_and_git_leave_out(project: Path) -> None:
    write("genai-cards.toml", 'source = "."\nexclude = ["templates/", "*.draft.md", "daily/2020-*"]\n')
    write(".gitignore", "build/\n*.tmp.md\n!keep.tmp.md\n")
    write("notes/.gitignore", "/secret.md\n")
    for name in ("a.md", "notes/b.markdown", "notes/deep/secret.md", "keep.tmp.md", "daily/2021-01-01.md", "c.mdx"):
        write(name, CARD)
    for name in ("build/x.md", "x.tmp.md", "notes/secret.md", "templates/x.md", "x.draft.md", "daily/2020-01-01.md"):
        write(name, CARD)
    for name in ("node_modules/x.md", ".obsidian/x.md", "venv/x.md"):
        write(name, CARD)

    assert made() == ["a.md", "c.mdx", "daily/2021-01-01.md", "keep.tmp.md", "notes/b.markdown", "notes/deep/secret.md"]


def test_pages_that_differ_in_their_suffix_alone_are_two(project: Path) -> None:
    write("source/a.md", CARD)
    write("source/a.mdx", CARD.replace("Ape", "Yak"))

    assert run("export").returncode == 0
    assert made() == ["source/a.md", "source/a.mdx"]


def test_a_set_that_python_would_not_read_leaves_out_what_it_says(project: Path) -> None:
    write("source/.gitignore", "[z-a].md\n[[x]y.md\n[!a-z].md\n")
    for name in ("a.md", "[y.md", "xy.md", "1.md"):
        write(f"source/{name}", CARD)

    assert made() == ["source/a.md"]
