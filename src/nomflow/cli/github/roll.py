"""``nomflow roll``: a team's members, as a file to commit where the roll must not follow the team any more."""

from __future__ import annotations

import argparse
import re
import sys

from nomflow.cli.github.run import client_of, environment
from nomflow.core.basics.errors import ExitCode, GitHubError, UsageError
from nomflow.core.basics.text import counted
from nomflow.core.election.election import RollSource
from nomflow.core.election.shapes import TEAM
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.team import written
from nomflow.github.teams import Access, Teams


def run(options: argparse.Namespace) -> ExitCode:
    """Prints the roll. Raises ``GitHubError`` if it could not be read whole."""
    if not re.match(TEAM.pattern, options.team):
        raise UsageError(f"{options.team[:80]!r} is not a team. Write organisation/team, as in the team's address.")
    given = {**environment()}
    given["GITHUB_TOKEN"] = given.get("GITHUB_TOKEN", "") or given.get("NOMFLOW_TEAM_TOKEN", "")
    part = Teams(client_of(given), Access.of(given)).members(RollSource(team=options.team))
    if isinstance(part, Unavailable):
        raise GitHubError(part.why)
    if not part.electors:
        raise GitHubError("; ".join(fault.message for fault in part.faults))
    sys.stdout.write(written(part.electors))
    print(f"{options.team}: {counted(len(part.electors), 'member')}.", file=sys.stderr)
    return ExitCode.OK
