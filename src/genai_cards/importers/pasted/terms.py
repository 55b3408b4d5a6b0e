"""Terms with what is said of them: labelled lines, and names over paragraphs."""

from __future__ import annotations

import re

from genai_cards.importers.page import (
    Block,
    Listing,
    Paragraph,
)
from genai_cards.importers.pasted.lines import (
    BULLET,
    NUMBER,
    Line,
)
from genai_cards.importers.pasted.page import (
    FOOTNOTE,
    LABEL,
    Found,
    Page,
    field_name,
    inline,
)
from genai_cards.importers.write import is_balanced
from genai_cards.language.marks import is_clause

FEWEST_FIELDS = 2
"""Lines, and names over such lines, that make fields."""

_EQUALS = re.compile(r"(?P<label>[^\s=][^=:]{0,58}?)(?P<sign>\s+=\s+)(?=\S)")


def read_fields(page: Page, index: int) -> Found | None:
    """Read lines such as "Place: stones" as one list, where their labels come again below another name."""
    items: list[tuple[Block, ...]] = []
    names: list[str] = []
    end = index
    while end < len(page.lines):
        name, text = field_name(page.lines[end]), label_of(page, page.lines[end])
        if text is None or name in names or page.fields[name] < FEWEST_FIELDS:
            break
        names.append(name)
        items.append((Paragraph(text, page.lines[end].number),))
        end += 1
    beside = [page.lines[end]] if end < len(page.lines) and not page.lines[end].gap else []
    beside += [page.lines[index - 1]] if index and not page.lines[index].gap else []
    if len(items) < FEWEST_FIELDS or any(field_name(line) in names for line in beside):
        return None  # of a dialogue, where who spoke speaks again
    return Found((Listing(tuple(items), page.lines[index].number),), end)


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
