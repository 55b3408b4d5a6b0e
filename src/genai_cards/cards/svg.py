"""Drawings made harmless: no scripts, no event handlers, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_OF_XML = tuple(f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("space", "lang"))
_DRAWN = frozenset(
    "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend feColorMatrix"
    " feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow"
    " feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset"
    " fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask"
    " mpath path pattern polygon polyline radialGradient rect set stop style svg switch symbol text textPath title"
    " tspan use view".split()
)
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)", re.IGNORECASE)
_FUNCTIONS = frozenset(
    "blur brightness calc circle clamp color color-mix conic-gradient contrast cubic-bezier drop-shadow ellipse has"
    " grayscale hsl hsla hue-rotate hwb inset invert is lab lch linear linear-gradient matrix matrix3d max min not"
    " nth-child nth-last-child nth-last-of-type nth-of-type oklab oklch opacity path perspective polygon"
    " radial-gradient repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotate3d rotatex rotatey"
    " rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx skewy steps translate translate3d"
    " translatex translatey translatez var where".split()
)
"""Of CSS and of attributes, none of which names a file."""

_CALL = re.compile(r"(?<![\w-])([\w-]+)\(\s*([^\s)]{0,40})")
_LEADS_OUT = re.compile(r"\\|@import|javascript:", re.IGNORECASE)
_OWN = re.compile(r"['\"]?(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)

_LONGEST_ENTITY = 300
"""Characters of what an entity stands for: drawing programs name their namespaces so, and nothing else is needed."""


class _Bomb(ValueError):
    """What entities stand for could be too much to read, or lies elsewhere."""


def cleaned_svg(content: bytes) -> bytes | None:
    """Give an SVG without scripts, event handlers and what lies outside of it; None where it is none."""
    from xml.etree import ElementTree

    try:
        _check_entities(content)
        root = ElementTree.fromstring(content)
        if root.tag != f"{_SVG}svg":
            return None
        for element in root.iter():
            for child in list(element):
                if not _is_drawn(child):
                    _remove(element, child)
        for element in root.iter():
            element.tag = "g" if element.tag == f"{_SVG}a" else element.tag.removeprefix(_SVG)
            element.attrib = dict(_attributes(element.attrib))
        root.set("xmlns", _SVG.strip("{}"))
        return ElementTree.tostring(root, encoding="unicode").encode()
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError):
        return None


def _check_entities(content: bytes) -> None:
    """Raise an error where an entity stands for what is elsewhere, for others, or for much."""
    from xml.parsers import expat

    def check(_name: str, _is_parameter: bool, value: str | None, *_where: str | None) -> None:
        if value is None or "&" in value or "%" in value or len(value) > _LONGEST_ENTITY:
            raise _Bomb

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = check
    try:
        parser.Parse(content, True)
    except expat.ExpatError as broken:
        raise ValueError from broken


def _reaches_out(value: str) -> bool:
    """Say whether CSS, or the value of an attribute, may load something: all is known that may not."""
    if _LEADS_OUT.search(value):
        return True
    return "(" in value and any(
        not _OWN.match(told) if name.lower() == "url" else name.lower() not in _FUNCTIONS
        for name, told in _CALL.findall(value)
    )


def _is_drawn(element) -> bool:  # type: ignore[no-untyped-def]
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(_SVG):  # comments and such have a function for a tag
        return False
    name = tag.removeprefix(_SVG)
    if name == "style" and _reaches_out("".join(element.itertext())):
        return False
    changed = element.get("attributeName", "").strip().lower()
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
        elif not _is_foreign(name) and not _reaches_out(value):
            yield name, value


def _is_foreign(name: str) -> bool:
    return (name.startswith("{") and name not in _OF_XML) or name.lower().startswith("on")
