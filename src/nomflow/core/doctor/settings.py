"""How the repository is set up on GitHub: each setting in a function of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from nomflow.core.doctor.setup import Diagnosis, Settings, Setup, advice, good, unknown, wrong
from nomflow.core.roll.roll import Unavailable

STATUS = "nomflow"


def about_settings(setup: Setup) -> Iterator[Diagnosis]:
    """Everything about the settings; nothing for a folder."""
    settings = setup.settings
    if settings is not None:
        checks = (_status, _actions, _pages, _environment)
        yield from chain.from_iterable(check(settings) for check in checks)
        yield from _pull_requests(setup, settings)
        yield from _labels(setup, settings)


def _status(settings: Settings) -> Iterator[Diagnosis]:
    about, statuses, branch = "required status", settings.statuses, settings.branch
    why = "A nomination that is not ready could be merged."
    if isinstance(statuses, Unavailable):
        yield unknown(about, statuses)
    elif STATUS in statuses and not statuses[STATUS]:
        why = "Anybody who may write to the repository could set it."
        mend = "Choose GitHub Actions as its source in the rules of the branch."
        yield advice(about, f"{branch} requires `{STATUS}` from any source.", why, mend)
    elif STATUS in statuses:
        yield good(about, f"{branch} requires `{STATUS}` from one source.")
    else:
        mend = f"Require the status `{STATUS}` in the rules of the branch, from the source GitHub Actions."
        yield wrong(about, f"{branch} does not require the status `{STATUS}`.", why, mend)


def _actions(settings: Settings) -> Iterator[Diagnosis]:
    about, allowed = "Actions", settings.actions
    if isinstance(allowed, Unavailable):
        yield unknown(about, allowed)
    elif not allowed:
        yield wrong(about, "Actions are turned off here.", "Nothing runs.", "Turn them on: Settings, Actions, General.")
    elif allowed == "selected":
        why = "A run with an action that is not allowed fails before it begins."
        mend = "Allow nomflow/nomflow@*, nomflow/nomflow/.github/workflows/*@* and astral-sh/setup-uv@*."
        yield advice(about, "Only selected actions may run here.", why, mend)
    elif allowed == "local_only":
        why, mend = "nomflow may not run.", "Allow selected actions, and nomflow's among them."
        yield wrong(about, "Only the owner's actions may run here.", why, mend)
    else:
        yield good(about, "nomflow's actions may run.")


def _pages(settings: Settings) -> Iterator[Diagnosis]:
    about, mend = "Pages", "Choose GitHub Actions under Settings, Pages, Source."
    if isinstance(settings.pages, Unavailable):
        yield unknown(about, settings.pages)
    elif not settings.pages:
        yield advice(about, "GitHub Pages is not set up.", "The election page cannot be published.", mend)
    elif settings.pages != "workflow":
        yield wrong(about, "Pages shows a branch.", "What nomflow deploys is not shown.", mend)
    else:
        yield good(about, "Pages shows what a workflow deploys.")


def _environment(settings: Settings) -> Iterator[Diagnosis]:
    about, reviewers = "environment", settings.reviewers
    why = "Every run deploys at once; nobody looks at the page before it is public."
    mend = "Name required reviewers under Settings, Environments, github-pages, if a second officer is to decide."
    if isinstance(reviewers, Unavailable):
        yield unknown(about, reviewers)
    elif reviewers:
        yield good(about, "The page waits for the reviewers of github-pages.")
    else:
        said = "There is no environment github-pages yet." if reviewers is None else "github-pages has no reviewers."
        yield advice(about, said, why, mend)


def _pull_requests(setup: Setup, settings: Settings) -> Iterator[Diagnosis]:
    asks = any(each.publication.freeze_by == "pull-request" for each in setup.config.elections)
    if not asks:
        return
    if isinstance(settings.may_open_pulls, Unavailable):
        yield unknown("record", settings.may_open_pulls)
    elif not settings.may_open_pulls:
        why = "The record comes in a pull request, and the run fails at the close."
        mend = "Let GitHub Actions create pull requests: Settings, Actions, General."
        yield wrong("record", "GitHub Actions may not open pull requests here.", why, mend)
    else:
        yield good("record", "GitHub Actions may open the pull request that brings the record.")


def _labels(setup: Setup, settings: Settings) -> Iterator[Diagnosis]:
    wanted = frozenset(setup.config.labels.values())
    if not wanted:
        return
    if isinstance(settings.labels, Unavailable):
        yield unknown("labels", settings.labels)
    elif missing := sorted(wanted - settings.labels):
        why = "nomflow makes a label when it first needs it, without a colour or a description of yours."
        yield advice("labels", f"Not there yet: {', '.join(missing)}.", why, "Make them, if you want other colours.")
    else:
        yield good("labels", "Every label of nomflow.yml is there.")
