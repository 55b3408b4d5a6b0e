"""Archives of pages (.zip), as note programs export them → pages, each in its folder, and the files that they show."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from genai_cards.diagnostics import Stop
from genai_cards.importers import Imported, foreign_suffixes, import_page
from genai_cards.importers.documents.failing import BROKEN, MOST_BYTES, TOO_LARGE, is_too_large
from genai_cards.source import PAGE_SUFFIXES

MOST_PAGES = 20_000

SHOWN_SUFFIXES = tuple(".png .jpg .jpeg .gif .svg .webp .avif .mp3 .ogg .wav .m4a .mp4 .webm".split())
"""Of files that a page may show."""

_ID = re.compile(r"[ _-]?(?<![0-9a-f])[0-9a-f]{32}(?:_all)?(?![0-9a-f])")
"""What a note program puts behind the names of its pages, to tell them apart."""

_NAME = re.compile(r"[^/()\[\]<>|\"'\n]+\.\w{2,4}")  # of a file, in a link or an embed
_ID_IN_LINK = re.compile(r"(?:%20| |_|-)[0-9a-f]{32}(?=[./)_]|%20)")
_UNSEEN = re.compile(r"(?:^|/)(?:\.|__MACOSX(?:/|$)|Thumbs\.db$|desktop\.ini$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of an archive."""

    name: str
    """In the archive."""

    page: str
    """Where it belongs, below the folder of the archive: `Biology/Cells.md`."""

    made: Imported


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive holds."""

    pages: tuple[Found, ...]
    files: Mapping[str, bytes]
    """What the pages show, by the place where they look for it."""

    left_out: tuple[tuple[str, str], ...]
    """Names of the other files, each with the reason."""


def is_archive(content: bytes, path: str) -> bool:
    """Say whether a file is an archive of pages."""
    return path.lower().endswith(".zip") and content[:2] == b"PK"


def unpack(content: bytes, path: str, date: str, columns: Sequence[Sequence[str]] = ()) -> Unpacked:
    """Read all pages of an archive; a Stop where it is broken, too large, or holds no page.

    An archive within it, as of an export in parts, is unpacked, too. Nothing is written.
    """
    try:
        members = dict(_members(content))
    except BROKEN as problem:
        raise Stop(f"{path} is no archive that can be read: {problem}", "unpack it, and import its pages") from None
    pages: list[Found] = []
    left_out: list[tuple[str, str]] = []
    shown: dict[str, bytes] = {}
    for name, data in sorted(members.items()):
        suffix = posixpath.splitext(name)[1].lower()
        if f"{name.removesuffix('.csv')}_all.csv" in members:
            left_out.append((name, "a part of the same table with all rows"))
        elif suffix in (*PAGE_SUFFIXES, *foreign_suffixes()):
            made, files = _page(name, data, members, path, date, columns)
            page = _free(f"{posixpath.splitext(_without_id(name))[0]}.md", pages)
            pages.append(Found(name, page, made))
            shown |= {posixpath.normpath(posixpath.join(posixpath.dirname(page), at)): it for at, it in files.items()}
        elif suffix not in SHOWN_SUFFIXES:
            left_out.append((name, "no kind of page that can be imported"))
    if not pages:
        raise Stop(f"{path} holds no page", f"pages end in {', '.join((*PAGE_SUFFIXES, *foreign_suffixes()))}")
    told = set(_NAME.findall("\n".join(found.made.text for found in pages if not found.made.counts)))
    taken = {id(data) for data in shown.values()}
    for name, data in sorted(members.items()):
        if posixpath.splitext(name)[1].lower() in SHOWN_SUFFIXES and id(data) not in taken:
            place = _without_id(name)
            if told & {posixpath.basename(place), quote(posixpath.basename(place))}:
                shown[place] = data
            else:
                left_out.append((name, "no page shows it"))
    return Unpacked(tuple(pages), shown, tuple(left_out))


def _members(content: bytes, within: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files of an archive that a person put there, with their names."""
    if is_too_large(content):
        raise ValueError(TOO_LARGE)
    left = MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_PAGES:
            raise ValueError(f"it holds more than {MOST_PAGES} files")
        for entry in entries:
            name = posixpath.normpath(entry.filename.replace("\\", "/"))
            if name.startswith(("/", "..")) or _UNSEEN.search(name):
                continue
            with archive.open(entry) as opened:
                data = opened.read(left + 1)
            left -= len(data)
            if left < 0:
                raise ValueError(TOO_LARGE)
            if name.lower().endswith(".zip") and not within:
                yield from _members(data, name)
            else:
                yield name, data


def _without_id(name: str) -> str:
    return "/".join(_ID.sub("", part) or part for part in name.split("/"))


def _free(page: str, pages: Sequence[Found]) -> str:
    """Give a name that no page has: that of a second one ends in a number."""
    taken = {found.page.casefold() for found in pages}
    stem, number = page.removesuffix(".md"), 2
    while page.casefold() in taken:
        page, number = f"{stem}-{number}.md", number + 1
    return page


def _page(
    name: str, data: bytes, members: Mapping[str, bytes], path: str, date: str, columns: Sequence[Sequence[str]]
) -> tuple[Imported, dict[str, bytes]]:
    """Import a page of an archive; give it with the files that it shows, by where it looks for them."""

    def inside(source: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(source)))

    made = import_page(data, f"{path}/{name}", date, columns=columns, is_there=lambda source: inside(source) in members)
    if made.counts:
        return made, {image.file: members[inside(image.source)] for image in made.images}
    return replace(made, text=_ID_IN_LINK.sub("", made.text)), {}
