"""Which note is which where much has changed: other scripts, other pages, other languages, series of like questions."""

from __future__ import annotations

import pytest

from edited import edit, guids, kept, made, made_of, outcomes
from genai_cards.build import Build
from genai_cards.identity.changes import Outcome


def heir(before: Build, after: Build, old: str) -> str:
    """Give the question that goes on with a history."""
    return next(question for question, guid in guids(after).items() if guid == guids(before)[old])


def doubtful(built: Build) -> list[str]:
    return [change.after.trace.prompt for change in built.changes if change.doubt]


# --- scripts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("光合作用的条件？", "植物需要阳光、水和空气。"), ("光合作用有哪些条件？", "条件：光、水、二氧化碳。")),
        (("地震はなぜ起こる？", "岩盤が割れるから。"), ("地震が起こるのはなぜか？", "地下の岩盤が割れるため。")),
        (("지진은 왜 일어나는가?", "암반이 갑자기 깨진다."), ("지진이 일어나는 까닭은?", "땅속의 암반이 깨지기 때문.")),
    ],
    ids=["Chinese", "Japanese", "Korean"],
)
def test_a_question_and_its_answer_reworded_keep_the_history_in_scripts_without_spaces(
    old: tuple[str, str], new: tuple[str, str]
) -> None:
    page = "# T\n\n## {}\n\n{}\n\n## Mars?\n\nThe fourth planet.\n\n## Moon?\n\nIt goes round the Earth.\n"

    after = made(page.format(*new), before=made(page.format(*old)), now=200)

    assert outcomes(after, Outcome.RETIRED, Outcome.ADDED) == []


def test_columns_renamed_and_cells_rewritten_keep_the_history_in_chinese() -> None:
    before = made(
        "# 存储\n\n| 区别 | 内存条 | 硬盘机 |\n| --- | --- | --- |\n| 速度 | 很快 | 比较慢 |\n"
        "| 断电以后 | 内容丢失 | 内容还在 |\n| 价格 | 每单位较高 | 每单位较低 |\n"
    )
    after = made(
        "# 存储\n\n| 区别 | 内存 (RAM) | 硬盘 (Disk) |\n| --- | --- | --- |\n| 速度 | 很快，纳秒级 | 比较慢 |\n"
        "| 断电以后 | 内容会全部丢失。 | 数据仍然保存。 |\n| 价格 | 单位容量较高。 | 单位容量低得多。 |\n",
        before=before,
        now=200,
    )

    assert outcomes(after, Outcome.RETIRED, Outcome.ADDED) == []


def test_marks_of_vowels_make_no_other_word() -> None:
    page = "# كلمات\n\n| كلمة | المعنى |\n| --- | --- |\n| {} | Buch |\n| بيت | Haus |\n| باب | Tür |\n"

    after = made(page.format("كِتَاب"), before=made(page.format("كتاب")), now=200)

    assert outcomes(after, Outcome.RETIRED, Outcome.ADDED) == []


# --- questions --------------------------------------------------------------------------------------------------------

OTHERS = "- **Delta**: the land that a river lays down at its mouth\n- **Fjord**: a valley that the sea has drowned\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Mur**: the wall", "**le mur**: the wall"),
        ("**Clé**: the key", "**la Clé (also: clef)**: the key"),
        ("**CPU**: runs the program", "**Central processing unit**: runs the program"),
        ("**NTL**: the mean height of the low waters at neap tides, taken over many years",
         "**Neap tide level (NTL)**: the Mean Height of the low waters at neap tides, taken over many years"),
        ("**kotw**: Knot Of The Week, a weekly letter with one knot",
         "**Knot Of The Week!**: A weekly letter with one knot"),
        ("**strake**: a line of planks", "**strake**: a line of planks, from stem to stern, each overlapping the next"),
    ],
    ids=["an article", "an article and a remark", "an acronym", "an acronym, long answer", "a name moved", "grown"],
)  # fmt: skip
def test_a_name_said_in_full_keeps_the_history(old: str, new: str) -> None:
    before = made(f"# Words\n\n- {old}\n{OTHERS}")
    after = made(f"# Words\n\n- {new}\n{OTHERS}", before=before, now=200)

    assert outcomes(after, Outcome.RETIRED, Outcome.ADDED) == []


def test_the_first_part_of_a_question_that_was_split_goes_on() -> None:
    long = "What is reefing? When should one reef? How many reefs has a mainsail?"
    answers = "\n\nSee the manual of the boat.\n\n"
    before = made(f"# Sailing\n\n## {long}{answers}")
    after = made("# Sailing\n\n" + "".join(f"## {part}?{answers}" for part in long.split("?")[:3]), before=before)

    assert heir(before, after, long) == "What is reefing?"


def test_code_that_moved_into_the_question_keeps_each_history() -> None:
    codes = ["for i in range(3): print(i * 2)", "x = [1, 2, 3]; print(x[-1])", "print('ab' * 2)", "print(len({}))"]
    ends = ["0, 2 and 4", "3, the last one", "abab, the text twice", "0, as nothing is in it"]
    asked = "What does this code print?"
    before = made("# P\n\n" + "".join(f"## {asked}\n\n```\n{code}\n```\n\n> It prints {end}.\n\n"
                                      for code, end in zip(codes, ends, strict=True)))  # fmt: skip
    after = made("# P\n\n" + "".join(f"## {asked} {code}\n\nIt prints {end}.\n\n"
                                     for code, end in zip(codes, ends, strict=True)), before=before)  # fmt: skip

    were = {change.guid: change.before.trace.answer for change in after.changes if change.before}
    assert [end in were[note.guid] for note, end in zip(after.notes, ends, strict=True)] == [True] * 4


def test_an_answer_that_grew_keeps_the_history_under_another_question() -> None:
    told = "Tracing shows each call that a program makes to the kernel, and each signal that it gets from there."
    more = "It is slow. " * 30
    page = "# Tools\n\n## {}\n\n{}\n\n## Log\n\nA file of what happened.\n"

    before = made(page.format("What is tracing of system calls?", told))
    after = made(page.format("What is tracing and how is it used? Show how to join a running process.", told + more),
                 before=before, now=200)  # fmt: skip

    assert outcomes(after, Outcome.RETIRED, Outcome.ADDED) == []


# --- series of like questions -----------------------------------------------------------------------------------------

PORTS = """# Ports

1. What is the port of SSH? (Answer: 22, for shells.)
2. What is the port of Redis? (Answer: 6379, for caches.)
3. What is the port of HTTP? (Answer: 80, for pages.)
"""


def test_in_a_series_only_what_differs_counts() -> None:
    before = made(PORTS)
    other = made(edit(PORTS, ("Redis? (Answer: 6379", "Memcached? (Answer: 11211")), before=before, now=200)
    renamed = made(edit(PORTS, ("port of Redis?", "port of a Redis server?")), before=before, now=200)

    assert outcomes(other, Outcome.ADDED) == ["What is the port of Memcached?"]
    assert outcomes(renamed, Outcome.ADDED, Outcome.RETIRED) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What does a gas do when it is heated? (Answer: It expands.)",
         "What does a gas do when it is cooled? (Answer: It contracts.)"),
        ("Which of these is not a primitive type? (Answer: array)",
         "Which of these is a primitive type? (Answer: symbol)"),
        ("When was penicillin discovered? (Answer: 1928)", "When was insulin discovered? (Answer: 1921)"),
    ],
    ids=["the opposite", "a negation", "a name"],
)  # fmt: skip
def test_a_short_answer_replaced_together_with_a_word_of_the_question_is_never_silent(old: str, new: str) -> None:
    page = "# Quiz\n\n1. What is a wave's top called? (Answer: The crest)\n2. {}\n3. Who was Ohm? (Answer: A man)\n"
    after = made(page.format(new), before=made(page.format(old)), now=200)

    changed = [change for change in after.changes if change.after.trace.prompt == new.split(" (")[0]]
    assert [change.outcome is Outcome.ADDED or bool(change.doubt) for change in changed] == [True]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**UDP**: a protocol that sends packets and forgets them",
         "**QUIC**: a protocol that sends packets and remembers them"),
        ("**Mitosis**: a cell divides into two cells with all chromosomes",
         "**Meiosis**: a cell divides into four cells with half the chromosomes"),
        ("**Precision**: the share of what was found that is right",
         "**Recall**: the share of what is right that was found"),
    ],
    ids=["a word replaced", "names that are spelled alike", "the same words"],
)  # fmt: skip
def test_a_sibling_in_the_place_of_another_is_doubtful_at_least(old: str, new: str) -> None:
    page = "# T\n\n- **DNS**: turns names into addresses\n- {}\n- **Median**: half of the values are above it\n"
    after = made(page.format(new), before=made(page.format(old)), now=200)

    assert len(doubtful(after)) == 1


def test_a_phrase_of_one_form_with_a_word_replaced_on_both_sides_is_doubtful() -> None:
    page = "# W\n\n- **Non capisco**: I do not understand\n- {}\n- **Arrivederci**: Until we meet again\n"
    before = made(page.format("**Buon viaggio!**: Have a good journey!"))

    assert doubtful(made(page.format("**Buona giornata!**: Have a good day!"), before=before)) == ["Buona giornata!"]


def test_a_short_name_that_goes_on_keeps_its_history() -> None:
    page = "# G\n\n- **gst**: git status\n- {}\n- **glo**: git log --oneline\n"

    kept(page.format("**gdu**: git diff @{u}"), page.format("**gdup**: git diff @{upstream}"), ("gdu", "gdup"))


def test_a_twin_is_no_sibling() -> None:
    """Of two notes that say the same, the one that is edited keeps its own history."""
    page = "# Climate\n\n## What is a feedback?\n\nAn effect that acts on its own {}.\n"
    before = made_of({"a": page.format("cause"), "b": page.format("cause")})
    after = made_of({"a": page.format("cause"), "b": page.format("causse")}, before, 200)

    assert [note.guid for note in after.notes] == [note.guid for note in before.notes]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_only_page_that_is_gone_is_the_only_one_that_is_new() -> None:
    seed = "# Seed\n\n## Seed\n\nThe first number that a generator starts from.\n"
    glob = "# Globs\n\n- **{}**: {}\n"
    before = made_of({"glob": glob.format("Glob", "a pattern that matches names of files"), "seed": seed})
    later = glob.format("Glob pattern", "a pattern in which signs stand for parts of names of files")

    assert guids(made_of({"glob-pattern": later, "seed": seed}, before, 200))["Glob pattern"] == guids(before)["Glob"]


def test_pages_of_one_form_share_their_headings_and_nothing_else() -> None:
    """“How does it help?” of a page that lost this part says nothing of another page's."""
    form = "# {0}\n\n## What is it?\n\n{1}\n"
    helps = "\n## How does it help?\n\n{0}\n"
    pod = form.format("Pod", "A pod is the smallest unit that a cluster runs: one or more containers.")
    node = form.format("Node", "A node is a machine, real or virtual, that runs pods.")
    probe = form.format("Probe", "A probe asks at intervals whether a container is alive.")
    pods = helps.format("Containers of a pod share an address and disks, so that they work close together.")
    nodes = helps.format("More nodes give a cluster more room, and another to go on with when one breaks.")
    probes = helps.format("What hangs is started anew, and gets no requests until it says that it is ready.")

    before = made_of({"pod": pod + pods, "node": node + nodes})
    after = made_of({"pod": pod, "node": node + nodes, "probe": probe + probes}, before, 200)

    assert outcomes(after, Outcome.ADDED) == ["Probe", "How does it help?"]


def test_a_copy_goes_on_with_the_histories_of_an_original_that_is_deleted_later() -> None:
    page = f"# Coast\n\n{OTHERS}- **Reef**: a ridge of rock just below the surface\n"
    first = made_of({"coast": page}, now=100)
    both = made_of({"coast": page, "shore": page}, first, 200)
    last = made_of({"shore": page}, both, 300)

    assert guids(last) == guids(first)
    assert {note.guid for note in last.notes} == {note.guid for note in first.notes}


def test_two_pages_that_always_said_the_same_keep_their_own_histories() -> None:
    page = f"# Coast\n\n{OTHERS}"
    both = made_of({"coast": page, "shore": page}, now=100)
    shore = {note.guid for note in both.notes if note.draft.key.page == "shore"}

    assert {note.guid for note in made_of({"shore": page}, both, 300).notes} == shore


# --- translations -----------------------------------------------------------------------------------------------------

GERMAN = """# Das Herz

1. Wie viele Kammern hat das Herz? (Antwort: 4)
2. Was ist die Aorta? (Antwort: Die größte Ader, die von der linken Kammer kommt)
3. Wohin fließt das Blut aus der rechten Kammer? (Antwort: In die Lunge)
4. Was misst ein EKG? (Antwort: Die Ströme im Herz)
"""
ENGLISH = """# The heart

1. How many chambers has the heart? (Answer: 4)
2. What is the aorta? (Answer: The largest vessel, which leaves the left chamber)
3. Where does the blood of the right chamber go? (Answer: To the lungs)
4. What does an ECG measure? (Answer: The currents in the heart)
"""


def test_a_page_translated_in_place_keeps_its_histories() -> None:
    before = made(GERMAN)
    after = made(ENGLISH, before=before, now=200)

    assert [note.guid for note in after.notes] == [note.guid for note in before.notes]
    assert "How many chambers has the heart?" not in doubtful(after)  # the number says so, too


def test_a_page_about_something_else_in_one_language_keeps_nothing() -> None:
    other = """# The eye

1. Which part of the eye holds its colour? (Answer: The iris)
2. What bends when we look at what is near? (Answer: The lens, by a small muscle)
3. Where do rods and cones stand? (Answer: On the retina)
4. What does the optic nerve carry? (Answer: Signals to the brain)
"""
    after = made(other, before=made(ENGLISH), now=200)

    assert len(outcomes(after, Outcome.ADDED)) == len(outcomes(after, Outcome.RETIRED)) == 4


def test_a_sorted_glossary_that_was_translated_is_sorted_anew() -> None:
    german = "# G\n\n" + "".join(f"- **{term}**: {text}\n" for term, text in (
        ("Apfel", "eine Frucht, die auf einem Baum wächst"), ("Brot", "das backt man aus Mehl und aus Wasser"),
        ("Käse", "der wird aus der Milch gemacht"), ("Zucker", "der ist süß und kommt aus der Rübe")))  # fmt: skip
    english = "# G\n\n" + "".join(f"- **{term}**: {text}\n" for term, text in (
        ("Apple", "a fruit that grows on a tree"), ("Bread", "what is baked of flour and of water"),
        ("Sugar", "this is sweet and comes from the beet"), ("Whey", "what is left of the milk")))  # fmt: skip
    before = made(german)

    assert not set(guids(made(english, before=before, now=200)).values()) & set(guids(before).values())


# --- tables -----------------------------------------------------------------------------------------------------------


def test_a_table_that_was_turned_keeps_its_histories() -> None:
    before = made("# T\n\n| P | Order | Header |\n| - | - | - |\n| TCP | kept | 20 bytes |\n| UDP | lost | 8 bytes |\n")
    after = made("# T\n\n| | TCP | UDP |\n| - | - | - |\n| Order | kept | lost |\n| Header | 20 bytes | 8 bytes |\n",
                 before=before, now=200)  # fmt: skip

    assert {question: heir(before, after, question) for question in guids(before)} == {
        "TCP: Order?": "Order: TCP?",
        "TCP: Header?": "Header: TCP?",
        "UDP: Order?": "Order: UDP?",
        "UDP: Header?": "Header: UDP?",
    }


def test_bullets_that_become_a_table_with_flags_give_their_histories_to_the_texts() -> None:
    rules = {"no-eval": "forbid code made of strings", "no-shadow": "forbid a name that hides another one",
             "eqeqeq": "ask for a comparison without conversion"}  # fmt: skip
    bullets = "# Rules\n\n" + "".join(f"- `{name}`: {text}\n" for name, text in rules.items())
    head = "# Rules\n\n| ✔ | 🔧 | Rule | Description |\n| - | - | - | - |\n"
    table = head + "".join(
        f"| ✔ | {'🔧' if 'no' in name else ''} | `{name}` | {text} |\n" for name, text in rules.items()
    )

    before = made(bullets)
    after = made(table, before=before, now=200)

    asked = {change.guid: change.after.trace.prompt for change in after.changes}
    assert [asked[guids(before)[name]] for name in rules] == [f"{name}: Description?" for name in rules]
    assert outcomes(after, Outcome.ADDED) == []


def test_a_heading_put_above_a_definition_keeps_the_history() -> None:
    kept(
        f"# Coast\n\n{OTHERS}- **Reef**: a ridge of rock or coral just below the surface\n",
        f"# Coast\n\n{OTHERS}\n## Reef\n\n- **Reef**: a ridge of rock or coral just below the surface\n",
    )


def test_labels_indented_below_a_new_parent_keep_their_histories() -> None:
    labels = "{0}- Algorithms: classification, regression\n{0}- Pipelines: building and tuning\n"
    before = made("# Spark\n\n- Provides tools such as:\n" + labels.format(""))
    after = made("# Spark\n\n- Provides tools such as:\n" + labels.format("  "), before=before, now=200)

    assert guids(before).items() <= guids(after).items()


def test_a_line_of_a_contents_list_is_never_an_heir() -> None:
    page = "# Hooks\n\n## Index\n\n- [{0}](#context)\n\n## Questions\n\n### {0}\n\nA way to hand values down a tree.\n"
    before = made(page.format("What is a context?"))
    after = made(page.format("What is a context? How do I make one?"), before=before, now=200)

    assert guids(after) == {"What is a context? How do I make one?": guids(before)["What is a context?"]}
