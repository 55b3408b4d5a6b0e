"""The ledger: what became of each block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from genai_cards.build import Build, build
from genai_cards.cards.fields import plain_text
from genai_cards.checks.ledger import Ledger, account
from genai_cards.diagnostics import Severity
from genai_cards.reports.check import ledgers
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from reading import checked
from test_properties import PAGES

GOLDEN = Path(__file__).parent / "golden"
OWN = Path(__file__).parents[1] / "source"
EXCERPTS = [
    page
    for name in ("markdown", "wild", "cases/markdown")
    for page in (Path(__file__).parents[2] / "shared" / name).glob("*.md")
]
"""Real pages of others, where they are at hand: beside the project."""


def ledger(page: str) -> Ledger:
    (found,) = ledgers(checked(page))
    return found


def told(page: str) -> list[tuple[str, int, int, list[str], str]]:
    """Give each block: its name, its lines, the kinds of its notes, and why it, or a part of it, has none."""
    return [
        (
            each.node.name,
            each.node.first,
            each.node.last,
            [note.draft.key.kind for note in each.notes],
            each.skipped.code if each.skipped else "",
        )
        for each in ledger(page).accounts
    ]


def test_a_block_has_its_notes_or_its_reason() -> None:
    page = "# T\n\n- **GAN**: a game\n- mere words\n\nprose of\ntwo lines\n"

    assert told(page) == [
        ("paragraph", 3, 3, ["label"], ""),
        ("paragraph", 4, 4, [], "prose"),
        ("paragraph", 6, 7, [], "prose"),
    ]


def test_a_row_is_a_block_and_a_table_that_no_rule_reads_gives_its_reason_to_its_rows() -> None:
    assert told("# T\n\n| A | B | C |\n|--|--|--|\n| x | 1 | |\n") == [("row", 5, 5, ["table"], "cell-empty")]
    assert told("# T\n\n| A |\n|--|\n| x |\n| y |\n") == [
        ("row", 5, 5, [], "one-column"),
        ("row", 6, 6, [], "one-column"),
    ]


def test_what_stands_below_a_question_is_part_of_its_note() -> None:
    page = "# T\n\n## Why so?\n\nFor this reason.\n\n```\ncode here\n```\n"
    found = ledger(page).accounts

    assert [(each.node.name, each.shows, each.notes[0].draft.at.line) for each in found] == [
        ("paragraph", True, 3),
        ("code", True, 3),
    ]


def test_what_hides_in_a_script_or_a_comment_is_no_block() -> None:
    assert told("# T\n\n<!-- a comment -->\n\n---\n\n<script>\nalert(1)\n</script>\n") == []


def test_a_footnote_is_on_the_card_of_the_text_that_cites_it() -> None:
    page = "# T\n\n- **GAN**: a game[^1]\n- words[^2]\n\n[^1]: of two players\n[^2]: never seen\n"

    assert [row[:4] for row in told(page) if row[0] == "footnote"] == [
        ("footnote", 6, 6, ["label"]),
        ("footnote", 7, 7, []),
    ]


def test_a_repeated_note_has_its_reason() -> None:
    page = "# T\n\n- **GAN**: a game\n- **GAN**: a game\n"

    assert [row[4] for row in told(page)] == ["", "duplicate"]


def test_words_are_counted_on_cards() -> None:
    found = ledger("# T\n\n- **GAN**: a game\n\nfour words of prose\n")

    assert (found.covered, len(found.accounts)) == (1, 2)
    assert (found.on_cards, found.words) == (3, 7)


def lost(built: Build) -> list[str]:
    """Give what stands neither on a card nor has a reason, block by block and word by word."""
    return [str(problem) for found in ledgers(built) for problem in found.text_lost()]


@pytest.mark.parametrize(
    "page", sorted((*GOLDEN.glob("*.md"), *OWN.glob("*.md"), *EXCERPTS)), ids=lambda page: page.stem
)
def test_every_block_of_these_pages_is_accounted_for(page: Path) -> None:
    source = decode(page.read_bytes(), page.name, page.stem)

    assert lost(build([source], ProjectSettings(deck="Root"), 1, keep=True)) == []


@given(PAGES)
@settings(max_examples=100)
def test_every_block_of_any_page_is_accounted_for(page: str) -> None:
    built = checked(page)
    assume(not built.of(Severity.ERROR))  # with an error nothing is written

    assert lost(built) == []


def test_words_that_no_card_holds_are_told() -> None:
    page = checked("# T\n\n- **GAN**: a game of two\n")
    (found,) = ledgers(page)
    paragraph = found.accounts[0].node
    other = replace(paragraph, text="GAN: a game of lions")

    assert [str(problem) for problem in account("page.md", other, page.notes, ()).text_lost()] == [
        "page.md:3:1: warning: no card holds these words: lions [text-lost]\n"
        "  hint: this is a fault of genai-cards: please report it with the lines"
    ]
    assert lost(page) == []


def test_a_text_without_a_card_or_a_reason_is_told() -> None:
    page = checked("# T\n\nlions and tigers\n")
    (found,) = ledgers(page)

    assert [
        "no card shows this text" in str(each)
        for each in account("page.md", found.accounts[0].node, (), ()).text_lost()
    ] == [True]


def test_a_term_is_accounted_for_by_the_notes_of_its_definition() -> None:
    built = checked("---\ncards: [cloze]\n---\n==mark==H~2~O\n: ==mark==\n")

    assert len(built.notes) == 1
    assert lost(built) == []


def test_what_a_deletion_leaves_of_a_definition_is_a_note_of_its_term() -> None:
    built = checked("---\ncards: [cloze, cloze-bold]\n---\nword\n: ==mark==\n\n   Term\n")

    assert [note.draft.key.kind for note in built.notes] == ["definition", "cloze"]
    assert lost(built) == []


# --- what only looks lost ---------------------------------------------------------------------------------------------


ONE_TEXT = """\
# DB

## 丢失修改

丢失修改是一个更新。例如：T<sub>1</sub> 和 T<sub>2</sub> 都修改。

## 读脏

读脏是一次读取。例如：T<sub>1</sub> 修改。
"""
A_PICTURE = "# DB\n\n## What is it?\n\nA store.\n\n![](https://example.org/a_b-c.png)\n"
THE_WORD_FOR_IT = "# Q\n\n## Which is it?\n\n- A. a\n- B. b\n\nThe right answer is B\n"
BEYOND = """\
# Q

<details>
<summary>What is it?</summary>

A store.

More of it:

- [a](https://example.org)
- [b](https://example.org)
</details>
"""
CODE_IN_ITS_TITLE = """\
# Q

<details>
<summary>What is wrong with this code?

```js
call(
```
</summary>

An end.
</details>
"""


@pytest.mark.parametrize("page", [ONE_TEXT, A_PICTURE, THE_WORD_FOR_IT, BEYOND, CODE_IN_ITS_TITLE])
def test_nothing_of_it_is_lost(page: str) -> None:
    found = ledger(page)

    assert found.covered
    assert [*found.text_lost()] == []


def test_the_code_in_the_title_of_a_box_belongs_to_its_question() -> None:
    (note,) = checked(CODE_IN_ITS_TITLE).notes

    assert "call(" in plain_text(note.draft.fields["Prompt"]).replace(" ", "")
