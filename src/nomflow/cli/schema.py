"""``nomflow schema``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.core.basics.errors import ExitCode, UsageError

PUBLISHED = Path(__file__).parent.parent / "schemas"


def run(options: argparse.Namespace) -> ExitCode:
    """Prints a published JSON Schema, that of an election's front matter, or a page for people."""
    if options.page:
        from nomflow.render.docs.config_page import config_page, snapshot_page

        pages = {"config": config_page, "snapshot": snapshot_page}
        if options.name not in pages:
            raise UsageError("There is a page for config and one for snapshot: nomflow schema config --page")
        sys.stdout.write(pages[options.name]())
        return ExitCode.OK
    if options.name == "front-matter":
        from nomflow.disk import election_for, open_folder
        from nomflow.render.docs.front_matter_schema import front_matter_schema
        from nomflow.render.quote import json_text

        election = election_for(open_folder(Path()).config, "", options.election)
        sys.stdout.write(json_text(front_matter_schema(election)))
        return ExitCode.OK
    sys.stdout.write((PUBLISHED / f"{options.name}-1.json").read_text(encoding="utf-8"))
    return ExitCode.OK
