"""The one way from a field, which is HTML, back to text."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<[^>]*>")
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
