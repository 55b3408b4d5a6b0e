"""Parsed Markdown → the HTML of a field."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import nh3
from markdown_it.renderer import RendererHTML
from markdown_it.utils import EnvType, OptionsDict

from genai_cards.cards.active import escaped, guarded
from genai_cards.page.highlight import highlighted
from genai_cards.page.pictures import as_html, is_found
from genai_cards.page.syntax.elements import SHOWN
from genai_cards.page.syntax.html import HTML

if TYPE_CHECKING:
    from markdown_it.token import Token

    from genai_cards.page.document import Block, Definition, Section
    from genai_cards.page.text import Text

_PLAYED = re.compile(r"<audio src=\"([\w.-]+)\"></audio>")
_SOUND = re.compile(r"\[sound:[\w.-]+\]")
_NOT_SHOWN = re.compile(r"<img(?! src=)[^>]*>")
_AUDIO = re.compile(r"</?audio[^>]*>")
_OUR_CLASS = re.compile(r"gc-[\w-]+|language-\S+|h[cksnf]")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)

_UNSEEN = re.compile(r"<(?!img )[^>]*>|&nbsp;|[\s\u00ad\u200b-\u200f\u2060\ufeff]")

MOST_CITED = 10
"""Footnotes on a card that others alone cite: else each of many cards would show all of a ring."""

_ATTRIBUTES = {
    **{tag: names - {"src"} for tag, names in nh3.ALLOWED_ATTRIBUTES.items() if tag in SHOWN},
    "img": {"src", "alt", "title", "width", "height"},
    "audio": {"src"},
    "*": {"class", "dir", "lang", "title"},
    "td": {"style", "colspan", "rowspan"},
    "th": {"style", "colspan", "rowspan"},
}


def inline(text: Text) -> str:
    """Render inline text."""
    tokens = text.tokens
    if len(tokens) == 1 and tokens[0].type == "text":
        return escaped(tokens[0].content)
    return _render(tokens)


def block(shown: Block) -> str:
    """Render a block."""
    return _render(shown.tokens)


def blocks(shown: Iterable[Block]) -> str:
    """Render blocks, each by itself."""
    return "".join(map(block, shown))


def body(of: Section | Definition) -> str:
    """Render all that stands below a heading or a term, as one piece."""
    return _render(of.tokens)


def shows(rendered: str) -> bool:
    """Say whether there is something to see: a script, a comment or an empty element leaves nothing."""
    return rendered[:1].isalnum() or bool(_UNSEEN.sub("", rendered))


def not_heard_again(extra: str, answer: str) -> str:
    """Give an extra without the sounds of its answer: Anki plays all that a side holds, one after the other."""
    return _SOUND.sub(lambda sound: "" if sound[0] in answer else sound[0], extra) if "[sound:" in extra else extra


def _render(tokens: Sequence[Token]) -> str:
    env: EnvType = {"footnotes": [], "numbers": {}, "most": math.inf, "raw": False, "shows": set()}
    rendered = _RENDERER.render(tokens, _OPTIONS, env) + _footnotes(env)
    if env["raw"]:
        rendered = _cleaned(rendered, env["shows"])
    rendered = guarded(rendered.strip())
    return _AUDIO.sub("", _PLAYED.sub(r"[sound:\1]", rendered)) if "<audio" in rendered else rendered


def _cleaned(rendered: str, shows: set[str]) -> str:
    """Leave out what could do harm, what leads nowhere from a card, and what we did not find ourselves."""

    def kept(_: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if value in shows else None
        if name == "class":  # those of the page mean nothing here, or something else: to our CSS, Anki and MathJax
            return " ".join(filter(_OUR_CLASS.fullmatch, value.split())) or None
        return None if name == "href" and not _SAFE_LINK.match(value) else value

    cleaned = nh3.clean(
        rendered,
        tags=SHOWN,
        attributes=_ATTRIBUTES,
        attribute_filter=kept,
        filter_style_properties={"text-align"},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _NOT_SHOWN.sub("", cleaned)


def _footnotes(env: EnvType) -> str:
    """Give the footnotes that the rendered text cites, each once; one may cite another."""
    notes: list[str] = []
    env["most"] = len(env["footnotes"]) + MOST_CITED
    while len(notes) < len(env["footnotes"]):
        notes.append(_RENDERER.render(env["footnotes"][len(notes)], _OPTIONS, env))
    items = "".join(f"<li>{note.strip()}</li>" for note in notes)
    return f'<ol class="gc-footnotes">{items}</ol>' if items else ""


def _formula(tex: str) -> str:
    return html.escape(tex, quote=False)


class _Renderer(RendererHTML):
    """markdown-it's own renderer, with what Anki needs otherwise."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return escaped(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"<code>{html.escape(tokens[idx].content, quote=False)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"<pre><code>{html.escape(tokens[idx].content, quote=False)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        language = (tokens[idx].info.split() or [""])[0].strip("{}.").partition(",")[0]
        opening = f'<code class="language-{html.escape(language)}">' if language else "<code>"
        return f"<pre>{opening}{highlighted(tokens[idx].content, language)}</code></pre>\n"

    def hardbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return "<br>" if tokens[idx].markup == HTML else "<br>\n"

    def hr(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return "" if tokens[idx].markup == HTML else "<hr>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        if is_found(tokens[idx]):
            env["shows"].add(str(tokens[idx].attrs["src"]))
        return as_html(tokens[idx])

    def html_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        env["raw"] = True
        return tokens[idx].content

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        env["raw"] = True
        env["shows"].update(tokens[idx].meta.get("shows", ()))
        return tokens[idx].content

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return '<div class="gc-scroll"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return "</table></div>\n"

    def ruby_reading(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"<rt>{escaped(tokens[idx].content)}</rt>"

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return rf"\({_formula(tokens[idx].content.strip().strip('`'))}\)"  # GitHub's $`x`$

    def math_inline_double(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return rf"\[{_formula(tokens[idx].content.strip())}\]"

    def math_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return rf"<div>\[{_formula(tokens[idx].content.strip())}\]</div>" + "\n"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        body, numbers = tokens[idx].meta["body"], env["numbers"]
        if id(body) not in numbers and len(numbers) < env["most"]:
            env["footnotes"].append(body)
            numbers[id(body)] = len(env["footnotes"])
        return f"<sup>{numbers[id(body)]}</sup>" if id(body) in numbers else ""


_RENDERER = _Renderer()
_OPTIONS = OptionsDict(
    {
        "maxNesting": 100,
        "html": True,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "xhtmlOut": False,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)
