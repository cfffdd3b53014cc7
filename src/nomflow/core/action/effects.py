"""What is to be true on GitHub, and the acts that make it so."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from nomflow.core.basics.text import counted


class OwnComment(Struct, frozen=True):
    """A comment of ours as it stands."""

    id: int
    body: str
    url: str


class GateShown(Struct, frozen=True):
    """The gate as it shows on the head."""

    state: str
    description: str
    url: str


class Suggestion(Struct, frozen=True, kw_only=True):
    """Lines ``start`` to ``end`` of ``path`` and, as Markdown, what to put there and why. ``key`` is the same for the
    same suggestion on the same text."""

    path: str
    start: int
    end: int
    body: str
    key: str


class OwnReview(Struct, frozen=True):
    """A review of ours that carries suggestions: its two names, their keys, and whether it is hidden."""

    node: str
    keys: frozenset[str]
    hidden: bool
    id: int = 0


class Present(Struct, frozen=True, kw_only=True):
    """What of ours is on a pull request. Reactions are by comment, in GitHub's words; ``nodes`` are the comments'
    GraphQL names. ``kept_by`` is another program that keeps nomflow's comment there. ``known_labels`` are labels that
    the repository has; ``asked`` are all who were ever asked for a review here, in lower case; ``notices`` are comments
    of ours beside the one that is kept up to date."""

    number: int
    node: str
    head: str
    comments: tuple[OwnComment, ...] = ()
    status: GateShown | None = None
    labels: tuple[str, ...] = ()
    reactions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)
    kept_by: str = ""
    reviews: tuple[OwnReview, ...] = ()
    known_labels: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    notices: tuple[OwnComment, ...] = ()


WORSE = ("success", "pending", "failure", "error")
"""The states of a commit status, the worst last."""


class Status(Struct, frozen=True):
    """The commit status: ``success``, ``failure``, ``pending`` or ``error``, and at most 140 characters. ``url`` is
    where it leads, if not to our comment."""

    state: str
    description: str
    url: str = ""


class Notice(Struct, frozen=True):
    """A comment of its own, whose first line is ``mark``; without a ``body`` it must not be there. ``current``: it is
    edited when it no longer says what is so."""

    mark: str
    body: str
    current: bool = False


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be true. ``labels`` are those that apply, ``own_labels`` all that the configuration knows.

    ``reactions`` say by comment whether it was understood, ``unseen`` which comments are not to show any more that they
    were only seen; ``suggestions`` are all that fit the text as it is, ``None`` where nothing is to be done about them;
    ``reviewers`` are whoever should be asked for a review. ``merge``: everything is ready and the rules say so;
    ``close``: it is too late, and they say so.
    """

    status: Status
    comment: str = ""
    labels: tuple[str, ...] = ()
    own_labels: tuple[str, ...] = ()
    reactions: Mapping[str, bool] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] | None = None
    reviewers: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    merge: bool = False
    close: bool = False


class CreateComment(Struct, frozen=True):
    body: str


class EditComment(Struct, frozen=True):
    id: int
    body: str


class DeleteComment(Struct, frozen=True):
    """A comment of ours that is too many, left by two runs at once, or by what no longer holds."""

    id: int


class Notify(Struct, frozen=True):
    notice: Notice


class Suggest(Struct, frozen=True):
    """One review with all new suggestions."""

    commit: str
    suggestions: tuple[Suggestion, ...]


class HideReview(Struct, frozen=True):
    """A review of ours whose suggestions no longer fit the text."""

    node: str


class TakeBackSuggestions(Struct, frozen=True):
    """Suggestions that an older review of ours makes as well, left by two runs at once; ``rest`` are all the others in
    ``review``."""

    review: OwnReview
    rest: frozenset[str]


class RequestReview(Struct, frozen=True):
    login: str


class AddLabel(Struct, frozen=True):
    """``known``: the repository has it."""

    name: str
    known: bool = False


class RemoveLabel(Struct, frozen=True):
    name: str


class React(Struct, frozen=True):
    """``content`` in GraphQL's words; ``node`` and ``comment`` are the two names of one comment."""

    comment: str
    node: str
    content: str


class TakeBackReaction(Struct, frozen=True):
    comment: str
    node: str
    content: str


class SetStatus(Struct, frozen=True):
    """The gate on a commit."""

    commit: str
    status: Status


class MergePull(Struct, frozen=True):
    """Merge, if the head is still this commit."""

    commit: str


class Close(Struct, frozen=True):
    """Close the pull request without merging it."""


Effect = (
    CreateComment
    | EditComment
    | DeleteComment
    | Notify
    | Suggest
    | HideReview
    | TakeBackSuggestions
    | RequestReview
    | AddLabel
    | RemoveLabel
    | React
    | TakeBackReaction
    | SetStatus
    | MergePull
    | Close
)


def described(effect: Effect) -> str:
    """One line for ``--dry-run``."""
    match effect:
        case Notify(notice):
            return f"write a new comment: {notice.mark.strip('<!-> ').partition(' v1 ')[2]}"
        case Suggest(_, suggestions):
            return f"suggest {counted(len(suggestions), 'change')}"
        case RequestReview(login):
            return f"ask {login} for a review"
        case AddLabel(name, _):
            return f"put on the label {name}"
        case RemoveLabel(name):
            return f"take off the label {name}"
        case React(_, _, content):
            return f"react to a command with {content.lower()}"
        case TakeBackReaction(_, _, content):
            return f"take back the reaction {content.lower()}"
        case SetStatus(commit, status):
            return f"set the gate of {commit[:7]} to {status.state}: {status.description}"
        case MergePull(commit):
            return f"merge at {commit[:7]}"
    return _PLAIN[type(effect)]


_PLAIN: Mapping[type[Effect], str] = {
    CreateComment: "write the comment",
    EditComment: "edit the comment",
    DeleteComment: "delete a comment of nomflow's that is too many",
    HideReview: "hide suggestions that no longer fit",
    TakeBackSuggestions: "take back suggestions that were made twice",
    Close: "close the pull request",
}


def normal(body: str) -> str:
    """A body as GitHub may keep it: other line ends, no space at the end."""
    return body.replace("\r\n", "\n").rstrip()


def first_line(body: str) -> str:
    """Where the marker of a comment of ours stands."""
    return body.partition("\n")[0].rstrip("\r")
