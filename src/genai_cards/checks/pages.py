"""What is missing on a page: answers, headers, the ends of links, the texts of images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from genai_cards.checks.facts import Facts
from genai_cards.diagnostics import Diagnostic, advice
from genai_cards.page.document import Document, Paragraph, paragraphs
from genai_cards.page.references import bare_images, links

_ROW = re.compile(r"\s*\|.*\|\s*$")


def check_missing(facts: Facts) -> Iterator[Diagnostic]:
    """A question without an answer was meant to become a note; so was a table without rows."""
    for problem in facts.skipped:
        if problem.code == "answer-missing":
            yield advice("answer-missing", problem.at, problem.message, problem.hint or "write it, or take it out")
        elif problem.code == "table-empty":
            hint = "write its rows, without an empty line below the header"
            yield advice("table-orphan", problem.at, "a table's header without a row", hint)
    for document in facts.documents:
        yield from _rows_alone(document)


def _rows_alone(document: Document) -> Iterator[Diagnostic]:
    """Yield advice for rows of a table that have no header, and so are a paragraph."""
    for section in document.root.walk():
        for paragraph in paragraphs(section.blocks):
            lines = [document.lines[paragraph.at.line - 1]] if paragraph.at.line <= len(document.lines) else []
            if lines and _ROW.match(lines[0]) and lines[0].count("|") > 2 and not _is_header(document, paragraph):
                hint = "write a header and a line of | --- | --- | above it, without an empty line between"
                yield advice("table-orphan", paragraph.at, "a row of a table without its header", hint)


def _is_header(document: Document, paragraph: Paragraph) -> bool:
    """Say whether the next line is a table's second one: then `table-broken` is told of it."""
    line = document.lines[paragraph.at.line] if paragraph.at.line < len(document.lines) else ""
    return re.fullmatch(r"[\s|:-]+", line) is not None and "-" in line


def check_links(facts: Facts) -> Iterator[Diagnostic]:
    """A link to a page that is not there."""
    for document in facts.documents:
        for target, at in links(document):
            if (document.path, target) in facts.missing:
                hint = "correct the path; it is read from the folder of the page"
                yield advice("link-dead", at, f"there is no “{target}”", hint)


def check_images(facts: Facts) -> Iterator[Diagnostic]:
    """Where an image cannot be seen, its text stands for it."""
    hint = "say what it shows: ![a cell that divides](cell.png)"
    for document in facts.documents:
        for at in bare_images(document):
            yield advice("image-alt", at, "an image without a text", hint)
