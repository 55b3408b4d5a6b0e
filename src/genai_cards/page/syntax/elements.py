"""Tags: only those of HTML's own elements are markup; `<keyword>`, `vector<int>` and `a<b and c>d` are text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

SHOWN = (nh3.ALLOWED_TAGS | {"audio"}) - {"map", "area"}
"""Elements that a card may show."""

_DROPPED = frozenset(
    "applet area base basefont big blink body button canvas datalist dialog dir embed fieldset font form "
    "frame frameset head html iframe input label legend link main map marquee math menu meta meter nobr "
    "noframes noscript object optgroup option output param picture progress script search section select "
    "slot source style svg template textarea tfoot title track video".split()
)
_ALONE = frozenset("br center dd div dt hr li p tbody td tfoot th thead tr wbr".split())
"""Elements that people leave without an end, or end far below."""

_AROUND_BLOCKS = frozenset(
    "address article aside blockquote details dl figure footer header main nav ol pre section table ul".split()
)
_SWITCHES = frozenset(
    "allowfullscreen async autofocus autoplay checked compact controls default defer disabled download "
    "hidden inert ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline "
    "readonly required reversed selected".split()
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_OPENS = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_END = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=/]+)(\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))?|\s*/")
_FOREIGN = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)
_DECLARES = re.compile(r"<![A-Za-z][^>]*>[ \t]*\S")

_OF_PAGE, _OF_TEXT = "elements of the page", "elements of the text"

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]


class _Ends(NamedTuple):
    """What the tags of a text have ends for."""

    text: str
    names: frozenset[str]
    foreign: int
    """From where on it holds drawings or formulas, whose tags are no one's words."""


def extend(parser: MarkdownIt) -> None:
    """Teach a parser which tags are text."""
    inline, block = parser.inline.ruler, parser.block.ruler
    inline.at("html_inline", _elements(inline.getRules("")[inline.get_active_rules().index("html_inline")]))
    rule = block.getRules("")[block.get_active_rules().index("html_block")]
    block.at("html_block", _blocks(rule), {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.after("block", "words_in_html", _words_in_html)


def _elements(rule: InlineRule) -> InlineRule:
    """Wrap the rule for tags in texts."""

    def elements(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith("<", state.pos):
            return False
        if state.src.startswith(("<!--", "<![CDATA["), state.pos):
            return rule(state, silent)
        tag = _TAG.match(state.src, state.pos, state.posMax)
        return tag is not None and _is_markup(tag, _ends_of_text(state)) and rule(state, silent)

    return elements


def _blocks(rule: BlockRule) -> BlockRule:
    """Wrap the rule for blocks of HTML: a line that begins with a word in such brackets is a line of text."""

    def blocks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith("<", place) or _DECLARES.match(state.src, place, state.eMarks[start]):
            return False
        opens = _OPENS.match(state.src, place)
        if opens:
            tag = _TAG.match(state.src, place)
            is_markup = _is_markup(tag, _ends_of_page(state)) if tag else _is_element(opens[1])
            if not is_markup:
                return False
        return rule(state, start, end, silent)

    return blocks


def _is_element(name: str) -> bool:
    return name.lower() in SHOWN or name.lower() in _DROPPED


def _is_markup(tag: re.Match[str], ends: _Ends) -> bool:
    """Say whether a tag is of an element that HTML has, or a tool of the page, with an end where it needs one."""
    closing, name, attributes = tag.groups()
    has_end = name.lower() in ends.names
    if tag.start() >= ends.foreign >= 0:
        return True
    if not _is_element(name):
        is_component = name[0].isupper() or "-" in name
        return is_component and bool(closing or has_end or "=" in attributes or attributes.endswith("/"))
    if not attributes.strip(" /"):
        return bool(closing) or has_end or name.lower() in _ALONE
    return _are_attributes(attributes.rstrip())


def _are_attributes(text: str) -> bool:
    """Say whether each attribute has a value, or needs none."""
    position = 0
    while position < len(text):
        found = _ATTRIBUTE.match(text, position)
        if found is None or (found[1] and not found[2] and found[1].lower() not in _SWITCHES and "-" not in found[1]):
            return False
        position = found.end()
    return True


def _read(text: str, around: frozenset[str] = frozenset()) -> _Ends:
    foreign = _FOREIGN.search(text)
    names = frozenset(name.lower() for name in _END.findall(text))
    return _Ends(text, names | around, foreign.start() if foreign else -1)


def _ends_of_page(state: StateBlock | StateCore) -> _Ends:
    ends: _Ends = state.env.get(_OF_PAGE) or state.env.setdefault(_OF_PAGE, _read(state.src)._replace(foreign=-1))
    return ends


def _ends_of_text(state: StateInline) -> _Ends:
    """Give the ends in a text; those of elements around blocks may stand elsewhere in the page."""
    known: _Ends | None = state.env.get(_OF_TEXT)
    if known is None or known.text is not state.src:
        page: _Ends | None = state.env.get(_OF_PAGE)
        known = state.env[_OF_TEXT] = _read(state.src, page.names & _AROUND_BLOCKS if page else frozenset())
    return known


def _words_in_html(state: StateCore) -> None:
    """Escape in blocks of HTML what is no tag."""
    for token in state.tokens:
        if token.type == "html_block" and not _FOREIGN.search(token.content):
            token.content = _TAG.sub(partial(_escaped, ends=_ends_of_page(state)), token.content)


def _escaped(tag: re.Match[str], ends: _Ends) -> str:
    return tag[0] if _is_markup(tag, ends) else f"&lt;{tag[0][1:-1]}&gt;"
