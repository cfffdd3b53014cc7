"""Who may nominate, stand, endorse and review, and what counts as doing so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.election.choices import (
    Channel,
    Confirmation,
    Distinct,
    Merge,
    Origin,
    Stale,
    Unconfirmed,
    Venue,
    Who,
)
from nomflow.core.election.shapes import HANDLES, PATH, SHARE, HowMany
from nomflow.core.thread.acts import Match
from nomflow.core.yaml.shape import Int, Key, MapOf


class StaleRule(Struct, frozen=True):
    """``percent`` of the words may change before an act on an earlier version lapses (only with unless-changed)."""

    policy: Annotated[Stale, Key("Whether a review or endorsement of an earlier version still counts.")] = (
        Stale.UNLESS_CHANGED
    )
    percent: Annotated[int, Key("What percentage of the words may change before it stops counting.", Int(0, 100))] = 10


class NominationRules(Struct, frozen=True, kw_only=True):
    by: Annotated[tuple[Origin, ...], Key("Who may open a nomination.")] = (Origin.SELF, Origin.OTHERS)
    venue: Annotated[Venue, Key("Where nominations are made.")] = Venue.PULL_REQUEST
    nominators: Annotated[Who, Key("Who may nominate somebody else.")] = Who.ANYONE
    officers_may_nominate: Annotated[bool, Key("Whether an election officer may nominate somebody else.")] = False
    seated_may_nominate: Annotated[bool, Key("Whether a sitting member may nominate somebody else.")] = True
    per_nominator: Annotated[int, Key("The most people one person may nominate, 0 for no limit.")] = 0
    seats_per_nominee: Annotated[int, Key("For how many seats one person may stand.", Int(1, 1000))] = 1
    confirmations: Annotated[int, Key("How many officers must confirm a nomination.", Int(0, 10))] = 0
    merge: Annotated[Merge, Key("When a nomination that meets all rules is merged.")] = Merge.BY_HAND
    close_late: Annotated[bool, Key("Whether nominations that are still open are closed after the deadline.")] = False


class AcceptanceRules(Struct, frozen=True):
    """A nominee put forward by somebody else accepts by ``/accept``, an approving review, or a phrase."""

    phrases: Annotated[tuple[str, ...], Key("Phrases that accept, besides /accept.")] = ()
    approval: Annotated[bool, Key("Whether an approving review by the nominee accepts.")] = True
    decline_phrases: Annotated[tuple[str, ...], Key("Phrases that decline, besides /decline.")] = ()
    phrase_match: Annotated[
        Match, Key("Whether a phrase must be the whole line, start it, or may be anywhere in it.")
    ] = Match.LINE


class EmployerCap(Struct, frozen=True):
    """At most ``seats`` (or the share ``of``, such as 1/3) for one employer, applied after the vote."""

    seats: Annotated[int, Key("The most seats for one employer.", Int(1, 1000))] = 0
    share: Annotated[str, Key("The largest share.", SHARE)] = ""

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        if bool(self.seats) == bool(self.share):
            yield "seats", "Give either seats or share."


class EligibilityRules(Struct, frozen=True, kw_only=True):
    nominees: Annotated[Who, Key("Who may stand.")] = Who.ANYONE
    requirements: Annotated[
        tuple[str, ...], Key("Other requirements, in words. nomflow shows them; people check them.")
    ] = ()
    officers_may_stand: Annotated[bool, Key("Whether an election officer may stand.")] = False
    barred: Annotated[tuple[str, ...], Key("People who may not stand.", HANDLES)] = ()
    term_limits: Annotated[tuple[str, ...], Key("People who have served as long as the rules allow.", HANDLES)] = ()
    incompatible_offices: Annotated[
        Mapping[str, tuple[str, ...]], Key("Offices whose holders may not stand, and who holds them.", MapOf(HANDLES))
    ] = field(default_factory=dict)
    excluded_employers: Annotated[tuple[str, ...], Key("Employers whose people may not stand.")] = ()
    employer_cap: Annotated[
        EmployerCap | None, Key("The most seats one employer may hold, applied after the vote.")
    ] = None
    seated_employers: Annotated[
        tuple[str, ...], Key("Employers of members who are not up for election, once per member.")
    ] = ()


class EndorsementRules(Struct, frozen=True, kw_only=True):
    count: Annotated[int, Key("How many endorsements a nomination needs.", Int(0, 100))] = 0
    by: Annotated[Who, Key("Who may endorse.")] = Who.ROLL
    channels: Annotated[tuple[Channel, ...], Key("What counts as endorsing.")] = (Channel.APPROVAL, Channel.COMMAND)
    phrases: Annotated[
        tuple[str, ...], Key("Phrases that endorse, for the channels comment and review. * stands for any words.")
    ] = ()
    phrase_match: Annotated[
        Match, Key("Whether a phrase must be the whole line, start it, or may be anywhere in it.")
    ] = Match.LINE
    distinct: Annotated[
        Distinct, Key("Whether endorsers must have different employers, or share no declared interest.")
    ] = Distinct.NONE
    nominee_counts: Annotated[bool, Key("Whether the nominee counts as one of the endorsers, if eligible.")] = False
    nominator_counts: Annotated[bool, Key("Whether the nominator's endorsement counts.")] = True
    nominator_endorses: Annotated[bool, Key("Whether nominating somebody also endorses them.")] = False
    must_state_employer: Annotated[bool, Key("Whether an endorsement must name the employer.")] = False
    officers_may_endorse: Annotated[bool, Key("Whether an officer's endorsement counts.")] = False
    seated_may_endorse: Annotated[bool, Key("Whether a sitting member's endorsement counts.")] = True
    barred: Annotated[tuple[str, ...], Key("People whose endorsement does not count.", HANDLES)] = ()
    seated: Annotated[tuple[str, ...], Key("The sitting members.", HANDLES)] = ()
    private_affiliations: Annotated[bool, Key("Whether employers and interests must be kept private.")] = False
    affiliations: Annotated[str, Key("A file in the repository that lists employers, as handle: [employer].", PATH)] = (
        ""
    )
    stale: Annotated[StaleRule, Key("How long an endorsement counts after the statement changes.")] = field(
        default_factory=StaleRule
    )

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        spoken = {Channel.REVIEW, Channel.COMMENT} & set(self.channels)
        if spoken and not self.phrases:
            yield "channels", "The channels review and comment need phrases to look for."
        if self.phrases and not spoken:
            yield "phrases", "Phrases are only looked for with the channel comment or review."
        if self.private_affiliations and self.affiliations:
            yield (
                "affiliations",
                "What is private must not lie in the repository. Give it as the secret NOMFLOW_AFFILIATIONS.",
            )


class AcknowledgementRules(Struct, frozen=True, kw_only=True):
    """``required`` is how many credited reviewers must have confirmed; ``all`` is written as -1."""

    required: Annotated[int, Key("How many of the named reviewers must confirm: a number, or all.", HowMany())] = 0
    confirm_by: Annotated[tuple[Confirmation, ...], Key("How a named reviewer confirms.")] = (
        Confirmation.APPROVAL,
        Confirmation.COMMAND,
    )
    request_reviews: Annotated[
        bool,
        Key("Whether nomflow requests a review on GitHub from named reviewers on the roll: once each, at most ten."),
    ] = False
    unconfirmed: Annotated[Unconfirmed, Key("What happens while a named reviewer has not confirmed.")] = (
        Unconfirmed.WAIT
    )
    approval_also_endorses: Annotated[bool, Key("Whether a named reviewer's approval is also an endorsement.")] = False
    stale: Annotated[StaleRule, Key("How long a confirmation counts after the statement changes.")] = field(
        default_factory=StaleRule
    )
