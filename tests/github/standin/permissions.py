"""Who asks, and what the token lets them do.

What GitHub wants for each REST route stands in its documentation, per permission
(https://docs.github.com/rest/authentication/permissions-required-for-github-apps): where a route is listed under two
permissions, either is enough. On a repository of its own an installation token must have been *given* a permission
to read, even where the repository is public: stricter than GitHub, so that every workflow names what it needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from standin.state import GITHUB_ACTIONS, Repository, Role, State


class Level(IntEnum):
    NONE = 0
    READ = 1
    WRITE = 2


FROM_WORD = {"none": Level.NONE, "read": Level.READ, "write": Level.WRITE}


@dataclass(frozen=True, slots=True)
class Token:
    """``repository`` is ``None`` for a person's token, which acts with that person's role everywhere. ``app`` is the
    number of an App that speaks for itself, by a JWT, and may only ask for its installations."""

    secret: str
    user_id: int
    repository: int | None = None
    permissions: Mapping[str, Level] = field(default_factory=dict)
    app: int = 0

    @property
    def is_installation(self) -> bool:
        return self.repository is not None


@dataclass(frozen=True, slots=True)
class Need:
    """What an act asks for: one of these permissions of an installation, or this role of a person."""

    permissions: tuple[str, ...]
    level: Level
    role: Role


def reading(*permissions: str) -> Need:
    return Need(permissions, Level.READ, Role.READ)


def writing(*permissions: str, role: Role = Role.WRITE) -> Need:
    return Need(permissions, Level.WRITE, role)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, seen against the present state."""

    token: Token
    state: State

    @property
    def id(self) -> int:
        return self.token.user_id

    @property
    def login(self) -> str:
        return self.state.users[self.id].login

    def sees(self, repository: Repository) -> bool:
        """May know that the repository exists."""
        if not repository.private:
            return True
        if self.token.is_installation:
            return self.token.repository == repository.id
        return self.state.role(repository, self.id) >= Role.READ

    def may(self, repository: Repository, need: Need) -> bool:
        if not self.token.is_installation:
            return self.state.role(repository, self.id) >= need.role
        if self.token.repository != repository.id:
            hidden = not _HIDDEN.isdisjoint(need.permissions)
            return need.level is Level.READ and not repository.private and not hidden
        return any(self.level(permission) >= need.level for permission in need.permissions)

    def level(self, permission: str) -> Level:
        return Level.READ if permission == "metadata" else self.token.permissions.get(permission, Level.NONE)


@dataclass(slots=True)
class App:
    """A GitHub App: ``installed`` has the permissions that organisations gave it, by their account numbers."""

    id: int
    user_id: int
    public_key: str
    installed: dict[int, Mapping[str, str]] = field(default_factory=dict)


_HIDDEN = frozenset({"administration", "pages"})
"""What a stranger may not read of a public repository either."""

NO_REPOSITORY = -1
"""Of an installation's token that is about an organisation alone."""


class Tokens:
    """The tokens that GitHub knows; each stays valid through ``restore``."""

    def __init__(self) -> None:
        self._known: dict[str, Token] = {}
        self.apps: dict[int, App] = {}

    def for_user(self, user_id: int) -> Token:
        return self._keep(Token(f"ghp_{len(self._known) + 1:036d}", user_id))

    def for_installation(
        self, repository: Repository, permissions: Mapping[str, str], user_id: int = GITHUB_ACTIONS
    ) -> Token:
        """``permissions`` as in a workflow: ``{"contents": "read"}``; one not named is ``none``."""
        levels = {name: FROM_WORD[word] for name, word in permissions.items()}
        return self._keep(Token(f"ghs_{len(self._known) + 1:036d}", user_id, repository.id, levels))

    def for_organization(self, app: App, permissions: Mapping[str, str]) -> Token:
        """What an App gets for its installation in an organisation."""
        levels = {name: FROM_WORD[word] for name, word in permissions.items()}
        return self._keep(Token(f"ghs_{len(self._known) + 1:036d}", app.user_id, NO_REPOSITORY, levels))

    def of_nobody(self) -> Token:
        """What a request without a token may do: read what is public, by REST."""
        return Token("", GITHUB_ACTIONS, NO_REPOSITORY)

    def find(self, authorization: str) -> Token | None:
        """The token of an ``Authorization`` header."""
        scheme, _, secret = authorization.partition(" ")
        if scheme.lower() not in {"token", "bearer"}:
            return None
        return self._app_token(secret.strip()) if secret.count(".") == 2 else self._known.get(secret.strip())

    def _app_token(self, secret: str) -> Token | None:
        """A JWT counts if one of the Apps signed it with its key, and not too long ago
        (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app)."""
        import jwt

        try:
            app = self.apps[int(jwt.decode(secret, options={"verify_signature": False})["iss"])]
            jwt.decode(secret, app.public_key, algorithms=["RS256"], issuer=str(app.id))
        except (jwt.PyJWTError, KeyError, ValueError):
            return None
        return Token(secret, app.user_id, app=app.id)

    def revoke(self, secret: str) -> None:
        del self._known[secret]

    def _keep(self, token: Token) -> Token:
        self._known[token.secret] = token
        return token
