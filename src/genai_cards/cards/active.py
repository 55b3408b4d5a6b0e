"""Nothing on a card acts but what we put there: the one filter that each field goes through."""

from __future__ import annotations

import html
import re

from genai_cards.cards.fields import with_texts
from genai_cards.cards.media import STORED_NAME
from genai_cards.cards.tex import ACTS, harmless

_SPECIAL = re.compile("[&<>]")
# Anki acts on these anywhere in a field, also inside code and tags.
_DIRECTIVE = re.compile(r"\[(?=sound:|anki:|type:|/?latex\]|/?\$\$?\])", re.IGNORECASE)
_NOT_OURS = re.compile(rf"(?!\[sound:{STORED_NAME.pattern}\]){_DIRECTIVE.pattern}", re.IGNORECASE)
# MathJax starts at these in a text. Anki looks for them everywhere, and takes tags out of what it finds in a cloze.
_BEGINS = re.compile(r"\\[(\[]")
_DELIMITER = re.compile(r"\\(?=[()\[\]])")
_IN_TEXT = re.compile(rf"\\(?=[()\[\]])|(?={ACTS.pattern})\\")


def escaped(plain: str) -> str:
    """Give plain text as HTML that shows it, whatever it may mean to Anki."""
    shown = html.escape(plain, quote=False) if _SPECIAL.search(plain) else plain
    if "\\" in shown:
        shown = _IN_TEXT.sub(r"\\<span></span>", shown)
    return guarded(shown)


def guarded(field: str) -> str:
    """Give HTML in which Anki finds no sound, no speech, no box to type in, and no LaTeX to run."""
    return _DIRECTIVE.sub("&#91;", field) if "[" in field else field


def inert(field: str) -> tuple[str, tuple[str, ...]]:
    """Give a field in which nothing acts but sounds of ours, and the commands that were taken out of its formulas."""
    taken: list[str] = []

    def without_acting(text: str) -> str:
        begins = _BEGINS.search(text)
        if begins is None:
            return text
        shown, names = harmless(text[begins.start() :])
        taken.extend(names)
        return text[: begins.start()] + shown

    if "\\" in field and (_DELIMITER.search(field) or "<wbr" in field):
        field = with_texts(field, without_acting, _without_delimiters)
    if "[" in field:
        field = _NOT_OURS.sub("&#91;", field)
    return field, tuple(dict.fromkeys(taken))


def _without_delimiters(apart: str) -> str:
    return _DELIMITER.sub("&#92;", apart) if "\\" in apart else apart
