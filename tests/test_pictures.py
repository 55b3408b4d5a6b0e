"""What a page shows beside text, in each of the forms that people write."""

from __future__ import annotations

import pytest

from genai_cards.cards.media import Found, is_media, make, readings
from genai_cards.diagnostics import Location, error
from genai_cards.reading import Page, read_page
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode


def read(markdown: str, form: str = "headings") -> Page:
    """Read a page beside which there is each file but those called `missing`; what one holds is its name."""

    def library(reference: str, at: Location, wiki: bool) -> Found:
        *_, name = readings(reference)
        if name.startswith("missing"):
            return Found(problems=(error("media-missing", at, f"there is no file {name}"),))
        return Found(make(name.rpartition("/")[2], name.encode()))

    text = f"---\ncards: {form}\n---\n{markdown}\n"
    return read_page(decode(text.encode(), "page.md", "page"), ProjectSettings(deck="Root"), library=library)


def answer(markdown: str) -> str:
    (draft,) = read(f"## Prompt\n\n{markdown}").drafts
    assert {media.name for media in draft.media} == {
        name for name in [stored("a.png"), stored("b c.png"), stored("x.mp3")] if name in draft.fields["Answer"]
    }
    return draft.fields["Answer"]


def stored(name: str) -> str:
    media = make(name, name.encode())
    assert media is not None
    assert is_media(media.name)
    return media.name


A, BC, X = stored("a.png"), stored("b c.png"), stored("x.mp3")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![one *two*](a.png)", f'<img src="{A}" alt="one two">'),
        ('![o](a.png "A \\"title\\"")', f'<img src="{A}" alt="o" title="A &quot;title&quot;">'),
        ("![](a.png){width=300}", f'<img src="{A}" alt="" width="300">'),
        ('![](a.png){ .x width="50%" }', f'<img src="{A}" alt="" width="50%">'),
        ("![](a.png){x}", f'<img src="{A}" alt="">{{x}}'),
        ("![o|300](a.png)", f'<img src="{A}" alt="o" width="300">'),
        ("![o][r]\n\n[r]: a.png", f'<img src="{A}" alt="o">'),
        ("![o](b%20c.png)", f'<img src="{BC}" alt="o">'),
        ("![o](<b c.png>)", f'<img src="{BC}" alt="o">'),
        ("![o](b c.png)", f'<img src="{BC}" alt="o">'),
        ('![o](b c.png "t")', f'<img src="{BC}" alt="o" title="t">'),
        ("![o](a.png =300x200)", f'<img src="{A}" alt="o" width="300">'),
        ("![o](a.png =x200)", f'<img src="{A}" alt="o">'),
        ("![[a.png]]", f'<img src="{A}" alt="">'),
        ("![[a.png|300]]", f'<img src="{A}" alt="" width="300">'),
        ("![[a.png|300x200]]", f'<img src="{A}" alt="" width="300">'),
        ("![[a.png|words|300]]", f'<img src="{A}" alt="words" width="300">'),
        ("![[b c.png|words]]", f'<img src="{BC}" alt="words">'),
        ("![[Other page]] ![[doc.pdf|words]]", "Other page words"),
        ("[![o](a.png)](https://b.example)", f'<a href="https://b.example"><img src="{A}" alt="o"></a>'),
        ('<img src="a.png" alt="o" width=30 onerror="x()">', f'<img src="{A}" alt="o" width="30">'),
        ("<IMG SRC='b c.png' style='width: 40px; color: red'>", f'<img src="{BC}" alt="" width="40px">'),
        ("![](x.mp3)", f"[sound:{X}]"),
        ("![[x.mp3]]", f"[sound:{X}]"),
        ('<audio controls src="x.mp3"></audio>', f"[sound:{X}]"),
        ('<video controls><source src="x.mp3"><source src="y.mp3">No film.</video>', f"[sound:{X}]"),
    ],
)
def test_each_form_is_shown(written: str, shown: str) -> None:
    assert answer(written) == f"<p>{shown}</p>"
    assert answer(f"text {written}").startswith(f"<p>text {shown}")
    assert shown in answer(f"- {written.replace(chr(10), chr(10) + '  ')}")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a <audio src='x.mp3'> b **c**", f"a [sound:{X}] b <strong>c</strong>"),
        ("**a <audio src='x.mp3'> b** c</audio>", f"<strong>a [sound:{X}] b</strong> c"),
        ("<audio src='x.mp3'><audio src='x.mp3'>a</audio> b", f"[sound:{X}][sound:{X}] b"),
        ("a <source src='x.mp3'> b</video>", "a  b"),
    ],
)
def test_a_sound_that_is_not_closed_takes_no_text_with_it(written: str, shown: str) -> None:
    assert answer(f"- {written}") == f"<ul>\n<li>{shown}</li>\n</ul>"


def test_an_embedded_file_may_have_brackets_in_its_name() -> None:
    (draft,) = read("## Prompt\n\n![[x [1].png]]").drafts

    assert draft.fields["Answer"].startswith('<p><img src="x-1-')


def test_a_picture_somewhere_on_a_disk_is_told() -> None:
    page = read("## Prompt\n\n- one\n- ![x](file:///home/x.png)")

    assert "![x]" not in page.drafts[0].fields["Answer"]
    assert [problem.code for problem in page.diagnostics] == ["media-kind"]


def test_html_around_a_picture_is_kept() -> None:
    rendered = answer('<p align="center">\n<img src="a.png"\n width="9">\n<!-- <img src="missing.png"> -->\n</p>')

    assert f'<img src="{A}" alt="" width="9">' in rendered
    assert "missing" not in rendered


@pytest.mark.parametrize(
    "form", ["![o]({})", '<img src="{}" alt="o">', '<p>\n<img src="{}" alt="o">\n</p>', "![o][r]\n\n[r]: {}"]
)
def test_a_picture_that_the_page_holds_itself_becomes_a_file(form: str) -> None:
    (draft,) = read(f"## Prompt\n\n{form.format('data:image/png;base64,YS5wbmc=')}").drafts

    (media,) = draft.media
    assert media.content == b"a.png"
    assert f'<img src="{media.name}" alt="o">' in draft.fields["Answer"]


def test_what_cannot_be_shown_has_a_name_instead() -> None:
    shown = answer("![](notes.md) <img src='data:x/y,AAAA'> ![](a.pdf?b=c/d)")

    assert [part.split("<")[0] for part in shown.split('"gc-image">')[1:]] == ["notes.md", "image", "a.pdf"]


def test_a_sound_that_a_page_only_writes_about_stays_text() -> None:
    rendered = answer(f"`[sound:{X}]` \\[sound:{X}] [sound:it] <audio src='missing.mp3'></audio> ![](x.mp3)")

    assert rendered.count(f"[sound:{X}]") == 1
    assert rendered.count("&#91;sound:") == 3


def test_a_sound_is_played_as_anki_writes_it() -> None:
    assert answer("el gato [sound:x.mp3]") == f"<p>el gato [sound:{X}]</p>"
    assert [problem.code for problem in read("## A\n\nb [sound:missing.mp3]").diagnostics] == ["media-missing"]


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="{}">',
        '<b><img src="{}"></b>',
        "<audio src='{}'>",
        "<p>\n<img src={}>\n</p>",
        '<p>\n<img src=""/ <img alt="{}">\n</p>',
    ],
)
def test_html_shows_nothing_that_was_not_found(hostile: str) -> None:
    page = read(f"## Prompt\n\ntext ![](a.png)\n\n{hostile.format('missing.png')}\n\nafter")

    assert page.drafts[0].fields["Answer"].count("src=") == 1


def test_a_remote_picture_is_a_link_with_a_warning() -> None:
    page = read("## Prompt\n\n![cat](https://b.example/c.png) [![d](//b.example/d.png)](https://e.example)")

    assert page.drafts[0].fields["Answer"] == (
        '<p><a href="https://b.example/c.png">cat</a>'
        ' <a href="https://e.example"><span class="gc-image">d</span></a></p>'
    )
    assert [problem.code for problem in page.diagnostics] == ["media-remote", "media-remote"]


@pytest.mark.parametrize("written", ["![](notes.md)", "![](.env)", "![](data:image/png;base64,A)", "<img src=a>"])
def test_what_is_no_media_is_never_asked_for(written: str) -> None:
    page = read(f"## Prompt\n\ntext {written}")

    assert [problem.code for problem in page.diagnostics] == ["media-kind"]


@pytest.mark.parametrize(
    ("markdown", "line", "column"),
    [
        ("## P\n\none ![](missing.png)", 4 + 2, 9),
        ("## P\n\none\ntwo ![](missing.png)", 4 + 3, 1),
        ("## P\n\n| a | b |\n|---|---|\n| c | ![](missing.png) |", 4 + 4, 11),
        ("## P\n\n<p>\n<img src='missing.png'>\n</p>", 4 + 3, 11),
        ("## P\n\nsee[^1]\n\n[^1]: ![](missing.png)", 4 + 4, 11),
    ],
)
def test_a_missing_file_is_an_error_at_its_place(markdown: str, line: int, column: int) -> None:
    (problem,) = read(markdown).diagnostics

    assert str(problem) == f"page.md:{line}:{column}: error: there is no file missing.png [media-missing]"


def test_pictures_in_a_table_are_in_prompt_answer_and_extra() -> None:
    page = read("| Animal | Voice | Legs |\n|---|---|---|\n| ![dog](a.png) | ![](x.mp3) | 4 |", form="structure")

    draft, other = page.drafts
    assert draft.fields["Prompt"].startswith(f'<img src="{A}" alt="dog">')
    assert draft.fields["Answer"] == f"[sound:{X}]"
    assert A in draft.fields["Extra"]
    assert X not in draft.fields["Extra"]  # it would be heard twice
    assert [media.name for media in draft.media] == [A, X]
    assert X in other.fields["Extra"]


def test_a_draft_has_the_files_that_it_shows_and_no_others() -> None:
    page = read("- **One**: ![](a.png)\n- **Two**: ![](b%20c.png)\n- **Three**: text", form="structure")

    assert [[media.name for media in draft.media] for draft in page.drafts] == [[A], [BC], []]


def test_many_tags_without_an_end_are_read_at_once() -> None:
    for part in ("<img ", "<audio>", "<!--", "![[", "![a](", "<img a a='"):
        read(f"## P\n\n<div>\n{part * 20_000}\n</div>\n\n{part * 2_000}")
