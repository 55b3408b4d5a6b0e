"""What people write beyond CommonMark, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from genai_cards.cards.fields import plain_text
from genai_cards.page.syntax import parse
from reading import drafts, pairs, plain


def answer(markdown: str) -> str:
    """Render blocks, as the answer of a page of headings."""
    (draft,) = drafts(f"---\ncards: headings\n---\n## Prompt\n\n{markdown}\n")
    return draft.fields["Answer"]


def line(markdown: str) -> str:
    return answer(markdown).removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a ==b **c**== ==d==", "a <mark>b <strong>c</strong></mark> <mark>d</mark>"),
        ("**==a==** _==b==_", "<strong><mark>a</mark></strong> <em><mark>b</mark></em>"),
        ("这是==重点==内容", "这是<mark>重点</mark>内容"),
        ("==a `b==` c==", "<mark>a <code>b==</code> c</mark>"),
        ("`==a==` $x==y$ \\==a==", r"<code>==a==</code> \(x==y\) ==a=="),
        ("if a==b or c==d, x == y and z == w", "if a==b or c==d, x == y and z == w"),
        ("==open ==a== ==", "<mark>open ==a</mark> =="),
        ("==a", "==a"),
        ("====", "===="),
    ],
)
def test_a_highlight_is_marked(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("H~2~O, CO~2~, x~max~", "H<sub>2</sub>O, CO<sub>2</sub>, x<sub>max</sub>"),
        (
            "x^2^ + y^n-1^, 19^th^, SO~4~^2-^",
            "x<sup>2</sup> + y<sup>n-1</sup>, 19<sup>th</sup>, SO<sub>4</sub><sup>2-</sup>",
        ),
        ("**E = mc^2^**", "<strong>E = mc<sup>2</sup></strong>"),
        ("2^3^4 and 2^3 or 4^5 (2^n)(3^n)", "2^3^4 and 2^3 or 4^5 (2^n)(3^n)"),
        ("~5 to ~6, ~/a:~/b, ~~gone~~", "~5 to ~6, ~/a:~/b, <s>gone</s>"),
        ("`x^2^` $x^2$", r"<code>x^2^</code> \(x^2\)"),
    ],
)
def test_sub_and_superscript_stand_right_behind_a_word(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a %%b%% c", "a  c"),
        ("50%% of 20%%, %%a", "50%% of 20%%, %%a"),
        ("`%%a%%`", "<code>%%a%%</code>"),
        ("a\n%%b%%\nc", "a</p>\n<p>c"),
        ("a\n\n%%\nb\n\n- c\n%%\n\nd", "a</p>\n<p>d"),
        ("%% One\na\n%% Two", "%% One\na\n%% Two"),
        ("%%\nopen", "%%\nopen"),
    ],
)
def test_what_an_author_comments_is_not_shown(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[[Page]] [[folder/Page]] [[Page#Part]] [[Page#^a1b2]] [[#Part]]", "Page Page Page › Part Page Part"),
        ("[[Page|words]] **[[Page|words]]** [[Page | words]]", "words <strong>words</strong> words"),
        ("![[Page]] ![[Page#Part|words]]", "Page words"),
        ("a[[0]] [[1, 2], [3, 4]] [[1]] `[[a]]`", "a[[0]] [[1, 2], [3, 4]] [[1]] <code>[[a]]</code>"),
        ("grep [[:lower:]], if [[ -f a ]]", "grep [[:lower:]], if [[ -f a ]]"),
        ("[[a]](https://b.example)", '<a href="https://b.example">[a]</a>'),
        ("[a][b] [b] [c]\n\n[b]: https://b.example\n[c]: other.md", None),
    ],
)
def test_a_link_leads_somewhere_or_is_text(written: str, shown: str | None) -> None:
    link = '<a href="https://b.example">{}</a>'
    assert line(written) == (shown or f"{link.format('a')} {link.format('b')} c")


@pytest.mark.parametrize(
    "target", ["other.md", "#part", "/a", "ftp://b.example", "mailto:a@b.example", "https://b.example"]
)
def test_a_link_in_html_does_so_too(target: str) -> None:
    works = target.startswith(("http", "mailto"))

    assert line(f'a <a href="{target}">b</a>') == (f'a <a href="{target}">b</a>' if works else "a <a>b</a>")


def test_an_abbreviation_says_what_it_stands_for() -> None:
    rendered = answer('The HTML of **W3C**, not HTML5 or `HTML`.\n*[HTML]: A "language"\n*[W3C]: A consortium')

    html, w3c = '<abbr title="A &quot;language&quot;">HTML</abbr>', '<abbr title="A consortium">W3C</abbr>'
    assert rendered == f"<p>The {html} of <strong>{w3c}</strong>, not HTML5 or <code>HTML</code>.</p>"


def test_a_rule_sees_the_words_without_their_marks() -> None:
    assert pairs("- **==GAN==**: a *[[Net|network]]* of H~2~O %%why?%%\n\n*[GAN]: x") == [("GAN", "a network of H 2 O")]


@pytest.mark.parametrize(
    "written",
    [
        "```math\na<b\n```",
        "``` latex-math\na<b\n```",
        "```latex\n\\[a<b\\]\n```",
        "```tex\n$$\na<b\n$$\n```",
        "$$\na<b\n$$",
    ],
)
def test_a_formula_in_a_fence_is_math(written: str) -> None:
    assert answer(written).replace("\n", "") == r"<div>\[a&lt;b\]</div>"


def test_an_environment_is_math_and_a_document_is_code() -> None:
    assert answer("```latex\n\\begin{align*}a\\end{align*}\n```") == r"<div>\[\begin{align*}a\end{align*}\]</div>"
    assert "<pre>" in answer("```latex\n\\documentclass{a}\n```")
    assert line("$`a+b`$") == r"\(a+b\)"


@pytest.mark.parametrize(
    ("written", "title", "body"),
    [
        ("> [!NOTE]\n> *b*\n> c", "Note", "\n<p><em>b</em>\nc</p>"),
        ("> [!tip]- My *own*\n> b", "My <em>own</em>", "\n<p>b</p>"),
        ("> [!TIP]\n>\n> b", "Tip", "\n<p>b</p>"),
        ("> [!WARNING] only", "only", ""),
        ("> [!to-do]", "To do", ""),
        ("> [!NOTE] *over\n> two* lines\n> b", "<em>over\ntwo</em> lines", "\n<p>b</p>"),
    ],
)
def test_a_callout_has_a_title(written: str, title: str, body: str) -> None:
    assert answer(written) == (f'<blockquote class="gc-callout">\n<p class="gc-title">{title}</p>{body}\n</blockquote>')


def test_a_callout_under_the_title_is_no_tagline() -> None:
    assert pairs("# GAN\n\n> [!note] Two networks that play a game.\n") == []


@pytest.mark.parametrize(
    "part",
    [
        "==a ",
        "==a== ",
        "==",
        "==a\n",
        "%%a ",
        "%%a %% ",
        "%%\n",
        "[[a ",
        "![[a ",
        "![a](b ",
        "x~a~",
        "x^a^ ",
        "*[A]: b\n",
        "> [!N] ",
    ],
)
def test_no_page_takes_long(part: str) -> None:
    started = time.process_time()

    drafts(f"---\ncards: headings\n---\n## P\n\n{part * (50_000 // len(part))}\n")

    assert time.process_time() - started < 5  # 0.4 s where it was measured; a quadratic rule takes minutes


@pytest.mark.parametrize(
    "words",
    [
        "the <keyword> and the <your-name>",
        "a vector<int> of a Map<K, V>, a List<Object>, a Box<A>",
        "a<b and c>d",
        "gs://<bucket>/<name>",
        "cp <source> <target>",
        "<flag> begins a line",
        "<flag>",
        "<!DOCTYPE html> and <?php ?>",
        "<title> is what a tab shows",
        "</flag>",
        "f<typename T>()",
    ],
)
def test_words_in_angle_brackets_are_words(words: str) -> None:
    (asked,) = drafts(f"# Page\n\n## What is {words}?\n\n{words}\n")

    assert plain(asked.fields["Prompt"]) == f"What is {words}?"
    assert plain(asked.fields["Answer"]) == words
    assert pairs(f"# T\n\n| Name | Meaning |\n|--|--|\n| `a` | {words} |\n") == [("a", words)]


def test_words_in_angle_brackets_are_words_in_a_block_of_html_too() -> None:
    assert answer("<div>\nset <name> <b>here</b>\n</div>") == "<div>\nset &lt;name&gt; <b>here</b>\n</div>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>a</b> <B>b</B> <kbd>C</kbd>", "<strong>a</strong> <strong>b</strong> <kbd>C</kbd>"),
        ("a<br>b<br/>c", "a<br>b<br>c"),
        ("a <svg><path d='x'/><g></g></svg> b", "a  b"),
        ("a <Badge text='new'/> <Tip>b</Tip> c", "a  b c"),
        ("<my-tag>a</my-tag>", "a"),
        ("a <input type=text disabled> b", "a  b"),
        ("<https://a.example>", '<a href="https://a.example">https://a.example</a>'),
    ],
)
def test_elements_of_html_and_of_tools_are_markup(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**原因：**空气", "<strong>原因：</strong>空气"),
        ("这是**“水”**的一种", "这是<strong>“水”</strong>的一种"),
        ("**「水」**は", "<strong>「水」</strong>は"),
        ("**水(H2O)**を", "<strong>水(H2O)</strong>を"),
        ("이것은 **물(water)**입니다", "이것은 <strong>물(water)</strong>입니다"),
        ("~~「水」~~は *「水」*は", "<s>「水」</s>は <em>「水」</em>は"),
        ("水_「火」_水", "水_「火」_水"),
        ("水**`火`**水", "水<strong><code>火</code></strong>水"),
        ("**“水”\ufe01**的", "<strong>“水”\ufe01</strong>的"),
        ("a**(b)**c **d:**e", "a**(b)**c **d:**e"),
        ("a**⭐**b", "a**⭐**b"),
    ],
)
def test_emphasis_stands_beside_wide_characters_without_a_space(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    "opener",
    [
        "<a ",
        '<a "',
        "<a b='c' ",
        "\n<x>\n",
        "<T x=",
        "<svg>",
        "</b>",
        "**。",
        "_“",
        "~~。",
        "$",
        "\\[\n",
        "a\n\\[\n",
        "#a x",
        "#a ",
        "漢[か",
        "{漢|",
        "{漢|か}",
        "id:: a\n",
        "\\[ x = ",
    ],
)
def test_openers_without_an_end_take_no_time(opener: str) -> None:
    begun = time.process_time()
    parse(opener * (100_000 // len(opener)))
    assert time.process_time() - begun < 15  # under 1 s where it was measured; a quadratic rule takes minutes


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\\[\nx = y\n\\]", r"<div>\[x = y\]</div>"),
        ("a\n\\[\n x\n= y\n\\].\nb", "<p>a</p>\n<div>\\[x\n= y\\]</div>\n<p>b</p>"),
        ("- a\n  \\[\n  x\n  + y\n  \\]\n- b", "<ul>\n<li>a<div>\\[x\n+ y\\]</div>\n</li>\n<li>b</li>\n</ul>"),
        ("> \\[\n> x\n> \\]", "<blockquote>\n<div>\\[x\\]</div>\n</blockquote>"),
        (
            "\\begin{align}\na &= b \\\\\nc\n\\end{align}",
            "<div>\\[\\begin{align}\na &amp;= b \\\\\nc\n\\end{align}\\]</div>",
        ),
        ("The \\[E = mc^2\\] holds.", r"<p>The \[E = mc^2\] holds.</p>"),
        ("The \\[\n  x\n\\] holds.", "<p>The \\[x\\] holds.</p>"),
        ("$$a$$ and $$b$$", r"<p>\[a\] and \[b\]</p>"),
        ("a $$x$$ b", r"<p>a \[x\] b</p>"),
        ("- a\n\n  $$\n  x\n  $$", "<ul>\n<li>\n<p>a</p>\n<div>\\[x\\]</div>\n</li>\n</ul>"),
        ("`git` \\[optional\\] \\[a=b\\] x\\[1\\]", "<p><code>git</code> [optional] [a=b] x[1]</p>"),
        ("\\[text\\](https://a.example/x^2)", "<p>[text](https://a.example/x^2)</p>"),
        ("\\[an aside\nof two lines\\] here", "<p>[an aside\nof two lines] here</p>"),
        ("\\[\nopen\n\nb", "<p>[\nopen</p>\n<p>b</p>"),
    ],
)
def test_formulas_stand_on_lines_of_their_own_or_within_a_text(written: str, shown: str) -> None:
    assert answer(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("$\\pi r^2$ for r", r"\(\pi r^2\) for r"),
        ("\\( \\pi r^2 \\) for r", r"\(\pi r^2\) for r"),
        ("` $` in a shell", "<code> $</code> in a shell"),
        ("![ a circle](c.png) with it", '<span class="gc-image"> a circle</span> with it'),
        ("$$\n  a + b\n  $$", r"\[a + b\]"),
        ("`x`", "<code>x</code>"),
    ],
)
def test_what_opens_an_answer_is_kept(written: str, shown: str) -> None:
    (label,) = drafts(f"# P\n\n- **Area**: {written}\n")
    assert label.fields["Answer"] == shown
    (asked,) = drafts(f"# P\n\n1. What is it? (Answer: {written})\n")
    assert asked.fields["Answer"] == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{東京|とうきょう}へ", "<ruby>東京<rt>とうきょう</rt></ruby>へ"),
        ("{漢字|かん|じ}", "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>"),
        ("{你好|nǐ hǎo}", "<ruby>你好<rt>nǐ hǎo</rt></ruby>"),
        ("日本語[にほんご]を 話[はな]す", "<ruby>日本語<rt>にほんご</rt></ruby>を <ruby>話<rt>はな</rt></ruby>す"),
        ("**東京[とうきょう]**", "<strong><ruby>東京<rt>とうきょう</rt></ruby></strong>"),
        ("==話[はな]す==", "<mark><ruby>話<rt>はな</rt></ruby>す</mark>"),
        (
            "漢字[1] 漢字[かん](https://a.example) かな[かな]",
            '漢字[1] 漢字<a href="https://a.example">かん</a> かな[かな]',
        ),
        ("`{東京|とうきょう}` {a|b}", "<code>{東京|とうきょう}</code> {a|b}"),
    ],
)
def test_readings_are_set_above_their_characters(written: str, shown: str) -> None:
    assert line(written) == shown


def test_a_text_is_the_same_with_and_without_readings() -> None:
    (with_readings,) = drafts("# 語\n\n- **日本語[にほんご]**: {言葉|ことば}\n")
    (without,) = drafts("# 語\n\n- **日本語**: 言葉\n")

    assert with_readings.key == without.key
    assert plain_text(with_readings.back) == plain_text(without.back) == "言葉"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("about cells. #biology #exam/one", "<p>about cells.</p>"),
        ("a `b` #c, #d", "<p>a <code>b</code></p>"),
        ("**a** #b\nand c #d", "<p><strong>a</strong>\nand c</p>"),
        ("#tag #other\n\na", "<p>a</p>"),
        ("Tags: #a #b\n\na", "<p>a</p>"),
        ("> #tag\n> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a ^block-id", "<p>a</p>"),
        ("- a ^1a2b3c\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("- a\n  id:: 64ab-12\n  collapsed:: true", "<ul>\n<li>a</li>\n</ul>"),
        ("[TOC]\n\n[[_TOC_]]\n\n[[toc]]\n\n${toc}\n\n{:toc}\n\na", "<p>a</p>"),
        ("issue #1 of C# and F# #12", "<p>issue #1 of C# and F# #12</p>"),
        ("#one is not at the end, x#y", "<p>#one is not at the end, x#y</p>"),
        ("a colour #fff #a1b2c3", "<p>a colour #fff #a1b2c3</p>"),
        ("`a`#b and #include", "<p><code>a</code>#b and #include</p>"),
        ("2 ^n and x^2", "<p>2 ^n and x^2</p>"),
        ("word:: its meaning", "<p>word:: its meaning</p>"),
        ("a [TOC]", "<p>a [TOC]</p>"),
    ],
)
def test_what_tools_leave_is_not_shown(written: str, shown: str) -> None:
    assert answer(written) == shown


def test_a_heading_loses_its_tag_and_nothing_else_its_place() -> None:
    (asked,) = drafts("# T\n\n## Who is it? #card\n\n#tag\nA **thing**.\n")

    assert (asked.fields["Prompt"], asked.fields["Answer"]) == ("Who is it?", "<p>A <strong>thing</strong>.</p>")
    assert asked.at.line == 3
