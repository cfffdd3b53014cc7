"""What an organisation decides about an election: the typed form of ``nomflow.yml``.

Each default is what a small organisation would choose. Reasons and real examples: docs/configuration.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from nomflow.core.basics.colour import Theme
from nomflow.core.basics.time import Extension, Window
from nomflow.core.election.choices import (
    Channel,
    Confirmation,
    Distinct,
    FieldKind,
    FrontMatterStyle,
    HtmlPolicy,
    Layout,
    Merge,
    Origin,
    Outcome,
    Reminding,
    Shown,
    Stale,
    Unconfirmed,
    UnknownFields,
    Venue,
    Visibility,
    Who,
)
from nomflow.core.thread.acts import Match


class Organisation(Struct, frozen=True):
    name: str
    url: str = ""
    contact: str = ""
    logo: str = ""


class Seat(Struct, frozen=True):
    """What one stands for. ``places`` is how many people are chosen."""

    id: str
    title: str
    places: int = 1
    term: str = ""
    reserved_for: str = ""
    filled_by: str = "election"
    nominees: str = ""


class Phase(Struct, frozen=True):
    """A dated step that only people need to know of: a campaign, questions, a deadline for exceptions."""

    title: str
    window: Window


class Windows(Struct, frozen=True):
    """The spans of an election. A cut-off that is not given is the close of ``nominations``."""

    nominations: Window = field(default_factory=Window)
    complete: Window | None = None
    accepted: Window | None = None
    endorsed: Window | None = None
    reviewed: Window | None = None
    published: Window | None = None
    voting: Window | None = None
    other: tuple[Phase, ...] = ()
    extensions: tuple[Extension, ...] = ()


class Field(Struct, frozen=True):
    """One field of the front matter. ``maximum`` is a number of characters, 0 for no limit."""

    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    maximum: int = 0
    public: bool = True
    example: str = ""


class FrontMatterRules(Struct, frozen=True):
    style: FrontMatterStyle = FrontMatterStyle.ANY
    required: bool = True
    fields: Mapping[str, Field] = field(default_factory=dict)
    unknown: UnknownFields = UnknownFields.TIP


class Words(Struct, frozen=True):
    """Limits in words. Above ``guideline`` is a tip; above ``maximum`` must be fixed. 0 means no limit."""

    minimum: int = 0
    guideline: int = 0
    maximum: int = 0
    count_front_matter: bool = False


class SectionRule(Struct, frozen=True):
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    words: Words = field(default_factory=Words)


class Images(Struct, frozen=True):
    """Pictures in statements. ``folder`` is where they must lie; ``kilobytes`` caps each."""

    allowed: bool = True
    folder: str = ""
    kilobytes: int = 1000


class StatementRules(Struct, frozen=True):
    path: str = "nominations/{election}/{handle}.md"
    layout: Layout = Layout.FILES
    may_be_empty: bool = False
    front_matter: FrontMatterRules = field(default_factory=FrontMatterRules)
    sections: tuple[SectionRule, ...] = ()
    words: Words = field(default_factory=Words)
    html: HtmlPolicy = HtmlPolicy.GITHUB
    images: Images = field(default_factory=Images)
    template: str = ""
    language: str = ""
    also_allowed: tuple[str, ...] = ()


class StaleRule(Struct, frozen=True):
    """``percent`` of the words may change before an act on an earlier version lapses (only with unless-changed)."""

    policy: Stale = Stale.UNLESS_CHANGED
    percent: int = 10


class NominationRules(Struct, frozen=True):
    by: tuple[Origin, ...] = (Origin.SELF, Origin.OTHERS)
    venue: Venue = Venue.PULL_REQUEST
    nominators: Who = Who.ANYONE
    officers_may_nominate: bool = False
    seated_may_nominate: bool = True
    per_nominator: int = 0
    seats_per_nominee: int = 1
    confirmations: int = 0
    merge: Merge = Merge.BY_HAND
    close_late: bool = False


class AcceptanceRules(Struct, frozen=True):
    """A nominee put forward by somebody else accepts by ``/accept``, an approving review, or a phrase."""

    phrases: tuple[str, ...] = ()
    approval: bool = True
    decline_phrases: tuple[str, ...] = ()
    phrase_match: Match = Match.LINE


class EmployerCap(Struct, frozen=True):
    """At most ``seats`` (or the share ``of``, such as 1/3) for one employer, applied after the vote."""

    seats: int = 0
    share: str = ""


class EligibilityRules(Struct, frozen=True):
    nominees: Who = Who.ANYONE
    requirements: tuple[str, ...] = ()
    officers_may_stand: bool = False
    barred: tuple[str, ...] = ()
    term_limits: tuple[str, ...] = ()
    incompatible_offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded_employers: tuple[str, ...] = ()
    employer_cap: EmployerCap | None = None
    seated_employers: tuple[str, ...] = ()


class EndorsementRules(Struct, frozen=True):
    count: int = 0
    by: Who = Who.ROLL
    channels: tuple[Channel, ...] = (Channel.APPROVAL, Channel.COMMAND)
    phrases: tuple[str, ...] = ()
    phrase_match: Match = Match.LINE
    distinct: Distinct = Distinct.NONE
    nominee_counts: bool = False
    nominator_counts: bool = True
    nominator_endorses: bool = False
    must_state_employer: bool = False
    officers_may_endorse: bool = False
    seated_may_endorse: bool = True
    barred: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    private_affiliations: bool = False
    affiliations: str = ""
    stale: StaleRule = field(default_factory=StaleRule)


class AcknowledgementRules(Struct, frozen=True):
    """``required`` is how many credited reviewers must have confirmed; ``all`` is written as -1."""

    required: int = 0
    confirm_by: tuple[Confirmation, ...] = (Confirmation.APPROVAL, Confirmation.COMMAND)
    request_reviews: bool = False
    unconfirmed: Unconfirmed = Unconfirmed.WAIT
    approval_also_endorses: bool = False
    stale: StaleRule = field(default_factory=StaleRule)


class RollSource(Struct, frozen=True):
    """One file of the roll, or a team on GitHub. Columns (titles or numbers) and ``header`` are those of a CSV file."""

    path: str = ""
    format: str = "auto"
    id: str = "id"
    login: str = "login"
    name: str = "name"
    organisation: str = "organisation"
    team: str = ""
    header: str = "line"

    @property
    def file(self) -> str:
        """The file's path. A team's is where its members are kept beside a freeze record."""
        return self.path or f"teams/{self.team.lower()}.yml"


class RollRules(Struct, frozen=True):
    sources: tuple[RollSource, ...] = ()
    holds_from: str = ""
    says: str = ""


class Voting(Struct, frozen=True):
    """What voters must know; nomflow takes no votes."""

    method: str = ""
    voters: str = ""
    where: str = ""
    rule: str = ""


class OrderRules(Struct, frozen=True):
    """How the published order comes about: a draw whose value is known only after the close, or the alphabet."""

    source: str = "drand"
    value: str = ""
    minutes: str = ""


class Topic(Struct, frozen=True):
    title: str
    headings: tuple[str, ...] = ()


class QuestionRules(Struct, frozen=True):
    """Questions to the candidates: the folder of the repository that they lie in, empty where there are none."""

    path: str = ""


class PublicationRules(Struct, frozen=True):
    """``live``: the site is published while nominations are open, not only once they are closed."""

    visibility: Visibility = Visibility.OPEN
    live: bool = True
    order: OrderRules = field(default_factory=OrderRules)
    endorsers: Shown = Shown.NAMES
    compare: tuple[Topic, ...] = ()
    amendments: str = "log"
    freeze_by: str = "commit"
    uncontested: Outcome = Outcome.NO_VOTE
    under_contested: Outcome = Outcome.EXTEND
    nobody: Outcome = Outcome.EXTEND

    @property
    def names_before_close(self) -> bool:
        """Whether the site shows who stands before the list is final."""
        return self.live and self.visibility is Visibility.OPEN


class ReminderRules(Struct, frozen=True):
    """``before`` are spans of time such as ``7 days``. ``verdict``: a new comment tells the final verdict."""

    before: tuple[str, ...] = ()
    by: Reminding = Reminding.EDIT
    verdict: bool = True


class Election(Struct, frozen=True):
    """One election: seats, dates, rules, roll, officers."""

    id: str
    title: str
    extends: str = ""
    body: str = ""
    about: str = ""
    seats: tuple[Seat, ...] = ()
    windows: Windows = field(default_factory=Windows)
    nominations: NominationRules = field(default_factory=NominationRules)
    statement: StatementRules = field(default_factory=StatementRules)
    acceptance: AcceptanceRules = field(default_factory=AcceptanceRules)
    eligibility: EligibilityRules = field(default_factory=EligibilityRules)
    endorsements: EndorsementRules = field(default_factory=EndorsementRules)
    acknowledgements: AcknowledgementRules = field(default_factory=AcknowledgementRules)
    roll: RollRules = field(default_factory=RollRules)
    officers: tuple[str, ...] = ()
    voting: Voting = field(default_factory=Voting)
    questions: QuestionRules = field(default_factory=QuestionRules)
    publication: PublicationRules = field(default_factory=PublicationRules)
    reminders: ReminderRules = field(default_factory=ReminderRules)
    rules: Mapping[str, str] = field(default_factory=dict)
    comment_languages: tuple[str, ...] = ()


class Employers(Struct, frozen=True):
    """Names that mean the same employer, and subsidiaries that count as their parent."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


class Site(Struct, frozen=True):
    """Where and how the pages are published. ``language`` is empty where it is the first of ``languages``, or English;
    ``all_languages`` says what that comes to.
    """

    url: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    theme: Theme = field(default_factory=Theme)

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Every language the pages are made in, first the one whose addresses do not name it."""
        main = self.language or next(iter(self.languages), "en")
        return tuple(dict.fromkeys((main, *self.languages)))


class Config(Struct, frozen=True):
    """All of ``nomflow.yml``. ``repository`` is owner/name on ``server``; ``declared`` is false for the defaults that
    stand in where no file was found."""

    organisation: Organisation
    elections: tuple[Election, ...]
    repository: str = ""
    people: tuple[str, ...] = ()
    employers: Employers = field(default_factory=Employers)
    site: Site = field(default_factory=Site)
    suggest: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    declared: bool = True
    server: str = "https://github.com"

    @property
    def repository_url(self) -> str:
        """The repository's address, or ``""`` where it has none."""
        return f"{self.server}/{self.repository}" if self.repository else ""


def default_fields() -> Mapping[str, Field]:
    """The front matter a small organisation asks for."""
    return {
        "name": Field(required=True, maximum=100, example="Ada Example"),
        "handle": Field(FieldKind.HANDLE, required=True, aliases=("ID", "github", "login"), example="ada-example"),
        "affiliation": Field(aliases=("employer", "company", "organisation", "organization"), maximum=200),
        "summary": Field(maximum=200, example="One sentence that introduces you in the list."),
        "pronouns": Field(maximum=40),
        "conflicts": Field(FieldKind.LIST, aliases=("interests", "conflicts-of-interest")),
        "links": Field(FieldKind.LIST),
        "reviewers": Field(FieldKind.PEOPLE, aliases=("reviewed-by", "acknowledgements")),
        "language": Field(aliases=("lang",), maximum=35, example="en"),
        "photo": Field(maximum=200),
        "seat": Field(maximum=60),
    }
