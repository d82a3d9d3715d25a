"""A Hub of our own on this machine: a few repositories, and ways to misbehave; it remembers what it was asked."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHA = "c" * 40


@dataclass
class FakeHub:
    """What is there, by path (``models/acme/base``, ``datasets/acme/words``), and what was asked.

    Attributes:
        redirects: path of a request -> where it is sent.
        statuses: path of a request -> status that it is answered with.
        slow: paths whose bytes come one a second, without end.
        asked: paths, in order.
        headers: headers of all requests, in lower case.
    """

    repositories: dict[str, dict[str, str]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    endpoint: str = ""

    def body(self, path: str) -> bytes | None:
        """Return what stands at a path: a description, or a file at the one revision."""
        if path.startswith("/api/"):
            files = self.repositories.get(path.removeprefix("/api/"))
            if files is None:
                return None
            return json.dumps({"sha": SHA, "siblings": [{"rfilename": name} for name in files]}).encode()
        place, mark, name = path.removeprefix("/").partition(f"/resolve/{SHA}/")
        key = place if place.startswith("datasets/") else f"models/{place}"
        content = self.repositories.get(key, {}).get(name) if mark else None
        return None if content is None else content.encode()


@contextmanager
def serve(hub: FakeHub) -> Iterator[FakeHub]:
    """Serve a Hub on a free port of this machine while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hub.asked.append(self.path)
            hub.headers.append({name.lower(): value for name, value in self.headers.items()})
            if self.path in hub.redirects:
                self._head(307, {"Location": hub.redirects[self.path], "Content-Length": "0"})
                return
            body = hub.body(self.path)
            status = hub.statuses.get(self.path, 200 if body is not None else 404)
            body = body if status == 200 and body is not None else b""
            if self.path in hub.slow:
                self._head(status, {"Content-Length": "1000000"})
                while not hub_gone:
                    self.wfile.write(b"x")
                    time.sleep(0.05)
                return
            self._head(status, {"Content-Length": str(len(body))})
            self.wfile.write(body)

        def _head(self, status: int, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hung up is none."""

    hub_gone: list[bool] = []
    server = Server(("127.0.0.1", 0), Handler)
    hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub_gone.append(True)
        server.shutdown()
        server.server_close()
        thread.join()
