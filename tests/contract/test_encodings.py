"""nomflow reads and writes the same bytes on every system: no text depends on a machine's encoding or line ends."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_TEXT = {"read_text": 0, "write_text": 1, "TextIOWrapper": 1}
"""What turns bytes into text or back, and the place of ``encoding`` among its arguments."""


def careless(source: str) -> Iterator[int]:
    """The lines that open, read or write text without saying in which encoding, or write the system's line ends."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        says = "encoding" in given or len(node.args) > _TEXT.get(name, 99)
        opens_text = name in ("open", "fdopen") and not _of_bytes(node)
        starts_text = name in ("run", "Popen", "check_output") and "text" in given
        unsaid = not says and (opens_text or starts_text or name in _TEXT)
        if unsaid or (name == "write_text" and "newline" not in given):
            yield node.lineno


def _of_bytes(node: ast.Call) -> bool:
    """Whether a file is opened for its bytes, or is opened as no text at all (``Image.open``, ``os.open``)."""
    words = [each.value for each in node.args if isinstance(each, ast.Constant)]
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return any(word in ("rb", "wb", "ab") for word in words) or (
        isinstance(owner, ast.Name)
        and (owner.id, getattr(node.func, "attr", "")) in (("Image", "open"), ("os", "open"))
    )


def test_no_text_is_read_or_written_in_the_machines_encoding() -> None:
    paths = sorted((ROOT / "src").rglob("*.py"))
    found = [f"{path}:{line}" for path in paths for line in careless(path.read_text(encoding="utf-8"))]
    assert len(paths) > 100
    assert found == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("open('x')", True),
        ("path.open()", True),
        ("path.open('rb')", False),
        ("open('x', encoding='utf-8')", False),
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text(t, encoding='utf-8')", True),
        ("path.write_text(t, encoding='utf-8', newline='')", False),
        ("os.fdopen(handle, 'wb')", False),
        ("subprocess.run(command, text=True)", True),
    ],
)
def test_what_is_careless(line: str, wrong: bool) -> None:
    assert bool(list(careless(line))) is wrong
