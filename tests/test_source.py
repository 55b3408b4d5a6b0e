from __future__ import annotations

import pytest

from genai_cards.source import decode


def test_a_byte_order_mark_and_windows_line_ends_are_no_text() -> None:
    source = decode(b"\xef\xbb\xbf# A\r\n\r\nB\rC", "a.md", "a")

    assert source.text == "# A\n\nB\nC"
    assert source.problems == ()


def test_text_becomes_nfc_as_anki_stores_it() -> None:
    assert decode("Cafe\u0301".encode(), "a.md", "a").text == "Caf\u00e9"


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\x0b", "\x7f"])
def test_a_control_character_is_left_out_and_reported_where_it_stands(character: str) -> None:
    source = decode(f"one\ntw{character}o".encode(), "a.md", "a")

    assert source.text == "one\ntwo"
    (problem,) = source.problems
    assert str(problem.at) == "a.md:2:3"
    assert problem.code == "control-character"
    assert problem.severity == "warning"


def test_a_page_that_is_not_utf8_has_an_error_at_its_first_bad_byte() -> None:
    source = decode(b"eins\nzwei gr" + b"\xfc\xdfe", "a.md", "a")

    (problem,) = source.problems
    assert (problem.code, problem.severity, str(problem.at)) == ("not-utf8", "error", "a.md:2:8")
    assert "UTF-8" in problem.hint


def test_utf16_is_named() -> None:
    (problem,) = decode("# A".encode("utf-16"), "a.md", "a").problems

    assert "UTF-16" in problem.message


def test_a_character_that_stands_often_is_told_once() -> None:
    (problem,) = decode(b"a\x00\n" * 100_000, "a.md", "a").problems

    assert str(problem).startswith("a.md:1:2: warning: the control character U+0000 is left out, 100000 times")


def test_marks_of_byte_order_are_no_text_wherever_files_were_joined() -> None:
    assert decode("\ufeff\ufeff---\r\ufeff# A\n\ufeffb".encode(), "a.md", "a").text == "---\n# A\nb"


OURS, BETWEEN, THEIRS = "<<<<<<< HEAD\n- red\n", "=======\n- blue\n", ">>>>>>> other\n"
CONFLICT = OURS + BETWEEN + THEIRS


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"# T\n\n{CONFLICT}", [3]),
        (f"# T\n\n{CONFLICT}more\n{CONFLICT}".replace("\n", "\r\n"), [3, 9]),
        (f"{OURS}||||||| base\n- green\n{BETWEEN}{THEIRS}", [1]),
        ("<<<<<<< HEAD\n```py\n=======\n```python\n>>>>>>> other\ncode\n```\n" + CONFLICT, [1, 8]),
        (f"```code``` opens a line\n{CONFLICT}", [2]),
        (f"```\n```python\ncode\n```\n{CONFLICT}", [5]),
    ],
)
def test_both_sides_of_a_merge_are_an_error_where_they_begin(text: str, lines: list[int]) -> None:
    found = decode(text.encode(), "a.md", "a").problems

    assert [(problem.code, problem.severity, problem.at.line) for problem in found] == [
        ("page-conflict", "error", line) for line in lines
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A title\n=======\n\n> > > > > > > quoted\n",
        OURS + THEIRS,
        BETWEEN + OURS + THEIRS,
        OURS + THEIRS + BETWEEN,
        "<<<<<<<< eight\n" + BETWEEN + THEIRS,
        f"```\n{CONFLICT}```\n",
        f"~~~~ diff\n{CONFLICT}~~~\n{CONFLICT}~~~~\n",
        f"````\n```\n{CONFLICT}```\n````\n",
        f"- ```\n  code\n  ```\n\n```\n{CONFLICT}```\n",
        f"> ```\n> code\n> ```\n\n1. a\n\n       ```\n       b\n       ```\n\n```\n{CONFLICT}```\n",
        "".join(f"    {line}\n" for line in CONFLICT.splitlines()),
    ],
)
def test_what_only_looks_like_a_merge_is_text(text: str) -> None:
    assert decode(text.encode(), "a.md", "a").problems == ()
