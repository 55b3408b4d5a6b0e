"""What works in one form works in all: each form of prompt over each form of answer, in each container and language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reading import drafts, plain

FIRST, SECOND = ("Why does bread rise?", "yeast makes gas"), ("What keeps it soft?", "the crumb holds water")
"""Two questions, each with words that its answer holds and the other one's does not."""

LANGUAGES = {
    "en": (FIRST, SECOND),
    "de": (("Warum geht Brot auf?", "Hefe bildet Gas"), ("Was hält es weich?", "die Krume hält Wasser")),
    "es": (("¿Por qué sube el pan?", "la levadura forma gas"), ("¿Qué lo mantiene blando?", "la miga guarda agua")),
    "fr": (("Pourquoi le pain lève-t-il ?", "la levure forme du gaz"), ("Qu'est-ce qui le garde mou ?", "la mie")),
    "ru": (("Почему хлеб поднимается?", "дрожжи дают газ"), ("Что делает его мягким?", "мякиш держит воду")),
    "zh": (("面包为什么会发酵？", "酵母产生气体"), ("什么让它保持柔软？", "面包心保持水分")),
    "ja": (("パンはなぜ膨らむのですか？", "酵母がガスを出す"), ("何が柔らかさを保ちますか？", "中身が水を保つ")),
}


def indented(text: str, spaces: int) -> str:
    return "\n".join(" " * spaces + line if line else line for line in text.split("\n"))


ANSWERS: dict[str, Callable[[str], str]] = {
    "a paragraph": lambda said: f"So {said}.",
    "two paragraphs": lambda said: f"There is a reason.\n\nNamely {said}.",
    "a list": lambda said: f"- {said}\n- and more",
    "a lead-in": lambda said: f"It is as follows:\n\n- {said}\n- and more",
    "code": lambda said: f"```\n{said}\n```",
    "a quotation": lambda said: f"> So {said}.",
    "a formula": lambda said: f"$$\n\\text{{{said}}}\n$$",
    "a table": lambda said: f"| part | task |\n|---|---|\n| one | {said} |\n| two | little |",
    "details": lambda said: f"<details><summary>Answer</summary>\n\nSo {said}.\n\n</details>",
    "a mark": lambda said: f"A: So {said}.",
}
PROMPTS: dict[str, Callable[[str, str, int], str]] = {
    "heading": lambda asked, said, _: f"## {asked}\n\n{said}",
    "numbered heading": lambda asked, said, n: f"#### {n}. {asked}\n\n{said}",
    "bold": lambda asked, said, _: f"**{asked}**\n\n{said}",
    "bold with a number": lambda asked, said, n: f"**{n}. {asked}**\n\n{said}",
    "plain": lambda asked, said, _: f"{asked}\n\n{said}",
    "Q:": lambda asked, said, _: f"Q: {asked}\n\n{said}",
    "item": lambda asked, said, _: f"- {asked}\n\n{indented(said, 2)}",
    "numbered item": lambda asked, said, n: f"{n}. {asked}\n\n{indented(said, 3)}",
    "HTML": lambda asked, said, _: f"<b>{asked}</b>\n\n{said}",
    "summary": lambda asked, said, _: f"<details>\n<summary>{asked}</summary>\n\n{said}\n\n</details>",
    "callout": lambda asked, said, _: f"> [!question] {asked}\n" + "\n".join(f"> {line}" for line in said.split("\n")),
    "admonition": lambda asked, said, _: f'??? question "{asked}"\n\n{indented(said, 4)}',
    "division": lambda asked, said, _: f":::tip {asked}\n\n{said}\n\n:::",
}
CONTAINERS: dict[str, Callable[[str], str]] = {
    "page": lambda page: page,
    "quotation": lambda page: "\n".join(f"> {line}".rstrip() for line in page.split("\n")),
    "box": lambda page: f":::note\n\n{page}\n\n:::",
    "item": lambda page: f"- Kitchen\n\n{indented(page, 2)}",
}


def backs(page: str) -> dict[str, str]:
    """Give what stands on the back of each card, by its question, without white space and signs around it."""
    made = {}
    for draft in drafts(page):
        extra = plain(draft.fields.get("Extra", ""))
        made[plain(draft.front).strip(" ?？¿")] = f"{plain(draft.back)} {extra}"
    return made


def both(page: str, asked: tuple[tuple[str, str], tuple[str, str]]) -> bool:
    """Say whether a page gives both questions, each with all of its own answer and nothing of the other one's."""
    found = backs(page)
    for (question, own), (_, other) in (asked, asked[::-1]):
        back = found.get(question.strip(" ?？¿"), "")
        if own not in back or other in back:
            return False
    return True


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("container", CONTAINERS)
def test_a_prompt_owns_its_answer_of_any_form_in_any_container(prompt: str, answer: str, container: str) -> None:
    parts = [PROMPTS[prompt](asked, ANSWERS[answer](said), n) for n, (asked, said) in enumerate((FIRST, SECOND), 1)]
    page = CONTAINERS[container]("\n\n".join(parts))

    assert both(f"# Baking\n\n{page}\n", (FIRST, SECOND))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["a paragraph", "a list", "a lead-in", "code", "details"])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_owns_its_answer_in_each_language(prompt: str, answer: str, language: str) -> None:
    asked = LANGUAGES[language]
    parts = [PROMPTS[prompt](question, ANSWERS[answer](said), n) for n, (question, said) in enumerate(asked, 1)]

    assert both("# Baking\n\n" + "\n\n".join(parts) + "\n", asked)


TERMS = (("Dough", "flour that holds water"), ("Crumb", "the soft inner part"), ("Crust", "the hard outer part"))
LABELS = {
    sign: form
    for form in (
        *("**{}**: {}", "**{}:** {}", "**{}** – {}", "**{}** - {}", "**{}**. {}", "**{}** → {}", "**{}**：{}"),
        *("*{}* – {}", "*{}*: {}", "`{}`: {}", "`{}` - {}", "{}: {}", "{} – {}", "{} - {}", "{} → {}", "{} = {}"),
    )
    for sign in [form.format("T", "x")]
}
PLACES: dict[str, Callable[[list[str]], str]] = {
    "bullets": lambda lines: "\n".join(f"- {line}" for line in lines),
    "loose bullets": lambda lines: "\n\n".join(f"- {line}" for line in lines),
    "numbers": lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)),
    "paragraphs": "\n\n".join,
    "lines": "\n".join,
    "hard breaks": "  \n".join,
    "below a parent": lambda lines: "- Parts of a loaf:\n" + "\n".join(f"  - {line}" for line in lines),
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_any_form_names_its_text_in_any_place(label: str, place: str, container: str) -> None:
    page = CONTAINERS[container](PLACES[place]([LABELS[label].format(term, said) for term, said in TERMS]))

    found = [(plain(draft.front), plain(draft.back)) for draft in drafts(f"# Baking\n\n{page}\n")]
    assert [pair for pair in found if pair in TERMS] == list(TERMS)
