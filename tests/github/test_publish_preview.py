"""``publish`` for officers: the whole site as if one nomination were merged as it stands, and never deployed."""

from __future__ import annotations

from pathlib import Path

import pytest
from nomination import PATH, STATEMENT, Election, election
from test_publish_action import AFTER, checkout, publish

from nomflow.core.basics.errors import ExitCode

__all__ = ["checkout", "election"]


def other(election: Election, who: str, text: str) -> str:
    """A nomination that nobody has endorsed; answers its number."""
    path = f"nominations/2026-board/{who}.md"
    return str(election.repo.open_pull(who, election.repo.fork(who), files={path: text}).number)


DORA = STATEMENT.replace("Ada Byron", "Dora Quist").replace("ada", "dora")
NOTICE = "as they would be if pull request {} were merged as it stands"


def test_officers_see_the_whole_site_as_if_a_nomination_were_merged(checkout: Election) -> None:
    number = other(checkout, "dora", DORA)
    ran, found, told = publish(checkout, pull_request=number)
    assert ran.code == ExitCode.OK, ran
    assert (found["conclusion"], found["deploy"], found["record"]) == ("pending", "false", "")
    assert f"**A preview**, as if pull request {number} were merged" in told
    site = Path(found["page"])
    assert "Dora Quist" in (site / "2026-board" / "index.html").read_text()
    assert "Ada Byron" in (site / "2026-board" / "index.html").read_text()
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 6
    for page in pages:
        assert NOTICE.format(number) in page.read_text(), page
    assert "Dora" not in (Path(publish(checkout)[1]["page"]) / "2026-board" / "index.html").read_text()


@pytest.mark.parametrize("dry_run", ["true", "false"])
def test_a_preview_of_a_closed_election_is_never_deployed_nor_recorded(checkout: Election, dry_run: str) -> None:
    number = other(checkout, "dora", DORA)
    checkout.world.clock.set(AFTER)
    ran, found, _ = publish(checkout, pull_request=f"#{number}", dry_run=dry_run, ref="refs/heads/trial")
    assert (ran.code, found["deploy"], found["record"], found["record-digest"]) == (ExitCode.OK, "false", "", ""), ran
    assert "Dora" not in (Path(found["page"]) / "2026-board" / "index.html").read_text()


def test_a_preview_of_a_change_after_the_close_shows_it_as_what_it_is(checkout: Election) -> None:
    checkout.pull.merge(by="olga")
    checkout.world.clock.set(AFTER)
    text = STATEMENT.replace("write down how", "write down why")
    change = checkout.repo.open_pull("ada", checkout.repo.fork("cleo"), files={PATH: text})
    _, found, _ = publish(checkout, pull_request=str(change.number))
    page = (Path(found["page"]) / "2026-board" / "candidates" / "ada" / "index.html").read_text()
    assert "<ins>+ I will keep things running, and write down why." in page
    assert "<ins>" not in (Path(publish(checkout)[1]["page"]) / "2026-board/candidates/ada/index.html").read_text()


def test_what_a_stranger_wrote_stays_inert_in_a_preview(checkout: Election) -> None:
    name = DORA.replace("Dora Quist", "<script>alert(1)</script>")
    text = name + "\n<img src=x onerror=alert(1)>\n[x](javascript:alert(1))\n"
    _, found, _ = publish(checkout, pull_request=other(checkout, "dora", text))
    for page in Path(found["page"]).rglob("*.html"):
        shown = page.read_text().lower()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert 'href="javascript:' not in shown


@pytest.mark.parametrize("typed", ["0", "1; id", "-1", "x", "99999999999"])
def test_a_preview_is_of_a_number(checkout: Election, typed: str) -> None:
    assert publish(checkout, pull_request=typed)[0].code == ExitCode.USAGE


def test_of_what_is_no_nomination_there_is_nothing_to_show(checkout: Election) -> None:
    number = str(checkout.repo.open_pull("eve", files={"README.md": "# Other\n"}).number)
    ran, _, told = publish(checkout, pull_request=number)
    assert ran.code == ExitCode.USAGE
    assert "is not a nomination" in told


def test_the_same_preview_can_be_made_on_a_laptop(checkout: Election) -> None:
    number = other(checkout, "dora", DORA)
    ran = checkout.run("publish", "--repo", "acme/elections", "--pull-request", number, "--out", "seen")
    assert ran.code == ExitCode.OK, ran
    assert f"a preview of #{number}; do not publish it" in ran.err
    assert NOTICE.format(number) in Path("seen/2026-board/candidates/dora/index.html").read_text()
    assert checkout.requests()[1] == 0
