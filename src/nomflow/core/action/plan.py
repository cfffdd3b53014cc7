"""What must be done so that what is to be true is: nothing, where it is true already."""

from __future__ import annotations

from collections.abc import Iterable

from nomflow.core.action.effects import (
    AddLabel,
    Close,
    CreateComment,
    DeleteComment,
    EditComment,
    Effect,
    GateShown,
    HideReview,
    MergePull,
    Notify,
    OwnComment,
    OwnReview,
    Present,
    React,
    RemoveLabel,
    RequestReview,
    SetStatus,
    Suggest,
    TakeBackReaction,
    TakeBackSuggestions,
    Wanted,
    first_line,
    normal,
)
from nomflow.core.basics.login import login_key

MOST_SUGGESTIONS = 20
"""Suggestions in one review: more is a rewrite, and no help."""

MOST_REVIEWERS = 10
"""People asked for a review on one pull request, whoever asked: a statement cannot be made to call up a crowd."""

MOST_REACTIONS = 30
"""Reactions given in one run, so that a flood of commands does not keep the gate waiting; the next run goes on."""

UNDERSTOOD, NOT_UNDERSTOOD, SEEN = "THUMBS_UP", "CONFUSED", "EYES"


def plan(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    """What must be done, in this order: the gate comes after the comment it links to, and merging comes last."""
    return (
        *_comment(wanted, present),
        *_suggestions(wanted, present),
        *(RequestReview(login) for login in unasked(wanted.reviewers, present)),
        *_labels(wanted, present),
        *_reactions(wanted, present),
        *_status(wanted, present),
        *_notices(wanted, present),
        *((MergePull(present.head),) if wanted.merge else ()),
        *((Close(),) if wanted.close else ()),
    )


def _comment(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    if not wanted.comment:
        return ()
    if not present.comments:
        return () if present.kept_by else (CreateComment(wanted.comment),)
    first, *others = present.comments
    edits = (EditComment(first.id, wanted.comment),) if normal(first.body) != normal(wanted.comment) else ()
    return (*edits, *(DeleteComment(each.id) for each in others))


def _notices(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    """None is written twice, and of two that are there the older stays."""
    there: dict[str, OwnComment] = {}
    for comment in sorted(present.notices, key=lambda comment: comment.id):
        there.setdefault(first_line(comment.body), comment)
    kept = {comment.id for comment in there.values()}
    effects: list[Effect] = [DeleteComment(comment.id) for comment in present.notices if comment.id not in kept]
    for notice in wanted.notices:
        known = there.get(notice.mark)
        if known is None:
            effects += [Notify(notice)] if notice.body and not present.kept_by else []
        elif not notice.body:
            effects.append(DeleteComment(known.id))
        elif notice.current and normal(known.body) != normal(notice.body):
            effects.append(EditComment(known.id, notice.body))
    return tuple(effects)


def _suggestions(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    """The same suggestion is never made twice, and none is left standing that no longer fits."""
    if wanted.suggestions is None:
        return ()
    made = frozenset(key for review in present.reviews for key in review.keys)
    fitting = {each.key for each in wanted.suggestions}
    new = tuple(each for each in wanted.suggestions if each.key not in made)[:MOST_SUGGESTIONS]
    stale = [review for review in present.reviews if not review.hidden and not review.keys & fitting]
    twice = made_twice(review for review in present.reviews if review not in stale)
    suggest = (Suggest(present.head, new),) if new else ()
    return (*suggest, *(HideReview(review.node) for review in stale), *twice)


def made_twice(reviews: Iterable[OwnReview]) -> tuple[TakeBackSuggestions, ...]:
    """What reviews that can be seen repeat of older ones."""
    seen: frozenset[str] = frozenset()
    effects = []
    for review in sorted((each for each in reviews if not each.hidden), key=lambda each: each.id):
        if review.keys & seen:
            effects.append(TakeBackSuggestions(review, review.keys - seen))
        seen |= review.keys
    return tuple(effects)


def unasked(reviewers: Iterable[str], present: Present) -> tuple[str, ...]:
    """Whoever was never asked for a review here, as long as not too many were."""
    new = dict.fromkeys(login for login in reviewers if login_key(login) not in present.asked)
    return tuple(new)[: max(0, MOST_REVIEWERS - len(present.asked))]


def _labels(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    there = {name.casefold() for name in present.labels}
    right = {name.casefold() for name in wanted.labels}
    ours = {name.casefold() for name in wanted.own_labels}
    known = {name.casefold() for name in present.known_labels}
    return (
        *(AddLabel(name, name.casefold() in known) for name in wanted.labels if name.casefold() not in there),
        *(RemoveLabel(name) for name in present.labels if name.casefold() in ours - right),
    )


def _reactions(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    effects: list[Effect] = []
    for comment, understood in wanted.reactions.items():
        given, node = present.reactions.get(comment, frozenset()), present.nodes.get(comment, "")
        right, wrong = (UNDERSTOOD, NOT_UNDERSTOOD) if understood else (NOT_UNDERSTOOD, UNDERSTOOD)
        effects += [React(comment, node, right)] if right not in given else []
        effects += [TakeBackReaction(comment, node, wrong)] if wrong in given else []
    for comment in wanted.unseen:
        if SEEN in present.reactions.get(comment, frozenset()):
            effects.append(TakeBackReaction(comment, present.nodes.get(comment, ""), SEEN))
    return tuple(effects[:MOST_REACTIONS])


def _status(wanted: Wanted, present: Present) -> tuple[Effect, ...]:
    shown, gate = present.status, wanted.status
    linked = shown is not None and _links(shown, wanted, present)
    if shown and (shown.state, shown.description) == (gate.state, gate.description) and linked:
        return ()
    return (SetStatus(present.head, gate),)


def _links(shown: GateShown, wanted: Wanted, present: Present) -> bool:
    """Whether the gate leads to our comment, where there is to be one."""
    if wanted.status.url:
        return shown.url == wanted.status.url
    if not wanted.comment or (present.kept_by and not present.comments):
        return True
    return bool(present.comments) and shown.url.partition("#")[2] == present.comments[0].url.partition("#")[2]
