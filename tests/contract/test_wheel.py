"""The wheel holds our code and what it reads: no test, no key, no other package, nothing that runs by itself."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).parents[2]
HELD = [
    r"nomflow/([a-z_]+/)*[a-z_0-9]+\.py",
    r"nomflow/py\.typed",
    r"nomflow/core/basics/employer_words\.txt",
    r"nomflow/demo/(nomflow\.yml|(brand|elections|questions|snapshots)/([a-z0-9-]+/)*[a-z0-9-]+\.(csv|json|md|png|svg))",
    r"nomflow/(locale/[a-z]+|presets/[a-z]+)\.(yml|json)",
    r"nomflow/schemas/[a-z]+-\d\.json",
    r"nomflow/words/[a-z]+\.toml",
    r"nomflow/examples/nomflow(-[a-z]+)*\.yml",
    r"nomflow/templates/(announce|comment|init|play|site)/[a-z_-]+(\.[a-z]+)?\.(j2|css|svg)",
    r"nomflow-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/(LICENSE|NOTICE))",
]


def test_the_wheel_holds_what_it_should_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        members = wheel.infolist()
        scripts = next(wheel.read(each).decode() for each in members if each.filename.endswith("/entry_points.txt"))
        secrets = rb"-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{30}|/home/\w"
        leaking = [each.filename for each in members if re.search(secrets, wheel.read(each))]
    names = [each.filename for each in members]
    assert [name for name in names if not any(re.fullmatch(pattern, name) for pattern in HELD)] == []
    assert [each.filename for each in members if each.external_attr >> 16 & 0o111 or each.file_size > 300_000] == []
    assert leaking == []
    assert scripts.split() == ["[console_scripts]", "nomflow", "=", "nomflow.cli:entry"]
    code = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "nomflow").rglob("*.py")}
    assert code <= set(names)
