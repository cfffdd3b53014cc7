"""What is written is written once, whatever becomes of the answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nomination import ALL, CONFIG, Election, election
from standin import Kind

from nomflow.core.action.effects import Present
from nomflow.core.basics.errors import ExitCode
from nomflow.github.committing import Committer
from nomflow.github.files import Repository
from nomflow.github.writer import Writer

__all__ = ["election"]

BODY = "<!-- nomflow:comment v1 election=x candidate=y -->\nHello"


def writer(election: Election) -> Writer:
    return Writer(Repository(client=election.client(), owner="acme", name="elections"))


def add(election: Election, body: str = BODY) -> None:
    writer(election).add_comment(1, election.pull.node_id, body)


UNCLEAR = [Kind.BAD_GATEWAY, Kind.SERVER_ERROR, Kind.GATEWAY_TIMEOUT, Kind.DROPPED, Kind.CUT_OFF, Kind.CUT_JSON]


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("kind", UNCLEAR)
def test_a_comment_whose_answer_was_lost_is_looked_for_before_it_is_written_again(
    election: Election, kind: Kind, happened: bool
) -> None:
    election.world.fault(kind, happened=happened, only="write")
    add(election)
    assert [comment.body for comment in election.pull.comments] == [BODY]
    took_effect = happened or kind in (Kind.CUT_OFF, Kind.CUT_JSON)
    assert len(election.world.writes) == (1 if took_effect else 2)


def test_the_comment_is_looked_for_on_every_page(election: Election) -> None:
    for number in range(120):
        election.pull.comment("bob", f"comment {number}")
    add(election)
    for number in range(120):
        election.pull.comment("bob", f"comment {number}")
    assert [comment.body for comment in writer(election).comments(1)] == [BODY]


@pytest.mark.parametrize("kind", [Kind.SECONDARY_LIMIT, Kind.SECONDARY_LIMIT_BARE, Kind.TOO_MANY, Kind.PRIMARY_LIMIT])
def test_a_write_at_a_limit_waits_and_is_written_once(election: Election, kind: Kind) -> None:
    election.world.fault(kind, only="write")
    add(election)
    assert len(election.pull.comments) == 1
    assert 59 <= max(election.slept) <= 62


@pytest.mark.parametrize(
    ("kind", "happened"),
    [
        *((kind, False) for kind in (*UNCLEAR, Kind.SECONDARY_LIMIT, Kind.TOO_MANY_BARE)),
        *((kind, True) for kind in UNCLEAR),
    ],
)
def test_status_labels_reactions_and_edits_survive_one_bad_answer_each(
    election: Election, kind: Kind, happened: bool
) -> None:
    add(election)
    [comment] = election.pull.comments
    to = writer(election)
    writes: list[Callable[[], None]] = [
        lambda: to.edit_comment(comment.id, BODY + "!"),
        lambda: to.set_status(election.pull.head_sha, "success", "Fine", "https://github.com/"),
        lambda: to.add_label(1, "ready"),
        lambda: to.react(str(comment.id), "THUMBS_UP"),
    ]
    for write in writes:
        election.world.fault(kind, happened=happened, only="write")
        write()
    assert comment.body == BODY + "!"
    assert election.gate == "success"
    assert election.pull.labels == ["ready"]
    assert comment.reactions == [("github-actions", "+1")]
    election.world.fault(kind, happened=happened, only="write")
    to.remove_label(1, "ready")
    assert election.pull.labels == []


def test_taking_away_what_is_gone_is_fine(election: Election) -> None:
    add(election)
    [comment] = election.pull.comments
    to = writer(election)
    to.remove_label(1, "never there")
    to.take_back_reaction(comment.node_id, "CONFUSED")
    comment.delete()
    to.delete_comment(comment.id)


def test_two_runs_at_once_leave_one_comment(election: Election) -> None:
    election.world.before(election.pr, at=1, only="write")
    ran = election.pr()
    assert len(election.pull.comments) == 1
    status = election.pull.status("nomflow")
    assert status
    assert status.target_url
    assert status.target_url.endswith(f"#issuecomment-{election.pull.comments[0].id}")
    assert "did: write the comment" in ran.out


def test_a_second_comment_left_by_an_accident_is_taken_away(election: Election) -> None:
    election.pr()
    first = election.pull.comments[0].id
    election.pull.comment("github-actions", BODY)
    election.pr()
    assert [comment.id for comment in election.pull.comments] == [first]


def test_a_comment_that_was_deleted_is_written_again(election: Election) -> None:
    election.pr()
    election.pull.comments[0].delete()
    election.pr()
    assert election.sticky
    status = election.pull.status("nomflow")
    assert status
    assert str(election.pull.comments[0].id) in str(status.target_url)


def test_a_comment_that_somebody_edited_is_put_right(election: Election) -> None:
    election.pr()
    right = election.sticky
    election.pull.comments[0].edit(right.replace("Not ready yet", "Ready"), by="mallory")
    election.pr()
    seen = election.sticky.rpartition("<!--")[0]
    assert seen == right.rpartition("<!--")[0], "all but what our runs remember, which begins anew"


def test_a_merge_at_an_older_commit_does_not_happen(election: Election) -> None:
    from nomflow.core.action.effects import MergePull
    from nomflow.github.apply import apply

    old = election.pull.head_sha
    election.pull.push({"nominations/2026-board/ada.md": "# Worse\n"})
    pull = election.snapshot().pull_request
    assert pull
    with election.reader(election.repo.token(**{**ALL, "contents": "write"})) as repository:
        applied = apply(
            Writer(repository), (MergePull(old),), Present(number=1, node=election.pull.node_id, head=old), pull
        )
    assert applied.failed == []
    assert len(applied.noted) == 1
    assert election.pull.data.merged_at is None


def test_nothing_is_merged_after_a_write_that_failed(election: Election) -> None:
    """Whoever merges by the gate must not find it missing on what was merged."""
    election.repo.commit(
        {"nomflow.yml": CONFIG.replace("    officers", "    nominations: {merge: when-ready}\n    officers")}
    )
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    without_gate = election.repo.token(**{**ALL, "contents": "write", "statuses": "read"})
    ran = election.pr(token=without_gate)
    assert (ran.code, election.pull.data.merged_at) == (ExitCode.GITHUB, None)
    assert "It was not merged or closed" in ran.err + ran.out
    election.pr(token=election.repo.token(**{**ALL, "contents": "write"}))
    assert election.pull.data.merged_at, "or this test proves nothing"


def test_no_write_is_asked_for_through_a_redirect_or_a_hidden_read(election: Election) -> None:
    election.pr()
    election.pull.comment("bob", "/endorse")
    election.world.log.clear()
    election.pr()
    assert [entry.path for entry in election.world.reads] == ["/graphql", "/graphql"]
    assert {entry.status for entry in election.world.log} <= {200, 201}


def test_a_forks_branch_of_our_name_is_never_taken_for_our_pull_request(election: Election) -> None:
    """Whoever opens one could else decide what the record of the election says."""
    election.repo.open_pull("mallory", election.repo.fork("mallory"), "nomflow-record", {"x": "y"})
    committer = Committer(Repository(client=election.client(), owner="acme", name="elections"))
    assert committer.proposal("nomflow-record") is None
    ours = election.repo.open_pull("olga", None, "nomflow-record", {"x": "z"})
    found = committer.proposal("nomflow-record")
    assert found
    assert (found.number, found.open, found.commit) == (ours.number, True, ours.head_sha)


def test_a_repository_that_was_renamed_is_still_found(election: Election) -> None:
    committer = Committer(Repository(client=election.client(), owner="acme", name="elections"))
    election.repo.open_pull("olga", None, "nomflow-record", {"x": "z"})
    election.repo.rename("votes")
    assert committer.proposal("nomflow-record")
    assert committer.comments(1) == ()
