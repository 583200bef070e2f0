"""The files given for nginx and Apache, as they are: a version replaced, then put back."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from macros.release import ROOT
from macros.site import hosting
from tests.macros.site import test_hosts as hosts

HOSTS = ROOT / "hosts"


def version(folder: Path, words: str) -> Path:
    """Write a site that says its version."""
    folder.mkdir()
    (folder / "sitemap.xml").write_text("<loc>https://a.fr/</loc>", "utf-8")
    (folder / "index.html").write_text(words, "utf-8")
    hosting.write(folder, ["'sha256-x='"])
    return folder


def point(link: Path, folder: Path) -> None:
    """Do what the file says: `ln -sfn`."""
    subprocess.run(["ln", "-sfn", str(folder), str(link)], check=True)


def written(name: str, home: Path, link: Path, port: int) -> list[str]:
    """Give the command of a host that includes the file given for it, with our paths."""
    given = (HOSTS / name / "guide.conf").read_text("utf-8").replace("/var/www/guide", str(link))
    if name == "nginx":
        told = given.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
            "  # Here,", hosts._told(link) + "\n  # Here,"
        )
        conf = f"user root; pid {home}/pid; error_log {home}/log; events {{}}\n"
        text = f"{conf}http {{ access_log off; include /etc/nginx/mime.types;\n{told}\n}}"
        command = ["nginx", "-c", f"{home}/conf"]
        if hosts.BROTLI.is_file():
            text = f"load_module {hosts.BROTLI};\n{text}"
    else:
        folder = hosts.MODULES["apache2"]
        names = ("mpm_event", "authz_core", "mime", "dir", "headers", "rewrite", "env", "setenvif")
        loaded = "".join(f"LoadModule {one}_module {folder}/mod_{one}.so\n" for one in names)
        text = (
            f"{loaded}ServerName localhost\nPidFile {home}/pid\nErrorLog {home}/log\n"
            f"DefaultRuntimeDir {home}\nListen 127.0.0.1:{port}\nUser #33\nGroup #33\n"
            "TypesConfig /etc/mime.types\n" + given.replace("*:80", f"127.0.0.1:{port}")
        )
        command = ["apache2", "-f", f"{home}/conf"]
    (home / "conf").write_text(text, "utf-8")
    return command


@contextmanager
def running(name: str, home: Path, link: Path) -> Iterator[tuple[int, list[str]]]:
    port = hosts._free()
    command = written(name, home, link, port)
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    ahead = [*command, "-g", "daemon off;"] if name == "nginx" else [*command, "-D", "FOREGROUND"]
    with subprocess.Popen(ahead, stderr=subprocess.DEVNULL) as process:
        try:
            hosts._wait(port)
            yield port, command
        finally:
            process.terminate()


def said(port: int, words: str) -> bool:
    """Ask until the page says these words: a reload takes a moment."""
    for _ in range(100):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as asked:
            asked.request("GET", "/")
            answer = asked.getresponse()
            if answer.read().decode() == words:
                assert answer.headers["Cache-Control"] == "no-cache"
                return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("name", ["nginx", "apache"])
def test_a_version_is_replaced_then_put_back(name: str) -> None:
    program = {"apache": "apache2"}.get(name, name)
    if not (shutil.which(program) and hosts.MODULES[program].is_dir() and os.geteuid() == 0):
        pytest.skip(f"{program} of Debian is not here, or may not be started")
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        home.chmod(0o755)
        first, second = (version(home / name, f"version {name}") for name in ("1", "2"))
        point(link := home / "guide", first)
        with running(name, home, link) as (port, command):
            assert said(port, "version 1")
            for folder in (second, first):
                point(link, folder)
                if name == "nginx":
                    subprocess.run([*command, "-s", "reload"], check=True, capture_output=True)
                assert said(port, f"version {folder.name}")
