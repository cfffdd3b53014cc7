"""``nomflow schema``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from nomflow.core.errors import ExitCode

_PUBLISHED = Path(__file__).parent.parent / "schemas"


def run(options: argparse.Namespace) -> ExitCode:
    """Prints a JSON Schema."""
    if options.name == "config":
        from nomflow.core.config import json_schema as schema

        text = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    elif options.name == "snapshot":
        from nomflow.core.snapshot_json import json_schema as schema

        text = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    else:
        text = (_PUBLISHED / f"{options.name}-1.json").read_text(encoding="utf-8")
    sys.stdout.write(text)
    return ExitCode.OK
