"""drand on this machine: a beacon whose value is known beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

SIGNATURE = "b6" * 48
VALUE = sha256(bytes.fromhex(SIGNATURE)).hexdigest()


class Beacon:
    """A server of drand's on this machine. It says ``value`` of the round so many ``ahead`` of the one asked for."""

    def __init__(self) -> None:
        self.url, self.value, self.status, self.ahead = "", VALUE, 200, 0
        self.asked: list[str] = []


@pytest.fixture
def beacon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Beacon]:
    made = Beacon()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            number = int(self.path.rsplit("/", 1)[1]) + made.ahead
            told = {"round": number, "randomness": made.value, "signature": SIGNATURE}
            body = json.dumps(told).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("NOMFLOW_DRAND_URL", made.url)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield made
        server.shutdown()
        thread.join()
