from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from genai_cards.page.document import Paragraph
from genai_cards.page.markdown import parse
from genai_cards.page.markup import inline
from genai_cards.page.text import OPAQUE, Text
from genai_cards.source import decode
from reading import compiled

MARKDOWN = st.text(alphabet="ab *_`$[]()~<>&\\?:1\n", max_size=60)


def text(markdown: str) -> Text:
    document = parse(decode(markdown.encode(), "a.md", "a"))
    return next(block.text for block in document.root.blocks if isinstance(block, Paragraph))


def test_plain_is_what_a_reader_reads_and_the_mask_hides_code_and_math() -> None:
    found = text("Is *`a?`* [so](b) $x?$ and\n![p?](i.png)?")

    assert found.plain == "Is a? so x? and p??"
    assert found.mask == f"Is {OPAQUE * 2} so {OPAQUE * 2} and {OPAQUE * 2}?"


def test_a_cut_keeps_the_emphasis_and_the_link_around_it() -> None:
    found = text("one **two [three](https://example.org) four** five")

    assert inline(found.cut(6, 16)) == '<strong>o <a href="https://example.org">three</a> fo</strong>'


def test_a_cut_keeps_an_html_image_at_its_end() -> None:
    whole = text('Label: a <b>cat</b> <img src="c.png" alt="say &quot;hi&quot;">')

    assert whole.plain == 'Label: a cat say "hi"'
    assert whole.cut(7).stripped().plain == 'a cat say "hi"'


def test_a_cut_never_splits_code() -> None:
    found = text("a `bcd` e")

    assert inline(found.cut(0, 3)) == "a <code>bcd</code>"
    assert inline(found.cut(3)) == " e"


def test_a_cut_knows_the_line_that_it_begins_in() -> None:
    found = text("one\ntwo *three\nfour* five")

    assert found.cut(found.plain.index("four")).at.line == 3


@given(markdown=MARKDOWN, data=st.data())
def test_the_parts_of_a_text_hold_all_of_it(markdown: str, data: st.DataObject) -> None:
    document = parse(decode(markdown.encode(), "a.md", "a"))
    for block in document.root.blocks:
        if isinstance(block, Paragraph):
            whole = block.text
            assert len(whole.mask) == len(whole.plain)
            at = data.draw(st.integers(0, len(whole.plain)))
            parts = whole.cut(0, at).plain + whole.cut(at).plain
            # an atom (code, math, an image) that the cut goes through belongs to the first part
            assert parts == whole.plain
            opened = [token.nesting for token in (*whole.cut(0, at).tokens, *whole.cut(at).tokens)]
            assert sum(opened) == 0


def test_what_has_no_width_belongs_to_the_text_before_it() -> None:
    (note,) = compiled("# RAG\n\nRAG is a way to search.[^1]\n\n[^1]: by Lewis\n").notes

    assert "by Lewis" in note.draft.fields["Answer"]
    assert "Extra" not in note.draft.fields
