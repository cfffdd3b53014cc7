"""``nomflow rules`` and ``nomflow explain``."""

from __future__ import annotations

import argparse
import sys

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
            return ExitCode.OK
    raise UsageError(f"There is no rule “{options.rule}”.{did_you_mean(options.rule, [rule.id for rule in RULES])}")
