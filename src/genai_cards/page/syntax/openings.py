"""What opens a box and what closes it, on a line of its own, in each of the forms that people write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

PREFIX = r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*"
"""What may stand before a line: the marks of quotes and of list items around it."""

_NAMES = (
    "details|hint|callout|notice|alert|admonition|expand|expander|tip|note|warning|caution|danger|info|important|spoiler"
    "|collapse|collapsible|question|solution|answer|example|success|quote|panel|box|aside|tab|highlight|comment"
)
_COMPONENTS = (
    "Tip|Note|Warning|Info|Callout|Admonition|Accordion|Danger|Caution|Expandable|Hint|Check|Alert|Important"
    "|Spoiler|Collapse|Collapsible|Solution|Answer|Question|Tab|TabItem"
)
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'){0,400}"
FORMS = {
    "shortcode": rf"\{{\{{[<%]\s*(?P<close>/?)\s*(?P<name>{_NAMES})\b(?P<rest>[^{{}}]*?)\s*[>%]\}}\}}",
    "liquid": rf"\{{%-?\s*(?P<close>end)?(?P<name>{_NAMES})\b(?P<rest>[^{{}}]*?)\s*-?%\}}",
    "element": rf"<(?P<close>/?)(?P<name>details|aside)\b(?P<rest>{_ATTRIBUTES})>",
    "component": rf"<(?P<close>/?)(?P<name>(?-i:{_COMPONENTS}))\b(?P<rest>{_ATTRIBUTES})>",
}
"""Forms with an end of the same name."""

_TAGS = {form: re.compile(rf"{pattern}\s*$", re.IGNORECASE) for form, pattern in FORMS.items()}
_LAYOUT = frozenset(
    "block card cards center centre col cols column columns container content div fragment grid group incremental "
    "left nonincremental panel-tabset right row section tab-set tabs tabset wrapper".split()
)
_WORDS = frozenset(
    f"{_NAMES}|abstract|figure|group-tab|instructor-note|instructor|tab-item|attention|bug|challenge|corollary"
    "|definition|discussion|dropdown|error|exercise|fail|failure|faq|help|keypoints|lemma|margin|objectives|prereq|prerequisites|proof|proposition|remark|seealso|sidebar|summary|testimonial"
    "|theorem|todo|topic".split("|")
)
_OF_FENCES = (_WORDS | _LAYOUT | {"image"}) - {"highlight", "comment", "margin"}
_MODIFIERS = frozenset("annotate blink collapsible end highlight inline left no-icon no-title open right".split())

_COLONS = re.compile(r":{3,}[ \t]*(?P<open>\{[^}]*\}|\{?\.?\w[\w-]*\}?)?[ \t]*(?P<rest>.*?)[ \t]*:*$")
_MARKS = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?P<name>[A-Za-z][\w-]*):?(?P<words>(?:[ \t][^\"“\n]*?)?)[ \t]*"
    r"(?:[\"“](?P<title>.*)[\"”])?[ \t]*$"
)
_TAB = re.compile(r"===[+!]?[ \t]+[\"“](?P<title>.+)[\"”][ \t]*$")
_GITLAB = re.compile(r">>>[ \t]*(?:\[!(?P<name>[\w-]+)\][ \t]*(?P<title>.*))?$")
_DIRECTIVE = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{(?P<name>[\w-]+)\}[ \t]*(?P<title>[^`]*)$")
_TITLED = re.compile(
    r"\b(?:title|summary|label|header|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|\{\"([^\"]*)\"\})", re.IGNORECASE
)
_TYPED = re.compile(r"\b(?:type|style|class|kind)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_QUOTED = re.compile(r"^[\s:]*(?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”)")
_ATTRIBUTE = re.compile(r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)|\b(?:open|closed|inline|end)\b")
_TITLED_BY_WORDS = ("details", "expand", "collapse", "spoiler")


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a box."""

    name: str
    """In lower case; empty where it only lays out what stands in it, or quotes it."""

    title: str
    form: str
    """How it is written: what can close it."""

    headed: bool = False
    """Whether a heading at its beginning is its title."""

    @property
    def is_known(self) -> bool:
        """Say whether its name is one that boxes have."""
        return self.name in _WORDS


def opening(line: str) -> Opening | None:
    """Read what opens a box; None for every other line."""
    match line[:1]:
        case ":":
            return _of_colons(line)
        case "!" | "?" | "=":
            return _of_marks(line)
        case "`" | "~":
            return _of_directive(line)
        case ">":
            found = _GITLAB.match(line)
            return Opening((found["name"] or "").lower(), found["title"] or "", "gitlab") if found else None
    tag = _tag(line)
    return _of_tag(*tag) if tag and not tag[1]["close"] and not tag[1]["rest"].rstrip().endswith("/") else None


def pairs_with(line: str) -> tuple[str, bool] | None:
    """Say what a line is paired with, and whether it opens; None where it neither opens nor closes a box."""
    if line.startswith(":::"):
        return "colons", _of_colons(line) is not None
    tag = _tag(line)
    if tag is None or tag[1]["rest"].rstrip().endswith("/"):
        return None
    return f"{tag[0]} {tag[1]['name'].lower()}", not tag[1]["close"]


def is_of_quotes(line: str) -> bool:
    """Say whether a line opens or closes one of GitLab's quotes over several lines."""
    return line.startswith(">>>") and _GITLAB.match(line) is not None


def is_directive(line: str) -> bool:
    """Say whether a code fence is a box: MyST writes them so."""
    return _of_directive(line) is not None


def _tag(line: str) -> tuple[str, re.Match[str]] | None:
    forms = {"{": ("shortcode", "liquid"), "<": ("element", "component")}.get(line[:1], ())
    return next(((form, found) for form in forms if (found := _TAGS[form].match(line))), None)


PICTURES = ("figure", "image")
"""Directives that show the picture that their title names."""

_SAME = {"tab-item": "tab", "group-tab": "tab", "instructor-note": "instructor"}


def _of_colons(line: str) -> Opening | None:
    found = _COLONS.match(line)
    if found is None or not found["open"]:
        return None
    inside, rest = found["open"].strip("{}").strip(), found["rest"]
    bracket = re.match(r"\[(.*)\]", rest)
    title = _title(inside) or _title(rest) or (bracket[1] if bracket else re.sub(r"\{[^}]*\}", "", rest).strip())
    classes = [name.lower() for name in re.findall(r"(?:^|\s)\.?([A-Za-z][\w-]*)(?=\s|$)", inside)]
    bare = [name.removeprefix("callout-") for name in classes]
    name = next((name for name in bare if name in _WORDS), "")
    headed = bare != classes
    if not name and (headed or title or "." not in inside) and not any(name in _LAYOUT for name in bare):
        name = bare[0] if bare else ""
    return Opening(_SAME.get(name, name), title, "colons", headed)


def _of_marks(line: str) -> Opening | None:
    """Read what MkDocs has: `!!! type "Title"`, `??? type`, `=== "Tab"`."""
    tab = _TAB.match(line)
    if tab:
        return Opening("tab", tab["title"].strip(), "titled")
    found = _MARKS.match(line)
    if found is None:
        return None
    words, title = found["words"].strip(), found["title"]
    if title is None and not _MODIFIERS.union(_WORDS).issuperset(words.split()):
        return Opening(found["name"].lower(), words, "marks")
    return Opening(found["name"].lower(), (title or "").strip(), "marks" if title is None else "titled")


def _of_directive(line: str) -> Opening | None:
    found = _DIRECTIVE.match(line)
    name = found["name"].lower() if found else ""
    if found is None or name not in _OF_FENCES:
        return None
    return Opening("" if name in _LAYOUT else _SAME.get(name, name), found["title"].strip(), "directive")


def _of_tag(form: str, tag: re.Match[str]) -> Opening:
    """Read the title and the type among the words of a tag."""
    name, rest = tag["name"].lower().removesuffix("item"), tag["rest"]
    if form == "element" or name == "highlight":
        return Opening(name, _title(rest), form)
    typed = _TYPED.search(rest)
    title = _title(rest)
    if not title:
        quoted = _QUOTED.match(rest)
        words = _ATTRIBUTE.sub("", rest).strip(" :,")
        title = _first(quoted.groups()) if quoted else (words if name in _TITLED_BY_WORDS else "")
        if not typed and not title and re.fullmatch(r"[\w-]+", words):
            return Opening(words.lower(), "", form)
        if not typed and quoted is None and (found := re.fullmatch(r"([\w-]+)\s+[\"“](.*)[\"”]", words)):
            return Opening(found[1].lower(), found[2], form)
    return Opening(typed[1].lower() if typed else name, title, form)


def _title(words: str) -> str:
    found = _TITLED.search(words)
    return _first(found.groups()) if found else ""


def _first(groups: Sequence[str | None]) -> str:
    return next(filter(None, groups), "")
