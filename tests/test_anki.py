"""What real Anki does with our packages: imports, cards, fields, tags, decks, order, history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.consts import CARD_TYPE_REV, QUEUE_TYPE_REV

from genai_cards.build import build
from genai_cards.cards.media import Found, make
from genai_cards.cards.note_types import BASIC, CLOZE
from genai_cards.cards.notes import Deck, Draft, Key, Note
from genai_cards.identity.lock import Lock
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets.apkg import render
from reading import NOW, compiled, plain

SOURCE = Path(__file__).parent.parent / "source"

PAGE = """---
title: Generative models
tags: [exam, "two words"]
source: https://example.org
---

> Machines that make things.

## Definition

A **generative model** is a model that makes data. It *samples*.

## Kinds

| Kind | Speed | How |
| --- | --- | --- |
| GAN | fast | \\(p(x) < 1\\), `{{a}}` |
| VAE | fast | P(X\\|Y) & [sound:x] |

- Can it be *owned*? No, since $x}}$ costs $5 and ₹6.
- **Phases**:
  1. one
  2. two

1. Which three? (Answer: (1) a, (2) b, (3) c.)
"""

MEDIA_PAGE = """
- **Cat**: ![a cat](cat.png){width=30}
- **Bark**: ![[Äpfel & bark.mp3]]
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def import_package(collection: Collection, package: bytes, folder: Path) -> object:
    file = folder / "deck.apkg"
    file.write_bytes(package)
    options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False, with_deck_configs=False)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log


def test_every_note_arrives_with_its_fields_tags_deck_and_place(collection: Collection, tmp_path: Path) -> None:
    built = compiled(PAGE)

    import_package(collection, render(built.decks), tmp_path)

    assert collection.note_count() == len(built.notes) == 9
    for place, note in enumerate(built.notes, 1):
        (found,) = collection.find_notes(f'"ID:{note.guid}"')
        arrived = collection.get_note(found)
        assert arrived.guid == note.guid
        assert tuple(arrived.fields) == note.values()
        assert sorted(arrived.tags) == sorted(note.draft.tags)
        (card,) = arrived.cards()
        assert collection.decks.name(card.did) == "Root::Generative models"
        assert card.due == place
    assert collection.find_notes("tag:generative-models::kinds")
    assert collection.find_notes("tag:kind::table")
    assert collection.find_notes("tag:two-words")


def test_every_card_shows_its_context_its_question_and_its_answer(collection: Collection, tmp_path: Path) -> None:
    import_package(collection, render(compiled(PAGE).decks), tmp_path)

    assert collection.card_count() == 9
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        note = card.note()
        question, answer = plain(card.render_output().question_text), plain(card.render_output().answer_text)
        assert plain(note["Prompt"]) in question
        assert plain(note["Context"]) in question
        assert plain(note["Answer"]) not in question
        assert plain(note["Answer"]) in answer
        assert "page.md:" in answer
    assert not list(collection.get_empty_cards().notes)
    assert collection.fix_integrity()[1]


def test_an_import_of_a_newer_build_updates_the_note_and_keeps_its_history(
    collection: Collection, tmp_path: Path
) -> None:
    import_package(collection, render(compiled(PAGE).decks), tmp_path)
    (card_id,) = collection.find_cards('"Prompt:GAN: Speed?"')
    card = collection.get_card(card_id)
    card.ivl, card.reps, card.due = 30, 5, 100
    card.type, card.queue = CARD_TYPE_REV, QUEUE_TYPE_REV
    collection.update_card(card)

    edited = compiled(PAGE.replace("| GAN | fast |", "| GAN | very fast |"))
    later = [Deck(deck.name, tuple(replace(note, modified=NOW + 9) for note in deck.notes)) for deck in edited.decks]
    import_package(collection, render(later), tmp_path)

    assert collection.note_count() == 9
    after = collection.get_card(card_id)
    assert after.note()["Answer"] == "very fast"
    assert (after.ivl, after.reps) == (30, 5)


def test_an_unchanged_note_does_not_overwrite_what_its_owner_edited(collection: Collection, tmp_path: Path) -> None:
    package = render(compiled(PAGE).decks)
    import_package(collection, package, tmp_path)
    (note_id,) = collection.find_notes('"Prompt:GAN: Speed?"')
    note = collection.get_note(note_id)
    note["Answer"] = "my own words"
    collection.update_note(note)

    import_package(collection, package, tmp_path)

    assert collection.get_note(note_id)["Answer"] == "my own words"


def test_the_cards_of_the_other_templates_are_made_by_anki_too(collection: Collection, tmp_path: Path) -> None:
    """Reverse cards and cloze wait for their extractors; their note types are frozen, so they must work today."""
    at = compiled(PAGE).notes[0].draft.at
    both = Draft(
        Key("p", (), "k", ("both",)),
        BASIC,
        {"Prompt": "GAN", "Answer": "a game", "Context": "C", "Reverse Prompt": "a game", "Reverse Answer": "GAN"},
        "Root::Both",
        (),
        at,
    )
    hole = Draft(Key("p", (), "k", ("hole",)), CLOZE, {"Text": "A {{c1::hole}}", "Context": "C"}, "Root::Both", (), at)
    notes = (Note("a" * 16, NOW, both, "x.md:1"), Note("b" * 16, NOW, hole, "x.md:2"))

    import_package(collection, render([Deck("Root::Both", notes)]), tmp_path)

    questions = [plain(collection.get_card(card).render_output().question_text) for card in collection.find_cards("")]
    assert sorted(questions) == ["C A [...]", "C GAN", "C a game"]
    assert not list(collection.get_empty_cards().notes)


CLOZES = """---
cards: [cloze, cloze-bold]
---

# Heart

The ==heart== pumps {{c2::blood::a liquid}} through **two** *==loops==*, see `{{c1::x}}` and ==$a^{b^{c}}$==.

| Side | Pumps to |
| --- | --- |
| left | ==std::body== |

- {{c1::nested {{c2::inner}} text}}} of [a link](https://example.org) {
"""


def test_clozes_show_a_gap_for_each_number_and_then_what_it_hides(collection: Collection, tmp_path: Path) -> None:
    built = compiled(CLOZES)

    import_package(collection, render(built.decks), tmp_path)

    assert collection.card_count() == sum(len(note.cards()) for note in built.notes) == 8
    assert not list(collection.get_empty_cards().notes)
    shown = {}
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        rendered = card.render_output()
        question, answer = plain(rendered.question_text), plain(rendered.answer_text)
        assert "[" in question
        assert "{{c1::" not in answer.replace("{{c1::x}}", "")
        shown[card.note().guid, card.ord] = question
    sentence, row, nested = built.notes
    assert shown[sentence.guid, 1].endswith(
        r"The heart pumps [a liquid] through two loops , see {{c1::x}} and \(a^{b^{c}}\) ."
    )
    assert shown[sentence.guid, 4].endswith("{{c1::x}} and [...] .")
    assert shown[row.guid, 0].endswith("Side left Pumps to [...]")
    assert shown[nested.guid, 0].endswith("[...] } of a link {")
    assert shown[nested.guid, 1].endswith("nested [...] text } of a link {")


def test_the_history_of_a_deletion_stays_with_it(collection: Collection, tmp_path: Path) -> None:
    page = "---\ncards: cloze\n---\n\n# T\n\nThe {} pumps ==blood==.\n"
    first = compiled(page.format("==heart=="))
    import_package(collection, render(first.decks), tmp_path)
    blood = next(card for card in collection.find_cards("") if collection.get_card(card).ord == 1)
    collection.sched.set_due_date([blood], "30!")

    source = decode(page.format("==left== ==heart== of man").encode(), "page.md", "page")
    edited = build([source], ProjectSettings(deck="Root"), NOW + 9, first.lock)
    import_package(collection, render(edited.decks), tmp_path)

    card = collection.get_card(blood)
    assert card.ivl == 30
    assert plain(card.render_output().question_text) == "T The left heart of man pumps [...] ."
    assert collection.card_count() == 3
    assert collection.note_count() == 1


def test_the_switch_to_reverse_adds_a_card_and_keeps_the_history_of_the_first(
    collection: Collection, tmp_path: Path
) -> None:
    page = "---\ncards: {}\n---\n\n# T\n\n- **Token**: a piece of text\n"
    first = compiled(page.format("structure"))
    import_package(collection, render(first.decks), tmp_path)
    (known,) = collection.find_cards("")
    collection.sched.set_due_date([known], "30!")

    source = decode(page.format("reverse").encode(), "page.md", "page")
    both = build([source], ProjectSettings(deck="Root"), NOW + 9, first.lock)
    import_package(collection, render(both.decks), tmp_path)

    asked = {card: plain(collection.get_card(card).render_output().question_text) for card in collection.find_cards("")}
    assert asked.pop(known) == "T Token"
    assert list(asked.values()) == ["T a piece of text Which term is this?"]
    assert collection.get_card(known).ivl == 30


@pytest.mark.skipif(not any(SOURCE.glob("*.md")), reason="the project's own pages are not beside the tests")
def test_the_decks_of_our_own_pages_arrive_whole(collection: Collection, tmp_path: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in sorted(SOURCE.glob("*.md"))]
    built = compiled(*pages)

    import_package(collection, render(built.decks), tmp_path)

    assert collection.note_count() == len(built.notes) > 100
    assert not list(collection.get_empty_cards().notes)
    prompts = [note.draft.fields["Prompt"] for note in built.notes]
    assert len(set(prompts)) == len(prompts)


def test_media_arrive_and_are_shown_and_played(collection: Collection, tmp_path: Path) -> None:
    built = build(
        [decode(MEDIA_PAGE.encode(), "page.md", "page")],
        ProjectSettings(deck="Root"),
        NOW,
        library=lambda reference, *_: Found(make(reference, reference.encode())),
    )

    import_package(collection, render(built.decks), tmp_path)

    (picture, sound) = (note.draft.media[0] for note in built.notes)
    assert collection.media.check().missing == []
    assert collection.media.check().unused == []
    for media in (picture, sound):
        assert Path(collection.media.dir(), media.name).read_bytes() == media.content
    shown, played = (collection.get_card(card) for card in collection.find_cards("", order="c.due"))
    assert f'<img src="{picture.name}" alt="a cat" width="30">' in shown.answer()
    assert [tag.filename for tag in played.answer_av_tags()] == [sound.name]  # type: ignore[union-attr]
    assert played.question_av_tags() == []


def test_other_bytes_of_a_picture_update_the_note_and_keep_its_history(collection: Collection, tmp_path: Path) -> None:
    lock = Lock()
    for now, content in ((NOW, b"before"), (NOW, b"after")):
        built = build(
            [decode(MEDIA_PAGE.encode(), "page.md", "page")],
            ProjectSettings(deck="Root"),
            now,
            lock,
            library=lambda reference, *_, content=content: Found(make(reference, content)),
        )
        lock = built.lock
        import_package(collection, render(built.decks), tmp_path)

    assert collection.note_count() == 2
    assert [note.modified for note in built.notes] == [NOW + 1, NOW + 1]
    for note in built.notes:
        (found,) = collection.find_notes(f'"ID:{note.guid}"')
        assert tuple(collection.get_note(found).fields) == note.values()
        assert Path(collection.media.dir(), note.draft.media[0].name).read_bytes() == b"after"


def test_code_that_shows_a_delimiter_takes_no_part_in_a_formula_of_a_cloze(
    collection: Collection, tmp_path: Path
) -> None:
    page = "---\ncards: [structure, cloze]\n---\n# Signs\n\nThe sign `\\(` opens a ==formula== like $x$.\n"
    import_package(collection, render(compiled(page).decks), tmp_path)

    (card,) = (collection.get_card(card) for card in collection.find_cards(""))

    assert r'</code> opens a <span class="cloze"' in card.answer()
    assert r"\(x\)" in card.answer()
