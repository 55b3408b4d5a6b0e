"""What is new is one function and one line in one table, and is seen everywhere that follows from the table.

A kind with the rule that makes it is added in test_kinds.py, in a process of its own.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from command import files, run, write
from genai_cards import checks, extractors, importers
from genai_cards.cards.kinds import LABEL
from genai_cards.cards.notes import Deck
from genai_cards.checks import Check
from genai_cards.checks.facts import Facts
from genai_cards.checks.ledger import Ledger
from genai_cards.cli.main import COMMANDS
from genai_cards.diagnostics import Diagnostic, Location, advice
from genai_cards.extractors.harvest import Here, Reading
from genai_cards.extractors.making import candidate
from genai_cards.importers import Given, Importer
from genai_cards.importers.page import Heading, Paragraph
from genai_cards.importers.page import Reading as Foreign
from genai_cards.page.text import Text
from genai_cards.scopes.units import Form, Unit
from genai_cards.settings.readers import Said, text
from genai_cards.settings.values import PageSettings, read_settings, setting, settings_of
from genai_cards.targets import TARGETS, Target

PAGE = "# Apes\n\n- **Ape**: a tailless monkey\n"


def module(monkeypatch: pytest.MonkeyPatch, name: str, **functions: object) -> None:
    """Add a file to the package, as far as an import can tell."""
    made = types.ModuleType(name)
    made.__dict__.update(functions)
    monkeypatch.setitem(sys.modules, name, made)


def test_a_rule_for_a_shape(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_riddle(here: Here, unit: Unit) -> Reading | None:
        if unit.form is not Form.PARAGRAPH or not unit.text.plain.endswith("…"):
            return None
        asked = Text.of_words("Who is it?", unit.at)
        return Reading((candidate(here, LABEL, "riddle", asked, unit.text, at=unit.at, shows=[unit]),))

    monkeypatch.setattr(extractors, "EXTRACTORS", (read_riddle, *extractors.EXTRACTORS))
    write("source/a.md", f"{PAGE}\nIt is grey and large …\n")

    assert json.loads(run("export", "--json").stdout)["kinds"] == {"label": 2}
    assert "Who is it? → It is grey and large …" in run("check", "--explain", "source/a.md:5").stdout
    assert "all became notes" in run("check").stdout


def test_an_importer(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_shouted(given: Given) -> Foreign:
        title, *lines = given.content.decode().splitlines()
        blocks: list[Heading | Paragraph] = [Heading(1, title.capitalize(), 1)]
        blocks += (Paragraph(line.lower(), n) for n, line in enumerate(lines, 2))
        return Foreign(title.capitalize(), tuple(blocks))

    shouted = Importer("shouted text", (".loud",), read_shouted)
    monkeypatch.setattr(importers, "IMPORTERS", (*importers.IMPORTERS, shouted))
    write("apes.loud", "APES\nQ: WHAT IS AN APE?\nA: A TAILLESS MONKEY\n")

    done = run("import", "apes.loud")

    assert done.returncode == 0
    assert "It gives 1 note as it is." in done.stdout
    assert "a: a tailless monkey" in (project / "source" / "apes.md").read_text()
    assert json.loads(run("export", "apes.loud", "-o", "a.apkg", "--json").stdout)["notes"] == 1
    assert ".loud" in run("export", "genai-cards.toml").stderr  # what can be read, where something cannot


def test_a_format(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(decks: Sequence[Deck], _: Sequence[Ledger]) -> bytes:
        return "".join(f"{note.draft.front}\n" for deck in decks for note in deck.notes).encode()

    monkeypatch.setitem(TARGETS, ".list", Target(".list", "list", "questions alone", render, "Print it."))
    write("source/a.md", PAGE)

    done = run("export", "-o", "apes.list")

    assert (project / "apes.list").read_text() == "Ape\n"
    assert "Wrote apes.list" in done.stdout
    assert "Print it." in done.stdout
    assert ".list" in run("export", "-o", "apes.docx").stderr


@pytest.mark.parametrize("each_export", [True, False])
def test_a_check(project: Path, monkeypatch: pytest.MonkeyPatch, each_export: bool) -> None:
    def check_tails(facts: Facts) -> Iterator[Diagnostic]:
        for draft in facts.drafts:
            yield advice("no-tail", draft.at, "nothing here has a tail", "write of cats")

    module(monkeypatch, "genai_cards.checks.tails", check_tails=check_tails)
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, Check("tails:check_tails", ("no-tail",), each_export)))
    write("source/a.md", PAGE)

    assert "source/a.md:3:3: advice: nothing here has a tail [no-tail]" in run("check").stdout
    assert [problem["code"] for problem in json.loads(run("check", "--json").stdout)["problems"]] == ["no-tail"]
    assert run("check", "--strict").returncode == 1
    assert ("no-tail" in run("export", "--json").stdout) == each_export
    write("source/a.md", f"---\nallow: [no-tail]\n---\n{PAGE}")
    assert "no-tail" not in run("check").stdout


def test_a_command(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def count() -> None:
        """Count the pages."""
        click.echo(f"{len(files('source'))} page")

    module(monkeypatch, "genai_cards.cli.count", count=count)
    monkeypatch.setitem(COMMANDS, "count", ("count:count", "Count the pages."))
    write("source/a.md", PAGE)

    assert "Count the pages." in run("--help").stdout
    assert run("count").stdout == "1 page\n"


def test_a_setting() -> None:
    @dataclass(frozen=True, slots=True)
    class Page(PageSettings):
        mood: str = setting(text, "calm", "how its cards are to be read")

    here = Location("a.md", 2)

    assert [*settings_of(Page)][-1] == "mood"
    assert read_settings(Page, [Said("mood", "merry", here)])[0].mood == "merry"
    assert read_settings(Page, [])[0].mood == "calm"
    (problem,) = read_settings(Page, [Said("moood", "merry", here)])[1]
    assert "mood" in problem.hint
