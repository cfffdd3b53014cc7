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

import unicodedata
from datetime import datetime
from enum import StrEnum

from nomflow.core.colour import Theme
from nomflow.core.draw import drawn
from nomflow.core.html_headings import Entry
from nomflow.core.record import field, record

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


class Contest(StrEnum):
    """How many stand for how many seats."""

    CONTESTED = "contested"
    UNCONTESTED = "uncontested"
    UNDER_CONTESTED = "under-contested"
    NOBODY = "nobody"


class Leaving(StrEnum):
    """Why somebody no longer stands. ``REMOVED`` is a tombstone: the person asked to have their data taken down."""

    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    DECEASED = "deceased"
    REMOVED = "removed"


class Step(StrEnum):
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


class ChangeKind(StrEnum):
    """What happened to a page."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    EXTENDED = "extended"
    DECIDED = "decided"


@record
class Link:
    """Something to follow. Only ``http``, ``https`` and ``mailto`` become links; anything else stays text."""

    label: str
    url: str


@record
class Person:
    """Somebody named on a page. ``record`` is the address of what they did in public."""

    handle: str = ""
    name: str = ""
    affiliation: str = ""
    record: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.handle


@record
class Milestone:
    """A date of the election. ``at`` of a deadline is the last second that counts, so for one that is ``AoE`` it is
    11:59:59 UTC of the day after.

    ``zone`` is what the organisation thinks in: ``AoE``, ``UTC`` or a name such as ``Europe/Berlin``. ``revision``
    goes up when the date is moved (iCalendar's SEQUENCE).
    """

    step: Step
    at: datetime
    zone: str = "UTC"
    title: str = ""
    deadline: bool = False
    revision: int = 0

    @property
    def closes(self) -> bool:
        """Whether something must be done by then."""
        return self.deadline or self.step in (Step.NOMINATIONS_CLOSE, Step.VOTING_CLOSES)


@record
class Order:
    """How the list came to be in its order. ``rule_url`` is where the rule stood before nominations opened;
    ``value_url`` is where the random value can be had, or the minutes of a public draw."""

    rule: OrderRule = OrderRule.ALPHABETICAL
    seed: str = ""
    round: int = 0
    rule_url: str = ""
    value_url: str = ""

    @property
    def drawn(self) -> bool:
        return self.rule in (OrderRule.DRAND, OrderRule.PUBLIC_DRAW) and bool(self.seed)


@record
class Words:
    """A candidate's own words: the ``html`` and the headings that ``core.html.to_html`` gives, which has sanitised
    them and left no blank line; headings begin at ``h3`` and ids with ``s-``.

    ``count`` is the number of words, ``language`` a BCP 47 tag (empty: that of the election).
    """

    html: str
    count: int
    headings: tuple[Entry, ...] = ()
    language: str = ""

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, at least 1 (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047)."""
        return max(1, (2 * self.count + 230) // 460)


@record
class DiffLine:
    """A line of a difference: ``sign`` is ``+``, ``-`` or a space."""

    sign: str
    text: str


@record
class Change:
    """One entry of a history. ``words`` are the author's own; ``amends_final`` marks a change after the freeze."""

    kind: ChangeKind
    at: datetime
    words: str = ""
    by: str = ""
    url: str = ""
    amends_final: bool = False
    difference: tuple[DiffLine, ...] = ()


@record
class Gone:
    """That somebody no longer stands: why, when, in whose words, and until when an appeal is open."""

    why: Leaving
    at: datetime
    reason: str = ""
    notice_url: str = ""
    appeal_until: datetime | None = None


@record
class Source:
    """Where a statement comes from: the file's path, the ``sha256`` of its raw bytes, its address at the commit."""

    path: str
    commit: str = ""
    blob: str = ""
    sha256: str = ""
    url: str = ""
    pull_request: int = 0
    pull_request_url: str = ""


@record
class Photo:
    """Paths below the site's root of a square picture, 320 and 640 pixels wide; the files are in ``Site.assets``."""

    small: str
    large: str


@record
class CandidatePage:
    """One person standing, or no longer standing, for one race.

    ``id`` is lower-case, fit for an address, unique in the election and never changes. ``name`` may be anything a
    person calls themselves; ``sort`` is what the alphabet goes by where that is not the name. ``summary`` is quoted
    word for word. ``endorsers`` and ``reviewers`` hold only people whose act was confirmed; ``endorser_count`` stands
    alone where names are not shown. ``trouble`` says why a statement cannot be shown; the rest of the page then
    still is.
    """

    id: str
    name: str
    handle: str = ""
    statement: Words | None = None
    affiliation: str = ""
    affiliation_at: datetime | None = None
    summary: str = ""
    pronouns: str = ""
    pronunciation: str = ""
    incumbent: bool = False
    conflicts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    endorsers: tuple[Person, ...] = ()
    endorser_count: int | None = None
    reviewers: tuple[Person, ...] = ()
    history: tuple[Change, ...] = ()
    photo: Photo | None = None
    source: Source | None = None
    gone: Gone | None = None
    notice: str = ""
    trouble: str = ""
    sort: str = ""
    unlisted: bool = False
    """Asks search engines to leave the page out."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Alphabetical whatever the case and the accents."""
        plain = unicodedata.normalize("NFKD", self.sort or self.name)
        return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold(), self.id


@record
class Race:
    """What people stand for. An election with one race leaves ``id`` and ``title`` empty.

    ``candidates`` come in any order where the order is drawn or alphabetical, else as accepted; those who have
    ``gone`` are among them. ``hidden`` keeps the list back while nominations are open. ``note`` is the rule that
    applies when too few stand, ``no_vote`` that it means there is none.
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
    no_vote: bool = False
    note: str = ""

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


def contest(race: Race, standing: int) -> Contest:
    """How ``standing`` people compare with the seats of a race."""
    if standing == 0:
        return Contest.NOBODY
    if standing < race.seats:
        return Contest.UNDER_CONTESTED
    return Contest.UNCONTESTED if standing == race.seats else Contest.CONTESTED


@record
class Voting:
    """What voters must know, in the organisation's words. ``until`` is the deadline for asking for an exception."""

    method: str = ""
    method_note: str = ""
    voters: str = ""
    roll_url: str = ""
    exceptions_url: str = ""
    exceptions_until: datetime | None = None
    where: str = ""
    where_url: str = ""
    ballot_rule: str = ""
    ballot_rule_note: str = ""


@record
class Help:
    """Whom to ask, and where to report an error."""

    email: str = ""
    url: str = ""
    report_url: str = ""
    officers: tuple[Person, ...] = ()


@record
class Topic:
    """What the comparison sets side by side: a title, and the headings in statements that mean it."""

    title: str
    headings: tuple[str, ...] = ()


@record
class Repository:
    """Where the election is kept, and at which commit these pages were built."""

    name: str
    url: str = ""
    commit: str = ""


@record
class Record:
    """The freeze: what stood when nominations closed."""

    url: str
    sha256: str
    at: datetime


@record
class Slots:
    """Sanitised HTML that the organisation adds."""

    before_list: str = ""
    after_list: str = ""
    footer: str = ""


@record
class ElectionPage:
    """An election and everything around its candidates.

    ``about`` is one sentence on what the body does. ``not_qualified`` and ``under_check`` are numbers of nominations;
    their names are nobody's business. ``published_at`` dates the feed.
    """

    id: str
    title: str
    phase: Phase
    races: tuple[Race, ...]
    milestones: tuple[Milestone, ...] = ()
    about: str = ""
    language: str = "en"
    voting: Voting = Voting()
    help: Help = Help()
    topics: tuple[Topic, ...] = ()
    rules_url: str = ""
    stand_url: str = ""
    results_url: str = ""
    successor_url: str = ""
    notice: str = ""
    not_qualified: int = 0
    under_check: int = 0
    history: tuple[Change, ...] = ()
    repository: Repository | None = None
    record: Record | None = None
    slots: Slots = Slots()

    def milestone(self, step: Step) -> Milestone | None:
        """The first date of that kind."""
        return next((milestone for milestone in self.milestones if milestone.step is step), None)


@record
class Organisation:
    """Who holds the elections."""

    name: str
    url: str = ""
    about: str = ""


@record
class Asset:
    """A file of the organisation's or a candidate's that the pages need: a photo, a logo."""

    path: str
    data: bytes


@record
class Site:
    """Everything to be published. ``built`` is an aware time that somebody passes in: nothing here reads a clock.

    ``base_url`` is where it will stand (empty: not known, so no absolute address is written). ``logo`` is the path of
    one of the ``assets``. ``notice`` stands above every page: a rehearsal, a preview.
    """

    organisation: Organisation
    elections: tuple[ElectionPage, ...]
    built: datetime
    base_url: str = ""
    generator: str = "nomflow"
    theme: Theme = field(default_factory=Theme)
    language: str = "en"
    notice: str = ""
    logo: str = ""
    assets: tuple[Asset, ...] = ()
