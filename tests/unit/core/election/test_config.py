"""An officer writes nomflow.yml; the loader and the editor's JSON Schema agree about it."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nomflow.core.basics.errors import ConfigError
from nomflow.core.basics.time import describe
from nomflow.core.election.choices import Channel, Distinct, Stale
from nomflow.core.election.election import Config, Election
from nomflow.core.election.keys import CONFIG
from nomflow.core.election.load import json_schema, load
from nomflow.core.yaml.shape import SHORT

SMALLEST = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 3
    windows:
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
    endorsements: {count: 2}
    roll: roll.yml
    officers: [ada-example]
"""
PRESETS = {"village": "seats: 5\nendorsements:\n  count: 4\n  distinct: employers\nroll: people.csv\n"}
VALIDATOR = Draft202012Validator(json_schema())


def loaded(text: str) -> Config:
    return load(text, "nomflow.yml", PRESETS.get, tuple(PRESETS))


def faults(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        loaded(text)
    return str(caught.value).splitlines()


def test_ten_lines_are_enough() -> None:
    config = loaded(SMALLEST)
    election = config.elections[0]
    assert len(SMALLEST.splitlines()) == 10
    assert election.seats[0].places == 3
    assert election.windows.nominations.closes is not None
    assert "end of day Anywhere on Earth" in describe(election.windows.nominations.closes)
    assert election.statement.front_matter.fields["name"].required
    assert election.endorsements.channels == (Channel.APPROVAL, Channel.COMMAND)


def test_every_fault_is_told_at_once_with_its_place() -> None:
    told = faults(SMALLEST.replace("count: 2", "count: three").replace("seats:", "seat:").replace("title:", "tilte:"))
    assert any(line.startswith("nomflow.yml:4:5:") and "Did you mean “title”?" in line for line in told)
    assert any(line.startswith("nomflow.yml:5:5:") and "Did you mean “seats”?" in line for line in told)
    assert any(line.startswith("nomflow.yml:8:27:") and "three" in line for line in told)
    assert any("The key “title” is missing" in line for line in told)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2026-07-31}", "2026-07-32}", "There is no 2026-07-32"),
        ("2026-07-31}", "2026-06-30}", "closes"),
        ("windows:", "windows:\n      zone: PST", "America/Los_Angeles"),
        ("id: 2026-board", "id: Board", "lower-case"),
        ("{count: 2}", "{count: 2, channels: [comment]}", "phrases"),
        ("roll: roll.yml", "roll: ../secret", "path"),
        ("roll: roll.yml", "roll: /etc/passwd", "path inside the repository"),
        ("roll: roll.yml", "roll: {team: voters}", "organisation/team"),
        ("roll: roll.yml", "roll: {team: acme/voters, path: roll.yml}", "There is no key “path” here"),
        ("officers: [ada-example]", "officers: [ada example]", "GitHub user name"),
        ("    seats: 3", "    seats: 3\n    statement: {path: 'a/{handel}.md'}", "There is no {handel}"),
        ("    seats: 3", "    seats: 3\n    rules: {links: maybe}", "off, tip, must"),
        ("    roll: roll.yml\n", "", "roll"),
        ("    seats: 3", "    seats: [{id: TC, title: A}, {id: tc, title: B}]", "Two seats have the id “tc”"),
    ],
)
def test_a_mistake_is_named(before: str, after: str, said: str) -> None:
    assert any(said in line for line in faults(SMALLEST.replace(before, after)))


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("acme/elections", "https://github.com/acme/elections"),
        ("https://github.com/acme/elections", "https://github.com/acme/elections"),
        ("https://git.example.org/acme/elections", "https://git.example.org/acme/elections"),
    ],
)
def test_a_repository_is_on_github_com_unless_its_address_says_otherwise(written: str, url: str) -> None:
    config = loaded(f"repository: {written}\n{SMALLEST}")
    assert (config.repository, config.repository_url) == ("acme/elections", url)


@pytest.mark.parametrize("written", ["acme", "https://github.com/acme", "acme/a/b", "ftp://github.com/acme/a"])
def test_what_is_no_repository_is_named(written: str) -> None:
    assert any("owner/name" in line for line in faults(f"repository: {written}\n{SMALLEST}"))


@pytest.mark.parametrize(
    "written", ["{team: acme/voters}", "[{team: acme/voters}]", "{sources: [{team: acme/voters}]}"]
)
def test_a_team_may_be_the_roll(written: str) -> None:
    config = loaded(SMALLEST.replace("roll: roll.yml", f"roll: {written}"))
    assert [(each.team, each.path) for each in config.elections[0].roll.sources] == [("acme/voters", "")]


def test_one_zone_that_cannot_be_meant_is_told_once() -> None:
    assert len(faults(SMALLEST.replace("windows:", "windows:\n      zone: Atlantis"))) == 1


def test_words_stay_what_was_typed() -> None:
    config = loaded(SMALLEST.replace("title: Board election 2026", "title: 012").replace("ada-example", "no"))
    assert config.elections[0].title == "012"
    assert config.elections[0].officers == ("no",)


def test_a_preset_lies_under_the_election_own_keys() -> None:
    text = (
        "organisation: X\nelections:\n  - id: a\n    title: A\n    "
        "windows: {nominations: {closes: 2026-07-31}}\n    extends: village\n    endorsements: {count: 1}\n"
    )
    election = loaded(text).elections[0]
    assert (election.seats[0].places, election.endorsements.count) == (5, 1)
    assert election.endorsements.distinct is Distinct.EMPLOYERS
    assert any("Did you mean “village”?" in line for line in faults(text.replace("village", "vilage")))


def test_front_matter_fields_start_from_the_usual_ones() -> None:
    front = "    statement: {front-matter: {fields: {conflicts: required, photo: off, chat: {maximum: 9}}}}\n"
    fields = loaded(SMALLEST + front).elections[0].statement.front_matter.fields
    assert fields["conflicts"].required
    assert fields["conflicts"].aliases
    assert "photo" not in fields
    assert fields["chat"].maximum == 9


def test_staleness_has_a_short_form() -> None:
    text = SMALLEST.replace("{count: 2}", "{count: 2, stale: exact}")
    assert loaded(text).elections[0].endorsements.stale.policy is Stale.EXACT


def test_two_elections_cannot_share_an_id() -> None:
    again = "".join(f"{line}\n" for line in SMALLEST.splitlines()[2:])
    assert any("Two elections" in line for line in faults(SMALLEST + again))


@pytest.mark.parametrize(
    ("employers", "contradictory"),
    [
        ("{aliases: {Northwind: [NW, NWC]}}", False),
        ("{aliases: {Northwind: [NW], Cobalt: [nw inc]}}", True),
        ("{aliases: {Northwind: [NW]}, parents: {Cobalt: Northwind}}", False),
        ("{parents: {Cobalt: Northwind}, aliases: {Dunes: [Cobalt]}}", False),
    ],
)
def test_one_name_cannot_mean_two_employers(employers: str, contradictory: bool) -> None:
    text = (
        f"organisation: X\nelections: [{{id: a, title: A"
        f", windows: {{nominations: {{closes: 2026-07-31}}}}}}]\nemployers: {employers}\n"
    )
    if not contradictory:
        loaded(text)  # without a fault
        return
    assert faults(text) == ["nomflow.yml:3:12: “nw” counts as “cobalt” and as “northwind” here. Leave one of them out."]


def test_asking_for_the_roll_needs_one() -> None:
    for rules in ("endorsements: {count: 1}", "eligibility: {nominees: roll}", "nominations: {nominators: roll}"):
        text = (
            f"organisation: X\nelections:\n  - id: a\n    title: A\n    "
            f"windows: {{nominations: {{closes: 2026-07-31}}}}\n    {rules}\n"
        )
        assert "Say which file holds it" in faults(text)[0]


def structural(document: object) -> bool:
    """Whether the loader's shapes take a document that was written as JSON, which is YAML too."""
    from nomflow.core.yaml.tree import parse

    tree = parse(json.dumps(document), "nomflow.yml")
    found: list[object] = []
    assert tree.root is not None
    CONFIG.read(tree.root, found)  # type: ignore[arg-type]  # any list will do to note faults
    return not found


def samples(schema: dict[str, object]) -> st.SearchStrategy[object]:
    """Values near a schema: mostly right, sometimes wrong."""
    wrong = st.sampled_from(["surprise", 7, -1, True, [], {}, ["x"], {"x": "y"}, ""])
    near = right(schema)
    return st.sampled_from((near, near, near, wrong)).flatmap(lambda chosen: chosen)


def right(schema: dict[str, object]) -> st.SearchStrategy[object]:
    match schema:
        case {"anyOf": list(options)}:
            return st.one_of([samples(option) for option in options])
        case {"const": value}:
            return st.just(value)
        case {"enum": list(values)}:
            return st.sampled_from(values)
        case {"type": "integer"}:
            return st.integers(-1, 1001)
        case {"type": "boolean"}:
            return st.booleans()
        case {"type": "array", "items": dict(items)}:
            return st.lists(samples(items), max_size=2)
        case {"type": "object", "properties": dict(properties)}:
            optional = {name: samples(value) for name, value in properties.items()}
            return st.fixed_dictionaries({}, optional=optional)
        case {"type": "object", "additionalProperties": dict(value)}:
            return st.dictionaries(st.sampled_from(["a", "links"]), samples(value), max_size=2)
    return st.sampled_from(
        ["a", "2026-board", "a/b.md", "https://a.example", "o/r", "2026-07-01", "1/3", "ada", "Ein Wort", "A B", 5]
    )


KEYS = SHORT[Election].schema()["properties"]
assert isinstance(KEYS, dict)
SAMPLES = {key: samples(schema) for key, schema in KEYS.items()}


BEYOND = (
    "request-reviews",
    "employer-cap",
    "holds-from",
    "opens",
    "closes",
    "until",
    "zone",
    "channels",
    "phrases",
    "count",
    "nominators",
    "nominees",
    "share",
    "seats",
    "path",
)


@given(st.data())
def test_the_editor_and_the_loader_agree(data: st.DataObject) -> None:
    """Dates and facts across keys are beyond a JSON Schema: where only those are wrong, the loader knows better."""
    key = data.draw(st.sampled_from(sorted(SAMPLES)))
    value = data.draw(SAMPLES[key])
    election = {"id": "a", "title": "A", key: value}
    document = {"organisation": "X", "elections": [election]}
    if not VALIDATOR.is_valid(document):
        assert not structural(document)
    elif not structural(document):
        assert any(word in json.dumps(election) for word in BEYOND)


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ('accent: "#0A5C5F", paper-dark: "#101716"', ""),
        ("accent: red", "4:24: Expected a colour such as #56427a"),
        ('ink: "#000000"', "4:16: "),
        ('accent: "#eee"', "4:24: #eeeeee on #faf8f3 has a contrast of 1.1; links need 4.5. The nearest that"),
        ('paper-dark: "#777777"', "4:28: Text on #777777 would have a contrast of"),
    ],
)
def test_colours_that_nobody_could_read_are_refused(theme: str, told: str) -> None:
    text = (
        f"organisation: A\nelections:\n  - {{id: x, title: X"
        f", windows: {{nominations: {{closes: 2026-07-31}}}}}}\nsite: {{theme: {{{theme}}}}}\n"
    )
    with pytest.raises(ConfigError) if told else nullcontext() as caught:
        loaded(text)
    assert f"nomflow.yml:{told}" in str(caught.value) if caught else not told


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("", "nomflow.yml:3:5: The key “windows” is missing: Openings and deadlines, such as `nominations: {opens: "),
        ("    windows: {zone: UTC}\n", "nomflow.yml:5:14: The key “nominations” is missing: When nominations may be"),
        ("    windows: {nominations: {opens: 2026-07-01}}\n", "nomflow.yml:5:28: The key “closes” is missing: When it"),
        ("    extends: dated\n", "nomflow.yml:3:5: The key “windows” is missing: Openings and deadlines, such as"),
    ],
)
def test_without_dates_of_nominations_it_says_what_to_write_and_where(typed: str, place: str) -> None:
    text = f"organisation: X\nelections:\n  - id: a\n    title: A\n{typed}"
    with pytest.raises(ConfigError) as caught:
        load(text, "nomflow.yml", {"dated": "windows: {voting: {opens: 2026-09-01}}\n"}.get)
    assert str(caught.value).startswith(place)
