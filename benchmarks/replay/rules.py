#!/usr/bin/env python3
"""Compares the presets with the rules of elections as others wrote them down: ``rules.py CORPUS``.

CORPUS/rules holds a YAML file an election. Prints each statement, what the preset says, and whether they agree; answers
1 if any does not.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from nomflow.core.election.choices import Distinct, Origin, Who
from nomflow.core.election.election import Election
from nomflow.core.election.load import load
from nomflow.disk import preset, preset_names

PRESET_OF = {
    "kubernetes-steering-2021": "kubernetes",
    "kubernetes-steering-2022": "kubernetes",
    "kubernetes-steering-2023": "kubernetes",
    "nixos-sc-2025": "nixos",
    "openstack": "openstack",
    "opentelemetry-gc-2021": "opentelemetry",
    "opentelemetry-gc-2022": "opentelemetry",
}
DISTINCT = {"three different employers": Distinct.EMPLOYERS, "as 2024": Distinct.INTERESTS}


def statements(rules: dict[str, Any], election: Election) -> Iterator[tuple[str, object, object]]:
    """What the file says, and what the preset does, each with a name."""
    endorsements, nomination, statement = rules["endorsements"], rules["nomination"], rules["statement"]
    own = election.endorsements
    if endorsements is None:
        yield "endorsements", 0, own.count
        return
    others_only = endorsements.get("excluding_nominee", False)
    yield "minimum", endorsements["minimum"], own.count - (1 if others_only and own.nominee_counts else 0)
    yield "by", Who.ROLL, own.by
    distinct = endorsements["distinctness"].partition("/")[0]
    yield "distinctness", DISTINCT[distinct], own.distinct
    if not others_only:
        yield "nominee counts", str(endorsements["self_counts"]).startswith("yes"), own.nominee_counts
    if "nominator_counts" in endorsements:
        yield "nominator counts", endorsements["nominator_counts"] not in (False, "no"), own.nominator_counts
    if nomination.get("others_may_nominate"):
        yield "others may nominate", True, Origin.OTHERS in election.nominations.by
    if rules.get("recusal"):
        barred = (own.officers_may_endorse, own.seated_may_endorse, election.nominations.seated_may_nominate)
        yield "officers and members neither nominate nor endorse", (False, False, False), barred
    if statement.get("sections"):
        asked = {section.title.casefold() for section in election.statement.sections}
        titles = {title.casefold() for title in statement["sections"]}
        yield "sections asked for are sections of the template", set(), asked - titles
    if statement.get("max_words"):
        yield "guideline in words", statement["max_words"], election.statement.words.guideline
    fields = (statement.get("front_matter") or {}).get("keys", [])
    known = {
        spelling
        for name, field in election.statement.front_matter.fields.items()
        for spelling in (name, *field.aliases, "info")
    }
    yield "front matter", set(), set(fields) - known
    if "phrase" in str(endorsements.get("how", "")) or "!endorse" in endorsements["how"]:
        yield "!endorse is the phrase", "!endorse" in endorsements["how"], "!endorse" in own.phrases


def run(corpus: Path) -> int:
    wrong = 0
    for name, chosen in PRESET_OF.items():
        text = f"organisation: X\nelections:\n  - {{id: x, title: X, extends: {chosen}, roll: roll.csv}}\n"
        election = load(text, "nomflow.yml", preset, preset_names()).elections[0]
        rules = yaml.safe_load((corpus / "rules" / f"{name}.yaml").read_text(encoding="utf-8"))
        for what, said, ours in statements(rules, election):
            wrong += said != ours
            print(f"{'ok   ' if said == ours else 'DIFFERS'} {name}: {what}: {said!s:.60} / {ours!s:.60}")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(run(Path(sys.argv[1])))
