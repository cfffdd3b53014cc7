"""A client without any cleverness: what a test uses to look at the stand-in from outside."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import requests


class Client:
    """One connection with one token."""

    def __init__(self, api: str, token: str | None, timeout: float = 5) -> None:
        self.api = api
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def ask(
        self, method: str, path: str, json: object = None, headers: dict[str, str] | None = None
    ) -> requests.Response:
        """``path`` below the API's address, or a whole address."""
        url = path if path.startswith("http") else self.api + path
        return self._session.request(
            method, url, json=json, headers=headers, timeout=self._timeout, allow_redirects=False
        )

    def get(self, path: str) -> Any:
        """The JSON of a GET that works."""
        response = self.ask("GET", path)
        assert response.status_code == 200, (response.status_code, response.text)
        return response.json()

    def pages(self, path: str) -> list[list[Any]]:
        """Every page of a list, by following ``Link``."""
        pages: list[list[Any]] = []
        url: str | None = path
        while url:
            response = self.ask("GET", url)
            pages.append(response.json())
            url = response.links.get("next", {}).get("url")
        return pages

    def graphql(self, query: str, **variables: object) -> Any:
        """The whole body of the answer."""
        return self.ask("POST", "/graphql", {"query": query, "variables": variables}).json()
