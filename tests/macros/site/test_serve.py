"""The server of the finished site, on this machine."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from macros.site import hosting
from macros.site.compression import compress
from macros.site.serve import Server
from tests.support import listening


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Server]:
    hosting.write(site, [])
    compress(site, tmp_path / "cache")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    with listening(Server(site)) as server:
        yield server


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def test_the_server_sends_what_a_host_would(server: Server) -> None:
    status, headers, body = ask(server, "/", Accept_Encoding="gzip, br")
    assert status == 200
    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert b"Bonjour" in brotli.decompress(body)
    same = {"Accept_Encoding": "br", "If_None_Match": headers["ETag"]}
    assert ask(server, "/", **same)[0] == 304
    assert ask(server, "/", method="HEAD")[2] == b""
    assert "Content-Encoding" not in ask(server, "/")[1]


def test_the_server_lets_only_embedded_pages_be_framed(server: Server) -> None:
    framed = ask(server, "/embed/a/")[1]["Content-Security-Policy"]
    assert framed.endswith("frame-ancestors *")


def test_the_server_redirects_and_refuses(server: Server) -> None:
    status, headers, _ = ask(server, "/embed/a")
    assert (status, headers["Location"]) == (301, "/embed/a/")
    status, _, body = ask(server, "/rien")
    assert status == 404
    assert b"Introuvable" in body
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/_headers", "/.htaccess"):
        assert ask(server, path)[0] == 404, path
