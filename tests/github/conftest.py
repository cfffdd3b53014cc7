"""The stand-in for GitHub, for every test here that asks for it."""

from standin.fixtures import api, github, github_server

__all__ = ["api", "github", "github_server"]
