"""Nominations made up by hand for the comment: a pull request, its thread, and answers that hang on no real rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from made_reports import make_rule
from msgspec.structs import replace

from nomflow.core.basics.answer import Outcome, judged, must, passed, pending, tip
from nomflow.core.basics.place import Place
from nomflow.core.basics.time import Moment, Window
from nomflow.core.election.choices import Distinct
from nomflow.core.election.election import Config, Election, Organisation, Seat, Windows
from nomflow.core.election.people_rules import AcknowledgementRules, EndorsementRules, NominationRules
from nomflow.core.election.statement_rules import FrontMatterRules, StatementRules, default_fields
from nomflow.core.evaluate import Group, Needs, Report, Rule, evaluate
from nomflow.core.roll.reader import Elector
from nomflow.core.roll.roll import Roll, make_roll
from nomflow.core.snapshot.snapshot import Account, Comment, PullRequest, Review, ReviewState, Snapshot
from nomflow.core.snapshot.statement import read_statement

PATH = "elections/2026/ada-example.md"
NOW = datetime(2026, 7, 20, 12, 30, 5, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
URL = "https://github.com/example/elections/pull/42"
HEAD = "9f2c1e7d4b6a8350c1d2e3f4a5b6c7d8e9f0a1b2"
ADA = Account("ada-example", 7)
NOMINATOR = Account("blair-nominator", 8)

STATEMENT = """\
---
name: Ada Example
handle: ada-example
affiliation: Example Cooperative
summary: I count things.
reviewers:
  - Quill Sample (@quill-sample)
  - Rowan Stub (@rowan-stub)
---

## What I have done

I wrote to @quill-sample about #12 in [the list](https://github.com/example/other/issues/3).

## What I will do

| Year | Plan |
|:-----|:-----|
| 2027 | rest |
"""


def closes(day: int, month: int = 8) -> Window:
    """A window that closes at the end of a day of 2026, in UTC."""
    return Window(closes=Moment(datetime(2026, month, day, 23, 59, 59, tzinfo=UTC), "UTC"))


ELECTION = Election(
    id="2026",
    title="Board election 2026",
    seats=(Seat(id="board", title="Board", places=3),),
    windows=Windows(nominations=closes(1), endorsed=closes(5), reviewed=closes(5)),
    statement=StatementRules(
        path="elections/{election}/{handle}.md", front_matter=FrontMatterRules(fields=default_fields())
    ),
    endorsements=EndorsementRules(count=3, distinct=Distinct.EMPLOYERS),
    acknowledgements=AcknowledgementRules(),
    nominations=NominationRules(confirmations=2),
    officers=("olive-officer",),
)


def elector(login: str, *organisations: str, id: int | None = None) -> Elector:
    return Elector(id=id, login=login, name=login.replace("-", " ").title(), organisations=organisations)


ROLL = make_roll(
    [
        elector("avery-sample", "Example Works"),
        elector("blake-specimen", "Placeholder Labs"),
        elector("casey-mockup", "Example Works"),
        elector("emery-standin"),
        elector("quill-sample", "Sample Press"),
    ]
)


def comment(number: int, login: str, body: str, *, at: datetime = YESTERDAY, id: int | None = None) -> Comment:
    """A comment in the thread, a minute later for each number."""
    when = at + timedelta(minutes=number)
    return Comment(
        id=f"{number}", author=Account(login, id), body=body, created_at=when, url=f"{URL}#issuecomment-{number}"
    )


def review(number: int, login: str, state: ReviewState = ReviewState.APPROVED, *, at: datetime = YESTERDAY) -> Review:
    when = at + timedelta(minutes=number)
    return Review(
        id=f"{number}", author=Account(login), state=state, submitted_at=when, url=f"{URL}#pullrequestreview-{number}"
    )


THREAD = (
    comment(1, "avery-sample", "/endorse"),
    comment(2, "casey-mockup", "/endorse"),
    comment(3, "devon-fixture", "/endorse"),
    comment(4, "emery-standin", "/endorse"),
    comment(5, "ada-example", "/endorse", id=7),
    comment(6, "flynn-figment", "/nomflow explain headings"),
    comment(7, "flynn-figment", "/withdraw"),
    comment(8, "gray-figure", "/acknowlege"),
)
REVIEWS = (review(11, "quill-sample"), review(12, "blake-specimen"))


def pull_request(author: Account = ADA, **changes: object) -> PullRequest:
    made = PullRequest(
        number=42, author=author, created_at=NOW - timedelta(days=3), url=URL, title="Nominate Ada", head=HEAD
    )
    return replace(made, comments=THREAD, reviews=REVIEWS) if not changes else replace(made, **changes)


def snapshot(
    pull: PullRequest | None,
    *,
    text: str = STATEMENT,
    path: str = PATH,
    election: Election = ELECTION,
    roll: Roll = ROLL,
    now: datetime = NOW,
    contact: str = "elections@example.org",
    affiliations: dict[str, tuple[str, ...]] | None = None,
) -> Snapshot:
    """A nomination of Ada Example as it stands at ``now``."""
    config = Config(
        organisation=Organisation("Example Cooperative", contact=contact),
        elections=(election,),
        repository="example/elections",
    )
    return Snapshot(
        config=config,
        election=election,
        taken_at=now,
        statement=read_statement(path, text.encode("utf-8", "replace")),
        nominee=ADA,
        pull_request=pull,
        roll=roll,
        affiliations=affiliations or {},
    )


def report(of: Snapshot, **answers: Outcome) -> Report:
    """The answers of one made-up rule for each group; a group that is not named has passed."""
    named = {Group(name.replace("_", "-")): outcome for name, outcome in answers.items()}
    return evaluate(of, [_says(group, named.get(group, passed("Fine."))) for group in Group])


def _says(group: Group, outcome: Outcome) -> Rule:
    made = make_rule(f"rule-{group}", f"The rule about {group}", group=group)
    return replace(made, check=lambda _: outcome, needs=Needs.NOTHING)


def faults(path: str = PATH) -> Outcome:
    """Three different things to fix, five that are alike, and a tip."""
    one = must(
        "{target} leads nowhere. Write the whole address.", Place(path=path, line=13, column=40), target="/dev/peps"
    )
    alike = [must("This picture has no description.", Place(path=path, line=line)) for line in range(20, 25)]
    two = must("The front matter lacks {name}.", Place(path=path, line=1), name="conflicts")
    hint = tip("This heading is empty.", Place(path=path, line=16, column=1, end_line=17, end_column=1))
    return judged([hint, *alike, one, two], "Fine.", "{musts} to fix.")


def not_ready() -> Report:
    """Something to fix, endorsements and reviewers missing, and a thread full of comments."""
    return report(
        snapshot(pull_request()),
        statement=faults(),
        pull_request=judged(
            [must("{path} does not belong here.", Place(path="README.md"), path="README.md")], "", "Bad."
        ),
        endorsements=pending("Missing."),
        acknowledgements=pending("Missing."),
        officers=pending("Missing."),
    )
