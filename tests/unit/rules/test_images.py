from __future__ import annotations

import pytest
from made_statements import check, stated

from nomflow.core.snapshot.snapshot import ChangedFile
from nomflow.rules.images import images

HERE = "nominations/2026-board"
KNOWN = (
    *(f"{HERE}/{name}" for name in ("ida.jpg", "ida.svg", "static/ida.jpg", "ida quist.png")),
    "photos/ida.jpg",
    "photos/2026/ida.jpg",
)
PHOTOS = "images: {folder: photos}"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("No picture here, `![](x.png)`.", ""),
        ("![Ida on a boat](ida.jpg)", ""),
        ("![Ida on a boat](./ida%20quist.png?raw=true)", ""),
        ('<img src="ida.jpg" alt="Ida on a boat" width="200">', ""),
        ("![Ida on a boat](../../photos/ida.jpg)", PHOTOS),
        ("![Ida on a boat](/photos/2026/ida.jpg)", PHOTOS),
        (r"![Ida on a boat](.\ida.jpg)", ""),
        ("![Ida's drawing](ida.svg)", "also-allowed: ['nominations/{election}/{handle}.svg']"),
        ("![Ida on a boat](static/ida.jpg)", "images: {folder: 'nominations/{election}/static'}"),
    ],
)
def test_pictures_with_a_description_in_the_right_folder_pass(text: str, statement: str) -> None:
    check(images, stated(text, statement=statement, known=KNOWN))


@pytest.mark.parametrize(
    ("text", "statement", "wanted"),
    [
        ("Hi ![](ida.jpg)", "", 'must 1:4 ~ Say what it shows: `![what it shows](…)`, or `alt="…"` in a tag.'),
        ("![ ](ida.jpg)", "", "must 1:1 ~ This picture has no description."),
        ('<img src="ida.jpg">', "", "must 1:1 ~ This picture has no description."),
        ("![Ida]()", "", "must 1:1 ~ This picture has no address."),
        (
            "![Ida](https://pictures.example/ida.jpg)",
            "",
            "must 1:1 ~ This picture is on another site.",
        ),
        (
            "![Ida](//pictures.example/ida.jpg)",
            PHOTOS,
            "must 1:1 ~ Add the picture to the pull request, in `photos`, and use its path instead.",
        ),
        ("![Ida](data:image/png;base64,AAAA)", "", "must 1:1 ~ another site"),
        ("![Ida](../../photos/ida.jpg)", "", f"must 1:1 ~ Pictures must be in `{HERE}`."),
        ("![Ida](ida.jpg)", PHOTOS, "must 1:1 ~ Pictures must be in `photos`."),
        ("![Ida](../../../ida.jpg)", PHOTOS, "must 1:1 ~ Pictures must be in `photos`."),
        ("![Ida](ida.svg)", "", f"must 1:1 ~ `{HERE}/ida.svg` is no JPEG, PNG or WebP"),
        ("![Ida](boat.jpg)", "", f"must 1:1 ~ There is no file `{HERE}/boat.jpg` yet."),
        ("![Ida](Ida.JPG)", "", f"must 1:1 ~ Its name is written `{HERE}/ida.jpg`."),
        ("![Ida](ida.jpg)", "images: {allowed: false}", "must 1:1 ~ This election does not show pictures."),
    ],
)
def test_other_pictures_are_told_what_to_do(text: str, statement: str, wanted: str) -> None:
    check(images, stated(text, statement=statement, known=KNOWN), wanted)


@pytest.mark.parametrize(("size", "wanted"), [(500_000, ()), (500_001, ("must 1:1 ~ This picture has 501 kB.",))])
def test_a_picture_that_the_pull_request_adds_may_be_so_big(size: int, wanted: tuple[str, ...]) -> None:
    added = (ChangedFile(path=f"{HERE}/boat.jpg", size=size),)
    snapshot = stated("![A boat](boat.jpg)", statement="images: {kilobytes: 500}", known=KNOWN, added=added)
    check(images, snapshot, *wanted)


def test_without_a_configuration_or_outside_the_repository_nobody_can_tell_where_pictures_belong() -> None:
    check(images, stated("![Ida](../ida.jpg)", declared=False))
    check(images, stated("![Ida](../ida.jpg)", path="/tmp/ida.md", known=KNOWN))
    check(images, stated("![](../ida.jpg)", declared=False), "must 1:1")
