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
