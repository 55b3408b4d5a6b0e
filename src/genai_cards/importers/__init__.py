"""Foreign text → Markdown page: text copied from a web page, and saved web pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from genai_cards.diagnostics import Diagnostic, Location, Severity, error, warning
from genai_cards.importers.page import (
    Block,
    Code,
    Definitions,
    Heading,
    Image,
    LeftOut,
    Listing,
    Markup,
    Paragraph,
    Question,
    Quote,
    Reading,
    Table,
)
from genai_cards.importers.pasted.lines import lines_of
from genai_cards.importers.write import Line, write
from genai_cards.source import PAGE_SUFFIXES, Source, decode

_STAMP = re.compile(r"^imported: (\d{4}-\d\d-\d\d) ([0-9a-f]{12})$", re.MULTILINE)
_HEADINGS = re.compile(r"^#{1,6} \S", re.MULTILINE)
_RULED = re.compile(r"^\|(?:\s*:?-{3,}:?\s*\|){2,}\s*$", re.MULTILINE)
_FENCED = re.compile(r"^```\w*$", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")
_LINKED = re.compile(r"\[[^\]\n]{1,200}\]\(\S{1,500}\)")
_FRONT_MATTER = re.compile(r"---\n.*?^---$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """A Markdown page made of foreign text."""

    text: str
    title: str
    lines: tuple[int, ...]
    """For each line of the page the line of the foreign text that it came from; 0 in the front matter."""

    counts: Mapping[str, int]
    """How many blocks of which kind it has."""

    left_out: tuple[LeftOut, ...]
    problems: tuple[Diagnostic, ...]
    """At lines of the foreign text."""

    images: tuple[Image, ...] = ()
    guids: Mapping[int, str] = field(default_factory=dict)
    """The GUID of a note in another program, by the line of the foreign text that it stands in."""

    def guids_of_page(self) -> Mapping[int, str]:
        """Give the GUIDs of notes in another program, by the line of the page that they stand in."""
        return {line: self.guids[origin] for line, origin in enumerate(self.lines, 1) if origin in self.guids}

    def at_page(self, problem: Diagnostic, path: str) -> Diagnostic:
        """Give a problem of the foreign text with the place in the page at `path` to look at."""
        line = next((n for n, origin in enumerate(self.lines, 1) if origin >= problem.at.line), 1)
        return replace(problem, at=Location(path, line))


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives to an import."""

    content: bytes
    path: str
    title: str
    columns: Sequence[Sequence[str]]
    """The headers of tables whose cells are glued."""

    is_there: Callable[[str], bool]
    """Says of a picture, as a saved page names it, whether it was saved with it; where not, its text stands for it."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of foreign text, and how it is read."""

    name: str
    suffixes: tuple[str, ...]
    """The ends of its files' names, in small letters."""

    read: Callable[[Given], Reading]
    recognises: re.Pattern[bytes] | None = None
    """How its content begins, where the name does not tell; None where nothing tells it."""

    judged: bool = True
    """Whether it may hold what nobody learns by heart: letters, orders, menus."""


def _saved(given: Given) -> Reading:
    from genai_cards.importers.html.read import read_html  # heavy libraries

    return read_html(given.content, given.path, given.is_there)


def _pasted(given: Given) -> Reading:
    from genai_cards.importers.lists.delimited import rows_of_one_line
    from genai_cards.importers.pasted.read import read_pasted

    source = decode(given.content, given.path, "")
    if rows_of_one_line(source.text):
        return _listed(given)
    reading = read_pasted(source, given.title, given.columns)
    return replace(reading, problems=(*reading.problems, *_unused(given.columns, source)))


def _listed(given: Given) -> Reading:
    from genai_cards.importers.lists.delimited import read_rows
    from genai_cards.importers.lists.read import read_list

    source = decode(given.content, given.path, "")
    rows = read_rows(source.text)
    if rows is None:
        return _pasted(given)
    reading = read_list(rows, given.path, given.title)
    return replace(reading, problems=(*source.problems, *reading.problems))


def _sheets(given: Given) -> Reading:
    from genai_cards.importers.lists.sheets import read_sheets

    return read_sheets(given.content, given.path, given.title)


def _written(given: Given) -> Reading:
    from genai_cards.importers.documents.word import read_word

    return read_word(given.content, given.path, given.is_there)


def _open_text(given: Given) -> Reading:
    from genai_cards.importers.documents.open_text import read_open_text

    return read_open_text(given.content, given.path, given.is_there)


def _shown(given: Given) -> Reading:
    from genai_cards.importers.documents.slides import read_slides

    return read_slides(given.content, given.path, given.is_there)


def _bound(given: Given) -> Reading:
    from genai_cards.importers.documents.book import read_book

    return read_book(given.content, given.path, given.is_there)


def _printed(given: Given) -> Reading:
    from genai_cards.importers.documents.pdf import read_pdf

    return read_pdf(given.content, given.path, given.title)


def _noted(given: Given) -> Reading:
    from genai_cards.importers.documents.notebook import read_notebook

    return read_notebook(given.content, given.path)


_OPENS_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.DOTALL | re.IGNORECASE,
)

SAVED = Importer("saved web page", (".html", ".htm", ".xhtml"), _saved, _OPENS_HTML)
PASTED = Importer("pasted text", (".txt", ".text"), _pasted)
"""What everything is that no other importer knows."""

LISTED = Importer(
    "list of pairs", (".csv", ".tsv"), _listed, re.compile(rb"#(?:separator|html|columns|notetype):"), judged=False
)

SHEETS = Importer("spreadsheet", (".xlsx", ".ods", ".xls"), _sheets, judged=False)
DOCUMENT = Importer("text document", (".docx",), _written)
OPEN_TEXT = Importer("open text document", (".odt",), _open_text)
SLIDES = Importer("slides", (".pptx",), _shown)
BOOK = Importer("book", (".epub",), _bound)
PRINTED = Importer("PDF", (".pdf",), _printed, re.compile(rb"%PDF-"))
NOTEBOOK = Importer("notebook", (".ipynb",), _noted)

IMPORTERS = (SAVED, LISTED, SHEETS, DOCUMENT, OPEN_TEXT, SLIDES, BOOK, PRINTED, NOTEBOOK, PASTED)
"""All importers; what none of them knows is taken for pasted text."""


def foreign_suffixes() -> tuple[str, ...]:
    """Give the ends of the names of foreign files: read where they are named, not where they lie in a folder."""
    return tuple(suffix for importer in reversed(IMPORTERS) for suffix in importer.suffixes)


def import_page(
    content: bytes,
    path: str,
    date: str,
    *,
    title: str = "",
    columns: Sequence[Sequence[str]] = (),
    is_there: Callable[[str], bool] = lambda _: True,
) -> Imported:
    """Make a page of a saved web page, or of text copied from one; Markdown stays as it is.

    `date` is that of the import, as 2026-11-24; the rest is what `Given` says.
    """
    importer = importer_of(content, path)
    if importer is PASTED:
        source = decode(content, path, "")
        if is_page(source.text, path):
            lines = tuple(range(1, len(source.lines()) + 1))
            return Imported(source.text, title, lines, {}, (), source.problems)
    reading = importer.read(Given(content, path, title, columns, is_there))
    told = decode(content, path, "").lines() if importer is PASTED else [text for text, _ in write(reading.blocks)]
    reading = _judged(reading, told, path) if importer.judged else reading
    return _imported(replace(reading, title=title or reading.title), path, date)


def _judged(reading: Reading, lines: Sequence[str], path: str) -> Reading:
    """Ask for no cards of a page of a kind that nobody learns by heart."""
    from genai_cards.importers.genre import why_nothing_to_learn

    why = why_nothing_to_learn(lines)
    if not why or any(problem.severity is Severity.ERROR for problem in reading.problems):
        return reading
    message = f"this is taken for a text that nobody learns by heart ({why}): no cards are made of it"
    hint = "where it is one to learn from, delete `cards: none` from its front matter"
    return replace(
        reading, cards="none", problems=(*reading.problems, warning("nothing-to-learn", Location(path), message, hint))
    )


def importer_of(content: bytes, path: str) -> Importer:
    """Give the importer that knows a file: by how it begins, else by its name."""
    opening, name = content.lstrip(b"\xef\xbb\xbf")[:4096], path.lower()
    begun = (each for each in IMPORTERS if each.recognises and each.recognises.match(opening))
    named = (each for each in IMPORTERS if name.endswith(each.suffixes))
    return next(begun, None) or next(named, PASTED)


def _unused(columns: Sequence[Sequence[str]], source: Source) -> Iterator[Diagnostic]:
    """Say which headers that a person gave are not spelled by any line."""
    from genai_cards.importers.tables.grids import spells

    lines = lines_of(source) if columns else ()
    for header in columns:
        if not any(spells(header, line.text) for line in lines):
            message = f"no line is the header that --columns gives: {' | '.join(header)}"
            hint = "write its cells letter by letter as the line has them, in its order"
            yield warning("columns-unused", Location(source.path), message, hint)


def is_page(text: str, path: str) -> bool:
    """Say whether a text is a Markdown page already: by its name, by the stamp of an import, by its signs."""
    return path.lower().endswith(PAGE_SUFFIXES) or stamp(text) is not None or _is_markdown(text)


def _is_markdown(text: str) -> bool:
    """Say whether a text is written in Markdown, as answers of assistants are: headings or a table, and more."""
    heads = len(_HEADINGS.findall(text))
    found = [heads > 0, *(pattern.search(text) is not None for pattern in (_RULED, _FENCED, _BOLD, _LINKED))]
    return sum(found) > 1 and (heads > 1 or found[1])


def _imported(reading: Reading, path: str, date: str) -> Imported:
    if not reading.blocks and not any(problem.severity is Severity.ERROR for problem in reading.problems):
        nothing = error("no-text", Location(path), "there is no text in it", "save the page again, or copy its text")
        reading = replace(reading, problems=(*reading.problems, nothing))
    lines = write(reading.blocks)
    head = [("title", reading.title), ("source", reading.source), ("lang", reading.lang)]
    front = [f"{name}: {_yaml(value)}" for name, value in head if value]
    front += [f"cards: {reading.cards}"] if reading.cards else []
    body = "".join(f"{text}\n" for text, _ in lines)
    stamped = f"imported: {date} {_digest(front, body)}"
    opening: list[Line] = [(text, 0) for text in ("---", *front, stamped, "---", "")]
    text = "".join(f"{text}\n" for text, _ in opening) + body
    places = (0, *reading.places)

    def at(line: int) -> int:
        return places[line] if line < len(places) else places[-1]

    origins = tuple(at(origin) if reading.places else origin for _, origin in (*opening, *lines))
    if reading.places:
        moved = [replace(out, line=at(out.line)) for out in reading.left_out]
        problems = [replace(problem, at=Location(path, at(problem.at.line))) for problem in reading.problems]
        reading = replace(reading, left_out=tuple(moved), problems=tuple(problems))
    counts = dict(Counter(_kinds(reading.blocks)))
    told = reading.left_out, reading.problems, reading.images, reading.guids
    return Imported(text, reading.title, origins, counts, *told)


def _yaml(value: str) -> str:
    """Give a text as a YAML value: as it is where that reads the same, else as JSON, which YAML is too."""
    plain = re.fullmatch(r"[^\W\d_][\w .,()/+’–-]*|https?://[\w./?&=%+~;:@-]+(?<!:)", value)
    words = ("true", "false", "yes", "no", "on", "off", "null", "none", "y", "n")
    return value if plain and value.casefold() not in words else json.dumps(value, ensure_ascii=False)


def _digest(front: Sequence[str], body: str) -> str:
    return hashlib.blake2b("\n".join((*front, body.strip("\n"))).encode(), digest_size=6).hexdigest()


def stamp(text: str) -> str | None:
    """Give the digest that an import wrote into a page; None where none did."""
    front = _FRONT_MATTER.match(text)
    found = _STAMP.search(front[0]) if front else None
    return found[2] if found else None


def is_edited(text: str) -> bool:
    """Say whether a page that an import wrote was edited since."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return True
    lines = [line for line in front[0].split("\n")[1:-1] if not _STAMP.match(line)]
    return stamp(text) != _digest(lines, text[front.end() :].strip("\n"))


def _kinds(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=1):
                yield "title"
            case Heading():
                yield "heading"
            case Paragraph():
                yield "paragraph"
            case Listing():
                for item in block.items:
                    yield "question" if _is_answered(item) else "list item"
            case Table():
                yield "table"
                yield from ["table row"] * len(block.rows)
            case Code():
                yield "code block"
            case Quote():
                yield "quotation"
            case Definitions():
                yield "definition list"
            case Markup():
                yield "line of HTML"
            case _:
                yield type(block).__name__.lower()


def _is_answered(item: Sequence[Block]) -> bool:
    """Say whether an item is a question with its answer: read as one, or with its answer in brackets already."""
    return any(
        block.is_answered if isinstance(block, Question) else isinstance(block, Paragraph) and "(Answer:" in block.text
        for block in item
    )
