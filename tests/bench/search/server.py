"""A small web host that counts what it sends. It can answer as late and as slowly as a mobile
network would deliver."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm",
}
# what a usual host compresses; .bin and Pagefind's own files go out as they are
TEXT = frozenset({".html", ".js", ".json", ".css"})
PIECE = 4096
NOT_COUNTED = "/bench/"  # the bench's own page and script


@dataclass(frozen=True)
class Network:
    """How far away the host is. Each answer begins after `delay` seconds; all answers share
    `bandwidth` bits a second."""

    name: str
    delay: float = 0.0
    bandwidth: float = 0.0


LOOPBACK = Network("loopback")
SLOW_4G = Network("slow 4G", 0.562, 1_440_000)  # the preset of Chromium's developer tools


@dataclass
class Host:
    """The folder that is served, the network it stands behind, and what has been sent since it was
    last asked."""

    folder: Path
    network: Network = LOOPBACK
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _bodies: dict[str, tuple[bytes, str, bool]] = field(default_factory=dict)

    def taken(self) -> tuple[int, int]:
        """Requests and bytes of bodies since the last call."""
        with self._lock:
            sent, self.sent = self.sent, []
        return len(sent), sum(size for _, size in sent)

    def note(self, path: str, size: int) -> None:
        if not path.startswith(NOT_COUNTED) and path != "/favicon.ico":
            with self._lock:
                self.sent.append((path, size))

    def turn(self, size: int) -> float:
        """When a piece of this size has gone through the shared line."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size * 8 / self.network.bandwidth
            return self._free

    def body(self, path: str) -> tuple[bytes, str, bool] | None:
        """The body of a path as it is sent, its tag, and whether it was compressed for sending."""
        if path not in self._bodies:
            file = (self.folder / path.lstrip("/")).resolve()
            if not file.is_relative_to(self.folder.resolve()) or not file.is_file():
                return None
            body = file.read_bytes()
            compressed = file.suffix in TEXT
            if compressed:
                body = gzip.compress(body, 9, mtime=0)
            self._bodies[path] = (body, f'"{hashlib.sha256(body).hexdigest()[:16]}"', compressed)
        return self._bodies[path]


@contextmanager
def served(folder: Path) -> Iterator[Host]:
    """A host for a folder for as long as the block runs."""
    host = Host(folder)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": host}))
    host.address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a page breaks its connections; that is no mistake."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # status line, headers and a small body leave in one packet
    disable_nagle_algorithm = True
    host: ClassVar[Host]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        network = self.host.network if not path.startswith(NOT_COUNTED) else LOOPBACK
        if network.delay:
            time.sleep(network.delay)
        found = self.host.body(path)
        if found is None:
            self._begin(404, 0)
            self.host.note(path, 0)
            return
        body, tag, compressed = found
        if self.headers.get("If-None-Match") == tag:
            self._begin(304, 0)
            self.host.note(path, 0)
            return
        self._begin(
            200,
            len(body),
            {
                "Content-Type": TYPES.get(Path(path).suffix, "application/octet-stream"),
                "ETag": tag,
                **({"Content-Encoding": "gzip"} if compressed else {}),
            },
        )
        self.host.note(path, len(body))
        if not network.bandwidth:
            self.wfile.write(body)
            return
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            time.sleep(max(0.0, self.host.turn(len(piece)) - time.monotonic()))
            self.wfile.write(piece)
            self.wfile.flush()

    def _begin(self, status: int, length: int, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {
            "Content-Length": str(length),
            "Cache-Control": "max-age=600",  # as GitHub Pages answers
            "Cross-Origin-Opener-Policy": "same-origin",  # both are needed for measuring memory
            "Cross-Origin-Embedder-Policy": "require-corp",
            **(headers or {}),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""
