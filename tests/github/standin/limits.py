"""How much a token may ask in an hour, and the headers that tell."""

from __future__ import annotations

from datetime import timedelta

from standin.permissions import Token
from standin.state import Budget, State

LIMITS = {"core": (5000, 1000), "graphql": (5000, 1000), "search": (30, 30)}
"""An hour's requests or points of a person, and of ``GITHUB_TOKEN``
(https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api)."""


def budget(state: State, token: Token, resource: str) -> Budget:
    """What the token has left, a new hour if the last is over."""
    found = state.budgets.get((token.secret, resource))
    if found is None or found.reset_at <= state.now:
        limit = found.limit if found else LIMITS[resource][token.is_installation]
        found = Budget(limit, 0, state.now + timedelta(hours=1))
        state.budgets[token.secret, resource] = found
    return found


def headers(left: Budget, resource: str) -> dict[str, str]:
    return {
        "x-ratelimit-limit": str(left.limit),
        "x-ratelimit-remaining": str(max(left.limit - left.used, 0)),
        "x-ratelimit-used": str(left.used),
        "x-ratelimit-reset": str(int(left.reset_at.timestamp())),
        "x-ratelimit-resource": resource,
    }
