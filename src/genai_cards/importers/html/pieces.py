"""Small questions about what a text is made of."""

from __future__ import annotations

import re

from genai_cards.importers.html.frames import Frame
from genai_cards.importers.html.inline import Break, Closed, Literal, Opened, Token
from genai_cards.importers.html.tree import Element
from genai_cards.importers.page import Formula

_NOTE_MARK = re.compile(r"\[?\s*(\d{1,4}|[a-z]|\*+|†|‡|note \d+)\s*\]?")


_SHORT = re.compile(r"[^\W_][\w.&/-]{1,11}")
"""A form whose long one a page may tell, if it is in capitals."""


def joined_to_formula(frame: Frame, text: str) -> str:
    """Give the full stop behind a formula that stands by itself to the formula, and what is left of the text."""
    found = re.match(r"\s*([.,;:])(?=\s|$)", text)
    last = frame.blocks[-1]
    if not found or not isinstance(last, Formula) or not is_empty(frame.tokens):
        return text
    frame.blocks[-1] = Formula(f"{last.text}{found[1]}", last.line)
    return text[found.end() :]


def is_empty(tokens: list[Token]) -> bool:
    """Say whether nothing is shown."""
    return not any(is_shown(token) and not isinstance(token, Break) for token in tokens)


def is_shown(token: Token) -> bool:
    """Say whether a token is seen."""
    return bool(token.strip()) if isinstance(token, str) else not isinstance(token, Opened | Closed)


def leading_lines(token: Token) -> int:
    """Give how many lines a token begins with."""
    return token.count("\n", 0, len(token) - len(token.lstrip())) if isinstance(token, str) else 0


def is_picture(tokens: list[Token]) -> bool:
    """Say whether there is nothing but a picture, whose link leads to the picture itself, as a rule."""
    shown = [token for token in tokens if is_shown(token) and not isinstance(token, Break)]
    return bool(shown) and all(isinstance(token, Literal) and token.markdown.startswith("![") for token in shown)


def long_forms(root: Element) -> dict[str, str]:
    """Give what a page says that its short forms stand for, in `<abbr title>`."""
    found: dict[str, str] = {}
    for element in root.iter("abbr", "acronym"):
        short = "".join(element.itertext()).strip()
        long = " ".join((element.get("title") or "").split())
        if _SHORT.fullmatch(short) and short.isupper() and len(long) > len(short) and long[:1].isalpha():
            found.setdefault(short, long)
    return found


def notes_of(root: Element) -> dict[str, str]:
    """Give the labels of the footnotes of a page by their ids: items of a list that marks in the text point to."""
    items = {item.get("id") for item in root.iter("li") if item.get("id")}
    labels: dict[str, str] = {}
    for link in root.iter("a"):
        target = (link.get("href") or "").partition("#")
        if target[0] or target[2] not in items or target[2] in labels:
            continue
        mark = _NOTE_MARK.fullmatch("".join(link.itertext()).strip())
        raised = link.getparent().tag == "sup" or any(child.tag == "sup" for child in link)
        if mark and raised:
            labels[target[2]] = str(len(labels) + 1)
    return labels
