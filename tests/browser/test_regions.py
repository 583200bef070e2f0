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


@pytest.mark.parametrize(
    ("typed", "said", "region", "missing"),
    [
        ("Lyon", "Lyon, Rhône (69)", "Auvergne-Rhône-Alpes", ""),
        ("rhone", "Rhône (69)", "Auvergne-Rhône-Alpes", ""),
        ("2A", "Corse-du-Sud (2A)", "Corse", "Non trouvé : le PAPS"),
        ("97300", "Cayenne, Guyane (973)", "Guyane", "Non trouvé"),
        ("Rennes", "Rennes, Ille-et-Vilaine (35)", "Bretagne", ""),
    ],
)
def test_a_commune_or_a_department_opens_its_region(
    phone: Page, typed: str, said: str, region: str, missing: str
) -> None:
    field = phone.get_by_label("Votre commune")
    field.press_sequentially(typed)
    answer = phone.locator("[data-regions] [role=status]")
    expect(answer).to_contain_text(said)
    expect(answer).to_contain_text("Trouvé")
    if missing:
        expect(answer).to_contain_text(missing)
        expect(answer.get_by_role("link", name="Comment chercher")).to_be_visible()
    answer.get_by_role("link", name=f"ouvrir {region}").click()
    part = phone.locator("details[open]").filter(has=phone.locator(f"summary h2:text('{region}')"))
    expect(part.locator("summary")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xyzxyz", "Aucune commune"),
        ("Saint-Pierre-et-Miquelon", "Comment chercher"),
        ("Saint-Denis", "Seine-Saint-Denis (93) : ouvrir Île-de-France"),
        ("Villeneuve", "Plusieurs lieux possibles"),
        ("1234", "Voulez-vous dire"),
        ("paca", "Provence-Alpes-Côte d’Azur : ouvrir"),
    ],
)
def test_a_place_that_is_not_one_region_is_told(phone: Page, typed: str, said: str) -> None:
    phone.get_by_label("Votre commune").press_sequentially(typed)
    expect(phone.locator("[data-regions] [role=status]")).to_contain_text(said)


@pytest.mark.parametrize("width", [320, 390])
def test_no_word_of_the_map_is_cut_without_a_hyphen(phone: Page, width: int) -> None:
    """A long name breaks between its words, or where a hyphen shows; its text has none."""
    phone.set_viewport_size({"width": width, "height": 844})
    cut = phone.locator(".regions a span").evaluate_all(
        """all => all.filter(span => {
          const range = document.createRange();
          return Array.from(span.childNodes).some(node =>
            Array.from((node.data ?? "").matchAll(/[^ -]+-?/g)).some(({ 0: word, index }) => {
              range.setStart(node, index);
              range.setEnd(node, index + word.length);
              const tops = Array.from(range.getClientRects(), box => Math.round(box.top));
              return new Set(tops).size > 1;
            }));
        }).map(span => span.textContent)"""
    )
    assert cut == []
    assert "\u00ad" not in phone.locator("main").inner_text()
