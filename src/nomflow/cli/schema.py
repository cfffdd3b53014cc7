"""``nomflow schema``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.core.errors import ExitCode, UsageError

PUBLISHED = Path(__file__).parent.parent / "schemas"


def run(options: argparse.Namespace) -> ExitCode:
    """Prints a published JSON Schema, or the configuration's as a page for people."""
    if options.page:
        from nomflow.render.config_page import config_page

        if options.name != "config":
            raise UsageError("Only the schema of the configuration has a page: nomflow schema config --page")
        sys.stdout.write(config_page())
        return ExitCode.OK
    sys.stdout.write((PUBLISHED / f"{options.name}-1.json").read_text(encoding="utf-8"))
    return ExitCode.OK
