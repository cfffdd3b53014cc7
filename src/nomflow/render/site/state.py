"""The words for where an election stands, and what a voter must know at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape
from msgspec import Struct

from nomflow.core.election.choices import ContestOutcome, Distinct
from nomflow.core.site.site import ElectionPage, Milestone, MilestoneKind, Phase, Site
from nomflow.render.site import dates, outcomes
from nomflow.render.site.links import link, safe
from nomflow.render.site.words import Catalogue


class PageState(Struct, frozen=True):
    """The state block: ``tone`` and ``sign`` say how it looks."""

    tone: str
    sign: str
    headline: Markup
    lines: tuple[Markup, ...]


class Fact(Struct, frozen=True):
    """An entry of "At a glance"; two that are ``half`` share a line."""

    label: Markup
    value: Markup
    note: Markup | None = None
    half: bool = False


class PageAction(Struct, frozen=True):
    """Something to do now. The first of several is the one to do first."""

    text: Markup
    url: str
    icon: str = ""


def state(site: Site, page: ElectionPage, words: Catalogue) -> PageState:
    """What stands in the state block. It holds until the next build: no "now", no "in three days"."""
    sign, tone = _LOOKS[page.phase]
    settled = any(race.then is not None for race in page.races)
    key = outcomes.headline(page) if settled and page.phase in _LISTED else f"state-{page.phase}"
    headline = words.text(key)
    if not page.voted or key == "state-nobody":
        sign, tone = _LOOKS[Phase.CHECKING]
    if page.phase is Phase.OPEN and (close := page.milestone(MilestoneKind.NOMINATIONS_CLOSE)):
        headline = words.text("state-open-until", at=dates.full(words, close))
    return PageState(tone, sign, headline, tuple(_lines(site, page, words)))


_LISTED = (Phase.CHECKING, Phase.PUBLISHED, Phase.VOTING)
"""The states that say whether the list is final."""

_LOOKS = {
    Phase.SCHEDULED: ("clock", "plain"),
    Phase.OPEN: ("clock", "plain"),
    Phase.CHECKING: ("clock", "plain"),
    Phase.PUBLISHED: ("check", "good"),
    Phase.VOTING: ("check", "good"),
    Phase.COUNTING: ("clock", "good"),
    Phase.RESULTS: ("check", "good"),
    Phase.POSTPONED: ("stop", "warn"),
    Phase.CANCELLED: ("stop", "warn"),
    Phase.SUPERSEDED: ("stop", "warn"),
}


def _lines(site: Site, page: ElectionPage, words: Catalogue) -> Iterator[Markup]:
    if page.notice:
        yield theirs(page, words, page.notice)
    yield from outcomes.for_the_election(page, words)
    match page.phase:
        case Phase.SCHEDULED:
            yield from _when(words, "state-scheduled-when", page.milestone(MilestoneKind.NOMINATIONS_OPEN))
        case Phase.OPEN:
            if any(race.hidden for race in page.races):
                yield words.text("state-hidden")
        case Phase.CHECKING:
            if page.under_check:
                yield words.text("state-checking-many", n=page.under_check)
            yield from _when(words, "state-checking-until", page.milestone(MilestoneKind.LIST_PUBLISHED))
        case Phase.PUBLISHED:
            opens = page.milestone(MilestoneKind.VOTING_OPENS)
            yield from _when(words, "state-published-vote", opens if opens and opens.at > site.built else None)
            if all(race.then is not ContestOutcome.EXTEND for race in page.races):
                yield words.text("state-published-rest")
        case Phase.VOTING:
            yield from _when(words, "state-voting-until", page.milestone(MilestoneKind.VOTING_CLOSES))
            yield words.text("state-no-votes-here")
        case Phase.COUNTING:
            yield from _counting(page, words)
        case Phase.RESULTS:
            yield from _result(page, words)


def _result(page: ElectionPage, words: Catalogue) -> Iterator[Markup]:
    yield from outcomes.elected(page, words)
    if page.results_note:
        yield theirs(page, words, page.results_note)
    yield words.text("state-results-kept")


def _counting(page: ElectionPage, words: Catalogue) -> Iterator[Markup]:
    if closed := page.milestone(MilestoneKind.VOTING_CLOSES):
        day = dates.local_day(words, closed, "full")
        yield words.text("state-counting-since", at=dates.stamped(closed.at, day))
    result = page.milestone(MilestoneKind.RESULTS)
    yield from _when(words, "state-counting-results", result) if result else (words.text("state-counting-rest"),)


def _when(words: Catalogue, key: str, milestone: Milestone | None) -> Iterator[Markup]:
    if milestone:
        yield words.text(key, at=dates.full(words, milestone))


def actions(page: ElectionPage, words: Catalogue, *, standing: int, compare: bool) -> tuple[PageAction, ...]:
    """What a reader can do in this state, first what the state is for; ``standing`` people are on the list."""
    return tuple(_actions(page, words, standing, compare=compare))


def _actions(page: ElectionPage, words: Catalogue, standing: int, *, compare: bool) -> Iterator[PageAction]:
    if safe(leads := _leads(page)):
        yield PageAction(words.text(f"do-{page.phase}"), leads)
    if page.phase is Phase.OPEN and page.stand:
        yield PageAction(words.text("do-stand"), "#stand")
    if standing:
        yield PageAction(words.text("do-read", n=standing), "all/", "print")
    if compare:
        yield PageAction(words.text("compare-action"), "compare/", "compare")
    if page.milestones and not standing and not page.phase.over and page.phase is not Phase.OPEN:
        yield PageAction(words.text("dates-calendar"), "dates.ics")


def _leads(page: ElectionPage) -> str:
    """Where the action leads that a state is for."""
    match page.phase:
        case Phase.VOTING:
            return page.voting.where_url if page.voted else ""
        case Phase.RESULTS:
            return page.results_url
        case Phase.POSTPONED | Phase.CANCELLED | Phase.SUPERSEDED:
            return page.successor_url
    return ""


def eyebrow(site: Site, page: ElectionPage, words: Catalogue) -> Markup:
    """The state in a few words, and what comes next."""
    phase = words.text(f"phase-{page.phase}")
    usual = (milestone for milestone in page.milestones if milestone.step is not MilestoneKind.OTHER)
    following = dates.next_step(usual, site.built)
    if following is None or page.phase.over:
        return phase
    return words.text(
        "eyebrow-next",
        phase=phase,
        next=dates.title(words, following, past=False),
        date=dates.stamped(following.at, dates.local_day(words, following, "day-month")),
    )


def vote_window(page: ElectionPage, words: Catalogue) -> Markup | None:
    """The days on which people can vote."""
    opens, closes = page.milestone(MilestoneKind.VOTING_OPENS), page.milestone(MilestoneKind.VOTING_CLOSES)
    if not closes:
        return dates.full(words, opens) if opens else None
    last = dates.stamped(closes.at, dates.local_day(words, closes, "long"))
    if not opens:
        return dates.full(words, closes)
    same_year = opens.at.year == closes.at.year
    first = dates.local_day(words, opens, "day-month" if same_year else "long")
    return words.text("fact-vote-window", opens=dates.stamped(opens.at, first), closes=last)


def facts(page: ElectionPage, words: Catalogue) -> Iterator[Fact]:
    """Everything for "At a glance" that this election has."""
    voting = page.voting
    if window := vote_window(page, words):
        yield Fact(words.text("fact-vote"), window, _window_note(page, words))
    yield from _seats(page, words)
    if page.voted:
        yield from _of_the_vote(page, words)
    if voting.endorsements and (page.voted or any(race.then is ContestOutcome.EXTEND for race in page.races)):
        note = None if voting.distinct is Distinct.NONE else words.text(f"rule-{voting.distinct}")
        yield Fact(words.text("fact-rule"), words.text("rule-endorsements", n=voting.endorsements), note)


def _of_the_vote(page: ElectionPage, words: Catalogue) -> Iterator[Fact]:
    voting = page.voting
    if voting.method:
        yield Fact(
            words.text("fact-method"),
            theirs(page, words, voting.method),
            theirs(page, words, voting.method_note) if voting.method_note else None,
            half=True,
        )
    if voting.voters or voting.roll_url:
        yield Fact(words.text("fact-voters"), *_voters(page, words))
    if voting.where:
        where = theirs(page, words, voting.where)
        where = link(voting.where_url, where) if voting.where_url else where
        yield Fact(words.text("fact-where"), where)


def _window_note(page: ElectionPage, words: Catalogue) -> Markup | None:
    closes = page.milestone(MilestoneKind.VOTING_CLOSES)
    if not closes or not page.milestone(MilestoneKind.VOTING_OPENS):
        return None
    if closes.zone != "AoE":
        return dates.moment(words, closes.at, "day-month")
    return words.text("fact-vote-aoe", utc=dates.moment(words, closes.at, "day-month"))


def _seats(page: ElectionPage, words: Catalogue) -> Iterator[Fact]:
    if len(page.races) != 1:
        yield Fact(words.text("fact-seats"), escape(words.number(sum(race.seats for race in page.races))), half=True)
        return
    race = page.races[0]
    value = escape(words.number(race.seats))
    if race.seats_in_all:
        value = words.text("fact-seats-of", n=race.seats, all=race.seats_in_all)
    yield Fact(words.text("fact-seats"), value, theirs(page, words, race.term) if race.term else None, half=True)


def _voters(page: ElectionPage, words: Catalogue) -> tuple[Markup, Markup | None]:
    voting = page.voting
    notes = []
    if voting.voters and voting.roll_url:
        notes.append(link(voting.roll_url, words.text("fact-roll")))
    if voting.exceptions_url:
        until = voting.exceptions_until
        ask = link(voting.exceptions_url, words.text("fact-exceptions"))
        notes.append(ask + " " + words.text("fact-exceptions-until", at=dates.stamp(words, until)) if until else ask)
    value = theirs(page, words, voting.voters) if voting.voters else link(voting.roll_url, words.text("fact-roll"))
    return value, Markup("<br>").join(notes) if notes else None


def theirs(page: ElectionPage, words: Catalogue, text: str) -> Markup:
    """Words of the organisation, in their own language and in whatever direction they run."""
    return Markup("<bdi{}>{}</bdi>").format(words.marked(page.language), text)
