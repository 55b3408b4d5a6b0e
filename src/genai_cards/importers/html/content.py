"""What is content on a web page, and what stands around it: Resiliparse says it, for each run of text.

Its answer is plain text, without tables, lines or markup. So each run of text gets a mark, and the marks that come back
are content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from genai_cards.importers.html.tree import Element, classes, walk

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
"""Elements that part the text before them from the text in them."""

AROUND = {
    "nav": "navigation",
    "footer": "the site's footer",
    "aside": "beside the text",
    "header": "the site's header",
    "form": "a form",
    "dialog": "a dialog",
}
"""What is left out when a page is too short to be judged, and its names."""

_ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
}

ENOUGH_WORDS = 25
"""Content that is shorter may be a mistake: then all is content but what the page itself says stands around it."""

MOST = 0.7
"""The share of the content that has to stand in the page's own main element for that to be believed."""

FEW_WORDS = 5
"""Fewer words in the midst of the content may be a button or a caption, but in a heading they are text."""

_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEPTH = 4  # Resiliparse takes lists near the top of a page for menus; it should judge them by what else they are


_T = TypeVar("_T")


class Nearest(Generic[_T]):
    """What the nearest element says that says anything, from an element outwards; each is asked once."""

    def __init__(self, says: Callable[[Element], _T | None]) -> None:
        self._says = says
        self._known: dict[Element, _T | None] = {None: None}

    def __call__(self, element: Element) -> _T | None:
        """Give what holds for an element; None where neither it nor anything around it says a thing."""
        passed: list[Element] = []
        while element not in self._known:
            passed.append(element)
            said = self._says(element)
            if said is not None:
                self._known[element] = said
                break
            element = element.getparent()
        found = self._known[element]
        self._known.update(dict.fromkeys(passed, found))
        return found


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of text of a page, each with a mark in the tree."""

    mark: re.Pattern[str]
    """Stands before a run; its group is the run's number."""

    parents: tuple[Element, ...]
    """The element that each run begins in."""

    words: tuple[int, ...]
    """How many words each has."""

    linked: tuple[int, ...]
    """How many of them are links."""

    slanted: tuple[int, ...]
    """How many of them are in italics."""

    around: Nearest[str]
    """What says of an element that it stands around the content."""

    reasons: Mapping[int, str] = field(default_factory=dict)
    """Why runs within the content are left out."""

    def why(self, run: int) -> str:
        """Say why a run would be left out."""
        return self.reasons.get(run) or AROUND.get(self.around(self.parents[run]) or "", "not in the main text")


@dataclass(slots=True)
class _Counts:
    """What is counted of the runs while they are marked."""

    parents: list[Element] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    slanted: list[int] = field(default_factory=list)

    def begin(self, parent: Element) -> None:
        self.parents.append(parent)
        for counts in (self.words, self.linked, self.slanted):
            counts.append(0)

    def add(self, words: int, is_linked: bool, is_slanted: bool) -> None:
        self.words[-1] += words
        self.linked[-1] += words * is_linked
        self.slanted[-1] += words * is_slanted


def marked(root: Element, text: str) -> Runs:
    """Put a mark before each run of text and each picture of a page."""
    name = "zqgc"
    while name in text:
        name += "q"
    counts = _Counts()
    running = False
    links = slants = 0
    for kind, element in walk(root):
        step = 1 if kind == "start" else -1
        links += (element.tag == "a") * step
        slants += (element.tag in ("em", "i")) * step
        if element.tag in BLOCKS:
            running = False
        elif kind == "start" and element.tag == "img":
            element.set("alt", f"{name}{len(counts.parents)}qz {element.get('alt') or ''}")
            counts.begin(element)
            running = False
        attribute = "text" if kind == "start" else "tail"
        old = getattr(element, attribute)
        if not old or not old.strip() or (kind == "end" and element is root):
            continue
        if not running:
            body = old.lstrip()
            setattr(element, attribute, f"{old[: len(old) - len(body)]}{name}{len(counts.parents)}qz {body}")
            counts.begin(element if kind == "start" else element.getparent())
            running = True
        counts.add(count_words(old), links > 0, slants > 0)
    mark = re.compile(rf"{name}(\d+)qz ?")
    parents, words, linked, slanted = counts.parents, counts.words, counts.linked, counts.slanted
    return Runs(mark, tuple(parents), tuple(words), tuple(linked), tuple(slanted), Nearest(_around))


def count_words(text: str) -> int:
    """Count words; in scripts that do not part them, two signs are one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNPARTED.findall(text)) // 2)


def content(root: Element, runs: Runs, tables: frozenset[Element]) -> frozenset[int]:
    """Give the runs that are content; a table of data, code and what unfolds are content as a whole or not at all."""
    found = _inside_main(root, _main(root, runs), runs)
    if sum(runs.words[run] for run in found) < ENOUGH_WORDS:
        inside = {run for run, parent in enumerate(runs.parents) if not runs.around(parent)}
        if sum(runs.words[run] for run in inside) > sum(runs.words[run] for run in found):
            found = inside
    is_all = len(found) == len(runs.parents)
    return frozenset(found if is_all else _whole(_with_gaps(found, runs), runs, tables))


def _main(root: Element, runs: Runs) -> set[int]:
    from lxml import etree
    from resiliparse.extract.html2text import extract_plain_text

    page = etree.tostring(root, encoding="unicode", method="html")
    page = re.sub(r"<body[^>]*>", lambda found: found[0] + "<div>" * _DEPTH, page, count=1)
    text = extract_plain_text(page, main_content=True, alt_texts=True, preserve_formatting=False)
    return {int(number) for number in runs.mark.findall(text)}


def _inside_main(root: Element, found: set[int], runs: Runs) -> set[int]:
    """Drop what stands outside what the page itself calls its main content, where most of the content is."""
    mains = set(root.xpath("//main | //*[@role = 'main']"))
    if not mains:
        return found
    main = Nearest(lambda element: True if element in mains else None)
    inside = {run for run in found if main(runs.parents[run])}
    most = sum(runs.words[run] for run in inside) > MOST * sum(runs.words[run] for run in found)
    return inside if most else found


def _around(element: Element) -> str | None:
    """Give the name of an element whose content is not the page's, nothing for one whose content is, else None."""
    kind = _ROLES.get(element.get("role") or "", element.tag)
    if kind in AROUND and not (element.tag == kind == "header" and _in_article(element)):
        return str(kind)
    return "" if kind in ("main", "article") else None


def _in_article(element: Element) -> bool:
    return any(parent.tag in ("main", "article") for parent in element.iterancestors())


def _with_gaps(found: set[int], runs: Runs) -> set[int]:
    """Add what stands in the midst of the content, such as a box or a list, and is not made of links."""
    holders = _first_held(sorted(run for run in found if runs.words[run]), runs)
    outermost = Nearest(lambda element: element if element.getparent() in holders else None)
    gaps: dict[Element, list[int]] = {}
    for run, parent in enumerate(runs.parents):
        if run not in found and parent not in holders and (top := outermost(parent)) is not None:
            gaps.setdefault(top, []).append(run)
    firsts = _first_held(sorted(found), runs) if gaps else {}
    lasts = _first_held(sorted(found, reverse=True), runs) if gaps else {}
    is_heading = Nearest(lambda element: True if element.tag in _HEADINGS else None)
    start = min(found, default=0)
    for top, gap in gaps.items():
        around = top.getparent()
        is_headed = any(is_heading(runs.parents[run]) for run in gap)
        first = start if is_headed else firsts[around]
        if first < gap[0] and gap[-1] < lasts[around] and _is_text(gap, runs, is_headed) and not _is_around(top, runs):
            found |= set(gap)
    return found


def _first_held(found: Sequence[int], runs: Runs) -> dict[Element, int]:
    """Give for each element that holds some of the runs the first of them."""
    held: dict[Element, int] = {}
    for run in found:
        element = runs.parents[run]
        while element is not None and element not in held:
            held[element] = run
            element = element.getparent()
    return held


def _is_text(gap: list[int], runs: Runs, is_headed: bool) -> bool:
    words = sum(runs.words[run] for run in gap)
    return (words >= FEW_WORDS or is_headed) and sum(runs.linked[run] for run in gap) < words / 3


def _is_around(top: Element, runs: Runs) -> bool:
    """Say whether something in the midst of the content stands around it; a form may hold the content itself."""
    around = runs.around(top)
    return bool(around) and (around != "form" or _around(top) == "form")


def _whole(found: set[int], runs: Runs, tables: frozenset[Element]) -> set[int]:
    """Settle what the runs of one table, block of code are: what most of their words are; what unfolds, what any is."""
    unit = Nearest(lambda element: element if element in tables or element.tag in ("pre", "details") else None)
    groups: dict[Element, list[int]] = {}
    for run, parent in enumerate(runs.parents):
        if (group := unit(parent)) is not None:
            groups.setdefault(group, []).append(run)
    for element, members in groups.items():
        kept = sum(runs.words[run] + 1 for run in members if run in found)
        most = 1 if element.tag == "details" else sum(runs.words[run] + 1 for run in members)
        if 2 * kept >= most:
            found |= set(members)
        else:
            found -= set(members)
    return found


def with_plain_cells(root: Element) -> None:
    """Make the headings that are whole cells of a table its text: they are set large, and head no part of the page."""
    for table in root.iter("table"):
        headings = list(table.iter(*_HEADINGS))
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not headings or len(rows) < 2 or any(len(row) < 2 for row in rows) or not all(map(_is_whole_cell, headings)):
            continue
        cells = {heading.getparent() for heading in headings}
        if all(cell in cells for cell in rows[0]) and not any(cell.tag == "th" for row in rows for cell in row):
            for cell in rows[0]:
                cell.tag = "th"
        for heading in headings:
            heading.tag = "span"


def _is_whole_cell(heading: Element) -> bool:
    cell = heading.getparent()
    if cell is None or cell.tag not in ("td", "th"):
        return False
    return "".join(cell.itertext()).split() == "".join(heading.itertext()).split()


def data_tables(root: Element) -> frozenset[Element]:
    """Give the tables that hold data; the others only lay out the page."""
    return frozenset(table for table in root.iter("table") if _holds_data(table))


def _holds_data(table: Element) -> bool:
    if table.get("role") in ("presentation", "none") or re.search(r"highlight|linenos|syntax", classes(table)):
        return False
    inside = {element.tag for element in table.iterdescendants()}
    if inside & {"table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "form", "article", "section"}:
        return False
    widths = [sum(cell.tag in ("td", "th") for cell in row) for row in table.iter("tr")]
    return max(widths, default=0) > 1 and (len(widths) > 1 or "th" in inside)
