"""HTML inside Markdown."""

from __future__ import annotations

from nomflow.core.election_words import HtmlPolicy
from nomflow.core.evaluate import rule
from nomflow.core.html_policy import Removed, RemovedKind, removed
from nomflow.core.outcome import Finding, Outcome, judged, must, tip
from nomflow.core.snapshot import Snapshot


@rule("raw-html", "HTML in the statement is HTML that the page shows")
def raw_html(snapshot: Snapshot) -> Outcome:
    """Tags that GitHub shows too are fine, such as ``<details>`` or ``<sub>``; the rest is taken out of the page.

    An election may also want no HTML at all.

    Why: scripts, frames and forms could harm readers or tell others who reads the page. You should know beforehand what
    will not be there.

    How to fix: delete the tag, or write a link instead of a frame or a player.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    allowed = snapshot.election.statement.html is HtmlPolicy.GITHUB
    left_out = removed(statement.document, raw_html=allowed)
    found = [_say(each, allowed=allowed) for each in left_out if each.kind is not RemovedKind.SCHEME]
    good = "{tips} things that the page leaves out." if found else "Everything is shown as written."
    return judged(found, good, "{musts} things that cannot be shown.")


def _say(each: Removed, *, allowed: bool) -> Finding:
    if each.kind is RemovedKind.ATTRIBUTE:
        return tip("The page leaves out the attribute {what}.", each.place, what=each.what)
    if not allowed:
        return must("This election wants no HTML. Please write Markdown instead of <{what}>.", each.place, what=each.what)
    if each.active:
        return must("The page cannot show <{what}>. Please delete it, or write a link.", each.place, what=each.what)
    return tip("The page leaves out <{what}>; the words inside stay.", each.place, what=each.what)
