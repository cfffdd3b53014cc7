"""Whatever goes wrong at whatever request: one healing run later everything is as if nothing had, and there is never a
second comment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread

import pytest
from made_pictures import drawn
from nomination import ALL, CONFIG, PATH, STATEMENT, Election, election
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from standin import Kind, Remark, events

from nomflow.core.basics.errors import ExitCode
from nomflow.core.snapshot.run_memory import without_memory

__all__ = ["election"]

Event = tuple[str, dict[str, object]]
PHOTO = PATH.replace(".md", ".jpg")


def opened(_: Election) -> None:
    """Nothing of ours is there yet."""


def endorsed(election: Election) -> None:
    election.pr()
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endrose")
    election.pull.review("dora", "APPROVED")


def changed(election: Election) -> None:
    election.pull.review("bob", "APPROVED")
    election.pr()
    election.pull.push({PATH: STATEMENT.replace("keep things running", "let things rest entirely and for good")})


def tampered(election: Election) -> None:
    election.pr()
    election.pull.comments[0].edit("<!-- nomflow:comment v1 election=a candidate=b -->\nReady!", by="mallory")
    election.pull.comment("github-actions", "<!-- nomflow:comment v1 election=a candidate=b -->\nTwice")
    election.pull.add_label("nomination: ready", by="mallory")


def ready_to_merge(election: Election) -> None:
    election.repo.commit(
        {"nomflow.yml": CONFIG.replace("    officers", "    nominations: {merge: when-ready}\n    officers")}
    )
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")


def with_a_photo(election: Election) -> None:
    """Bytes are read, too, which GraphQL does not show."""
    election.pull.push({PATH: STATEMENT.replace("summary:", "photo: ada.jpg\nsummary:"), PHOTO: drawn()})


def repairable(election: Election) -> None:
    """Suggestions are made, too."""
    election.pull.push({PATH: STATEMENT + "\nSee [my page](htps://example.org/ada).\n"})


def repaired_twice(election: Election) -> None:
    """Two runs at once made suggestions, and died before they saw each other's."""
    repairable(election)
    election.pr()
    [thread], [review] = election.pull.threads, election.pull.reviews
    remark = Remark(thread.path, thread.line, thread.comments[0].body)
    election.pull.review("github-actions", "COMMENTED", review.body, [remark])


SCENARIOS = [opened, endorsed, changed, tampered, ready_to_merge, with_a_photo, repairable, repaired_twice]
KINDS = [
    (Kind.BAD_GATEWAY, False),
    (Kind.BAD_GATEWAY, True),
    (Kind.DROPPED, True),
    (Kind.SECONDARY_LIMIT, False),
    (Kind.CUT_OFF, False),
]


def state(election: Election) -> object:
    """All that people see."""
    pull = election.pull
    status = pull.status("nomflow")
    return (
        [without_memory(comment.body) for comment in pull.comments],
        [comment.reactions for comment in pull.comments],
        [(review.author, review.data.minimized, review.body) for review in pull.reviews],
        [[comment.body for comment in thread.comments] for thread in pull.threads],
        sorted(pull.labels),
        status and (status.state, status.description),
        pull.data.merged_at is not None,
    )


def places(election: Election, *, reads: bool) -> list[int]:
    """At which requests of the run just made a fault makes a difference of its own, counted from 1.

    Whether GitHub did what it was asked before the answer was lost makes a difference for writes only; then, of the
    reads, the first stands for all.
    """
    log = election.world.log
    assert len(log) > 3
    return [at for at, each in enumerate(log, 1) if each.kind == "write" or reads or at == 1]


def ours(election: Election) -> int:
    return sum(comment.author == "github-actions" for comment in election.pull.comments)


def run(election: Election) -> int:
    return election.pr(token=election.repo.token(**{**ALL, "contents": "write"})).code


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize(("kind", "happened"), KINDS)
def test_one_healing_run_after_any_fault_everything_is_as_if_nothing_had_happened(
    election: Election, scenario: Callable[[Election], None], kind: Kind, happened: bool
) -> None:
    scenario(election)
    before = election.world.snapshot()
    election.world.log.clear()
    code = run(election)
    undisturbed = state(election)
    assert ours(election) == 1
    for at in places(election, reads=not happened or kind is Kind.DROPPED):
        election.world.restore(before)
        election.world.fault(kind, at=at, happened=happened)
        run(election)
        once = ours(election)
        election.world.faults.clear()
        assert run(election) == code
        assert (once, state(election)) == (1, undisturbed), at


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("happened", [False, True])
def test_a_run_that_dies_half_way_is_finished_by_the_next(
    election: Election, scenario: Callable[[Election], None], happened: bool
) -> None:
    scenario(election)
    before = election.world.snapshot()
    election.world.log.clear()
    code = run(election)
    undisturbed = state(election)
    for at in places(election, reads=not happened):
        election.world.restore(before)

        def from_now_on() -> None:
            election.world.fault(Kind.BAD_GATEWAY, at=0)

        election.world.before(from_now_on, at=at)
        if happened:
            election.world.fault(Kind.DROPPED, at=at, happened=True)
        assert run(election) in (ExitCode.GITHUB, code)
        election.world.faults.clear()
        assert run(election) == code
        assert (ours(election), state(election)) == (1, undisturbed), at


def test_a_request_that_hangs_is_given_up_in_time(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request says how long it waits. Only the one that hangs is cut short: a busy machine needs the others."""
    waits: list[object] = []
    send = HTTPAdapter.send

    def timed(adapter: HTTPAdapter, request: PreparedRequest, *rest: object, **named: object) -> Response:
        waits.append(named["timeout"])
        return send(adapter, request, *rest, **named | ({"timeout": (10.0, 0.2)} if len(waits) == 1 else {}))  # type: ignore[arg-type] # passed on

    monkeypatch.setattr(HTTPAdapter, "send", timed)
    election.world.fault(Kind.HANGING, at=1)
    assert run(election) == ExitCode.OK
    assert ours(election) == 1
    assert None not in waits


@pytest.mark.parametrize("at", range(1, 7))
def test_two_runs_at_once_make_one_comment_wherever_they_meet(election: Election, at: int) -> None:
    met = []

    def second() -> None:
        met.append(run(election))

    election.world.before(second, at=at)
    assert run(election) == ExitCode.OK
    assert ours(election) == 1
    assert met == [ExitCode.OK]
    assert run(election) == ExitCode.OK
    election.requests()
    run(election)
    assert election.requests()[1] == 0


def a_life(election: Election) -> list[Event]:
    """Things that happen, and what GitHub would report of them, in their order."""
    pull, told = election.pull, [("pull_request_target", events.pull_request(election.pull, "opened"))]
    for who, words in (("bob", "/endorse"), ("cleo", "/endrose"), ("cleo", "/endorse"), ("bob", "/unendorse")):
        told.append(("issue_comment", events.issue_comment(pull, pull.comment(who, words), "created")))
    review = pull.review("dora", "APPROVED", "/endorse")
    told.append(("pull_request_review", events.pull_request_review(review, "submitted")))
    pull.push({PATH: STATEMENT + "\nSee [my page](htps://example.org/ada).\n"})
    told.append(("pull_request_target", events.pull_request(pull, "synchronize")))
    pull.push({PATH: STATEMENT + "\nSee [my page](https://example.org/ada).\n"})
    told.append(("pull_request_target", events.pull_request(pull, "synchronize")))
    return told


ORDERS: dict[str, Callable[[Sequence[Event]], Sequence[Event]]] = {
    "in their order": lambda told: told,
    "the other way round": lambda told: told[::-1],
    "each twice": lambda told: [each for each in told for _ in range(2)],
    "only the first": lambda told: told[:1],
    "only the last": lambda told: told[-1:],
    "mixed": lambda told: [told[at] for at in (5, 0, 3, 5, 1, 4, 4, 2)],
}


def test_events_that_come_late_again_in_another_order_or_never_end_in_the_same_state(election: Election) -> None:
    told = a_life(election)
    before, ends = election.world.snapshot(), {}
    for name, order in ORDERS.items():
        election.world.restore(before)
        for event, payload in order(told):
            election.action(event, payload)
        ends[name] = state(election)
        assert ours(election) == 1
    assert [name for name, end in ends.items() if end != ends["in their order"]] == []


@pytest.mark.parametrize("runs", [2, 5])
def test_many_runs_at_once_end_in_one_comment(election: Election, runs: int) -> None:
    token = election.repo.token(**ALL)
    from nomflow.cli.github import run as github_run

    given = {"GITHUB_TOKEN": token, "GITHUB_API_URL": election.api, "GITHUB_GRAPHQL_URL": f"{election.api}/graphql"}

    def one() -> None:
        github_run.judge(github_run.connect("acme/elections", given, between_writes=0), 1)

    threads = [Thread(target=one) for _ in range(runs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ours(election) == 1
