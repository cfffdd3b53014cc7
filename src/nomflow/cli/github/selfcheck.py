"""``nomflow selfcheck``: what nomflow assumes of GitHub, tried on a scratch repository before an election trusts it.

The assumptions and what follows if one is wrong: docs/live-github.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from nomflow.cli.github.run import connect, environment, load
from nomflow.cli.github.selfcheck_settings import SETTINGS, NotTriedError, WrongError
from nomflow.core.action.events import FindByHead
from nomflow.core.basics.errors import ConfigError, ExitCode, GitHubError
from nomflow.core.roll.roll import Unavailable
from nomflow.github.client import QueryAnswer
from nomflow.github.committing import Committer
from nomflow.github.facts import MARKER
from nomflow.github.files import Repository
from nomflow.github.gather import Gathered, gather
from nomflow.github.queries import Variables, in_repository
from nomflow.github.reply import RefusedError
from nomflow.github.writer import Writer
from nomflow.render.quote import terminal

CONTEXT = "nomflow-selfcheck"
_BODY = f"{MARKER}selfcheck -->\nnomflow tries what it assumes of GitHub. This comment goes away by itself."


@dataclass(slots=True)
class Trial:
    """One pull request to try things on, and what is known of it so far."""

    repository: Repository
    writer: Writer
    number: int
    gathered: Gathered | None = None
    comment: int = 0
    node: str = ""

    @property
    def pull(self) -> Gathered:
        if self.gathered is None:
            raise WrongError("the pull request could not be read")
        return self.gathered

    def ask(self, part: str, variables: Variables) -> QueryAnswer:
        """One query inside the repository."""
        text = variables.query(in_repository(self.repository.owner, self.repository.name, variables, [part]))
        return self.repository.client.query(text, variables.values)


def run(options: argparse.Namespace) -> ExitCode:
    """Tries every assumption on a pull request, cleans up, and says which of them hold."""
    repository = connect(options.repo or environment().get("GITHUB_REPOSITORY", ""), environment())
    trial = Trial(repository, Writer(repository), options.number)
    wrong = untried = 0
    for told, step in STEPS:
        try:
            step(trial)
        except NotTriedError as error:
            untried += 1
            print(f"– {told}: not tried, for {terminal(str(error))}.")
        except (WrongError, GitHubError, ConfigError) as error:
            if step is _reads and isinstance(error, RefusedError) and error.status == 404:
                raise
            wrong += 1
            print(f"✗ {told}: {terminal(str(error))}")
        else:
            print(f"✓ {told}")
    tried = len(STEPS) - untried
    print(f"{tried - wrong} of {tried} hold, {untried} were not tried.")
    print("docs/live-github.md says what follows where one does not.")
    return ExitCode.FAILED if wrong else ExitCode.OK


def _reads(trial: Trial) -> None:
    trial.gathered = gather(trial.repository, trial.number, load)


def _clock(trial: Trial) -> None:
    at = trial.ask("id", Variables()).at
    if abs(at - datetime.now(UTC)) > timedelta(minutes=5):
        raise WrongError(f"GitHub says {at}, this machine says {datetime.now(UTC)}")


def _head_in_base(trial: Trial) -> None:
    variables = Variables()
    oid = variables.add(trial.pull.present.head, "GitObjectID!")
    found = trial.ask(f"object(oid: {oid}) {{ oid }}", variables).data["repository"]["object"]
    if not found:
        raise WrongError("the base repository does not know the head commit")


def _last_commit(trial: Trial) -> None:
    part = f"pullRequest(number: {trial.number}) {{ commits(last: 1) {{ nodes {{ commit {{ oid }} }} }} }}"
    found = trial.ask(part, Variables()).data["repository"]["pullRequest"]["commits"].nodes
    if not found or found[0]["commit"]["oid"].text != trial.pull.present.head:
        raise WrongError("the last commit that is listed is another one")


def _bytes(trial: Trial) -> None:
    base = trial.pull.base
    entry = base.files[base.config_path]
    if entry is None or entry.text is None:
        raise WrongError(f"the text of {base.config_path} is not what its hash is of")


def _find_by_head(trial: Trial) -> None:
    part = (
        f"databaseId pullRequest(number: {trial.number})"
        " { state headRefName headRefOid headRepositoryOwner { login } }"
    )
    node = trial.ask(part, Variables()).data["repository"]
    from nomflow.github.find import find_by_head

    pull = node["pullRequest"]
    if pull["state"].text != "OPEN" or not pull["headRepositoryOwner"]:
        raise WrongError("this needs an open pull request whose fork is there")
    owner, branch = pull["headRepositoryOwner"]["login"].text, pull["headRefName"].text
    found = find_by_head(
        trial.repository, FindByHead(owner, branch, pull["headRefOid"].text, node["databaseId"].number)
    )
    if trial.number not in (each.number for each in found):
        raise WrongError("looking for its branch does not find it")


def _access(trial: Trial) -> None:
    found = trial.ask("assignableUsers(first: 1) { nodes { login } }", Variables()).data["repository"]
    if not found["assignableUsers"].nodes:
        raise WrongError("GitHub shows nobody who has access")


def _teams(trial: Trial) -> None:
    repository, base = trial.repository, trial.pull.base
    sources = [source for election in base.config.elections for source in election.roll.sources if source.team]
    for source in sources:
        part = repository.members_of(source)
        if isinstance(part, Unavailable):
            raise WrongError(part.why)
        if not part.electors:
            raise WrongError("; ".join(fault.message for fault in part.faults))


def _comment(trial: Trial) -> None:
    there = trial.writer.add_comment(trial.number, trial.pull.present.node, _BODY)
    mine = [each for each in there if each.body.startswith(f"{MARKER}selfcheck -->")]
    if not mine:
        raise WrongError("the answer to writing a comment does not hold it")
    trial.comment = mine[0].id


def _edit(trial: Trial) -> None:
    trial.writer.edit_comment(_made(trial), f"{_BODY}\nEdited.")
    if not any(each.id == trial.comment and "Edited." in each.body for each in trial.writer.comments(trial.number)):
        raise WrongError("the comment is not as it was just written")


def _reaction(trial: Trial) -> None:
    trial.writer.react(str(_made(trial)), "CONFUSED")
    part = (
        f"pullRequest(number: {trial.number}) {{ comments(last: 100)"
        " { nodes { id fullDatabaseId reactionGroups { content viewerHasReacted } } } }"
    )
    nodes = trial.ask(part, Variables()).data["repository"]["pullRequest"]["comments"].nodes
    mine = [node for node in nodes if node["fullDatabaseId"].number == trial.comment]
    trial.node = mine[0]["id"].text if mine else ""
    given = [
        group["content"].text for node in mine for group in node["reactionGroups"] if group["viewerHasReacted"].flag
    ]
    if given != ["CONFUSED"]:
        raise WrongError(f"GitHub says we reacted with {given}")
    trial.writer.take_back_reaction(trial.node, "CONFUSED")


def _status(trial: Trial) -> None:
    url = f"{trial.pull.pull_request.url}#issuecomment-1"
    trial.writer.set_status(trial.pull.present.head, "success", "Tried.", url, CONTEXT)
    variables = Variables()
    oid = variables.add(trial.pull.present.head, "GitObjectID!")
    part = f'object(oid: {oid}) {{ ... on Commit {{ status {{ context(name: "{CONTEXT}") {{ targetUrl }} }} }} }}'
    shown = trial.ask(part, variables).data["repository"]["object"]["status"]["context"]
    if shown["targetUrl"].text_or_empty != url:
        raise WrongError("the status does not keep the address it links to")


def _label(trial: Trial) -> None:
    trial.writer.add_label(trial.number, CONTEXT)
    trial.writer.remove_label(trial.number, CONTEXT)


def _commit(trial: Trial) -> None:
    committer, files = Committer(trial.repository), {f"{CONTEXT}.txt": b"Tried.\n"}
    main = committer.default_branch()
    made = committer.commit(main, files, "Try what nomflow assumes of GitHub")
    try:
        committer.create(CONTEXT, made)
        if committer.differing(made, files) or not committer.differing(main.commit, files):
            raise WrongError("a file's name in git is another one")
    finally:
        committer.delete(CONTEXT)


def _clean(trial: Trial) -> None:
    trial.writer.delete_comment(_made(trial))
    if any(each.id == trial.comment for each in trial.writer.comments(trial.number)):
        raise WrongError("the comment is still there")


def _made(trial: Trial) -> int:
    if not trial.comment:
        raise WrongError("the comment could not be written")
    return trial.comment


def _about_settings(look: Callable[[Repository], None]) -> Callable[[Trial], None]:
    return lambda trial: look(trial.repository)


STEPS: tuple[tuple[str, Callable[[Trial], None]], ...] = (
    ("The pull request is read whole", _reads),
    ("GitHub's clock is near this one", _clock),
    ("The base repository shows the head's files, also of a fork", _head_in_base),
    ("The last commit that is listed is the head", _last_commit),
    ("A file's text is its bytes", _bytes),
    ("A pull request is found by the branch it comes from", _find_by_head),
    ("People with access are listed", _access),
    ("Every team that the roll names can be read", _teams),
    ("A comment that was written is in the answer, and ours", _comment),
    ("A comment is edited in place", _edit),
    ("A reaction is given, seen as ours, and taken back", _reaction),
    ("A status keeps its address", _status),
    ("A label is made, put on and taken off", _label),
    ("A branch is made with a commit of ours, and taken away", _commit),
    ("What was tried is cleaned up", _clean),
    *((told, _about_settings(look)) for told, look in SETTINGS),
)
