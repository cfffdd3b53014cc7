"""What an organisation decides about an election: the typed form of ``nomflow.yml``.

Each default is what a small organisation would choose. Reasons and real examples: docs/configuration.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.basics.organisations import organisations
from nomflow.core.basics.path_pattern import fault_of_pattern, match
from nomflow.core.basics.text import counted
from nomflow.core.basics.time import Edge, Extension, WhenError, Window, parse_moment
from nomflow.core.election.choices import (
    Channel,
    Confirmation,
    ContestOutcome,
    Distinct,
    FieldKind,
    FrontMatterStyle,
    HtmlPolicy,
    Layout,
    Merge,
    Origin,
    Reminding,
    Shown,
    Stale,
    Unconfirmed,
    UnknownFields,
    Venue,
    Visibility,
    Who,
)
from nomflow.core.election.colour import Theme
from nomflow.core.election.shapes import (
    DATE,
    ELECTED,
    HANDLES,
    LANGUAGE_TAG,
    PAGE_LANGUAGE,
    PATH,
    REPOSITORY,
    SEAT_ID,
    SHARE,
    SLUG,
    SOURCE,
    SPAN,
    TEAM,
    URL,
    HowMany,
)
from nomflow.core.thread.acts import Match
from nomflow.core.thread.words import LANGUAGES as COMMENT_LANGUAGES
from nomflow.core.yaml.shape import Choice, Int, Key, ListOf, MapOf


class Organisation(Struct, frozen=True):
    name: Annotated[str, Key("Its name.")]
    url: Annotated[str, Key("Its site.", URL)] = ""
    contact: Annotated[str, Key("An e-mail address or link to reach the officers.")] = ""
    logo: Annotated[str, Key("Its mark: a PNG, JPEG, WebP or plain SVG file of the repository.", PATH)] = ""


class Seat(Struct, frozen=True, kw_only=True):
    """What one stands for. ``places`` is how many people are chosen."""

    id: Annotated[str, Key("A short name that never changes.", SEAT_ID)]
    title: Annotated[str, Key("What the seat is called.")]
    places: Annotated[int, Key("How many people are chosen.", Int(1, 1000))] = 1
    term: Annotated[str, Key("For how long, in words.")] = ""
    reserved_for: Annotated[str, Key("The group or category the seat is for.")] = ""
    filled_by: Annotated[str, Key("Whether there is a vote.", Choice(str, ("election", "appointment")))] = "election"
    nominees: Annotated[str, Key("Who may stand for it, in words.")] = ""


class OtherDate(Struct, frozen=True):
    """A dated step that only people need to know of: a campaign, questions, a deadline for exceptions."""

    title: str
    window: Window


class Windows(Struct, frozen=True, kw_only=True):
    """The spans of an election. A cut-off that is not given is the close of ``nominations``."""

    nominations: Window = field(default_factory=Window)
    complete: Window | None = None
    accepted: Window | None = None
    endorsed: Window | None = None
    reviewed: Window | None = None
    published: Window | None = None
    voting: Window | None = None
    other: tuple[OtherDate, ...] = ()
    extensions: tuple[Extension, ...] = ()


class Field(Struct, frozen=True, kw_only=True):
    """One field of the front matter. ``maximum`` is a number of characters, 0 for no limit."""

    kind: Annotated[FieldKind, Key("What the field holds.")] = FieldKind.TEXT
    required: Annotated[bool, Key("Whether every nominee must fill it in.")] = False
    aliases: Annotated[tuple[str, ...], Key("Other names of the field.")] = ()
    choices: Annotated[tuple[str, ...], Key("The values allowed, for the kind choice.")] = ()
    maximum: Annotated[int, Key("The most characters, 0 for no limit.")] = 0
    public: Annotated[bool, Key("Whether it may appear on the page.")] = True
    example: Annotated[str, Key("A value to show to nominees.")] = ""


class FrontMatterRules(Struct, frozen=True):
    style: Annotated[FrontMatterStyle, Key("How the front matter is fenced.")] = FrontMatterStyle.ANY
    required: Annotated[bool, Key("Whether a statement must begin with front matter.")] = True
    fields: Annotated[Mapping[str, Field], Key("The fields; the usual ones are there unless switched off.")] = field(
        default_factory=dict
    )
    unknown: Annotated[UnknownFields, Key("What a field that nobody asked for leads to.")] = UnknownFields.TIP


class WordLimits(Struct, frozen=True):
    """Limits in words. Above ``guideline`` is a tip; above ``maximum`` must be fixed. 0 means no limit."""

    minimum: Annotated[int, Key("Fewer words than this must be fixed.")] = 0
    guideline: Annotated[int, Key("More words than this gives a tip.")] = 0
    maximum: Annotated[int, Key("More words than this must be fixed.")] = 0
    count_front_matter: Annotated[bool, Key("Whether the front matter counts too.")] = False


class SectionRule(Struct, frozen=True):
    title: Annotated[str, Key("The heading.")]
    aliases: Annotated[tuple[str, ...], Key("Other headings that mean the same.")] = ()
    required: Annotated[bool, Key("Whether it must be there.")] = True
    words: Annotated[WordLimits, Key("Limits for this section.")] = field(default_factory=WordLimits)


class Images(Struct, frozen=True):
    """Pictures in statements. ``folder`` is where they must lie; ``kilobytes`` caps each."""

    allowed: Annotated[bool, Key("Whether statements may show pictures.")] = True
    folder: Annotated[str, Key("The folder they must lie in.", PATH)] = ""
    kilobytes: Annotated[int, Key("The most kilobytes of one picture, or of a photo.", Int(1, 100000))] = 1000


class StatementRules(Struct, frozen=True, kw_only=True):
    path: Annotated[
        str, Key("Where each statement lies; {handle} is the nominee; also {election}, {seat}, {name}, {email}.", PATH)
    ] = "nominations/{election}/{handle}.md"
    layout: Annotated[Layout, Key("One file each, one shared file, or outside the repository.")] = Layout.FILES
    may_be_empty: Annotated[bool, Key("Whether an empty file is enough to be nominated.")] = False
    front_matter: Annotated[FrontMatterRules, Key("The block of fields on top of a statement.")] = field(
        default_factory=FrontMatterRules
    )
    sections: Annotated[tuple[SectionRule, ...], Key("The headings a statement must or may have, in order.")] = ()
    words: Annotated[WordLimits, Key("How long a statement may be.")] = field(default_factory=WordLimits)
    html: Annotated[HtmlPolicy, Key("Raw HTML: what GitHub allows, or none.")] = HtmlPolicy.GITHUB
    images: Annotated[Images, Key("Pictures.")] = field(default_factory=Images)
    template: Annotated[str, Key("The template nominees start from; text left over from it is found.", PATH)] = ""
    language: Annotated[str, Key("The usual language, if it is not the site's.", LANGUAGE_TAG)] = ""
    also_allowed: Annotated[
        tuple[str, ...], Key("Other paths a nomination may touch; {handle} works here too.", ListOf(PATH))
    ] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        if fault := fault_of_pattern(self.path):
            yield "path", fault


class StaleRule(Struct, frozen=True):
    """``percent`` of the words may change before an act on an earlier version lapses (only with unless-changed)."""

    policy: Annotated[Stale, Key("Whether an act on an earlier version of the statement still stands.")] = (
        Stale.UNLESS_CHANGED
    )
    percent: Annotated[int, Key("How many percent of the words may change before it lapses.", Int(0, 100))] = 10


class NominationRules(Struct, frozen=True, kw_only=True):
    by: Annotated[tuple[Origin, ...], Key("Who may open a nomination.")] = (Origin.SELF, Origin.OTHERS)
    venue: Annotated[Venue, Key("Where nominations are made.")] = Venue.PULL_REQUEST
    nominators: Annotated[Who, Key("Who may nominate somebody else.")] = Who.ANYONE
    officers_may_nominate: Annotated[bool, Key("Whether an election officer may nominate somebody else.")] = False
    seated_may_nominate: Annotated[bool, Key("Whether a sitting member may nominate somebody else.")] = True
    per_nominator: Annotated[int, Key("The most people one person may nominate, 0 for no limit.")] = 0
    seats_per_nominee: Annotated[int, Key("For how many seats one person may stand.", Int(1, 1000))] = 1
    confirmations: Annotated[int, Key("How many officers must confirm a nomination.", Int(0, 10))] = 0
    merge: Annotated[Merge, Key("When a nomination in order is merged.")] = Merge.BY_HAND
    close_late: Annotated[bool, Key("Whether open nominations are closed after the window.")] = False


class AcceptanceRules(Struct, frozen=True):
    """A nominee put forward by somebody else accepts by ``/accept``, an approving review, or a phrase."""

    phrases: Annotated[tuple[str, ...], Key("Phrases that accept, besides /accept.")] = ()
    approval: Annotated[bool, Key("Whether the nominee's approving review accepts.")] = True
    decline_phrases: Annotated[tuple[str, ...], Key("Phrases that decline, besides /decline.")] = ()
    phrase_match: Annotated[Match, Key("How much of a line a phrase must be.")] = Match.LINE


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
    requirements: Annotated[tuple[str, ...], Key("What else is asked of nominees, in words; people check it.")] = ()
    officers_may_stand: Annotated[bool, Key("Whether an election officer may stand.")] = False
    barred: Annotated[tuple[str, ...], Key("People who may not stand.", HANDLES)] = ()
    term_limits: Annotated[tuple[str, ...], Key("People who have served as long as the rules allow.", HANDLES)] = ()
    incompatible_offices: Annotated[
        Mapping[str, tuple[str, ...]], Key("Offices that exclude standing, and who holds them.", MapOf(HANDLES))
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
        tuple[str, ...], Key("Phrases that endorse, for the channels comment and review; * stands for anything.")
    ] = ()
    phrase_match: Annotated[Match, Key("How much of a line a phrase must be.")] = Match.LINE
    distinct: Annotated[Distinct, Key("Whether endorsers must come from distinct employers or share no interest.")] = (
        Distinct.NONE
    )
    nominee_counts: Annotated[bool, Key("Whether the nominee counts as one of them, if eligible.")] = False
    nominator_counts: Annotated[bool, Key("Whether the nominator's endorsement counts.")] = True
    nominator_endorses: Annotated[bool, Key("Whether nominating somebody is endorsing them.")] = False
    must_state_employer: Annotated[bool, Key("Whether an endorsement must name the employer.")] = False
    officers_may_endorse: Annotated[bool, Key("Whether an officer's endorsement counts.")] = False
    seated_may_endorse: Annotated[bool, Key("Whether a sitting member's endorsement counts.")] = True
    barred: Annotated[tuple[str, ...], Key("People whose endorsement does not count.", HANDLES)] = ()
    seated: Annotated[tuple[str, ...], Key("The sitting members.", HANDLES)] = ()
    private_affiliations: Annotated[bool, Key("Whether who works for whom must never be shown.")] = False
    affiliations: Annotated[
        str, Key("A file of the repository that says who works for whom: handle: [employer].", PATH)
    ] = ""
    stale: Annotated[StaleRule, Key("What a change of the statement does to endorsements.")] = field(
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

    required: Annotated[int, Key("How many credited reviewers must have confirmed, or all.", HowMany())] = 0
    confirm_by: Annotated[tuple[Confirmation, ...], Key("What confirms a credit.")] = (
        Confirmation.APPROVAL,
        Confirmation.COMMAND,
    )
    request_reviews: Annotated[
        bool, Key("Whether GitHub asks credited reviewers who are on the roll for a review, each once, ten at most.")
    ] = False
    unconfirmed: Annotated[Unconfirmed, Key("What a credit that nobody confirmed does.")] = Unconfirmed.WAIT
    approval_also_endorses: Annotated[bool, Key("Whether a credited reviewer's approval is an endorsement too.")] = (
        False
    )
    stale: Annotated[StaleRule, Key("What a change of the statement does to confirmations.")] = field(
        default_factory=StaleRule
    )


class RollSource(Struct, frozen=True, kw_only=True):
    """One file of the roll, or a team on GitHub. Columns (titles or numbers) and ``header`` are those of a CSV file."""

    path: Annotated[str, Key("The file.", PATH)] = ""
    format: Annotated[
        str, Key("How to read it.", Choice(str, ("auto", "list", "elekto", "json", "csv", "markdown")))
    ] = "auto"
    header: Annotated[
        str, Key("Whether the first line of a CSV file holds the titles.", Choice(str, ("line", "none")))
    ] = "line"
    id: Annotated[str, Key("The column with the numeric account id, by title or number.")] = "id"
    login: Annotated[str, Key("The column with the user name, by title or number.")] = "login"
    name: Annotated[str, Key("The column with the name, by title or number.")] = "name"
    organisation: Annotated[str, Key("The column with the employer, by title or number.")] = "organisation"
    team: Annotated[str, Key("A team on GitHub instead of a file.", TEAM)] = ""

    @property
    def file(self) -> str:
        """The file's path. A team's is where its members are kept beside a freeze record."""
        return self.path or f"teams/{self.team.lower()}.yml"


class RollRules(Struct, frozen=True):
    sources: Annotated[tuple[RollSource, ...], Key("The files or teams that make the roll.")] = ()
    holds_from: Annotated[str, Key("The date from which the roll holds.", DATE)] = ""
    says: Annotated[str, Key("Who is on it, in words.")] = ""

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        try:
            if self.holds_from:
                parse_moment(self.holds_from, "UTC", edge=Edge.OPEN)
        except WhenError as error:
            yield "holds_from", str(error)


class Voting(Struct, frozen=True):
    """What voters must know; nomflow takes no votes."""

    method: Annotated[str, Key("How votes are counted.")] = ""
    voters: Annotated[str, Key("Who may vote, in words.")] = ""
    where: Annotated[str, Key("Where votes are cast.", URL)] = ""
    rule: Annotated[str, Key("What a ballot may hold, in words.")] = ""


class Results(Struct, frozen=True):
    """Who was elected, written by hand once the votes are counted: nomflow counts none."""

    elected: Annotated[
        tuple[str, ...],
        Key("Who was elected, by GitHub name; seat/name where somebody stood for several seats.", ListOf(ELECTED)),
    ] = ()
    tally: Annotated[str, Key("Where the result is published.", URL)] = ""
    note: Annotated[str, Key("What else voters should know of it, such as how many voted.")] = ""


class CalledOff(Struct, frozen=True):
    """An election that ends without a result. Its page says so, and no longer shows its dates."""

    how: Annotated[str, Key("What happened to it.", Choice(str, ("postponed", "cancelled", "superseded")))]
    why: Annotated[str, Key("Why, in words.")] = ""
    instead: Annotated[str, Key("The page of the election that takes its place.", URL)] = ""


class OrderRules(Struct, frozen=True):
    """How the published order comes about: a draw whose value is known only after the close, or the alphabet."""

    source: Annotated[str, Key("How the order comes about.", SOURCE)] = "drand"
    value: Annotated[str, Key("The value drawn.")] = ""
    minutes: Annotated[str, Key("Where the draw is recorded.", URL)] = ""


class Topic(Struct, frozen=True):
    title: Annotated[str, Key("The topic.")]
    headings: Annotated[tuple[str, ...], Key("Headings of statements that belong to it.")] = ()


class QuestionRules(Struct, frozen=True):
    """Questions to the candidates: the folder of the repository that they lie in, empty where there are none."""

    path: Annotated[str, Key("The folder they lie in, such as questions/{election}.", PATH)] = ""


class PublicationRules(Struct, frozen=True, kw_only=True):
    """``live``: the site is published while nominations are open, not only once they are closed."""

    visibility: Annotated[Visibility, Key("Whether the site shows anybody before the list is final.")] = Visibility.OPEN
    live: Annotated[
        bool, Key("Publish the site while nominations are open. A sealed election waits for its final list.")
    ] = True
    order: Annotated[OrderRules, Key("The order of the list.")] = field(default_factory=OrderRules)
    endorsers: Annotated[Shown, Key("How endorsers appear on the page.")] = Shown.NAMES
    compare: Annotated[tuple[Topic, ...], Key("The topics of the comparison.")] = ()
    amendments: Annotated[str, Key("What a change after the freeze leads to.", Choice(str, ("log", "refuse")))] = "log"
    freeze_by: Annotated[
        str, Key("How the record reaches the repository.", Choice(str, ("commit", "pull-request")))
    ] = "commit"
    uncontested: Annotated[ContestOutcome, Key("As many nominees as places.")] = ContestOutcome.NO_VOTE
    under_contested: Annotated[ContestOutcome, Key("Fewer nominees than places.")] = ContestOutcome.EXTEND
    nobody: Annotated[ContestOutcome, Key("No nominee at all.")] = ContestOutcome.EXTEND

    @property
    def names_before_close(self) -> bool:
        """Whether the site shows who stands before the list is final."""
        return self.live and self.visibility is Visibility.OPEN


class ReminderRules(Struct, frozen=True):
    """``before`` are spans of time such as ``7 days``. ``verdict``: a new comment tells the final verdict."""

    before: Annotated[
        tuple[str, ...], Key("How long before a deadline to remind of what is missing.", ListOf(SPAN))
    ] = ()
    by: Annotated[Reminding, Key("Whether a reminder stands in the comment that is there, or is a new one.")] = (
        Reminding.EDIT
    )
    verdict: Annotated[bool, Key("Whether one new comment tells the final verdict after the close.")] = True


class Election(Struct, frozen=True, kw_only=True):
    """One election: seats, dates, rules, roll, officers."""

    id: Annotated[str, Key("A short name that never changes, such as 2026-board.", SLUG)]
    title: Annotated[str, Key("What the election is called.")]
    extends: Annotated[str, Key("A preset whose rules this election starts from.", SLUG)] = ""
    body: Annotated[str, Key("What is elected.")] = ""
    about: Annotated[str, Key("One or two sentences for voters, in Markdown.")] = ""
    seats: Annotated[tuple[Seat, ...], Key("How many places, or a list of seats.")] = ()
    windows: Annotated[
        Windows, Key("Openings and deadlines, such as `nominations: {opens: 2026-07-01, closes: 2026-07-31}`.")
    ] = field(default_factory=Windows)
    nominations: Annotated[NominationRules, Key("How people are nominated.")] = field(default_factory=NominationRules)
    statement: Annotated[StatementRules, Key("What a statement must look like.")] = field(
        default_factory=StatementRules
    )
    acceptance: Annotated[AcceptanceRules, Key("How a nominee accepts a nomination by somebody else.")] = field(
        default_factory=AcceptanceRules
    )
    eligibility: Annotated[EligibilityRules, Key("Who may stand.")] = field(default_factory=EligibilityRules)
    endorsements: Annotated[EndorsementRules, Key("How many people must endorse, who they are, and how.")] = field(
        default_factory=EndorsementRules
    )
    acknowledgements: Annotated[AcknowledgementRules, Key("What is asked of reviewers whom a statement credits.")] = (
        field(default_factory=AcknowledgementRules)
    )
    roll: Annotated[RollRules, Key("The list of electors.")] = field(default_factory=RollRules)
    officers: Annotated[tuple[str, ...], Key("Who runs the election.", HANDLES)] = ()
    voting: Annotated[Voting, Key("What voters must know; nomflow takes no votes.")] = field(default_factory=Voting)
    results: Annotated[Results | None, Key("Who was elected, once the votes are counted.")] = None
    called_off: Annotated[CalledOff | None, Key("That the election ends without a result.")] = None
    questions: Annotated[QuestionRules, Key("Questions to the candidates, and where their answers lie.")] = field(
        default_factory=QuestionRules
    )
    publication: Annotated[PublicationRules, Key("What is published, when and in which order.")] = field(
        default_factory=PublicationRules
    )
    reminders: Annotated[ReminderRules, Key("What people are told in time.")] = field(default_factory=ReminderRules)
    rules: Annotated[
        Mapping[str, str],
        Key("Single rules switched off, or softened to tips.", MapOf(Choice(str, ("off", "tip", "must")))),
    ] = field(default_factory=dict)
    comment_languages: Annotated[
        tuple[str, ...], Key("Languages besides English that comments are in.", ListOf(Choice(str, COMMENT_LANGUAGES)))
    ] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        groups = {
            "endorsements": self.endorsements.by if self.endorsements.count else None,
            "eligibility": self.eligibility.nominees,
            "nominations": self.nominations.nominators,
        }
        for key, group in groups.items():
            if group is Who.ROLL and not self.roll.sources:
                yield key, "This asks for people on the roll. Say which file holds it: roll: roll.yml"
        if self.acknowledgements.request_reviews and not self.roll.sources:
            told = "Only people on the roll are asked for reviews. Say which file holds it: roll: roll.yml"
            yield "acknowledgements", told
        places = sum(seat.places for seat in self.seats) or 1
        if self.results and len(self.results.elected) > places:
            people = counted(len(self.results.elected), "person", "people")
            yield "results", f"{people} cannot be elected for {counted(places, 'place')}."
        ids = [seat.id.casefold() for seat in self.seats]
        for at, seat in enumerate(self.seats):
            if seat.id.casefold() in ids[:at]:
                yield "seats", f"Two seats have the id “{seat.id}”."


class Employers(Struct, frozen=True):
    """Names that mean the same employer, and subsidiaries that count as their parent."""

    aliases: Annotated[Mapping[str, tuple[str, ...]], Key("Other names of an employer.")] = field(default_factory=dict)
    parents: Annotated[Mapping[str, str], Key("Subsidiaries, and the parent they count as.")] = field(
        default_factory=dict
    )


class SiteSettings(Struct, frozen=True):
    """Where and how the pages are published. ``language`` is empty where it is the first of ``languages``, or English;
    ``all_languages`` says what that comes to.
    """

    url: Annotated[str, Key("Where the page is published.", URL)] = ""
    language: Annotated[
        str, Key("The language of the pages that have no language in their address.", PAGE_LANGUAGE)
    ] = ""
    languages: Annotated[tuple[str, ...], Key("Every language the pages are made in.", ListOf(PAGE_LANGUAGE, 1))] = ()
    theme: Annotated[Theme, Key("Colours.")] = field(default_factory=Theme)

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Every language the pages are made in, first the one whose addresses do not name it."""
        main = self.language or next(iter(self.languages), "en")
        return tuple(dict.fromkeys((main, *self.languages)))


class Config(Struct, frozen=True, kw_only=True):
    """All of ``nomflow.yml``. ``repository`` is owner/name on ``server``; ``declared`` is false for the defaults that
    stand in where no file was found."""

    organisation: Annotated[Organisation, Key("Who holds the election.")]
    elections: Annotated[tuple[Election, ...], Key("The elections.")]
    repository: Annotated[
        str, Key("The repository: owner/name on github.com, or its whole address on an Enterprise Server.", REPOSITORY)
    ] = ""
    people: Annotated[tuple[str, ...], Key("Files that say which handle belongs to which name.", ListOf(PATH))] = ()
    employers: Annotated[Employers, Key("Names of employers that mean the same.")] = field(default_factory=Employers)
    site: Annotated[SiteSettings, Key("The published page.")] = field(default_factory=SiteSettings)
    suggest: Annotated[bool, Key("Whether mechanical fixes are offered as suggested changes.")] = True
    labels: Annotated[Mapping[str, str], Key("Labels for states of a nomination.")] = field(default_factory=dict)
    status_issue: Annotated[
        int,
        Key("The number of an issue that shows officers every nomination, 0 for none.", Int(0, 2**31)),
    ] = 0
    declared: bool = True
    server: str = "https://github.com"

    @property
    def repository_url(self) -> str:
        """The repository's address, or ``""`` where it has none."""
        return f"{self.server}/{self.repository}" if self.repository else ""

    def election_called(self, wanted: str) -> Election | None:
        """The election with this id, or the only one whose id begins with it and a hyphen: ``2026`` for
        ``2026-board``."""
        exact = [each for each in self.elections if each.id == wanted]
        begun = exact or [each for each in self.elections if each.id.startswith(f"{wanted}-")]
        return begun[0] if len(begun) == 1 else None

    def faults(self) -> Iterator[tuple[str, str]]:
        """What several keys together say that cannot be, each with the key to look at."""
        ids = [election.id for election in self.elections]
        for id in dict.fromkeys(each for at, each in enumerate(ids) if each in ids[:at]):
            yield "elections", f"Two elections have the id “{id}”."
        yield from self._faults_of_questions()
        if not (self.employers.aliases or self.employers.parents):
            return

        known = organisations(self.employers.aliases, self.employers.parents)
        for name, one, other in known.contradictions:
            yield "employers", f"“{name}” counts as “{one}” and as “{other}” here. Leave one of them out."

    def _faults_of_questions(self) -> Iterator[tuple[str, str]]:
        """An answer must never be taken for a statement, nor a statement for an answer."""
        for election in self.elections:
            folder = election.questions.path.replace("{election}", election.id).rstrip("/")
            if "{" in folder:
                yield "elections", f"Questions of {election.id}: only {{election}} may stand in braces here."
            for other in self.elections if folder else ():
                pattern = other.statement.path
                beside = pattern.replace("{election}", other.id).rpartition("/")[0]
                places = (f"{folder}/1-x.md", f"{folder}/1-x/x.md")
                if folder == beside or any(match(pattern, path, other.id) for path in places):
                    told = f"Questions of {election.id} need a folder of their own; in {folder} are statements."
                    yield "elections", told


def default_fields() -> Mapping[str, Field]:
    """The front matter a small organisation asks for."""
    return {
        "name": Field(required=True, maximum=100, example="Ada Example"),
        "handle": Field(kind=FieldKind.HANDLE, required=True, aliases=("ID", "github", "login"), example="ada-example"),
        "affiliation": Field(aliases=("employer", "company", "organisation", "organization"), maximum=200),
        "summary": Field(maximum=200, example="One sentence that introduces you in the list."),
        "pronouns": Field(maximum=40),
        "conflicts": Field(kind=FieldKind.LIST, aliases=("interests", "conflicts-of-interest")),
        "links": Field(kind=FieldKind.LIST),
        "reviewers": Field(kind=FieldKind.PEOPLE, aliases=("reviewed-by", "acknowledgements")),
        "language": Field(aliases=("lang",), maximum=35, example="en"),
        "photo": Field(maximum=200),
        "seat": Field(maximum=60),
    }
