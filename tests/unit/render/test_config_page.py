"""The documentation holds every key of nomflow.yml and of snapshots, and every example in it can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nomflow.core.election.load import json_schema, load
from nomflow.core.election.statement_rules import default_fields
from nomflow.core.snapshot.document import load_snapshot
from nomflow.core.verdict.replay import replay
from nomflow.disk import preset, preset_names
from nomflow.render.docs.config_page import config_page, snapshot_page
from nomflow.rules import RULES

DOCS = Path(__file__).parents[3] / "docs"
PAGE = config_page()


def test_the_documentation_holds_the_reference() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    assert page.endswith(PAGE), "put the output of `nomflow schema config --page` at the end of docs/configuration.md"


def test_the_documentation_of_snapshots_holds_their_reference() -> None:
    page = (DOCS / "snapshots.md").read_text(encoding="utf-8")
    assert page.endswith(snapshot_page()), "put the output of `nomflow schema snapshot --page` at the end"
    assert "| `roll` | mapping, or not available ([`roll`](#roll)) | | The roll of the base branch. |" in page
    assert "`unavailable` |" not in page


def test_the_snapshot_in_the_documentation_can_be_read_and_judged() -> None:
    text = (DOCS / "snapshots.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    config = load(
        "organisation: X\nelections:\n  - {id: 2026-board, title: T, windows: {nominations: {closes: 2026-07-31}}, "
        "endorsements: {count: 2, by: anyone}}\n",
        "nomflow.yml",
        preset,
    )
    snapshot = load_snapshot(block, "snapshot.json", lambda saved, name: config, config)
    found = replay(snapshot, RULES)
    assert (found.then, found.qualifies) == (2, True)
    assert found.first == datetime(2026, 7, 12, 12, tzinfo=UTC)


def keys_of(schema: object) -> Iterator[str]:
    """Every key anywhere in the schema."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for name, inner in schema.items():
            yield from keys_of(list(inner.values()) if name == "properties" else inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys_of(inner)


def test_every_key_has_a_row_with_a_sentence() -> None:
    keys = set(keys_of(dict(json_schema())))
    assert {"endorsements", "phrase-match", "holds-from", "kilobytes", "parents"} < keys
    for key in keys:
        assert re.search(rf"^\| `{key}` \| .+ \|.*\| [A-Z].+[.] \|$", PAGE, re.MULTILINE), key


@pytest.mark.parametrize(
    "row",
    [
        "| `count` | whole number, 0 to 100 | `0` | How many endorsements a nomination needs. |",
        (
            "| `id` | a short name of lower-case letters, digits and hyphens | **required** |"
            " A short name that never changes, such as 2026-board. |"
        ),
        (
            "| `channels` | list of: `approval`, `review`, `command`, `comment` | `approval`, `command` |"
            " What counts as endorsing. |"
        ),
        (
            "| `close-late` | `true` or `false` | `false` |"
            " Whether nominations that are still open are closed after the deadline. |"
        ),
        (
            "| `required` | `all` or whole number, 0 to 100 | `0` |"
            " How many of the named reviewers must confirm: a number, or all. |"
        ),
        (
            "| `order` | mapping or `drand`, `public-draw`, `alphabetical`"
            " ([`elections.publication.order`](#electionspublicationorder)) | | The order of the list. |"
        ),
    ],
)
def test_a_row_says_type_default_and_meaning(row: str) -> None:
    assert row in PAGE.splitlines()


def test_every_link_leads_to_a_table_and_no_table_stands_twice() -> None:
    titles = re.findall(r"^### `(.+)`$", PAGE, re.MULTILINE)
    assert len(set(titles)) == len(titles)
    anchors = {title.replace(".", "") for title in titles}
    assert set(re.findall(r"\(#([^)]+)\)", PAGE)) <= anchors


def test_the_usual_fields_are_listed() -> None:
    for name in default_fields():
        assert f"| `{name}` | `" in PAGE


def examples(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if block.strip()]


def usable(block: str) -> str:
    """The example with what it leaves to the others: a head, a roll, one choice of each alternative."""
    if "\n    roll:" in f"\n{block}" and block.count("    roll:") > 1:
        block = block[block.rindex("    roll:") :]
    if block.startswith("organisation:"):
        return block
    if block.startswith("elections:"):
        return "organisation: X\n" + block
    if not block.startswith("    "):
        return (
            block + "organisation: X\nelections:\n  - {id: a, title: A, windows: {nominations: {closes: 2026-07-31}}}\n"
        )
    roll = "" if "    roll:" in block else "    roll: roll.yml\n"
    dates = "    windows: {nominations: {closes: 2026-07-31}}\n" if "    windows:" not in block else ""
    return f"organisation: X\nelections:\n  - id: a\n    title: A\n{roll}{dates}{block}"


@pytest.mark.parametrize("block", [*examples("configuration.md"), *examples("presets.md")])
def test_an_example_in_the_documentation_loads(block: str) -> None:
    load(usable(block), "nomflow.yml", preset, preset_names())
