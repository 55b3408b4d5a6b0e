"""Pasted text: what page it becomes, what is left out, and that no word is lost. Whole pages are in pasted/."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from genai_cards.build import build
from genai_cards.diagnostics import Severity
from genai_cards.importers import Imported, import_page, is_edited, stamp
from genai_cards.importers.write import escaped
from genai_cards.page import markdown
from genai_cards.page.document import Paragraph
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source, decode
from reading import plain

PAGES = sorted((Path(__file__).parent / "pasted").glob("*.txt"))
SHARED = Path(__file__).parent.parent.parent / "shared"
REAL = [*sorted((SHARED / "pages").glob("*.txt")), *sorted((SHARED / "seed").glob("*.txt"))]

_MARKER = re.compile(
    r"\b(?:(?:correct )?answer(?: key)?|explanation|question|statement|solution|meaning|ans|que|sol|[qapr])"
    r" ?\d*\**(?=[:.])"
    r"|^(?:answer(?: key)?|question|q)\s?\d*(?: of \d+)?$",
    re.I | re.M,
)


def imported(text: str, title: str = "", *columns: list[str]) -> Imported:
    return import_page(text.encode(), "page.txt", "2026-11-24", title=title, columns=columns)


def body(text: str, title: str = "", *columns: list[str]) -> str:
    """Give the page without its front matter."""
    return imported(text, title, *columns).text.split("\n---\n\n", 1)[1]


def pairs(text: str) -> list[tuple[str, str]]:
    """Give the notes of pasted text."""
    source = decode(imported(text).text.encode(), "page.md", "page")
    notes = build([source], ProjectSettings(deck="Root"), now=1).notes
    return [(plain(note.draft.fields["Prompt"]), plain(note.draft.fields["Answer"])) for note in notes]


def told(made: Imported) -> str:
    """Give a page with what an import says of it."""
    out = [f"left out {part.line}: {part.why}: {part.text}" for part in made.left_out]
    return "\n".join([made.text, *out, *map(str, made.problems)]) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages(page: Path, update: bool) -> None:
    found = told(import_page(page.read_bytes(), page.name, "2026-11-24"))
    golden = page.with_suffix(".expected")
    if update:
        golden.write_text(found, encoding="utf-8")

    assert found == golden.read_text(encoding="utf-8")


def characters(text: str) -> Counter[str]:
    """Count letters and digits, but for the words that mark questions and answers."""
    return Counter(filter(str.isalnum, _MARKER.sub("", text)))


@pytest.mark.parametrize("page", [*PAGES, *REAL], ids=lambda page: page.stem)
def test_every_word_is_on_the_page_once_or_among_what_was_left_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    made = import_page(text.encode(), page.name, "2026-11-24")

    shown = made.text.split("\n---\n", 1)[1]
    shown = re.sub(r"<!-- Its cells.*?-->|<!-- The other columns.*?:\n|```text", "", shown, flags=re.DOTALL)
    shown = re.sub(r"\\(?=[^\w\s])", "", shown)
    out = "\n".join(part.text for part in made.left_out)
    # the numbers of questions are those of the list's items, and a key is told with each of its questions
    missing = [sign for sign in characters(text) - characters(f"{shown}\n{out}") if not sign.isdigit()]
    beyond = [sign for sign in characters(f"{shown}\n{out}") - characters(text) if not sign.isdigit()]
    assert missing == []
    assert beyond == [] or "the key" in " ".join(part.why for part in made.left_out)


@pytest.mark.skipif(not REAL, reason="the real pages are not part of the project")
@pytest.mark.parametrize("page", REAL, ids=lambda page: page.stem)
def test_the_page_gives_the_notes_of_the_text(page: Path) -> None:
    made = import_page(page.read_bytes(), page.name, "2026-11-24")
    again = import_page(made.text.encode(), "page.md", "2026-12-01")

    assert again.text == made.text
    assert not is_edited(made.text)


def rows_of(page: str) -> list[list[str]]:
    """Give the rows of all tables of a page."""
    lines = [line.strip("|") for line in page.split("\n") if line.startswith("|") and set(line) - set("|-: ")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


SEED = SHARED / "seed" / "generative-ai.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the real pages are not part of the project")
def test_the_glued_tables_of_a_real_page_are_those_of_the_page_itself() -> None:
    made = import_page(SEED.read_bytes(), SEED.name, "2026-11-24")

    rows = rows_of(made.text)
    assert rows == rows_of(SEED.with_suffix(".md").read_text(encoding="utf-8"))
    assert len(rows) == 29 + 4  # with their headers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_import_of_an_imported_page_changes_nothing(page: Path) -> None:
    made = import_page(page.read_bytes(), page.name, "2026-11-24")

    for name in ("page.md", "-"):
        assert import_page(made.text.encode(), name, "2026-12-01").text == made.text


def test_a_stamp_tells_whether_a_page_was_edited() -> None:
    text = imported("Cells\n\nA cell is small.\n").text

    assert (stamp(text) is not None, is_edited(text)) == (True, False)
    assert is_edited(text.replace("small", "tiny"))
    assert is_edited(text.replace("title: Cells", "title: The cell"))
    assert (stamp("# Cells\n"), stamp("---\ntitle: x\n---\n")) == (None, None)


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2 and a*b*c",
        "__init__ and snake_case and _private_",
        "a < b, <b>bold</b>, <script>alert(1)</script>",
        "AT&T, &amp; and &copy;",
        "[1], [ ] and [x](y)",
        "costs $5 and $6, or US$7",
        r"C:\temp and \* and \\",
        "`not closed and ~~not struck~~",
        "# no heading",
        "1. no list",
        "+ no list",
        "> no quote",
        "| no | table |",
        ": no definition",
        "=====",
        "***",
        "[a]: http://example.org",
        "a {#id}",
        "a==b== or c==d",
        "H~2~O, 2^3^4 and x^2^",
        "100%% of %%all%%",
        "[[page]] and ![[picture.png]]",
        "![x](y)",
    ],
)
def test_literal_text_reads_on_the_page_as_it_was(text: str) -> None:
    page = f"Title\n\nA first paragraph stands here.\n\nSo {text} it is said.\n"

    document = markdown.parse(decode(imported(page).text.encode(), "page.md", "page"))

    shown = [block.text.plain for block in document.root.blocks if isinstance(block, Paragraph)]
    assert f"So {text} it is said." in shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(r" *_`[]()<>&$~!\{}#=^%")))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    text = " ".join(f"x {text} x".split())
    source = Source("page.md", "page", f"x\n\n{escaped(text)}\n")

    (_, block) = markdown.parse(source).root.blocks

    assert isinstance(block, Paragraph)
    assert block.text.plain == text


@pytest.mark.parametrize("kept", ["`code_x`", "**bold**", "$E = mc^2$", r"\(x_1\)", "[site](https://example.org/a_b)"])
def test_markup_that_is_meant_stays(kept: str) -> None:
    assert f"See {kept} here." in body(f"Title\n\nFirst a paragraph.\n\nSee {kept} here.\n")


@given(st.text(max_size=400))
def test_any_text_becomes_a_page(text: str) -> None:
    made = imported(text)

    assert len(made.lines) == made.text.count("\n")
    markdown.parse(decode(made.text.encode(), "page.md", "page"))


def test_each_line_of_the_page_knows_its_line_in_the_text() -> None:
    made = imported("Title\n\n\nA paragraph stands here.\n\n- **a**: b\n- **c**: d\n")

    lines = dict(zip(made.text.split("\n"), made.lines, strict=False))
    assert (lines["# Title"], lines["A paragraph stands here."], lines[": d"]) == (1, 4, 7)


# --- shapes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "1. What is a cell?\nAnswer: A small room.",
        "1) What is a cell?\n\nAns: A small room.",
        "Q1. What is a cell?\nA1. A small room.",
        "Q: What is a cell?\nA: A small room.",
        "Q. 7. What is a cell? A. A small room.",
        "Question 1: What is a cell?\nSolution: A small room.",
        "Question 1\nWhat is a cell?\nAnswer\nA small room.",
        "1\nWhat is a cell?\nEasy\nAnswer: A small room.",
        "What is a cell?\nAnswer: A small room.",
        "1. What is a cell? (Answer: A small room.)",
        "- Question: What is a cell?\nAnswer: A small room.",
        "• What is a cell?\n• A small room.\n• What is DNA?\n• A long molecule.",
        "Frage: What is a cell?\nAntwort: A small room.",
        "Que 1. What is a cell?\nAns. A small room.",
        "Q.1 What is a cell?\nAns.: A small room.",
        "Q1 What is a cell?\nSol. A small room.",
        "Question 1 of 9\nWhat is a cell?\nCorrect answer: A small room.",
        "Q.1) What is a cell?\nRespuesta correcta: A small room.",
        "P: What is a cell?\nR: A small room.",
        "Q: What is a cell? Answer - A small room.",
        "1.What is a cell?\nBonne réponse : A small room.",
        "1.) What is a cell?\nSample answer: A small room.",
        "1. What is a cell?\nShow answer\nA small room.",
        "Question 1\nWhat is a cell?\nView Answer\nAnswer: A small room.",
        "Q1: What is a cell?\nClick to reveal the answer\nA small room.",
    ],
)
def test_an_answer_is_found_however_it_is_marked(lines: str) -> None:
    assert ("What is a cell?", "A small room.") in pairs(f"Biology\n\nSome words of introduction.\n\n{lines}\n")


@pytest.mark.parametrize(
    "answer",
    ["Answer: B", "Answer: Option B", "Correct option: b", "Correct Answer: (b) neon", "Ans. (b)", "Ans.(b)",
     "Answer B", "The correct answer is option B", "Answer: B) neon", "Richtige Antwort: b)",
     "View Answer\n\nAnswer: b", "Answer: B - neon", "Show answer\nb) neon"],
)  # fmt: skip
def test_the_letter_of_a_choice_may_stand_in_many_words(answer: str) -> None:
    choices = "a) chlorine\nb) neon\nc) hydrogen"

    assert [found[1] for found in pairs(f"Quiz\n\n1. Which is a noble gas?\n{choices}\n{answer}\n")] == ["neon"]


def test_a_key_may_give_answers_in_words_for_the_questions_above_it() -> None:
    text = (
        "Quiz\n\n1. Which metal is liquid?\n2. Which gas burns?\n\nAnswers\n1. Mercury\n2. Hydrogen\n\n"
        "Q1. Who drew maps?\nQ2. Who sailed?\n\nAnswer key:\n1. Mercator\n2. Magellan\n"
    )

    assert [answer for _, answer in pairs(text)] == ["Mercury", "Hydrogen", "Mercator", "Magellan"]


@pytest.mark.parametrize("key", ["Answer Key: 1-B, 2-A", "Answer key\n1. B\n2. A", "Quiz answers:\n1) B   2) A"])
def test_a_key_of_letters_may_be_called_and_set_in_many_ways(key: str) -> None:
    text = f"Quiz\n\n1. Which is a metal?\nA) neon\nB) zinc\n\n2. Which is a gas?\nA) neon\nB) zinc\n\n{key}\n"

    assert [answer for _, answer in pairs(text)] == ["zinc", "neon"]


def test_a_section_of_solutions_is_no_key_of_questions_that_have_their_answers() -> None:
    answered = "1. Why so slow?\n\nThere is traffic.\n\n2. Who is to blame?\n\nNobody is."
    text = f"Roads\n\n{answered}\n\nSolutions\n1. Trams\n2. Bikes\n"

    assert "Trams" in body(text)


def test_a_button_over_a_hidden_answer_is_no_answer() -> None:
    hidden = (
        "Biology\n\n1. What is a cell?\nShow answer\n\n2. What is DNA?\nShow answer\n\n3. What is RNA?\nShow answer\n"
    )

    assert pairs(hidden) == []


def test_a_numbered_question_may_be_answered_by_the_paragraph_below_it() -> None:
    text = "Biology\n\n1. What is a cell?\n\nA small room.\n\n2. What is DNA?\n\nA long molecule.\n\nIt is a helix.\n"

    assert pairs(text) == [("What is a cell?", "A small room."), ("What is DNA?", "A long molecule.")]


def test_questions_without_answers_give_no_card() -> None:
    text = "Biology\n\n1. What is a cell?\n2. What is DNA?\n3. What is a gene?\n\nGood luck with all of these!\n"

    assert pairs(text) == []


@pytest.mark.parametrize(
    "questions",
    [
        "Question 1 of 2\nWhich plant is this?\nFern\nMoss\nOak\nQuestion 2 of 2\nWhich is a tree?\nFern\nMoss\nOak",
        "1. Which plant is this?\n• Fern\n• Moss\n• Oak\n\n2. Which is a tree?\n• Fern\n• Moss\n• Oak",
        "Which plant is this?\nFern\nMoss\nOak\n\nWhich is a tree?\nFern\nMoss\nOak",
        "Do you know these plants?\n\nWhich plant is this?\nFern\nMoss\nOak\n\nWhich is a tree?\nFern\nMoss\nOak",
        "Q1. What is moss?\nQ2. What is a fern?\nQ3. What is an oak?\nGood luck with all of these, and see you soon!",
        "What is moss?\n\nWhat is a fern?\n\nWhat is an oak?\n\nGood luck with all of these, and see you soon!",
        "Basics\nWhat is moss?\nWhat is a fern?\n\nTrees\nWhat is an oak?\nHow old is it?\n\nGood luck with these!",
    ],
)
def test_choices_without_a_key_and_lists_of_questions_give_no_card(questions: str) -> None:
    assert pairs(f"Plants\n\nSome words of introduction.\n\n{questions}\n") == []


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_numbered_questions_may_have_answers_of_a_word(gap: str) -> None:
    asked = ["1. Which tree has acorns?", "Oak", "2. What grows on stones?", "Moss", "3. What has fronds?", "FERN"]

    assert [answer for _, answer in pairs(f"Plants\n\n{gap.join(asked)}\n")] == ["Oak", "Moss", "FERN"]


def test_a_term_called_answer_is_a_term_among_others() -> None:
    text = "Which terms are there?\n\nAnswer: What the defendant says.\n\nMotion: A wish.\n\nComplaint: A paper.\n"

    assert pairs(text)[1:] == [("Answer", "What the defendant says."), ("Motion", "A wish."), ("Complaint", "A paper.")]


def test_a_term_alone_below_its_letter_is_one_among_others() -> None:
    text = (
        "Glossary of plants\n\nA B C D E F G H I J K L M N O P Q R S T U V W X Y Z\n\n"
        "F\n\nFern - A plant with fronds.\nFir - A tree with needles.\n\nM\n\nMoss - A plant that grows on stones.\n"
    )

    assert pairs(text)[-1] == ("Moss", "A plant that grows on stones.")


def test_terms_of_a_glossary_may_begin_in_lower_case_and_what_ends_it_is_none() -> None:
    text = (
        "Plant terms\nPublished 2 May 2023\nfern\nA plant with fronds.\nmoss\nA plant that grows on stones.\n"
        "Final thoughts\nNow you know two plants by their names.\n"
    )

    assert pairs(text) == [("fern", "A plant with fronds."), ("moss", "A plant that grows on stones.")]


def test_flash_cards_are_terms_whatever_their_back_looks_like() -> None:
    cards = "oak\na tree\n\nmoss\nGrows on stones\n\nfern\nfronds"

    found = pairs(f"Plants 101\nLearn\nTest\nMatch\nTerms in this set (3)\n\n{cards}\n")

    assert found == [("oak", "a tree"), ("moss", "Grows on stones"), ("fern", "fronds")]


def test_notes_of_the_page_become_footnotes_and_marks_without_a_note_are_left_out() -> None:
    made = imported("Cells\n\nA cell is small.[1] It lives.[2]\n\n[1] see page 3.\n")

    assert "A cell is small.[^1] It lives.\n" in made.text
    assert "[^1]: see page 3." in made.text
    assert [part.text for part in made.left_out] == ["[2]"]


@pytest.mark.parametrize(
    "chrome",
    ["Sign up for free", "Get Started — $9/month", "5 min read", "© 2024 Somebody", "12 comments", "#biology #cells",
     "We use cookies to improve your experience.", "Table of Contents", "https://example.org/cells"],
)  # fmt: skip
def test_what_surrounds_the_text_is_left_out_and_said(chrome: str) -> None:
    made = imported(f"Cells\n\nA cell is a small room of its own.\n\n{chrome}\n\nIt has a wall around it, too.\n")

    assert chrome not in made.text
    assert [part.text for part in made.left_out] == [chrome]


def test_a_label_behind_a_bullet_may_end_in_a_dash() -> None:
    text = "Plants\n\nSome words of introduction.\n\n• Moss – grows on stones\n• Fern – has fronds\n• Oak – is a tree\n"

    assert pairs(text)[0] == ("Moss", "grows on stones")


def test_a_name_over_labelled_lines_is_their_heading() -> None:
    text = "Plants\n\nMoss\nPlace: stones\nSize: small\nUse: none\n\nOak\nPlace: woods\nSize: large\nUse: wood\n"

    assert "## Moss\n\n- **Place**: stones" in body(text)
    assert "##" not in body("Plants\n\nSome words of introduction.\n\nMoss: small\nOak: large\n")


def test_a_table_of_contents_is_left_out() -> None:
    entries = "What is moss?\nWhat is a fern?\nUses of both"
    text = "What is moss?\nA plant on stones.\n\nWhat is a fern?\nA plant with fronds.\n\nUses of both\nThey look nice."

    made = imported(f"Plants\n\nContents\n1. {entries.replace(chr(10), f'{chr(10)}2. ')}\n\n{text}\n")

    assert [part.why for part in made.left_out] == ["navigation", *["the table of contents"] * 3]
    assert pairs(f"Plants\n\n{entries}\n\n{text}\n") == pairs(f"Plants\n\n{text}\n")


def test_choices_that_return_below_each_question_are_no_table_of_contents() -> None:
    asked = [f"{n}. Do you {verb}?\nA. Always\nB. Often\nC. Never\nAnswer: B" for n, verb in ((1, "run"), (2, "swim"))]

    assert [answer for _, answer in pairs("Habits\n\n" + "\n\n".join(asked))] == ["Often", "Often"]


@pytest.mark.parametrize(
    "question", ["▼ Who asks?", "+ Who asks?", "Who asks?\n+", "Who asks? ▾", "❓ Who asks?", "⌄\nWho asks?"]
)
def test_signs_that_open_an_answer_are_no_text(question: str) -> None:
    text = f"Help\n\nExpand all\n\n{question}\nA curious reader.\n\n{question.replace('asks', 'reads')}\nAn author.\n"

    assert pairs(text) == [("Who asks?", "A curious reader."), ("Who reads?", "An author.")]


@pytest.mark.parametrize("sign", ["–", " - ", ": ", " → ", " = "])
@pytest.mark.parametrize("marks", [("", ""), ("1. ", "2. "), ("• ", "• ")])
def test_an_answer_may_stand_behind_a_sign_on_the_line_of_its_question(sign: str, marks: tuple[str, str]) -> None:
    text = f"Trivia\n\n{marks[0]}Who asks?{sign}A reader\n\n{marks[1]}Who reads?{sign}An author (of books)\n"

    assert pairs(text) == [("Who asks?", "A reader"), ("Who reads?", "An author (of books)")]


@pytest.mark.parametrize(
    "judged", ["Moss is a plant. {}", "Moss is a plant ({})", "Moss is a plant. [{}]", "Moss is a plant – {}"]
)
def test_a_statement_may_be_judged_on_its_line(judged: str) -> None:
    text = f"True or false\n\n1. {judged.format('True')}\n2. Oaks are ferns – FALSE.\n"

    assert [answer for _, answer in pairs(text)] == ["True", "FALSE"]


def test_statements_that_are_not_judged_give_no_card() -> None:
    assert pairs("Quiz\n\n1. Moss is a plant. True or False\n2. Oaks are ferns. True or False\n") == []


@pytest.mark.parametrize(
    "choices",
    [
        " (a) joule (b) newton (c) watt",
        "\n(a) joule (b) newton\n(c) watt",
        "\nA. joule  B. newton  C. watt",
        "\njoule\nnewton\nwatt",
        "\ni. joule\nii. newton\niii. watt",
    ],
)
@pytest.mark.parametrize("answer", ["(b) newton", "newton"])
def test_choices_may_share_a_line_or_have_no_letters(choices: str, answer: str) -> None:
    text = f"Quiz\n\n1. The unit of force is{choices}\nAnswer: {answer}\n"

    assert imported(text).left_out == ()
    assert [found for _, found in pairs(text)] == ["newton"]


def test_a_key_in_words_may_stand_on_one_line() -> None:
    text = "Quiz\n\n1. Capital of Peru?\n2. Capital of Fiji?\n\nANSWERS: 1. Lima 2. Suva\n"

    assert pairs(text) == [("Capital of Peru?", "Lima"), ("Capital of Fiji?", "Suva")]
    assert pairs("Quiz\n\n1. How?\nAnswer: 1. Stop. 2. Look.\n")[0][1] == "1. Stop. 2. Look."
    assert "1. Stop. 2. Look." in body("Roads\n\nWhat to do at a road.\n\nSolutions: 1. Stop. 2. Look.\n")


def test_steps_in_the_answer_of_a_numbered_question_are_its_own() -> None:
    text = (
        "Releases\n\n1. How is one rolled back?\nAnswer:\n1. Stop.\n2. Deploy.\n3. Look.\n\n"
        "2. How is one made?\nAnswer: In two steps:\n1. Build.\n2. Deploy.\n\n3. What is a canary?\nAnswer: A bird.\n"
    )

    assert pairs(text) == [
        ("How is one rolled back?", "Stop. Deploy. Look."),
        ("How is one made?", "In two steps: Build. Deploy."),
        ("What is a canary?", "A bird."),
    ]


def test_the_title_again_is_a_question_where_it_asks_over_text() -> None:
    text = "What is moss?\nBy us\nWhat is moss?\nMoss is a plant that grows on stones.\nUses of moss\n• Decoration\n"

    assert pairs(text) == [("What is moss?", "Moss is a plant that grows on stones.")]


def between_calls(count: int, text: str = "Ferns grow in the shade of trees.") -> list[str]:
    """Give what is left out of a page with lines of text between two calls to action."""
    lines = [text.replace("Ferns", f"Ferns of kind {number}") for number in range(count)]
    page = "\n\n".join(["Ferns", "Here stand ferns.", "Sign up", *lines, "Try it free", "Here stand mosses, too."])
    return [part.text for part in imported(page).left_out]


def test_what_stands_between_calls_to_action_that_follow_each_other_closely_is_left_out() -> None:
    assert len(between_calls(10)) == 12
    assert between_calls(11) == ["Sign up", "Try it free"]
    assert len(between_calls(2, f"Ferns {'grow, ' * 35}grow.")) == 4  # of 40 words, with their number
    assert between_calls(2, f"Ferns {'grow, ' * 36}grow.") == ["Sign up", "Try it free"]
    assert between_calls(1, "Where do ferns grow?") == ["Sign up", "Try it free"]


def promoted(count: int, *calls: str) -> list[str]:
    """Give what is left out of a page that ends with a heading about a brand, so many lines, and calls to action."""
    lines = ["It helps gardeners to know their plants, all day long."] * count
    page = "\n\n".join(["Ferns", "Ferns are plants.", "About Greenleaf", *lines, *calls])
    return [part.why for part in imported(page).left_out]


def test_a_heading_about_a_brand_is_left_out_with_its_text_over_a_call_that_names_it() -> None:
    call = "a call to action"

    assert promoted(4, "Try Greenleaf for free") == ["an advertisement"] * 5 + [call]
    assert promoted(5, "Try Greenleaf for free") == [call]
    assert (
        promoted(1, "Sign up", "Learn more", "Log in", "Try Greenleaf for free")
        == ["an advertisement"] * 2 + [call] * 4
    )
    assert promoted(1, "Sign up", "Learn more", "Log in", "Save", "Try Greenleaf for free") == [call] * 5
    assert promoted(1, "Try Bluestem for free") == [call]


def test_the_comments_of_readers_are_left_out() -> None:
    page = "Cats\n\nCats purr.\n\n1. Is it good?\nAnswer: Mostly.\n\n2. Do lions purr?\nAnswer: No.\n\n"
    said = "2 thoughts on “Cats”\nreader says:\nMay 4, 2020 at 7:15 am\nWhat of lynxes?\nReply\nThey do.\nReply\n"

    made = imported(page + said)

    assert pairs(page + said) == [("Is it good?", "Mostly."), ("Do lions purr?", "No.")]
    assert {part.why for part in made.left_out} == {"comments of readers"}


@pytest.mark.parametrize("line", ["_______________", "……………", ". . . . . . ......"])
def test_a_line_to_write_on_is_no_answer(line: str) -> None:
    assert pairs(f"Quiz\n\n1. What is moss?\n{line}\n2. What is a fern?\n{line}\n3. What is an oak?\n{line}\n") == []


def test_the_number_of_a_question_may_stand_alone_and_a_quarter_is_none() -> None:
    assert pairs("Moss FAQ\n\nQ1\nWhat is moss?\nA plant.\nQ2\nWhere is it?\nOn stones.\n")[1][0] == "Where is it?"
    assert "Q1" in body("Sales\n\nThey rose.\n\nQ1\nSales rose by much, and by more than one had hoped for.\n")


def test_a_sign_of_equality_stands_between_a_term_of_a_glossary_and_its_meaning() -> None:
    assert pairs("Abbreviations\n\nBP = blood pressure\nHR = heart rate\nx = y = z\n")[:2] == [
        ("BP", "blood pressure"), ("HR", "heart rate")
    ]  # fmt: skip


def test_a_button_that_asks_what_one_thinks_of_the_page_is_no_question() -> None:
    asked = "Who asks?\nA reader.\n\nWho reads?\nAn author.\n\nWas this page helpful?\nYes\nNo\n"

    assert [part.why for part in imported(f"Help\n\n{asked}").left_out] == ["a button"] * 3


def test_an_answer_of_two_paragraphs_between_questions_keeps_both() -> None:
    asked = "Who asks?\nA reader.\n\nShe is curious.\n\nWho reads?\nAn author.\n\nWho writes?\nNobody.\n"

    assert ("Who asks?", "A reader. She is curious.") in pairs(f"Help\n\n{asked}")


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        "| Model | Speed |\n| --- | --- |\n| GAN | fast |\n| VAE | slow |",
        "Model | Speed\n--- | ---\nGAN | fast\nVAE | slow",
        "Model | Speed |\n---|---|\nGAN | fast |\nVAE | slow |",
        "| Model | Speed |\n| GAN | fast |\n| VAE | slow |",
        "Model\tSpeed\nGAN\tfast\nVAE\tslow",
        "Model\t\tSpeed\nGAN\t\tfast\nVAE\t\tslow",
        "Model   Speed\nGAN     fast\nVAE     slow",
    ],
)
def test_a_table_is_a_table_however_it_was_pasted(table: str) -> None:
    page = "| Model | Speed |\n| ----- | ----- |\n| GAN   | fast  |\n| VAE   | slow  |\n"

    assert page in body(f"Models\n\nHere they are.\n\n{table}\n")


@pytest.mark.parametrize("title", ["Models\n\n", "Models\n\nCompared\n"])
def test_a_table_may_have_one_cell_a_line(title: str) -> None:
    cells = "Model\nSpeed\nYear\nGAN\nfast\n2014\nVAE\nslow\n2013\nDDPM\nslow\n2020\n"

    assert "| Model | Speed | Year |" in body(title + cells)


def test_choices_in_code_are_no_table() -> None:
    text = "Quiz\n\nQuestion 1\nWhich one keeps state?\nA. useEffect\nB. useState\nC. useMemo\nAnswer\nB. useState\n"

    assert [answer for _, answer in pairs(text)] == ["useState"]


def test_a_bar_in_a_cell_stays_one() -> None:
    assert r"| P(Y\|X)" in body("T\n\nModel\tLearns\nA\tP(Y|X)\nB\tP(X)\n")


def test_an_empty_cell_stays_empty() -> None:
    assert "| GAN   |       | blurred |" in body("T\n\nModel\tSpeed\tWeak\nGAN\t\tblurred\nVAE\tfast\tslow\n")


def test_cells_that_have_shifted_are_no_part_of_the_table() -> None:
    text = (
        "T\n\nTerm | Meaning | Also | Field |\n---|---|---|---|\nOath | a vow | Law | |\nPlea | a word | wish | Law |\n"
    )

    made = imported(text)

    assert "| Oath | a vow   |" in made.text
    assert [problem.code for problem in made.problems] == ["cells-shifted"]
    assert "Law" in made.text  # in the comment


def test_a_row_with_too_many_cells_leaves_the_table_as_it_was() -> None:
    made = imported("T\n\nA\tB\n1\t2\n1\t2\t3\n")

    assert "```text\nA\tB\n1\t2\n1\t2\t3\n```" in made.text
    assert [(problem.code, problem.at.line) for problem in made.problems] == [("table-lost", 3)]


def test_a_table_joined_by_spaces_is_not_guessed() -> None:
    made = imported("T\n\nRiver Continent Length\nNile Africa 6650 km\nVolga Europe 3531 km\nRhine Europe 1230 km\n")

    assert [problem.code for problem in made.problems] == ["table-lost"]


def test_what_needs_a_look_has_its_place_in_the_page() -> None:
    made = imported("T\n\nA paragraph stands here.\n\nA\tB\n1\t2\n1\t2\t3\n")

    (problem,) = made.problems
    place = made.at_page(problem, "source/t.md").at
    assert made.text.split("\n")[place.line - 1] == "```text"


def test_text_that_is_not_utf_8_is_an_error() -> None:
    (problem,) = import_page(b"caf\xe9", "page.txt", "2026-11-24").problems

    assert (problem.severity, problem.code) == (Severity.ERROR, "not-utf8")


def test_an_answer_of_an_assistant_in_markdown_stays_as_it_is() -> None:
    table = "| Part | Place |\n|---|---|\n| **DNA** | nucleus |"
    text = f"## Cells\n\n* **Stroma**: a fluid\n\n{table}\n\n1. **Where?**\n   *There.*\n"

    assert imported(text).text == text


def test_a_heading_alone_makes_no_markdown_of_a_text() -> None:
    assert (
        imported("# Notes\n\nowl – die Eule\nwren – der Zaunkönig\ncrow – die Krähe\n").counts["definition list"] == 1
    )


LINES = [
    "", "", "", "Cells", "What is DNA?", "A long molecule with two strands.", "Answer: A helix.", "Answer:",
    "Ans. forty-six", "1. What is RNA?", "2. Name the bases of it.", "3) Which one?",
    "(Answer: adenine (A), thymine)", "a) left", "b) right", "C. Router", "Explanation: It is so.",
    "Q: Who found it?", "A: Franklin did.", "• Label: some text", "  • nested text", "- Question: why?",
    "Meaning: what it says", "Gene: a piece of DNA.", "Gene – a piece of it", "Sign up", "Related terms",
    "5 min read", "A\tB", "x\ty", "| a | b |", "| - | - |", "| c | d |", "name   kind", "oak    tree",
    "[1] a note", "Text.[1]", "```", "# Heading", "7", "Easy", "lower case words", "GLOSSARY",
    "Show answer", "▼", "What is it? +", "Q1", "Answer key:", "(a) left (b) right", "1. Which? (a) left (b) right",
    "Moss is a plant. (True)", "Who sat? – Nobody", "DNA = a long molecule", "Terms in this set (2)", "3 comments",
    "reader says:", "Was this helpful?", "Yes", "Answers: 1. left 2. right", "_____", "P: ¿Quién?", "R: Nadie.",
    "It's here (see above", "Answers: 1. a, 2. b", "—", "- ",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=25))
@example(["| a | b |", "  • nested text", "| a | b |"])
def test_no_word_is_lost_in_whatever_order_the_lines_come(lines: list[str]) -> None:
    text = "\n".join(lines)
    made = imported(text)

    shown = re.sub(r"<!-- The other.*?:\n|```text", "", made.text.split("\n---\n", 1)[-1])
    shown = re.sub(r"\\(?=[^\w\s])", "", shown)
    out = "\n".join(part.text for part in made.left_out)
    missing = characters(text) - characters(f"{shown}\n{out}")
    assert [sign for sign in missing if not sign.isdigit()] == []


def test_a_short_glued_table_that_nothing_tells_is_no_menu() -> None:
    table = "ModelSpeedWeakness\nGANfastmode collapse\nDiffusionslowmany steps\n"

    made = imported(f"Models\n\nThere are models of many kinds.\n\n{table}")

    assert f"```text\n{table}```" in made.text
    assert [problem.code for problem in made.problems] == ["table-lost"]


def test_numbers_below_glued_heads_are_a_table_that_could_not_be_recovered() -> None:
    made = imported("Visits\n\nMany came to see the mill.\n\nYearVisitors\n19981240\n19991312\n20001450\n")

    assert [(problem.code, problem.at.line) for problem in made.problems] == [("table-lost", 5)]


def test_lines_that_were_weighed_in_vain_do_not_hide_a_table_with_heads() -> None:
    names = "".join(f"mailBox{number}Open\nx;y\n" for number in range(120))
    table = "ToolUse\nHammerDriving nails\nSawCutting boards\nRakeGathering leaves\n"

    assert "| Hammer | Driving nails    |" in body(f"Tools\n\n{names}\nThe tools are these.\n\n{table}")


def test_names_with_capitals_inside_are_no_heads() -> None:
    made = imported("Programs\n\nThese are on the list.\n\nPhotoDesk\nFaceTime\nMailBox\n")

    assert made.problems == ()


def test_a_line_is_code_only_as_far_as_lines_of_code_go() -> None:
    call = "count(parts) "

    assert "```" in body(f"T\n\nprint({call * 3})\nprint(parts)\n")
    assert "```" not in body(f"T\n\nprint({call * 5000})\nprint(parts)\n")


def test_a_rule_between_tabs_is_no_row() -> None:
    assert "| x    | y    |" in body("T\n\nName\tKind\n---\t---\nx\ty\n")
    assert body("T\n\nName\tKind\n---\t---\nx\ty\n").count("---") == 2
