"""`check`: what became of each block, what makes cards hard, what Anki will do."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from genai_cards.checks.allow import Allowance
from genai_cards.cli.status import FOUND
from genai_cards.cli.work import (
    PAGES,
    Work,
    asked_for,
    clock,
    compiled,
    gave_nothing,
    package_name,
    package_notes,
    without_lock,
)
from genai_cards.diagnostics import Location, Severity, Stop
from genai_cards.project.find import SETTINGS_FILE
from genai_cards.project.names import package_file
from genai_cards.project.pages import missing

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.diagnostics import Diagnostic
    from genai_cards.reports.check import Findings


@click.command()
@PAGES
@click.option("--coverage", is_flag=True, help="Print how much of each page became notes, and the blocks that did not.")
@click.option("--explain", "explained", metavar="FILE:LINE", help="Say what became of the block at a line, and why.")
@click.option("--all", "everything", is_flag=True, help="List all that is alike; else a kind of many is one line.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings and advice, too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
              help="Print text (the usual), the same facts for programs, or annotations for GitHub.")  # fmt: skip
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def check(
    pages: tuple[Path, ...], coverage: bool, explained: str | None, everything: bool, strict: bool, form: str
) -> None:
    """Check the pages without an export: what became of each block, what makes cards hard, what Anki will do.

    \b
    Examples:
      genai-cards check
      genai-cards check source/llm.md --coverage
      genai-cards check --explain source/llm.md:41
      genai-cards check --strict --format github

    Exit status: 0 clean · 1 errors, or no note, or none of a page that was named; with --strict anything
    that was found · 2 it could not run.
    """
    from genai_cards.reports import check as findings

    if explained is not None:
        for said in _explained(explained):
            click.echo(said)
        return
    work = asked_for(pages)
    built, _ = compiled(work, clock(), keep=True)
    found = findings.find(built, _checked(work, built), _allowed(work))
    for line in _lines(found, work, form, coverage, everything):
        click.echo(line)
    for line in without_lock(work):
        click.echo(line, err=True)
    if found.of(Severity.ERROR) or (strict and found.problems) or gave_nothing(work, pages, built):
        sys.exit(FOUND)


def _lines(found: Findings, work: Work, form: str, coverage: bool, everything: bool) -> Iterator[str]:
    """Give what was found in the form that was asked for."""
    from genai_cards.reports import check as findings

    if form == "json":
        yield findings.as_json(found)
    elif form == "github":
        yield from (findings.as_github(problem, _in_repository(work)) for problem in found.problems)
    else:
        yield from findings.as_text(found, coverage, everything)


def _checked(work: Work, built: Build) -> tuple[Diagnostic, ...]:
    """Check the pages that were asked for: the other pages, the lock and the last package are known to it, too."""
    from genai_cards import checks
    from genai_cards.checks.facts import Facts
    from genai_cards.page.references import links

    mine = {note.guid for note in built.notes}
    documents = tuple(page.document for page in built.pages if page.document is not None and not page.silent)
    folders = {page.path: page.file.parent for page in work.asked}
    linked = [(document.path, target) for document in documents for target, _ in links(document)]
    facts = Facts(
        drafts=tuple(note.draft for note in built.notes),
        settings=work.settings.check,
        documents=documents,
        others=tuple(c.note.draft for c in built.changes if c.note is not None and c.guid not in mine),
        skipped=built.of(Severity.SKIPPED),
        missing=missing(linked, folders),
        year=time.gmtime(clock()).tm_year,
        notes=built.notes,
        changes=[c for c in built.changes if c.note is None or c.note.draft.at.path in folders],
        packaged=_packaged(work, built),
    )
    return checks.find(facts, each_export=False)


def _packaged(work: Work, built: Build) -> dict[str, str]:
    """Give the text of cloze notes by GUID, as the last package has it."""
    if work.memory is None or not any(note.draft.note_type.cloze for note in built.notes):
        return {}
    file = package_file(None, work.memory.output, package_name((), work))
    return {guid: note.fields["Text"] for guid, note in package_notes(file).items() if note.note_type.cloze}


def _allowed(work: Work) -> list[Allowance]:
    """Give what the project allows; whether that is needed can be seen from all of its pages alone."""
    at = Location(SETTINGS_FILE, work.settings.check.allow_line)
    return [Allowance(code, at, "", needed=work.read == work.asked) for code in work.settings.check.allow]


def _in_repository(work: Work) -> str:
    """Give the folder that the pages' paths are from, within the repository that GitHub has checked out."""
    here = work.home.root.resolve() if work.home else Path.cwd()
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return here.relative_to(top).as_posix() if here.is_relative_to(top) else ""


def _explained(place: str) -> Iterator[str]:
    """Say what became of the block at FILE:LINE."""
    from genai_cards.checks.explain import explain
    from genai_cards.page.outline import outline
    from genai_cards.reports import check as findings

    name, _, line = place.rpartition(":")
    if not name or not re.fullmatch("[1-9][0-9]{0,8}", line):
        raise Stop(f"“{place}” is no place in a page", "write the page and the line: source/llm.md:41")
    work = asked_for([Path(name)])
    built, _ = compiled(work, clock(), keep=True)
    (page,), (ledger,) = built.pages, findings.ledgers(built)
    assert page.document is not None
    assert page.source is not None
    if int(line) > len(page.document.lines):
        raise Stop(f"{page.path} has {len(page.document.lines)} lines", "name one of them")
    return explain(ledger, outline(page.document, page.source), int(line), built.notes)
