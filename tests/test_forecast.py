"""What Anki will do with notes that people study."""

from __future__ import annotations

from dataclasses import replace

import pytest

from genai_cards.cards.note_types import CLOZE
from genai_cards.cards.notes import Draft, Note
from genai_cards.checks import find
from genai_cards.checks.facts import Facts
from genai_cards.checks.forecast import renumbered
from genai_cards.diagnostics import Diagnostic
from genai_cards.identity.assign import assign
from genai_cards.identity.lock import Lock
from reading import drafts

(GAN,) = drafts("# Networks\n\n- **GAN**: a game\n")


def check(facts: Facts) -> tuple[Diagnostic, ...]:
    return find(facts, each_export=False)


def plans(before: list[Draft], after: list[Draft]) -> Facts:
    """Give what an export of `after` would do, where `before` was exported last."""
    assigned = assign(after, assign(before, Lock(), 1).lock, 2)
    return Facts(notes=assigned.notes, changes=assigned.changes)


def codes(before: list[Draft], after: list[Draft]) -> list[str]:
    return [problem.code for problem in check(plans(before, after))]


def test_nothing_is_said_of_new_changed_and_retired_notes() -> None:
    assert codes([], [GAN]) == []
    assert codes([GAN], [replace(GAN, fields={**GAN.fields, "Answer": "a minimax game"})]) == []
    assert codes([GAN], []) == []


def test_cards_stay_in_their_old_deck() -> None:
    assert codes([GAN], [replace(GAN, deck="Root::Other")]) == ["deck-moved"]


def test_a_note_of_another_type_starts_anew() -> None:
    fields = {"Text": "{{c1::GAN}}: a game", "Context": "T"}
    cloze = replace(GAN, note_type=CLOZE, key=replace(GAN.key, kind="cloze"), fields=fields)

    assert codes([GAN], [cloze]) == ["type-changed"]
    assert codes([cloze], [GAN]) == ["type-changed"]


def test_a_new_note_beside_one_that_was_retired_is_no_change_of_type() -> None:
    other = replace(GAN, key=replace(GAN.key, subject=("VAE",)), fields={**GAN.fields, "Prompt": "VAE", "Answer": "x"})

    assert codes([GAN], [other]) == []


def test_two_notes_with_one_guid_are_an_error() -> None:
    note = Note("abc", 1, GAN, "a.md:3")

    assert [problem.code for problem in check(Facts(notes=[note, replace(note)]))] == ["guid-twin"]


def test_tags_that_differ_in_case_are_one_in_anki() -> None:
    twin = replace(GAN, tags=("networks", "kind::label"), key=replace(GAN.key, subject=("VAE",)))

    assert codes([], [replace(GAN, tags=("Networks", "kind::label")), twin]) == ["tag-twin"]


def test_a_tag_that_differs_in_case_is_told_once_however_many_notes_have_it() -> None:
    made = drafts("# Networks\n\n- **GAN**: a game\n- **VAE**: a code\n- **LSTM**: a memory\n- **CNN**: a filter\n")
    tags = ["networks", "Networks", "Networks", "NETWORKS"]

    found = check(plans([], [replace(draft, tags=(tag,)) for draft, tag in zip(made, tags, strict=True)]))

    assert [(problem.code, problem.at.line) for problem in found] == [("tag-twin", 4), ("tag-twin", 6)]


@pytest.mark.parametrize("name", ["a:b.png", "a?.png", " a.png", "a.png.", "e\u0301.png", f"{'x' * 120}.png"])
def test_a_file_that_anki_renames_is_told(name: str) -> None:
    fields = {**GAN.fields, "Answer": f"[sound:{name}]"}

    assert codes([], [replace(GAN, fields=fields)]) == ["media-renamed"]


def test_a_file_that_anki_keeps_and_one_in_the_network_are_not() -> None:
    fields = {**GAN.fields, "Answer": '<img src="a cell-1f.png"><img src="https://x.org/a?b.png">'}

    assert codes([], [replace(GAN, fields=fields)]) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{{c1::a}} {{c2::b}}", "{{c2::a}} {{c1::b}}", ["“a” was c1 and is c2", "“b” was c2 and is c1"]),
        ("{{c1::a}} {{c2::b}}", "{{c1::b}}", ["“b” was c2 and is c1"]),
        ("{{c1::a}} {{c2::b}}", "{{c1::a}} b", ["c2 (“b”) is gone"]),
        ("{{c1::a}} b", "{{c1::a}} {{c2::b}}", []),
        ("{{c1::a}} b", "{{c1::aa}} b", []),
        ("{{c1::a::hint}} b", "<b>{{c1::a}}</b> b c", []),
        ("a", "{{c1::a}}", []),
    ],
)
def test_the_history_of_a_cloze_belongs_to_its_number(before: str, after: str, said: list[str]) -> None:
    assert [message.startswith(start) for message, start in zip(renumbered(before, after), said, strict=True)] == [
        True for _ in said
    ]


def cloze(text: str) -> Draft:
    return replace(GAN, note_type=CLOZE, fields={**GAN.fields, "Text": text})


def test_a_cloze_is_compared_with_the_last_package() -> None:
    assigned = assign([cloze("{{c2::a}} {{c1::b}}")], assign([cloze("{{c1::a}} {{c2::b}}")], Lock(), 1).lock, 2)
    (note,) = assigned.notes
    found = check(Facts(notes=assigned.notes, changes=assigned.changes, packaged={note.guid: "{{c1::a}} {{c2::b}}"}))

    assert [problem.code for problem in found] == ["cloze-renumbered"] * 2
