"""Random lives of a nomination, as GitHub and our own runs would tell of them: whatever somebody does later changes no
answer about the close, and the comment, the record, the replay of the record and the page say one thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from making import NOMINEE, account, at, blob_of, make_snapshot, statement_text
from msgspec.structs import replace

from nomflow.core.action.noted import noted
from nomflow.core.evaluate import evaluate
from nomflow.core.freeze.document import dump
from nomflow.core.freeze.frozen import FileVersion, FrozenNomination, Standing
from nomflow.core.freeze.take import Frozen, Inputs, freeze
from nomflow.core.site.publish import site_of
from nomflow.core.snapshot.document import load_snapshot
from nomflow.core.snapshot.run_memory import Memory, memory_in, memory_line
from nomflow.core.snapshot.snapshot import (
    ChangedFile,
    Comment,
    Edit,
    Event,
    EventKind,
    PostedStatus,
    PullRequestState,
    Snapshot,
    Version,
)
from nomflow.core.verdict.verdict import verdict_of
from nomflow.rules import RULES

ELECTION = "officers: [ola, oskar]\nendorsements: {count: 2}\n"
INPUTS = Inputs("1.2.3", FileVersion("nomflow.yml", "0" * 64))
CLOSE = at("07-31 23:59:59")
TEXTS = [statement_text(thanks=f"I thank {word} for {word}s." * 9) for word in ("reader", "writer", "editor")]
BODIES = (
    "/endorse",
    "/endorse",
    "/unendorse",
    "Well done!",
    "I no longer endorse this.",
    "/withdraw",
    "I may withdraw.",
)
RULINGS = ("admit", "counts ben", "does-not-count cleo", "withdrawn", "not-withdrawn")
PEOPLE = ("ben", "cleo", "dan", NOMINEE)


@dataclass
class Life:
    """One pull request as it goes on. ``now`` moves on with each act."""

    now: datetime
    memory: Memory = field(default_factory=Memory)
    events: list[Event] = field(default_factory=list)
    commits: list[Version] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    state: PullRequestState = PullRequestState.OPEN
    draft: bool = False

    def __post_init__(self) -> None:
        self.push(0)

    def push(self, text: int) -> None:
        commit = f"{len(self.made) + 1:040x}"
        self.made[commit] = TEXTS[text % len(TEXTS)]
        self.commits.append(Version(commit, blob_of(self.made[commit])))

    def force_push(self, which: int) -> None:
        before, after = self.commits[-1].commit, sorted(self.made)[which % len(self.made)]
        if before != after:
            self._happens(EventKind.FORCE_PUSHED, before=before, after=after)
            self.commits = [Version(after, blob_of(self.made[after]))]

    def _happens(self, kind: EventKind, **more: object) -> None:
        self.events.append(Event(kind=kind, at=self.now, **more))  # type: ignore[arg-type]  # fields of an event

    def turn_draft(self, _: int) -> None:
        self.draft = not self.draft
        self._happens(EventKind.DRAFTED if self.draft else EventKind.READY)

    def turn_closed(self, _: int) -> None:
        closes = self.state is PullRequestState.OPEN
        self.state = PullRequestState.CLOSED if closes else PullRequestState.OPEN
        self._happens(EventKind.CLOSED if closes else EventKind.REOPENED)

    def say(self, who: str, body: str) -> None:
        number = str(1000 + len(self.comments))
        url = f"https://github.com/example/elections/pull/7#issuecomment-{number}"
        self.comments.append(Comment(id=number, author=account(who), body=body, created_at=self.now, url=url))

    def talk(self, number: int) -> None:
        self.say(PEOPLE[number % len(PEOPLE)], BODIES[number % len(BODIES)])

    def rule(self, number: int) -> None:
        self.say(("ola", "oskar")[number % 2], f"/nomflow rule {RULINGS[number % len(RULINGS)]} We all saw it.")

    def extend(self, number: int) -> None:
        self.say("ola", f"/nomflow extend 2026-08-0{1 + number % 3} She was ill.")

    def edit_own(self, number: int) -> None:
        self._edit(number, BODIES[number % 3], own=True)

    def edit_as_maintainer(self, number: int) -> None:
        self._edit(number, BODIES[number % 4], own=False)

    def _edit(self, number: int, body: str, *, own: bool) -> None:
        if place := self._there(number):
            one = self.comments[place - 1]
            by = one.author if own else account("ola")
            edits = one.edits or (Edit(one.created_at, one.body, one.author),)
            self.comments[place - 1] = replace(
                one, body=body, edited_at=self.now, edited_by=by, edits=(*edits, Edit(self.now, body, by))
            )

    def hide(self, number: int) -> None:
        if place := self._there(number):
            self.comments[place - 1] = replace(self.comments[place - 1], minimised=True)

    def delete(self, number: int) -> None:
        if place := self._there(number):
            one = self.comments[place - 1]
            self.comments[place - 1] = replace(one, deleted=True)
            self._happens(EventKind.COMMENT_DELETED, about=one.author)

    def _there(self, number: int) -> int:
        """The place of a comment that is there, from 1; of officers' comments nobody is mean."""
        there = [
            place for place, each in enumerate(self.comments, 1) if not each.deleted and each.author.login in PEOPLE
        ]
        return there[number % len(there)] if there else 0

    def look(self, _: int = 0) -> None:
        """A run of ours, which keeps in its comment what it saw."""
        self.memory = memory_in(memory_line(noted(self.memory, self.snapshot(), writes=True)))

    def snapshot(self) -> Snapshot:
        """What is gathered now."""
        head = self.commits[-1].commit
        text = self.made[head]
        made = make_snapshot(election=ELECTION, text=text, opened="07-02 09:00", taken="08-09")
        assert made.pull_request
        assert made.statement
        there = [each for each in self.comments if not each.deleted]
        shown = tuple(replace(each, hidden_at=self.memory.hidden.get(each.id)) for each in there)
        blobs = {commit: blob_of(words) for commit, words in self.made.items()}
        seen = [
            PostedStatus(
                commit=each.commit,
                state="seen",
                at=when,
                blob=blobs[each.commit],
                via=tuple(Version(name, blobs[name]) for name in each.via),
            )
            for each in self.memory.heads
            for when in (each.first, each.last)
        ]
        seen.append(PostedStatus(commit=head, state="seen", at=self.now, blob=blobs[head]))
        pull_request = replace(
            made.pull_request,
            head=head,
            draft=self.draft,
            state=self.state,
            closed_at=self.now if self.state is PullRequestState.CLOSED else None,
            files=(ChangedFile(path=made.statement.path, blob=blobs[head], size=len(text)),),
            comments=(*shown, *self._gone({each.id for each in there})),
            statuses=tuple(dict.fromkeys(seen)),
            events=tuple(
                replace(each, before_blob=blobs.get(each.before, ""), after_blob=blobs.get(each.after, ""))
                for each in self.events
            ),
            commits=tuple(self.commits),
        )
        return replace(
            made,
            taken_at=self.now,
            pull_request=pull_request,
            versions={blob: words for words in TEXTS if (blob := blob_of(words)) != blobs[head]},
        )

    def _gone(self, there: set[str]) -> list[Comment]:
        """As facts.py finds them: GitHub says whose comment was deleted and when, not which."""
        deletions = [each for each in self.events if each.kind is EventKind.COMMENT_DELETED]
        gone = []
        for one in self.memory.said:
            if one.id not in there:
                theirs = (each for each in deletions if each.about == account(one.author.login))
                deletion = next((each for each in theirs if each.at >= one.created_at), None)
                if deletion:
                    deletions.remove(deletion)
                hidden, when = self.memory.hidden.get(one.id), deletion.at if deletion else None
                gone.append(replace(one, deleted=True, deleted_at=when, minimised=hidden is not None, hidden_at=hidden))
        return gone


Act = tuple[str, int]
IN_TIME: tuple[str, ...] = (
    "push",
    "force_push",
    "turn_draft",
    "turn_closed",
    "talk",
    "talk",
    "talk",
    "edit_own",
    "edit_as_maintainer",
)
IN_TIME += ("hide", "delete", "extend", "rule", "look", "look")
LATER = ("push", "force_push", "turn_draft", "turn_closed", "edit_own", "edit_as_maintainer", "hide", "delete", "look")
EARLY = st.lists(st.tuples(st.sampled_from(IN_TIME), st.integers(0, 40)), max_size=14)
LATE = st.lists(st.tuples(st.sampled_from(LATER), st.integers(0, 40)), max_size=8)


def lived(acts: list[Act]) -> Life:
    """What people did in July, with a run at its end, and one once every window has closed."""
    life = Life(at("07-03 10:00"))
    for name, number in acts:
        life.now += timedelta(hours=31)
        getattr(life, name)(number)
    life.look()
    life.now = at("08-04 12:00")
    life.look()
    return life


def record(snapshot: Snapshot) -> Frozen:
    return freeze(snapshot.config, snapshot.election, [snapshot], RULES, INPUTS)


def entry(snapshot: Snapshot) -> FrozenNomination:
    (found,) = record(snapshot).freeze.nominations
    return found


def answers(found: FrozenNomination, known: FrozenNomination) -> FrozenNomination:
    """Without the snapshot's hash, without sentences, which quote what is left of words that were deleted, and without
    versions that were not ``known``: a later force push tells what it took away."""
    endorsements = found.endorsements
    if endorsements and known.endorsements:
        versions = {each.login: each.version for each in known.endorsements.people}
        people = tuple(
            replace(each, sentence="", version=each.version if versions.get(each.login) else "")
            for each in endorsements.people
        )
        endorsements = replace(endorsements, people=people)
    rules = tuple(replace(each, sentence="") for each in found.rules)
    return replace(found, saved=None, rules=rules, endorsements=endorsements)


@given(EARLY, LATE)
def test_what_somebody_does_later_changes_no_answer_about_the_close(early: list[Act], late: list[Act]) -> None:
    life = lived(early)
    before = entry(life.snapshot())
    for name, number in late:
        life.now += timedelta(hours=7)
        getattr(life, name)(number)
        life.look()
    assert answers(entry(life.snapshot()), before) == answers(before, before)


@given(EARLY)
def test_the_comment_the_page_and_the_replay_say_what_the_record_says(early: list[Act]) -> None:
    snapshot = lived(early).snapshot()
    made = record(snapshot)
    (found,) = made.freeze.nominations
    judged = verdict_of(evaluate(snapshot, RULES)).judged
    assert [each.outcome.answer.value for each in judged.verdicts] == [each.answer for each in found.rules]
    page = site_of(snapshot.config, [evaluate(snapshot, RULES)], snapshot.taken_at, "t").elections[0]
    listed = [person for race in page.races for person in race.candidates if not person.gone]
    assert bool(listed) is (found.standing is Standing.ON_BALLOT)
    (raw,) = made.files.values()
    again = load_snapshot(raw.decode(), "saved.json", lambda *_: snapshot.config, snapshot.config)
    again = replace(again, roll=snapshot.roll, people=snapshot.people)
    assert dump(record(again).freeze) == dump(made.freeze)


@given(EARLY)
def test_everybody_who_said_something_of_endorsing_appears_exactly_once(early: list[Act]) -> None:
    life = lived(early)
    found = entry(life.snapshot())
    assert found.endorsements
    people = [each.login for each in found.endorsements.people]
    assert len(people) == len(set(people))
    own = [each for each in life.comments if each.edited_by in (None, each.author) and not each.deleted]
    there = {each.author.login for each in own if each.body == "/endorse"}
    assert there - {NOMINEE} <= {*people, NOMINEE}


@given(EARLY, st.lists(st.integers(0, 13), max_size=5))
def test_runs_that_are_missed_doubled_or_late_give_the_same_record_or_say_that_nobody_can_tell(
    early: list[Act], doubled: list[int]
) -> None:
    quiet = [act for act in early if act[0] not in ("look", "delete", "hide")]
    busy = [each for place, act in enumerate(quiet) for each in ([act, ("look", 0)] if place in doubled else [act])]
    spaced = lived_alike(quiet)
    looked = lived_alike(busy)
    one, other = entry(spaced.snapshot()), entry(looked.snapshot())
    unclear = Standing.COULD_NOT_TELL
    assert (
        one.standing == other.standing or unclear in (one.standing, other.standing) or _depends_on_versions(one, other)
    )


def lived_alike(acts: list[Act]) -> Life:
    """As ``lived``, but looks take no time."""
    life = Life(at("07-03 10:00"))
    for name, number in acts:
        life.now += timedelta(hours=31) if name != "look" else timedelta()
        getattr(life, name)(number)
    life.look()
    life.now = at("08-04 12:00")
    life.look()
    return life


def _depends_on_versions(one: FrozenNomination, other: FrozenNomination) -> bool:
    """Whether it is not known in one of them which version somebody endorsed: then that one does not count."""
    codes = {each.code for found in (one, other) if found.endorsements for each in found.endorsements.people}
    return "version-unknown" in codes
