"""Names of any length in any script, and pages that run from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_tab import Tab, chromium, fresh, npm_packages, served, tab_of
from invented_site import council, site, statement, with_people
from msgspec.structs import replace

from nomflow.core.site.site import CandidatePage, Translation
from nomflow.render.site import render_site

HEBREW = statement(
    "אני עומדת לבחירה כי אנשים שקוראים מימין לשמאל כותבים רבע מהתוכנה שלנו.",
    (3, "goals", "מה אעשה"),
    "<ul>\n<li>פגישה אחת בחודש</li>\n<li><code>riverbend --rtl</code></li>\n</ul>",
    "<table><thead><tr><th>שנה</th><th>תרגומים</th></tr></thead><tbody><tr><td>2025</td><td>41</td></tr></tbody></table>",
    language="he",
)
LONG = "Ana María de los Ángeles Guadalupe " * 6
PEOPLE = (
    CandidatePage(
        id="noa", name="נועה בן־דוד", statement=HEBREW, summary="פגישה אחת בחודש.", affiliation="ספריית הנהר"
    ),
    CandidatePage(id="long", name=LONG[:200].strip(), statement=statement("Hello."), summary="Hello."),
    CandidatePage(id="word", name="Llanfair" * 25, statement=statement("Bore da.", language="cy"), summary="Bore da."),
    CandidatePage(id="tane", name="Tane", statement=statement("Kia ora.", language="mi"), summary="Kia ora."),
    CandidatePage(
        id="lin", name="林晓雯", statement=statement("我参加竞选。" * 40, language="zh-Hans"), summary="我参加竞选。"
    ),
    CandidatePage(
        id="yusra",
        name="يسرا الحدّاد",
        statement=statement("Riverbend 4.2 هو أول إصدار عربي لنا."),
        summary="Riverbend 4.2 هو أول إصدار عربي لنا.",
        translations=(Translation(statement("4.2 ist unsere erste Fassung.", language="de"), None),),
    ),
)
PAGES = ("", "compare/", "all/", "about/", *(f"candidates/{person.id}/" for person in PEOPLE), "candidates/yusra/de/")
FOLDERS = {"ltr": "2026-council/", "rtl": "2026-council/ar/"}


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    files = dict(render_site(replace(site(with_people(council(), *PEOPLE)), languages=("en", "ar"))))
    with served(files) as address, chromium() as browser, tab_of(browser, address, scripts=True) as tab:
        yield tab


@pytest.mark.parametrize("direction", FOLDERS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_is_accessible_whichever_way_it_runs(tab: Tab, direction: str, path: str) -> None:
    page = fresh(tab).open(FOLDERS[direction] + path)
    assert page.locator("html").get_attribute("dir") == direction
    page.evaluate((npm_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, width
        if width == 390:  # the same layout as at 320
            continue
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(each => each.violations)")
        assert [each["id"] for each in found] == [], width


def left_of(tab: Tab, selector: str) -> float:
    box = tab.page.locator(selector).first.bounding_box()
    assert box
    return box["x"]


def test_everything_is_mirrored_on_pages_from_right_to_left(tab: Tab) -> None:
    for direction, brand_first in (("ltr", True), ("rtl", False)):
        fresh(tab).open(FOLDERS[direction])
        assert (left_of(tab, ".brand") < left_of(tab, ".mast nav")) is brand_first
        assert (left_of(tab, ".people .face") < left_of(tab, ".people .says")) is brand_first


@pytest.mark.parametrize("direction", FOLDERS)
@pytest.mark.parametrize(("person", "runs"), [("noa", "rtl"), ("lin", "ltr"), ("tane", "ltr"), ("yusra", "ltr")])
def test_a_statement_runs_as_its_own_language_does(tab: Tab, direction: str, person: str, runs: str) -> None:
    """A statement that names no language runs as its first letter does; this one begins with a name in Latin."""
    page = fresh(tab).open(f"{FOLDERS[direction]}candidates/{person}/")

    assert page.evaluate("getComputedStyle(document.querySelector('.words')).direction") == runs


def test_everybody_has_initials_that_fit(tab: Tab) -> None:
    page = fresh(tab).open(FOLDERS["ltr"])
    page.set_viewport_size({"width": 320, "height": 900})
    shown = dict(
        zip(
            (each.strip() for each in page.locator(".people h3 bdi").all_inner_texts()),
            page.locator(".people .face").all_inner_texts(),
            strict=True,
        )
    )
    assert {name[:5]: letters for name, letters in shown.items()} == {
        "נועה ": "נ",
        "Ana M": "AM",
        "Llanf": "L",
        "Tane": "T",
        "林晓雯": "林",
        "يسرا ": "ي",
    }
    wide = page.evaluate("[...document.querySelectorAll('.face')].map(each => each.scrollWidth - each.clientWidth)")
    assert max(wide) <= 0
