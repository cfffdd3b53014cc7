"""One nominee, one handle."""

from __future__ import annotations

from nomflow.core.evaluate import rule
from nomflow.core.nominee import path_match, same_login
from nomflow.core.outcome import Fix, Outcome, failed, judged, passed, skipped, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import field_node
from nomflow.core.yamltree import Scalar


@rule("handle", "The file name and the front matter name the same GitHub account")
def handle(snapshot: Snapshot) -> Outcome:
    """The handle in the file's name, the one in the front matter and the account itself are one, whatever the case.

    Why: ballots, rolls and the page find people by their handle. Several elections had to rename files after merging,
    because a person's name or another spelling stood there.

    How to fix: write the handle exactly as on your GitHub profile, without the @, in both places.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None  # noqa: S101 - the rule needs a statement
    place = path_match(snapshot)
    if place is None or not place.handle:
        return skipped("Nothing in this election's file names is a handle.")
    account = snapshot.nominee.login if snapshot.nominee else ""
    found = []
    if account and not same_login(account, place.handle):
        return failed(
            "The file name says {named}, but this nomination is about {account}. Please rename the file.",
            Place(statement.path),
            named=place.handle,
            account=account,
        )
    if account and account != place.handle:
        found.append(
            tip(
                "GitHub writes this handle {account}; the file name has {named}. Please use the same letters.",
                Place(statement.path),
                account=account,
                named=place.handle,
            )
        )
    field = election.statement.front_matter.fields.get("handle")
    typed = field_node(statement, "handle", field) if field else None
    if typed and isinstance(typed[1], Scalar) and typed[1].value.strip():
        node = typed[1]
        value = node.value.strip().removeprefix("@")
        right = account or place.handle
        if not same_login(value, right):
            return failed(
                "The front matter says {value}, but the file name says {named}. They must be the same handle.",
                node.place,
                value=value,
                named=place.handle,
            )
        if value != right:
            found.append(
                tip(
                    "The handle is written {value} here and {right} elsewhere. Please use the same letters.",
                    node.place,
                    Fix(node.place, right),
                    value=value,
                    right=right,
                )
            )
    if not found:
        return passed("The file name and the front matter agree: {handle}.", handle=place.handle)
    return judged(found, "They are one account, written in different letters.", "", handle=place.handle)
