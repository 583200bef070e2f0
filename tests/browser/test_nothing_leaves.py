"""What is typed never reaches a server, even when no script of ours runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page

from macros.site.serve import Server
from tests.browser.faults import SITE, Fault, FaultyServer, serving
from tests.browser.form import SOME
from tests.browser.page import READY
from tests.support import listening

TYPED = "4242"
SCRIPTS = {
    "off": None,
    "refused": Fault(".js", "refused", ""),
    "late": Fault(".js", "late", ""),
    "mute": Fault(".js", "mute", ""),
}


INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = 'ran'";
  document.head.append(script);
  return window.ran ?? "blocked";
}"""


@contextmanager
def reading(chromium: Browser, scripts: str) -> Iterator[tuple[Page, FaultyServer]]:
    """Open a page whose scripts do not run, and read every request that the server gets."""
    with serving(SCRIPTS[scripts]) as server:
        context = chromium.new_context(java_script_enabled=scripts != "off")
        yield context.new_page(), server
        context.close()
    assert server.asked
    for asked in server.asked:
        assert asked.method == "GET", asked
        assert "?" not in asked.path, asked
        assert TYPED not in asked.path, asked


def submit(form: Locator) -> None:
    """Type, then ask for the answer in both ways."""
    control = form.locator("input[type=text], textarea, select").first
    if control.evaluate("control => control.tagName") != "SELECT":
        control.fill(TYPED)
    control.press("Enter")
    form.get_by_role("button", name="Voir le résultat").click()


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_form_that_is_not_alive_sends_nothing(chromium: Browser, scripts: str) -> None:
    with reading(chromium, scripts) as (page, server):
        for slug in SOME:
            for folder in ("calculateurs", "embed")[: 2 if scripts == "off" else 1]:
                page.goto(f"{server.address}{folder}/{slug}/", wait_until="commit")
                submit(page.locator(f"form[data-calculator={slug}]"))
                assert page.url.partition("#")[0] == f"{server.address}{folder}/{slug}/"


@pytest.mark.parametrize("scripts", SCRIPTS)
def test_a_search_that_is_not_alive_sends_nothing(chromium: Browser, scripts: str) -> None:
    with reading(chromium, scripts) as (page, server):
        page.goto(server.address, wait_until="commit")
        # The theme hides its search until it lives.
        page.locator(".md-search__input").evaluate(
            "(field, typed) => { field.value = typed; field.form.requestSubmit(); }", TYPED
        )
        page.wait_for_timeout(300)
        assert page.url == server.address


def test_a_living_search_sends_nothing(chromium: Browser) -> None:
    with serving() as server:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        field = page.get_by_role("textbox", name="Rechercher")
        field.fill(TYPED)
        field.press("Enter")
        page.wait_for_timeout(300)
        page.close()
        assert [asked for asked in server.asked if TYPED in asked.path or "?" in asked.path] == []


def test_without_scripts_the_page_says_what_remains(chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving() as server:
        page.goto(f"{server.address}calculateurs/sisa/")
        form = page.locator("form[data-calculator]")
        assert "n’est pas encore prêt" in form.locator(".calc-status").inner_text()
        words = re.sub(r"\s+", " ", form.inner_text())
        assert "Sans JavaScript, cette page ne peut pas calculer" in words
        for name in ("barèmes", "en ligne de commande"):
            link = form.get_by_role("link", name=name)
            assert page.request.get(link.evaluate("link => link.href")).ok
    context.close()


class Bare(Server):
    """A host under a folder that sends no header of ours, as GitHub Pages does for a project."""

    def __init__(self) -> None:
        super().__init__(SITE)
        self.base = "/depot/"

    def headers_of(self, _path: str) -> dict[str, str]:
        """Send none."""
        return {}


def test_a_host_without_headers_under_a_folder_computes_and_lets_nothing_in(
    chromium: Browser,
) -> None:
    with listening(Bare()) as server:
        page = chromium.new_page(locale="fr-FR")
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(f"{server.address}calculateurs/sisa/#associes_medecins=2")
        page.wait_for_selector('form[data-engine="ready"]', timeout=READY)
        assert page.evaluate(INLINE) == "blocked"
        page.close()
    assert all(url.startswith((server.address, "blob:", "data:")) for url in asked)
