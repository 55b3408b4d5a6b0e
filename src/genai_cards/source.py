"""The text of a page, as characters with real line numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from genai_cards.diagnostics import Diagnostic, Location, error, warning

UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Anki strips these from fields; U+001F, which separates fields, makes the whole import fail; half a surrogate pair is
no text at all."""

_MARK = "\ufeff"
"""Begins a file, and each file that was joined to another."""

_FENCE = re.compile(r"(?:[\s>*+-]|\d+[.)])*(`{3,}(?=[^`]*$)|~{3,})")
"""Opens or closes fenced code, also in lists and quotations."""

_OURS, _THEIRS, _AFTER = re.compile(r"<{7}( |$)"), re.compile(r"={7} *$"), re.compile(r">{7}( |$)")

PAGE_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")


@dataclass(frozen=True, slots=True)
class Source:
    """A page before it is parsed."""

    path: str
    """As shown in messages and on cards."""

    page: str
    """What names the page in keys: its path below the source folder, without the suffix."""

    text: str
    """NFC, lines ended by a line feed, no byte order mark, no control characters but tab and line feed."""

    problems: tuple[Diagnostic, ...] = ()

    origins: tuple[int, ...] = ()
    """For each line the line of the file that it came from, where the page was made of foreign text."""

    guids: Mapping[int, str] = field(default_factory=dict)
    """The GUID of a note in another program, by the line of the file that it stands in."""

    def found_at(self, at: Location) -> Location:
        """Give the place in the file of a place in the text."""
        return Location(at.path, self.origins[min(at.line, len(self.origins)) - 1] or 1) if self.origins else at

    def lines(self) -> list[str]:
        """Give the lines without their ends; the first has index 0."""
        return self.text.split("\n")


def decode(content: bytes, path: str, page: str) -> Source:
    """Give the page that `content` holds in UTF-8, with a problem for each thing that is not text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        return Source(path, page, "", (_not_utf8(content, broken.start, path),))
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip(_MARK).replace(f"\n{_MARK}", "\n")
    counts = Counter(UNSTORABLE.findall(text))
    problems = tuple(_control_character(text, character, count, path) for character, count in counts.items())
    if problems:
        text = UNSTORABLE.sub("", text)
    if conflicts := tuple(_conflicts(text, path)):
        return Source(path, page, "", (*problems, *conflicts))
    # Anki stores NFC; what we compare and hash must be what it will hold.
    return Source(path, page, unicodedata.normalize("NFC", text), problems)


def _not_utf8(content: bytes, position: int, path: str) -> Diagnostic:
    line_start = content.rfind(b"\n", 0, position) + 1
    at = Location(
        path,
        content.count(b"\n", 0, position) + 1,
        len(content[line_start:position].decode("utf-8", "replace")) + 1,
    )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return error("not-utf8", at, "this file is UTF-16, not UTF-8", "save it again as UTF-8")
    return error("not-utf8", at, f"byte 0x{content[position]:02x} is not UTF-8", "save the file again as UTF-8")


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    """Find where git left both sides of a merge, for a person to settle; a page may show its marks in fenced code."""
    if "<<<<<<<" not in text:
        return
    hint = "keep what is right and delete the marks <<<<<<<, ======= and >>>>>>>; a page that is about them fences them"
    start, between, fence = 0, False, ""
    for number, line in enumerate(text.split("\n"), 1):
        opening = _FENCE.match(line)
        if not fence and _OURS.match(line):
            start, between = number, False
        elif start and _THEIRS.match(line):
            between = True
        elif start and between and _AFTER.match(line):
            yield error(
                "page-conflict", Location(path, start), f"lines {start} to {number} hold both sides of a merge", hint
            )
            start = 0
        elif not opening:
            continue
        elif not fence:
            fence = opening[1]
        elif opening[1].startswith(fence) and not line[opening.end() :].strip():
            fence = ""


def _control_character(text: str, character: str, count: int, path: str) -> Diagnostic:
    """Tell of a character at the first of its places."""
    position = text.index(character)
    at = Location(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
    times = f", {count} times" if count > 1 else ""
    message = f"the control character U+{ord(character):04X} is left out{times}"
    return warning("control-character", at, message, "delete it: Anki cannot store it")
