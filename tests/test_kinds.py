"""KINDS: one line of the table is enough, and nothing is made that no line names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from genai_cards.cards import kinds
from genai_cards.cards.kinds import DEFINITION, KINDS, Kind, kind_of
from genai_cards.cards.notes import Draft
from genai_cards.extractors.drafting import derived, place
from genai_cards.page import markdown
from genai_cards.settings.asked import FORMS, UNASKED, WORDS
from genai_cards.source import decode
from reading import drafts, only

RIDDLE = Kind("riddle", "a line that ends in an ellipsis")


def test_no_two_kinds_have_one_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_a_kind_of_no_line_of_the_table_makes_no_note() -> None:
    document = markdown.parse(decode(b"# T\n\n- **Ape**: b\n", "page.md", "page"))
    here = place(document, document.root, "D", "")

    with pytest.raises(KeyError, match="riddle"):
        here.draft(RIDDLE, ("a",), "p", "a", document.root.at)
    with pytest.raises(KeyError, match="riddle"):
        derived(only("# T\n\n- **Ape**: b\n"), RIDDLE, "a", {})


def test_every_kind_that_is_made_unasked_can_be_switched_off_by_its_name() -> None:
    assert [kind.name for kind in KINDS if kind.asked_by in ("", *FORMS)] == list(UNASKED)
    assert set(UNASKED) <= set(WORDS)


def test_every_kind_that_is_asked_for_has_its_word() -> None:
    assert [kind.name for kind in KINDS if kind.asked_by and kind.asked_by not in WORDS] == []


def test_a_note_knows_what_is_true_of_its_kind() -> None:
    assert only("# T\n\n- **Ape**: b\n").kind is kind_of("label")


# --- what is true of a kind ----------------------------------------------------------------------------------------


def made(kind: str, page: str) -> list[Draft]:
    return [draft for draft in drafts(page) if draft.key.kind == kind]


def test_one_text_with_an_id_gives_it_to_no_note_of_a_kind_that_is_one_of_many() -> None:
    page = "# T\n\n| A | B | C |\n| - | - | - |\n| x {#one} | y | z |\n"

    assert [draft.own_id for draft in made("table", page)] == ["", ""]


def test_an_acronym_is_made_once_on_all_pages_and_a_definition_on_each() -> None:
    one, other = (f"# {name}\n\nSay WHO (World Health Organization).\n\nTerm\n: what\n" for name in ("A", "B"))

    assert [draft.key.kind for draft in drafts(one, other)] == ["acronym", "definition", "definition"]


# --- one line of the table ------------------------------------------------------------------------------------------

ADD_A_KIND = """
import sys, types
module = types.ModuleType("genai_cards.cards.kinds")
sys.modules[module.__name__] = module
exec(sys.stdin.read(), module.__dict__)

from genai_cards import build, extractors
from genai_cards.checks.explain import explain
from genai_cards.extractors.harvest import Reading
from genai_cards.extractors.making import candidate
from genai_cards.page.text import Text
from genai_cards.page.outline import outline
from genai_cards.reports import check, export
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from pathlib import Path

def read_riddle(here, unit):
    if not unit.text.plain.endswith("…"):
        return None
    asked = Text.of_words("what?", unit.at)
    return Reading((candidate(here, module.kind_of("riddle"), "riddle", asked, unit.text, at=unit.at, shows=[unit]),))

extractors.EXTRACTORS = (read_riddle, *extractors.EXTRACTORS)

def made(front):
    source = decode((front + "# T\\n\\nIt is grey and large …\\n\\n- **Ape**: b\\n").encode(), "page.md", "page")
    return build.build([source], ProjectSettings(deck="D"), 1, keep=True)

built = made("")
print(export.as_text(built, Path("x"), None).splitlines()[0])
print(export.as_json(built, None).split('"kinds": {')[1].split("}")[0].split())
print([note.draft.tags[-1] for note in built.notes])
(page,), (ledger,) = built.pages, check.ledgers(built)
print([*explain(ledger, outline(page.document, page.source), 3, built.notes)][1])
print(made("---\\ncards: -riddle\\n---\\n").diagnostics[0].message)
"""


def test_a_kind_is_one_line_of_the_table_and_is_seen_everywhere() -> None:
    table = Path(kinds.__file__).read_text(encoding="utf-8")
    table = table.replace("\nKINDS = (", '\nKINDS = (Kind("riddle", "a line that trails off"),')

    told = subprocess.run([sys.executable, "-c", ADD_A_KIND], input=table, capture_output=True, text=True, check=False)

    assert told.stderr == ""
    assert told.stdout.splitlines() == [
        "page     notes  cards  riddle  label",
        "['\"riddle\":', '1,', '\"label\":', '1']",
        "['kind::riddle', 'kind::label']",
        "It gave 1 note, by the rule “riddle”: a line that trails off.",
        "a note of the kind riddle, which is switched off here",
    ]


def test_a_rule_names_the_word_that_asks_for_it() -> None:
    assert kind_of("pair").rule == "`cards: pairs`: what stands on both sides of `::`"
    assert DEFINITION.rule == DEFINITION.makes
