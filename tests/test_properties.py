"""What holds for every page, whatever is written on it."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from genai_cards import build as compiler
from genai_cards.build import Build
from genai_cards.cards.media import Found, make
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets.apkg import render
from reading import NOW, compiled, plain

INLINE = st.lists(
    st.sampled_from(
        ["word", "Term", ": ", "? ", ". ", "**bold**", "*", "`a: b?`", "$x$", "$5", r"\(y\)", "(Answer: ", ")", "(1) ",
         "(2) ", "(3) ", "GAN (Generative Adversarial Network)", "|", r"\|", "<b>", "<script>x</script>", "&amp;", "é",
         "[link](https://example.org)", "[^1]", "![alt](a.png)", "<img onerror=x>", "[sound:a]", "{{c1::x}}", "שלום",
         " – ", "==", "==mark==", "{{c2::a::b}}", "{{", "}}", "[[Page|text]]", "![[a.png|30]]", "H~2~O", "x^2^",
         "<audio src=a.mp3>", "<img src='a.png'>"]
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip
CELL = INLINE.map(lambda text: text.replace("|", "/").replace("\\/", "\\|"))
BLOCK = st.one_of(
    INLINE,
    INLINE.map("# {}".format),
    INLINE.map("## {}".format),
    INLINE.map("### Why {}".format),
    INLINE.map("- {}".format),
    INLINE.map("1. {}".format),
    INLINE.map("   {}".format),
    INLINE.map("> {}".format),
    INLINE.map("> [!NOTE] {}".format),
    INLINE.map(": {}".format),
    INLINE.map("[^1]: {}".format),
    INLINE.map("```\n{}\n```".format),
    INLINE.map("$$\n{}\n$$".format),
    INLINE.map("<details>{}".format),
    st.just("## Definition"),
    st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=4).map(
        lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ("---",) * 3, *rows[1:]])
    ),
)
PAGES = st.tuples(
    st.sampled_from(
        ["", "---\ncards: headings\n---\n", "---\ncards: [cloze, cloze-bold]\n---\n", "---\ntitle: T\nlang: fr\n---\n"]
    ),
    st.lists(st.tuples(BLOCK, st.sampled_from(["\n", "\n\n"])).map("".join), max_size=12).map("".join),
).map("".join)


def build(page: str) -> Build:
    return compiled(page)


@given(PAGES)
@settings(max_examples=100)
def test_notes_are_whole(page: str) -> None:
    notes = build(page).notes

    assert len({note.guid for note in notes}) == len(notes)
    for note in notes:
        values = note.values()
        assert plain(values[0]) or "<" in values[0]
        assert values[1] or note.draft.note_type.cloze
        assert note.cards()
        assert note.guid in values
        assert not any("\x1f" in value for value in values)
        assert " " not in "".join(note.draft.tags)
        assert note.draft.at.line <= page.count("\n") + 1


@given(PAGES)
@settings(max_examples=100)
def test_no_field_is_active_or_unbalanced(page: str) -> None:
    for note in build(page).notes:
        for value in note.values():
            assert not re.search(r"<script|<img|<[^>]*\bon\w+=|\[sound:", value)
            for tag in (
                "b",
                "strong",
                "em",
                "p",
                "ul",
                "ol",
                "li",
                "table",
                "details",
                "a",
                "span",
                "div",
                "mark",
                "sub",
            ):
                assert len(re.findall(rf"<{tag}[ >]", value)) == value.count(f"</{tag}>")


@given(PAGES)
@settings(max_examples=100)
def test_a_card_shows_and_plays_what_its_package_holds_and_nothing_else(page: str) -> None:
    source = decode(page.encode(), "page.md", "page")
    built = compiler.build(
        [source], ProjectSettings(deck="Root"), NOW, library=lambda name, *_: Found(make(name, b"x"))
    )

    for note in built.notes:
        shown = re.findall(r"(?:src=\"|\[sound:)([^\"\]]*)", "".join(note.values()))
        assert set(shown) == {media.name for media in note.draft.media}


@given(PAGES)
def test_a_page_gives_the_same_bytes_each_time(page: str) -> None:
    assert render(build(page).decks) == render(build(page).decks)


@given(PAGES, PAGES)
def test_a_page_gives_the_same_notes_whatever_stands_beside_it(one: str, other: str) -> None:
    alone = [note.draft for note in compiled(one).notes]
    beside = [note.draft for note in compiled(one, other).notes if note.draft.key.page == "page"]

    assert beside == alone


@given(PAGES)
@settings(max_examples=100)
def test_every_word_of_a_page_that_is_not_on_a_card_has_a_reason(page: str) -> None:
    """A block is accounted for: some note or some diagnostic begins in each paragraph."""
    built = build(f"{page}\n\nlast unmistakable words\n")

    fields = " ".join(value for note in built.notes for value in note.values())
    lines = {problem.at.line for problem in built.diagnostics}
    assert "unmistakable" in fields or lines
