"""The lock as a file: in every state that it is met in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edited import made
from genai_cards.identity.lock import Lock, dump, load, merge
from test_identity import PAGE

LOCK = made(PAGE).lock
TEXT = dump(LOCK)
LINES = TEXT.splitlines()


def codes(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.at.line) for problem in load(text, "genai-cards.lock")[1]]


def test_it_is_one_note_a_line_between_a_header_and_an_end() -> None:
    assert LINES[0].startswith("# genai-cards.lock 1 ")
    assert LINES[-1] == "# end"
    assert len(LINES) == len(LOCK.entries) + 2
    assert all(entry.trace.prompt in line for entry, line in zip(LOCK.entries, LINES[1:-1], strict=True))


def test_line_ends_of_another_system_and_empty_lines_do_no_harm() -> None:
    assert load("\ufeff" + TEXT.replace("\n", "\r\n\r\n"), "x") == (LOCK, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("lock-unreadable", 1)]),
        ("\n".join(LINES[1:]), [("lock-unreadable", 1)]),
        (TEXT.replace("genai-cards.lock 1", "genai-cards.lock 2"), [("lock-version", 1)]),
        ("\n".join(LINES[:5]), [("lock-truncated", 5)]),
        ("\n".join(LINES[:5]) + LINES[5][:20], [("lock-unreadable", 5), ("lock-truncated", 5)]),
        ("\n".join([*LINES[:3], "{}", *LINES[3:]]), [("lock-unreadable", 4)]),
        ("\n".join([*LINES[:3], '["guid"]', *LINES[3:]]), [("lock-unreadable", 4)]),
        (TEXT.replace('"modified": 100', '"modified": "now"', 1), [("lock-unreadable", 2)]),
        ("\n".join([*LINES[:3], LINES[2], *LINES[3:]]), [("lock-twins", 4)]),
        ("\n".join([*LINES[:3], "<<<<<<< HEAD", LINES[3], "=======", LINES[4], ">>>>>>> x", *LINES[5:]]),
         [("lock-conflict", 4)]),
        ("\n".join([*LINES[:3], "<<<<<<< HEAD", *LINES[3:]]), [("lock-conflict", 4)]),
        ("\n".join([*LINES[:3], "=======", *LINES[3:5], ">>>>>>> x", *LINES[5:]]), [("lock-conflict", 4)]),
        (TEXT.replace("genai-cards.lock 1", "genai-cards.lock ²"), [("lock-unreadable", 1)]),
        (TEXT.replace("genai-cards.lock 1", "genai-cards.lock ١"), [("lock-unreadable", 1)]),
        (TEXT.replace("genai-cards.lock 1", "genai-cards.lock 0"), [("lock-unreadable", 1)]),
        (TEXT.replace("genai-cards.lock 1", f"genai-cards.lock {'9' * 5000}"), [("lock-unreadable", 1)]),
        ("\n".join([*LINES[:3], "[" * 5000, *LINES[3:]]), [("lock-unreadable", 4)]),
        (TEXT.replace('"modified": 100', f'"modified": {"9" * 5000}', 1), [("lock-unreadable", 2)]),
        (TEXT.replace('"prompt": "', '"prompt": "\\ud800', 1), [("lock-unreadable", 2)]),
        (TEXT.replace('"section": [', '"section": ["\\udfff", ', 1), [("lock-unreadable", 2)]),
        (TEXT.replace(LOCK.entries[0].guid, "", 1), [("lock-unreadable", 2)]),
        (TEXT.replace(LOCK.entries[0].guid, "a b", 1), [("lock-unreadable", 2)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(text: str, found: list[tuple[str, int]]) -> None:
    assert codes(text) == found


def test_a_merge_keeps_the_notes_of_both_sides() -> None:
    one, base, other = made(PAGE + "4. One? (Answer: Yes.)\n"), LOCK, made(PAGE + "4. Other? (Answer: No.)\n")
    added = [dump(side.lock).splitlines()[-2] for side in (one, other)]
    conflict = [*LINES[:-1], "<<<<<<< HEAD", added[0], "||||||| base", "=======", added[1], ">>>>>>> x", LINES[-1]]

    merged, problems = merge("\n".join(conflict), "x")

    assert problems == ()
    assert merged == Lock((*base.entries, one.lock.entries[-1], other.lock.entries[-1]))


def test_of_a_note_that_both_sides_changed_the_later_line_is_kept() -> None:
    later = made(PAGE.replace("mode collapse", "mode dropping"), before=made(PAGE), now=300).lock
    place = next(place for place, entry in enumerate(later.entries) if entry.modified == 300) + 1
    changed = dump(later).splitlines()[place]
    conflict = [*LINES[:place], "<<<<<<< HEAD", changed, "=======", LINES[place], ">>>>>>> x", *LINES[place + 1 :]]

    merged, problems = merge("\n".join(conflict), "x")

    assert problems == ()
    assert merged.entries[place - 1] == later.entries[place - 1]
    assert len(merged.entries) == len(LOCK.entries)


def test_of_a_note_that_both_sides_changed_in_the_same_second_our_line_is_kept() -> None:
    sides = [made(PAGE.replace("mode collapse", text), before=made(PAGE), now=300).lock for text in ("one", "other")]
    place = next(place for place, entry in enumerate(sides[0].entries) if entry.modified == 300) + 1
    ours, theirs = (dump(side).splitlines()[place] for side in sides)
    conflict = [*LINES[:place], "<<<<<<< HEAD", ours, "=======", theirs, ">>>>>>> x", *LINES[place + 1 :]]

    merged, _ = merge("\n".join(conflict), "x")

    assert ours != theirs
    assert merged.entries[place - 1] == sides[0].entries[place - 1]


def test_a_note_retired_on_one_side_is_older_than_a_later_change_on_the_other() -> None:
    def side(text: str, modified: int, retired: int | None) -> str:
        entry = LOCK.entries[0]
        trace = replace(entry.trace, answer=text)
        return dump(Lock((replace(entry, trace=trace, modified=modified, retired=retired),))).splitlines()[1]

    def kept(ours: str, theirs: str) -> str:
        conflict = [LINES[0], "<<<<<<< HEAD", ours, "=======", theirs, ">>>>>>> x", LINES[-1]]
        (entry,) = merge("\n".join(conflict), "x")[0].entries
        return entry.trace.answer

    assert kept(side("retired", 100, 250), side("changed", 300, None)) == "changed"
    assert kept(side("retired", 100, 350), side("changed", 300, None)) == "retired"
