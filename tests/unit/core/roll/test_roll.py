from __future__ import annotations

import json
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.election.election import RollSource
from nomflow.core.roll.entry import is_login, read_entry, without_bullet
from nomflow.core.roll.roll import (
    Elector,
    MatchKind,
    Roll,
    RollPart,
    Unavailable,
    find,
    join,
    make_roll,
    parse_roll,
    told_of_roll,
)


def read(text: str, path: str, **source: str) -> RollPart:
    return parse_roll(text, path, RollSource(path=path, **source))


def logins(part: RollPart) -> list[str]:
    return [elector.login for elector in part.electors]


def places(part: RollPart) -> list[tuple[int, int]]:
    return [(fault.place.line, fault.place.column) for fault in part.faults]


# Reading


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("roll.txt", "ada\n@bob\n\n# those from last year\ncyd-e  # joined late\n"),
        ("roll.txt", "\ufeffada\r\n- bob\r\n* @cyd-e"),
        ("roll.yml", "- ada\n- '@bob'\n- cyd-e # late\n"),
        ("voters.yaml", "---\n# 2031\neligible_voters:\n  - ada\n  - bob\n  - cyd-e\n"),
        ("voters.yaml", "title: Voters\neligible_voters:\n- ada\n- bob\n- cyd-e\nothers: [dan]\n"),
        ("voters.yaml", "members:\n- login: ada\n- handle: '@bob'\n- GitHub: cyd-e\n"),
        ("roll.json", '["ada", "@bob",\n "cyd-e"]'),
        ("roll.json", '{"title": "x", "eligible_voters": ["ada", "bob", "cyd-e"]}'),
        ("roll.json", '[{"login": "ada"}, {"github": "bob"}, {"username": "cyd-e"}]'),
        ("roll.csv", "login\nada\nbob\n\ncyd-e\n"),
        ("roll.csv", "Name;GitHub username\nAda;ada\nBob;@bob\nCyd;cyd-e\n"),
        ("roll.tsv", "login\tname\nada\tAda\nbob\tBob, the one\ncyd-e\t\n"),
        ("VOTERS.md", "# Voters\n\n- ada\n* @bob\n1. [Cyd](https://github.com/cyd-e)\n"),
        ("VOTERS.md", "Who votes:\n\n- `ada`\n- Bob (@bob)\n- Cyd E. ([cyd-e](https://github.com/cyd-e/))\n"),
        (
            "VOTERS.md",
            "| GitHub | Name |\n|---|:-:|\n| @ada | Ada |\n| [bob](https://github.com/bob) | |\n| cyd-e | C |\n",
        ),
        ("roll.txt", "github.com/ada\nhttps://github.com/bob/\n<https://www.github.com/cyd-e?tab=stars>\n"),
        ("roll.txt", "// who votes\n+ ada\n• @bob, @cyd-e\n"),
        ("roll.txt", "ada, bob, cyd-e\n"),
        ("roll.yml", "- ada: Ada Example\n- bob: Bob\n- '@cyd-e - Cyd'\n"),
        ("roll.json", '["Ada (@ada)", "https://github.com/bob", "Cyd <cyd-e>"]'),
        ("roll.csv", "ada\nbob\ncyd-e\n"),
        ("roll.csv", "login,name\n@ada,Ada\nhttps://github.com/bob,Bob\n[Cyd](https://github.com/cyd-e),Cyd\n"),
        ("VOTERS.md", "GitHub | Name\n--- | ---\nada | Ada\n@bob | Bob\ncyd-e | Cyd\n"),
        (
            "VOTERS.md",
            "| Name | Works for |\n|---|---|\n"
            + "".join(f"| [{each}](https://github.com/{each}) | X |\n" for each in ("ada", "bob", "cyd-e")),
        ),
        ("VOTERS.md", "# Voters\n\n@ada<br>\n@bob\\\n[Cyd](https://github.com/cyd-e)\n"),
        ("VOTERS.md", "- ada\n<!-- - eve\n- eve --> \n```\n- eve\n```\n- bob\n- cyd-e <!-- late -->\n"),
    ],
)
def test_a_roll_is_read_in_the_form_in_which_it_is_kept(path: str, text: str) -> None:
    part = read(text, path)
    assert logins(part) == ["ada", "bob", "cyd-e"]
    assert part.faults == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("eligible.csv", "githubId,githubUsername,email\n12,ada,a@example.org\n345,,\n"),
        ("voters.json", '{"a@example.org": 12,\n "b@example.org": "345"}'),
        ("voters.json", "[12, 345]"),
        ("voters.yml", "- id: 12\n  login: ada\n- id: 345\n"),
    ],
)
def test_account_numbers_are_read(path: str, text: str) -> None:
    part = read(text, path)
    assert [elector.id for elector in part.electors] == [12, 345]
    assert part.faults == ()


def test_every_elector_knows_where_it_is_written_and_for_whom_it_works() -> None:
    part = read(
        'id,who,full name,org\n7,ada,"Ada\nB.",Acme; Beta\n8,bob,Bob,\n', "r.csv", login="who", organisation="Org"
    )
    assert part.electors == (
        Elector(id=7, login="ada", name="Ada\nB.", organisations=("Acme", "Beta"), source="r.csv", line=2),
        Elector(id=8, login="bob", name="Bob", organisations=(), source="r.csv", line=4),
    )


def test_organisations_may_be_a_list() -> None:
    assert read("- {login: ada, employer: [Acme, Beta]}", "r.yml").electors[0].organisations == ("Acme", "Beta")
    assert read('[{"login": "ada", "employer": ["Acme", "Beta"]}]', "r.json").electors[0].organisations == (
        "Acme",
        "Beta",
    )


@pytest.mark.parametrize(
    ("path", "text", "electors", "where"),
    [
        ("roll.txt", "ada\nAda Example\nbob", 2, [(2, 1)]),
        ("roll.txt", "ada\nada@example.org", 1, [(2, 1)]),
        ("roll.txt", "ada\n" + "x" * 40, 1, [(2, 1)]),
        ("roll.yml", "- ada\n-   Ada Example\n- [x]\n", 1, [(2, 5), (3, 3)]),
        ("roll.json", '["ada", null,\n  true, "b c"]', 1, [(1, 9), (2, 3), (2, 9)]),
        ("voters.json", '{"a@example.org": 12,\n "b@example.org": "asked not to be"}', 1, [(2, 2)]),
        ("voters.json", '{"a@example.org": 12,\n "a@example.org": 13}', 2, [(2, 2)]),
        ("roll.csv", "id,login\n12,ada\n1x,bob\n13\n,\n14,b c\n", 2, [(3, 1), (4, 1), (6, 1)]),
        ("roll.csv", "id,login,name\n12,ada,\n,,Bob\n", 1, [(3, 1)]),
        ("VOTERS.md", "- 2031-08-02 - three added by [Eve](https://github.com/eve)\n- ada\n", 1, [(1, 1)]),
        ("VOTERS.md", "- ada\n- See [this](https://github.com/acme/repo/issues/1)\n", 1, [(2, 1)]),
        ("VOTERS.md", "- ada\n\n| Name |\n|---|\n| Bob |\n\n| x |\n", 1, [(3, 1), (7, 1)]),
        ("VOTERS.md", "- ada\n- \tBob Example\t : \tWorks\n- @acme/voters\n", 1, [(2, 1), (3, 1)]),
    ],
)
def test_an_entry_that_names_nobody_is_told_with_its_place(
    path: str, text: str, electors: int, where: list[tuple[int, int]]
) -> None:
    part = read(text, path)
    assert len(part.electors) == electors
    assert places(part) == where


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("roll.txt", "", 1),
        ("roll.txt", "# nobody yet\n", 1),
        ("roll.yml", "- ada\n- [bob\n", 2),
        ("roll.yml", "eligible_voters: soon\n", 1),
        ("roll.yml", "a: [ada]\nb: [bob]\n", 1),
        ("roll.json", '["ada",\n "bob"', 2),
        ("roll.json", '["ada"]\n!', 2),
        ("roll.json", '{"a": 1,\n 2: 3}', 2),
        ("roll.json", '"ada"', 1),
        ("roll.json", '["ada",\n' + "[" * 100_000, 2),
        ("roll.csv", 'login,name\nada,Ada\nbob,"Bob\ncyd,Cyd\n', 3),
        ("roll.csv", "name,organisation\nAda,Acme\n", 1),
        ("roll.csv", "login\n", 1),
        ("roll.txt", "12\n345\n", 1),
        ("roll.yml", "- 12\n- 345\n", 1),
    ],
)
def test_a_roll_that_cannot_be_relied_on_has_no_electors_and_is_unavailable(path: str, text: str, line: int) -> None:
    part = read(text, path)
    assert part.electors == ()
    assert line in [at for at, _ in places(part)]
    whole = join([part])
    assert isinstance(whole, Unavailable)
    assert path in whole.why


def test_a_column_that_the_configuration_names_must_be_there() -> None:
    part = read("login,firm\nada,Acme\n", "r.csv", organisation="company")
    assert part.electors == ()
    assert "company" in part.faults[0].message
    assert "firm" in part.faults[0].message


def test_a_login_of_digits_among_others_is_a_login() -> None:
    assert logins(read("- '249043822'\n- ada\n", "r.yml")) == ["249043822", "ada"]
    assert logins(read("- '12'\n", "r.yml")) == ["12"]


@pytest.mark.parametrize(
    ("line", "logins"),
    [
        ("- @ha-example - Ha Example", "ha-example"),
        ("github.com/acme/x", ""),
        ("github.com/ha-example/ha-example", "ha-example"),
        ("github.com/ha-example", "ha-example"),
        ("https://github.com/ha-example/", "ha-example"),
        ("<https://github.com/ha-example>", "ha-example"),
        ("https://www.github.com/ha-example?tab=repositories", "ha-example"),
        ("[Ha Example](https://github.com/ha-example)", "ha-example"),
        ("* [@ha-example](https://github.com/ha-example): Example Works", "ha-example"),
        ("Ha Example <ha-example>", "ha-example"),
        ("Ha Example <@ha-example>", "ha-example"),
        ("Ha Example <ha@example.org>", ""),
        ("Ha Example <ha@example.org> @ha-example", "ha-example"),
        ("Ha Example (@ha-example)", "ha-example"),
        ("Ha Example (ha-example)", "ha-example"),
        ("Ha Example (Example Works)", ""),
        ("1. Ha Example — @ha-example", "ha-example"),
        ("- [x] @ha-example", "ha-example"),
        ("@ha-example, Example Works", "ha-example"),
        ("@ha-example (Example Works)", "ha-example"),
        ("ha-example - Ha Example", "ha-example"),
        ("ha-example: Ha Example", "ha-example"),
        ("ha-example\tHa Example", "ha-example"),
        ("Ha Example", ""),
        ("Ha : Works", ""),
        ("- \tHa Example\t : \tWorks", ""),
        ("`ha-example`", "ha-example"),
        ("**@ha-example**", "ha-example"),
        ("@ha-example @bo-example, @cy-example", "ha-example bo-example cy-example"),
        ("ha-example, bo-example, cy-example", "ha-example bo-example cy-example"),
        ("2031-08-02 - three added by [Eve](https://github.com/eve)", ""),
        ("@eve added three people on 9/3", ""),
        ("ha@example.org", ""),
        ("• ha-example", "ha-example"),
        ("+ ha-example", "ha-example"),
        ("10) ha-example", "ha-example"),
        ("Ha van Example, @ha-example, Example Works", "ha-example"),
        ("Ha Example (she/her) @ha-example", "ha-example"),
        ("@ha-example | Ha Example | Works", "ha-example"),
        ("Ha Example / ha-example", "ha-example"),
        ("Ha Example - acme", ""),
        ("see [the list](https://github.com/acme/repo/issues/1)", ""),
        ("-ha-example", ""),
        ("ha.example", ""),
        ("@acme/voters", ""),
        ("Ha Example, GitHub: ha-example", "ha-example"),
        ("Ha Example: https://github.com/ha-example", "ha-example"),
        ("mailto:ha@example.org", ""),
        ("山田太郎 (@ha-example)", "ha-example"),
    ],
)
def test_a_line_names_whom_it_means_for_sure_and_nobody_else(line: str, logins: str) -> None:
    assert " ".join(each.login for each in read_entry(without_bullet(line))) == logins


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ({"header": "none", "login": "2"}, "Ada,ada\nBob,@bob\n"),
        ({"header": "none", "login": "2", "organisation": "3"}, "Ada;ada;Acme\nBob;bob;Bell\n"),
        ({"login": "2"}, "Who,Where\nAda,ada\nBob,bob\n"),
        ({"header": "none"}, "login\nada\nbob\n"),
    ],
)
def test_columns_may_have_numbers_and_a_file_no_header(source: dict[str, str], text: str) -> None:
    part = read(text, "roll.csv", **source)
    assert [login for login in logins(part) if login != "login"] == ["ada", "bob"]
    assert part.faults == ()


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("roll.txt", "ben\nAda Example", 2),
        ("roll.txt", "ben\nada@example.org", 2),
        ("VOTERS.md", "- ben\n- Ada Example : Works", 2),
        ("roll.csv", "login,name\nben,Ben\n,Ada Example\n", 3),
        ("roll.csv", "login,name\nben,Ben\nada,Ada,Example\n", 3),
        ("roll.csv", "id,login\n7,ben\nx9,\n", 3),
        ("VOTERS.md", "- ben\n\n| Name |\n|---|\n| Ada Example |\n", 5),
    ],
)
def test_whoever_an_unreadable_line_may_mean_could_not_be_told(path: str, text: str, line: int) -> None:
    roll = join([read(text, path)])
    assert isinstance(roll, Roll)
    for login, name in (("ada-example", ""), ("adaex", "Ada Example"), ("zz", "")):
        match = find(roll, None if not roll.by_id else 5, login, name)
        assert match.kind is MatchKind.UNKNOWN
        assert f"{path}:{line}" in str(match.text)
    assert find(roll, 7, "ben").on_roll is True


def test_an_unreadable_line_does_not_mean_who_has_another_name() -> None:
    roll = join([read("ben\nAda Example", "roll.txt")])
    assert find(roll, 5, "zoe", "Zoe Sample").kind is MatchKind.NOT_ON_ROLL


def test_a_remark_in_a_list_means_nobody() -> None:
    roll = join([read("- 2031-08-02 - Three voters added.\n- ben\n", "VOTERS.md")])
    assert find(roll, 5, "zoe").kind is MatchKind.NOT_ON_ROLL


def test_officers_are_told_how_many_people_the_roll_has_and_what_to_mend() -> None:
    roll = join([read("ben\nBEN\nAda Example\ncyd", "roll.txt")])
    told = told_of_roll(roll)
    assert told[0] == "Roll: 2 people"
    assert [line.partition(": ")[0] for line in told[1:]] == ["roll.txt:2:1", "roll.txt:3:1"]
    assert told_of_roll(join([read("ben", "roll.txt")])) == ("Roll: 1 person",)
    assert told_of_roll(Unavailable("roll.txt is not there.")) == ("Roll: roll.txt is not there.",)
    many = told_of_roll(join([read("ben\n" + "A B\n" * 30, "roll.txt")]))
    assert many[-1] == "The roll has 10 more lines to fix."


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["@", "ada", "-", " ", "(", ")", "<", ">", "`", "[", "](", "github.com/", "Ada", ":", ",", "\t", ".", "/"]
        ),
        max_size=14,
    ).map("".join)
)
def test_whatever_a_line_says_its_logins_stand_in_it(line: str) -> None:
    for each in read_entry(line):
        assert is_login(each.login)
        assert each.login in line


def test_a_bare_word_in_a_markdown_roll_is_told_and_may_mean_its_account() -> None:
    part = read("# Voters\n\nWho may vote in 2026.\n\n- @ada\n\nbo\n", "roll.md")
    assert logins(part) == ["ada"]
    assert [line.text for line in part.unread] == ["bo"]
    assert [str(fault.place) for fault in part.faults] == ["roll.md:7:1"]
    assert "`- @bo`" in part.faults[0].message


def test_a_roll_of_prose_is_not_called_empty() -> None:
    assert read("Ask the secretary for the list.\n", "r.md").faults[0].message.startswith("No line of this roll")
    assert read("\n", "r.md").faults[0].message == "This roll (voter list) is empty."


def test_an_e_mail_address_is_never_repeated() -> None:
    for path, text in (("r.txt", "ada@example.org"), ("r.json", '{"ada@example.org": "asked not to be"}')):
        assert "example.org" not in read(text, path).faults[0].message


def test_the_format_of_the_configuration_decides_over_the_ending() -> None:
    assert logins(read("login\nada", "roll", format="csv")) == ["ada"]
    assert logins(read("- ada", "roll.txt", format="elekto")) == ["ada"]
    assert logins(read("- ada", "roll.md", format="list")) == ["ada"]
    assert logins(read("- ada\n- bob", "roll.yaml", format="list")) == ["ada", "bob"]


_FORMATS = st.sampled_from(["auto", "list", "elekto", "json", "csv", "markdown"])
_PATHS = st.sampled_from(["r.txt", "r.yml", "r.json", "r.csv", "r.md"])
_PIECES = [
    "login",
    "id",
    "ada",
    "@",
    "12",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    '"',
    "- ",
    "|",
    "---",
    "[",
    "]",
    "{",
    "}",
    ":",
]
_HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from([*_PIECES, " ", "# ", "<!--", "-->", "```", "(", ")", "\0", "é", "\u2028", "9" * 5000]),
        max_size=25,
    ).map("".join),
)


@given(_HOSTILE, _PATHS, _FORMATS)
def test_no_text_makes_it_raise_and_every_fault_has_a_line_of_the_file(text: str, path: str, form: str) -> None:
    part = read(text, path, format=form)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert part.electors or part.faults
    assert all(1 <= elector.line <= lines for elector in part.electors)
    assert all(1 <= fault.place.line <= lines and fault.place.column >= 1 for fault in part.faults)
    assert all(elector.id is not None or elector.login for elector in part.electors)


# Joining


def test_several_sources_are_one_roll() -> None:
    since = datetime(2031, 8, 1, tzinfo=UTC)
    roll = join([read("ada\n", "members.txt"), read("id,login\n7,bob\n", "exceptions.csv")], since)
    assert isinstance(roll, Roll)
    assert [elector.source for elector in roll.electors] == ["members.txt", "exceptions.csv"]
    assert roll.holds_from == since


@pytest.mark.parametrize(
    "parts",
    [[], [Unavailable("404")], [read("ada", "a.txt"), Unavailable("404")], [read("ada", "a.txt"), read("", "b.txt")]],
)
def test_there_is_no_roll_unless_every_source_was_read(parts: list[RollPart | Unavailable]) -> None:
    assert isinstance(join(parts), Unavailable)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["ada", "bob"], []),
        (["ada", "bob", "ADA"], [(3, "r.csv:1")]),
        (["ada", "7 ada"], [(2, "r.csv:1")]),
        (["7 ada", "7 countess"], [(2, "r.csv:1")]),
        (["7", "7"], [(2, "r.csv:1")]),
        (["7 ada", "8 ada"], [(2, "r.csv:1")]),
        (["7 ada", "7 ada", "7 ada"], [(2, "r.csv:1"), (3, "r.csv:1")]),
    ],
)
def test_whoever_is_there_twice_is_told_with_both_lines(rows: list[str], told: list[tuple[int, str]]) -> None:
    faults = roll_of(*rows).faults
    assert [fault.place.line for fault in faults] == [line for line, _ in told]
    assert all(where in fault.message for fault, (_, where) in zip(faults, told, strict=True))


# Finding


def roll_of(*rows: str) -> Roll:
    """``"7 ada"``, ``"7"`` or ``"ada"`` each."""
    electors = []
    for line, row in enumerate(rows, 1):
        number, _, login = row.rpartition(" ") if not row.isdigit() else (row, "", "")
        electors.append(Elector(id=int(number) if number else None, login=login, source="r.csv", line=line))
    return make_roll(electors)


@pytest.mark.parametrize(
    ("rows", "account", "kind"),
    [
        (["7 ada"], (7, "ada"), MatchKind.ON_ROLL),
        (["7 ada"], (7, "ADA"), MatchKind.ON_ROLL),
        (["7"], (7, "whoever"), MatchKind.ON_ROLL),
        (["ada"], (7, "Ada"), MatchKind.ON_ROLL),
        (["Ada"], (None, "ada"), MatchKind.ON_ROLL),
        (["ada", "7 ada"], (7, "ada"), MatchKind.ON_ROLL),
        (["7 ada", "7 countess"], (7, "ada"), MatchKind.ON_ROLL),
        (["7 ada"], (7, "countess"), MatchKind.RENAMED),
        (["7 ada", "8 bob"], (7, "bob"), MatchKind.RENAMED),
        (["7 ada"], (8, "ada"), MatchKind.RECLAIMED),
        (["ada", "7 ada"], (8, "ada"), MatchKind.RECLAIMED),
        (["7 ada"], (8, "bob"), MatchKind.NOT_ON_ROLL),
        (["ada"], (None, "bob"), MatchKind.NOT_ON_ROLL),
        (["7 ada"], (None, ""), MatchKind.DELETED),
        (["ghost"], (None, "ghost"), MatchKind.DELETED),
        (["ghost"], (10137, "ghost"), MatchKind.DELETED),
        (["7 ada", "8 ada"], (7, "ada"), MatchKind.UNKNOWN),
        (["7 ada", "8 ada"], (8, "countess"), MatchKind.UNKNOWN),
        (["7 ada", "8 ada"], (9, "ada"), MatchKind.UNKNOWN),
        (["7 ada", "8 ada", "9 bob"], (9, "bob"), MatchKind.ON_ROLL),
        (["7 ada"], (None, "ada"), MatchKind.UNKNOWN),
        (["7"], (None, "ada"), MatchKind.UNKNOWN),
        ([], (7, "ada"), MatchKind.UNKNOWN),
    ],
)
def test_an_account_is_an_electors_or_not_or_nobody_can_tell(
    rows: list[str], account: tuple[int | None, str], kind: MatchKind
) -> None:
    match = find(roll_of(*rows), *account)
    assert match.kind is kind
    counts = kind in {MatchKind.ON_ROLL, MatchKind.RENAMED}
    assert (match.elector is not None) == counts
    assert match.on_roll is (None if kind is MatchKind.UNKNOWN else counts)
    assert str(match.text)


def test_a_roll_that_could_not_be_read_counts_and_refuses_nobody() -> None:
    match = find(Unavailable("roll.csv: 404"), 7, "ada")
    assert match.on_roll is None
    assert "roll.csv: 404" in str(match.text)


def test_a_contradiction_is_told_with_both_lines() -> None:
    assert "r.csv:1, r.csv:2" in str(find(roll_of("7 ada", "8 ada"), 7, "ada").text)


def test_an_elector_named_twice_has_what_both_lines_say() -> None:
    roll = make_roll(
        [
            Elector(id=7, login="ada", name="", organisations=("Acme",), source="a", line=1),
            Elector(id=7, login="ada", name="Ada", organisations=("Beta", "Acme"), source="b", line=1),
        ]
    )
    assert find(roll, 7, "ada").elector == Elector(
        id=7, login="ada", name="Ada", organisations=("Acme", "Beta"), source="a", line=1
    )


def test_a_roll_of_ten_thousand_is_looked_up_without_reading_it_again() -> None:
    roll = make_roll(Elector(id=n, login=f"user-{n}") for n in range(1, 10_001))
    assert all(find(roll, n, f"USER-{n}").on_roll for n in range(1, 10_001, 10))


_ROW = st.tuples(st.none() | st.integers(1, 4), st.sampled_from(["", "ada", "Bob", "CYD"])).filter(any)
_ACCOUNT = st.tuples(st.none() | st.integers(1, 6), st.sampled_from(["ada", "bob", "cyd", "eve", "ghost", ""]))


def _roll(rows: list[tuple[int | None, str]]) -> Roll:
    return make_roll(Elector(id=number, login=login, source="r", line=at) for at, (number, login) in enumerate(rows, 1))


@given(st.lists(_ROW, max_size=6), _ACCOUNT, st.booleans())
def test_letter_case_changes_nothing(
    rows: list[tuple[int | None, str]], account: tuple[int | None, str], upper: bool
) -> None:
    number, login = account
    turned = [(id_, name.upper() if upper else name.lower()) for id_, name in rows]
    one, two = find(_roll(rows), number, login), find(_roll(turned), number, login.swapcase())
    assert one.kind is two.kind
    assert (one.elector and one.elector.line) == (two.elector and two.elector.line)


@given(st.lists(_ROW, max_size=6), _ACCOUNT, st.randoms(use_true_random=False))
def test_the_order_of_lines_never_matters(
    rows: list[tuple[int | None, str]], account: tuple[int | None, str], random: Random
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert find(_roll(rows), *account).kind is find(_roll(shuffled), *account).kind


@given(st.lists(_ROW, min_size=1, max_size=6), _ACCOUNT)
def test_nobody_counts_whose_number_or_name_is_not_there(
    rows: list[tuple[int | None, str]], account: tuple[int | None, str]
) -> None:
    number, login = account
    match = find(_roll(rows), number, login)
    if match.elector:
        same_number = number is not None and match.elector.id == number
        assert same_number or (match.elector.id is None and match.elector.login.lower() == login)


@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)), min_size=1, max_size=8
    )
)
def test_what_was_written_is_what_is_read(rows: list[tuple[int, str]]) -> None:
    table = "\n".join(["id,login", *(f"{number},{login}" for number, login in rows)])
    listed = json.dumps([{"id": number, "login": login} for number, login in rows], indent=1)
    yaml = "\n".join(f"- {{id: {number}, login: '{login}'}}" for number, login in rows)
    for path, text in (("r.csv", table), ("r.json", listed), ("r.yml", yaml)):
        assert [(elector.id, elector.login) for elector in read(text, path).electors] == rows
