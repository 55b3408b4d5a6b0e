"""Terms with what is said of them: labelled lines, and names over paragraphs."""

from __future__ import annotations

import re

from genai_cards.importers.page import (
    Block,
    Listing,
    Paragraph,
)
from genai_cards.importers.pasted.chrome import (
    opens_links,
    why_chrome,
)
from genai_cards.importers.pasted.lines import (
    BULLET,
    NUMBER,
    Line,
)
from genai_cards.importers.pasted.page import (
    FOOTNOTE,
    LABEL,
    MARKED_HEADING,
    Found,
    Page,
    bold,
    inline,
    is_labelled_term,
    is_term,
    listing,
    read_items,
)
from genai_cards.importers.write import is_balanced
from genai_cards.language.marks import is_clause

_EQUALS = re.compile(r"(?P<label>[^\s=][^=:]{0,58}?)(?P<sign>\s+=\s+)(?=\S)")


def read_labelled_terms(page: Page, index: int) -> Found | None:
    """Read terms with labelled lines below them, "Meaning: …", "Example: …", as one list."""
    items: list[tuple[Block, ...]] = []
    numbers: list[int | None] = []
    end = index
    while end < len(page.lines) and is_labelled_term(page, end):
        line = page.lines[end]
        marker = NUMBER.match(line.text) or BULLET.match(line.text)
        name = line.text[marker.end() :] if marker else line.text
        numbers.append(int(line.text[: marker.end()].strip(" ().")) if marker and line.text[0].isdigit() else None)
        fields, end = _fields(page, end + 1)
        items.append((Paragraph(bold(page, name), line.number), fields))
    return Found((listing(items, numbers, page.lines[index].number),), end) if items else None


def _fields(page: Page, start: int) -> tuple[Listing, int]:
    lines = page.lines
    items: list[tuple[Block, ...]] = []
    end = start
    while end < len(lines):
        text = BULLET.sub("", lines[end].text, count=1)
        labelled = LABEL.match(text) and ":" in LABEL.match(text)["sign"]  # type: ignore[index]
        alone = re.fullmatch(r"[^:：]{1,30}[:：]", text) is not None and end + 1 < len(lines)
        if (end > start and is_labelled_term(page, end)) or not (labelled or alone):
            break
        if alone:
            text = f"{text} {lines[end + 1].text}"
        items.append((Paragraph(inline(page, text), lines[end].number),))
        end += 1 + alone
    return Listing(tuple(items), lines[start].number), end


def read_labels(page: Page, index: int) -> Found | None:
    """Read lines such as "Term: what it is" as one list."""
    items: list[list[Block]] = []
    end = index
    while end < len(page.lines):
        line = page.lines[end]
        label = label_of(page, line)
        if label is None:
            break
        items.append([Paragraph(label, line.number)])
        end += 1
    if len(items) < page.fewest_labels:
        return None
    return Found((Listing(tuple(map(tuple, items)), page.lines[index].number),), end)


def label_of(page: Page, line: Line) -> str | None:
    """Give a line as "**Label**: text"; None where it is none."""
    if NUMBER.match(line.text) or FOOTNOTE.match(line.text):
        return None
    bullet = BULLET.match(line.text)
    start = bullet.end() if bullet else 0
    match = LABEL.match(line.text, start) or (_EQUALS.match(line.text, start) if page.is_glossary else None)
    if bullet and (match is None or ":" in match["sign"] or "：" in match["sign"]):
        return None  # in a list a label is one without a mark of its own
    if not match or not match["label"][0].isalnum() or (match["label"][0].islower() and not page.is_glossary):
        return None
    if is_clause(match["label"]) or len(match["label"].split()) > 6 or not is_balanced(match["label"]):
        return None
    sign = match["sign"].strip()
    sign = ":" if sign in (":", "：", "=") else f" {sign}"
    return f"**{inline(page, match['label'].strip())}**{sign} {inline(page, line.text[match.end() :])}"


def read_terms(page: Page, index: int) -> Found | None:
    """Read the terms of a glossary, each on a line of its own over its paragraphs, as one list."""
    items: list[tuple[Block, ...]] = []
    end = index
    while page.is_glossary and end < len(page.lines) and is_term(page, end):
        name = page.lines[end]
        marker = NUMBER.match(name.text)
        end += 1
        given = page.lines[end]
        blocks: list[Block] = [
            Paragraph(
                f"{bold(page, name.text[marker.end() if marker else 0 :])}: {inline(page, given.text)}", name.number
            )
        ]
        end += 1
        while end < len(page.lines) and not page.lines[end].is_bare and not _ends_terms(page, end):
            if is_term(page, end):
                break
            found = read_items(page, end) if BULLET.match(page.lines[end].text) else None
            blocks += (
                found.blocks if found else (Paragraph(inline(page, page.lines[end].text), page.lines[end].number),)
            )
            end = found.end if found else end + 1
        items.append(tuple(blocks))
    return Found((Listing(tuple(items), page.lines[index].number),), end) if len(items) >= page.fewest_terms else None


def _ends_terms(page: Page, index: int) -> bool:
    line = page.lines[index]
    return bool(why_chrome(line) or FOOTNOTE.match(line.text) or MARKED_HEADING.match(line.text) or opens_links(line))
