"""Cards the other way round, where their author asks for them: value → term, the cells of a row → its name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from genai_cards.cards.active import escaped
from genai_cards.cards.fields import plain_text
from genai_cards.cards.kinds import NAME, ROW, Kind
from genai_cards.cards.notes import Draft
from genai_cards.extractors.drafting import derived, with_gap
from genai_cards.language.stems import stem
from genai_cards.settings.asked import REVERSE, REVERSE_CELLS, Asked

MOST_WORDS = 40
"""Nobody reads more of a value to find its name."""

_ITEM_WORDS = 5
_LONGEST_LIST = 1000
_WORD = re.compile(r"[^\W_]+")
_COMMA = re.compile(r"\s*[,;、，]\s*(?![^()]*\))")
_AND = re.compile(r"(?:and|or|und|oder|et|ou|y|o|e)\s+", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:]\s|[.!?]$")

AskedAt = Callable[[Draft], Asked]
"""Says what is asked for where a note stands."""


def with_reverse(drafts: Sequence[Draft], asked_at: AskedAt, cue: str) -> Iterator[Draft]:
    """Yield the notes of a page, those with a second card that asks for the term by its value where that is fair.

    It is where the value stands once on the page and does not hold the term. GUIDs do not depend on it. The `cue` says
    below a bare value what is asked for.
    """
    said = Counter(_folded(draft.back) for draft in drafts)
    asked = {_folded(draft.front) for draft in drafts}
    for draft in drafts:
        turned = _turned(draft, asked_at(draft))
        fair = turned and said[_folded(draft.back)] == 1 and _folded(turned.prompt) not in asked
        yield _both(draft, turned, cue) if turned and fair else draft


@dataclass(frozen=True, slots=True)
class _Turned:
    """A note the other way round."""

    prompt: str
    answer: str
    term: str
    """Plain text of the answer."""


def _turned(draft: Draft, asked: Asked) -> _Turned | None:
    if draft.note_type.cloze or "Cue" in draft.fields or "Reverse Prompt" in draft.fields:
        return None
    front, back = plain_text(draft.front), plain_text(draft.back)
    term = front
    prompt, answer = draft.back, draft.front
    if draft.kind.of_cell and len(draft.key.subject) == 2 and front != draft.key.subject[0]:
        term, header = draft.key.subject
        if REVERSE_CELLS not in asked.added or not front.startswith(f"{term}: {header}"):
            return None
        prompt, answer = f"{escaped(header.rstrip(' ?:'))}: {draft.back}", escaped(term)
    elif REVERSE not in asked.added or not draft.kind.reversible:
        return None
    if len(back.split()) > MOST_WORDS or leaks(term, back):
        return None
    return _Turned(prompt, answer, term)


def _both(draft: Draft, turned: _Turned, cue: str) -> Draft:
    context = with_gap(draft.fields["Context"], escaped(turned.term))
    said = f'<div class="gc-cue">{escaped(cue)}</div>' if turned.prompt == draft.back else ""
    reverse = {"Context": context, "Reverse Prompt": turned.prompt + said, "Reverse Answer": turned.answer}
    return replace(draft, fields={**draft.fields, **reverse})


def leaks(term: str, value: str) -> bool:
    """Say whether a value tells its term: a word of it, or one of the same stem."""
    return not set(map(stem, _words(term))).isdisjoint(map(stem, _words(value)))


def _words(text: str) -> set[str]:
    """Give the words that name something: of more than two letters, or in capitals, or with a digit."""
    return {
        word.casefold() for word in _WORD.findall(text) if len(word) > 3 or not word.islower() or not word.isascii()
    }


def _folded(field: str) -> str:
    return plain_text(field).casefold()


# --- tables -----------------------------------------------------------------------------------------------------------

_Row = Sequence[Draft]
"""The notes of one row of a table, cell by cell."""


def row_notes(drafts: Sequence[Draft], asked_at: AskedAt) -> Iterator[Draft]:
    """Yield the notes that ask for the name of a row, by its other cells or by a name in one of them."""
    tables: dict[tuple[str, ...], dict[tuple[int, str], list[Draft]]] = defaultdict(lambda: defaultdict(list))
    for draft in drafts:
        if draft.kind.of_cell and plain_text(draft.front).startswith(f"{draft.key.subject[0]}: "):
            tables[draft.key.section][draft.at.line, draft.key.subject[0]].append(draft)
    for rows in tables.values():
        yield from _by_cells(list(rows.values()), asked_at)
        yield from _by_items(list(rows.values()), asked_at)


def _by_cells(rows: Sequence[_Row], asked_at: AskedAt) -> Iterator[Draft]:
    said = Counter(_cells(row) for row in rows)
    names = Counter(row[0].key.subject[0] for row in rows)
    for row in rows:
        name = row[0].key.subject[0]
        shown = [draft for draft in row if not leaks(name, plain_text(draft.back))]
        if ROW.asked_by in asked_at(row[0]).added and len(shown) > 1 and said[_cells(row)] == names[name] == 1:
            lines = (f"<tr><th>{escaped(draft.key.subject[1])}</th><td>{draft.back}</td></tr>" for draft in shown)
            yield _asking(row[0], ROW, name, f'<table class="gc-row">{"".join(lines)}</table>')


def _cells(row: _Row) -> tuple[str, ...]:
    """Give what is shown of a row, without what tells its name."""
    name = row[0].key.subject[0]
    return tuple(_folded(draft.back) for draft in row if not leaks(name, plain_text(draft.back)))


def _by_items(rows: Sequence[_Row], asked_at: AskedAt) -> Iterator[Draft]:
    items = {id(draft): _items(draft.back) for row in rows for draft in row}
    said = Counter(
        (draft.key.subject[1], item) for row in rows for draft in row for item in _folded_items(items[id(draft)])
    )
    for row in rows:
        for draft in row if NAME.asked_by in asked_at(row[0]).added else ():
            name, header = draft.key.subject
            for item in items[id(draft)]:
                if said[header, item.casefold()] == 1 and not leaks(name, item):
                    prompt = f"{escaped(header.rstrip(' ?:'))}: {escaped(item)}"
                    yield _asking(draft, NAME, name, prompt, item)


def _folded_items(items: Sequence[str]) -> Iterator[str]:
    return (item.casefold() for item in items)


def _items(cell: str) -> tuple[str, ...]:
    """Give the names that a cell lists; a cell that says something else lists none."""
    if len(cell) > _LONGEST_LIST:
        return ()
    found = [_AND.sub("", item, count=1) if _AND.match(item) else item for item in _COMMA.split(plain_text(cell))]
    names = [item for item in found if item and item.casefold() not in ("etc.", "etc", "…", "...")]
    short = all(len(name.split()) <= _ITEM_WORDS and not _ENDS.search(name) for name in names)
    return tuple(names) if short and len(names) > 1 else ()


def _asking(draft: Draft, kind: Kind, name: str, prompt: str, item: str = "") -> Draft:
    """Make a note that asks for the name of a row, out of one of a cell of it."""
    context = with_gap(draft.fields["Context"], escaped(name))
    fields: Mapping[str, str] = {"Prompt": prompt, "Answer": escaped(name), "Context": context}
    kept = {"Extra": draft.fields["Extra"]} if item and "Extra" in draft.fields else {}
    return derived(draft, kind, f"{draft.key.subject[1]}: {item}" if item else name, {**fields, **kept})
