"""``nomflow action record``: puts the records that a run has just taken into the repository, once and for ever."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path

from msgspec import Struct

from nomflow.cli import verify
from nomflow.cli.close import ATTRIBUTES, RECORD, RECORDS, chosen, read_record
from nomflow.core.basics.errors import ExitCode, GitHubError, UsageError
from nomflow.core.election.election import Config
from nomflow.core.freeze.draw_document import NAME, Draw, read_draw
from nomflow.core.freeze.frozen import Freeze, FrozenNomination
from nomflow.disk import open_folder
from nomflow.github.committing import Branch, Committer, Proposal
from nomflow.github.files import Repository
from nomflow.github.reply import RefusedError
from nomflow.github.writer import problem
from nomflow.render.quote import markdown, markdown_code

_ATTEMPTS = 5
_MOST_BYTES = 100_000_000


class Recorded(Struct, frozen=True, kw_only=True):
    """What became of one record. ``waits`` is the pull request that brings it, ``why`` the reason for one that the
    configuration does not ask for."""

    title: str
    branch: str
    commit: str = ""
    waits: Proposal | None = None
    why: str = ""


def digest_of(records: Path) -> str:
    """The sha256 of all files below a folder and their names."""
    lines = (f"{sha256(raw).hexdigest()}  {name}\n" for name, raw in _files(records))
    return sha256("".join(lines).encode()).hexdigest()


def record(repository: Repository, config: str, records: Path, digest: str) -> tuple[Recorded, ...]:
    """Commits each record below the folder, or opens the pull request that does.

    The records come from another job: they are checked to be those that it took, to be records and nothing else, and to
    say what they rest on. Raises ``UsageError`` or ``GitHubError``.
    """
    if not records.is_dir() or digest_of(records) != digest:
        raise UsageError("These records are not from this run, so nothing was committed. Run the workflow again.")
    known = open_folder(Path(), Path(config) if config else None).config
    checked = [_checked(known, folder) for folder in sorted(records.iterdir())]
    log = StringIO()
    with redirect_stdout(log):
        if verify.run(Namespace(paths=[records], format="text")) is not ExitCode.OK:
            raise UsageError(f"A record does not match its evidence, so nothing was committed.\n{log.getvalue()}")
    committer = Committer(repository)
    try:
        return tuple(_Recording(committer, known, freeze, files).done() for freeze, files in checked)
    except RefusedError as error:
        raise GitHubError(problem(error, "commit the record", "contents: write")) from error


def summary(done: tuple[Recorded, ...]) -> str:
    """The step summary."""
    return "".join(f"{_told(each)}\n\n" for each in done)


def _told(each: Recorded) -> str:
    title, branch = markdown(each.title), markdown_code(each.branch)
    if each.waits is None:
        return f"**Recorded.** The record of {title} is on {branch}."
    why = f" GitHub refused to have it committed to {branch} ({markdown(each.why)})." if each.why else ""
    told = f"**Not published yet.**{why} The record of {title} waits in [a pull request]({each.waits.url})."
    return f"{told} Once it is merged, the next run publishes the page."


def _checked(config: Config, folder: Path) -> tuple[Freeze, Mapping[str, bytes]]:
    """A record, and its files by their paths in the repository. Raises ``UsageError`` for what is none."""
    election = chosen(config, folder.name)
    kept = read_record(folder / RECORD)
    if kept.freeze.election != election.id:
        raise UsageError(f"{folder / RECORD} is the record of another election.")
    freeze = kept.freeze
    hashes = {each.sha256 for each in (freeze.rules, *freeze.roll, *freeze.people)}
    hashes |= {each.saved.sha256 for each in freeze.nominations if each.saved}
    files = {}
    for name, raw in _files(folder):
        if name == NAME:
            _refuse_other_round(read_draw(raw, str(folder / name)), freeze)
        elif name != RECORD and (name, raw) != ATTRIBUTES and sha256(raw).hexdigest() not in hashes:
            raise UsageError(f"{folder / name} does not belong to the record, so nothing was committed.")
        files[(RECORDS / election.id / name).as_posix()] = raw
    if sum(map(len, files.values())) > _MOST_BYTES:
        raise UsageError(f"The record of {election.id} is too large to commit. Commit it with git.")
    return freeze, files


def _refuse_other_round(draw: Draw, freeze: Freeze) -> None:
    if freeze.order is None or draw.round != freeze.order.round:
        raise UsageError(f"The drawn value is that of round {draw.round}, and the record asks for another one.")


def _files(top: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(top.rglob("*")):
        if path.is_symlink():
            raise UsageError(f"{path} is a symbolic link. Records may not contain links.")
        if path.is_file():
            yield path.relative_to(top).as_posix(), path.read_bytes()


class _Recording(Struct, frozen=True):
    committer: Committer
    config: Config
    freeze: Freeze
    files: Mapping[str, bytes]

    def done(self) -> Recorded:
        """One record, as the configuration says. What is there already is never touched."""
        rules = chosen(self.config, self.freeze.election).publication
        for _ in range(_ATTEMPTS):
            main = self.committer.default_branch()
            if self._is_on(main, ""):
                return Recorded(title=self.freeze.title, branch=main.name)
            if rules.freeze_by == "pull-request":
                return self._proposed(main)
            commit = self.committer.commit(main, self.files, self._message())
            try:
                self.committer.move(main, commit)
            except RefusedError as error:
                if self.committer.default_branch().commit == main.commit:
                    return self._proposed(main, str(error))
            else:
                return self._seen(commit)
        raise GitHubError("The default branch kept changing while nomflow was writing. Run this again.")

    def _seen(self, commit: str) -> Recorded:
        """Only what was read back is recorded."""
        main = self.committer.default_branch()
        if self.committer.differing(main.commit, self.files):
            raise GitHubError(f"The record was committed as {commit} and is not on {main.name}. Please look there.")
        return Recorded(title=self.freeze.title, branch=main.name, commit=commit)

    def _proposed(self, main: Branch, why: str = "") -> Recorded:
        name = f"nomflow/record-{self.freeze.election}"
        branch = self.committer.branch(name)
        if branch is None:
            commit = self.committer.commit(main, self.files, self._message())
            self.committer.create(name, commit)
            branch = self.committer.branch(name)
        found = self.committer.proposal(name)
        where = f"#{found.number}" if found else "the branch"
        if branch is None or not self._is_on(branch, f" Merge {where}, or delete that branch to take it again."):
            raise GitHubError(f"The branch {name} is there without the record. Delete it, and start this again.")
        if found and not found.open and found.commit == branch.commit:
            raise GitHubError(f"#{found.number} brought this record and was closed. Reopen it, or delete {name}.")
        if found is None or not found.open:
            found = self._opened(name, main.name)
        return Recorded(title=self.freeze.title, branch=main.name, waits=found, why=why)

    def _opened(self, branch: str, base: str) -> Proposal:
        try:
            return self.committer.propose(branch, base, f"Record of {self.freeze.title}", self._body())
        except RefusedError as error:
            if error.status not in (403, 404):
                raise
            told = (
                f"The record is on the branch {branch}, and nomflow may not open the pull request: {error} Open it by "
                "hand, or add `pull-requests: write` under `permissions:` in the workflow and let GitHub Actions "
                "create pull requests (Settings → Actions → General)."
            )
            raise GitHubError(told) from error

    def _is_on(self, branch: Branch, way_out: str) -> bool:
        """Whether the record is on a branch. Raises ``GitHubError`` if there is another one."""
        differing = self.committer.differing(branch.commit, self.files)
        other = [path for path, is_other in differing.items() if is_other]
        if other:
            told = f"{other[0]} on {branch.name} says something else than the record that was taken now"
            raise GitHubError(f"{told}. It stays as it is: a record is never rewritten.{way_out}")
        return not differing

    def _message(self) -> str:
        digest = sha256(self.files[f"{RECORDS.as_posix()}/{self.freeze.election}/{RECORD}"]).hexdigest()
        return (
            f"Record of {self.freeze.title}\n\nWhat stood at the close, as nomflow took it. It is never rewritten; "
            f"corrections follow beside it.\n\n{RECORD}: sha256 {digest}\n"
        )

    def _body(self) -> str:
        where = f"{RECORDS.as_posix()}/{self.freeze.election}"
        digest = sha256(self.files[f"{where}/{RECORD}"]).hexdigest()
        return (
            f"The record of **{markdown(self.freeze.title)}**: what stood at the close, for every nomination, with "
            f"all that it rests on.\n\n| Nominee | |\n|:--|:--|\n{''.join(map(_row, self.freeze.nominations))}\n"
            "Merge it as it is; then the next run publishes the page from it. A record is never rewritten: what "
            f"officers decide later goes into `{where}/corrections/`.\n\n"
            f"To look for yourself, check this branch out and run `nomflow verify {where}`. "
            f"`{RECORD}` has the sha256 `{digest}`.\n"
        )


def _row(nomination: FrozenNomination) -> str:
    name = markdown(nomination.nominee.name or nomination.id)
    shown = f"[{name}]({nomination.link})" if nomination.link else name
    return f"| {shown} | {nomination.standing.value.replace('-', ' ')} |\n"
