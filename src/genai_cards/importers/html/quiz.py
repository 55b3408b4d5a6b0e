"""Tests that were taken on a page of a course: each question with its choices and its right answer."""

from __future__ import annotations

from genai_cards.importers.html.parts import names
from genai_cards.importers.html.tree import Element

_ANSWERS = frozenset("rightanswer correctanswer".split())
_QUESTIONS = frozenset("que question quizquestion questionblock".split())
_ABOUT = frozenset("info state grade outcome qno questionnumber points score specificfeedback".split())
_PARTS = ("fieldset", "legend", "form")


def with_quizzes(root: Element) -> None:
    """Make lists of choices, and leave of the blocks of a test its questions and answers alone."""
    for box in list(root.iter("input")):
        if (box.get("type") or "").lower() in ("radio", "checkbox"):
            _list_choices(box)
    done: set[Element] = set()
    for answer in [element for element in root.iter("div", "p", "span") if _is_named(element, _ANSWERS)]:
        block = next((outer for outer in answer.iterancestors() if _is_named(outer, _QUESTIONS)), None)
        if block is not None and block not in done:
            done.add(block)
            _bare(block, answer)


def _is_named(element: Element, words: frozenset[str]) -> bool:
    return bool(element.get("class")) and bool(names(element) & words)


def _list_choices(box: Element) -> None:
    """Make a list of the parts that each hold one box to tick, or one of several."""
    choice = box.getparent()
    holder = choice.getparent() if choice is not None else None
    if holder is None or holder.tag not in ("div", "fieldset") or choice.tag not in ("div", "label", "p"):
        return
    choices = list(holder)
    if len(choices) < 2 or any(each.tag != choice.tag or len(each.findall("./input")) != 1 for each in choices):
        return
    if not all("".join(each.itertext()).strip() for each in choices):
        return
    holder.tag = "ul"
    for each in choices:
        each.tag = "li"
        for inner in each.iter("div", "p", "label"):
            inner.tag = "span"


def _bare(block: Element, answer: Element) -> None:
    """Mark what stands around question and answer, and take the names from all else: it is content."""
    kept = {answer, *answer.iterancestors(), *answer.iterdescendants()}
    for element in block.iter():
        if element is not block and element not in kept and _is_named(element, _ABOUT):
            element.set("class", "noprint")
        elif element.get("class") not in (None, "noprint") and element is not block and not _is_hidden(element):
            element.attrib.pop("class")
    for element in (block, *block.iterdescendants(), *block.iterancestors()):
        if element.tag in _PARTS:
            element.tag = "div"


def _is_hidden(element: Element) -> bool:
    return _is_named(element, frozenset(("accesshide", "sronly", "visuallyhidden", "questionflag")))
