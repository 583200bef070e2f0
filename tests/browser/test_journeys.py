"""Three journeys on a phone, each tap counted and filmed, a picture a tap: `build/journeys/`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from calculators import compute, estimate
from calculators.vocabulary.text import euros
from tests.browser.form import last_result, open_form
from tests.browser.page import READY

FILMS = Path("build/journeys")
PHONE = {"width": 390, "height": 844}


class Reader:
    """Who answers with a thumb."""

    def __init__(self, page: Page, film: Path) -> None:
        self.page = page
        self.film = film
        self.taps = 0

    def _tapped(self) -> None:
        self.taps += 1
        self.page.screenshot(path=self.film / f"{self.taps:02}.png")

    def tap(self, place: Locator) -> None:
        place.tap()
        self._tapped()

    def type(self, name: str, words: str) -> None:
        """Answer a field: one tap in it, then the keys."""
        self.page.locator(f"[name={name}]").fill(words)
        self._tapped()

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"select[name={name}]").select_option(value)
        self._tapped()

    def answer(self, name: str, value: Any) -> None:
        """Answer as the field is made."""
        field = self.page.locator(f"[name={name}]")
        if value is True:
            self.tap(field)
        elif field.evaluate("(field) => field.tagName") == "SELECT":
            self.choose(name, str(value))
        else:
            self.type(name, str(value))


@pytest.fixture
def reader(open_context: Callable[..., BrowserContext], request: pytest.FixtureRequest) -> Reader:
    film = FILMS / request.node.name
    shutil.rmtree(film, ignore_errors=True)
    film.mkdir(parents=True)
    return Reader(open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page(), film)


MSP: dict[str, Any] = {
    "patientele": 6000,
    "associes": 14,
    "amplitude": "8h_a_10h",
    "soins_non_programmes": True,
    "crise_plan": True,
    "coordination": True,
    "si_standard": True,
    "protocoles": 4,
    "diversite_niveau": 2,
    "usagers_niveau": 1,
    "stages": 2,
    "missions_sante_publique": 2,
}


def test_a_coordinator_has_a_range_in_two_answers_and_her_amount_in_twenty_five_taps(
    reader: Reader,
) -> None:
    page = reader.page
    open_form(page, "aci-msp")
    for name in ("patientele", "associes"):
        reader.answer(name, MSP[name])
    found = estimate("aci-msp", {name: MSP[name] for name in ("patientele", "associes")})
    high = page.locator("[data-field=estimation_haute]")
    expect(high).to_have_attribute("data-value", str(found["high"]["value"]), timeout=READY)
    assert reader.taps == 2

    for name in [name for name in MSP if name not in ("patientele", "associes")]:
        reader.answer(name, MSP[name])
    rest = page.get_by_role("button", name="Non à toutes les autres")
    reader.tap(rest)
    total = compute("aci-msp", MSP)["values"]["total_euros"]
    expect(page.locator("[data-amount-bar]")).to_contain_text(euros(total))
    expect(page.locator("[data-field=total_euros]").first).to_have_attribute(
        "data-value", str(total)
    )
    assert reader.taps <= 25


def test_a_director_of_a_cpts_sees_what_the_next_size_brings_in_two_answers(
    reader: Reader,
) -> None:
    page = reader.page
    open_form(page, "aci-cpts")
    reader.type("population", "75000")
    expect(page.locator("[data-field=estimation_haute]")).to_be_attached(timeout=READY)
    reader.tap(page.locator("[data-amount-bar]").get_by_role("button"))
    (step,) = [
        item
        for item in compute("aci-cpts", {"population": 75_000})["missing"]
        if item["id"] == "taille_suivante"
    ]
    line = page.locator("[data-list=missing] > li").filter(has_text=step["label"])
    expect(line).to_be_visible()
    expect(line.locator(".gain")).to_contain_text(step["gain_text"])
    assert reader.taps <= 2


def test_a_nurse_learns_whether_her_team_of_four_can_be_a_msp_in_five(reader: Reader) -> None:
    page = reader.page
    open_form(page, "equipe")
    for profession in ("mg", "infirmier"):
        for _ in range(2):
            stepper = page.locator(".stepper", has=page.locator(f"[name={profession}]"))
            reader.tap(stepper.get_by_role("button").last)
    found = compute("equipe", {"mg": 2, "infirmier": 2})
    expect(page.locator("[data-amount-bar]")).to_contain_text("MSP", timeout=READY)
    assert found["values"]["verdict_msp"] == "eligible"
    assert last_result(page)["headline"]["text"] == found["headline"]["text"]
    assert reader.taps <= 5
