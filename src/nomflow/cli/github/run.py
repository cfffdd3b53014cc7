"""What every command does that talks to GitHub: open it, judge what was gathered, make it true, and tell."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from nomflow.cli.bugs import tell_bug
from nomflow.cli.reading import read_safely
from nomflow.core.action.decisions import due_notices, error_status, is_to_close, is_to_merge
from nomflow.core.action.effects import Notice, Present, Status, Wanted, described, normal
from nomflow.core.action.gate import gate
from nomflow.core.action.noted import noted
from nomflow.core.action.plan import SEEN, plan, unasked
from nomflow.core.action.reactions import is_request, wanted_reactions
from nomflow.core.action.reviewers_to_ask import reviewers_to_ask
from nomflow.core.action.shared_commit import MOST, shared_gate, too_many
from nomflow.core.basics.errors import BugError, ConfigError, GitHubError, NomflowError, UsageError
from nomflow.core.basics.path_pattern import PathMatch, path_for
from nomflow.core.election.election import Config
from nomflow.core.election.load import load as load_config
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.nomination.accounts import is_surely
from nomflow.core.snapshot.run_memory import memory_line, without_memory
from nomflow.core.snapshot.snapshot import GHOST, PullRequest, PullRequestState, Snapshot
from nomflow.core.verdict.verdict import NominationVerdict, verdict_of
from nomflow.disk import AFFILIATIONS, preset, preset_names, read_affiliations_of
from nomflow.github.apply import Applied, apply
from nomflow.github.base import CONFIG_NAMES
from nomflow.github.client import Client, GitHubServer, Secret
from nomflow.github.files import Repository
from nomflow.github.gather import BadConfigError, Gathered, Hints, gather
from nomflow.github.paths import repository_name, safe
from nomflow.github.patience import Patience
from nomflow.github.reply import RefusedError
from nomflow.github.teams import Access, Teams
from nomflow.github.writer import Writer
from nomflow.rules import RULES


class Judged(Struct, frozen=True, kw_only=True):
    """A pull request after it was looked at. ``report`` is ``None`` where it is no nomination, ``comment`` empty where
    there is nothing to write; ``problems`` could not be done, ``notes`` are only worth knowing."""

    number: int
    state: str
    status: Status
    report: Report | None = None
    comment: str = ""
    planned: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    merged: bool = False


def connect(
    repository: str, environment: Mapping[str, str], *, between_writes: float = 1.0, anonymous: bool = False
) -> Repository:
    """The repository, with the token of the environment. Raises ``UsageError`` without one, unless ``anonymous``."""
    owner, name = repository_name(repository)
    client = client_of(environment, between_writes=between_writes, anonymous=anonymous)
    return Repository(
        client=client, owner=owner, name=name, teams=Teams(client, Access.of(environment)), read=read_safely
    )


def client_of(environment: Mapping[str, str], *, between_writes: float = 1.0, anonymous: bool = False) -> Client:
    """Who asks GitHub, by the environment. Raises ``UsageError`` if there is no token."""
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    if not token and anonymous:
        return Client(None, GitHubServer.of(environment), Patience(time.sleep))
    if not token:
        raise UsageError("There is no token. Set the environment variable GITHUB_TOKEN.")
    if not Secret(token).sendable:
        raise UsageError("The token in GITHUB_TOKEN contains a space or another character that tokens do not have.")
    patience = Patience(time.sleep, between_writes=between_writes)
    return Client(Secret(token), GitHubServer.of(environment), patience)


def typed_path(typed: str) -> str:
    """A path in the repository that was typed as ``--config``. Raises ``UsageError``."""
    if typed and not safe(typed):
        raise UsageError(f"{typed[:80]!r} is not a path in the repository. Write, for example, .github/nomflow.yml.")
    return typed


def load(text: str, path: str) -> Config:
    """A configuration of the base branch. Raises ``ConfigError``."""
    return load_config(text, path, preset, preset_names())


def judge(
    repository: Repository,
    number: int,
    *,
    config_path: str = "",
    hints: Hints | None = None,
    write: bool = True,
    head: str = "",
    heard: str = "",
) -> tuple[Judged, Gathered | None]:
    """Looks at one pull request and makes true what follows. ``heard`` is a comment that was reacted to already.

    Where it cannot be read, the gate says so, on ``head`` or what the simplest question finds; then ``ConfigError`` or
    ``GitHubError`` is raised. What was merged is looked at once more: what a workflow's token does starts no other run.
    """
    try:
        gathered = gather(repository, number, load, config_path, hints or Hints())
    except BadConfigError as error:
        if write:
            gate_says(repository, error.present, error)
        raise
    except GitHubError as error:
        if write:
            could_not_read(repository, number, head, error)
        raise
    except Exception as error:
        told = bug(error)
        if write:
            could_not_read(repository, number, head, told)
        raise told from error
    if heard:
        present = gathered.present
        seen = present.reactions.get(heard, frozenset()) | {SEEN}
        gathered = replace(gathered, present=replace(present, reactions={**present.reactions, heard: seen}))
    try:
        judged = settled(repository, gathered, write=write)
    except NomflowError:
        raise
    except Exception as error:
        told = bug(error)
        if write:
            gate_says(repository, gathered.present, told)
        raise told from error
    if not judged.merged:
        return judged, gathered
    gathered = gather(repository, number, load, config_path, hints or Hints())
    after = settled(repository, gathered, write=write)
    return replace(after, planned=(*judged.planned, *after.planned)), gathered


def settled(repository: Repository, gathered: Gathered, *, write: bool) -> Judged:
    """Judges what was gathered, and makes it true if ``write``.

    Another program's comment that looks like ours keeps a person from writing a second one, and never the workflow.
    """
    unseen: tuple[str, ...] = ()
    if environment().get("GITHUB_ACTIONS") == "true":
        gathered = replace(gathered, present=replace(gathered.present, kept_by=""))
        unseen = _unseen(gathered)
    present, number = gathered.present, gathered.present.number
    if gathered.snapshot is None:
        touched = (file.path for file in gathered.pull_request.files)
        status = gate(gathered.base.config, touched, gathered.pull_request.author.login)
        status = _with_alike(repository, gathered, status)
        labels = gathered.base.config.labels
        wanted = Wanted(status=status, own_labels=tuple(labels.values()), unseen=unseen)
        return _done(
            repository, Judged(number=number, state="not-a-nomination", status=status), wanted, gathered, write=write
        )
    from nomflow.cli.github.suggestions import suggestions
    from nomflow.render.comment.comment import render_comment

    snapshot = with_affiliations(gathered.snapshot)
    report = evaluate(snapshot, RULES)
    verdict = verdict_of(report)
    status = _with_alike(repository, gathered, Status(verdict.gate.value, verdict.description))
    try:
        comment = render_comment(
            report, rules_url=_rules_url(repository, gathered), overrides=gathered.base.comment_template()
        ).body
    except ConfigError as error:
        if write:
            gate_says(repository, present, error)
        raise
    before = present.comments[0].body if present.comments else ""
    same = normal(without_memory(before)) == normal(comment)
    memory = noted(gathered.memory, snapshot, writes=not same)
    labels = gathered.base.config.labels
    wanted = Wanted(
        status=status,
        comment=f"{comment.rstrip()}\n{memory_line(memory)}\n",
        labels=(labels[verdict.state.value],) if verdict.state.value in labels else (),
        own_labels=tuple(labels.values()),
        reactions=wanted_reactions(snapshot),
        unseen=unseen,
        suggestions=suggestions(report, verdict),
        reviewers=_reviewers(repository, report, verdict, present),
        notices=_notices(report, verdict),
        merge=is_to_merge(report, verdict.state, status),
        close=is_to_close(report, verdict.state),
    )
    return _done(
        repository,
        Judged(number=number, state=verdict.state.value, status=status, report=report, comment=comment),
        wanted,
        gathered,
        write=write,
    )


def _with_alike(repository: Repository, gathered: Gathered, own: Status) -> Status:
    """The gate of the head, which other open pull requests may have, too. A closed one does not count there."""
    if not gathered.alike:
        return own
    pulls = f"{repository.client.server.web}/{repository.owner}/{repository.name}/pull"
    gates = {gathered.present.number: own} if gathered.pull_request.state is PullRequestState.OPEN else {}
    path = "" if gathered.base.config_path in CONFIG_NAMES else gathered.base.config_path
    if len(gathered.alike) >= MOST:
        return too_many(dict.fromkeys((*gates, *gathered.alike), own), pulls)
    return shared_gate(gates | {number: _gate_of(repository, number, path) for number in gathered.alike}, pulls)


def _gate_of(repository: Repository, number: int, config_path: str) -> Status:
    """How the gate of one pull request alone would be."""
    try:
        gathered = gather(repository, number, load, config_path)
        if gathered.snapshot is None:
            touched = (file.path for file in gathered.pull_request.files)
            return gate(gathered.base.config, touched, gathered.pull_request.author.login)
        verdict = verdict_of(evaluate(with_affiliations(gathered.snapshot), RULES))
    except NomflowError as error:
        return error_status(f"could not be checked: {error}")
    return Status(verdict.gate.value, verdict.description)


def _rules_url(repository: Repository, gathered: Gathered) -> str:
    """The configuration on the base branch: the rules that people are judged by."""
    branch, path = quote(gathered.pull_request.base), quote(gathered.base.config_path)
    return f"{repository.client.server.web}/{repository.owner}/{repository.name}/blob/{branch}/{path}"


def _reviewers(repository: Repository, report: Report, verdict: NominationVerdict, present: Present) -> tuple[str, ...]:
    """Whoever is to be asked for a review. It takes a look whom GitHub lets us ask, and whether the names still mean
    them."""
    new = unasked(reviewers_to_ask(report, verdict), present)
    if not new:
        return ()
    from nomflow.github.reviewers import with_access

    try:
        found = with_access(repository, new)
    except GitHubError:
        return ()
    return tuple(each.login for each in found if is_surely(report.snapshot, each, each.login))


def _notices(report: Report, verdict: NominationVerdict) -> tuple[Notice, ...]:
    """The comments that tell people something once."""
    from nomflow.render.comment.comment import page_url_of
    from nomflow.render.comment.notice import VERDICT, reminder_comment, reminder_mark, verdict_comment

    pull_request, due = report.snapshot.pull_request, due_notices(report, verdict)
    found = []
    if due.reminder and pull_request:
        found.append(Notice(reminder_mark(due.reminder), reminder_comment(due.reminder, pull_request.url)))
    if due.final is not None:
        body = verdict_comment(report, verdict, page_url_of(report)) if due.final else ""
        found.append(Notice(VERDICT, body, current=True))
    return tuple(found)


def _unseen(gathered: Gathered) -> tuple[str, ...]:
    """The comments on which a run may leave no sign that it only saw them. On what is no nomination the workflow's
    account may have other work: there, these are those that ask for something."""
    ours, elections = gathered.snapshot is not None, gathered.base.config.elections
    return tuple(each.id for each in gathered.pull_request.comments if ours or is_request(each.body, elections))


def with_affiliations(snapshot: Snapshot) -> Snapshot:
    """The snapshot with affiliations that were given to this run alone; they are never saved or shown."""
    given = any(os.environ.get(name) for name in (AFFILIATIONS, f"{AFFILIATIONS}_FILE"))
    if not given and not snapshot.election.endorsements.private_affiliations:
        return snapshot
    return replace(snapshot, affiliations=read_affiliations_of(None, snapshot.election))


def gate_says(repository: Repository, present: Present, error: NomflowError) -> None:
    """Sets the gate to *error*, with the reason in one line."""
    wanted = Wanted(status=error_status(str(error)))
    apply(Writer(repository), plan(wanted, present), present, _bare(repository, present.number))


def bug(error: Exception) -> BugError:
    """What people are told of a failure of ours; the log has the rest."""
    tell_bug(error)
    return BugError(f"nomflow failed here ({type(error).__name__}). Please report it with the log of this run.")


def could_not_read(repository: Repository, number: int, head: str, error: NomflowError) -> None:
    """The same where nothing of the pull request is known, as well as GitHub allows."""
    from nomflow.github.find import head_of

    try:
        commit = head or head_of(repository, number)
        status = error_status(f"Could not be checked: {error}")
        Writer(repository).set_status(commit, status.state, status.description, _bare(repository, number).url)
    except GitHubError as again:
        if not (isinstance(error, RefusedError) and isinstance(again, RefusedError)):
            print(f"nomflow: the gate could not be set to error either: {again}", file=sys.stderr)


def hints_of(path: str, author: str = "") -> Hints:
    """What a configuration in the working folder lets expect of a nomination by ``author``. It is only a guess:
    everything is read from GitHub."""
    from nomflow.github.base import paths_of

    config = config_at_hand(path)
    if config is None:
        return Hints()
    election = config.elections[-1]
    guess = path_for(election.statement.path, election.id, PathMatch(author))
    known = bool(author) and "{" not in guess and safe(guess)
    return Hints(paths_of(config, (election,)), guess if known else "")


def config_at_hand(path: str) -> Config | None:
    """A configuration in the working folder, perhaps an old one."""
    for name in (path,) if path else CONFIG_NAMES:
        try:
            return load(Path(name).read_text(encoding="utf-8"), name)
        except (OSError, UnicodeDecodeError, NomflowError):
            continue
    return None


def _done(repository: Repository, judged: Judged, wanted: Wanted, gathered: Gathered, *, write: bool) -> Judged:
    effects = plan(wanted, gathered.present)
    lines = tuple(described(effect) for effect in effects)
    notes: tuple[str, ...] = ()
    if wanted.comment and not gathered.present.comments and gathered.present.kept_by:
        notes = (f"The comment there is kept by {gathered.present.kept_by}; this run leaves it alone.",)
    if not write:
        return replace(judged, planned=lines, notes=notes)
    applied: Applied = apply(Writer(repository), effects, gathered.present, gathered.pull_request)
    return replace(
        judged,
        planned=lines,
        problems=tuple(applied.failed),
        notes=(*notes, *applied.noted),
        merged=applied.merged,
    )


def _bare(repository: Repository, number: int) -> PullRequest:
    """A pull request of which only the number is known."""
    from datetime import UTC, datetime

    url = f"{repository.client.server.web}/{repository.owner}/{repository.name}/pull/{number}"
    return PullRequest(number=number, author=GHOST, created_at=datetime(1970, 1, 1, tzinfo=UTC), url=url)


def environment() -> Mapping[str, str]:
    """The variables of this process."""
    return os.environ
