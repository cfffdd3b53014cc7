"""``nomflow schema``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.core.errors import ExitCode

PUBLISHED = Path(__file__).parent.parent / "schemas"


def run(options: argparse.Namespace) -> ExitCode:
    """Prints a published JSON Schema."""
    sys.stdout.write((PUBLISHED / f"{options.name}-1.json").read_text(encoding="utf-8"))
    return ExitCode.OK
