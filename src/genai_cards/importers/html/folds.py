"""What a click shows: accordions become `<details>`, the two sides of cards a definition list, tabs get their labels.

Frameworks build them in many ways, which have this in common: one part names another by its id, or stands right before
it, and both are named alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from genai_cards.importers.html.parts import names
from genai_cards.importers.html.tree import Element, classes
from genai_cards.language.marks import asks

MOST_WORDS = 40
"""Words of what is clicked on."""

FEWEST_CARDS = 2
"""Cards of a set whose sides are named; where they are not, one more."""

_OPENERS = frozenset(
    "accordiontitle accordionheader accordionheading accordionbutton accordiontrigger accordiontoggle accordionsummary "
    "expandcontrol expandtitle faqquestion faqtitle schemafaqquestion toggletitle toggleheader toggletrigger "
    "collapsibletitle collapsibleheader collapsetitle spoilertitle spoilerheader accordion collapsible question".split()
)
_OPENED = frozenset(
    "accordioncontent accordionbody accordionpanel accordiondetails accordioncollapse expandcontent faqanswer "
    "faqcontent faqtext schemafaqanswer togglecontent togglebody collapsiblecontent collapsiblebody collapsecontent "
    "spoilercontent spoilerbody panel answer collapse".split()
)
_NO_ANSWERS = frozenset("modal dialog dropdown menu offcanvas navbar popover drawer popup search share toc".split())
_BOXES = frozenset("infobox portableinfobox factbox".split())
_LABELS = frozenset("label datalabel".split())
_VALUES = frozenset("value datavalue".split())
_FRONTS = frozenset("front question term word prompt fronttext cardfront questiontext".split())
_BACKS = frozenset("back answer definition meaning backtext cardback answertext translation".split())
_CARDS = frozenset("card cards flashcard flashcards term terms deck vocab vocabulary glossary pair".split())
_POINTERS = ("aria-controls", "data-target", "data-bs-target", "href")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCK = ("div", "p", "section", "ul", "ol", "dl", "table", "article", "figure", "pre", "li")
_MARK = re.compile(r"\W*(?:\d{1,4}|[QAFRPVTD])\W*")
_TIP = frozenset("tooltiptext tooltipcontent tooltipinner".split())


def with_folds(root: Element) -> None:
    """Show what a click would show, beside what is clicked on."""
    for tip in [element for element in root.iter("span", "div") if _is_tip(element)]:
        _bracket(tip)
    _label_tabs(root)
    _list_cards(root)
    for box in list(root.iter("aside", "div", "section")):
        if box.get("class") and names(box) & _BOXES:
            _as_table(box)
    ids = {element.get("id"): element for element in root.iter("*") if element.get("id")}
    for opener in list(root.iter("div", "span", "button", "a", "p", "strong")):
        if opener.getroottree().getroot() is root and (opened := _opened_by(opener, ids)) is not None:
            _fold(_whole(opener), opened)


def text_of(element: Element) -> str:
    """Give the words of an element."""
    return " ".join("".join(element.itertext()).split())


def _opened_by(opener: Element, ids: dict[str, Element]) -> Element | None:
    """Give the part that a click on an element unfolds."""
    named = names(opener) if opener.get("class") else set()
    is_button = any(opener.get(name) is not None for name in ("aria-expanded", "data-toggle", "data-bs-toggle"))
    is_button = is_button or (opener.tag == "button" and any(opener.get(name) for name in _POINTERS))
    if opener.get("role") == "tab" or not (is_button or opener.get("role") == "button" or named & _OPENERS):
        return None
    if not 0 < len(text_of(opener).split()) <= MOST_WORDS or _is_within(opener, ("nav", "header", "summary")):
        return None
    if _is_within(opener, _HEADINGS) and not (_whole(opener).tag in _HEADINGS and asks(text_of(opener))):
        return None
    for pointer in _POINTERS:
        target = ids.get((opener.get(pointer) or "").partition("#")[2] or (opener.get(pointer) or ""))
        if target is not None and _may_hold(target, opener):
            return target
    behind = opener
    for _ in range(3):
        found = behind.getnext()
        if found is not None:
            is_named = bool(names(found) & _OPENED) or bool(is_button and behind is not opener)
            return found if is_named and _may_hold(found, opener) else None
        behind = behind.getparent()
        if behind is None or text_of(behind) != text_of(opener):
            return None
    return None


def _whole(opener: Element) -> Element:
    """Give the heading that is no more than what is clicked on, else that."""
    headings = (outer for outer in opener.iterancestors() if outer.tag in _HEADINGS)
    heading = next(headings, None)
    return heading if heading is not None and text_of(heading) == text_of(opener) else opener


def _is_within(element: Element, tags: tuple[str, ...]) -> bool:
    return any(outer.tag in tags for outer in element.iterancestors())


def _may_hold(opened: Element, opener: Element) -> bool:
    """Say whether a part may be an answer: it has text, is no menu, and holds nothing of what is clicked on."""
    if opened.tag not in ("div", "p", "section", "ul", "dd", "span", "article") or not text_of(opened):
        return False
    if opened.get("role") in ("dialog", "menu", "listbox", "search") or names(opened) & _NO_ANSWERS:
        return False
    around = set(opened.iterancestors())
    if opened is opener or opened in set(opener.iterancestors()) or opener in around or _whole(opener) in around:
        return False
    return not _is_within(opened, ("nav", "header", "footer", "form", "dialog"))


def _fold(opener: Element, opened: Element) -> None:
    """Make `<details>` of what is clicked on and what that shows, where the latter stands."""
    for name in ("hidden", "style", "aria-hidden"):
        opened.attrib.pop(name, None)
    details = opened.makeelement("details")
    summary = details.makeelement("summary")
    details.append(summary)
    details.sourceline = summary.sourceline = opener.sourceline or 1
    opened.addprevious(details)
    details.tail, opened.tail = opened.tail, None
    details.append(opened)
    for child in (opener, *opener.iterdescendants()):
        if child.tag in ("button", *_BLOCK, *_HEADINGS):
            child.tag = "span"
    before, around = opener.getprevious(), opener.getparent()
    tail, opener.tail = opener.tail or "", None
    if tail.strip() and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail.strip():
        around.text = (around.text or "") + tail
    summary.append(opener)


def _label_tabs(root: Element) -> None:
    """Put the label of each tab over what it shows."""
    for element in list(root.iter("*")):
        if element.get("role") != "tablist" and "tabbed-labels" not in classes(element):
            continue
        labels = [label for label in element.iter() if label.get("role") == "tab" or label.tag == "label"]
        panels = _panels(element, len(labels))
        if not labels or len(labels) != len(panels):
            continue
        for label, panel in zip(labels, panels, strict=True):
            for name in ("hidden", "style", "aria-hidden"):
                panel.attrib.pop(name, None)
            title, bold = panel.makeelement("p"), panel.makeelement("strong")
            bold.text = text_of(label)
            title.append(bold)
            title.sourceline = bold.sourceline = label.sourceline or 1
            title.tail, panel.text = panel.text, None
            panel.insert(0, title)
        tail = element.tail
        element.clear()
        element.tail = tail


def _panels(tabs: Element, number: int) -> list[Element]:
    """Give what the tabs of a list show: the parts of the nearest element behind it that has as many."""
    for outer in (tabs, *(parent for parent, _ in zip(tabs.iterancestors(), range(2), strict=False))):
        for behind in islice(outer.itersiblings(), 3):
            panels = [part for part in (behind, *behind) if part.get("role") == "tabpanel" or _is_panel(part)]
            if len(panels) == number:
                return panels
        alike = list(takewhile(lambda part: part.get("role") == "tabpanel", islice(outer.itersiblings(), number)))
        if alike:
            return alike
    return []


def _is_panel(element: Element) -> bool:
    return bool(element.get("class")) and bool(names(element) & {"tabpane", "tabbedblock", "tabpanel"})


def _list_cards(root: Element) -> None:
    """Make a definition list of the cards of a set: parts made alike, each with two sides."""
    for holder in list(root.iter("div", "section", "ul", "ol")):
        cards = [child for child in holder if child.tag in ("div", "li", "section", "article")]
        if len(cards) < FEWEST_CARDS or len(cards) != len(holder) or len({_made(card) for card in cards}) > 1:
            continue
        sides = [_sides(card) for card in cards]
        if not all(len(pair) == 2 for pair in sides):
            continue
        named = all(names(front) & _FRONTS and names(back) & _BACKS for front, back in map(_faces, sides))
        if named or (len(cards) > FEWEST_CARDS and _is_set(holder, cards)):
            _as_definitions(holder, sides)


def _as_table(box: Element) -> None:
    """Make a table of a box of facts that names each fact and its value."""
    rows = []
    for row in box.iter("div", "section", "li"):
        label = [cell for cell in row if names(cell) & _LABELS]
        value = [cell for cell in row if names(cell) & _VALUES]
        if len(label) == len(value) == 1 and len(row) == 2:
            rows.append((row, label[0], value[0]))
    if len(rows) < FEWEST_CARDS:
        return
    for row, label, value in rows:
        row.tag, label.tag, value.tag = "tr", "th", "td"
    for heading in box.iter(*_HEADINGS):
        heading.tag = "caption"
    for group in box.iter("section"):
        group.tag = "tbody"
    box.tag = "table"
    box.set("class", "infobox")


def _made(element: Element) -> tuple[str, str]:
    return element.tag, (element.get("class") or "").split(" ")[0]


def _is_set(holder: Element, cards: list[Element]) -> bool:
    return bool((names(holder) | names(cards[0])) & _CARDS) and not any(
        (link.get("href") or "#").partition("#")[0] for card in cards for link in card.iter("a")
    )


def _sides(card: Element) -> list[Element]:
    """Give the parts of a card with text of their own, without its number and the letters that name its sides."""
    found: list[Element] = []
    for element in card.iter():
        own = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        if (
            own
            and not _MARK.fullmatch(text_of(element))
            and not any(outer in found for outer in element.iterancestors())
        ):
            found.append(element)
        if len(found) > 2:
            break
    return found


def _faces(sides: list[Element]) -> tuple[Element, Element]:
    """Give for each of two sides the outermost element that holds it alone."""
    front, back = sides
    around = set(back.iterancestors())
    while front.getparent() is not None and front.getparent() not in around:
        front = front.getparent()
    around = set(front.iterancestors())
    while back.getparent() is not None and back.getparent() not in around:
        back = back.getparent()
    return front, back


def _as_definitions(holder: Element, sides: list[list[Element]]) -> None:
    holder.tag = "dl"
    holder.attrib.pop("class", None)
    for card, (front, back) in zip(list(holder), sides, strict=True):
        for mark in _marks(card, front, back):
            mark.set("class", "noprint")
        card.tag = "div"
        for element, tag in ((front, "dt"), (back, "dd")):
            element.tag = tag
            for outer in element.iterancestors():
                if outer is card:
                    break
                outer.tag = "div"


def _marks(card: Element, *sides: Element) -> Iterator[Element]:
    for element in card.iter():
        if element not in sides and not len(element) and _MARK.fullmatch((element.text or "").strip()):
            yield element


def _is_tip(element: Element) -> bool:
    return element.get("role") == "tooltip" or (bool(element.get("class")) and bool(names(element) & _TIP))


def _bracket(tip: Element) -> None:
    """Put what a tooltip says in brackets behind its word."""
    text = text_of(tip)
    tail = tip.tail
    tip.clear()
    tip.tag = "span"
    tip.text, tip.tail = (f" ({text})" if text else ""), tail
