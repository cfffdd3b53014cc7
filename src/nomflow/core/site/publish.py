"""From checked nominations to what the election pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.login import login_key
from nomflow.core.basics.time import Moment, Window, WindowState, utc
from nomflow.core.election.election import Config, Election, Seat
from nomflow.core.evaluate import Conclusion, Report
from nomflow.core.freeze.draw import drand_round
from nomflow.core.freeze.frozen import Standing
from nomflow.core.freeze.state_at_close import confirmed, state_at_close
from nomflow.core.nomination.deadlines import for_everybody
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.standing import Acceptance, consent
from nomflow.core.site import site as page
from nomflow.core.site.candidate import candidate_page, gone_of
from nomflow.core.site.concluded import concluded
from nomflow.core.site.settled import settled
from nomflow.core.site.stand import how_to_stand
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot, server_of


class ListedNomination(Struct, frozen=True, kw_only=True):
    """What a list needs to know of a nomination: whether it belongs there, for which seat, in which place, and the
    page. ``page`` is ``None`` for one that is not shown. ``server`` is that of its pull request, if it has one."""

    election: str
    seat: str
    accepted: tuple[datetime, datetime, str]
    page: page.CandidatePage | None
    server: str


Nominations = Iterable[Report | ListedNomination]


def listed_nomination(report: Report) -> ListedNomination:
    """The nomination that a report is about, with the page it gets where it is shown."""
    snapshot, election = report.snapshot, report.snapshot.election
    shown = on_ballot(report) or has_left(report)
    return ListedNomination(
        election=election.id,
        seat=nominee_of(snapshot).seat if shown and len(election.seats) > 1 else "",
        accepted=_accepted(report),
        page=candidate_page(report, show_endorsers=election.publication.endorsers) if shown else None,
        server=server_of(snapshot) if snapshot.pull_request else "",
    )


def listed_alone(snapshot: Snapshot) -> ListedNomination:
    """The nomination of a statement without a pull request: people have put it there, so no rule is asked."""
    return listed_nomination(Report(snapshot, ()))


def site_of(config: Config, nominations: Nominations, now: datetime, generator: str, commit: str = "") -> page.Site:
    """The site of all elections as it stands at ``now`` (UTC)."""
    by_election: dict[str, list[ListedNomination]] = {election.id: [] for election in config.elections}
    for each in nominations:
        listed = listed_nomination(_as_it_closed(each)) if isinstance(each, Report) else each
        by_election[listed.election].append(listed)
    return page.Site(
        organisation=page.OrganisationPage(config.organisation.name, config.organisation.url),
        elections=tuple(
            election_page(config, election, by_election[election.id], now, commit) for election in config.elections
        ),
        built=now,
        base_url=config.site.url,
        generator=generator,
        theme=config.site.theme,
        language=config.site.all_languages[0],
        languages=config.site.all_languages,
    )


def election_page(
    config: Config, election: Election, nominations: Nominations, now: datetime, commit: str = ""
) -> page.ElectionPage:
    """One election without a record: its state, its dates, and its candidates, who are not final."""
    found = nominated(config, election, nominations, now, commit)
    shown = concluded(election, settled(for_everybody(election), found, now))
    if not shown.phase.final:
        return shown
    hidden = not election.publication.names_before_close
    return replace(
        found,
        phase=page.Phase.CHECKING,
        races=tuple(replace(race, hidden=hidden) for race in found.races),
        not_qualified=0,
        under_check=found.not_qualified,
    )


def nominated(
    config: Config, election: Election, nominations: Nominations, now: datetime, commit: str = ""
) -> page.ElectionPage:
    """The same before anybody has looked at how many they are, or whether that is on record."""
    history, moved = tuple(_extensions(election, now)), _times_moved(election)
    election = for_everybody(election)
    phase = phase_at(election, now)
    everybody = [listed_nomination(each) if isinstance(each, Report) else each for each in nominations]
    waiting = sum(each.page is None for each in everybody)
    return page.ElectionPage(
        id=election.id,
        title=election.title,
        phase=phase,
        races=tuple(_race(election, seat, everybody, phase, now) for seat in election.seats),
        milestones=_milestones(election, moved),
        about=election.about,
        language=config.site.all_languages[0],
        voting=_voting(election),
        help=_help(config, election),
        topics=tuple(page.ComparedTopic(topic.title, topic.headings) for topic in _topics(election)),
        not_qualified=waiting if phase.final else 0,
        stand=how_to_stand(config, election) if phase is page.Phase.OPEN else None,
        under_check=0 if phase.final else waiting,
        history=history,
        repository=page.RepositoryLink(config.repository, _address(config, everybody), commit)
        if config.repository
        else None,
    )


def _address(config: Config, everybody: Iterable[ListedNomination]) -> str:
    """Where the repository is: on the server of its pull requests, if there are any."""
    servers = (f"{each.server}/{config.repository}" for each in everybody if each.server)
    return next(servers, config.repository_url)


def on_ballot(report: Report) -> bool:
    """Whether a nomination belongs on the ballot: merged by people, or everything about it is in order.

    A statement without a pull request was put into the folder by people, too.
    """
    pull_request = report.snapshot.pull_request
    if has_left(report) or consent(report.snapshot).state is Acceptance.DECLINED:
        return False
    if pull_request is None or pull_request.state is PullRequestState.MERGED:
        return True
    return pull_request.state is PullRequestState.OPEN and report.conclusion is Conclusion.PASSED


def _as_it_closed(report: Report) -> Report:
    """Once the last window has closed, the nomination as its record will have it: merged if it is on the ballot."""
    closed, snapshot = state_at_close(report), report.snapshot
    if closed is None or snapshot.pull_request is None:
        return report
    there = confirmed(closed.entry, snapshot).standing is Standing.ON_BALLOT
    pull_request = replace(
        snapshot.pull_request, state=PullRequestState.MERGED if there else PullRequestState.CLOSED, draft=False
    )
    statement = closed.report.snapshot.statement or snapshot.statement
    return Report(replace(snapshot, pull_request=pull_request, statement=statement), report.verdicts)


def as_if_merged(report: Report) -> Report:
    """The nomination as it would be if people merged it now, as it stands."""
    snapshot, pull_request = report.snapshot, report.snapshot.pull_request
    if pull_request is None:
        return report
    merged = replace(pull_request, state=PullRequestState.MERGED, merged_at=snapshot.taken_at, draft=False)
    return Report(replace(snapshot, pull_request=merged), report.verdicts)


def has_left(report: Report) -> bool:
    """Whether somebody who could have stood withdrew or was disqualified; that stays on record."""
    return gone_of(report.snapshot) is not None


def phase_at(election: Election, now: datetime) -> page.Phase:
    """Where an election stands by its own dates."""
    windows = election.windows
    match windows.nominations.state(now):
        case WindowState.BEFORE:
            return page.Phase.SCHEDULED
        case WindowState.OPEN if windows.nominations.closes:
            return page.Phase.OPEN
    for window, before in ((windows.published, page.Phase.CHECKING), (windows.voting, page.Phase.PUBLISHED)):
        if window and window.opens and now < utc(window.opens):
            return before
    if windows.voting is None:
        return page.Phase.PUBLISHED
    return page.Phase.COUNTING if windows.voting.state(now) is WindowState.AFTER else page.Phase.VOTING


def _race(
    election: Election, seat: Seat, everybody: Iterable[ListedNomination], phase: page.Phase, now: datetime
) -> page.Race:
    alone = len(election.seats) == 1
    here = [each for each in everybody if each.page and (alone or each.seat == seat.id)]
    here.sort(key=lambda each: each.accepted)
    return page.Race(
        id="" if alone else seat.id,
        title="" if alone else seat.title,
        about=seat.nominees,
        seats=seat.places,
        term=seat.term,
        candidates=_each_once(each.page for each in here if each.page),
        order=_order(election, here, now),
        hidden=not (election.publication.names_before_close or phase.final),
    )


def _each_once(people: Iterable[page.CandidatePage]) -> tuple[page.CandidatePage, ...]:
    """Everybody once, in the place of what was accepted first and with the words of what was accepted last; those who
    stand before those who left, so that a second try after a withdrawal is shown. Two people stay two, even if their
    addresses are the same."""
    found: dict[str, page.CandidatePage] = {}
    for person in sorted(people, key=lambda each: each.gone is not None):
        key = login_key(person.handle) or (person.source.path if person.source else person.id)
        accepted = any(change.kind is page.ChangeKind.ACCEPTED for change in person.history)
        if key not in found or (accepted and not person.gone):
            found[key] = person
    return tuple(found.values())


def _order(election: Election, here: Iterable[ListedNomination], now: datetime) -> page.Order:
    """The order of the list: drawn after the close, once the value is known; as accepted before."""
    rules, closes = election.publication.order, election.windows.nominations.closes
    if rules.source == "alphabetical":
        return page.Order()
    rule = page.OrderRule(rules.source)
    number = drand_round(utc(closes)) if closes and rule is page.OrderRule.DRAND else 0
    closed = closes is None or now > utc(closes)
    if closed and rules.value:
        return page.Order(rule=rule, seed=rules.value, round=number, value_url=rules.minutes)
    told = not closed and all(each.server for each in here)
    until = page.OrderRule.AS_ACCEPTED if told else page.OrderRule.ALPHABETICAL
    return page.Order(rule=until, round=number, then=rule)


def _accepted(report: Report) -> tuple[datetime, datetime, str]:
    """What the order of acceptance goes by; those who wait for their merge come last."""
    last, pull_request = datetime.max.replace(tzinfo=UTC), report.snapshot.pull_request
    if pull_request is None:
        return last, last, report.subject
    return pull_request.merged_at or last, pull_request.created_at, report.subject


def _extensions(election: Election, now: datetime) -> Iterable[page.Change]:
    """The extensions for everybody that were decided by ``now``. One without a day of decision is told from the close
    that it moved."""
    closes = election.windows.nominations.closes
    for each in election.windows.extensions:
        moment = each.decided or closes
        if each.nominee is None and moment and utc(moment) <= now:
            yield page.Change(kind=page.ChangeKind.EXTENDED, at=utc(moment), words=each.why, by=each.by, url=each.link)


def _times_moved(election: Election) -> int:
    closes = election.windows.nominations.closes
    general = (each for each in election.windows.extensions if each.nominee is None)
    return sum(each.until.at > closes.at for each in general) if closes else 0


def _milestones(election: Election, moved: int) -> tuple[page.Milestone, ...]:
    """The dates of an election whose close of nominations was moved that often."""
    windows = election.windows
    dated: list[page.Milestone] = []

    def add(
        step: page.MilestoneKind, moment: Moment | None, title: str = "", *, deadline: bool = False, revision: int = 0
    ) -> None:
        if moment:
            dated.append(
                page.Milestone(
                    step=step, at=utc(moment), zone=moment.zone, title=title, deadline=deadline, revision=revision
                )
            )

    add(page.MilestoneKind.NOMINATIONS_OPEN, windows.nominations.opens)
    add(page.MilestoneKind.NOMINATIONS_CLOSE, windows.nominations.closes, deadline=True, revision=moved)
    for phase in windows.other:
        add(
            page.MilestoneKind.OTHER,
            phase.window.closes or phase.window.opens,
            phase.title,
            deadline=bool(phase.window.closes),
        )
    add(page.MilestoneKind.LIST_PUBLISHED, (windows.published or Window()).opens)
    add(page.MilestoneKind.VOTING_OPENS, (windows.voting or Window()).opens)
    add(page.MilestoneKind.VOTING_CLOSES, (windows.voting or Window()).closes, deadline=True)
    return tuple(sorted(dated, key=lambda milestone: milestone.at))


def _voting(election: Election) -> page.VotingNotes:
    rules, voting = election.endorsements, election.voting
    return page.VotingNotes(
        method=voting.method,
        method_note=voting.rule,
        voters=voting.voters or election.roll.says,
        where_url=voting.where,
        endorsements=rules.count,
        distinct=rules.distinct,
    )


def _help(config: Config, election: Election) -> page.Help:
    contact = config.organisation.contact
    officers = tuple(page.NamedPerson(handle=officer.removeprefix("@")) for officer in election.officers)
    if contact.startswith(("https://", "http://")):
        return page.Help(url=contact, officers=officers)
    return page.Help(email=contact if "@" in contact else "", officers=officers)


def _topics(election: Election) -> tuple[page.ComparedTopic, ...]:
    configured: Mapping[str, tuple[str, ...]] = {
        topic.title: (topic.title, *topic.headings) for topic in election.publication.compare
    } or {section.title: (section.title, *section.aliases) for section in election.statement.sections}
    return tuple(page.ComparedTopic(title, headings) for title, headings in configured.items())
