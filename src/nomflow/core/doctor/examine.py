"""All lines of ``nomflow doctor``."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.text import counted
from nomflow.core.doctor.election import about_election
from nomflow.core.doctor.settings import about_settings
from nomflow.core.doctor.setup import Diagnosis, Setup, good
from nomflow.core.doctor.workflows import about_workflows


def examine(setup: Setup) -> Iterator[Diagnosis]:
    """The configuration first, then each election, the workflows and the settings."""
    yield good("config", f"nomflow.yml is valid: {counted(len(setup.config.elections), 'election')}.")
    for election in setup.config.elections:
        if not election.results and not election.called_off:
            yield from about_election(setup, election)
    yield from about_workflows(setup)
    yield from about_settings(setup)
