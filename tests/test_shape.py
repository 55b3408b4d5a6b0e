"""The shape of the code: floors, no effects in the core, everything documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from genai_cards.explain import REASONS, RULES
from genai_cards.extractors import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "genai_cards"

FLOORS = (
    {"diagnostics"},
    {"source", "media", "highlight", "asked"},
    {"settings", "notes"},
    {"document", "note_types", "matching", "holes"},
    {"lock", "pictures", "syntax", "outline"},
    {"identity", "allowances"},
    {"markup", "markdown", "checks", "targets", "targets.apkg", "outcomes"},
    {"extractors.phrases", "extractors.sentences"},
    {"extractors.drafting"},
    {
        "extractors.remains",
        "extractors.enumeration",
        "extractors.acronyms",
        "extractors.sections",
        "extractors.reverse",
    },
    {"extractors.asking", "extractors.keys", "extractors.cloze", "extractors.pairs", "extractors.parts"},
    {"extractors.terms"},
    {"extractors.glossary", "extractors.tables", "extractors.practice", "extractors.headings"},
    {"extractors.bullets"},
    {"extractors"},
    {"importers.blocks", "importers.code", "importers.glued_weights"},
    {
        "importers.lines",
        "importers.glued_model",
        "importers.html_tree",
        "importers.html_inline",
        "importers.html_grid",
        "importers.html_addresses",
    },
    {"importers.glued_gaps", "importers.html_content", "importers.html_math", "importers.html_frames"},
    {"importers.html_lists", "importers.html_tables"},
    {"importers.html_blocks"},
    {"importers.chrome", "importers.glued", "importers.html"},
    {"importers.grids", "importers.questions"},
    {"importers.reading"},
    {"importers.answers"},
    {"importers.pasted"},
    {"importers"},
    {"coverage", "quality", "forecast"},
    {"compiler", "explain"},
    {"project", "report", "rehearsal"},
    {"library", "findings"},
    {"cli"},
    {"__main__"},
)
ACTS = {"project", "library", "rehearsal", "cli", "__main__"}
EFFECTS = {"os", "sys", "time", "random", "pathlib", "tempfile", "subprocess", "shutil", "socket", "datetime", "click"}

MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in PACKAGE.rglob("*.py")
    if file != PACKAGE / "__init__.py"
}


def imports(file: Path) -> set[str]:
    """Give the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def ours(file: Path) -> set[str]:
    names = {name.removeprefix("genai_cards.") for name in imports(file) if name.startswith("genai_cards.")}
    return names & MODULES.keys()


def test_every_module_has_its_floor() -> None:
    assert set().union(*FLOORS) == MODULES.keys()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_from_lower_floors_only(module: str) -> None:
    floor = next(number for number, modules in enumerate(FLOORS) if module in modules)
    below: set[str] = set().union(*FLOORS[:floor])

    # a package's own __init__ is imported with each of its modules
    assert ours(MODULES[module]) - below - {module.split(".")[0]} == set()


@pytest.mark.parametrize("module", sorted(MODULES.keys() - ACTS))
def test_the_core_has_no_effects(module: str) -> None:
    found = {name.split(".")[0] for name in imports(MODULES[module])} & EFFECTS
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    assert not calls & {"print", "open", "input"}
    if module in ("markdown", "report"):
        found -= {"pathlib"}  # paths as values; nothing is read
    assert not found


def users(*packages: str) -> set[str]:
    return {module for module, file in MODULES.items() if any(n.split(".")[0] in packages for n in imports(file))}


def test_one_module_knows_genanki_and_one_knows_anki() -> None:
    assert users("genanki") == {"targets.apkg"}
    assert users("anki", "aqt") == {"rehearsal"}  # an extra, under the AGPL; imported when asked for alone
    assert re.findall(r"^from anki|^import anki", MODULES["rehearsal"].read_text(encoding="utf-8"), re.M) == []


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    calls = re.compile(r"\b(?:error|warning|advice|skipped)\(\s*\"([a-z0-9-]+)\"")
    used = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}
    used |= {"no-notes", "code", "html", "math"}  # named by a constant or a table
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs" / "diagnostics.md").read_text("utf-8"), re.M))

    assert used == documented


def test_every_kind_and_every_reason_can_be_explained() -> None:
    calls = re.compile(r"\bskipped\(\s*\"([a-z0-9-]+)\"")
    codes = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}

    assert set(KINDS) - RULES.keys() == set()
    assert codes - REASONS.keys() == set()


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")

    assert [kind for kind in KINDS if f"`kind::{kind}`" not in text] == []
