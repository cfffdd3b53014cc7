"""A repository as ``nomflow doctor`` finds it, and what it says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.election.election import Config
from nomflow.core.roll.roll import Roll, Unavailable


class Health(StrEnum):
    """``advice``: it works, and may surprise people. ``unknown``: nobody could look; the line says what it takes."""

    GOOD = "good"
    ADVICE = "advice"
    WRONG = "wrong"
    UNKNOWN = "unknown"


class Diagnosis(Struct, frozen=True, kw_only=True):
    """One line: ``about`` which part, what is there, why it matters, and how to mend it."""

    about: str
    health: Health
    said: str
    why: str = ""
    mend: str = ""


class Settings(Struct, frozen=True, kw_only=True):
    """How the repository is set up on GitHub. ``Unavailable`` is what the token, or nobody without one, may see.

    ``statuses`` are the required ones of the default branch with the app that must set them, 0 for anybody;
    ``reviewers``: whether the page's environment waits for somebody, ``None`` where there is no such environment;
    ``pages`` is how the site is built, empty where there is none; ``ran`` the last run by the clock.
    """

    branch: str
    statuses: Mapping[str, int] | Unavailable
    labels: frozenset[str] | Unavailable
    reviewers: bool | Unavailable | None
    pages: str | Unavailable
    ran: datetime | Unavailable | None
    actions: str | Unavailable
    may_open_pulls: bool | Unavailable


class Setup(Struct, frozen=True, kw_only=True):
    """Everything there is to judge. ``texts`` are the files that were read by their path, ``missing`` those that the
    configuration names and that are not there; ``rolls`` go by election; ``examples`` are nomflow's own workflows.
    ``settings`` is ``None`` for a folder.
    """

    now: datetime
    version: str
    config: Config
    texts: Mapping[str, str]
    missing: frozenset[str]
    rolls: Mapping[str, Roll | Unavailable | None]
    examples: Mapping[str, str]
    settings: Settings | None = None


def good(about: str, said: str) -> Diagnosis:
    return Diagnosis(about=about, health=Health.GOOD, said=said)


def advice(about: str, said: str, why: str, mend: str) -> Diagnosis:
    return Diagnosis(about=about, health=Health.ADVICE, said=said, why=why, mend=mend)


def wrong(about: str, said: str, why: str, mend: str) -> Diagnosis:
    return Diagnosis(about=about, health=Health.WRONG, said=said, why=why, mend=mend)


def unknown(about: str, found: Unavailable) -> Diagnosis:
    return Diagnosis(about=about, health=Health.UNKNOWN, said=found.why)
