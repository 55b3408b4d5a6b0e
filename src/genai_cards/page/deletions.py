"""Deletions as pages write them, `==x==`, `{{c1::x::hint}}` or **bold**: found in a text, and shown as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from genai_cards.cards.cloze import CLOSE, HINT, LAST, OPEN, SIGNS, Deletion, taken_apart
from genai_cards.diagnostics import Location
from genai_cards.language.marks import QUESTION_SIGNS
from genai_cards.page import markup
from genai_cards.page.document import Section
from genai_cards.page.text import Text
from genai_cards.settings.asked import CLOZES

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK, BRACES, _BOLD = CLOZES
_BRACE = re.compile(rf"[{{}}](?=[{{}}{OPEN}{CLOSE}{HINT}])|(?<=[{{}}{OPEN}{CLOSE}{HINT}])[{{}}]")
_BRACES_OR_HINT = re.compile(r"(\{\{c[1-9]\d{0,2}::|\}\}|::)")
_LABELS = re.compile(r"\s*(?:\([^()]*\)\s*)?(?::|：|\s[-–—]+\s|[–—])")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with deletions."""

    html: str
    """With a sign where each deletion begins, where its hint does, and where it ends."""

    sentence: str
    """Plain text, the deletions in place."""

    holes: tuple[Deletion, ...]
    """In the order in which they begin; the number is 0 where the page gives none."""

    bare: bool
    """Whether nothing stands around the deletions, so that a card would ask for nothing."""


def read_deletions(text: Text, words: frozenset[str]) -> Marked | None:
    """Find the deletions of a text that the words of `cards:` ask for; code and math hold none."""
    tokens = list(text.tokens)
    if BRACES in words and "{{c" in text.mask:
        tokens = _with_braces(tokens)
    tokens = _with_spans(tokens, words)
    numbers = [token.meta["hole"] for token in tokens if token.meta and "hole" in token.meta]
    if not numbers:
        return None
    signed = Text.of(tokens, text.at)
    parts = taken_apart(signed.plain)
    holes = tuple(Deletion(number, _line(said)) for number, said in zip(numbers, parts.hidden, strict=True))
    bare = not _WORD.search(parts.around) and HINT not in signed.plain
    return Marked(markup.inline(signed), _line(parts.whole), holes, bare)


def _line(text: str) -> str:
    return " ".join(text.split())


def _sign(token: Token, sign: str, number: int | None = None) -> Token:
    return type(token)("text", "", 0, content=sign, meta={} if number is None else {"hole": number})


def _with_spans(tokens: Sequence[Token], words: frozenset[str]) -> list[Token]:
    """Put signs in place of the marks and the bold that are asked for; those inside a deletion stay as they are."""
    found: list[Token] = []
    taken: list[bool] = []  # of the elements that are open
    inside = 0
    for position, token in enumerate(tokens):
        inside += (token.content == OPEN) - (token.content == CLOSE)
        if token.nesting == 1:
            taken.append(not inside and _hides(tokens, position, words))
            found.append(_sign(token, OPEN, 0) if taken[-1] else token)
            inside += taken[-1]
        elif token.nesting == -1:
            inside -= taken[-1]
            found.append(_sign(token, CLOSE) if taken.pop() else token)
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
    behind = _plain(tokens[end + 1 :])
    if _is_within_a_word(tokens, start, end):
        return False
    if any(_plain([tokens[place]]) for place in range(start)):
        return True
    return bool(behind) and not _LABELS.match(behind)


def _is_within_a_word(tokens: Sequence[Token], start: int, end: int) -> bool:
    before = tokens[start - 1].content if start else ""
    behind = tokens[end + 1].content if end + 1 < len(tokens) else ""
    return before[-1:].isalnum() or behind[:1].isalnum()


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
                pieces[start] = _sign(token, OPEN, number)
                pieces[position] = _sign(token, CLOSE)
                if hint is not None:
                    pieces[hint] = _sign(token, HINT)
    return pieces


def finished(signed: str, holes: Sequence[Deletion]) -> str:
    """Give the text as Anki reads it: signs as its own, and what only looks like them as entities."""
    waiting = iter(holes)
    escaped = _BRACE.sub(lambda brace: f"&#{ord(brace[0])};", signed)
    parts: list[str] = []
    inside = 0
    for piece in SIGNS.split(escaped):
        if piece == OPEN:
            parts.append(f"{{{{c{next(waiting).number}::")
            inside += 1
        elif piece == CLOSE:
            parts.append("}}")
            inside -= 1
        elif piece == HINT:
            parts.append("::")
        else:
            parts.append(piece.replace("::", "&#58;&#58;") if inside else piece)
    return "".join(parts)


def without_braces(section: Section) -> Section:
    """Show the deletions of a section as plain text, where its body is shown whole."""
    tokens = tuple(map(_shown, section.tokens))
    return replace(section, tokens=tokens)


def filled(text: Text) -> Text:
    """Give a text as its reader reads it: without the braces and the hints of its deletions."""
    return Text.of(_filled(text.tokens), text.at) if "{{c" in text.mask else text


def _shown(token: Token) -> Token:
    if token.type != "inline" or "{{c" not in token.content:
        return token
    return token.copy(children=_filled(token.children or []))


def _filled(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    hints: list[bool] = []
    for token in _with_braces(tokens):
        if token.content == OPEN:
            hints.append(False)
        elif token.content == CLOSE:
            hints.pop()
        elif token.content == HINT:
            hints[-1] = True
        elif not any(hints) or token.nesting:
            kept.append(token)
    return kept
