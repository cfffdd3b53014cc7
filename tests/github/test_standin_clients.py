"""The clients that nomflow uses work against the stand-in over HTTP, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from standin import GitHub, Kind, Repo, Role

from github import Auth, Github, GithubException, InputGitTreeElement


@contextmanager
def pygithub(api: str, token: str, *, lazy: bool = False) -> Iterator[Github]:
    """PyGithub without its pauses, at the stand-in."""
    client = Github(
        base_url=api,
        auth=Auth.Token(token),
        seconds_between_requests=None,
        seconds_between_writes=None,
        retry=None,
        lazy=lazy,
    )
    try:
        yield client
    finally:
        client.close()


@pytest.fixture
def repo(github: GitHub) -> Repo:
    repo = github.repository("acme/elections", {"README.md": "# Elections\n", "election.yaml": "seats: 3\n"})
    repo.open_pull("ada", repo.fork("ada"), files={"nominations/ada.md": "I stand.\n"}, title="Ada")
    return repo


def test_pygithub_reads_a_pull_request_and_pages_through_its_reviews(repo: Repo, api: str) -> None:
    pull = repo.pull(1)
    for number in range(65):
        pull.review(f"reviewer-{number}", "APPROVED")
    with pygithub(api, repo.token(pull_requests="read")) as client:
        found = client.get_repo("acme/elections").get_pull(1)
        assert (found.title, found.head.label, found.head.sha) == ("Ada", "ada:nomination", pull.head_sha)
        assert [file.filename for file in found.get_files()] == ["nominations/ada.md"]
        assert len(list(found.get_reviews())) == 65


@pytest.mark.parametrize("prefix", ["", "/api/v3"])
def test_pygithub_writes_at_githubs_address_and_at_an_enterprise_servers(repo: Repo, api: str, prefix: str) -> None:
    token = repo.token(pull_requests="write", issues="write", statuses="write", contents="write")
    with pygithub(api + prefix, token, lazy=True) as client:
        remote = client.get_repo("acme/elections")
        pull = remote.get_pull(1)
        comment = pull.create_issue_comment("First")
        comment.edit("Second")
        comment.create_reaction("eyes")
        pull.add_to_labels("nomination", "valid")
        pull.remove_from_labels("valid")
        remote.create_label("late", "ff0000", "After the close")
        remote.get_commit(pull.head.sha).create_status("success", "https://example.org", "All well", "nomflow")
        pull.create_review(body="Well written.", event="COMMENT")
        assert client.requester.graphql_query("query { viewer { login } }", {})[1]["data"]["viewer"]

    pull_here = repo.pull(1)
    assert [(comment.author, comment.body) for comment in pull_here.comments] == [("github-actions", "Second")]
    assert pull_here.comments[0].reactions == [("github-actions", "eyes")]
    assert pull_here.labels == ["nomination"]
    assert [review.data.state for review in pull_here.reviews] == ["COMMENTED"]
    status = pull_here.status("nomflow")
    assert status is not None
    assert status.description == "All well"


def test_pygithub_makes_a_commit_without_a_checkout(repo: Repo, api: str) -> None:
    with pygithub(api, repo.token(contents="write")) as client:
        remote = client.get_repo("acme/elections")
        head = remote.get_git_ref("heads/main")
        parent = remote.get_git_commit(head.object.sha)
        entry = InputGitTreeElement("site/index.html", "100644", "blob", content="<p>Results</p>")
        tree = remote.create_git_tree([entry], parent.tree)
        head.edit(remote.create_git_commit("Publish", tree, [parent]).sha)
        assert remote.get_contents("site/index.html").decoded_content == b"<p>Results</p>"  # type: ignore[union-attr] # one file, not a folder

    assert repo.text("site/index.html") == "<p>Results</p>"
    assert repo.text("election.yaml") == "seats: 3\n"


def test_pygithub_merges_and_learns_when_the_head_has_moved(repo: Repo, api: str) -> None:
    with pygithub(api, repo.token(contents="write", pull_requests="write")) as client:
        pull = client.get_repo("acme/elections").get_pull(1)
        seen = pull.head.sha
        repo.pull(1).push({"nominations/ada.md": "I stand firmly.\n"})
        with pytest.raises(GithubException) as moved:
            pull.merge(sha=seen)
        assert moved.value.status == 409
        assert pull.merge(sha=repo.pull(1).head_sha).merged

    assert repo.text("nominations/ada.md") == "I stand firmly.\n"
    assert repo.pull(1).data.merged_at is not None


def test_pygithub_follows_a_renamed_repository(repo: Repo, api: str) -> None:
    repo.rename("votes")
    with pygithub(api, repo.token(pull_requests="read")) as client:
        assert client.get_repo("acme/elections").full_name == "acme/votes"


def test_pygithub_asks_again_without_cost_when_nothing_changed(repo: Repo, api: str, github: GitHub) -> None:
    with pygithub(api, repo.token(contents="read", pull_requests="read")) as client:
        pull = client.get_repo("acme/elections").get_pull(1)
        before = client.get_rate_limit().rate.remaining
        assert pull.update() is False
        assert client.get_rate_limit().rate.remaining == before
        repo.pull(1).edit(title="Ada Lovelace", by="ada")
        assert pull.update() is True
    assert [entry.status for entry in github.log if entry.path.endswith("/pulls/1")] == [200, 304, 200]


def test_pygithub_asks_for_reviewers_and_names_who_cannot_be_asked(repo: Repo, api: str) -> None:
    repo.allow("grace", Role.READ)
    with pygithub(api, repo.token(pull_requests="write")) as client:
        pull = client.get_repo("acme/elections").get_pull(1)
        pull.create_review_request(reviewers=["grace"])
        with pytest.raises(GithubException, match="not a collaborator"):
            pull.create_review_request(reviewers=["stranger"])
    assert [repo.world.state.users[user_id].login for user_id in repo.pull(1).data.requested] == ["grace"]


def test_requests_meets_a_fault_and_then_the_true_answer(repo: Repo, api: str, github: GitHub) -> None:
    github.fault(Kind.BAD_GATEWAY)
    headers = {"Authorization": f"token {repo.token(pull_requests='read')}"}
    url = f"{api}/repos/acme/elections/pulls"
    assert [requests.get(url, headers=headers, timeout=5).status_code for _ in range(2)] == [502, 200]
