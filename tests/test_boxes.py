"""A box is the same box in whichever form it is written, around whatever it holds, wherever it stands."""

from __future__ import annotations

import time

import pytest

from genai_cards.page.document import Block, Box, DefinitionList, ListBlock, Opaque, Paragraph, Quote, Table
from genai_cards.page.markdown import parse
from genai_cards.source import decode
from reading import pairs


def blocks(page: str) -> tuple[Block, ...]:
    return parse(decode(page.encode(), "page.md", "page")).root.blocks


def shape(block: Block, above: int = 0) -> object:
    """Give a block as plain values, with its line less those above it."""
    line = block.at.line - above
    match block:
        case Paragraph():
            return line, "paragraph", block.text.plain
        case ListBlock():
            return line, "list", [[shape(part, above) for part in item.blocks] for item in block.items]
        case Table():
            rows = [block.header, *block.rows]
            return line, "table", [(row.at.line - above, [cell.plain for cell in row.cells]) for row in rows]
        case Box():
            return line, block.name, block.title.plain, [shape(part, above) for part in block.blocks]
        case Quote():
            return line, "quote", [shape(part, above) for part in block.blocks]
        case DefinitionList():
            return (
                line,
                "definitions",
                [(entry.term.plain, [shape(part, above) for part in entry.blocks]) for entry in block.entries],
            )
        case Opaque():
            return line, block.kind, block.content


def only_box(page: str) -> Box:
    (box,) = blocks(page)
    assert isinstance(box, Box)
    return box


BODIES = {
    "a paragraph": "One **bold** line.",
    "two paragraphs": "One.\n\nTwo.",
    "a list": "- one\n- two\n\n  more of two",
    "a numbered list": "1. one\n2. two",
    "code": "```py\nx = 1\n\n:::note\n</details>\ny\n```",
    "a table": "| A | B |\n|---|---|\n| 1 | 2 |",
    "a box": "> [!tip] Inner\n> Said.",
    "details": "<details>\n<summary>Inner</summary>\n\nSaid.\n\n</details>",
    "a division": ":::tip Inner\nSaid.\n:::",
}

FORMS = {
    "details": ("<details>\n<summary>Title</summary>", "</details>"),
    "details with its summary": ("<details><summary>Title</summary>", "</details>"),
    "details, open": ("<details open>\n<summary>Title</summary>", "</details>"),
    "details with a heading": ("<details>\n<summary><h3>Title</h3></summary>", "</details>"),
    "details over lines": ("<details>\n<summary>\n\n### Title\n\n</summary>", "</details>"),
    "a division": (":::details Title", ":::"),
    "a division with brackets": (":::details[Title]", ":::"),
    "a division apart": ("::: details Title", ":::"),
    "a longer division": (":::::: details Title", "::::::"),
    "Pandoc's division": ('::: {.details title="Title"}', ":::"),
    "Quarto's callout": ('::: {.callout-details title="Title" collapse="true"}', ":::"),
    "Quarto's callout with a heading": ("::: {.callout-details}\n## Title\n", ":::"),
    "MyST's fence": ("````{details} Title\n:class: note", "````"),
    "MyST's colons": (":::{details} Title", ":::"),
    "Hugo's shortcode": ('{{< details "Title" >}}', "{{< /details >}}"),
    "Hugo's shortcode with a name": ('{{% details title="Title" %}}', "{{% /details %}}"),
    "Liquid": ("{% details Title %}", "{% enddetails %}"),
    "Liquid with dashes": ('{%- details summary="Title" -%}', "{%- enddetails -%}"),
    "a component": ('<Details title="Title">', "</Details>"),
    "a component over lines": ('<Callout\n  type="details"\n  title="Title"\n>', "</Callout>"),
    "GitLab's quote": (">>> [!details] Title", ">>>"),
}
INDENTED = {
    "MkDocs' admonition": '!!! details "Title"',
    "MkDocs' details": '??? details "Title"',
    "MkDocs' open details": '???+ details "Title"',
    "an admonition at the side": '!!! details inline end "Title"',
    "an admonition of two types": '!!! details note "Title"',
    "an admonition whose title has no quotation marks": "!!! details Title",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("opening", FORMS, ids=str)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_a_box_holds_what_stands_in_it(opening: str, body: str, gap: str) -> None:
    first, last = FORMS[opening]
    box = only_box(f"{first}{gap}{body}{gap}{last}")
    above = f"{first}{gap}".count("\n")
    assert (box.name, box.title.plain) == ("details", "Title")
    assert [shape(part, above) for part in box.blocks] == [shape(part) for part in blocks(body)]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("opening", INDENTED.values(), ids=INDENTED)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_an_admonition_holds_what_is_indented(opening: str, body: str, gap: str) -> None:
    indented = "\n".join(f"    {line}" if line else "" for line in body.split("\n"))
    box, behind = blocks(f"{opening}{gap}{indented}\n\nBehind.")
    assert isinstance(box, Box)
    assert (box.name, box.title.plain) == ("details", "Title")
    assert [shape(part, len(gap)) for part in box.blocks] == [shape(part) for part in blocks(body)]
    assert isinstance(behind, Paragraph)


def _around(page: str, first: str, rest: str) -> str:
    lines = page.split("\n")
    return "\n".join([first + lines[0], *(f"{rest}{line}".rstrip() for line in lines[1:])])


PAGES = [f"{first}\n\nOne.\n\n- two\n\n{last}" for first, last in FORMS.values() if not first.startswith(">>>")]
PAGES += [f"{opening}\n\n    One.\n\n    - two" for opening in INDENTED.values()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("before", "first", "rest"),
    [
        ("", "> ", "> "),
        ("", "- ", "  "),
        ("- item\n\n", "  ", "  "),
        ("1. item\n\n", "   ", "   "),
        ("> - ", "", ">   "),
    ],
    ids=["a quote", "an item", "below an item", "below a number", "an item in a quote"],
)
def test_a_box_is_the_same_inside_others(page: str, before: str, first: str, rest: str) -> None:
    def found(block: Block) -> list[Box]:
        match block:
            case Box():
                return [block]
            case Quote():
                return [box for part in block.blocks for box in found(part)]
            case ListBlock():
                return [box for item in block.items for part in item.blocks for box in found(part)]
        return []

    alone = only_box(page)
    above = before.count("\n")
    (box,) = [box for block in blocks(before + _around(page, first, rest)) for box in found(block)]
    assert shape(box, above) == shape(alone)


@pytest.mark.parametrize(
    "page",
    [
        "<details><summary>Title</summary>Said.</details>",
        "<details><summary>Title</summary> Said. </details>",
        "<details> <summary> Title </summary>\n  Said.\n</details>",
        "<details><summary><b>Title</b></summary>Said.</details>",
        "<DETAILS><SUMMARY>Title</SUMMARY><P>Said.</P></DETAILS>",
        "<details><summary>Title</summary><p>Said.</p></details>",
        "<details>\n<summary>Title</summary>\n<br>\n\nSaid.</details>",
        "<details>\n<summary>\nTitle\n</summary>\nSaid.\n</details>",
        "<details\n  open>\n<summary>Title</summary>\nSaid.\n</details>",
        '{{< details "Title" >}}Said.{{< /details >}}',
        "{% details Title %} Said. {% enddetails %}",
        '<Details title="Title">Said.</Details>',
    ],
)
def test_a_box_may_stand_on_one_line_or_close_to_its_text(page: str) -> None:
    box = only_box(page)
    assert (box.name, box.title.plain) == ("details", "Title")
    assert [part.text.plain for part in box.blocks if isinstance(part, Paragraph)] == ["Said."]


def test_boxes_may_follow_each_other_in_a_line_and_hold_each_other() -> None:
    page = (
        "Before <details><summary>A</summary>a<details><summary>B</summary>b</details>c</details> <details>d</details>"
    )
    before, outer, last = map(shape, blocks(page))
    assert before == (1, "paragraph", "Before")
    inner = (1, "details", "B", [(1, "paragraph", "b")])
    assert outer == (1, "details", "A", [(1, "paragraph", "a"), inner, (1, "paragraph", "c")])
    assert last == (1, "details", "", [(1, "paragraph", "d")])


def test_text_behind_a_box_is_no_part_of_it() -> None:
    box, behind = blocks("<details>\n<summary>A</summary>\na\n</details> b\nc")
    assert shape(box) == (1, "details", "A", [(3, "paragraph", "a")])
    assert shape(behind) == (4, "paragraph", "b c")


def test_a_box_of_an_item_may_be_indented_less_than_the_item() -> None:
    page = (
        "1. Why?\n\n   <details>\n   <summary>Answer</summary>\n\nBecause.\n\n```py\n  x\n```\n\n</details>\n\n2. When?"
    )
    (numbered,) = blocks(page)
    assert isinstance(numbered, ListBlock)
    box = numbered.items[0].blocks[1]
    assert shape(box) == (3, "details", "Answer", [(6, "paragraph", "Because."), (8, "code", "  x\n")])
    assert len(numbered.items) == 2


@pytest.mark.parametrize("opening", ["<details>\n<summary>A</summary>", ":::details A"])
def test_a_box_that_nothing_closes_ends_at_the_next_heading(opening: str) -> None:
    document = parse(decode(f"{opening}\n\nSaid.\n\n## B\n\nMore.".encode(), "page.md", "page"))
    (box,) = document.root.blocks
    assert isinstance(box, Box)
    assert [part.text.plain for part in box.blocks if isinstance(part, Paragraph)] == ["Said."]
    assert [section.heading and section.heading.plain for section in document.root.sections] == ["B"]


@pytest.mark.parametrize(
    ("page", "name", "title"),
    [
        ("> [!question]- What is it?\n> Said.", "question", "What is it?"),
        ("> [!note|right] **Title**\n> Said.", "note", "Title"),
        ("> [!my type] Title\n> Said.", "my type", "Title"),
        ("> [!NOTE]\n> Said.", "note", ""),
        (':::note{title="Title"}\nSaid.\n:::', "note", "Title"),
        ("::: danger Title {#id .x}\nSaid.\n:::", "danger", "Title"),
        ("```{admonition} Title\nSaid.\n```", "admonition", "Title"),
        ("{{< hint info >}}\nSaid.\n{{< /hint >}}", "info", ""),
        ('{% hint style="info" %}\nSaid.\n{% endhint %}', "info", ""),
        ('<Admonition type="note" title="Title">\nSaid.\n</Admonition>', "note", "Title"),
        ("<Tip>\nSaid.\n</Tip>", "tip", ""),
        ('!!! note ""\n    Said.', "note", ""),
        ("!!! note\n\tSaid.", "note", ""),
        ("!!! note\n  Said.", "note", ""),
        ('=== "Title"\n\n    Said.', "tab", "Title"),
        ('<TabItem value="a" label="Title">\n\nSaid.\n\n</TabItem>', "tab", "Title"),
        ("<aside>\n💡 Said.\n</aside>", "aside", ""),
    ],
)
def test_a_box_has_the_name_and_the_title_that_the_page_gives_it(page: str, name: str, title: str) -> None:
    box = only_box(page)
    assert (box.name, box.title.plain) == (name, title)
    assert "Said." in [part.text.plain.strip("💡 ") for part in box.blocks if isinstance(part, Paragraph)]


@pytest.mark.parametrize(
    "page",
    [
        "`<details>` and `{% note %}` are code.",
        "!!! Note: this is only loud.",
        "!!! wow",
        "::: nothing",
        "A <Tip>word</Tip> in a text.",
        "| a | b |\n|---|---|\n| Q | <details><summary>S</summary>B</details> |",
        "```md\n<details>\n<summary>A</summary>\n</details>\n```",
        "~~~\n:::note\n:::\n!!! note\n    x\n~~~",
    ],
)
def test_what_only_looks_like_a_box_is_none(page: str) -> None:
    (block,) = blocks(page)
    assert not isinstance(block, Box)


@pytest.mark.parametrize(
    "page",
    [
        "::: {.columns}\n::: {.column width=50%}\nSaid.\n:::\n:::",
        ":::: tabs\nSaid.\n::::",
        '{{< figure src="x.png" >}}\nSaid.',
        "{% include x.html %}\n\nSaid.\n\n{%- endfor -%}",
        "{% comment %}\nNot this.\n{% endcomment %}\nSaid.",
        "import X from './x'\nimport './x.css'\n\nSaid.",
        "import {\n  A,\n  B\n} from 'x'\n\nSaid.",
        "export const meta = {\n  title: 'x'\n}\n\nSaid.",
        "<Steps>\n\nSaid.\n\n</Steps>",
        "<Video\n  id='x'\n/>\n\nSaid.",
    ],
)
def test_what_only_lays_out_shows_nothing(page: str) -> None:
    (block,) = blocks(page)
    assert shape(block)[1:] == ("paragraph", "Said.")  # type: ignore[index]


def test_code_in_a_shortcode_is_code() -> None:
    page = "{% highlight py %}\n# no heading\nx\n{% endhighlight %}"
    assert shape(blocks(page)[0]) == (1, "code", "# no heading\nx\n")


def test_a_quote_over_lines_is_a_quote() -> None:
    assert shape(blocks(">>>\nSaid.\n\n- one\n>>>")[0]) == (
        1,
        "quote",
        [(2, "paragraph", "Said."), (4, "list", [[(4, "paragraph", "one")]])],
    )


@pytest.mark.parametrize("opening", ["> [!question] {}\n> It is a pile.", '??? question "{}"\n    It is a pile.'])
def test_a_title_that_asks_is_a_card(opening: str) -> None:
    assert pairs(opening.format("What is a stack?")) == [("What is a stack?", "It is a pile.")]


OPENERS = [
    ":::\n", ":::note\n", "!!! a\n", "    !!! note\n", "??? a \"b\"\n", "=== \"a\"\n", "<details>\n",
    "<details>", "<details", "<details \"", "<details><summary>x</summary>\n", "<details><summary>",
    "<summary>\n", "- <details>\n", "> <details>\n", "<aside>\n", "{{< details >}}\n", "{{< details >}}",
    "{{<", "{% hint %}\n", "{%", "<Tip>\n", "<Tip>", "<Foo\n", ">>>\n", ">>> [!x]\n", "> [!note]\n",
    "> [!note]\n\n", "```{note}\n", "import {\n", "export const a = {\n", "`<details>", "<details></details>",
    "</details>\n", "{% comment %}\n",
]  # fmt: skip


@pytest.mark.parametrize("opener", OPENERS)
def test_many_openers_take_no_longer_than_a_page(opener: str) -> None:
    page = opener * (40_000 // len(opener))
    start = time.process_time()
    parse(decode(page.encode(), "page.md", "page"))
    assert time.process_time() - start < 15  # a quadratic rule takes minutes
