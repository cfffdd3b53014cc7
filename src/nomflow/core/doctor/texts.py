"""Which files of a repository tell people, or GitHub, about an election."""

from __future__ import annotations

import re

from nomflow.core.doctor.workflows import FOLDER
from nomflow.core.election.election import Config

_FOR_PEOPLE = re.compile(
    r"(?:|docs/|\.github/)(?:readme|contributing|pull_request_template)\.md|\.github/pull_request_template/[^/]+\.md",
    re.IGNORECASE,
)


def is_read(config: Config, path: str) -> bool:
    """Whether ``nomflow doctor`` reads a file: workflows, templates, and what candidates are told."""
    if path.startswith(FOLDER):
        return path.endswith((".yml", ".yaml"))
    folders = {each.statement.path.partition("{")[0].rpartition("/")[0] for each in config.elections}
    beside = path.rpartition("/")[0] in folders and path.lower().endswith("readme.md")
    return beside or bool(_FOR_PEOPLE.fullmatch(path)) or path in (each.statement.template for each in config.elections)
