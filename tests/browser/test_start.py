"""When the engine starts, and how long it lives: on the built site, page after page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.browser import Browser
from calculators import compute
from tests.browser.page import FIELD, LEFT, READY, SAVES_DATA, TURN, WATCH

# From the key to the figure in the page, of five answers; in milliseconds.
TYPE = """async () => {
  const form = document.querySelector("form[data-calculator]");
  const field = form.querySelector("[inputmode=decimal]");
  const times = [];
  for (let rank = 1; rank <= 5; rank += 1) {
    field.value = `${rank}000`;
    const began = performance.now();
    const told = new Promise((next) => {
      form.addEventListener("calculator:result", next, { once: true });
    });
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await told;
    times.push(performance.now() - began);
  }
  return times;
}"""


def _engine_files(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_on_its_own_page_the_engine_starts_alone(page: Page) -> None:
    page.goto("calculateurs/aci-cpts/")
    form = page.locator("form[data-calculator=aci-cpts]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    # The page is painted first.
    painted, asked = page.evaluate(
        """[
          performance.getEntriesByType("paint")[0].startTime,
          performance.getEntriesByType("resource").find(({ name }) =>
            name.endsWith("/engine/worker.js")).startTime,
        ]"""
    )
    assert painted < asked


@pytest.mark.parametrize(
    ("path", "saves_data"), [("calculateurs/aci-cpts/", True), ("comprendre/cpts/", False)]
)
def test_elsewhere_or_when_bytes_are_counted_it_waits_for_an_intent(
    page: Page, path: str, saves_data: bool
) -> None:
    if saves_data:
        page.add_init_script(SAVES_DATA)
    asked = _engine_files(page)
    page.goto(path)
    form = page.locator("form[data-calculator=aci-cpts]")
    # Longer than the browser is given to be idle.
    page.wait_for_timeout(3000)
    expect(form).to_have_attribute("data-engine", "static")
    assert [url for url in asked if "/assets/engine/" in url] == []
    if not saves_data:
        page.locator("details.part", has=form).locator("> summary").click()
    form.locator("input").first.focus()
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    assert [url for url in asked if "/assets/engine/" in url]


def test_the_engine_lives_through_the_turn_of_a_page(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto("calculateurs/aci-cpts/")
    form = page.locator("form[data-calculator=aci-cpts]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    page.evaluate(WATCH)
    page.evaluate(TURN)
    other = page.locator("form[data-calculator=indemnites-cpts]")
    expect(other).to_have_attribute("data-engine", "ready")
    # Far less than a start, even on a busy machine; `make bench` measures it.
    assert min(page.evaluate(TYPE)) < 200
    assert page.evaluate("phases.filter((phase) => phase !== 'ready')") == []


def test_firefox_computes_then_starts_from_the_memory_it_kept(address: str) -> None:
    with Browser("firefox") as firefox:
        for remembered in (False, True):
            firefox.open(f"{address}calculateurs/aci-cpts/")
            firefox.evaluate(WATCH)
            firefox.evaluate(
                "addEventListener('calculator:result', ({ detail }) => (globalThis.told = detail))"
            )
            firefox.evaluate(FIELD)
            firefox.press("7")
            firefox.wait("times.length > 0")
            assert (
                firefox.evaluate("told.values") == compute("aci-cpts", {"population": 7})["values"]
            )
            # The engine cut down was enough, and had nothing to leave only if it was remembered.
            assert firefox.evaluate("exerciceCoordonneEngine.whole") is False
            assert firefox.evaluate("exerciceCoordonneEngine.left") is remembered
            assert firefox.evaluate(LEFT)
            assert firefox.ask("complaints") == []
            firefox.leave()
