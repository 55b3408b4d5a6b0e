"""The shape of the code: floors, no effects in the core, everything documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from genai_cards.cards.kinds import KINDS
from genai_cards.checks.explain import REASONS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "genai_cards"

ROOMS = (
    ("diagnostics",),
    ("source",),
    ("language",),
    ("cards",),
    ("settings",),
    ("page",),
    ("extractors", "importers"),
    ("identity",),
    ("checks",),
    ("targets",),
    ("build",),
    ("project", "anki", "reports"),
    ("cli",),
    ("__main__",),
)
"""From the ground up: a module imports from its own room and from rooms below it; rooms of one floor know nothing of
each other."""

ACTS = {"project", "anki", "cli", "__main__"}
"""Rooms that may act: on the disk, on Anki, on the screen."""

EFFECTS = {"os", "sys", "time", "random", "pathlib", "tempfile", "subprocess", "shutil", "socket", "datetime", "click"}
PATHS_AS_VALUES = {"page.sections", "reports.export"}
"""Modules that hold paths and read nothing."""

MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in PACKAGE.rglob("*.py")
    if file != PACKAGE / "__init__.py"
}
FLOORS = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


def room(module: str) -> str:
    return module.split(".")[0]


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


def test_every_room_has_its_floor() -> None:
    rooms = {
        file.name.removesuffix(".py")
        for file in PACKAGE.iterdir()
        if file.suffix == ".py" or (file / "__init__.py").exists()
    }

    assert rooms - {"__init__"} == FLOORS.keys()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_from_its_room_and_from_rooms_below(module: str) -> None:
    here = room(module)
    upward = {name for name in ours(MODULES[module]) if room(name) != here and FLOORS[room(name)] >= FLOORS[here]}

    assert upward == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    # a package is imported with each of its modules, and knows them all
    waiting = {m: {n for n in ours(f) if n != m and not m.startswith(f"{n}.")} for m, f in MODULES.items()}
    while free := {module for module, needs in waiting.items() if not needs & waiting.keys()}:
        for module in free:
            del waiting[module]

    assert waiting == {}


@pytest.mark.parametrize("module", sorted(name for name in MODULES if room(name) not in ACTS))
def test_the_core_has_no_effects(module: str) -> None:
    found = {name.split(".")[0] for name in imports(MODULES[module])} & EFFECTS
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}

    assert not calls & {"print", "open", "input"}
    assert found - ({"pathlib"} if module in PATHS_AS_VALUES else set()) == set()


def users(*packages: str) -> set[str]:
    return {module for module, file in MODULES.items() if any(n.split(".")[0] in packages for n in imports(file))}


def test_one_module_knows_genanki_and_one_knows_anki() -> None:
    assert users("genanki") == {"targets.apkg"}
    assert users("anki", "aqt") == {"anki.rehearsal"}  # an extra, under the AGPL; imported when asked for alone
    assert re.findall(r"^from anki|^import anki", MODULES["anki.rehearsal"].read_text(encoding="utf-8"), re.M) == []


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    calls = re.compile(r"\b(?:error|warning|advice|skipped)\(\s*\"([a-z0-9-]+)\"")
    used = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}
    used |= {"no-notes", "code", "html", "math"}  # named by a constant or a table
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs" / "diagnostics.md").read_text("utf-8"), re.M))

    assert used == documented


def test_every_reason_can_be_explained() -> None:
    calls = re.compile(r"\bskipped\(\s*\"([a-z0-9-]+)\"")
    codes = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}

    assert codes - REASONS.keys() == set()


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")

    assert [kind.name for kind in KINDS if f"`kind::{kind.name}`" not in text] == []
