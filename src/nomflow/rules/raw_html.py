"""HTML inside Markdown."""

from __future__ import annotations

from nomflow.core.basics.answer import Finding, Outcome, judged, must, tip
from nomflow.core.election.choices import HtmlPolicy
from nomflow.core.evaluate import rule
from nomflow.core.markdown.html_policy import Removed, RemovedKind, removed
from nomflow.core.snapshot.placeholder import is_placeholder
from nomflow.core.snapshot.snapshot import Snapshot

_PROGRAMS = ("applet", "embed", "object", "script")


@rule("raw-html", "The page can show the HTML in the statement")
def raw_html(snapshot: Snapshot) -> Outcome:
    """You can use the tags that GitHub shows, such as ``<details>`` or ``<sub>``. The page leaves out other tags. You
    only have to delete programs. An election may also forbid all HTML.

    Why: scripts, frames and forms could harm readers or tell others who reads the page. You should know in advance what
    the page will leave out.

    How to fix: delete the tag, or write a link instead of a frame or a player. Put what is meant as text between
    backticks.
    """
    statement = snapshot.statement
    assert statement is not None
    allowed = snapshot.election.statement.html is HtmlPolicy.GITHUB
    left_out = removed(statement.document, raw_html=allowed)
    unfilled = {raw.place for raw in statement.document.raw_html if is_placeholder(raw.text)}  # another rule's matter
    found = [
        _say(each, allowed=allowed)
        for each in left_out
        if each.kind is not RemovedKind.SCHEME and each.place not in unfilled
    ]
    good = "The page leaves out some of the HTML." if found else "Everything is shown as written."
    return judged(found, good, "Some HTML must be removed.")


def _say(each: Removed, *, allowed: bool) -> Finding:
    if each.kind is RemovedKind.ATTRIBUTE:
        return tip("The page ignores the attribute `{what}`.", each.place, what=each.what)
    if not allowed:
        told = "This election does not allow HTML. Write Markdown instead of `<{what}>`."
        return must(told, each.place, what=each.what)
    if each.what in _PROGRAMS:
        told = "A statement cannot contain programs. Delete `<{what}>`, or write a link."
        return must(told, each.place, what=each.what)
    if each.active:
        told = "The page does not show `<{what}>` or its content. Write a link instead."
        return tip(told, each.place, what=each.what)
    return tip("The page ignores the tag `<{what}>`. It shows the words inside.", each.place, what=each.what)
