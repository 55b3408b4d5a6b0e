"""What an author asks for: the words of `cards:`, the same for a project, a page and a section."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from genai_cards.cards.kinds import CLOZE, KINDS

FORMS = ("structure", "headings", "none")
"""How blocks are read: by the rules; each deepest heading as a prompt with its body as the answer; not at all."""

UNASKED = tuple(kind.name for kind in KINDS if kind.asked_by in ("", *FORMS))
"""Kinds of notes that are made by the form alone; each can be switched off."""

CLOZES = ("cloze-mark", "cloze-braces", "cloze-bold")
"""The ways to write a deletion, each a word of its own."""

REVERSE, REVERSE_CELLS = "reverse", "reverse-cells"
DERIVED = tuple(kind.asked_by for kind in KINDS if kind.derived)
"""What is made out of other notes, even where those are switched off."""

_OTHERS = tuple(kind.asked_by for kind in KINDS if not kind.derived and kind.name not in (CLOZE.name, *UNASKED))

ADDED = (*CLOZES, *_OTHERS, REVERSE, REVERSE_CELLS, *DERIVED)
"""What is made for those who ask for it alone."""

WORDS = (*FORMS, CLOZE.asked_by, *ADDED, *UNASKED)
"""All words; each but the forms may be taken back with a hyphen before it: `-table`."""

# Bold is ordinary emphasis: whoever wants it hidden says so. Taking clozes back takes all of them back.
_GROUPS = {
    CLOZE.asked_by: CLOZES[:2],
    f"-{CLOZE.asked_by}": tuple(f"-{word}" for word in CLOZES),
}
_SEPARATOR = re.compile(r"[,\s]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for in one place."""

    form: str = FORMS[0]
    added: frozenset[str] = frozenset()
    """Some of ADDED."""

    off: frozenset[str] = frozenset()
    """Some of UNASKED."""

    @property
    def is_nothing(self) -> bool:
        """Say whether no note is asked for."""
        return self.form == "none" and not self.added

    def and_then(self, words: Iterable[str]) -> Asked:
        """Give what is asked for where these words are said too; of two that differ the later one holds."""
        form, added, off = self.form, set(self.added), set(self.off)
        for word in (one for said in words for one in _GROUPS.get(said, (said,))):
            name = word.removeprefix("-")
            if word in FORMS:
                form = word
            elif name in ADDED:
                (added.discard if word != name else added.add)(name)
            else:
                (off.add if word != name else off.discard)(name)
        return Asked(form, frozenset(added), frozenset(off))


def split_words(text: str) -> tuple[str, ...]:
    """Give the words of `one, two`."""
    return tuple(filter(None, _SEPARATOR.split(text)))


def is_known(word: str) -> bool:
    """Say whether a word means something."""
    return word in WORDS or (word.startswith("-") and word[1:] in WORDS and word[1:] not in FORMS)


def unknown(words: Iterable[str]) -> tuple[str, ...]:
    """Give the words that mean nothing."""
    return tuple(word for word in words if not is_known(word))


def nearest(name: str, known: Sequence[str] = WORDS) -> str:
    """Say which known name was probably meant, or which there are."""
    sign = "-" if name.startswith("-") else ""
    found = difflib.get_close_matches(name.lower().lstrip("-").replace("_", "-"), known, 1, 0.6)
    if found and found[0] in FORMS:
        sign = ""
    return f"did you mean `{sign}{found[0]}`?" if found else f"known are: {', '.join(known)}"
