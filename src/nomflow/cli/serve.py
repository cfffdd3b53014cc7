"""Showing written files in a browser on this machine, and reloading them when they change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Event, Thread

from nomflow.core.basics.errors import ExitCode, UsageError

_EVENTS = "/.changes"
_POLL_SECONDS = 0.3


class Changes:
    """A counter that readers can wait on."""

    def __init__(self) -> None:
        self.count = 0
        self.changed = Condition()

    def tell(self) -> None:
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        with self.changed:
            self.changed.wait_for(lambda: self.count > seen, seconds)
            return self.count


class _Handler(SimpleHTTPRequestHandler):
    """Files below one folder, never cached, and a stream of changes."""

    def __init__(self, *arguments: object, changes: Changes, **options: object) -> None:
        self.changes = changes
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # handed through as the server gives them

    def do_GET(self) -> None:
        if self.path != _EVENTS:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self.changes.count
        try:
            while True:
                now = self.changes.wait(seen, 15)
                self.wfile.write(b"data: reload\n\n" if now > seen else b": still here\n\n")
                self.wfile.flush()
                seen = now
        except OSError:
            return

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Says nothing: the terminal belongs to the findings."""


def serve(
    root: Path, port: int, page: str = "", *, watch: Path | None = None, again: Callable[[], None] | None = None
) -> ExitCode:
    """Serves ``root`` on 127.0.0.1 until interrupted. When ``watch`` changes, ``again`` is called and readers reload.

    Raises ``UsageError`` when the port is taken.
    """
    changes = Changes()
    handler = partial(_Handler, directory=str(root), changes=changes)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"Port {port} cannot be used: {error.strerror}.") from error
    server.daemon_threads = True
    stop = Event()
    if watch and again:
        Thread(target=_follow, args=(watch, again, changes, stop), daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/{page} (stop with Ctrl+C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        stop.set()
        server.server_close()
    return ExitCode.OK


def _follow(path: Path, again: Callable[[], None], changes: Changes, stop: Event) -> None:
    seen = _stamp(path)
    while not stop.wait(_POLL_SECONDS):
        now = _stamp(path)
        if now != seen:
            seen = now
            again()
            changes.tell()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
