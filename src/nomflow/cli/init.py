"""``nomflow init``: the files that a repository needs to hold its first election."""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from pathlib import Path

from msgspec.structs import replace

from nomflow.cli.init_questions import plan_of
from nomflow.core.basics.errors import ConfigError, ExitCode, UsageError
from nomflow.core.basics.text import counted
from nomflow.core.election.election import Config, Election
from nomflow.core.election.load import load
from nomflow.disk import CONFIG_NAMES, preset, preset_names, write_each
from nomflow.render.init.files import UNRELEASED, config_text, files
from nomflow.render.init.files import folder as folder_of
from nomflow.render.init.imported import VOTERS, Imported, converted, imported
from nomflow.render.init.plan import Plan
from nomflow.render.quote import visible


def run(options: argparse.Namespace) -> ExitCode:
    """Asks, shows what it writes and writes it; what is there already stays unless somebody says otherwise."""
    folder: Path = options.path
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder.")
    past = _past(options)
    plan = plan_of(options, folder, past.answers if past else {})
    config_name = next((name for name in CONFIG_NAMES if (folder / name).is_file()), CONFIG_NAMES[0])
    wanted = made(plan, config_name) if past is None else _with_past(past, plan, config_name)
    write(folder, wanted, overwrite=options.overwrite, dry_run=options.dry_run)
    if past:
        roll = ", the roll" if past.voters else ""
        _say(f"\ntaken over: the settings, {counted(len(past.statements), 'candidate')}{roll}")
        _say("not carried over:")
        for line in past.report:
            _say(f"  - {visible(line)}")
    _next(folder, plan, wanted, has_roll=past is not None and bool(past.voters))
    return ExitCode.OK


def made(plan: Plan, config_name: str = CONFIG_NAMES[0]) -> dict[str, str]:
    """Every file of a plan by its path. Raises ``UsageError`` for answers that do not fit together."""
    election = rules_of(plan)
    if "{seat}" in election.statement.path and not plan.seats:
        raise UsageError(f"By the rules of {plan.preset}, statements lie in a folder for each seat. Name the seats.")
    text = config_text(plan, election)
    return {config_name: text, **dict(files(plan, _read(text)))}


def rules_of(plan: Plan) -> Election:
    """An election by the plan's preset, before anything else is known of it."""
    windows = f"windows: {{nominations: {{opens: {plan.opens}, closes: {plan.closes}}}}}"
    extends = f", extends: {plan.preset}" if plan.preset else ""
    return _read(
        f'{{organisation: x, elections: [{{id: "{plan.id}", title: x, roll: x, {windows}{extends}}}]}}'
    ).elections[0]


def _past(options: argparse.Namespace) -> Imported | None:
    """The election of an earlier time that is taken over."""
    source: Path | None = options.import_kubernetes or options.import_elekto
    if source is None:
        return None
    if not source.is_dir():
        raise UsageError(f"There is no folder {source}.")
    files = {path.name: path.read_bytes() for path in sorted(source.iterdir()) if path.is_file()}
    return imported(files, kubernetes=options.import_kubernetes is not None)


def _with_past(past: Imported, plan: Plan, config_name: str) -> dict[str, str]:
    """The files with what the earlier election had: dates, fields, voters and candidates."""
    election = rules_of(plan)
    known = election.statement.front_matter.fields
    plan = replace(
        plan,
        voting=past.voting if past.voting > ("", "") and past.voting[0][:10] > plan.closes else ("", ""),
        complete=past.complete if past.complete > plan.closes else "",
        exceptions=past.exceptions if past.exceptions > plan.opens else "",
        who_votes=past.who_votes,
        sections=past.sections,
        fields=tuple(name for name in past.fields if name not in known),
        roll=f"{folder_of(election)}/{VOTERS}" if past.voters and plan.roll == "roll.yml" else plan.roll,
    )
    wanted = made(plan, config_name)
    if plan.roll.endswith(f"/{VOTERS}"):
        wanted[plan.roll] = past.voters
    moved = (converted(each, election, as_it_is=plan.preset == "kubernetes") for each in past.statements)
    return {**wanted, **dict(moved)}


def _read(text: str) -> Config:
    try:
        return load(text, CONFIG_NAMES[0], preset, preset_names())
    except ConfigError as error:
        told = "\n".join(fault.message for fault in error.faults)
        raise UsageError(f"Nothing was written, because these answers do not fit together. {told}") from error


def write(folder: Path, wanted: dict[str, str], *, overwrite: bool, dry_run: bool) -> None:
    """Writes what is new, tells what is there, and shows how that differs."""
    chosen: list[str] = []
    for name, text in wanted.items():
        path = folder / name
        old = path.read_bytes() if path.is_file() else None
        if old is None:
            _say(f"new      {name}")
        elif old == text.encode():
            _say(f"as it is {name}")
            continue
        else:
            _say(f"differs  {name}")
            _show(name, old.decode("utf-8", "replace"), text)
            if not overwrite and not (_on_terminal() and not dry_run and _agreed(f"Replace {name}? [y/N] ")):
                _say(f"kept     {name}; to replace it: --overwrite")
                continue
        chosen.append(name)
    if dry_run:
        _say("Nothing was written (--dry-run).")
        return
    write_each(folder, ((name, wanted[name].encode()) for name in chosen))


def _show(name: str, old: str, new: str) -> None:
    changes = unified_diff(old.splitlines(), new.splitlines(), f"{name} (yours)", f"{name} (nomflow's)", lineterm="")
    for line in changes:
        _say(f"    {visible(line)}")


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _next(folder: Path, plan: Plan, wanted: dict[str, str], *, has_roll: bool) -> None:
    steps: list[str] = []
    where = "" if folder.resolve() == Path.cwd() else f" {folder}"
    fills_roll = plan.voters and not has_roll
    voters = f"Put everybody who may vote into {plan.roll}, read nomflow.yml" if fills_roll else "Read nomflow.yml"
    steps.append(f"{voters} and change what your rules say otherwise. Then: nomflow check{where}")
    steps.append(f"See the whole election before anybody else does: nomflow rehearse{where}")
    steps.append(
        "Commit and push; on GitHub, choose “GitHub Actions” under Settings → Pages, and require the status “nomflow”: "
        "https://github.com/nomflow/nomflow/blob/main/docs/github-action.md. What is missing then, "
        f"this says: nomflow doctor --repo {plan.repository or 'OWNER/NAME'}"
    )
    if any(UNRELEASED in text for text in wanted.values()):
        _say("")
        _say(
            "This nomflow is not a release, so the workflows have zeros where a release's commit belongs. Write there "
            "what this prints: git ls-remote https://github.com/nomflow/nomflow v1"
        )
    _say("\nnext:")
    for number, step in enumerate(steps, 1):
        _say(f"  {number}. {step}")


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _say(line: str) -> None:
    print(line)
