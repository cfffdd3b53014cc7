"""The files of a new election's repository, made of the officers' answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from nomflow import __version__
from nomflow.core.basics.text import counted
from nomflow.core.basics.time import describe
from nomflow.core.election.choices import Layout
from nomflow.core.election.election import Config, Election
from nomflow.core.site.stand import how_to_stand, statement_template
from nomflow.render.docs.rules_page import fields_list
from nomflow.render.exports.elekto import quoted
from nomflow.render.init.plan import Plan
from nomflow.render.packaged import packaged
from nomflow.render.quote import markdown

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

WORKFLOWS = ("nomflow.yml", "nomflow-signal.yml", "nomflow-publish.yml")
UNRELEASED = f"@{'0' * 40}"
"""What stands in the examples until a release puts its commit there."""

PLACE = ".github/workflows"
_PLAIN = r"(?:\d{4}-)?[A-Za-z][A-Za-z0-9 .'()/-]*"


def config_text(plan: Plan, election: Election) -> str:
    """``nomflow.yml`` with comments. ``election`` is what the preset, or nothing, makes of the plan."""
    return (
        _environment()
        .get_template("nomflow.yml.j2")
        .render(
            plan=plan,
            seats=[(slug(title), title) for title in plan.seats],
            election=election,
            template=template(election),
        )
    )


def files(plan: Plan, config: Config) -> Iterator[tuple[str, str]]:
    """Every file but ``nomflow.yml``, by its path. ``config`` is that file, read."""
    election = config.elections[0]
    known = {
        "plan": plan,
        "config": config,
        "election": election,
        "template": template(election),
        "stand": how_to_stand(config, election),
        "fields": tuple(fields_list(election.statement.front_matter)),
        "page": f"{folder(election)}/README.md",
        "tag": f"v{__version__}",
    }
    if plan.roll and not plan.team and plan.voters:
        yield plan.roll, _render("roll.yml.j2", known)
    if path := template(election):
        yield path, statement_template(election)
    yield f"{folder(election)}/README.md", _render("candidates.md.j2", known)
    yield ".github/pull_request_template.md", _render("pull_request.md.j2", known)
    for name in WORKFLOWS:
        yield f"{PLACE}/{name}", (packaged("examples") / name).read_text(encoding="utf-8")
    yield ".pre-commit-config.yaml", _render("pre-commit.yaml.j2", known)


def folder(election: Election) -> str:
    """The folder that holds everything about the nominations: the last one whose name is fixed."""
    parts = election.statement.path.replace("{election}", election.id).split("/")[:-1]
    fixed = [at for at, part in enumerate(parts) if "{" in part]
    return "/".join(parts[: fixed[0]] if fixed else parts) or "nominations"


def template(election: Election) -> str:
    """Where the statement's template lies; empty where a statement has neither fields nor headings."""
    if election.statement.layout is not Layout.FILES or not statement_template(election):
        return ""
    return f"{folder(election)}/TEMPLATE.md"


def slug(text: str) -> str:
    """A short name of a title, as ids are written."""
    return "-".join(re.findall("[a-z0-9]+", text.lower())) or "seat"


def _render(name: str, known: dict[str, object]) -> str:
    return _environment().get_template(name).render(known)


def _scalar(text: str) -> str:
    """A YAML value that every loader takes for this text."""
    return text if re.fullmatch(_PLAIN, text) and text == text.strip() else quoted(text)


def _after(day: str, days: int) -> str:
    """A date some days after one as typed, for an example."""
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(packaged("templates/init")),
        autoescape=False,  # YAML and Markdown of the officers' own words; ``yaml`` and ``markdown`` quote them
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., str]] = {
        "yaml": _scalar,
        "markdown": markdown,
        "after": _after,
        "moment": describe,
        "counted": counted,
    }
    made.filters.update(filters)
    return made
