"""What people usually do after a command: one line for somebody who looks on."""

from __future__ import annotations

import os
import sys

from nomflow.core.basics.errors import ExitCode

_NEXT = {
    ("check", ExitCode.OK): "see the page as voters will: nomflow preview FILE --serve. Then open a pull request",
    ("check", ExitCode.FAILED): "mend what is listed above, then run nomflow check again",
    ("preview", ExitCode.OK): "open a pull request with this file",
    ("snapshots", ExitCode.OK): "nomflow status --snapshots FOLDER; after the close, nomflow close --snapshots FOLDER",
    ("status", ExitCode.OK): "one nomination in full: nomflow pr N --repo OWNER/NAME --dry-run",
    ("close", ExitCode.OK): "commit the record; then nomflow draw and nomflow publish",
    ("draw", ExitCode.OK): "commit it; then nomflow publish",
    ("publish", ExitCode.OK): "look at it, then nomflow verify FOLDER",
    ("replay", ExitCode.OK): "one nomination in full: nomflow check --snapshot FILE -v",
    ("rehearse", ExitCode.OK): "once nominations are open: nomflow status --repo OWNER/NAME",
    ("roll", ExitCode.OK): "put it into a file that nomflow.yml names as roll, then nomflow check",
    ("schema", ExitCode.OK): "begin the file with # yaml-language-server: $schema=PATH",
}


def hint(command: str, code: ExitCode) -> None:
    """Says it on a terminal, and nowhere else."""
    told = _NEXT.get((command, code))
    if told and sys.stderr.isatty() and sys.stdout.isatty() and "CI" not in os.environ:
        print(f"\nnext: {told}", file=sys.stderr)
