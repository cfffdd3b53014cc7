"""A site in a real browser: served on loopback, and told apart by what it asks for and says."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from chromium_path import chromium_path
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
TYPES = {".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}


@contextmanager
def served(files: Mapping[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        served: ClassVar[Mapping[str, bytes]] = files

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].lstrip("/")
            path = f"{path}index.html" if path.endswith("/") or not path else path
            found = self.served.get(path)
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html"))
            answer = self.served["404.html"] if found is None else found
            if "gzip" in self.headers.get("Accept-Encoding", ""):  # as every host of pages does
                self.send_header("Content-Encoding", "gzip")
                answer = compress(answer, 1)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def npm_packages() -> Path:
    """What ``npm ci --prefix tests/site`` installs."""
    packages = Path(__file__).parents[1] / "site" / "node_modules"
    if not packages.is_dir():
        pytest.skip("Missing on this machine: npm's packages (npm ci --prefix tests/site)")
    return packages


@contextmanager
def chromium() -> Iterator[Browser]:
    path = chromium_path() or pytest.skip("Missing on this machine: Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@dataclass
class Tab:
    """A page of the browser, and everything it asked for or said."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page


@contextmanager
def tab_of(browser: Browser, address: str, *, scripts: bool) -> Iterator[Tab]:
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    tab = Tab(context.new_page(), address)
    tab.page.on("request", lambda request: tab.asked.append(request.url))
    tab.page.on("console", lambda message: tab.said.append(message.text))
    tab.page.on("pageerror", lambda error: tab.said.append(str(error)))
    yield tab
    context.close()


def fresh(tab: Tab) -> Tab:
    tab.asked.clear()
    tab.said.clear()
    tab.page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce")
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    return tab
