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
        (ChangedFile(f"{FOLDER}/ida.jpg"), "", None),
        (ChangedFile(f"{FOLDER}/ida.PNG"), "", None),
        (ChangedFile(f"{FOLDER}/ida.svg"), "", "does not belong"),
        (ChangedFile("images/ida.jpg"), "", "does not belong"),
        (ChangedFile("images/ida.jpg"), "statement: {images: {folder: images}}", None),
        (ChangedFile(f"{FOLDER}/ida.jpg"), "statement: {images: {allowed: false}}", "does not belong"),
        (ChangedFile(f"{FOLDER}/ida-quist.jpg", FileStatus.MODIFIED), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.jpg", FileStatus.REMOVED), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.jpg"), "statement: {images: {allowed: false}}", None),
        (ChangedFile(f"{FOLDER}/photos/Ida-Quist.png", FileStatus.MODIFIED), "", None),
        (ChangedFile(f"{FOLDER}/photos/ida.png"), "", "does not belong"),
        (ChangedFile("photos/ida-quist.jpg"), "", "does not belong"),
        (ChangedFile("photos/ida-quist.jpg", FileStatus.MODIFIED), "statement: {images: {folder: photos}}", None),
        (ChangedFile("photos/ben.jpg", FileStatus.MODIFIED), "statement: {images: {folder: photos}}", "not belong"),
        (
            ChangedFile(f"{FOLDER}/ida-quist.jpg", FileStatus.MODIFIED),
            'statement: {front-matter: {fields: {photo: "off"}}}',
            "does not belong",
        ),
        (ChangedFile(f"{FOLDER}/ben.jpg", FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile(OTHERS), "", "somebody else's nomination"),
        (ChangedFile(OTHERS, FileStatus.MODIFIED), "", "somebody else's nomination"),
        (ChangedFile(OTHERS, FileStatus.REMOVED), "", "This deletes a statement."),
        (ChangedFile("nomflow.yml", FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile("nomflow.yml", FileStatus.REMOVED, mode="000000"), "", "does not belong"),
        (ChangedFile("notes.md"), "statement: {also-allowed: [notes.md]}", None),
        (ChangedFile("other.md"), "statement: {also-allowed: [notes.md]}", "does not belong"),
        (ChangedFile(".github/workflows/check.yml"), "", "does not belong"),
        (ChangedFile("roll.yml", FileStatus.MODIFIED), "", "does not belong"),
        (ChangedFile(f"{FOLDER}/ida-quist.pt.md"), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.pt-BR.md", FileStatus.MODIFIED), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.pt.md", FileStatus.REMOVED), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.pt.md", FileStatus.RENAMED, f"{FOLDER}/ida-quist.es.md"), "", None),
        (ChangedFile(f"{FOLDER}/ida-quist.pt.md", mode="120000"), "", "a link to another file"),
        (ChangedFile(f"{FOLDER}/ben.pt.md"), "", "somebody else's nomination"),
        (ChangedFile("bios/ida-quist.md"), "statement: {also-allowed: ['bios/{handle}.md']}", None),
        (ChangedFile("questions/3-budget/ida-quist.md"), "questions: questions", "about a question"),
        (ChangedFile("questions/3-budget/ida-quist.md"), "", "does not belong"),
        (ChangedFile("bios/ben.md"), "statement: {also-allowed: ['bios/{handle}.md']}", "does not belong"),
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
        (ChangedFile(OWN), None),
        (ChangedFile(OWN, FileStatus.MODIFIED), None),
        (ChangedFile(OWN, mode="120000"), "a link to another file"),
        (ChangedFile(OWN, mode="160000"), "another repository"),
        (ChangedFile(OWN, mode="100755"), "a program"),
        (ChangedFile(OWN, mode="100664"), "a file of an unusual kind"),
        (ChangedFile(OWN, FileStatus.RENAMED, PATH.format(nominee="Ida-Quist")), None),
        (ChangedFile(OWN, FileStatus.RENAMED, OTHERS), f"was renamed from {OTHERS}."),
        (ChangedFile(OWN, FileStatus.RENAMED, "template.md"), "was renamed from template.md."),
        (ChangedFile(OWN, FileStatus.COPIED, "template.md"), None),
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
    removed = replace(make_snapshot(files=(ChangedFile(OWN, FileStatus.REMOVED),)), statement=None)
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
        (ChangedFile(f"{FOLDER}/photos/me.png"), True),
        (ChangedFile(f"{FOLDER}/photos/me.png", FileStatus.MODIFIED), False),
        (ChangedFile(f"{FOLDER}/photos/other.png"), False),
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
    files = (ChangedFile("people/ida-quist/statement.md"), ChangedFile(f"people/{path}", FileStatus.MODIFIED))
    snapshot = make_snapshot(files=files, election=election)
    snapshot = replace(snapshot, statement=read_statement("people/ida-quist/statement.md", b"Hello.\n"))
    assert (ask(scope, snapshot).answer is Answer.PASSED) is belongs
