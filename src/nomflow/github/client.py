"""The one way to GitHub: PyGithub signs and sends every request, and this module says when to send it again."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.patience import ATTEMPTS, LimitError, LimitReachedError, Patience, is_limit
from nomflow.github.permissions import may_not_fetch
from nomflow.github.reply import NO_ANSWER, HttpAnswer, RefusedError, UnclearError, server_time

if TYPE_CHECKING:
    from github.Auth import Auth

T = TypeVar("T")

TIMEOUT = 30
"""Seconds to connect, and between two bytes of an answer. GitHub itself gives up a query after ten."""

_AGENT = "nomflow (https://github.com/nomflow/nomflow)"


@dataclass(frozen=True, slots=True)
class Secret:
    """A token, which shows itself to GitHub alone."""

    value: str = field(repr=False)

    @property
    def sendable(self) -> bool:
        """Whether it has only characters that a token may have and a header can carry."""
        return all(0x21 <= ord(char) <= 0x7E for char in self.value)


@dataclass(frozen=True, slots=True)
class GitHubServer:
    """Where GitHub is. The environment of a run names both, also on an Enterprise Server
    (https://docs.github.com/en/actions/reference/workflows-and-actions/variables)."""

    api: str = "https://api.github.com"
    web: str = "https://github.com"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> GitHubServer:
        """As the environment says, else github.com. Raises ``GitHubError`` for what is no web address."""
        usual = cls()
        api = environment.get("GITHUB_API_URL", "").rstrip("/") or usual.api
        try:
            parts = urlsplit(api)
            fits = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            fits = False
        if not fits:
            raise GitHubError(f"{api[:80]!r} is not an address of GitHub. Check GITHUB_API_URL.")
        return cls(api, environment.get("GITHUB_SERVER_URL", "").rstrip("/") or usual.web)


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """What a query found, and the server's time when it did."""

    data: Json
    at: datetime


class Client:
    """Reads and writes with one set of credentials; without any, what everybody may read.

    Every method asks until GitHub answers: after trouble on the way, and as long as a limit asks to wait. ``patience``
    bounds that. A write whose answer was lost is asked again only if its ``done`` does not find it done.

    All of them raise ``RefusedError`` if GitHub says no, ``UnclearError`` if it gave no usable answer, and
    ``LimitError`` if its limit asks for too long a wait.
    """

    def __init__(self, credentials: Secret | Auth | None, server: GitHubServer, patience: Patience) -> None:
        from github import Auth, Github

        self.server = server
        self.patience = patience
        self._requester = Github(
            auth=Auth.Token(credentials.value) if isinstance(credentials, Secret) else credentials,
            base_url=server.api,
            user_agent=_AGENT,
            timeout=TIMEOUT,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        ).requester

    def close(self) -> None:
        """Ends the connection."""
        self._requester.close()

    def query(self, text: str, variables: Mapping[str, object], may_lack: Collection[str] = ()) -> QueryAnswer:
        """Runs a query. What stands at the top under a name of ``may_lack`` may be unknown to GitHub; any other error,
        and any part that is missing, is an error of the whole."""
        return self._until_answered(lambda: self._graphql(text, variables, may_lack))

    def change(self, text: str, variables: Mapping[str, object], done: Callable[[], bool] | None = None) -> Json:
        """Runs a mutation; answers what it shows, which is nothing where ``done`` found it done."""
        self.patience.before_write()
        return self._until_answered(lambda: self._graphql(text, variables, ()).data, done=_found(done))

    def read(self, path: str, *, may_lack: bool = False) -> Json:
        """One REST object. GitHub may not show yet what was just made, so a 404 is asked again unless ``may_lack``."""
        return Json(self._until_answered(partial(self._get, path), () if may_lack else (404,)).loaded())

    def pages(self, path: str) -> Iterator[Json]:
        """Every item of a REST list, page after page."""
        url = f"{path}?per_page=100"
        while url:
            reply = self._until_answered(partial(self._get, url), (404,))
            yield from Json(reply.loaded())
            url = _next_page(reply.headers.get("link", ""))

    def write(
        self,
        method: str,
        path: str,
        data: Mapping[str, object] | None = None,
        *,
        fine: Collection[int] = (),
        done: Callable[[], bool] | None = None,
    ) -> Json:
        """A REST write; a refusal with a status in ``fine`` is as good as a yes. Answers what GitHub shows of it."""

        def send() -> Json:
            reply = self._send(method, path, data)
            if reply.status >= 300 and reply.status not in fine:
                raise reply.refusal()
            return Json(reply.loaded())

        self.patience.before_write()
        return self._until_answered(send, done=_found(done))

    def blob(self, owner: str, name: str, sha: str) -> bytes:
        """A git blob, as it is (https://docs.github.com/en/rest/git/blobs#get-a-blob)."""
        found = self.read(f"/repos/{owner}/{name}/git/blobs/{sha}")
        if found["encoding"].text != "base64":
            raise UnclearError(NO_ANSWER)
        return b64decode(found["content"].text)

    def _until_answered(
        self, ask: Callable[[], T], again: Collection[int] = (), done: Callable[[], T | None] | None = None
    ) -> T:
        """Asks at most ``ATTEMPTS`` times, also after a refusal with a status in ``again``. At a limit nothing took
        effect; after other trouble ``done`` may find that it did."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return ask()
            except LimitReachedError as limit:
                if attempt == ATTEMPTS:
                    raise LimitError(_STILL_LIMITED) from None
                self.patience.at_limit(limit.seconds)
            except (UnclearError, RefusedError) as error:
                if attempt == ATTEMPTS or (isinstance(error, RefusedError) and error.status not in again):
                    raise
                self.patience.after_trouble(attempt)
                if done is not None and (found := done()) is not None:
                    return found
        raise AssertionError

    def _graphql(self, text: str, variables: Mapping[str, object], may_lack: Collection[str]) -> QueryAnswer:
        reply = self._send("POST", self._requester.graphql_url, {"query": text, "variables": dict(variables)})
        if reply.status == 404:
            raise UnclearError(NO_ANSWER)
        if reply.status != 200:
            raise reply.refusal()
        return QueryAnswer(reply.graphql(may_lack), server_time(reply.headers))

    def _get(self, path: str) -> HttpAnswer:
        reply = self._send("GET", path)
        if reply.status != 200:
            raise reply.refusal(may_not_fetch(path))
        return reply

    def _send(self, method: str, url: str, data: Mapping[str, object] | None = None) -> HttpAnswer:
        """One request. ``requestJson`` repeats nothing, and raises nothing for what an answer says."""
        from requests import RequestException

        headers = {"Accept": "application/vnd.github+json", "X-Github-Next-Global-ID": "1"}
        try:
            answer = self._requester.requestJson(method, url, headers=headers, input=dict(data) if data else None)
        except RequestException as error:
            host = urlsplit(self.server.api).netloc
            why = f"GitHub could not be reached at {host}, or did not answer in time ({type(error).__name__})."
            raise UnclearError(f"{why} Check the network, and try again in a few minutes.") from None
        except RuntimeError:
            raise GitHubError("GitHub redirects to another address. Check GITHUB_API_URL.") from None
        reply = HttpAnswer(*answer)
        if is_limit(reply.status, reply.headers, reply.text):
            raise reply.limit()
        if reply.status >= 500:
            raise UnclearError(NO_ANSWER)
        return reply


_STILL_LIMITED = "GitHub's limit of requests is still reached. Please start this again later."


def _found(done: Callable[[], bool] | None) -> Callable[[], Json | None]:
    return lambda: Json(None) if done is not None and done() else None


def _next_page(link: str) -> str:
    """The address of the next page in a ``Link`` header; empty on the last page."""
    from requests.utils import parse_header_links

    return next((each["url"] for each in parse_header_links(link) if each.get("rel") == "next"), "")
