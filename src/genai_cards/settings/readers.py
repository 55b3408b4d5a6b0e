"""How the values of settings are read: the same way in front matter, in a comment and in `genai-cards.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from genai_cards.cards.tags import RESERVED_TAGS, as_tag
from genai_cards.diagnostics import Diagnostic, Location, error, warning
from genai_cards.settings.asked import nearest, split_words, unknown
from genai_cards.source import UNSTORABLE

LARGEST = 1 << 31
"""A number that is larger says the same: Python cannot write one of thousands of digits."""

_T_co = TypeVar("_T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Said:
    """What an author wrote for a setting."""

    name: str
    value: object
    """A text, a number, or a tuple of the items of a list; None for what is neither."""

    at: Location
    lines: tuple[int, ...] = ()
    """Where each item of a list stands, if that is not the line of its name."""

    in_toml: bool = False
    """Whether it stands in `genai-cards.toml`, where a text has quotes and a list is written with `=`."""

    def texts(self) -> tuple[tuple[str, Location], ...] | None:
        """Give the items of a list of texts with their places, or the one text; None for everything else."""
        items = self.value if isinstance(self.value, tuple) else (self.value,)
        places = [Location(self.at.path, line) for line in self.lines] or [self.at] * len(items)
        found = [(item, at) for item, at in zip(items, places, strict=True) if isinstance(item, str)]
        return tuple(found) if len(found) == len(items) else None

    def is_not(self, what: str, *example: str) -> Diagnostic:
        """Say that it is not what it should be, and how that is written."""
        written = ", ".join(f'"{word}"' for word in example) if self.in_toml else ", ".join(example)
        sign = " =" if self.in_toml else ":"
        return error("front-matter", self.at, f"`{self.name}` is not {what}", f"write: {self.name}{sign} [{written}]")


Read = tuple[_T_co, Sequence[Diagnostic]]
"""A value, and what is wrong with what was written for it."""

Reader = Callable[[Said], Read[_T_co]]


def text(said: Said) -> Read[str]:
    """Read a text on one line."""
    if not isinstance(said.value, str):
        hint = f'write: {said.name} = "…"' if said.in_toml else f"write it on one line: {said.name}: …"
        return "", [error("front-matter", said.at, f"`{said.name}` is not a text", hint)]
    return (said.value, []) if not UNSTORABLE.search(said.value) else ("", [_unstorable(said)])


def one_of(*choices: str) -> Reader[str]:
    """Give the reader of a text that is one of a few."""

    def read(said: Said) -> Read[str]:
        value, problems = text(said)
        if problems or value in choices:
            return value, problems
        listed = ", ".join(f"“{choice}”" for choice in choices)
        hint = nearest(value, choices) or f'write: {said.name} = "{choices[0]}"'
        return choices[0], [error("front-matter", said.at, f"`{said.name}` is one of {listed}", hint)]

    return read


def words(said: Said) -> Read[tuple[str, ...]]:
    """Read what is asked for: `one`, `one, two` or a list of such."""
    found = said.texts()
    if found is None:
        return (), [said.is_not("a list of words", "structure", "cloze")]
    split = [(split_words(item), at) for item, at in found]
    problems = [_unknown_word(said.name, word, at) for items, at in split for word in unknown(items)]
    return tuple(word for items, _ in split for word in items), problems


def tags(said: Said) -> Read[tuple[str, ...]]:
    """Read tags as Anki can hold them: `a, b`, or a list in which a tag may be several words."""
    found = said.texts()
    if found is None:
        return (), [said.is_not("a list of words", "one", "two")]
    written = split_words(said.value) if isinstance(said.value, str) else [item.strip() for item, _ in found]
    written = [word for word in written if word]
    if any(map(UNSTORABLE.search, written)):
        return (), [_unstorable(said)]
    read = [as_tag(word) for word in written]
    problems = [_changed(word, tag, said.at) for word, tag in zip(written, read, strict=True) if word != tag]
    problems += [_kept(tag, said.at) for tag in read if tag.lower() in RESERVED_TAGS]
    return tuple(dict.fromkeys(filter(None, read))), problems


def codes(said: Said) -> Read[tuple[str, ...]]:
    """Read codes of diagnostics: a list, and in front matter `one, two` as well."""
    found = said.texts()
    if found is None or (said.in_toml and isinstance(said.value, str)):
        return (), [said.is_not("a list of codes", "answer-long")]
    return split_words(said.value) if isinstance(said.value, str) else tuple(item.strip() for item, _ in found), []


def folders(said: Said) -> Read[tuple[str, ...]]:
    """Read a list of folders."""
    found = said.texts()
    if found is None or isinstance(said.value, str) or not all(folder.isprintable() for folder, _ in found):
        return (), [said.is_not("a list of folders", "../pictures")]
    return tuple(folder for folder, _ in found), []


def globs(said: Said) -> Read[tuple[str, ...]]:
    """Read a list of patterns of files."""
    found = said.texts()
    if found is None or isinstance(said.value, str) or not all(glob.isprintable() for glob, _ in found):
        return (), [said.is_not("a list of patterns", "templates/", "*.draft.md")]
    return tuple(glob for glob, _ in found), []


def one_tag(said: Said) -> Read[str]:
    """Read one tag."""
    value, problems = text(said)
    if value == as_tag(value):
        return value, problems
    hint = f'write: {said.name} = "{as_tag(value)}"'
    return "", [error("front-matter", said.at, f"Anki would split the tag “{value}”", hint)]


def megabytes(said: Said) -> Read[float]:
    """Read a size."""
    value = said.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        message = f"`{said.name}` is no number of megabytes"
        return 0, [error("front-matter", said.at, message, f"write: {said.name} = 5")]
    return min(value, LARGEST), []


def count(said: Said) -> Read[int]:
    """Read a whole number from 1 on."""
    if type(said.value) is not int or said.value < 1:
        message = f"`{said.name}` is not a whole number from 1 on"
        return 0, [error("front-matter", said.at, message, f"write: {said.name} = 30")]
    return min(said.value, LARGEST), []


def unknown_key(name: str, known: Iterable[str], at: Location) -> Diagnostic:
    """Say that a name is no setting, and which one was probably meant."""
    return warning("unknown-key", at, f"`{name}` means nothing here", nearest(name, tuple(known)))


def _unknown_word(name: str, word: str, at: Location) -> Diagnostic:
    """Give an error: a slip in a word would retire the notes that it asks for."""
    shown = UNSTORABLE.sub("\ufffd", word)
    return error("unknown-word", at, f"`{name}` knows no word “{shown}”", nearest(word))


def _changed(word: str, tag: str, at: Location) -> Diagnostic:
    hint = "Anki's tags hold no spaces and no empty levels"
    return warning("tag-changed", at, f"the tag “{word}” becomes “{tag}”", hint)


def _kept(tag: str, at: Location) -> Diagnostic:
    return warning("tag-reserved", at, f"Anki keeps the tag “{tag}” for itself", "give it another name")


def _unstorable(said: Said) -> Diagnostic:
    what = "a control character" if said.in_toml else "a character that Anki cannot store"
    return error("front-matter", said.at, f"`{said.name}` holds {what}", "leave its escape out")
