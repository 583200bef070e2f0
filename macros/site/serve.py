"""Serve a finished site as a well-set host would: `python -m macros.site.serve site`."""

from __future__ import annotations

import argparse
import contextlib
import sys
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from macros.site import hosting


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from a folder, with the headers that the folder declares."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Send its headers."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.find(path)
        if file is None and self.server.find(path + "/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        file = file or self.server.site / "404.html"
        coding, sent = self._encoded(file)
        information = sent.stat()
        tag = f'"{information.st_mtime_ns:x}-{information.st_size:x}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status = HTTPStatus.NOT_MODIFIED
        headers = {
            "Content-Type": hosting.content_type(file.name),
            **hosting.REVALIDATED,
            "Vary": "Accept-Encoding",
            "ETag": tag,
            "Last-Modified": formatdate(information.st_mtime, usegmt=True),
            **({"Content-Encoding": coding} if coding else {}),
            **self.server.headers_of(path),
        }
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        data = b"" if status is HTTPStatus.NOT_MODIFIED else sent.read_bytes()
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(data)

    def _encoded(self, file: Path) -> tuple[str | None, Path]:
        accepted = {
            coding.split(";")[0].strip()
            for coding in self.headers.get("Accept-Encoding", "").split(",")
        }
        for coding, suffix in hosting.CODINGS.items():
            copy = file.with_name(file.name + suffix)
            if coding in accepted and copy.is_file():
                return coding, copy
        return None, file

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing for each request."""


class Server(ThreadingHTTPServer):
    """A site on a port; 0 takes a free one."""

    daemon_threads = True

    def __init__(self, site: Path, port: int = 0, handler: type[Handler] = Handler) -> None:
        self.site = site.resolve()
        self.rules = hosting.read(self.site)
        # Its first rule is that of everything; a site built for a folder answers at the root too.
        self.base = unquote(self.rules[0].pattern.removesuffix("*"))
        super().__init__(("127.0.0.1", port), handler)

    @property
    def address(self) -> str:
        """Give the address of the home page."""
        return f"http://127.0.0.1:{self.server_port}{quote(self.base)}"

    def find(self, path: str) -> Path | None:
        """Give the file of a path, or None. Never one outside the site or meant for the host."""
        if "\0" in path:
            return None
        file = (self.site / self._within(path)).resolve()
        if path.endswith("/"):
            file /= "index.html"
        inside = file.is_relative_to(self.site) and file.name not in hosting.SERVER_FILES
        return file if inside and file.is_file() else None

    def headers_of(self, path: str) -> dict[str, str]:
        """Give the headers that the rules add up to."""
        found: dict[str, str] = {}
        for rule in self.rules:
            if rule.matches(quote(self.base + self._within(path))):
                for name, value in rule.headers.items():
                    found[name] = f"{found[name]}, {value}" if name in found else value
        return found

    def _within(self, path: str) -> str:
        return path.removeprefix(self.base).lstrip("/")

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a reader leave in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"))
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    try:
        server = Server(options.site, options.port)
    except FileNotFoundError:
        sys.exit(f"serve: {options.site} is not a finished site; run make build first")
    except OSError as problem:
        sys.exit(f"serve: port {options.port}: {problem.strerror}; try make serve PORT=8001")
    print(f"serve: {server.address} (Ctrl+C to stop)", flush=True)
    with contextlib.suppress(KeyboardInterrupt), server:
        server.serve_forever()


if __name__ == "__main__":
    main()
