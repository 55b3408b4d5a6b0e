"""The one way from a field, which is HTML, back to text, and to what it shows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|ruby|s|small|span|strong|u)\b[^>]*>")
_READING = re.compile(r"<rt>[^<]*</rt>")
_PICTURE = re.compile(r'<img src="([\w.-]*)-[0-9a-f]{12}\.\w+" alt="([^"]*)"')

_SHOWN_WHOLE = re.compile(r"<pre\b.*?</pre>|<table\b.*?</table>|<ol class=\"gc-footnotes\">.*?</ol>", re.DOTALL)
_MARKUP = re.compile(r"<(?!br\b)(?:(?P<code>pre|code)\b)?(?:[^<>\"]|\"[^\"]*\")*>")
"""What MathJax reads no text across."""

_UNSEEN = re.compile(r"<wbr\b[^>]*>")
"""It reads across these as if they were not there."""

_ITEM = re.compile(r"<(/?)(li|ul|ol)\b")
_BLOCKS = ("<pre", "<table", "<li", "<img", "<blockquote", "\\[")


def plain_text(field: str) -> str:
    """Give the text of a field on one line, without markup."""
    if "<img " in field:  # what it shows is known by its text, else by its name
        field = _PICTURE.sub(lambda shown: f"{shown[2] or shown[1]}{shown[0]}", field)
    if "<" in field:  # emphasis and the colours of code part no words
        field = _TAG.sub(" ", _INLINE_TAG.sub("", _without_readings(field)))
    if "&" in field:
        field = html.unescape(field)
    return " ".join(field.split())


def words_in(field: str) -> list[str]:
    """Give the words of a field in lower case; emphasis within a word does not part it."""
    text = _TAG.sub(" ", _INLINE_TAG.sub("", _without_readings(field))) if "<" in field else field
    return _WORD.findall(html.unescape(text).lower())


def _without_readings(field: str) -> str:
    """Give a field without what is set above its characters: a text is the same with and without it."""
    return _READING.sub("", field) if "<rt>" in field else field


def running(field: str) -> str:
    """Give a field without what it shows as a whole: code, tables and footnotes."""
    return _SHOWN_WHOLE.sub(" ", field)


def with_texts(field: str, changed: Callable[[str], str], apart: Callable[[str], str]) -> str:
    """Give a field with each of its texts `changed`, and all that stands between them, tags and code, too."""
    field = _UNSEEN.sub("", field)
    pieces: list[str] = []
    position, ending = 0, ""
    last = {name: field.rfind(f"</{name}>") for name in ("pre", "code")}
    for tag in _MARKUP.finditer(field):
        if tag.start() > position:
            pieces.append((apart if ending else changed)(field[position : tag.start()]))
        pieces.append(apart(tag[0]))
        position = tag.end()
        if not ending and tag["code"] and "_process" not in tag[0]:  # a class by which MathJax reads even code
            ending = f"</{tag['code']}>" if position <= last[tag["code"]] else ""
        elif tag[0] == ending:
            ending = ""
    return "".join((*pieces, changed(field[position:])))


def count_items(field: str) -> int:
    """Give the number of items where a field is mainly a list: the most that one of its outer lists has."""
    depth, counts = 0, [0]
    for match in _ITEM.finditer(running(field)):
        closing, tag = match[1], match[2]
        if tag == "li":
            counts[-1] += depth == 1 and not closing
        else:
            depth += -1 if closing else 1
            if depth == 1 and not closing:
                counts.append(0)
    return max(counts)


def shows_list(field: str) -> bool:
    """Say whether a field shows a list."""
    return _ITEM.search(field) is not None


def shows_blocks(field: str) -> bool:
    """Say whether a field shows code, a table, a list, a picture, a quotation or a formula on its own."""
    return any(tag in field for tag in _BLOCKS)
