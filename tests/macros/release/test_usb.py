"""The folder for a key: every link between pages names a file that is there."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from macros.release import ROOT
from macros.release.usb import ALONE, write

pytestmark = pytest.mark.site
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(ROOT / "site", tmp_path_factory.mktemp("usb") / "key")


def test_every_link_between_pages_opens_a_file(key: Path) -> None:
    guide = key / "guide"
    pages = [page for page in guide.rglob("*.html") if page.name != "404.html"]
    links = {
        (page, urldefrag(unquote(link))[0])
        for page in pages
        for link in LINK.findall(page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", link)
    }
    assert len(links) > 1000
    lost = [(p, link) for p, link in links if link and not (p.parent / link).is_file()]
    assert lost == []


def test_a_form_says_how_to_compute(key: Path) -> None:
    assert ALONE in (key / "guide" / "calculateurs" / "sisa" / "index.html").read_text("utf-8")


def test_the_folder_serves_itself(key: Path) -> None:
    command = [sys.executable, "-u", "-c", _QUIET, str(key / "lire.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            told = re.search(r"127\.0\.0\.1:(\d+)", server.stdout.readline())
            assert told
            connection = http.client.HTTPConnection("127.0.0.1", int(told[1]), timeout=10)
            for path, kind in (("/", "text/html"), ("/service-worker.js", "text/javascript")):
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200
                assert answer.headers["Content-Type"].startswith(kind)
            connection.close()
        finally:
            server.terminate()


_QUIET = """
import runpy, sys, webbrowser
webbrowser.open = lambda address: True
runpy.run_path(sys.argv[1], run_name="__main__")
"""
