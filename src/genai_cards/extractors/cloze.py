"""Sentences with deletions, where their author asks for them: `==x==`, `{{c1::x::hint}}` or **bold**."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from genai_cards.cards.active import escaped
from genai_cards.cards.cloze import LAST, Deletion
from genai_cards.cards.kinds import CLOZE as KIND
from genai_cards.cards.note_types import CLOZE
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.drafting import Place, subject, with_gap
from genai_cards.page import markup
from genai_cards.page.cutting import entry_of, list_of, quote_of, table_of
from genai_cards.page.deletions import BRACES, Marked, finished, read_deletions, without_braces
from genai_cards.page.document import Block, DefinitionList, Item, ListBlock, Paragraph, Quote, Row, Table
from genai_cards.settings.asked import CLOZES as WORDS


def take_clozes(place: Place) -> tuple[list[Draft | Diagnostic], Place]:
    """Give the cloze notes of a section's own blocks, and the place with what is left for the other rules."""
    words = place.asked.added.intersection(WORDS)
    if not words:
        return [], place
    outcomes: list[Draft | Diagnostic] = []
    blocks = _take(place, place.blocks, words, outcomes, "")
    section = replace(place.section, blocks=blocks)
    if BRACES in words:
        section = replace(section, sections=tuple(map(without_braces, section.sections)))
    return outcomes, replace(place, section=section)


def _take(
    place: Place, blocks: Sequence[Block], words: frozenset[str], outcomes: list[Draft | Diagnostic], under: str
) -> tuple[Block, ...]:
    """Add the notes of blocks to the outcomes; give what is left."""
    left: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph() if marked := read_deletions(block.text, words):
                outcomes.append(_draft(place, block.at, [marked], marked.html, marked.sentence, under))
            case ListBlock():
                kept = [rest for item in block.items if (rest := _take_item(place, item, words, outcomes, under))]
                left += [block] if kept == list(block.items) else [list_of(block, kept)] if kept else []
            case Table():
                rows = _take_rows(place, block, words, outcomes)
                left += [block] if rows == block.rows else [table_of(block, rows)] if rows else []
            case Quote():
                inside = _take(place, block.blocks, words, outcomes, under)
                left += [block] if inside == block.blocks else [quote_of(block, inside)] if inside else []
            case DefinitionList():
                entries = []
                for entry in block.entries:
                    inside = _take(place, entry.blocks, words, outcomes, subject(entry.term))
                    entries += [entry] if inside == entry.blocks else [entry_of(entry, inside)] if inside else []
                left += [replace(block, entries=tuple(entries))] if entries else []
            case _:
                left.append(block)
    return tuple(left)


def _take_item(
    place: Place, item: Item, words: frozenset[str], outcomes: list[Draft | Diagnostic], under: str
) -> Item | None:
    """Add the notes of a list item and of those below it; give what is left of it."""
    first = item.blocks[0] if item.blocks else None
    text = first.text if isinstance(first, Paragraph) else None
    marked = read_deletions(text, words) if text else None
    if text is None or marked is None:
        below = " › ".join(filter(None, (under, subject(text).rstrip(" :") if text else "")))
        blocks = (*item.blocks[:1], *_take(place, item.blocks[1:], words, outcomes, below))
        if text is None:
            blocks = _take(place, item.blocks, words, outcomes, under)
        if blocks == item.blocks:
            return item
        return replace(item, blocks=blocks) if len(blocks) > 1 or (blocks and text is None) else None
    below_it: list[Draft | Diagnostic] = []
    rest = _take(place, item.blocks[1:], words, below_it, " › ".join(filter(None, (under, marked.sentence))))
    extra = markup.blocks(rest)
    outcomes += [_draft(place, item.at, [marked], marked.html, marked.sentence, under, extra), *below_it]
    return None


def _take_rows(
    place: Place, table: Table, words: frozenset[str], outcomes: list[Draft | Diagnostic]
) -> tuple[Row, ...]:
    """Add a note for each row that has a deletion: the whole row is its text."""
    left = []
    headers = [markup.inline(cell) for cell in table.header.cells]
    for row in table.rows:
        cells = [read_deletions(cell, words) for cell in row.cells]
        if not any(cells) or len(cells) != len(headers):
            left.append(row)
            continue
        shown = [found.html if found else markup.inline(cell) for found, cell in zip(cells, row.cells, strict=True)]
        lines = (f"<tr><th>{header}</th><td>{cell}</td></tr>" for header, cell in zip(headers, shown, strict=True))
        text = f'<table class="gc-row">{"".join(lines)}</table>'
        said = (found.sentence if found else subject(cell) for found, cell in zip(cells, row.cells, strict=True))
        outcomes.append(_draft(place, row.at, [found for found in cells if found], text, " | ".join(said)))
    return tuple(left)


# --- the note ---------------------------------------------------------------------------------------------------------


def _draft(
    place: Place, at: Location, marked: Sequence[Marked], text: str, sentence: str, under: str = "", extra: str = ""
) -> Draft | Diagnostic:
    if all(found.bare for found in marked) and not under and "<th>" not in text:
        hint = "mark what is to be hidden in its sentence, or give it a hint: {{c1::x::hint}}"
        return skipped("cloze-bare", at, "nothing stands around the deletion", hint)
    holes = _numbered([hole for found in marked for hole in found.holes])
    base = place.draft(KIND, (sentence,), "", "", at, extra=extra, under=under)
    context = base.fields["Context"]
    for hole in holes:
        context = with_gap(context, escaped(hole.text))
    fields = {"Text": finished(text, holes), **base.fields, "Context": context}
    kept = {name: value for name, value in fields.items() if name not in ("Prompt", "Answer")}
    return replace(base, note_type=CLOZE, fields=kept, holes=holes)


def _numbered(holes: Sequence[Deletion]) -> tuple[Deletion, ...]:
    """Number the deletions that the page does not: in order; of one text alike, or one would tell the other."""
    taken = {hole.number for hole in holes}
    free = (number for number in itertools.count(1) if number not in taken)
    known: dict[str, int] = {}
    found = []
    for hole in holes:
        text = hole.text.casefold()
        if not hole.number and text not in known:
            known[text] = min(next(free), LAST)
        found.append(replace(hole, number=hole.number or known[text]))
    return tuple(found)
