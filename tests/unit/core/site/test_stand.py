"""The prepared form: a file of the right name, with the fields and headings that the election asks for."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace

from nomflow.core.election.choices import Venue
from nomflow.core.election.defaults import completed
from nomflow.core.election.election import Config, Election, Organisation, Seat
from nomflow.core.election.statement_rules import SectionRule, StatementRules
from nomflow.core.site.stand import how_to_stand


def config(election: Election) -> Config:
    return Config(organisation=Organisation("Harbour"), elections=(election,), repository="harbour/elections")


def test_the_form_is_filled_with_what_the_election_asks_for() -> None:
    rules = StatementRules(path="elections/{election}/{handle}.md", sections=(SectionRule("What I will do"),))
    election = completed(Election(id="2026-board", title="Board", statement=rules))
    stand = how_to_stand(config(election), election)

    assert stand
    address = urlsplit(stand.forms[0].url)
    filled = parse_qs(address.query)
    assert (address.netloc, address.path) == ("github.com", "/harbour/elections/new/HEAD")
    assert filled["filename"] == ["elections/2026-board/YOUR-GITHUB-NAME.md"]
    assert stand.placeholder in filled["filename"][0]
    assert filled["value"] == [
        "---\nname: \nhandle: \naffiliation: \nsummary: \nconflicts: \n---\n\n\n## What I will do\n\n"
    ]


def test_each_seat_has_a_form_that_names_it() -> None:
    election = completed(
        Election(id="2026", title="Board", seats=(Seat(id="chair", title="Chair"), Seat(id="clerk", title="Clerk")))
    )
    stand = how_to_stand(config(election), election)

    assert stand
    assert [form.seat for form in stand.forms] == ["Chair", "Clerk"]
    assert [parse_qs(urlsplit(form.url).query)["value"][0].count("seat: ") for form in stand.forms] == [1, 1]


def test_where_nominations_are_no_files_there_is_no_form() -> None:
    election = completed(Election(id="2026", title="Board"))
    by_mail = replace(election, nominations=replace(election.nominations, venue=Venue.MAIL))

    assert how_to_stand(config(by_mail), by_mail) is None
    assert how_to_stand(replace(config(election), repository=""), election) is None
