"""``nomflow completion``: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow import __version__
from nomflow.cli.arguments import parser
from nomflow.core.basics.errors import ExitCode, UsageError


def run(options: argparse.Namespace) -> ExitCode:
    """Prints the script of a shell, by shtab (https://docs.iterative.ai/shtab/). Raises ``UsageError`` without it."""
    try:
        from shtab import FILE, complete
    except ImportError as error:
        raise UsageError("This needs the package shtab: pip install nomflow[completion]") from error
    top = parser(__version__, [])
    commands = [each for action in top._actions if isinstance(action.choices, dict) for each in action.choices.values()]
    for action in (action for command in commands for action in command._actions):
        if action.type is Path:
            setattr(action, "complete", FILE)  # noqa: B010 - argparse knows no such attribute; shtab looks for it
    sys.stdout.write(complete(top, shell=options.shell) + "\n")
    return ExitCode.OK
