"""A line that is cut, a server that stays mute: what was visited opens, the rest says so."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.faults import Fault, FaultyServer, serving
from tests.browser.page import READY

MUTE = Fault("*", "mute", "")
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const read = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
  const pages = read.filter((address) => address.startsWith(location.origin));
  for (;;) {
    const kept = await Promise.all(pages.map((address) => caches.match(address)));
    const ours = await caches.match("/404.html");
    if (ours && kept.every(Boolean)) return true;
    await new Promise((again) => setTimeout(again, 100));
  }
}"""


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with serving() as server:
        yield server


@pytest.fixture
def visited(chromium: Browser, server: FaultyServer) -> Iterator[BrowserContext]:
    """Visit a calculator, until what was read is kept."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{server.address}calculateurs/sisa/")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    assert page.evaluate(KEPT)
    page.close()
    yield context
    context.close()


def test_a_visited_page_opens_when_the_server_is_mute(
    visited: BrowserContext, server: FaultyServer
) -> None:
    server.fault = MUTE
    page = visited.new_page()
    began = time.monotonic()
    page.goto(f"{server.address}calculateurs/sisa/", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    # Three seconds, and what a busy machine takes to paint.
    assert time.monotonic() - began < 4
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)


@pytest.mark.parametrize("cut", ["offline", "mute"])
def test_a_page_never_opened_is_answered_by_ours(
    visited: BrowserContext, server: FaultyServer, cut: str
) -> None:
    page = visited.new_page()
    if cut == "offline":
        visited.set_offline(True)
    else:
        server.fault = MUTE
    page.goto(f"{server.address}comprendre/cpts/", wait_until="commit", timeout=READY)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Cette page n’est pas sur votre appareil", timeout=20_000
    )
    page.get_by_role("listitem").get_by_role("link", name="Vie d’une SISA").last.click()
    expect(page.locator("form[data-calculator=sisa]")).to_be_visible(timeout=READY)


def _cut_page(context: BrowserContext, server: FaultyServer) -> Page:
    """Open a calculator whose line is cut once its form lives."""
    page = context.new_page()
    server.fault = Fault("manifest.json", "missing", "")
    page.goto(f"{server.address}calculateurs/aci-cpts/")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "error", timeout=READY)
    server.fault = None
    context.set_offline(True)
    form.get_by_role("button", name="Réessayer").click()
    expect(form.locator(".calc-status")).to_contain_text("hors connexion")
    return page


def test_back_online_the_load_starts_again_by_itself(
    chromium: Browser, server: FaultyServer
) -> None:
    context = chromium.new_context()
    page = _cut_page(context, server)
    page.locator("[name=population]").fill("90000")
    context.set_offline(False)
    size = page.locator("[data-field=taille]").first
    expect(size).to_have_attribute("data-value", "3", timeout=READY)
    context.close()


def test_back_online_a_dead_form_comes_back_with_what_was_typed(
    chromium: Browser, server: FaultyServer
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    server.fault = Fault("/form.js", "missing", "")
    page.goto(f"{server.address}calculateurs/aci-cpts/")
    form = page.locator("form[data-calculator]")
    expect(form.locator(".calc-status")).to_contain_text("n’a pas démarré")
    page.locator("[name=population]").fill("90000")
    context.set_offline(True)
    server.fault = None
    context.set_offline(False)
    size = page.locator("[data-field=taille]").first
    expect(size).to_have_attribute("data-value", "3", timeout=READY)
    context.close()


def test_populations_that_never_come_are_told_beside_their_field(
    chromium: Browser, server: FaultyServer
) -> None:
    page = chromium.new_page()
    page.goto(f"{server.address}calculateurs/aci-cpts/")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    server.fault = Fault("01.json", "mute", "")
    form.locator("[name=communes]").fill("01034")
    told = form.locator(".field[data-key=communes] .field-error")
    expect(told).to_contain_text("n’ont pas pu être chargées", timeout=15_000)
    server.fault = None
    form.get_by_role("button", name="Voir le résultat").click()
    expect(told).to_be_hidden(timeout=15_000)
    page.close()


def test_a_search_of_communes_that_never_comes_is_told(
    chromium: Browser, server: FaultyServer
) -> None:
    page = chromium.new_page()
    server.fault = Fault("picker.js", "missing", "")
    page.goto(f"{server.address}calculateurs/aci-cpts/", wait_until="commit")
    words = page.get_by_text("La recherche de communes n’a pas pu être chargée")
    expect(words).to_be_visible(timeout=15_000)
    page.close()


def test_nothing_at_all_leaves_the_words_of_the_build(
    chromium: Browser, server: FaultyServer
) -> None:
    page = chromium.new_page()
    server.fault = Fault(".js", "missing", "")
    page.goto(f"{server.address}construire/creer-une-cpts/")
    expect(page.locator(".checklist-state").first).to_contain_text("ne sont pas encore gardées")
    page.goto(f"{server.address}calculateurs/aci-cpts/")
    expect(page.locator(".calc-status")).to_have_text("Le calculateur n’est pas encore prêt.")
    page.close()


def test_a_search_that_does_not_come_is_told(chromium: Browser, server: FaultyServer) -> None:
    page = chromium.new_page(locale="fr-FR")
    page.goto(server.address)
    field = page.get_by_role("textbox", name="Rechercher")
    told = page.locator(".md-search-result__meta")
    for lost, said in (("search_index.json", "pas pu être chargée"), ("answers.js", "trouvé")):
        server.fault = Fault(lost, "missing", "")
        page.reload()
        field.fill("cpts")
        expect(told).to_contain_text(said, timeout=READY)
    server.fault = None
    page.reload()
    field.fill("cpts")
    expect(page.locator(".search-answer").first).to_be_visible(timeout=READY)
    expect(told).to_contain_text("trouvé", timeout=READY)
    page.close()
