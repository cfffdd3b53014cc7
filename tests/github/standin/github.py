"""GitHub, as a test sets it up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from standin.faults import Fault, Kind
from standin.gitobjects import Files
from standin.handles import Person, Repo
from standin.permissions import App
from standin.state import Repository, Team, User
from standin.world import World

README: Files = {"README.md": "# Elections\n"}


class GitHub(World):
    """A world with builders. Every act takes one second of the server's clock."""

    def person(self, who: Person | str) -> Person:
        """The account with this login; made if there is none."""
        if isinstance(who, Person):
            return who
        known = next((user for user in self.state.users.values() if user.login == who and not user.deleted), None)
        return Person(self, known.id) if known else self._account(who, "User")

    def bot(self, login: str) -> Person:
        """An App's account; ``login`` without ``[bot]``."""
        known = next((user for user in self.state.users.values() if (user.login, user.kind) == (login, "Bot")), None)
        return Person(self, known.id) if known else self._account(login, "Bot")

    def app(self, login: str, organization: Person | None = None, **permissions: str) -> tuple[int, str]:
        """An App's number and private key; installed in an organisation if one is given, with these permissions."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        made = App(self.state.new_id(), self.bot(login).id, public.decode())
        if organization:
            made.installed[organization.id] = permissions
        self.tokens.apps[made.id] = made
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        return made.id, private.decode()

    def mannequin(self, login: str) -> Person:
        """A stand-in that an import made for somebody who has no account."""
        return self._account(login, "Mannequin")

    def organization(
        self,
        login: str,
        members: Sequence[Person | str] = (),
        teams: Mapping[str, Sequence[Person | str]] | None = None,
    ) -> Person:
        known = self.state.user_named(login)
        made = Person(self, known.id) if known else self._account(login, "Organization")
        made.data.members |= {self.person(who).id for who in members}
        for slug, inside in (teams or {}).items():
            ids = dict.fromkeys((self.person(who).id for who in inside), "active")
            made.data.teams[slug] = Team(self.state.new_id(), slug, slug, ids)
            made.data.members |= set(ids)
        return made

    def repository(self, full_name: str, files: Files = README, *, private: bool = False, branch: str = "main") -> Repo:
        """A repository with one commit; its owner, if new, is an organisation."""
        owner, _, name = full_name.partition("/")
        known = self.state.user_named(owner)
        made = self.new_repository(known.id if known else self.organization(owner).id, name)
        made.data.private, made.data.default_branch = private, branch
        made.commit(files, "Begin")
        return made

    def repo(self, repository_id: int) -> Repo:
        return Repo(self, repository_id)

    def account(self, user_id: int) -> Person:
        return Person(self, user_id)

    def new_repository(self, owner_id: int, name: str) -> Repo:
        made = Repository(self.state.new_id(), owner_id, name, self.state.tick())
        self.state.repositories[made.id] = made
        return Repo(self, made.id)

    def fault(
        self,
        kind: Kind,
        *,
        at: int = 1,
        only: str | None = None,
        happened: bool = False,
        retry_after: int = 60,
    ) -> None:
        """Let the ``at``-th request from now fail (0: every one). ``only`` counts only ``"read"`` or ``"write"``.

        ``happened``: the request takes effect, and only its answer is lost.
        ``retry_after``: seconds that the limits tell the client to wait.
        """
        self.faults.add(Fault(kind, at, only, happened, retry_after))

    def before(self, do: Callable[[], object], *, at: int = 1, only: str | None = None) -> None:
        """Let somebody else act just before the ``at``-th request from now is answered. The act may itself ask the
        server: so a whole second run can pass between two requests of a first."""
        self.faults.before(at, do, only)

    def _account(self, login: str, kind: str) -> Person:
        made = User(self.state.new_id(), login, kind, self.state.tick())
        self.state.users[made.id] = made
        return Person(self, made.id)
