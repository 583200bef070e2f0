"""The host of the benchmark: the built site and the variants, on a line as slow as asked.

The line is slowed here and not in the browsers, so that it is the same for every one of them,
for their workers and for their service workers.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Any, override
from urllib.parse import unquote, urlsplit

from macros.site import hosting, serve

PIECE = 16384
HELD = 60  # seconds


@dataclass(frozen=True, slots=True)
class Line:
    """Bytes a second (0: no limit), and seconds before the first byte of an answer."""

    rate: int = 0
    delay: float = 0.0


LINES = {
    "local": Line(),
    "fast4g": Line(1_012_500, 0.060),
    "slow4g": Line(180_000, 0.150),
}


class Handler(serve.Handler):
    """Answers as a well-set host would, at the pace of the line."""

    disable_nagle_algorithm = True
    server: Server

    def setup(self) -> None:
        """Write through the line."""
        super().setup()
        self.wfile = _Slow(self.wfile, self.server)  # type: ignore[assignment]

    @override
    def do_GET(self) -> None:
        """Send a file, or nothing at all while the line is cut."""
        if self.server.cut:
            self.close_connection = True
            return
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append(path)
        if not self.server.answers(path):
            self.close_connection = True
            return
        time.sleep(self.server.line.delay)
        super().do_GET()


class _Slow:
    """Lets bytes through as the line does."""

    def __init__(self, stream: BufferedIOBase, server: Server) -> None:
        self._stream = stream
        self._server = server

    def write(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            self._server.wait(len(piece))
            self._stream.write(piece)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Server(serve.Server):
    """The site, and beside it the variants of the folder `beside`."""

    def __init__(self, site: Path, beside: Path) -> None:
        self.line = LINES["local"]
        self.cut = False
        self.only = ""
        self.released = threading.Event()
        self.asked: list[str] = []
        self.sent = 0
        self._beside = beside.resolve()
        self._free_at = 0.0
        self._turn = threading.Lock()
        super().__init__(site, 0, Handler)
        # The theme turns pages in the page only where the site map says that the site stands.
        sitemap = (site / "sitemap.xml").read_text("utf-8")
        home = min(re.findall("<loc>([^<]+)</loc>", sitemap), key=len)
        (beside / "sitemap.xml").write_text(sitemap.replace(home, self.address), "utf-8")
        self._variants = {entry.name for entry in beside.iterdir()}

    def answers(self, path: str) -> bool:
        """Tell whether a request is answered: those that `only` does not match are held."""
        return not self.only or bool(re.search(self.only, path)) or self.released.wait(HELD)

    def wait(self, size: int) -> None:
        """Wait as long as the line takes for so many bytes, all answers together."""
        line = self.line
        with self._turn:
            self.sent += size
            if not line.rate:
                return
            self._free_at = max(self._free_at, time.monotonic()) + size / line.rate
            free_at = self._free_at
        time.sleep(max(0.0, free_at - time.monotonic()))

    def find(self, path: str) -> Path | None:
        """Give the file of a path, in the variants then in the site."""
        if not self._is_variant(path):
            return super().find(path)
        file = (self._beside / path.lstrip("/")).resolve()
        return file if file.is_relative_to(self._beside) and file.is_file() else None

    def file_of_site(self, path: str) -> Path | None:
        """Give the file of a path in the site, as it is published."""
        return super().find(path)

    def headers_of(self, path: str) -> dict[str, str]:
        """Let browsers keep every file of a variant, as the site lets them keep its engine."""
        if not self._is_variant(path):
            return super().headers_of(path)
        kept = not path.endswith((".html", "manifest.json")) and "/javascripts/" not in path
        return dict(hosting.IMMUTABLE) if kept else {}

    def _is_variant(self, path: str) -> bool:
        return path.lstrip("/").partition("/")[0] in self._variants


@contextmanager
def serving(site: Path, beside: Path) -> Iterator[Server]:
    """Serve until the end of the block."""
    server = Server(site, beside)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
