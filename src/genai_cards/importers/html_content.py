"""What is content on a web page, and what stands around it: Resiliparse says it, for each run of text.

Its answer is plain text, without tables, lines or markup. So each run of text gets a mark, and the marks that come back
are content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from genai_cards.importers.html_tree import Element, classes, walk

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
"""Fewer words in the midst of the content may be a button or a caption: there the library knows better."""

_DEPTH = 4  # Resiliparse takes lists near the top of a page for menus; it should judge them by what else they are


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

    def why(self, run: int) -> str:
        """Say why a run would be left out."""
        return AROUND.get(_around(self.parents[run]), "not in the main text")


def marked(root: Element, text: str) -> Runs:
    """Put a mark before each run of text and each picture of a page."""
    name = "zqgc"
    while name in text:
        name += "q"
    parents: list[Element] = []
    words: list[int] = []
    linked: list[int] = []
    running = False
    links = 0
    for kind, element in walk(root):
        links += (element.tag == "a") * (1 if kind == "start" else -1)
        if element.tag in BLOCKS:
            running = False
        elif kind == "start" and element.tag == "img":
            element.set("alt", f"{name}{len(parents)}qz {element.get('alt') or ''}")
            parents.append(element)
            words.append(0)
            linked.append(0)
            running = False
        attribute = "text" if kind == "start" else "tail"
        old = getattr(element, attribute)
        if not old or not old.strip() or (kind == "end" and element is root):
            continue
        if not running:
            body = old.lstrip()
            setattr(element, attribute, f"{old[: len(old) - len(body)]}{name}{len(parents)}qz {body}")
            parents.append(element if kind == "start" else element.getparent())
            words.append(0)
            linked.append(0)
            running = True
        words[-1] += len(old.split())
        linked[-1] += len(old.split()) if links else 0
    return Runs(re.compile(rf"{name}(\d+)qz ?"), tuple(parents), tuple(words), tuple(linked))


def content(root: Element, runs: Runs, tables: frozenset[Element]) -> frozenset[int]:
    """Give the runs that are content; a table of data, and code, are content as a whole or not at all."""
    found = _inside_main(root, _main(root, runs), runs)
    if sum(runs.words[run] for run in found) < ENOUGH_WORDS:
        inside = {run for run, parent in enumerate(runs.parents) if not _around(parent)}
        if sum(runs.words[run] for run in inside) > sum(runs.words[run] for run in found):
            found = inside
    return frozenset(_whole(_with_gaps(found, runs), runs, tables))


def _main(root: Element, runs: Runs) -> set[int]:
    from lxml import etree
    from resiliparse.extract.html2text import extract_plain_text

    page = etree.tostring(root, encoding="unicode", method="html")
    page = re.sub(r"<body[^>]*>", lambda found: found[0] + "<div>" * _DEPTH, page, count=1)
    text = extract_plain_text(page, main_content=True, alt_texts=True, preserve_formatting=False)
    return {int(number) for number in runs.mark.findall(text)}


def _inside_main(root: Element, found: set[int], runs: Runs) -> set[int]:
    """Drop what stands outside what the page itself calls its main content, where most of the content is."""
    mains = {element for element in root.iter() if element.tag == "main" or element.get("role") == "main"}
    inside = {run for run in found if not mains.isdisjoint((runs.parents[run], *runs.parents[run].iterancestors()))}
    most = sum(runs.words[run] for run in inside) > MOST * sum(runs.words[run] for run in found)
    return inside if most else found


def _around(element: Element) -> str:
    """Give the name of the element that says that this one is not content; nothing if there is none."""
    for parent in (element, *element.iterancestors()):
        kind = _ROLES.get(parent.get("role") or "", parent.tag)
        if kind == "header" and parent.tag == "header" and _in_article(parent):
            continue
        if kind in AROUND:
            return str(kind)
        if kind in ("main", "article"):
            return ""
    return ""


def _in_article(element: Element) -> bool:
    return any(parent.tag in ("main", "article") for parent in element.iterancestors())


def _with_gaps(found: set[int], runs: Runs) -> set[int]:
    """Add what stands in the midst of the content, such as a box or a list, and is not made of links."""
    gaps: dict[Element, list[int]] = {}
    parents = [runs.parents[run] for run in found if runs.words[run]]
    holds_content = {element for parent in parents for element in (parent, *parent.iterancestors())}
    for run, parent in enumerate(runs.parents):
        if run in found or parent in holds_content:
            continue
        top = parent
        for element in parent.iterancestors():
            if element in holds_content:
                break
            top = element
        gaps.setdefault(top, []).append(run)
    ends = _ends(found, runs)
    for top, gap in gaps.items():
        if _is_in_midst(top, gap, ends) and _is_text(gap, runs):
            found = found | set(gap)
    return found


def _ends(found: set[int], runs: Runs) -> dict[Element, tuple[int, int]]:
    """Give for each element that holds content the first and the last run of it."""
    ends: dict[Element, tuple[int, int]] = {}
    for run in sorted(found):
        for element in (runs.parents[run], *runs.parents[run].iterancestors()):
            ends[element] = (ends.get(element, (run, run))[0], run)
    return ends


def _is_in_midst(top: Element, gap: list[int], ends: dict[Element, tuple[int, int]]) -> bool:
    if _around(top):
        return False
    first, last = ends.get(top.getparent(), (0, 0))
    return first < gap[0] and gap[-1] < last


def _is_text(gap: list[int], runs: Runs) -> bool:
    words = sum(runs.words[run] for run in gap)
    return words >= FEW_WORDS and sum(runs.linked[run] for run in gap) < words / 3


def _whole(found: set[int], runs: Runs, tables: frozenset[Element]) -> set[int]:
    """Settle what the runs of one table, or of one block of code, are: what most of their words are."""
    groups: dict[Element, list[int]] = {}
    for run, parent in enumerate(runs.parents):
        for element in (parent, *parent.iterancestors()):
            if element in tables or element.tag == "pre":
                groups.setdefault(element, []).append(run)
                break
    for group in groups.values():
        kept = sum(runs.words[run] + 1 for run in group if run in found)
        if 2 * kept >= sum(runs.words[run] + 1 for run in group):
            found |= set(group)
        else:
            found -= set(group)
    return found


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
