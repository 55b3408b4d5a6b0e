"""What the parts of a page are called: the words of classes, ids and properties, which the web has in common."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from genai_cards.importers.html.content import BLOCKS, Nearest, Runs
from genai_cards.importers.html.tree import Element

NAVIGATION = "navigation"
COMMENTS = "comments of readers"
CAPTION = "a caption"
ABOUT = "a date or an author"

ANYWHERE = {
    NAVIGATION: "nav navbar navigation breadcrumb breadcrumbs crumb crumbs pagination pager skiplink sitemap toc tocs "
    "tableofcontents navbox catlinks sidebar sitesub hatnote printfooter topbar",
    "to share it": "share sharing shares sharedaddy social socials addthis addtoany sharebar follow likes",
    "links to other pages": "related recirc recirculation teaser teasers promo promos promotion recommended "
    "recommendation recommendations trending outbrain taboola readmore readnext readalso alsoread morefrom "
    "morestories morenews upnext mostread mostpopular relatedposts rail",
    "a newsletter": "newsletter newsletters subscribe subscriber subscription signup optin mailchimp paywall donate "
    "donation donations",
    "a count": "vote votes votecell votecount upvote upvotes upvotecount viewcount",
    "tags": "posttaglist headercategories footercategories",
    COMMENTS: "comments comment disqus respond commentlist",
    "an advertisement": "ad ads advert adverts advertisement sponsor sponsored banner adslot adunit "
    "adcontainer adwrapper",
    "a notice": "cookie cookies gdpr consent disclosure disclaimer affiliate copyright licensedescription",
    "a control of the page": "toolbar toolbox screenreader vjs editmeta editpage editthispage",
    ABOUT: "lastupdated lastupdate lastmodified lastmod revisiondate sourcefile pagemetadata propertyrow "
    "readingtime readtime wordcount",
}
"""What is left out of any page, and the words that name it."""

OF_ARTICLES = {
    CAPTION: "caption captions figcaption credit credits attribution gallery slideshow slidecount photocredit",
    ABOUT: "byline bylines author authors bio biography staff contributor contributors avatar date dates time "
    "timestamp datetime published posted meta pubdate datepublished datemodified timeago dateline",
    "tags": "tags taglist topics keywords categories category",
    "a notice": "alert",
    "a control of the page": "player controls modal popup overlay lightbox slidecount",
    "links to other pages": "popular",
    NAVIGATION: "menu",
}
"""The same of an article alone."""

OF_HEADS = {
    "a summary": "dek standfirst strapline subline subhead subheading subheadline subtitle summary description excerpt "
    "abstract alternativeheadline kicker eyebrow overline"
}
"""The same between the title of an article and its first sentence."""

CREDITED = frozenset("credit credits attribution photocredit photographer copyright".split())
"""Names of what says who took a picture."""

TAGS = {"figcaption": CAPTION, "time": ABOUT, "address": ABOUT}
"""What is known by its tag, of an article."""

MOST = 0.25
"""The share of the words of a page from which on a part is no furniture, whatever its name."""

MOST_ALIKE = 0.35
"""The same of all parts that have one name."""

MOST_COMMENTS = 0.8
"""The same of comments, which may be longer than what they are about."""

MOST_DATED = 8
"""Parts named for a date, an author or a tag; where there are more, the page is a list of such things."""

_NO_PARTS = frozenset("html body main h1 h2 h3 h4 h5 h6 th td tbody thead dt dd pre code summary".split())
"""What is no part of a page, whatever it is called."""

MOST_NAMED = 1000
"""Characters of a name that are looked at."""

_NAMES = ("class", "id", "itemprop", "rel", "data-component", "data-testid")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NEAR = 12


def names(element: Element) -> set[str]:
    """Give the words that an element is named by: each alone, and each joined to the one behind it."""
    found: set[str] = set()
    for attribute in _NAMES:
        if value := element.get(attribute):
            found |= _words_of(value[:MOST_NAMED])
    return found


@lru_cache(maxsize=10_000)
def _words_of(value: str) -> frozenset[str]:
    found: set[str] = set()
    for name in value.split():
        words = [word.lower() for word in _WORD.findall(name)]
        found.update(words)
        found.update(first + second for first, second in itertools.pairwise(words))
    return frozenset(found)


def held_by(runs: Runs) -> tuple[Element, ...]:
    """Give for each run the innermost element that holds all of it: the name of its first words is not its name."""
    code = Nearest(lambda element: element if element.tag == "pre" else None)
    blocks = map(code, runs.parents)
    return tuple(_holder(runs, run) if block is None else block for run, block in enumerate(blocks))


def _holder(runs: Runs, run: int) -> Element:
    element = runs.parents[run]
    while element.tag not in BLOCKS and element.tag != "img" and element.getparent() is not None:
        if len(runs.mark.sub("", "".join(element.itertext())).split()) >= runs.words[run]:
            break
        element = element.getparent()
    return element


@dataclass(frozen=True, slots=True)
class Weights:
    """How many words of some runs stand in each element; outer elements stand before what is in them."""

    words: dict[Element, int]
    linked: dict[Element, int]
    all: int


def weights(root: Element, runs: Runs, chosen: Iterable[int]) -> Weights:
    """Weigh the elements of a page."""
    held: dict[Element, int] = {}
    linked: dict[Element, int] = {}
    for run in chosen:
        held[runs.parents[run]] = held.get(runs.parents[run], 0) + runs.words[run]
        linked[runs.parents[run]] = linked.get(runs.parents[run], 0) + runs.linked[run]
    whole = sum(held.values())
    order = list(root.iter())
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and element in held:
            held[parent] = held.get(parent, 0) + held[element]
            linked[parent] = linked.get(parent, 0) + linked[element]
    return Weights({element: held[element] for element in order if element in held}, linked, whole)


class Named:
    """What the parts of a page are by their names; nothing of what holds too much of it, alone or with its like."""

    def __init__(self, tables: Sequence[Mapping[str, str]], weighed: Weights, tags: Mapping[str, str]) -> None:
        self._kinds = {word: kind for table in tables for kind, words in table.items() for word in words.split()}
        self._rank = {word: rank for rank, word in enumerate(self._kinds)}
        self._tags = tags
        self._weighed = weighed
        found = {element: self._word(element) for element in weighed.words if self._share(element) <= MOST_COMMENTS}
        self._words = {element: word for element, word in found.items() if word and self._is_small(element, word)}
        held: dict[str, list[int]] = {}
        for element, word in self._outermost():
            held.setdefault(word, []).append(weighed.words[element] - weighed.linked[element])
        self._common = {word for word, parts in held.items() if self._is_content(word, parts, weighed.all)}

    def __call__(self, element: Element) -> str | None:
        """Say what an element is; None where its name does not tell."""
        word = self._words.get(element)
        return self._kind(word) if word and word not in self._common else None

    def _word(self, element: Element) -> str:
        """Give the word that tells what an element is."""
        if element.tag in _NO_PARTS:
            return ""
        if element.tag in self._tags:
            return f"<{element.tag}>"
        return min(names(element) & self._kinds.keys(), key=self._rank.__getitem__, default="")

    def _kind(self, word: str) -> str:
        return self._kinds.get(word) or self._tags[word[1:-1]]

    def _share(self, element: Element) -> float:
        return self._weighed.words[element] / max(1, self._weighed.all)

    def _is_small(self, element: Element, word: str) -> bool:
        """Say whether a part is small enough to be furniture; comments and lists of links may be large."""
        is_linked = 2 * self._weighed.linked[element] > self._weighed.words[element]
        may_be_large = self._kind(word) == COMMENTS or (is_linked and word not in self._tags)
        return self._share(element) <= (MOST_COMMENTS if may_be_large else MOST)

    def _outermost(self) -> Iterator[tuple[Element, str]]:
        """Yield the parts that do not stand in another of their name."""
        for element, word in self._words.items():
            near = zip(element.iterancestors(), range(_NEAR), strict=False)
            if all(self._words.get(outer) != word for outer, _ in near):
                yield element, word

    def _is_content(self, word: str, parts: Sequence[int], whole: int) -> bool:
        kind = self._kind(word)
        if kind == COMMENTS:
            return sum(parts) > MOST_COMMENTS * whole
        return sum(parts) > MOST_ALIKE * whole or (kind in (ABOUT, "tags") and len(parts) > MOST_DATED)
