"""`genai-cards.toml`, the settings of a project."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from genai_cards.diagnostics import Diagnostic, Location, Severity, Stop, unreadable
from genai_cards.settings.readers import Said
from genai_cards.settings.values import ProjectSettings, read_settings


def parse_project(text: str, path: str) -> tuple[ProjectSettings, tuple[Diagnostic, ...]]:
    """Read `genai-cards.toml`; a file that is not TOML, or has a value of a wrong kind, is a Stop."""
    try:
        said = tuple(_said(tomllib.loads(text), text, path))
    except (ValueError, RecursionError) as broken:
        raise Stop(f"{path}: not TOML: {unreadable(broken)}", 'write lines such as: deck = "My notes"') from None
    settings, problems = read_settings(ProjectSettings, said)
    for problem in problems:
        if problem.severity is Severity.ERROR:
            raise Stop(f"{problem.at}: {problem.message}", problem.hint)
    return settings, tuple(problems)


def _said(values: Mapping[str, Any], text: str, path: str) -> Iterator[Said]:
    """Yield what the file says; of a table, by name what it says in turn."""
    for name, value in values.items():
        given: object = tuple(value) if isinstance(value, list) else value
        if isinstance(value, dict):
            given = {each.name: each for each in _said(value, text, path)}
        yield Said(name, given, Location(path, _line_of(name, text)), in_toml=True)


def _line_of(name: str, text: str) -> int:
    lines = text.split("\n")
    return next((i for i, line in enumerate(lines, 1) if line.split("=")[0].strip(" [].\"'") == name), 1)
