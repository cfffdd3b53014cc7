"""The keys of ``nomflow.yml`` about nominees, endorsers, reviewers and the roll."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.time import Edge, WhenError, parse_moment
from nomflow.core.election import choices as w
from nomflow.core.election import election as e
from nomflow.core.election.keys_shared import HANDLES, PATH, TEXT, TEXTS, Places, words
from nomflow.core.election.keys_windows import DATE
from nomflow.core.thread.acts import Match
from nomflow.core.yaml.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node

STALE = OrShort(
    Record(
        e.StaleRule,
        {
            "policy": Key(words(w.Stale), "Whether an act on an earlier version of the statement still stands."),
            "percent": Key(Int(0, 100), "How many percent of the words may change before it lapses."),
        },
    ),
    words(w.Stale),
    lambda policy: e.StaleRule(w.Stale(str(policy))),
)

NOMINATIONS = Record(
    e.NominationRules,
    {
        "by": Key(ListOf(words(w.Origin), 1), "Who may open a nomination."),
        "venue": Key(words(w.Venue), "Where nominations are made."),
        "nominators": Key(words(w.Who), "Who may nominate somebody else."),
        "officers-may-nominate": Key(Bool(), "Whether an election officer may nominate somebody else."),
        "seated-may-nominate": Key(Bool(), "Whether a sitting member may nominate somebody else."),
        "per-nominator": Key(Int(), "The most people one person may nominate, 0 for no limit."),
        "seats-per-nominee": Key(Int(1, 1000), "For how many seats one person may stand."),
        "confirmations": Key(Int(0, 10), "How many officers must confirm a nomination."),
        "merge": Key(words(w.Merge), "When a nomination in order is merged."),
        "close-late": Key(Bool(), "Whether open nominations are closed after the window."),
    },
)

ACCEPTANCE = Record(
    e.AcceptanceRules,
    {
        "phrases": Key(TEXTS, "Phrases that accept, besides /accept."),
        "approval": Key(Bool(), "Whether the nominee's approving review accepts."),
        "decline-phrases": Key(TEXTS, "Phrases that decline, besides /decline."),
        "phrase-match": Key(words(Match), "How much of a line a phrase must be."),
    },
)


def _check_cap(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.EmployerCap)
    if bool(value.seats) == bool(value.share):
        faults.append(Fault("Give either seats or share.", place("seats")))


ELIGIBILITY = Record(
    e.EligibilityRules,
    {
        "nominees": Key(words(w.Who), "Who may stand."),
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
    assert isinstance(value, e.EndorsementRules)
    spoken = {w.Channel.REVIEW, w.Channel.COMMENT} & set(value.channels)
    if spoken and not value.phrases:
        faults.append(Fault("The channels review and comment need phrases to look for.", place("channels")))
    if value.phrases and not spoken:
        faults.append(Fault("Phrases are only looked for with the channel comment or review.", place("phrases")))
    if value.private_affiliations and value.affiliations:
        told = "What is private must not lie in the repository. Give it as the secret NOMFLOW_AFFILIATIONS."
        faults.append(Fault(told, place("affiliations")))


ENDORSEMENTS = Record(
    e.EndorsementRules,
    {
        "count": Key(Int(0, 100), "How many endorsements a nomination needs."),
        "by": Key(words(w.Who), "Who may endorse."),
        "channels": Key(ListOf(words(w.Channel), 1), "What counts as endorsing."),
        "phrases": Key(TEXTS, "Phrases that endorse, for the channels comment and review; * stands for anything."),
        "phrase-match": Key(words(Match), "How much of a line a phrase must be."),
        "distinct": Key(words(w.Distinct), "Whether endorsers must come from distinct employers or share no interest."),
        "nominee-counts": Key(Bool(), "Whether the nominee counts as one of them, if eligible."),
        "nominator-counts": Key(Bool(), "Whether the nominator's endorsement counts."),
        "nominator-endorses": Key(Bool(), "Whether nominating somebody is endorsing them."),
        "must-state-employer": Key(Bool(), "Whether an endorsement must name the employer."),
        "officers-may-endorse": Key(Bool(), "Whether an officer's endorsement counts."),
        "seated-may-endorse": Key(Bool(), "Whether a sitting member's endorsement counts."),
        "barred": Key(HANDLES, "People whose endorsement does not count."),
        "seated": Key(HANDLES, "The sitting members."),
        "private-affiliations": Key(Bool(), "Whether who works for whom must never be shown."),
        "affiliations": Key(PATH, "A file of the repository that says who works for whom: handle: [employer]."),
        "stale": Key(STALE, "What a change of the statement does to endorsements."),
    },
    _check_endorsements,
)


class HowMany(Struct, frozen=True):
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
        "confirm-by": Key(ListOf(words(w.Confirmation), 1), "What confirms a credit."),
        "request-reviews": Key(
            Bool(), "Whether GitHub asks credited reviewers who are on the roll for a review, each once, ten at most."
        ),
        "unconfirmed": Key(words(w.Unconfirmed), "What a credit that nobody confirmed does."),
        "approval-also-endorses": Key(Bool(), "Whether a credited reviewer's approval is an endorsement too."),
        "stale": Key(STALE, "What a change of the statement does to confirmations."),
    },
)

TEAM = Str(r"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_-]{1,100}$", "organisation/team, as in the team's address")
_FILE = Record(
    e.RollSource,
    {
        "path": Key(PATH, "The file.", required=True),
        "format": Key(Choice(str, ("auto", "list", "elekto", "json", "csv", "markdown")), "How to read it."),
        "header": Key(Choice(str, ("line", "none")), "Whether the first line of a CSV file holds the titles."),
        "id": Key(TEXT, "The column with the numeric account id, by title or number."),
        "login": Key(TEXT, "The column with the user name, by title or number."),
        "name": Key(TEXT, "The column with the name, by title or number."),
        "organisation": Key(TEXT, "The column with the employer, by title or number."),
    },
)
_TEAM = Record(e.RollSource, {"team": Key(TEAM, "A team on GitHub instead of a file.", required=True)})


class RollSourceShape(Struct, frozen=True):
    """A file, by its path alone or with more to say, or a team."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode):
            return (_TEAM if node.get("team") else _FILE).read(node, faults)
        path = PATH.read(node, faults)
        return None if path is None else e.RollSource(path)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [_FILE.schema(), _TEAM.schema(), PATH.schema()]}


def _check_roll(value: object, place: Places, faults: list[Fault]) -> None:
    assert isinstance(value, e.RollRules)
    try:
        if value.holds_from:
            parse_moment(value.holds_from, "UTC", edge=Edge.OPEN)
    except WhenError as error:
        faults.append(Fault(str(error), place("holds-from")))


_SOURCES = ListOf(RollSourceShape(), 1)
_ROLL = Record(
    e.RollRules,
    {
        "sources": Key(_SOURCES, "The files or teams that make the roll.", required=True),
        "holds-from": Key(DATE, "The date from which the roll holds."),
        "says": Key(TEXT, "Who is on it, in words."),
    },
    _check_roll,
)


class RollShape(Struct, frozen=True):
    """One source, several, or all there is to say."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode) and not (node.get("path") or node.get("team")):
            return _ROLL.read(node, faults)
        sources = _SOURCES.read(node, faults)
        return e.RollRules(sources) if isinstance(sources, tuple) else None  # type: ignore[arg-type] # of these shapes

    def schema(self) -> dict[str, object]:
        return {"anyOf": [_ROLL.schema(), _SOURCES.schema()]}


ROLL = RollShape()
