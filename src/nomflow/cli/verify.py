"""``nomflow verify``: what was checked, and what differs. Needs no network, and changes nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from nomflow import __version__
from nomflow.cli.close import CORRECTIONS, RECORD, RULES_FOLDER
from nomflow.core import freeze_record as r
from nomflow.core.candidate import candidate_page
from nomflow.core.errors import ConfigError, ExitCode, NothingToCheckError, UsageError
from nomflow.core.evaluate import evaluate
from nomflow.core.freeze import FOLDER, Inputs, freeze
from nomflow.core.freeze_check import Check, Result, check_corrections, check_files, check_recomputed, compared, unknown
from nomflow.core.freeze_shapes import dump, read_correction, read_freeze
from nomflow.core.freeze_site import MANIFEST, check_against, check_order, check_sections, listed, worst
from nomflow.core.record import record
from nomflow.core.snapshot import Snapshot
from nomflow.core.text import Source
from nomflow.disk import Folder, open_folder
from nomflow.render.site.section import section_sha256
from nomflow.rules import RULES

_SKIPPED = (".git", "node_modules", ".venv")
_SIGNS = {Result.SAME: "same    ", Result.DIFFERS: "DIFFERS ", Result.UNKNOWN: "unknown "}


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


def run(options: argparse.Namespace) -> ExitCode:
    """Checks every record and every site below the given paths."""
    paths: list[Path] = options.paths or [Path()]
    records, sites = _found(paths)
    checks: list[Check] = []
    kept: dict[str, Kept] = {}
    for path in records:
        one, said = _record(path)
        checks += said
        if one:
            kept[one.freeze.election] = one
            checks += _statements(one, paths)
    for site in sites:
        checks += _site(site, kept)
    verdict = worst(checks)
    if verdict is None and not checks:
        raise NothingToCheckError("There is neither a freeze record nor a site with a manifest here.")
    sys.stdout.write(_as_json(checks, verdict) if options.format == "json" else _as_text(checks))
    if verdict is None:
        return ExitCode.NOTHING
    return ExitCode.OK if verdict is Result.SAME else ExitCode.FAILED


def _found(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The records, and the roots of the sites. Raises ``UsageError`` for a path that is not there."""
    records: list[Path] = []
    sites: list[Path] = []
    for path in paths:
        if path.is_file():
            records.append(path)
        elif not path.is_dir():
            raise UsageError(f"There is no file or folder {path}.")
        for parent, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if name not in _SKIPPED)
            if RECORD in files:
                records.append(Path(parent, RECORD))
            if MANIFEST in files:
                root = _site_root(Path(parent))
                if root and not any(root.is_relative_to(site) for site in sites):
                    sites.append(root)
    return list(dict.fromkeys(records)), sites


def _site_root(folder: Path) -> Path | None:
    """The root of the site that a manifest lies in: where its paths begin."""
    files = listed(_json_of(folder / MANIFEST))
    if files is None:
        return None
    there = (root for root in (folder, *folder.parents) if any((root / name).is_file() for name in files))
    return next(there, folder)


def _record(path: Path) -> tuple[Kept | None, list[Check]]:
    where, raw, beside = str(path), path.read_bytes(), path.parent
    try:
        recorded = read_freeze(raw, where)
    except ConfigError as error:
        return None, [_unreadable(where, "This is no freeze record.", error)]
    hashed = sha256(raw).hexdigest()
    canonical = () if dump(recorded) == raw else ("its bytes are not those that nomflow writes",)
    checks = [compared(where, f"It is whole: sha256 {hashed}", canonical, "It is not in canonical form.")]
    checks += _beside(beside, recorded)
    snapshots, said = _recomputed(beside, recorded)
    corrections, unread = _corrections(beside, where)
    checks += [*said, *unread, check_corrections(where, recorded, hashed, corrections)]
    now = r.corrected(recorded, corrections.values())
    return Kept(path, recorded, now, hashed, snapshots), checks


def _unreadable(where: str, otherwise: str, error: Exception) -> Check:
    return compared(where, "", str(error).splitlines() or [otherwise], otherwise)


def _beside(beside: Path, recorded: r.Freeze) -> Iterator[Check]:
    """The files that the record rests on have the hashes it gives."""
    where = str(beside / RECORD)
    private = any(each.endorsements and each.endorsements.private for each in recorded.nominations)
    roll = () if private else recorded.roll
    inputs = {each.path: each.sha256 for each in (recorded.rules, *roll, *recorded.people)}
    saved = {each.saved.path: each.saved.sha256 for each in recorded.nominations if each.saved}
    for said, expected, folder, below in (
        ("Configuration, roll and people files", inputs, RULES_FOLDER, ""),
        ("Saved snapshots", saved, FOLDER, f"{FOLDER}/"),
    ):
        found = {below + name: each for name, each in _hashes(beside / folder).items()}
        if expected and not found:
            yield unknown(where, f"{said}: there is no folder {folder} beside the record, so nothing was compared.")
        else:
            yield check_files(where, said, expected, found)


def _recomputed(beside: Path, recorded: r.Freeze) -> tuple[dict[str, Snapshot], list[Check]]:
    """Everything worked out again from what lies beside the record."""
    from nomflow.cli.snapshots import read_snapshot

    where, rules = str(beside / RECORD), beside / RULES_FOLDER / recorded.rules.path
    names = sorted(each.saved.path for each in recorded.nominations if each.saved)
    if not rules.is_file() or not all((beside / name).is_file() for name in names):
        return {}, [unknown(where, "Not everything it rests on is here, so it was not worked out again.")]
    try:
        config = open_folder(beside, rules).config
        election = next((each for each in config.elections if each.id == recorded.election), None)
        if election is None:
            return {}, [_unreadable(where, "The configuration beside it has no such election.", ValueError())]
        snapshots = {name: read_snapshot(beside / name, rules) for name in names}
        inputs = Inputs(recorded.nomflow, recorded.rules, recorded.roll, recorded.people)
        again = freeze(config, election, snapshots.values(), RULES, inputs)
    except (ConfigError, UsageError, ValueError) as error:
        return {}, [_unreadable(where, "It cannot be worked out again.", error)]
    checks = check_recomputed(where, config, recorded, again)
    if recorded.nomflow != __version__ and worst(checks) is Result.DIFFERS:
        told = f"It was made by nomflow {recorded.nomflow}; this is {__version__}, whose rules may say it differently."
        checks.append(unknown(where, told))
    return snapshots, checks


def _corrections(beside: Path, where: str) -> tuple[dict[str, r.Correction], list[Check]]:
    found: dict[str, r.Correction] = {}
    checks: list[Check] = []
    for path in sorted((beside / CORRECTIONS).glob("*.json")):
        try:
            found[path.name] = read_correction(path.read_bytes(), path.name)
        except ConfigError as error:
            checks.append(_unreadable(where, f"{CORRECTIONS}/{path.name} cannot be read.", error))
    return found, checks


def _statements(kept: Kept, paths: Iterable[Path]) -> Iterator[Check]:
    """The statements in the repository are those of the record."""
    folder = _repository(kept, paths)
    if folder is None:
        return
    wrong: list[str] = []
    missing: list[str] = []
    there = 0
    for statement in (each.statement for each in kept.ballot if each.statement):
        path = folder.root / statement.path
        if not path.is_file():
            missing.append(statement.path)
            continue
        there += 1
        source = Source(statement.path, path.read_bytes(), "")
        if source.sha256 != statement.sha256:
            wrong.append(f"changed: {statement.path}, sha256 {source.sha256}, blob {source.git_blob_sha}")
    where = str(folder.root)
    if there:
        said = f"{there} statements are the bytes that stood at the close."
        yield compared(where, said, wrong, f"{len(wrong)} of {there} statements are not the bytes that stood.")
    if missing:
        yield unknown(where, f"Not in this folder, so not compared: {', '.join(missing)}.")


def _repository(kept: Kept, paths: Iterable[Path]) -> Folder | None:
    """The repository with the record's election: where a given path or the record lies."""
    for start in (*paths, kept.path.parent):
        try:
            folder = open_folder(start)
        except (ConfigError, UsageError):
            continue
        if folder.config_path and any(each.id == kept.freeze.election for each in folder.config.elections):
            return folder
    return None


def _site(root: Path, kept: Mapping[str, Kept]) -> Iterator[Check]:
    where, hashes = str(root), _hashes(root)
    manifests = {
        name: files
        for name in hashes
        if name.rsplit("/", 1)[-1] == MANIFEST and (files := listed(_json_of(root / name))) is not None
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
        election = _json_of(root / name) if name.endswith("/election.json") else None
        if isinstance(election, dict) and str(election.get("format", "")).startswith("nomflow-election/"):
            yield from _election_site(root, name.removesuffix("/election.json"), election, kept)


def _election_site(root: Path, id: str, election: dict[str, object], kept: Mapping[str, Kept]) -> Iterator[Check]:
    folder = root / id / "candidates"
    candidates = {path.stem: each for path in sorted(folder.glob("*.json")) if isinstance(each := _json_of(path), dict)}
    pages = {path.parent.name: path.read_bytes() for path in sorted(folder.glob("*/index.html"))}
    where = str(root / id)
    yield check_sections(where, pages, candidates)
    yield from check_order(where, election)
    record = kept.get(id)
    if record is None:
        yield unknown(where, "No freeze record was given, so the statements were not compared with what stood.")
        return
    stood = {each.id: each.statement.sha256 for each in record.ballot if each.statement}
    yield check_against(where, str(record.path), candidates, stood, _sections(record))
    named = election.get("record")
    if isinstance(named, dict):
        wrong = [] if named.get("sha256") == record.sha256 else [f"the site names {named.get('sha256')}"]
        yield compared(where, "It names this record.", wrong, "It names another record.")


def _sections(kept: Kept) -> dict[str, str]:
    """The hash of each statement as its page shows it, worked out from the bytes of the saved statement."""
    found: dict[str, str] = {}
    for each in kept.ballot:
        snapshot = kept.snapshots.get(each.saved.path) if each.saved else None
        source = snapshot.statement.source if snapshot and snapshot.statement else None
        if snapshot and source and each.statement and source.sha256 == each.statement.sha256:
            found[each.id] = section_sha256(candidate_page(evaluate(snapshot, ())))
    return found


def _hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder, by its path there. Links are followed by nobody."""
    found = {}
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(parent, name)
            raw = b"a link, not a file" if path.is_symlink() else path.read_bytes()
            found[path.relative_to(folder).as_posix()] = sha256(raw).hexdigest()
    return found


def _json_of(path: Path) -> object:
    try:
        value: object = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value


def _as_text(checks: Iterable[Check]) -> str:
    lines: list[str] = []
    where = ""
    differs = same = 0
    for check in checks:
        if check.where != where:
            where = check.where
            lines.append(where)
        lines.append(f"  {_SIGNS[check.result]} {check.said}")
        lines += [f"             {each}" for each in check.details]
        same += check.result is Result.SAME
        differs += check.result is Result.DIFFERS
    lines.append(f"{same} checks agree, {differs} differ." if differs else f"All {same} checks agree.")
    return "\n".join(lines) + "\n"


def _as_json(checks: Iterable[Check], verdict: Result | None) -> str:
    shown = [
        {"where": each.where, "result": each.result.value, "said": each.said, "details": list(each.details)}
        for each in checks
    ]
    document = {"schema": "nomflow-verify-1", "result": verdict.value if verdict else None, "checks": shown}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
