"""The built site, served with its real headers, in the real Chromium of the machine.

Every test fails on a console error, a breach of the policy or a request to another host.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from macros.site.serve import Server
from tests.support import listening

SITE = Path(os.environ.get("SITE", Path(__file__).parents[2] / "site"))
# What costs a test time and gives it nothing. A switch given twice counts once: the driver's own
# list is here too, after two pages of the address bar and a spare process that each context starts.
OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
# Without these, Chromium looks for its maker's hosts at each start, and compiles a second time,
# better, an engine that a test keeps for two seconds.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--liftoff-only",
    f"--disable-features={','.join(OFF)}",
]


class Here(Server):
    """The site on a free port, so that tests run beside one another and beside `make serve`.

    Its site map says where it stands: elsewhere, the theme would not turn pages in the page.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(SITE)
        text = (SITE / "sitemap.xml").read_text("utf-8")
        home = min(re.findall("<loc>([^<]+)</loc>", text), key=len)
        self._map = folder / "sitemap.xml"
        self._map.write_text(text.replace(home, self.address), "utf-8")

    def find(self, path: str) -> Path | None:
        """Give the file of a path."""
        return self._map if path == "/sitemap.xml" else super().find(path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the site."""
    if not (SITE / "_headers").is_file():
        pytest.fail("site/ is not built: run make build")
    with listening(Here(tmp_path_factory.mktemp("site"))) as server:
        yield server.address


class Host(BaseHTTPRequestHandler):
    """Another site: the page is written in its address."""

    def do_GET(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(unquote(self.path[1:]).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    with listening(ThreadingHTTPServer(("127.0.0.1", 0), Host)) as server:
        yield f"http://127.0.0.1:{server.server_port}/"


def chromium_path() -> str:
    """Find the Chromium of the machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("chromium is not installed: run tests/browser/ensure-browsers.sh")
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def allowed_errors() -> list[str]:
    """Console errors that a test provokes: fragments of their text."""
    return []


@pytest.fixture
def open_context(
    chromium: Browser, address: str, allowed_errors: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Open contexts whose pages are watched."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on(
            "console",
            lambda message: (
                wrong.append(message.text)
                if message.type == "error" and not any(e in message.text for e in allowed_errors)
                else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(f"uncaught: {error}"))

    def request(url: str) -> None:
        if not url.startswith((address, "blob:", "data:")):
            wrong.append(f"request to another host: {url}")

    def make(**options: object) -> BrowserContext:
        settings = {"locale": "fr-FR", "base_url": address, **options}
        context = chromium.new_context(**settings)  # type: ignore[arg-type]
        context.on("page", watch)
        context.on("request", lambda sent: request(sent.url))
        context.on(
            "response",
            lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None,
        )
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """Give a watched page of a desktop."""
    return open_context(viewport={"width": 1280, "height": 900}).new_page()
