"""The site's half of ``nomflow verify``: its files, its statements, its order, and what they are compared with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError, UsageError
from nomflow.core.evaluate import evaluate
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.check import Check, check_files, compared, unknown
from nomflow.core.site.candidate import candidate_page
from nomflow.core.site.verify import MANIFEST, Json, Told, check_against, check_order, check_sections, listed
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement
from nomflow.disk import Folder, open_folder, snapshot_of
from nomflow.render.site.section import body_sha256, section_sha256

LINE_ENDS = "Git writes other line ends on Windows. Clone again: git clone -c core.autocrlf=false ADDRESS"


class SiteFiles(Struct, frozen=True, kw_only=True):
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


def check_site(root: Path, kept: Mapping[str, SiteFiles], paths: Iterable[Path]) -> Iterator[Check]:
    """Everything about one site. ``kept`` are the records by election; ``paths`` may lead to the repository."""
    where, hashes = str(root), hashes_of(root)
    if (root / MANIFEST).is_file() and b"\r\n" in (root / MANIFEST).read_bytes():
        yield compared(where, "", [LINE_ENDS], "The line ends of its files were changed, so nothing more was compared.")
        return
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
    lists = (name for name in sorted(hashes) if name.rsplit("/", 1)[-1] == MANIFEST)
    if damaged := [name for name in lists if listed(json_of(root / name)) is None]:
        yield compared(where, "", damaged, "These list no files any more; they were changed.")
    if "index.html" in hashes and MANIFEST not in hashes:
        yield compared(where, "", [f"missing: {MANIFEST}"], "The list of its files is missing.")
    yield check_files(where, "The files of the site", expected, found)
    besides = hashes.keys() - found.keys() - manifests.keys() - {MANIFEST}
    if besides:
        yield unknown(where, f"No {MANIFEST} lists these: {', '.join(sorted(besides))}.")
    for name in sorted(hashes):
        election = json_of(root / name) if name.endswith("/election.json") else None
        if isinstance(election, dict) and str(election.get("format", "")).startswith("nomflow-election/"):
            id = name.removesuffix("/election.json")
            yield from _election_site(root, id, election, kept.get(id), (*paths, root))


def _election_site(
    root: Path, id: str, election: dict[str, object], kept: SiteFiles | None, starts: Iterable[Path]
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
    yield check_against(where, str(kept.path), candidates, _stood(kept))
    named = election.get("record")
    if isinstance(named, dict):
        wrong = [] if named.get("sha256") == kept.sha256 else [f"the site names {named.get('sha256')}"]
        yield compared(where, "It names this record.", wrong, "It names another record.")


def _pages(election: Path) -> dict[str, bytes]:
    """The candidates' pages by where they are below the election: in every language, with every version."""
    levels = [f"{language}candidates/*/{version}index.html" for language in ("", "*/") for version in ("", "*/")]
    found = (path for level in levels for path in election.glob(level))
    return {path.parent.relative_to(election).as_posix(): path.read_bytes() for path in found}


def _with_repository(where: str, folder: Folder, candidates: Mapping[str, Json]) -> Iterator[Check]:
    """The statements of a site are what the files in the repository are and render to."""
    found: dict[str, Told] = {}
    for id, each in candidates.items():
        source = each.get("source")
        path = folder.root / str(source.get("path")) if isinstance(source, dict) else folder.root
        if not each.get("gone") and path.is_file() and path.resolve().is_relative_to(folder.root):
            snapshot = snapshot_of(folder, path, datetime.min.replace(tzinfo=UTC))
            if snapshot.statement:
                found[id] = _told(snapshot, snapshot.statement)
    here = {id: each for id, each in candidates.items() if id in found}
    if here:
        yield check_against(where, str(folder.root), here, found)


def _stood(kept: SiteFiles) -> dict[str, Told]:
    """Who is on the ballot and with which words; how they look is worked out from the bytes of the saved snapshot."""
    found: dict[str, Told] = {}
    for each in kept.ballot:
        if each.statement:
            snapshot = kept.snapshots.get(each.saved.path) if each.saved else None
            told = _told(snapshot, snapshot.statement) if snapshot and snapshot.statement else Told("")
            same = told.sha256 == each.statement.sha256
            found[each.id] = replace(told, sha256=each.statement.sha256, section=told.section if same else None)
    return found


def _told(snapshot: Snapshot, statement: Statement) -> Told:
    """What the pages of a nomination show; no section where the statement cannot be shown."""
    shown = candidate_page(evaluate(snapshot, ()))
    translations = {
        each.source.path: (each.source.sha256, body_sha256(each.words.html))
        for each in shown.translations
        if each.source
    }
    section = section_sha256(shown) if shown.statement else ""
    return Told(statement.source.sha256, section, translations)


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


def lines_changed(raw: bytes, written: bytes) -> bool:
    """Whether a file that nomflow wrote differs from that in its line ends alone."""
    return raw != written and raw.replace(b"\r\n", b"\n") == written


def json_of(path: Path) -> object:
    try:
        value: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value
