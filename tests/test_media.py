from __future__ import annotations

import pytest

from genai_cards.cards.media import STORED_NAME, is_media, make, readings, stored_name
from genai_cards.cards.svg import cleaned_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def cleaned(inside: str) -> str:
    drawing = cleaned_svg(SVG.format(inside).encode())
    assert drawing is not None
    return drawing.decode()


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("cat.png", "cat"),
        ("My Cat (2).PNG", "my-cat-2"),
        ("_under.png", "under"),
        ("A\u0308pfel.png", "äpfel"),
        ("[sound:x]<b>&.png", "sound-x-b"),
        ("???.png", "media"),
        ("a" * 300 + ".png", "a" * 40),
    ],
)
def test_a_name_is_safe_everywhere_and_ends_with_a_hash(name: str, stem: str) -> None:
    stored = stored_name(name, b"x")

    assert stored == f"{stem}-2d711642b726.png"
    assert STORED_NAME.fullmatch(stored)


def test_other_bytes_have_another_name() -> None:
    assert stored_name("a.png", b"x") != stored_name("a.png", b"y")


def test_what_anki_shows_and_plays_is_known_by_its_suffix() -> None:
    names = ["a.png", "a.JPEG", "a.svg", "a.mp3", "a.webm", "a.pdf", "a.md", "png", ".env"]

    assert [name for name in names if is_media(name)] == ["a.png", "a.JPEG", "a.svg", "a.mp3", "a.webm"]


def test_a_reference_is_read_as_written_first() -> None:
    assert list(dict.fromkeys(readings("a%20b.png?raw=true"))) == [
        "a%20b.png?raw=true",
        "a b.png?raw=true",
        "a%20b.png",
        "a b.png",
    ]


def test_a_drawing_stays_as_it_is() -> None:
    inside = '<g fill="url(#g)"><path d="M0 0" style="stroke:#fff" /><text x="1">a &amp; b</text></g>'

    assert inside in cleaned(inside)
    assert 'viewBox="0 0 9 9"' in cleaned(inside)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><g/></a>',
        '<a href="https://example.org"><g/></a>',
        '<image href="https://example.org/a.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use xlink:href="other.svg#a"/>',
        '<rect fill="url(https://example.org/a#b)"/>',
        "<rect style=\"fill:url( 'https://example.org/a' )\"/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>g{background:u\\72l(https://example.org)}</style>",
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/></foreignObject>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<?xml-stylesheet href="https://example.org/a.css"?>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    ],
)
def test_a_drawing_does_nothing_and_asks_for_nothing(hostile: str) -> None:
    found = cleaned(f"before{hostile}<circle/>")

    for word in ("script", "alert", "onclick", "example.org", "other.svg", "svg+xml"):
        assert word not in found
    assert "before" in found
    assert "<circle" in found


@pytest.mark.parametrize("broken", [b"", b"<svg>", b"<svg/>", b"\xff\xfe\x00", b"<html xmlns='x'/>"])
def test_what_no_program_could_draw_is_no_drawing(broken: bytes) -> None:
    assert make("a.svg", broken) is None


def test_a_drawing_is_named_after_what_is_left_of_it() -> None:
    plain, active = (make("a.svg", SVG.format(inside).encode()) for inside in ("<g />", "<script/><g />"))

    assert plain == active
