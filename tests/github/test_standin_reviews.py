"""Reviews, comments and suggestions behave as people know them from GitHub, with all that bites."""

from __future__ import annotations

from typing import Any

import pytest
from standin import GitHub, PullRequest, Remark, Repo, Role
from standin.client import Client

PULL = "/repos/acme/elections/pulls/1"
ISSUE = "/repos/acme/elections/issues/1"
TEXT = "# Ada\n\nI stand for all.\n\nI promise much.\n"

QUERY = """{ viewer { login } repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
  reviews(first: 100) { nodes { state body submittedAt author { __typename login } commit { oid } } }
  comments(first: 100) { nodes { body lastEditedAt editor { login } includesCreatedEdit isMinimized minimizedReason
    viewerDidAuthor userContentEdits(first: 9) { nodes { editedAt editor { login } diff } }
    reactions(first: 9) { nodes { content user { login } } }
    reactionGroups { content viewerHasReacted reactors(first: 9) { totalCount } } } }
  reviewThreads(first: 100) { nodes { isResolved isOutdated line originalLine path
    comments(first: 1) { nodes { body author { login } } } } }
} } }"""


@pytest.fixture
def pull(github: GitHub) -> PullRequest:
    repo = github.repository("acme/elections")
    return repo.open_pull("ada", repo.fork("ada"), files={"ada.md": TEXT})


def seen(client: Client) -> Any:
    answer = client.graphql(QUERY)
    assert "errors" not in answer, answer
    return answer["data"]["repository"]["pullRequest"]


def test_a_pending_review_is_seen_by_its_author_alone(pull: PullRequest, api: str) -> None:
    given = pull.review("grace", "PENDING", "Not yet", [Remark("ada.md", 3, "Hm.")])
    with (
        Client(api, pull.repo.token(pull_requests="read")) as others,
        Client(api, given.world.person("grace").token()) as hers,
    ):
        assert (others.get(f"{PULL}/reviews"), others.get(f"{PULL}/comments")) == ([], [])
        assert (seen(others)["reviews"]["nodes"], seen(others)["reviewThreads"]["nodes"]) == ([], [])
        mine = hers.get(f"{PULL}/reviews")
        assert [(review["state"], "submitted_at" in review) for review in mine] == [("PENDING", False)]
        given.submit("APPROVED")
        assert [review["state"] for review in others.get(f"{PULL}/reviews")] == ["APPROVED"]
        assert len(seen(others)["reviewThreads"]["nodes"]) == 1


def test_a_dismissed_review_changes_in_place(pull: PullRequest, api: str) -> None:
    given = pull.review("grace", "APPROVED", "Good")
    pull.review("grace", "COMMENTED", "By the way")
    with Client(api, pull.repo.token(pull_requests="read")) as client:
        before = client.get(f"{PULL}/reviews")
        given.dismiss(by="acme")
        after = client.get(f"{PULL}/reviews")
    assert after == [{**before[0], "state": "DISMISSED"}, before[1]]


def test_reviews_and_comments_have_second_pages(pull: PullRequest, api: str) -> None:
    for number in range(101):
        pull.review(f"reviewer-{number}")
        pull.comment("bob", f"Comment {number}")
    query = """query($after: String) { repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
        reviews(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } } } }"""
    with Client(api, pull.repo.token(pull_requests="read")) as client:
        assert [len(page) for page in client.pages(f"{PULL}/reviews")] == [30, 30, 30, 11]
        assert [len(page) for page in client.pages(f"{ISSUE}/comments?per_page=100")] == [100, 1]
        link = client.ask("GET", f"{ISSUE}/comments?page=2").links
        assert {rel: found["url"].rpartition("?")[2] for rel, found in link.items()} == {
            "prev": "page=1",
            "next": "page=3",
            "last": "page=4",
            "first": "page=1",
        }
        assert f"/repositories/{pull.repo.id}/issues/1/comments" in link["next"]["url"]
        first = client.graphql(query)["data"]["repository"]["pullRequest"]["reviews"]
        cursor = first["pageInfo"]["endCursor"]
        second = client.graphql(query, after=cursor)["data"]["repository"]["pullRequest"]["reviews"]
    assert (len(first["nodes"]), first["pageInfo"]["hasNextPage"], first["totalCount"]) == (100, True, 101)
    assert (len(second["nodes"]), second["pageInfo"]["hasNextPage"]) == (1, False)


def test_an_edit_tells_who_and_when_in_graphql_and_hardly_anything_in_rest(pull: PullRequest, api: str) -> None:
    comment = pull.comment("bob", "/endorse")
    pull.world.clock.advance(hours=1)
    pull.repo.allow("mallory", Role.WRITE)
    comment.edit("/endorse him", by="mallory")
    comment.minimize("off-topic")
    comment.react("grace", "+1")
    with Client(api, pull.repo.token(pull_requests="read", issues="read")) as client:
        [shown] = seen(client)["comments"]["nodes"]
        [rest] = client.get(f"{ISSUE}/comments")
    assert (shown["editor"], shown["includesCreatedEdit"]) == ({"login": "mallory"}, True)
    assert (shown["isMinimized"], shown["minimizedReason"]) == (True, "off-topic")
    assert [(node["editor"]["login"], node["diff"]) for node in shown["userContentEdits"]["nodes"]] == [
        ("mallory", "/endorse him"),
        ("bob", "/endorse"),
    ]
    assert shown["reactions"]["nodes"] == [{"content": "THUMBS_UP", "user": {"login": "grace"}}]
    used = [group for group in shown["reactionGroups"] if group["reactors"]["totalCount"]]
    assert len(shown["reactionGroups"]) == 8
    assert used == [{"content": "THUMBS_UP", "viewerHasReacted": False, "reactors": {"totalCount": 1}}]
    assert rest["user"]["login"] == "bob"
    assert (rest["updated_at"], "editor" in rest) == (shown["lastEditedAt"], False)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("x" * 65537, "Body is too long (maximum is 65536 characters)"),
        ("  ", "Body cannot be blank"),
    ],
)
def test_a_body_too_long_or_blank_is_refused_with_the_reason(
    pull: PullRequest, api: str, body: str, message: str
) -> None:
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        refused = client.ask("POST", f"{ISSUE}/comments", {"body": body})
        subject = {"subjectId": pull.node_id, "body": body}
        mutation = "mutation($input: AddCommentInput!) { addComment(input: $input) { commentEdge { node { id } } } }"
        answer = client.graphql(mutation, input=subject)
    assert (refused.status_code, refused.json()["message"]) == (422, "Validation Failed")
    assert [error["message"] for error in refused.json()["errors"]] == [message]
    assert (answer["data"], answer["errors"][0]["message"]) == ({"addComment": None}, message)
    assert pull.comments == []


def test_a_body_of_just_the_limit_is_taken(pull: PullRequest, api: str) -> None:
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        assert client.ask("POST", f"{ISSUE}/comments", {"body": "ä" * 65536}).status_code == 201


def test_nobody_approves_their_own_pull_request_nor_does_the_actions_bot(pull: PullRequest, api: str) -> None:
    own, bot = pull.world.person("ada").token(), pull.repo.token(pull_requests="write")
    for token, message in ((own, "Can not approve your own"), (bot, "GitHub Actions is not permitted")):
        with Client(api, token) as client:
            refused = client.ask("POST", f"{PULL}/reviews", {"event": "APPROVE"})
        assert refused.status_code == 422
        assert refused.json()["errors"][0].startswith(message)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ({"path": "ada.md", "line": 6}, "Line could not be resolved"),
        ({"path": "README.md", "line": 1}, "Path could not be resolved"),
        ({"path": "ada.md", "line": 3, "start_line": 3}, "start_line must precede the end line"),
    ],
)
def test_a_suggestion_outside_the_diff_is_refused(
    pull: PullRequest, api: str, comment: dict[str, object], message: str
) -> None:
    review = {"event": "COMMENT", "body": "Some ideas", "comments": [{**comment, "body": "Hm."}]}
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        refused = client.ask("POST", f"{PULL}/reviews", review)
    assert (refused.status_code, refused.json()["errors"]) == (422, [message])
    assert pull.reviews == []


def test_a_suggestion_moves_with_its_line_and_is_outdated_when_applied(pull: PullRequest, api: str) -> None:
    body = "Shorter:\n```suggestion\nI promise.\n```\n"
    review = {"event": "COMMENT", "body": "One idea", "comments": [{"path": "ada.md", "line": 5, "body": body}]}
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        assert client.ask("POST", f"{PULL}/reviews", review).status_code == 200
        pull.push({"ada.md": "<!-- new -->\n" + TEXT})
        [moved] = seen(client)["reviewThreads"]["nodes"]
        pull.push({"ada.md": TEXT})
        pull.apply_suggestion(pull.threads[0], by="ada")
        [applied] = seen(client)["reviewThreads"]["nodes"]
    assert (moved["line"], moved["originalLine"], moved["isOutdated"]) == (6, 5, False)
    assert (applied["line"], applied["isOutdated"]) == (None, True)
    assert pull.head.text("ada.md", pull.head_sha) == TEXT.replace("I promise much.", "I promise.")


def test_comments_are_hidden_and_threads_resolved_by_mutation(pull: PullRequest, api: str) -> None:
    comment = pull.comment("bob", "Old news")
    pull.review("grace", "COMMENTED", "Look", [Remark("ada.md", 3, "Hm.")])
    mutation = """mutation($comment: ID!, $thread: ID!) {
        minimizeComment(input: {subjectId: $comment, classifier: OUTDATED}) {
            minimizedComment { isMinimized minimizedReason } }
        resolveReviewThread(input: {threadId: $thread}) { thread { isResolved } } }"""
    find = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
        reviewThreads(first: 1) { nodes { id } } } } }"""
    with Client(api, pull.repo.token(pull_requests="write", contents="write")) as client:
        [thread] = client.graphql(find)["data"]["repository"]["pullRequest"]["reviewThreads"]["nodes"]
        done = client.graphql(mutation, comment=comment.node_id, thread=thread["id"])["data"]
    assert done["minimizeComment"]["minimizedComment"] == {"isMinimized": True, "minimizedReason": "outdated"}
    assert done["resolveReviewThread"]["thread"] == {"isResolved": True}
    assert (comment.data.minimized, pull.threads[0].resolved_by is not None) == ("outdated", True)


def test_a_status_is_bounded_and_the_last_of_a_context_counts(pull: PullRequest, api: str) -> None:
    statuses = f"/repos/acme/elections/statuses/{pull.head_sha}"
    with Client(api, pull.repo.token(statuses="write")) as client:
        long = client.ask("POST", statuses, {"state": "success", "description": "x" * 141})
        scheme = client.ask("POST", statuses, {"state": "success", "target_url": "javascript:alert(1)"})
        lost = client.ask("POST", f"/repos/acme/elections/statuses/{'0' * 40}", {"state": "success"})
        for state in ("pending", "success"):
            client.ask("POST", statuses, {"state": state, "context": "nomflow"})
        client.ask("POST", statuses, {"state": "error", "context": "other"})
        combined = client.get(f"/repos/acme/elections/commits/{pull.head_sha}/status")
        listed = client.get(f"/repos/acme/elections/commits/{pull.head_sha}/statuses")
    assert [refused.status_code for refused in (long, scheme, lost)] == [422, 422, 422]
    assert "too long" in long.json()["errors"][0]["message"]
    assert combined["state"] == "failure"
    assert {status["context"]: status["state"] for status in combined["statuses"]} == {
        "nomflow": "success",
        "other": "error",
    }
    assert [status["state"] for status in listed] == ["error", "success", "pending"]


def test_a_label_is_made_when_it_is_first_used_and_only_once(pull: PullRequest, api: str) -> None:
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        client.ask("POST", f"{ISSUE}/labels", {"labels": ["Nomination"]})
        client.ask("POST", f"{ISSUE}/labels", {"labels": ["nomination"]})
        again = client.ask("POST", "/repos/acme/elections/labels", {"name": "NOMINATION", "color": "ff0000"})
        gone = [client.ask("DELETE", f"{ISSUE}/labels/nomination").status_code for _ in range(2)]
    assert again.json()["errors"] == [{"resource": "Label", "field": "name", "code": "already_exists"}]
    assert gone == [200, 404]
    assert pull.labels == []


def test_every_act_takes_a_second_of_the_servers_clock(pull: PullRequest, api: str, github: GitHub) -> None:
    github.clock.set("2026-06-01T23:59:58+02:00")
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        made = client.ask("POST", f"{ISSUE}/comments", {"body": "In time"})
        read = client.ask("GET", f"{ISSUE}/comments")
    assert made.json()["created_at"] == "2026-06-01T21:59:59Z"
    assert made.headers["date"] == read.headers["date"] == "Mon, 01 Jun 2026 21:59:59 GMT"


def test_drafts_say_so_and_leave_a_trace_when_ready(github: GitHub, api: str) -> None:
    repo: Repo = github.repository("acme/elections")
    pull = repo.open_pull("ada", repo.fork("ada"), files={"ada.md": TEXT}, draft=True)
    query = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) { isDraft
        timelineItems(first: 5, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes {
            ... on ReadyForReviewEvent { createdAt actor { login } } } } } } }"""
    with Client(api, repo.token(pull_requests="read")) as client:
        before = client.graphql(query)["data"]["repository"]["pullRequest"]
        pull.set_draft(draft=False, by="ada")
        after = client.graphql(query)["data"]["repository"]["pullRequest"]
    assert before == {"isDraft": True, "timelineItems": {"nodes": []}}
    assert (after["isDraft"], after["timelineItems"]["nodes"][0]["actor"]) == (False, {"login": "ada"})
