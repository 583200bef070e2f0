"""A source opens beside its statement, and the reader stays where she reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page import READY

PHONE = {"width": 390, "height": 844}
SMALL = """() => [...document.querySelectorAll(".md-content .src a")]
  .map((mark) => mark.getBoundingClientRect())
  .filter(({ width, height }) => width < 24 || height < 24).length"""
FOLLOWED = """mark => document.activeElement !== document.body
  && mark.compareDocumentPosition(document.activeElement) === Node.DOCUMENT_POSITION_FOLLOWING"""
HOLES = """() => [...document.querySelectorAll(".card .src a")].flatMap((mark) => {
  const next = mark.parentElement.nextSibling;
  if (!next?.data?.startsWith(".")) return [];
  const range = document.createRange();
  range.selectNodeContents(mark);
  const { right } = range.getBoundingClientRect();
  range.setStart(next, 0);
  range.setEnd(next, 1);
  return [range.getBoundingClientRect().left - right];
})"""

type Open = Callable[..., BrowserContext]


@pytest.fixture
def phone(open_context: Open) -> Page:
    return open_context(viewport=PHONE).new_page()


def test_a_source_opens_in_place_and_gives_the_focus_back(phone: Page) -> None:
    phone.goto("comprendre/msp/")
    mark = phone.locator(".src a[data-source*='|']").first
    panel = phone.get_by_role("dialog", name="Source")
    before = phone.url
    mark.focus()
    phone.keyboard.press("Enter")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("lu le")
    expect(panel).to_contain_text("Passage")
    expect(panel.locator("a[href^=http]").first).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert phone.url == before
    phone.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()
    mark.click()
    panel.get_by_role("button", name="Fermer").click()
    expect(mark).to_be_focused()
    # A second press closes; so does the keyboard that walks out of the panel, on either side.
    mark.click()
    expect(panel).to_be_focused()
    mark.click()
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()
    mark.press("Enter")
    expect(panel).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()
    mark.press("Enter")
    expect(panel).to_be_focused()
    panel.get_by_role("button", name="Fermer").focus()
    phone.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    expect(mark).not_to_be_focused()
    assert mark.evaluate(FOLLOWED)
    # Who presses beside it comes back to the mark, not to the top of the page.
    mark.click()
    expect(panel).to_be_focused()
    phone.mouse.click(2, 800)
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_line_of_a_result_opens_its_source_where_the_guide_has_opened_another(
    phone: Page,
) -> None:
    phone.goto("comprendre/cpts/#population=60000")
    panel = phone.get_by_role("dialog", name="Source")
    phone.locator(".src a").first.click()
    expect(panel).to_be_visible()
    phone.keyboard.press("Escape")
    phone.locator(".calc-detail > summary").click(timeout=READY)
    line = phone.locator("[data-result] .lines .ground a").last
    line.click()
    expect(panel).to_have_count(1)
    expect(panel).to_be_in_viewport(ratio=1)
    expect(panel).to_contain_text(str(line.get_attribute("title")))
    phone.keyboard.press("Escape")
    expect(line).to_be_focused()


def test_a_mark_is_large_enough_for_a_finger(phone: Page) -> None:
    phone.goto("comprendre/msp/")
    assert phone.locator(".md-content .src a").count() > 40
    assert phone.evaluate(SMALL) == 0
    # Its width leaves no hole before the stop, on paper neither.
    for media in ("screen", "print"):
        phone.emulate_media(media=media)
        holes = phone.evaluate(HOLES)
        assert len(holes) > 3
        assert max(holes) < 3, media


def test_without_a_script_a_mark_leads_to_the_list_of_the_page(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("comprendre/msp/")
    mark = page.locator(".src a").first
    entry = page.locator(f"li{mark.get_attribute('href')}")
    expect(entry).to_be_hidden()
    mark.click()
    expect(entry).to_be_visible()


def test_an_address_opens_the_list_that_holds_its_target(phone: Page) -> None:
    phone.goto("comprendre/msp/#source-2")
    expect(phone.locator("li#source-2")).to_be_visible()
