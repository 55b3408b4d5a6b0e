"""Where the links and pictures of a saved page lead: to addresses that are safe, or to files beside the new page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from genai_cards.importers.html.tree import Element
from genai_cards.importers.page import Image

MAX_LENGTH = 1000
"""Characters of an address; longer ones hold programs or pictures."""

_SAFE = ("http", "https", "mailto")
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")
_SUFFIX = re.compile(r"\.x?html?$", re.IGNORECASE)
_SAVED_FOLDER = re.compile(
    r".*[_-](?:files|file|Dateien|fichiers|archivos|ficheiros|arquivos|bestanden|filer|pliki)", re.IGNORECASE
)


def with_late_pictures(root: Element) -> None:
    """Give pictures that a script loads the address that the page tells browsers without one, or a list of sizes."""
    for plain in list(root.iterfind(".//noscript//img")):
        noscript = next(plain.iterancestors("noscript"))
        before = noscript.getprevious()
        if before is None or before.tag != "img" or (noscript.tail or "").strip():
            continue
        if not _address(before.attrib) and plain.get("src"):
            before.set("src", plain.get("src"))
    for image in list(root.iter("img")):
        picture = next((outer for outer in islice(image.iterancestors(), 6) if outer.tag == "picture"), None)
        first = next(
            filter(None, map(_first_size, [image, *(picture.iter("source") if picture is not None else ())])), ""
        )
        if first and not _address(image.attrib):
            image.set("src", first)
    for source in list(root.iter("source")):
        source.tag = "span" if len(source) else source.tag  # the parser knows no empty element of this name


def _first_size(element: Element) -> str:
    listed = (element.get("srcset") or element.get("data-srcset") or "").split(",")[0].split()
    return str(listed[0]) if listed else ""


def _address(attributes: Mapping[str, str]) -> str:
    """Give where a picture is, as the page tells it; a picture within its address is a placeholder."""
    values = (attributes.get(name, "").strip() for name in _SOURCES)
    return next((value for value in values if value and not value.startswith("data:")), "")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one page, read from what it says of itself and from the name of its file."""

    base: str
    """Its own address, or nothing."""

    path: str
    """Its file."""

    is_there: Callable[[str], bool]
    """Whether the file of a picture was saved with it, by its source."""

    images: dict[str, Image] = field(default_factory=dict)
    """The pictures that were saved with it, by their source: filled as they are asked for."""

    _names: Counter[str] = field(default_factory=Counter)
    """How many of them would have each name."""

    def link(self, href: str) -> str:
        """Give the address of a link, absolute where the page's own is known; nothing if it leads nowhere."""
        href = re.sub(r"[\x00-\x20\x7f]+", " ", href).strip()
        if not href or (href.startswith("#") and not self.base):
            return ""
        try:
            whole = urljoin(self.base, href)
            scheme = urlsplit(whole).scheme.lower()
        except ValueError:
            return ""
        names_scheme = scheme or ":" in whole.split("/")[0]
        return "" if (names_scheme and scheme not in _SAFE) or len(whole) > MAX_LENGTH else whole

    def picture(self, attributes: Mapping[str, str]) -> str:
        """Give the address of a picture: on the web, or beside the new page when it was saved with the old."""
        source = _address(attributes)
        try:
            parts = urlsplit(source)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc:
            return self.link(source)
        path = unquote(parts.path).removeprefix("./")
        if self.base and not self._is_saved(path):
            return self.link(source)
        if not path or path.startswith("/") or ".." in path.split("/") or "\\" in path or len(path) > MAX_LENGTH:
            return ""
        return self._copy(path) if path in self.images or self.is_there(path) else ""

    @property
    def _stem(self) -> str:
        return _SUFFIX.sub("", self.path.replace("\\", "/").rsplit("/", 1)[-1])

    def _is_saved(self, path: str) -> bool:
        """Say whether a browser put a picture beside the page: in `PAGE_files`, or as it says it in its language."""
        folder, is_inside, _ = path.partition("/")
        return bool(is_inside) and (folder.startswith(self._stem) or _SAVED_FOLDER.fullmatch(folder) is not None)

    def _copy(self, path: str) -> str:
        if path not in self.images:
            folder = re.sub(r"[^\w-]+", "-", self._stem).strip("-") or "page"
            name = re.sub(r"[^\w.-]+", "-", path.rsplit("/", 1)[-1]).strip("-.") or "picture"
            self._names[name.lower()] += 1
            again = self._names[name.lower()] - 1
            self.images[path] = Image(path, f"{folder}_files/{f'{again}/' if again else ''}{name}")
        return self.images[path].file
