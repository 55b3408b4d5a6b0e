"""Code → HTML in which its words have the classes that the CSS of the note types colours."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

MAX_CODE = 20_000
"""Characters; longer code is shown plain: no card is that long, and some lexers take their time."""

_CLASSES = (
    ("Comment", "hc"),
    ("Keyword", "hk"),
    ("Operator.Word", "hk"),
    ("Name.Tag", "hk"),
    ("Generic.Deleted", "hk"),
    ("Literal.String", "hs"),
    ("Generic.Inserted", "hs"),
    ("Literal.Number", "hn"),
    ("Name.Constant", "hn"),
    ("Name.Function", "hf"),
    ("Name.Class", "hf"),
    ("Name.Decorator", "hf"),
    ("Name.Builtin", "hf"),
    ("Name.Attribute", "hf"),
    ("Generic.Heading", "hf"),
)


def highlighted(code: str, language: str) -> str:
    """Give code as HTML; code in a language that nobody knows is plain."""
    lexer = _lexer(language.lower()) if language and len(code) <= MAX_CODE else None
    if lexer is None:
        return html.escape(code, quote=False)
    parts = ((_class_of(kind), text) for kind, text in lexer.get_tokens(code))
    return "".join(_spans(parts))


def _spans(parts: Iterator[tuple[str, str]]) -> Iterator[str]:
    for name, group in groupby(parts, key=lambda part: part[0]):
        text = html.escape("".join(text for _, text in group), quote=False)
        yield f'<span class="{name}">{text}</span>' if name and text.strip() else text


@cache
def _lexer(language: str) -> Any:  # None where there is none
    from pygments.lexers import get_lexer_by_name  # 8 ms, and more for each language: only pages with code pay it
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _class_of(kind: Any) -> str:
    from pygments.token import string_to_tokentype

    return next((name for prefix, name in _CLASSES if kind in string_to_tokentype(prefix)), "")
