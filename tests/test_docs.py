"""The docs show what they mean to show, and tell of everything that the tables hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from genai_cards.cards.kinds import KINDS
from genai_cards.cli.main import COMMANDS
from genai_cards.importers import IMPORTERS
from genai_cards.settings.asked import WORDS
from genai_cards.settings.values import PageSettings, ProjectSettings, settings_of

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_row_of_a_table_is_shown_as_text(page: Path) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    lines = [line for token in tokens if token.type == "inline" for line in token.content.split("\n")]

    assert [line for line in lines if line.lstrip().startswith("|")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_between_the_docs_is_dead(page: Path) -> None:
    said = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", said)]

    assert [target for target in targets if target and ":" not in target and not (page.parent / target).exists()] == []


def test_every_word_that_asks_for_cards_is_documented() -> None:
    table = text("docs/asked.md").split("## ")[0]
    kinds = {kind.name for kind in KINDS}

    assert [word for word in WORDS if word not in kinds and f"`{word}`" not in table] == []


def test_every_setting_is_documented() -> None:
    said = text("docs/pages.md") + text("docs/check.md")

    assert [name for name in settings_of(PageSettings) if not re.search(rf"^{name}:", said, re.MULTILINE)] == []
    in_project = {name: rf"^(?:{name} =|\[{name}\])" for name in settings_of(ProjectSettings)}
    assert [name for name, line in in_project.items() if not re.search(line, said, re.MULTILINE)] == []


def test_every_command_and_every_importer_is_documented() -> None:
    said = text("README.md") + "".join(page.read_text(encoding="utf-8") for page in PAGES)
    told = text("docs/import.md")

    assert [name for name in COMMANDS if f"genai-cards {name}" not in said] == []
    assert [suffix for importer in IMPORTERS for suffix in importer.suffixes if f"`{suffix}`" not in told] == []


def test_where_things_live_names_every_room() -> None:
    package = ROOT / "src" / "genai_cards"
    rooms = {f"{folder.name}/" for folder in package.iterdir() if (folder / "__init__.py").exists()}
    rooms |= {file.name for file in package.glob("*.py") if not file.name.startswith("__")}
    (table,) = re.findall(r"^## Where things live\n(.*?)^## ", text("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    named = {
        name
        for row in table.split("\n")
        if row.startswith("| `")
        for name in re.findall(r"`([^`]+)`", row.split("|")[1])
    }

    assert named == rooms
