"""A calculator inside another site: its links leave the frame, and a cage says what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.page import READY
from tests.support import listening

WANTED = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"


class Host(BaseHTTPRequestHandler):
    """The other site: the page is written in its address."""

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


@contextmanager
def framed(
    browser: Browser, host: str, address: str, sandbox: str | None
) -> Iterator[tuple[Page, FrameLocator]]:
    """Show a calculator in a page of another site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    cage = "" if sandbox is None else f'sandbox="{sandbox}"'
    page.goto(
        host + quote(f'<iframe src="{address}" width="1000" height="800" {cage}></iframe>', safe="")
    )
    yield page, page.frame_locator("iframe")
    context.close()


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-forms allow-popups"])
def test_a_cage_says_what_to_add(chromium: Browser, host: str, address: str, sandbox: str) -> None:
    with framed(chromium, host, f"{address}embed/sisa/", sandbox) as (_, frame):
        expect(frame.locator(".calc-status")).to_contain_text(f'sandbox="{WANTED}"')
        expect(frame.locator("form")).to_have_attribute("data-engine", "error")


@pytest.mark.parametrize("sandbox", [None, WANTED])
def test_every_link_leaves_the_frame(
    chromium: Browser, host: str, address: str, sandbox: str | None
) -> None:
    with framed(chromium, host, f"{address}embed/orientation/", sandbox) as (page, frame):
        form = frame.locator("form")
        expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
        form.locator("select, input[type=checkbox]").first.focus()
        form.get_by_text("Partir d’un exemple").click()
        form.locator(".form-examples a").first.click()
        expect(frame.locator(".calc-status")).to_contain_text("Résultat à jour")
        with page.context.expect_page() as opened:
            frame.get_by_role("link", name="Lire la page").first.click()
        assert "/embed/" not in opened.value.url
        expect(form).to_be_visible()


def test_links_of_every_embed_are_written_so(page: Page) -> None:
    for slug in ("aci-msp", "orientation", "equipe"):
        page.goto(f"embed/{slug}/")
        links = page.locator("a[href]:not([href^='#'])")
        assert links.count() > 0
        kept = links.evaluate_all(
            "links => links.filter(({ target, rel }) => target !== '_blank' || rel !== 'noopener')"
            ".map((link) => link.outerHTML)"
        )
        assert kept == []
