"""``nomflow doctor``: what keeps an election from working, in a folder or on GitHub; it only reads."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from nomflow import __version__
from nomflow.cli.time import moment
from nomflow.core.basics.errors import ExitCode, NothingToCheckError
from nomflow.core.doctor.examine import examine
from nomflow.core.doctor.setup import Diagnosis, Health, Setup
from nomflow.core.doctor.texts import is_read
from nomflow.disk import open_folder, read_roll
from nomflow.disk.folder import relative, walk
from nomflow.render.packaged import packaged
from nomflow.render.quote import terminal

_SIGNS = {Health.GOOD: "✓", Health.ADVICE: "!", Health.WRONG: "✗", Health.UNKNOWN: "?"}
_WORDS = {Health.WRONG: "wrong", Health.ADVICE: "to look at", Health.UNKNOWN: "not seen", Health.GOOD: "good"}
_LONGEST = 1_000
_MOST_BYTES = 1_000_000


def run(options: argparse.Namespace) -> ExitCode:
    """Tells each line, what is wrong first; 1 where anything is."""
    found = list(examine(_on_github(options) if options.repo else _here(options)))
    found.sort(key=lambda each: list(_WORDS).index(each.health))
    sys.stdout.write(_as_json(found) if options.format == "json" else _as_text(found))
    return ExitCode.FAILED if any(each.health is Health.WRONG for each in found) else ExitCode.OK


def _here(options: argparse.Namespace) -> Setup:
    folder = open_folder(options.path, options.config)
    if not folder.config.declared:
        raise NothingToCheckError("There is no nomflow.yml here. nomflow init writes one.")
    paths = {relative(path, folder.root): path for path in walk(folder.root)}
    texts = {name: path for name, path in paths.items() if is_read(folder.config, name)}
    return Setup(
        now=moment(options.as_of),
        version=__version__,
        config=folder.config,
        texts={name: _text(path) for name, path in texts.items()},
        missing=frozenset(each.statement.template for each in folder.config.elections) - paths.keys() - {""},
        rolls={each.id: read_roll(folder, each) for each in folder.config.elections},
        examples=_examples(),
    )


def _on_github(options: argparse.Namespace) -> Setup:
    from nomflow.cli.github.run import connect, environment, load, typed_path
    from nomflow.github.setup import read_setup

    repository = connect(options.repo, environment(), anonymous=True)
    config = typed_path(options.config.as_posix() if options.config else "")
    return read_setup(repository, load, config, moment(options.as_of), __version__, _examples())


def _examples() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(packaged("examples").glob("*.yml"))}


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES).decode("utf-8", "replace").replace("\r\n", "\n")


def _as_text(found: Iterable[Diagnosis]) -> str:
    lines: list[str] = []
    count = dict.fromkeys(_WORDS, 0)
    for each in found:
        count[each.health] += 1
        lines.append(f"{_SIGNS[each.health]} {terminal(f'{each.about}: {each.said}', _LONGEST)}")
        lines += [
            f"    {word}: {terminal(text, _LONGEST)}" for word, text in (("why", each.why), ("mend", each.mend)) if text
        ]
    lines.append(", ".join(f"{number} {_WORDS[health]}" for health, number in count.items()) + ".")
    return "\n".join(lines) + "\n"


def _as_json(found: Iterable[Diagnosis]) -> str:
    lines = [
        {"about": each.about, "health": each.health.value, "said": each.said, "why": each.why, "mend": each.mend}
        for each in found
    ]
    return json.dumps({"schema": "nomflow-doctor-1", "lines": lines}, ensure_ascii=False, indent=1) + "\n"
