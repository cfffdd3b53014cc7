"""Which comments ask for something, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nomflow.core.election.election import Election
from nomflow.core.endorsements.tally import tally
from nomflow.core.nomination.evidence import Code
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.thread import OUR_MARK, phrases_of, read_thread
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.thread.acts import ActKind
from nomflow.core.thread.body import read_body


def is_request(body: str, elections: Iterable[Election] = ()) -> bool:
    """Whether a comment seems to ask nomflow for something, by its words alone."""
    if body.lstrip().startswith(OUR_MARK):
        return False
    said = read_body(body, [phrase for election in elections for phrase in phrases_of(election)])
    return bool(said.acts or said.unclear)


def wanted_reactions(snapshot: Snapshot) -> Mapping[str, bool]:
    """By comment, whether what it asks for was done: no, where it counts for nothing or was probably misspelt."""
    thread = read_thread(snapshot)
    doubts = {each.url for each in thread.doubts if each.said.kind not in _OF_REVIEWERS and each.said.typed}
    refused = {act.url for act, _ in decisions(snapshot).ignored} | doubts
    if any(act.kind is ActKind.ENDORSE for act in thread.acts):
        refused |= {each.url for each in tally(snapshot).people if each.code in _REFUSED}
    spoken = {act.url: act for act in thread.acts if act.kind and not act.in_review}
    meant = spoken.keys() | doubts
    comments = snapshot.pull_request.comments if snapshot.pull_request else ()
    return {
        comment.id: comment.url not in refused and spoken[comment.url].trouble is None
        for comment in comments
        if comment.url in meant and "#discussion_r" not in comment.url  # nothing is put beside a line of a file
    }


_OF_REVIEWERS = (ActKind.ACKNOWLEDGE, ActKind.DECLINE_ACKNOWLEDGEMENT)
_REFUSED = frozenset(
    {
        Code.BOT,
        Code.GHOST,
        Code.NOMINEE,
        Code.NOMINATOR,
        Code.OFFICER,
        Code.SEATED,
        Code.BARRED,
        Code.NOT_ON_ROLL,
        Code.LOGIN_RECLAIMED,
        Code.BEFORE_OPEN,
        Code.AFTER_CLOSE,
        Code.NO_EMPLOYER,
        Code.EDITED_BY_OTHER,
        Code.EDITOR_UNKNOWN,
        Code.MINIMISED,
    }
)
