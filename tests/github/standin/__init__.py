"""A stateful GitHub that runs on this machine, for tests.

REST requests and answers are held to GitHub's own OpenAPI description, GraphQL is executed over GitHub's own schema.
``World.mistakes`` collects what breaks either; the ``github`` fixture fails a test that leaves any. What the stand-in
assumes about the real GitHub without proof is written where it is assumed.

>>> world = GitHub()
>>> repo = world.repository("acme/elections", {"README.md": "Hello"})
>>> pull = repo.open_pull("ada", repo.fork("ada"), files={"nominations/ada.md": "I stand."})
>>> pull.review("grace", "APPROVED").dismiss(by="acme")
"""

from standin.conversations import Comment, Conversation, GivenReview, PullRequest
from standin.faults import Kind
from standin.github import GitHub
from standin.gitobjects import Executable, Submodule, Symlink
from standin.handles import Person, Repo
from standin.pulls import Remark
from standin.server import Server
from standin.state import Role
from standin.world import Snapshot

__all__ = [
    "Comment",
    "Conversation",
    "Executable",
    "GitHub",
    "GivenReview",
    "Kind",
    "Person",
    "PullRequest",
    "Remark",
    "Repo",
    "Role",
    "Server",
    "Snapshot",
    "Submodule",
    "Symlink",
]
