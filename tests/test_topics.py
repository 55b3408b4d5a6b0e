"""What a page is about, and what is asked of it: titles, topics and their aspects, pages about a repository."""

from __future__ import annotations

import pytest

from genai_cards.build import build
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from reading import NOW, codes, drafts, pairs, plain


def contexts(page: str) -> list[str]:
    return [plain(draft.fields["Context"]) for draft in drafts(page)]


# --- aspects ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Advantages", "Limitations", "Use cases", "Vorteile", "Avantages", "Ventajas", "Преимущества", "优点", "장점"],
)
def test_the_aspects_of_a_topic_are_asked_below_it(name: str) -> None:
    page = f"# Sorting\n\n## Quick sort\n\nIt splits and sorts.\n\n### {name}\n\n- fast in practice\n- in place\n"

    assert (name, "fast in practice in place") in pairs(page)
    assert "Sorting › Quick sort" in contexts(page)


def test_several_topics_may_have_the_same_aspect() -> None:
    page = "# Sorting\n\n" + "".join(
        f"## {name} sort\n\nIt sorts by {name}.\n\n### Advantages\n\n- {name} is fast\n\n" for name in ("Heap", "Merge")
    )

    assert [answer for prompt, answer in pairs(page) if prompt == "Advantages"] == ["Heap is fast", "Merge is fast"]


@pytest.mark.parametrize("title", ["# Interview questions", "# Summary"])
def test_an_aspect_without_a_topic_is_no_prompt(title: str) -> None:
    page = f"{title}\n\n## Advantages\n\n- it is fast\n- it is small\n"

    assert pairs(page) == []
    assert "generic" in codes(page)


def test_an_aspect_within_an_answer_is_part_of_it() -> None:
    page = "# Sorting\n\n## What is radix sort?\n\nIt sorts by digits.\n\n**Advantages:**\n\n- linear\n- simple\n"

    assert pairs(page) == [("What is radix sort?", "It sorts by digits. Advantages: linear simple")]


# --- titles -----------------------------------------------------------------------------------------------------------


def test_a_first_heading_without_a_text_is_the_title_though_more_of_its_level_follow() -> None:
    page = "# Cables\n\n# Coaxial cable\n\nOne core and a shield.\n\n# Twisted pair\n\nTwo wires, twisted.\n"

    assert pairs(page) == [("Coaxial cable", "One core and a shield."), ("Twisted pair", "Two wires, twisted.")]
    assert contexts(page) == ["Cables", "Cables"]


def test_badges_beside_a_title_are_none_of_its_words() -> None:
    page = "# Cables [![CI](ci.svg)](https://a.example) ![x](//a.example/x.svg)\n\n- **Coax**: one core\n"

    assert contexts(page) == ["Cables"]


def test_other_headings_of_its_level_that_lead_elsewhere_leave_it_the_title() -> None:
    page = (
        "# Cable\n\nA cable is a rope of wires.\n\n## Uses\n\nPower and data.\n\n# Links\n\n- [a](https://a.example)\n"
    )

    assert ("Cable", "A cable is a rope of wires.") in pairs(page)


def test_a_context_names_nothing_twice_and_not_what_is_asked() -> None:
    page = "# Cable\n\nA cable is a rope.\n\n## Kinds\n\n### Cable\n\n- **Coax**: one core\n- **Cable**: a rope\n"

    assert contexts(page) == ["", "Cable › Kinds", "Kinds"]


def test_an_overview_may_define_the_title() -> None:
    page = "# File transfer (FT)\n\n## Overview\n\nThe **File transfer (FT)** is a protocol for files.\n\n## History\n"

    assert ("File transfer (FT)", "The File transfer (FT) is a protocol for files.") in pairs(page)


def test_a_title_that_asks_is_answered_by_its_overview() -> None:
    chapter = "## Chapter {0}\n\n" + "It goes on about that for long. " * 30
    page = "# What is a LAN?\n\n## Overview\n\nA network of one house or office, and no more.\n\n" + chapter.format("A")

    assert pairs(page + chapter.format("B"))[0] == ("What is a LAN?", "A network of one house or office, and no more.")


# --- what a body announces --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["There are two modes.", "These are:"])
def test_headings_that_a_body_announces_belong_to_its_answer(body: str) -> None:
    page = f"# Transfer\n\n## Modes\n\n{body}\n\n### Active\n\nThe server dials.\n\n### Passive\n\nThe client dials.\n"

    assert pairs(page) == [
        ("Modes", f"{body} Active Passive"),
        ("Active", "The server dials."),
        ("Passive", "The client dials."),
    ]


def test_the_list_that_opens_the_text_of_a_term_is_asked_once() -> None:
    uses = "## Uses\n\nLasers are used for:\n\n- cutting\n- reading discs\n\n"
    page = f"# Light\n\n{uses}## Kinds\n\nSome lasers are made of gas.\n"

    assert [prompt for prompt, _ in pairs(page)] == ["Uses", "Kinds"]


def test_what_a_course_promises_is_no_card() -> None:
    page = "# Light\n\n## Skills gained\n\nAfter this you will be able to:\n\n- build a laser\n- name its parts\n"

    assert pairs(page) == []


def test_a_column_that_says_the_same_of_all_rows_is_shown_only() -> None:
    rows = "".join(
        f"| {port} | TCP | {use} |\n" for port, use in (("ftp", "files"), ("smtp", "mail"), ("http", "pages"))
    )
    page = f"# Ports\n\n| Port | Layer | Use |\n|---|---|---|\n{rows}"

    assert [prompt for prompt, _ in pairs(page)] == ["ftp: Use?", "smtp: Use?", "http: Use?"]


# --- pages about a repository -----------------------------------------------------------------------------------------


def read(path: str, page: str) -> list[str]:
    built = build([decode(page.encode(), f"{path}.md", path)], ProjectSettings(), NOW)
    return [plain(note.draft.fields["Prompt"]) for note in built.notes]


STUDY = "# Cables\n\n## Coaxial cable\n\nOne core and a shield.\n\n## Twisted pair\n\nTwo wires, twisted.\n"
ABOUT = (
    "# Tool\n\n## Installation\n\nInstall it.\n\n## Workers\n\nA worker takes jobs.\n\n## Queues\n\nA queue of jobs.\n"
)


@pytest.mark.parametrize("path", ["README", "cables/README", "cables/index", "summary"])
def test_a_page_that_stands_for_its_folder_is_read_as_what_it_holds(path: str) -> None:
    assert read(path, STUDY) == ["Coaxial cable", "Twisted pair"]
    assert read(path, ABOUT) == []


def test_the_highest_headings_say_what_a_readme_is_about() -> None:
    chapters = "".join(f"### Part {letter}\n\nA part of it.\n\n" for letter in "abcdefgh")

    assert read("README", ABOUT.replace("## Workers", chapters + "## Workers")) == []


@pytest.mark.parametrize("path", ["src/cables/README", "packages/README"])
def test_a_readme_among_code_is_about_code(path: str) -> None:
    assert read(path, STUDY) == []


@pytest.mark.parametrize("title", ["Cables implementation plan", "2026-01-02 meeting notes", "更新日志", "Roadmap"])
def test_papers_about_a_project_give_nothing(title: str) -> None:
    assert pairs(STUDY.replace("# Cables", f"# {title}")) == []
    assert set(codes(STUDY.replace("# Cables", f"# {title}"), severity="skipped")) == {"about-repository"}


@pytest.mark.parametrize(
    ("name", "read_as_site"),
    [
        ("security-groups", False),
        ("history-of-rome", False),
        ("agents", False),
        ("SECURITY", True),
        ("CHANGELOG", True),
    ],
)
def test_a_page_is_about_its_repository_by_its_whole_name(name: str, read_as_site: bool) -> None:
    assert (read(name, STUDY) == []) is read_as_site


# --- one term a page --------------------------------------------------------------------------------------------------

CACHE = "---\ntitle: Cache\ndescription: {}\n---\n\n{}\n"


def test_the_description_of_a_page_defines_its_title_where_its_text_does_not() -> None:
    page = CACHE.format("A fast store of recent answers.", "People remember answers.")

    assert pairs(page) == [("Cache", "A fast store of recent answers.")]
    assert drafts(page)[0].at.line == 3


def test_what_the_text_says_of_the_title_goes_before_the_description() -> None:
    assert pairs(CACHE.format("A fast store.", "A cache is a memory.")) == [("Cache", "A cache is a memory.")]


@pytest.mark.parametrize("said", ["A guide to caches.", "Learn how to cache.", "Everything about it"])
def test_a_description_of_the_page_is_no_definition(said: str) -> None:
    assert pairs(CACHE.format(said, "People remember answers.")) == []


def test_a_description_of_a_page_with_many_chapters_is_no_definition() -> None:
    chapters = "".join(f"## Chapter about {letter}\n\nPeople do it.\n\n" for letter in "abcde")

    assert ("Cache", "A fast store.") not in pairs(CACHE.format("A fast store.", chapters))


# --- subjects ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Structure", "A structure groups values."),
        ("Tags", "A tag is a text behind a field."),
        ("Testing", "Files that end in `_test` hold it."),
    ],
)
def test_a_name_of_parts_of_a_page_is_a_term_where_the_page_teaches_it(name: str, text: str) -> None:
    page = f"# Go\n\n## Interface\n\nIt names methods.\n\n## Alias\n\nA second name.\n\n## {name}\n\n{text}\n"

    assert (name, text.replace("`", "").replace("_test hold", "_test hold")) in [
        (prompt, answer.replace(" .", ".")) for prompt, answer in pairs(page)
    ]


@pytest.mark.parametrize("text", ["[Tour](https://example.org/tour)", "Run `make test`.", ""])
def test_it_is_none_where_it_leads_elsewhere(text: str) -> None:
    page = f"# Go\n\n## Interface\n\nIt names methods.\n\n## Alias\n\nA second name.\n\n## Testing\n\n{text}\n"

    assert [prompt for prompt, _ in pairs(page)] == ["Interface", "Alias"]


@pytest.mark.parametrize("name", ["Simplified:", "In plain words", "Einfach gesagt"])
def test_plain_words_define_the_name_above(name: str) -> None:
    page = f"# Physics\n\n## Entropy\n\n### {name}\n\nIt counts arrangements.\n\n### Key details\n\n- It grows.\n"

    assert pairs(page) == [("Entropy", "It counts arrangements.")]


# --- cheat sheets -----------------------------------------------------------------------------------------------------


def test_a_name_over_code_is_a_prompt_and_so_is_what_to_do_in_a_cheat_sheet() -> None:
    names = ["Loops", "Go to the last folder", "Check an error", "Arrays", "Strict mode"]
    page = "# Bash\n\n" + "".join(f"## {name}\n\n```bash\necho {name}\n```\n\nSee [more](x.md)\n\n" for name in names)

    assert pairs(page) == [(name, f"echo {name}") for name in names]


def test_what_to_do_is_no_prompt_elsewhere() -> None:
    names = ["Loops", "Check the oil", "Arrays", "Lists"]
    page = "# Bash\n\n" + "".join(f"## {name}\n\nPeople of old knew of it.\n\n" for name in names)

    assert [prompt for prompt, _ in pairs(page)] == ["Loops", "Arrays", "Lists"]


TASKS = {"Create a network": "docker network create app", "[L]ist the volumes": "docker volume ls", "Stop all": "halt"}


@pytest.mark.parametrize(
    "form",
    [
        "- {}:\n\n`{}`\n\n",
        "- {}:\n`{}`\n\n",
        "- {}\n\n  `{}`\n",
        "- {}:\n```sh\n{}\n```\n",
        "* {}\n\n```sh\n{}\n```\n\n",
        "{}:\n\n`{}`\n\n",
        "{}:\n`{}`\n\n",
        "{}\n\n```sh\n{}\n```\n\n",
        "### {}\n`{}`\n\n",
        "### {}\n\n`{}`\n\n",
        "**{}**\n\n`{}`\n\n",
        "**{}**:\n`{}`\n\n",
    ],
)
def test_each_form_of_a_task_over_its_command(form: str) -> None:
    page = "# docker\n\n" + "".join(form.format(task, command) for task, command in TASKS.items())

    assert [(prompt.rstrip(":"), answer) for prompt, answer in pairs(page)] == [*TASKS.items()]
    assert "text-lost" not in codes(page)


def test_lines_that_lead_elsewhere_stand_behind_the_tagline_that_they_follow() -> None:
    (draft,) = drafts("# tar\n\n> Archiving utility.\n> More information: <https://example.org/tar>.\n")

    assert (plain(draft.fields["Prompt"]), plain(draft.fields["Answer"])) == ("Archiving utility.", "tar")
    assert "example.org/tar" in draft.fields["Extra"]


def test_getting_started_silences_nothing_below_it() -> None:
    page = "# Bash\n\n## Getting started\n\n### Loops\n\nA loop repeats.\n\n### Arrays\n\nAn array holds values.\n"

    assert pairs(page) == [("Loops", "A loop repeats."), ("Arrays", "An array holds values.")]


def test_a_page_of_a_glossary_is_the_meaning_of_its_title() -> None:
    page = "---\ntitle: Fair coin\n---\n\nHeads and tails come up alike often:\n\n- heads\n- tails\n\nMore of it.\n"

    assert read("terms/fair-coin", page) == ["Fair coin"]
    assert "Fair coin" not in read("pages/fair-coin", page)
    assert read("terms/fair-coin", page.replace("Heads", "See how heads")) == []


@pytest.mark.parametrize("heading", ["Definición", "Definition", "定义"])
def test_a_page_whose_first_heading_is_called_definition_has_the_name_of_its_file(heading: str) -> None:
    page = f"# {heading}\n\nUn escalar que cumple la ecuación. Hay varios.\n\n## Uso\n\nSe calcula con él.\n"

    assert read("algebra/autovalor", page) == ["Autovalor"]
