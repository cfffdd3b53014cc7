"""What is to be true on GitHub, and what must be done for it: nothing, where it is true already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment of ours as it stands."""

    id: int
    body: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The gate as it shows on the head. ``seen_at`` is when we first saw that commit."""

    state: str
    description: str
    url: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Lines ``start`` to ``end`` of ``path`` and, as Markdown, what to put there and why. ``key`` is the same for the
    same suggestion on the same text."""

    path: str
    start: int
    end: int
    body: str
    key: str


@dataclass(frozen=True, slots=True)
class OwnReview:
    """A review of ours that carries suggestions: its GraphQL name, their keys, and whether it is hidden."""

    node: str
    keys: frozenset[str]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Present:
    """What of ours is on a pull request. Reactions are by comment, in GitHub's words; ``nodes`` are the comments'
    GraphQL names. ``kept_by`` is another program that keeps nomflow's comment there."""

    number: int
    node: str
    head: str
    comments: tuple[OwnComment, ...] = ()
    status: Shown | None = None
    labels: tuple[str, ...] = ()
    reactions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    kept_by: str = ""
    reviews: tuple[OwnReview, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The commit status: ``success``, ``failure``, ``pending`` or ``error``, and at most 140 characters."""

    state: str
    description: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be true. ``labels`` are those that apply, ``own_labels`` all that the configuration knows.

    ``reactions`` say by comment whether it was understood; ``suggestions`` are all that fit the text as it is, ``None``
    where nothing is to be done about them. ``merge``: everything is ready and the rules say so; ``close``: it is too
    late, and they say so.
    """

    status: Status
    comment: str = ""
    labels: tuple[str, ...] = ()
    own_labels: tuple[str, ...] = ()
    reactions: Mapping[str, bool] = field(default_factory=dict)
    suggestions: tuple[Suggestion, ...] | None = None
    merge: bool = False
    close: bool = False
    report_to: str = ""


@dataclass(frozen=True, slots=True)
class CreateComment:
    body: str


@dataclass(frozen=True, slots=True)
class EditComment:
    id: int
    body: str


@dataclass(frozen=True, slots=True)
class DeleteComment:
    """A second comment of ours, left by two runs at once."""

    id: int


@dataclass(frozen=True, slots=True)
class Suggest:
    """One review with all new suggestions."""

    commit: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class HideReview:
    """A review of ours whose suggestions no longer fit the text."""

    node: str


@dataclass(frozen=True, slots=True)
class AddLabel:
    name: str


@dataclass(frozen=True, slots=True)
class RemoveLabel:
    name: str


@dataclass(frozen=True, slots=True)
class React:
    """``content`` in GraphQL's words; ``node`` and ``comment`` are the two names of one comment."""

    comment: str
    node: str
    content: str


@dataclass(frozen=True, slots=True)
class TakeBackReaction:
    comment: str
    node: str
    content: str


@dataclass(frozen=True, slots=True)
class SetStatus:
    """The gate on a commit. ``seen_at`` is kept from the first status on; ``None``: this is the first."""

    commit: str
    status: Status
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Merge:
    """Merge, if the head is still this commit."""

    commit: str


@dataclass(frozen=True, slots=True)
class Close:
    """Close the pull request without merging it."""


Effect = (
    CreateComment
    | EditComment
    | DeleteComment
    | Suggest
    | HideReview
    | AddLabel
    | RemoveLabel
    | React
    | TakeBackReaction
    | SetStatus
    | Merge
    | Close
)

MOST_SUGGESTIONS = 20
"""Suggestions in one review: more is a rewrite, and no help."""

MOST_REACTIONS = 30
"""Reactions given in one run, so that a flood of commands does not keep the gate waiting; the next run goes on."""

UNDERSTOOD, NOT_UNDERSTOOD = "THUMBS_UP", "CONFUSED"


def plan(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    """What must be done, in this order: the gate comes after the comment it links to, and merging comes last."""
    return (
        *_comment(wanted, present),
        *_suggestions(wanted, present),
        *_labels(wanted, present),
        *_reactions(wanted, present),
        *_status(wanted, present),
        *((Merge(present.head),) if wanted.merge else ()),
        *((Close(),) if wanted.close else ()),
    )


def described(effect: Effect) -> str:
    """One line for ``--dry-run``."""
    match effect:
        case Suggest(_, suggestions):
            return f"suggest {len(suggestions)} changes"
        case AddLabel(name):
            return f"put on the label {name}"
        case RemoveLabel(name):
            return f"take off the label {name}"
        case React(_, _, content):
            return f"react to a command with {content.lower()}"
        case TakeBackReaction(_, _, content):
            return f"take back the reaction {content.lower()}"
        case SetStatus(commit, status, _):
            return f"set the gate of {commit[:7]} to {status.state}: {status.description}"
        case Merge(commit):
            return f"merge at {commit[:7]}"
    return _PLAIN[type(effect)]


_PLAIN: Mapping[type[Effect], str] = {
    CreateComment: "write the comment",
    EditComment: "edit the comment",
    DeleteComment: "delete a second comment of nomflow's",
    HideReview: "hide suggestions that no longer fit",
    Close: "close the pull request",
}


def _comment(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    if not wanted.comment:
        return ()
    if not present.comments:
        return () if present.kept_by else (CreateComment(wanted.comment),)
    first, *others = present.comments
    edits = (EditComment(first.id, wanted.comment),) if normal(first.body) != normal(wanted.comment) else ()
    return (*edits, *(DeleteComment(each.id) for each in others))


def normal(body: str) -> str:
    """A body as GitHub may keep it: other line ends, no space at the end."""
    return body.replace("\r\n", "\n").rstrip()


def _suggestions(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    """The same suggestion is never made twice, and none is left standing that no longer fits."""
    if wanted.suggestions is None:
        return ()
    made = frozenset(key for review in present.reviews for key in review.keys)
    fitting = {each.key for each in wanted.suggestions}
    new = tuple(each for each in wanted.suggestions if each.key not in made)[:MOST_SUGGESTIONS]
    stale = [review for review in present.reviews if not review.hidden and not review.keys & fitting]
    return (*((Suggest(present.head, new),) if new else ()), *(HideReview(review.node) for review in stale))


def _labels(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    there = {name.casefold() for name in present.labels}
    right = {name.casefold() for name in wanted.labels}
    ours = {name.casefold() for name in wanted.own_labels}
    return (
        *(AddLabel(name) for name in wanted.labels if name.casefold() not in there),
        *(RemoveLabel(name) for name in present.labels if name.casefold() in ours - right),
    )


def _reactions(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    effects: list[Effect] = []
    for comment, understood in wanted.reactions.items():
        given, node = present.reactions.get(comment, frozenset()), present.nodes.get(comment, "")
        right, wrong = (UNDERSTOOD, NOT_UNDERSTOOD) if understood else (NOT_UNDERSTOOD, UNDERSTOOD)
        effects += [React(comment, node, right)] if right not in given else []
        effects += [TakeBackReaction(comment, node, wrong)] if wrong in given else []
    return tuple(effects[:MOST_REACTIONS])


def _status(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    shown, gate = present.status, wanted.status
    beside = (SetStatus(wanted.report_to, gate, None),) if wanted.report_to else ()
    linked = shown is not None and _links(shown, wanted, present)
    if shown and (shown.state, shown.description) == (gate.state, gate.description) and linked:
        return beside
    return (SetStatus(present.head, gate, shown.seen_at if shown else None), *beside)


def _links(shown: Shown, wanted: Wanted, present: Present) -> bool:
    """Whether the gate leads to our comment, where there is to be one."""
    if not wanted.comment or (present.kept_by and not present.comments):
        return True
    return bool(present.comments) and shown.url.partition("#")[2] == present.comments[0].url.partition("#")[2]
