"""What is gathered is what GitHub shows: whole, at one commit, by GitHub's clock."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from made_pictures import drawn
from nomination import CONFIG, PATH, ROLL, STATEMENT, Election, election
from standin import Executable, GitHub, Kind, PullRequest, Repo, Submodule, Symlink
from standin.pulls import Remark

from nomflow.core.basics.errors import GitHubError
from nomflow.core.roll.roll import Roll, Unavailable
from nomflow.core.snapshot.photo import photo_file
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import (
    GHOST,
    AccountKind,
    EventKind,
    FileStatus,
    PullRequestState,
    Review,
    ReviewState,
    Snapshot,
)
from nomflow.core.snapshot.snapshot import PullRequest as Gathered
from nomflow.github.gather import Hints

__all__ = ["election"]

GUESS = Hints(("roll.yml",), PATH)


def pull_of(snapshot: Snapshot) -> Gathered:
    assert snapshot.pull_request
    return snapshot.pull_request


def review_of(snapshot: Snapshot) -> Review:
    [review] = pull_of(snapshot).reviews
    return review


def other(repo: Repo, who: str, number_of: str = "", text: str = STATEMENT) -> PullRequest:
    path = f"nominations/2026-board/{number_of or who}.md"
    return repo.open_pull(who, repo.fork(who), files={path: text.replace("ada", number_of or who)})


def test_a_nomination_is_gathered_with_all_that_is_known_of_it(election: Election) -> None:
    snapshot = election.snapshot()
    pull = pull_of(snapshot)
    ada = election.world.person("ada")
    assert snapshot.election.id == "2026-board"
    assert snapshot.statement
    assert (snapshot.statement.path, snapshot.statement.source.raw.decode()) == (PATH, STATEMENT)
    assert snapshot.nominee == pull.author
    assert (pull.author.login, pull.author.id, pull.author.kind) == ("ada", ada.id, AccountKind.USER)
    assert (pull.number, pull.base, pull.head) == (1, "main", election.pull.head_sha)
    assert (pull.state, pull.draft, pull.title) == (PullRequestState.OPEN, False, "Ada for the board")
    [file] = pull.files
    assert (file.path, file.status, file.mode) == (PATH, FileStatus.ADDED, "100644")
    assert (file.size, file.blob) == (len(STATEMENT), snapshot.statement.source.git_blob_sha)
    assert isinstance(snapshot.roll, Roll)
    assert {elector.login for elector in snapshot.roll.electors} == set(ROLL)
    assert snapshot.config.repository == "acme/elections"


def test_the_clock_is_githubs(election: Election) -> None:
    election.world.clock.set("2031-05-06T07:08:09+02:00")
    assert election.snapshot().taken_at == datetime(2031, 5, 6, 5, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize("hints", [Hints(), GUESS, Hints(("nowhere.yml",), "nominations/2026-board/other.md")])
def test_a_guess_changes_how_often_is_asked_and_never_what_is_found(election: Election, hints: Hints) -> None:
    election.pull.review("bob", "APPROVED")
    election.pull.push({PATH: STATEMENT + "\nMore.\n"})
    election.pull.review("cleo", "APPROVED")
    plain, guessed = election.snapshot(), election.snapshot(hints=hints)
    assert pull_of(guessed) == pull_of(plain)
    assert (guessed.versions, guessed.files, guessed.roll) == (plain.versions, plain.files, plain.roll)


def test_a_right_guess_takes_one_read(election: Election) -> None:
    election.snapshot(hints=GUESS)
    assert election.requests() == (1, 0)


def test_the_base_at_a_guess_and_the_head_are_of_one_moment(election: Election) -> None:
    election.world.before(lambda: election.pull.push({PATH: "# Another\n"}), at=2)
    snapshot = election.snapshot()
    assert snapshot.statement
    assert snapshot.statement.source.text == "# Another\n"
    assert pull_of(snapshot).head == election.pull.head_sha


def test_a_new_commit_on_the_base_begins_it_again(election: Election) -> None:
    election.world.before(lambda: election.repo.commit({"roll.yml": "- zoe\n"}), at=2)
    roll = election.snapshot().roll
    assert isinstance(roll, Roll)
    assert [elector.login for elector in roll.electors] == ["zoe"]


def test_a_pull_request_that_never_rests_is_given_up(election: Election) -> None:
    for at in range(1, 9):
        election.world.before(partial(election.pull.push, {PATH: f"# {at}\n"}), at=at)
    with pytest.raises(GitHubError, match="kept changing"):
        election.snapshot()


def test_a_review_keeps_its_commit_and_the_version_it_was_about(election: Election) -> None:
    election.pull.review("bob", "APPROVED", "Fine by me")
    first = election.pull.head_sha
    election.pull.push({PATH: STATEMENT + "\nMore.\n"})
    snapshot = election.snapshot()
    review = review_of(snapshot)
    assert (review.author.login, review.state, review.body) == ("bob", ReviewState.APPROVED, "Fine by me")
    assert review.commit == first
    assert snapshot.versions == {review.blob: STATEMENT}


def test_a_commit_that_changes_another_file_leaves_the_version_as_it_was(election: Election) -> None:
    election.pull.review("bob", "APPROVED")
    election.pull.push({"nominations/2026-board/ada.jpg": b"\xff\xd8\0"})
    snapshot = election.snapshot()
    assert snapshot.statement
    assert review_of(snapshot).blob == snapshot.statement.source.git_blob_sha
    assert snapshot.versions == {}


def test_a_review_of_a_commit_that_was_pushed_away_is_still_known(election: Election) -> None:
    election.pull.review("bob", "APPROVED")
    election.pull.push({PATH: "# Anew\n"}, force=True)
    snapshot = election.snapshot()
    assert snapshot.versions == {review_of(snapshot).blob: STATEMENT}


def test_a_dismissed_review_says_when_and_what_it_was(election: Election) -> None:
    election.pull.review("bob", "APPROVED").dismiss(by="olga")
    review = review_of(election.snapshot())
    assert (review.state, review.dismissed_from) == (ReviewState.DISMISSED, ReviewState.APPROVED)
    assert review.dismissed_at == election.world.clock.now


def test_a_review_that_was_not_submitted_is_nobodys_business(election: Election) -> None:
    election.pull.review("github-actions", "PENDING")
    election.pull.review("bob", "PENDING")
    assert pull_of(election.snapshot()).reviews == ()


def test_what_somebody_writes_beside_a_line_is_heard(election: Election) -> None:
    election.pull.review("bob", "COMMENTED", remarks=[Remark(PATH, 1, "/endorse")])
    election.pull.review("cleo", "PENDING", remarks=[Remark(PATH, 1, "/endorse")])
    [seen] = pull_of(election.snapshot()).comments
    assert (seen.author.login, seen.body) == ("bob", "/endorse")
    assert "#discussion_r" in seen.url


def test_edits_and_hiding_are_seen_with_who_and_when(election: Election) -> None:
    comment = election.pull.comment("bob", "/endorse")
    comment.edit("/endorse him", by="olga")
    comment.minimize()
    [seen] = pull_of(election.snapshot()).comments
    assert (seen.body, seen.minimised) == ("/endorse him", True)
    assert seen.edited_by
    assert (seen.edited_by.login, seen.edited_at) == ("olga", election.world.clock.now)
    assert seen.url == f"https://github.com/acme/elections/pull/1#issuecomment-{comment.id}"


def test_deleted_accounts_bots_and_renamed_people_are_told_apart(election: Election) -> None:
    for who in ("gone", "old-name"):
        election.pull.comment(who, "/endorse")
    election.world.person("gone").delete()
    election.world.person("old-name").rename("new-name")
    election.pull.comment(election.world.bot("helper"), "/endorse")
    ghost, renamed, bot = (comment.author for comment in pull_of(election.snapshot()).comments)
    assert ghost == GHOST
    assert (renamed.login, renamed.id) == ("new-name", election.world.person("new-name").id)
    assert (bot.login, bot.kind) == ("helper", AccountKind.BOT)


def test_the_fork_may_be_gone(election: Election) -> None:
    election.pull.head.delete()
    statement = election.snapshot().statement
    assert statement
    assert statement.source.text == STATEMENT


def test_everything_beyond_the_first_page_is_read(election: Election) -> None:
    for number in range(105):
        election.pull.comment(f"c{number}", f"comment {number}")
        election.pull.review(f"r{number}", "APPROVED")
        election.pull.add_label(f"label {number}", by="olga")
    election.pull.push({f"more/{number}.txt": "x" for number in range(105)})
    for number in range(105):
        election.pull.push({"x.txt": f"{number}"})
    pull = pull_of(election.snapshot())
    assert (len(pull.comments), len(pull.reviews), len(pull.labels), len(pull.files)) == (105, 105, 105, 107)
    assert len({review.id for review in pull.reviews}) == 105
    assert pull.comments[104].body == "comment 104"


def test_our_own_comment_says_nothing_about_the_nomination(election: Election) -> None:
    election.pull.comment("github-actions", "<!-- nomflow:comment v1 election=x candidate=y -->\nComment /endorse!")
    election.pull.comment("github-actions", "Another workflow's: /endorse")
    assert [comment.body for comment in pull_of(election.snapshot()).comments] == ["Another workflow's: /endorse"]


@pytest.mark.parametrize(
    ("content", "mode", "read"),
    [
        (Symlink("../../secret.yml"), "120000", False),
        (Submodule("a" * 40), "160000", False),
        (Executable("# Ada\n"), "100755", True),
        (b"\xff\xfe# A\0d\0a\0", "100644", True),
        (b"# Ad\xe9\n", "100644", True),
        (b"GIF89a\0\0\0", "100644", True),
        (b"", "100644", True),
        (b"\xef\xbb\xbf# Ada\r\n", "100644", True),
    ],
)
def test_whatever_lies_at_the_path_is_read_as_bytes_or_not_at_all(
    election: Election, content: object, mode: str, read: bool
) -> None:
    election.pull.push({PATH: content})  # type: ignore[dict-item] # one of the stand-in's kinds of files
    snapshot = election.snapshot()
    [file] = pull_of(snapshot).files
    assert file.mode == mode
    assert (snapshot.statement is not None) is read
    if snapshot.statement and isinstance(content, bytes):
        assert snapshot.statement.source.raw == content


def test_translations_come_with_the_statement_and_are_no_nominations(election: Election) -> None:
    election.pull.push({PATH.replace(".md", f".{tag}.md"): text for tag, text in (("pt", "# Oi\n"), ("de", b"\xff"))})
    election.requests()
    snapshot = election.snapshot(hints=GUESS)

    assert snapshot.statement
    assert snapshot.statement.path == PATH
    assert [(each.path, each.source.raw) for each in snapshot.translations] == [
        (PATH.replace(".md", ".de.md"), b"\xff"),
        (PATH.replace(".md", ".pt.md"), b"# Oi\n"),
    ]
    assert election.requests() == (3, 0), "one that finds them, one for their texts, one for bytes that are no UTF-8"
    assert not snapshot.others


@pytest.mark.parametrize("content", [Symlink("../../secret.yml"), Submodule("a" * 40)])
def test_a_translation_that_is_no_file_is_not_read(election: Election, content: object) -> None:
    election.pull.push({PATH.replace(".md", ".pt.md"): content})  # type: ignore[dict-item] # the stand-in's own
    snapshot = election.snapshot()

    assert snapshot.translations == ()
    assert [file.mode for file in pull_of(snapshot).files if ".pt." in file.path] != ["100644"]


def test_a_statement_of_any_size_is_read_only_so_far(election: Election) -> None:
    election.pull.push({PATH: "long " * 200_000})
    statement = election.snapshot().statement
    assert statement
    assert len(statement.source.raw) == 262_145
    assert statement.text_findings


def test_a_file_that_is_far_too_large_is_never_fetched(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nomflow.github.files.MAX_BYTES", 300_000)
    monkeypatch.setattr("nomflow.github.base.MAX_BYTES", 300_000)
    election.pull.push({PATH: "long " * 100_000})
    election.repo.commit({"roll.yml": "- somebody\n" * 50_000})
    snapshot = election.snapshot()
    assert snapshot.statement
    assert snapshot.statement.text_findings
    assert isinstance(snapshot.roll, Unavailable)
    assert "roll.yml has more than" in snapshot.roll.why
    assert not [each for each in election.world.log if "/git/blobs/" in each.path]


@pytest.mark.parametrize("kind", [Kind.CUT_OFF, Kind.BAD_GATEWAY, Kind.DROPPED, Kind.TOO_MANY])
def test_bytes_that_do_not_arrive_are_asked_for_again(election: Election, kind: Kind) -> None:
    election.pull.push({PATH: b"# Ad\xe9 " + b"x" * 100_000})
    election.world.fault(kind, at=3)
    statement = election.snapshot().statement
    assert statement
    assert len(statement.source.raw) == 100_006


def test_a_large_roll_is_read_whole(election: Election) -> None:
    election.repo.commit({"roll.yml": "".join(f"- elector-number-{number:06}\n" for number in range(30_000))})
    roll = election.snapshot().roll
    assert isinstance(roll, Roll)
    assert len(roll.electors) == 30_000


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfd", Symlink("nomflow.yml"), ""])
def test_a_roll_that_cannot_be_read_is_unavailable_with_the_reason(election: Election, content: object) -> None:
    election.repo.commit({"roll.yml": content})  # type: ignore[dict-item] # one of the stand-in's kinds of files
    roll = election.snapshot().roll
    assert isinstance(roll, Unavailable)
    assert "roll.yml" in roll.why


def test_a_moved_statement_is_known_with_its_former_path(election: Election) -> None:
    election.repo.commit({"nominations/2026-board/old.md": STATEMENT})
    pull = election.repo.open_pull(
        "bob",
        election.repo.fork("bob"),
        files={"nominations/2026-board/old.md": None, "nominations/2026-board/bob.md": STATEMENT},
    )
    [file] = pull_of(election.snapshot(pull.number)).files
    assert (file.status, file.previous_path) == (FileStatus.RENAMED, "nominations/2026-board/old.md")


def test_a_removed_statement_is_a_nomination_without_one(election: Election) -> None:
    election.repo.commit({"nominations/2026-board/bob.md": STATEMENT})
    pull = election.repo.open_pull("bob", election.repo.fork("bob"), files={"nominations/2026-board/bob.md": None})
    snapshot = election.snapshot(pull.number)
    assert (snapshot.statement, pull_of(snapshot).files[0].status) == (None, FileStatus.REMOVED)


def test_somebody_elses_nominee_is_looked_up_and_nobody_is_invented(election: Election) -> None:
    pull, unknown = other(election.repo, "bob", "cleo"), other(election.repo, "bob2", "nobody-there")
    cleo = election.snapshot(pull.number).nominee
    assert cleo
    assert (cleo.login, cleo.id) == ("cleo", election.world.person("cleo").id)
    assert election.snapshot(unknown.number).nominee is None


def test_the_other_nominations_are_known_also_those_that_are_over(election: Election) -> None:
    merged, closed, away = other(election.repo, "bob"), other(election.repo, "cleo"), other(election.repo, "dora")
    merged.merge(by="olga")
    closed.close(by="olga")
    election.repo.open_pull("eve", files={"README.md": "# Other\n"})
    others = election.snapshot().others
    assert isinstance(others, tuple)
    assert [(each.number, each.nominee, each.state) for each in others] == [
        (merged.number, "bob", PullRequestState.MERGED),
        (closed.number, "cleo", PullRequestState.CLOSED),
        (away.number, "dora", PullRequestState.OPEN),
    ]


@pytest.mark.parametrize("word", ["/withdraw", "/decline"])
def test_who_left_a_nomination_may_be_nominated_again(election: Election, word: str) -> None:
    election.pull.merge(by="olga")
    again = election.repo.open_pull("ada", election.repo.fork("cleo"), files={PATH: STATEMENT + "\nNew.\n"})
    for who, left in (("bob", False), ("ada", True)):
        election.world.clock.advance(minutes=1)
        election.pull.comment(who, word)
        (known,) = election.snapshot(again.number).others  # type: ignore[misc]  # they could be read
        assert (known.number, known.left_at is not None) == (election.pull.number, left)


def test_where_the_path_does_not_tell_the_seat_the_statements_are_read(election: Election) -> None:
    config = CONFIG.replace("seats: 1", "seats: [{id: chair, title: Chair}, {id: clerk, title: Clerk}]")
    election.repo.commit({"nomflow.yml": config})
    other(election.repo, "bob", text=STATEMENT.replace("summary", "seat: clerk\nsummary"))
    others = election.snapshot().others
    assert isinstance(others, tuple)
    assert [(each.nominee, each.seat) for each in others] == [("bob", "clerk")]


def test_the_list_of_others_is_read_to_its_end(election: Election, github: GitHub) -> None:
    for number in range(101):
        other(election.repo, f"p{number}")
    others = election.snapshot().others
    assert isinstance(others, tuple)
    assert len(others) == 101


def test_links_into_the_repository_are_looked_up(election: Election) -> None:
    election.pull.push({PATH: STATEMENT + "\n[a](../../README.md) [b](/roll.yml) [c](gone.md) [d](../../../x)\n"})
    files = election.snapshot().files
    assert files is not None
    assert {"README.md", "roll.yml"} <= files
    assert "nominations/2026-board/gone.md" not in files


def test_what_an_earlier_run_saw_proves_when_a_version_was_there(election: Election) -> None:
    election.pr()
    first = election.pull.head_sha
    election.pull.push({PATH: STATEMENT + "\nMore.\n"})
    election.pr()
    seen = sorted(pull_of(election.snapshot()).statuses, key=lambda status: status.at)
    assert [status.commit for status in seen] == [first, election.pull.head_sha, election.pull.head_sha]
    assert seen[0].blob != seen[1].blob == seen[2].blob


def test_the_time_line_tells_what_was_pushed_away(election: Election) -> None:
    election.pr()
    away = election.pull.head_sha
    election.pull.push({PATH: "# Anew\n"}, force=True)
    [push] = pull_of(election.snapshot()).events or ()
    assert (push.kind, push.before, push.after) == (EventKind.FORCE_PUSHED, away, election.pull.head_sha)
    assert push.before_blob
    assert push.before_blob != push.after_blob


def test_what_somebody_else_put_into_our_comment_is_not_believed(election: Election) -> None:
    election.pr()
    [ours] = [comment for comment in election.pull.comments if comment.author == "github-actions"]
    ours.edit(ours.body.replace(election.pull.head_sha, "f" * 40), by="acme")
    assert {status.commit for status in pull_of(election.snapshot()).statuses} == {election.pull.head_sha}


def test_a_statement_under_a_wrong_name_is_still_looked_at(election: Election) -> None:
    pull = election.repo.open_pull("bob", files={"nominations/2026-board/bob.markdown": STATEMENT})
    assert election.snapshot(pull.number).statement


def test_files_that_github_does_not_list_are_no_free_pass(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standin.graphql_api.pull_views.PullRequest.changed_files", 3001)
    with pytest.raises(GitHubError, match="only 1 of the 3001 files"):
        election.snapshot()


def test_affiliations_come_from_the_base_branch_and_private_ones_from_nowhere(election: Election) -> None:
    rules = "endorsements: {count: 2, by: roll"
    election.repo.commit(
        {"nomflow.yml": CONFIG.replace(rules, f"{rules}, affiliations: who.yml"), "who.yml": "bob: [Looms Ltd]\n"}
    )
    known = election.snapshot().affiliations
    assert not isinstance(known, Unavailable)
    assert dict(known) == {"bob": ("Looms Ltd",)}
    election.repo.commit({"who.yml": None})
    assert isinstance(election.snapshot().affiliations, Unavailable)
    election.repo.commit({"nomflow.yml": CONFIG.replace(rules, f"{rules}, private-affiliations: true")})
    assert isinstance(election.snapshot().affiliations, Unavailable)


def test_an_unknown_pull_request_is_said_to_be_one(election: Election) -> None:
    with pytest.raises(GitHubError, match="does not know"):
        election.snapshot(99)


PHOTO = "nominations/2026-board/ada.jpg"
WITH_PHOTO = STATEMENT.replace("summary:", "photo: ada.jpg\nsummary:")


def test_a_photo_is_told_by_its_first_bytes_and_not_kept(election: Election) -> None:
    raw = drawn(500, 600)
    election.pull.push({PATH: WITH_PHOTO, PHOTO: raw})
    before = election.requests()[0]
    assert election.snapshot(hints=GUESS).photo == photo_file(PHOTO, "100644", raw)
    assert election.requests()[0] - before == 3, "the pull request, its other files, and the photo"


def test_a_photo_that_was_there_before_is_found_at_the_head(election: Election) -> None:
    election.repo.commit({"photos/ada.png": drawn(500, 600, "PNG")})
    election.pull.push({PATH: STATEMENT.replace("summary:", "photo: /photos/ada.png\nsummary:")})
    photo = election.snapshot().photo
    assert photo == PhotoFile(path="photos/ada.png"), "the branch of the pull request is older than the photo"
    election.pull.push({"photos/ada.png": drawn(500, 600, "PNG")})
    photo = election.snapshot().photo
    assert isinstance(photo, PhotoFile)
    assert (photo.format, photo.width, photo.height) == ("png", 500, 600)


@pytest.mark.parametrize(
    ("file", "mode"), [(None, ""), (Symlink("../../nomflow.yml"), "120000"), (Submodule("a" * 40), "160000")]
)
def test_a_photo_that_is_no_file_is_not_read(election: Election, file: Symlink | Submodule | None, mode: str) -> None:
    election.pull.push({PATH: WITH_PHOTO} | ({PHOTO: file} if file else {}))
    photo = election.snapshot().photo
    assert isinstance(photo, PhotoFile)
    assert (photo.path, photo.mode, photo.sha256) == (PHOTO, mode, "")
    assert not [each for each in election.world.log if "/git/blobs/" in each.path]


def test_a_photo_over_the_limit_is_never_fetched(election: Election) -> None:
    election.pull.push({PATH: WITH_PHOTO, PHOTO: b"\xff\xd8\xff" + b"\0" * 1_000_000})
    photo = election.snapshot().photo
    assert isinstance(photo, PhotoFile)
    assert (photo.size, photo.format) == (1_000_003, "")
    assert not [each for each in election.world.log if "/git/blobs/" in each.path]


def test_a_photo_that_github_does_not_show_is_not_known(election: Election) -> None:
    election.pull.push({PATH: WITH_PHOTO, PHOTO: drawn()})
    for at in range(3, 30):
        election.world.fault(Kind.BAD_GATEWAY, at=at)
    assert isinstance(election.snapshot(hints=GUESS).photo, Unavailable)


@pytest.mark.parametrize("typed", ["../../../x.jpg", "https://evil.example/x.jpg", "%2e%2e/x.jpg", "../../.git/config"])
def test_a_photo_elsewhere_asks_nobody(election: Election, typed: str) -> None:
    election.pull.push({PATH: STATEMENT.replace("summary:", f"photo: {typed}\nsummary:")})
    before = election.requests()[0]
    assert election.snapshot(hints=GUESS).photo is None
    assert election.requests()[0] - before == 1
