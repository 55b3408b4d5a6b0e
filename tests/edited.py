"""Pages before and after an edit: the shortest way for a test to ask what became of their notes."""

from __future__ import annotations

from genai_cards.build import Build, build
from genai_cards.identity.changes import Outcome
from genai_cards.identity.lock import Lock
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from reading import plain


def made(*pages: str, before: Lock | Build | None = None, now: int = 100) -> Build:
    """Build pages called page.md, page-2.md … against a lock."""
    names = ["page", *(f"page-{number}" for number in range(2, len(pages) + 1))]
    return made_of(dict(zip(names, pages, strict=True)), before, now)


def made_of(pages: dict[str, str], before: Lock | Build | None = None, now: int = 100) -> Build:
    sources = [decode(text.encode(), f"{name}.md", name) for name, text in sorted(pages.items())]
    lock = before.lock if isinstance(before, Build) else before or Lock()
    return build(sources, ProjectSettings(deck="Root"), now, lock)


def guids(built: Build) -> dict[str, str]:
    return {plain(note.draft.fields["Prompt"]): note.guid for note in built.notes}


def outcomes(built: Build, *wanted: Outcome) -> list[str]:
    return [change.after.trace.prompt for change in built.changes if change.outcome in wanted]


def edit(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def kept(old: str, new: str, *renamed: tuple[str, str]) -> Build:
    """Check that all notes keep their GUIDs; questions that read otherwise are named as (old, new)."""
    before = made(old)
    after = made(new, before=before, now=200)
    names = dict(renamed)
    assert {names.get(prompt, prompt): guid for prompt, guid in guids(before).items()} == guids(after)
    assert outcomes(after, Outcome.ADDED, Outcome.RETIRED) == []
    return after
