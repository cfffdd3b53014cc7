"""The command line: builds the real things, runs the core, chooses the exit code."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

from nomflow import __version__
from nomflow.cli.arguments import parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import NoReturn

    from nomflow.core.basics.errors import ExitCode


def entry() -> NoReturn:
    """The process: ``main``, and then no slow taking down of an interpreter that ends anyway (9 ms of a check's 70)."""
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows would take only the characters of one old code page
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 0
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit code (docs/exit-codes.md)."""
    typed = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(__version__, typed).parse_args(typed)  # --help and --version end here: import the rest after them
    from nomflow.core.basics.errors import ExitCode, NomflowError

    try:
        code = _run(options)
        if sys.stderr.isatty():
            from nomflow.cli.hints import hint

            hint(typed[0], code)
        return int(code)
    except NomflowError as error:
        print(f"nomflow: {error}", file=sys.stderr)
        return int(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.OK)
    except KeyboardInterrupt:
        print("nomflow: stopped. Nothing was left half done.", file=sys.stderr)
        return 130
    except Exception as error:
        from nomflow.cli.bugs import tell_bug

        tell_bug(error)
        print("nomflow: this is a bug of nomflow. Please report it with the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)


def _run(options: argparse.Namespace) -> ExitCode:
    from nomflow.core.basics.errors import ExitCode

    named = "github.publish_preview" if getattr(options, "pull_request", None) else options.module
    module = import_module(f"nomflow.cli.{named}")
    answer = module.run(options)
    return answer if isinstance(answer, ExitCode) else ExitCode.BUG
