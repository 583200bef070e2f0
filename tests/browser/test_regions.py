"""The map of the regions leads to what was read of each, and says how to find the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators.equipe.fields import REGIONS
from macros.pages.reference_data import read

type Open = Callable[..., BrowserContext]


@pytest.fixture
def phone(open_context: Open) -> Page:
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("annuaire/regions/")
    return page


def test_every_region_is_on_the_map_under_its_name(phone: Page) -> None:
    tiles = phone.get_by_role("navigation", name="Carte des régions").get_by_role("link")
    assert sorted(tiles.all_inner_texts()) == sorted(REGIONS.values())
    small = tiles.evaluate_all(
        "all => all.filter(a => a.offsetWidth < 44 || a.offsetHeight < 44"
        " || a.scrollWidth > a.clientWidth).map(a => a.textContent)"
    )
    assert small == []
    boxes = [tile.bounding_box() for tile in tiles.all()]
    places = {(box["x"], box["y"]) for box in boxes if box}
    assert len(places) == len(REGIONS)


def test_a_tile_opens_the_contacts_of_its_region(phone: Page) -> None:
    phone.get_by_role("link", name="Bretagne", exact=True).click()
    part = phone.locator("details:has(> summary #bretagne)")
    expect(part).to_have_attribute("open", "")
    expect(part.get_by_role("link", name="bretagne.ars.sante.fr")).to_be_visible()
    expect(part).to_contain_text("11 dispositifs")
    expect(part.locator(".src").first).to_be_visible()


def test_where_nothing_was_found_the_page_says_how_to_look(phone: Page) -> None:
    phone.get_by_role("link", name="Guyane", exact=True).click()
    part = phone.locator("details:has(> summary #guyane)")
    expect(part).to_contain_text("Non trouvé")
    part.get_by_role("link", name="Comment chercher").click()
    expect(phone.locator("#chercher + ul")).to_be_in_viewport()


def test_the_data_names_the_regions_of_the_calculators() -> None:
    told = {region["code"]: region["name"] for region in read("regions")["region"]}
    assert told == REGIONS
