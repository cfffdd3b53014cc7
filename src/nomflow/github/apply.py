"""Making true what was planned. What cannot be done does not keep the rest from being done."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from nomflow.core.action.effects import (
    AddLabel,
    Close,
    CreateComment,
    DeleteComment,
    EditComment,
    Effect,
    HideReview,
    MergePull,
    Notify,
    OwnComment,
    Present,
    React,
    RemoveLabel,
    RequestReview,
    SetStatus,
    Suggest,
    TakeBackReaction,
    TakeBackSuggestions,
    normal,
)
from nomflow.core.action.plan import SEEN, made_twice
from nomflow.core.basics.errors import GitHubError
from nomflow.core.snapshot.snapshot import PullRequest
from nomflow.github.permissions import may_not
from nomflow.github.reply import RefusedError
from nomflow.github.writer import Writer, problem

_NEEDS = {
    CreateComment: ("write the comment", "pull-requests: write"),
    EditComment: ("edit the comment", "pull-requests: write"),
    DeleteComment: ("delete a second comment", "pull-requests: write"),
    Notify: ("write a new comment", "pull-requests: write"),
    Suggest: ("suggest changes", "pull-requests: write"),
    HideReview: ("hide old suggestions", "pull-requests: write"),
    TakeBackSuggestions: ("take back suggestions that were made twice", "pull-requests: write"),
    RequestReview: ("ask for a review", "pull-requests: write"),
    AddLabel: ("put on a label", "pull-requests: write"),
    RemoveLabel: ("take off a label", "pull-requests: write"),
    React: ("answer a command by a reaction", "issues: write"),
    TakeBackReaction: ("take back a reaction", "issues: write"),
    SetStatus: ("set the gate", "statuses: write"),
    MergePull: ("merge", "contents: write"),
    Close: ("close the pull request", "pull-requests: write"),
}
_LESSER = (
    React,
    TakeBackReaction,
    AddLabel,
    RemoveLabel,
    Suggest,
    HideReview,
    TakeBackSuggestions,
    RequestReview,
    Notify,
)
"""Courtesies: without them the verdict stands, is shown and is the gate."""


class Applied(Struct):
    """What could not be done. ``failed`` makes the run fail; ``noted`` is only told."""

    failed: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    merged: bool = False
    _refused: dict[str, list[str]] = field(default_factory=dict)

    def could_not(self, error: GitHubError, doing: str, permission: str, *, lesser: bool) -> None:
        """Notes what could not be done. All that one permission is missing for is one sentence."""
        told, before = problem(error, doing, permission), ""
        if told == may_not([doing], permission):
            doings = self._refused.setdefault(permission, [])
            before = may_not(doings, permission) if doings else ""
            doings += [doing] if doing not in doings else []
            told = may_not(doings, permission)
        where = self.noted if lesser and before not in self.failed else self.failed
        for lines in (self.failed, self.noted):
            lines[:] = [line for line in lines if line not in (before, told)]
        where.append(told)


def apply(writer: Writer, effects: Iterable[Effect], present: Present, pull_request: PullRequest) -> Applied:
    """Carries out a plan. Never raises ``GitHubError``: every problem is told, each once."""
    applied = Applied()
    comment = present.comments[0] if present.comments else None
    for effect in effects:
        try:
            if isinstance(effect, CreateComment):
                comment = _only(writer, present, effect.body)
            elif isinstance(effect, Notify):
                _only(writer, present, effect.notice.body, effect.notice.mark)
            elif isinstance(effect, SetStatus):
                url = effect.status.url or (comment.url if comment else pull_request.url)
                writer.set_status(effect.commit, effect.status.state, effect.status.description, url)
            elif isinstance(effect, MergePull | Close) and applied.failed:
                applied.noted.append("It was not merged or closed, because something before that could not be done.")
            else:
                _do(writer, effect, present)
                applied.merged |= isinstance(effect, MergePull)
        except GitHubError as error:
            lesser = isinstance(effect, _LESSER) or (isinstance(effect, MergePull) and _not_now(error))
            applied.could_not(error, *_NEEDS[type(effect)], lesser=lesser)
    return applied


def hear(writer: Writer, comment: int) -> str:
    """Shows at once that a comment was seen. Answers why not, if it could not be shown."""
    try:
        writer.react(str(comment), SEEN)
    except GitHubError as error:
        return problem(error, *_NEEDS[React])
    return ""


def _not_now(error: GitHubError) -> bool:
    """The branch's own rules, or a newer commit, keep it from being merged: the next run will see."""
    return isinstance(error, RefusedError) and error.status in (405, 409)


def _only(writer: Writer, present: Present, body: str, mark: str = "") -> OwnComment | None:
    """Writes a comment. Of two that runs at once wrote, the older stays, and whoever sees both puts that right."""
    there = writer.add_comment(present.number, present.node, body, mark)
    if not there:
        return None
    first, *others = there
    for other in others:
        writer.delete_comment(other.id)
    if not mark and normal(first.body) != normal(body):
        writer.edit_comment(first.id, body)
    return first


def _do(writer: Writer, effect: Effect, present: Present) -> None:
    number = present.number
    match effect:
        case EditComment(comment, body):
            writer.edit_comment(comment, body)
        case DeleteComment(comment):
            writer.delete_comment(comment)
        case Suggest() | HideReview() | TakeBackSuggestions() | RequestReview():
            _review(writer, effect, number)
        case AddLabel(name, known):
            writer.add_label(number, name, known=known)
        case RemoveLabel(name):
            writer.remove_label(number, name)
        case React(comment_id, _, content):
            writer.react(comment_id, content)
        case TakeBackReaction(_, node, content):
            writer.take_back_reaction(node, content)
        case Close():
            writer.close(number)
        case MergePull(commit):
            writer.merge(number, commit)


def _review(writer: Writer, effect: Suggest | HideReview | TakeBackSuggestions | RequestReview, number: int) -> None:
    """Of suggestions that two runs at once made, the older stay, and whoever sees both puts that right."""
    match effect:
        case Suggest(commit, suggestions):
            for twice in made_twice(writer.suggest(number, commit, suggestions)):
                writer.take_back_suggestions(number, twice.review, twice.rest)
        case HideReview(node):
            writer.hide(node)
        case TakeBackSuggestions(review, rest):
            writer.take_back_suggestions(number, review, rest)
        case RequestReview(login):
            writer.request_review(number, login)
