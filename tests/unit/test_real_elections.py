"""Every election whose rules were read can be written down, so that no organisation has to wait for a new key."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from nomflow.core.basics.time import describe
from nomflow.core.election.choices import Distinct, Layout, Venue
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.election.people_rules import EmployerCap
from nomflow.disk import preset, preset_names

FILE = Path(__file__).with_name("real_elections.yml")


@functools.cache
def everybody() -> Config:
    return load(FILE.read_text(encoding="utf-8"), FILE.name, preset, preset_names())


NAMES = [
    *("asf-board", "chaoss-gb-2026", "cloudfoundry-toc-2026", "cncf-tag-leadership", "cncf-toc"),
    *("commonhaus-council", "dapr-stc-2025", "debian-dpl", "django-sc", "fedora-council"),
    *("istio-sc-2026", "jupyter-ec", "kata-ac", "knative-sc-2025", "kubernetes-cocc"),
    *("kubernetes-sc-2026", "matrix-gb", "nixos-2024", "nixos-2025", "numfocus-2025", "onnx-sc"),
    *("openfeature-gc", "openssf-tac", "openstack-2027.1", "opentelemetry-gc-2025", "owasp-board-2025"),
    *("psf-board-2026", "psf-packaging-council-2026", "python-sc", "rse-aunz-2019", "spiffe-ssc"),
    *("tekton-gc", "todo-group-2026", "us-rse", "w3c-ab", "zcash-2018"),
]


def test_every_election_loads() -> None:
    assert sorted(election.id for election in everybody().elections) == NAMES


@pytest.mark.parametrize(
    ("election", "closes"),
    [
        ("us-rse", "Thursday 1 October 2026, 23:59 UTC-10:00 (Friday 2 October 2026, 09:59 UTC)"),
        ("rse-aunz-2019", "Friday 14 June 2019, 23:59 Australia/Perth (15:59 UTC)"),
        ("cloudfoundry-toc-2026", "Tuesday 2 June 2026, 17:00 America/Los_Angeles"),
        ("cncf-toc", "Monday 5 January 2026, 12:00 America/Los_Angeles (20:00 UTC)"),
        ("dapr-stc-2025", "Saturday 15 November 2025, 23:59 UTC"),
    ],
)
def test_windows_in_whatever_zone_they_were_written(election: str, closes: str) -> None:
    own = next(each for each in everybody().elections if each.id == election).windows.nominations.closes
    assert own is not None
    assert describe(own).startswith(closes)


def test_what_is_told_to_people_only_is_kept() -> None:
    elections = {election.id: election for election in everybody().elections}
    assert elections["debian-dpl"].nominations.venue is Venue.MAIL
    assert elections["onnx-sc"].statement.layout is Layout.ELSEWHERE
    assert elections["nixos-2024"].endorsements.distinct is Distinct.INTERESTS
    assert elections["chaoss-gb-2026"].eligibility.employer_cap == EmployerCap(2)
    assert [seat.places for seat in elections["openstack-2027.1"].seats] == [4, 1]
