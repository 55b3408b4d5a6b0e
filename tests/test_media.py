from __future__ import annotations

from itertools import pairwise

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
        '<rect style="fill:image-set(&quot;https://example.org/a.png&quot; 1x)"/>',
        '<rect style="fill:-webkit-image-set(&quot;https://example.org/a.png&quot; 1x)"/>',
        '<rect style="fill:src(&quot;https://example.org/a.png&quot;)"/>',
        '<rect fill="u\\72l(https://example.org/a)"/>',
        '<rect fill="URL(//example.org/a)"/>',
        '<rect fill="url(/**/https://example.org/a)"/>',
        '<rect style="fill:url(data:image/svg+xml;base64,AAAA)"/>',
        '<style><![CDATA[@import "https://example.org/a.css";]]></style>',
        '<style>/**/<g/>@import "https://example.org/a.css";</style>',
        "<style>@font-face{font-family:a;src:url(https://example.org/a.woff)}</style>",
        "<style>g{background:cross-fade(url(https://example.org/a) 50%, red)}</style>",
        '<animate attributeName=" href " values="javascript:alert(1)"/>',
        '<animate attributeName="fill" from="red" to="url(https://example.org/a)"/>',
        '<animate attributeName="xlink:href" from="#a" to="data:text/html,alert"/>',
        '<filter id="f"><feImage href="https://example.org/a.png"/></filter>',
        '<g xml:base="https://example.org/"><use href="#a"/></g>',
        '<image href="data:image/svg+xml,&lt;svg onload=alert(1)>"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="alert"/>',
    ],
)
def test_a_drawing_does_nothing_and_asks_for_nothing(hostile: str) -> None:
    found = cleaned(f"before{hostile}<circle/>")

    for word in ("script", "alert", "onclick", "example.org", "other.svg", "svg+xml"):
        assert word not in found
    assert "before" in found
    assert "<circle" in found


@pytest.mark.parametrize(
    "kept",
    [
        '<rect style="fill:rgb(1 2 3);transform:translateX(calc(1px + 2%))" fill="url(#g)"/>',
        '<rect transform="translate(1 2) rotate(45) skewX(3) matrix(1 0 0 1 0 0)" stroke="hsl(1,2%,3%)"/>',
        "<style>g:not(.a):nth-child(2n+1){fill:var(--c, url('#g'))} @media (min-width:3px){g{fill:red}}</style>",
        '<image href="data:image/png;base64,AAAA" />',
        '<rect fill="url(data:image/png;base64,AAAA)" />',
        '<animate attributeName="fill" values="red;rgb(1,2,3)" keySplines=".1 .2 .3 .4" />',
        '<text xml:space="preserve">url(https://a.example)</text>',
    ],
)
def test_what_loads_nothing_stays_in_a_drawing(kept: str) -> None:
    assert kept.replace(" />", "/>") in cleaned(kept).replace(" />", "/>")


HEAD = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [{}]>'


def test_entities_that_name_namespaces_are_read() -> None:
    head = HEAD.format('<!ENTITY ns_svg "http://www.w3.org/2000/svg">')

    assert cleaned_svg(f'{head}<svg xmlns="&ns_svg;"><circle/></svg>'.encode()) == (
        b'<svg xmlns="http://www.w3.org/2000/svg"><circle /></svg>'
    )


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "lol">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij")),
        f'<!ENTITY j "{"x" * 100_000}">',
        '<!ENTITY j SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "https://example.org/a.dtd"> %p;',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_drawing_whose_entities_stand_for_more_is_none(declared: str, encoding: str) -> None:
    drawing = f"{HEAD.format(declared)}{SVG.format('<text>' + '&j;' * 1000 + '</text>')}"

    assert cleaned_svg(drawing.encode(encoding)) is None


@pytest.mark.parametrize("broken", [b"", b"<svg>", b"<svg/>", b"\xff\xfe\x00", b"<html xmlns='x'/>"])
def test_what_no_program_could_draw_is_no_drawing(broken: bytes) -> None:
    assert make("a.svg", broken) is None


def test_a_drawing_is_named_after_what_is_left_of_it() -> None:
    plain, active = (make("a.svg", SVG.format(inside).encode()) for inside in ("<g />", "<script/><g />"))

    assert plain == active
