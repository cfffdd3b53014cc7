from __future__ import annotations

import pytest
from made_statements import HEADER, check, skips, stated
from msgspec.structs import replace

from nomflow.core.election.election import Seat
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus
from nomflow.rules.statement_path import statement_path

CANDIDATES = "path: elections/{election}/candidate-{handle}.md"
ELSEWHERE = "This file is in the wrong place."


def test_a_file_in_the_right_place_passes() -> None:
    check(statement_path, stated(HEADER, statement=CANDIDATES, path="elections/2026-board/candidate-ida-quist.md"))


@pytest.mark.parametrize(
    "path",
    [
        "elections/2026-board/canidate-ida-quist.md",
        "elections/2026-board/nomination-ida-quist.md",
        "elections/2026-board/ida-quist.md",
        "elections/2026-board/ida quist.md",
        "elections/2025-board/candidate-ida-quist.md",
        "elections/candidate-ida-quist.md",
        "candidate-ida-quist.md",
        "elections/2026-board/candidate-ida-quist.markdown",
        "elections/2026-board/candidate-ida-quist",
        "elections/2026-board/---name: Ida Quist ID: ida-quist info:---.md",
    ],
)
def test_a_file_elsewhere_is_told_its_right_place(path: str) -> None:
    wanted = f"must 1:1 ~ {ELSEWHERE} Move it to `elections/2026-board/candidate-ida-quist.md`."
    check(statement_path, stated(HEADER, statement=CANDIDATES, path=path), wanted)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("elections/2026-board/canidate-ida-q.md", "For ida-q, the right place is"),
        ("elections/2026-board/nominee-ida-q.md", "For ida-q, the right place is"),
        ("elections/2026/candidate-ida-q.md", "For ida-q, the right place is"),
        ("2026/Ida Q.md", "Move it to `elections/2026-board/candidate-"),
    ],
)
def test_without_a_handle_in_the_front_matter_the_name_is_a_guess(path: str, told: str) -> None:
    check(statement_path, stated("Hello", statement=CANDIDATES, path=path), f"must 1:1 ~ {told}")


def test_the_account_knows_best_where_the_file_belongs() -> None:
    snapshot = stated(HEADER, statement=CANDIDATES, path="elections/2026-board/ida.md", account="IdaQ")
    check(statement_path, snapshot, "must 1:1 ~ `elections/2026-board/candidate-IdaQ.md`")


def test_a_translation_without_its_statement_is_told_where_it_belongs() -> None:
    told = "must 1:1 ~ named as a translation of `nominations/2026-board/ida-quist.md`, which is not here."
    check(statement_path, stated("Oi.", path="nominations/2026-board/ida-quist.pt-BR.md"), told)


@pytest.mark.parametrize("name", ["Ida Quist", "ida_quist", "ida@example.org", "-ida", "idaé", "i" * 40])
def test_a_name_where_the_handle_belongs_is_told_the_handle(name: str) -> None:
    snapshot = stated(HEADER, path=f"nominations/2026-board/{name}.md")
    check(statement_path, snapshot, "must 1:1 ~ Rename it to `nominations/2026-board/ida-quist.md`,")


def test_a_name_is_refused_even_where_nobody_knows_the_handle() -> None:
    snapshot = stated("Hello", path="nominations/2026-board/Ida Quist.md")
    check(statement_path, snapshot, "must 1:1 ~ Rename it to `nominations/2026-board/")


def test_other_letters_in_fixed_parts_are_a_different_path_for_github() -> None:
    snapshot = stated(HEADER, statement=CANDIDATES, path="Elections/2026-Board/Candidate-ida-quist.MD")
    check(statement_path, snapshot, "must 1:1 ~ Rename the file to `elections/2026-board/candidate-ida-quist.md`.")


def test_the_case_of_the_handle_is_another_rules_matter() -> None:
    check(statement_path, stated(HEADER, path="nominations/2026-board/Ida-Quist.md"))


SEATS = "path: nominations/{seat}/{handle}.md"


@pytest.mark.parametrize(
    ("seat", "wanted"),
    [
        ("chair", ()),
        ("Chair", ("must 1:1 ~ Rename the file to `nominations/chair/ida-quist.md`.",)),
        ("chief", ("must 1:1 ~ the seat `chief`, but this election has only these: chair, clerk",)),
    ],
)
def test_a_seat_in_the_path_must_be_one_of_the_election(seat: str, wanted: tuple[str, ...]) -> None:
    snapshot = stated(HEADER, statement=SEATS, path=f"nominations/{seat}/ida-quist.md")
    election = replace(snapshot.election, seats=(Seat(id="chair", title="Chair"), Seat(id="clerk", title="Clerk")))
    check(statement_path, replace(snapshot, election=election), *wanted)


def test_seats_that_are_not_listed_may_be_any() -> None:
    check(statement_path, stated(HEADER, statement=SEATS, path="nominations/anything/ida-quist.md"))


def test_names_of_people_are_fine_where_the_election_asks_for_them() -> None:
    snapshot = stated("Hello", statement="path: candidates/{name}.txt", path="candidates/Ida_Quist.txt")
    check(statement_path, snapshot)
    snapshot = stated("Hello", statement="path: candidates/{name}.txt", path="candidates/Ida_Quist")
    check(statement_path, snapshot, "must 1:1 ~ `candidates/Ida_Quist.txt`")


@pytest.mark.parametrize("path", ["/home/ida/statement.md", "../ida.md", "C:/ida.md"])
def test_nobody_can_tell_where_a_file_outside_the_repository_belongs(path: str) -> None:
    assert skips(statement_path, stated(HEADER, path=path))


def test_without_a_configuration_every_place_is_right() -> None:
    assert skips(statement_path, stated(HEADER, path="anywhere.md", declared=False))


def test_two_files_whose_names_differ_only_in_case_are_told() -> None:
    own = "elections/2026-board/candidate-ida-quist.md"
    other = "elections/2026-board/Candidate-Ida-Quist.md"
    told = f"must 1:1 ~ `{other}` has the same name but for capital letters"
    check(statement_path, stated(HEADER, statement=CANDIDATES, path=own, known=[own, other]), told)
    renamed = (ChangedFile(path=own, status=FileStatus.RENAMED, previous_path=other),)
    check(statement_path, stated(HEADER, statement=CANDIDATES, path=own, known=[other], added=renamed))
