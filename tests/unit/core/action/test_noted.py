"""What our own runs remember has little room, and nobody may crowd out the words of somebody else."""

from __future__ import annotations

from datetime import timedelta

from making import account, at, make_snapshot
from msgspec.structs import replace

from nomflow.core.action.noted import noted
from nomflow.core.snapshot.run_memory import Memory, memory_in, memory_line
from nomflow.core.snapshot.snapshot import Comment


def test_a_crowd_of_strangers_does_not_make_us_forget_an_endorser() -> None:
    snapshot = make_snapshot(opened="07-02 09:00", taken="07-20")
    assert snapshot.pull_request
    crowd = [f"stranger-{number}" for number in range(300)]
    comments = tuple(
        Comment(id=str(number), author=account(who), body="/endorse", created_at=at("07-03") + timedelta(hours=number))
        for number, who in enumerate([*crowd, "ben"])
    )
    snapshot = replace(snapshot, pull_request=replace(snapshot.pull_request, comments=comments))
    remembered = memory_in(memory_line(noted(Memory(), snapshot, writes=True)))
    assert len(remembered.said) < 100
    assert "ben" in {each.author.login for each in remembered.said}
