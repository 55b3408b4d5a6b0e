"""Markdown → Document."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from genai_cards.cards.media import Library
from genai_cards.diagnostics import Location, error
from genai_cards.page import syntax
from genai_cards.page.containers import prepare, without_footnotes
from genai_cards.page.deletions import filled
from genai_cards.page.document import Document
from genai_cards.page.lines import Lines
from genai_cards.page.pictures import illustrate
from genai_cards.page.sections import name_of, read_section, split_title
from genai_cards.page.text import Text
from genai_cards.settings.front_matter import read_front_matter
from genai_cards.settings.readers import Said
from genai_cards.source import Source


def parse(source: Source, library: Library | None = None) -> Document:
    """Parse a page once; what is wrong with it is in the document's problems. The library finds what it shows."""
    front_matter = read_front_matter(source)
    tokens, own_ids = syntax.parse(_without_front_matter(source.text, front_matter.length))
    lines = Lines(source.path, source.lines(), [*source.problems, *front_matter.problems])
    _check_nesting(tokens, lines)
    shown = illustrate(tokens, library, lines.at)
    tokens = without_footnotes(tokens, lines)
    prepare(tokens)
    heading, tokens = split_title(tokens, lines)
    top = Location(source.path)
    words = front_matter.settings.title
    title = filled(heading) if heading and not words else Text.of_words(words or name_of(source.page), top)
    return Document(
        path=source.path,
        page=source.page,
        title=title,
        description=_described(front_matter.description),
        settings=front_matter.settings,
        root=read_section(tokens, heading, 0, (), lines, heading.at if heading else top),
        lines=tuple(lines.texts),
        own_ids=own_ids,
        media=shown.media,
        problems=tuple(lines.problems),
        doubts=tuple(shown.problems),
    )


def _described(said: Said | None) -> Text | None:
    """Read what the front matter says of the page as a text of the page."""
    if said is None:
        return None
    tokens, _ = syntax.parse(str(said.value))
    prepare(tokens)
    return Text.of(next((token.children or [] for token in tokens if token.type == "inline"), []), said.at)


def _without_front_matter(text: str, length: int) -> str:
    """Give a page with as many empty lines in place of its front matter, so that line numbers stay."""
    return "\n".join([*[""] * length, *text.split("\n")[length:]]) if length else text


def _check_nesting(tokens: Sequence[Token], lines: Lines) -> None:
    deepest = max(tokens, key=lambda token: token.level, default=None)
    if deepest is not None and deepest.level >= syntax.MAX_NESTING - 1:
        at = next(lines.at(token) for token in tokens if token.map and token.level >= syntax.MAX_NESTING - 4)
        hint = "take lists and quotes apart: no card can show this"
        message = f"more than {syntax.MAX_NESTING} blocks within blocks"
        lines.problems.append(error("nesting-too-deep", at, message, hint))
