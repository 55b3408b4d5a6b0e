"""What an author may set: `genai-cards.toml` of a project, the front matter of a page, a comment below a heading."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from genai_cards.diagnostics import Diagnostic, Location, Stop, error, warning
from genai_cards.settings.asked import nearest, split_words, unknown
from genai_cards.source import UNSTORABLE, Source

_NULL = "tag:yaml.org,2002:null"
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The front matter of a page."""

    title: str = ""
    deck: str = ""
    """Name of the page's deck below the root deck; the title where it is empty. `::` makes subdecks."""

    tags: tuple[str, ...] = ()
    source: str = ""
    """Where the page's facts come from: a URL or a citation, shown on the cards."""

    lang: str = ""
    """Language of the page, such as `en` or `pt-BR`."""

    cards: tuple[str, ...] = ()
    """What is asked for beyond what the project says: words of `asked`."""

    imported: str = ""
    """When `genai-cards import` wrote the page, and a digest of it."""

    allow: tuple[str, ...] = ()
    """Codes of warnings and advice that are not told of this page."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The table `[check]` of `genai-cards.toml`."""

    answer_words: int = 30
    """A longer answer is no answer that one can hold in mind."""

    list_items: int = 7
    """A longer list, too."""

    allow: tuple[str, ...] = ()
    """Codes of warnings and advice that are not told."""

    allow_line: int = 1
    """Where `allow` stands."""


@dataclass(frozen=True, slots=True)
class SectionSettings:
    """What a comment below a heading says: `<!-- cards: cloze, deck: Anatomy, tags: exam -->`."""

    cards: tuple[str, ...] = ()
    """What is asked for beyond what the page and the sections above say."""

    deck: str = ""
    """Name of its deck below the root deck; that of the section above where it is empty."""

    tags: tuple[str, ...] = ()
    """Added to those of the page."""


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What `genai-cards.toml` says."""

    deck: str = ""
    """The root deck; the name of the project's folder where it is empty."""

    source: str = "source"
    output: str = "output"
    tag_prefix: str = ""
    """Put before the tags that are made from titles and headings. `::` makes levels."""

    cards: tuple[str, ...] = ()
    """What is asked for on all pages: words of `asked`."""
    media: tuple[str, ...] = ()
    """Folders outside of the project that pages may show pictures and sounds of; from the project's own folder."""

    media_limit: float = 5
    """Megabytes from which on a file is warned of."""

    check: CheckSettings = CheckSettings()


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
    return dataclasses.replace(_parse_yaml("\n".join(lines[1:end]), source.path), length=end + 1)


def _unclosed(lines: Sequence[str], path: str) -> tuple[Diagnostic, ...]:
    """Tell front matter without an end from a rule that opens a page."""
    if len(lines) < 2 or lines[1].split(":")[0] not in PageSettings.__slots__:
        return ()
    return (error("front-matter", Location(path), "the front matter has no end", f"close it with a line of {_FENCE}"),)


def _parse_yaml(text: str, path: str) -> FrontMatter:
    import yaml  # costs 10 ms: only pages with front matter pay it

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        at = Location(path, mark.line + 2, mark.column + 1) if mark else Location(path, 2)
        return FrontMatter(problems=(_broken_yaml(at, broken.problem or "it cannot be read"),))
    except (yaml.YAMLError, RecursionError) as broken:
        return FrontMatter(problems=(_broken_yaml(Location(path, 2), str(broken).splitlines()[0]),))
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return FrontMatter(problems=(_broken_yaml(Location(path, 2), "it is not a list of `key: value` lines"),))
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for key, value in root.value:
        name = key.value if isinstance(key.value, str) else "[…]"
        at = Location(path, key.start_mark.line + 2, key.start_mark.column + 1)
        if name not in PageSettings.__slots__:
            problems.append(_unknown_key(name, PageSettings.__slots__, at))
            continue
        if name in values:
            problems.append(error("front-matter", at, f"`{name}` stands here twice", "delete one of the two"))
        if name == "tags":
            values[name], found = _tags(value, at)
        elif name == "cards":
            values[name], found = _cards(value, at)
        elif name == "allow":
            values[name], found = _codes(value, at)
        else:
            values[name], found = _scalar(name, value, at)
        problems += found
    return FrontMatter(PageSettings(**values), tuple(problems))


def _scalar(name: str, node: Any, at: Location) -> tuple[str, list[Diagnostic]]:
    if not isinstance(node.value, str):
        return "", [error("front-matter", at, f"`{name}` is not a text", f"write it on one line: {name}: …")]
    value = "" if node.tag == _NULL else node.value.strip()
    if UNSTORABLE.search(value):
        return "", [_unstorable(name, at)]
    return value, []


def _cards(node: Any, at: Location) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Read the words of `cards: one`, `cards: one, two`, `cards: [one, two]`, or of a `- one` list."""
    if isinstance(node.value, str):
        words = () if node.tag == _NULL else split_words(node.value)
        return words, _unknown_words(words, at)
    if not all(isinstance(getattr(item, "value", None), str) for item in node.value):
        return (), [error("front-matter", at, "`cards` is not a list of words", "write: cards: [structure, cloze]")]
    said = [(split_words(item.value), Location(at.path, item.start_mark.line + 2)) for item in node.value]
    problems = [problem for words, place in said for problem in _unknown_words(words, place)]
    return tuple(word for words, _ in said for word in words), problems


def _unknown_words(words: Iterable[str], at: Location) -> list[Diagnostic]:
    """An error: a slip in a word would retire the notes that it asks for."""
    return [
        error("unknown-word", at, f"`cards` knows no word “{_shown(word)}”", nearest(word)) for word in unknown(words)
    ]


def _shown(word: str) -> str:
    return UNSTORABLE.sub("\ufffd", word)


def _tags(node: Any, at: Location) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Read the words of `[a, b]`, of a `- a` list, or of `a, b`, as Anki can hold them."""
    if isinstance(node.value, str):
        words = [] if node.tag == _NULL else node.value.replace(",", " ").split()
    elif all(isinstance(getattr(item, "value", None), str) for item in node.value):
        words = [item.value.strip() for item in node.value if item.value.strip()]
    else:
        return (), [error("front-matter", at, "`tags` is not a list of words", "write: tags: [one, two]")]
    if any(map(UNSTORABLE.search, words)):
        return (), [_unstorable("tags", at)]
    return _as_tags(words, at)


def _as_tags(words: Sequence[str], at: Location) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Give words as Anki can hold them."""
    tags = tuple(_tag(word) for word in words)
    problems = [
        warning(
            "tag-changed", at, f"the tag “{word}” becomes “{tag}”", "Anki's tags hold no spaces and no empty levels"
        )
        for word, tag in zip(words, tags, strict=True)
        if word != tag
    ]
    problems += [
        warning("tag-reserved", at, f"Anki keeps the tag “{tag}” for itself", "give it another name")
        for tag in tags
        if tag.lower() in ("marked", "leech", "none")
    ]
    return tuple(dict.fromkeys(filter(None, tags))), problems


def _codes(node: Any, at: Location) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Read the codes of `[a, b]`, of a `- a` list, or of `a, b`."""
    if isinstance(node.value, str):
        return tuple([] if node.tag == _NULL else node.value.replace(",", " ").split()), []
    if all(isinstance(getattr(item, "value", None), str) for item in node.value):
        return tuple(item.value.strip() for item in node.value), []
    return (), [error("front-matter", at, "`allow` is not a list of codes", "write: allow: [answer-long]")]


def _tag(word: str) -> str:
    return "::".join(filter(None, ("-".join(level.split()).strip(":") for level in word.split("::"))))


def _unstorable(name: str, at: Location) -> Diagnostic:
    return error("front-matter", at, f"`{name}` holds a character that Anki cannot store", "leave its escape out")


def _broken_yaml(at: Location, problem: str) -> Diagnostic:
    hint = 'write `key: value` lines; put a value that holds ": " or starts with a sign in quotes'
    return error("front-matter", at, f"the front matter is not YAML: {problem}", hint)


def _unknown_key(name: str, known: Iterable[str], at: Location) -> Diagnostic:
    return warning("unknown-key", at, f"`{name}` means nothing here", nearest(name, tuple(known)))


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
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    ends = [key.start() for key in keys[1:]]
    for key, end in zip(keys, [*ends, len(comment[1])], strict=True):
        name, value = key[1], comment[1][key.end() : end].strip()
        place = Location(at.path, at.line + content.count("\n", 0, comment.start(1) + key.start(1)))
        if name == "cards":
            words = split_words(value)
            values[name], found = words, _unknown_words(words, place)
        elif name == "tags":
            values[name], found = _as_tags(split_words(value), place)
        elif name == "deck":
            values[name], found = value, []
        else:
            found = [_unknown_key(name, SectionSettings.__slots__, place)]
        problems += found
    return SectionSettings(**values), tuple(problems)


def parse_project(text: str, path: str) -> tuple[ProjectSettings, tuple[Diagnostic, ...]]:
    """Read `genai-cards.toml`; a file that is not TOML, or has a value of a wrong kind, is a Stop."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise Stop(f"{path}: not TOML: {broken}", 'write lines such as: deck = "My notes"') from None
    problems = tuple(
        _unknown_key(name, ProjectSettings.__slots__, Location(path, _line_of(name, text)))
        for name in values
        if name not in ProjectSettings.__slots__
    )
    known = {name: value for name, value in values.items() if name in ProjectSettings.__slots__}
    if "cards" in known:
        known["cards"] = _project_cards(known["cards"], f"{path}:{_line_of('cards', text)}:1")
    check, found = _parse_check(known.pop("check", {}), text, path)
    _check_project({name: value for name, value in known.items() if name != "cards"}, text, path)
    if "media" in known:
        known["media"] = tuple(known["media"])
    return ProjectSettings(**known, check=check), (*problems, *found)


def _parse_check(values: object, text: str, path: str) -> tuple[CheckSettings, tuple[Diagnostic, ...]]:
    """Read the table `[check]`."""
    if not isinstance(values, dict):
        raise Stop(f"{path}:{_line_of('check', text)}:1: `check` is not a table", "write [check] on a line of its own")
    known = tuple(name for name in CheckSettings.__slots__ if name != "allow_line")
    places = {name: Location(path, _line_of(name, text)) for name in values}
    problems = tuple(_unknown_key(name, known, at) for name, at in places.items() if name not in known)
    read = {name: value for name, value in values.items() if name in known}
    for name, value in read.items():
        if name == "allow":
            if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
                raise Stop(f"{places[name]}: `allow` is not a list of codes", 'write: allow = ["answer-long"]')
            read[name] = tuple(value)
        elif type(value) is not int or value < 1:
            raise Stop(f"{places[name]}: `{name}` is not a whole number from 1 on", f"write: {name} = 30")
    return CheckSettings(**read, allow_line=_line_of("allow", text)), problems


def _check_project(values: Mapping[str, object], text: str, path: str) -> None:
    for name, value in values.items():
        where = f"{path}:{_line_of(name, text)}:1"
        if name == "media":
            _check_media(value, where)
            continue
        if name == "media_limit":
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise Stop(f"{where}: `media_limit` is no number of megabytes", "write: media_limit = 5")
            continue
        if not isinstance(value, str):
            raise Stop(f"{where}: `{name}` is not a text", f'write: {name} = "…"')
        if UNSTORABLE.search(value):
            raise Stop(f"{where}: `{name}` holds a control character", "leave its escape out")
        if name == "tag_prefix" and value != _tag(value):
            raise Stop(f"{where}: Anki would split the tag “{value}”", f'write: tag_prefix = "{_tag(value)}"')


def _project_cards(value: object, where: str) -> tuple[str, ...]:
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
        raise Stop(f"{where}: `cards` is not a list of words", 'write: cards = ["structure", "cloze"]')
    words = tuple(word for each in said for word in split_words(each))
    for word in unknown(words):
        raise Stop(f"{where}: `cards` knows no word “{_shown(word)}”", nearest(word))
    return words


def deck_path(*names: str) -> str:
    """Join the names of decks as Anki will store them; `::` inside a name makes levels."""
    levels = (level for name in names for level in name.split("::"))
    return "::".join(filter(None, map(_deck_level, levels)))


def _deck_level(name: str) -> str:
    return re.sub(r"\s+", " ", UNSTORABLE.sub("\ufffd", name).replace('"', "”")).strip(" :")


def _check_media(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(isinstance(folder, str) and folder.isprintable() for folder in value):
        raise Stop(f"{where}: `media` is not a list of folders", 'write: media = ["../pictures"]')


def _line_of(name: str, text: str) -> int:
    lines = text.split("\n")
    return next((i for i, line in enumerate(lines, 1) if line.split("=")[0].strip(" [].\"'") == name), 1)
