"""`init`: look at a folder, say what it would give, and write settings for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from genai_cards.cli import screen
from genai_cards.cli.work import PATH, Work, clock, compiled
from genai_cards.diagnostics import Stop
from genai_cards.project.files import write_whole
from genai_cards.project.find import SETTINGS_FILE, Project
from genai_cards.project.ignore import files_below
from genai_cards.project.pages import find_pages
from genai_cards.settings.values import ProjectSettings

_DOCUMENTS = frozenset(
    ".adoc .asciidoc .docx .epub .htm .html .ipynb .odt .org .pdf .pptx .rst .rtf .tex .textile .txt .typ".split()
)
"""Suffixes of documents that are no pages."""


@click.command()
@click.argument("folder", type=PATH, default=Path())
@click.option("--dry-run", is_flag=True, help="Say it, and write nothing.")
def init(folder: Path, dry_run: bool) -> None:
    """Look at a folder of notes, say what cards it would give, and write a genai-cards.toml for it.

    \b
    Examples:
      genai-cards init
      genai-cards init ~/notes --dry-run
    """
    if not folder.is_dir():
        raise Stop(f"there is no folder {folder}", "name a folder with pages")
    file = folder / SETTINGS_FILE
    if file.exists():
        raise Stop(f"{screen.from_here(file)} is there already", "edit it: docs/pages.md lists the settings")
    screen.expect_few_cycles()
    root = folder.resolve()
    usual = ProjectSettings()
    source = usual.source if (root / usual.source).is_dir() else "."
    settings = ProjectSettings(deck=root.name, source=source)
    project = Project(root, settings)
    pages = find_pages([], project)
    built, _ = compiled(Work(project, None, settings, pages, pages), clock(), keep=True)
    from genai_cards.reports import survey

    proposal = survey.propose(built, root.name, source)
    for line in survey.as_text(built, proposal, _others(root / source)):
        click.echo(line)
    if dry_run:
        return
    write_whole((file, proposal.as_toml().encode()))
    click.echo(f"Wrote {screen.from_here(file)}. Next: genai-cards export")


def _others(folder: Path) -> dict[str, int]:
    """Count the documents below a folder that are no pages, by suffix."""
    suffixes = (file.suffix.lower() for file in files_below(folder, (), lambda _: None))
    return dict(Counter(suffix for suffix in suffixes if suffix in _DOCUMENTS))
