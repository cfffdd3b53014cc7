"""Asking GitHub: one session, one token, every answer whole or an error."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.patience import ATTEMPTS, LimitError, Patience, is_limit
from nomflow.github.permissions import may_not_fetch, may_not_read

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two bytes of an answer. GitHub itself gives up a query after ten."""

_AGENT = "nomflow (https://github.com/nomflow/nomflow)"
_AGAIN = frozenset({404, 500, 502, 503, 504})
"""What may pass; 404 of the GraphQL endpoint is one, and an object that was just made may not be there yet."""


class RefusedError(GitHubError):
    """GitHub says no. ``status`` is the HTTP status, or 403 or 404 for what GraphQL says."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.field = field


class UnclearError(GitHubError):
    """A write was sent, and nobody knows whether it took effect."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A token, which shows itself to GitHub alone."""

    value: str = field(repr=False)

    @property
    def sendable(self) -> bool:
        """Whether it has only signs that a token may have and a header can carry."""
        return all(0x21 <= ord(sign) <= 0x7E for sign in self.value)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.value}"
        return request


@dataclass(frozen=True, slots=True)
class Place:
    """Where GitHub is. The environment of a run names all three, also on an Enterprise Server
    (https://docs.github.com/en/actions/reference/workflows-and-actions/variables)."""

    api: str = "https://api.github.com"
    graphql: str = "https://api.github.com/graphql"
    server: str = "https://github.com"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Place:
        """As the environment says, else github.com."""
        usual = cls()
        api = environment.get("GITHUB_API_URL", "").rstrip("/") or usual.api
        return cls(
            api,
            environment.get("GITHUB_GRAPHQL_URL", "") or f"{api.removesuffix('/v3')}/graphql",
            environment.get("GITHUB_SERVER_URL", "").rstrip("/") or usual.server,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, and the server's time when it did."""

    data: Json
    at: datetime


class Client:
    """GraphQL queries and REST reads. They change nothing, so they are repeated until GitHub answers."""

    def __init__(self, token: Secret, place: Place, patience: Patience) -> None:
        import requests

        self.place = place
        self.token = token
        self.patience = patience
        self._session = requests.Session()
        self._session.headers["User-Agent"] = _AGENT
        self._session.headers["X-Github-Next-Global-ID"] = "1"

    def close(self) -> None:
        """Ends the connection."""
        self._session.close()

    def query(self, text: str, variables: Mapping[str, object], may_lack: Collection[str] = ()) -> Answer:
        """Runs a query. What stands at the top under a name of ``may_lack`` may be unknown to GitHub; any other error,
        and any part that is missing, is an error of the whole."""
        for attempt in range(1, ATTEMPTS):
            try:
                return self._exchange(text, variables, may_lack)
            except UnclearError:
                self.patience.after_trouble(attempt)
        return self._exchange(text, variables, may_lack)

    def change(self, text: str, variables: Mapping[str, object]) -> Answer:
        """Runs a mutation once. Raises ``UnclearError`` when nobody can say whether it took effect."""
        self.patience.before_write()
        return self._exchange(text, variables, ())

    def pages(self, path: str, parameters: Mapping[str, str]) -> Iterator[Json]:
        """Every item of a REST list, page after page."""
        url: str | None = f"{self.place.api}{path}"
        wanted: Mapping[str, str] | None = {**parameters, "per_page": "100"}
        while url:
            response = self._get(url, wanted, "application/vnd.github+json")
            yield from Json(_loaded(response))
            url, wanted = response.links.get("next", {}).get("url"), None

    def one(self, path: str) -> Json:
        """One REST object."""
        return Json(_loaded(self._get(f"{self.place.api}{path}", None, "application/vnd.github+json")))

    def blob(self, owner: str, name: str, sha: str, limit: int) -> bytes:
        """The first ``limit`` bytes of a blob, as they are; no more than that is taken in."""
        import requests

        url = f"{self.place.api}/repos/{owner}/{name}/git/blobs/{sha}"
        for attempt in range(1, ATTEMPTS + 1):
            response = self._get(url, None, "application/vnd.github.raw+json", stream=True)
            found = bytearray()
            try:
                for part in response.iter_content(65_536):
                    found += part
                    if len(found) >= limit:
                        break
                return bytes(found[:limit])
            except requests.RequestException:
                self.patience.after_trouble(attempt)
            finally:
                response.close()
        raise UnclearError(_NO_ANSWER)

    def _exchange(self, text: str, variables: Mapping[str, object], may_lack: Collection[str]) -> Answer:
        """One question and its answer. At a limit nothing was done, so the question may be put again."""
        data = json.dumps({"query": text, "variables": dict(variables)})
        for _ in range(ATTEMPTS):
            response = self._asked("POST", self.place.graphql, {"Content-Type": "application/json"}, data=data)
            if not is_limit(response.status_code, response.headers, response.text):
                body = _graphql_body(response)
                trouble = _trouble(body, may_lack)
                if trouble is None:
                    return Answer(Json(body["data"]), server_time(response.headers))
                if not isinstance(trouble, _LimitReachedError):
                    raise trouble
            self.patience.at_limit(response.headers, server_time(response.headers))
        raise LimitError("GitHub's limit of requests is still reached. Please start this again later.")

    def _get(self, url: str, parameters: Mapping[str, str] | None, accept: str, *, stream: bool = False) -> Response:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = self._asked("GET", url, {"Accept": accept}, parameters=parameters, stream=stream)
                if response.status_code == 200:
                    return response
                if is_limit(response.status_code, response.headers, response.text):
                    self.patience.at_limit(response.headers, server_time(response.headers))
                    continue
                if response.status_code not in _AGAIN or attempt == ATTEMPTS:
                    raise refused(response.status_code, response.text, may_not_fetch(url))
            except UnclearError:
                if attempt == ATTEMPTS:
                    raise
            self.patience.after_trouble(attempt)
        raise LimitError("GitHub's limit of requests is still reached. Please start this again later.")

    def _asked(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        *,
        data: str | None = None,
        parameters: Mapping[str, str] | None = None,
        stream: bool = False,
    ) -> Response:
        import requests

        try:
            return self._session.request(
                method,
                url,
                headers=dict(headers),
                data=data,
                params=dict(parameters) if parameters else None,
                auth=self.token,
                timeout=TIMEOUT,
                allow_redirects=method == "GET",
                stream=stream,
            )
        except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, requests.exceptions.InvalidSchema):
            told = f"GitHub cannot be at {url[:80]!r}. Look at GITHUB_API_URL and GITHUB_GRAPHQL_URL."
            raise GitHubError(told) from None
        except requests.ConnectionError as error:
            told = f"GitHub could not be reached at {urlsplit(url).netloc}, or hung up. Is the network there?"
            raise UnclearError(f"{told} ({type(error).__name__})") from None
        except requests.RequestException as error:
            raise UnclearError(f"{_NO_ANSWER} ({type(error).__name__})") from None


_NOT_THERE = {
    "repository": " Is the name right, and may this token see it?",
    "repository.pullRequest": " Is it the number of a pull request, and not of an issue?",
}
"""What to look at where GitHub finds nothing, by the place in the query."""

_NOT_LET = "not accessible by"
"""As in “Resource not accessible by integration”, or by a personal access token: a permission is missing."""

_NO_ANSWER = "GitHub did not answer as it should. Please start this again in a few minutes."


class _LimitReachedError(GitHubError):
    """GraphQL tells of a limit with 200."""


def server_time(headers: Mapping[str, str]) -> datetime:
    """The server's clock. Raises ``GitHubError`` if an answer comes without."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError) as error:
        raise GitHubError("GitHub's answer has no date, so nobody can tell which windows are open.") from error


def refused(status: int, body: str, missing: str = "") -> RefusedError:
    """What a refusal says, in one line; ``missing`` is the sentence for a permission that is not there."""
    try:
        message = Json(json.loads(body))["message"].text_or_empty
    except (ValueError, GitHubError):
        message = ""
    if status == 401:
        told = "GitHub does not know this token. Is it complete, and not too old?"
    elif status == 403 and missing and (not message or _NOT_LET in message):
        told = missing
    else:
        told = f"GitHub refused this with {status}{': ' if message else ''}{message[:200]}"
    return RefusedError(status, told)


def _loaded(response: Response) -> object:
    try:
        return json.loads(response.content)
    except ValueError:
        raise UnclearError(_NO_ANSWER) from None


def _graphql_body(response: Response) -> dict[str, object]:
    if response.status_code in _AGAIN:
        raise UnclearError(_NO_ANSWER)
    if response.status_code != 200:
        raise refused(response.status_code, response.text)
    body = _loaded(response)
    if not isinstance(body, dict):
        raise UnclearError(_NO_ANSWER)
    return body


def _trouble(body: Mapping[str, object], may_lack: Collection[str]) -> GitHubError | None:
    """What is wrong with a GraphQL answer: nothing, a limit, or an error to raise."""
    errors = body.get("errors") or []
    if not isinstance(errors, list) or not isinstance(body.get("data"), dict | None):
        return UnclearError(_NO_ANSWER)
    for each in errors:
        error = Json(each, "error")
        kind, path = error["type"].text_or_empty, error["path"].value or [""]
        top = path[0] if isinstance(path, list) and path else ""
        if kind == "NOT_FOUND" and top in may_lack:
            continue
        if kind == "RATE_LIMITED" or "secondary rate limit" in error["message"].text_or_empty.lower():
            return _LimitReachedError("GitHub's limit of requests is reached.")
        return _meaning(kind, path if isinstance(path, list) else [], error)
    return None if isinstance(body.get("data"), dict) else UnclearError(_NO_ANSWER)


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
