"""What an export has to say, as text and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from genai_cards.build import Build
from genai_cards.cards.kinds import KINDS
from genai_cards.cards.notes import Note
from genai_cards.diagnostics import Diagnostic, Severity, by_place
from genai_cards.importers import Imported
from genai_cards.reading import Page
from genai_cards.targets import PACKAGE, Target

BESIDE = ".new"
"""Behind the name of an imported page that was written beside an edited one."""

MOST_SHOWN = 80
"""Characters of a text that is only named."""

MAX_PAGES = 30
"""A longer table helps nobody; the totals stay."""


def as_text(built: Build, file: Path, size: int | None, target: Target = PACKAGE, verbose: bool = False) -> str:
    """Give the report for people; `size` is in bytes, None where nothing was written."""
    parts = [_table(built)]
    skipped = _skipped(built)
    if skipped:
        parts.append(skipped if verbose else f"{skipped} (--verbose lists them)")
    if size is None:
        parts.append("Nothing was written.")
    else:
        parts.append(f"Wrote {file} ({size / 1000:.0f} kB).")
        parts += [target.next, *target.missing(built.decks)]
    return "\n".join(parts)


def _table(built: Build) -> str:
    by_page = _notes_by_page(built)
    counts = _kinds(built.notes)
    header = ["page", "notes", "cards", *counts]
    rows = [_row(page.path, by_page.get(page.path, []), counts) for page in built.pages if not page.silent]
    if len(rows) > MAX_PAGES:
        rows = [*rows[: MAX_PAGES - 1], [f"… {len(rows) - MAX_PAGES + 1} more pages", *[""] * (len(header) - 1)]]
    if len(built.pages) > 1:
        rows.append(_row("total", built.notes, counts))
    return aligned([header, *rows])


def _notes_by_page(built: Build) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in built.notes:
        found.setdefault(note.draft.at.path, []).append(note)
    return found


def _row(name: str, notes: Sequence[Note], kinds: Iterable[str]) -> list[str]:
    counts = Counter(note.draft.key.kind for note in notes)
    cards = sum(len(note.cards()) for note in notes)
    return [name, str(len(notes)), str(cards), *(str(counts[kind] or "·") for kind in kinds)]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Give a table whose columns stand below each other; all but the first are numbers."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) if place == 0 else " " * (width - _width(cell)) + cell
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    """Give how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _skipped(built: Build) -> str:
    reasons = Counter(problem.code for problem in left_out(built))
    if not reasons:
        return ""
    total = sum(reasons.values())
    each = ", ".join(f"{count} {code}" for code, count in reasons.most_common())
    return f"{total} {'block' if total == 1 else 'blocks'} made no card: {each}"


def left_out(built: Build) -> Iterator[Diagnostic]:
    """Yield the reasons for what made no card; none of pages that are asked for none."""
    silent = {page.path for page in built.pages if page.silent}
    yield from (problem for problem in built.of(Severity.SKIPPED) if problem.at.path not in silent)


def as_json(built: Build, file: Path | None) -> str:
    """Give the report for programs; `package` is null where nothing was written."""
    by_page = _notes_by_page(built)
    facts = {
        "package": file.as_posix() if file else None,
        "notes": len(built.notes),
        "cards": sum(len(note.cards()) for note in built.notes),
        "kinds": _kinds(built.notes),
        "outcomes": dict(sorted(Counter(change.outcome.value for change in built.changes).items())),
        "pages": [_page(page, by_page.get(page.path, [])) for page in built.pages],
        "problems": [problem.as_json() for problem in built.diagnostics if problem.severity is not Severity.SKIPPED],
        "skipped": [problem.as_json() for problem in built.of(Severity.SKIPPED)],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _page(page: Page, notes: Sequence[Note]) -> dict[str, object]:
    return {
        "path": page.path,
        "title": page.title,
        "deck": page.deck,
        "notes": len(notes),
        "cards": sum(len(note.cards()) for note in notes),
        "kinds": _kinds(notes),
    }


def _kinds(notes: Iterable[Note]) -> dict[str, int]:
    counts = Counter(note.draft.key.kind for note in notes)
    return {kind.name: counts[kind.name] for kind in KINDS if counts[kind.name]}


def imported(made: Imported, path: str, page: str, notes: int, written: bool) -> list[str]:
    """Give the lines that say what an import found in `path`, left out, guessed, and what to do with `page`.

    `notes` is how many an export would make of the page.
    """
    lines = [f"{'Wrote' if written else 'Would write'} {page}: {_counted(made.counts)}."]
    if not made.counts:
        lines = [f"{'Wrote' if written else 'Would write'} {page}: {path} is Markdown already, and stays as it is."]
    if made.left_out:
        lines.append(f"Left out of {path}:")
        lines += [f"  {path}:{part.line}: {part.why}: {_shortened(part.text)}" for part in made.left_out]
    looks = by_place(made.at_page(problem, page) for problem in made.problems)
    if looks:
        lines.append(f"Look at {len(looks)} {'place' if len(looks) == 1 else 'places'}:")
        lines += [f"  {line}" for problem in looks for line in str(problem).split("\n")]
    lines.append(f"It gives {notes} {'note' if notes == 1 else 'notes'} as it is.")
    if written and page.endswith(BESIDE):
        lines.append(f"Next: compare it with {page.removesuffix(BESIDE)}, and take over what is better.")
    elif written:
        lines.append(f"Next: read it and correct it, then: genai-cards export {page}")
    return lines


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {_plural(kind) if count != 1 else kind}" for kind, count in counts.items())


def _plural(kind: str) -> str:
    first, *rest = kind.split(" of ")
    return " of ".join((f"{first}s", *rest))


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
