"""`genai-cards check` through the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command import files, run, write

ROOT = Path(__file__).parent.parent
CELLS = """\
# Cells

- **Nucleus**: the part that holds the genome
- **Membrane**: what keeps it together
- **Wall**: only plants have one

## History

Cells were first seen in 1665.
"""


def test_a_clean_project_exits_with_0_and_nothing_is_written(project: Path) -> None:
    write("source/cells.md", CELLS)
    before = files()

    done = run("check")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "1 page, 3 notes. 4 blocks: 3 became notes or part of one; 1 did not, each for a reason"
        " (--coverage lists them). 73 % of the words are on cards.\nNothing found.\n"
    )
    assert files() == before


def test_coverage_is_as_documented(project: Path) -> None:
    write("source/cells.md", CELLS)
    (shown, *_) = re.findall(r"```text\n(.*?)```", (ROOT / "docs" / "check.md").read_text(encoding="utf-8"), re.DOTALL)

    assert run("check", "--coverage").stdout == shown


def test_an_error_exits_with_1(project: Path) -> None:
    write("source/cells.md", CELLS + "\n## B\n\n<!-- cards: clozes -->\n\nprose\n")

    done = run("check")

    assert done.returncode == 1
    assert "source/cells.md:13:1: error: `cards` knows no word “clozes” [unknown-word]" in done.stdout


def test_a_page_without_notes_exits_with_1_as_an_export_does(project: Path) -> None:
    write("source/cells.md", "# Cells\n\nprose\n")

    assert run("check").returncode == 1


def test_a_warning_exits_with_1_only_when_strict(project: Path) -> None:
    write("source/cells.md", "---\ntitel: me\n---\n" + CELLS)

    assert run("check").returncode == 0
    assert run("check", "--strict").returncode == 1


def test_what_cannot_run_exits_with_2(project: Path) -> None:
    done = run("check", "nowhere.md")

    assert done.returncode == 2
    assert "no such page" in done.stderr


def test_one_page_of_a_project_can_be_checked(project: Path) -> None:
    write("source/cells.md", CELLS)
    write("source/genes.md", "# Genes\n\nprose\n")

    assert run("check", "source/cells.md").returncode == 0


def test_json_has_the_whole_ledger(project: Path) -> None:
    write("source/cells.md", CELLS)

    facts = json.loads(run("check", "--json").stdout)

    (page,) = facts["pages"]
    assert (page["path"], page["blocks"], page["covered"]) == ("source/cells.md", 4, 3)
    assert [(row["first"], row["kinds"], bool(row["skipped"])) for row in page["ledger"]] == [
        (3, ["label"], False),
        (4, ["label"], False),
        (5, ["label"], False),
        (9, [], True),
    ]
    assert facts["problems"] == []
    assert run("check", "--format", "json").stdout == run("check", "--json").stdout


def test_github_annotates_the_lines_of_the_repository(project: Path) -> None:
    write("source/a,b.md", "---\ntitel: me\n---\n" + CELLS)

    done = run("check", "--format", "github", GITHUB_WORKSPACE=str(project.parent))

    assert done.stdout.splitlines() == [
        "::warning file=notes/source/a%2Cb.md,line=2,col=1,title=unknown-key::`titel` means nothing here%0A"
        "did you mean `title`?"
    ]
    assert "file=source/a%2Cb.md," in run("check", "--format", "github", GITHUB_WORKSPACE="").stdout


def test_a_warning_can_be_allowed_in_its_page_and_in_the_project(project: Path) -> None:
    page = "---\ntitel: me\nallow: [unknown-key]\n---\n" + CELLS
    write("source/cells.md", page)
    assert run("check", "--strict").returncode == 0

    write("source/cells.md", page.replace("allow: [unknown-key]\n", ""))
    write("genai-cards.toml", '[check]\nallow = ["unknown-key"]\n')
    assert run("check", "--strict").returncode == 0

    write("source/cells.md", CELLS)
    done = run("check", "--strict")
    assert done.returncode == 1
    assert "genai-cards.toml:2:1: warning: `allow: unknown-key` allows nothing [allow-unused]" in done.stdout
    write("source/genes.md", CELLS.replace("Cells", "Genes"))
    assert run("check", "--strict", "source/cells.md").returncode == 0  # another page may need it


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("check = 3\n", "genai-cards.toml:1:1: `check` is not a table"),
        ("[check]\nanswer_words = 0\n", "genai-cards.toml:2:1: `answer_words` is not a whole number from 1 on"),
        ("[check]\nanswer_words = true\n", "genai-cards.toml:2:1: `answer_words` is not a whole number from 1 on"),
        ('[check]\nallow = "poor"\n', "genai-cards.toml:2:1: `allow` is not a list of codes"),
    ],
)
def test_settings_of_a_wrong_kind_stop(project: Path, table: str, said: str) -> None:
    write("genai-cards.toml", table)
    write("source/cells.md", CELLS)

    done = run("check")

    assert done.returncode == 2
    assert said in done.stderr


def test_a_setting_that_means_nothing_is_a_warning(project: Path) -> None:
    write("genai-cards.toml", "[check]\nanswer_word = 3\n")
    write("source/cells.md", CELLS)

    assert "genai-cards.toml:2:1: warning: `answer_word` means nothing here [unknown-key]" in run("check").stdout


def test_advice_is_told_with_a_hint_once_and_exits_with_1_only_when_strict(project: Path) -> None:
    write("genai-cards.toml", "[check]\nanswer_words = 5\n")
    write("source/cells.md", CELLS)

    done = run("check")

    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == [
        "source/cells.md:3:3: advice: the answer has 6 words, more than 5 [answer-long]",
        "  hint: ask for its parts one by one; what need not be known by heart belongs behind the answer",
    ]
    assert run("check", "--strict").returncode == 1


def test_an_export_says_no_advice(project: Path) -> None:
    write("genai-cards.toml", "[check]\nanswer_words = 5\n")
    write("source/cells.md", CELLS)

    done = run("export", "--verbose")

    assert "advice" not in done.stdout + done.stderr


def test_a_dead_link_is_one_to_no_file(project: Path) -> None:
    write("source/genes.md", CELLS.replace("Cells", "Genes"))
    write("source/cells.md", CELLS + "\nSee [genes](genes.md#history), [a wiki's](genes) and [more](more.md).\n")

    assert [line for line in run("check").stdout.splitlines() if " advice: " in line] == [
        "source/cells.md:11:1: advice: there is no “more.md” [link-dead]"
    ]


def test_notes_of_other_pages_are_known_when_one_page_is_checked(project: Path) -> None:
    write("source/cells.md", CELLS + "\n1. What is a living cell? (Answer: The least.)\n")
    write("source/genes.md", CELLS.replace("Cells", "Genes") + "\n1. What are living cells? (Answer: Many.)\n")

    assert "nearly the same question as at source/genes.md:" in run("check", "source/cells.md").stdout


def test_what_anki_will_do_is_told_against_the_lock(project: Path) -> None:
    write("source/cells.md", CELLS)
    run("export")
    write("source/cells.md", "---\ndeck: Life\n---\n" + CELLS)

    done = run("check", "--strict")

    assert done.returncode == 1
    assert (
        "source/cells.md:6:3: warning: 3 notes belong to the deck “Notes::Life” now; Anki leaves the cards in "
        "“Notes::Cells” [deck-moved]" in done.stdout
    )


def test_the_hook_runs_the_check_of_the_whole_project() -> None:
    import yaml

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert (hook["id"], hook["entry"], hook["pass_filenames"]) == ("genai-cards-check", "genai-cards check", False)
    found = [
        name for name in ("source/a.md", "b.markdown", "genai-cards.toml", "a.png") if re.search(hook["files"], name)
    ]
    assert found == ["source/a.md", "b.markdown", "genai-cards.toml"]
