"""What an author may set: in `genai-cards.toml`, in the front matter of a page, in a comment below a heading.

Each line of the classes is a setting: how its value is read, what holds where nobody says anything, and what it means.
Reading, hints and docs follow from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from genai_cards.diagnostics import Diagnostic, error
from genai_cards.settings import readers as read
from genai_cards.settings.readers import Read, Reader, Said, unknown_key

_T = TypeVar("_T")
_READER, _MEANING = "reader", "meaning"


def setting(reader: Reader[_T], default: _T, meaning: str) -> _T:
    """Give the field of a setting."""
    made: _T = field(default=default, metadata={_READER: reader, _MEANING: meaning})
    return made


@dataclass(frozen=True, slots=True)
class Setting:
    """What an author may say in a place."""

    name: str
    read: Reader[Any]
    meaning: str


def settings_of(place: type) -> dict[str, Setting]:
    """Give the settings of a class below, by name."""
    named = (each for each in fields(place) if _READER in each.metadata)
    return {each.name: Setting(each.name, each.metadata[_READER], each.metadata[_MEANING]) for each in named}


def read_settings(place: type[_T], said: Iterable[Said]) -> Read[_T]:
    """Read what an author said in a place, each setting by its own reader."""
    known = settings_of(place)
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for each in said:
        if each.name not in known:
            problems.append(unknown_key(each.name, known, each.at))
            continue
        values[each.name], found = known[each.name].read(each)
        problems += found
    return place(**values), problems


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The front matter of a page."""

    title: str = setting(read.text, "", "else the page's only heading of level 1, else the file's name")
    deck: str = setting(read.text, "", "below the root deck; else the folders and the title")
    tags: tuple[str, ...] = setting(read.tags, (), "added to each note")
    source: str = setting(read.text, "", "or a citation; shown on each card")
    lang: str = setting(read.text, "", "language of the few words that cards add: de, en, es, fr, it, nl, pt")
    cards: tuple[str, ...] = setting(read.words, (), "else: structure, the rules above; asked.md has more words")
    imported: str = setting(read.text, "", "written by `genai-cards import`")
    allow: tuple[str, ...] = setting(read.codes, (), "what is not told of this page: docs/check.md")


@dataclass(frozen=True, slots=True)
class SectionSettings:
    """What a comment below a heading says: `<!-- cards: cloze, deck: Anatomy, tags: exam -->`."""

    cards: tuple[str, ...] = setting(read.words, (), "asked for beyond what the page and the sections above say")
    deck: str = setting(read.text, "", "below the root deck; else that of the section above")
    tags: tuple[str, ...] = setting(read.tags, (), "added to those of the page")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The table `[check]` of `genai-cards.toml`."""

    answer_words: int = setting(read.count, 30, "more words make an answer too long; code and tables do not count")
    list_items: int = setting(read.count, 7, "more items make a list too long")
    allow: tuple[str, ...] = setting(read.codes, (), "codes of warnings and advice that are not told")
    allow_line: int = 1
    """Where `allow` stands."""


def _checks(said: Said) -> Read[CheckSettings]:
    """Read the table `[check]`."""
    if not isinstance(said.value, Mapping):
        message, hint = f"`{said.name}` is not a table", f"write [{said.name}] on a line of its own"
        return CheckSettings(), [error("front-matter", said.at, message, hint)]
    found, problems = read_settings(CheckSettings, said.value.values())
    return (replace(found, allow_line=said.value["allow"].at.line) if "allow" in said.value else found), problems


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What `genai-cards.toml` says."""

    deck: str = setting(read.text, "", "root deck; else the name of the folder")
    source: str = setting(read.text, "source", "folder with the pages")
    exclude: tuple[str, ...] = setting(read.globs, (), "files and folders that are no pages, as in a .gitignore")
    output: str = setting(read.text, "output", "folder for the packages")
    decks: str = setting(
        read.one_of("page", "folder", "one"), "page", 'a deck for each page, for each "folder", or "one" for all'
    )
    tag_prefix: str = setting(read.one_tag, "", "put before the tags made from titles and headings")
    cards: tuple[str, ...] = setting(read.words, (), 'or "headings", or a list of words: what all pages are asked for')
    media: tuple[str, ...] = setting(
        read.folders, (), "folders outside of the project that pages may show pictures and sounds of"
    )
    media_limit: float = setting(read.megabytes, 5.0, "megabytes from which on a file is warned of")
    check: CheckSettings = setting(  # noqa: RUF009 - it gives a field
        _checks, CheckSettings(), "what `genai-cards check` says: docs/check.md"
    )


PLACES = {
    "genai-cards.toml": ProjectSettings,
    "[check]": CheckSettings,
    "front matter": PageSettings,
    "comment": SectionSettings,
}
"""Where an author may set something, and what may be set there."""
