"""What an organisation decides about an election: the typed form of ``nomflow.yml``.

Each default is what a small organisation would choose. Reasons and real examples: docs/configuration.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.basics.organisations import organisations
from nomflow.core.basics.path_pattern import match
from nomflow.core.basics.text import counted
from nomflow.core.basics.time import Edge, Extension, WhenError, Window, parse_moment
from nomflow.core.election.choices import (
    ContestOutcome,
    Reminding,
    Shown,
    Visibility,
    Who,
)
from nomflow.core.election.colour import Theme
from nomflow.core.election.people_rules import (
    AcceptanceRules,
    AcknowledgementRules,
    EligibilityRules,
    EndorsementRules,
    NominationRules,
)
from nomflow.core.election.shapes import (
    DATE,
    ELECTED,
    HANDLES,
    PAGE_LANGUAGE,
    PATH,
    REPOSITORY,
    SEAT_ID,
    SLUG,
    SOURCE,
    SPAN,
    TEAM,
    URL,
)
from nomflow.core.election.statement_rules import StatementRules
from nomflow.core.thread.words import LANGUAGES as COMMENT_LANGUAGES
from nomflow.core.yaml.shape import Choice, Int, Key, ListOf, MapOf


class Organisation(Struct, frozen=True):
    name: Annotated[str, Key("Its name.")]
    url: Annotated[str, Key("Its site.", URL)] = ""
    contact: Annotated[str, Key("An e-mail address or link to reach the officers.")] = ""
    logo: Annotated[str, Key("Its logo: a PNG, JPEG, WebP or simple SVG file in the repository.", PATH)] = ""


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
    holds_from: Annotated[str, Key("The date from which the roll is valid.", DATE)] = ""
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

    source: Annotated[str, Key("How the order is decided.", SOURCE)] = "drand"
    value: Annotated[str, Key("The value that was drawn.")] = ""
    minutes: Annotated[str, Key("Where the draw is recorded.", URL)] = ""


class Topic(Struct, frozen=True):
    title: Annotated[str, Key("The topic.")]
    headings: Annotated[tuple[str, ...], Key("The headings in statements that belong to it.")] = ()


class QuestionRules(Struct, frozen=True):
    """Questions to the candidates: the folder of the repository that they lie in, empty where there are none."""

    path: Annotated[str, Key("The folder they are in, such as questions/{election}.", PATH)] = ""


class PublicationRules(Struct, frozen=True, kw_only=True):
    """``live``: the site is published while nominations are open, not only once they are closed."""

    visibility: Annotated[Visibility, Key("Whether the site shows nominees before the list is final.")] = (
        Visibility.OPEN
    )
    live: Annotated[
        bool, Key("Publish the site while nominations are open. A sealed election waits for its final list.")
    ] = True
    order: Annotated[OrderRules, Key("The order of the list.")] = field(default_factory=OrderRules)
    endorsers: Annotated[Shown, Key("How endorsers appear on the page.")] = Shown.NAMES
    compare: Annotated[tuple[Topic, ...], Key("The topics of the comparison.")] = ()
    amendments: Annotated[
        str,
        Key("What happens when a statement changes after the freeze (final record).", Choice(str, ("log", "refuse"))),
    ] = "log"
    freeze_by: Annotated[
        str, Key("How the final record gets into the repository.", Choice(str, ("commit", "pull-request")))
    ] = "commit"
    uncontested: Annotated[ContestOutcome, Key("What follows when there are as many nominees as places.")] = (
        ContestOutcome.NO_VOTE
    )
    under_contested: Annotated[ContestOutcome, Key("What follows when there are fewer nominees than places.")] = (
        ContestOutcome.EXTEND
    )
    nobody: Annotated[ContestOutcome, Key("What follows when there is no nominee.")] = ContestOutcome.EXTEND

    @property
    def names_before_close(self) -> bool:
        """Whether the site shows who stands before the list is final."""
        return self.live and self.visibility is Visibility.OPEN


class ReminderRules(Struct, frozen=True):
    """``before`` are spans of time such as ``7 days``. ``verdict``: a new comment tells the final verdict."""

    before: Annotated[
        tuple[str, ...], Key("How long before a deadline to send a reminder of what is missing.", ListOf(SPAN))
    ] = ()
    by: Annotated[Reminding, Key("Whether a reminder edits the existing comment or is a new comment.")] = Reminding.EDIT
    verdict: Annotated[bool, Key("Whether a new comment announces the final decision after the close.")] = True


class Election(Struct, frozen=True, kw_only=True):
    """One election: seats, dates, rules, roll, officers."""

    id: Annotated[str, Key("A short name that never changes, such as 2026-board.", SLUG)]
    title: Annotated[str, Key("What the election is called.")]
    extends: Annotated[str, Key("The preset whose rules this election starts from.", SLUG)] = ""
    body: Annotated[str, Key("The body that is elected.")] = ""
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
    endorsements: Annotated[EndorsementRules, Key("How many people must endorse, who may, and how.")] = field(
        default_factory=EndorsementRules
    )
    acknowledgements: Annotated[AcknowledgementRules, Key("What reviewers named in a statement must do.")] = field(
        default_factory=AcknowledgementRules
    )
    roll: Annotated[RollRules, Key("The roll: the list of people who may vote.")] = field(default_factory=RollRules)
    officers: Annotated[tuple[str, ...], Key("The election officers.", HANDLES)] = ()
    voting: Annotated[Voting, Key("Information for voters. The vote itself takes place elsewhere.")] = field(
        default_factory=Voting
    )
    results: Annotated[Results | None, Key("Who was elected, once the votes are counted.")] = None
    called_off: Annotated[CalledOff | None, Key("That the election ends without a result.")] = None
    questions: Annotated[QuestionRules, Key("Questions to the candidates, and where the answers are.")] = field(
        default_factory=QuestionRules
    )
    publication: Annotated[PublicationRules, Key("What is published, when, and in which order.")] = field(
        default_factory=PublicationRules
    )
    reminders: Annotated[ReminderRules, Key("Reminders and announcements.")] = field(default_factory=ReminderRules)
    rules: Annotated[
        Mapping[str, str],
        Key("Single rules to switch off or to turn into tips.", MapOf(Choice(str, ("off", "tip", "must")))),
    ] = field(default_factory=dict)
    comment_languages: Annotated[
        tuple[str, ...],
        Key("Languages other than English in which people comment.", ListOf(Choice(str, COMMENT_LANGUAGES))),
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
    parents: Annotated[Mapping[str, str], Key("Subsidiaries, and the parent company they count as.")] = field(
        default_factory=dict
    )


class SiteSettings(Struct, frozen=True):
    """Where and how the pages are published. ``language`` is empty where it is the first of ``languages``, or English;
    ``all_languages`` says what that comes to.
    """

    url: Annotated[str, Key("Where the page is published.", URL)] = ""
    language: Annotated[str, Key("The language of pages whose address names no language.", PAGE_LANGUAGE)] = ""
    languages: Annotated[tuple[str, ...], Key("All languages of the pages.", ListOf(PAGE_LANGUAGE, 1))] = ()
    theme: Annotated[Theme, Key("Colours.")] = field(default_factory=Theme)

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Every language the pages are made in, first the one whose addresses do not name it."""
        main = self.language or next(iter(self.languages), "en")
        return tuple(dict.fromkeys((main, *self.languages)))


class Config(Struct, frozen=True, kw_only=True):
    """All of ``nomflow.yml``. ``repository`` is owner/name on ``server``; ``declared`` is false for the defaults that
    stand in where no file was found."""

    organisation: Annotated[Organisation, Key("The organisation that holds the election.")]
    elections: Annotated[tuple[Election, ...], Key("The elections.")]
    repository: Annotated[
        str, Key("The repository: owner/name on github.com, or its whole address on an Enterprise Server.", REPOSITORY)
    ] = ""
    people: Annotated[tuple[str, ...], Key("Files that list names and their handles.", ListOf(PATH))] = ()
    employers: Annotated[Employers, Key("Employers that have several names.")] = field(default_factory=Employers)
    site: Annotated[SiteSettings, Key("The published page.")] = field(default_factory=SiteSettings)
    suggest: Annotated[bool, Key("Whether simple corrections are offered as suggested changes.")] = True
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
