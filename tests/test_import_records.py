"""Records in pasted text: the forms in which people keep pairs, and the texts that hold none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genai_cards.importers import import_page
from test_import_pasted import imported, pairs

BIRDS = [("owl", "die Eule"), ("finch", "der Fink"), ("crow", "die Krähe"), ("wren", "der Zaunkönig")]


def lines(form: str, *, intro: str = "At the feeder\n\n", between: str = "\n") -> str:
    return intro + between.join(form.format(front, back) for front, back in BIRDS) + "\n"


@pytest.mark.parametrize(
    "form",
    [
        "{}\t{}", "{} = {}", "{} → {}", "{} -> {}", "{} – {}", "{} — {}", "{} - {}", "{}: {}", "{} : {}", "{}; {}",
        "{}, {}", "{}      {}", "{} :: {}", "{} | {}", "{} ({})", "• {} – {}", "- {}: {}", "1. {} – {}", "1) {}: {}",
        "I. {}: {}",
    ],
)  # fmt: skip
def test_a_sign_between_a_term_and_its_meaning_is_found_by_what_the_lines_have_in_common(form: str) -> None:
    assert pairs(lines(form)) == BIRDS
    assert pairs(lines(form, intro="")) == BIRDS


@pytest.mark.parametrize("form", ["{}\n{}", "{}\n\n{}"])
def test_a_vocabulary_may_stand_line_by_line(form: str) -> None:
    between = "\n" if "\n\n" not in form else "\n\n"

    assert pairs(lines(form, intro="Bird words\n\n", between=between)) == BIRDS


def test_a_first_pair_is_a_header_only_where_it_names_the_columns() -> None:
    assert pairs("Word\tMeaning\n" + lines("{}\t{}", intro="")) == BIRDS
    assert pairs("eagle\tder Adler\n" + lines("{}\t{}", intro="")) == [("eagle", "der Adler"), *BIRDS]


def test_a_class_of_words_is_no_meaning() -> None:
    text = "Bird words\n\n" + "\n\n".join(f"{front}\nnoun\n{back}" for front, back in BIRDS) + "\n"

    assert [front for front, _ in pairs(text)] == [front for front, _ in BIRDS]
    assert all(answer.startswith(back) for (_, answer), (_, back) in zip(pairs(text), BIRDS, strict=True))
    assert [front for front, _ in pairs(lines("{} (n.) {}"))] == [front for front, _ in BIRDS]


def test_what_stands_in_brackets_between_is_shown_with_the_meaning() -> None:
    found = import_page(lines("{} [x] {}").encode(), "page.txt", "2026-11-24").text

    assert "owl\n: die Eule\n\n  x\n" in found


def test_fields_below_a_term_belong_to_it() -> None:
    text = "Bird words\n\n1: Brood\n• Definition: The young of one nest.\n• Example: They had a brood.\n"
    text += "2: Clutch\n• Definition: The eggs of one nest.\n• Example: A clutch of five.\n"

    assert [front for front, _ in pairs(text)] == ["Brood", "Clutch"]


def test_labels_that_come_again_name_the_sides_of_a_card() -> None:
    text = "Front: Which bird hoots?\nBack: The owl\n\nFront: Which bird caws?\nBack: The crow\n"

    assert pairs(text) == [("Which bird hoots?", "The owl"), ("Which bird caws?", "The crow")]


def test_each_definition_of_lecture_notes_is_a_card() -> None:
    text = "Birds, lecture 2\n\nDefinition 2.1 (Clutch). A clutch is the eggs of one nest.\n\n"
    text += "Proof. None is needed.\n\nDefinition 2.2. A brood is the young of one nest.\n"

    assert [front for front, _ in pairs(text)] == ["Clutch", "brood"]


@pytest.mark.parametrize("sign", [" *", " ✓", " (correct)", " (correct answer)", " ←"])
def test_a_sign_marks_the_choice_that_is_right(sign: str) -> None:
    text = f"Birds\n\n1. Which bird hoots?\nA) the wren\nB) the owl{sign}\nC) the crow\n\n"
    text += f"2. Which bird caws?\nA) the crow{sign}\nB) the owl\nC) the wren\n"

    assert [answer for _, answer in pairs(text)] == ["the owl", "the crow"]


@pytest.mark.parametrize("answer", ["(feather)", "[feather]", "Answer: feather", "Ans: feather"])
def test_a_gap_is_filled_by_the_word_behind_it(answer: str) -> None:
    text = f"Birds\n\n1. A bird is covered with ________. {answer}\n2. An ________ hoots. {answer}\n"

    assert [found for _, found in pairs(text)] == ["feather", "feather"]


def test_one_cell_a_paragraph_is_a_table() -> None:
    cells = ["Bird", "Nest", "Owl", "hollow tree", "Crow", "tree top", "Wren", "wall", "Finch", "hedge"]
    text = "Nests of birds\n\nWhere they breed.\n\n" + "\n\n".join(cells) + "\n"

    assert ("Owl: Nest?", "hollow tree") in pairs(text)


def test_headings_that_a_site_sets_twice_stand_once() -> None:
    text = "Bird words\n\nBroodBrood\n\nThe young of one nest.\n\nClutchClutch\n\nThe eggs of one nest.\n"

    assert pairs(text) == [("Brood", "The young of one nest."), ("Clutch", "The eggs of one nest.")]


def test_items_that_run_on_behind_an_answer_are_items() -> None:
    text = "Birds\n- Owls see well.\nAnswer: Yes. - Crows are dull.\nAnswer: No. - Wrens are small.\nAnswer: Yes.\n"

    assert [answer for _, answer in pairs(text)] == ["Yes.", "No.", "Yes."]


def test_a_line_that_was_full_goes_on_in_the_next_one() -> None:
    text = "1. Why does an owl turn its head\nso far?\nIt cannot move its eyes.\n\n"
    text += "2. Why do crows gather at dusk\nin winter?\nThey sleep together.\n"

    assert pairs(text) == [
        ("Why does an owl turn its head so far?", "It cannot move its eyes."),
        ("Why do crows gather at dusk in winter?", "They sleep together."),
    ]


def test_short_forms_glued_to_their_words_are_pairs() -> None:
    text = "Shorthand of ringers\n\nBTOBird Trust Office\nRINGRing Of Metal\nWLWing Length\nFPFull Plumage\n"

    assert ("WL", "Wing Length") in pairs(text)


def test_what_a_site_repeats_on_each_card_is_left_out() -> None:
    scale = "How well did you know this?\n1\nNot at all\n2\nPerfectly\n"
    cards = "".join(
        f"{n}\nQ\n\n{q}\n\nA\n\n{a}\n\n{scale}\n"
        for n, (q, a) in enumerate(
            [("Which bird hoots?", "The owl."), ("Which bird caws?", "The crow."), ("Which is small?", "The wren.")], 1
        )
    )

    assert [answer for _, answer in pairs(f"Bird cards\n\n{cards}")] == ["The owl.", "The crow.", "The wren."]


@pytest.mark.parametrize(
    "text",
    [
        "Scene two\n\nAnna: Where is the owl?\nBen: In the tree.\nAnna: I do not see it.\nBen: Look up!\n",
        "Shop for birders\n\nBinoculars: 240 €\nScope: 890 €\nGuide: 24 €\n\nDelivery: 3 days\nPhone: 555 010\n",
        "Contents\n\n1 Owls ........ 3\n2 Crows ........ 17\n3 Wrens ........ 44\n",
        "From: A reader\nTo: The editor\nSubject: Owls\n\nPlease send me the last number.\nThank you!\n",
        "Bus to the reserve\n\n8:05 Station\n8:20 Mill\n8:41 Reserve\n9:05 Station\n9:20 Mill\n",
        "Ask these of a guide\n\nWhat is an owl?\nWhat is a crow?\nWhere is the wren?\nWho rings the birds?\n",
        "References\n\nSmith, J. (2001). Owls. Bird Press.\nDoe, A. (2010). Crows at dusk. Bird Press.\n",
        "Home\nShop\nContact\nSign in\n\nWelcome to our reserve.\n",
    ],
)
def test_texts_without_pairs_give_no_card(text: str) -> None:
    assert pairs(text) == []


NASTY = [
    "=" * 60, "? ", "&#11;", " " * 300, "a) item", "[1] note", "\\(" * 40, "\\[", "$$", "a, b, c", "├── file",
    "│   x", "Q", "A", "1", "Q.", "A:", "Answer:", "____", "....", "Term: meaning", "x\ty\tz", "\t",
    "| a | b |", "|", "- ", "•", "AFAutofocus", "PergolaPergola", "I. one", "(a) x (b) y",
    "Definition 1.1 (X). An x is y.", "What is it?", "It is.", "noun", "Meaning:", "**bold**: text", "Home",
    "Terms in this set (3)", "Front: x", "Back: y", "True", "x = y", "水：液体", "ما هو؟", "\u200f", "\x0b", "\x00",
    "👉 x", "```", "---",
]  # fmt: skip


@given(st.lists(st.sampled_from(NASTY), max_size=30), st.sampled_from(["\n", "\n\n"]))
def test_no_mixture_of_lines_is_too_much(parts: list[str], joint: str) -> None:
    assert imported(joint.join(parts)) is not None


@pytest.mark.parametrize("rows", [3, 9])
def test_signs_of_emphasis_in_a_meaning_stay_what_they_were(rows: int) -> None:
    glued = ["BTOBird Trust *Office*", "RPMRings Per *Month*", "WLWing Length", "FPFull Plumage", "NBNest Box"]
    glued += ["HTHollow Tree", "DSLDay Span Length", "TTLTime To Lay", "CSClutch Size"]

    text = "Shorthand of ringers\n\nUsed below.\n\n" + "\n".join(glued[:rows]) + "\n"

    assert ("BTO", "Bird Trust *Office*") in pairs(text)
    assert pairs("Birds\n\nowl = *die* Eule\nwren = der *Zaunkönig*\n")[1] == ("wren", "der *Zaunkönig*")
    assert pairs("Birds\n\n1. **owl**: die Eule\n2. **wren**: der Zaunkönig\n") == [BIRDS[0], BIRDS[3]]


def test_a_question_that_stands_alone_in_prose_is_a_card_and_said() -> None:
    prose = "The river rose in the night, and by the morning the meadows were a lake with a row of willows in it.\n\n"

    made = imported(
        f"The flood\n\n{prose}{prose}What did the council say?\n\nIt said that the dike will be raised.\n\n{prose}"
    )

    assert [(problem.code, problem.at.line) for problem in made.problems] == [("record-doubtful", 7)]


def test_what_repeats_is_no_guess() -> None:
    assert not imported(
        "Birds\n\nowl - die Eule\nwren - der Zaunkönig\ncrow - die Krähe\nrobin - das Rotkehlchen\n"
    ).problems


def test_words_one_a_line_that_nothing_pairs_are_no_pairs() -> None:
    words = "取り替えます 片づけます コップ 袋 書類 枝 駅員 交番 地震 壁 針 西".split()

    assert not pairs("Words\n\n" + "\n".join(words))


def test_words_with_glosses_between_are_no_pairs() -> None:
    lines = ("明 (bright) 天 (sky) 再 (again)", "后 (after) 悔 (regret) 无 (without)", "人 (man) 来 (come) 了 (now)")

    assert not pairs("\n".join(("A verse", "", *lines)))


def test_a_verse_that_comes_again_is_no_part_of_a_frame() -> None:
    verse = (
        "The river runs beneath the bridge of stone and sand,",
        "and carries leaves of every tree across the land,",
        "and nobody has ever seen the other shore.",
        "",
    )

    assert not imported("\n".join(("Song", "", *verse * 3))).left_out


MARKS = [
    tuple(pair.split("/"))
    for pair in (
        "Вопрос/Ответ, שאלה/תשובה, سؤال/الجواب, प्रश्न/उत्तर, 질문/답, Pytanie/Odpowiedź, Soru/Cevap, "
        "Fråga/Svar, Ερώτηση/Απάντηση, คำถาม/คำตอบ, Câu hỏi/Trả lời, Kérdés/Válasz, Otázka/Odpověď, "
        "Vraag/Antwoord, Întrebare/Răspuns, Kysymys/Vastaus, Питання/Відповідь, پرسش/پاسخ, 问/答, 質問/回答, Q/A, "
        "F/A, P/R, D/R, В/О, ש/ת, س/ج"
    ).split(", ")
]
"""What opens a question, and what opens its answer."""


@pytest.mark.parametrize(("question", "answer"), MARKS)
@pytest.mark.parametrize("number", ["", " {}"])
def test_the_marks_of_questions_are_known_in_all_languages(question: str, answer: str, number: str) -> None:
    lines = [
        f"{question}{number.format(n)}: abc{n} def ghi?\n{answer}{number.format(n)}: jkl{n} mno." for n in range(1, 4)
    ]

    assert pairs("\n\n".join(("Birds", *lines))) == [(f"abc{n} def ghi?", f"jkl{n} mno.") for n in range(1, 4)]
