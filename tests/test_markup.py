from __future__ import annotations

import re

import pytest

from genai_cards.page.markup import MOST_CITED, shows
from reading import drafts, plain


def answer(markdown: str) -> str:
    """Render blocks, as the answer of a page of headings."""
    (draft,) = drafts(f"---\ncards: headings\n---\n## Prompt\n\n{markdown}\n")
    return draft.fields["Answer"]


def test_special_characters_are_text() -> None:
    assert answer('P(Y|X) < 1 & "→" ₹ 🙂 שלום') == '<p>P(Y|X) &lt; 1 &amp; "→" ₹ 🙂 שלום</p>'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b** ~~c~~ `d<e`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d&lt;e</code></p>"),
        ("[a](https://b.example)", '<p><a href="https://b.example">a</a></p>'),
        ("[a](other.md) [b](#c)", "<p>a b</p>"),
        ("![a **b**](c.png)", '<p><span class="gc-image">a b</span></p>'),
        ("- [x] done\n- [ ] open", "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>"),
        ("$a < b$", r"<p>\(a &lt; b\)</p>"),
        ("$$\na\n$$", r"<div>\[a\]</div>"),
        ("costs $5 and $6", "<p>costs $5 and $6</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert answer(markdown) == html


def test_nested_lists_and_tables_and_code_keep_their_form() -> None:
    rendered = answer("1. a\n   - b\n\n| h | i |\n|---|--:|\n| j | k |\n\n```py\nif a < b:\n    c()\n```")

    assert "<ol>\n<li>a\n<ul>\n<li>b</li>" in rendered
    assert '<div class="gc-scroll"><table>' in rendered
    assert '<td style="text-align:right">k</td>' in rendered
    assert '<pre><code class="language-py"><span class="hk">if</span> a &lt; b:\n    c()\n</code></pre>' in rendered


@pytest.mark.parametrize("directive", ["[sound:a.txt]", "[latex]x[/latex]", "[$]x[/$]", "[$$]x[/$$]", "[anki:tts a]"])
@pytest.mark.parametrize("form", ["{}", "`{}`", "```\n{}\n```", "<b>{}</b>"])
def test_what_anki_takes_for_a_directive_is_text(directive: str, form: str) -> None:
    rendered = answer(form.format(directive))

    assert directive.split("]")[0] not in rendered
    assert plain(rendered).replace(" ", "") == directive.replace(" ", "")


def test_only_math_that_the_page_marks_becomes_math() -> None:
    rendered = answer(r"a \\(b\\) and `\(c\)`")

    assert r"\(b" not in rendered
    assert plain(rendered.replace("<span></span>", "")) == r"a \(b\) and \(c\)"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">a</a>',
        "[a](javascript:alert(1))",
        "[a](data:text/html,alert)",
        '<iframe src="https://example.org"></iframe>',
        '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        "<style>.card{display:none}</style>",
        '<div style="position:fixed" onclick="alert(1)">x</div>',
        '<form action="https://example.org"><input></form>',
        '<a href="https://example.org" onmouseover=alert(1)>a</a>',
        "<b><i>open",
    ],
)
def test_no_active_html_reaches_a_card(hostile: str) -> None:
    rendered = answer(f"before\n\n{hostile}\n\nafter").lower()

    for word in (
        "<script",
        "onerror",
        "onload",
        "onclick",
        "onmouseover",
        'href="javascript',
        "<iframe",
        "<svg",
        "<style",
    ):
        assert word not in rendered
    assert "position" not in rendered
    assert "<form" not in rendered
    assert rendered.count("<b>") == rendered.count("</b>")
    assert "before" in rendered
    assert "after" in rendered


def test_harmless_html_stays() -> None:
    rendered = answer("H<sub>2</sub>O <kbd>Ctrl</kbd>\n\n<details><summary>More</summary>\n\ntext\n\n</details>")

    assert "H<sub>2</sub>O <kbd>Ctrl</kbd>" in rendered
    assert '<p class="gc-title">More</p>' in rendered


def test_an_html_image_is_its_alternative_text() -> None:
    assert answer('<img width="3" alt="A cat" src="c.png">') == '<p><span class="gc-image">A cat</span></p>'


def test_an_html_image_in_a_line_is_its_alternative_text() -> None:
    assert answer('a <img src="c.png" alt="b > c">') == '<p>a <span class="gc-image">b &gt; c</span></p>'


@pytest.mark.parametrize("blank", ["", " ", "<br>", "&nbsp;", "\u200b", "<b>\u00ad\u2060</b>"])
def test_what_shows_nothing_is_known(blank: str) -> None:
    assert not shows(blank)
    assert shows(f"{blank}?")


def test_a_footnote_stands_below_the_answer_that_cites_it() -> None:
    rendered = answer("a[^x] b[^y] c[^x]\n\n[^x]: one\n[^y]: two")

    assert "a<sup>1</sup> b<sup>2</sup> c<sup>1</sup>" in rendered
    assert rendered.endswith('<ol class="gc-footnotes"><li><p>one</p></li><li><p>two</p></li></ol>')


def test_footnotes_that_cite_each_other_end() -> None:
    assert answer("a[^x]\n\n[^x]: one[^y]\n[^y]: two[^x]").count("<li>") == 2


def test_footnotes_that_cite_each_other_in_a_ring_stand_on_a_card_once_each() -> None:
    notes = "".join(f"[^{n}]: note {n}[^{(n + 1) % 5}]\n" for n in range(5))

    rendered = answer(f"a[^2]\n\n{notes}")

    assert re.findall(r"<li><p>note (\d)<sup>(\d)</sup>", rendered) == [*zip("23401", "23451", strict=True)]


def test_many_footnotes_in_a_ring_do_not_all_stand_on_each_card() -> None:
    asked = "".join(f"- Is it {n}? Yes[^{n}].\n" for n in range(300))
    notes = "".join(f"[^{n}]: note {n}[^{(n + 1) % 300}]\n" for n in range(300))

    shown = [re.findall(r"note (\d+)", draft.back) for draft in drafts(f"{asked}\n{notes}")]

    assert [numbers[0] for numbers in shown] == [str(n) for n in range(300)]
    assert {len(numbers) for numbers in shown} == {1 + MOST_CITED}


def test_all_footnotes_that_an_answer_cites_stand_below_it() -> None:
    cited = " ".join(f"a[^{n}]" for n in range(40))

    assert answer(cited + "\n\n" + "".join(f"[^{n}]: note {n}\n" for n in range(40))).count("<li>") == 40
