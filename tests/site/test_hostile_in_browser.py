"""Hundreds of hostile statements in a browser without the page's content policy: the sanitiser holds by itself."""

from __future__ import annotations

import re
from functools import partial

from browser_tab import chromium, served, tab_of
from invented_site import council, site, with_people
from payloads import PAYLOADS
from playwright.sync_api import Dialog

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import CandidatePage, RenderedText
from nomflow.render.site import render_site

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
PAGES = ("", "all/", *(f"candidates/c{number}/" for number in range(0, len(PAYLOADS), 15)))
OURS = """() => {
  for (const words of document.querySelectorAll('.words')) words.replaceChildren();
  return [...document.body.querySelectorAll('*')].map(each =>
    each.parentElement.tagName + '>' + each.tagName + '.' + each.className + (each.checkVisibility() ? '' : ' hidden'));
}"""
TOUCHED = """() => {
  for (const it of document.querySelectorAll('.words *')) {
    for (const type of ['focus', 'mouseover', 'pointerdown', 'toggle']) it.dispatchEvent(new Event(type));
    if (it.tagName !== 'A') it.click?.();
  }
}"""


def built(bodies: list[str]) -> dict[str, bytes]:
    people = [
        CandidatePage(
            id=f"c{number}",
            name=f"Candidate {number}: {body.strip()[:90] or 'x'}",
            statement=RenderedText(to_html(parse(f"Before.\n\n{body}", "x.md")).html, 9),
            affiliation=body[:200] or "x",
            summary=body[:200] or "x",
            conflicts=(body[:200] or "x",),
        )
        for number, body in enumerate(bodies)
    ]
    files = dict(render_site(site(with_people(council(), *people))))
    return {path: POLICY.sub(b"", content) for path, content in files.items()}


def _dismiss(said: list[str], dialog: Dialog) -> None:
    said.append(dialog.message)
    dialog.dismiss()


def test_no_statement_runs_loads_hides_or_moves_anything_even_without_the_content_policy() -> None:
    with chromium() as browser:
        seen = []
        for bodies in (["x"] * len(PAYLOADS), PAYLOADS):
            files = built(list(bodies))
            assert b"Content-Security-Policy" not in files["2026-council/all/index.html"]
            with served(files) as address, tab_of(browser, address, scripts=True) as tab:
                tab.page.set_default_timeout(60_000)
                tab.page.on("dialog", partial(_dismiss, tab.said))
                shapes = {}
                for path in PAGES:
                    page = tab.open(f"2026-council/{path}")
                    page.evaluate(TOUCHED)
                    assert page.url == f"{address}2026-council/{path}"
                    shapes[path] = page.evaluate(OURS)
                assert tab.said == []
                assert [url for url in tab.asked if not url.startswith(address)] == []
                seen.append(shapes)
        harmless, hostile = seen
        for path in PAGES:
            assert hostile[path] == harmless[path], path
