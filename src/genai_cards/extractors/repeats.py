"""What is said twice is asked once."""

from __future__ import annotations

from collections.abc import Iterable

from genai_cards.cards.notes import Draft, Key
from genai_cards.diagnostics import Diagnostic, Location, skipped


def without_repeats(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """Leave out what is said again word for word: in the same section; of some kinds, on another page, too."""
    kept: list[Draft] = []
    repeated: list[Diagnostic] = []
    first: dict[tuple[Key | str, str, str], Location] = {}
    for draft in drafts:
        about = "" if draft.kind.once else draft.key
        said = about, draft.front, draft.back
        at = first.setdefault(said, draft.at)
        if at is draft.at:
            kept.append(draft)
        else:
            repeated.append(skipped("duplicate", draft.at, f"the same note as at {at.path}:{at.line}"))
    return tuple(kept), tuple(repeated)
