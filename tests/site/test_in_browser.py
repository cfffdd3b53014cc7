"""The election page as voters use it: any width, light or dark, by keyboard, on paper, with nothing else loaded."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_tab import Tab, chromium, fresh, npm_packages, served, tab_of
from invented_site import council, site, with_people
from made_pictures import drawn
from made_states import site_of_states
from msgspec.structs import replace
from playwright.sync_api import Browser

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import (
    Asset,
    CandidatePage,
    ElectionPage,
    Photo,
    Question,
    QuestionAnswer,
    RenderedText,
    Site,
    Slots,
    StatementSource,
)
from nomflow.render.site import render_site
from nomflow.render.site.pictures import logo, portrait

PAGES = (
    "",
    "no/such/page/",
    "2026-council/",
    "2026-council/candidates/marisol-q/",
    "2026-council/candidates/konstantina-p/",
    "2026-council/candidates/yusra-h/",
    "2026-council/candidates/r-ashdown/",
    "2026-council/compare/",
    "2026-council/all/",
    "2026-council/about/",
    "2026-council/questions/",
    "2026-council/questions/3-rota/",
    "2026-council/questions/12-mirrors/",
    "2026-council/r/3/",
    "2025-kreise/",
    "2026-council/de/",
    "2026-council/de/candidates/konstantina-p/",
    "2026-council/de/candidates/marisol-q/",
    "2026-council/de/candidates/marisol-q/ar/",
    "2026-council/de/compare/",
    "2026-council/de/all/",
    "2026-council/de/about/",
)
DRESSED_PAGES = (
    "",
    "2026-council/",
    "2026-council/candidates/marisol-q/",
    "2026-council/candidates/r-ashdown/",
    "2026-council/compare/",
    "2026-council/r/3/",
)
OVERRIDES = {
    "candidate.html.j2": "{% extends 'nomflow/candidate.html.j2' %}"
    '{% block neighbours %}<p><a href="/ask/">Ask {{ candidate.name }}</a></p>{{ super() }}{% endblock %}'
}
RUN_AXE = """async only => {
  const rules = {'target-size': {enabled: only != 'paper'}};
  const runOnly = only == 'colours' ? {runOnly: ['color-contrast', 'link-in-text-block']} : {};
  const {violations} = await axe.run(document, {resultTypes: ['violations'], rules, ...runOnly});
  return violations.map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 160)).join(' | '));
}"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
    + 'p {margin-block-end: 2em !important}');
  document.adoptedStyleSheets = [sheet];
}"""
UNSEEN_WORDS = """() => {
  const unseen = [];
  for (const words of document.querySelectorAll('.words')) {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const seen = node.parentElement.checkVisibility({visibilityProperty: true, opacityProperty: true});
      if (node.data.trim() && !seen) unseen.push(node.data.trim());
    }
  }
  return unseen;
}"""
FOCUSED = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect();
  const seen = {
    across: Math.min(box.right, innerWidth) - Math.max(box.left, 0),
    down: Math.min(box.bottom, innerHeight) - Math.max(box.top, 0),
  };
  return [it.textContent.trim(), seen.across >= box.width / 2 && seen.down >= box.height / 2 && box.width > 0];
}"""


def dressed(plain: Site) -> Site:
    small, large = portrait(drawn(700, 900))
    photo = Photo("assets/photos/a.webp", "assets/photos/b.webp")
    words = to_html(parse("# Before you read\n\n- one\n- [two](https://example.org)\n", "x.md"), first_level=2)

    def of(election: ElectionPage) -> ElectionPage:
        races = (
            replace(
                race, candidates=tuple(each if each.gone else replace(each, photo=photo) for each in race.candidates)
            )
            for race in election.races
        )
        slots = Slots(*(words.html.replace('id="s-', f'id="{place}-') for place in ("before", "after", "foot")))
        return replace(election, races=tuple(races), slots=slots)

    assets = (
        Asset(photo.small, small),
        Asset(photo.large, large),
        Asset("assets/logo.png", logo(drawn(1200, 240, "PNG"))),
    )
    elections = tuple(of(election) for election in plain.elections)
    footer = words.html.replace('id="s-', 'id="foot-')
    return replace(plain, elections=elections, assets=assets, logo="assets/logo.png", footer=footer)


@pytest.fixture(scope="module")
def npm() -> Path:
    return npm_packages()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(render_site(site()))


@pytest.fixture(scope="module")
def address(files: dict[str, bytes]) -> Iterator[str]:
    with served(files) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def plain_tab(browser: Browser, address: str) -> Iterator[Tab]:
    with tab_of(browser, address, scripts=False) as tab:
        yield tab


@pytest.fixture(scope="module")
def scripted_tab(browser: Browser, address: str) -> Iterator[Tab]:
    with tab_of(browser, address, scripts=True) as tab:
        yield tab


@pytest.fixture
def tab(plain_tab: Tab) -> Tab:
    """Without JavaScript, as the pages are made for."""
    return fresh(plain_tab)


@pytest.fixture
def scripted(scripted_tab: Tab) -> Tab:
    """With JavaScript, which the checker of accessibility needs."""
    return fresh(scripted_tab)


def overflow(tab: Tab) -> int:
    wide = tab.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wide, int)
    return wide


def accessible_at_every_width(tab: Tab) -> None:
    """A phone's layout is one from 320 to 480 pixels: axe looks at its narrowest. In the dark only colours differ."""
    for width in (390, 320, 1280):
        tab.page.set_viewport_size({"width": width, "height": 900})
        assert overflow(tab) <= 0, f"scrolls sideways at {width}"
        if width == 390:
            continue
        tab.page.emulate_media(color_scheme="light")
        assert tab.page.evaluate(RUN_AXE) == [], f"at {width}"
        tab.page.emulate_media(color_scheme="dark")
        assert tab.page.evaluate(RUN_AXE, "colours") == [], f"at {width} in the dark"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_at_every_width_in_light_and_dark(scripted: Tab, npm: Path, path: str) -> None:
    scripted.open(path)
    scripted.page.evaluate((npm / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    accessible_at_every_width(scripted)
    scripted.page.emulate_media(color_scheme="light", forced_colors="active")
    assert scripted.page.evaluate(RUN_AXE, "colours") == [], "in forced colours"
    scripted.page.emulate_media(forced_colors="none", media="print")
    assert scripted.page.evaluate(RUN_AXE, "paper") == [], "on paper"
    scripted.page.emulate_media(media="screen")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_anybody_else_and_nothing_is_said_in_the_console(tab: Tab, path: str) -> None:
    tab.open(path)

    assert [url for url in tab.asked if not url.startswith(tab.address)] == []
    assert len(set(tab.asked)) <= 3 + ("compare" in path)
    said = [each for each in tab.said if not (path.startswith("no/") and "404" in each)]
    assert said == []


@pytest.mark.parametrize("path", PAGES)
def test_large_text_and_wide_spacing_lose_nothing(tab: Tab, path: str) -> None:
    tab.page.set_viewport_size({"width": 320, "height": 700})
    tab.open(path)
    tab.page.evaluate(SPACED)

    assert overflow(tab) <= 0


@pytest.fixture(scope="module")
def dressed_address() -> Iterator[str]:
    """The same election with everybody's photo, a wide logo, the organisation's words and a page of its own."""
    with served(dict(render_site(dressed(site()), overrides=OVERRIDES))) as address:
        yield address


@pytest.mark.parametrize("path", DRESSED_PAGES)
def test_photos_a_logo_and_words_of_the_organisations_own_leave_a_page_accessible(
    browser: Browser, dressed_address: str, npm: Path, path: str
) -> None:
    with tab_of(browser, dressed_address, scripts=True) as tab:
        page = tab.open(path)
        broken = "[...document.images].filter(each => each.loading != 'lazy' && !each.naturalWidth).length"
        page.evaluate((npm / "axe-core/axe.min.js").read_text(encoding="utf-8"))
        accessible_at_every_width(tab)
        assert page.evaluate(broken) == 0
        assert [url for url in tab.asked if not url.startswith(tab.address)] == []
        assert tab.said == []


def test_a_photo_is_drawn_in_a_circle_as_large_as_the_screen_needs(browser: Browser, dressed_address: str) -> None:
    with tab_of(browser, dressed_address, scripts=False) as tab:
        page = tab.open("2026-council/")
        faces = page.locator(".people img.face")
        assert faces.count() == page.locator(".people li").count()
        faces.last.scroll_into_view_if_needed()
        page.wait_for_function("[...document.querySelectorAll('img.face')].every(each => each.naturalWidth)")
        assert {face.get_attribute("alt") for face in faces.all()} == {""}
        box = faces.first.bounding_box()
        assert box
        assert box["width"] == box["height"] == 56


@pytest.mark.parametrize(
    "path", ["2026-council/candidates/konstantina-p/", "2026-council/all/", "2026-council/compare/"]
)
def test_paper_has_every_word_and_no_dark_background(tab: Tab, path: str) -> None:
    tab.open(path)
    assert tab.page.evaluate(UNSEEN_WORDS) != [], "folded on the screen, or this test proves nothing"
    tab.page.emulate_media(media="print", color_scheme="dark")

    assert tab.page.evaluate(UNSEEN_WORDS) == []
    assert tab.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_a_keyboard_reaches_the_candidates_at_once_and_each_of_them_in_order(tab: Tab) -> None:
    page = tab.open("2026-council/")
    names = page.locator(".people h3 a").all_inner_texts()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == ["Skip to the candidates", True]
    page.keyboard.press("Enter")

    reached: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        text, visible = page.evaluate(FOCUSED)
        assert visible, text
        if page.evaluate("document.activeElement.closest('.people') !== null"):
            reached.append(" ".join(text.split()))
        if len(reached) == len(names):
            break
    assert reached == [" ".join(name.split()) for name in names]

    page.keyboard.press("Enter")
    page.wait_for_url("**/candidates/**")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "Skip to the statement"


def test_people_choose_whom_to_compare_without_a_script(tab: Tab) -> None:
    page = tab.open("2026-council/compare/")
    page.get_by_text("Choose whom to compare", exact=True).press("Enter")
    shown = page.locator(".cells article:visible")
    everybody = shown.count()
    page.get_by_label("Marisol Quintanilla").press("Space")

    assert everybody == 20
    assert shown.count() == 17
    assert "Marisol" not in " ".join([*shown.all_inner_texts(), *page.locator(".silent").all_inner_texts()])
    page.get_by_role("button", name="Show everyone").press("Enter")
    assert shown.count() == everybody


CUT_OFF = """() => [...document.querySelectorAll('.cells article')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.right > innerWidth || box.left < 0;
}).map(each => each.querySelector('h3').textContent.trim())"""


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1440, 1920])
def test_four_candidates_are_compared_without_cutting_off_anybody(browser: Browser, width: int) -> None:
    four = with_people(council(), *council().races[0].standing[:4])
    with served(dict(render_site(site(four)))) as address, tab_of(browser, address, scripts=False) as tab:
        tab.page.set_viewport_size({"width": width, "height": 900})
        page = tab.open("2026-council/compare/")

        assert page.evaluate(CUT_OFF) == []
        assert page.locator(".cue").count() == 0


def test_more_than_four_scroll_sideways_with_a_cue_and_half_of_the_next_one_to_be_seen(tab: Tab) -> None:
    for width in (1024, 1280, 1440, 1920):
        tab.page.set_viewport_size({"width": width, "height": 900})
        page = tab.open("2026-council/compare/")
        assert page.get_by_text("7 candidates side by side").is_visible()
        cells = page.locator(".cells").first
        edge = cells.evaluate("it => it.getBoundingClientRect().right")
        lefts = [each.bounding_box() for each in cells.locator("article").all()]
        peeking = [box for box in lefts if box and box["x"] + 20 < edge < box["x"] + box["width"] - 20]
        assert len(peeking) == 1, f"nobody is cut by the edge at {width}, so that nothing shows that there are more"
        assert cells.get_attribute("tabindex") == "0"  # so that arrow keys scroll it
        name = cells.locator("h3").first
        cells.evaluate("it => it.scrollTop = 200")
        assert (
            name.evaluate("it => it.getBoundingClientRect().top - it.closest('.cells').getBoundingClientRect().top") < 5
        )


def test_a_phone_has_one_row_of_header_and_the_list_on_its_first_screen(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 844})
    page = tab.open("2026-council/")
    top = page.locator(".mast").bounding_box()
    assert top
    assert top["height"] <= 60
    row = page.locator(".people li").first.bounding_box()
    assert row
    notice = page.locator(".notice").bounding_box()
    assert notice
    assert row["y"] - notice["height"] < 844, "the first candidate begins below the first screen"
    for target in page.locator(".people h3 a, .button, #menu a").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44, target.inner_text()
    assert not page.get_by_role("link", name="Compare", exact=True).is_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    page.get_by_role("link", name="Compare", exact=True).press("Enter")
    page.wait_for_url("**/compare/")


def test_a_row_is_one_large_target(tab: Tab) -> None:
    page = tab.open("2026-council/")
    page.locator(".people li").nth(2).scroll_into_view_if_needed()
    box = page.locator(".people li").nth(2).locator(".says").bounding_box()
    assert box
    page.mouse.click(box["x"] + 40, box["y"] + 10)

    page.wait_for_url("**/candidates/**")
    assert page.url.startswith(f"{tab.address}2026-council/candidates/")


def test_forced_colours_keep_every_name_readable(tab: Tab) -> None:
    tab.page.emulate_media(forced_colors="active")
    page = tab.open("2026-council/")

    assert page.locator(".people h3 a").first.is_visible()
    assert overflow(tab) <= 0


HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg>

[run](javascript:alert(1)) <a href="jAvA&#x09;script:alert(1)">run</a> ![load](https://evil.example/x.png)

<iframe src="https://evil.example"></iframe><style>@import "https://evil.example"</style><base href="https://evil.example">

<details open ontoggle=alert(1)><summary>x</summary></details> <form action="https://evil.example"><button>x</button>

<link rel="stylesheet" href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example">
"""


def test_nothing_a_candidate_writes_runs_or_loads(browser: Browser) -> None:
    html = to_html(parse(HOSTILE, "x.md")).html
    person = CandidatePage(
        id="mallory", name=HOSTILE, statement=RenderedText(html, 9), summary=HOSTILE, affiliation=HOSTILE
    )
    other = CandidatePage(id="ada", name="Ada", statement=RenderedText("<p>Hello.</p>", 1), summary="Hello.")
    answer = QuestionAnswer("mallory", StatementSource(path="x.md"), RenderedText(html, 9))
    asked = Question(
        number=1,
        slug="x",
        title=HOSTILE,
        source=StatementSource(path="x.md"),
        text=RenderedText(html, 9),
        language="",
        asked_by=HOSTILE,
        asked_at="javascript:alert(1)",
        answers=(answer,),
    )
    election = replace(with_people(council(), person, other), questions=(asked,))
    with served(dict(render_site(site(election)))) as address, tab_of(browser, address, scripts=True) as tab:
        dialogs: list[str] = []
        tab.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for path in ("", "candidates/mallory/", "compare/", "all/", "about/", "questions/", "questions/1-x/"):
            page = tab.open(f"2026-council/{path}")
            page.evaluate("document.querySelectorAll('.words a').forEach(link => link.click())")

        assert (dialogs, tab.said) == ([], [])
        assert [url for url in tab.asked if not url.startswith(address)] == []


def test_the_html_is_valid(files: dict[str, bytes], npm: Path, tmp_path: Path) -> None:
    """By the Nu checker, which is the authority. Its warnings on the content policy take files for another origin."""
    java = shutil.which("java") or pytest.skip(
        "The Nu checker needs Java, and only it does: html is checked where there is one."
    )
    in_looks = {f"dressed/{path}": content for path, content in render_site(dressed(site()), overrides=OVERRIDES)}
    states = {f"states/{path}": content for path, content in render_site(site_of_states()) if path.count("/") == 1}
    for path, content in (files | in_looks | states).items():
        if path.endswith(".html") and not {"r", "de"} & {*path.split("/")}:
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    checker = npm / "vnu-jar/build/dist/vnu.jar"
    if not checker.is_file():
        pytest.skip("Missing on this machine: npm's packages (npm ci --prefix tests/site)")
    told = subprocess.run(
        [java, "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", checker, "--errors-only", "--format", "gnu", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (told.returncode, (told.stdout + told.stderr).replace(str(tmp_path), "")) == (0, "")
