"""The result at a glance: asked when it comes near, and the same as the engine's."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from calculators import find
from calculators.doors import browser
from macros.pages.calculator_page import answered
from tests.browser.form import open_form, whole
from tests.browser.page import READY

ASKED = """
() => {
  globalThis.asked = [];
  const { worker } = exerciceCoordonneEngine;
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (order) => { asked.push(order.request?.format ?? ""); post(order); };
}
"""


def test_bars_come_when_they_are_near(page: Page) -> None:
    cpts = find("aci-cpts")
    answers = cpts.as_json(cpts.answers({"population": 60_000, "qualite": True}))
    inputs = {key: value for key, value in answers.items() if value is not None}
    open_form(page, "aci-cpts")
    page.evaluate(ASKED)
    page.evaluate("fragment => { location.hash = fragment }", whole("aci-cpts", inputs))
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-fresh", "true", timeout=READY
    )
    page.wait_for_timeout(800)
    assert "pictures" not in page.evaluate("asked")
    page.locator("[data-pictures]").scroll_into_view_if_needed()
    pictures = browser.pictures(cpts.answer(inputs))
    figures = page.locator("[data-pictures] figure")
    expect(figures).to_have_count(len(pictures))
    for figure, picture in zip(figures.all(), pictures, strict=True):
        expect(figure.locator("caption")).to_have_text(picture["title"])
        expect(figure.locator("td:last-child")).to_have_text(
            [bar["text"] for bar in picture["bars"]]
        )
        drawn = figure.locator("meter:not(.possible)").evaluate_all("all => all.map(m => m.value)")
        assert drawn == [bar["value"] for bar in picture["bars"]]
    expect(page.locator("[data-pictures] .here")).to_contain_text("vous êtes ici")
    page.locator("[name=population]").fill("120000")
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "3")
    page.locator("[data-pictures]").scroll_into_view_if_needed()
    expect(page.locator("[data-pictures] .here")).to_contain_text("Taille 3")


def test_every_worked_example_has_its_pictures_without_javascript(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("calculateurs/equipe/")
    case = page.locator("details.case").nth(1)
    case.locator("summary").click()
    calculator = find("equipe")
    (picture,) = browser.pictures(answered(calculator, calculator.examples[1]))
    expect(case.locator(".picture td:last-child")).to_have_text(
        [bar["text"] for bar in picture["bars"]]
    )
    expect(case.locator(".picture meter").first).to_be_visible()


def test_bars_and_their_words_hold_in_a_phone(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    open_form(page, "equipe", "mg=1&infirmier=1")
    tables = page.locator("[data-pictures] table")
    expect(page.locator(".calc-detail")).to_be_visible()
    page.locator("[data-pictures]").scroll_into_view_if_needed()
    expect(tables).to_have_count(1)
    for table in (tables.first, *page.locator("details.case .picture table").all()):
        table.evaluate("table => { (table.closest('details') ?? {}).open = true }")
        assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
