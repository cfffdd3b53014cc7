"""What happens in a rehearsal: who is nominated when, who endorses, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha1

from msgspec import Struct

from nomflow.core.basics.path_pattern import PathMatch, path_for
from nomflow.core.basics.text import git_blob_sha
from nomflow.core.basics.time import utc
from nomflow.core.election.choices import Distinct, Origin
from nomflow.core.election.election import Config, Election, Seat
from nomflow.core.election.windows import last_close
from nomflow.core.roll.roll import Roll, make_roll
from nomflow.core.snapshot.snapshot import (
    Account,
    ChangedFile,
    Comment,
    PostedStatus,
    PullRequest,
    Review,
    ReviewState,
    Snapshot,
    Version,
)
from nomflow.core.snapshot.statement import read_statement
from nomflow.render.rehearsal.people import (
    Actor,
    candidate,
    colleague,
    electors,
    endorsing_words,
    statement_text,
    voter,
)

_MOST_SEATS, _MOST_PLACES, _MOST_DAYS = 3, 5, 60
_USUAL = timedelta(days=21)
_LATE = timedelta(minutes=7)
SERVER = "https://github.com"


class Twist(Struct, frozen=True, kw_only=True):
    """How a nomination differs from one in order: when and by whom it was opened, whether its endorsers are
    ``colleagues``, how many ``fewer`` they are, another ``path``, a text ``changed`` afterwards, and what the nominee
    ``says``, each at a share of the window."""

    opened: datetime | None = None
    by: Actor | None = None
    colleagues: bool = False
    fewer: int = 0
    path: str = ""
    changed: bool = False
    says: tuple[tuple[float, str], ...] = ()


IN_ORDER = Twist()


class Play(Struct, frozen=True, kw_only=True):
    """One nomination. ``about`` says what it shows; ``texts`` are the shares of the window and what was there then."""

    number: int
    about: str
    nominee: Actor
    seat: Seat
    author: Account
    path: str
    opened: datetime
    texts: tuple[tuple[datetime, str], ...]
    acts: tuple[tuple[datetime, Account, str], ...]


class Rehearsal(Struct, frozen=True, kw_only=True):
    """The whole of it: the nominations, who may vote, and the moments at which people look."""

    config: Config
    election: Election
    plays: tuple[Play, ...]
    voters: tuple[Actor, ...]
    moments: tuple[tuple[str, datetime], ...]
    closed: datetime


def rehearsal(config: Config, election: Election) -> Rehearsal:
    """The play of an election. Raises ``ValueError`` for one whose nominations never close."""
    window, last = election.windows.nominations, last_close(election)
    if window.closes is None or last is None:
        raise ValueError("its nominations never close, so there is no end that could be played")
    closes = utc(window.closes)
    opens = utc(window.opens) if window.opens else closes - _USUAL
    plays = tuple(_plays(election, opens, closes))
    count = max(election.endorsements.count, 1) + max(election.acknowledgements.required, 0) + 1
    colleagues = (colleague(number) for number in range(1, count + 1) if election.endorsements.count > 1)
    voters = (*(voter(number) for number in range(1, count + 1)), *colleagues, *(play.nominee for play in plays))
    end = max(last, closes)
    moments = (*_days(opens, end), ("The last hour", end - timedelta(hours=1)), ("Closed", end + timedelta(hours=1)))
    return Rehearsal(
        config=config, election=election, plays=plays, voters=voters, moments=moments, closed=moments[-1][1]
    )


def _days(opens: datetime, end: datetime) -> Iterator[tuple[str, datetime]]:
    """Noon of each day, or fewer where there are very many."""
    days = -((opens - end) // timedelta(days=1))
    for day in range(0, days, -(-days // _MOST_DAYS)):
        yield f"Day {day + 1}", opens + timedelta(days=day, hours=12)


def _plays(election: Election, opens: datetime, closes: datetime) -> Iterator[Play]:
    stage = _Stage(election, opens, closes)
    people = iter(range(1000))
    numbers = iter(range(1, 1000))
    for at, seat in enumerate(election.seats[:_MOST_SEATS]):
        for _ in range(min(seat.places, _MOST_PLACES) + (at == 0)):
            yield stage.play(next(numbers), "in order", candidate(next(people)), seat)
    for about, twist in _mishaps(election, closes):
        yield stage.play(next(numbers), about, candidate(next(people)), election.seats[0], twist)


def _mishaps(election: Election, closes: datetime) -> Iterator[tuple[str, Twist]]:
    """What goes wrong each year, as far as the election's rules know it."""
    rules = election.endorsements
    yield "opened seven minutes too late", Twist(opened=closes + _LATE)
    if Origin.OTHERS in election.nominations.by:
        yield "nominated by somebody else, and never accepts", Twist(by=voter(1))
    if rules.count > 1 and rules.distinct is not Distinct.NONE:
        yield "all endorsers have one employer", Twist(colleagues=True)
    elif rules.count:
        yield "one endorsement is missing", Twist(fewer=1)
    elsewhere = "nominees" if election.statement.path.startswith("candidates/") else "candidates"
    yield "the file is in the wrong folder", Twist(path=f"{elsewhere}/{{handle}}.md")
    yield "the text was changed after people endorsed it", Twist(changed=True)
    yield "withdraws", Twist(says=((0.6, "/withdraw"),))


class _Stage(Struct, frozen=True):
    election: Election
    opens: datetime
    closes: datetime

    def at(self, share: float) -> datetime:
        return (self.opens + (self.closes - self.opens) * share).replace(microsecond=0)

    def play(self, number: int, about: str, nominee: Actor, seat: Seat, twist: Twist = IN_ORDER) -> Play:
        """One nomination: in order, but for its twist."""
        election = self.election
        first = twist.opened or self.at(0.05 + number * 0.005)
        wanted = max(election.acknowledgements.required, 0)
        needed = election.endorsements.count
        reviewers = tuple(voter(needed + 1 + at) for at in range(wanted))
        thanked = tuple(each.login for each in reviewers) if wanted else ()
        texts = [(first, statement_text(election, seat, nominee, thanked, changed=False))]
        if twist.changed:
            texts.append((self.at(0.5), statement_text(election, seat, nominee, thanked, changed=True)))
        acts = [(self.at(0.2 + at * 0.02), each.account, "") for at, each in enumerate(reviewers)]
        for at in range(needed - twist.fewer):
            endorser = (colleague if twist.colleagues else voter)(at + 1)
            words = endorsing_words(election, endorser.employer)
            acts.append((self.at(0.3 + at * 0.02), endorser.account, words))
        officers = election.officers[: election.nominations.confirmations]
        acts += [(self.at(0.4), Account(login, None), "/nomflow confirm") for login in officers]
        acts += [(self.at(share), nominee.account, words) for share, words in twist.says]
        match = PathMatch(handle=nominee.login, seat=seat.id, name=nominee.login, email=f"{nominee.login}@example.org")
        return Play(
            number=number,
            about=about,
            nominee=nominee,
            seat=seat,
            author=twist.by.account if twist.by else nominee.account,
            path=path_for(twist.path or election.statement.path, election.id, match),
            opened=first,
            texts=tuple(texts),
            acts=tuple((max(at, first + timedelta(minutes=10)), who, words) for at, who, words in acts),
        )


def roll_of(rehearsal: Rehearsal) -> Roll | None:
    """Who may vote; ``None`` where the election has no roll."""
    sources = rehearsal.election.roll.sources
    return make_roll(electors(rehearsal.voters, sources[0].file)) if sources else None


def seen_at(rehearsal: Rehearsal, play: Play, roll: Roll | None, now: datetime) -> Snapshot | None:
    """What was known of a nomination at a time; ``None`` before it was opened."""
    if now < play.opened:
        return None
    texts = [(at, text) for at, text in play.texts if at <= now]
    blobs = [git_blob_sha(text.encode()) for _, text in texts]
    commits = [sha1(f"{play.path} {blob}".encode(), usedforsecurity=False).hexdigest() for blob in blobs]
    repository = rehearsal.config.repository_url or f"{SERVER}/example/elections"
    url = f"{repository}/pull/{play.number}"
    acts = [(at, who, words) for at, who, words in play.acts if at <= now]
    statement = read_statement(play.path, texts[-1][1].encode())
    pull_request = PullRequest(
        number=play.number,
        author=play.author,
        created_at=play.opened,
        url=url,
        title=f"Nominate {play.nominee.account.name}",
        head=commits[-1],
        files=(ChangedFile(path=play.path, blob=blobs[-1], size=len(texts[-1][1].encode())),),
        reviews=tuple(
            Review(
                id=f"{play.number}{place:02}",
                author=who,
                state=ReviewState.APPROVED,
                submitted_at=at,
                commit=commits[_then(texts, at)],
                blob=blobs[_then(texts, at)],
                url=f"{url}#pullrequestreview-{play.number}{place:02}",
            )
            for place, (at, who, words) in enumerate(acts)
            if not words
        ),
        comments=tuple(
            Comment(
                id=f"{play.number}{place:02}",
                author=who,
                body=words,
                created_at=at,
                url=f"{url}#issuecomment-{play.number}{place:02}",
            )
            for place, (at, who, words) in enumerate(acts)
            if words
        ),
        statuses=tuple(
            PostedStatus(commit=commit, state="pending", at=at + timedelta(minutes=1), blob=blob)
            for at, commit, blob in (
                *((at, commit, blob) for (at, _), commit, blob in zip(texts, commits, blobs, strict=True)),
                *((at, commits[_then(texts, at)], blobs[_then(texts, at)]) for at, _, _ in acts),
            )
        ),
        events=(),
        commits=tuple(Version(commit, blob) for commit, blob in zip(commits, blobs, strict=True)),
    )
    employers = {each.login: (each.employer,) for each in rehearsal.voters}
    return Snapshot(
        config=rehearsal.config,
        election=rehearsal.election,
        taken_at=now,
        statement=statement,
        nominee=play.nominee.account,
        pull_request=pull_request,
        roll=roll,
        affiliations=employers if rehearsal.election.endorsements.private_affiliations else {},
        versions=dict(zip(blobs[:-1], (text for _, text in texts), strict=False)),
    )


def _then(texts: list[tuple[datetime, str]], at: datetime) -> int:
    """Which of the texts stood at a time."""
    return max(sum(since <= at for since, _ in texts) - 1, 0)
