"""What stands behind texts: footnotes, check boxes, and links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from genai_cards.diagnostics import skipped
from genai_cards.page.lines import Lines

_CHECK_BOX = re.compile(r"\[([ xX])\](?=\s)")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)


def without_footnotes(tokens: list[Token], lines: Lines) -> list[Token]:
    """Take the footnotes out of the stream, and give each reference its footnote's tokens as meta["body"]."""
    if not any(token.type == "footnote_reference_open" for token in tokens):
        return tokens
    kept: list[Token] = []
    bodies: dict[str, list[Token]] = {}
    opened: dict[str, Token] = {}
    body: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            body = bodies[token.meta["label"]] = []
            opened[token.meta["label"]] = token
        elif token.type == "footnote_reference_close":
            body = None
        else:
            (kept if body is None else body).append(token)
    cited = set()
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                child.meta["body"] = bodies[child.meta["label"]]
                cited.add(child.meta["label"])
    for label in bodies.keys() - cited:
        at, hint = lines.at(opened[label]), f"cite it with [^{label}]"
        lines.problems.append(skipped("footnote-unused", at, "a footnote that nothing cites", hint))
    for tokens_of_body in bodies.values():
        prepare(tokens_of_body)
    return kept


def prepare(tokens: Sequence[Token]) -> None:
    """Make links that lead nowhere from a card into text, and check boxes into characters."""
    for position, token in enumerate(tokens):
        if token.type != "inline" or not token.children:
            continue
        # emphasis leaves empty texts behind
        token.children = [child for child in token.children if child.type != "text" or child.content]
        hidden = False
        for child in token.children:
            if child.type == "link_open":
                hidden = not _SAFE_LINK.match(str(child.attrs.get("href", "")))
                child.hidden = hidden
            elif child.type == "link_close":
                child.hidden = hidden
        first = token.children[0] if token.children else token
        if position > 1 and tokens[position - 2].type == "list_item_open" and first.type == "text":
            box = _CHECK_BOX.match(first.content)
            if box:
                tokens[position - 2].meta["ticked"] = box[1] != " "
                first.content = ("☐" if box[1] == " " else "☑") + first.content[box.end() :]
