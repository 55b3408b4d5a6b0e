"""Sentences with deletions, where their author asks for them: `==x==`, `{{c1::x::hint}}` or **bold**."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from genai_cards.cards.cloze import LAST
from genai_cards.cards.kinds import CLOZE as KIND
from genai_cards.cards.note_types import CLOZE
from genai_cards.cards.notes import Draft, Hole
from genai_cards.diagnostics import Diagnostic, Location, skipped
from genai_cards.extractors.drafting import Place, subject, with_gap
from genai_cards.language.marks import QUESTION_SIGNS
from genai_cards.page import markup
from genai_cards.page.cutting import list_of, quote_of, table_of
from genai_cards.page.document import Block, DefinitionList, Item, ListBlock, Paragraph, Quote, Row, Section, Table
from genai_cards.page.text import Text
from genai_cards.settings.asked import CLOZES as WORDS

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK, _BRACES, _BOLD = WORDS
# No page holds these characters: they stand for Anki's own signs until all others are escaped.
_OPEN, _CLOSE, _HINT = "\x01", "\x02", "\x03"
_SIGNS = re.compile(rf"([{_OPEN}{_CLOSE}{_HINT}])")
_BRACE = re.compile(rf"[{{}}](?=[{{}}{_OPEN}{_CLOSE}{_HINT}])|(?<=[{{}}{_OPEN}{_CLOSE}{_HINT}])[{{}}]")
_BRACES_OR_HINT = re.compile(r"(\{\{c[1-9]\d{0,2}::|\}\}|::)")
_LABELS = re.compile(r"\s*(?:\([^()]*\)\s*)?(?::|：|\s[-–—]+\s|[–—])")
_WORD = re.compile(r"\w")


def take_clozes(place: Place) -> tuple[list[Draft | Diagnostic], Place]:
    """Give the cloze notes of a section's own blocks, and the place with what is left for the other rules."""
    words = place.asked.added.intersection(WORDS)
    if not words:
        return [], place
    outcomes: list[Draft | Diagnostic] = []
    blocks = _take(place, place.blocks, words, outcomes, "")
    section = replace(place.section, blocks=blocks)
    if _BRACES in words:
        section = replace(section, sections=tuple(map(_without_braces, section.sections)))
    return outcomes, replace(place, section=section)


def _take(
    place: Place, blocks: Sequence[Block], words: frozenset[str], outcomes: list[Draft | Diagnostic], under: str
) -> tuple[Block, ...]:
    """Add the notes of blocks to the outcomes; give what is left."""
    left: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph() if marked := _read(block.text, words):
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
                    entries += [entry] if inside == entry.blocks else []
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
    marked = _read(text, words) if text else None
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
        cells = [_read(cell, words) for cell in row.cells]
        if not any(cells) or len(cells) != len(headers):
            left.append(row)
            continue
        shown = [found.html if found else markup.inline(cell) for found, cell in zip(cells, row.cells, strict=True)]
        lines = (f"<tr><th>{header}</th><td>{cell}</td></tr>" for header, cell in zip(headers, shown, strict=True))
        text = f'<table class="gc-row">{"".join(lines)}</table>'
        said = (found.sentence if found else subject(cell) for found, cell in zip(cells, row.cells, strict=True))
        outcomes.append(_draft(place, row.at, [found for found in cells if found], text, " | ".join(said)))
    return tuple(left)


# --- one text ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with deletions."""

    html: str
    """With a sign where each deletion begins, where its hint does, and where it ends."""

    sentence: str
    """Plain text, the deletions in place."""

    holes: tuple[Hole, ...]
    """In the order in which they begin; the number is 0 where the page gives none."""

    bare: bool
    """Whether nothing stands around the deletions, so that a card would ask for nothing."""


def _read(text: Text, words: frozenset[str]) -> _Marked | None:
    """Find the deletions of a text; code and math hold none."""
    tokens = list(text.tokens)
    if _BRACES in words and "{{c" in text.mask:
        tokens = _with_braces(tokens)
    tokens = _with_spans(tokens, words)
    numbers = [token.meta["hole"] for token in tokens if token.meta and "hole" in token.meta]
    if not numbers:
        return None
    signed = Text.of(tokens, text.at)
    sentence, around, hidden = _taken_apart(signed.plain)
    holes = tuple(Hole(number, said) for number, said in zip(numbers, hidden, strict=True))
    return _Marked(markup.inline(signed), sentence, holes, not _WORD.search(around) and _HINT not in signed.plain)


def _taken_apart(plain: str) -> tuple[str, str, list[str]]:
    """Give the whole sentence, what stands around its deletions, and what each of them hides."""
    hidden: list[list[str]] = []
    opened: list[int] = []
    hints = 0
    sentence, around = [], []
    for piece in _SIGNS.split(plain):
        if piece == _OPEN:
            opened.append(len(hidden))
            hidden.append([])
        elif piece == _CLOSE:
            opened.pop()
            hints = min(hints, len(opened))
        elif piece == _HINT:
            hints = len(opened)
        elif not hints:
            sentence.append(piece)
            around += [] if opened else [piece]
            for place in opened:
                hidden[place].append(piece)
    return _line(sentence), _line(around), [_line(pieces) for pieces in hidden]


def _line(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


def _sign(token: Token, sign: str, number: int | None = None) -> Token:
    return type(token)("text", "", 0, content=sign, meta={} if number is None else {"hole": number})


def _with_spans(tokens: Sequence[Token], words: frozenset[str]) -> list[Token]:
    """Put signs in place of the marks and the bold that are asked for; those inside a deletion stay as they are."""
    found: list[Token] = []
    taken: list[bool] = []  # of the elements that are open
    inside = 0
    for position, token in enumerate(tokens):
        inside += (token.content == _OPEN) - (token.content == _CLOSE)
        if token.nesting == 1:
            taken.append(not inside and _hides(tokens, position, words))
            found.append(_sign(token, _OPEN, 0) if taken[-1] else token)
            inside += taken[-1]
        elif token.nesting == -1:
            inside -= taken[-1]
            found.append(_sign(token, _CLOSE) if taken.pop() else token)
        else:
            found.append(token)
    return found


def _hides(tokens: Sequence[Token], start: int, words: frozenset[str]) -> bool:
    """Say whether an element hides what it holds: a mark; bold, unless it is a label, a question or all of the text."""
    kind = tokens[start].type
    if kind not in ("mark_open", "strong_open") or (_MARK if kind == "mark_open" else _BOLD) not in words:
        return False
    end = _end(tokens, start)
    inside = _plain(tokens[start + 1 : end])
    if kind == "mark_open" or not inside or inside[-1] in f":：{QUESTION_SIGNS}":
        return kind == "mark_open" and bool(inside)
    if any(_plain([tokens[place]]) for place in range(start)):
        return True
    behind = _plain(tokens[end + 1 :])
    return bool(behind) and not _LABELS.match(behind)


def _end(tokens: Sequence[Token], start: int) -> int:
    level = 0
    for position in range(start, len(tokens)):
        level += tokens[position].nesting
        if level == 0:
            return position
    return len(tokens)


def _plain(tokens: Sequence[Token]) -> str:
    return Text.of(tokens, Location("")).plain.strip()


def _with_braces(tokens: Sequence[Token]) -> list[Token]:
    """Put signs in place of `{{c1::`, of the `::` before a hint and of `}}`, where they belong together."""
    pieces: list[Token] = []
    for token in tokens:
        if token.type == "text" and ("{{" in token.content or "}}" in token.content or "::" in token.content):
            split = filter(None, _BRACES_OR_HINT.split(token.content))
            pieces += (type(token)("text", "", 0, content=piece) for piece in split)
        else:
            pieces.append(token)
    opened: list[tuple[int, int, int | None]] = []  # where, how deep in elements, where its hint begins
    level = 0
    for position, token in enumerate(pieces):
        level += token.nesting
        if token.type != "text":
            continue
        if token.content.startswith("{{c") and token.content.endswith("::"):
            opened.append((position, level, None))
        elif token.content == "::" and opened and opened[-1][2] is None and opened[-1][1] == level:
            opened[-1] = (*opened[-1][:2], position)
        elif token.content == "}}" and opened:
            start, depth, hint = opened.pop()
            number = int(pieces[start].content[3:-2])
            if depth == level and number <= LAST and _plain(pieces[start + 1 : position if hint is None else hint]):
                pieces[start] = _sign(token, _OPEN, number)
                pieces[position] = _sign(token, _CLOSE)
                if hint is not None:
                    pieces[hint] = _sign(token, _HINT)
    return pieces


# --- the note ---------------------------------------------------------------------------------------------------------


def _draft(
    place: Place, at: Location, marked: Sequence[_Marked], text: str, sentence: str, under: str = "", extra: str = ""
) -> Draft | Diagnostic:
    if all(found.bare for found in marked) and not under and "<th>" not in text:
        hint = "mark what is to be hidden in its sentence, or give it a hint: {{c1::x::hint}}"
        return skipped("cloze-bare", at, "nothing stands around the deletion", hint)
    holes = _numbered([hole for found in marked for hole in found.holes])
    base = place.draft(KIND, (sentence,), "", "", at, extra=extra, under=under)
    context = base.fields["Context"]
    for hole in holes:
        context = with_gap(context, markup.escaped(hole.text))
    fields = {"Text": _finished(text, holes), **base.fields, "Context": context}
    kept = {name: value for name, value in fields.items() if name not in ("Prompt", "Answer")}
    return replace(base, note_type=CLOZE, fields=kept, holes=holes)


def _numbered(holes: Sequence[Hole]) -> tuple[Hole, ...]:
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


def _finished(signed: str, holes: Sequence[Hole]) -> str:
    """Give the text as Anki reads it: signs as its own, and what only looks like them as entities."""
    waiting = iter(holes)
    escaped = _BRACE.sub(lambda brace: f"&#{ord(brace[0])};", signed)
    parts: list[str] = []
    inside = 0
    for piece in _SIGNS.split(escaped):
        match piece:
            case "\x01":
                parts.append(f"{{{{c{next(waiting).number}::")
                inside += 1
            case "\x02":
                parts.append("}}")
                inside -= 1
            case "\x03":
                parts.append("::")
            case _:
                parts.append(piece.replace("::", "&#58;&#58;") if inside else piece)
    return "".join(parts)


# --- what is left -----------------------------------------------------------------------------------------------------


def _without_braces(section: Section) -> Section:
    """Show the deletions of a section as plain text, where its body is shown whole."""
    tokens = tuple(map(_shown, section.tokens))
    return replace(section, tokens=tokens)


def _shown(token: Token) -> Token:
    if token.type != "inline" or "{{c" not in token.content:
        return token
    children: list[Token] = []
    hints: list[bool] = []
    for child in _with_braces(token.children or []):
        if child.content == _OPEN:
            hints.append(False)
        elif child.content == _CLOSE:
            hints.pop()
        elif child.content == _HINT:
            hints[-1] = True
        elif not any(hints) or child.nesting:
            children.append(child)
    return token.copy(children=children)
