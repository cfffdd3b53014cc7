"""A date of an election in a sentence."""

from __future__ import annotations

from datetime import UTC

from nomflow.core.basics.time import Moment, describe, describe_utc
from nomflow.core.site.site import Milestone
from nomflow.render.site import dates


def milestone_text(milestone: Milestone) -> str:
    """A deadline in the organisation's zone and in UTC, a start in UTC."""
    zone = dates.zone(milestone.zone) if milestone.closes else UTC
    if zone is UTC:
        return describe_utc(milestone.at)
    return describe(Moment(milestone.at.astimezone(zone), milestone.zone))
