"""What is true already needs nothing done."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from nomflow.core.action.effects import (
    AddLabel,
    Close,
    CreateComment,
    DeleteComment,
    EditComment,
    Effect,
    GateShown,
    MergePull,
    OwnComment,
    Present,
    React,
    RemoveLabel,
    SetStatus,
    Status,
    TakeBackReaction,
    Wanted,
    described,
)
from nomflow.core.action.plan import plan

HEAD = "a" * 40
URL = "https://github.com/acme/elections/pull/7"
OURS = OwnComment(5, "text", f"{URL}#issuecomment-5")
GREEN = Status("success", "Ready")
SHOWN = GateShown("success", "Ready", f"{URL}#issuecomment-5")
SETTLED = Present(
    number=7,
    node="PR_7",
    head=HEAD,
    comments=(OURS,),
    status=SHOWN,
    labels=("ready", "other"),
    reactions={"9": frozenset({"THUMBS_UP"})},
    nodes={"9": "IC_9"},
)
WANTED = Wanted(status=GREEN, comment="text", labels=("ready",), own_labels=("ready", "open"), reactions={"9": True})


def test_nothing_is_done_where_everything_is_true() -> None:
    assert plan(WANTED, SETTLED) == ()


def test_a_new_nomination_gets_everything_and_the_gate_after_the_comment() -> None:
    new = Present(number=7, node="PR_7", head=HEAD, nodes={"9": "IC_9"})
    assert plan(WANTED, new) == (
        CreateComment("text"),
        AddLabel("ready"),
        React("9", "IC_9", "THUMBS_UP"),
        SetStatus(HEAD, GREEN),
    )


@pytest.mark.parametrize(
    ("wanted", "present", "effects"),
    [
        (replace(WANTED, comment="new"), SETTLED, (EditComment(5, "new"),)),
        (WANTED, replace(SETTLED, comments=(replace(OURS, body="text\r\n"),)), ()),
        (WANTED, replace(SETTLED, comments=(OURS, replace(OURS, id=6))), (DeleteComment(6),)),
        (replace(WANTED, comment=""), SETTLED, ()),
        (WANTED, replace(SETTLED, comments=(), kept_by="other-bot"), ()),
        (replace(WANTED, labels=()), SETTLED, (RemoveLabel("ready"),)),
        (replace(WANTED, labels=("open",)), SETTLED, (AddLabel("open"), RemoveLabel("ready"))),
        (WANTED, replace(SETTLED, labels=("READY",)), ()),
        (
            replace(WANTED, reactions={"9": False}),
            SETTLED,
            (React("9", "IC_9", "CONFUSED"), TakeBackReaction("9", "IC_9", "THUMBS_UP")),
        ),
        (replace(WANTED, unseen=("9", "10")), SETTLED, ()),
        (
            replace(WANTED, unseen=("9",)),
            replace(SETTLED, reactions={"9": frozenset({"EYES"})}),
            (React("9", "IC_9", "THUMBS_UP"), TakeBackReaction("9", "IC_9", "EYES")),
        ),
        (WANTED, replace(SETTLED, reactions={"9": frozenset({"EYES", "THUMBS_UP"})}), ()),
        (WANTED, replace(SETTLED, labels=(), known_labels=frozenset({"Ready"})), (AddLabel("ready", known=True),)),
        (
            replace(WANTED, status=Status("pending", "Ready")),
            SETTLED,
            (SetStatus(HEAD, Status("pending", "Ready")),),
        ),
        (
            replace(WANTED, status=Status("success", "Ready!")),
            SETTLED,
            (SetStatus(HEAD, Status("success", "Ready!")),),
        ),
        (WANTED, replace(SETTLED, status=replace(SHOWN, url=URL)), (SetStatus(HEAD, GREEN),)),
        (WANTED, replace(SETTLED, status=None), (SetStatus(HEAD, GREEN),)),
        (replace(WANTED, merge=True), SETTLED, (MergePull(HEAD),)),
        (replace(WANTED, close=True), SETTLED, (Close(),)),
    ],
)
def test_only_what_differs_is_done(wanted: Wanted, present: Present, effects: tuple[Effect, ...]) -> None:
    assert plan(wanted, present) == effects


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        (CreateComment(""), "write the comment"),
        (EditComment(5, ""), "edit the comment"),
        (DeleteComment(5), "delete a comment"),
        (AddLabel("ready"), "put on the label ready"),
        (RemoveLabel("ready"), "take off the label ready"),
        (React("9", "IC_9", "CONFUSED"), "react to a command with confused"),
        (TakeBackReaction("9", "IC_9", "CONFUSED"), "take back the reaction confused"),
        (SetStatus(HEAD, GREEN), "set the gate of aaaaaaa to success: Ready"),
        (MergePull(HEAD), "merge at aaaaaaa"),
        (Close(), "close the pull request"),
    ],
)
def test_a_dry_run_has_a_line_for_everything(effect: Effect, told: str) -> None:
    assert described(effect).startswith(told)
