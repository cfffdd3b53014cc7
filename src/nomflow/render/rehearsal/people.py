"""People who do not exist, and what they write."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.election.choices import Channel, FieldKind
from nomflow.core.election.election import Election, Seat
from nomflow.core.election.statement_rules import Field
from nomflow.core.roll.reader import Elector
from nomflow.core.site.stand import statement_template
from nomflow.core.snapshot.snapshot import Account

_FIRST = (
    *("Bo", "Cleo", "Dara", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kaya", "Lea", "Milo", "Nia"),
    *("Oki", "Pia", "Quin", "Rua", "Sol", "Tao", "Uma", "Vik", "Wren", "Xenia", "Yan", "Zoe"),
)
_COMPANIES = (
    *("Aldervale", "Birchmoor", "Cinderford", "Dunlark", "Elmhaven", "Fernhollow", "Gorseland", "Heatherby"),
    *("Ivyside", "Juniper Quay", "Kestrel Row", "Lindenwick", "Mossgate", "Nettlecombe", "Oakspan", "Pinecrest"),
    *("Quillmere", "Rowanfield", "Sedgebrook", "Thornbury", "Ulverwood", "Violetdale", "Willowmarsh", "Yarrowton"),
)
_SENTENCE = "This paragraph is part of a rehearsal, and {name} does not exist."
_CHANGED = "Everything here is new: {name} wrote the whole text again after people had endorsed it."


class Actor(Struct, frozen=True):
    """Somebody made up: ``candidate`` or ``voter``."""

    account: Account
    employer: str

    @property
    def login(self) -> str:
        return self.account.login


def candidate(number: int) -> Actor:
    """The candidate with this number, from 0."""
    name = f"{_FIRST[number % len(_FIRST)]} Sample{f' {number // len(_FIRST) + 1}' if number >= len(_FIRST) else ''}"
    return Actor(Account(name.lower().replace(" ", "-"), 900_000 + number, name=name), "Independent")


def voter(number: int) -> Actor:
    """The voter with this number, from 1; each works for somebody else, as far as there are companies."""
    company = _COMPANIES[(number - 1) % len(_COMPANIES)]
    return Actor(Account(f"voter-{number}", 910_000 + number, name=f"Voter {number}"), company)


def colleague(number: int) -> Actor:
    """A voter who works where all colleagues do."""
    return Actor(Account(f"colleague-{number}", 920_000 + number, name=f"Colleague {number}"), _COMPANIES[0])


def electors(actors: tuple[Actor, ...], source: str) -> tuple[Elector, ...]:
    """A roll of them."""
    return tuple(
        Elector(login=each.login, name=each.account.name, organisations=(each.employer,), source=source, line=line)
        for line, each in enumerate(actors, 1)
    )


def statement_text(election: Election, seat: Seat, actor: Actor, reviewers: tuple[str, ...], *, changed: bool) -> str:
    """A statement by the election's own rules; ``changed`` is another text of the same form."""
    several = len(election.seats) > 1
    text = statement_template(election, seat.id if several else "")
    fields = election.statement.front_matter.fields
    for name, field in fields.items():
        text = text.replace(f"\n{name}: \n", f"\n{name}: {_value(name, field, actor)}\n")
    if reviewers:
        thanked = f"reviewers: [{', '.join(reviewers)}]"
        text = text.replace("\nhandle:", f"\n{thanked}\nhandle:", 1)
    said = (_CHANGED if changed else _SENTENCE).format(name=actor.account.name)
    rules = election.statement
    longest = max(rules.words.minimum, *(each.words.minimum for each in rules.sections), 1)
    body = "\n\n".join([said] * -(-longest // len(said.split())))
    titles = [section.title for section in rules.sections]
    for title in titles:
        text = text.replace(f"## {title}\n\n", f"## {title}\n\n{body}\n\n", 1)
    return text if titles else f"{text}{body}\n"


def _value(name: str, field: Field, actor: Actor) -> str:
    if field.choices:
        return field.choices[0]
    known = {"name": actor.account.name, "handle": actor.login, "affiliation": actor.employer, "conflicts": "none"}
    by_kind = {
        FieldKind.HANDLE: actor.login,
        FieldKind.URL: "https://example.org",
        FieldKind.EMAIL: f"{actor.login}@example.org",
        FieldKind.LIST: "none",
    }
    return known.get(name) or by_kind.get(field.kind) or ("Made up" + "." * (name == "summary"))


def endorsing_words(election: Election, employer: str) -> str:
    """What an endorser writes in this election; empty where only an approving review endorses."""
    rules = election.endorsements
    if Channel.COMMAND in rules.channels:
        return f"/endorse employer: {employer}"
    if rules.phrases:
        return f"{rules.phrases[0].replace('*', 'hereby')}, employer: {employer}"
    return ""
