"""What people write in texts beyond CommonMark: wiki links, marks, sub and sup, readings, comments, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from genai_cards.cards import media
from genai_cards.page.syntax import myst

_WIKI_EMBED = re.compile(r"!\[\[((?:[^\[\]\n|]|\[[^\[\]\n|]*\])+)(?:\|([^\[\]\n]*))?\]\]")
_WIKI_LINK = re.compile(
    r"\[\[(?=[^\[\]\n|]*[^\W\d_])([^\s:\[\]\n|][^\[\]\n|]*?)(?:\s?\|([^\[\]\n]+)|(?<!\s))\]\](?![(\[:])"
)
_ODD_IMAGE = re.compile(
    r"!\[([^\[\]\n]*)\]\(([^()<>\n\"]*?[^()<>\n\"\s])(?:\s+\"([^\"\n]*)\")?(?:\s+(=(\d{1,5}%?)?x(?:\d{1,5}%?)?))?\s*\)"
)
_SOUND = re.compile(r"\[sound:([^\[\]\n]+)\]")
_SCRIPTS = {
    "~": ("sub", re.compile(r"(?<=[\w)\]])~([\w+−-]{1,16})~(?!~)")),
    "^": ("sup", re.compile(r"(?<=[\w)\]~])\^([\w+−.-]{1,16})\^(?![\w^])")),
}
_COMMENT = re.compile(r"(?<![\w%])%%(?!%).{0,1000}?%%(?![\w%])")
_WORD_BEFORE_MARK = re.compile(r"[A-Za-z0-9=)\]]")

_KANJI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ]")
_RUBY = re.compile(rf"\{{({_KANJI.pattern}+)\|([^{{}}\n]{{1,60}})\}}")
_READING = re.compile(r"\[([\u3041-\u309f\u30a1-\u30ffー]{1,30})\](?![(\[:])")

READING = "ruby_reading"
"""A token with what is set above the text before it."""

NO_COMMENT = "no comment ends from here on"
ABBREVIATIONS = "abbreviations"


def extend(parser: MarkdownIt) -> None:
    """Teach a parser all of it."""
    parser.inline.ruler.before("escape", "beyond", _beyond)
    parser.core.ruler.after("inline", "abbreviations", _abbreviate)


def _beyond(state: StateInline, silent: bool) -> bool:
    """Ask the one rule that begins with the sign at hand: markdown-it asks each rule at each sign."""
    rule = _BY_SIGN.get(state.src[state.pos])
    return rule is not None and rule(state, silent)


def _embeds(state: StateInline, silent: bool) -> bool:
    """Read `![[a.png|300]]`, and what CommonMark takes for text: `![…](my picture.png)`, `![…](a.png =100x20)`."""
    if not state.src.startswith("![", state.pos):
        return False
    wiki = _WIKI_EMBED.match(state.src, state.pos, state.posMax)
    odd = None if wiki else _ODD_IMAGE.match(state.src, state.pos, state.posMax)
    size, width = (odd[4], odd[5]) if odd else (None, None)
    if wiki:
        whole = wiki[1].strip()
        target = whole if media.is_media(whole) else whole.partition("#")[0]
        alt, title = wiki[2] or "", ""
    elif odd and (" " in odd[2] or size or odd[2].startswith("file:")) and media.is_media(odd[2]):
        target, alt, title = odd[2], odd[1], odd[3] or ""
    else:
        return False
    if not silent:
        if wiki and not media.is_media(target):  # another page: no card can hold it
            state.push("text", "", 0).content = alt or _page_name(wiki[1])
        else:
            image = state.push("image", "img", 0)
            image.attrs = (
                {"src": target, "alt": alt} | ({"title": title} if title else {}) | ({"width": width} if width else {})
            )
            image.children = []
            image.meta = {"reference": target, "alt": alt} | ({"wiki": True} if wiki else {})
    state.pos = (wiki or odd).end()  # type: ignore[union-attr]  # one of the two, or we were gone
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Read `[[Page|text]]` as its text: it leads nowhere from a card.

    `a[[0]]`, `[[1, 2]]`, `[[:digit:]]` and `[[ -f a ]]` are none.
    """
    start = state.pos
    if not state.src.startswith("[[", start) or (start and state.src[start - 1].isalnum()):
        return False
    link = _WIKI_LINK.match(state.src, start, state.posMax)
    if link is None or normalizeReference(link[1]) in state.env.get("references", {}):
        return False
    if not silent:
        state.push("text", "", 0).content = (link[2] or _page_name(link[1])).strip()
    state.pos = link.end()
    return True


def _page_name(target: str) -> str:
    """Give `folder/Page#Heading` as people say it."""
    parts = target.strip().rpartition("/")[2].split("#")
    return " › ".join(part for part in parts if part and not part.startswith("^"))


def _scripts(state: StateInline, silent: bool) -> bool:
    """Read `H~2~O` and `x^2^`: a few letters or digits, right behind a word."""
    tag, pattern = _SCRIPTS.get(state.src[state.pos], ("", None))
    found = pattern.match(state.src, state.pos, state.posMax) if pattern else None
    if found is None:
        return False
    if not silent:
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = found[1]
        state.push(f"{tag}_close", tag, -1)
    state.pos = found.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """Read `==highlighted==` as emphasis is read; `a==b or c==d` is none."""
    start = state.pos
    if not state.src.startswith("==", start) or state.env.get("==") == (state, state.posMax):
        return False
    if state.src[start + 2 : start + 3] in ("", " ", "\n", "=") or (
        start and _WORD_BEFORE_MARK.match(state.src[start - 1])
    ):
        return False
    end = _end_of_mark(state, start + 2)
    if end is None:
        return False
    if not silent:
        most = state.posMax
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = most
    state.pos = end + 2
    return True


def _end_of_mark(state: StateInline, start: int) -> int | None:
    """Find the `==` that closes, outside of code, math and links."""
    found = None
    if state.src.find("==", start + 1, state.posMax) > 0:
        before, state.pos = state.pos, start
        while state.pos < state.posMax:
            here = state.pos
            if not state.src.startswith("==", here):
                state.md.inline.skipToken(state)
            elif _closes_mark(state.src, here, state.posMax):
                found = here
                break
            else:
                state.pos += 2  # a mark holds no mark
        state.pos = before
    if found is None:
        state.env["=="] = state, state.posMax  # there is none: do not look again from each opening one
    return found


def _closes_mark(source: str, here: int, most: int) -> bool:
    after = source[here + 2 : min(here + 3, most)]
    return not source[here - 1].isspace() and not re.match(r"[A-Za-z0-9=]", after)


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: ARG001  # there is nothing to show
    """Leave `%%what an author tells only herself%%` out."""
    if not state.src.startswith("%%", state.pos) or state.env.get(NO_COMMENT) is state:
        return False
    if state.src.find("%%", state.pos + 2) < 0:
        state.env[NO_COMMENT] = state
        return False
    found = _COMMENT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """Read `{東京|とうきょう}`, and `{東京|とう|きょう}` with a part for each character."""
    found = _RUBY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    readings = found[2].split("|")
    if not silent:
        if len(readings) == len(found[1]):
            _push_ruby(state, zip(found[1], readings, strict=True))
        else:
            _push_ruby(state, [(found[1], "".join(readings))])
    state.pos = found.end()
    return True


def _braces(state: StateInline, silent: bool) -> bool:
    return _ruby(state, silent) or myst.role(state, silent)


def _sound(state: StateInline, silent: bool) -> bool:
    """Read `[sound:cat.mp3]`, as Anki writes it."""
    found = _SOUND.match(state.src, state.pos, state.posMax)
    if found is None or not media.is_media(found[1].strip()):
        return False
    if not silent:
        name = found[1].strip()
        played = state.push("image", "img", 0)
        played.attrs = {"src": name, "alt": ""}
        played.children = []
        played.meta = {"reference": name, "alt": "", "wiki": True}
    state.pos = found.end()
    return True


def _brackets(state: StateInline, silent: bool) -> bool:
    """Read `日本語[にほんご]`, `[sound:cat.mp3]`, and wiki links."""
    if state.src.startswith("[sound:", state.pos) and _sound(state, silent):
        return True
    reading = _READING.match(state.src, state.pos, state.posMax)
    start = state.pos
    while reading and start > 0 and _KANJI.match(state.src, start - 1):
        start -= 1
    if reading is None or start == state.pos:
        return _wiki_link(state, silent)
    if not silent:
        base = state.src[start : state.pos]
        if not state.pending.endswith(base):
            return False
        state.pending = state.pending[: -len(base)]
        _push_ruby(state, [(base, reading[1])])
    state.pos = reading.end()
    return True


def _push_ruby(state: StateInline, pairs: Iterable[tuple[str, str]]) -> None:
    """Give each base text its reading: shown above it, and no word of the text."""
    state.push("ruby_open", "ruby", 1)
    for base, reading in pairs:
        state.push("text", "", 0).content = base
        state.push(READING, "rt", 0).content = reading
    state.push("ruby_close", "ruby", -1)


_BY_SIGN = {"!": _embeds, "[": _brackets, "{": _braces, "~": _scripts, "^": _scripts, "=": _mark, "%": _comment}


def _abbreviate(state: StateCore) -> None:
    """Give each abbreviation in the texts what it stands for."""
    known = state.env.get(ABBREVIATIONS)
    if not known:
        return
    words = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)")
    for token in state.tokens:
        if token.type == "inline" and pattern.search(token.content):
            token.children = list(_with_abbreviations(token.children or [], pattern, known))


def _with_abbreviations(children: Sequence[Token], pattern: re.Pattern[str], known: dict[str, str]) -> Iterator[Token]:
    for child in children:
        if child.type != "text":
            yield child
            continue
        for place, part in enumerate(pattern.split(child.content)):
            text = Token("text", "", 0, content=part, level=child.level)
            if place % 2:
                yield Token("abbr_open", "abbr", 1, attrs={"title": known[part]})
                yield text
                yield Token("abbr_close", "abbr", -1)
            elif part:
                yield text
