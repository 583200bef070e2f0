"""The built site, served with its real headers, in the real Chromium of the machine.

Every test fails on a console error, a breach of the policy or a request to another host.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from macros.site.serve import Server

SITE = Path(os.environ.get("SITE", Path(__file__).parents[2] / "site"))
# Without these, Chromium looks for its maker's hosts at each start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the site where it says it stands, or instant navigation would not work."""
    index = SITE / "index.html"
    if not index.is_file():
        pytest.fail("site/ is not built: run make build")
    found = re.search(r'rel="canonical" href="([^"]+)"', index.read_text(encoding="utf-8"))
    assert found
    server = Server(SITE, urlsplit(found[1]).port or 8000)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("chromium is not installed: run tests/browser/ensure-browsers.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
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
