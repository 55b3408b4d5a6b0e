from __future__ import annotations

import re
from pathlib import Path

import pytest

from genai_cards.diagnostics import Location, Stop
from genai_cards.page.markdown import parse
from genai_cards.settings.comments import read_comment
from genai_cards.settings.front_matter import read_front_matter
from genai_cards.settings.project_file import parse_project
from genai_cards.settings.readers import Said
from genai_cards.settings.values import PLACES, PageSettings, settings_of
from genai_cards.source import decode

DOCS = {name: (Path(__file__).parent.parent / "docs" / f"{name}.md").read_text("utf-8") for name in ("pages", "check")}
LINES = {
    "front matter": re.findall(r"^(\w+): .*?(?: # (.+))?$", DOCS["pages"], re.MULTILINE),
    "genai-cards.toml": re.findall(r"^\[?(\w+)(?:\]| = .*?) *(?: # (.+))?$", DOCS["pages"], re.MULTILINE),
    "[check]": re.findall(r"^(\w+) = .*?(?: # (.+))?$", DOCS["check"], re.MULTILINE),
}
"""Settings in the examples of the docs, with what is said of them."""


def front(text: str) -> tuple[PageSettings, list[str]]:
    found = read_front_matter(decode(f"---\n{text}\n---\n\n# A\n".encode(), "a.md", "a"))
    return found.settings, [str(problem) for problem in found.problems]


def test_every_key_is_read() -> None:
    settings, problems = front(
        'title: "A: b"\ndeck: B::C\ntags: [x, two::words]\nsource: https://example.org\nlang: de\ncards: headings'
    )

    assert settings == PageSettings("A: b", "B::C", ("x", "two::words"), "https://example.org", "de", ("headings",))
    assert problems == []


@pytest.mark.parametrize("tags", ["tags: a, b", "tags: a b", "tags: [a, b]", "tags:\n- a\n- b\n-"])
def test_tags_may_be_written_in_each_usual_way(tags: str) -> None:
    assert front(tags)[0].tags == ("a", "b")


def test_a_tag_that_anki_would_split_is_joined_with_a_warning() -> None:
    settings, problems = front('tags: ["two words", "a::::b", marked]')

    assert settings.tags == ("two-words", "a::b", "marked")
    assert [problem.split("[")[-1].split("]")[0] for problem in problems] == [
        "tag-changed",
        "tag-changed",
        "tag-reserved",
    ]


@pytest.mark.parametrize("tag", ["marked", "leech", "none", "None"])
def test_a_tag_that_anki_keeps_for_itself_is_a_warning(tag: str) -> None:
    (problem,) = front(f"tags: [exam, {tag}]")[1]

    assert problem.startswith(f"a.md:2:1: warning: Anki keeps the tag “{tag}” for itself [tag-reserved]")


def test_values_stay_as_they_are_written() -> None:
    assert front("title: 2024-01-01\ntags: [yes, 1.0]")[0] == PageSettings(title="2024-01-01", tags=("yes", "1.0"))


def test_an_unknown_key_is_a_warning_with_the_nearest_name() -> None:
    (problem,) = front("titel: A")[1]

    assert problem == "a.md:2:1: warning: `titel` means nothing here [unknown-key]\n  hint: did you mean `title`?"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: a: b", "a.md:2:9"),
        ("title: [a", "a.md:2:10"),
        ("title:\n  a: b", "a.md:2:1"),
        ("lang: en\ncards: {a: b}", "a.md:3:1"),
        ("cards: 3", "a.md:2:1"),
        ("cards: true", "a.md:2:1"),
        ("tags: {a: b}", "a.md:2:1"),
        ("title: &a\n  - *a", "a.md:2:1"),
        ("layout: page\n{% if a %}\nlang: en\n{% endif %}", "a.md:3:2"),
        ("lang: en\n\tb: c", "a.md:3:1"),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_warning_with_its_place(text: str, place: str) -> None:
    (problem,) = front(text)[1]

    assert problem.startswith(f"{place}: warning: ")
    assert problem.splitlines()[0].endswith("[front-matter]")


def test_broken_yaml_is_read_line_by_line() -> None:
    text = "title: Cells: a tour\ntags: [bio, 'exam']\nlang: \"de\"\nsource: {{ page.url }}\nauthors:\n  - me"

    assert front(text)[0] == PageSettings(title="Cells: a tour", tags=("bio", "exam"), lang="de")
    assert front("title: a: b\ntags:\n- x\n- y")[0].tags == ("x", "y")


@pytest.mark.parametrize("text", ["cards: everything", "cards: [table, tabel]", 'deck: "\\ud800"', "deck: {a: b}"])
def test_a_slip_in_what_is_asked_for_or_in_the_deck_stays_an_error(text: str) -> None:
    (problem,) = front(text)[1]

    assert ": error: " in problem


@pytest.mark.parametrize(
    ("page", "length"),
    [
        ("+++\ntitle = 'A: b'\ndate = 2024-01-01\ndraft = false\ntags = ['x', 'y']\n[extra]\na = 1\n+++\n", 8),
        ("+++\ntitle = 'A: b'\n[taxonomies]\ntags = ['x', 'y']\n+++\n", 5),
        ('{\n  "title": "A: b",\n  "weight": 3,\n  "tags": ["x", "y"]\n}\n', 5),
        ('{"title": "A: b", "tags": ["x", "y"]}\n', 1),
        (';;;\n"title": "A: b",\n"tags": ["x", "y"]\n;;;\n', 4),
        ("#+TITLE: A: b\n#+DATE: today\n#+FILETAGS: :x:y:\n", 3),
        ("\n---\nTitle: 'A: b'\ntag: x, y\naliases: [z]\nnested:\n  deep: 1\n---\n", 8),
    ],
)
def test_front_matter_of_each_kind_is_read(page: str, length: int) -> None:
    found = read_front_matter(decode(f"{page}\n# A\n".encode(), "a.md", "a"))

    assert found.settings == PageSettings(title="A: b", tags=("x", "y"))
    assert (found.problems, found.length) == ((), length)


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("+++\nlang = 'de'\ntitle = \n+++\n", "a.md:3:1"),
        (";;;\nlang: 'de'\n;;;\n", "a.md:2:1"),
        ("---\nlang: de\n\n# B\n", "a.md:1:1"),
    ],
)
def test_broken_front_matter_of_each_kind_is_told(page: str, place: str) -> None:
    found = read_front_matter(decode(page.encode(), "a.md", "a"))

    (problem,) = found.problems
    assert str(problem).startswith(f"{place}: warning: the front matter ")
    assert found.settings.lang == "de"


@pytest.mark.parametrize(
    "page",
    [
        "---\nA\n",
        "---\njust words\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n\nWhat is it: a rule\n\n---\n",
        "---\n\nA sentence. Another: one.\nMore: of: it.\nAnd more.\n\n---\n",
        "{ a: b }\n",
        '{"a": 1} is an object\n',
        "{}\n",
        "#+BEGIN_SRC\n",
        "+++\nwords\n+++\n",
        "",
    ],
)
def test_a_rule_with_text_below_it_is_no_front_matter(page: str) -> None:
    found = read_front_matter(decode(page.encode(), "a.md", "a"))

    assert (found.settings, found.problems, found.length) == (PageSettings(), (), 0)


@pytest.mark.parametrize(
    "key", ["date", "aliases", "sidebar_position", "resource", "sources", "subtitle", "zzzz", "card"]
)
def test_keys_of_other_tools_are_taken_silently(key: str) -> None:
    assert front(f"{key}: 1") == (PageSettings(), [])


def test_a_description_is_a_text_of_the_page() -> None:
    page = parse(decode(b"---\ndescription: >-\n  Splits `H2O`\n  with *light*.\n---\n# A\n", "a.md", "a"))

    assert page.description is not None
    assert (page.description.plain, page.description.at.line) == ("Splits H2O with light.", 2)
    assert parse(decode(b"---\ndescription: [a]\n---\n", "a.md", "a")).description is None


def test_deep_yaml_is_a_warning_not_a_crash() -> None:
    assert "[front-matter]" in front("title: " + "[" * 5000)[1][0]


@pytest.mark.parametrize("closing", ["---", "--- ", "..."])
def test_front_matter_says_how_many_lines_it_takes(closing: str) -> None:
    found = read_front_matter(decode(f"---\ntitle: A\n{closing}\nB\n".encode(), "a.md", "a"))

    assert (found.settings.title, found.length) == ("A", 3)


@pytest.mark.parametrize(("key", "severity"), [("title", "warning"), ("deck", "error")])
def test_a_key_that_stands_twice_is_told(key: str, severity: str) -> None:
    (problem,) = front(f"{key}: A\nlang: en\n{key}: B")[1]

    assert problem.startswith(f"a.md:4:1: {severity}: `{key}` stands here twice [front-matter]")


@pytest.mark.parametrize("text", [r'title: "a\x1fb"', r'deck: "\ud800"', r'tags: ["a\0"]'])
def test_a_character_that_anki_cannot_store_is_told(text: str) -> None:
    (problem,) = front(text)[1]

    assert "holds a character that Anki cannot store [front-matter]" in problem


def test_project_settings_have_defaults() -> None:
    settings, problems = parse_project("", "genai-cards.toml")

    assert (settings.source, settings.output, settings.cards, problems) == ("source", "output", (), ())


def test_an_unknown_project_setting_is_a_warning() -> None:
    (problem,) = parse_project('deck = "A"\noutptu = "b"\n', "genai-cards.toml")[1]

    assert str(problem).startswith("genai-cards.toml:2:1: warning: `outptu` means nothing here [unknown-key]")
    assert "did you mean `output`?" in problem.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("deck = ", "not TOML"),
        ("\ndeck = 3", "genai-cards.toml:2:1: `deck` is not a text"),
        ('cards = "all"', "1:1: `cards` knows no word “all”"),
        ('tag_prefix = "my notes::"', "genai-cards.toml:1:1: Anki would split the tag “my notes::”"),
        (r'source = "a\u0000"', "genai-cards.toml:1:1: `source` holds a control character"),
    ],
)
def test_project_settings_that_cannot_be_read_stop(text: str, words: str) -> None:
    with pytest.raises(Stop, match=words.replace("(", r"\(")) as stopped:
        parse_project(text, "genai-cards.toml")

    assert stopped.value.hint


def test_folders_and_a_limit_for_media_are_read() -> None:
    settings, problems = parse_project('media = ["../pictures"]\nmedia_limit = 0.5\n', "genai-cards.toml")

    assert (settings.media, settings.media_limit, problems) == (("../pictures",), 0.5, ())


@pytest.mark.parametrize(
    "line", ['media = "x"', "media = [1]", "media_limit = 0", 'media_limit = "5"', "media_limit = true"]
)
def test_settings_of_media_of_a_wrong_kind_are_refused(line: str) -> None:
    with pytest.raises(Stop, match=r"genai-cards.toml:1:1: `media"):
        parse_project(f"{line}\n", "genai-cards.toml")


# --- the table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", LINES)
def test_the_docs_say_of_each_setting_what_the_table_says(place: str) -> None:
    table = {name: each.meaning for name, each in settings_of(PLACES[place]).items()}
    documented = dict(LINES[place])

    assert {name: documented.get(name) for name in table} == table


def test_what_may_stand_in_a_comment_is_in_the_docs() -> None:
    asked = (Path(__file__).parent.parent / "docs" / "asked.md").read_text("utf-8")
    (comment,) = re.findall(r"^<!-- (.*) -->$", asked.split("## A section of its own")[1].split("## Notes")[0], re.M)

    assert re.findall(r"(\w+): ", comment) == [*settings_of(PLACES["comment"])]


@pytest.mark.parametrize("place", PLACES)
def test_what_holds_where_nobody_says_anything_may_be_said(place: str) -> None:
    for name, each in settings_of(PLACES[place]).items():
        default = getattr(PLACES[place](), name)
        if name != "check":
            assert each.read(Said(name, default, Location("x"), in_toml=place != "front matter")) == (default, [])


def test_a_name_like_no_setting_is_told_with_all_that_there_are() -> None:
    comment = read_comment("<!-- cards: -table, zzzz: X -->", Location("a.md"))
    assert comment is not None
    told = {
        "genai-cards.toml": parse_project("zzzz = 1", "genai-cards.toml")[1],
        "[check]": parse_project("[check]\nzzzz = 1", "genai-cards.toml")[1],
        "comment": comment[1],
    }

    hints = {place: [problem.hint for problem in problems] for place, problems in told.items()}
    assert hints == {place: [f"known are: {', '.join(settings_of(PLACES[place]))}"] for place in told}


def test_toml_may_stand_between_dashes() -> None:
    page = parse(decode(b'---\ntitle = "Birds"\n# note\ntags = ["a"]\n---\n\ntext\n', "a.md", "a"))

    assert (page.title.plain, page.settings.tags) == ("Birds", ("a",))
    assert parse(decode(b"---\na = b is a text\n\nmore\n---\n", "a.md", "a")).title.plain == "A"


BOMBS = {
    "arrays": "a=" + "[" * 5000,
    "tables": "a=" + "{a=" * 5000,
    "dots": "a." * 5000 + "a=1",
    "digits": "a=" + "9" * 5000,
    "hexadecimal": "deck=0x" + "f" * 9000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_toml_that_python_cannot_hold_is_told(text: str) -> None:
    with pytest.raises(Stop, match=r"genai-cards\.toml:"):
        parse_project(text, "genai-cards.toml")
    read_front_matter(decode(f"+++\n{text}\n+++\n# A\n".encode(), "a.md", "a"))


@pytest.mark.parametrize("line", ["media_limit = 0x{}", "[check]\nanswer_words = 0x{}"])
def test_a_number_of_thousands_of_digits_is_only_a_large_one(line: str) -> None:
    settings, problems = parse_project(line.format("f" * 9000), "genai-cards.toml")

    assert problems == ()
    assert repr(settings)


@pytest.mark.parametrize("page", ['{{"deck": {}}}\n# A\n', ';;;\n"deck": {}\n;;;\n# A\n', "---\ndeck: {}\n---\n"])
def test_a_number_with_thousands_of_digits_in_front_matter_is_a_text(page: str) -> None:
    found = read_front_matter(decode(page.format("9" * 5000).encode(), "a.md", "a"))

    assert found.settings.deck == "9" * 5000
