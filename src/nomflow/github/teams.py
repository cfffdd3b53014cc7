"""Teams of an organisation: the one kind of roll that lies in no file, and that a workflow's own token cannot read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

from msgspec import Struct

from nomflow.core.basics.errors import GitHubError
from nomflow.core.election.election import RollSource
from nomflow.core.roll.roll import RollPart, Unavailable
from nomflow.core.snapshot.team import team_part
from nomflow.github.answers import Json
from nomflow.github.client import Client, Secret
from nomflow.github.reply import RefusedError, UnclearError

_MEMBERS = """
query($organisation: String!, $team: String!, $after: String) {
  organization(login: $organisation) {
    team(slug: $team) {
      members(first: 100, after: $after, membership: ALL) {
        totalCount pageInfo { hasNextPage endCursor } nodes { login databaseId }
      }
    }
  }
}
"""
"""Members of child teams, too; who has not accepted an invitation is no member yet
(https://docs.github.com/en/graphql/reference/objects#team). One point for a hundred people."""

_ATTEMPTS = 3
"""How often a team is read that changes between two of its pages."""

_MAY_NOT = "this token may not read the team. Set team-token to one with the organisation permission “Members: read”."
_WHY = {401: "GitHub does not know the token that was given as team-token.", 403: _MAY_NOT, 404: _MAY_NOT}


class Access(Struct, frozen=True):
    """What may read teams: a token, or an App's number and key. Neither is ever shown."""

    token: Secret | None = None
    app: str = ""
    key: Secret | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Access:
        """As the environment says."""
        token = environment.get("NOMFLOW_TEAM_TOKEN", "").strip()
        key = environment.get("NOMFLOW_APP_PRIVATE_KEY", "")
        return cls(
            Secret(token) if token else None,
            environment.get("NOMFLOW_APP_ID", "").strip(),
            Secret(key) if key.strip() else None,
        )


class Teams:
    """Reads each team once, however many nominations ask. Without ``access`` it asks as everything else does."""

    def __init__(self, client: Client, access: Access | None = None) -> None:
        self._client = client
        self._access = access or Access()
        self._read: dict[str, RollPart | Unavailable] = {}

    def members(self, source: RollSource) -> RollPart | Unavailable:
        """The active members of a team and of its child teams, all of them, or why nobody can tell."""
        if source.file not in self._read:
            self._read[source.file] = self._members(source)
        return self._read[source.file]

    def _members(self, source: RollSource) -> RollPart | Unavailable:
        organisation = source.team.partition("/")[0]
        try:
            secret = self._secret(organisation)
            if secret is None:
                return team_part(source, _everybody(self._client, source.team))
            with closing(Client(secret, self._client.server, self._client.patience)) as client:
                return team_part(source, _everybody(client, source.team))
        except GitHubError as error:
            status = error.status if isinstance(error, RefusedError) else 0
            return Unavailable(f"{source.team}: {_WHY.get(status) or error}")

    def _secret(self, organisation: str) -> Secret | None:
        access = self._access
        if access.token is not None and not access.token.sendable:
            raise GitHubError(
                "The token given as team-token contains a space or another character that tokens do not have."
            )
        if access.token is not None or (access.key is None and not access.app):
            return access.token
        if access.key is None or not access.app:
            raise GitHubError("An App needs both NOMFLOW_APP_ID and NOMFLOW_APP_PRIVATE_KEY.")
        return _installation(self._client, access.app, access.key, organisation)


def _everybody(client: Client, team: str) -> Iterator[tuple[str, int]]:
    """Every page. Raises ``GitHubError`` unless every page says that there are as many people as were shown."""
    for _ in range(_ATTEMPTS):
        found: dict[int, str] = {}
        totals: set[int] = set()
        for page in _pages(client, team):
            found |= {each["databaseId"].number: each["login"].text for each in page.nodes}
            totals.add(page["totalCount"].number)
        if totals == {len(found)}:
            return ((login, number) for number, login in found.items())
    raise UnclearError("GitHub does not show as many people as it says there are. Please start this again in a minute.")


def _pages(client: Client, team: str) -> Iterator[Json]:
    organisation, _, slug = team.partition("/")
    after: str | None = None
    while True:
        variables = {"organisation": organisation, "team": slug, "after": after}
        node = client.query(_MEMBERS, variables).data["organization"]["team"]
        if not node:
            raise RefusedError(404, "")
        yield node["members"]
        if not node["members"]["pageInfo"]["hasNextPage"].flag:
            return
        after = node["members"]["pageInfo"]["endCursor"].text


def _installation(client: Client, app: str, key: Secret, organisation: str) -> Secret:
    """A token of the App's installation in an organisation, which may see its members and nothing else."""
    from github.Auth import AppAuth
    from jwt import PyJWTError

    credentials = AppAuth(app, key.value)
    try:
        credentials.create_jwt()
    except (PyJWTError, ValueError, TypeError):
        raise GitHubError("NOMFLOW_APP_PRIVATE_KEY does not contain a private key from GitHub (a PEM file).") from None
    try:
        with closing(Client(credentials, client.server, client.patience)) as of_app:
            there = of_app.read(f"/orgs/{organisation}/installation", may_lack=True)["id"].number
            path = f"/app/installations/{there}/access_tokens"
            return Secret(of_app.write("POST", path, {"permissions": {"members": "read"}})["token"].text)
    except RefusedError as error:
        raise GitHubError(_OF_THE_APP.get(error.status, str(error))) from None


_OF_THE_APP = {
    401: "NOMFLOW_APP_ID and NOMFLOW_APP_PRIVATE_KEY are not the number and the key of one App.",
    404: "The App is not installed in that organisation.",
    422: "The App needs the organisation permission “Members: read”, accepted by the organisation.",
}
"""What a refusal means for whoever set the App up."""
