"""The stand-in on a port of this machine."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import traceback
from http.server import BaseHTTPRequestHandler
from types import TracebackType

from standin.answering import Answering, Request, Response
from standin.breaking import Broken
from standin.world import World

LONGEST_WAIT = 10.0
"""Seconds that a hanging answer waits for the client to give up."""


class Server(socketserver.ThreadingTCPServer):
    """Serves one world after another: ``show`` changes it between tests, at the same address."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, world: World) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._connections: set[socket.socket] = set()
        self.show(world)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def show(self, world: World) -> None:
        self.answering = Answering(world)

    @property
    def url(self) -> str:
        """The address of the REST API; GraphQL is at ``/graphql`` below it."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server._connections.add(self.connection)

    def finish(self) -> None:
        self.server._connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError, BrokenPipeError):
            super().handle()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = f"http://{headers.get('host', '')}"
        answering = self.server.answering
        try:
            response = answering.answer(Request(self.command, host, self.path, headers, body))
        except Exception:
            answering.world.mistakes.append(f"the stand-in broke:\n{traceback.format_exc()}")
            response = Response(500)
        self._send(response)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - the base class's names

    def _send(self, response: Response) -> None:
        if response.broken in (Broken.SILENT, Broken.HANGING):
            self.close_connection = True
            if response.broken is Broken.HANGING:
                self.connection.settimeout(LONGEST_WAIT)
                with contextlib.suppress(OSError):
                    self.connection.recv(1)
            return
        body = b"" if self.command == "HEAD" or response.status in {204, 304} else response.body
        lines = [f"HTTP/1.1 {response.status} {self.responses.get(response.status, ('',))[0]}"]
        lines += [f"{name}: {value}" for name, value in response.headers.items()]
        if response.status not in {204, 304}:
            lines.append(f"content-length: {len(body)}")
        if response.broken is Broken.SHORT:
            body = body[: len(body) // 2]
            self.close_connection = True
        self.wfile.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: the world keeps its own log."""
