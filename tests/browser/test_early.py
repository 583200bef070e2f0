"""A link that holds answers: the engine starts at the first bytes of the page, before the theme."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench import check, line
from calculators import estimate
from tests.browser.faults import SITE, Fault, FaultyServer, serving
from tests.browser.page import LEFT, READY, SAVES_DATA

LINK = "#population=60000"
OWN = "calculateurs/aci-cpts/"
SHOWN = "() => document.querySelector('[data-field=estimation_haute]')?.dataset.value"


@pytest.fixture
def site() -> Iterator[FaultyServer]:
    with serving() as server:
        yield server


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def _follow(context: BrowserContext, site: FaultyServer, path: str = OWN) -> Page:
    page = context.new_page()
    page.goto(f"{site.address}{path}{LINK}")
    form = page.locator("form[data-calculator=aci-cpts]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
    return page


def _asked(site: FaultyServer) -> list[str]:
    return [asked.path for asked in site.asked]


def _total() -> Any:
    return estimate("aci-cpts", {"population": 60_000})["high"]["value"]


@pytest.mark.parametrize("path", [OWN, "embed/aci-cpts/"])
def test_the_worker_begun_early_is_the_only_one(
    context: BrowserContext, site: FaultyServer, path: str
) -> None:
    page = _follow(context, site, path)
    assert page.evaluate(SHOWN) == str(_total())
    assert [
        worker.url.rpartition("/")[2][:7] for worker in page.workers if "engine" in worker.url
    ] == ["worker-"]
    # Adopted: nobody else waits for it, and no list was asked for.
    assert not page.evaluate("'exerciceCoordonneBegun' in globalThis")
    assert not [path for path in _asked(site) if path.endswith("manifest.json")]


def test_it_starts_without_the_theme_and_in_no_more_steps_than_needed(tmp_path: Path) -> None:
    with line.serving(SITE, tmp_path) as server:
        assert list(check.steps(server)) == []
        asked = server.asked
    # Neither the theme, nor the form, nor a list were given to the page.
    assert [path for path in asked if path.endswith((".wasm", ".zip"))]
    assert [path for path in asked if path.endswith("manifest.json")] == []


def test_without_answers_nothing_starts_early(context: BrowserContext, site: FaultyServer) -> None:
    page = context.new_page()
    page.add_init_script(SAVES_DATA)
    page.goto(f"{site.address}{OWN}")
    page.wait_for_timeout(1500)
    asked = _asked(site)
    assert [path for path in asked if "/early-" in path]
    assert [
        path for path in asked if "worker" in path.rpartition("/")[2] and "search" not in path
    ] == []
    assert [path for path in asked if "/assets/engine/" in path or path.endswith("/form.js")] == []


def test_a_page_of_the_guide_has_no_early_script(
    context: BrowserContext, site: FaultyServer
) -> None:
    context.new_page().goto(f"{site.address}comprendre/cpts/")
    assert [path for path in _asked(site) if "/early" in path] == []


def test_the_next_visit_asks_for_no_script_of_the_engine(
    context: BrowserContext, site: FaultyServer
) -> None:
    page = _follow(context, site)
    assert page.evaluate(LEFT)
    page.close()
    # What the page read before its service worker is kept a little later.
    time.sleep(1)
    site.asked.clear()
    page = _follow(context, site)
    assert page.evaluate(SHOWN) == str(_total())
    named = [path for path in _asked(site) if "/engine/" in path and "-" in path.rpartition("/")[2]]
    assert named == []


def test_a_list_of_an_earlier_day_is_replaced(context: BrowserContext, site: FaultyServer) -> None:
    """The files that the early script names are no longer on the site."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/early-*.js", lambda route: _outdated(route, site))
    page.goto(f"{site.address}{OWN}{LINK}")
    form = page.locator("form[data-calculator=aci-cpts]")
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    assert page.evaluate(SHOWN) == str(_total())
    assert [path for path in _asked(site) if path.endswith("manifest.json")]


def _outdated(route: Any, site: FaultyServer) -> None:
    file = site.find("/" + route.request.url.removeprefix(site.address))
    assert file is not None
    body = file.read_text("utf-8").replace('"library-', '"library-0')
    assert body.count('"library-0') == 1
    route.fulfill(body=body, content_type="text/javascript")


def test_what_the_worker_said_before_the_page_listened_is_heard(context: BrowserContext) -> None:
    """It is ready, or nearly, when `engine.js` comes two seconds later."""
    with serving(Fault("/engine.js", "late", "")) as site:
        page = _follow(context, site)
        assert page.evaluate(SHOWN) == str(_total())
        assert len(page.workers) - len([one for one in page.workers if "search" in one.url]) == 1


def test_the_check_fails_when_the_start_waits_for_the_page(tmp_path: Path) -> None:
    with line.serving(SITE, tmp_path) as server:
        server.find = lambda path: None if "/early-" in path else type(server).find(server, path)  # type: ignore[method-assign]
        (problem,) = check.steps(server, soon=3)
    assert "before it asks for the engine" in problem
