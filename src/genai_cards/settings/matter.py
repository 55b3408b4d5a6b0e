"""What stands at the top of a page for tools: YAML, TOML, JSON or org's keywords, each as what it says."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genai_cards.diagnostics import Diagnostic, Location, unreadable, warning
from genai_cards.settings.readers import Said

_NULL = "tag:yaml.org,2002:null"
_KEY = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*[:=](?:[ \t]+(.*)|[ \t]*)$")
_TOML_LINE = re.compile(r"\s*(?:[A-Za-z][\w.-]*\s*=\s*\S.*)?")
_OTHER = re.compile(r"[ \t#\]}>-]|\{[{%#]|$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_BEGINS_OTHER = tuple("[{&*!|>%@`")
_MOST_BITS = 64  # a number of thousands of digits cannot be written
_TEMPLATE = re.compile(r"\{[{%]")
_ORG = re.compile(r"#\+(?!begin_|end_)([A-Za-z_]+):[ \t]*(.*)", re.IGNORECASE)
_CLOSED_JSON = re.compile(r"[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the top of a page says, with what is wrong with it."""

    said: tuple[Said, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    length: int = 0
    """How many lines it takes, with those that open and close it."""


def read_matter(lines: Sequence[str], path: str) -> Matter:
    """Read the front matter of a page, whichever kind it is of; a rule with text below it is none."""
    top = next((place for place, line in enumerate(lines) if line.strip()), 0)
    opening = lines[top].rstrip()
    if opening in _FENCED:
        return _fenced(lines, top, path)
    if opening.startswith("{"):
        return _bare_json(lines, top, path)
    return _org(lines, top, path) if opening.startswith("#+") else Matter()


def _fenced(lines: Sequence[str], top: int, path: str) -> Matter:
    fence = lines[top].rstrip()
    closing = (fence, "...") if fence == "---" else (fence,)
    end = next((place for place in range(top + 1, len(lines)) if lines[place].rstrip() in closing), None)
    if end is None:
        return _unclosed(lines, top, path)
    inside = lines[top + 1 : end]
    read = _FENCED[fence]("\n".join(inside), Location(path, top + 2))
    if read is None and any(map(str.strip, inside)) and all(map(_TOML_LINE.fullmatch, inside)):
        read = _toml("\n".join(inside), Location(path, top + 2))
    if isinstance(read, Diagnostic):
        said = _by_lines(inside, Location(path, top + 2))
        return Matter(said, (read,), end + 1) if _are_keys(inside) else Matter()
    return Matter(tuple(read), (), end + 1) if read is not None else Matter()


def _unclosed(lines: Sequence[str], top: int, path: str) -> Matter:
    """Read the lines below an opening one up to the first that is no key: a rule opens a page more often."""
    keys = next((place for place in range(top + 1, len(lines)) if not _KEY.match(lines[place])), len(lines))
    said = _by_lines(lines[top + 1 : keys], Location(path, top + 2))
    if not said:
        return Matter()
    hint = f"close it with a line of {lines[top].rstrip()}"
    return Matter(said, (warning("front-matter", Location(path, top + 1), "the front matter has no end", hint),), keys)


def _are_keys(lines: Sequence[str]) -> bool:
    """Say whether most lines that begin something begin with a key."""
    begun = [line for line in lines if not _OTHER.match(line)]
    return 2 * sum(_KEY.match(line) is not None for line in begun) >= len(begun) > 0


def _by_lines(lines: Sequence[str], first: Location) -> tuple[Said, ...]:
    """Read what cannot be read as a whole line by line, without what a template would fill in."""
    said: list[Said] = []
    for number, line in enumerate(lines):
        key, item = _KEY.match(line), _ITEM.match(line)
        if key and not _TEMPLATE.search(line):
            value = (key[2] or "").strip()
            if value[:1] in _BEGINS_OTHER and not (value[0] == "[" and value[-1] == "]"):
                continue
            given = tuple(map(_unquoted, value[1:-1].split(","))) if value[:1] == "[" else _unquoted(value)
            said.append(Said(key[1], given, Location(first.path, first.line + number)))
        elif item and said and (said[-1].value == "" or isinstance(said[-1].value, tuple)):
            known = said[-1].value if isinstance(said[-1].value, tuple) else ()
            said[-1] = Said(said[-1].name, (*known, _unquoted(item[1])), said[-1].at)
    return tuple(said)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _broken(at: Location, kind: str, problem: str) -> Diagnostic:
    hint = 'write `key: value` lines; put a value that holds ": " or starts with a sign in quotes'
    return warning("front-matter", at, f"the front matter is not {kind}: {problem}", hint if kind == "YAML" else "")


def _yaml(text: str, first: Location) -> Iterable[Said] | Diagnostic | None:
    import yaml  # costs 10 ms: only pages with front matter pay it

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        at = Location(first.path, first.line + mark.line, mark.column + 1) if mark else first
        return _broken(at, "YAML", broken.problem or "it cannot be read")
    except (yaml.YAMLError, RecursionError) as broken:
        return _broken(first, "YAML", unreadable(broken).splitlines()[0])
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        return None
    said = tuple(_yaml_said(key, value, first) for key, value in root.value)
    words = [each for each in said if " " in each.name.strip()]
    return said if 2 * len(words) <= len(said) else None


def _yaml_said(key: Any, node: Any, first: Location) -> Said:
    """Give what a key says: a text as it is written, the items of a list, or None for anything else."""
    name = key.value if isinstance(key.value, str) else "[…]"
    at = Location(first.path, first.line + key.start_mark.line, key.start_mark.column + 1)
    if isinstance(node.value, str):
        return Said(name, "" if node.tag == _NULL else node.value.strip(), at)
    if node.id != "sequence":
        return Said(name, None, at)
    items = tuple(item.value if isinstance(item.value, str) else None for item in node.value)
    return Said(name, items, at, tuple(first.line + item.start_mark.line for item in node.value))


def _toml(text: str, first: Location) -> Iterable[Said] | Diagnostic:
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        place = re.search(r"line (\d+)", str(broken))
        line = int(place[1]) - 1 if place else text.count("\n")
        return _broken(Location(first.path, first.line + line), "TOML", unreadable(broken))
    taxonomies = values.get("taxonomies")
    return _values(values | (taxonomies if isinstance(taxonomies, dict) else {}), text, first)


def _json(text: str, first: Location) -> Iterable[Said] | Diagnostic:
    whole = text if text.lstrip().startswith("{") else f"{{{text}}}"
    try:
        values = json.loads(whole, parse_int=str)
    except json.JSONDecodeError as broken:
        return _broken(Location(first.path, first.line + broken.lineno - 1), "JSON", broken.msg)
    except RecursionError as broken:
        return _broken(first, "JSON", unreadable(broken))
    return _values(values, text, first)


def _values(values: Mapping[str, Any], text: str, first: Location) -> Iterator[Said]:
    """Yield what TOML or JSON says; a number, a date and the like as a text."""
    lines = text.split("\n")
    for name, value in values.items():
        named = (place for place, line in enumerate(lines) if line.strip(" \t{\"'").startswith(name))
        given = tuple(map(_scalar, value)) if isinstance(value, list) else _scalar(value)
        yield Said(name, given, Location(first.path, first.line + next(named, 0)))


def _scalar(value: object) -> str | None:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    is_number = not isinstance(value, int) or value.bit_length() <= _MOST_BITS
    return str(value).lower() if is_number and not isinstance(value, list | dict) else None


_FENCED = {"---": _yaml, "+++": _toml, ";;;": _json}


def _bare_json(lines: Sequence[str], top: int, path: str) -> Matter:
    """Read an object that opens a page, and ends on a line of its own."""
    text = "\n".join(lines[top:])
    try:
        values, end = json.JSONDecoder(parse_int=str).raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return Matter()
    if not values or not _CLOSED_JSON.match(text, end):
        return Matter()
    return Matter(tuple(_values(values, text[:end], Location(path, top + 1))), (), top + text.count("\n", 0, end) + 1)


def _org(lines: Sequence[str], top: int, path: str) -> Matter:
    said: list[Said] = []
    end = top
    while end < len(lines) and (found := _ORG.match(lines[end])):
        name, value = found[1].lower(), found[2].strip()
        tags = tuple(filter(None, value.split(":"))) if name == "filetags" else value
        said.append(Said("tags" if name == "filetags" else name, tags, Location(path, end + 1)))
        end += 1
    return Matter(tuple(said), (), end) if said else Matter()
