"""``nomflow publish``: a folder of statements and snapshots becomes the election site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nomflow import __version__
from nomflow.cli.kept_nominations import KeptNominations
from nomflow.cli.progress import Progress
from nomflow.cli.reading import made_of_each, read_safely
from nomflow.cli.time import moment
from nomflow.cli.workers import spread
from nomflow.core.basics.errors import ConfigError, ExitCode, Fault, NothingToCheckError, UsageError
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.freeze.correct import Corrected, corrected
from nomflow.core.freeze.frozen import Standing
from nomflow.core.site import questions
from nomflow.core.site.concluded import not_on_the_ballot
from nomflow.core.site.from_freeze import Later, frozen_page
from nomflow.core.site.publish import ListedNomination, listed_alone, site_of
from nomflow.core.site.site import FreezeReference, Phase, Site
from nomflow.core.site.verify import MANIFEST, listed
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.disk import (
    Folder,
    FolderSnapshots,
    open_folder,
    place_of,
    read_question_files,
    shown_in,
    statements,
    write_tree,
)
from nomflow.rules import RULES

if TYPE_CHECKING:
    from nomflow.cli.close import Kept
    from nomflow.core.site.site import ElectionPage
    from nomflow.disk.store import Store
    from nomflow.render.site import UnshownNomination
    from nomflow.render.site.build import Files

NOTHING: Mapping[str, bytes] = {}


def run(options: argparse.Namespace) -> ExitCode:
    """Writes the site and says what it holds."""
    from nomflow.cli.draw import awaited

    folder = open_folder(options.path, options.config)
    now = built_at(options.as_of)
    store = _store(options)
    site = read_site(folder, options.path, options.snapshots, now, options.freeze, store)
    count = write_site(with_questions(site, folder), folder, options.out, store)
    if store:
        store.forget_others()
    standing = sum(len(race.standing) for election in site.elections for race in election.races)
    print(f"{options.out}: {counted(count, 'file')}, {counted(standing, 'candidate')}.", file=sys.stderr)
    for _, line in awaited(site):
        print(f"nomflow: {line}", file=sys.stderr)
    saved = f" --snapshots {options.snapshots}" if options.snapshots else ""
    for election in site.elections:
        if election.under_check:
            waiting = f"{counted(election.under_check, 'nomination')} of {election.id}"
            told = f"nomflow: not on the page yet: {waiting}. What is missing: nomflow status{saved}"
            print(told, file=sys.stderr)
    return ExitCode.OK


def _store(options: argparse.Namespace) -> Store | None:
    """Where pages are kept, if anywhere: not in the site, which everybody reads."""
    if options.cache is None:
        return None
    if options.cache.resolve().is_relative_to(options.out.resolve()):
        raise UsageError(f"The cache {options.cache} would be published with the site. Choose another folder.")
    from nomflow.disk.store import Store

    return Store(options.cache)


def built_at(as_of: str) -> datetime:
    """The time the site is built for: as typed, or ``SOURCE_DATE_EPOCH``, or now.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not as_of and epoch:
        if not epoch.isdigit():
            raise UsageError("SOURCE_DATE_EPOCH must be a number of seconds.")
        return datetime.fromtimestamp(int(epoch), UTC)
    return moment(as_of)


def read_site(
    folder: Folder,
    path: Path,
    snapshots: Path | None,
    now: datetime,
    freeze: Path | None = None,
    store: Store | None = None,
) -> Site:
    """The site at ``now``. An election that is over is shown as its record has it: ``freeze``, or the one that the
    repository keeps. Raises ``NothingToCheckError`` when there is neither a statement nor a record."""
    from nomflow.cli.draw import with_draws

    folder = with_draws(folder, now)
    records = (freeze,) if freeze else tuple(kept_records(folder))
    reports = list(saved_reports(folder, snapshots))
    listed = read_listed(folder, path, now, reports, frozen=bool(records), store=store)
    site = site_of(folder.config, chain(reports, listed), now, f"nomflow {__version__}")
    for record in records:
        site = from_freeze(site, folder, record, reports, now)
    refuse_strangers(site, folder)
    return site


def refuse_strangers(site: Site, folder: Folder) -> None:
    """Raises ``ConfigError`` where the configuration has somebody elected whom nobody could vote for."""
    faults = []
    for election, shown in zip(folder.config.elections, site.elections, strict=True):
        if election.results and shown.phase is Phase.CHECKING:
            print(
                f"nomflow: {election.id}: the results are not shown, since no record says who stood.", file=sys.stderr
            )
        for name in not_on_the_ballot(election, shown):
            told = f"{name} is not on the ballot of {election.id}, or is on it more than once."
            told += " Write a candidate’s GitHub name, or seat/name."
            faults.append(Fault(told, place_of(folder, election.id, "results:", name)))
    if faults:
        raise ConfigError(faults)


def kept_records(folder: Folder) -> Iterator[Path]:
    """The freeze records in the repository, one an election."""
    from nomflow.cli.close import RECORD, RECORDS

    paths = (folder.root / RECORDS / election.id / RECORD for election in folder.config.elections)
    return (path for path in paths if path.is_file())


def saved_reports(folder: Folder, snapshots: Path | None) -> Iterator[Report]:
    """Reports on the snapshots in a folder."""
    if snapshots is None:
        return
    from nomflow.cli.snapshots import read_snapshot

    if not snapshots.is_dir():
        raise UsageError(f"There is no folder {snapshots}.")
    paths = sorted(snapshots.glob("*.json"))
    for path in Progress().over(paths, "snapshots", len(paths)):
        yield _judged(read_snapshot(path, folder.config_path))


def read_listed(
    folder: Folder,
    path: Path,
    now: datetime,
    reports: Iterable[Report],
    *,
    frozen: bool = False,
    store: Store | None = None,
) -> Iterator[ListedNomination]:
    """The statements in the folder that none of the reports is about. Those that ``store`` has are not read again.

    Raises ``NothingToCheckError`` when there is neither, unless everything needed is ``frozen``.
    """
    seen = {each.snapshot.statement.path for each in reports if each.snapshot.statement}
    try:
        found = [each for each in statements(folder, [path]) if not seen or shown_in(folder, each) not in seen]
    except NothingToCheckError:
        if not seen and not frozen:
            raise
        return
    known = KeptNominations(store, folder, now).of if store else None
    made = made_of_each(found, FolderSnapshots(folder, now), listed_alone, known)
    yield from Progress().over(made, "statements", len(found))


def _judged(snapshot: Snapshot) -> Report:
    """The report that decides whether a nomination is shown. The rules are asked about open pull requests only:
    people have decided about everything else, and no page shows what a rule says."""
    pull_request = snapshot.pull_request
    return evaluate(snapshot, RULES if pull_request and pull_request.state is PullRequestState.OPEN else ())


def from_freeze(
    site: Site,
    folder: Folder,
    path: Path,
    reports: Iterable[Report],
    now: datetime,
    kept_at: str = "",
    changed: Mapping[str, bytes] = NOTHING,
) -> Site:
    """The site with the candidates and statements of a freeze record in place of what is known now. ``kept_at`` is the
    record's path in the repository, where it does not lie in the folder yet; ``changed`` are statements by their paths
    that are not as they lie there."""
    from nomflow.cli.close import chosen, read_record

    kept = read_record(path)
    election = chosen(folder.config, kept.freeze.election)
    there = path.resolve()
    repository = next(each.repository for each in site.elections if each.id == election.id)
    _refuse_misfits(kept)
    now_on = corrected(kept.freeze, kept.corrections, kept.snapshots, RULES)
    _refuse_idle(kept, now_on)
    inside = there.relative_to(folder.root).as_posix() if there.is_relative_to(folder.root) else kept_at
    url = f"{repository.url}/blob/HEAD/{inside}" if repository and inside else ""
    wanted = {each.statement.path for each in kept.freeze.nominations if each.statement}
    wanted |= {file.path for each in kept.freeze.nominations for file in each.translations}
    texts = {name: (folder.root / name).read_bytes() for name in sorted(wanted) if (folder.root / name).is_file()}
    texts |= {name: raw for name, raw in changed.items() if name in wanted}
    pulls = {each.snapshot.pull_request.number: each for each in reports if each.snapshot.pull_request}
    shown = frozen_page(
        folder.config,
        election,
        now_on,
        Later(kept.corrections, pulls, {path: read_safely(path, raw) for path, raw in texts.items()}),
        now,
        FreezeReference(url, kept.sha256, kept.freeze.taken_at),
    )
    _refuse_missing(kept, now_on, shown)
    return replace(site, elections=tuple(shown if each.id == election.id else each for each in site.elections))


def _refuse_misfits(kept: Kept) -> None:
    """Raises ``UsageError`` for a correction of a nomination that the record does not have."""
    known = {(each.id, number) for each in kept.freeze.nominations for number in (None, each.pull_request)}
    for each in kept.corrections:
        if (each.change.nomination, each.change.pull_request) not in known:
            raise UsageError(
                f"Correction {each.number} is about the nomination “{each.change.nomination}”, and the record "
                f"{kept.path} has none such, so nothing would change. Write the id that the record gives it."
            )


def _refuse_idle(kept: Kept, now: Corrected) -> None:
    """Raises ``UsageError`` for a ruling that changes nothing."""
    for each in kept.corrections:
        if each.number in now.idle:
            raise UsageError(
                f"Correction {each.number} has the ruling “{each.change.ruling}”, which is none of the rulings of "
                f"`/nomflow rule`, or {each.by} is no officer who may decide here. Nothing is published."
            )


def _refuse_missing(kept: Kept, now: Corrected, shown: ElectionPage) -> None:
    """Raises ``UsageError`` where the page leaves out who is on the ballot."""
    there = {person.id for race in shown.races for person in race.candidates}
    missing = [
        each.id for each in now.freeze.nominations if each.standing is Standing.ON_BALLOT and each.id not in there
    ]
    if missing:
        raise UsageError(
            f"The record {kept.path} has {', '.join(missing)} on the ballot, and no list of the page shows them. "
            "Nothing is published. Check which seat they stand for."
        )


def with_questions(site: Site, folder: Folder) -> Site:
    """The site with the questions to the candidates that lie in the repository; says what is wrong with their files."""
    from nomflow.render.quote import terminal, visible

    asked = {each.id: each for each in folder.config.elections if each.questions.path}
    elections = []
    for shown in site.elections:
        if election := asked.get(shown.id):
            page, found = questions.with_questions(election, shown, read_question_files(folder, election), read_safely)
            for each in found:
                print(f"nomflow: {visible(str(each.place))}: {terminal(str(each.text), 500)}", file=sys.stderr)
            elections.append(page)
        else:
            elections.append(shown)
    return replace(site, elections=tuple(elections))


def write_site(site: Site, folder: Folder, out: Path, store: Store | None = None) -> int:
    """Writes every file of a site below ``out``, in the looks that the repository gives it; says what could not be
    shown. Pages that ``store`` has are not made again. Answers the number of files."""
    from nomflow.cli.looks import dressed, templates
    from nomflow.render.site import render_site

    progress = Progress()

    def tell(trouble: UnshownNomination) -> None:
        progress.say(f"nomflow: the page of {trouble.candidate} could not be built: {trouble.why}")

    own = templates(folder)
    before, hashes = _written_before(out), dict[str, str]()
    site = dressed(site, folder)
    files = progress.over(
        render_site(
            site,
            overrides=own,
            on_trouble=tell,
            remember=store.remember if store else None,
            each=_spread,
        ),
        "files",
        _about(site),
    )
    return write_tree(out, _listed(site, files, hashes), before)


def _spread(make: Callable[[int], Files], places: Sequence[int]) -> Iterator[Files]:
    return spread(make, places, ())


def _about(site: Site) -> int:
    """About how many files a site has: most are the pages and the data of candidates."""
    people = sum(len(race.candidates) for election in site.elections for race in election.races)
    return people * (len(site.languages) + 2)


def _written_before(out: Path) -> Mapping[str, str]:
    """The files of the build that lies in ``out``, with their hashes, as its manifest has them."""
    try:
        return listed(json.loads((out / MANIFEST).read_bytes())) or {}
    except (OSError, ValueError, RecursionError):
        return {}


def _listed(site: Site, files: Iterable[tuple[str, bytes]], hashes: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files, and last a manifest of all of them, so that no file of the site can be changed unseen. Their hashes
    are noted in ``hashes``."""
    from nomflow.render.site.data import manifest, timeless

    content = []
    for name, data in files:
        hashes[name] = sha256(data).hexdigest()
        if not name.endswith("/manifest.json"):  # an election's own manifest says nothing that its files do not
            without = timeless(site, data)
            content.append(f"{hashes[name] if without == data else sha256(without).hexdigest()} {name}\n")
        yield name, data
    yield "manifest.json", manifest(hashes, sha256("".join(sorted(content)).encode()).hexdigest())
