"""HTML inside Markdown."""

from __future__ import annotations

from nomflow.core.basics.answer import Finding, Outcome, judged, must, tip
from nomflow.core.election.choices import HtmlPolicy
from nomflow.core.evaluate import rule
from nomflow.core.markdown.html_policy import Removed, RemovedKind, removed
from nomflow.core.snapshot.snapshot import Snapshot

_PROGRAMS = ("applet", "embed", "object", "script")


@rule("raw-html", "HTML in the statement is HTML that the page shows")
def raw_html(snapshot: Snapshot) -> Outcome:
    """Tags that GitHub shows too are fine, such as ``<details>`` or ``<sub>``; the rest is taken out of the page, and
    only programs must be deleted. An election may also want no HTML at all.

    Why: scripts, frames and forms could harm readers or tell others who reads the page. You should know beforehand what
    will not be there.

    How to fix: delete the tag, or write a link instead of a frame or a player. Put what is meant as text between
    backticks.
    """
    statement = snapshot.statement
    assert statement is not None
    allowed = snapshot.election.statement.html is HtmlPolicy.GITHUB
    left_out = removed(statement.document, raw_html=allowed)
    found = [_say(each, allowed=allowed) for each in left_out if each.kind is not RemovedKind.SCHEME]
    good = "The page leaves something out." if found else "Everything is shown as written."
    return judged(found, good, "There is HTML that cannot stay.")


def _say(each: Removed, *, allowed: bool) -> Finding:
    if each.kind is RemovedKind.ATTRIBUTE:
        return tip("The page leaves out the attribute `{what}`.", each.place, what=each.what)
    if not allowed:
        told = "This election wants no HTML. Please write Markdown instead of `<{what}>`."
        return must(told, each.place, what=each.what)
    if each.what in _PROGRAMS:
        told = "A statement cannot hold programs. Please delete `<{what}>`, or write a link."
        return must(told, each.place, what=each.what)
    if each.active:
        told = "The page leaves out `<{what}>` and what it would show. Better write a link."
        return tip(told, each.place, what=each.what)
    return tip("The page leaves out `<{what}>`; the words inside it stay.", each.place, what=each.what)
