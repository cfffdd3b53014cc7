"""``nomflow publish``: looks whether anything changed since the last build, before anything is loaded that builds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nomflow.cli.last_build import LastBuild
from nomflow.core.basics.errors import ExitCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> ExitCode:
    """Builds the site, unless it lies there already and was built of the same for the same time."""
    last = _last_build(options)
    if last and last.is_this_one():
        print(f"{options.out}: nothing changed since it was built.", file=sys.stderr)
        return ExitCode.OK
    from nomflow.cli import publish

    answer = publish.run(options)
    if last and answer is ExitCode.OK:
        last.keep()
    return answer


def _last_build(options: argparse.Namespace) -> LastBuild | None:
    """The last build of the same site, where one is kept, without secrets, and for a time that is not the clock's."""
    when = options.as_of or os.environ.get("SOURCE_DATE_EPOCH", "")
    secret = any(os.environ.get(name) for name in _SECRETS)
    if options.cache is None or not when or secret:
        return None
    named = (options.path, options.snapshots, options.freeze, options.config)
    places = [each if each.is_dir() else each.parent for each in named if each]
    asked = (Path.cwd(), options.path, options.snapshots, options.freeze, options.config, options.out, when)
    return LastBuild(options.cache, options.out, [_repository(options.path), *places], asked)


def _repository(path: Path) -> Path:
    """The folder with everything that a build may read: the one with the configuration, or else ``path``."""
    here = path.resolve()
    found = (each for each in (here, *here.parents) if any((each / name).is_file() for name in _CONFIGS))
    return next(found, here)


_SECRETS = ("NOMFLOW_AFFILIATIONS", "NOMFLOW_AFFILIATIONS_FILE")
"""They decide who counts, and nothing of them is kept, not even as a digest that somebody could try names against."""
_CONFIGS = ("nomflow.yml", ".github/nomflow.yml", "nomflow.yaml", ".git/HEAD")
