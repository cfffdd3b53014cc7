"""One nominee, one handle."""

from __future__ import annotations

from msgspec.structs import replace

from nomflow.core.basics.answer import Fix, Outcome, failed, judged, passed, skipped, tip
from nomflow.core.basics.login import same_login
from nomflow.core.basics.path_pattern import path_for
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.nomination.nominee import path_match
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import field_node, handle_in, is_handle
from nomflow.core.yaml.tree import Scalar


@rule("handle", "The file name and the front matter name the same GitHub account")
def handle(snapshot: Snapshot) -> Outcome:
    """The file name, the front matter and the nomination name the same account. Capital and small letters do not
    matter.

    Why: ballots, rolls and the page find people by their handle. Several elections had to rename files after merging,
    because the file name had a person's name or another spelling.

    How to fix: write the handle exactly as on your GitHub profile, without the @, in both places.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    at = path_match(snapshot)
    named = at.handle if at and is_handle(at.handle) else ""
    account = snapshot.nominee.login if snapshot.nominee else ""
    node = _node(snapshot)
    typed = handle_in(node.value) if node else ""  # what cannot be a handle is another rule's matter
    if len([each for each in (named, account, typed) if each]) < 2:
        return skipped("The handle is named in one place only, so there is nothing to compare.")
    path = Place(path=statement.path)
    right = path_for(election.statement.path, election.id, replace(at, handle=account)) if at else ""
    found = []
    if named and account and not same_login(account, named):
        told = "The file is named after {named}, but this nomination is for {account}. Rename it to `{right}`."
        return failed(told, path, named=named, account=account, right=right)
    if named and account and account != named:
        told = "GitHub writes this handle `{account}`, but the file name has {named}. Rename the file to `{right}`."
        found.append(tip(told, path, account=account, named=named, right=right))
    if node and typed:
        place, known = node.place, account or named
        if not same_login(typed, known):
            if account:
                told = "This nomination is for {known}, but the front matter says {typed}. Write `{known}`."
            else:
                told = "The front matter says {typed}, but the file is named after {known}. Correct one of them."
            return failed(told, place, typed=typed, known=known)
        if typed != known:
            fix = Fix(place, known) if account else None
            told = (
                "The handle is written {typed} here, but `{known}` elsewhere. Use the same capital and small letters."
            )
            found.append(tip(told, place, fix, typed=typed, known=known))
    if not found:
        return passed("All places name the same handle: {handle}.", handle=account or named)
    return judged(found, "The same account is written with different capital letters.", "")


def _node(snapshot: Snapshot) -> Scalar | None:
    field = snapshot.election.statement.front_matter.fields.get("handle")
    found = field_node(snapshot.statement, "handle", field) if snapshot.statement and field else None
    return found[1] if found and isinstance(found[1], Scalar) else None
