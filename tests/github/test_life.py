"""docs/life.md is what nomflow really answers."""

from __future__ import annotations

from pathlib import Path

from life import told

DOCS = Path(__file__).parents[2] / "docs"


def test_the_life_of_a_nomination_is_as_it_is_told(tmp_path: Path) -> None:
    page, pictures = told(tmp_path)
    assert page == (DOCS / "life.md").read_text(encoding="utf-8"), "run: scripts/docs"
    for name in pictures:
        assert f"(pictures/{name}.png)" in page
        assert (DOCS / "pictures" / f"{name}.png").is_file(), "run: scripts/pictures"
