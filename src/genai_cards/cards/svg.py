"""Drawings made harmless: no scripts, no event handlers, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DRAWN = frozenset(
    "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix"
    " feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow"
    " feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset"
    " fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask"
    " mpath path pattern polygon polyline radialGradient rect set stop style svg switch symbol text textPath title"
    " tspan use view".split()
)
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)", re.IGNORECASE)
_REACHES_OUT = re.compile(r"@import|\\|javascript:|expression\(|url\((?!['\"\s]*(?:#|data:image/))", re.IGNORECASE)


def cleaned_svg(content: bytes) -> bytes | None:
    """Give an SVG without scripts, event handlers and what lies outside of it; None where it is none."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(content)
        if root.tag != f"{_SVG}svg":
            return None
        for element in root.iter():
            for child in list(element):
                if not _is_drawn(child.tag, child.attrib, child.text or ""):
                    _remove(element, child)
        for element in root.iter():
            element.tag = "g" if element.tag == f"{_SVG}a" else element.tag.removeprefix(_SVG)
            element.attrib = dict(_attributes(element.attrib))
        root.set("xmlns", _SVG.strip("{}"))
        return ElementTree.tostring(root, encoding="unicode").encode()
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        return None


def _is_drawn(tag: object, attributes: dict[str, str], text: str) -> bool:
    if not isinstance(tag, str) or not tag.startswith(_SVG):  # comments and such have a function for a tag
        return False
    name = tag.removeprefix(_SVG)
    if name == "style" and _REACHES_OUT.search(text):
        return False
    changed = attributes.get("attributeName", "").lower()
    return name in _DRAWN and not changed.endswith("href") and not changed.startswith("on")


def _remove(parent, child) -> None:  # type: ignore[no-untyped-def]
    """Take an element out, and leave the text behind it."""
    before = list(parent).index(child)
    if child.tail and before:
        parent[before - 1].tail = (parent[before - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _attributes(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        if name in ("href", _XLINK_HREF):
            if _INSIDE.match(value):
                yield "href", value
        elif not _is_foreign(name) and not _REACHES_OUT.search(value):
            yield name, value


def _is_foreign(name: str) -> bool:
    return (name.startswith("{") and not name.startswith(_XML)) or name.lower().startswith("on")
