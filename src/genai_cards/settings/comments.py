"""A comment below a heading: `<!-- cards: cloze, deck: Anatomy, tags: exam -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from genai_cards.diagnostics import Diagnostic, Location
from genai_cards.settings.readers import Said
from genai_cards.settings.values import SectionSettings, read_settings

_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
_FIRST_KEYS = ("cards", "deck")
"""What a comment of ours begins with; `<!-- tags: … -->` is in use by others."""

_KEY = re.compile(r"(?:^|[,;\n])\s*([\w-]+)\s*:(?!:)\s*")


def read_comment(content: str, at: Location) -> tuple[SectionSettings, tuple[Diagnostic, ...]] | None:
    """Read `<!-- cards: cloze, deck: Anatomy, tags: exam -->`; None for a comment that sets nothing."""
    comment = _COMMENT.fullmatch(content)
    keys = list(_KEY.finditer(comment[1])) if comment else []
    if not comment or not keys or comment[1][: keys[0].start()].strip() or keys[0][1] not in _FIRST_KEYS:
        return None
    first = Location(at.path, at.line + content.count("\n", 0, comment.start(1)))
    settings, problems = read_settings(SectionSettings, _said(comment[1], keys, first))
    return settings, tuple(problems)


def _said(inside: str, keys: Sequence[re.Match[str]], at: Location) -> Iterator[Said]:
    """Yield what stands behind each key, up to the next one; `at` is where the comment begins."""
    ends = [*(key.start() for key in keys[1:]), len(inside)]
    for key, end in zip(keys, ends, strict=True):
        place = Location(at.path, at.line + inside.count("\n", 0, key.start(1)))
        yield Said(key[1], inside[key.end() : end].strip(), place)
