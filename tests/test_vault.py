"""A vault of pages that nobody wrote for cards: what repeats is said once, and decks are as its owner wants them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import run, write

PAGE = "# {0}\n\n- **{0} cell**: part {0}\n"


def test_what_a_vault_has_many_times_is_one_line(project: Path) -> None:
    write("source/a.md", PAGE.format("Plant"))
    for number in range(12):
        write(f"source/{'daily' if number < 8 else 'old'}/{number}.md", "# Day\n\nNothing was learned.\n")

    told = run("export").stderr

    assert len(told.splitlines()) == 3
    assert told.startswith("warning: 12 × no-notes, in source/daily/ (8), source/old/ (4) (")
    assert "source/daily/0.md:1:1: this page gives no note" in told
    assert len(run("export", "--verbose").stderr.splitlines()) == 24
    assert run("check").stdout.count("no-notes") == 1
    assert run("check", "--all").stdout.count("[no-notes]") == 12
    assert len(json.loads(run("check", "--json").stdout)["problems"]) == 12


def test_a_few_are_listed_each(project: Path) -> None:
    for number in range(10):
        write(f"source/{number}.md", "# Day\n\nNothing was learned.\n")

    assert run("export").stderr.count("[no-notes]") == 10


@pytest.mark.parametrize(
    ("decks", "names"),
    [
        ("page", ["Vault::Plant", "Vault::Zoo::Ape", "Vault::Zoo::Bat"]),
        ("folder", ["Vault", "Vault::Zoo"]),
        ("one", ["Vault"]),
    ],
)
def test_decks_are_for_pages_for_folders_or_one_for_all(project: Path, decks: str, names: list[str]) -> None:
    write("genai-cards.toml", f'deck = "Vault"\ndecks = "{decks}"\n')
    write("source/Plant.md", PAGE.format("Plant"))
    for name in ("Ape", "Bat"):
        write(f"source/Zoo/{name}.md", PAGE.format(name))

    run("export", "-o", "all.json")

    assert sorted({note["deck"] for note in json.loads(Path("all.json").read_text())["notes"]}) == names


def test_other_decks_keep_the_notes_and_say_that_their_cards_stay(project: Path) -> None:
    write("source/Zoo/Ape.md", PAGE.format("Ape"))
    run("export", "-o", "before.json")
    write("genai-cards.toml", 'decks = "one"\n')

    done = run("export", "-o", "after.json")

    guids = [
        [note["guid"] for note in json.loads(Path(file).read_text())["notes"]] for file in ("before.json", "after.json")
    ]
    assert guids[0] == guids[1]
    assert "Anki leaves their cards in" in done.stdout


def test_a_deck_that_a_page_names_goes_before(project: Path) -> None:
    write("genai-cards.toml", 'deck = "Vault"\ndecks = "one"\n')
    write("source/a.md", "---\ndeck: Own\n---\n" + PAGE.format("Ape"))

    run("export", "-o", "all.json")

    assert json.loads(Path("all.json").read_text())["notes"][0]["deck"] == "Vault::Own"


def test_a_word_that_decks_does_not_know_is_an_error(project: Path) -> None:
    write("genai-cards.toml", 'decks = "folders"\n')
    write("source/a.md", PAGE.format("Ape"))

    done = run("export")

    assert done.returncode == 2
    assert "`decks` is one of “page”, “folder”, “one”" in done.stderr
    assert "did you mean `folder`?" in done.stderr


# --- a first look -----------------------------------------------------------------------------------------------------


def vault() -> None:
    write("Plant.md", PAGE.format("Plant"))
    write("Zoo/Ape.md", PAGE.format("Ape"))
    write("old.org", "* Old")
    for number in range(6):
        write(f"daily/{number}.md", "# Day\n\nNothing was learned.\n")


def test_a_first_look_says_what_a_folder_gives_and_writes_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vault()

    done = run("init")

    assert done.returncode == 0
    assert done.stdout.startswith("8 pages would give 2 notes, which hold ")
    assert "6 would give none.\nNot read: 1 × .org (" in done.stdout
    assert "Plant.md:3:3: Plant cell\n      → part Plant" in done.stdout
    assert "6 × a paragraph with no fact a rule can see, as at daily/0.md:3:1" in done.stdout
    assert Path("genai-cards.toml").read_text(encoding="utf-8") == (
        f'deck = "{tmp_path.name}"\nsource = "."\nexclude = ["/daily/"]\n'
    )
    assert run("export").returncode == 0
    assert json.loads(run("export", "--json").stdout)["notes"] == 2


def test_a_first_look_may_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    vault()

    assert run("init", "--dry-run").returncode == 0
    assert not Path("genai-cards.toml").exists()


def test_settings_that_are_there_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.md", PAGE.format("Ape"))
    write("genai-cards.toml", 'deck = "Mine"\n')

    done = run("init")

    assert (done.returncode, "is there already" in done.stderr) == (2, True)
    assert Path("genai-cards.toml").read_text(encoding="utf-8") == 'deck = "Mine"\n'


def test_many_small_pages_are_proposed_to_share_the_deck_of_their_folder(tmp_path: Path) -> None:
    for number in range(50):
        write(str(tmp_path / f"{'a' if number < 25 else 'b'}/{number}.md"), PAGE.format(f"Ape {number}"))

    assert run("init", str(tmp_path)).stdout.count('decks = "folder"') == 1


def test_a_folder_with_a_source_keeps_it(project: Path) -> None:
    write("source/a.md", PAGE.format("Ape"))
    (project / "genai-cards.toml").unlink(missing_ok=True)

    assert 'source = "source"' in run("init", "--dry-run").stdout


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_pages_cannot_be_looked_at(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()

    assert run("init", str(tmp_path / folder)).returncode == 2


def test_pages_of_one_name_elsewhere_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, answer in (("a", "One unit."), ("b", "Another unit of life.")):
        page = tmp_path / "vault" / name / "page.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# {name}\n\n## What is {name}?\n\n{answer}\n\nNo fact of {name}:\n", encoding="utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    said = run("check", "--coverage", str(tmp_path / "vault"))

    assert "vault/a/page.md" in said.stdout
    assert "vault/b/page.md" in said.stdout
    assert str(tmp_path) not in said.stdout
