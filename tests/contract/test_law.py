"""The law of the house, and the promises that source code must keep."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nomflow"
FILES = sorted(SOURCE.rglob("*.py"))
FLOORS = {
    "basics": 1,
    "yaml": 2,
    "markdown": 2,
    "thread": 2,
    "election": 3,
    "roll": 4,
    "snapshot": 5,
    "evaluate": 6,
    "nomination": 6,
    "acknowledgements": 7,
    "endorsements": 8,
    "freeze": 9,
    "site": 10,
    "verdict": 10,
    "doctor": 10,
    "action": 11,
}
LAW = "core imports nothing of ours; a wing imports only core (and itself); only cli imports wings"


def room(module: str) -> str:
    """The room a module of ours lives in: core, a wing, cli."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide the law"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in found if name == "nomflow" or name.startswith("nomflow.")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_the_law_of_imports(path: Path) -> None:
    own = room("nomflow." + ".".join(path.relative_to(SOURCE).with_suffix("").parts))
    for name in imports(path):
        there = room(name)
        if name == "nomflow.__version__" or own in ("cli", "__main__"):
            continue
        assert there in ("core", own), f"{path.name} imports {name}. {LAW}."


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "core").rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_a_room_imports_only_rooms_on_lower_floors(path: Path) -> None:
    own = path.relative_to(SOURCE / "core").parts[0].removesuffix(".py")
    for name in imports(path):
        there = name.split(".")[2]
        assert there == own or FLOORS[there] < FLOORS[own], (
            f"core/{own} (floor {FLOORS[own]}) imports {name} of core/{there} (floor {FLOORS[there]}) in {path.name}. "
            "A room imports only rooms on lower floors."
        )


def test_no_module_imports_itself_by_a_detour() -> None:
    names = {".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path for path in FILES}
    left = {
        name: {of if of in names else of.rpartition(".")[0] for of in imports(path)} & names.keys() - {name}
        for name, path in names.items()
    }
    while ends := {name for name, to in left.items() if not to & left.keys()}:
        left = {name: to for name, to in left.items() if name not in ends}
    assert not left, f"These import each other in a circle, or are imported by one that does: {sorted(left)}"


def test_the_picture_in_the_documentation_shows_the_rooms() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = {name: int(floor) for floor, name in re.findall(r"^\| (\d+) \| `(\w+)(?:/|\.py)` \|", page, re.MULTILINE)}
    assert drawn == FLOORS
    core = SOURCE / "core"
    there = {path.parent.name for path in core.glob("*/__init__.py")} | {path.stem for path in core.glob("[a-z]*.py")}
    assert there == set(FLOORS), "a room of core has no floor, or a floor has no room"
    wings = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert all(f"{wing}/" in page for wing in wings), "the picture lacks a wing"


def public_classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield path, node


def test_no_two_classes_have_one_name() -> None:
    seen = Counter(node.name for _, node in public_classes())
    assert [name for name, times in seen.items() if times > 1] == []


def test_data_of_more_than_four_fields_is_made_with_keywords_only() -> None:
    def is_by_position(node: ast.ClassDef) -> bool:
        words = {each.arg for each in node.keywords}
        fields = sum(isinstance(each, ast.AnnAssign) for each in node.body)
        return "Struct" in map(ast.unparse, node.bases) and fields > 4 and "kw_only" not in words

    assert [f"{path.name}: {node.name}" for path, node in public_classes() if is_by_position(node)] == []


def test_core_and_rules_are_pure() -> None:
    """No clock, no network, no environment, no file: what decides gets everything as data."""
    shell = {"requests", "urllib.request", "socket", "subprocess", "os", "pathlib", "time", "random", "sys", "github"}
    for path in FILES:
        if path.relative_to(SOURCE).parts[0] not in ("core", "rules"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not shell.intersection(names), f"{path.name} imports {names}: only the shell may"
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            assert called not in ("now", "utcnow", "today"), f"{path.name} reads the clock; time is an input"


@pytest.mark.parametrize("path", sorted((SOURCE / "rules").glob("*.py")), ids=lambda path: path.name)
def test_messages_of_rules_are_literals(path: Path) -> None:
    """Other people's words go in by name, so that each medium can quote them: never by an f-string."""
    sayers = {"passed", "failed", "pending", "skipped", "could_not_tell", "must", "tip", "say", "judged"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in sayers:
            parts = [part for argument in node.args for part in ast.walk(argument)]
            assert not any(isinstance(part, ast.JoinedStr) for part in parts), f"{path.name}:{node.lineno}"
