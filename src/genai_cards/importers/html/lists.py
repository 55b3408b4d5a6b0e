"""Lists, footnotes and definition lists of a saved page, while they are open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from genai_cards.importers.html import inline as html_inline
from genai_cards.importers.html.frames import Flat, Frame
from genai_cards.importers.html.inline import Token
from genai_cards.importers.html.tree import Element
from genai_cards.importers.page import Block, Definitions, Footnote, Formula, Listing, Paragraph


class OpenList(Frame):
    """`<ul>`, `<ol>` and their like."""

    __slots__ = ("items", "numbers")
    holds_text = False
    nests = True

    def __init__(self, element: Element, line: int) -> None:
        super().__init__(element, line)
        self.items: list[list[Block]] = []
        self.numbers: list[int] = []

    def add(self, blocks: Iterable[Block]) -> None:
        """Take blocks that are in no item, such as a list right inside a list: they belong to the item before."""
        if self.items:
            self.items[-1] += blocks
        elif blocks := list(blocks):
            self.items.append(blocks)
            self.numbers.append(1)

    def stray(self, token: Token, line: int) -> None:
        """Take text that is in no item as an item."""
        text = html_inline.markdown([token])
        if text:
            self.items.append([Paragraph(text, line)])
            self.numbers.append(len(self.items))

    def number(self, item: Element) -> int:
        """Give the number of the next item: as it says itself, or by the one before it."""
        found = re.fullmatch(r"\s*(\d{1,9})\s*", item.get("value") or "")
        if found:
            return int(found[1])
        if self.numbers:
            return min(self.numbers[-1] + 1, 999_999_999)
        start = re.fullmatch(r"\s*(\d{1,9})\s*", self.element.get("start") or "")
        return int(start[1]) if start else 1

    def closed(self) -> Sequence[Block]:
        """Give the list."""
        if not self.items:
            return []
        is_ordered = self.element.tag == "ol"
        return [Listing(tuple(map(tuple, self.items)), self.line, tuple(self.numbers) if is_ordered else ())]


class OpenItem(Frame):
    """`<li>` of a list."""

    __slots__ = ("listing",)
    has_sections = False

    def __init__(self, element: Element, line: int, listing: OpenList) -> None:
        super().__init__(element, line)
        self.listing = listing

    def closed(self) -> Sequence[Block]:
        """Give the item to its list."""
        if self.blocks:
            self.listing.numbers.append(self.listing.number(self.element))
            self.listing.items.append(self.blocks)
        return []


class OpenNote(OpenItem):
    """`<li>` that a mark in the text refers to."""

    __slots__ = ("label", "page")

    def __init__(self, element: Element, line: int, listing: OpenList, label: str, page: Frame) -> None:
        super().__init__(element, line, listing)
        self.label = label
        self.page = page

    def closed(self) -> Sequence[Block]:
        """Give the footnote to the page."""
        texts = [block.text for block in self.blocks if isinstance(block, Paragraph | Formula)]
        text = " ".join(" ".join(texts).replace("\\\n", " ").split())
        if text:
            self.page.add([Footnote(self.label, text, self.line)])
        return []


class OpenDefinitions(Frame):
    """`<dl>`."""

    __slots__ = ("entries",)
    holds_text = False
    nests = True

    def __init__(self, element: Element, line: int) -> None:
        super().__init__(element, line)
        self.entries: list[tuple[list[str], list[Block]]] = []
        """The terms that stand together, and what is said of them."""

    def add(self, blocks: Iterable[Block]) -> None:
        """Take blocks: they belong to the term before."""
        (self.entries[-1][1] if self.entries else self.blocks).extend(blocks)

    def closed(self) -> Sequence[Block]:
        """Give what stands before the first term, the terms with their meanings, and the terms that have none."""
        named = [(", ".join(terms), tuple(blocks)) for terms, blocks in self.entries]
        entries = tuple(entry for entry in named if entry[1])
        lone = [Paragraph(term, self.line) for term, blocks in named if not blocks]
        return [*self.blocks, *([Definitions(entries, self.line)] if entries else []), *lone]


class OpenTerm(Flat):
    """`<dt>`."""

    __slots__ = ("definitions",)

    def __init__(self, element: Element, line: int, definitions: OpenDefinitions) -> None:
        super().__init__(element, line)
        self.definitions = definitions

    def closed(self) -> Sequence[Block]:
        """Give the term to its list; terms that follow on each other mean the same."""
        term = self.text()
        entries = self.definitions.entries
        if term and entries and not entries[-1][1]:
            entries[-1][0].append(term)
        elif term:
            entries.append(([term], []))
        return []


class OpenMeaning(Frame):
    """`<dd>`."""

    __slots__ = ()
    has_sections = False
