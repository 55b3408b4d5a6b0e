"""Questions with choices: the forms of the question, of the choices and of the answer crossed, and check boxes."""

from __future__ import annotations

import itertools

import pytest

from reading import codes, drafts, pairs, plain

CHOICES = {
    "- A.": ("- A. {}", "- B. {}", "- C. {}"),
    "- A)": ("- A) {}", "- B) {}", "- C) {}"),
    "A.": ("A. {}  ", "B. {}  ", "C. {}  "),
    "A)": ("A) {}  ", "B) {}  ", "C) {}  "),
    "1.": ("1. {}", "2. {}", "3. {}"),
    "- (A)": ("- (A) {}", "- (B) {}", "- (C) {}"),
    "* **A.**": ("* **A.** {}", "* **B.** {}", "* **C.** {}"),
    "- **A**": ("- **A** {}", "- **B** {}", "- **C** {}"),
    "- [ ] A.": ("- [ ] A. {}", "- [ ] B. {}", "- [ ] C. {}"),
}
ANSWERS = (
    "**Answer:** {k}",
    "**Answer: {k}**",
    "Answer: {k}",
    "**Correct Answer:** {k}",
    "Correct answer: {k}. {a}",
    "The correct answer is **{k}**",
    "The correct answer is **{k}. {a}**",
    "The answer is {k}.",
    "<details>\n<summary>Answer</summary>\n\n{k}\n\n</details>",
    "<details>\n<summary>Answer</summary>\n\n**{k}. {a}**\n\n</details>",
    "<details>\n<summary>Response</summary>\n\n**Answer:** {k}\n\n</details>",
    "> **Answer:** {k}",
    "### Answer\n\n{k}",
    "### Answer\n\n**{k}**",
)
QUESTIONS = ("### {q}", "## Question {n}\n\n{q}", "**{n}. {q}**", "{n}. {q}")
ASKED = (
    ("Which planet is the largest?", ("Mars", "Jupiter", "Venus"), "Jupiter"),
    ("Which gas do plants take in?", ("Oxygen", "Carbon dioxide", "Neon"), "Carbon dioxide"),
)


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_form_of_question_choices_and_answer(answer: str) -> None:
    for form, (name, lines) in itertools.product(QUESTIONS, CHOICES.items()):
        page = "# Quiz\n\n"
        indent = "   " if form.startswith("{n}.") else ""
        for number, (asked, choices, right) in enumerate(ASKED, 1):
            key = answer.format(k="2" if name == "1." else "B", a=right)
            below = "\n".join(line.format(choice) for line, choice in zip(lines, choices, strict=True))
            body = "\n".join(indent + line for line in f"{below}\n\n{key}".split("\n"))
            page += f"{form.format(q=asked, n=number)}\n\n{body}\n\n"
        found = [(prompt, back.removeprefix("B. ").rstrip(".")) for prompt, back in pairs(page)]

        assert found == [(asked, right) for asked, _, right in ASKED], page


@pytest.mark.parametrize(
    "prompt",
    [
        "### True or False: Glass is a liquid.",
        "### The three states of water are: (choose the best answer)",
        "### Your friend finds a white powder in the lab.",
        "### Heating a gas in a closed jar is:",
        "### Select the metals.",
        "**The moon is made of**",
        "The moon is made of",
    ],
)
def test_what_stands_over_check_boxes_with_a_tick_asks(prompt: str) -> None:
    page = f"# Quiz\n\n{prompt}\n\n- [ ] this\n- [x] that\n"
    (draft,) = drafts(page)

    assert plain(draft.fields["Answer"]) == "that"
    assert plain(draft.fields["Cue"]) == "☐ this ☐ that"


def test_an_item_over_check_boxes_asks_too() -> None:
    assert pairs("# Quiz\n\n1. A whale is\n   - [ ] a fish\n   - [x] a mammal\n") == [("A whale is", "a mammal")]


@pytest.mark.parametrize("name", ["Tasks", "Week 1", "Shopping list", "Set up the tools first of all"])
def test_lists_of_tasks_are_no_quiz(name: str) -> None:
    assert pairs(f"# Year\n\n## {name}\n\n- [ ] this\n- [x] that\n") == []


def test_all_choices_may_be_right() -> None:
    page = "# Quiz\n\n### Which are metals? (select all that apply)\n\n- [x] Tin\n- [x] Zinc\n"

    assert pairs(page) == [("Which are metals? (select all that apply)", "Tin Zinc")]


def test_a_key_may_name_several_choices_by_their_words() -> None:
    key = "The correct answers are **1. The saw** and **3. The axe**."
    page = f"# Quiz\n\n## Question 3:\n\nWhich cut wood?\n\n1. The saw\n2. The brush\n3. The axe\n\n{key}\n"

    assert pairs(page) == [("Which cut wood?", "The saw The axe")]


def test_what_is_said_of_each_choice_is_no_card() -> None:
    said = "1. **Incorrect**. Levels follow.\n2. **Correct**. Rain swells both.\n"
    page = f"# Quiz\n\n## When does it rise?\n\n1. Never.\n2. After rain.\n\nAnswer: 2\n\nExplanation:\n\n{said}"

    assert pairs(page) == [("When does it rise?", "After rain.")]


# --- headings that lead elsewhere over questions ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Table of Contents", "Contents", "Inhaltsverzeichnis"])
def test_a_heading_that_leads_elsewhere_leaves_the_questions_below_it(name: str) -> None:
    page = f"# Herbs\n\n## {name}\n\n- [a](#a)\n\n### What is basil used for?\n\nPesto.\n\n### Books\n\n- **A**: b\n"

    assert pairs(page) == [("What is basil used for?", "Pesto.")]
    assert [draft.fields["Context"] for draft in drafts(page)] == ["Herbs"]
    assert codes(page, severity="skipped") == ["leads-elsewhere"]


@pytest.mark.parametrize(
    "page",
    ["# Requirements\n\n## What is a probe?\n\nA sample.\n", "# A\n\n## Tests\n\n### What is a probe?\n\nA sample.\n"],
)
def test_a_topic_that_is_called_like_a_part_of_a_site_is_read(page: str) -> None:
    assert pairs(page) == [("What is a probe?", "A sample.")]


KEY = (
    "<details>\n<summary>Answers</summary>\n\n1. go\n2. comes\n\n</details>\n",
    "> [!success]- Solution\n> 1. go\n> 2. comes\n",
    "## Answers\n\n1. go\n2. comes\n",
    "> **Answers**\n>\n> 1. go\n> 2. comes\n",
    "**Solution**\n\n1. go\n2. comes\n",
)


@pytest.mark.parametrize("key", KEY)
@pytest.mark.parametrize("lead", ["", "Fill in:\n\n", "Complete the sentences.\n\n"])
@pytest.mark.parametrize("gap", ["___", "______", "....."])
def test_sentences_with_gaps_are_answered_by_their_key(key: str, lead: str, gap: str) -> None:
    page = f"# Verbs\n\n## Exercise\n\n{lead}1. I {gap} home.\n2. She {gap} back.\n\n{key}"

    assert pairs(page) == [(f"I {gap} home.", "go"), (f"She {gap} back.", "comes")]


@pytest.mark.parametrize("key", KEY)
def test_questions_of_a_list_are_answered_by_their_key(key: str) -> None:
    page = f"# Verbs\n\n## Exercise\n\n1. Which verb opens a walk?\n2. Which verb ends it?\n\n{key}"

    assert pairs(page) == [("Which verb opens a walk?", "go"), ("Which verb ends it?", "comes")]
    assert "text-lost" not in codes(page)


@pytest.mark.parametrize("heading", ["#### Q1. You see an error.", "### What do you make of this error?"])
def test_a_question_may_go_on_in_the_paragraph_over_its_choices(heading: str) -> None:
    page = (
        f"# Quiz\n\n{heading}\n\nWhat comes first?\n\n- [ ] Run\n- [x] Read\n\n#### Q2. Next?\n\n- [x] Stop\n- [ ] Go\n"
    )
    first, second = drafts(page)

    assert plain(first.fields["Prompt"]).endswith("What comes first?")
    assert plain(first.fields["Prompt"]).startswith(heading.split(maxsplit=1)[1].removeprefix("Q1. "))
    assert [plain(draft.fields["Answer"]) for draft in (first, second)] == ["Read", "Stop"]


def test_the_number_of_a_choice_is_none_of_the_answer() -> None:
    page = "# Quiz\n\n### What is printed?\n\n- 1: true\n- 2: false\n\n**Answer: 2**\n"

    assert pairs(page) == [("What is printed?", "false")]


@pytest.mark.parametrize(
    "word",
    [
        *"Antwort Respuesta Réponse Risposta Resposta Antwoord Ответ 答案 解答 정답 Jawaban Răspuns Përgjigja".split(),
        *"Cevap Odpověď Svar คำตอบ Відповідь الإجابة תשובה उत्तर উত্তর".split(),
        *("Đáp án", "Câu trả lời"),
    ],
)
@pytest.mark.parametrize("form", ["**{}:** B", "<details>\n<summary>{}</summary>\n\n#### {}: B\n\n</details>"])
def test_the_word_for_an_answer_in_many_languages(word: str, form: str) -> None:
    page = "# Quiz\n\n### 1. X?\n\n- A: 10\n- B: 11\n- C: 12\n\n" + form.replace("{}", word) + "\n"

    assert pairs(page) == [("X?", "11")]


def _quiz(name: str, *asked: str) -> str:
    return f"## {name}\n\n" + "".join(f"{number}. {question}\n" for number, question in enumerate(asked, 1)) + "\n"


def _key(title: str, *answers: str) -> str:
    return f"{title}\n\n" + "".join(f"{number}. {answer}\n" for number, answer in enumerate(answers, 1)) + "\n"


PERU, SPAIN = ("What is the capital of Peru?", "And of Chile?"), ("What is the capital of Spain?", "And of Italy?")
CAPITALS = [*zip((*PERU, *SPAIN), ("Lima", "Santiago", "Madrid", "Rome"), strict=True)]


@pytest.mark.parametrize("title", ["### Answers", "## Answers", "**Answers**", "### Answer key"])
def test_each_quiz_has_its_own_key(title: str) -> None:
    page = (
        _quiz("Quiz 1", *PERU)
        + _key(title, "Lima", "Santiago")
        + _quiz("Quiz 2", *SPAIN)
        + _key(title, "Madrid", "Rome")
    )

    assert pairs("# Capitals\n\n" + page) == CAPITALS


def test_the_keys_of_several_quizzes_stand_at_the_end_by_their_names() -> None:
    keys = "## Answers\n\n" + _key("### Quiz 1", "Lima", "Santiago") + _key("### Quiz 2", "Madrid", "Rome")

    assert pairs("# Capitals\n\n" + _quiz("Quiz 1", *PERU) + _quiz("Quiz 2", *SPAIN) + keys) == CAPITALS


def test_open_questions_have_no_strangers_key() -> None:
    page = _quiz("Discussion", "Why do we sleep?", "Why do we dream?") + _quiz("Quiz", *PERU)

    assert pairs("# T\n\n" + page + _key("### Answers", "Lima", "Santiago")) == CAPITALS[:2]


def test_the_answer_of_a_question_is_no_key_of_others() -> None:
    page = (
        _quiz("Open", "Why do we sleep?", "Why do we dream?")
        + "## What is needed?\n\n"
        + _key("### Answer", "sun", "rain")
    )

    assert pairs("# T\n\n" + page) == [("What is needed?", "sun rain")]
