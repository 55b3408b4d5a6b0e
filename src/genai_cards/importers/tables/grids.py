"""Tables in pasted text, in all the ways that browsers and text extractors leave them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from genai_cards.diagnostics import Diagnostic, Location, warning
from genai_cards.importers.page import Block, Code, Comment, Definitions, LeftOut, Paragraph, Table
from genai_cards.importers.pasted.lines import ANSWER, BULLET, EXPLANATION, NUMBER, QUESTION, Line
from genai_cards.importers.tables import glued
from genai_cards.importers.tables.heads import is_a_row, is_titled, may_head, names_columns
from genai_cards.importers.tables.looks import glance, heads_a_table, seamed_lines
from genai_cards.language.marks import OPTION

LONGEST_ROW = 10_000
"""Characters of a line; what is longer is no row of a table."""

MOST_ROWS = 400
"""Lines of a table; what follows is a table of its own."""

LONGEST_SHORT = 8
"""Characters of a short form that is glued to what it stands for."""

_RULE = re.compile(r"(?=.*[-=]{2})[|+:=\s-]+")
_DASHES = re.compile(r":?-{2,}:?")
_BAR = re.compile(r"(?<!\\)\|")
_SEAM = re.compile(r"[^\W\dA-Z_][A-Z]|[)\]%.!?”;:+][^\W\d_a-z]|[)\]%+]\w|\d[A-Z]|[a-z]\d|\w[$€£]|[A-Z]{2}[A-Z][a-z]")
"""Where cells may have met: in `ModelSpeed`, `5.Yes`, `16GB$40`."""

_GAP = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that was found."""

    blocks: tuple[Block, ...]
    taken: int
    """How many lines it has."""

    problems: tuple[Diagnostic, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


NO_TABLE = Grid((), 0)
"""Lines that looked as if their cells had met, and are no table."""


def read_grid(
    lines: Sequence[Line],
    index: int,
    words: Counter[str],
    columns: Sequence[Sequence[str]],
    path: str,
    *,
    is_tired: bool = False,
) -> Grid | None:
    """Read the table that begins at an index; None where there is none.

    `words` are those that stand free on the page, counted; `columns` the headers that a person gave. It is NO_TABLE
    where the lines were weighed as a glued table, which is dear; with `is_tired` only those below glued heads are.
    """
    first = lines[index]
    starts = first.gap > 0
    below_title = index > 0 and lines[index - 1].gap > 0 and lines[index - 1].is_bare
    if not (starts or below_title or _SEAM.search(first.text) or any(sign in first.raw for sign in ("|", "\t", "  "))):
        return None
    if not (starts or below_title) and index > 1 and all(_SEAM.search(line.text) for line in lines[index - 2 : index]):
        return None  # the rows of what was no table from its first line on
    run = _run(lines, index)
    if len(run) < 2:
        return None
    inside = (
        index > 0 and not starts and any(sign in first.raw and sign in lines[index - 1].raw for sign in ("|", "\t"))
    )
    for reader in () if inside else (_bars, _tabs, _aligned):
        found = reader(run, path)
        if found:
            return found if _has_heads(found, lines, index) else None
    if any(sign in first.raw.strip() for sign in ("\t", "|")) or all(OPTION.match(line.text) for line in run[:2]):
        return None  # choices: `A. useState`
    is_weighed = not is_tired or heads_a_table(first.text, words)
    grid = _glued(run, words, columns, path, None if starts else lines[index - 1]) if is_weighed else None
    spaced = _by_spaces(run, path) if starts and not (grid and grid.blocks) else None
    return spaced or grid


def _has_heads(grid: Grid, lines: Sequence[Line], index: int) -> bool:
    """Say whether the first row of a table names its columns; where it does not, the rows are records of their own."""
    table = next((block for block in grid.blocks if isinstance(block, Table)), None)
    if table is None or any(_RULE.fullmatch(line.text) for line in lines[index + 1 : index + 2]):
        return True
    if len(table.header) == 2:
        above = " ".join(line.text for line in (*lines[: min(3, index)], *lines[max(0, index - 1) : index]))
        return names_columns(table.header) or may_head(table.header) or is_titled(above, table.header)
    return not is_a_row(table.header, table.rows)


def free_words(lines: Sequence[Line]) -> Counter[str]:
    """Count the words that stand free on a page: not those of rows that have no space between their cells."""
    seamed = [_SEAM.search(line.text) is not None for line in lines]
    found: Counter[str] = Counter()
    for place, line in enumerate(lines):
        above = place > 0 and line.gap == 0 and seamed[place - 1]
        below = place + 1 < len(lines) and lines[place + 1].gap == 0 and seamed[place + 1]
        if not (seamed[place] and (above or below)):
            found.update(line.text.split())
    return found


def _run(lines: Sequence[Line], start: int) -> Sequence[Line]:
    """Give the lines that stand together with the one at an index."""
    end = start + 1
    longest = min(len(lines), start + MOST_ROWS)
    while end < longest and lines[end].gap == 0 and len(lines[end].text) <= LONGEST_ROW:
        end += 1
    return lines[start:end]


def _bars(run: Sequence[Line], path: str) -> Grid | None:
    """Cells between bars: with a rule below the header or without, with bars at the ends or without."""
    end = next((place for place, line in enumerate(run) if not _BAR.search(line.text)), len(run))
    run = run[:end]
    has_rule = len(run) > 1 and _RULE.fullmatch(run[1].text) is not None and "-" in run[1].text
    spaced = all(re.search(r"(?:^|\s)\||\|(?:\s|$)", line.text) for line in run)
    if len(run) < 2 or not (has_rule or spaced):
        return None
    rows = [(line, _bar_cells(line.text)) for line in run if not _RULE.fullmatch(line.text)]
    return _grid(rows, len(run), path) if len(rows) > 1 and len(rows[0][1]) > 1 else None


def _bar_cells(text: str) -> list[str]:
    text = text.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(text)]


def _tabs(run: Sequence[Line], path: str) -> Grid | None:
    """Cells between tabs, or between two tabs each."""
    end = next((place for place, line in enumerate(run) if "\t" not in line.raw.strip(" ")), len(run))
    run = run[:end]
    if len(run) < 2:
        return None
    raws = [line.raw.strip(" ") for line in run]
    tabs = [tab for raw in raws for tab in re.findall(r"\t+", raw.strip("\t"))]
    separator = "\t\t" if tabs and all(len(tab) % 2 == 0 for tab in tabs) else "\t"
    rows = [(line, [cell.strip() for cell in raw.split(separator)]) for line, raw in zip(run, raws, strict=True)]
    return _grid(rows, len(run), path) if len(rows[0][1]) > 1 else None


def _aligned(run: Sequence[Line], path: str) -> Grid | None:
    """Cells that begin below each other, two spaces or more between them."""
    end = next((place for place, line in enumerate(run) if not _GAP.search(line.text)), len(run))
    run = [line for line in run[:end] if not _RULE.fullmatch(line.text)]
    if len(run) < 3:
        return None
    starts = [match[0] for match in _pieces(run[0].raw)]
    rows = []
    for line in run:
        cells = [""] * len(starts)
        for start, text in _pieces(line.raw):
            column = min(range(len(starts)), key=lambda place: abs(starts[place] - start))
            if abs(starts[column] - start) > 1 or cells[column]:
                return None
            cells[column] = text
        rows.append((line, cells))
    return _grid(rows, end, path) if len(starts) > 1 else None


def _pieces(raw: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0].strip()) for match in re.finditer(r"\S+(?: \S+)*", raw.expandtabs(4))]


def _grid(rows: Sequence[tuple[Line, list[str]]], taken: int, path: str) -> Grid | None:
    """Make a table of rows; what may have shifted is not taken for a cell, and what is one too many is shown."""
    rows = [row for row in rows if not all(map(_DASHES.fullmatch, row[1]))]
    if len(rows) < 2:
        return None
    width = max(len(rows[0][1]), *(_filled(cells) for _, cells in rows))
    wide = [(line, (cells + [""] * width)[:width]) for line, cells in rows]
    used = [place for place in range(width) if any(cells[place] for _, cells in wide)]
    wide = [(line, [cells[place] for place in used]) for line, cells in wide]
    names = [line for line, cells in wide[1:] if _filled(cells) > _filled(wide[0][1])]
    if names:
        return _lost(rows, taken, path, f"the row in line {names[0].number} has more cells than the header")
    trusted = _trusted([cells for _, cells in wide])
    table = Table(
        header=tuple(wide[0][1][:trusted]),
        rows=tuple(tuple(cells[:trusted]) for _, cells in wide[1:]),
        lines=tuple(line.number for line, _ in wide),
    )
    if trusted == len(wide[0][1]):
        return Grid((table,), taken)
    message = f"cells behind the column “{wide[0][1][trusted - 1]}” may have shifted: an empty one is missing"
    hint = "put the other columns back from the comment below the table, if they matter"
    rest = "\n".join(" | ".join(cells[trusted:]) for _, cells in wide)
    comment = Comment(f"The other columns, row by row as they were pasted:\n{rest}", wide[0][0].number)
    return Grid((table, comment), taken, (warning("cells-shifted", Location(path, table.line), message, hint),))


def _filled(cells: Sequence[str]) -> int:
    """Give the number of cells up to the last one that is not empty."""
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _trusted(rows: Sequence[Sequence[str]]) -> int:
    """Give how many columns are surely those of the header.

    A row that ends early, on a value that is the usual one of a later column, has lost an empty cell before it.
    """
    width = len(rows[0])
    for place, row in enumerate(rows[1:], 1):
        last = _filled(row) - 1
        if 0 < last < width - 1:
            others = [other for number, other in enumerate(rows[1:], 1) if number != place]
            usual = (Counter(other[column] for other in others) for column in range(last + 1, width))
            if any(values[row[last]] > 0 and row[last] for values in usual):
                width = last
    return width


def _lost(rows: Sequence[tuple[Line, list[str]]], taken: int, path: str, why: str) -> Grid:
    line = rows[0][0]
    text = "\n".join(row.raw.rstrip() for row, _ in rows)
    return _fenced(line, text, taken, path, why)


def _fenced(line: Line, text: str, taken: int, path: str, why: str) -> Grid:
    hint = "write it as a Markdown table; if its cells have nothing between them, import with --columns 'A | B | C'"
    problem = warning("table-lost", Location(path, line.number), f"a table that could not be recovered: {why}", hint)
    return Grid((Code(text, line.number, "text"),), taken, (problem,))


def _glued(
    run: Sequence[Line], words: Counter[str], columns: Sequence[Sequence[str]], path: str, above: Line | None
) -> Grid | None:
    """Cells with nothing between them; `above` is the line right above, which may be the header instead."""
    given = next((tuple(header) for header in columns if spells(header, run[0].text)), None)
    names = all(line.text.isalpha() for line in run[:3])
    headed = not given and not names and heads_a_table(run[0].text, words)
    run = _plain(run) if given else _headed(run, words) if headed else _plain(_seamed(run))
    texts = [line.text for line in run]
    if len(run) < 2:
        return None
    words = words - Counter(word for text in texts for word in text.split())  # a row is no witness for itself
    seen = None if given else glance(texts, words)
    looks_so = given is not None or seen is not None
    if not (looks_so or (headed and len(run) > 2)):
        return NO_TABLE
    pairs = [] if given else _short_forms(texts)
    if pairs:
        entries = [(short, (Paragraph(long, line.number),)) for line, (short, long) in zip(run, pairs, strict=True)]
        return Grid((Definitions(tuple(entries), run[0].number),), len(run))
    cuts = glued.cut_table(texts, words, given, seen) if looks_so else ()
    sure = sorted(cut.confidence for cut in cuts[1:])
    if not cuts or (not given and sure[len(sure) // 2] < glued.LOST):
        return _fenced(run[0], "\n".join(texts), len(run), path, "nothing says where its cells end")
    table: Block = Table(cuts[0].cells, tuple(cut.cells for cut in cuts[1:]), tuple(line.number for line in run))
    doubtful = [(line, cut) for line, cut in zip(run, cuts, strict=True) if cut.confidence < glued.THRESHOLD]
    problems = [_doubt(line, cut, path) for line, cut in doubtful]
    if above and not given and not above.is_bare and not above.ends_sentence:
        message = f"this line is taken for the header of a table, but it may be the one above: {above.text}"
        hint = "put it into the table, or import with --columns 'A | B | C'"
        problems.insert(0, warning("cut-doubtful", Location(path, run[0].number), message, hint))
    if not problems:
        return Grid((table,), len(run))
    comment = Comment(_doubts(doubtful), run[0].number)
    return Grid((comment, table), len(run), tuple(problems))


def _short_forms(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Give short forms and what they stand for, where each line is both, `DOFDepth of field`: none is a header."""
    pairs = [pair for pair in map(_spelled, lines) if pair]
    return pairs if len(pairs) == len(lines) and not names_columns(pairs[0]) else []


def _spelled(line: str) -> tuple[str, str] | None:
    """Cut a line into the longest short form and words, with a capital first, that hold its letters in order."""
    for end in range(min(LONGEST_SHORT, len(line.split(" ", 1)[0])), 1, -1):
        short, long = line[:end], line[end:]
        rest = iter(long.lower())
        if long[:1].isupper() and short[0] == long[0] and all(char in rest for char in short.lower() if char.isalpha()):
            return short, long
    return None


def _plain(run: Sequence[Line]) -> Sequence[Line]:
    """Give the lines up to one that opens something else."""
    openers = (BULLET, NUMBER, QUESTION, ANSWER, EXPLANATION)
    end = next((n for n, line in enumerate(run[1:], 1) if any(o.match(line.text) for o in openers)), len(run))
    return run[:end]


def _headed(run: Sequence[Line], words: Collection[str]) -> Sequence[Line]:
    """Give the lines of a table with glued heads: up to a blank one or, among sentences, as far as cells may meet."""
    if not any(line.ends_sentence for line in run):
        return run
    return run[: seamed_lines([line.text for line in run], words)]


def _seamed(run: Sequence[Line]) -> Sequence[Line]:
    """Give the lines up to two without any place where cells may have met."""
    if not _SEAM.search(run[0].text):
        return ()
    for end, (line, after) in enumerate(itertools.pairwise(run)):
        if not _SEAM.search(line.text) and not _SEAM.search(after.text):
            return run[:end]
    return run


def spells(header: Sequence[str], line: str) -> bool:
    """Say whether the cells of a header, one behind the other, are the line."""
    return "".join(header) == line


def _doubts(doubtful: Sequence[tuple[Line, glued.Cut]]) -> str:
    lines = ["Its cells were pasted with nothing between them. Look at these rows, mend them below, delete this:"]
    for _, cut in doubtful:
        lines.append(f"taken: {' | '.join(cut.cells)}  ({cut.confidence:.0%} sure)")
        if cut.runner_up:
            lines.append(f"   or: {' | '.join(cut.runner_up)}")
    return "\n".join(lines)


def _doubt(line: Line, cut: glued.Cut, path: str) -> Diagnostic:
    message = f"the cells of this row are a guess ({cut.confidence:.0%} sure): {' | '.join(cut.cells)}"
    hint = f"it may be: {' | '.join(cut.runner_up)}" if cut.runner_up else "mend it in the page"
    return warning("cut-doubtful", Location(path, line.number), message, hint)


def _by_spaces(run: Sequence[Line], path: str) -> Grid | None:
    """A table whose cells are joined by one space each: nothing says where they end, so it is not guessed."""
    run = _plain(run)
    if len(run) < 4 or any(line.ends_sentence or not 3 <= line.words <= 12 for line in run):
        return None
    if run[0].asks or any(re.search(r"\d", word) for word in run[0].text.split()):
        return None
    ends = [re.search(r"\d[\d.,]*\s*\S{0,3}$", line.text) is not None for line in run[1:]]
    if sum(ends) < 0.8 * len(ends):
        return None
    text = "\n".join(line.raw.rstrip() for line in run)
    return _fenced(run[0], text, len(run), path, "its cells are joined by spaces")
