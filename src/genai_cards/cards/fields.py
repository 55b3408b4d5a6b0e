"""The one way from a field, which is HTML, back to text."""

from __future__ import annotations

import html
import re

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|u)\b[^>]*>")
_SPAN = re.compile(r"</?span\b[^>]*>")
_PICTURE = re.compile(r'<img src="([\w.-]*)-[0-9a-f]{12}\.\w+" alt="([^"]*)"')


def plain_text(field: str) -> str:
    """Give the text of a field on one line, without markup."""
    if "<img " in field:  # what it shows is known by its text, else by its name
        field = _PICTURE.sub(lambda shown: f"{shown[2] or shown[1]}{shown[0]}", field)
    if "<span" in field:  # the colours of code part no words
        field = _SPAN.sub("", field)
    if "<" in field:
        field = _TAG.sub(" ", field)
    if "&" in field:
        field = html.unescape(field)
    return " ".join(field.split())


def words_in(field: str) -> list[str]:
    """Give the words of a field in lower case; emphasis within a word does not part it."""
    text = _TAG.sub(" ", _INLINE_TAG.sub("", field)) if "<" in field else field
    return _WORD.findall(html.unescape(text).lower())
