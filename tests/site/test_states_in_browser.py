"""Every state of an election: what voters see and can do first, and in what order a screen reader says it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_tab import Tab, chromium, fresh, served, tab_of
from made_states import KINDS, site_of_states, states

from nomflow.render.site import render_site

ROOT = Path(__file__).parents[2]
READING = Path(__file__).parent / "reading"
ROW = re.compile(r"^\| ([a-z-]+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
FIRST = {row[0]: row[1:] for row in ROW.findall((ROOT / "docs" / "pages.md").read_text("utf-8").partition("## ")[0])}
FIRST.pop("state")
ALIKE = {"Council election 2026"}  # each of the invented states is one of it
LONG = ("400 candidates", "a candidate with 14,000 words")
SAID = re.compile(r"^\s*- (?:banner|navigation|main|contentinfo|complementary|region|article|heading|link|button)\b")

OVERLAPPING = """() => {
  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (boxes.length < 400 && walker.nextNode()) {
    const node = walker.currentNode, it = node.parentElement;
    if (!node.data.trim() || !it.checkVisibility() || it.closest('.skip, .vh, .menu, #menu')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) boxes.push([box, node.data.trim().slice(0, 30)]);
  }
  const over = [];
  boxes.forEach(([a, one], at) => boxes.slice(at + 1).forEach(([b, other]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > Math.min(a.height, b.height) * .4) over.push(`${one} × ${other}`);
  }));
  return over;
}"""
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(it => {
  const box = it.getBoundingClientRect();
  return it.checkVisibility() && !it.closest('.many, .vh') && box.width
    && (box.left < -1 || box.right > innerWidth + 1);
}).map(it => it.outerHTML.slice(0, 80))"""
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, label')].filter(it => {
  if (!it.checkVisibility({visibilityProperty: true}) || it.classList.contains('skip')) return false;
  const around = it.closest('p, dd, li, .words, .slot, pre, q');
  const sentence = it.tagName == 'A' && around && around.textContent.trim() != it.textContent.trim();
  const target = it.closest('.people li') ?? it;
  return !sentence && target.getBoundingClientRect().height < 43.9;
}).map(it => it.outerHTML.slice(0, 80) + it.getBoundingClientRect().height)"""
FOCUS = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y), row = it.closest('.people li, label') ?? it;
  const lines = [it, row].some(each => getComputedStyle(each).outlineStyle == 'solid');
  return {body: it === document.body, name: it.textContent.trim().slice(0, 40), lines,
          free: !!top && (row.contains(top) || top.contains(it))};
}"""
SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: 'layout-shift', buffered: true});
  scrollTo(0, document.body.scrollHeight);
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with (
        served(dict(render_site(site_of_states()))) as address,
        chromium() as browser,
        tab_of(browser, address, scripts=True) as tab,
    ):
        yield tab


def opened(tab: Tab, path: str, width: int, height: int = 844) -> Any:
    page = fresh(tab).page
    page.set_viewport_size({"width": width, "height": height})
    tab.open(path)
    return page


def test_the_table_has_every_state() -> None:
    assert list(FIRST) == list(states())


@pytest.mark.parametrize("state", states())
def test_a_voter_with_a_phone_sees_where_it_stands_and_what_to_do_first(tab: Tab, state: str) -> None:
    page = opened(tab, f"{state}/", 390)
    sees, does, leads = FIRST[state]
    box = page.get_by_text(sees).first.bounding_box()
    assert box["y"] + box["height"] <= 844, "not on the first screen"
    action = page.locator(".actions a").first
    assert (action.inner_text().strip(), action.get_attribute("href").endswith(leads)) == (does, True)
    assert "main" in action.get_attribute("class")
    button = action.bounding_box()
    assert button["y"] + button["height"] <= 844
    assert button["height"] >= 44
    page.goto(page.url.partition("#")[0])
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("state", states())
def test_nothing_overlaps_or_is_cut_off_and_the_parts_stand_in_order(tab: Tab, state: str) -> None:
    page = opened(tab, f"{state}/", 390)
    parts = [".mast", "h1", ".state", ".actions", ".race", ".panel", ".dates", ".foot"]
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(CUT) == [], width
        assert page.evaluate(OVERLAPPING) == [], width
        boxes = {part: page.locator(part).last.bounding_box() for part in parts if page.locator(part).count()}
        if width == 390:
            tops = [box["y"] for box in boxes.values()]
            assert tops == sorted(tops)
        else:
            row, panel = page.locator(".race").first.bounding_box(), boxes[".panel"]
            assert row["x"] + row["width"] <= panel["x"]
            assert panel["y"] < 844


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_moves_nowhere_and_fits_a_screen_at_400_per_cent(tab: Tab, path: str) -> None:
    page = opened(tab, path, 320, 256)
    assert page.evaluate(SHIFTED) == 0
    assert page.evaluate(CUT) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"  # less motion was asked
    soft = "getComputedStyle(document.querySelector('.foot p') ?? document.body).color"
    before = page.evaluate(soft)
    page.emulate_media(contrast="more")
    assert page.evaluate(soft) != before or path == ""
    page.emulate_media(contrast="no-preference")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_the_focus_is_always_to_be_seen(tab: Tab, path: str) -> None:
    page = opened(tab, path, 390, 600)
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUS)
        if seen["body"]:
            break
        assert seen["lines"], seen
        assert seen["free"], seen


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LONG])
def test_a_screen_reader_says_the_page_in_this_order(tab: Tab, kind: str) -> None:
    page = opened(tab, KINDS[kind], 1280)
    snapshot = page.locator("body").aria_snapshot()
    said = "\n".join(line for line in snapshot.split("\n") if SAID.match(line)) + "\n"
    golden = READING / f"{kind.replace(' ', '-')}.yml"
    if os.environ.get("UPDATE_GOLDEN"):
        READING.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_headings_landmarks_and_links_are_told_apart(tab: Tab, path: str) -> None:
    page = opened(tab, path, 1280)
    levels = [
        int(level) for level in page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(h => h.tagName[1])")
    ]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert [page.locator(each).count() for each in ("body > header", "main", "body > footer")] == [1, 1, 1]
    regions = page.eval_on_selector_all("nav, aside", "all => all.map(it => it.ariaLabel)")
    assert len(regions) == len(set(regions)) and all(regions)  # noqa: PT018 - one thing: names
    links = page.eval_on_selector_all(
        "a:not([href^='#'])",
        "all => all.map(it => [(it.ariaLabel || it.textContent).trim().replace(/\\s+/g, ' '), it.href])",
    )
    leads: dict[str, set[str]] = {}
    for name, href in links:
        leads.setdefault(name, set()).add(href.partition("#")[0])
    assert all(leads)
    assert {name for name, where in leads.items() if len(where) > 1} <= ALIKE
