"""What an author says at the top of a page: our own keys, among those of other tools."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from genai_cards.diagnostics import Diagnostic, Severity, error
from genai_cards.settings.matter import read_matter
from genai_cards.settings.readers import Said, unknown_key
from genai_cards.settings.values import PageSettings, settings_of
from genai_cards.source import Source

_CALLED = {"language": "lang", "tag": "tags"}
"""What other tools call our keys."""

_OF_OTHERS = ("card", "cars", "sources")
_SWITCHED = ("true", "false", "yes", "no", "on", "off")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter as read, with what is wrong with it."""

    settings: PageSettings = field(default_factory=PageSettings)
    problems: tuple[Diagnostic, ...] = ()
    length: int = 0
    """How many lines of the page it takes, with those that open and close it."""

    description: Said | None = None
    """What the page is about, where it says so in a text."""


def read_front_matter(source: Source) -> FrontMatter:
    """Read what stands at the top of a page; its problems have real line numbers."""
    matter = read_matter(source.lines(), source.path)
    said = [replace(each, name=_CALLED.get(each.name.lower(), each.name.lower())) for each in matter.said]
    settings, problems = _settings(said)
    described = (each for each in said if each.name == "description" and isinstance(each.value, str) and each.value)
    return FrontMatter(settings, (*matter.problems, *_twins(said), *problems), matter.length, next(described, None))


def _settings(said: Iterable[Said]) -> tuple[PageSettings, list[Diagnostic]]:
    """Read our own keys; all others are those of other tools, unless they look like a slip."""
    known = settings_of(PageSettings)
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for each in said:
        if each.name == "cards" and _is_of_others(each):
            problems.append(_told(each.is_not("a list of words", "structure", "cloze")))
        elif each.name in known:
            values[each.name], found = known[each.name].read(each)
            problems += (problem if each.name in ("cards", "deck") else _told(problem) for problem in found)
        elif _is_slip(each.name, known):
            problems.append(unknown_key(each.name, known, each.at))
    return PageSettings(**values), problems


def _told(problem: Diagnostic) -> Diagnostic:
    """Give what is wrong with a key that other tools have too as a warning."""
    return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem


def _is_of_others(said: Said) -> bool:
    """Say whether what `cards:` says are no words: a number, a switch, a table."""
    return said.texts() is None or (
        isinstance(said.value, str) and (said.value.lower() in _SWITCHED or said.value.isdecimal())
    )


def _is_slip(name: str, known: Iterable[str]) -> bool:
    """Say whether a name is one of ours but for one letter, or two that changed places."""
    if name in _OF_OTHERS:
        return False
    close = difflib.get_close_matches(name, [*known], 1, 0.75)
    return bool(close) and (
        sorted(name) == sorted(close[0])
        or (abs(len(name) - len(close[0])) < 2 and bool(difflib.get_close_matches(name, close, 1, 0.8)))
    )


def _twins(said: Iterable[Said]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for each in said:
        if each.name in seen and each.name in settings_of(PageSettings):
            told = error("front-matter", each.at, f"`{each.name}` stands here twice", "delete one of the two")
            yield told if each.name in ("cards", "deck") else _told(told)
        seen.add(each.name)
