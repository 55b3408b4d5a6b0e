"""How pasted text opens: its title, a tagline, and what stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from genai_cards.importers.page import (
    Block,
    Heading,
    Paragraph,
    Quote,
)
from genai_cards.importers.pasted import questions
from genai_cards.importers.pasted.answers import is_label_run
from genai_cards.importers.pasted.chrome import (
    is_breadcrumb,
    why_chrome,
)
from genai_cards.importers.pasted.lines import (
    ANSWER,
    BULLET,
    NUMBER,
    QUESTION,
    Line,
)
from genai_cards.importers.pasted.page import (
    FENCE,
    FOOTNOTE,
    MARKED_HEADING,
    Found,
    Page,
    inline,
    left_out_line,
)
from genai_cards.importers.pasted.signs import opens_cycle, sign_of
from genai_cards.importers.pasted.split import part_alike
from genai_cards.importers.tables.heads import names_columns
from genai_cards.language.marks import OPTION
from genai_cards.language.words import DEFINITION_HEADINGS

TAGLINE_WORDS = 30
NEAR = 12
"""Lines in which a label comes again."""

_GENERIC_TITLE = frozenset(
    "overview introduction summary definition key differences contents table of contents about background conclusion "
    "einleitung überblick definición introducción resumen".split()
) | {"key differences", "table of contents", "key takeaways"}


def read_opening(page: Page) -> tuple[Found, str]:
    """Read what stands before the content: chrome, the title (once or more often), a tagline."""
    lines, index = page.lines, _menu_end(page.lines)
    left_out = [left_out_line(line, why_chrome(line) or "links to other pages") for line in lines[:index]]
    while index < len(lines):
        after = lines[index + 1 : index + 5]
        why = "the way to this page" if is_breadcrumb(lines[index], after) else why_chrome(lines[index])
        if not why and after and is_breadcrumb(after[0], after[1:]):
            why = "the name of the site"
        if not why:
            break
        left_out.append(left_out_line(lines[index], why))
        index += 1
    if index == len(lines):
        return Found((), index, tuple(left_out)), ""
    line = lines[index]
    heading = MARKED_HEADING.match(line.text)
    title = heading[2] if heading and len(heading[1]) == 1 else _title(page, index)
    if not title:
        return Found((), index, tuple(left_out)), ""
    index += 1
    while index < len(lines) and lines[index].text.casefold() == title.casefold() and not asks_over_text(lines, index):
        left_out.append(left_out_line(lines[index], "the title again"))
        index += 1
    blocks: list[Block] = [] if page.title and page.title != title else [Heading(1, inline(page, title), line.number)]
    if page.title and page.title != title:
        blocks.append(Heading(2, inline(page, title), line.number))
    if _is_tagline(lines, index):
        blocks.append(Quote((Paragraph(inline(page, lines[index].text), lines[index].number),), lines[index].number))
        index += 1
    return Found(tuple(blocks), index, tuple(left_out)), title


def _menu_end(lines: Sequence[Line]) -> int:
    """Give the index behind the menu at the top: three lines or more together, a half of them known as navigation."""
    end = 1
    while end < len(lines) and not lines[end].gap:
        end += 1
    block = lines[:end]
    known = sum(bool(why_chrome(line)) for line in block)
    is_menu = 3 <= len(block) < len(lines) and bool(why_chrome(block[0])) and known * 2 >= len(block)
    return end if is_menu and all(line.words <= 3 for line in block) else 0


def _title(page: Page, index: int) -> str:
    """Give the title that a line of its own at the start of the page is; empty where it is none."""
    line = page.lines[index]
    after = page.lines[index + 1] if index + 1 < len(page.lines) else None
    alone = after is None or after.gap > 0 or line.is_bare
    bare = replace(line, text=line.text[0].upper() + line.text[1:]).is_bare
    marked = any(opens.match(line.text) for opens in (BULLET, NUMBER, QUESTION, ANSWER, OPTION, FENCE, FOOTNOTE))
    generic = line.text.casefold().strip(" :") in _GENERIC_TITLE
    if after is not None and (names_columns((line.text, after.text)) or _is_record(page, index)):
        return ""
    if not bare or not alone or marked or generic or (after is None and not page.before_table):
        return ""
    if line.asks and after is not None and after.ends_sentence and _asks_again(page, index + 2):
        return ""
    asked = questions.asked(page.lines, index)
    is_asked = (
        asked is not None
        and asked.style == "plain"
        and questions.asks(line.text)
        and (
            after is not None and questions.follows(page.lines, asked) is not None and not is_label_run(page, index + 1)
        )
    )
    return "" if is_asked else line.text


def _is_record(page: Page, index: int) -> bool:
    """Say whether a line opens a record: by its mark, by a label that comes again, by what parts it."""
    sign, after = sign_of(page.lines[index]), page.lines[index + 1]
    if "\t" in sign.body or (not after.gap and part_alike(sign.body, after.text)):
        return True
    again = bool(sign.label) and any(sign_of(line).label == sign.label for line in page.lines[index + 1 : index + NEAR])
    return sign.mark == "roman" or opens_cycle(sign.label) or again


def asks_over_text(lines: Sequence[Line], index: int) -> bool:
    """Say whether a question stands over what may be its answer."""
    return lines[index].asks and index + 1 < len(lines) and lines[index + 1].ends_sentence


def _asks_again(page: Page, start: int) -> bool:
    """Say whether another line asks, too: then the first one is a question of the page and not its title."""
    return any(line.asks and line.is_bare for line in page.lines[start:])


def _is_tagline(lines: Sequence[Line], index: int) -> bool:
    """Say whether one sentence stands between the title and "Definition"."""
    if index + 1 >= len(lines) or lines[index + 1].text.strip(" :").casefold() not in DEFINITION_HEADINGS:
        return False
    return 2 <= lines[index].words <= TAGLINE_WORDS and not lines[index].asks
