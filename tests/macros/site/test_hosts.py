"""The same site on our server, on nginx and on Apache, at the root and under a folder."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from macros.site import hosting
from macros.site.compression import compress
from macros.site.serve import Server
from tests.support import listening

BUILT = Path("site").resolve()
MODULES = {
    "nginx": Path("/usr/lib/nginx/modules"),
    "apache2": Path("/usr/lib/apache2/modules"),
}
BROTLI = MODULES["nginx"] / "ngx_http_brotli_static_module.so"
FOLDERS = ["/", "/guide/", "/a/b/"]


@dataclass(frozen=True)
class Host:
    port: int
    folder: str
    name: str

    def secure(self, path: str) -> http.client.HTTPMessage:
        """Ask over HTTPS, and give the headers."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port + 1, context=trusting)
        with contextlib.closing(connection):
            connection.request("GET", self.folder + path)
            return connection.getresponse().headers

    def ask(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask for what stands at a path of the site."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", self.folder + path, headers=named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()


# --- the programs -----------------------------------------------------------------------------


def _nginx(root: Path, site: Path, port: int) -> list[str]:
    module = f"load_module {BROTLI};" if BROTLI.is_file() else ""
    folder = root.parent
    (folder / "nginx.conf").write_text(
        f"""{module} daemon off; user root; worker_processes 2; pid {folder}/pid;
        error_log {folder}/log; events {{ worker_connections 2048; }}
        http {{
          access_log off; include /etc/nginx/mime.types; include {site}/_nginx.conf;
          server {{ listen 127.0.0.1:{port}; listen 127.0.0.1:{port + 1} ssl; root {root};
          ssl_certificate {folder}/certificate; ssl_certificate_key {folder}/key;
{_told(site)}
          }}
        }}""",
        "utf-8",
    )
    return ["nginx", "-c", f"{folder}/nginx.conf"]


def _told(site: Path) -> str:
    """Give the lines that the file asks to copy."""
    lines = (site / "_nginx.conf").read_text("utf-8").splitlines()
    told = [line.removeprefix("#   ") for line in lines if line.startswith("#   ")]
    return "\n".join(line for line in told if BROTLI.is_file() or "brotli" not in line)


def _apache(root: Path, _site: Path, port: int) -> list[str]:
    folder = root.parent
    names = (
        *("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite", "env", "setenvif"),
        *("filter", "deflate", "brotli", "ssl"),
    )
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES['apache2']}/mod_{name}.so" for name in names
    )
    (folder / "apache.conf").write_text(
        f"""{modules}
        ServerName localhost
        PidFile {folder}/pid
        ErrorLog {folder}/log
        DefaultRuntimeDir {folder}
        MaxKeepAliveRequests 0
        Listen 127.0.0.1:{port}
        Listen 127.0.0.1:{port + 1}
        <VirtualHost 127.0.0.1:{port + 1}>
          SSLEngine on
          SSLCertificateFile {folder}/certificate
          SSLCertificateKeyFile {folder}/key
        </VirtualHost>
        User #33
        Group #33
        DocumentRoot {root}
        TypesConfig /etc/mime.types
        AddOutputFilterByType BROTLI_COMPRESS;DEFLATE text/html text/css text/javascript
        <Directory {root}>
          AllowOverride All
        </Directory>""",
        "utf-8",
    )
    return ["apache2", "-f", f"{folder}/apache.conf", "-D", "FOREGROUND"]


PROGRAMS: dict[str, Callable[[Path, Path, int], list[str]]] = {"nginx": _nginx, "apache2": _apache}


@contextmanager
def hosted(name: str, site: Path, folder: str) -> Iterator[Host]:
    """Run a program on a copy of the site, under a folder."""
    if name == "local":
        with listening(Server(site)) as server:
            yield Host(server.server_port, folder, name)
        return
    if not (shutil.which(name) and MODULES[name].is_dir() and os.geteuid() == 0):
        pytest.skip(f"{name} of Debian is not here, or may not be started (apt install {name})")
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        root = Path(temporary) / "root"
        shutil.copytree(site, copy := root / folder.strip("/"))
        _certify(root.parent)
        port = _free()
        command = PROGRAMS[name](root, copy, port)
        tried = subprocess.run([*command, "-t"], capture_output=True, check=False)
        assert tried.returncode == 0, tried.stderr
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                _wait(port)
                yield Host(port, folder, name)
            finally:
                process.terminate()


def _free() -> int:
    """Give a port that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port


def _certify(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=localhost", "-keyout", "key", "-out", "certificate"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def _wait(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.05)
    pytest.fail("the host did not start")


# --- what each of them sends ------------------------------------------------------------------

LONG = "a { color: red }\n" * 200


@pytest.fixture(params=["local", "nginx", "apache2"])
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def prepared(site: Path, folder: str, cache: Path) -> Path:
    (site / "sitemap.xml").write_text(f"<loc>https://a.fr{folder}</loc>", "utf-8")
    for path, text in {
        "assets/main.57a0d79d.min.css": LONG,
        "assets/plain.js": LONG,
        "assets/engine/a-0123456789abcdef.mjs": LONG,
        "assets/engine/a-0123456789abcdef.wasm": LONG,
        "manifest.webmanifest": "{}",
    }.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, "utf-8")
    hosting.write(site, ["'sha256-x='"])
    compress(site, cache)
    return site


@pytest.fixture(params=FOLDERS)
def host(name: str, request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[Host]:
    folder: str = request.param
    with hosted(name, prepared(site, folder, tmp_path / "cache"), folder) as host:
        yield host


def test_a_host_sends_what_the_site_declares(host: Host) -> None:
    status, page, body = host.ask("")
    assert (status, page["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Bonjour" in body
    for header, value in hosting.EVERY_FILE.items():
        # Over HTTP, real hosts do not promise HTTPS.
        assert page[header] == (None if "Transport" in header and host.name != "local" else value)
    assert page["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-x='" in page["Content-Security-Policy"]
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert page["Access-Control-Allow-Origin"] is None
    embedded = host.ask("embed/a/")[1]
    assert embedded["Content-Security-Policy"].endswith("frame-ancestors *")
    assert embedded["Cross-Origin-Resource-Policy"] == "cross-origin"
    data = host.ask("data/a.json")[1]
    assert data["Access-Control-Allow-Origin"] == "*"
    assert data["Cross-Origin-Resource-Policy"] == "cross-origin"
    script = host.ask("assets/plain.js")[1]
    assert script["Cross-Origin-Resource-Policy"] == "cross-origin"
    # Hosts that add headers up would send two policies, and readers obey both.
    for headers in (page, embedded, data, script):
        assert len(headers.keys()) == len({name.lower() for name in headers})


def test_a_host_promises_https_where_it_is_asked_so(host: Host) -> None:
    if host.name != "local":
        for path in ("", "embed/a/", "assets/plain.js", "rien"):
            assert host.secure(path)["Strict-Transport-Security"] == "max-age=31536000"


def test_a_host_compresses_and_says_so(host: Host) -> None:
    for path in ("", "assets/plain.js", "assets/main.57a0d79d.min.css"):
        plain = host.ask(path)
        assert plain[1]["Content-Encoding"] is None
        for coding, read in (("gzip", gzip.decompress), ("br", brotli.decompress)):
            if coding == "br" and host.name == "nginx" and not BROTLI.is_file():
                continue
            _, headers, body = host.ask(path, Accept_Encoding=coding)
            assert headers["Content-Encoding"] == coding
            assert "Accept-Encoding" in headers["Vary"]
            assert read(body) == plain[2]
            for name in ("Content-Type", "Cache-Control", "Content-Security-Policy"):
                assert headers[name] == plain[1][name]
        assert "Accept-Encoding" in plain[1]["Vary"]


def test_a_host_keeps_only_what_is_named_by_its_content(host: Host) -> None:
    for path in ("assets/main.57a0d79d.min.css", "assets/engine/a-0123456789abcdef.mjs"):
        assert host.ask(path)[1]["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("", "embed/a/", "assets/plain.js", "data/a.json", "manifest.webmanifest"):
        _, headers, _ = host.ask(path)
        assert headers["Cache-Control"] == "no-cache", path
        status, headers, body = host.ask(path, If_None_Match=headers["ETag"])
        assert (status, body) == (304, b""), path


def test_a_host_names_each_type(host: Host) -> None:
    script = "text/javascript; charset=utf-8"
    for path, kind in {
        "assets/plain.js": script,
        "assets/engine/a-0123456789abcdef.mjs": script,
        "assets/engine/a-0123456789abcdef.wasm": "application/wasm",
        "assets/plain.css": "text/css; charset=utf-8",
        "data/a.json": "application/json",
        "manifest.webmanifest": "application/manifest+json",
    }.items():
        for coding in ("identity", "gzip"):
            assert host.ask(path, Accept_Encoding=coding)[1]["Content-Type"] == kind, path


def test_a_host_serves_nothing_of_its_own_files(host: Host) -> None:
    status, headers, body = host.ask("rien/du/tout")
    assert status == 404
    assert b"Introuvable" in body
    assert "frame-ancestors 'self'" in headers.get(
        "Content-Security-Policy", "frame-ancestors 'self'" if host.name == "local" else ""
    )
    for path in hosting.SERVER_FILES:
        status, _, body = host.ask(path)
        assert status in (403, 404), path
        assert b"Content-Security" not in body


@pytest.mark.parametrize("name", ["nginx", "apache2"])
def test_a_site_put_elsewhere_is_as_well_protected(name: str, site: Path, tmp_path: Path) -> None:
    with hosted(name, prepared(site, "/", tmp_path / "cache"), "/embed/") as host:
        for path, framed in (("", "'self'"), ("data/a.json", "'self'"), ("embed/a/", "*")):
            policy = host.ask(path)[1]["Content-Security-Policy"]
            assert policy.endswith(f"frame-ancestors {framed}"), path


@pytest.mark.skipif("EVERY_HOST" not in os.environ, reason="a minute: make audit runs it")
@pytest.mark.parametrize("name", ["nginx", "apache2"])
def test_two_hundred_readers_at_once(name: str) -> None:
    if not shutil.which("wrk"):
        pytest.skip("wrk is not here (apt install wrk)")
    with hosted(name, BUILT, "/") as host:
        said = subprocess.run(
            ["wrk", "-t2", "-c200", "-d60s", "-H", "Accept-Encoding: gzip",
             f"http://127.0.0.1:{host.port}/comprendre/msp/"],
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
    print(said)
    assert "Requests/sec" in said
    assert "Non-2xx" not in said
    # Apache closes some connections between two answers, as it stops a process too many.
    refused = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said
    )
    if refused:
        connect, read, write, late = map(int, refused.groups())
        assert (connect, write, late) == (0, 0, 0)
        assert name == "apache2" or read == 0
