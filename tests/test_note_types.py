"""Frozen from the first release: Anki would make a second note type of any change to what is pinned here."""

from __future__ import annotations

import re

from genai_cards.cards.note_types import BASIC, CLOZE, CSS, MODIFIED, NOTE_TYPES

INKS = ("ink", "quiet", "accent", "keyword", "string", "number")


def test_ids_names_and_fields_never_change() -> None:
    assert [
        (t.id, t.name, t.cloze, [(f.id, f.name) for f in t.fields], [(m.id, m.name) for m in t.templates])
        for t in NOTE_TYPES
    ] == [
        (
            1795478400101,
            "genai-cards",
            False,
            [
                (1795478400100101, "Prompt"),
                (1795478400100102, "Answer"),
                (1795478400100103, "Cue"),
                (1795478400100104, "Context"),
                (1795478400100105, "Extra"),
                (1795478400100106, "Source"),
                (1795478400100107, "ID"),
                (1795478400100108, "Reverse Prompt"),
                (1795478400100109, "Reverse Answer"),
                (1795478400100110, "Spare 1"),
                (1795478400100111, "Spare 2"),
                (1795478400100112, "Spare 3"),
            ],
            [(1795478400100201, "Card"), (1795478400100202, "Reverse")],
        ),
        (
            1795478400102,
            "genai-cards cloze",
            True,
            [
                (1795478400100301, "Text"),
                (1795478400100302, "Answer"),
                (1795478400100303, "Cue"),
                (1795478400100304, "Context"),
                (1795478400100305, "Extra"),
                (1795478400100306, "Source"),
                (1795478400100307, "ID"),
                (1795478400100308, "Spare 1"),
                (1795478400100309, "Spare 2"),
                (1795478400100310, "Spare 3"),
            ],
            [(1795478400100401, "Cloze")],
        ),
    ]


def test_a_change_of_templates_or_css_moves_their_time() -> None:
    """When this fails: move MODIFIED in note_types.py to now, then write the new figures here."""
    looks = "".join((CSS, *(m.front + m.back for t in NOTE_TYPES for m in t.templates)))
    fingerprint = sum(ord(character) * place for place, character in enumerate(looks, 1))

    assert (MODIFIED, fingerprint) == (1795737600, 2505582772)


def test_each_field_but_the_spare_ones_is_on_a_card() -> None:
    for note_type in NOTE_TYPES:
        shown = "".join(template.front + template.back for template in note_type.templates)
        fields = {field.name for field in note_type.fields if not field.name.startswith("Spare") and field.name != "ID"}

        assert set(re.findall(r"{{(?:[#/]|cloze:)?([^}]+)}}", shown)) - {"FrontSide"} == fields


def test_all_css_is_scoped_to_cards() -> None:
    selectors = re.findall(r"(?:^|})\s*([^{}]+){", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))

    assert selectors
    assert all(".card" in part for selector in selectors for part in re.split(r",(?![^(]*\))", selector))


def test_the_question_side_shows_the_context() -> None:
    for template in (*BASIC.templates, *CLOZE.templates):
        assert "{{Context}}" in template.front


def test_what_is_written_stands_out_by_day_and_by_night() -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 : 1."""
    modes = [dict(re.findall(r"--(\w+): #(\w{6});", rule)) for rule in CSS.split("}")[:2]]

    assert [set(colors) for colors in modes] == [{*INKS, "paper", "panel", "line"}] * 2
    for colors in modes:
        for ink in INKS:
            for paper in ("paper", "panel"):
                assert _contrast(colors[ink], colors[paper]) >= 4.5, (ink, paper, colors)


def test_scrollbars_and_such_follow_the_mode() -> None:
    assert ["color-scheme: light" in CSS.split("}")[0], "color-scheme: dark" in CSS.split("}")[1]] == [True, True]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
