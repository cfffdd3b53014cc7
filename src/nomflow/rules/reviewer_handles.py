"""Whom the statement thanks for reviewing it."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.acknowledgements.credited import Credited, collectives, credited, other_handle, perhaps_thanked
from nomflow.core.acknowledgements.tie import name_key
from nomflow.core.basics.answer import Finding, Outcome, judged, must, passed, tip
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Group, rule
from nomflow.core.snapshot.snapshot import AccountKind, Snapshot


@rule(
    "reviewer-handles",
    "Each reviewer thanked in the statement has a known GitHub account",
    group=Group.ACKNOWLEDGEMENTS,
)
def reviewer_handles(snapshot: Snapshot) -> Outcome:
    """Each person the statement thanks for a review, in ``reviewers:`` or in its text, has a known handle.

    Why: the page names people as reviewers only once they agree. To ask them, nomflow must know their account.

    How to fix: list them in the front matter, one on each line: ``- Ada Example (@ada-example)``.
    """
    people = credited(snapshot)
    found = [*_about(snapshot, people), *_unsure(snapshot), *_groups(snapshot)]
    if not found and not people:
        return passed("Found no thanks to reviewers; list them under reviewers:.")
    good = "Every thanked reviewer has a handle: {known}."
    bad = "{musts} of {known} still without a handle."
    return judged(found, good, bad, known=counted(len(people), "reviewer"))


def _about(snapshot: Snapshot, people: tuple[Credited, ...]) -> Iterator[Finding]:
    for each in people:
        other = other_handle(snapshot, each)
        if not each.handle:
            guess = _guess(snapshot, each.name)
            yield must(
                "You thank {name} for a review, but it is not clear which GitHub account that is. Add it to the front"
                " matter under reviewers: `- {name} (@{handle})`.",
                each.place,
                name=each.name,
                handle=guess or "handle",
            )
        elif other:
            told = "{name} is known here as {other}, but the statement says {handle}. Check that this is right."
            yield tip(told, each.place, name=each.name, other=other, handle=each.handle)


def _unsure(snapshot: Snapshot) -> Iterator[Finding]:
    for each in perhaps_thanked(snapshot):
        told = "Did {name} review this statement? If so, list them in the front matter under reviewers:."
        yield tip(told, each.place, name=each.name)


def _groups(snapshot: Snapshot) -> Iterator[Finding]:
    for group in collectives(snapshot):
        told = "“{group}” does not name a person. Only people can confirm a review. You can name them."
        yield tip(told, group.place, group=group.text)


def _guess(snapshot: Snapshot, name: str) -> str:
    """Somebody in the thread whose profile has this name: a suggestion for the nominee, never a decision."""
    pull_request = snapshot.pull_request
    if pull_request is None or not name_key(name):
        return ""
    authors = [*(review.author for review in pull_request.reviews), *(each.author for each in pull_request.comments)]
    found = {
        author.login
        for author in authors
        if author.kind is AccountKind.USER and name_key(author.name) == name_key(name)
    }
    return found.pop() if len(found) == 1 else ""
