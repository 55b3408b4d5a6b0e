"""Clozes: which deletions a page has, and which numbers they keep."""

from __future__ import annotations

import pytest

from genai_cards.build import NO_LOCK, Build, build
from genai_cards.cards.cloze import Deletion, deletions, filled
from genai_cards.cards.note_types import CLOZE
from genai_cards.cards.notes import Draft
from genai_cards.checks.forecast import renumbered
from genai_cards.identity.changes import Outcome
from genai_cards.identity.compare import compare, compare_stored, tagged_as_retired
from genai_cards.identity.lock import Lock, dump, load
from genai_cards.reports.changes import after_export, differences
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from genai_cards.targets import apkg
from reading import codes, drafts, only, pairs, plain, problems

ALL = "---\ncards: [cloze, cloze-bold]\n---\n\n# T\n\n"


def text(block: str) -> str:
    """Give the text of the one cloze note of a block."""
    draft = only(ALL + block + "\n")
    assert draft.note_type is CLOZE
    return draft.fields["Text"]


@pytest.mark.parametrize(
    ("block", "made"),
    [
        ("The ==heart== pumps.", "The {{c1::heart}} pumps."),
        ("The **heart** pumps ==blood==.", "The {{c1::heart}} pumps {{c2::blood}}."),
        ("The {{c2::heart::organ}} pumps {{c1::blood}}.", "The {{c2::heart::organ}} pumps {{c1::blood}}."),
        ("{{c2::A}} and ==B== and ==C==.", "{{c2::A}} and {{c1::B}} and {{c3::C}}."),
        ("==A== or ==a== or ==B==.", "{{c1::A}} or {{c1::a}} or {{c2::B}}."),
        ("The *left ==heart==* pumps.", "The <em>left {{c1::heart}}</em> pumps."),
        ("A ==**big** one== here.", "A {{c1::<strong>big</strong> one}} here."),
        ("A {{c1::big **red** one::how *so*}}.", "A {{c1::big <strong>red</strong> one::how <em>so</em>}}."),
        ("{{c1::nested {{c2::inner}} text}} here.", "{{c1::nested {{c2::inner}} text}} here."),
        ("A ==std::list== of x.", "A {{c1::std&#58;&#58;list}} of x."),
        ("A {{c1::`a::b`::hint}} of x.", "A {{c1::<code>a&#58;&#58;b</code>::hint}} of x."),
        ("Two lines\nwith ==one==.", "Two lines\nwith {{c1::one}}."),
        ("A <b>bold</b> ==one==.", "A {{c1::bold}} {{c2::one}}."),
        ("中文==重点==内容。", "中文{{c1::重点}}内容。"),
    ],
)
def test_deletions_become_ankis(block: str, made: str) -> None:
    assert text(block) == made


@pytest.mark.parametrize(
    ("block", "made"),
    [
        ("`{{c1::x}}` of ==y==", "<code>&#123;&#123;c1::x&#125;&#125;</code> of {{c1::y}}"),
        ("==$a^{b^{c}}$== is", r"{{c1::\(a^{b^{c&#125;&#125;\)}} is"),
        ("==x}== is {==y==}", "{{c1::x&#125;}} is &#123;{{c2::y}}&#125;"),
        ("{{c1::open and ==y==", "&#123;&#123;c1::open and {{c1::y}}"),
        ("{{c0::no}} {{c500::no}} {{c1::}} ==y==",
         "&#123;&#123;c0::no&#125;&#125; &#123;&#123;c500::no&#125;&#125; &#123;&#123;c1::&#125;&#125; {{c1::y}}"),
        ("**{{c1::a** b}} ==y==", "{{c1::&#123;&#123;c1&#58;&#58;a}} b&#125;&#125; {{c2::y}}"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_deletion_is_shown_as_it_is_written(block: str, made: str) -> None:
    assert text(block) == made


@pytest.mark.parametrize(
    "block",
    [
        "`==x==` y",
        "$x == y$ and `**a**`",
        "a == b and c == d",
        "a==b==c",
        "===x===",
        "```\n==x== {{c1::y}}\n```",
        "==x",
    ],
)
def test_code_math_and_comparisons_hold_no_deletion(block: str) -> None:
    assert drafts(ALL + block + "\n") == []


@pytest.mark.parametrize(
    "block",
    ["- **Label**: a text", "- **Label:** a text", "**All of it.**", "- **Label** – a text", "**Is it?** Yes."],
)
def test_bold_that_is_a_label_a_question_or_everything_is_no_deletion(block: str) -> None:
    assert [draft for draft in drafts(ALL + block + "\n") if draft.note_type is CLOZE] == []


def test_each_way_of_writing_is_a_switch_of_its_own() -> None:
    page = "---\ncards: {}\n---\n\n# T\n\nSee ==mark==, {{{{c1::braces}}}} and **bold**.\n"

    made = [only(page.format(f"cloze-{way}")).holes[0].text for way in ("mark", "braces", "bold")]

    assert made == ["mark", "braces", "bold"]
    assert drafts(page.format("structure")) == []


def test_the_item_the_row_and_the_paragraph_with_a_deletion_leave_the_others_to_the_rules() -> None:
    page = (
        "- **Label**: a text\n- The ==left== side\n  - is thick\n- Parent\n  - one ==child==\n  - **Word**: another\n\n"
        "| Model | Speed |\n| - | - |\n| GAN | ==fast== |\n| VAE | slow |\n\n> A ==quoted== word.\n"
    )
    made = drafts(ALL + page)

    assert [plain(draft.front) for draft in made] == [
        "Label",
        "The {{c1::left}} side",
        "one {{c1::child}}",
        "Word",
        "Model GAN Speed {{c1::fast}}",
        "VAE: Speed?",
        "A {{c1::quoted}} word.",
    ]
    assert plain(made[1].fields["Extra"]) == "is thick"
    assert made[2].fields["Context"] == "T › Parent"


def test_a_deletion_with_nothing_around_it_asks_nothing_unless_it_has_a_hint() -> None:
    assert codes(ALL + "==Alone==\n", severity="skipped") == ["cloze-bare"]
    assert text("{{c1::Alone::which?}}") == "{{c1::Alone::which?}}"


def test_the_heading_does_not_tell_what_is_hidden() -> None:
    (draft,) = drafts(ALL + "## The heart\n\nThe ==heart== pumps.\n")

    assert draft.fields["Context"] == "T › The […]"


def test_a_deletion_shown_in_the_answer_of_a_heading_is_plain_text() -> None:
    page = "---\ncards: [headings, cloze-braces]\n---\n\n# T\n\n## A\n\nThe {{c1::heart::organ}} pumps.\n"

    assert [plain(draft.front) for draft in drafts(page)] == ["A", "The {{c1::heart::organ}} pumps."]
    assert plain(drafts(page)[0].back) == "The heart pumps."


def test_two_clozes_of_a_section_are_not_the_same_question() -> None:
    assert problems(ALL + "A ==b== c.\n\nD ==e== f.\n", severity="warning") == []


def test_a_cloze_text_is_read_back() -> None:
    made = "{{c1::nested {{c2::in::hint}} text}} and {{c1::more::a hint}}"

    assert filled(made) == "nested in text and more"
    assert [(each.number, each.text) for each in deletions(made)] == [(1, "nested in text"), (2, "in"), (1, "more")]


# --- numbers ----------------------------------------------------------------------------------------------------------


def made(block: str, before: Build | None = None, now: int = 100) -> Build:
    page = block if block.startswith("---") else ALL + block + "\n"
    lock = NO_LOCK if before is None else before.lock
    return build([decode(page.encode(), "p.md", "p")], ProjectSettings(deck="D"), now, lock)


def history(*blocks: str) -> list[str]:
    """Give the text of the one note after each edit; its GUID stays, and the lock survives the disk."""
    last = None
    texts = []
    for now, block in enumerate(blocks, 100):
        built = made(block, last, now)
        assert last is None or [n.guid for n in built.notes] == [n.guid for n in last.notes]
        assert load(dump(built.lock), "x") == (built.lock, ())
        texts.append(built.notes[0].draft.fields["Text"])
        last = built
    return texts


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("The ==heart== pumps ==blood==.", "The ==big heart== pumps ==blood==.",
         "The {{c1::big heart}} pumps {{c2::blood}}."),
        ("The ==heart== pumps ==blood==.", "The ==left== ==heart== pumps ==blood==.",
         "The {{c3::left}} {{c1::heart}} pumps {{c2::blood}}."),
        ("The ==heart== pumps ==blood==.", "The heart pumps ==blood==.", "The heart pumps {{c2::blood}}."),
        ("The ==heart== pumps ==blood==.", "==Blood== is pumped by the ==heart==.",
         "{{c2::Blood}} is pumped by the {{c1::heart}}."),
        ("The war began in ==1914== in ==Europe==.", "The war began in ==1939== in ==Europe==.",
         "The war began in {{c1::1939}} in {{c2::Europe}}."),
        ("The ==heart== pumps ==blood==.", "The ==big== ==heart== pumps blood.",
         "The {{c3::big}} {{c1::heart}} pumps blood."),
        ("The ==heart== pumps blood.", "The heart pumps ==blood==.", "The heart pumps {{c2::blood}}."),
        ("{{c1::A cat}} and {{c2::a dog}} live.", "{{c1::New}} and {{c2::A cat}} and {{c3::a dog}} live.",
         "{{c3::New}} and {{c1::A cat}} and {{c2::a dog}} live."),
        ("{{c1::A cat}} and {{c1::a dog}} live.", "{{c1::A cat}} and {{c2::a dog}} live.",
         "{{c1::A cat}} and {{c2::a dog}} live."),
        ("The **heart** pumps ==blood==.", "The ==heart== pumps {{c1::blood::what?}}.",
         "The {{c1::heart}} pumps {{c2::blood::what?}}."),
    ],
)  # fmt: skip
def test_a_deletion_keeps_its_number(before: str, after: str, text: str) -> None:
    assert history(before, after)[1] == text


def test_the_number_of_a_deletion_that_is_gone_waits_for_it() -> None:
    texts = history(
        "The ==heart== pumps ==blood== well.",
        "The ==heart== pumps blood well.",
        "The ==heart== pumps blood ==well==.",
        "The ==heart== pumps ==blood== ==well==.",
    )

    assert texts[2] == "The {{c1::heart}} pumps blood {{c3::well}}."
    assert texts[3] == "The {{c1::heart}} pumps {{c2::blood}} {{c3::well}}."


def test_a_card_that_shows_nothing_any_more_is_told() -> None:
    first = made("The ==heart== pumps ==blood== well.")
    without = made("The ==heart== pumps blood well.", first, 200)
    again = made("The ==heart== pumps ==blood== well.", without, 300)

    assert [change.emptied for built in (first, without, again) for change in built.changes] == [0, 1, 0]
    assert "1 card shows nothing any more; Tools › Empty Cards" in after_export(without.changes, "")[-1]
    assert [line for line in differences(without.changes, lambda text, _: text, {}) if "Empty Cards" in line]


def test_a_comparison_with_another_lock_knows_the_deletions() -> None:
    first = made("The ==heart== pumps ==blood== well.")
    moved = made("The ==big== ==heart== pumps blood well.", first, 200)

    assert [change.emptied for change in compare(first.lock, moved.changes)] == [1]
    assert [change.outcome for change in compare(moved.lock, moved.changes)] == [Outcome.SAME]


def test_a_comparison_with_a_package_knows_cloze_notes() -> None:
    first = made("- **Label**: text\n- The ==heart== pumps ==blood== & <b>well</b>.")
    values = apkg.read_notes(apkg.render(first.decks), "x")

    assert [change.outcome for change in compare_stored(values, Lock(), first.changes)] == [Outcome.SAME] * 2
    later = made("- **Label**: text\n- The heart pumps ==blood== & <b>well</b>.", first, 200)
    values = apkg.read_notes(apkg.render(later.decks), "x")
    assert [change.outcome for change in compare_stored(values, Lock(), first.changes)] == [
        Outcome.SAME,
        Outcome.CHANGED,
    ]


def test_a_package_tells_of_all_that_one_number_hides() -> None:
    first = made("The {{c1::heart}} and the {{c1::liver}} work.")
    later = made("The {{c1::heart}} and the {{c1::liver}} work hard.", first, 200)
    values = apkg.read_notes(apkg.render(first.decks), "x")

    (change,) = compare_stored(values, Lock(), later.changes)

    assert change.before is not None
    assert change.before.trace.answer == change.after.trace.answer == "heart; liver"


def test_a_retired_cloze_can_be_tagged() -> None:
    first = made("The ==heart== pumps ==blood== well.")
    gone = made("Nothing.", first, 200)

    notes, unknown = tagged_as_retired(gone.lock, apkg.read_notes(apkg.render(first.decks), "x"))

    assert unknown == 0
    assert [(note.draft.note_type, note.cards()) for note in notes] == [(CLOZE, (0, 1))]


def test_a_reverse_card_that_is_taken_back_is_told() -> None:
    page = "---\ncards: {}\n---\n\n# T\n\n- **Token**: a piece of text\n"
    both = made(page.format("reverse"))

    assert [change.emptied for change in made(page.format("structure"), both, 200).changes] == [1]
    assert load(dump(both.lock), "x") == (both.lock, ())


def test_an_edited_cloze_is_newer_and_an_unchanged_one_is_not() -> None:
    first = made("The ==heart== pumps ==blood==.")
    again = made("\n\nThe ==heart== pumps ==blood==.", first, 200)
    edited = made("The ==heart== pumps red ==blood==.", again, 300)

    assert [build.notes[0].modified for build in (first, again, edited)] == [100, 100, 300]
    assert edited.notes[0].cards() == (0, 1)


def test_a_sentence_that_becomes_a_cloze_is_another_note() -> None:
    """Anki refuses a note that changes its note type."""
    page = "---\ncards: {}\n---\n\n# T\n\n- **Heart**: it pumps ==blood== through the body {{#heart}}\n"
    basic = made(page.format("structure"))
    cloze = made(page.format("cloze"), basic, 200)

    assert [change.outcome for change in cloze.changes] == [Outcome.ADDED, Outcome.RETIRED]
    back = made(page.format("structure"), cloze, 300)
    assert back.notes[0].guid == basic.notes[0].guid
    assert [change.outcome for change in back.changes] == [Outcome.REVIVED, Outcome.RETIRED]


def test_the_lock_holds_the_sentence_the_deletions_and_their_numbers() -> None:
    (entry,) = made("The ==heart== pumps <b>==blood==</b>.").lock.entries

    assert (entry.trace.prompt, entry.trace.answer) == ("The heart pumps blood.", "heart; blood")
    assert entry.holes == (Deletion(1, "heart"), Deletion(2, "blood"))


@pytest.mark.parametrize(
    "holes", ["1", "[1]", '[["1", "a"]]', '[[0, "a"]]', '[[1, "a", "b"]]', '[[500, "a"]]', '[[1, "\\ud800"]]']
)
def test_broken_deletions_in_the_lock_are_named(holes: str) -> None:
    whole = dump(made("The ==heart== pumps.").lock)
    (problem,) = load(whole.replace('[[1, "heart"]]', holes), "x")[1]

    assert (problem.code, problem.at.line) == ("lock-unreadable", 2)


def test_an_old_lock_still_loads() -> None:
    basic = made("- **Heart**: it pumps")

    assert '"cloze"' not in dump(basic.lock)
    assert load(dump(basic.lock), "x") == (Lock(basic.lock.entries), ())


def test_pairs_of_cloze_notes_are_their_texts() -> None:
    draft: Draft = only(ALL + "The ==heart== pumps.\n")

    assert draft.front == draft.back == draft.fields["Text"]
    assert pairs("# T\n\n- **Heart**: it pumps\n") == [("Heart", "it pumps")]


# --- one within another -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole", "hidden"),
    [
        ("{{c1::a {{c2::b}} c}} d", "a b c d", [(1, "a b c"), (2, "b")]),
        ("{{c1::a {{c2::b::hint}} c}} d", "a b c d", [(1, "a b c"), (2, "b")]),
        ("{{c1::a {{c2::b}}::hint}} d", "a b d", [(1, "a b"), (2, "b")]),
        ("{{c2::a}} {{c1::b::x}} {{c2::c}}", "a b c", [(2, "a"), (1, "b"), (2, "c")]),
        ("no }} deletion :: here", "no }} deletion :: here", []),
        ("no }} sign \x02 of ours", "no }} sign \x02 of ours", []),
    ],
)
def test_every_reader_sees_a_deletion_within_another(text: str, whole: str, hidden: list[tuple[int, str]]) -> None:
    assert filled(text) == whole
    assert [(each.number, each.text) for each in deletions(text)] == hidden
    if "no }}" not in text:
        (note,) = drafts(f"---\ncards: cloze\n---\n\n# T\n\nSo: {text}.\n")
        assert note.key.subject == (f"So: {whole}.",)
        assert [(each.number, each.text) for each in note.holes] == hidden


def test_what_becomes_of_a_deletion_within_another_is_told() -> None:
    def page(text: str) -> str:
        return f"---\ncards: cloze\n---\n\n# T\n\nThe {text} pumps.\n"

    before, after = drafts(page("{{c1::heart muscle}}")), drafts(page("{{c1::heart {{c2::muscle}}}}"))
    (gone,) = renumbered("The {{c1::heart {{c2::muscle}}}} pumps.", "The {{c1::heart muscle}} pumps.")

    assert [*renumbered(before[0].front, after[0].front)] == []  # c1 hides the same, c2 is new
    assert gone == "c2 (“muscle”) is gone: its card stays in Anki, and is blank"


def test_a_heading_with_a_deletion_is_shown_without_braces() -> None:
    page = "---\ncards: cloze\n---\n# The {{c1::left::side}} heart\n\n## It {{c2::pumps}}\n\nIt pumps {{c1::blood}}.\n"
    draft = only(page)

    assert draft.fields["Context"] == "The left heart › It pumps"
    assert draft.fields["Text"] == "It pumps {{c1::blood}}."
