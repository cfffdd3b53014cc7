"""The clock, and times typed on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

from nomflow.core.basics.errors import UsageError
from nomflow.core.basics.time import Edge, WhenError, parse_moment, utc


def moment(typed: str) -> datetime:
    """The time that was typed (UTC unless it says otherwise), or now. Raises ``UsageError``."""
    if not typed:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return utc(parse_moment(typed, "UTC", edge=Edge.OPEN))
    except WhenError as error:
        raise UsageError(f"--as-of: {error}") from error
