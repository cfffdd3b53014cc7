"""``nomflow init``: the files that a repository needs to hold its first election."""

from __future__ import annotations

import argparse
import sys
from difflib import unified_diff
from pathlib import Path

from nomflow.cli.init_questions import plan_of
from nomflow.core.basics.errors import ConfigError, ExitCode, UsageError
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.disk import CONFIG_NAMES, preset, preset_names, write_each
from nomflow.render.init.files import UNRELEASED, config_text, files
from nomflow.render.init.plan import Plan
from nomflow.render.quote import visible


def run(options: argparse.Namespace) -> ExitCode:
    """Asks, shows what it writes and writes it; what is there already stays unless somebody says otherwise."""
    folder: Path = options.path
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder.")
    plan = plan_of(options, folder)
    wanted = made(plan, next((name for name in CONFIG_NAMES if (folder / name).is_file()), CONFIG_NAMES[0]))
    write(folder, wanted, overwrite=options.overwrite, dry_run=options.dry_run)
    _next(folder, plan, wanted)
    return ExitCode.OK


def made(plan: Plan, config_name: str = CONFIG_NAMES[0]) -> dict[str, str]:
    """Every file of a plan by its path. Raises ``UsageError`` for answers that do not fit together."""
    extends = f", extends: {plan.preset}" if plan.preset else ""
    election = _read(f"{{organisation: x, elections: [{{id: {plan.id}, title: x, roll: x{extends}}}]}}").elections[0]
    if "{seat}" in election.statement.path and not plan.seats:
        raise UsageError(f"By the rules of {plan.preset}, statements lie in a folder for each seat. Name the seats.")
    text = config_text(plan, election)
    return {config_name: text, **dict(files(plan, _read(text)))}


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


def _next(folder: Path, plan: Plan, wanted: dict[str, str]) -> None:
    steps: list[str] = []
    where = "" if folder.resolve() == Path.cwd() else f" {folder}"
    voters = f"Put everybody who may vote into {plan.roll}" if plan.roll in wanted else "Read nomflow.yml"
    steps.append(f"{voters}, and change in nomflow.yml what your rules say otherwise. Then: nomflow check{where}")
    steps.append(f"See the whole election before anybody else does: nomflow rehearse{where}")
    steps.append(
        "Commit and push; on GitHub, choose “GitHub Actions” under Settings → Pages, and require the status “nomflow”: "
        "https://github.com/nomflow/nomflow/blob/main/docs/github-action.md"
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
