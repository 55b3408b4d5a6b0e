"""Pages in, drafts out: the shortest way for a test to ask what a page becomes."""

from __future__ import annotations

import html
import re

from genai_cards.build import Build, build
from genai_cards.cards.notes import Draft
from genai_cards.diagnostics import Diagnostic
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode

NOW = 1_700_000_000


def compiled(*pages: str, settings: ProjectSettings | None = None) -> Build:
    """Build pages called page.md, page-2.md …"""
    names = ["page", *(f"page-{number}" for number in range(2, len(pages) + 1))]
    sources = [decode(text.encode(), f"{name}.md", name) for name, text in zip(names, pages, strict=True)]
    return build(sources, settings or ProjectSettings(deck="Root"), NOW)


def checked(*pages: str, settings: ProjectSettings | None = None) -> Build:
    """Build pages called page.md, page-2.md … and keep their trees."""
    names = ["page", *(f"page-{number}" for number in range(2, len(pages) + 1))]
    sources = [decode(text.encode(), f"{name}.md", name) for name, text in zip(names, pages, strict=True)]
    return build(sources, settings or ProjectSettings(deck="Root"), NOW, keep=True)


def drafts(*pages: str) -> list[Draft]:
    return [note.draft for note in compiled(*pages).notes]


def pairs(*pages: str) -> list[tuple[str, str]]:
    """Give prompt and answer of each note, without markup."""
    return [(plain(draft.fields["Prompt"]), plain(draft.fields["Answer"])) for draft in drafts(*pages)]


def only(page: str) -> Draft:
    """Give the one draft of a page."""
    (draft,) = drafts(page)
    return draft


def problems(*pages: str, severity: str = "") -> list[Diagnostic]:
    return [problem for problem in compiled(*pages).diagnostics if severity in ("", problem.severity)]


def codes(*pages: str, severity: str = "") -> list[str]:
    return [problem.code for problem in problems(*pages, severity=severity)]


def plain(field: str) -> str:
    """Give the text of a field, as a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", field)).split())
