"""The published JSON Schemas are valid, and are what the loader reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from nomflow.core.election import load as config
from nomflow.core.freeze import document as freeze_shapes
from nomflow.core.snapshot import document as snapshot_json

FOLDER = Path(__file__).parents[2] / "src" / "nomflow" / "schemas"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_a_published_schema_is_valid(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


MADE = {"config": config.json_schema(), "snapshot": snapshot_json.json_schema(), "freeze": freeze_shapes.json_schema()}


@pytest.mark.parametrize(("name", "made"), MADE.items())
def test_a_published_schema_is_current(name: str, made: object) -> None:
    published = json.loads((FOLDER / f"{name}-1.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(made)), "run: scripts/schemas"
