"""``nomflow action``: what action.yml starts. Everything it needs comes from the environment of the run."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from nomflow.cli.github.run import Judged, config_at_hand, connect, environment, hints_of, judge
from nomflow.cli.github.sweep import append, listed, sweep_all
from nomflow.core.action.events import FindByHead, Nothing, Pull, QueuedCommit, Sweep, target_of
from nomflow.core.action.reactions import is_request
from nomflow.core.basics.errors import ExitCode, NomflowError, UsageError
from nomflow.core.endorsements.tally import tally
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.roll.roll import Roll, told_of_roll
from nomflow.core.snapshot.statement import is_handle
from nomflow.github.apply import hear
from nomflow.github.files import Repository
from nomflow.github.find import find_by_head
from nomflow.github.writer import Writer
from nomflow.render.quote import guarded, markdown, runner_data, terminal

SUMMARY_LIMIT = 1_000_000
"""Bytes of a step summary, a little below GitHub's limit of 1 MiB."""

_MAX_EVENT = 30_000_000
"""Bytes of an event's file; GitHub sends at most 25 MB (https://docs.github.com/en/webhooks/webhook-events-and-payloads)."""


def run(options: argparse.Namespace) -> ExitCode:
    """Runs one command of the action. What stops it is told where people look: beside the run, and in its summary."""
    given = environment()
    try:
        return _run(options, given)
    except NomflowError as error:
        print(f"::error::{_data(str(error))}")
        _append(given.get("GITHUB_STEP_SUMMARY", ""), f"**nomflow stopped.** {markdown(str(error), 2000)}\n")
        return error.exit_code


def _run(options: argparse.Namespace, given: Mapping[str, str]) -> ExitCode:
    checks = options.command not in ("publish", "record", "sweep")
    target = target_of(given.get("GITHUB_EVENT_NAME", ""), _payload(given)) if checks else Sweep("")
    if isinstance(target, Nothing):
        _say(target.why)
        return ExitCode.OK
    other = given.get("NOMFLOW_REPOSITORY", "") if options.command == "sweep" else ""
    repository = connect(other or given.get("GITHUB_REPOSITORY", ""), given)
    config = given.get("NOMFLOW_CONFIG", "").strip()
    write = not _dry_run(given)
    if options.command == "publish":
        return _publish(repository, given, config, write=write)
    if options.command == "record":
        return _record(repository, given, config, write=write)
    if isinstance(target, Sweep):
        if target.why:
            _say(target.why)
        summary = given.get("GITHUB_STEP_SUMMARY", "")
        return sweep_all(repository, config, write=write, summary=Path(summary) if summary else None)
    if isinstance(target, QueuedCommit):
        from nomflow.cli.github.queue import group_gate

        def look(number: int) -> Judged:
            judged, _ = judge(repository, number, config_path=config, write=write)
            tell(judged, given, dry_run=not write)
            return judged

        return group_gate(repository, target, look, _say, write=write)
    return max(
        (_one(repository, pull, given, config, write=write) for pull in _pulls(repository, target)), default=ExitCode.OK
    )


def _one(repository: Repository, pull: Pull, given: Mapping[str, str], config: str, *, write: bool) -> ExitCode:
    write = write and not pull.read_only
    heard, note = _heard(repository, pull, config) if write else ("", "")
    hints = hints_of(config, pull.author)
    judged, _ = judge(
        repository, pull.number, config_path=config, hints=hints, write=write, head=pull.head, heard=heard
    )
    if note and note not in judged.notes:
        judged = replace(judged, notes=(note, *judged.notes))
    return tell(judged, given, read_only=pull.read_only, dry_run=not write)


def _heard(repository: Repository, pull: Pull, config: str) -> tuple[str, str]:
    """Shows at once that a comment which asks for something was seen. Answers the comment, or why it could not."""
    if pull.said is None:
        return "", ""
    known = config_at_hand(config)
    if not is_request(pull.said.body, known.elections if known else ()):
        return "", ""
    note = hear(Writer(repository), pull.said.comment)
    return ("", note) if note else (str(pull.said.comment), "")


def _publish(repository: Repository, given: Mapping[str, str], config: str, *, write: bool) -> ExitCode:
    from nomflow.cli.github.live import live_at
    from nomflow.cli.github.publish import publish, refuse_other_branch, summary

    preview = _number(given.get("NOMFLOW_PULL_REQUEST", "").strip())
    write = write and not preview
    if write:
        refuse_other_branch(given, _payload(given))
    done = publish(repository, given, config, preview=preview)
    by_hand = given.get("GITHUB_EVENT_NAME") == "workflow_dispatch"
    live = live_at(repository, done.page) if write and done.public and not by_hand else ""
    deploys = write and done.public and not live
    for line in done.log.splitlines():
        _say(line)
    told = summary(done, deploys=deploys, dry_run=not write, live=live)
    _append(given.get("GITHUB_STEP_SUMMARY", ""), _cut(told))
    found = [output("conclusion", done.conclusion), output("page", str(done.page)), output("digest", done.digest)]
    found += [output("record", str(done.new or "")), output("record-digest", done.new_digest)]
    found.append(output("deploy", "true" if deploys else "false"))
    _append(given.get("GITHUB_OUTPUT", ""), "".join(found))
    if done.conclusion == "failure":
        print("::error::The site is not what the records say, so it is not published. The summary tells what differs.")
        return ExitCode.FAILED
    return ExitCode.OK


def _record(repository: Repository, given: Mapping[str, str], config: str, *, write: bool) -> ExitCode:
    from nomflow.cli.github.publish import refuse_other_branch
    from nomflow.cli.github.record import record, summary

    if not write:
        raise UsageError("A dry run records nothing. Remove this step from the dry run.")
    refuse_other_branch(given, _payload(given))
    done = record(repository, config, Path(given.get("NOMFLOW_RECORD", "")), given.get("NOMFLOW_RECORD_DIGEST", ""))
    told = summary(done)
    _say(told)
    _append(given.get("GITHUB_STEP_SUMMARY", ""), told)
    waits = [each.waits.url for each in done if each.waits]
    found = [output("recorded", "false" if waits else "true"), output("pull-request", " ".join(waits))]
    _append(given.get("GITHUB_OUTPUT", ""), "".join(found))
    return ExitCode.OK


def _number(typed: str) -> int:
    """A pull request's number; 0 for none."""
    plain = typed.removeprefix("#")
    if typed and not (plain.isascii() and plain.isdigit() and 0 < len(plain) < 10 and int(plain)):
        raise UsageError("The input pull-request is the number of a pull request.")
    return int(plain) if plain else 0


def _dry_run(given: Mapping[str, str]) -> bool:
    typed = given.get("NOMFLOW_DRY_RUN", "").strip().lower()
    if typed not in ("", "true", "false"):
        raise UsageError("The input dry-run is true or false.")
    return typed == "true"


def tell(judged: Judged, given: Mapping[str, str], *, read_only: bool = False, dry_run: bool = False) -> ExitCode:
    """Writes outputs, the step summary and the log."""
    _say(f"#{judged.number}: {judged.state}. Gate: {judged.status.state}: {judged.status.description}")
    for line in judged.planned:
        _say(f"{'would ' if read_only or dry_run else 'did: '}{line}")
    if read_only:
        _say("This run may only read, for the pull request comes from a fork. The signal workflow does the rest.")
    if judged.report:
        from nomflow.render.report.workflow import render

        sys.stdout.write(render([judged.report]))
    _append(given.get("GITHUB_STEP_SUMMARY", ""), _summary(judged))
    _append(given.get("GITHUB_OUTPUT", ""), "".join(_outputs(judged, given)))
    for line in judged.notes:
        print(f"::notice::{_data(line)}")
    for line in judged.problems:
        print(f"::error::{_data(line)}")
    return ExitCode.GITHUB if judged.problems else ExitCode.OK


def output(name: str, value: str) -> str:
    """One output for ``GITHUB_OUTPUT``, behind a delimiter that nobody can guess
    (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings)."""
    delimiter = f"nomflow_{secrets.token_hex(16)}"
    clean = "".join(char for char in value if char.isprintable())
    return f"{name}<<{delimiter}\n{clean}\n{delimiter}\n"


def _outputs(judged: Judged, given: Mapping[str, str]) -> list[str]:
    found = [output("conclusion", judged.status.state), output("state", judged.state)]
    if judged.report is None:
        return found
    from nomflow.render.report.report_json import render

    handle = nominee_of(judged.report.snapshot).handle
    found.append(output("nominee", handle if is_handle(handle) else ""))
    found.append(output("endorsements", str(len(tally(judged.report.snapshot).counted))))
    folder = given.get("RUNNER_TEMP", "")
    if folder:
        path = Path(folder) / f"nomflow-report-{judged.number}.json"
        path.write_text(render([judged.report]), encoding="utf-8", newline="")
        found.append(output("report", str(path)))
    return found


def _summary(judged: Judged) -> str:
    text = judged.comment or f"**{judged.state.replace('-', ' ').capitalize()}.** {judged.status.description}"
    roll = judged.report.snapshot.roll if judged.report else None
    if isinstance(roll, Roll) and roll.faults:
        text += "\n\n" + listed(told_of_roll(roll))
    return _cut(text) + "\n"


def _cut(text: str) -> str:
    return text.encode("utf-8", "replace")[:SUMMARY_LIMIT].decode("utf-8", "ignore")


def _pulls(repository: Repository, target: Pull | FindByHead) -> tuple[Pull, ...]:
    if isinstance(target, Pull):
        return (target,)
    found = find_by_head(repository, target)
    if not found:
        _say("No open pull request has that head any more. The next event or sweep looks at the new one.")
    return found


def _payload(given: Mapping[str, str]) -> Mapping[str, object]:
    path = given.get("GITHUB_EVENT_PATH", "")
    if not path:
        raise UsageError("There is no event. `nomflow action` runs in GitHub Actions; elsewhere use `nomflow pr`.")
    try:
        with Path(path).open("rb") as file:
            raw = file.read(_MAX_EVENT)
        found = json.loads(raw)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"The event in {path} could not be read.") from error
    if not isinstance(found, dict):
        raise UsageError(f"The event in {path} is not an object.")
    return found


def _append(path: str, text: str) -> None:
    if path:
        append(Path(path), text)


def _data(line: str) -> str:
    return runner_data(terminal(line, 1000))


def _say(line: str) -> None:
    print(guarded(terminal(line, 500)))
