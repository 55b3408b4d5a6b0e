"""What holds in each section of a page: the project's settings, the page's, and those of the comments above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from genai_cards.cards.decks import deck_path
from genai_cards.diagnostics import Diagnostic, warning
from genai_cards.extractors.drafting import Place, place
from genai_cards.page.document import Block, Document, Opaque, Section
from genai_cards.settings.asked import Asked
from genai_cards.settings.comments import read_comment
from genai_cards.settings.values import ProjectSettings, SectionSettings


@dataclass(frozen=True, slots=True)
class Settled:
    """A section with what holds in it."""

    section: Section
    asked: Asked
    deck: str
    """Full name of its own deck; empty where it is the page's."""

    tags: tuple[str, ...]
    """Its own tags, those of the sections above it included."""

    problems: tuple[Diagnostic, ...]

    def place(self, document: Document, deck: str, tag_prefix: str) -> Place:
        """Give the section as an extractor sees it; `deck` is the page's."""
        here = place(document, self.section, self.deck or deck, tag_prefix)
        return replace(here, asked=self.asked, tags=tuple(dict.fromkeys((*here.tags, *self.tags))))


def read_sections(document: Document, settings: ProjectSettings) -> tuple[Settled, ...]:
    """Give all sections of a page, in page order, with what holds in each: the nearest wins."""
    asked = Asked().and_then(settings.cards).and_then(document.settings.cards)
    return tuple(_settle(document.root, asked, "", (), settings.deck))


def _settle(section: Section, asked: Asked, deck: str, tags: tuple[str, ...], root_deck: str) -> Iterator[Settled]:
    problems: list[Diagnostic] = []
    at_top = True
    blocks: list[Block] = []
    for block in section.blocks:
        found = _comment(block)
        if found is None:
            blocks.append(block)
            at_top = at_top and isinstance(block, Opaque) and block.kind == "comment"
        elif at_top:
            said, problems_of_it = found
            asked = asked.and_then(said.cards)
            deck = deck_path(root_deck, said.deck) if said.deck else deck
            tags = (*tags, *said.tags)
            problems += problems_of_it
        else:
            hint = "put it directly below a heading, or at the top of the page"
            problems.append(warning("cards-misplaced", block.at, "this comment sets nothing here", hint))
    # without its comments: some rules look for the first block of a section
    yield Settled(replace(section, blocks=tuple(blocks)), asked, deck, tags, tuple(problems))
    for below in section.sections:
        yield from _settle(below, asked, deck, tags, root_deck)


def _comment(block: Block) -> tuple[SectionSettings, tuple[Diagnostic, ...]] | None:
    if not isinstance(block, Opaque) or block.kind != "comment":
        return None
    return read_comment(block.content, block.at)
