"""A real server on this machine that behaves as badly as a test asks it to."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.intake.addresses import AddressPolicy

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """The server as a test sees it: set `pages`, read `asked`."""

    port: int
    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def policy(self) -> AddressPolicy:
        return AddressPolicy(frozenset({("127.0.0.1", self.port)}))

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def answers(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> None:
        """Serve `body` at `path`; header names take underscores for hyphens."""

        def behave(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = behave


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            behave = here.pages.get(self.path)
            if behave is None:
                self.send_error(404)
                return
            with contextlib.suppress(
                OSError
            ):  # the client has had enough, as many tests mean it to
                behave(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield here
    here.stop.set()
    server.shutdown()
    thread.join()
    server.server_close()
