"""The command line: the screen, the clock, the exit status."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from genai_cards import __version__
from genai_cards.diagnostics import Severity, Stop

if TYPE_CHECKING:
    from genai_cards.build import Build
    from genai_cards.checks.allow import Allowance
    from genai_cards.diagnostics import Diagnostic
    from genai_cards.identity.assign import Change
    from genai_cards.identity.lock import Lock
    from genai_cards.importers import Imported
    from genai_cards.project.pages import PageFile, Project
    from genai_cards.settings.values import ProjectSettings
    from genai_cards.source import Source

FOUND = 1
"""Exit status: errors, or a page without notes."""

COULD_NOT_RUN = 2

TIMES = (1, 4102444800)
"""Seconds since 1970 that a note may have; the last is the year 2100."""

PATH = click.Path(path_type=Path, readable=False)
"""A file or a folder; that it can be read is not click's to check: all errors are shown, with hints."""

PATIENCE = 1.0
"""Seconds until a progress bar is shown."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="genai-cards")
def commands() -> None:
    """Turn the pages you learn from into Anki decks.

    \b
    Example:
      genai-cards export        all pages of source/ → a deck in output/
    """


@commands.command()
@click.argument("pages", nargs=-1, metavar="[PAGE|FOLDER]...", type=PATH)
@click.option("-o", "--output", metavar="FILE|FOLDER", type=PATH, help="Write there.")
@click.option("--deck", metavar="NAME", help="Put the pages' decks below this one.")
@click.option("--tag-retired", is_flag=True, help="Write a package, too, that tags retired notes in Anki.")
@click.option("--touch", metavar="TEXT", help="Count notes that hold this text as changed, so that the import"
              " replaces them; “*”: all.")  # fmt: skip
@click.option("--now", type=click.IntRange(*TIMES), metavar="SECONDS",
              help="Take this time (seconds since 1970) for the clock's; SOURCE_DATE_EPOCH does the same.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the same facts for programs.")
@click.option("-q", "--quiet", "amount", flag_value="quiet", help="Print problems only.")
@click.option("-v", "--verbose", "amount", flag_value="verbose", help="Say of each block that made no card why.")
def export(
    pages: tuple[Path, ...],
    output: Path | None,
    deck: str | None,
    tag_retired: bool,
    touch: str | None,
    now: int | None,
    as_json: bool,
    amount: str | None,
) -> None:
    """Make an Anki package of pages.

    Without arguments: of all pages in the project's source folder, into its output folder. The project is the
    nearest folder, from here upwards, with a genai-cards.toml or a folder named source.

    \b
    Examples:
      genai-cards export
      genai-cards export source/llm.md -o llm.apkg
      genai-cards export notes/ --deck Biology --verbose

    Exit status: 0 the package is written · 1 errors, and nothing is written, or a page without notes ·
    2 it could not run.
    """
    from genai_cards.identity import assign as identity
    from genai_cards.identity import lock
    from genai_cards.project import pages as project
    from genai_cards.reports import changes as outcomes
    from genai_cards.reports import export as report
    from genai_cards.targets import apkg

    _expect_few_cycles()
    work = _work(pages, deck)
    file = project.package_file(output, work.home.output if work.home else Path(), _name(pages, work))
    retired = file.with_name(f"{file.stem}-retired.txt")
    told: list[str] = []
    with project.alone(work.home):
        built, remembered = _build(work, _now(now), touch or "")
        size = None
        if built.notes and not built.of(Severity.ERROR):
            content = apkg.render(built.decks)
            size = len(content)
            files, text = [(file, content)], ""
            if work.memory:  # the lock takes its place first: what only it knows, the next export makes again
                text = outcomes.retired_text(built.lock.entries)
                before, told = _beside(file, built.lock, text, tag_retired)
                files = [*before, *files]
                dumped = lock.dump(built.lock)
                files = [(work.memory.lock, dumped.encode()), *files] if dumped != remembered else files
            project.write_whole(*files)
            if work.memory and not text:
                project.forget(retired)
                project.forget(_kept(file))
        if touch and work.memory and not identity.touches(touch, built.changes):
            told.append(f"No note holds “{touch}”: none was touched.")
    history = [*_history(work, built, remembered, _from_here(retired).as_posix()), *told]
    if as_json:
        click.echo(report.as_json(built, file if size else None))
    else:
        _print(built, file, size, amount, history if size else [])
    for page in filter(lambda page: project.is_foreign(page.file), work.asked):
        click.echo(
            f"{page.path} is no Markdown: run `genai-cards import {page.path}`, review the page, export that.", err=True
        )
    _exit(built)


@dataclasses.dataclass(frozen=True, slots=True)
class _Work:
    """What the arguments ask for."""

    home: Project | None
    """The project that the pages are in."""

    memory: Project | None
    """The project whose lock is about them."""

    settings: ProjectSettings
    asked: tuple[PageFile, ...]
    """The pages that go into the decks."""

    read: tuple[PageFile, ...]
    """The pages to read: of a project with a lock all, or notes of the others would seem to be gone."""


def _work(pages: Sequence[Path], deck: str | None = None) -> _Work:
    from genai_cards.project import pages as project
    from genai_cards.settings.values import ProjectSettings

    home = project.find_project(Path.cwd())
    if home is not None and not project.contains(home, pages):
        home = None
    asked = project.find_pages(pages, home)
    settings = home.settings if home else ProjectSettings()
    if deck is not None:
        settings = dataclasses.replace(settings, deck=deck)
    memory = home if home and project.remembers(home, asked) else None
    return _Work(home, memory, settings, asked, project.find_pages([], memory) if memory and pages else asked)


def _build(work: _Work, now: int, touch: str = "", *, keep: bool = False) -> tuple[Build, str | None]:
    """Compile the pages against the lock; give the lock's text, too. `keep` is the compiler's."""
    from genai_cards import build as compiler
    from genai_cards.identity import lock
    from genai_cards.project import pages as project
    from genai_cards.project.media import library

    remembered = project.read_lock(work.memory) if work.memory else None
    before, problems = lock.load(remembered, project.LOCK_FILE) if remembered is not None else (lock.Lock(), ())
    asked = {page.path for page in work.asked} if work.read != work.asked else None
    others = work.memory.settings if work.memory else None
    built = compiler.build(
        _watched(work.read),
        work.settings,
        now,
        before,
        asked=asked,
        others_settings=others,
        touch=touch,
        library=library(work.read, work.home),
        keep=keep,
    )
    found = (*(work.home.problems if work.home else ()), *problems, *built.diagnostics)
    return dataclasses.replace(built, diagnostics=found), remembered


def _kept(file: Path) -> Path:
    """Give the file that keeps what retired notes held: the package that replaces the last one does not have them."""
    return file.with_name(f".{file.stem}-retired.apkg")


def _beside(file: Path, lock: Lock, text: str, tag_retired: bool) -> tuple[list[tuple[Path, bytes]], list[str]]:
    """Give the files about retired notes, which take their places before the package `file`, and what to say."""
    from genai_cards import build as compiler
    from genai_cards.identity import assign as identity
    from genai_cards.targets import apkg

    if not text:
        return [], ["No retired note to tag."] if tag_retired else []
    tags = file.with_name(f"{file.stem}-retired.apkg")
    notes, unknown = identity.tagged_as_retired(lock, _values(_kept(file)) | _values(file))
    files, told = [(file.with_name(f"{file.stem}-retired.txt"), text.encode())], []
    if notes:
        package = apkg.render(compiler.decks_of(notes))
        files += [(path, package) for path in (_kept(file), *([tags] if tag_retired else []))]
        told = [f"Wrote {_from_here(tags)}: its import tags {len(notes)} notes with {identity.RETIRED_TAG}."]
    if unknown:
        told.append(f"{unknown} retired notes are in no package of before, so that they cannot be tagged.")
    return files, told if tag_retired else []


def _values(file: Path) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Read the notes of a package; none where it is not there or is not ours."""
    from genai_cards.project import pages as project
    from genai_cards.targets import apkg

    with contextlib.suppress(Stop):
        return apkg.values(project.read_file(file), file.name)
    return {}


def _history(work: _Work, built: Build, remembered: str | None, retired: str) -> list[str]:
    """Say what the export means for notes that people already study."""
    from genai_cards.reports import changes as outcomes

    if work.memory is None:
        return ["No lock: outside a project's source folder a note keeps its history only while its question stays."]
    if remembered is None:
        return ["Made genai-cards.lock: it remembers which note is which. Commit it with the pages."]
    return outcomes.after_export(built.changes, retired)


def _exit(built: Build) -> None:
    from genai_cards import build as compiler

    if built.of(Severity.ERROR) or any(problem.code == compiler.NO_NOTES for problem in built.diagnostics):
        sys.exit(FOUND)


def _print(built: Build, file: Path, size: int | None, amount: str | None, history: Sequence[str]) -> None:
    from genai_cards.reports import export as report

    _problems(built)
    if amount == "verbose":
        for problem in built.of(Severity.SKIPPED):
            click.echo(str(problem))
    if amount != "quiet":
        click.echo(report.as_text(built, _from_here(file), size, verbose=amount == "verbose"))
        for line in history:
            click.echo(line)


def _problems(built: Build) -> None:
    for severity, colour in ((Severity.WARNING, "yellow"), (Severity.ERROR, "red")):
        for problem in built.of(severity):
            click.secho(str(problem), err=True, fg=colour)


def _name(arguments: Sequence[Path], work: _Work) -> str:
    """Name the package: after the one page or folder that was asked for, else after the root deck."""
    if len(arguments) == 1:
        argument = arguments[0].resolve()
        return argument.name if argument.is_dir() else argument.stem
    if arguments:
        return f"{work.asked[0].file.stem}-and-{len(work.asked) - 1}-more"
    return work.settings.deck


def _from_here(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def _now(option: int | None) -> int:
    """Give the time that notes get, in seconds since 1970."""
    if option is not None:
        return option
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return int(time.time())
    if not epoch.isascii() or not epoch.isdigit() or not TIMES[0] <= int(epoch) <= TIMES[1]:
        raise Stop(f"SOURCE_DATE_EPOCH={epoch} is no time", "give whole seconds since 1970")
    return int(epoch)


def _watched(files: Sequence[PageFile]) -> Iterator[Source]:
    """Read the pages; show how far it is when it takes long and a person is watching."""
    from genai_cards.project import pages as project

    if not sys.stderr.isatty():
        yield from map(project.read_page, files)
        return
    started = time.monotonic()
    waiting = iter(enumerate(files))
    for _, file in waiting:
        yield project.read_page(file)
        if time.monotonic() - started > PATIENCE:
            break
    rest: Iterable[PageFile] = [file for _, file in waiting]
    with click.progressbar(rest, label="Reading pages", file=sys.stderr) as bar:
        yield from map(project.read_page, bar)


@commands.command("import", short_help="Make a Markdown page of a pasted or saved web page.")
@click.argument(
    "page", metavar="PAGE.txt|PAGE.html|-", type=click.Path(path_type=Path, allow_dash=True, readable=False)
)
@click.option("-o", "--output", metavar="FILE.md", type=PATH, help="Write there.")
@click.option("--title", metavar="TITLE", default="", help="Title of the page; else the one that it shows.")
@click.option("--columns", metavar="'A | B | C'", multiple=True,
              help="Header of a table whose cells are glued; may be given more than once.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite a page that is there.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print the page.")
@click.option("--now", type=click.IntRange(*TIMES), metavar="SECONDS",
              help="Take this time (seconds since 1970) for the clock's; SOURCE_DATE_EPOCH does the same.")  # fmt: skip
def import_command(
    page: Path, output: Path | None, title: str, columns: tuple[str, ...], force: bool, dry_run: bool, now: int | None
) -> None:
    """Make a clean Markdown page of text copied from a browser, or of a saved web page.

    The page goes into the project's source folder, to be read, corrected and exported. What is left out is listed,
    and what is a guess is marked in the page. A page that is there is never overwritten without --force.

    \b
    Examples:
      genai-cards import cells.txt
      genai-cards import saved.html -o source/cells.md
      genai-cards import cells.txt --columns 'Model | Speed | Weakness'
      pbpaste | genai-cards import - --title "Cells"

    Exit status: 0 the page is written · 1 errors, and nothing is written · 2 it could not run.
    """
    from genai_cards.importers.tables.glued import MOST_COLUMNS
    from genai_cards.project import pages as project
    from genai_cards.reports import export as report

    _expect_few_cycles()
    named = str(page) != "-"
    content = project.read_file(page) if named else sys.stdin.buffer.read()
    path = page.as_posix() if named else "-"
    headers = [[cell.strip() for cell in header.strip().strip("|").split("|")] for header in columns]
    for header in headers:
        if not 2 <= len(header) <= MOST_COLUMNS or not all(header):
            given = " | ".join(header)
            raise Stop(f"--columns '{given}' does not name 2 to {MOST_COLUMNS} columns", "write them as 'A | B | C'")
    date = time.strftime("%Y-%m-%d", time.gmtime(_now(now)))
    made = project.import_foreign(content, path, page.parent, date, title, headers)
    failed = [problem for problem in made.problems if problem.severity is Severity.ERROR]
    for problem in failed:
        click.secho(str(problem), err=True, fg="red")
    if failed:
        sys.exit(FOUND)
    file = output or _page_file(page.stem if named else made.title or "page")
    if file.is_dir():
        raise Stop(f"{_from_here(file)} is a folder", "-o names the page to write, as source/cells.md")
    if named and made.counts and file.exists() and file.samefile(page):
        raise Stop(f"{_from_here(file)} is the file to import", "-o names the page to write, as source/cells.md")
    if dry_run:
        click.echo(made.text, nl=False)
    elif file.is_file() and project.read_file(file) == made.text.encode():
        click.echo(f"{_from_here(file)} is the same already.")
        return
    else:
        file = _write_page(made, file, page.parent, force)
    for line in report.imported(made, path, _from_here(file).as_posix(), written=not dry_run):
        click.echo(line, err=dry_run)


def _expect_few_cycles() -> None:
    """Look for cycles less often: trees have many objects and few cycles, and this saves a tenth of the time."""
    gc.set_threshold(50_000, 20, 50)


def _page_file(name: str) -> Path:
    """Give the file for an imported page: in the project's source folder, or in one that makes a project."""
    from genai_cards.project import pages as project
    from genai_cards.settings.values import ProjectSettings

    home = project.find_project(Path.cwd())
    return (home.source if home else Path(ProjectSettings().source)) / f"{project.free_name(name)}.md"


def _write_page(made: Imported, file: Path, folder: Path, force: bool) -> Path:
    """Write an imported page and its pictures; give the file, which is another one where the page was edited since."""
    from genai_cards import importers
    from genai_cards.project import pages as project
    from genai_cards.reports import export as report

    if file.exists() and not force:
        there = project.read_file(file).decode("utf-8", "replace")
        if importers.stamp(there) is None or not importers.is_edited(there):
            raise Stop(f"{_from_here(file)} is there already", "--force overwrites it, -o names another file")
        click.secho(f"{_from_here(file)} was edited since it was imported, and stays as it is.", err=True, fg="yellow")
        file = file.with_name(f"{file.name}{report.BESIDE}")
        if file.exists() and importers.is_edited(project.read_file(file).decode("utf-8", "replace")):
            hint = "take over what is better and delete it, or name another file with -o"
            raise Stop(f"{_from_here(file)} is there already, and was edited too", hint)
    pictures = ((file.parent / image.file, project.picture_file(folder, image.source)) for image in made.images)
    found = [(target, project.read_file(origin)) for target, origin in pictures]
    project.write_whole(*found, (file, made.text.encode()))
    return file


@commands.command(short_help="Say what an export would do; write nothing.")
@click.argument("pages", nargs=-1, metavar="[PAGE|FOLDER]...", type=PATH)
@click.option("--against", metavar="LOCK|DECK.apkg|REV", help="Compare with another lock, a package, or a revision.")
@click.option("--json", "as_json", is_flag=True, help="Print the same facts for programs.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where there is any difference.")
def diff(pages: tuple[Path, ...], against: str | None, as_json: bool, exit_code: bool) -> None:
    """Say what an export would do to the notes, and write nothing.

    Each note that is not as it was is shown with its place, its words that went [-so-] and came {+so+}, and what an
    import will do; doubtful ones with the command that settles them.

    \b
    Examples:
      genai-cards diff
      genai-cards diff --against HEAD~3
      genai-cards diff --against output/biology.apkg
    """
    from genai_cards.identity import lock
    from genai_cards.project import pages as project
    from genai_cards.reports import changes as outcomes

    work = _remembered(pages)
    built, remembered = _build(work, int(time.time()))
    changes: Sequence[Change] = _asked(work, built.changes)
    known = {entry.guid: entry for entry in lock.load(remembered or "", project.LOCK_FILE)[0].entries}
    if against is not None and not built.of(Severity.ERROR):
        changes = _against(against, work, built)
        known |= {change.guid: change.before for change in changes if change.before}
    _problems(built)
    if built.of(Severity.ERROR):
        sys.exit(FOUND)
    if as_json:
        click.echo(json.dumps(outcomes.as_json(changes), ensure_ascii=False, indent=2))
    else:
        for line in outcomes.differences(changes, _paint, known):
            click.echo(line)
        click.echo(outcomes.summary(changes, against or ""))
        for line in outcomes.moved_decks(changes):
            click.echo(line)
    if exit_code and outcomes.as_json(changes):
        sys.exit(FOUND)


def _remembered(pages: Sequence[Path] = ()) -> _Work:
    """Give what the arguments ask for; a Stop where no lock is about it."""
    work = _work(pages)
    if work.memory is None:
        raise Stop("only the pages of a project's source folder have a lock", "see “Project” in docs/pages.md")
    return work


def _asked(work: _Work, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes of the pages that were asked for."""
    if work.read == work.asked:
        return changes
    pages = {page.page for page in work.asked}
    return tuple(change for change in changes if change.after.trace.key.page in pages)


def _against(name: str, work: _Work, built: Build) -> tuple[Change, ...]:
    """Compare with another lock, a package or a revision."""
    from genai_cards.identity import assign as identity
    from genai_cards.identity import lock
    from genai_cards.project import pages as project
    from genai_cards.targets import apkg

    assert work.memory is not None
    if name.lower().endswith(".apkg"):
        values = apkg.values(project.read_file(Path(name)), name)
        found = identity.compare_values(values, built.lock, built.changes)
        return _asked(work, found)
    text = project.read_text(Path(name)) if Path(name).is_file() else project.read_revision(work.memory, name)
    before, problems = lock.load(text, name)
    if problems:
        raise Stop(f"{problems[0].at}: {problems[0].message}", problems[0].hint)
    return _asked(work, identity.compare(before, built.changes))


def _paint(text: str, colour: str) -> str:
    """Colour a text; click leaves the colours out where no terminal shows them."""
    return {
        "gone": click.style(text, fg="red"),
        "come": click.style(text, fg="green"),
        "doubt": click.style(text, fg="yellow"),
    }.get(colour, click.style(text, dim=True))


@commands.command(short_help="Account for every block; say what could be better. Write nothing.")
@click.argument("pages", nargs=-1, metavar="[PAGE|FOLDER]...", type=PATH)
@click.option("--coverage", is_flag=True, help="Print how much of each page became notes, and the blocks that did not.")
@click.option("--explain", "explained", metavar="FILE:LINE", help="Say what became of the block at a line, and why.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings and advice, too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
              help="Print text (the usual), the same facts for programs, or annotations for GitHub.")  # fmt: skip
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def check(pages: tuple[Path, ...], coverage: bool, explained: str | None, strict: bool, form: str) -> None:
    """Check the pages without an export: what became of each block, what makes cards hard, what Anki will do.

    \b
    Examples:
      genai-cards check
      genai-cards check source/llm.md --coverage
      genai-cards check --explain source/llm.md:41
      genai-cards check --strict --format github

    Exit status: 0 clean · 1 errors, or a page without notes; with --strict anything that was found ·
    2 it could not run.
    """
    from genai_cards import build as compiler
    from genai_cards.reports import check as findings

    if explained is not None:
        _explain(explained)
        return
    work = _work(pages)
    built, _ = _build(work, _now(None), keep=True)
    found = findings.find(built, (*_quality(work, built), *_forecast(work, built)), _allowed(work))
    if form == "json":
        click.echo(findings.as_json(found))
    elif form == "github":
        for problem in found.problems:
            click.echo(findings.as_github(problem, _in_repository(work)))
    else:
        for line in findings.as_text(found, coverage):
            click.echo(line)
    if found.of(Severity.ERROR) or any(strict or problem.code == compiler.NO_NOTES for problem in found.problems):
        sys.exit(FOUND)


def _quality(work: _Work, built: Build) -> tuple[Diagnostic, ...]:
    """Check the cards of the pages that were asked for; the other pages are known to it, too."""
    from genai_cards.checks import quality
    from genai_cards.project import pages as project

    mine = {note.guid for note in built.notes}
    documents = tuple(page.document for page in built.pages if page.document is not None)
    folders = {page.path: page.file.parent for page in work.asked}
    linked = [(document.path, target) for document in documents for target, _ in quality.links(document)]
    return quality.check(
        quality.Pages(
            drafts=tuple(note.draft for note in built.notes),
            settings=work.settings.check,
            documents=documents,
            others=tuple(c.note.draft for c in built.changes if c.note is not None and c.guid not in mine),
            skipped=built.of(Severity.SKIPPED),
            missing=project.missing(linked, folders),
            year=time.gmtime(_now(None)).tm_year,
        )
    )


def _forecast(work: _Work, built: Build) -> tuple[Diagnostic, ...]:
    """Say what Anki will do, compared with the lock and with the last package where there is one."""
    from genai_cards.checks import forecast
    from genai_cards.project import pages as project

    packaged: dict[str, str] = {}
    if work.memory is not None and any(note.draft.note_type.cloze for note in built.notes):
        file = project.package_file(None, work.memory.output, _name((), work))
        packaged = {guid: fields.split("\x1f")[0] for guid, (fields, _, _) in _values(file).items()}
    paths = {page.path for page in work.asked}
    changes = [change for change in built.changes if change.note is None or change.note.draft.at.path in paths]
    return forecast.check(forecast.Plans(built.notes, changes, packaged))


def _allowed(work: _Work) -> list[Allowance]:
    """Give what the project allows; whether that is needed can be seen from all of its pages alone."""
    from genai_cards.checks.allow import Allowance
    from genai_cards.diagnostics import Location
    from genai_cards.project import pages as project

    at = Location(project.SETTINGS_FILE, work.settings.check.allow_line)
    return [Allowance(code, at, "", needed=work.read == work.asked) for code in work.settings.check.allow]


def _in_repository(work: _Work) -> str:
    """Give the folder that the pages' paths are from, within the repository that GitHub has checked out."""
    here = work.home.root.resolve() if work.home else Path.cwd()
    top = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    return here.relative_to(top).as_posix() if here.is_relative_to(top) else ""


def _explain(place: str) -> None:
    """Say what became of the block at FILE:LINE."""
    from genai_cards.checks.explain import explain
    from genai_cards.page.outline import outline
    from genai_cards.reports import check as findings

    name, _, line = place.rpartition(":")
    if not name or not line.isdecimal() or int(line) < 1:
        raise Stop(f"“{place}” is no place in a page", "write the page and the line: source/llm.md:41")
    work = _work([Path(name)])
    built, _ = _build(work, _now(None), keep=True)
    (page,), (ledger,) = built.pages, findings.ledgers(built)
    assert page.document is not None
    assert page.source is not None
    if int(line) > len(page.document.lines):
        raise Stop(f"{page.path} has {len(page.document.lines)} lines", "name one of them")
    for said in explain(ledger, outline(page.document, page.source), int(line), built.notes):
        click.echo(said)


@commands.command(short_help="Rehearse an import in real Anki.")
@click.argument("packages", nargs=-1, metavar="[OLD.apkg NEW.apkg]", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print the same facts for programs.")
def verify(packages: tuple[Path, ...], as_json: bool) -> None:
    """Rehearse an import in real Anki, in a scratch collection: no card of yours is touched.

    The old package is imported, all its cards are studied, then the new one is imported. Without arguments: the
    package in the output folder, and what an export would write now. Needs the extra: pip install 'genai-cards[anki]'.

    \b
    Examples:
      genai-cards verify
      genai-cards verify before.apkg after.apkg

    Exit status: 0 all histories are kept · 1 some would be lost · 2 it could not run.
    """
    from genai_cards.anki import rehearsal
    from genai_cards.project import pages as project
    from genai_cards.reports import changes as outcomes

    if len(packages) == 2:
        old, new = map(project.read_file, packages)
    elif not packages:
        old, new = _last_and_next()
    else:
        raise click.UsageError("name two packages, or none")
    found = rehearsal.rehearse(old, new)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(note) for note in found], ensure_ascii=False, indent=2))
    else:
        for line in outcomes.rehearsed([(note.fate.value, note.guid, note.question) for note in found], _paint):
            click.echo(line)
    if any(note.fate in rehearsal.HISTORY_LOST for note in found):
        sys.exit(FOUND)


def _last_and_next() -> tuple[bytes, bytes]:
    """Give the package in the output folder, and what an export would write now."""
    from genai_cards.project import pages as project
    from genai_cards.targets import apkg

    work = _remembered()
    assert work.home is not None
    file = project.package_file(None, work.home.output, _name((), work))
    if not file.is_file():
        raise Stop(f"there is no {_from_here(file)} yet", "export first, or name two packages")
    built, _ = _build(work, int(time.time()))
    _problems(built)
    if built.of(Severity.ERROR):
        sys.exit(FOUND)
    return project.read_file(file), apkg.render(built.decks)


@commands.command(short_help="Settle a doubtful note: it is the one of before.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def accept(old: str, new: str) -> None:
    """Settle a doubtful note: the note NEW is the note OLD, and takes over its history.

    OLD and NEW are ids, as `genai-cards diff` and the field ID in Anki show them. The next export writes it.

    \b
    Example:
      genai-cards accept 82abf9a62fcd4bc1 65d0baebafeed5fc
    """
    from genai_cards.identity import assign as identity

    _settle(lambda built, before, now: identity.accept(before, built.changes, old, new, now))
    click.echo(f"{new} is {old} now; `genai-cards export` writes it.")


@commands.command(short_help="Settle a doubtful note: it is a new one.")
@click.argument("guid", metavar="ID")
def reject(guid: str) -> None:
    """Settle a doubtful note: it is not the note that it was taken for, and starts without history.

    ID is shown by `genai-cards diff`, and by the field ID in Anki. The next export writes it.

    \b
    Example:
      genai-cards reject 82abf9a62fcd4bc1
    """
    from genai_cards.identity import assign as identity

    _settle(lambda built, before, now: identity.reject(before, built.changes, guid, now))
    click.echo(f"{guid} is retired, and the note that was taken for it is new; `genai-cards export` writes it.")


def _settle(decide: Callable[[Build, Lock, int], Lock]) -> None:
    """Change the lock by a decision about the pages as they are."""
    from genai_cards.identity import lock
    from genai_cards.project import pages as project

    work = _remembered()
    assert work.memory is not None
    with project.alone(work.memory):
        now = _now(None)
        built, remembered = _build(work, now)
        _problems(built)
        if built.of(Severity.ERROR):
            sys.exit(FOUND)
        before, _ = lock.load(remembered or lock.dump(lock.Lock()), project.LOCK_FILE)
        project.write_whole((work.memory.lock, lock.dump(decide(built, before, now)).encode()))


@commands.command("lock", short_help="Check genai-cards.lock, or settle a merge.")
@click.option("--merge", is_flag=True, help="Join the two sides that git left in genai-cards.lock.")
def lock_command(merge: bool) -> None:
    """Check genai-cards.lock, or settle a merge that git could not.

    \b
    Example:
      genai-cards lock --merge
    """
    from genai_cards.identity import lock
    from genai_cards.project import pages as project

    work = _remembered()
    assert work.memory is not None
    with project.alone(work.memory):
        text = project.read_lock(work.memory)
        if text is None:
            raise Stop("there is no genai-cards.lock yet", "genai-cards export makes it")
        found, problems = (lock.merge if merge else lock.load)(text, project.LOCK_FILE)
        for problem in problems:
            click.secho(str(problem), err=True, fg="red")
        if problems:
            sys.exit(FOUND)
        if merge:
            project.write_whole((work.memory.lock, lock.dump(found).encode()))
    retired = sum(1 for entry in found.entries if entry.retired is not None)
    click.echo(f"genai-cards.lock is in order: {len(found.entries) - retired} notes, {retired} retired.")


def main() -> NoReturn:
    """Run the command line; the one place where an exception becomes an exit status."""
    try:
        commands(prog_name="genai-cards")
    except Stop as stop:
        click.secho(str(stop), err=True, fg="red")
        sys.exit(COULD_NOT_RUN)
    sys.exit(0)
