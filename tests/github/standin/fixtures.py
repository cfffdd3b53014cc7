"""A GitHub on this machine, for every test that asks for ``github``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from standin import GitHub, Server


@pytest.fixture(scope="session")
def github_server() -> Iterator[Server]:
    """One server for the whole session, at one address."""
    with Server(GitHub()) as server:
        yield server


@pytest.fixture
def github(github_server: Server) -> Iterator[GitHub]:
    """An empty GitHub. The test fails if anything was asked that the real one does not know."""
    world = GitHub()
    github_server.show(world)
    yield world
    assert not world.mistakes, "\n".join(world.mistakes)


@pytest.fixture
def api(github: GitHub, github_server: Server) -> str:
    """The address of the REST API of ``github``; GraphQL is at ``/graphql`` below it."""
    return github_server.url
