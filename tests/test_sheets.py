"""Code that is a sheet of commands or keys, and code that is none."""

from __future__ import annotations

import pytest

from reading import codes, pairs

COMMENTED = "# stop all\nhalt\n\n# list what is there, the hidden, too\nls -a | sort\n# or (shorter)\nls -A\n"


@pytest.mark.parametrize("language", ["", "sh", "bash", "console"])
def test_a_comment_over_a_command_asks_for_it(language: str) -> None:
    page = f"# Shell\n\n```{language}\n{COMMENTED}```\n"

    assert pairs(page) == [
        ("stop all", "halt"),
        ("list what is there, the hidden, too", "ls -a | sort # or (shorter) ls -A"),
    ]
    assert "text-lost" not in codes(page)


def test_a_comment_behind_a_command_asks_for_it() -> None:
    page = (
        "# git\n\n```bash\ngit tag v1     # make a tag\ngit tag        # list the tags\ngit tag -d v1  # drop it\n```\n"
    )

    assert pairs(page) == [("make a tag", "git tag v1"), ("list the tags", "git tag"), ("drop it", "git tag -d v1")]


@pytest.mark.parametrize("gap", ["    ", "\t", "  - ", "   → "])
def test_a_key_asks_for_what_it_does(gap: str) -> None:
    rows = [("dd", "delete the line"), ("Ctrl + r", "take back an undo"), ("u", "undo")]
    page = "# Vim\n\n## Keys\n\n```\n" + "".join(f"{key}{gap}{does}\n" for key, does in rows) + "```\n"

    assert pairs(page) == rows


@pytest.mark.parametrize(
    "code",
    [
        "```python\n# make a list\nx = []\n# add to it\nx.append(1)\n```",
        "```\nNAME    READY   STATUS\nweb     1/1     up\ndata    0/1     down\n```",
        "```sh\ncd project\nmake\nmake install\n```",
        "```sh\n# build it\nmake\nmake install\nmake test\nmake clean\n# run it\n./run\n```",
        "```\nich ging     wir gingen\ndu gingst    ihr gingt\ner ging      sie gingen\n```",
        "```\ntotal   24\nfree    12\nused    12\n```",
    ],
)
def test_other_code_asks_nothing(code: str) -> None:
    assert pairs(f"# Build\n\nHow it is made stands here.\n\n{code}\n") == []


def test_the_code_of_an_answer_is_that_answer() -> None:
    page = f"# Shell\n\n## How does one look around?\n\n```sh\n{COMMENTED}```\n"

    assert [prompt for prompt, _ in pairs(page)] == ["How does one look around?"]


@pytest.mark.parametrize("indent", ["", "  "])
def test_an_item_over_a_formula_asks_for_it(indent: str) -> None:
    rows = {"Line through the origin": "x = t b", "Line in the plane": "x = a + t b"}
    page = "# Lines\n\n" + "".join(
        f"- {name}\n\n{indent}$$\n{indent}{formula}\n{indent}$$\n\n" for name, formula in rows.items()
    )

    assert pairs(page) == [(name, rf"\[{formula}\]") for name, formula in rows.items()]
