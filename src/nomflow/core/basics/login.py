"""GitHub's logins, however they are typed."""

from __future__ import annotations


def login_key(login: str) -> str:
    """What all spellings of one login share. GitHub's logins are ASCII, and their letter case means nothing."""
    return login.strip().removeprefix("@").lower()


def same_login(one: str, other: str) -> bool:
    """Whether two logins are of one account."""
    return login_key(one) == login_key(other)
