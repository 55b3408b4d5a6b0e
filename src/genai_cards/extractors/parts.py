"""Long answers and lists in pieces, where their author asks for them: each labelled part, each item by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from genai_cards.cards.active import escaped
from genai_cards.cards.fields import plain_text
from genai_cards.cards.kinds import ITEM, PART, Kind
from genai_cards.cards.notes import Draft
from genai_cards.extractors.drafting import derived
from genai_cards.extractors.reverse import AskedAt
from genai_cards.language.words import GENERIC_LABELS
from genai_cards.page import markup

LONG = 30
"""An answer with more words is long."""

MOST_ITEMS = 20
"""Nobody learns a longer list item by item, and each card shows all of it."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
_VOID = ("br", "hr", "img", "wbr", "input")
_LIST = re.compile(r"<(ol|ul)\b[^>]*>")
_LABEL = re.compile(
    r"(?P<before>^|(?<=[.!?;])\s+|<p>|<li>|<br>\s*|(?<=</p>)\s*)"
    r"(?:<(strong|em)>(?P<marked>[^<>.:;!?]{2,40}?)(?::</\2>|</\2>:)|(?P<plain>[^\W\da-z_][^<>.:;!?]{1,40}?):)\s+"
)
_END = re.compile(r"</?(?:p|li|ol|ul|br|table|pre|blockquote|div)\b[^>]*>|$")
_GAP = "[…]"


def part_notes(drafts: Sequence[Draft], asked_at: AskedAt) -> Iterator[Draft]:
    """Yield a note for each labelled part of a long answer, and for each item of a list."""
    for draft in drafts:
        added = asked_at(draft).added
        if draft.note_type.cloze:
            continue
        if PART.asked_by in added and len(plain_text(draft.back).split()) > LONG:
            yield from _parts(draft)
        if ITEM.asked_by in added:
            yield from _items(draft)


def _parts(draft: Draft) -> Iterator[Draft]:
    labels = list(_LABEL.finditer(draft.back))
    ends = [*(label.start() for label in labels), len(draft.back)][1:]
    found = []
    for label, next_one in zip(labels, ends, strict=True):
        end = _END.search(draft.back, label.end(), next_one)
        said = draft.back[label.end() : end.start() if end else next_one].strip()
        name = label["marked"] or label["plain"]
        if plain_text(name).casefold() not in GENERIC_LABELS and markup.shows(said) and _balanced(said):
            found.append((name, said))
    if len(found) > 1:
        for name, said in found:
            yield _piece(draft, PART, plain_text(name), f"{_line(draft.front)} › {name}?", said)


def _items(draft: Draft) -> Iterator[Draft]:
    opening = _LIST.search(draft.back)
    if opening is None:
        return
    inside = _element(draft.back, opening)
    items = _children(inside)
    if not 2 <= len(items) <= MOST_ITEMS or _LIST.search(draft.back, opening.end() + len(inside)):
        return
    front = draft.front if draft.front.startswith("<p>") else f"<p>{draft.front}</p>"
    for place, item in enumerate(items):
        shown = (f"<li>{_GAP if other == place else items[other]}</li>" for other in range(len(items)))
        prompt = f"{front}<{opening[1]}>{''.join(shown)}</{opening[1]}>"
        yield _piece(draft, ITEM, plain_text(item), prompt, item)


def _piece(draft: Draft, kind: Kind, name: str, prompt: str, said: str) -> Draft:
    """Make a note of a piece of another one's answer."""
    fields = {"Prompt": prompt, "Answer": said, "Context": draft.fields["Context"]}
    return replace(derived(draft, kind, " › ".join((plain_text(draft.front), name)), fields), own_id="")


def _line(front: str) -> str:
    """Give a prompt to which something can be added: of one with several blocks, the words."""
    return escaped(plain_text(front)) if front.startswith("<p>") else front


def _balanced(html: str) -> bool:
    """Say whether each element that begins here ends here."""
    opened: list[str] = []
    for tag in _TAG.finditer(html):
        if tag[2] in _VOID or tag[3]:
            continue
        if not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return False
    return not opened


def _element(html: str, opening: re.Match[str]) -> str:
    """Give what an element holds."""
    level = 1
    for tag in _TAG.finditer(html, opening.end()):
        if tag[2] == opening[1]:
            level += -1 if tag[1] else 1
            if not level:
                return html[opening.end() : tag.start()]
    return html[opening.end() :]


def _children(html: str) -> list[str]:
    """Give what each item of a list holds, not of the lists within it."""
    found, level, start = [], 0, 0
    for tag in _TAG.finditer(html):
        if tag[2] != "li":
            continue
        if not tag[1]:
            level += 1
            start = tag.end() if level == 1 else start
        else:
            level -= 1
            if not level:
                found.append(html[start : tag.start()].strip())
    return [item for item in found if markup.shows(item)]
