"""Who works for whom, from a file or a secret, and never from nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.election import Election
from nomflow.core.election.people_rules import EndorsementRules
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.affiliations import read_affiliations
from nomflow.disk import read_affiliations_of


def test_one_or_several_employers_a_person() -> None:
    read = read_affiliations('ida: Acme\n"@bo": [Bell, Cobalt]\ncy: ~\n', "a.yml")
    assert read == {"ida": ("Acme",), "bo": ("Bell", "Cobalt"), "cy": ()}


@pytest.mark.parametrize("text", ["", "- ida\n", "no such handle!: Acme\n", "ida: {x: y}\n", "ida: [Acme, {]\n"])
def test_every_fault_has_a_place(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_affiliations(text, "a.yml")
    assert str(caught.value).startswith("a.yml:1:")


def test_private_affiliations_that_nobody_gave_are_neither_yes_nor_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOMFLOW_AFFILIATIONS", raising=False)
    monkeypatch.delenv("NOMFLOW_AFFILIATIONS_FILE", raising=False)
    private = Election(id="a", title="A", endorsements=EndorsementRules(private_affiliations=True))
    assert isinstance(read_affiliations_of(None, private), Unavailable)
    assert read_affiliations_of(None, Election(id="a", title="A")) == {}


def test_a_secret_or_a_file_outside_gives_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = Election(id="a", title="A", endorsements=EndorsementRules(private_affiliations=True))
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS", "ida: Acme")
    assert read_affiliations_of(None, private) == {"ida": ("Acme",)}
    monkeypatch.delenv("NOMFLOW_AFFILIATIONS")
    path = tmp_path / "outside.yml"
    path.write_text("ida: Bell", encoding="utf-8")
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS_FILE", str(path))
    assert read_affiliations_of(None, private) == {"ida": ("Bell",)}


def test_a_private_file_that_is_broken_is_not_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    private = Election(id="a", title="A", endorsements=EndorsementRules(private_affiliations=True))
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS", "ida: [Acme")
    found = read_affiliations_of(None, private)
    assert isinstance(found, Unavailable)
    assert "Acme" not in found.why


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_kindly(text: str) -> None:
    try:
        read_affiliations(text, "a.yml")
    except ConfigError as error:
        told = error.faults
    else:
        return
    assert told
