"""The snapshots that are kept beside a freeze record, so that anybody can work it out again.

They hold what the answers rest on and nothing more. The configuration, the roll and the people files are kept once,
beside all of them. Where affiliations are private, a saved snapshot tells nobody's employer: not the affiliations on
file, not the roll's, not those that people wrote themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from msgspec.structs import replace

from nomflow.core.basics.login import login_key
from nomflow.core.nomination.thread import read_words
from nomflow.core.roll.roll import Roll, Unavailable, make_roll
from nomflow.core.snapshot.document import dump_snapshot
from nomflow.core.snapshot.snapshot import Account, Comment, Review, Snapshot
from nomflow.core.thread.acts import NOMFLOW, Act, ActKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Spoken = TypeVar("Spoken", Review, Comment)

PRIVATE = "Affiliations are private in this election."


def saved(snapshot: Snapshot, *, roll_beside: bool) -> bytes:
    """A snapshot as of the close, as a file beside the record. ``roll_beside``: so are the roll's own files."""
    private = snapshot.election.endorsements.private_affiliations
    kept = replace(snapshot, files=_linked(snapshot), affiliations=_affiliations(snapshot))
    if roll_beside and not private:
        kept = replace(kept, roll=None, people={})
    return dump_snapshot(_without_employers(kept) if private else kept, None).encode("utf-8", "replace")


def _without_employers(snapshot: Snapshot) -> Snapshot:
    roll, pull_request = snapshot.roll, snapshot.pull_request
    if isinstance(roll, Roll):
        electors = (replace(each, organisations=()) for each in roll.electors)
        roll = make_roll(electors, roll.holds_from, unread=roll.unread)
    if pull_request is not None:
        pull_request = replace(
            pull_request,
            reviews=tuple(_shortened(snapshot, each) for each in pull_request.reviews),
            comments=tuple(_shortened(snapshot, each) for each in pull_request.comments),
        )
    return replace(snapshot, roll=roll, pull_request=pull_request, affiliations=Unavailable(PRIVATE))


def _shortened(snapshot: Snapshot, each: Spoken) -> Spoken:
    edits = tuple(replace(edit, body=shortest(snapshot, edit.body, employers=False)) for edit in each.edits)
    return replace(each, body=shortest(snapshot, each.body, employers=False), edits=edits)


def shortest(snapshot: Snapshot, body: str, *, employers: bool) -> str:
    """What a body does, in its shortest form, with the stated employers if they may be told. What is unclear stays
    so."""
    said = read_words(snapshot, body)
    acts = [_command(each, employers=employers) for each in said.acts]
    return "\n".join([*acts, *(each.kind.value for each in said.unclear)])


def _command(act: Act, *, employers: bool) -> str:
    tells = employers or act.kind is not ActKind.ENDORSE
    if act.phrase:
        return f"{act.phrase}\nEmployer: {act.argument}" if act.argument and tells else act.phrase
    argument = f"employer: {act.argument}" if act.argument and act.kind is ActKind.ENDORSE else act.argument
    return f"/{'nomflow ' if act.kind in NOMFLOW else ''}{act.kind.value} {argument if tells else ''}".rstrip()


def _affiliations(snapshot: Snapshot) -> object:
    """Of those who did something in the thread."""
    if isinstance(snapshot.affiliations, Unavailable):
        return snapshot.affiliations
    there = {login_key(account.login) for account in _accounts(snapshot)}
    return {login: names for login, names in snapshot.affiliations.items() if login_key(login) in there}


def _accounts(snapshot: Snapshot) -> Iterable[Account]:
    pull_request = snapshot.pull_request
    if pull_request:
        yield pull_request.author
        yield from (each.author for each in pull_request.reviews)
        yield from (each.author for each in pull_request.comments)
    if snapshot.nominee:
        yield snapshot.nominee


def _linked(snapshot: Snapshot) -> frozenset[str] | None:
    """The paths that a link in the statement could mean: those of which some part stands in it."""
    if snapshot.files is None or snapshot.statement is None:
        return None
    text = snapshot.statement.source.text
    text = f"{text}\n{unquote(text)}"
    own = snapshot.statement.path
    return frozenset(path for path in snapshot.files if path == own or any(part in text for part in path.split("/")))
