"""Every field and every route that the stand-in models gives an answer that GitHub's schemas allow."""

from __future__ import annotations

import re

import pytest
from graphql import get_named_type, is_enum_type, is_non_null_type, is_object_type, is_scalar_type
from standin import GitHub, PullRequest, Remark, Role
from standin.client import Client
from standin.graphql_api import schema
from standin.graphql_api.git_views import (
    Blob,
    Commit,
    CommitStatus,
    Ref,
    StatusCheckRollup,
    StatusContext,
    Tree,
    TreeEntry,
)
from standin.graphql_api.pull_views import Label, PullRequestChangedFile
from standin.graphql_api.pull_views import PullRequest as PullView
from standin.graphql_api.repository_views import Repository
from standin.graphql_api.review_views import PullRequestReview, PullRequestReviewComment, PullRequestReviewThread
from standin.graphql_api.root import RateLimit
from standin.graphql_api.talk_views import ContentEdit, EventView, IssueComment, ReactionGroup, ReactionView
from standin.graphql_api.views import Actor, snake
from standin.node_ids import node_id
from standin.openapi import operations

REPO = "/repos/acme/elections"
PULL = "repository { pullRequest(number: 1) { %s } }"
COMMENT = PULL % "comments(first: 1) { nodes { %s } }"
THREAD = PULL % "reviewThreads(first: 1) { nodes { %s } }"
COMMIT = PULL % "commits(last: 1) { nodes { commit { %s } } }"
PLACES: list[tuple[str, type, str]] = [
    ("Repository", Repository, "repository { %s }"),
    ("PullRequest", PullView, PULL),
    ("User", Actor, PULL % "author { ... on User { %s } }"),
    ("Organization", Actor, 'organization(login: "acme") { %s }'),
    ("Label", Label, PULL % "labels(first: 1) { nodes { %s } }"),
    ("PullRequestChangedFile", PullRequestChangedFile, PULL % "files(first: 1) { nodes { %s } }"),
    ("IssueComment", IssueComment, COMMENT),
    ("UserContentEdit", ContentEdit, COMMENT % "userContentEdits(first: 1) { nodes { %s } }"),
    ("Reaction", ReactionView, COMMENT % "reactions(first: 1) { nodes { %s } }"),
    ("ReactionGroup", ReactionGroup, COMMENT % "reactionGroups { %s }"),
    ("PullRequestReview", PullRequestReview, PULL % "reviews(first: 1) { nodes { %s } }"),
    ("PullRequestReviewThread", PullRequestReviewThread, THREAD),
    ("PullRequestReviewComment", PullRequestReviewComment, THREAD % "comments(first: 1) { nodes { %s } }"),
    ("Commit", Commit, COMMIT),
    ("Status", CommitStatus, COMMIT % "status { %s }"),
    ("StatusCheckRollup", StatusCheckRollup, COMMIT % "statusCheckRollup { %s }"),
    ("StatusContext", StatusContext, COMMIT % "status { contexts { %s } }"),
    ("Tree", Tree, COMMIT % "tree { %s }"),
    ("TreeEntry", TreeEntry, COMMIT % "tree { entries { %s } }"),
    ("Blob", Blob, 'repository { object(expression: "main:README.md") { ... on Blob { %s } } }'),
    ("Ref", Ref, "repository { defaultBranchRef { %s } }"),
    (
        "ClosedEvent",
        EventView,
        PULL % "timelineItems(first: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { %s } } }",
    ),
    ("RateLimit", RateLimit, "rateLimit { %s }"),
]


@pytest.fixture
def pull(github: GitHub) -> PullRequest:
    github.organization("acme", ["olga"])
    repo = github.repository("acme/elections")
    repo.allow("wanda", Role.WRITE)
    pull = repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "One\nTwo\n"})
    comment = pull.comment("bob", "Hello")
    comment.edit("Hello all", by="bob")
    comment.react("grace", "eyes")
    pull.review("grace", "COMMENTED", "Look", [Remark("ada.md", 2, "Hm.", start_line=1)])
    pull.add_label("late", by="wanda")
    pull.close(by="ada")
    pull.reopen(by="ada")
    return pull


def modelled(kind: str, view: type) -> str:
    """A selection of every field of a type that its view has, one level deep."""
    shape = schema().type_map[kind]
    assert is_object_type(shape)
    fields: list[str] = []
    for name, field in shape.fields.items():
        needed = [argument for argument in field.args.values() if is_non_null_type(argument.type)]
        if field.deprecation_reason or needed or not hasattr(view, snake(name)) or name in {"object", "timelineItems"}:
            continue
        inner = get_named_type(field.type)
        paged = "(first: 2)" if inner.name.endswith("Connection") else ""
        below = "" if is_scalar_type(inner) or is_enum_type(inner) else " { __typename }"
        fields.append(f"{name}{paged}{below}")
    assert len(fields) > 2, kind
    return " ".join(fields)


@pytest.mark.parametrize(("kind", "view", "place"), PLACES, ids=[place[0] for place in PLACES])
def test_every_modelled_field_has_a_value_of_its_type(
    pull: PullRequest, api: str, kind: str, view: type, place: str
) -> None:
    whole = place % modelled(kind, view)
    query = "{" + whole.replace("repository {", 'repository(owner: "acme", name: "elections") {', 1) + "}"
    every = ("checks", "contents", "issues", "pull_requests", "statuses")
    with Client(api, pull.repo.token(**dict.fromkeys(every, "write"), members="read")) as client:
        client.ask("POST", f"{REPO}/statuses/{pull.head_sha}", {"state": "success"})
        answer = client.graphql(query)
    assert "errors" not in answer, answer["errors"]
    assert not re.search(r"'nodes': \[\]", str(answer))


def test_a_fragment_is_counted_where_it_is_spread(pull: PullRequest, api: str) -> None:
    query = """query { rateLimit { nodeCount } repository(owner: "acme", name: "elections") {
        pullRequests(first: 10) { nodes { ...Talk ... on PullRequest { labels(first: 5) { totalCount } } } } } }
        fragment Talk on PullRequest { comments(first: 20) { nodes { author { login } } } }"""
    with Client(api, pull.repo.token(pull_requests="read")) as client:
        assert client.graphql(query)["data"]["rateLimit"]["nodeCount"] == 10 + 10 * 20 + 10 * 5


def test_every_write_does_what_it_says(pull: PullRequest, api: str, github: GitHub) -> None:
    every = dict.fromkeys(("actions", "contents", "issues", "pull_requests", "statuses"), "write")
    with Client(api, pull.repo.token(**every)) as client:

        def write(method: str, path: str, body: object = None, status: int = 200) -> dict[str, str]:
            answer = client.ask(method, REPO + path, body)
            assert answer.status_code == status, (method, path, answer.text)
            found: dict[str, str] = answer.json() if answer.content else {}
            return found

        head = pull.repo.head
        blob = write("POST", "/git/blobs", {"content": "SGkK", "encoding": "base64"}, 201)
        entry = {"path": "docs/hi.txt", "mode": "100644", "type": "blob"}
        tree = write("POST", "/git/trees", {"base_tree": head, "tree": [{**entry, "sha": blob["sha"]}]}, 201)
        smaller = write("POST", "/git/trees", {"base_tree": tree["sha"], "tree": [{**entry, "sha": None}]}, 201)
        made = write("POST", "/git/commits", {"message": "Hi", "tree": tree["sha"], "parents": [head]}, 201)
        write("POST", "/git/trees", {"tree": [{**entry, "path": "../up", "content": "x"}]}, 422)
        write("POST", "/git/refs", {"ref": "refs/heads/docs", "sha": made["sha"]}, 201)
        write("POST", "/git/refs", {"ref": "refs/heads/docs", "sha": made["sha"]}, 422)
        write("PATCH", "/git/refs/heads/docs", {"sha": head}, 422)
        write("PATCH", "/git/refs/heads/docs", {"sha": head, "force": True})
        write("PATCH", "/git/refs/heads/docs", {"sha": made["sha"]})
        assert pull.repo.text("docs/hi.txt", "docs") == "Hi\n"
        assert smaller["sha"] == github.objects.commit(head).tree
        pull.repo.data.protected.add("docs")
        write("PATCH", "/git/refs/heads/docs", {"sha": made["sha"]}, 422)
        write("POST", "/pulls", {"title": "Docs", "head": "docs", "base": "main"}, 403)
        pull.repo.data.pulls_by_actions = True
        opened = write("POST", "/pulls", {"title": "Docs", "head": "docs", "base": "main", "draft": True}, 201)
        write("POST", "/pulls", {"title": "Docs", "head": "docs", "base": "main"}, 422)
        write("POST", "/pulls", {"title": "Docs", "head": "ada:missing", "base": "main"}, 422)
        write("PATCH", f"/pulls/{opened['number']}", {"title": "Better", "body": "Text", "state": "closed"})
        write("PATCH", "/issues/1", {"labels": ["early"], "title": "Ada"})
        assert (pull.labels, pull.issue.title) == (["early"], "Ada")
        write("POST", "/issues/1/labels", ["more"])
        write("DELETE", "/issues/1/labels/more")
        write("POST", "/labels", {"name": "other", "color": "00ff00", "description": "For others"}, 201)
        write("POST", f"/statuses/{head}", {"state": "pending"}, 201)
        write("PUT", "/contents/docs/new.txt", {"message": "New", "content": "SGkK", "branch": "docs"}, 201)
        write("DELETE", "/git/refs/heads/docs", status=204)
        comment = write("POST", "/issues/1/comments", {"body": "Bye"}, 201)
        here = f"/issues/comments/{comment['id']}"
        reaction = write("POST", f"{here}/reactions", {"content": "eyes"}, 201)
        write("POST", f"{here}/reactions", {"content": "eyes"})
        write("DELETE", f"{here}/reactions/{reaction['id']}", status=204)
        write("DELETE", here, status=204)
        write("DELETE", here, status=404)
        remark = {"path": "ada.md", "line": 1, "body": "Hm.", "commit_id": pull.head_sha}
        made_remark = write("POST", "/pulls/1/comments", remark, 201)
        assert len(client.get(f"{REPO}/pulls/1/comments")) == 2
        write("DELETE", f"/pulls/comments/{made_remark['id']}", status=204)
        write("DELETE", f"/pulls/comments/{made_remark['id']}", status=404)
        assert len(client.get(f"{REPO}/pulls/1/comments")) == 1
        approval = pull.review("wanda")
        write("PUT", f"/pulls/1/reviews/{approval.id}/dismissals", {"message": "Too early"})
        write("PUT", f"/pulls/1/reviews/{approval.id}/dismissals", {"message": "Again"}, 422)
        write("POST", "/pulls/1/reviews", {"body": "Draft"})
        write("POST", "/pulls/1/reviews", {"body": "Second draft"}, 422)
        write("PUT", f"/pulls/1/reviews/{approval.id}", {"body": "Fine."})
        assert approval.body == "Fine."
        write("POST", "/pulls/1/requested_reviewers", {"reviewers": ["wanda"]}, 201)
        write("DELETE", "/pulls/1/requested_reviewers", {"reviewers": ["wanda"]})
        assert client.ask("GET", f"{REPO}/pulls/1/merge").status_code == 404
        write("PUT", "/pulls/1/merge", {"merge_method": "squash", "commit_title": "Ada (#1)", "sha": pull.head_sha})
        assert client.ask("GET", f"{REPO}/pulls/1/merge").status_code == 204
        write("PATCH", "/pulls/1", {"state": "open"}, 422)

    assert approval.data.state == "DISMISSED"
    assert pull.repo.text("ada.md") == "One\nTwo\n"
    assert github.objects.commit(pull.repo.head).message == "Ada (#1)"
    assert len(github.objects.commit(pull.repo.head).parents) == 1
    asked = [entry.path for entry in github.writes]
    routes = {path for method, path in operations() if method != "GET" and path.startswith("/repos")}
    tried = {path for path in routes if any(re.fullmatch(re.sub(r"{\w+}", ".+", path), one) for one in asked)}
    assert routes == tried


def test_every_mutation_does_what_it_says(pull: PullRequest, api: str) -> None:
    pull.repo.label("unused")
    with Client(api, pull.repo.token(contents="write", issues="write", pull_requests="write")) as client:

        def mutate(name: str, given: dict[str, str], selection: str) -> dict[str, str]:
            kind = name[0].upper() + name[1:]
            query = f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ clientMutationId {selection} }} }}"
            answer = client.graphql(query, input={**given, "clientMutationId": "me"})
            assert "errors" not in answer, answer
            found: dict[str, str] = answer["data"][name]
            assert found["clientMutationId"] == "me"
            return found

        mutate("addComment", {"subjectId": pull.node_id, "body": "Mine"}, "commentEdge { node { body } }")
        comment = pull.comments[-1]
        mutate("updateIssueComment", {"id": comment.node_id, "body": "Mine, better"}, "issueComment { body }")
        assert (comment.author, comment.body) == ("github-actions", "Mine, better")
        eyes = {"subjectId": comment.node_id, "content": "EYES"}
        mutate("addReaction", eyes, "reaction { content } subject { id }")
        assert comment.reactions == [("github-actions", "eyes")]
        mutate("removeReaction", eyes, "reaction { content }")
        assert comment.reactions == []
        hidden = {"subjectId": comment.node_id, "classifier": "OFF_TOPIC"}
        mutate("minimizeComment", hidden, "minimizedComment { isMinimized }")
        assert comment.data.minimized == "off-topic"
        mutate("unminimizeComment", {"subjectId": comment.node_id}, "unminimizedComment { isMinimized }")
        assert comment.data.minimized is None
        mutate("deleteIssueComment", {"id": comment.node_id}, "")
        assert [left.body for left in pull.comments] == ["Hello all"]
        thread = node_id("PullRequestReviewThread", pull.threads[0].id)
        for name, resolved in (("resolveReviewThread", True), ("unresolveReviewThread", False)):
            mutate(name, {"threadId": thread}, "thread { isResolved }")
            assert (pull.threads[0].resolved_by is not None) is resolved


def test_a_commit_knows_its_history_its_files_and_who_made_it(pull: PullRequest, api: str) -> None:
    first = pull.repo.head
    second = pull.repo.commit({"docs/more.md": "More"}, "More\n\nWith a reason", by="ada")
    query = """{ repository(owner: "acme", name: "elections") { ref(qualifiedName: "main") { target { ... on Commit {
        messageHeadline author { name user { login } } tree { oid } file(path: "docs/more.md") { mode size }
        all: history(first: 9) { nodes { oid } } one: history(first: 9, path: "docs") { nodes { oid } }
        status { context(name: "NOMFLOW") { state creator { login } } } } } }
        label(name: "LATE") { name } pullRequests(labels: ["late"], first: 1) { totalCount } } }"""
    token = pull.repo.token(contents="write", statuses="write", pull_requests="read")
    with Client(api, token) as client:
        client.ask("POST", f"{REPO}/statuses/{second}", {"state": "error", "context": "nomflow"})
        answer = client.graphql(query)["data"]["repository"]
        rest = [commit["sha"] for commit in client.get(f"{REPO}/commits?path=docs/more.md")]
        pages = client.pages(f"{REPO}/commits?per_page=1")
        assert client.get(f"{REPO}/commits/{second[:8]}")["sha"] == second
    found = answer["ref"]["target"]
    assert found["author"] == {"name": "ada", "user": {"login": "ada"}}
    assert (found["messageHeadline"], found["file"]) == ("More", {"mode": 0o100644, "size": 4})
    assert [node["oid"] for node in found["all"]["nodes"]] == [second, first]
    assert [node["oid"] for node in found["one"]["nodes"]] == rest == [second]
    assert [commit["sha"] for page in pages for commit in page] == [second, first]
    assert found["status"]["context"] == {"state": "ERROR", "creator": {"login": "github-actions"}}
    assert (answer["label"], answer["pullRequests"]) == ({"name": "late"}, {"totalCount": 1})


def test_a_persons_token_is_that_person(pull: PullRequest, api: str) -> None:
    with Client(api, pull.world.person("wanda").token()) as client:
        assert client.get("/user")["login"] == "wanda"
        assert client.get(f"{REPO}/collaborators/wanda/permission")["permission"] == "write"
        assert client.get(REPO)["permissions"]["push"] is True
        assert client.graphql("{ viewer { login __typename } }")["data"]["viewer"]["login"] == "wanda"
    with Client(api, pull.world.person("olga").token()) as client:
        assert client.ask("GET", "/orgs/acme/members/olga").status_code == 204
        assert client.ask("GET", "/orgs/acme/members/ada").status_code == 404
