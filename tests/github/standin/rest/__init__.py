"""GitHub's REST API, as much of it as nomflow could use."""

from standin.rest import apps, contents, git, issues, people, pull_requests, repositories
from standin.rest.routing import ROUTES, Call, Reply, find

__all__ = [
    "ROUTES",
    "Call",
    "Reply",
    "apps",
    "contents",
    "find",
    "git",
    "issues",
    "people",
    "pull_requests",
    "repositories",
]
