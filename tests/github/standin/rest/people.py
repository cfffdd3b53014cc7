"""Accounts, organisations, teams, and what is left of the hour's requests."""

from __future__ import annotations

from standin.limits import budget
from standin.rest.routing import Call, Reply, route
from standin.rest.shapes import Json, Shapes
from standin.state import Team, User
from standin.world import RefusedError


@route("GET", "/user")
def get_own_account(call: Call) -> object:
    if call.caller.token.is_installation:
        raise RefusedError(403, "Resource not accessible by integration")
    return Shapes(call).profile(call.world.state.users[call.caller.id])


@route("GET", "/users/{username}")
def get_account(call: Call) -> object:
    return Shapes(call).profile(call.user_named(call.params["username"]))


@route("GET", "/rate_limit")
def get_rate_limit(call: Call) -> object:
    resources: dict[str, Json] = {}
    for resource in ("core", "graphql", "search"):
        left = budget(call.world.state, call.caller.token, resource)
        resources[resource] = {
            "limit": left.limit,
            "used": left.used,
            "remaining": left.limit - left.used,
            "reset": int(left.reset_at.timestamp()),
        }
    return {"resources": resources, "rate": resources["core"]}


def _organization(call: Call) -> User:
    """The organisation of the path, for those who may see into it: its members, and apps that were let."""
    found = call.user_named(call.params["org"])
    token = call.caller.token
    if found.kind != "Organization":
        raise RefusedError(404, "Not Found")
    if token.is_installation and not token.permissions.get("members"):
        raise RefusedError(403, "Resource not accessible by integration")
    if not token.is_installation and call.caller.id not in found.members:
        raise RefusedError(404, "Not Found")
    return found


def _team(call: Call) -> Team:
    team = _organization(call).teams.get(call.params["team_slug"])
    if team is None:
        raise RefusedError(404, "Not Found")
    return team


@route("GET", "/orgs/{org}/members/{username}")
def is_member(call: Call) -> Reply:
    if call.user_named(call.params["username"]).id not in _organization(call).members:
        raise RefusedError(404, "Not Found")
    return Reply(204)


@route("GET", "/orgs/{org}/teams/{team_slug}/members")
def list_team_members(call: Call) -> object:
    users = [call.world.state.users[user_id] for user_id in _organization(call).in_team(_team(call))]
    return [Shapes(call).user(user) for user in call.page(users)]


@route("GET", "/orgs/{org}/teams/{team_slug}/memberships/{username}")
def get_membership(call: Call) -> object:
    state = _team(call).members.get(call.user_named(call.params["username"]).id)
    if state is None:
        raise RefusedError(404, "Not Found")
    return {"state": state, "role": "member", "url": f"{call.api}{call.path}"}
