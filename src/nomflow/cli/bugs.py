"""What the log says of a mistake of ours."""

from __future__ import annotations

import os
import sys
import traceback

from nomflow.core.basics.errors import kind_of


def tell_bug(error: BaseException) -> None:
    """Prints where it happened. In GitHub Actions, where everybody reads the log, without the words of the exception:
    they may hold a private affiliation or a token."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        traceback.print_exception(error)
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before:
        tell_bug(before)
    traceback.print_tb(error.__traceback__)
    print(kind_of(error), file=sys.stderr)
