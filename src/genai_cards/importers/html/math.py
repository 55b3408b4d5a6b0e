"""The formulas of a web page, in whichever way it holds them, as TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from genai_cards.importers.html.tree import Element, classes, drop

INLINE, DISPLAY = "gc-math", "gc-display"
"""The elements that stand for formulas; their text is TeX."""

MAX_DEPTH = 60

_BEGINS = re.compile(r"\\[(\[]|\$\$|\\begin\{(?P<name>(?:equation|align|alignat|eqnarray|gather|multline)\*?)\}")
_DOLLAR = re.compile(r"(?<![\w\\$])\$[^\s$](?:[^$]*[^\s$\\])?\$(?!\w)")
_RENDERED = re.compile(
    r"(?:^|\s)(?:MathJax(?:_Preview|_Display|_SVG(?:_Display)?|_CHTML|_Error)?|MJXc-display|katex-html)(?:\s|$)"
)
_CONTAINER = re.compile(r"(?:^|\s)(?:mwe-math-element(?:-inline|-block)?|katex|katex-display)(?:\s|$)")
_MATH_IMAGE = re.compile(r"(?:^|[\s_-])(?:math|latex|tex|formula|equation)(?:$|[\s_-])", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|[\s_-])(?:display|block|displaymath)(?:$|[\s_-])", re.IGNORECASE)
_STYLE = re.compile(r"\{\\(?:displaystyle|textstyle|scriptstyle)\s*(.*)\}", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%.*")


def uses_dollars(page: str) -> bool:
    """Say whether a page lets a script turn `$…$` into formulas."""
    found = re.search(
        r"<script\b[^<>]*(?:mathjax|katex)|class=[\"'][^\"']*tex2jax_process|inlineMath\s*:", page, re.IGNORECASE
    )
    return found is not None


def with_formulas(root: Element) -> None:
    """Put one element with TeX for each formula of a page, in place of all that showed it."""
    scripts = [script for script in root.iter("script") if (script.get("type") or "").startswith("math/")]
    for script in scripts:
        kind = DISPLAY if "display" in (script.get("type") or "") else INLINE
        _replace(script, "".join(script.itertext()), kind)
    if scripts:
        drop(root, [element for element in root.iter("span", "div") if _RENDERED.search(classes(element))])
    for element in list(root.iter("math")):
        _replace(_shown(element), _tex_of(element), _kind(element))
    for element in root.xpath("//*[string(@data-tex) or string(@data-latex)]"):
        if element.tag not in (INLINE, DISPLAY) and element.getroottree().getroot() is root:
            _replace(element, element.get("data-tex") or element.get("data-latex"), _kind(element))
    for image in [image for image in root.iter("img") if _MATH_IMAGE.search(classes(image)) and image.get("alt")]:
        _replace(image, image.get("alt"), _kind(image))


@dataclass(frozen=True, slots=True)
class Found:
    """A formula within text."""

    start: int
    stop: int
    tex: str
    is_display: bool


def formulas(text: str, dollars: bool) -> Iterator[Found]:
    r"""Yield the formulas that a script would find: `\(…\)`, `\[…\]`, `$$…$$`, and `$…$` where the page says so."""
    position = 0
    missing: set[str] = set()
    while begins := _BEGINS.search(text, position):
        yield from _between_dollars(text, position, begins.start()) if dollars else ()
        closing = _closing(begins)
        end = -1 if closing in missing else text.find(closing, begins.end())
        position = begins.end()
        if end < 0:
            missing.add(closing)
            continue
        is_whole = begins["name"] is not None
        tex = text[begins.start() : end + len(closing)] if is_whole else text[begins.end() : end]
        position = end + len(closing)
        yield Found(begins.start(), position, tex, begins[0] != r"\(")
    yield from _between_dollars(text, position, len(text)) if dollars else ()


def _closing(begins: re.Match[str]) -> str:
    if begins["name"]:
        return rf"\end{{{begins['name']}}}"
    return {r"\(": r"\)", r"\[": r"\]"}.get(begins[0], "$$")


def _between_dollars(text: str, start: int, stop: int) -> Iterator[Found]:
    for found in _DOLLAR.finditer(text, start, stop):
        yield Found(found.start(), found.end(), found[0][1:-1], is_display=False)


def formula(tex: str) -> str:
    """Give TeX on one line, without comments."""
    tex = _COMMENT.sub("", tex).strip()
    for _ in range(MAX_DEPTH):
        styled = _STYLE.fullmatch(tex)
        tex = styled[1].strip() if styled else tex
    tex = re.sub(r"^\\(?:displaystyle|textstyle)\s*(?![A-Za-z])|^(?:\\\(|\\\[|\$\$?)|(?:\\\)|\\\]|\$\$?)$", "", tex)
    return " ".join(tex.split())


def _replace(element: Element, tex: str, kind: str) -> None:
    tail = element.tail
    line = element.sourceline
    for child in list(element):
        element.remove(child)
    for name in list(element.attrib):
        del element.attrib[name]
    element.tag, element.text, element.tail = kind, formula(tex), tail
    if line:
        element.sourceline = line


def _shown(math: Element) -> Element:
    """Give the outermost element that is there for one formula alone: its pictures and its accessible twin included."""
    outer = math
    for parent in math.iterancestors():
        if not (_CONTAINER.search(classes(parent)) or parent.tag == "mjx-container"):
            if parent.tag in ("mjx-assistive-mml", "span") and not _has_other_text(parent, outer):
                continue
            break
        outer = parent
    return outer


def _has_other_text(parent: Element, inside: Element) -> bool:
    """Say whether an element may hold more than a formula: it does when it holds text of its own."""
    if (parent.text or "").strip():
        return True
    return any((child.tail or "").strip() for child in parent) or len(parent) > 2 or inside.getparent() is None


def _kind(element: Element) -> str:
    if element.get("display") in ("block", "true") or _DISPLAY.search(classes(element)):
        return DISPLAY
    for parent, _ in zip(element.iterancestors(), range(4), strict=False):
        if parent.tag in ("p", "td", "li", "body"):
            break
        if _DISPLAY.search(classes(parent)) or (parent.tag == "mjx-container" and parent.get("display")):
            return DISPLAY
        if parent.tag == "div" and _MATH_IMAGE.search(classes(parent)):
            return DISPLAY
    return INLINE


def _tex_of(math: Element) -> str:
    for annotation in math.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            return "".join(annotation.itertext())
    return math.get("alttext") or math.get("data-latex") or _from_mathml(math, 0)


_SCRIPTS = {
    "msup": ("^",),
    "msub": ("_",),
    "msubsup": ("_", "^"),
    "munder": ("_",),
    "mover": ("^",),
    "munderover": ("_", "^"),
}
_ACCENTS = {
    "¯": "bar",
    "‾": "overline",
    "^": "hat",
    "ˆ": "hat",
    "~": "tilde",
    "˜": "tilde",
    "→": "vec",
    "˙": "dot",
    "¨": "ddot",
}
_SPECIAL = re.compile(r"[{}%#&_$]")


def _from_mathml(node: Element, depth: int) -> str:
    """Give TeX for MathML that says none itself."""
    if depth > MAX_DEPTH:
        return " ".join("".join(node.itertext()).split())
    tag = str(node.tag).rpartition(":")[2]
    text = " ".join((node.text or "").split())
    match tag:
        case "mn" | "mo" | "ms":
            return _SPECIAL.sub(r"\\\g<0>", text)
        case "mi":
            return text if len(text) < 2 else rf"\mathrm{{{text}}}"
        case "mtext":
            return rf"\text{{{text}}}" if text else " "
        case "annotation" | "annotation-xml" | "mphantom":
            return ""
    return _composed(tag, [_from_mathml(child, depth + 1) for child in node])


def _composed(tag: str, parts: list[str]) -> str:
    match tag, parts:
        case "mover", [base, mark] if mark in _ACCENTS:
            return rf"\{_ACCENTS[mark]}{{{base}}}"
        case "msup" | "msub" | "msubsup" | "munder" | "mover" | "munderover", [base, *marks]:
            signs = zip(_SCRIPTS[tag], marks, strict=False)
            return (base if len(base) < 2 else f"{{{base}}}") + "".join(f"{sign}{{{mark}}}" for sign, mark in signs)
        case "mfrac", [above, below]:
            return rf"\frac{{{above}}}{{{below}}}"
        case "msqrt", _:
            return rf"\sqrt{{{' '.join(parts)}}}"
        case "mroot", [base, degree]:
            return rf"\sqrt[{degree}]{{{base}}}"
        case "mfenced", _:
            return rf"\left({', '.join(parts)}\right)"
        case "mtable", _:
            return r"\begin{matrix}" + r" \\ ".join(parts) + r"\end{matrix}"
        case "mtr" | "mlabeledtr", _:
            return " & ".join(parts)
    return " ".join(part for part in parts if part)
