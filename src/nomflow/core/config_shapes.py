"""The keys of ``nomflow.yml``: what may stand there, and one sentence about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from nomflow.core import election as e
from nomflow.core.config_windows import WindowsShape
from nomflow.core.errors import Fault
from nomflow.core.pathpattern import fault_of_pattern
from nomflow.core.place import Place
from nomflow.core.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Str
from nomflow.core.yamltree import Mapping as MappingNode
from nomflow.core.yamltree import Node

Places = Callable[[str], Place]

TEXT = Str()
SLUG = Str(r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", "a short name of lower-case letters, digits and hyphens")
HANDLE = Str(r"^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$", "a GitHub user name")
URL = Str(r"^https?://[^\s]+$", "an address that begins with https://")
PATH = Str(r"^[^/\\\x00-\x1f][^\\\x00-\x1f]*$", "a path inside the repository, written with /")


def words(kind: type) -> Choice:
    """A choice among the members of a ``StrEnum``."""
    return Choice(kind, tuple(str(member) for member in kind))  # type: ignore[attr-defined]  # every caller passes a StrEnum


HANDLES = ListOf(HANDLE)
TEXTS = ListOf(TEXT)

STALE = OrShort(
    Record(
        e.StaleRule,
        {
            "policy": Key(words(e.Stale), "Whether an act on an earlier version of the statement still stands."),
            "percent": Key(Int(0, 100), "How many percent of the words may change before it lapses."),
        },
    ),
    words(e.Stale),
    lambda policy: e.StaleRule(e.Stale(str(policy))),
)

WORDS = Record(
    e.Words,
    {
        "minimum": Key(Int(), "Fewer words than this must be fixed."),
        "guideline": Key(Int(), "More words than this gives a tip."),
        "maximum": Key(Int(), "More words than this must be fixed."),
        "count-front-matter": Key(Bool(), "Whether the front matter counts too."),
    },
)

SECTION = OrShort(
    Record(
        e.SectionRule,
        {
            "title": Key(TEXT, "The heading.", required=True),
            "aliases": Key(TEXTS, "Other headings that mean the same."),
            "required": Key(Bool(), "Whether it must be there."),
            "words": Key(WORDS, "Limits for this section."),
        },
    ),
    TEXT,
    lambda title: e.SectionRule(str(title)),
)

FIELD = Record(
    e.Field,
    {
        "kind": Key(words(e.FieldKind), "What the field holds."),
        "required": Key(Bool(), "Whether every nominee must fill it in."),
        "aliases": Key(TEXTS, "Other names of the field."),
        "choices": Key(TEXTS, "The values allowed, for the kind choice."),
        "maximum": Key(Int(), "The most characters, 0 for no limit."),
        "public": Key(Bool(), "Whether it may appear on the page."),
        "example": Key(TEXT, "A value to show to nominees."),
    },
)
_SWITCH = Choice(str, ("required", "optional", "off"))


@dataclass(frozen=True, slots=True)
class FieldsShape:
    """Front-matter fields on top of the usual ones; ``required``, ``optional`` or ``off`` changes just that."""

    def read(self, node: Node, faults: list[Fault]) -> Mapping[str, e.Field] | None:
        if not isinstance(node, MappingNode):
            MapOf(FIELD).read(node, faults)
            return None
        read = dict(e.default_fields())
        for key, child in node.entries:
            usual = read.get(key.value, e.Field())
            if isinstance(child, MappingNode):
                own = FIELD.read(child, faults)
                typed = [name.value for name, _ in child.entries]
                if own is not None:
                    read[key.value] = replace(usual, **{name: getattr(own, name) for name in typed})
                continue
            match _SWITCH.read(child, faults):
                case "off":
                    read.pop(key.value, None)
                case str(switch):
                    read[key.value] = replace(usual, required=switch == "required")
        return read

    def schema(self) -> dict[str, object]:
        return MapOf(OrShort(FIELD, _SWITCH, str)).schema()


FRONT_MATTER = Record(
    e.FrontMatterRules,
    {
        "style": Key(words(e.FrontMatterStyle), "How the front matter is fenced."),
        "required": Key(Bool(), "Whether a statement must begin with front matter."),
        "fields": Key(FieldsShape(), "The fields; the usual ones are there unless switched off."),
        "unknown": Key(words(e.UnknownFields), "What a field that nobody asked for leads to."),
    },
)

IMAGES = Record(
    e.Images,
    {
        "allowed": Key(Bool(), "Whether statements may show pictures."),
        "folder": Key(PATH, "The folder they must lie in."),
        "kilobytes": Key(Int(1, 100_000), "The most kilobytes of one picture."),
    },
)


def _check_statement(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.StatementRules)  # noqa: S101 - Record made it
    fault = fault_of_pattern(value.path)
    if fault:
        faults.append(Fault(fault, place("path")))


STATEMENT = Record(
    e.StatementRules,
    {
        "path": Key(PATH, "Where each statement lies: {handle} stands for the nominee, also {election}, {seat}, {name}, {email}."),
        "layout": Key(words(e.Layout), "One file each, one shared file, or outside the repository."),
        "may-be-empty": Key(Bool(), "Whether an empty file is enough to be nominated."),
        "front-matter": Key(FRONT_MATTER, "The block of fields on top of a statement."),
        "sections": Key(ListOf(SECTION), "The headings a statement must or may have, in order."),
        "words": Key(WORDS, "How long a statement may be."),
        "html": Key(words(e.HtmlPolicy), "Raw HTML: what GitHub allows, or none."),
        "images": Key(IMAGES, "Pictures."),
        "template": Key(PATH, "The template nominees start from; text left over from it is found."),
        "language": Key(Str(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "a language tag such as en"), "The usual language."),
        "also-allowed": Key(ListOf(PATH), "Other paths a nomination may touch; {handle} works here too."),
    },
    _check_statement,
)

SEAT = Record(
    e.Seat,
    {
        "id": Key(SLUG, "A short name that never changes.", required=True),
        "title": Key(TEXT, "What the seat is called.", required=True),
        "places": Key(Int(1, 1000), "How many people are chosen."),
        "term": Key(TEXT, "For how long, in words."),
        "reserved-for": Key(TEXT, "The group or category the seat is for."),
        "filled-by": Key(Choice(str, ("election", "appointment")), "Whether there is a vote."),
        "nominees": Key(TEXT, "Who may stand for it, in words."),
    },
)


@dataclass(frozen=True, slots=True)
class SeatsShape:
    """A number of places, or a list of seats."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode) or hasattr(node, "items"):
            return ListOf(SEAT, 1).read(node, faults)
        places = Int(1, 1000).read(node, faults)
        return None if places is None else (e.Seat("", "", places if isinstance(places, int) else 1),)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [Int(1, 1000).schema(), ListOf(SEAT, 1).schema()]}


NOMINATIONS = Record(
    e.NominationRules,
    {
        "by": Key(ListOf(words(e.Origin), 1), "Who may open a nomination."),
        "venue": Key(words(e.Venue), "Where nominations are made."),
        "nominators": Key(words(e.Who), "Who may nominate somebody else."),
        "per-nominator": Key(Int(), "The most people one person may nominate, 0 for no limit."),
        "seats-per-nominee": Key(Int(1, 1000), "For how many seats one person may stand."),
        "confirmations": Key(Int(0, 10), "How many officers must confirm a nomination."),
        "merge": Key(words(e.Merge), "When a nomination in order is merged."),
        "close-late": Key(Bool(), "Whether open nominations are closed after the window."),
    },
)

ACCEPTANCE = Record(
    e.AcceptanceRules,
    {
        "phrases": Key(TEXTS, "Phrases that accept, besides /accept."),
        "approval": Key(Bool(), "Whether the nominee's approving review accepts."),
        "decline-phrases": Key(TEXTS, "Phrases that decline, besides /decline."),
    },
)


def _check_cap(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.EmployerCap)  # noqa: S101 - Record made it
    if bool(value.seats) == bool(value.share):
        faults.append(Fault("Give either seats or share.", place("seats")))


ELIGIBILITY = Record(
    e.EligibilityRules,
    {
        "nominees": Key(words(e.Who), "Who may stand."),
        "requirements": Key(TEXTS, "What else is asked of nominees, in words; people check it."),
        "officers-may-stand": Key(Bool(), "Whether an election officer may stand."),
        "barred": Key(HANDLES, "People who may not stand."),
        "term-limits": Key(HANDLES, "People who have served as long as the rules allow."),
        "incompatible-offices": Key(MapOf(HANDLES), "Offices that exclude standing, and who holds them."),
        "excluded-employers": Key(TEXTS, "Employers whose people may not stand."),
        "employer-cap": Key(
            Record(
                e.EmployerCap,
                {
                    "seats": Key(Int(1, 1000), "The most seats for one employer."),
                    "share": Key(Str(r"^[1-9][0-9]*/[1-9][0-9]*$", "a fraction such as 1/3"), "The largest share."),
                },
                _check_cap,
            ),
            "The most seats one employer may hold, applied after the vote.",
        ),
        "seated-employers": Key(TEXTS, "Employers of members who are not up for election, once per member."),
    },
)


def _check_endorsements(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.EndorsementRules)  # noqa: S101 - Record made it
    spoken = {e.Channel.REVIEW, e.Channel.COMMENT} & set(value.channels)
    if spoken and not value.phrases:
        faults.append(Fault("The channels review and comment need phrases to look for.", place("channels")))
    if value.phrases and not spoken:
        faults.append(Fault("Phrases are only looked for with the channel comment or review.", place("phrases")))


ENDORSEMENTS = Record(
    e.EndorsementRules,
    {
        "count": Key(Int(0, 100), "How many endorsements a nomination needs."),
        "by": Key(words(e.Who), "Who may endorse."),
        "channels": Key(ListOf(words(e.Channel), 1), "What counts as endorsing."),
        "phrases": Key(TEXTS, "Phrases that endorse, for the channels comment and review; * stands for anything."),
        "phrase-anywhere": Key(Bool(), "Whether a phrase counts anywhere in a line, not only at its beginning."),
        "distinct": Key(words(e.Distinct), "Whether endorsers must come from distinct employers or share no interest."),
        "nominee-counts": Key(Bool(), "Whether the nominee counts as one of them, if eligible."),
        "nominator-counts": Key(Bool(), "Whether the nominator's endorsement counts."),
        "nominator-endorses": Key(Bool(), "Whether nominating somebody is endorsing them."),
        "must-state-employer": Key(Bool(), "Whether an endorsement must name the employer."),
        "officers-may-endorse": Key(Bool(), "Whether an officer's endorsement counts."),
        "seated-may-endorse": Key(Bool(), "Whether a sitting member's endorsement counts."),
        "barred": Key(HANDLES, "People whose endorsement does not count."),
        "seated": Key(HANDLES, "The sitting members."),
        "private-affiliations": Key(Bool(), "Whether who works for whom must never be shown."),
        "stale": Key(STALE, "What a change of the statement does to endorsements."),
    },
    _check_endorsements,
)


@dataclass(frozen=True, slots=True)
class HowMany:
    """A number, or ``all``, which is kept as -1."""

    def read(self, node: Node, faults: list[Fault]) -> int | None:
        if getattr(node, "value", "") == "all":
            return -1
        return Int(0, 100).read(node, faults)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"const": "all"}, Int(0, 100).schema()]}


ACKNOWLEDGEMENTS = Record(
    e.AcknowledgementRules,
    {
        "required": Key(HowMany(), "How many credited reviewers must have confirmed, or all."),
        "confirm-by": Key(ListOf(words(e.Confirmation), 1), "What confirms a credit."),
        "unconfirmed": Key(words(e.Unconfirmed), "What a credit that nobody confirmed does."),
        "approval-also-endorses": Key(Bool(), "Whether a credited reviewer's approval is an endorsement too."),
        "stale": Key(STALE, "What a change of the statement does to confirmations."),
    },
)

ROLL_SOURCE = OrShort(
    Record(
        e.RollSource,
        {
            "path": Key(PATH, "The file.", required=True),
            "format": Key(Choice(str, ("auto", "list", "elekto", "json", "csv", "markdown")), "How to read it."),
            "id": Key(TEXT, "The column with the numeric account id."),
            "login": Key(TEXT, "The column with the user name."),
            "name": Key(TEXT, "The column with the name."),
            "organisation": Key(TEXT, "The column with the employer."),
        },
    ),
    PATH,
    lambda path: e.RollSource(str(path)),
)

ROLL = OrShort(
    Record(
        e.RollRules,
        {
            "sources": Key(ListOf(ROLL_SOURCE, 1), "The files that make the roll.", required=True),
            "holds-from": Key(TEXT, "The date from which the roll holds."),
            "says": Key(TEXT, "Who is on it, in words."),
        },
    ),
    ListOf(ROLL_SOURCE, 1),
    lambda sources: e.RollRules(sources if isinstance(sources, tuple) else ()),
)

PUBLICATION = Record(
    e.PublicationRules,
    {
        "visibility": Key(words(e.Visibility), "Whether statements are shown before the close."),
        "order": Key(
            OrShort(
                Record(
                    e.OrderRules,
                    {
                        "source": Key(Choice(str, ("drand", "public-draw", "alphabetical")), "How the order comes about."),
                        "value": Key(TEXT, "The value drawn."),
                        "minutes": Key(URL, "Where the draw is recorded."),
                    },
                ),
                Choice(str, ("drand", "public-draw", "alphabetical")),
                lambda source: e.OrderRules(str(source)),
            ),
            "The order of the list.",
        ),
        "endorsers": Key(words(e.Shown), "How endorsers appear on the page."),
        "compare": Key(
            ListOf(
                OrShort(
                    Record(
                        e.Topic,
                        {
                            "title": Key(TEXT, "The topic.", required=True),
                            "headings": Key(TEXTS, "Headings of statements that belong to it."),
                        },
                    ),
                    TEXT,
                    lambda title: e.Topic(str(title), (str(title),)),
                )
            ),
            "The topics of the comparison.",
        ),
        "amendments": Key(Choice(str, ("log", "refuse")), "What a change after the freeze leads to."),
        "freeze-by": Key(Choice(str, ("commit", "pull-request")), "How the record reaches the repository."),
        "uncontested": Key(words(e.Outcome), "As many nominees as places."),
        "under-contested": Key(words(e.Outcome), "Fewer nominees than places."),
        "nobody": Key(words(e.Outcome), "No nominee at all."),
    },
)

VOTING = Record(
    e.Voting,
    {
        "method": Key(TEXT, "How votes are counted."),
        "voters": Key(TEXT, "Who may vote, in words."),
        "where": Key(URL, "Where votes are cast."),
        "rule": Key(TEXT, "What a ballot may hold, in words."),
    },
)

ELECTION_KEYS = {
    "id": Key(SLUG, "A short name that never changes, such as 2026-board.", required=True),
    "title": Key(TEXT, "What the election is called.", required=True),
    "extends": Key(SLUG, "A preset whose rules this election starts from."),
    "body": Key(TEXT, "What is elected."),
    "about": Key(TEXT, "One or two sentences for voters, in Markdown."),
    "seats": Key(SeatsShape(), "How many places, or a list of seats."),
    "windows": Key(WindowsShape(), "Openings and deadlines."),
    "nominations": Key(NOMINATIONS, "How people are nominated."),
    "statement": Key(STATEMENT, "What a statement must look like."),
    "acceptance": Key(ACCEPTANCE, "How a nominee accepts a nomination by somebody else."),
    "eligibility": Key(ELIGIBILITY, "Who may stand."),
    "endorsements": Key(ENDORSEMENTS, "How many people must endorse, who they are, and how."),
    "acknowledgements": Key(ACKNOWLEDGEMENTS, "What is asked of reviewers whom a statement credits."),
    "roll": Key(ROLL, "The list of electors."),
    "officers": Key(HANDLES, "Who runs the election."),
    "voting": Key(VOTING, "What voters must know; nomflow takes no votes."),
    "publication": Key(PUBLICATION, "What is published, when and in which order."),
    "rules": Key(MapOf(Choice(str, ("off", "tip", "must"))), "Single rules switched off, or softened to tips."),
}


def _check_config(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.Config)  # noqa: S101 - Record made it
    seen: set[str] = set()
    for election in value.elections:
        if election.id in seen:
            faults.append(Fault(f"Two elections have the id “{election.id}”.", place("elections")))
        seen.add(election.id)


CONFIG = Record(
    e.Config,
    {
        "organisation": Key(
            OrShort(
                Record(
                    e.Organisation,
                    {
                        "name": Key(TEXT, "Its name.", required=True),
                        "url": Key(URL, "Its site."),
                        "contact": Key(TEXT, "An e-mail address or link to reach the officers."),
                        "logo": Key(PATH, "Its mark, an SVG or PNG in the repository."),
                    },
                ),
                TEXT,
                lambda name: e.Organisation(str(name)),
            ),
            "Who holds the election.",
            required=True,
        ),
        "elections": Key(ListOf(Record(e.Election, ELECTION_KEYS), 1, single=False), "The elections.", required=True),
        "repository": Key(Str(r"^[^/\s]+/[^/\s]+$", "owner/name"), "The repository on GitHub."),
        "people": Key(ListOf(PATH), "Files that say which handle belongs to which name."),
        "employers": Key(
            Record(
                e.Employers,
                {
                    "aliases": Key(MapOf(TEXTS), "Other names of an employer."),
                    "parents": Key(MapOf(TEXT), "Subsidiaries, and the parent they count as."),
                },
            ),
            "Names of employers that mean the same.",
        ),
        "site": Key(
            Record(
                e.Site,
                {
                    "url": Key(URL, "Where the page is published."),
                    "language": Key(SLUG, "The language of the page's own words."),
                    "theme": Key(MapOf(TEXT), "Colours: accent, paper, ink."),
                },
            ),
            "The published page.",
        ),
        "suggest": Key(Bool(), "Whether mechanical fixes are offered as suggested changes."),
        "labels": Key(MapOf(TEXT), "Labels for states of a nomination."),
    },
    _check_config,
)
