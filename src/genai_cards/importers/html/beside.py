"""What stands beside the text within the main content of a page, as its own markup tells it.

What the names of parts tell holds on any page. An article says of itself that it is one; there, what tells of it (who
wrote it and when) is no part of it, nor is what stands outside of the element that holds its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from genai_cards.importers.html.content import BLOCKS, Nearest, Runs
from genai_cards.importers.html.parts import (
    ANYWHERE,
    CAPTION,
    CREDITED,
    OF_ARTICLES,
    OF_HEADS,
    TAGS,
    Named,
    held_by,
    names,
    weights,
)
from genai_cards.importers.html.tree import Element
from genai_cards.language.beside import credits_picture, numbers_picture
from genai_cards.language.marks import asks

Told = Literal["", "article", "news"]
"""What a page says of itself."""

BODY = 0.7
"""The share of an article's sentences that its body holds."""

LONG = 14
"""Words of a run that is a sentence or more, no label."""

FEWEST = 3
"""Sentences, or paragraphs of them, by which the body of an article is found."""

FEWEST_QUESTIONS = 2
"""Headings that ask, outside of what seems the body of an article: then that is not all."""

FEW_ITEMS = 0.3
"""The share of words in definitions, tables, code and what unfolds from which on a page is no article."""

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ITEMS = ("dt", "dd", "td", "th", "pre", "details")
_TEXT = ("p", "blockquote", "ul", "ol", "li", "table", "dl", "span", "font")
_BLOCK_TEXT = ("p", "div", "section", "article")


def is_read(runs: Runs, found: frozenset[int]) -> bool:
    """Say whether a page is one text to be read, as articles are: little of it is in tables, definitions or code."""
    items = Nearest(lambda element: True if element.tag in _ITEMS else None)
    held = sum(runs.words[run] for run in found if items(runs.parents[run]))
    return held < FEW_ITEMS * sum(runs.words[run] for run in found)


def beside(root: Element, runs: Runs, found: frozenset[int], told: Told) -> dict[int, str]:
    """Give the runs of the content that stand beside its text, each with the reason."""
    runs = replace(runs, parents=held_by(runs))
    weighed = weights(root, runs, found)
    if not told:
        return _named(runs, found, Named((ANYWHERE,), weighed, {}))
    named = Named((OF_ARTICLES, ANYWHERE), weighed, TAGS)
    reasons = _named(runs, found, named)
    if not (told == "news" or _names_photographers(root, runs)):
        reasons = {run: why for run, why in reasons.items() if why != CAPTION}
    numbered = Nearest(lambda element: _is_numbered(element, named, runs))
    reasons = {
        run: why
        for run, why in reasons.items()
        if why != CAPTION or not (runs.parents[run].tag == "img" or numbered(runs.parents[run]))
    }
    rest = [run for run in sorted(found) if run not in reasons]
    outside = _outside(root, runs, rest)
    rest = [run for run in rest if run not in outside]
    return reasons | outside | _heads(root, runs, rest) | _edges(runs, rest) | _teasers(runs, rest)


def _outside(root: Element, runs: Runs, rest: Sequence[int]) -> dict[int, str]:
    """Give what stands outside of the element that holds the sentences; not what is there to be learned."""
    sentences = [run for run in rest if _is_sentence(run, runs)]
    body = _body(root, runs, sentences) if len(sentences) >= FEWEST else None
    if body is None:
        return {}
    in_body = Nearest(lambda element: True if element is body else None)
    items = Nearest(lambda element: True if element.tag in _ITEMS else None)
    outside = [run for run in rest if not in_body(runs.parents[run])]
    asking = [run for run in outside if not runs.linked[run] and _asks(runs.parents[run], runs)]
    if len(asking) >= FEWEST_QUESTIONS:
        return {}
    return {run: "outside of the article's text" for run in outside if not items(runs.parents[run])}


def _asks(element: Element, runs: Runs) -> bool:
    return element.tag in _HEADINGS and asks(_text(element, runs))


def silent_pictures(runs: Runs, found: frozenset[int]) -> dict[int, str]:
    """Give the pictures of an article: where they were not saved, their texts do not stand for them."""
    pictures = (run for run in found if not runs.words[run] and runs.parents[run].tag == "img")
    return dict.fromkeys(pictures, "the text of a picture that was not saved")


def _named(runs: Runs, found: frozenset[int], named: Named) -> dict[int, str]:
    inside = Nearest(named)
    return {run: why for run in sorted(found) if (why := inside(runs.parents[run]))}


def _is_sentence(run: int, runs: Runs) -> bool:
    return runs.words[run] >= LONG and 3 * runs.linked[run] < runs.words[run]


def _names_photographers(root: Element, runs: Runs) -> bool:
    """Say whether pictures tell who took them, as those of news do."""
    words = set(OF_ARTICLES[CAPTION].split())
    for element in root.iter():
        named = names(element)
        if named & CREDITED:
            return True
        if (element.tag == "figcaption" or named & words) and credits_picture(_text(element, runs)):
            return True
    return False


def _text(element: Element, runs: Runs) -> str:
    return " ".join(runs.mark.sub("", "".join(element.itertext())).split())


def _is_numbered(element: Element, named: Named, runs: Runs) -> bool | None:
    """Say of a caption whether it is one that the text refers to: “Figure 2”, or that of a table or of code."""
    if named(element) != CAPTION:
        return None
    figure = next((outer for outer in (element, *element.iterancestors()) if outer.tag == "figure"), None)
    holds = figure is not None and any(next(figure.iter(tag), None) is not None for tag in ("table", "pre", "math"))
    return holds or numbers_picture(_text(element, runs))


def _heads(root: Element, runs: Runs, rest: Sequence[int]) -> dict[int, str]:
    """Give what sums up an article, between its title and its first sentence."""
    heads = Nearest(Named((OF_HEADS,), weights(root, runs, rest), {}))
    first = next((run for run in rest if runs.words[run] >= LONG and not heads(runs.parents[run])), 0)
    return {run: why for run in rest if run < first and (why := heads(runs.parents[run]))}


def _edges(runs: Runs, rest: Sequence[int]) -> dict[int, str]:
    """Give what is set in italics before the first sentence and after the last: notes of the editors."""
    plain = [run for run in rest if runs.words[run] >= LONG and runs.slanted[run] < runs.words[run]]
    slanted = [run for run in rest if runs.words[run] and runs.slanted[run] == runs.words[run]]
    return {run: "a note of the editors" for run in slanted if plain and not plain[0] < run < plain[-1]}


def _teasers(runs: Runs, rest: Sequence[int]) -> dict[int, str]:
    """Give the paragraphs that are a link as a whole."""
    block = Nearest(lambda element: element.tag if element.tag in BLOCKS else None)
    linked = (run for run in rest if runs.words[run] > 2 and runs.linked[run] == runs.words[run])
    return {run: "links to other pages" for run in linked if block(runs.parents[run]) in _BLOCK_TEXT}


def _body(root: Element, runs: Runs, sentences: Sequence[int]) -> Element | None:
    """Give the innermost element that holds most of the sentences, or what the page itself calls the article's body.

    Where an element beside it is made like it and holds sentences too, both are parts of the body.
    """
    weighed = weights(root, runs, sentences)
    body = None
    inner = root if weighed.all else None
    while inner is not None:
        body = inner
        if (body.get("itemprop") or "").lower() == "articlebody":
            break
        held = [child for child in body if child in weighed.words]
        inner = next((child for child in held if weighed.words[child] >= BODY * weighed.all), None)
        inner = None if inner is not None and inner.tag in _TEXT else inner
        if inner is not None and any(child is not inner and _made(child) == _made(inner) for child in held):
            break
    return body


def _made(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class") or ""
