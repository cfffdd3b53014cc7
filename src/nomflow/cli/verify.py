"""``nomflow verify``: what was checked, and what differs. Needs no network, and changes nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from nomflow import __version__
from nomflow.cli.close import CORRECTIONS, RECORD, RULES_FOLDER
from nomflow.cli.verify_site import LINE_ENDS, SiteFiles, check_site, hashes_of, lines_changed, repository, site_root
from nomflow.core.basics.errors import ConfigError, ExitCode, NothingToCheckError, UsageError
from nomflow.core.basics.text import Source
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.check import Check, Result, check_corrections, check_files, check_recomputed, compared, unknown
from nomflow.core.freeze.correct import corrected
from nomflow.core.freeze.document import dump, read_correction, read_freeze
from nomflow.core.freeze.draw_document import NAME, read_draw
from nomflow.core.freeze.take import FOLDER, Inputs, freeze
from nomflow.core.site.verify import MANIFEST, worst
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.disk import open_folder
from nomflow.render.quote import terminal
from nomflow.rules import RULES

_SKIPPED = (".git", "node_modules", ".venv")
_WIDEST = 1_000
_SIGNS = {Result.SAME: "same    ", Result.DIFFERS: "DIFFERS ", Result.UNKNOWN: "unknown "}


def run(options: argparse.Namespace) -> ExitCode:
    """Checks every record and every site below the given paths."""
    paths: list[Path] = options.paths or [Path()]
    records, sites = _found(paths)
    checks: list[Check] = []
    kept: dict[str, SiteFiles] = {}
    for path in records:
        one, said = _record(path)
        checks += said
        if one:
            kept[one.freeze.election] = one
            checks += _statements(one, paths)
    for site in sites:
        checks += check_site(site, kept, paths)
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
                root = site_root(Path(parent))
                if root and not any(root.is_relative_to(site) for site in sites):
                    sites.append(root)
    return list(dict.fromkeys(records)), sites


def _record(path: Path) -> tuple[SiteFiles | None, list[Check]]:
    where, raw, beside = str(path), path.read_bytes(), path.parent
    if path.is_symlink():
        return None, [compared(where, "", [f"it leads to {path.resolve()}"], "This is a link, not a record.")]
    try:
        recorded = read_freeze(raw, where)
    except ConfigError as error:
        return None, [_unreadable(where, "This is no freeze record.", error)]
    hashed = sha256(raw).hexdigest()
    if lines_changed(raw, dump(recorded)):
        return None, [compared(where, "", [LINE_ENDS], "Its line ends were changed, so nothing more was compared.")]
    canonical = () if dump(recorded) == raw else ("its bytes are not those that nomflow writes",)
    checks = [compared(where, f"It is whole: sha256 {hashed}", canonical, "It is not in canonical form.")]
    checks += _beside(beside, recorded)
    snapshots, said = _recomputed(beside, recorded)
    checks += _draw(beside, recorded)
    corrections, unread = _corrections(beside, where)
    checks += [*said, *unread, check_corrections(where, recorded, hashed, corrections)]
    now = corrected(recorded, corrections.values(), snapshots, RULES)
    return SiteFiles(path=path, freeze=recorded, now=now.freeze, sha256=hashed, snapshots=now.snapshots), checks


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
        found = {below + name: each for name, each in hashes_of(beside / folder).items()}
        if expected and not found:
            yield unknown(where, f"{said}: there is no folder {folder} beside the record, so nothing was compared.")
        else:
            yield check_files(where, said, expected, found)


def _draw(beside: Path, recorded: r.Freeze) -> Iterator[Check]:
    """The drawn value beside the record is whole, and that of the recorded round."""
    path, number = beside / NAME, recorded.order.round if recorded.order else None
    if not path.is_file():
        return
    try:
        draw = read_draw(path.read_bytes(), str(path))
    except ConfigError as error:
        yield _unreadable(str(path), "This is no drawn value.", error)
        return
    wrong = [] if draw.round == number else [f"it is that of round {draw.round}, the record asks for {number}"]
    yield compared(str(path), f"It is drand's round {draw.round}: {draw.value}", wrong, "It is another round's.")


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


def _statements(kept: SiteFiles, paths: Iterable[Path]) -> Iterator[Check]:
    """The statements, translations and photos in the repository are those of the record."""
    folder = repository(kept.freeze.election, (*paths, kept.path.parent))
    if folder is None:
        return
    for kind, files in (
        ("statements", [(each.statement.path, each.statement.sha256) for each in kept.ballot if each.statement]),
        ("translations", [(file.path, file.sha256) for each in kept.ballot for file in each.translations]),
        ("photos", [(each.photo.path, each.photo.sha256) for each in kept.ballot if each.photo]),
    ):
        yield from _same_bytes(folder.root, kind, files)


def _same_bytes(root: Path, kind: str, files: Iterable[tuple[str, str]]) -> Iterator[Check]:
    wrong: list[str] = []
    missing: list[str] = []
    there = lines = 0
    for name, sha256_ in files:
        path = root / name
        if not path.is_file():
            missing.append(name)
            continue
        there += 1
        source = Source(name, path.read_bytes(), "")
        if source.sha256 == sha256_:
            continue
        unix = source.raw.replace(b"\r\n", b"\n")
        if sha256(unix).hexdigest() == sha256_:
            lines += 1
            wrong.append(f"other line ends: {name}")
        else:
            wrong.append(f"changed: {name}, sha256 {source.sha256}, blob {source.git_blob_sha}")
    if there:
        said = f"{there} {kind} are the bytes that stood at the close."
        otherwise = f"{len(wrong)} of {there} {kind} are not the bytes that stood."
        if lines == len(wrong):
            otherwise = f"{lines} of {there} {kind} have other line ends than the bytes that stood. {LINE_ENDS}"
        yield compared(str(root), said, wrong, otherwise)
    if missing:
        yield unknown(str(root), f"Not in this folder, so not compared: {', '.join(missing)}.")


def _as_text(checks: Iterable[Check]) -> str:
    lines: list[str] = []
    where = ""
    differs = same = 0
    for check in checks:
        if check.where != where:
            where = check.where
            lines.append(where)
        lines.append(f"  {_SIGNS[check.result]} {terminal(check.said, _WIDEST)}")
        lines += [f"             {terminal(each, _WIDEST)}" for each in check.details]
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
