"""``python -m nomflow``."""

from nomflow.cli import entry

entry()
