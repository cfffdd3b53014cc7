"""Git objects have the names that git gives them; pull requests show the changes that GitHub shows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from standin import Executable, GitHub, Repo, Submodule, Symlink
from standin.client import Client
from standin.gitobjects import Content

FILES: dict[str, Content] = {
    "a.txt": "one\ntwo\n",
    "a/b/c.txt": "deep\n",
    "a.d": "sorts between the folder a and a file\n",
    "run.sh": Executable("#!/bin/sh\n"),
    "link": Symlink("a/b/c.txt"),
    "sub": Submodule(),
}


@pytest.fixture
def repo(github: GitHub) -> Repo:
    return github.repository("acme/elections", FILES)


def test_a_blob_has_the_name_that_git_gives_it(github: GitHub) -> None:
    assert github.objects.add_blob(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert github.objects.add_tree({}) == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def test_a_whole_tree_has_the_name_that_git_gives_it(github: GitHub, repo: Repo, tmp_path: Path) -> None:
    tree = github.objects.commit(repo.head).tree
    modes = [f"{leaf.mode} {leaf.sha}\t{path}" for path, leaf in github.objects.files(tree).items()]
    git = ["git", "-C", str(tmp_path), "-c", "safe.directory=*"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "update-index", "--index-info"], input="\n".join(modes), text=True, check=True)
    done = subprocess.run([*git, "write-tree", "--missing-ok"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == tree


def test_tree_entries_tell_files_from_links_programs_and_submodules(repo: Repo, api: str) -> None:
    with Client(api, repo.token(contents="read")) as client:
        tree = client.get("/repos/acme/elections/git/trees/main?recursive=1")
        query = """{ repository(owner: "acme", name: "elections") { object(expression: "main:") {
            ... on Tree { entries { name mode type } } } } }"""
        entries = client.graphql(query)["data"]["repository"]["object"]["entries"]
    assert {entry["path"]: (entry["mode"], entry["type"]) for entry in tree["tree"]} == {
        "a.d": ("100644", "blob"),
        "a.txt": ("100644", "blob"),
        "a": ("040000", "tree"),
        "a/b": ("040000", "tree"),
        "a/b/c.txt": ("100644", "blob"),
        "link": ("120000", "blob"),
        "run.sh": ("100755", "blob"),
        "sub": ("160000", "commit"),
    }
    assert {entry["name"]: (entry["mode"], entry["type"]) for entry in entries} == {
        "a.d": (0o100644, "blob"),
        "a.txt": (0o100644, "blob"),
        "a": (0o040000, "tree"),
        "link": (0o120000, "blob"),
        "run.sh": (0o100755, "blob"),
        "sub": (0o160000, "commit"),
    }


def test_the_contents_api_follows_links_and_disguises_submodules(repo: Repo, api: str) -> None:
    repo.commit({"away": Symlink("../../secret"), "big.bin": b"x" * (1024 * 1024 + 1)})
    with Client(api, repo.token(contents="read")) as client:
        contents = "/repos/acme/elections/contents"
        followed, away, big = (client.get(f"{contents}/{name}") for name in ("link", "away", "big.bin"))
        listed = {entry["name"]: entry["type"] for entry in client.get(contents)}
        raw = client.ask("GET", f"{contents}/a.txt", headers={"Accept": "application/vnd.github.raw+json"})
        missing = client.ask("GET", f"{contents}/nothing.txt")
    assert (followed["type"], followed["content"]) == ("file", "ZGVlcAo=\n")
    assert (away["type"], away["target"]) == ("symlink", "../../secret")
    assert (big["encoding"], big["content"]) == ("none", "")
    assert (listed["sub"], listed["link"], listed["a"]) == ("file", "symlink", "dir")
    assert raw.text == "one\ntwo\n"
    assert missing.status_code == 404


def test_a_pull_request_shows_what_was_added_changed_renamed_and_removed(repo: Repo, api: str) -> None:
    repo.commit({"old.txt": "".join(f"line {n}\n" for n in range(20)), "gone.txt": "bye\n"})
    renamed = "".join(f"line {n}\n" for n in range(19)) + "last\n"
    pull = repo.open_pull(
        "ada",
        repo.fork("ada"),
        files={"new.txt": "new\n", "a.txt": "one\n2\n", "old.txt": None, "moved.txt": renamed, "gone.txt": None},
    )
    repo.commit({"README.md": "The base goes on.\n"})
    with Client(api, repo.token(pull_requests="read")) as client:
        files = {file["filename"]: file for file in client.get("/repos/acme/elections/pulls/1/files")}
        query = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
            changedFiles files(first: 9) { nodes { path changeType additions deletions } } } } }"""
        pull_request = client.graphql(query)["data"]["repository"]["pullRequest"]
    assert {name: (file["status"], file["additions"], file["deletions"]) for name, file in files.items()} == {
        "a.txt": ("modified", 1, 1),
        "gone.txt": ("removed", 0, 1),
        "moved.txt": ("renamed", 1, 1),
        "new.txt": ("added", 1, 0),
    }
    assert files["moved.txt"]["previous_filename"] == "old.txt"
    assert files["a.txt"]["patch"] == "@@ -1,2 +1,2 @@\n one\n-two\n+2"
    assert files["new.txt"]["sha"] == repo.world.objects.add_blob(b"new\n")
    kinds = {node["path"]: node["changeType"] for node in pull_request["files"]["nodes"]}
    assert kinds == {"a.txt": "MODIFIED", "gone.txt": "DELETED", "moved.txt": "RENAMED", "new.txt": "ADDED"}
    assert pull_request["changedFiles"] == 4
    assert pull.data.base_sha != repo.head


def test_a_pull_request_from_a_deleted_fork_can_still_be_read_through_the_base(repo: Repo, api: str) -> None:
    fork = repo.fork("ada")
    pull = repo.open_pull("ada", fork, files={"ada.md": "I stand.\n"})
    fork.delete()
    query = """query($expression: String!) { repository(owner: "acme", name: "elections") {
        pullRequest(number: 1) { headRepository { name } headRepositoryOwner { login } headRef { name } headRefOid }
        object(expression: $expression) { ... on Blob { text } } } }"""
    with Client(api, repo.token(contents="read", pull_requests="read")) as client:
        rest = client.get("/repos/acme/elections/pulls/1")
        by_sha, by_ref = (
            client.graphql(query, expression=f"{name}:ada.md")["data"]["repository"]
            for name in (pull.head_sha, "refs/pull/1/head")
        )
        assert client.get("/repos/acme/elections/pulls?head=ada:nomination")[0]["number"] == 1
        assert client.get(f"/repos/acme/elections/commits/{pull.head_sha}/pulls") == []
    assert (rest["head"]["repo"], rest["head"]["sha"]) == (None, pull.head_sha)
    nothing = {"headRepository": None, "headRepositoryOwner": None, "headRef": None}
    assert by_sha["pullRequest"] == {**nothing, "headRefOid": pull.head_sha}
    assert by_sha["object"] == by_ref["object"] == {"text": "I stand.\n"}


def test_a_moved_head_is_seen_at_once_and_rewritten_history_leaves_a_trace(repo: Repo, api: str) -> None:
    pull = repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "One\n"})
    first = pull.head_sha
    second = pull.push({"ada.md": "Two\n"})
    third = pull.push({"ada.md": "Three\n"}, force=True)
    query = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
        headRefOid commits(first: 10) { nodes { commit { oid } } }
        timelineItems(first: 10, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) { nodes {
            ... on HeadRefForcePushedEvent { actor { login } beforeCommit { oid } afterCommit { oid } } } } } } }"""
    with Client(api, repo.token(pull_requests="read")) as client:
        found = client.graphql(query)["data"]["repository"]["pullRequest"]
    assert found["headRefOid"] == third
    assert [node["commit"]["oid"] for node in found["commits"]["nodes"]] == [first, third]
    event = {"actor": {"login": "ada"}, "beforeCommit": {"oid": second}, "afterCommit": {"oid": third}}
    assert found["timelineItems"]["nodes"] == [event]


def test_two_sides_that_change_the_same_file_cannot_be_merged(repo: Repo, api: str) -> None:
    pull = repo.open_pull("ada", repo.fork("ada"), files={"a.txt": "mine\n"})
    repo.commit({"a.txt": "theirs\n"})
    pull.push({"b.txt": "more\n"})
    with Client(api, repo.token(pull_requests="write", contents="write")) as client:
        assert client.get("/repos/acme/elections/pulls/1")["mergeable"] is False
        refused = client.ask("PUT", "/repos/acme/elections/pulls/1/merge", {})
    assert (refused.status_code, refused.json()["message"]) == (405, "Pull Request is not mergeable")


def test_a_file_is_put_only_by_those_who_know_what_they_replace(repo: Repo, api: str) -> None:
    with Client(api, repo.token(contents="write")) as client:
        path = "/repos/acme/elections/contents/a.txt"
        content = {"message": "Change", "content": "bmV3Cg=="}
        sha = client.get(path)["sha"]
        answers = [
            client.ask("PUT", path, {**content, **more}).status_code
            for more in ({}, {"sha": "0" * 40}, {"sha": sha}, {"sha": sha})
        ]
    assert answers == [422, 409, 200, 409]
    assert repo.text("a.txt") == "new\n"
