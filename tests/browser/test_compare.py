"""Versions of the answers side by side: what changes, in total and by line, and in the link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from calculators import compute, find
from tests.browser.form import open_form, whole
from tests.browser.page import FOLLOW, READY

BEFORE: dict[str, Any] = {"population": 60_000}
AFTER: dict[str, Any] = {"population": 60_000, "qualite": True}


def total(inputs: dict[str, Any], on: str | None = None) -> float:
    value: float = compute("aci-cpts", inputs, on)["values"]["total_euros"]
    return value


def test_a_version_put_aside_is_compared_with_the_next(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", BEFORE))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    expect(page.locator("[data-comparison]")).to_be_hidden()
    page.get_by_role("button", name="Comparer").click()
    expect(page.locator(".calc-done")).to_contain_text("Version A gardée")
    expect(page.locator("[data-scenario]")).to_have_count(1)
    page.locator("[name=qualite]").check()
    expect(page.locator("[data-scenario]")).to_have_count(2)
    expect(page.locator("[data-scenario]").last).to_contain_text("Qualité et pertinence")
    gap = total(AFTER) - total(BEFORE)
    headline = page.locator("[data-compared=headline] [data-gap]")
    expect(headline).to_have_attribute("data-gap", str(int(gap)))
    expect(page.locator("[data-compared=qualite_fixe]")).to_be_visible()
    expect(page.locator("[data-compared=prevention_fixe]")).to_have_count(0)
    page.reload()
    expect(headline).to_have_attribute("data-gap", str(int(gap)), timeout=READY)
    expect(page.locator("[name=qualite]")).to_be_checked()
    page.get_by_role("button", name="Retirer la version A").click()
    expect(page.locator("[data-comparison]")).to_be_hidden()
    assert "scenario" not in page.url


def test_four_at_most_and_never_twice_the_same(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", BEFORE))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    compare, done = page.get_by_role("button", name="Comparer"), page.locator(".calc-done")
    compare.click()
    compare.click()
    expect(done).to_contain_text("déjà là")
    for rank, people in enumerate((30_000, 120_000, 200_000), start=2):
        page.locator("[name=population]").fill(str(people))
        expect(page.locator("[data-scenario]")).to_have_count(rank)
        compare.click()
    expect(done).to_contain_text("Quatre versions")
    expect(page.locator("[data-scenario]")).to_have_count(4)


def test_the_same_answers_under_two_texts(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", AFTER))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    page.get_by_role("button", name="Comparer").click()
    page.locator("form > details").last.evaluate("fold => (fold.open = true)")
    page.locator("[name=on]").fill("30/06/2020")
    gap = total(AFTER, "2020-06-30") - total(AFTER)
    headline = page.locator("[data-compared=headline] [data-gap]")
    expect(headline).to_have_attribute("data-gap", str(int(gap)))
    expect(page.locator("[data-scenario]").last).to_contain_text("2019")


def test_what_changes_is_drawn(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", BEFORE))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    page.get_by_role("button", name="Comparer").click()
    page.locator("[name=qualite]").check()
    pictures = page.locator("[data-comparison] figure")
    expect(pictures).to_have_count(2)
    amounts, lines = pictures.first, pictures.last
    drawn = "meters => meters.map(({ value }) => value)"
    assert amounts.locator("meter").evaluate_all(drawn) == [total(BEFORE), total(AFTER)]
    names = "Qualité et pertinence des soins"
    expect(lines.locator("tbody th").first).to_contain_text(names)
    assert sum(lines.locator("meter").evaluate_all(drawn)) == total(AFTER) - total(BEFORE)
    expect(lines.locator("td:last-child").first).to_contain_text("+")


def test_an_amount_that_waits_for_answers_is_compared_as_a_range(page: Page) -> None:
    given = ["05061", "05023", "05046"]
    open_form(page, "aci-cpts", f"communes={','.join(given[:2])}")
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    page.get_by_role("button", name="Comparer").click()
    page.evaluate(FOLLOW, f"communes={','.join(given)}&scenario=communes%3D{','.join(given[:2])}")
    found = find("aci-cpts").estimate({"communes": given})
    told = page.locator("[data-compared=headline] td").last
    expect(told).to_have_text(f"de {found['low']['text']} à {found['high']['text']}")
    expect(page.locator("[data-comparison]")).to_contain_text("est une fourchette")
    # A territory is named by what is asked, not by the search that fills it.
    expect(page.locator("[data-scenario]").last).to_contain_text("change : Communes du territoire")
    page.reload()
    expect(page.locator("[data-compared=headline] td").first).to_contain_text("de ", timeout=READY)


def test_before_and_after_a_text_in_one_click(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", AFTER))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    page.get_by_role("button", name="Comparer").click()
    page.locator(".other-texts button").press("Enter")
    expect(page.locator("[data-scenario]")).to_have_count(2)
    gap = total(AFTER, "2022-03-31") - total(AFTER)
    headline = page.locator("[data-compared=headline] [data-gap]")
    expect(headline).to_have_attribute("data-gap", str(int(gap)))
    page.reload()
    expect(headline).to_have_attribute("data-gap", str(int(gap)), timeout=READY)


def test_a_comparison_holds_in_a_phone(open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    open_form(page, "aci-cpts", whole("aci-cpts", BEFORE))
    page.get_by_role("button", name="Comparer").click()
    page.locator(".other-texts button").click()
    expect(page.locator("[data-comparison] figure").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
