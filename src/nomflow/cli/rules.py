"""``nomflow rules`` and ``nomflow explain``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.basics.text import did_you_mean
from nomflow.render.docs.rules_page import explain, rules_list, rules_page
from nomflow.rules import RULES


def run(options: argparse.Namespace) -> ExitCode:
    """Lists the rules, or teaches one. Raises ``UsageError`` for a name that no rule has."""
    if not options.rule:
        sys.stdout.write(rules_page(RULES) if options.page else rules_list(RULES))
        return ExitCode.OK
    for rule in RULES:
        if rule.id == options.rule:
            sys.stdout.write(explain(rule))
            if rule.id == "front-matter":
                _list_fields()
            return ExitCode.OK
    raise UsageError(f"There is no rule “{options.rule}”.{did_you_mean(options.rule, [rule.id for rule in RULES])}")


def _list_fields() -> None:
    """The fields of each election that is configured here. Raises ``ConfigError``."""
    from nomflow.disk import open_folder
    from nomflow.render.docs.rules_page import fields_list
    from nomflow.render.quote import terminal

    config = open_folder(Path()).config
    for election in config.elections:
        title = f"Fields in {election.title}" if config.declared else "The usual fields"
        print(f"\n{title}:")
        for line in fields_list(election.statement.front_matter):
            print(f"  {terminal(line, 300)}")
