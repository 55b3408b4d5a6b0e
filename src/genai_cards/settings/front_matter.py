"""The YAML between `---` lines at the start of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from genai_cards.diagnostics import Diagnostic, Location, error
from genai_cards.settings.readers import Said
from genai_cards.settings.values import PageSettings, read_settings, settings_of
from genai_cards.source import Source

_NULL = "tag:yaml.org,2002:null"
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter as read, with what is wrong with it."""

    settings: PageSettings = field(default_factory=PageSettings)
    problems: tuple[Diagnostic, ...] = ()
    length: int = 0
    """How many lines of the page it takes, with those that open and close it."""


def read_front_matter(source: Source) -> FrontMatter:
    """Read the YAML between `---` lines at the start of a page; its problems have real line numbers."""
    lines = source.lines()
    if lines[0].rstrip() != _FENCE:
        return FrontMatter()
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in (_FENCE, "...")), None)
    if end is None:
        return FrontMatter(problems=_unclosed(lines, source.path))
    return replace(_parse_yaml("\n".join(lines[1:end]), source.path), length=end + 1)


def _unclosed(lines: Sequence[str], path: str) -> tuple[Diagnostic, ...]:
    """Tell front matter without an end from a rule that opens a page."""
    if len(lines) < 2 or lines[1].split(":")[0] not in settings_of(PageSettings):
        return ()
    return (error("front-matter", Location(path), "the front matter has no end", f"close it with a line of {_FENCE}"),)


def _parse_yaml(text: str, path: str) -> FrontMatter:
    import yaml  # costs 10 ms: only pages with front matter pay it

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        at = Location(path, mark.line + 2, mark.column + 1) if mark else Location(path, 2)
        return _broken(at, broken.problem or "it cannot be read")
    except (yaml.YAMLError, RecursionError) as broken:
        return _broken(Location(path, 2), str(broken).splitlines()[0])
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return _broken(Location(path, 2), "it is not a list of `key: value` lines")
    said = [_said(key, value, path) for key, value in root.value]
    settings, problems = read_settings(PageSettings, said)
    return FrontMatter(settings, (*_twins(said), *problems))


def _said(key: Any, node: Any, path: str) -> Said:
    """Give what a key says: a text as it is written, the items of a list, or None for anything else."""
    name = key.value if isinstance(key.value, str) else "[…]"
    at = Location(path, key.start_mark.line + 2, key.start_mark.column + 1)
    if isinstance(node.value, str):
        return Said(name, "" if node.tag == _NULL else node.value.strip(), at)
    if node.id != "sequence":
        return Said(name, None, at)
    items = tuple(item.value if isinstance(item.value, str) else None for item in node.value)
    return Said(name, items, at, tuple(item.start_mark.line + 2 for item in node.value))


def _twins(said: Iterable[Said]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for each in said:
        if each.name in seen and each.name in settings_of(PageSettings):
            yield error("front-matter", each.at, f"`{each.name}` stands here twice", "delete one of the two")
        seen.add(each.name)


def _broken(at: Location, problem: str) -> FrontMatter:
    hint = 'write `key: value` lines; put a value that holds ": " or starts with a sign in quotes'
    return FrontMatter(problems=(error("front-matter", at, f"the front matter is not YAML: {problem}", hint),))
