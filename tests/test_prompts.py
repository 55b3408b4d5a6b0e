"""What a text does by its words: ask, order, define, count, say only what stands below it."""

from __future__ import annotations

import pytest

from genai_cards.language import cells, defining, headings, prompts


@pytest.mark.parametrize(
    "text",
    [
        "Why does it work?",
        "Why so? (hard)",
        "Why so? ⭐⭐",
        "Was ist das?",
        "¿Qué es React?",
        "什么是闭包？",
        "“Is it so?”",
        "What is the `?` operator for?".replace("`?`", "\ufffc"),
    ],
)
def test_a_text_asks(text: str) -> None:
    assert prompts.asks(text)


@pytest.mark.parametrize("text", ["Cost (why?)", "The talk “Why so?” of 2020", "x?", "see example.org/a?b=c", "Why."])
def test_a_text_does_not_ask(text: str) -> None:
    assert not prompts.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Explain closures",
        "List the types of joins",
        "Name three gases",
        "Erläutern Sie den Begriff",
        "Expliquez la loi",
        "Объясните теорему",
        "简述垃圾回收",
        "교착상태를 설명하시오",
    ],
)
def test_a_text_sets_a_task_that_an_answer_answers(text: str) -> None:
    assert prompts.is_order(text)


@pytest.mark.parametrize("text", ["List comprehension", "State machine", "Name", "Explain it as follows:"])
def test_a_text_sets_none(text: str) -> None:
    assert not prompts.is_order(text)


@pytest.mark.parametrize(
    "text",
    [
        "What is a closure",
        "How cells divide",
        "Warum Wasser gefriert",
        "Что такое индекс",
        "为什么使用索引",
        "デッドロックとは",
    ],
)
def test_a_heading_asks_without_a_mark(text: str) -> None:
    assert prompts.heading_asks(text)


@pytest.mark.parametrize("text", ["How to install", "What it is", "Why", "Whiskers and tails", "Getting started"])
def test_a_heading_asks_nothing(text: str) -> None:
    assert not prompts.heading_asks(text)


@pytest.mark.parametrize(
    "name", ["📚 References", "Table of Contents", "See also:", "Siehe auch", "参考文献", "Contributing"]
)
def test_names_that_silence_what_stands_below(name: str) -> None:
    assert prompts.is_dead(name)


@pytest.mark.parametrize(
    "name", ["Example 3: a file", "2. Introduction", "Step 4", "注意", "第3章", "Note:", "Part II"]
)
def test_names_that_say_only_what_kind_of_text_follows(name: str) -> None:
    assert prompts.is_neutral(name)


def test_no_name_is_both() -> None:
    assert not set(headings.DEAD) & set(headings.NEUTRAL)
    assert not set(headings.DEFINITION) & set(headings.DEAD)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A closure (JS) is a function", "Closure"),
        ("Closures are functions", "closure"),
        ("Замыкание — это функция", "Замыкание"),
        ("闭包是指函数", "闭包"),
        ("デッドロックとは状態", "デッドロック"),
        ("Entropy = disorder", "Entropy"),
        ("In physics, an orbit is a path", "Orbit"),
        ("Orbits, also called paths, are curves", "Orbit"),
        ("Path or way is a curve", "Path"),
        ("AQ is a scale", "Air quality (AQ)"),
        ("Blue-green deployment is a way to deploy", "Blue green deployment"),
        ("Unter einer Umlaufbahn, kurz Orbit, versteht man einen Weg", "Umlaufbahn"),
        ("Per orbita si intende una via", "Orbita"),
        ("Se entiende por órbita un camino", "Órbita"),
        ("On entend par orbite un chemin", "Orbite"),
        ("Под «орбита» понимают путь", "Орбита"),
        ("Yörünge, bir cismin izlediği yoldur.", "Yörünge"),
        ("कक्षा एक पथ है।", "कक्षा"),
        ("Quỹ đạo là một đường", "Quỹ đạo"),
    ],
)
def test_a_sentence_defines_its_subject(text: str, name: str) -> None:
    assert defining.defines(text, name)


@pytest.mark.parametrize(
    ("text", "name"), [("Closures help a lot", "Closure"), ("The island is big", "Is"), ("Orbit, he said", "Orbit")]
)
def test_a_sentence_defines_nothing(text: str, name: str) -> None:
    assert defining.defines(text, name) is None


def test_numbers_that_a_name_promises() -> None:
    assert prompts.counted("Six advantages of sails") == {6}
    assert prompts.counted("Die drei Gründe") == {3}
    assert prompts.counted("三大特点") == {3}
    assert prompts.counted("The advantages") == frozenset()


def test_words_are_counted_in_any_script() -> None:
    assert prompts.count_words("two words") == 2
    assert prompts.count_words("机器学习") == 2


@pytest.mark.parametrize("text", ["If so, which? Why?", "Explain it in full."])
def test_a_text_that_only_asks(text: str) -> None:
    assert prompts.only_asks(text)


def test_columns_that_are_shown_or_count() -> None:
    assert cells.is_support_column("Example sentence")
    assert cells.is_ordinal_column("Week")
    assert cells.is_nothing("✅")
    assert cells.is_date("Monday")
    assert not cells.is_nothing("yes and no")


def test_a_bold_order_is_no_term() -> None:
    assert not prompts.opens_with_verb(" to set the number of threads")
    assert prompts.opens_with_verb(" to jest liczba")
