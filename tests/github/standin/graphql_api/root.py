"""Where queries and mutations begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standin import acts
from standin.graphql_api.pull_views import PullRequest
from standin.graphql_api.repository_views import Repository
from standin.graphql_api.review_views import PullRequestReview, PullRequestReviewComment, PullRequestReviewThread
from standin.graphql_api.talk_views import IssueComment, ReactionView
from standin.graphql_api.views import Actor, Context, Edge, FieldError, View, moment
from standin.limits import budget
from standin.node_ids import parse
from standin.permissions import Need, writing
from standin.state import IssueComment as CommentData
from standin.state import Repository as RepositoryData
from standin.state import Role, rest_login
from standin.world import RefusedError

TALKING = writing("issues", "pull-requests", role=Role.READ)
Text = IssueComment | PullRequestReview | PullRequestReviewComment


class Viewer(Actor):
    """Who asks; a bot too shows as a ``User`` here, and under its REST name."""

    @property
    def typename(self) -> str:
        return "User"

    @property
    def login(self) -> str:
        return rest_login(self.user)


@dataclass(frozen=True, slots=True)
class RateLimit(View):
    ctx: Context

    @property
    def cost(self) -> int:
        return self.ctx.cost

    @property
    def node_count(self) -> int:
        return self.ctx.node_count

    @property
    def limit(self) -> int:
        return budget(self.ctx.world.state, self.ctx.caller.token, "graphql").limit

    @property
    def used(self) -> int:
        return budget(self.ctx.world.state, self.ctx.caller.token, "graphql").used

    @property
    def remaining(self) -> int:
        return self.limit - self.used

    @property
    def reset_at(self) -> str | None:
        return moment(budget(self.ctx.world.state, self.ctx.caller.token, "graphql").reset_at)


@dataclass(frozen=True, slots=True)
class Query(View):
    ctx: Context

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.ctx, self.ctx.world.state.users[self.ctx.caller.id])

    def rate_limit(self, *, dry_run: bool = False) -> RateLimit:
        return RateLimit(self.ctx)

    def repository(self, owner: str, name: str, *, follow_renames: bool = True) -> Repository:
        state, full = self.ctx.world.state, f"{owner}/{name}"
        found = state.repository_named(full) or (state.repository_once_named(full) if follow_renames else None)
        if found is None or not self.ctx.caller.sees(found):
            raise FieldError("NOT_FOUND", f"Could not resolve to a Repository with the name '{full}'.")
        return Repository(self.ctx, found)

    def user(self, login: str) -> Actor:
        return self._account(login, "User")

    def organization(self, login: str) -> Actor:
        return self._account(login, "Organization")

    def _account(self, login: str, kind: str) -> Actor:
        found = self.ctx.world.state.user_named(login)
        if found is None or found.kind != kind:
            raise FieldError("NOT_FOUND", f"Could not resolve to a {kind} with the login of '{login}'.")
        return Actor(self.ctx, found)

    def node(self, id: str) -> View:
        return find(self.ctx, id)

    def nodes(self, ids: Sequence[str]) -> list[View]:
        return [find(self.ctx, one) for one in ids]


def find(ctx: Context, id: str) -> View:
    """The thing that a global id names, if the caller may see it."""
    kind, key = parse(id) or ("", "")
    state = ctx.world.state
    if kind in {"User", "Bot", "Organization", "Mannequin"} and (actor := ctx.actor(int(key))):
        return actor
    for repo in state.living_repositories():
        if not ctx.caller.sees(repo):
            continue
        if kind == "Repository" and repo.id == int(key):
            return Repository(ctx, repo)
        for view in _inside(ctx, repo):
            if view.id == id:
                return view
    raise FieldError("NOT_FOUND", f"Could not resolve to a node with the global id of '{id}'")


def _inside(ctx: Context, repo: RepositoryData) -> list[PullRequest | PullRequestReviewThread | Text]:
    found: list[PullRequest | PullRequestReviewThread | Text] = []
    for issue in repo.issues.values():
        found += [IssueComment(ctx, repo, issue, comment) for comment in issue.comments]
        if issue.pull is None:
            continue
        found.append(PullRequest(ctx, repo, issue, issue.pull))
        seen = [r for r in issue.pull.reviews if r.state != "PENDING" or r.author_id == ctx.caller.id]
        found += [PullRequestReview(ctx, repo, issue, review) for review in seen]
        for thread in issue.pull.threads:
            found.append(PullRequestReviewThread(ctx, repo, issue, thread))
            found += [PullRequestReviewComment(ctx, repo, issue, remark, thread) for remark in thread.comments]
    return found


@dataclass(frozen=True)
class Payload(View):
    """What a mutation gives back: the fields it names."""

    fields: Mapping[str, object]

    def __getattr__(self, name: str) -> object:
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Mutation(View):
    ctx: Context

    def add_comment(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        subject = find(self.ctx, input["subjectId"])
        if not isinstance(subject, PullRequest):
            raise FieldError("NOT_FOUND", f"Could not resolve to a node with the global id of '{input['subjectId']}'")
        self.ctx.require(subject.repo, TALKING)
        comment = acts.comment(self.ctx.world, subject.issue, self.ctx.caller.id, input["body"])
        shown = IssueComment(self.ctx, subject.repo, subject.issue, comment)
        return self._payload(input, comment_edge=Edge("", shown), subject=subject)

    def update_issue_comment(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["id"], changing=True)
        acts.edit(self.ctx.world, shown.written, self.ctx.caller.id, input["body"])
        return self._payload(input, issue_comment=shown)

    def delete_issue_comment(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["id"], changing=True)
        assert isinstance(shown.written, CommentData)
        acts.delete_comment(self.ctx.world, shown.issue, shown.written, self.ctx.caller.id)
        return self._payload(input)

    def minimize_comment(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["subjectId"], changing=True)
        shown.written.minimized = input["classifier"].lower().replace("_", "-")
        return self._payload(input, minimized_comment=shown)

    def unminimize_comment(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["subjectId"], changing=True)
        shown.written.minimized = None
        return self._payload(input, unminimized_comment=shown)

    def resolve_review_thread(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        return self._set_resolved(input, self.ctx.caller.id)

    def unresolve_review_thread(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        return self._set_resolved(input, None)

    def _set_resolved(self, given: Mapping[str, str], by: int | None) -> Payload:
        """An integration needs to write *contents* for this (https://github.com/github/gh-aw/issues/35726);
        of people, the author of the pull request may too."""
        shown = find(self.ctx, given["threadId"])
        assert isinstance(shown, PullRequestReviewThread)
        if shown.issue.author_id != self.ctx.caller.id:
            self.ctx.require(shown.repo, writing("pull-requests"))
            self.ctx.require(shown.repo, writing("contents"))
        shown.thread.resolved_by = by
        return self._payload(given, thread=shown)

    def add_reaction(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["subjectId"], need=writing("issues", role=Role.READ))
        name = next(rest for rest, word in acts.REACTIONS.items() if word == input["content"])
        reaction, _ = acts.react(self.ctx.world, shown.written, self.ctx.caller.id, name)
        return self._payload(input, reaction=ReactionView(self.ctx, reaction), subject=shown)

    def remove_reaction(self, input: Mapping[str, str]) -> Payload:  # noqa: A002 - the schema's own name
        shown = self._text(input["subjectId"], need=writing("issues", role=Role.READ))
        for reaction in shown.written.reactions:
            if (reaction.user_id, acts.REACTIONS[reaction.content]) == (self.ctx.caller.id, input["content"]):
                shown.written.reactions.remove(reaction)
                return self._payload(input, reaction=ReactionView(self.ctx, reaction), subject=shown)
        raise FieldError("NOT_FOUND", "Could not find the reaction")

    def _text(self, id: str, *, changing: bool = False, need: Need = TALKING) -> Text:
        shown = find(self.ctx, id)
        if not isinstance(shown, Text):
            raise RefusedError(422, f"{id} is not a comment")
        self.ctx.require(shown.repo, need)
        if changing and shown.written.author_id != self.ctx.caller.id:
            self.ctx.require(shown.repo, writing("issues", "pull-requests"))
        return shown

    def _payload(self, given: Mapping[str, str], **fields: object) -> Payload:
        return Payload({"client_mutation_id": given.get("clientMutationId"), **fields})
