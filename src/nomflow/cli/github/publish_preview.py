"""``nomflow publish --pull-request N``: the site as if that pull request were merged."""

from __future__ import annotations

import argparse
import sys
from shutil import copytree

from nomflow.cli.github.publish import publish
from nomflow.cli.github.run import connect, environment
from nomflow.core.basics.errors import ExitCode


def run(options: argparse.Namespace) -> ExitCode:
    """Writes the preview and says that it is one."""
    given = environment()
    repository = connect(options.repo or given.get("GITHUB_REPOSITORY", ""), given)
    config = options.config.as_posix() if options.config else ""
    done = publish(repository, given, config, preview=options.pull_request, top=options.path)
    copytree(done.page, options.out, dirs_exist_ok=True)
    print(done.log, end="", file=sys.stderr)
    print(f"{options.out}: a preview of #{options.pull_request}; do not publish it.", file=sys.stderr)
    return ExitCode.OK
