"""Saved pages as they come, with all that stands around their content: the cards they give, and what none says."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from genai_cards.importers import import_page
from genai_cards.importers.html.read import read_html
from genai_cards.importers.page import Code
from genai_cards.importers.write import write
from reading import pairs

PAGES = Path(__file__).parent / "saved"

GOLDS: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "brainscape-en": (
        [("What is a bowline for?", "A loop that does not slip"), ("What joins two ropes?", "A sheet bend")],
        ["Find Flashcards", "Sails"],
    ),
    "code-en": (
        [("Rows", "tree src du -sh src"), ("Pygments", "def f(): return 1"), ("Hexo", "let a = 1; let b = 2;")],
        ["1 tree", "clipboard"],
    ),
    "confluence-en": (
        [("Pager", "wakes the person on call"), ("What is a postmortem?", "A report about an incident.")],
        ["last modified", "No labels", "Be the first"],
    ),
    "docusaurus-fr": (
        [("Clé primaire", "identifie chaque ligne"), ("Que fait COMMIT ?", "Il valide la transaction.")],
        ["Sur cette page", "Éditer cette page", "Copier"],
    ),
    "fandom-en": (
        [
            ("Ember Fox", "The Ember Fox is a creature of the lava fields that glows when it is angry."),
            ("Habitat", "Lava fields"),
            ("Warm fur: Use?", "keeps the cold away"),
        ],
        ["Popular Pages", "Creatures", "CC-BY-SA"],
    ),
    "gdocs-en": (
        [
            ("Wall", "keeps the shape"),
            ("What is a plastid?", "A part of a plant cell that makes food"),
        ],
        [],
    ),
    "gitbook-en": (
        [("Malt", "Grain that has sprouted and was dried."), ("Wort", "The sweet liquid before it ferments.")],
        ["Was this helpful", "Last updated", "Previous"],
    ),
    "mkdocs-de": (
        [
            ("Router", "Verbindet Netze miteinander."),
            ("Wofür steht DNS?", "Domain Name System"),
            ("Was macht ein DHCP-Server?", "Er vergibt IP-Adressen."),
            ("Linux", "ip addr"),
        ],
        ["Letztes Update", "Zum Inhalt", "Cookies"],
    ),
    "moodle-de": (
        [
            ("Welches Gas entsteht bei der Fotosynthese?", "Sauerstoff"),
            ("Wie heißt das Gas mit dem Zeichen He?", "Helium"),
        ],
        ["Erreichte Punkte", "Fragetext", "Beendet"],
    ),
    "notion-pt": (
        [
            ("O que faz a mitocôndria?", "Produz energia."),
            ("O que faz o ribossomo?", "Monta proteínas"),
            ("O que é a membrana?", "Separa a célula do meio."),
            ("Núcleo", "guarda o DNA"),
            ("Procarionte", "sem núcleo"),
        ],
        ["Status", "Feito"],
    ),
    "odds-en": (
        [
            ("Colour, Color", "what light has"),
            ("Bank", "of a river for money"),
            ("Ode", "a poem"),
            ("Food: Cats?", "fish"),
            ("Sleep: Dogs?", "by night"),
            ("Flood: Sense?", "the tide comes in"),
            ("What is a ria?", "A drowned river mouth."),
            ("What is an atoll?", "A ring of coral."),
            ("What is a spit?", "A bar of sand."),
            ("Front", "Alpha is first."),
        ],
        [],
    ),
    "quizlet-en": (
        [("magma", "molten rock below the surface"), ("basalt", "a dark rock of cooled lava")],
        ["Click the card", "Unit 5 Soils"],
    ),
    "sphinx-en": (
        [("warp", "The threads that run along the cloth."), ("weft, woof", "The threads that run across the cloth.")],
        ["Navigation", "Copyright"],
    ),
    "wiki-es": (
        [("Símbolo", "Ez"), ("Densidad", "2,64 g/cm 3"), ("Imanes: Por qué?", "son baratos")],
        ["editar", "Obtenido de", "Litio", "Portada"],
    ),
    "wiki-ja": (
        [
            ("雪鳥", "雪鳥 （ゆきどり）は、高い山に住む白（しろ）い鳥である。"),
            ("分類", "鳥類"),
            ("冬", "木の皮"),
        ],
        ["出典", "編集"],
    ),
    "wiki-mobile-en": (
        [
            ("Tundra hare", "The tundra hare ( Lepus glacialis ) is a hare that lives north of the tree line."),
            ("Weight:", "4 kg"),
            ("Winter", "twigs and bark"),
        ],
        ["Random", "Watch"],
    ),
    "wordpress-it": (
        [
            ("Quanto dura il lievito fresco?", "Due settimane in frigorifero."),
            ("Si può congelare?", "Sì, per tre mesi."),
            ("Che cos’è la pasta madre?", "Un impasto di farina e acqua che fermenta."),
        ],
        ["Facebook", "Ada Forni", "Grazie mille", "cookie", "Correlati"],
    ),
}
"""For each page the pairs that it has to give, and what no card may say."""


def page(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def test_each_page_has_its_golds() -> None:
    assert {file.stem for file in PAGES.glob("*.html")} - {"news-en"} == GOLDS.keys()


@pytest.mark.parametrize("name", GOLDS)
def test_a_saved_page_gives_its_cards(name: str) -> None:
    wanted, never = GOLDS[name]
    found = pairs(import_page(page(name), f"{name}.html", "2026-11-24", is_there=lambda _: False).text)

    assert [pair for pair in wanted if pair not in found] == []
    assert [text for text in never for pair in found if text in " ".join(pair)] == []


@pytest.mark.parametrize("name", [*GOLDS, "news-en"])
def test_each_word_is_on_the_page_or_among_what_was_left_out(name: str) -> None:
    text = page(name).decode()
    body = re.sub(r"<head>.*?</head>|<(script|style|noscript|math)\b.*?</\1>|<!--.*?-->", " ", text, flags=re.DOTALL)
    body = re.sub(r"</?(?:ruby|rp|rt)>", "", body)
    seen = Counter(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", body))))
    reading = read_html(text.encode(), f"{name}.html")
    kept = "\n".join(line for line, _ in write(reading.blocks))
    left_out = "\n".join(item.text for item in reading.left_out)
    lost = seen - Counter(re.findall(r"\w+", f"{reading.title}\n{kept}\n{left_out}"))

    assert [word for word in lost if not word.isdigit()] == []  # the numbers of notes become marks


def test_an_article_is_its_text_alone() -> None:
    reading = read_html(page("news-en"), "news-en.html", lambda _: False)
    written = "\n".join(line for line, _ in write(reading.blocks))
    reasons = {
        word: item.why for item in reading.left_out for word in ("crossing", "Ida", "set", "tug") if word in item.text
    }

    assert written.startswith("# Harbour bridge opens after nine years\n\nThe first cars rolled over")
    assert written.endswith("which meets again next Thursday.")
    assert "## What becomes of the ferries" in written
    assert "- The Heron sails all year." in written
    assert not re.search(r"strike|weekly letter|Additional|inbox|eighty|northern|Photo|crane over", written)
    assert reasons["crossing"] == "outside of the article's text"
    assert reasons["set"] == "a caption"
    assert reasons["tug"] == "a date or an author"


PROSE = " ".join(["This sentence has quite enough words in it to be a sentence of the article that is meant here."] * 2)


def article(body: str, kind: str = "article") -> str:
    """Give the Markdown of an article with a body between its paragraphs."""
    paragraphs = [f"<p>{PROSE}</p>"] * 3
    text = f'<html><head><meta property="og:type" content="{kind}"><title>T</title></head><body><article>'
    text += "".join([*paragraphs[:2], body, paragraphs[2]]) + "</article></body></html>"
    written = "\n".join(line for line, _ in write(read_html(text.encode(), "page.html", lambda _: False).blocks))
    return written.replace(PROSE, "").strip().removeprefix("# T").strip()


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<figure><img src=a.png><figcaption>A quay (Photo: Ida)</figcaption></figure>", ""),
        ("<figure><img src=a.png><figcaption>A quay in the rain</figcaption></figure>", "A quay in the rain"),
        ('<p class="caption">Fig. 2: a quay</p><p class="credit">Ida</p>', "Fig. 2: a quay"),
        ('<div class="promo">Buy this</div>', ""),
        ('<p><a href="https://a.example/x">A story about another thing</a></p>', ""),
        ('<p>Lesen Sie auch: <a href="https://a.example/x">Die Kräne stehen still</a></p>', ""),
        ('<p>The mayor told <a href="https://a.example/x">a paper</a> that it is so.</p>', "The mayor told [a paper]"),
    ],
)
def test_what_an_article_keeps_between_its_paragraphs(html: str, shown: str) -> None:
    found = article(html)

    assert found.startswith(shown) if shown else found == ""


def test_a_page_to_learn_from_keeps_its_captions_and_what_is_said_of_dates() -> None:
    figure = "<figure><img src=a.png><figcaption>A quay (Photo: Ida)</figcaption></figure>"
    html = f'<p class="date">1789: the storming</p>{figure}'

    assert article(html, "website") == "1789: the storming\n\nA quay (Photo: Ida)"


def test_code_keeps_its_lines_without_their_numbers() -> None:
    blocks = read_html(page("code-en"), "code-en.html").blocks
    code = [block.text for block in blocks if isinstance(block, Code)]

    assert code == [
        "tree src\ndu -sh src",
        "def f():\n    return 1",
        "let a = 1;\nlet b = 2;",
        "x = 1\ny = 2",
        "const a = 1\nconst b = 2",
        "npm install\nnpm start",
        "a = 1\nb = 2",
        "print(1)\nprint(2)",
        "package main\nfunc f() {}",
        "var a;\nvar b;",
        "foo()\nbar()",
    ]


def test_styles_of_a_word_processor_are_emphasis() -> None:
    style = "<style>.c1{font-weight:700}.c2{font-style:italic}</style>"
    line = '<span class="c1">Wall</span><span>: keeps the <span class="c2">shape</span></span>'
    html = f'<html><head>{style}</head><body><p class="c3 title">Cells</p><p>{line}</p><p>{PROSE}</p></body></html>'
    written = [line for line, _ in write(read_html(html.encode(), "page.html").blocks)]

    assert written[:3] == ["# Cells", "", "**Wall**: keeps the *shape*"]


def test_short_forms_have_their_long_ones() -> None:
    html = f'<main><h1>T</h1><p>The <abbr title="World Health Organization">WHO</abbr> says so. {PROSE}</p></main>'
    written = [line for line, _ in write(read_html(html.encode(), "page.html").blocks)]

    assert written[-1] == "*[WHO]: World Health Organization"


@pytest.mark.parametrize("character", ["&#11;", "&#x1F;", "&#0;", "&#xD800;", "&#99999999999;", "\x0b", "&#11a"])
def test_characters_that_no_text_may_hold_are_dropped(character: str) -> None:
    html = f"<main><h1>T</h1><p>Ebb{character} tide</p><p>{PROSE}</p></main>"
    written = [line for line, _ in write(read_html(html.encode(), "page.html").blocks)]

    assert written[2].replace("a", "") == "Ebb tide"


def test_what_stands_around_a_dropped_character_becomes_none() -> None:
    html = f"<main><h1>T</h1><p>Ebb&#&#0;11; tide</p><p>{PROSE}</p></main>"

    assert write(read_html(html.encode(), "page.html").blocks)[2][0] == r"Ebb\&#11; tide"


def test_what_reads_as_a_ruby_is_escaped() -> None:
    html = f"<main><h1>T</h1><p>The sign {{漢|:}} is typed. {PROSE}</p></main>"

    assert write(read_html(html.encode(), "page.html").blocks)[2][0].startswith(r"The sign \{漢|:} is typed.")


def test_what_a_run_begins_with_does_not_name_it() -> None:
    code = '<pre><code><span class="hljs-comment"># an area</span>\n<span>w * h</span></code></pre>'
    only = '<pre><code><span class="token comment"># nothing</span></code></pre>'
    dated = '<p><span class="dateline">HULL</span> The ferry was late.</p>'

    assert article(code) == "```\n# an area\nw * h\n```"
    assert article(only) == "```\n# nothing\n```"
    assert article(dated) == "HULL The ferry was late."


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0" data-src="https://a.example/quay.png" alt="Quay">',
        '<img src="data:image/gif;base64,R0" alt="Quay"><noscript><img src="https://a.example/quay.png"></noscript>',
        '<img srcset="https://a.example/quay.png 1x, https://a.example/big.png 2x" alt="Quay">',
        '<picture><source srcset="https://a.example/quay.png"><img alt="Quay"></picture>',
    ],
)
def test_pictures_that_a_script_loads_are_there(picture: str) -> None:
    assert article(f"<p>{picture}</p>", "website") == "![Quay](https://a.example/quay.png)"


@pytest.mark.parametrize(
    "learned",
    [
        "<details><summary>What is an ebb?</summary><p>The tide goes out.</p></details>",
        "<dl><dt>Ebb</dt><dd>the tide goes out</dd></dl>",
        "<h3>What is an ebb?</h3><p>The tide goes out.</p><h3>What is a flood?</h3><p>The tide comes in.</p>",
    ],
)
def test_what_is_to_be_learned_below_an_article_is_not_outside_of_it(learned: str) -> None:
    head = '<meta property="og:type" content="article"><title>T</title>'
    prose = "".join([f"<p>{PROSE}</p>"] * 4)
    html = (
        f'<html><head>{head}</head><body><main><div class="a">{prose}</div><div class="b">{learned}</div></main></body>'
    )
    reading = read_html(html.encode(), "page.html")

    assert "he tide goes out" in "\n".join(line for line, _ in write(reading.blocks))
