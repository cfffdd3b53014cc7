"""The nominee's photo."""

from __future__ import annotations

import pytest
from made_statements import HEADER, RIGHT_PATH, check, skips, stated
from making import ask
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import ChangedFile, Snapshot
from nomflow.rules.photo import photo

FOLDER = RIGHT_PATH.rpartition("/")[0]
FILE = f"{FOLDER}/ida.jpg"
GOOD = PhotoFile(
    path=FILE, mode="100644", size=90_000, blob="b" * 40, sha256="c" * 64, format="jpeg", width=800, height=600
)
WITHOUT = HEADER.removesuffix("---\n")


def with_photo(
    file: PhotoFile | Unavailable | None, typed: str = "ida.jpg", statement: str = "", added: tuple[str, ...] = ()
) -> Snapshot:
    text = f"{WITHOUT}photo: {typed}\n---\nHello.\n"
    made = stated(text, statement=statement, added=tuple(ChangedFile(path=path) for path in added))
    return replace(made, photo=file)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_that_pages_can_show_passes(kind: str) -> None:
    check(photo, with_photo(replace(GOOD, format=kind)))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (PhotoFile(path=FILE), f"There is no file `{FILE}`. Add the picture, or delete this line."),
        (replace(GOOD, mode="120000"), "Add the picture itself."),
        (replace(GOOD, mode="160000"), "Add the picture itself."),
        (replace(GOOD, size=1_000_001), "The photo has 1001 kB."),
        (replace(GOOD, format="svg"), f"`{FILE}` is a file of the kind SVG."),
        (replace(GOOD, format="heic"), "is a HEIC picture"),
        (replace(GOOD, format="git-lfs"), "is a Git LFS pointer, not the picture itself."),
        (replace(GOOD, format=""), "is not a picture that nomflow can read."),
        (replace(GOOD, width=0, height=0), "it may be damaged."),
        (replace(GOOD, width=399), "It needs at least 400 × 400 to look sharp."),
        (replace(GOOD, width=10_000, height=5_001), "The photo has 10000 × 5001 pixels, which is too large to show."),
    ],
)
def test_what_is_wrong_is_told_at_the_line_of_the_field(file: PhotoFile, words: str) -> None:
    check(photo, with_photo(file), f"must 4:8 ~ {words}")


@pytest.mark.parametrize("file", [replace(GOOD, width=400, height=400), replace(GOOD, width=10_000, height=5_000)])
def test_the_limits_themselves_are_allowed(file: PhotoFile) -> None:
    check(photo, with_photo(file))


def test_the_limit_in_bytes_is_the_elections() -> None:
    check(photo, with_photo(GOOD, statement="images: {kilobytes: 90}"))
    check(photo, with_photo(GOOD, statement="images: {kilobytes: 89}"), "must 4:8 ~ The photo has 90 kB.")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("https://pictures.example/ida.jpg", "that site would see who reads the page. Add the file"),
        ("//pictures.example/ida.jpg", "A photo from another site is not shown"),
        ("../../../ida.jpg", "is not a path in this repository."),
        ("../../.git/config", "write its name: `photo: ida-quist.jpg`"),
    ],
)
def test_only_a_path_of_the_repository_is_a_photo(typed: str, words: str) -> None:
    check(photo, with_photo(None, typed), f"must 4:8 ~ {words}")


@pytest.mark.parametrize(
    ("added", "words"),
    [
        (
            (f"{FOLDER}/Ida.JPG",),
            f"but this pull request has `{FOLDER}/Ida.JPG`. If that is the photo, write `Ida.JPG`.",
        ),
        (("photos/ida.png",), "If that is the photo, write `/photos/ida.png`."),
        ((), f"There is no file `{FILE}` in this pull request."),
        (("a.png", "b.png"), f"There is no file `{FILE}` in this pull request."),
    ],
)
def test_a_missing_file_is_told_with_the_one_that_may_be_meant(added: tuple[str, ...], words: str) -> None:
    check(photo, with_photo(PhotoFile(path=FILE), added=(RIGHT_PATH, *added)), f"must 4:8 ~ {words}")


def test_a_file_that_could_not_be_read_is_neither_right_nor_wrong() -> None:
    outcome = ask(photo, with_photo(Unavailable("GitHub did not answer.")))
    assert (outcome.answer, outcome.unavailable) == (Answer.SKIPPED, True)


def test_without_a_photo_there_is_nothing_to_fix() -> None:
    assert skips(photo, stated(f"{HEADER}Hello.\n"))
    assert skips(photo, with_photo(GOOD, '""'))
    assert skips(photo, with_photo(None))
    assert skips(photo, with_photo(replace(GOOD, path="another.jpg")))
    assert skips(photo, with_photo(PhotoFile(path=FILE), statement='front-matter: {fields: {photo: "off"}}'))


def test_a_picture_that_no_line_names_is_asked_about() -> None:
    added = (ChangedFile(path=RIGHT_PATH), ChangedFile(path=f"{FOLDER}/ida.jpg"))
    outcome = ask(photo, stated(f"{HEADER}Hello.\n", added=added))
    assert outcome.answer is Answer.SKIPPED
    assert "ida.jpg` to the front matter." in str(outcome.text)
    shown = ask(photo, stated(f"{HEADER}![Ida on a boat](ida.jpg)\n", added=added))
    assert str(shown.text).startswith("A photo is optional.")
