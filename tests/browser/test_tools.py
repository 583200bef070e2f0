"""What is done of a result, by keys alone, at 320 pixels, in both browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bench.browser import Browser
from calculators import find
from tests.browser.form import EVERY, SOME, whole
from tests.browser.reached import FOCUSED, unseen

# A file that is saved opens a panel of the browser, and paper a dialog: they take the focus. Who
# is asked a name or a confirmation answers.
BEFORE = """
HTMLAnchorElement.prototype.click = function () { (globalThis.taken ??= []).push(this.download) };
globalThis.print = () => (globalThis.taken ??= []).push("papier");
globalThis.prompt = () => "Le Val, 2026";
globalThis.confirm = () => true;
"""
WIDTH = "document.documentElement.scrollWidth"
WITHIN = "document.activeElement.closest('article, dialog') !== null"
PANEL = "document.activeElement.closest('article [role=group], dialog')?.ariaLabel ?? ''"
TOOLS = """[...document.querySelectorAll("[data-actions] button")]
  .filter((one) => one.checkVisibility()).map((one) => one.textContent.trim())"""
SUBMIT = """document.querySelector("form[data-calculator] [type=submit]").focus()"""
UNNAMED = """document.activeElement.matches("input[type=text], input:not([type])")
  && !document.activeElement.value"""
MAIL = "Ouvrir ma messagerie"
"""What opens another program, which takes the keys."""
TITLE = """(() => {
  const title = document.querySelector("h1");
  title.tabIndex = -1;
  title.focus();
})()"""
PREPARED = """[...document.querySelectorAll("[role=status]")]
  .every((one) => !one.textContent.endsWith("…"))"""
# A quarter of a second without a change.
QUIET = """new Promise((done) => {
  let end = setTimeout(done, 250);
  new MutationObserver(() => {
    clearTimeout(end);
    end = setTimeout(done, 250);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})"""
GIVEN_UP = "A ServiceWorker intercepted the request and encountered an unexpected error."
"""Firefox says so of a page that the theme asks for a tip, when the focus goes on meanwhile."""
MOST = 400


def stops(tab: Browser) -> Iterator[dict[str, Any]]:
    """Go on with the keys, to the end of the page, and tell where the focus stands."""
    for _ in range(MOST):
        tab.press("Tab")
        stop = tab.evaluate(f"({FOCUSED})()")
        if unseen(stop):  # by what is not painted yet, or a tip that is fading away
            tab.evaluate(QUIET)
            stop = tab.evaluate(f"({FOCUSED})()")
        if stop["body"] or not tab.evaluate(WITHIN):
            return
        yield stop
    pytest.fail(f"the keys never left the page after {MOST} presses")


def press_all(tab: Browser) -> tuple[set[str], list[str]]:
    """Press each button of each panel once; tell which, and what a person could not follow."""
    pressed: set[str] = set()
    wrong: list[str] = []
    for stop in stops(tab):
        name = f"{tab.evaluate(PANEL)} {stop['name']}".strip()
        wrong.append(unseen(stop))
        if stop["what"].startswith(("BUTTON", "SUMMARY")) and name not in pressed:
            pressed.add(name)
            if stop["name"] == MAIL:
                continue
            tab.press("Enter")
            tab.wait(PREPARED)
            tab.evaluate(QUIET)
            if tab.evaluate(UNNAMED):
                tab.ask("type", "Le Lac, 2026")
            if tab.evaluate("document.activeElement === document.body"):
                wrong.append(f"{name}: the focus is lost")
        elif stop["kind"] == "textarea" and "cells" in stop["what"]:
            tab.ask("type", "population\n30000\n-5")
        if tab.evaluate(WIDTH) > 320:
            wrong.append(f"{name}: wider than the screen")
    return pressed, [one for one in wrong if one]


def complaints(tab: Browser) -> list[str]:
    return [one for one in tab.ask("complaints") if not one.endswith(GIVEN_UP)]


@pytest.mark.skipif(not EVERY, reason="for make audit: five minutes")
@pytest.mark.parametrize("name", ["chromium", "firefox"])
@pytest.mark.parametrize("slug", SOME)
def test_every_tool_is_reached_by_keys_and_gives_the_focus_back(
    address: str, name: str, slug: str
) -> None:
    with Browser(name) as tab:
        link = whole(slug, find(slug).examples[0].inputs)
        tab.open(f"{address}calculateurs/{slug}/#{link}", BEFORE)
        tab.ask("size", 320, 640)
        tab.wait("document.querySelector('form[data-fresh=true]')")
        tab.evaluate(SUBMIT)
        tab.press("Enter")
        pressed, wrong = press_all(tab)
        assert wrong == []
        assert set(tab.evaluate(TOOLS)) - pressed == set()
        assert {"Garder dans mon dossier Garder", "Fiche d’une page Fermer"} < pressed
        assert len(tab.evaluate("globalThis.taken")) > 2
        assert complaints(tab) == []
        tab.leave()
        tab.open(f"{address}mon-dossier/", BEFORE)
        tab.ask("size", 320, 640)
        tab.wait("document.querySelector('.dossier-list a')")
        tab.evaluate(TITLE)
        pressed, wrong = press_all(tab)
        assert wrong == []
        assert {"Exporter tout", "Tout effacer"} < pressed
        assert any(name.startswith("Renommer Le Lac, 2026") for name in pressed)
        assert complaints(tab) == []
