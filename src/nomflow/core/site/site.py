"""What the election pages show: the *site model*. Whoever publishes fills it in; ``render.site`` turns it into files.

Everything is data that was decided before: no text here is Markdown, no time is naive, no link is unchecked. A field
that an election does not need keeps its default, and the page then has no trace of it. The smallest useful site::

    Site(
        Organisation("Example Cooperative"),
        (
            ElectionPage(
                "2026-board", "Board election 2026", Phase.PUBLISHED,
                (Race(candidates=(CandidatePage("ada", "Ada Example", statement=Words("<p>Hello.</p>", 1)),)),),
            ),
        ),
        built=datetime(2026, 8, 3, 9, tzinfo=UTC),
    )
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from nomflow.core.election.choices import ContestOutcome, Distinct
from nomflow.core.election.colour import Theme
from nomflow.core.election.contest import Contest, contest
from nomflow.core.freeze.draw import drawn
from nomflow.core.site.candidate_page import (
    CandidatePage,
    Change,
    ChangeKind,
    DiffLine,
    Gone,
    Leaving,
    NamedPerson,
    NotShown,
    PersonalLink,
    Photo,
    RenderedText,
    StatementSource,
    Translation,
)
from nomflow.core.site.question_page import Question, QuestionAnswer
from nomflow.core.site.stand import HowToStand, StandForm

__all__ = [
    "LEAST_TO_COMPARE",
    "Asset",
    "CandidatePage",
    "Change",
    "ChangeKind",
    "ComparedTopic",
    "Contest",
    "DiffLine",
    "ElectionPage",
    "FreezeReference",
    "Gone",
    "Help",
    "HowToStand",
    "Leaving",
    "Milestone",
    "MilestoneKind",
    "NamedPerson",
    "NotShown",
    "Order",
    "OrderRule",
    "OrganisationPage",
    "PersonalLink",
    "Phase",
    "Photo",
    "Question",
    "QuestionAnswer",
    "Race",
    "RenderedText",
    "RepositoryLink",
    "Site",
    "Slots",
    "StandForm",
    "StatementSource",
    "Translation",
    "VotingNotes",
    "contest",
]

LEAST_TO_COMPARE = 2


class Phase(StrEnum):
    """Where an election stands. The last three end it early and say why in ``ElectionPage.notice``."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CHECKING = "checking"
    PUBLISHED = "published"
    VOTING = "voting"
    COUNTING = "counting"
    RESULTS = "results"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"

    @property
    def final(self) -> bool:
        """Whether the list of candidates is the one people vote on."""
        return self in (Phase.PUBLISHED, Phase.VOTING, Phase.COUNTING, Phase.RESULTS)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen here."""
        return self in (Phase.RESULTS, Phase.POSTPONED, Phase.CANCELLED, Phase.SUPERSEDED)


class MilestoneKind(StrEnum):
    """The dates every election has; ``OTHER`` needs a title of its own."""

    NOMINATIONS_OPEN = "nominations-open"
    NOMINATIONS_CLOSE = "nominations-close"
    LIST_PUBLISHED = "list-published"
    VOTING_OPENS = "voting-opens"
    VOTING_CLOSES = "voting-closes"
    RESULTS = "results"
    OTHER = "other"


class OrderRule(StrEnum):
    """How the order of a list comes about. The first two are draws from ``Order.seed``."""

    DRAND = "drand"
    PUBLIC_DRAW = "public-draw"
    ALPHABETICAL = "alphabetical"
    AS_ACCEPTED = "as-accepted"


class Milestone(Struct, frozen=True, kw_only=True):
    """A date of the election. ``at`` of a deadline is the last second that counts, so for one that is ``AoE`` it is
    11:59:59 UTC of the day after.

    ``zone`` is what the organisation thinks in: ``AoE``, ``UTC`` or a name such as ``Europe/Berlin``. ``revision``
    goes up when the date is moved (iCalendar's SEQUENCE).
    """

    step: MilestoneKind
    at: datetime
    zone: str = "UTC"
    title: str = ""
    deadline: bool = False
    revision: int = 0

    @property
    def closes(self) -> bool:
        """Whether something must be done by then."""
        return self.deadline or self.step in (MilestoneKind.NOMINATIONS_CLOSE, MilestoneKind.VOTING_CLOSES)


class Order(Struct, frozen=True, kw_only=True):
    """How the list came to be in its order. ``rule_url`` is where the rule stood before nominations opened;
    ``value_url`` is where the random value can be had, or the minutes of a public draw. ``then`` is the draw that gives
    the final list its order, as long as it is still to come."""

    rule: OrderRule = OrderRule.ALPHABETICAL
    seed: str = ""
    round: int = 0
    rule_url: str = ""
    value_url: str = ""
    then: OrderRule | None = None

    @property
    def drawn(self) -> bool:
        return self.rule in (OrderRule.DRAND, OrderRule.PUBLIC_DRAW) and bool(self.seed)


class Race(Struct, frozen=True, kw_only=True):
    """What people stand for. An election with one race leaves ``id`` and ``title`` empty.

    ``candidates`` come in any order where the order is drawn or alphabetical, else as accepted; those who have
    ``gone`` are among them. ``hidden`` keeps the list back while nominations are open. ``then`` is what follows from
    how many stand; ``None`` while that is not settled.
    """

    id: str = ""
    title: str = ""
    about: str = ""
    seats: int = 1
    seats_in_all: int = 0
    term: str = ""
    candidates: tuple[CandidatePage, ...] = ()
    order: Order = Order()
    hidden: bool = False
    then: ContestOutcome | None = None

    @property
    def voted(self) -> bool:
        """Whether people vote on it, as far as anybody can say."""
        return self.then in (None, ContestOutcome.VOTE)

    @property
    def standing(self) -> tuple[CandidatePage, ...]:
        """Those who stand, in the order of the list."""
        people = [candidate for candidate in self.candidates if candidate.gone is None]
        if self.order.drawn:
            by_id = {candidate.id: candidate for candidate in people}
            return tuple(by_id[id] for id in drawn(self.order.seed, by_id))
        if self.order.rule is OrderRule.AS_ACCEPTED:
            return tuple(people)
        return tuple(sorted(people, key=lambda candidate: candidate.sort_key))

    @property
    def gone(self) -> tuple[CandidatePage, ...]:
        """Those who no longer stand, the latest last."""
        left = [(candidate.gone.at, candidate.id, candidate) for candidate in self.candidates if candidate.gone]
        return tuple(candidate for _, _, candidate in sorted(left, key=lambda entry: entry[:2]))


class VotingNotes(Struct, frozen=True, kw_only=True):
    """What voters must know, in the organisation's words. ``exceptions_until`` is the deadline for asking for an
    exception; ``endorsements`` is how many it takes to be on the ballot, ``distinct`` how their givers must differ.
    """

    method: str = ""
    method_note: str = ""
    voters: str = ""
    roll_url: str = ""
    exceptions_url: str = ""
    exceptions_until: datetime | None = None
    where: str = ""
    where_url: str = ""
    endorsements: int = 0
    distinct: Distinct = Distinct.NONE


class Help(Struct, frozen=True):
    """Whom to ask, and where to report an error."""

    email: str = ""
    url: str = ""
    report_url: str = ""
    officers: tuple[NamedPerson, ...] = ()


class ComparedTopic(Struct, frozen=True):
    """What the comparison sets side by side: a title, and the headings in statements that mean it."""

    title: str
    headings: tuple[str, ...] = ()


class RepositoryLink(Struct, frozen=True):
    """Where the election is kept, and at which commit these pages were built."""

    name: str
    url: str = ""
    commit: str = ""


class FreezeReference(Struct, frozen=True):
    """The freeze: what stood when nominations closed."""

    url: str
    sha256: str
    at: datetime


class Slots(Struct, frozen=True):
    """Sanitised HTML that the organisation adds."""

    before_list: str = ""
    after_list: str = ""
    footer: str = ""


class ElectionPage(Struct, frozen=True, kw_only=True):
    """An election and everything around its candidates.

    ``language`` is that of the organisation's words, and of the pages whose address names none. ``about`` is one
    sentence on what the body does. ``not_qualified`` and ``under_check`` are numbers of nominations; their names are
    nobody's business. ``slots_in`` are the slots that pages in another language have in place of ``slots``.
    """

    id: str
    title: str
    phase: Phase
    races: tuple[Race, ...]
    milestones: tuple[Milestone, ...] = ()
    about: str = ""
    language: str = "en"
    voting: VotingNotes = VotingNotes()
    help: Help = Help()
    topics: tuple[ComparedTopic, ...] = ()
    questions: tuple[Question, ...] = ()
    rules_url: str = ""
    stand: HowToStand | None = None
    results_url: str = ""
    results_note: str = ""
    successor_url: str = ""
    notice: str = ""
    not_qualified: int = 0
    under_check: int = 0
    history: tuple[Change, ...] = ()
    repository: RepositoryLink | None = None
    record: FreezeReference | None = None
    slots: Slots = Slots()
    slots_in: Mapping[str, Slots] = field(default_factory=dict)

    @property
    def voted(self) -> bool:
        """Whether there is a vote on any of the races."""
        return not self.races or any(race.voted for race in self.races)

    def milestone(self, step: MilestoneKind) -> Milestone | None:
        """The first date of that kind."""
        return next((milestone for milestone in self.milestones if milestone.step is step), None)


class OrganisationPage(Struct, frozen=True):
    """Who holds the elections."""

    name: str
    url: str = ""
    about: str = ""


class Asset(Struct, frozen=True):
    """A file of the organisation's or a candidate's that the pages need: a photo, a logo."""

    path: str
    data: bytes


class Site(Struct, frozen=True, kw_only=True):
    """Everything to be published. ``built`` is an aware time that somebody passes in: nothing here reads a clock.

    ``language`` is that of the pages that belong to no election; every election has its pages in its own language and
    in each of ``languages``.
    ``base_url`` is where it will stand (empty: not known, so no absolute address is written). ``logo`` is the path of
    one of the ``assets``. ``notice`` stands above every page: a rehearsal, a preview; ``footer`` is sanitised HTML
    below those that belong to no election.
    """

    organisation: OrganisationPage
    elections: tuple[ElectionPage, ...]
    built: datetime
    base_url: str = ""
    generator: str = "nomflow"
    theme: Theme = field(default_factory=Theme)
    language: str = "en"
    languages: tuple[str, ...] = ()
    notice: str = ""
    logo: str = ""
    footer: str = ""
    assets: tuple[Asset, ...] = ()
