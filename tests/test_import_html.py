"""Saved web pages: what becomes of each kind of thing in them, and that nothing is lost and nothing acts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from genai_cards.importers import PASTED, SAVED, import_page, importer_of
from genai_cards.importers.html.inline import Closed, Opened, Token
from genai_cards.importers.html.inline import markdown as inline
from genai_cards.importers.html.read import read_html
from genai_cards.importers.page import Block, Code, Definitions, Formula, Image, Reading, Table
from genai_cards.importers.write import write
from genai_cards.page import markdown
from genai_cards.page.document import Paragraph
from genai_cards.source import decode
from reading import compiled, plain

PAGES = sorted((Path(__file__).parent / "html").glob("*.html"))
FILLER = (
    "<p>Here stand enough words about the thing that this page is about for it to be seen as the content of it.</p>"
)


def read(body: str, head: str = "", path: str = "page.html") -> Reading:
    """Read a page whose body has enough other text to be told from what stands around it."""
    page = f"<!DOCTYPE html><html><head>{head}</head><body><main>{body}{FILLER}</main></body></html>"
    return read_html(page.encode(), path)


def page_of(body: str, head: str = "", path: str = "page.html") -> str:
    """Give the Markdown of a body, without the filler."""
    written = "\n".join(line for line, _ in write(read(body, head, path).blocks))
    return written.removesuffix(FILLER[3:-4]).strip()


def block_of(body: str) -> Block:
    """Give the only block of a body."""
    (block, _) = read(body).blocks
    return block


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def show(reading: Reading) -> str:
    """Give all that was read of a page, as text to be read in a diff."""
    lines = [f"{line:>4}  {text}" for text, line in write(reading.blocks)]
    about = [f"title: {reading.title}", f"source: {reading.source}", f"lang: {reading.lang}"]
    left_out = [f"{item.line:>4}  {item.why}: {item.text}" for item in reading.left_out]
    others = [*map(str, reading.images), *map(str, reading.problems)]
    return "\n".join([*about, "", *lines, "", "left out:", *left_out, *others]) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_becomes_this(page: Path, update: bool) -> None:
    shown = show(read_html(page.read_bytes(), page.name))
    golden = page.with_suffix(".txt")
    if update:
        golden.write_text(shown, encoding="utf-8")

    assert shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_markdown_has_no_problems(page: Path) -> None:
    made = import_page(page.read_bytes(), page.name, "2026-11-24")
    document = markdown.parse(decode(made.text.encode(), "page.md", "page"))

    assert [problem for problem in document.problems if problem.severity != "skipped"] == []


def test_no_visible_word_is_lost() -> None:
    page = next(page for page in PAGES if page.stem == "energy")
    body = page.read_text(encoding="utf-8").partition('"start()">')[2]
    math = re.sub(r"<script(?! type=.math)[^>]*>.*?</script>|<semantics>.*?</semantics>", " ", body, flags=re.DOTALL)
    visible = words(re.sub(r"<[^>]*>", " ", math))
    reading = read_html(page.read_bytes(), page.name)
    kept = words("\n".join(line for line, _ in write(reading.blocks)))
    left_out = words("\n".join(item.text for item in reading.left_out))

    assert visible - kept - left_out == Counter()


def test_the_page_gives_its_cards() -> None:
    page = next(page for page in PAGES if page.stem == "questions")
    made = import_page(page.read_bytes(), page.name, "2026-11-24")
    cards = {
        plain(note.draft.fields["Prompt"]): plain(note.draft.fields["Answer"]) for note in compiled(made.text).notes
    }

    assert cards["Is UDP reliable?"] == "No. Packets may be lost, and nobody sends them again."
    assert cards["What is a subnet?"] == "A part of a network whose addresses share a prefix."


# what a page says of itself


def test_the_only_first_level_heading_is_the_title() -> None:
    assert read("<h1>Cells</h1><h2>Parts</h2><p>x</p>", "<title>Cells | Site</title>").title == "Cells"


def test_without_a_heading_the_title_of_the_page_is_put_above_it() -> None:
    reading = read("<h2>Parts</h2><p>x</p>", '<title>Cells | Bio</title><meta property="og:site_name" content="Bio">')

    assert (reading.title, write(reading.blocks)[0]) == ("Cells", ("# Cells", 1))


def test_of_several_first_level_headings_each_goes_one_level_down() -> None:
    assert page_of("<h1>A</h1><p>x</p><h1>B</h1>", "<title>Both</title>").startswith("# Both\n\n## A\n\nx\n\n## B")


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<link rel="canonical" href="https://a.org/x">', "https://a.org/x"),
        ('<meta property="og:url" content="https://a.org/y">', "https://a.org/y"),
        ("<!-- saved from url=(0016)https://a.org/z -->", "https://a.org/z"),
        ("<!--\n Page saved with SingleFile \n url: https://a.org/s \n saved date: today-->", "https://a.org/s"),
        ('<link rel="canonical" href="javascript:x()">', ""),
    ],
)
def test_the_source_is_the_address_that_the_page_names(head: str, source: str) -> None:
    assert read("", head).source == source


def test_the_language_is_that_of_the_page() -> None:
    assert read_html(b'<html lang="pt-BR"><p>Ol\xc3\xa1</p></html>', "p.html").lang == "pt"


@pytest.mark.parametrize(
    "content",
    [
        "<p>Größe</p>".encode("utf-16"),
        "\ufeff<p>Größe</p>".encode(),
        '<meta charset="iso-8859-1"><p>Größe</p>'.encode("latin-1"),
        '<meta charset="iso-8859-1"><p>Größe</p>'.encode(),  # it says so, but it is not
        "<p>Die Größe der Übungsräume für Gäste ist größer als üblich</p>".encode("latin-1"),
    ],
)
def test_the_encoding_is_found(content: bytes) -> None:
    assert "Größe" in write(read_html(content, "p.html").blocks)[0][0]


# text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a <b>bold</b> and <i>slanted</i> word</p>", "a **bold** and *slanted* word"),
        ("<p>a<b> bold </b>word</p>", "a **bold** word"),
        ("<p><b>one</b><b> two</b></p>", "**one** **two**"),
        ("<p><b></b>plain<i> </i></p>", "plain"),
        ("<p><b>Note:</b>text</p>", "**Note**:text"),
        ("<p>H<sub>2</sub>O, x<sup>2</sup></p>", "H<sub>2</sub>O, x<sup>2</sup>"),
        ("<p>use <code>a`b</code> or <kbd>Ctrl</kbd></p>", "use ``a`b`` or `Ctrl`"),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<p>2 * 3 * 4 &lt;b> [x](y) _z_</p>", "2 \\* 3 \\* 4 \\<b> \\[x](y) \\_z\\_"),
        ("<p>soft\u00adhyphen and\u200bzero</p>", "softhyphen andzero"),
        ("<p>wow!<a href='https://a.org'>x</a></p>", "wow\\![x](https://a.org)"),
        ("<a name=x><p>one</p><p>two</p></a>", "one\n\ntwo"),
        ("<p><a name=x>one <b>two</b><ul><li>three", "one **two**\n\n- three"),
        ("<ul><li><a href='https://a.org'><h3>one</h3></a>two", "- **[one](https://a.org)**\n\n  two"),
        ("<p>from ~5 to ~6</p>", r"from \~5 to \~6"),
        ("<p>a <s>struck</s> <u>line</u></p>", "a ~~struck~~ line"),
        ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
        ("<p>one<ul><li>two</ul>three", "one\n\n- two\n\nthree"),
    ],
)
def test_text_keeps_its_markup(html: str, text: str) -> None:
    assert page_of(html) == text


@pytest.mark.parametrize(
    ("html", "head", "text"),
    [
        ('<a href="b.html">x</a>', '<base href="https://a.org/d/">', "[x](https://a.org/d/b.html)"),
        ('<a href="../b">x</a>', '<link rel="canonical" href="https://a.org/d/e/">', "[x](https://a.org/d/b)"),
        ('<a href="b.html">x</a>', "", "[x](b.html)"),
        ('<a href="#part">x</a>', "", "x"),
        ('<a href="https://a.org/w_(x)">x</a>', "", "[x](https://a.org/w_(x))"),
        ('<a href="https://a.org/a b)">x</a>', "", "[x](https://a.org/a%20b%29)"),
        ('<a href="javascript:x()">x</a>', "", "x"),
        ('<a href=" java\nscript:x()">x</a>', '<base href="https://a.org/">', "[x](https://a.org/java%20script:x())"),
        ('<a href="data:text/html,x">x</a>', "", "x"),
        ('<a href="vbscript:x">x</a>', "", "x"),
        ('<a href="http://[bad">x</a>', "", "x"),
    ],
)
def test_links_are_absolute_and_safe(html: str, head: str, text: str) -> None:
    assert page_of(f"<p>{html}</p>", head) == text


def test_marks_of_footnotes_and_their_notes_find_each_other() -> None:
    html = '<p>Text<sup><a href="#n1">1</a></sup>.</p><ol><li id="n1">The note. <a href="#r">↩</a></li></ol>'

    written = "\n".join(line for line, _ in write(read(html).blocks))

    assert written.startswith("Text[^1].")
    assert written.endswith("[^1]: The note.")


# blocks


def test_lists_nest_and_keep_their_numbers() -> None:
    html = "<ol start=3><li>a<ul><li>b</ul><li value=9>c</ol>"

    assert page_of(html) == "3. a\n   - b\n9. c"


def test_a_list_right_inside_a_list_belongs_to_the_item_before() -> None:
    assert page_of("<ul><li>a</li><ul><li>b</li></ul></ul>") == "- a\n  - b"


def test_a_heading_in_a_list_is_bold_text() -> None:
    assert page_of("<ul><li><h3>Why?</h3><p>Because.</p></li></ul>") == "- **Why?**\n\n  Because."


def test_check_boxes_are_kept() -> None:
    html = "<ul><li><input type=checkbox checked> done</li><li><input type=checkbox> to do</li></ul>"

    assert page_of(html) == "- [x] done\n- [ ] to do"


def test_terms_have_their_meanings() -> None:
    block = block_of("<dl><div><dt>A</dt><dd>one</dd></div><dt>B</dt><dt>C</dt><dd>two<dd>three</dl>")

    assert isinstance(block, Definitions)
    assert [(term, len(blocks)) for term, blocks in block.entries] == [("A", 1), ("B, C", 2)]


def test_details_stay_details() -> None:
    html = "<details><summary>Why <b>&lt;b></b>?</summary><p>So.</p></details>"

    assert page_of(html) == "<details>\n<summary>Why &lt;b&gt;?</summary>\n\nSo.\n\n</details>"


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre><code class="language-rust">x\n  y</code></pre>', "rust"),
        ('<div class="highlight-python3 notranslate"><div class="highlight"><pre>x\n  y</pre></div></div>', "python3"),
        ('<div class="highlight highlight-source-shell"><pre>x\n  y</pre></div>', "shell"),
        ('<pre class="hljs js">x\n  y</pre>', "js"),
        ('<pre><code class="hljs language-js">x\n  y</code></pre>', "js"),
        ("<pre><ol><li>x</li><li>  y</li></ol></pre>", ""),
        ('<table class="hljs-ln"><tr><td></td><td>x</td></tr><tr><td></td><td>  y</td></tr></table>', ""),
        ("<pre><div>x\n</div><div>  y\n</div></pre>", ""),
        ('<pre data-lang="Go">x<br>  y</pre>', "go"),
        ('<pre class="brush: sql">x\n  y</pre>', "sql"),
        ('<pre class="language-plaintext">x\n  y</pre>', ""),
        (
            '<table class="highlighttable"><tr><td class="linenos"><pre>1</pre></td><td><pre>x\n  y</pre></td></table>',
            "",
        ),
    ],
)
def test_code_keeps_its_lines_and_its_language(html: str, language: str) -> None:
    block = block_of(html)

    assert isinstance(block, Code)
    assert (block.text, block.language) == ("x\n  y", language)


# tables


def table_of(html: str) -> list[tuple[str, ...]]:
    block = block_of(html)
    assert isinstance(block, Table)
    return [block.header, *block.rows]


def test_cells_that_span_stand_in_each_of_their_places() -> None:
    html = "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>x<td colspan=2>y<tr><td>1<td>2</table>"

    assert table_of(html) == [("a", "b", "c"), ("x", "y", "y"), ("x", "1", "2")]


def test_two_rows_of_headers_become_one() -> None:
    html = "<table><thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead><tr><td>1<td>2<td>3</table>"

    assert table_of(html)[0] == ("a", "b – c", "b – d")


def test_a_bold_first_row_is_the_header() -> None:
    html = "<table><tr><td><b>Model</b><td><b>Year</b><td><b>By</b><tr><td>GAN<td>2014<td>Goodfellow</table>"

    assert table_of(html) == [("Model", "Year", "By"), ("GAN", "2014", "Goodfellow")]


def test_names_in_front_of_values_have_no_header() -> None:
    html = "<table><tr><th>Born<td>1912<tr><th>Died<td>1954</table>"

    assert table_of(html) == [("", ""), ("Born", "1912"), ("Died", "1954")]


def test_a_guessed_header_is_said() -> None:
    reading = read("<table><tr><td>a<td>b<td>c<tr><td>1<td>2<td>3</table>")

    assert [(problem.code, problem.at.line) for problem in reading.problems] == [("header-guessed", 1)]


def test_a_cell_as_wide_as_the_table_heads_the_rows_below_it() -> None:
    html = "<table><tr><th>a<th>b<tr><td>1<td>2<tr><td colspan=2>Later<tr><td>3<td>4</table>"

    assert page_of(html).split("\n\n")[1] == "**Later**"
    assert page_of(html).count("| a") == 2


def test_cells_keep_markup_and_lines() -> None:
    html = "<table><tr><th>a<th>b<tr><td><p>x | y</p><p><i>z</i></p><td><ul><li>1<li><p>2</p></ul></table>"

    assert page_of(html).endswith("| x \\| y<br>*z* | • 1<br>• 2 |")


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    assert page_of(
        "<table><tr><td><h2>A</h2><p>x</p><td><table><tr><td>1<td>2<tr><td>3<td>4</table></table>"
    ).startswith("## A")


def test_one_long_cell_does_not_make_all_other_rows_as_long() -> None:
    written = page_of("<table><tr><th>a<th>b<tr><td>1<td>2<tr><td>3<td>" + "word " * 100 + "</table>")

    assert [len(line) for line in written.split("\n")] == [210, 210, 210, 509]


def test_a_row_with_far_too_many_cells_has_the_last_ones_in_one() -> None:
    html = "<table>" + "<tr><td>a<td>b" * 3000 + "<tr>" + "".join(f"<td>c{n}" for n in range(3000)) + "</table>"
    (header, *_, last) = table_of(html)

    assert len(header) == len(last) < 100
    assert " ".join(last).split() == [f"c{n}" for n in range(3000)]


@pytest.mark.parametrize("span", ["colspan=100 rowspan=100", "colspan=1000", "rowspan=1000"])
def test_a_long_cell_that_spans_does_not_stand_a_thousand_times(span: str) -> None:
    html = f"<table><tr><th>a<th>b<tr><td>x<td {span}>{'word ' * 30_000}" + "<tr><td>1<td>2" * 100 + "</table>"

    assert sum(cell.count("word") for row in table_of(html) for cell in row) == 30_000


def test_a_long_header_does_not_stand_above_a_thousand_parts() -> None:
    html = f"<table><tr><th>a<th>{'word ' * 30_000}" + "<tr><td colspan=2>Part<tr><td>1<td>2" * 100 + "</table>"

    assert len(table_of(html)) == 201


# math


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (r"<p>so \(a_1\) is</p>", "so $a_1$ is"),
        ('<p>so <script type="math/tex">a < b</script> is</p>', "so $a < b$ is"),
        ('<p>so <span class="MathJax">ab</span><script type="math/tex">a</script> is</p>', "so $a$ is"),
        ('<p>so <math alttext="a^2"><mi>a</mi></math> is</p>', "so $a^2$ is"),
        (
            "<p>so <math><mfrac><mi>x</mi><msup><mi>y</mi><mn>2</mn></msup></mfrac></math> is</p>",
            "so $\\frac{x}{y^{2}}$ is",
        ),
        (
            '<p>so <span class="katex"><span class="katex-mathml"><math><semantics><mi>a</mi><annotation encoding='
            '"application/x-tex">a^2</annotation></semantics></math></span><b class="katex-html">a2</b></span> is</p>',
            "so $a^2$ is",
        ),
        (
            '<p>so <img class="mwe-math-fallback-image-inline" alt="{\\displaystyle a^2}" src="x.svg"> is</p>',
            "so $a^2$ is",
        ),
        ('<p>so <span data-tex="a^2">a2</span> is</p>', "so $a^2$ is"),
        (r"<p>so \(a\)\(b\)c is</p>", r"so \(a\)\(b\)c is"),
        ("<p>between $5 and $6</p>", "between $5 and $6"),
        ('<p>so <math alttext="\\href{javascript:x()}{a}"><mi>a</mi></math></p>', "so $\\href{javascript:x()}{a}$"),
    ],
)
def test_formulas_are_tex(html: str, text: str) -> None:
    assert page_of(html) == text


def test_dollars_are_math_only_where_a_script_makes_them_so() -> None:
    script = '<script src="https://cdn.example.org/mathjax/tex.js"></script>'

    assert page_of("<p>so $a_1$ is</p>", script) == "so $a_1$ is"
    assert page_of("<p>so $a_1$ is</p>") == r"so \$a_1\$ is"


def test_a_formula_that_stands_by_itself_parts_the_paragraph() -> None:
    reading = read(r"<p>We have \[E = mc^2\], which is known.</p>")

    assert reading.blocks[1] == Formula("E = mc^2,", 1)


def test_a_formula_in_code_is_not_lost() -> None:
    block = block_of('<pre>let <math alttext="a^2"><mi>a</mi></math> = 4</pre>')

    assert isinstance(block, Code)
    assert block.text == "let a^2 = 4"


def test_a_full_stop_behind_a_picture_stays_behind_it() -> None:
    html = r'<p>So \[E\] <img src="a.png" alt="pic">. Words.</p>'

    assert page_of(html).endswith("![pic](page_files/a.png). Words.")


# pictures


def test_pictures_saved_with_the_page_are_listed() -> None:
    html = '<img src="./My%20page_files/a%20b.png" alt="A [b]"><img src="My page_files/c/a b.png" alt="C">'
    reading = read(html, '<link rel="canonical" href="https://a.org/x/">', "saved/My page.html")

    assert reading.images == (
        Image("My page_files/a b.png", "My-page_files/a-b.png"),
        Image("My page_files/c/a b.png", "My-page_files/1/a-b.png"),
    )
    assert "![A [b]](My-page_files/a-b.png)" in "\n".join(line for line, _ in write(reading.blocks))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("https://a.org/b.png", "![pic](https://a.org/b.png)"),
        ("../../etc/passwd", "pic"),
        ("/etc/passwd", "pic"),
        ("file:///etc/passwd", "pic"),
        ("data:image/png;base64,AAAA", "pic"),
        ("javascript:x()", "pic"),
    ],
)
def test_other_pictures_are_never_read(source: str, text: str) -> None:
    reading = read(f'<p><img src="{source}" alt="pic"></p>')

    assert (reading.images, write(reading.blocks)[0][0]) == ((), text)


def test_for_a_picture_without_its_file_stands_its_text() -> None:
    page = b'<p>So: <img src="p_files/a.png" alt="a cell"> <img src="p_files/b.png" alt="a leaf"></p>'
    reading = read_html(page, "p.html", lambda source: source != "p_files/a.png")

    assert [image.source for image in reading.images] == ["p_files/b.png"]
    assert write(reading.blocks)[0][0] == "So: a cell ![a leaf](p_files/b.png)"


# what is left out


def test_what_stands_around_the_content_is_left_out_with_its_line_and_the_reason() -> None:
    reading = read_html(
        f"<body><nav><a href=x>Home</a></nav>\n<main><p>Text.</p>{FILLER}</main>\n<footer>Imprint</footer>".encode(),
        "p.html",
    )

    assert [(item.line, item.text, item.why) for item in reading.left_out] == [
        (1, "Home", "navigation"),
        (3, "Imprint", "the site's footer"),
    ]


def test_a_short_page_is_read_but_for_what_says_that_it_stands_around() -> None:
    reading = read_html(b"<body><nav>Menu</nav><p>Short.</p><footer>End</footer></body>", "p.html")

    assert [line for line, _ in write(reading.blocks)] == ["Short."]


def test_hidden_text_is_left_out_but_not_what_a_click_unfolds() -> None:
    html = '<i hidden>secret words</i><button aria-controls="x">Why is it so?</button><div id="x" hidden>Because.</div>'
    reading = read(html)

    assert page_of(html) == "<details>\n<summary>Why is it so?</summary>\n\nBecause.\n\n</details>"
    assert [(item.text, item.why) for item in reading.left_out] == [("secret words", "hidden on the page")]


@pytest.mark.parametrize(
    "html",
    [
        '<button class="accordion">Why so?</button><div class="panel" style="display:none">Because.</div>',
        '<h3 class="accordion-header"><button aria-controls="c">Why so?</button></h3><div id="c" hidden>Because.</div>',
        '<div role="tabpanel"><p>Why so?</p></div><div role="tabpanel" hidden>Because.</div>',
    ],
)
def test_accordions_and_tabs_are_unfolded(html: str) -> None:
    shown = page_of(f"<p>Before it.</p>{html}").removeprefix("Before it.\n\n")

    assert [line for line in re.split(r"</?\w+>|\n", shown) if line] == ["Why so?", "Because."]


def test_a_heading_that_the_library_takes_for_a_header_is_text_over_its_text() -> None:
    item = '<div><h3 class="accordion-header">Why does it smell?</h3><p>It lacks air, as a rule.</p></div>'

    assert page_of(f"<h2>Problems</h2>{item * 2}").count("### Why does it smell?\n\nIt lacks air") == 2


def test_comments_of_readers_are_left_out() -> None:
    reading = read('<p>Text.</p><div class="comments-area"><h2>One thought</h2><p>Great post, thanks for it!</p></div>')

    assert [(item.text, item.why) for item in reading.left_out] == [
        ("One thought Great post, thanks for it!", "comments of readers")
    ]


def test_a_form_that_holds_the_content_is_no_form_to_leave_out() -> None:
    questions = "".join(
        f"<div><h3>Question {n}</h3><p>Which of these many things is the one that makes it so in case {n}?</p>"
        f"<div class='feedback'>The correct answer is: thing number {n}</div><p>It is.</p></div>"
        for n in range(4)
    )

    assert "The correct answer is: thing number 2" in page_of(f"<form>{questions}<p>This is the end of it.</p></form>")


def test_what_is_hidden_within_hidden_parts_is_left_out_once() -> None:
    reading = read("<div hidden>secret <button>Push</button> words</div>")

    assert [item.text for item in reading.left_out] == ["secret Push words"]


def test_a_box_in_the_midst_of_the_text_is_text() -> None:
    html = "<p>Before it.</p><div class=sidebar><p>A box with quite some words of its own.</p></div><p>Behind it.</p>"

    assert "A box with quite some words" in page_of(html)


# hostile pages


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "word <button>b</button> " * 20_000,
        "<p>Words.</p>" + "<div hidden>" * 400 + "word " * 20_000,
        "<p>Words.</p>" + "<script " * 20_000,
        "<blockquote>" * 3000 + "<script>" * 20_000,
        "<blockquote>" * 3000 + "<b " * 20_000,
        "<p><b>bold</b>" + "<span>word </span>" * 20_000,
        "<p>" + "word <b></b>" * 20_000,
        "<table><tr><td>a<td>x<br>" + "<b> </b><br>" * 10_000,
        "<pre>" + " " * 50_000 + "x",
        "<h2>" + "#" * 50_000 + "x</h2>",
        "<p><span data-tex='" + r"{\displaystyle " * 5000 + "}" * 5000 + "'>x</span>",
        "",
        " \n ",
        "\0\0<p>a\0b",
        "<script>alert(1)</script>",
        "<div>" * 3000 + "words",
        "<ul><li>x" * 3000,
        "<blockquote>" * 400 + "words",
        "<ul><li>" * 200 + "words",
        "<table><tr><td>x" * 400,
        "<p>word <b>" * 3000,
        "<table><tr><td colspan=99999 rowspan=99999>a<td>b" * 50,
        "<p>" + r"\( \[ $$ \begin{align} " * 2000,
        "<math>" + "<mrow>" * 400 + "x",
        "<p>Hello <b>wor",
        "<table><tr><td>a<td>b<tr><td",
        "<p>a</p><!-- never closed <p>b</p>",
        "<frameset><frame src=x></frameset>",
        "<details><summary>q</summary>a" * 300,
        "<p>&#0;&#xD800;&bogus;&#x110000;</p>",
        "<li>a</li><dd>b</dd><td>c</td><summary>d</summary><caption>e",
    ],
)
def test_a_broken_page_does_not_break_the_import(html: str) -> None:
    reading = read_html(html.encode("utf-8", "surrogatepass"), "p.html")
    written = "\n".join(line for line, _ in write(reading.blocks))

    markdown.parse(decode(written.encode(), "page.md", "page"))


def test_a_page_that_nests_too_deep_is_read_as_text_and_says_so() -> None:
    reading = read_html(("<div>" * 3000 + "the words</div>").encode(), "p.html")

    assert [line for line, _ in write(reading.blocks)] == ["the words"]
    assert [problem.code for problem in reading.problems] == ["html-too-deep"]


def test_a_page_that_nests_too_deep_keeps_the_words_behind_its_last_tag() -> None:
    reading = read_html(("<blockquote>" * 3000 + "the words").encode(), "p.html")

    assert [line for line, _ in write(reading.blocks)] == ["the words"]


def test_text_that_begins_with_many_comments_is_told_from_a_page() -> None:
    assert importer_of(b"<!---->" * 500 + b"x", "p.txt") is PASTED
    assert importer_of(b"<!-- saved --> <!-- twice --><!DOCTYPE html><p>x", "p.txt") is SAVED


_ACTIVE = """<script>x()</script><img src=x onerror=x()><a href="javascript:x()">l</a>
<iframe src="javascript:x()"></iframe>
<svg onload=x()><script>x()</script></svg><object data="data:text/html,x"></object>
<form action=x><input onfocus=x()></form>
<style>@import "x"</style><p onclick=x() style="background:url(javascript:x())">text &lt;script>x()&lt;/script></p>
<math href="javascript:x()"><mtext><script>x()</script></mtext></math>
<details ontoggle=x()><summary onclick=x()>s &lt;img src=x
onerror=x()></summary>d</details>"""


_ACTS = re.compile(r"<(?:script|iframe|object|form|style|svg)|<[^>]*\son\w+=|href=.javascript")


def test_nothing_active_passes() -> None:
    page = page_of(_ACTIVE)
    cards = compiled("# T\n\n- What is it? " + page.replace("\n", " "), page)
    fields = " ".join(value for note in cards.notes for value in note.draft.fields.values())

    assert "text" in fields
    assert not _ACTS.search(page.replace("\\<", ""))
    assert not _ACTS.search(fields)


_KINDS = st.sampled_from(["em", "strong", "del", "sub", "a"])
_WORDS = st.text(st.sampled_from(list("ab  *_[]()!`$\\<&#.:,“é漢~{}|")), min_size=1, max_size=8)


@st.composite
def token_lists(draw: st.DrawFn) -> list[Token]:
    tokens: list[Token] = []
    opened: list[str] = []
    for step in draw(st.lists(st.integers(0, 2), min_size=1, max_size=8)):
        tokens.append(draw(_WORDS))
        if step == 1:
            opened.append(draw(_KINDS))
            tokens.append(Opened(opened[-1], "https://a.org/b_c"))
        elif step == 2 and opened:
            tokens.append(Closed(opened.pop()))
    return tokens


@example([":", Opened("a", "https://a.org/b_c"), "[", " <", " ]"])
@example([Opened("a", "https://a.org/b_c"), "[a = b]"])
@given(token_lists())
def test_inline_markdown_reads_as_the_words_it_was_made_of(tokens: list[Token]) -> None:
    expected = " ".join("".join(token for token in tokens if isinstance(token, str)).split())
    document = markdown.parse(decode(f"x {inline(tokens)} x".encode(), "page.md", "page"))
    (block,) = document.root.blocks

    assert isinstance(block, Paragraph)
    assert block.text.plain.split() == f"x {expected} x".split()


def test_cells_that_are_set_as_headings_are_cells() -> None:
    rows = "<tr><td>owl</td><td>die Eule</td></tr><tr><td>wren</td><td>der Zaunkönig</td></tr>"
    table = block_of(f"<table><tr><td><h5>Bird</h5></td><td><h5>German</h5></td></tr>{rows}</table>")

    assert isinstance(table, Table)
    assert table.header == ("Bird", "German")
    assert table.rows[1] == ("wren", "der Zaunkönig")


def test_what_stands_beside_the_text_is_left_out_and_listed() -> None:
    teaser = '<li><a href="/x"><img src="x.png" alt="owl"></a> <a href="/x">Why owls turn their heads so far</a></li>'
    made = read(
        "<h1>Birds</h1><p>By Ann Other on 3 May 2020</p><p>A bird is an animal with feathers that lays eggs.</p>"
        f"<h2>More in nature</h2><ul>{teaser * 3}</ul><h2>Top rated comments</h2><p>I like owls.</p><h2>Nests</h2>"
    )
    written = "\n".join(line for line, _ in write(made.blocks))

    assert "A bird is an animal" in written
    assert "Nests" in written + str(made.left_out)
    assert not any(word in written for word in ("Ann Other", "turn their heads", "I like owls"))
    whys = {part.why for part in made.left_out}
    assert {"a date or an author", "comments of readers"} <= whys


def test_a_section_with_words_of_its_own_stays_whatever_it_is_called() -> None:
    body = "<h2>Related terms</h2><p>Clutch: the eggs that one bird lays into one nest in the spring of a year.</p>"

    assert "Clutch: the eggs" in page_of(f"<h1>Birds</h1>{body}")
