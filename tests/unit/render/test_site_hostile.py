"""Whatever stands in a nomination or in an organisation's templates, the site is built and nothing runs."""

from __future__ import annotations

import json

import pytest
from invented_site import only, people, site, statement
from msgspec import Struct
from msgspec.structs import fields, replace
from parsed_page import pages, parsed

from nomflow.core.basics.errors import ConfigError
from nomflow.core.site.site import CandidatePage, NotShown, Site, Translation
from nomflow.render.site import UnshownNomination, render_site

PAYLOADS = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script><svg/onload=alert(1)>{{ 7*7 }}{% raw %}",
    'javascript:alert(1)//"><!-- --!> ]]> <?x',
)
FEW = only(*people()[:2], *people()[-2:])
STRUCTURE = {"html", "id", "base_url", "zone", "before_list", "after_list", "footer", "small", "large", "path", "seed"}


def poisoned(value: object, payload: str) -> object:
    """The model with a payload in every text that does not hold it together."""
    if isinstance(value, Translation):
        return replace(value, summary=payload)  # the language is a folder
    if isinstance(value, Struct):
        changed = {
            each.name: poisoned(getattr(value, each.name), payload)
            for each in fields(value)
            if each.name not in STRUCTURE
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(each, payload) for each in value)
    return payload if type(value) is str else value


@pytest.fixture(scope="module")
def usual_tags() -> set[str]:
    return {tag for page in pages(dict(render_site(site()))).values() for tag, _ in page.tags}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_people_write_into_a_field_stays_text(payload: str, usual_tags: set[str]) -> None:
    model = poisoned(FEW, payload)
    assert isinstance(model, Site)
    troubles: list[UnshownNomination] = []
    built = dict(render_site(replace(model, logo="", languages=("de",)), on_trouble=troubles.append))

    assert troubles == []
    for path, page in pages(built).items():
        assert {tag for tag, _ in page.tags} <= usual_tags, path
        for tag, attributes in page.tags:
            assert tag != "script" or attributes == {"type": "application/ld+json"}, path
            assert tag != "img" or attributes["src"].endswith("assets/mark.svg"), path
            assert not [name for name in attributes if name.startswith("on")], path
            for name in ("href", "src", "action"):
                assert not attributes.get(name, "").lower().startswith("javascript"), path
    for path, content in built.items():
        if path.endswith(".json"):
            json.loads(content)
        elif b"ld+json" in content:
            json.loads(content.decode().partition('ld+json">')[2].partition("</script>")[0])


BROKEN = (
    CandidatePage(id="../../etc", name="Climbs out"),
    CandidatePage(id="Capital", name="Has a capital"),
    CandidatePage(id="marisol-q", name="Took somebody's id"),
    CandidatePage(id="lone", name="Half a sign \ud800"),
    CandidatePage(id="half", name="Half a statement", statement=replace(statement("x"), html="<p>\udfff</p>")),
    CandidatePage(id="wrong", name="Wrong type", statement=statement("x"), history=("not a change",)),  # type: ignore[arg-type]  # that is the point
)


def test_broken_nominations_never_break_the_site() -> None:
    troubles: list[UnshownNomination] = []
    built = dict(render_site(only(*people()[:3], *BROKEN), on_trouble=troubles.append))

    found = sorted((each.election, each.candidate) for each in troubles)
    assert found == sorted(("2026-council", broken.id) for broken in BROKEN)
    assert b"Pay for review" in built["2026-council/candidates/marisol-q/index.html"]
    assert all(not path.startswith(("/", "..")) and "/../" not in path for path in built)
    record = parsed(built["2026-council/about/index.html"])
    assert any("could not be built from" in text for text in record.text)
    notices = [
        page for path, page in pages(built).items() if "cannot be shown: an error of nomflow" in " ".join(page.text)
    ]
    assert len(notices) == len(BROKEN)
    assert all(notice.title for notice in notices)


def test_a_statement_that_could_not_be_read_is_said_so_where_it_would_stand() -> None:
    built = pages(dict(render_site(only(*people()[:2], CandidatePage(id="sad", name="Sad", trouble=NotShown.REFUSED)))))

    assert "This statement cannot be shown: it holds something that nomflow refuses to read." in " ".join(
        built["2026-council/candidates/sad/index.html"].text
    )
    assert "The statement cannot be shown here." in " ".join(built["2026-council/index.html"].text)


@pytest.mark.parametrize(
    "own",
    [
        "{{ site.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ candidate.statement.__init__.__globals__ }}",
        "{{ nothing_of_that_name }}",
        "{% include '/etc/passwd' %}",
        "{% include 'nomflow/../../../pyproject.toml' %}",
    ],
)
def test_an_override_cannot_reach_out_of_the_page(own: str) -> None:
    with pytest.raises(
        ConfigError, match=r"^.github/nomflow/site/candidate.html.j2:1:1: .*(unsafe|undefined|passwd|toml)"
    ):
        list(render_site(FEW, overrides={"candidate.html.j2": own}))
