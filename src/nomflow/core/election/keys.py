"""The keys of ``nomflow.yml``: what may stand there, and one sentence about each."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.basics.colour import Theme
from nomflow.core.basics.errors import Fault
from nomflow.core.basics.path_pattern import match
from nomflow.core.election import choices as w
from nomflow.core.election import election as e
from nomflow.core.election.keys_people import ACCEPTANCE, ACKNOWLEDGEMENTS, ELIGIBILITY, ENDORSEMENTS, NOMINATIONS, ROLL
from nomflow.core.election.keys_shared import HANDLES, LANGUAGES, PATH, SLUG, TEXT, TEXTS, URL, Places, words
from nomflow.core.election.keys_statement import STATEMENT
from nomflow.core.election.keys_windows import WindowsShape
from nomflow.core.thread.words import LANGUAGES as COMMENT_LANGUAGES
from nomflow.core.yaml.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node

#: Capitals, too, because ``{seat}`` in a path may be a folder that is called so.
_SEAT_ID = Str(r"^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$", "a short name of letters, digits and hyphens")

SEAT = Record(
    e.Seat,
    {
        "id": Key(_SEAT_ID, "A short name that never changes.", required=True),
        "title": Key(TEXT, "What the seat is called.", required=True),
        "places": Key(Int(1, 1000), "How many people are chosen."),
        "term": Key(TEXT, "For how long, in words."),
        "reserved-for": Key(TEXT, "The group or category the seat is for."),
        "filled-by": Key(Choice(str, ("election", "appointment")), "Whether there is a vote."),
        "nominees": Key(TEXT, "Who may stand for it, in words."),
    },
)


class SeatsShape(Struct, frozen=True):
    """A number of places, or a list of seats."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode) or hasattr(node, "items"):
            return ListOf(SEAT, 1).read(node, faults)
        places = Int(1, 1000).read(node, faults)
        return None if places is None else (e.Seat("", "", places),)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [Int(1, 1000).schema(), ListOf(SEAT, 1).schema()]}


SOURCE = Choice(str, ("drand", "public-draw", "alphabetical"))

PUBLICATION = Record(
    e.PublicationRules,
    {
        "visibility": Key(words(w.Visibility), "Whether the site shows anybody before the list is final."),
        "live": Key(Bool(), "Publish the site while nominations are open. A sealed election waits for its final list."),
        "order": Key(
            OrShort(
                Record(
                    e.OrderRules,
                    {
                        "source": Key(SOURCE, "How the order comes about."),
                        "value": Key(TEXT, "The value drawn."),
                        "minutes": Key(URL, "Where the draw is recorded."),
                    },
                ),
                SOURCE,
                lambda source: e.OrderRules(str(source)),
            ),
            "The order of the list.",
        ),
        "endorsers": Key(words(w.Shown), "How endorsers appear on the page."),
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
        "uncontested": Key(words(w.Outcome), "As many nominees as places."),
        "under-contested": Key(words(w.Outcome), "Fewer nominees than places."),
        "nobody": Key(words(w.Outcome), "No nominee at all."),
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

QUESTIONS = OrShort(
    Record(
        e.QuestionRules,
        {"path": Key(PATH, "The folder they lie in, such as questions/{election}.", required=True)},
    ),
    PATH,
    lambda path: e.QuestionRules(str(path)),
)

REMINDERS = Record(
    e.ReminderRules,
    {
        "before": Key(
            ListOf(Str(r"^[1-9][0-9]{0,2} (?:hour|day|week)s?$", "a time such as 7 days, 36 hours or 1 week")),
            "How long before a deadline to remind of what is missing.",
        ),
        "by": Key(words(w.Reminding), "Whether a reminder stands in the comment that is there, or is a new one."),
        "verdict": Key(Bool(), "Whether one new comment tells the final verdict after the close."),
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
    "questions": Key(QUESTIONS, "Questions to the candidates, and where their answers lie."),
    "publication": Key(PUBLICATION, "What is published, when and in which order."),
    "reminders": Key(REMINDERS, "What people are told in time."),
    "rules": Key(MapOf(Choice(str, ("off", "tip", "must"))), "Single rules switched off, or softened to tips."),
    "comment-languages": Key(ListOf(Choice(str, COMMENT_LANGUAGES)), "Languages besides English that comments are in."),
}


def _check_election(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.Election)
    groups = (
        ("endorsements", value.endorsements.by),
        ("eligibility", value.eligibility.nominees),
        ("nominations", value.nominations.nominators),
    )
    for key, group in groups:
        if group is w.Who.ROLL and not value.roll.sources and (key != "endorsements" or value.endorsements.count):
            faults.append(
                Fault("This asks for people on the roll. Say which file holds it: roll: roll.yml", place(key))
            )

    if value.acknowledgements.request_reviews and not value.roll.sources:
        told = "Only people on the roll are asked for reviews. Say which file holds it: roll: roll.yml"
        faults.append(Fault(told, place("acknowledgements")))

    seen: set[str] = set()
    for seat in value.seats:
        if seat.id.casefold() in seen:
            faults.append(Fault(f"Two seats have the id “{seat.id}”.", place("seats")))
        seen.add(seat.id.casefold())


_LANGUAGE = Choice(str, LANGUAGES)

ELECTION = Record(e.Election, ELECTION_KEYS, _check_election)


def _check_questions(config: e.Config, place: Places, faults: list[Fault]) -> None:
    """An answer must never be taken for a statement, nor a statement for an answer."""
    for election in config.elections:
        folder = election.questions.path.replace("{election}", election.id).rstrip("/")
        if "{" in folder:
            told = f"Questions of {election.id}: only {{election}} may stand in braces here."
            faults.append(Fault(told, place("elections")))
        for other in config.elections if folder else ():
            pattern = other.statement.path
            beside = pattern.replace("{election}", other.id).rpartition("/")[0]
            places = (f"{folder}/1-x.md", f"{folder}/1-x/x.md")
            if folder == beside or any(match(pattern, path, other.id) for path in places):
                told = f"Questions of {election.id} need a folder of their own; in {folder} are statements."
                faults.append(Fault(told, place("elections")))


_COLOUR = Str(r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "a colour such as #56427a")


def _check_theme(value: object, place: Places, faults: list[Fault]) -> None:
    from nomflow.core.basics.colour import theme_faults

    assert isinstance(value, Theme)
    faults += (Fault(told, place(name.replace("_", "-"))) for name, told in theme_faults(value).items())


THEME = Record(
    Theme,
    {
        "accent": Key(_COLOUR, "Links and buttons."),
        "accent-dark": Key(_COLOUR, "The same in the dark; made from accent where it is not given."),
        "paper": Key(_COLOUR, "What everything stands on."),
        "paper-dark": Key(_COLOUR, "The same in the dark."),
    },
    _check_theme,
)


def _check_config(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.Config)
    seen: set[str] = set()
    for election in value.elections:
        if election.id in seen:
            faults.append(Fault(f"Two elections have the id “{election.id}”.", place("elections")))
        seen.add(election.id)
    _check_questions(value, place, faults)
    if value.employers.aliases or value.employers.parents:
        from nomflow.core.basics.organisations import organisations

        for name, one, other in organisations(value.employers.aliases, value.employers.parents).contradictions:
            told = f"“{name}” counts as “{one}” and as “{other}” here. Leave one of them out."
            faults.append(Fault(told, place("employers")))


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
                        "logo": Key(PATH, "Its mark: a PNG, JPEG, WebP or plain SVG file of the repository."),
                    },
                ),
                TEXT,
                lambda name: e.Organisation(str(name)),
            ),
            "Who holds the election.",
            required=True,
        ),
        "elections": Key(ListOf(ELECTION, 1, single=False), "The elections.", required=True),
        "repository": Key(
            Str(r"^(?:https?://[^/\s]+/)?[^/\s]+/[^/\s]+$", "owner/name, or the repository's whole address"),
            "The repository: owner/name on github.com, or its whole address on an Enterprise Server.",
        ),
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
                    "language": Key(_LANGUAGE, "The language of the pages that have no language in their address."),
                    "languages": Key(ListOf(_LANGUAGE, 1), "Every language the pages are made in."),
                    "theme": Key(THEME, "Colours."),
                },
            ),
            "The published page.",
        ),
        "suggest": Key(Bool(), "Whether mechanical fixes are offered as suggested changes."),
        "labels": Key(MapOf(TEXT), "Labels for states of a nomination."),
    },
    _check_config,
)
