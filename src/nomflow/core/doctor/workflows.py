"""The repository's workflows beside nomflow's examples: there, released, unaltered where it matters, and running."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

import yaml
from msgspec import Struct

from nomflow.core.doctor.setup import Diagnosis, Setup, advice, good, unknown, wrong
from nomflow.core.roll.roll import Unavailable

FOLDER = ".github/workflows/"
_CALL = re.compile(
    r"uses:\s*nomflow/nomflow(?:/\.github/workflows/(?P<kind>\w+)\.yml)?@(?P<ref>\S+)(?:\s*#\s*v(?P<version>[\d.]+))?"
)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ASLEEP = timedelta(days=3)
_NEEDLESS = ("merge_group", "workflow_dispatch")
"""Events that only some repositories need."""


class Workflow(Struct, frozen=True, kw_only=True):
    """A workflow that calls nomflow: ``kind`` is ours that it calls, empty for a step. ``events`` have their types."""

    path: str
    kind: str
    ref: str
    version: str
    name: str
    events: Mapping[str, frozenset[str]]
    follows: frozenset[str]
    permissions: Mapping[str, str]


def about_workflows(setup: Setup) -> Iterator[Diagnosis]:
    """Everything about the workflows."""
    there = [found for path, text in sorted(setup.texts.items()) for found in _read(path, text)]
    examples = {each.kind: each for path, text in setup.examples.items() for each in _read(path, text)}
    if not any(each.kind in ("check", "sweep", "") for each in there):
        why = "Nothing answers a nomination, and the status nomflow never comes."
        mend = (
            "Copy nomflow.yml and nomflow-signal.yml of the newest release to .github/workflows/; nomflow init does it."
        )
        yield wrong("workflows", "No workflow checks nominations.", why, mend)
    yield from _signal(there)
    if not any(each.kind == "publish" for each in there):
        why = "The election page is not published, and no record is taken at the close."
        yield advice(
            "workflows", "No workflow publishes the page.", why, "Copy nomflow-publish.yml of the newest release."
        )
    for each in there:
        before = True
        for found in (*_pin(setup, each), *_altered(each, examples.get(each.kind))):
            before = False
            yield found
        if before:
            yield good("workflows", f"{each.path} is as in version {each.version or 'the example'}.")
    yield from _alive(setup, there)


def _signal(there: list[Workflow]) -> Iterator[Diagnosis]:
    """Reviews of forks are answered at once only if the follow-up names the signal."""
    signals = {each.name for each in there if each.kind == "signal"}
    for check in there:
        if "workflow_run" in check.events and not check.follows & signals:
            named = ", ".join(sorted(check.follows)) or "nothing"
            said = f"{check.path} waits for the workflow {named}, and there is no signal of that name."
            why = "A review of a fork's pull request is answered by the next sweep only."
            yield wrong("workflows", said, why, "Copy nomflow-signal.yml of the same release, and keep its name.")


def _pin(setup: Setup, found: Workflow) -> Iterator[Diagnosis]:
    if set(found.ref) == {"0"}:
        why = "GitHub finds no such commit, and the run fails before it begins."
        yield wrong("workflows", f"{found.path} names no release.", why, "Take the file from a release.")
    elif not _COMMIT.fullmatch(found.ref):
        why = "A tag or branch can be moved to other code, which would run with your permissions."
        mend = "Name the commit of a release: nomflow/nomflow@COMMIT # v1.2.3."
        yield advice("workflows", f"{found.path} follows {found.ref}, which may move.", why, mend)
    elif found.version and _number(found.version) < _number(setup.version):
        said = f"{found.path} uses nomflow {found.version}; this is {setup.version}."
        why = "What was mended since is not mended there."
        yield advice("workflows", said, why, "Let Dependabot update it (package-ecosystem: github-actions).")


def _altered(found: Workflow, example: Workflow | None) -> Iterator[Diagnosis]:
    if example is None:
        return
    for event, types in example.events.items():
        lacks = types - found.events.get(event, frozenset())
        if event not in found.events or (types and found.events[event] and lacks):
            missing = f"{event} ({', '.join(sorted(lacks))})" if event in found.events else event
            said = f"{found.path} does not start on {missing}."
            why = "What happens there is answered by the next sweep, or by nobody."
            say = advice if event in _NEEDLESS else wrong
            yield say("workflows", said, why, "Write it under `on:` as in the file of the release.")
    for name, level in example.permissions.items():
        if found.permissions.get(name) not in (level, "write"):
            why = "GitHub refuses to start the run, or nomflow cannot do its work."
            yield wrong(
                "permissions", f"{found.path} lacks `{name}: {level}`.", why, "Add it to the job's permissions."
            )
    for name, level in found.permissions.items():
        if level == "write" and example.permissions.get(name) != "write":
            why = "nomflow does not need it to be called so; what is not given cannot be misused."
            mend = f"Write `{name}: {example.permissions.get(name, 'none')}`, unless nomflow is to merge."
            yield advice("permissions", f"{found.path} gives `{name}: write`.", why, mend)


def _alive(setup: Setup, there: list[Workflow]) -> Iterator[Diagnosis]:
    """GitHub stops a schedule after 60 days in which nothing happens
    (https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule)."""
    if setup.settings is None or not any("schedule" in each.events for each in there):
        return
    ran, why = (
        setup.settings.ran,
        "The sweep mends what events missed, and the page is taken at the close by the clock.",
    )
    mend = "Open Actions, choose the workflow, and enable it or run it by hand."
    if isinstance(ran, Unavailable):
        yield unknown("schedule", ran)
    elif ran is None:
        yield advice("schedule", "No workflow ever ran by the clock.", why, mend)
    elif setup.now - ran > _ASLEEP:
        yield wrong("schedule", f"The last run by the clock was on {ran:%Y-%m-%d}.", why, mend)
    else:
        yield good("schedule", f"The last run by the clock was on {ran:%Y-%m-%d}.")


def _read(path: str, text: str) -> Iterator[Workflow]:
    calls = list(_CALL.finditer(text)) if path.endswith((".yml", ".yaml")) else []
    if not calls:
        return
    try:
        whole = _mapping(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - it makes only texts, lists and mappings
    except (yaml.YAMLError, RecursionError):
        return
    on = whole.get("on")
    events = {str(each): {} for each in on} if isinstance(on, list) else _mapping(on) or {str(on): {}}
    jobs = [_mapping(each) for each in _mapping(whole.get("jobs")).values()]
    for call in calls:
        job = next((each for each in jobs if f"@{call['ref']}" in str(each)), {})
        granted = job.get("permissions", whole.get("permissions"))
        yield Workflow(
            path=path,
            kind=call["kind"] or "",
            ref=call["ref"],
            version=call["version"] or "",
            name=str(whole.get("name", "")),
            events={name: frozenset(_list(_mapping(more).get("types"))) for name, more in events.items()},
            follows=frozenset(_list(_mapping(events.get("workflow_run")).get("workflows"))),
            permissions={name: str(level) for name, level in _mapping(granted).items()},
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[str]:
    return (
        [str(each) for each in value]
        if isinstance(value, list)
        else [value]
        if isinstance(value, str) and value
        else []
    )
