"""Reports made up by hand, so that what a renderer prints hangs on no real rule."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from nomflow.core.basics.answer import (
    Answer,
    Fix,
    Outcome,
    could_not_tell,
    failed,
    judged,
    must,
    passed,
    pending,
    say,
    skipped,
    tip,
)
from nomflow.core.basics.place import Place
from nomflow.core.election.election import Config, Election, Organisation
from nomflow.core.evaluate import Group, Needs, Report, Rule, Verdict
from nomflow.core.snapshot.snapshot import Account, PullRequest, Snapshot
from nomflow.core.snapshot.statement import read_statement

PATH = "elections/2026/ada-example.md"
MOMENT = datetime(2026, 7, 20, 12, 30, 5, tzinfo=UTC)

STATEMENT = """\
---
name: Ada Example
handle:\tada-example
---

#

## Why I stand

I did [much](/my/work) for the 編集部 and the caf\u0065\u0301, and more.
Thanks to @quill-sample and #12 for reading::this.
An invisible\u200bspace and a \u202etrick.
"""

DOC = """What it looks at, in a sentence.

    Why: because a reader must know what stands behind it, and this goes on for some
    time so that a terminal has something to wrap.

    How to fix: write it as the example shows.
    """


def make_rule(
    id: str = "made-up",
    title: str = "",
    *,
    doc: str = DOC,
    group: Group = Group.STATEMENT,
    needs: Needs = Needs.STATEMENT,
) -> Rule:
    """A rule that only has a name."""
    return Rule(
        id=id, title=title or f"The title of {id}", doc=doc, check=lambda _: passed("Fine."), group=group, needs=needs
    )


def make_report(
    *verdicts: tuple[Rule, Outcome],
    text: str = STATEMENT,
    path: str = PATH,
    pull_request: PullRequest | None = None,
    title: str = "Board 2026",
    with_statement: bool = True,
) -> Report:
    """A report about a statement, with these answers."""
    election = Election(id="board-2026", title=title)
    snapshot = Snapshot(
        config=Config(organisation=Organisation("Example Cooperative"), elections=(election,)),
        election=election,
        taken_at=MOMENT,
        statement=read_statement(path, text.encode("utf-8", "replace")) if with_statement else None,
        nominee=Account("ada-example", 7),
        pull_request=pull_request,
    )
    return Report(snapshot, tuple(Verdict(rule, outcome) for rule, outcome in verdicts))


def pull_request() -> PullRequest:
    """Number 42 of an invented repository."""
    return PullRequest(
        number=42,
        author=Account("ada-example", 7),
        created_at=MOMENT,
        url="https://github.com/example/elections/pull/42",
    )


def one_of_each(pull: PullRequest | None = None, path: str = PATH) -> Report:
    """Every answer, with and without a place, repair or end."""
    heading = judged(
        [
            must(
                "This heading is empty.",
                Place(path=path, line=6, column=1, end_line=6, end_column=1),
                Fix(Place(path=path, line=6, column=1, end_line=6, end_column=0), ""),
            ),
            tip("“{word}” is long.", Place(path=path, line=10, column=32, end_line=10, end_column=34), word="編集部"),
        ],
        "Headings are fine.",
        "{musts} heading to fix.",
    )
    link = judged(
        [
            must(
                "This link leads nowhere. Write `{address}`.",
                Place(path=path, line=10, column=14, end_line=10, end_column=21),
                Fix(Place(path=path, line=10, column=14, end_line=10, end_column=21), "https://example.org/my/work"),
                address="https://example.org/my/work",
            )
        ],
        "Links are fine.",
        "{musts} link leads nowhere.",
    )
    tab = judged(
        [
            must(
                "A tab stands here.",
                Place(path=path, line=3, column=8, end_line=3, end_column=8),
                Fix(
                    Place(path=path, line=2, column=1, end_line=3, end_column=0),
                    "name: Ada Example\nhandle: ada-example\n",
                ),
            )
        ],
        "Fine.",
        "{musts} tab.",
    )
    hidden = judged(
        [tip("Readers cannot see this character.", Place(path=path, line=12, column=13, end_line=12, end_column=13))],
        "{tips} tip.",
        "{musts} to fix.",
    )
    credit = Outcome(
        Answer.PENDING,
        say("{confirmed} of {all} reviewers confirmed.", confirmed=0, all=1),
        (
            tip(
                "@{who} has not confirmed yet.",
                Place(path=path, line=11, column=11, end_line=11, end_column=23),
                who="quill-sample",
            ),
        ),
    )
    crash = Outcome(Answer.CRASHED, say("This rule stopped with {error}.", error="KeyError"))
    remote = "This needs the pull request; it is checked there."
    return make_report(
        (make_rule("file-name"), failed("The file should be {path}.", path="elections/2026/ada.md")),
        (make_rule("headings"), heading),
        (make_rule("links"), link),
        (make_rule("front-matter"), tab),
        (make_rule("hidden"), hidden),
        (make_rule("length"), passed("{count} words.", count=24)),
        (
            make_rule("story"),
            pending("This part goes on.", Place(path=path, line=10, column=1, end_line=12, end_column=5)),
        ),
        (make_rule("credits", group=Group.ACKNOWLEDGEMENTS), credit),
        (make_rule("roll", group=Group.STANDING), could_not_tell("The roll could not be read: {why}.", why="404")),
        (make_rule("broken"), crash),
        (make_rule("window", group=Group.WINDOW, needs=Needs.PULL_REQUEST), skipped(remote)),
        (make_rule("support", group=Group.ENDORSEMENTS, needs=Needs.BOTH), skipped(remote)),
        (make_rule("photo"), skipped("There is no photo.")),
        path=path,
        pull_request=pull,
    )


def hostile(words: str) -> Report:
    """``words`` wherever somebody else's words can stand."""
    path = words or "x"
    place = Place(path=path, line=1, column=1, end_line=1, end_column=3)
    return make_report(
        (make_rule("one"), failed("{who} and {what}:{who}", place, who=words, what=words)),
        (make_rule("two"), judged([tip("`{who}`", place, Fix(place, words), who=words)], "{tips}", "{musts}")),
        (make_rule("three"), pending("{who}", who=words)),
        (make_rule("four"), could_not_tell("{who}", who=words)),
        (make_rule("five"), skipped("{who}", who=words)),
        text=words,
        path=path,
        title=words,
    )


def golden(name: str, text: str) -> str:
    """What the golden file holds; with ``UPDATE_GOLDEN=1`` it is written anew."""
    file = Path(__file__).parents[1] / "unit/render/golden" / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    return file.read_bytes().decode()
