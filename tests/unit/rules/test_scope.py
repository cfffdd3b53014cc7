"""One nomination and nothing else."""

from __future__ import annotations

import pytest
from making import PATH, ask, make_snapshot
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus
from nomflow.core.snapshot.statement import read_statement
from nomflow.rules.scope import scope

OWN = PATH.format(nominee="ida-quist")
OTHERS = PATH.format(nominee="ben")
FOLDER = OWN.rpartition("/")[0]


@pytest.mark.parametrize(
    ("file", "election", "words"),
    [
        (ChangedFile(path=f"{FOLDER}/ida.jpg"), "", None),
        (ChangedFile(path=f"{FOLDER}/ida.PNG"), "", None),
        (ChangedFile(path=f"{FOLDER}/ida.svg"), "", "does not belong"),
        (ChangedFile(path="images/ida.jpg"), "", "does not belong"),
        (ChangedFile(path="images/ida.jpg"), "statement: {images: {folder: images}}", None),
        (ChangedFile(path=f"{FOLDER}/ida.jpg"), "statement: {images: {allowed: false}}", "does not belong"),
        (ChangedFile(path=f"{FOLDER}/ida-quist.jpg", status=FileStatus.MODIFIED), "", None),
        (ChangedFile(path=f"{FOLDER}/ida-quist.jpg", status=FileStatus.REMOVED), "", None),
        (ChangedFile(path=f"{FOLDER}/ida-quist.jpg"), "statement: {images: {allowed: false}}", None),
        (ChangedFile(path=f"{FOLDER}/photos/Ida-Quist.png", status=FileStatus.MODIFIED), "", None),
        (ChangedFile(path=f"{FOLDER}/photos/ida.png"), "", "does not belong"),
        (ChangedFile(path="photos/ida-quist.jpg"), "", "does not belong"),
        (
            ChangedFile(path="photos/ida-quist.jpg", status=FileStatus.MODIFIED),
            "statement: {images: {folder: photos}}",
            None,
        ),
        (
            ChangedFile(path="photos/ben.jpg", status=FileStatus.MODIFIED),
            "statement: {images: {folder: photos}}",
            "not belong",
        ),
        (
            ChangedFile(path=f"{FOLDER}/ida-quist.jpg", status=FileStatus.MODIFIED),
            'statement: {front-matter: {fields: {photo: "off"}}}',
            "does not belong",
        ),
        (ChangedFile(path=f"{FOLDER}/ben.jpg", status=FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile(path=OTHERS), "", "somebody else's nomination"),
        (ChangedFile(path=OTHERS, status=FileStatus.MODIFIED), "", "somebody else's nomination"),
        (ChangedFile(path=OTHERS, status=FileStatus.REMOVED), "", "This deletes a statement."),
        (ChangedFile(path="nomflow.yml", status=FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile(path="nomflow.yml", status=FileStatus.REMOVED, mode="000000"), "", "does not belong"),
        (ChangedFile(path="notes.md"), "statement: {also-allowed: [notes.md]}", None),
        (ChangedFile(path="other.md"), "statement: {also-allowed: [notes.md]}", "does not belong"),
        (ChangedFile(path=".github/workflows/check.yml"), "", "does not belong"),
        (ChangedFile(path="roll.yml", status=FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile(path=f"{FOLDER}/ida-quist.pt.md"), "", None),
        (ChangedFile(path=f"{FOLDER}/ida-quist.pt-BR.md", status=FileStatus.MODIFIED), "", None),
        (ChangedFile(path=f"{FOLDER}/ida-quist.pt.md", status=FileStatus.REMOVED), "", None),
        (
            ChangedFile(
                path=f"{FOLDER}/ida-quist.pt.md", status=FileStatus.RENAMED, previous_path=f"{FOLDER}/ida-quist.es.md"
            ),
            "",
            None,
        ),
        (ChangedFile(path=f"{FOLDER}/ida-quist.pt.md", mode="120000"), "", "a link to another file"),
        (ChangedFile(path=f"{FOLDER}/ben.pt.md"), "", "somebody else's nomination"),
        (ChangedFile(path="bios/ida-quist.md"), "statement: {also-allowed: ['bios/{handle}.md']}", None),
        (ChangedFile(path="questions/3-budget/ida-quist.md"), "questions: questions", "about a question"),
        (ChangedFile(path="questions/3-budget/ida-quist.md"), "", "does not belong"),
        (ChangedFile(path="bios/ben.md"), "statement: {also-allowed: ['bios/{handle}.md']}", "does not belong"),
    ],
)
def test_another_file_belongs_to_the_nomination_or_not(file: ChangedFile, election: str, words: str | None) -> None:
    outcome = ask(scope, make_snapshot(files=(OWN, file), election=election))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    assert [words in str(finding.text) for finding in outcome.findings if words] == ([True] if words else [])
    assert all(finding.place and finding.place.path == file.path for finding in outcome.findings)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (ChangedFile(path=OWN), None),
        (ChangedFile(path=OWN, status=FileStatus.MODIFIED), None),
        (ChangedFile(path=OWN, mode="120000"), "a link to another file"),
        (ChangedFile(path=OWN, mode="160000"), "another repository"),
        (ChangedFile(path=OWN, mode="100755"), "a program"),
        (ChangedFile(path=OWN, mode="100664"), "a file of an unusual kind"),
        (ChangedFile(path=OWN, status=FileStatus.RENAMED, previous_path=PATH.format(nominee="Ida-Quist")), None),
        (ChangedFile(path=OWN, status=FileStatus.RENAMED, previous_path=OTHERS), f"was renamed from {OTHERS}."),
        (
            ChangedFile(path=OWN, status=FileStatus.RENAMED, previous_path="template.md"),
            "was renamed from template.md.",
        ),
        (ChangedFile(path=OWN, status=FileStatus.COPIED, previous_path="template.md"), None),
    ],
)
def test_the_statement_itself_is_a_plain_file_and_nobody_elses(own: ChangedFile, words: str | None) -> None:
    outcome = ask(scope, make_snapshot(files=(own,)))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    if words:
        assert words in str(outcome.findings[0].text)


def test_a_statement_that_could_not_be_read_is_still_the_nominees_own() -> None:
    unread = replace(make_snapshot(), statement=None)
    assert ask(scope, unread).answer is Answer.PASSED
    removed = replace(make_snapshot(files=(ChangedFile(path=OWN, status=FileStatus.REMOVED),)), statement=None)
    assert "`/withdraw`" in str(ask(scope, removed).findings[0].text)


def test_a_long_list_is_cut_and_too_long_a_one_is_refused() -> None:
    many = ask(scope, make_snapshot(files=(OWN, *(f"a/{number}" for number in range(50)))))
    assert len(many.findings) == 21
    assert str(many.findings[-1].text) == "30 more files to remove from this pull request."
    exactly = ask(scope, make_snapshot(files=(OWN, *(f"a/{number}" for number in range(20)))))
    assert [str(finding.text)[:4] for finding in exactly.findings] == [f"a/{number} "[:4] for number in range(20)]
    huge = make_snapshot(files=(OWN, *(f"{FOLDER}/{number}.jpg" for number in range(2999))))
    assert "too many files" in str(ask(scope, huge).findings[-1].text)


@pytest.mark.parametrize(
    ("file", "belongs"),
    [
        (ChangedFile(path=f"{FOLDER}/photos/me.png"), True),
        (ChangedFile(path=f"{FOLDER}/photos/me.png", status=FileStatus.MODIFIED), False),
        (ChangedFile(path=f"{FOLDER}/photos/other.png"), False),
    ],
)
def test_a_new_picture_that_the_statement_names_as_the_photo_belongs_to_it(file: ChangedFile, belongs: bool) -> None:
    snapshot = make_snapshot(files=(OWN, file), more="photo: photos/me.png")
    assert (ask(scope, snapshot).answer is Answer.PASSED) is belongs


@pytest.mark.parametrize(
    ("path", "belongs"), [("ida-quist/me.png", True), ("ida-quist/me.txt", False), ("ida-quist-2/me.png", False)]
)
def test_pictures_in_a_folder_of_ones_own_may_change(path: str, belongs: bool) -> None:
    election = "statement: {path: 'people/{handle}/statement.md'}"
    files = (
        ChangedFile(path="people/ida-quist/statement.md"),
        ChangedFile(path=f"people/{path}", status=FileStatus.MODIFIED),
    )
    snapshot = make_snapshot(files=files, election=election)
    snapshot = replace(snapshot, statement=read_statement("people/ida-quist/statement.md", b"Hello.\n"))
    assert (ask(scope, snapshot).answer is Answer.PASSED) is belongs
