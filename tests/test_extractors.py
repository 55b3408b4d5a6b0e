"""What becomes a card, and what does not: one shape a test. Whole pages are in golden/."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genai_cards.extractors.acronyms import spells
from genai_cards.language.sentences import Brackets, closing_bracket, sentence_end
from reading import codes, compiled, drafts, only, pairs, plain, problems

# --- glossary ---------------------------------------------------------------------------------------------------------


def test_a_definition_is_its_first_sentence_and_the_rest_is_extra() -> None:
    draft = only("# GAN\n\n## Definition\n\nA GAN is a *game*, e.g. of two networks. One draws. One judges.\n")

    assert draft.fields["Prompt"] == "GAN"
    assert draft.fields["Answer"] == "A GAN is a <em>game</em>, e.g. of two networks."
    assert draft.fields["Extra"] == "One draws. One judges."
    assert draft.key.kind == "definition"


def test_a_definition_below_a_term_is_of_that_term() -> None:
    page = "# Glossary\n\n## GAN\n\n### Definition\n\nA game.\n\n## VAE\n\n### Definition\n\nA code.\n"

    assert pairs(page) == [("GAN", "A game."), ("VAE", "A code.")]


@pytest.mark.parametrize(
    ("text", "defines"),
    [
        ("An API gateway is a tool that joins APIs.", True),
        ("API gateways (AG) are the doors of a system.", True),
        ("API gateway refers to a tool.", True),
        ("API gateway is transforming the industry.", False),
        ("An API gateway tool is a thing.", False),
        ("Some say that an API gateway is a tool.", False),
    ],
)
def test_a_page_that_begins_by_saying_what_its_title_is_defines_it(text: str, defines: bool) -> None:
    assert len(drafts(f"---\ntitle: API gateway\n---\n\n{text} More.\n")) == defines


def test_a_tagline_asks_for_the_term_and_its_context_does_not_tell() -> None:
    draft = only("# Diffusion model\n\n> Noise in, pictures out.\n\n## Other\n\ntext\n")

    assert (plain(draft.fields["Prompt"]), plain(draft.fields["Answer"])) == (
        "Noise in, pictures out.",
        "Diffusion model",
    )
    assert draft.fields["Context"] == ""
    assert draft.fields["Cue"] == "Which term is this?"


@pytest.mark.parametrize(
    "quote",
    [
        "> These questions come from exams. Each has an answer. Try first.",
        "> [!NOTE]\n> Read this.",
        "> Is it art?",
        "> one\n>\n> two",
        "> " + "word " * 40,
    ],
)
def test_a_quotation_that_introduces_is_no_tagline(quote: str) -> None:
    assert drafts(f"# T\n\n{quote}\n") == []


def test_a_tagline_that_holds_its_term_gives_no_card() -> None:
    assert codes("# GAN\n\n> A GAN draws.\n", severity="skipped") == ["tagline-leaks"]


@pytest.mark.parametrize("title", ["What is a gateway?", "What are gateways?", "What Is the Gateway?"])
def test_a_title_that_asks_what_it_is_is_answered_by_the_definition_below_it(title: str) -> None:
    assert pairs(f"# {title}\n\nA gateway is an entry to a network. It is guarded.\n") == [
        (title, "A gateway is an entry to a network. It is guarded.")
    ]


def test_a_title_that_asks_is_answered_by_what_stands_below_it_up_to_the_next_question() -> None:
    page = "# What is a gateway?\n\nAn entry to a network.\n\n## Why is it guarded?\n\nMany use it.\n"

    assert pairs(page) == [("What is a gateway?", "An entry to a network."), ("Why is it guarded?", "Many use it.")]


def test_definition_lists_give_a_note_for_each_term() -> None:
    assert pairs("`rm`\n: removes\n\n**ls**\n: lists\n\n  all\n") == [("rm", "removes"), ("ls", "lists all")]


def test_the_definitions_of_a_term_do_not_run_into_each_other() -> None:
    assert pairs("bank\n: money\n: river\n") == [("bank", "money river")]
    assert pairs("bank\n: - a\n  - b\n: river\n")[0][1] == "a b river"


# --- tables -----------------------------------------------------------------------------------------------------------

TABLE = "# T\n\n## S\n\n| Kind | Speed | Used for? |\n|---|---|---|\n| GAN | fast | faces |\n| VAE | *slow* | — |\n"


def test_each_cell_asks_about_its_row() -> None:
    assert pairs(TABLE) == [("GAN: Speed?", "fast"), ("VAE: Speed?", "slow"), ("GAN: Used for?", "faces")]


def test_a_cell_shows_the_whole_row_and_what_its_rows_are() -> None:
    draft = drafts(TABLE)[0]

    assert plain(draft.fields["Extra"]) == "Kind GAN Speed fast Used for? faces"
    assert draft.fields["Context"] == "T › S › Kind"
    assert draft.at.line == 7


def test_an_empty_cell_is_left_out_with_its_place() -> None:
    (skip,) = problems(TABLE, severity="skipped")

    assert (skip.code, str(skip.at)) == ("cell-empty", "page.md:8:18")


@pytest.mark.parametrize(
    "dates",
    [
        ("Nov 2022", "Feb 2023", "2024"),
        ("1905", "c. 1450", "300 BC"),
        ("2022-11-30", "2023-01", "30.11.2022"),
        ("30 November 2022", "November 30, 2022", "Mid-2023"),
        ("Q1 2023", "H2 2024", "1990s"),
        ("1914–1918", "2020–now", "19th century"),
        ("12 de marzo de 2020", "März 2021", "2024年3月"),
    ],
)
def test_under_dates_the_second_column_names_the_row(dates: tuple[str, str, str]) -> None:
    rows = "".join(f"| {date} | event {place} | why {place} |\n" for place, date in enumerate(dates))
    found = pairs(f"| Date | Event | Why |\n|---|---|---|\n{rows}")

    assert found[::3] == [("event 0: Date?", dates[0]), ("event 0: Why?", "why 0")]
    assert len(found) == 6


@pytest.mark.parametrize("codes", [("200", "301", "404"), ("5432", "8080", "3306")])
def test_numbers_are_no_years_where_the_header_does_not_say_so(codes: tuple[str, str, str]) -> None:
    rows = "".join(f"| {code} | name {place} |\n" for place, code in enumerate(codes))
    assert pairs("# T\n\n| Code | Name |\n| - | - |\n" + rows)[0] == (f"{codes[0]}: Name?", "name 0")


def test_years_under_another_header_may_name_rows_too() -> None:
    assert pairs("| Model year | Price |\n|---|---|\n| 2020 | 5 |\n| 2021 | 5 |\n") == [
        ("2020: Price?", "5"),
        ("2021: Price?", "5"),
    ]


@pytest.mark.parametrize("header", ["Meaning", "Definition", "Answer", ""])
def test_a_table_of_meanings_asks_for_the_first_column_alone(header: str) -> None:
    assert pairs(f"| Term | {header} |\n|---|---|\n| GAN | a game |\n") == [("GAN", "a game")]


def test_a_row_without_a_name_a_column_without_a_header_and_a_lone_column_are_left_out() -> None:
    assert codes("| a | b | |\n|---|---|---|\n| | x | |\n| y | z | w |\n") == ["row-unnamed", "header-empty"]
    assert codes("| a |\n|---|\n| b |\n", severity="skipped") == ["one-column"]


def test_a_first_column_that_does_not_tell_rows_apart_gives_no_cards() -> None:
    rows = "|Tree|oak|tall|\n|Tree|fir|dark|\n|Herb|mint|cool|\n|Herb|thyme|warm|\n"

    assert codes(f"| Kind | Name | Looks |\n|---|---|---|\n{rows}", severity="skipped") == ["rows-alike"]


def test_a_grid_of_signs_gives_no_cards() -> None:
    page = "| A | B | C |\n|---|---|---|\n|F|F|F|\n|F|T|T|\n|T|F|T|\n|T|T|T|\n"

    assert codes(page, severity="skipped") == ["table-no-facts"]


def test_bars_code_and_line_breaks_in_a_cell_are_text() -> None:
    (draft,) = drafts("| a | b |\n|---|---|\n| x | P(Y\\|X) `a\\|b`<br>₹ |\n")

    assert draft.fields["Answer"] == "P(Y|X) <code>a|b</code><br>₹"


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "pair"),
    [
        ("Can it be owned? Yes. Or not?", ("Can it be owned?", "Yes. Or not?")),
        ("Who pays (you?) for it? They do.", ("Who pays (you?) for it?", "They do.")),
        ("为什么要这样？因为更快。", ("为什么要这样？", "因为更快。")),
        ("Style vs expression: Style is free.", ("Style vs expression", "Style is free.")),
        ("**Term**: text", ("Term", "text")),
        ("**Term:** text", ("Term", "text")),
        ("**Term** – text", ("Term", "text")),
        ("**Term** — text: more", ("Term", "text: more")),
        ("**Term** (T) - text", ("Term (T)", "text")),
        ("**Term**—text", ("Term", "text")),
        ("`rm -rf`: removes all", ("rm -rf", "removes all")),
        ("*Recall*: found / all", ("Recall", "found / all")),
        ("Top-p (nucleus: p): cuts the tail", ("Top-p (nucleus: p)", "cuts the tail")),
        ("**What it costs**: nothing", ("What it costs", "nothing")),
        ("混合专家：每次只用一部分", ("混合专家", "每次只用一部分")),
    ],
)
def test_an_item_that_asks_or_names_becomes_a_note(item: str, pair: tuple[str, str]) -> None:
    assert pairs(f"- {item}\n- prose\n- more prose\n") == [pair]


@pytest.mark.parametrize(
    "item",
    [
        "The Office (2023) ruled: works by people only",
        "We use two of them: this and that",
        "It is late, and dark: go home",
        "Note: read this twice",
        "**Note:** read this twice",
        "See also: the other page",
        "Really? Yes.",
        "https://example.org/?q=a is a link",
        "It began at 10:30 in town",
        "`Foo::bar` and a :: b",
        "question::answer",
        "This sentence has many words before its colon and so it is none: a label",
        "First this. Then that: done",
        "A: one of the choices",
        "What is it? A) this B) that",
        "Reading: <https://example.org>",
        "Home page: https://example.org",
        "[ ] **Task**: do it",
    ],
)
def test_an_item_that_neither_asks_nor_names_becomes_none(item: str) -> None:
    assert pairs(f"- {item}\n- prose\n- more prose\n") == []
    assert len(codes(f"- {item}\n- prose\n", severity="skipped")) == 2


def test_in_a_list_of_names_even_answer_is_one() -> None:
    found = pairs("- **Answer**: what is given\n- **Claim**: what is asked\n- **Judge**: who decides\n")

    assert found[0] == ("Answer", "what is given")


def test_an_answer_does_not_begin_by_saying_that_it_is_one() -> None:
    assert pairs("- What is six by seven?\n  **Answer:** 42\n- Who is it? Answer:\n\n  - me\n") == [
        ("What is six by seven?", "42"),
        ("Who is it?", "me"),
    ]


def test_a_question_without_an_answer_gives_no_card_and_says_so() -> None:
    page = "# Quiz\n\n1. What is a GAN?\n2. Why is it slow?\n"

    assert drafts(page) == []
    assert codes(page) == ["no-notes", "answer-missing", "answer-missing"]
    assert "2 × a question without an answer" in problems(page, severity="warning")[0].message


def test_what_stands_below_an_item_belongs_to_its_answer() -> None:
    draft = only("- **Kinds**:\n  - one\n  - two\n  - three\n  - four\n")

    assert "<li>four</li>" in draft.fields["Answer"]
    assert draft.fields["Cue"] == "4 items"


def test_lists_below_an_item_without_a_fact_are_read_too() -> None:
    assert pairs("- prose\n  - **GAN**: b\n    1. c\n- prose\n") == [("GAN", "b c")]


# --- practice ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "1. What is it? (Answer: P(Y|X) (a, b))\n",
        "1. What is it?\n   (Answer: P(Y|X) (a, b))\n",
        "1. What is it?\n\n   (Answer: P(Y|X) (a, b))\n",
        "What is it? (Answer: P(Y|X) (a, b))\n",
        "1\\. What is it?\n\n(Answer: P(Y|X) (a, b))\n",
        "Q1: What is it? (ans: P(Y|X) (a, b))\n",
        "- What is it? (Antwort: P(Y|X) (a, b))\n",
    ],
)
def test_an_answer_in_brackets_is_found_wherever_it_is_written(page: str) -> None:
    assert pairs(page) == [("What is it?", "P(Y|X) (a, b)")]


def test_an_answer_may_hold_brackets_without_partners() -> None:
    assert pairs("1. Which? (Answer: a) this b) that)\n") == [("Which?", "a) this b) that")]


def test_what_follows_the_answer_is_extra() -> None:
    draft = only("1. What? (Answer: this) See (p. 3).\n")

    assert (draft.fields["Answer"], draft.fields["Extra"]) == ("this", "See (p. 3).")


def test_an_answer_may_have_more_blocks() -> None:
    draft = only("1. Which two?\n\n   (Answer: These:\n\n   - a\n   - b)\n")

    assert draft.fields["Answer"] == "<p>These:</p><ul>\n<li>a</li>\n<li>b</li>\n</ul>"


def test_code_below_a_question_belongs_to_it() -> None:
    draft = only("1. What is printed?\n\n   ```py\n   print(1)  # (Answer: 2)\n   ```\n\n   (Answer: 1)\n")

    assert draft.fields["Answer"] == "1"
    assert plain(draft.fields["Prompt"]) == "What is printed? print ( 1 ) # (Answer: 2)"


def test_an_answer_that_is_not_closed_is_told_and_nothing_else_is_lost() -> None:
    page = "1. What? (Answer: this\n2. Why? (Answer: that)\n"
    found = problems(page, severity="warning")

    assert pairs(page) == [("Why?", "that")]

    assert [(problem.code, str(problem.at)) for problem in found] == [("answer-unclosed", "page.md:1:4")]


def test_an_empty_answer_is_a_warning() -> None:
    assert "answer-missing" in codes("1. What? (Answer: )\n", severity="warning")


def test_numbered_parts_become_a_list_with_a_closing_sentence() -> None:
    draft = only("1. Which four? (Answer: (1) a (b, c): d. (2) e, (3) f; and (4) g — h. Most use all: i.)\n")

    assert draft.fields["Answer"] == (
        "<ol><li>a (b, c): d.</li><li>e</li><li>f</li><li>g — h.</li></ol><p>Most use all: i.</p>"
    )
    assert draft.fields["Cue"] == "4 items"


@pytest.mark.parametrize("text", ["as in (1) and (2) above", "see (1) or Table (2)", "(2) b, (3) c", "f(1) g(2)"])
def test_references_are_no_enumeration(text: str) -> None:
    assert "<ol>" not in only(f"1. What? (Answer: {text})\n").fields["Answer"]


def test_a_heading_that_asks_over_a_paragraph_that_counts() -> None:
    page = "# T\n\n## Why it won\n\nGANs led. It won because: (1) it is stable (no collapse), (2) wide, (3) open. So.\n"
    draft = only(page)

    assert (draft.fields["Prompt"], draft.fields["Context"]) == ("Why it won", "T")
    assert draft.fields["Answer"] == "<ol><li>it is stable (no collapse)</li><li>wide</li><li>open.</li></ol>"
    assert draft.fields["Extra"] == "<p>GANs led. It won because:</p><p>So.</p>"
    assert drafts(page.replace("Why it won", "Overview")) == []


# --- acronyms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acronym", "expansion"),
    [
        ("C2PA", "Coalition for Content Provenance and Authenticity"),
        ("VAEs", "Variational Autoencoders"),
        ("W3C", "World Wide Web Consortium"),
        ("RAG", "Retrieval-Augmented Generation"),
        ("BLEU", "Bilingual Evaluation Understudy"),
        ("ROUGE", "Recall-Oriented Understudy for Gisting Evaluation"),
        ("LLM", "large language model"),
        ("R&D", "research and development"),
        ("HTML", "HyperText Markup Language"),
        ("DoS", "denial of service"),
    ],
)
def test_an_acronym_is_spelt_by_its_expansion(acronym: str, expansion: str) -> None:
    assert spells(acronym, expansion)


@pytest.mark.parametrize(
    ("acronym", "words"),
    [
        ("OpenAI", "the lab behind GPT"),
        ("GAN", "StyleGAN, BigGAN"),
        ("EU", "European Union of States"),
        ("ASR", "Whisper"),
    ],
)
def test_words_in_brackets_are_not_always_an_expansion(acronym: str, words: str) -> None:
    assert not spells(acronym, words)


def test_an_acronym_is_asked_once_with_its_place_and_without_its_answer_in_the_context() -> None:
    page = "# Retrieval-Augmented Generation\n\ntext\ntext {0} {0}\n".format("RAG (Retrieval-Augmented Generation)")
    draft = only(page)

    assert draft.fields["Prompt"] == "What does RAG stand for?"
    assert draft.fields["Context"] == "[…]"
    assert str(draft.at) == "page.md:4:6"


def test_an_id_of_the_author_is_not_that_of_the_acronyms_on_its_line() -> None:
    made = drafts("# T\n\n- **Loss**: what a GAN (Generative Adversarial Network) lowers {#loss}\n")

    assert [(draft.key.kind, draft.own_id) for draft in made] == [("label", "loss"), ("acronym", "")]


def test_an_acronym_is_asked_on_one_page_only() -> None:
    page = "# {}\n\nThe EU (European Union) is.\n"

    assert len(drafts(page.format("A"), page.format("B"))) == 1
    assert "duplicate" in codes(page.format("A"), page.format("B"), severity="skipped")


# --- headings ---------------------------------------------------------------------------------------------------------

HEADINGS = "---\ncards: headings\n---\n# T\n\nintro\n\n## A\n\n### a1\n\n- x\n- y\n\n### a2\n\n## B\n\nbody **b**\n"


def test_each_deepest_heading_asks_for_its_whole_body() -> None:
    assert pairs(HEADINGS) == [("a1", "x y"), ("B", "body b")]
    assert [draft.fields["Context"] for draft in drafts(HEADINGS)] == ["T › A", "T"]
    assert [draft.tags for draft in drafts(HEADINGS)] == [("t::a", "kind::heading"), ("t", "kind::heading")]


def test_what_is_no_prompt_and_no_answer_is_accounted_for() -> None:
    found = [(problem.code, problem.at.line) for problem in problems(HEADINGS, severity="skipped")]

    assert found == [("above-headings", 6), ("answer-missing", 15)]


def test_a_page_with_one_heading_is_a_prompt() -> None:
    assert pairs("---\ncards: headings\n---\n# What is it?\n\nThis.\n") == [("What is it?", "This.")]


# --- what every note has ----------------------------------------------------------------------------------------------


def test_tags_name_the_section_the_kind_and_what_the_page_says() -> None:
    page = "---\ntags: [exam]\n---\n# Generative AI\n\n## Generative AI use cases by domain\n\n- **A b**: c\n"

    assert only(page).tags == ("generative-ai::use-cases-by-domain", "exam", "kind::label")


def test_a_citation_is_a_link_on_the_card() -> None:
    (note,) = compiled("---\nsource: https://example.org/a?b&c\n---\n# T\n\n- **GAN**: b\n").notes

    assert '<a href="https://example.org/a?b&amp;c">https://example.org/a?b&amp;c</a> · page.md:6' in note.values()


def test_every_block_is_accounted_for() -> None:
    page = "# T\n\nprose\n\n```\ncode\n```\n\n> quote\n\n<div>x</div>\n\n$$\nx\n$$\n\n- item\n\n![a](b.png)\n\n---\n"

    found = [(problem.code, problem.at.line) for problem in problems(page, severity="skipped")]
    assert found == [("prose", 3), ("code", 5), ("prose", 9), ("prose", 11), ("math", 13), ("prose", 17), ("prose", 19)]


def test_the_same_note_twice_in_a_section_is_one() -> None:
    page = "## S\n\n- **GAN**: b\n- **GAN**: b\n"

    assert pairs(page) == [("GAN", "b")]
    assert codes(page) == ["duplicate"]


def test_the_same_question_with_two_answers_is_a_warning() -> None:
    assert codes("## S\n\n- **GAN**: b\n- **GAN**: c\n") == ["same-prompt"]


# --- sentences and brackets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("It is 3.5 m. Next", "It is 3.5 m."),
        ("Use e.g. Java (vs. C). Then", "Use e.g. Java (vs. C)."),
        ("By Dr. Who et al. Nobody. Then", "By Dr. Who et al. Nobody."),
        ("He (said. Yes.) left. Then", "He (said. Yes.) left."),
        ("“Yes.” He left.", "“Yes.”"),
        ("No end", "No end"),
        ("这是。那是。", "这是。"),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert text[: sentence_end(text)] == first


@given(st.text(alphabet="ab() [], ", max_size=40))
def test_a_bracket_closes_behind_where_it_opens(text: str) -> None:
    closing = closing_bracket(f"({text}", 0)

    assert closing is None or f"({text}"[closing] == ")"
    assert Brackets(f"({text})").balanced == Brackets(text).balanced or not Brackets(text).balanced


def test_a_side_that_shows_nothing_makes_no_note() -> None:
    assert codes("---\ncards: headings\n---\n# <script>x</script>\n\nword\n") == ["no-notes", "nothing-to-see"]
    assert codes("| A | B |\n|---|---|\n| a | <script>x</script> |\n") == ["no-notes", "nothing-to-see"]


# --- answers behind a word --------------------------------------------------------------------------------------------


def test_an_answer_may_stand_behind_a_word_with_its_list_and_what_explains_it() -> None:
    page = """# Cells

1. Name the phases of mitosis.

   **Answer:** There are four:

   - prophase
   - metaphase

   **Explanation:** Interphase is none of them.

   Cytokinesis follows.
"""

    draft = only(page)

    assert plain(draft.fields["Prompt"]) == "Name the phases of mitosis."
    assert plain(draft.fields["Answer"]) == "There are four: prophase metaphase"
    assert plain(draft.fields["Extra"]) == "Interphase is none of them. Cytokinesis follows."


def test_a_question_with_an_empty_answer_behind_the_word_is_a_warning() -> None:
    assert codes("# T\n\n1. What is a cell?\n\n   Answer:\n") == ["no-notes", "answer-missing"]


@pytest.mark.parametrize(
    "given", ["B", "b)", "(B)", "B. Router", "b) router", "Router", "2", "2. Router", "**B.** Router"]
)
@pytest.mark.parametrize("options", ["- A. Hub\n   - B. Router", "1. Hub\n   2. Router", "- Hub\n   - Router"])
def test_the_choice_that_a_key_names_is_the_answer_and_all_choices_stand_on_the_front(given: str, options: str) -> None:
    draft = only(f"# T\n\n1. Which one links networks?\n\n   {options}\n\n   **Answer:** {given}\n")

    assert plain(draft.fields["Prompt"]) == "Which one links networks?"
    assert plain(draft.fields["Answer"]).lower() == "router"
    assert "Hub" in plain(draft.fields["Cue"])
    assert "Router" in plain(draft.fields["Cue"])


def test_a_list_that_holds_no_choice_is_part_of_the_question() -> None:
    draft = only("# T\n\n1. Sort these:\n\n   - b\n   - a\n\n   Answer: first a, then b\n")

    assert plain(draft.fields["Prompt"]) == "Sort these: b a"


def test_labelled_lines_below_a_term_say_what_it_means() -> None:
    draft = only("# T\n\n1. **Prompt**\n   - Meaning: what you ask\n   - Example: “Write a letter.”\n")

    assert (plain(draft.fields["Prompt"]), plain(draft.fields["Answer"])) == ("Prompt", "what you ask")
    assert plain(draft.fields["Extra"]) == "Example: “Write a letter.”"


# --- headings that ask ------------------------------------------------------------------------------------------------


def test_a_heading_that_asks_is_answered_by_what_stands_below_it() -> None:
    page = "# GAN\n\n## Why did it lose?\n\nTraining was unstable.\n\n- modes collapsed\n- nothing converged\n"

    draft = only(page)

    assert (plain(draft.fields["Prompt"]), draft.fields["Context"]) == ("Why did it lose?", "GAN")
    assert plain(draft.fields["Answer"]) == "Training was unstable. modes collapsed nothing converged"


def test_what_another_rule_reads_below_a_heading_that_asks_is_part_of_its_answer_too() -> None:
    page = "# GAN\n\n## Who plays it?\n\nA game.\n\n- **Generator**: draws\n\nMore prose.\n"

    assert pairs(page) == [("Who plays it?", "A game. Generator : draws More prose."), ("Generator", "draws")]


def test_a_heading_that_asks_over_a_list_of_terms_asks_for_them_and_each_is_asked_for() -> None:
    assert pairs("# T\n\n## Which terms are there?\n\n- **GAN**: a game\n") == [
        ("Which terms are there?", "GAN : a game"),
        ("GAN", "a game"),
    ]


# --- more tables ------------------------------------------------------------------------------------------------------


def test_a_column_that_explains_an_answer_is_not_asked_for() -> None:
    page = "# T\n\n| Statement | Answer | Why |\n| --- | --- | --- |\n| Ice floats. | True | It is lighter. |\n"

    draft = only(page)

    assert (plain(draft.fields["Prompt"]), plain(draft.fields["Answer"])) == ("Ice floats.", "True")
    assert "It is lighter." in plain(draft.fields["Extra"])


def test_sodium_is_no_empty_cell() -> None:
    page = "# Elements\n\n| Element | Symbol |\n| --- | --- |\n| Sodium | Na |\n| Iron | Fe |\n| Unknown | NA |\n"

    assert pairs(page) == [("Sodium: Symbol?", "Na"), ("Iron: Symbol?", "Fe")]


def test_columns_called_a_and_b_say_nothing_so_that_the_first_alone_asks() -> None:
    assert pairs("# T\n\n| A | B |\n| - | - |\n| sugar | is sweet |\n") == [("sugar", "is sweet")]


def test_two_columns_of_statements_are_asked_by_each_other() -> None:
    page = """# T

| Supervised learning   | Unsupervised learning    |
| --------------------- | ------------------------ |
| Needs labels.         | Needs no labels at all.  |
| Predicts a value.     | Finds hidden groups.     |
"""

    found = pairs(page)

    assert len(found) == 4
    assert found[0] == ("Unsupervised learning: Needs no labels at all. Supervised learning?", "Needs labels.")
    assert found[1] == ("Supervised learning: Needs labels. Unsupervised learning?", "Needs no labels at all.")


def test_a_lead_over_lettered_choices_is_a_question_whose_answer_nobody_knows() -> None:
    page = "# T\n\n1. Restrictions between two variables are called:\n   - a. unary\n   - b. binary\n"

    assert codes(page, severity="skipped") == ["choices"]


@pytest.mark.parametrize(
    "choices", ["1) GAN 2) VAE", "(1) GAN (2) VAE", "1. GAN 2. VAE", "a) GAN b) VAE", "A. GAN B. VAE"]
)
def test_choices_behind_a_question_in_its_item_are_no_answer(choices: str) -> None:
    page = f"# T\n\n- Which of them learns? {choices}\n"

    assert pairs(page) == []
    assert codes(page, severity="skipped") == ["choices"]


def test_an_answer_may_begin_with_a_number() -> None:
    assert pairs("# T\n\n- How many learn? 4 of them.\n") == [("How many learn?", "4 of them.")]


@pytest.mark.parametrize("badge", ["", " ⭐", " 👶", " 🔴🔴"])
def test_a_bold_question_is_answered_down_to_a_line_a_break_or_the_next_question(badge: str) -> None:
    page = f"# T\n\n**Why?{badge}**\n\nSo.\n\nIndeed.\n\n**How?**\n\nThus.\n\n---\n\nprose\n"

    assert pairs(page) == [("Why?", "So. Indeed."), ("How?", "Thus.")]


def test_ticks_are_the_key_and_do_not_stand_on_the_front() -> None:
    draft = only("# T\n\n### Q1. Which are prime?\n\n- [x] 2\n- [ ] 4\n- [x] 5\n\n**Explanation:** 4 is 2 · 2.\n")

    assert plain(draft.fields["Answer"]) == "2 5"
    assert "☑" not in draft.fields["Cue"]
    assert plain(draft.fields["Extra"]) == "4 is 2 · 2."


def test_headings_that_look_alike_are_terms_and_tasks_are_none() -> None:
    sections = "## Setup\n\nRun it.\n\n## Rotor\n\nThe part that turns.\n\n## Stator\n\nThe part that stands.\n"

    assert pairs(f"# Engine\n\n{sections}") == [("Rotor", "The part that turns."), ("Stator", "The part that stands.")]
    assert pairs("# Engine\n\n## Rotor\n\nThe part that turns.\n") == []


def test_a_heading_that_asks_carries_the_tag_of_the_section_above_it() -> None:
    draft = only("# GAN\n\n## Training\n\n### Why did it fail?\n\nModes collapsed.\n")

    assert draft.tags == ("gan::training", "kind::question")
    assert draft.fields["Context"] == "GAN › Training"


@pytest.mark.parametrize(
    "key",
    [
        "Answers: 1. b, 2. a",
        "**Answer key:** 1-B 2-A",
        "## Answers\n\n1. b\n2. a",
        "## Solutions\n\n1) b) two\n2) a) red",
    ],
)
@pytest.mark.parametrize("mark", ["{}. ", "### {}. "])
def test_a_key_at_the_end_of_the_page_names_the_right_choices(key: str, mark: str) -> None:
    indent = "" if "#" in mark else "   "
    gap = "\n\n" if "#" in mark else "\n"
    page = f"""# T

{mark.format(1)}How many?{gap}{indent}- a) one
{indent}- b) two

{mark.format(2)}Which colour?{gap}{indent}- a) red
{indent}- b) blue

{"---" if "##" not in key else ""}

{key}
"""

    assert pairs(page) == [("How many?", "two"), ("Which colour?", "red")]


def test_a_name_over_plain_items_asks_for_them_in_their_order() -> None:
    page = (
        "# Cell\n\n- Prokaryotic\n  - no nucleus\n  - small\n- Eukaryotic\n  - a nucleus\n    - with pores\n  - large\n"
    )

    assert pairs(page) == [("Prokaryotic", "no nucleus small"), ("Eukaryotic", "a nucleus with pores large")]


@pytest.mark.parametrize(
    "outline",
    [
        "- [Start](https://x.org)\n  - [a](https://x.org/a)\n  - [b](https://x.org/b)\n",
        "- Start\n  - [a](https://x.org/a)\n  - [b](https://x.org/b)\n",
        "- We went out.\n  - it rained\n  - a lot\n",
        "- Alone\n  - one item\n",
        "- To do\n  - [ ] one\n  - [x] two\n",
        "## To do\n\n- [ ] one\n- [x] two\n",
    ],
)
def test_outlines_of_links_sentences_and_tasks_ask_nothing(outline: str) -> None:
    assert pairs(f"# T\n\n{outline}") == []


def test_what_stands_below_a_name_may_be_notes_itself() -> None:
    assert pairs("# T\n\n- Terms\n  - **B**: b\n  - **C**: d\n") == [("B", "b"), ("C", "d")]


def test_a_list_of_code_over_an_answer_is_no_question() -> None:
    assert pairs("# T\n\n1. ```\n   code\n   ```\n\n- Answer: 4\n") == []


def test_code_that_follows_a_check_box_belongs_to_its_choice() -> None:
    page = "# T\n\n#### Which one prints?\n\n- [ ] A\n\n```\nread()\n```\n\n- [x] B\n\n```\nprint()\n```\n\nSo it is.\n"

    draft = only(page)

    assert plain(draft.fields["Answer"]) == "B print()"
    assert "read()" in plain(draft.fields["Cue"])
    assert plain(draft.fields["Extra"]) == "So it is."


def test_a_heading_that_stands_several_times_on_a_page_is_no_term() -> None:
    one = "## {}\n\n### Course\n\nThe way that it takes.\n\n### Mouth\n\nThe sea that it meets.\n\n"

    assert pairs("# Rivers\n\n" + one.format("Rhine") + one.format("Elbe")) == []
    assert len(pairs("# Rivers\n\n" + one.format("Rhine"))) == 2


def test_what_stands_behind_one_of_many_open_questions_is_no_answer() -> None:
    asked = "".join(f"- What is wave {number} like?\n" for number in range(9))

    assert pairs(f"# Sea\n\n{asked}- How high is it? In metres, please.\n") == []
    assert pairs(f"# Sea\n\n{asked}- How high is it? (Answer: two metres)\n") == [("How high is it?", "two metres")]


def test_a_heading_with_an_answer_in_brackets_answers_no_heading_above_it() -> None:
    page = "# Sea\n\nAll of it.\n\n## Which waves?\n\n### How high is one? (Answer: two metres)\n"

    assert pairs(page) == [("How high is one?", "two metres")]
    assert codes("# Sea\n\nAll of it.\n\n## Which waves?\n\n### (Answer: \n") == [
        "no-notes",
        "prose",
        "answer-missing",
    ]
    assert pairs("1. Which waves?\n\n   ## (Answer: all)\n") == [("Which waves?", "all")]


@pytest.mark.parametrize(
    "block",
    [
        "**Wave {0}**\n\nA thing that is number {0} of them.\n\n",
        "The parts of wave {0} are:\n\n- crest {0}\n- trough {0}\n\n",
        "Show wave {0}\n\n```\nwave {0}\n```\n\n",
    ],
)
def test_many_prompts_side_by_side_are_all_read_in_little_time(block: str) -> None:
    page = "# Sea\n\n" + "".join(map(block.format, range(2000)))
    begun = time.process_time()

    assert len(drafts(page)) >= 2000
    assert time.process_time() - begun < 15  # under 2 s where it was measured; looking at all for each takes minutes


@pytest.mark.parametrize(
    "question",
    ["1. What are the kinds?\n\n   **Answer:** Two:\n\n   {}   {}", "## What are the kinds?\n\nAnswer: Two:\n\n{}{}"],
)
def test_the_labels_that_a_marked_answer_announces_belong_to_it(question: str) -> None:
    page = "# Errors\n\n" + question.format("- Bias: too simple.\n", "- Variance: too noisy.\n")

    assert pairs(page)[0] == ("What are the kinds?", "Two: Bias: too simple. Variance: too noisy.")


def test_a_label_that_only_says_what_stands_there_is_left_out_with_that_reason() -> None:
    page = "# Sorting\n\n- **Heap sort**: by a heap\n- **Note**: it is old\n"

    assert pairs(page) == [("Heap sort", "by a heap")]
    assert codes(page, severity="skipped") == ["generic"]


def test_items_that_count_from_1_again_answer_the_numbered_question_before_them() -> None:
    page = "# Camping\n\n1. Why does it sing?\n\n1. bubbles\n2. the lid\n\n2. What holds it?\n\n1. poles\n2. ropes\n"

    assert pairs(page) == [("Why does it sing?", "bubbles the lid"), ("What holds it?", "poles ropes")]
    assert [draft.fields["Answer"].count("<ol>") for draft in drafts(page)] == [1, 1]


def test_a_list_whose_items_all_have_the_number_1_has_no_answers() -> None:
    assert pairs("# Camping\n\n1. Why does it sing?\n1. What holds it?\n1. poles\n1. ropes\n") == []


def test_columns_of_many_statements_are_terms() -> None:
    rows = "".join(
        f"| {one}. | {two}. |\n"
        for one, two in (("It is low", "It is high"), ("It is cheap", "It is dear"), ("Old", "New"))
    )
    page = f"# Roofs\n\n| Gable roof | Hip roof |\n|---|---|\n{rows}"

    assert pairs(page) == [("Gable roof", "It is low. It is cheap. Old."), ("Hip roof", "It is high. It is dear. New.")]


def test_a_page_of_headings_alone_is_read_too() -> None:
    assert pairs("# T\n\n## What is a cell? (Answer: the unit of life)\n") == [("What is a cell?", "the unit of life")]
    assert codes("# T\n\n## What is a cell?\n", severity="skipped") == ["answer-missing"]


def test_a_bold_item_among_items_with_lists_of_their_own_is_no_right_choice() -> None:
    page = "# T\n\n## How do signals work?\n\n- a number\n- **Names**\n    - constants\n- an action\n"

    assert pairs(page)[0] == ("How do signals work?", "a number Names constants an action")


def test_a_solution_below_an_example_is_that_of_the_problem_above() -> None:
    page = "# T\n\n## Sum of two\n\nAdd both numbers.\n\n### Example\n\nOne and two.\n\n### Solution\n\nAdd them.\n"

    assert pairs(page)[-1][1] == "Add them."
    assert "Sum of two" in pairs(page)[-1][0]


@pytest.mark.parametrize("label", ["**Nachteile:**", "**Nachteile**:"])
def test_a_bold_line_that_nothing_indents_ends_the_item_before_it(label: str) -> None:
    page = f"# T\n\n**Vorteile:**\n- Kosten: keine\n- Lärm: wenig\n{label}\n- Winter: wenig Licht\n- Platz: ein Dach\n"

    assert pairs(page)[0] == ("Vorteile", "Kosten: keine Lärm: wenig")
    assert ("Nachteile", "Winter: wenig Licht Platz: ein Dach") in pairs(page)
    assert ("Lärm", "wenig") in pairs(page)


def test_labels_in_paragraphs_below_a_question_are_cards_too() -> None:
    page = "# Soil\n\n## Explain the soils.\n\n**Sand**: Coarse grains.\n\n**Clay**: Fine grains.\n"

    assert pairs(page) == [
        ("Explain the soils.", "Sand : Coarse grains. Clay : Fine grains."),
        ("Sand", "Coarse grains."),
        ("Clay", "Fine grains."),
    ]
    assert [draft.fields["Context"] for draft in drafts(page)][1:] == ["Soil › Explain the soils."] * 2


def test_a_picture_before_a_list_is_no_answer_of_its_own() -> None:
    page = "# Net\n\n## What is a handshake?\n\n![](a.png)\n\n- **First**: a request\n- **Second**: a reply\n"

    assert drafts(page)[1].fields["Context"] == "Net › What is a handshake?"


def test_a_bold_name_owns_the_facts_below_its_text() -> None:
    radius = "**RADIUS**\nA protocol for logins.\n- *Way*: it asks a server\n\n"
    page = f"# Access\n\n{radius}**Kerberos**\nIt uses tickets.\n- *Way*: a key\n"

    assert [draft.fields["Context"] for draft in drafts(page) if plain(draft.fields["Prompt"]) == "Way"] == [
        "Access › RADIUS",
        "Access › Kerberos",
    ]


def test_a_marked_answer_goes_on_in_its_paragraphs() -> None:
    page = (
        "# Dice\n\n## Find the chance of two sixes.\n\nAnswer: The throws do not know of each other.\n\nSo P = 1/36.\n"
    )
    asked = "Find the chance of two sixes."

    assert pairs(page) == [(asked, "The throws do not know of each other. So P = 1/36.")]
    assert pairs(page.replace("The throws do not know of each other.", "1/36")) == [(asked, "1/36")]


def test_q_and_a_of_one_word() -> None:
    page = "Q: abate\nA: to become less strong\n\nQ: Moon\nA: the satellite of the earth\n"

    assert pairs(page) == [("abate", "to become less strong"), ("Moon", "the satellite of the earth")]


def test_an_example_between_question_and_answer_belongs_to_the_question() -> None:
    page = "Q: (noun) bank\n\nexample: we sat on the bank.\nA: the side of a river\n"

    assert pairs(page) == [("(noun) bank example: we sat on the bank.", "the side of a river")]


def test_an_answer_behind_a_bold_question_in_an_item_stands_once() -> None:
    assert pairs("# T\n\n- **What is a pond?** A small still water.\n- **What is it?** A sea.\n")[0] == (
        "What is a pond?",
        "A small still water.",
    )


def test_lines_that_a_colon_announces_are_labels() -> None:
    page = "# SMART goals\nIt stands for:\n**S**pecific - one thing.\n**M**easurable - a number.\n**T**imed - a date.\n"

    assert pairs(page) == [("S pecific", "one thing."), ("M easurable", "a number."), ("T imed", "a date.")]


def test_a_cell_that_repeats_the_name_of_its_row_is_not_asked() -> None:
    page = "# T\n\n| Short | Name |\n|--|--|\n| Ltd | limited |\n| Guild | Guild |\n"

    assert pairs(page) == [("Ltd: Name?", "limited")]


def test_a_title_in_capitals_is_no_question() -> None:
    page = (
        "# WHO - World Health Organization\n\nAn agency.\n\n## Pandemic\n\nIt spreads far.\n\n## Endemic\n\nIt stays.\n"
    )

    assert [prompt for prompt, _ in pairs(page)] == ["Pandemic", "Endemic"]


def test_the_asked_cell_is_marked_in_its_row() -> None:
    extra = drafts(TABLE)[1].fields["Extra"]

    assert extra.count("gc-asked") == 1
    assert '<tr class="gc-asked"><th>Speed</th><td><em>slow</em></td></tr>' in extra


def test_an_acronym_of_several_is_asked_for_in_the_plural() -> None:
    page = "# T\n\nPeople use VAEs (variational autoencoders), or a GAN (generative adversarial network).\n"

    assert [prompt for prompt, _ in pairs(page)] == ["What do VAEs stand for?", "What does GAN stand for?"]


# --- vocabulary -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Romaji", ("inu", "neko")),
        ("Part of speech", ("thing", "being")),
        ("Wortart", ("Nomen", "Verb")),
        ("Memory hook", ("I knew a dog", "a neck o' cat")),
        ("Type", ("noun", "verb (transitive)")),
        ("品詞", ("名詞", "動詞")),
        ("Stars", ("★★", "★")),
    ],
)
def test_what_only_supports_a_word_is_shown_and_not_asked(head: str, cells: tuple[str, str]) -> None:
    rows = [("犬", cells[0], "dog"), ("猫", cells[1], "cat")]
    page = f"# Words\n\n| Word | {head} | English |\n|---|---|---|\n" + "".join(
        f"| {' | '.join(row)} |\n" for row in rows
    )
    found = drafts(page)

    assert [plain(draft.fields["Prompt"]) for draft in found] == ["犬: English?", "猫: English?"]
    assert all(cell in plain(draft.fields["Extra"]) for draft, cell in zip(found, cells, strict=True))


def test_a_type_that_is_no_class_of_words_is_asked() -> None:
    rows = "| Redis | key and value | 2009 |\n| Mongo | document | 2010 |\n"
    page = f"# Stores\n\n| Store | Type | Since |\n|---|---|---|\n{rows}"

    assert ("Redis: Type?", "key and value") in pairs(page)


@pytest.mark.parametrize(
    "page",
    [
        "- **[WORD 1]** – [MEANING]\n- **[WORD 2]** – [MEANING]\n",
        "| Word | Meaning |\n|---|---|\n| [Your word] | [Your meaning] |\n| [Your word 2] | [Your meaning] |\n",
        "**Name:** ____________\n\n**Class**: ______\n",
    ],
)
def test_what_holds_the_place_of_a_text_is_no_card(page: str) -> None:
    assert pairs(f"# Form\n\n{page}") == []
    assert "placeholder" in codes(f"# Form\n\n{page}", severity="skipped")


@pytest.mark.parametrize("answer", ["[MEANING OF THE WORD]", "[your own words]", "big, ______, ______", "→ _______"])
def test_an_answer_that_is_still_to_be_written_is_no_card(answer: str) -> None:
    page = f"# Form\n\n- **Size**: {answer}\n- **Weight**: heavy\n- **Colour**: red\n"

    assert pairs(page) == [("Weight", "heavy"), ("Colour", "red")]


def test_a_question_of_a_page_of_code_is_an_exercise_and_no_card() -> None:
    code = "call(1)\n" * 300
    page = f"# Code\n\n## What does the following code print?\n\n```js\n{code}```\n\n**Answer:** ones\n"

    assert pairs(page) == []
    assert "question-long" in codes(page, severity="skipped")


@pytest.mark.parametrize("name", ["Questions about servers?", "Why servers?"])
def test_a_heading_over_headings_that_ask_asks_nothing_itself(name: str) -> None:
    below = "### Basics\n\n#### What is a server?\n\nIt answers.\n\n#### Why is it so?\n\nIt was made so.\n"
    page = f"# Web\n\n## {name}\n\n{below}"

    assert [prompt for prompt, _ in pairs(page)] == ["What is a server?", "Why is it so?"]


def test_labels_below_the_only_item_of_a_list_were_meant_beside_it() -> None:
    page = "# Good\n\n- **Easy**: one call does it.\n  - **Fast**: it takes no time.\n  - **Safe**: nothing is lost.\n"

    assert pairs(page) == [("Easy", "one call does it."), ("Fast", "it takes no time."), ("Safe", "nothing is lost.")]


def test_labels_below_a_label_that_announces_them_stay_its_own() -> None:
    page = "# Good\n\n- **Tools**: there are two:\n  - **Saw**: it cuts.\n  - **File**: it smooths.\n"

    assert pairs(page)[0] == ("Tools", "there are two: Saw : it cuts. File : it smooths.")


def test_a_chart_of_signs_gives_no_cards() -> None:
    page = "# Kana\n\n| a | i | u |\n|---|---|---|\n" + (
        "| みゃ | みぃ | みゅ |\n| きゃ | きぃ | きゅ |\n| しゃ | しぃ | しゅ |\n"
    )

    assert codes(page, severity="skipped") == ["table-no-facts"]


@pytest.mark.parametrize("name", ["Exercise 3 (Maps)", "演習3（変換）", "Übung 2 – Verben"])
def test_a_heading_that_counts_exercises_is_no_term(name: str) -> None:
    page = (
        f"# Code\n\n## Maps\n\nThey hold pairs.\n\n## Sets\n\nThey hold values.\n\n## {name}\n\nMap the values of it.\n"
    )

    assert [prompt for prompt, _ in pairs(page)] == ["Maps", "Sets"]


@pytest.mark.parametrize("lead", ["Any value can be read easily:", "The method gives it back. For example:"])
def test_a_statement_that_ends_in_a_colon_is_none_that_asks_for_code(lead: str) -> None:
    page = f"# Notes\n\n{lead}\n\n```js\ncall(1)\n```\n\n{lead}\n\n```js\ncall(2)\n```\n"

    assert pairs(page) == []


def test_brackets_that_mean_something_are_no_placeholder() -> None:
    page = "# Regex\n\n- `[abc]` – one of the three\n- `[^a]` – none of them\n- `[a-z]` – a small letter\n"

    assert len(pairs(page)) == 3


@pytest.mark.parametrize("form", ["{} ({})", "{} – {}", "{} = {}", "{} → {}", "**{}** – {}", "{} （{}）"])
def test_sentences_with_their_translations_are_cards(form: str) -> None:
    rows = [("Ich gehe heim.", "I go home."), ("Wie geht es dir?", "How are you?"), ("Bis bald!", "See you soon!")]

    assert pairs("# Sätze\n\n" + "".join(f"- {form.format(*row)}\n" for row in rows)) == rows


def test_a_sentence_over_its_translation_in_another_script_is_a_card() -> None:
    page = "# 例文\n\n1. 水を飲みます。\n   I drink water.\n2. 本を読みます。\n   I read a book.\n"

    assert pairs(page) == [("水を飲みます。", "I drink water."), ("本を読みます。", "I read a book.")]


def test_questions_with_their_answers_in_brackets_are_no_translations() -> None:
    page = "# T\n\n" + "".join(f"{n}. What is {n}? (Answer: It is {n}. It is odd.)\n" for n in (1, 3, 5))

    assert [answer for _, answer in pairs(page)] == [
        "It is 1. It is odd.",
        "It is 3. It is odd.",
        "It is 5. It is odd.",
    ]


def test_a_long_sentence_and_its_translation_in_another_script_are_a_pair() -> None:
    rows = [
        ("りんご と みかん を かいました", "I bought fruit."),
        ("いぬ が います", "There is a dog."),
        ("ねこ", "cat"),
    ]
    page = "# 例文\n\n" + "".join(f"- {first} - {second}\n  - *romaji*\n" for first, second in rows)

    assert [prompt for prompt, _ in pairs(page)] == [first for first, _ in rows]


def test_sentences_with_a_remark_are_no_translations() -> None:
    page = "# Care\n\n- Wash your hands. (20 seconds)\n- Close the door. (with care)\n- Call us. (at night)\n"

    assert pairs(page) == []


@pytest.mark.parametrize(
    "page",
    ["- **Why is it\n  so**: {}\n- **What holds\n  it**: {}\n", "**Why is it\nso**: {}\n\n**What holds\nit**: {}\n"],
)
def test_a_bold_label_may_go_on_in_the_next_line(page: str) -> None:
    answers = ("it was left alone.", "a rope does.")

    assert pairs("# Reasons\n\n" + page.format(*answers)) == [
        ("Why is it so", answers[0]),
        ("What holds it", answers[1]),
    ]


def test_a_statement_over_code_is_none_that_asks_for_it() -> None:
    texts = ("Arrays are objects.", "A function remembers the names around it.", "It returns nothing.")
    page = "# Notes\n\n" + "".join(f"{text}\n\n```js\ncall({number})\n```\n\n" for number, text in enumerate(texts))

    assert pairs(page) == []


# --- what is no answer ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["To be completed.", "TODO", "Coming soon …", "待补充", "_in progress_"])
def test_an_answer_that_is_announced_is_none(answer: str) -> None:
    assert pairs(f"# T\n\n## What is a cell?\n\n{answer}\n\n## What is a virus?\n\nA germ.\n") == [
        ("What is a virus?", "A germ.")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Read about it [here](https://example.org)",
        "Explained in detail [here](https://example.org).",
        "更多见[这里](https://example.org)",
    ],
)
def test_an_answer_that_only_says_where_to_read_on_is_none(answer: str) -> None:
    assert pairs(f"# T\n\n## What is a cell?\n\n{answer}\n\n## What is a virus?\n\nA germ.\n") == [
        ("What is a virus?", "A germ.")
    ]


def test_a_short_answer_with_a_link_is_one_all_the_same() -> None:
    assert pairs("# T\n\n## What is a cell?\n\nThe unit of [life](https://example.org)\n") == [
        ("What is a cell?", "The unit of life")
    ]


def test_a_picture_that_a_site_puts_in_the_place_of_its_name_is_none_of_a_prompt_and_its_context() -> None:
    (draft,) = drafts("# Cells\n\n## :rocket: Basics\n\n### :star: What is a cell?\n\nA unit.\n")

    assert (plain(draft.fields["Prompt"]), draft.fields["Context"]) == ("What is a cell?", "Cells › Basics")


def test_a_heading_that_leads_back_is_none_of_the_context() -> None:
    (draft,) = drafts("# Cells\n\n## Basics\n\n### Back to top\n\n#### What is a cell?\n\nA unit.\n")

    assert draft.fields["Context"] == "Cells › Basics"


def test_a_bold_line_with_a_note_ends_the_answer_of_the_one_before() -> None:
    page = (
        "# Worms\n\n**Pinworm** (Enterobius):\n- **Way**: by hand\n\n**Treatment**:\n- one dose of it\n- wash\n\n"
        "**Roundworm** (Ascaris):\n- **Way**: eggs in soil\n\n**Treatment**:\n- three days of it\n- wash\n"
    )
    found = pairs(page)

    assert [answer for prompt, answer in found if prompt == "Treatment"] == [
        "one dose of it wash",
        "three days of it wash",
    ]
    assert [answer for prompt, answer in found if prompt == "Way"] == ["by hand", "eggs in soil"]


def test_a_colon_within_brackets_ends_no_label() -> None:
    page = (
        "# Scurvy\n\n- **Bleeding gums**, often\n- **Anemia** (iron)\n- **Bone pain** (children: of the growing ends)\n"
    )

    assert pairs(page) == []


def test_what_stands_over_a_list_of_answered_questions_has_no_answer_of_its_own() -> None:
    quiz = "1. Who hoots?\n   (Answer: The owl.)\n2. Who caws?\n   (Answer: The crow.)\n3. Who sings?\n"

    assert [front for front, _ in pairs(f"# Who is who among birds?\n\n{quiz}")] == ["Who hoots?", "Who caws?"]
    assert [front for front, _ in pairs(f"# Birds\n\nAt the feeder in winter:\n\n{quiz}")] == [
        "Who hoots?",
        "Who caws?",
    ]


def test_lines_of_a_dialogue_ask_nothing() -> None:
    assert pairs("# Birds\n\nAnna: Where is the owl?\n\nBen: In the tree.\n\nAnna: Ah!\n\nBen: Look up!\n") == []


def test_words_that_only_begin_as_months_do_are_terms() -> None:
    page = "| Part | Use |\n|---|---|\n| Deck | A floor |\n| Marline | A thin line |\n| Mayday | A call |\n"

    assert pairs(page)[0] == ("Deck: Use?", "A floor")


def test_words_that_are_months_cut_short_in_another_language_are_terms() -> None:
    page = "| Part | Use |\n|---|---|\n| Set | A group |\n| Out | A way |\n| Gen | An age |\n"

    assert pairs(page)[0] == ("Set: Use?", "A group")


@pytest.mark.parametrize(
    "date", ["februari 1969", "febbraio 1969", "marts 1969", "12 maj 1969", "janv. 1969", "3 giugno 1969"]
)
def test_a_date_in_any_of_these_languages_is_one(date: str) -> None:
    assert pairs(f"|   |   |\n|---|---|\n| {date} | Landing |\n") == [("Landing", date)]


def test_a_table_of_dates_whose_heads_are_empty_asks_by_its_names() -> None:
    assert pairs("|   |   |\n|---|---|\n| May 1969 | Landing |\n") == [("Landing", "May 1969")]
