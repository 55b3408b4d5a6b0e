"""The shape of the code: floors, no effects in the core, everything documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from genai_cards.cards.kinds import KINDS
from genai_cards.checks import CHECKS
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
    ("scopes",),
    ("extractors", "importers"),
    ("identity",),
    ("checks",),
    ("targets",),
    ("reading",),
    ("build",),
    ("project", "anki", "reports"),
    ("release",),
    ("cli",),
    ("__main__",),
)
"""From the ground up: a module imports from its own room and from rooms below it; rooms of one floor know nothing of
each other."""

ACTS = {"project", "anki", "cli", "__main__"}
"""Rooms that may act: on the disk, on Anki, on the screen."""

EFFECTS = {"os", "sys", "time", "random", "pathlib", "tempfile", "subprocess", "shutil", "socket", "datetime", "click"}
PATHS_AS_VALUES = {"page.sections", "release", "reports.export"}
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


HOMES = {
    "genanki": {"targets.apkg"},
    "anki": {"anki.rehearsal"},  # an extra, under the AGPL; imported when asked for alone
    "markdown_it": {"page"},
    "mdit_py_plugins": {"page"},
    "nh3": {"page"},
    "pygments": {"page"},
    "lxml": {"importers.html"},
    "resiliparse": {"importers.html"},
    "yaml": {"settings"},
    "click": {"cli"},
    "rapidfuzz": {"cards", "identity", "checks"},
}
"""Which rooms know a library."""


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_in_its_home_alone(library: str) -> None:
    outside = {
        module
        for module in users(library)
        if not any(module == home or module.startswith(f"{home}.") for home in HOMES[library])
    }

    assert outside == set()


def test_anki_is_imported_when_it_is_asked_for() -> None:
    assert re.findall(r"^from anki|^import anki", MODULES["anki.rehearsal"].read_text(encoding="utf-8"), re.M) == []


@pytest.mark.parametrize(
    "module",
    sorted(m for m, file in MODULES.items() if room(m) != "page" and any(room(n) == "page" for n in ours(file))),
)
def test_the_parsers_tokens_are_known_to_the_room_of_pages_alone(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    assert asked & {"tokens", "nesting"} == set()


def patterns(file: Path) -> set[str]:
    """Give the texts in a file that are regular expressions, or parts of them, without their signs of `<`."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"]
    texts = (node for call in made for argument in call.args[:1] for node in ast.walk(argument))
    found = {node.value for node in texts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {re.sub(r"\(\?(?:<[=!]|P<\w+>)", "(", text) for text in found}


def test_fields_are_turned_back_into_text_in_one_place() -> None:
    a_tag = re.compile(r"<(?:[a-z/(]|\[\^>)")
    taking_apart = {module for module, file in MODULES.items() if any(map(a_tag.search, patterns(file)))}
    of_fields = {module for module in taking_apart if room(module) not in ("page", "importers")}

    assert "page.outline" in taking_apart
    assert of_fields == {"cards.fields", "extractors.parts"}  # parts are cut out of an answer as it is rendered


LONGEST_FUNCTION = 50
LONGEST_FILE = 400


def functions(file: Path) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize("module", sorted(MODULES))
def test_functions_and_files_can_be_read_at_once(module: str) -> None:
    long = [name for name, lines in functions(MODULES[module]) if lines > LONGEST_FUNCTION]
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())

    assert long == []
    assert lines < LONGEST_FILE


def test_every_code_is_documented_and_every_documented_code_exists() -> None:
    calls = re.compile(r"\b(?:error|warning|advice|skipped|left_out)\(\s*\"([a-z0-9-]+)\"")
    used = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}
    used |= {"no-notes", "code", "html", "math"}  # named by a constant or a table
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs" / "diagnostics.md").read_text("utf-8"), re.M))

    assert used == documented


@pytest.mark.parametrize("name", sorted({check.function.partition(":")[0] for check in CHECKS}))
def test_the_table_of_checks_says_what_they_can_say(name: str) -> None:
    calls = re.compile(r"\b(?:error|warning|advice)\(\s*\"([a-z0-9-]+)\"")
    file = MODULES[f"checks.{name}"].read_text(encoding="utf-8")
    listed = [check for check in CHECKS if check.function.startswith(f"{name}:")]

    assert {code for check in listed for code in check.codes} == {*calls.findall(file)}
    assert {check.function.partition(":")[2] for check in listed} == {*re.findall(r"^def (check_\w+)", file, re.M)}


def test_every_reason_can_be_explained() -> None:
    calls = re.compile(r"\b(?:skipped|left_out)\(\s*\"([a-z0-9-]+)\"")
    codes = {code for file in MODULES.values() for code in calls.findall(file.read_text(encoding="utf-8"))}

    assert codes - REASONS.keys() == set()


@pytest.mark.parametrize("module", sorted(MODULES.keys() - {"cards.kinds"}))
def test_what_is_true_of_a_kind_is_asked_of_the_table_not_of_its_name(module: str) -> None:
    names = {kind.name for kind in KINDS}
    by_name = []
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        asked = isinstance(node, ast.Compare) and re.search(r"\bkind(\.name)?\b", ast.unparse(node.left))
        if asked or (isinstance(node, ast.Call) and ast.unparse(node.func) in ("kind_of", "Key")):
            by_name += [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and n.value in names]

    assert by_name == []


def test_every_kind_is_documented() -> None:
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")

    assert [kind.name for kind in KINDS if f"`kind::{kind.name}`" not in text] == []
