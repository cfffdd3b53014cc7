"""``nomflow action publish``: closes what is over, builds the site, verifies it, and tells. It only reads GitHub."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import mkdtemp

from msgspec import Struct
from msgspec.structs import replace

from nomflow import __version__
from nomflow.cli import close, verify
from nomflow.cli.draw import awaited, round_of, with_draws
from nomflow.cli.github.record import digest_of
from nomflow.cli.github.snapshots import save
from nomflow.cli.publish import (
    from_freeze,
    read_listed,
    refuse_strangers,
    saved_reports,
    with_questions,
    write_site,
)
from nomflow.cli.snapshots import read_snapshot
from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.basics.time import describe_utc
from nomflow.core.election.election import Election
from nomflow.core.freeze.draw_document import NAME, dump_draw
from nomflow.core.freeze.take import closes_at
from nomflow.core.site.publish import as_if_merged, site_of
from nomflow.core.site.site import Site
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.disk import Folder, open_folder, write_tree
from nomflow.github.files import Repository
from nomflow.net.drand import SERVER, DrandError, fetch
from nomflow.render.quote import markdown, markdown_block, markdown_code
from nomflow.render.site.words import words_in

HERE = Path()
_CLOCK = "query { rateLimit { cost } }"
"""The cheapest question: only the time of the answer matters. What is read after the close is read whole."""


class ElectionRow(Struct, frozen=True, kw_only=True):
    """An election in the summary. ``record``: empty while it is open. ``live``: whether it is shown before."""

    id: str
    title: str
    state: str
    record: Path | None
    live: bool = False
    candidates: int = 0


class Published(Struct, frozen=True, kw_only=True):
    """What was built, and where it lies. ``new`` is the folder of records taken now, ``new_digest`` that of its files;
    ``digest`` is the sha256 of the site's manifest, ``undrawn`` what keeps a final list from having its order."""

    page: Path
    new: Path | None
    new_digest: str
    digest: str
    rows: tuple[ElectionRow, ...]
    same: bool
    log: str
    undrawn: tuple[str, ...] = ()
    preview: int = 0

    @property
    def conclusion(self) -> str:
        """``success`` with a record, ``failure`` when something differs, ``pending`` while no election is closed or the
        order of a final list is not drawn, and for the preview of a pull request."""
        if self.preview:
            return "pending"
        if not self.same:
            return "failure"
        return "success" if any(row.record for row in self.rows) and not self.undrawn else "pending"

    @property
    def public(self) -> bool:
        """Whether the site may be deployed: it is what the records say, and an election is closed or shown live."""
        shown = any(row.record or row.live for row in self.rows)
        return self.same and shown and not (self.undrawn or self.preview)


def publish(
    repository: Repository, given: Mapping[str, str], config: str, *, preview: int = 0, top: Path = HERE
) -> Published:
    """Builds the site from the checkout in ``top`` and from GitHub; with ``preview`` as if the pull request of that
    number were merged as it stands.

    Raises ``UsageError``, ``ConfigError`` or ``GitHubError``.
    """
    folder = open_folder(top, Path(config) if config else None)
    if not folder.config.declared:
        raise UsageError("There is no nomflow.yml in the working folder. Check the repository out before this step.")
    work = Path(mkdtemp(prefix="nomflow-publish-", dir=given.get("RUNNER_TEMP") or None))
    saved, site, new = work / "snapshots", work / "site", work / "records"
    saved.mkdir()
    log = io.StringIO()
    before = repository.client.query(_CLOCK, {}).at
    with redirect_stdout(log), redirect_stderr(log):
        save(repository, config, "", saved)
        if preview and not (saved / f"{preview}.json").is_file():
            raise UsageError(f"#{preview} is not a nomination for an election here, so there is nothing to preview.")
        snapshots = tuple(read_snapshot(path, folder.config_path) for path in sorted(saved.glob("*.json")))
        now = max((before, *(each.taken_at for each in snapshots))).replace(microsecond=0)
        rows = tuple(_closed(folder, each, snapshots, saved, new, before) for each in folder.config.elections)
        drand = "" if preview else given.get("NOMFLOW_DRAND_URL") or SERVER
        rows, waiting = _built(_named(folder, repository), rows, saved, new, site, now, drand, preview)
        same = bool(preview) or _verified(site, rows, work / "checked")
    digest = sha256((site / "manifest.json").read_bytes()).hexdigest()
    taken = new if new.is_dir() and not preview else None
    found = digest_of(new) if taken else ""
    return Published(
        page=site,
        new=taken,
        new_digest=found,
        digest=digest,
        rows=rows,
        same=same,
        log=log.getvalue(),
        undrawn=waiting,
        preview=preview,
    )


def refuse_other_branch(given: Mapping[str, str], payload: Mapping[str, object]) -> None:
    """Raises ``UsageError`` unless the run is about the default branch: rules of another one decide nothing."""
    repository = payload.get("repository")
    default = repository.get("default_branch") if isinstance(repository, dict) else None
    ref = given.get("GITHUB_REF", "")
    if isinstance(default, str) and ref != f"refs/heads/{default}":
        raise UsageError(f"This run is on {ref or 'no branch'}. Publish from {default}, or make a dry run.")


def summary(done: Published, *, deploys: bool, dry_run: bool, live: str = "") -> str:
    """The step summary. ``live``: where the same site is published already."""
    lines = ["| Election | State | Candidates | Record (sha256) |", "|:--|:--|--:|:--|"]
    for row in done.rows:
        record = markdown_code(sha256(row.record.read_bytes()).hexdigest()) if row.record else "–"
        lines.append(f"| {markdown(row.title)} | {markdown(row.state)} | {row.candidates} | {record} |")
    lines += ["", _next_step(done, deploys=deploys, dry_run=dry_run, live=live), ""]
    if done.new:
        commits = done.conclusion != "failure"
        where = "It would be committed" if dry_run else "The next job commits it" if commits else "It is not committed"
        what = "A record was taken." if any(_taken(row, done.new) for row in done.rows) else "The order was drawn."
        lines += [f"{what} {where}; it is the artifact `nomflow-record`, too.", ""]
    lines += ["<details><summary>What was checked</summary>", "", markdown_block(done.log), "", "</details>", ""]
    return "\n".join(lines)


def _taken(row: ElectionRow, new: Path) -> bool:
    return row.record is not None and row.record.is_relative_to(new)


def _next_step(done: Published, *, deploys: bool, dry_run: bool, live: str) -> str:
    if done.preview:
        told = "The whole site is an artifact of this run; nothing is published, committed or commented."
        return f"**A preview**, as if pull request {done.preview} were merged as it stands. {told}"
    if done.conclusion == "failure":
        return "**Not published:** the site is not what the records say. The differences are below."
    if done.undrawn:
        told = " ".join(markdown(each, 500) for each in done.undrawn)
        return f"**Not published yet.** {told} Until then the list is alphabetical, so nobody sees it."
    if not done.public:
        return "**A preview, not published:** no election is closed yet, and none is shown before it is."
    if dry_run:
        return "**Dry run: nothing is published.** The whole site is an artifact of this run."
    if live:
        return f"**Nothing changed.** The site is live already at {markdown(live)}, so it is not deployed again."
    return "**Verified.** The site is handed over for publishing." if deploys else "**Verified.**"


def _closed(
    folder: Folder, election: Election, snapshots: Iterable[Snapshot], saved: Path, new: Path, now: datetime
) -> ElectionRow:
    """The election with its record, taken now if it is over and none is there."""
    there = folder.root / close.RECORDS / election.id / close.RECORD
    if there.is_file():
        return ElectionRow(
            id=election.id, title=election.title, state="closed; the record is in the repository", record=there
        )
    ends = closes_at(election, snapshots)
    live = election.publication.names_before_close
    shown = "shown as it is now" if live else "nobody is shown yet"
    if ends is None:
        return ElectionRow(id=election.id, title=election.title, state=f"has no close; {shown}", record=None, live=live)
    if now <= ends:
        return ElectionRow(
            id=election.id,
            title=election.title,
            state=f"open until {describe_utc(ends)}; {shown}",
            record=None,
            live=live,
        )
    options = argparse.Namespace(
        path=folder.root, config=folder.config_path, election=election.id, as_of="", snapshots=saved, out=new
    )
    try:
        close.run(options)
    except close.WaitsError as error:
        print(error)
        state = f"over, but too few stand: extend nominations, or decide what follows; {shown}"
        return ElectionRow(id=election.id, title=election.title, state=state, record=None, live=live)
    return ElectionRow(
        id=election.id,
        title=election.title,
        state="closed; the record was taken now",
        record=new / election.id / close.RECORD,
    )


def _named(folder: Folder, repository: Repository) -> Folder:
    """The folder with the repository that it is a checkout of, where the configuration does not name it."""
    if folder.config.repository:
        return folder
    name, server = f"{repository.owner}/{repository.name}", repository.client.server.web
    return replace(folder, config=replace(folder.config, repository=name, server=server))


def _verified(site: Path, rows: Iterable[ElectionRow], copies: Path) -> bool:
    """Whether the site is what the records say. They are looked at apart from the repository, where statements may have
    been amended since; that is shown on the site and is no fault of it."""
    for row in rows:
        if row.record:
            copytree(row.record.parent, copies / row.id)
    known = [path for path in (site, copies) if path.is_dir()]
    return verify.run(argparse.Namespace(paths=known, format="text")) is ExitCode.OK


def _built(
    folder: Folder,
    rows: Sequence[ElectionRow],
    saved: Path,
    new: Path,
    out: Path,
    now: datetime,
    drand: str,
    preview: int,
) -> tuple[tuple[ElectionRow, ...], tuple[str, ...]]:
    """Writes the site, and draws the order of its lists where that can be done (``drand`` is where, if it is to be).
    Answers the rows with the candidates it shows, and what is still to be drawn."""
    folder = with_draws(folder, now)
    site = _site(folder, rows, saved, now, preview)
    if drand and _put_on_record(folder, rows, [id for id, _ in awaited(site)], new, drand):
        folder = with_draws(folder, now, new)
        site = _site(folder, rows, saved, now, preview)
    write_site(site, folder, out)
    standing = {each.id: sum(len(race.standing) for race in each.races) for each in site.elections}
    recorded = {row.id for row in rows if row.record}
    waiting = tuple(told for id, told in awaited(site) if id in recorded)
    return tuple(replace(row, candidates=standing.get(row.id, 0)) for row in rows), waiting


def _site(folder: Folder, rows: Iterable[ElectionRow], saved: Path, now: datetime, preview: int) -> Site:
    reports = list(saved_reports(folder, saved))
    texts: dict[str, bytes] = {}
    for place, report in enumerate(reports):
        pull_request, statement = report.snapshot.pull_request, report.snapshot.statement
        if preview and pull_request and pull_request.number == preview:
            reports[place] = as_if_merged(report)
            texts |= {statement.path: statement.source.raw} if statement else {}
    listed = read_listed(folder, folder.root, now, reports, frozen=True)
    site = site_of(folder.config, chain(reports, listed), now, f"nomflow {__version__}")
    for row in rows:
        if row.record:
            kept_at = (close.RECORDS / row.id / close.RECORD).as_posix()
            site = from_freeze(site, folder, row.record, reports, now, kept_at, texts)
    if not preview:
        refuse_strangers(site, folder)
    else:
        told = words_in(site.language).text("preview-of-pull", number=str(preview))
        site = replace(site, notice=str(told))
    return with_questions(site, folder)


def _put_on_record(folder: Folder, rows: Iterable[ElectionRow], undrawn: Sequence[str], new: Path, drand: str) -> bool:
    """Puts the drawn values beside the records of elections that wait for one; whether there was any. A record that the
    repository has goes with it, so that whoever commits it can check both."""
    found = False
    for row in rows:
        election = next(each for each in folder.config.elections if each.id == row.id)
        number = round_of(election) if row.record and row.id in undrawn else None
        if row.record is None or number is None:
            continue
        try:
            draw = fetch(number, drand)
        except DrandError as error:
            print(f"{row.title}: {error}")
            continue
        if not (new / row.id).is_dir():
            copytree(row.record.parent, new / row.id, ignore=ignore_patterns(close.CORRECTIONS))
        write_tree(new / row.id, [(NAME, dump_draw(draw))])
        print(f"{row.title}: drand's round {draw.round} is {draw.value}")
        found = True
    return found
