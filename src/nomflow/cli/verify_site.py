"""The site's half of ``nomflow verify``: its files, its statements, its order, and what they are compared with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from nomflow.core import freeze_record as r
from nomflow.core.candidate import candidate_page
from nomflow.core.errors import ConfigError, UsageError
from nomflow.core.evaluate import evaluate
from nomflow.core.freeze_check import Check, check_files, compared, unknown
from nomflow.core.freeze_site import MANIFEST, Json, check_against, check_order, check_sections, listed
from nomflow.core.record import record
from nomflow.core.snapshot import Snapshot
from nomflow.disk import Folder, open_folder, snapshot_of
from nomflow.render.site.section import section_sha256


@record
class Kept:
    """A freeze record on disk, ``now`` with its corrections. ``snapshots`` are the saved ones by their path beside it,
    as far as they could be read."""

    path: Path
    freeze: r.Freeze
    now: r.Freeze
    sha256: str
    snapshots: Mapping[str, Snapshot]

    @property
    def ballot(self) -> tuple[r.FrozenNomination, ...]:
        return tuple(each for each in self.now.nominations if each.standing is r.Standing.ON_BALLOT)


def site_root(folder: Path) -> Path | None:
    """The root of the site that a manifest lies in: where its paths begin."""
    files = listed(json_of(folder / MANIFEST))
    if files is None:
        return None
    there = (
        root
        for root in (folder, *folder.parents, *folder.resolve().parents)
        if any((root / name).is_file() for name in files)
    )
    return next(there, folder)


def repository(election: str, starts: Iterable[Path]) -> Folder | None:
    """The repository that holds an election, above or at one of some paths."""
    for start in starts:
        try:
            folder = open_folder(start)
        except (ConfigError, UsageError):
            continue
        if folder.config_path and any(each.id == election for each in folder.config.elections):
            return folder
    return None


def check_site(root: Path, kept: Mapping[str, Kept], paths: Iterable[Path]) -> Iterator[Check]:
    """Everything about one site. ``kept`` are the records by election; ``paths`` may lead to the repository."""
    where, hashes = str(root), hashes_of(root)
    manifests = {
        name: files
        for name in hashes
        if name.rsplit("/", 1)[-1] == MANIFEST and (files := listed(json_of(root / name))) is not None
    }
    if MANIFEST in manifests:
        expected = dict(manifests.pop(MANIFEST))
        found = {path: each for path, each in hashes.items() if path != MANIFEST}
    else:
        expected = {path: each for files in manifests.values() for path, each in files.items()}
        found = {path: each for path, each in hashes.items() if "/" in path and path not in manifests}
    yield check_files(where, "The files of the site", expected, found)
    besides = hashes.keys() - found.keys() - manifests.keys() - {MANIFEST}
    if besides:
        yield unknown(where, f"No manifest lists these: {', '.join(sorted(besides))}.")
    for name in sorted(hashes):
        election = json_of(root / name) if name.endswith("/election.json") else None
        if isinstance(election, dict) and str(election.get("format", "")).startswith("nomflow-election/"):
            id = name.removesuffix("/election.json")
            yield from _election_site(root, id, election, kept.get(id), (*paths, root))


def _election_site(
    root: Path, id: str, election: dict[str, object], kept: Kept | None, starts: Iterable[Path]
) -> Iterator[Check]:
    folder = root / id / "candidates"
    candidates = {path.stem: each for path in sorted(folder.glob("*.json")) if isinstance(each := json_of(path), dict)}
    where = str(root / id)
    yield check_sections(where, _pages(root / id), candidates)
    yield from check_order(where, election)
    if kept is None:
        yield unknown(where, "No freeze record was given, so the statements were not compared with what stood.")
        here = repository(id, starts)
        if here:
            yield from _with_repository(where, here, candidates)
        return
    stood = {each.id: each.statement.sha256 for each in kept.ballot if each.statement}
    yield check_against(where, str(kept.path), candidates, stood, _sections(kept))
    named = election.get("record")
    if isinstance(named, dict):
        wrong = [] if named.get("sha256") == kept.sha256 else [f"the site names {named.get('sha256')}"]
        yield compared(where, "It names this record.", wrong, "It names another record.")


def _pages(election: Path) -> dict[str, bytes]:
    """The candidates' pages by where they are below the election, in every language that it has a folder for."""
    found = (*election.glob("candidates/*/index.html"), *election.glob("*/candidates/*/index.html"))
    return {path.parent.relative_to(election).as_posix(): path.read_bytes() for path in found}


def _with_repository(where: str, folder: Folder, candidates: Mapping[str, Json]) -> Iterator[Check]:
    """The statements of a site are what the files in the repository are and render to."""
    shas: dict[str, str] = {}
    sections: dict[str, str] = {}
    for id, each in candidates.items():
        source = each.get("source")
        path = folder.root / str(source.get("path")) if isinstance(source, dict) else folder.root
        if not each.get("gone") and path.is_file() and path.resolve().is_relative_to(folder.root):
            snapshot = snapshot_of(folder, path, datetime.min.replace(tzinfo=UTC))
            if snapshot.statement:
                shas[id] = snapshot.statement.source.sha256
                sections[id] = _section(snapshot)
    here = {id: each for id, each in candidates.items() if id in shas}
    if here:
        yield check_against(where, str(folder.root), here, shas, sections)


def _sections(kept: Kept) -> dict[str, str]:
    """The hash of each statement as its page shows it, worked out from the bytes of the saved statement."""
    found: dict[str, str] = {}
    for each in kept.ballot:
        snapshot = kept.snapshots.get(each.saved.path) if each.saved else None
        source = snapshot.statement.source if snapshot and snapshot.statement else None
        if snapshot and source and each.statement and source.sha256 == each.statement.sha256:
            found[each.id] = _section(snapshot)
    return found


def _section(snapshot: Snapshot) -> str:
    """The hash that the page prints; empty where the statement cannot be shown."""
    shown = candidate_page(evaluate(snapshot, ()))
    return section_sha256(shown) if shown.statement else ""


def hashes_of(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder, by its path there. Links are followed by nobody."""
    found = {}
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(parent, name)
            raw = b"a link, not a file" if path.is_symlink() else path.read_bytes()
            found[path.relative_to(folder).as_posix()] = sha256(raw).hexdigest()
    return found


def json_of(path: Path) -> object:
    try:
        value: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value
