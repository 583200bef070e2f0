"""The home page: one question with four doors, one box to search, the eight acronyms as a map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from macros.pages.forms import forms
from tests.browser.form import hold
from tests.browser.page import READY

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
MOST_LINKS = 24

type Open = Callable[..., BrowserContext]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def home(open_context: Open, request: pytest.FixtureRequest) -> Page:
    page = open_context(viewport=request.param).new_page()
    page.goto("")
    return page


def test_the_first_screen_holds_four_doors_and_the_box(home: Page) -> None:
    doors = home.get_by_role("navigation", name="Votre situation").get_by_role("link")
    expect(doors).to_have_count(4)
    for seen in (*doors.all(), home.get_by_label("Ou posez votre question")):
        expect(seen).to_be_in_viewport(ratio=1)
    assert home.locator(".md-content a[href]:not(.headerlink)").count() <= MOST_LINKS


def test_the_box_opens_the_search_with_the_question(home: Page) -> None:
    # Once the script of the page lives.
    expect(home.locator("#recherche")).to_be_attached(timeout=READY)
    home.get_by_label("Ou posez votre question").fill("prime précarité")
    home.keyboard.press("Enter")
    first = home.locator(".md-search-result__item .md-search-result__link").first
    expect(first).to_be_visible(timeout=READY)
    assert "/comprendre/aci/" in str(first.get_attribute("href"))
    expect(home.get_by_role("textbox", name="Rechercher")).to_have_value("prime précarité")
    expect(home.get_by_role("textbox", name="Rechercher")).to_be_focused()


def test_a_question_asked_before_the_box_lives_is_answered(home: Page) -> None:
    held = hold(home, "**/boxes.js")
    home.reload()
    expect(home.locator("#recherche")).to_be_attached(timeout=READY)
    home.get_by_label("Ou posez votre question").fill("prime précarité")
    home.keyboard.press("Enter")
    field = home.locator(".md-search__input")
    expect(field).to_have_value("")
    held[0].continue_()
    expect(field).to_have_value("prime précarité")
    expect(field).to_be_visible()


def test_the_map_shows_each_form_in_its_tint_and_leads_to_its_page(home: Page) -> None:
    tints = set()
    for form in forms().values():
        tile = home.locator(f".levels a[data-form={form.id}]")
        expect(tile).to_contain_text(form.acronym)
        assert str(tile.get_attribute("href")).endswith(f"comprendre/{form.id}/")
        tints.add(tile.evaluate("tile => getComputedStyle(tile).borderTopColor"))
    assert len(tints) == len(forms())


def test_without_javascript_there_is_no_box(open_context: Open) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("")
    expect(page.get_by_label("Ou posez votre question")).to_be_hidden()
    expect(page.locator(".levels a").first).to_be_visible()
