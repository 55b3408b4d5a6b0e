"""Runs of text with links and emphasis → inline Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Union

from genai_cards.importers.write import escaped


@dataclass(frozen=True, slots=True)
class Opened:
    """The start of emphasis or of a link."""

    kind: str
    """`em`, `strong`, `del`, `sub`, `sup` or `a`."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of what was opened last."""

    kind: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Something that is Markdown already: code, a formula, a picture."""

    markdown: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A new line."""


Token = Union[str, Opened, Closed, Literal, Break]  # noqa: UP007  # the classes above name it

_MARKS = {"em": "*", "strong": "**", "del": "~~"}
_HOLE, _LINK, _END = "\ue000", "\ue001", "\ue002"  # stand for markup while the text around it is escaped
_HOLES = re.compile(f"[{_HOLE}{_LINK}{_END}]")
_LINKED = re.compile(f"(?<={_LINK})[^{_END}]*")
_BEFORE_LINK = re.compile(rf"(?<!\\)((?:\\\\)*)([!\[])(?={_LINK})")
_TILDE = re.compile(r"\\.|~", re.DOTALL)
_BRACKET = re.compile(r"\\.|([\[\]])", re.DOTALL)


def markdown(tokens: Sequence[Token], line_break: str = "\\\n") -> str:
    """Give inline Markdown that reads as the tokens do."""
    if all(isinstance(token, str) for token in tokens):
        return _escaped(" ".join("".join(map(str, tokens)).split()))
    tidy = _with_points_outside(_tidy(_joined(_flat(tokens))))
    partners = _partners(tidy)
    pieces: list[str] = []
    for place in range(len(tidy)):
        pieces.append(_piece(tidy, place, partners[place], pieces, line_break))
    text = _escaped("".join(token if isinstance(token, str) else _hole(token) for token in tidy))
    if _LINK in text:
        text = _BEFORE_LINK.sub(r"\1\\\2", text)
        text = _LINKED.sub(
            lambda linked: _BRACKET.sub(lambda found: f"\\{found[1]}" if found[1] else found[0], linked[0]), text
        )
    holes = iter(piece for piece, token in zip(pieces, tidy, strict=True) if not isinstance(token, str))
    return _HOLES.sub(lambda _: next(holes), text)


def _escaped(text: str) -> str:
    """Escape literal text, and every tilde that is not alone: markdown-it-py 4 takes `~a~`, too, for struck out."""
    written = escaped(text)
    if "~" not in text or (text.count("~") == 1 and _HOLE not in text):
        return written
    return _TILDE.sub(lambda found: found[0] if found[0][0] == "\\" else r"\~", written)


def _tidy(tokens: list[Token]) -> list[Token]:
    spaced = _spaced(tokens)
    tidy = _unempty(spaced)
    if len(tidy) == len(spaced):
        return tidy
    return _tidy(_joined(tidy))  # what went may have left spaces where none belong


def plain(tokens: Sequence[Token]) -> str:
    """Give the words alone."""
    words = (token if isinstance(token, str) else _words(token) for token in tokens)
    return " ".join("".join(words).split())


def code(text: str) -> str:
    """Give text as inline code."""
    text = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}" if text else ""


def link_target(address: str) -> str:
    """Give an address as Markdown wants it behind a text in brackets."""
    address = re.sub(r"[\s<>\\\"|`]", lambda found: f"%{ord(found[0]):02X}", address)
    return re.sub(r"[()]", lambda found: f"%{ord(found[0]):02X}", address) if not _balanced(address) else address


def _balanced(address: str) -> bool:
    depth = 0
    for character in address:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _hole(token: Token) -> str:
    if isinstance(token, Opened | Closed) and token.kind == "a":
        return _LINK if isinstance(token, Opened) else _END
    return _HOLE


def _words(token: Token) -> str:
    if isinstance(token, Literal):
        return token.markdown
    return " " if isinstance(token, Break) else ""


def _flat(tokens: Sequence[Token]) -> list[Token]:
    """Close what is open; drop emphasis within the same emphasis, links within links, and links that lead nowhere."""
    out: list[Token] = []
    opened: list[tuple[str, bool]] = []
    for token in tokens:
        if isinstance(token, Opened):
            counts = all(kind != token.kind or not real for kind, real in opened)
            opened.append((token.kind, counts and (token.kind != "a" or bool(token.address))))
            if opened[-1][1]:
                out.append(token)
        elif isinstance(token, Closed):
            kind = "" if any(kind == token.kind for kind, _ in opened) else token.kind
            while kind != token.kind:  # with what is open in it
                kind, real = opened.pop()
                if real:
                    out.append(Closed(kind))
        else:
            out.append(token)
    out += [Closed(kind) for kind, real in reversed(opened) if real]
    return out


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Make one token of the runs of text that follow on each other."""
    out: list[Token] = []
    for is_text, run in groupby(tokens, lambda token: isinstance(token, str)):
        if is_text:
            out.append("".join(map(str, run)))
        else:
            out += run
    return out


def _spaced(tokens: Sequence[Token]) -> list[Token]:
    """Leave one space between words, none at the ends, and none inside the ends of emphasis."""
    out: list[Token] = []
    space = False
    for token in tokens:
        if isinstance(token, str):
            text = " ".join(token.split())
            space = space or (bool(token) and token[0].isspace())
            if text:
                out = _add(out, text, space)
            space = bool(token) and token[-1].isspace() if text else space
        elif isinstance(token, Break):
            space = False
            out.append(token)
        elif isinstance(token, Closed):
            out.append(token)
        else:
            out = _add(out, token, space)
            space = False
    return out


def _add(out: list[Token], token: Token, space: bool) -> list[Token]:
    """Append a token; a space before it goes before the emphasis that it opens."""
    place = len(out)
    while place and isinstance(out[place - 1], Opened):
        place -= 1
    before = out[place - 1] if place else None
    if space and before is not None and not isinstance(before, Break):
        if isinstance(before, str):
            out[place - 1] = before if before.endswith(" ") else f"{before} "
        else:
            out.insert(place, " ")
    if isinstance(token, str) and out and isinstance(out[-1], str):
        out[-1] += token
    else:
        out.append(token)
    return out


def _with_points_outside(tokens: list[Token]) -> list[Token]:
    """Move the colon in **Note:**text behind the bold, where alone Markdown sees the end of it."""
    for place in range(1, len(tokens) - 1):
        before, token, after = tokens[place - 1 : place + 2]
        if not (isinstance(token, Closed) and isinstance(before, str) and isinstance(after, str)):
            continue
        bare = before.rstrip(":.,;!?")
        if token.kind in _MARKS and bare.strip() and bare == bare.rstrip() != before and after[:1].isalnum():
            tokens[place - 1], tokens[place + 1] = bare, before[len(bare) :] + after
    return tokens


def _unempty(tokens: Sequence[Token]) -> list[Token]:
    """Drop emphasis of nothing, join emphasis that follows on itself, and drop breaks at the ends."""
    out: list[Token] = []
    for token in tokens:
        last = out[-1] if out else None
        if (isinstance(token, Closed) and isinstance(last, Opened)) or (
            isinstance(token, Opened) and isinstance(last, Closed) and token.kind == last.kind != "a"
        ):
            out.pop()
        elif not (isinstance(token, Break) and last is None):
            out.append(token)
    while out and (isinstance(out[-1], Break) or out[-1] == " "):
        out.pop()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip()
    return out


def _piece(tokens: Sequence[Token], place: int, partner: int, before: Sequence[str], line_break: str) -> str:
    token = tokens[place]
    match token:
        case Literal(formula=True):
            return token.markdown if _is_free(tokens, place) else _in_brackets(token.markdown)
        case Literal():
            return token.markdown
        case Break():
            return line_break
        case Opened(kind="a"):
            return "["
        case Closed(kind="a"):
            opening = tokens[partner]
            return f"]({link_target(opening.address if isinstance(opening, Opened) else '')})"
        case Opened(kind) if kind in _MARKS and _opens(tokens, place) and _closes(tokens, partner):
            return _MARKS[kind]
        case Opened(kind):
            return f"<{kind}>"
        case Closed():
            return before[partner].replace("<", "</")
    return ""


def _is_free(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a formula stands so that its dollars are no part of a word, of a price or of another formula."""
    beside = tokens[max(place - 1, 0)], tokens[min(place + 1, len(tokens) - 1)]
    words = _beside(tokens, place, -1) + _beside(tokens, place, 1)
    joined = any(isinstance(token, Literal) and token.formula and token is not tokens[place] for token in beside)
    return not joined and not any(character.isalnum() or character in "$\\" for character in words)


def _in_brackets(formula: str) -> str:
    return formula if formula.startswith(("$$", "\\")) else rf"\({formula[1:-1]}\)"


def _partners(tokens: Sequence[Token]) -> list[int]:
    """Give for each mark that opens the place of the one that closes, and the other way round."""
    partners = [0] * len(tokens)
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if isinstance(token, Opened):
            opened.append(place)
        elif isinstance(token, Closed):
            start = opened.pop()
            partners[start], partners[place] = place, start
    return partners


def _opens(tokens: Sequence[Token], place: int) -> bool:
    before, after = _beside(tokens, place, -1), _beside(tokens, place, 1)
    return not _is_mark(after) or before.isspace() or _is_mark(before)


def _closes(tokens: Sequence[Token], place: int) -> bool:
    before, after = _beside(tokens, place, -1), _beside(tokens, place, 1)
    return not _is_mark(before) or after.isspace() or _is_mark(after)


def _beside(tokens: Sequence[Token], place: int, step: int) -> str:
    """Give the character beside a mark; markup counts as punctuation, an end or a break as space."""
    place += step
    if not 0 <= place < len(tokens):
        return " "
    token = tokens[place]
    if isinstance(token, str):
        return token[0 if step > 0 else -1]
    return " " if isinstance(token, Break) else "*"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
