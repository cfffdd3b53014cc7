"""What an answer of GitHub means: what was asked for, a refusal, a limit, or nothing that can be used."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.patience import LimitReachedError, limit_wait
from nomflow.github.permissions import may_not_read

_NOT_THERE = {
    "repository": " Is the name right, and may this token see it?",
    "repository.pullRequest": " Is it the number of a pull request, and not of an issue?",
}
"""What to look at where GitHub finds nothing, by the place in the query."""

_NOT_LET = "not accessible by"
"""As in “Resource not accessible by integration”, or by a personal access token: a permission is missing."""

NO_ANSWER = "GitHub did not answer as it should. Try again in a few minutes."


class RefusedError(GitHubError):
    """GitHub says no. ``status`` is the HTTP status, or 403 or 404 for what GraphQL says."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.field = field


class UnclearError(GitHubError):
    """A write was sent, and nobody knows whether it took effect."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An HTTP answer. The names of ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str

    def refusal(self, missing: str = "") -> RefusedError:
        """What a refusal says, in one line; ``missing`` is the sentence for a permission that is not there."""
        try:
            message = Json(json.loads(self.text))["message"].text_or_empty
        except (ValueError, GitHubError):
            message = ""
        if self.status == 401:
            why = "GitHub does not know this token. Check that it is complete and has not expired."
        elif self.status == 403 and missing and (not message or _NOT_LET in message):
            why = missing
        else:
            why = f"GitHub refused this with {self.status}{': ' if message else ''}{message[:200]}"
        return RefusedError(self.status, why)

    def limit(self) -> LimitReachedError:
        """How long this answer asks to wait."""
        return LimitReachedError(limit_wait(self.headers, server_time(self.headers)))

    def loaded(self) -> object:
        """The JSON. Raises ``UnclearError`` for what is none."""
        try:
            return json.loads(self.text) if self.text else None
        except ValueError:
            raise UnclearError(NO_ANSWER) from None

    def graphql(self, may_lack: Collection[str]) -> Json:
        """The data of a GraphQL answer. Raises the error that it tells, but for what it does not know at the top under
        a name of ``may_lack``."""
        body = self.loaded()
        if not isinstance(body, dict):
            raise UnclearError(NO_ANSWER)
        errors = body.get("errors") or []
        if not isinstance(errors, list) or not isinstance(body.get("data"), dict | None):
            raise UnclearError(NO_ANSWER)
        for each in errors:
            error = Json(each, "error")
            kind, path = error["type"].text_or_empty, error["path"].value or [""]
            top = path[0] if isinstance(path, list) and path else ""
            if kind == "NOT_FOUND" and top in may_lack:
                continue
            if kind == "RATE_LIMITED" or "secondary rate limit" in error["message"].text_or_empty.lower():
                raise self.limit()
            raise _meaning(kind, path if isinstance(path, list) else [], error)
        if not isinstance(body.get("data"), dict):
            raise UnclearError(NO_ANSWER)
        return Json(body["data"])


def server_time(headers: Mapping[str, str]) -> datetime:
    """The server's clock. Raises ``GitHubError`` if an answer comes without."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError) as error:
        raise GitHubError("GitHub's answer has no date, so nomflow cannot tell which windows are open.") from error


def _meaning(kind: str, path: Sequence[object], error: Json) -> GitHubError:
    said, where = error["message"].text_or_empty[:200], ".".join(str(part) for part in path)
    if kind in ("FORBIDDEN", "INSUFFICIENT_SCOPES") or _NOT_LET in said:
        missing = may_not_read(path) if _NOT_LET in said else ""
        return RefusedError(403, missing or f"GitHub refused to show {where or 'this'}: {said}", where)
    if kind == "NOT_FOUND":
        hint = _NOT_THERE.get(where, "")
        return RefusedError(404, f"GitHub does not know this: {said}{hint}", where)
    if kind in ("UNPROCESSABLE", "VALIDATION"):
        return RefusedError(422, f"GitHub refused this: {said}", where)
    if error["extensions"]["code"]:
        return RefusedError(400, f"GitHub did not understand: {said}", where)
    if kind in ("", "INTERNAL", "RESOURCE_LIMITS_EXCEEDED", "SERVICE_UNAVAILABLE", "TIMEOUT"):
        return UnclearError(f"GitHub answered only in part: {said}")
    return RefusedError(400, f"GitHub did not understand: {said}", where)
