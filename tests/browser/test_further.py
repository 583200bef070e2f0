"""What would bring a territory to its next size is proposed: its own EPCI first, then others."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from macros.territoires import populations
from tests.browser.form import last_result, open_form

DATA = populations.ROOT / "docs/assets/territoires"
OYONNAX = "01283"
AMBERIEU = "01004"
HAUT_BUGEY = "CA Haut-Bugey Agglomération"
PLAINE = "CC de la Plaine de l'Ain"


def _members(name: str) -> list[str]:
    rows = json.loads((DATA / "epci/01.json").read_text("utf-8")).values()
    return next(codes for group, _, _, codes in rows if group == name)


def _proposed(page: Page) -> Locator:
    return page.locator(".territory-further li")


def _size(page: Page) -> object:
    return last_result(page)["values"]["taille"]


def test_the_rest_of_an_epci(page: Page) -> None:
    open_form(page, "aci-cpts", f"communes={OYONNAX}")
    expect(_proposed(page)).to_have_count(3)
    expect(_proposed(page).first).to_contain_text(f"le reste de {HAUT_BUGEY}")
    for other in _proposed(page).all()[1:]:
        expect(other).to_contain_text("ailleurs dans le département")
    before = _size(page)
    _proposed(page).first.get_by_role("button").click()
    expect(page.locator(".territory-status")).to_contain_text("ajout fait")
    page.wait_for_function("(codes) => window.results.at(-1).inputs.communes.length > 1", arg=0)
    codes = page.locator("[name=communes]").input_value().split(",")
    assert sorted(codes) == sorted(_members(HAUT_BUGEY))
    assert _size(page) != before


def test_one_commune_when_it_is_enough_then_another_epci(page: Page) -> None:
    others = [code for code in _members(PLAINE) if code != AMBERIEU]
    open_form(page, "aci-cpts", f"communes={','.join(others)}")
    expect(_proposed(page).first).to_contain_text("Ambérieu-en-Bugey")
    before = _size(page)
    _proposed(page).last.get_by_role("button").click()
    expect(page.locator(".territory-status")).to_contain_text("ailleurs dans le département")
    page.wait_for_function("(before) => window.results.at(-1).values.taille > before", arg=before)
    assert set(others) < set(page.locator("[name=communes]").input_value().split(","))


def test_no_proposal_for_a_population_without_communes(page: Page) -> None:
    open_form(page, "aci-cpts", "population=79000")
    last_result(page)
    expect(page.locator(".territory-further")).to_be_hidden()
