"""The plan of the year in the page: opened, ticked, found again by its link, taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from calculators import find
from calculators.doors import plans
from tests.browser.form import fragment, keep, opened
from tests.browser.page import READY

INPUTS: dict[str, Any] = {
    "exercice": 2026,
    "patientele": 6_000,
    "associes": 12,
    "coordination": True,
    "si_standard": True,
    "protocoles": 3,
}
MSP = fragment({"calculator": "aci-msp", "inputs": INPUTS, "on": None})


def saved_events(page: Page, button: str) -> list[str]:
    """Give what the events of a saved calendar say."""
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    events = Calendar.from_ical(Path(saved.value.path()).read_text("utf-8")).walk("VEVENT")
    return [str(event["SUMMARY"]) for event in events]


def figure(page: Page, name: str) -> Any:
    return page.locator(f"[data-year-total={name}]").get_attribute("data-value")


def test_the_year_is_planned_ticked_and_found_again(page: Page) -> None:
    opened(page, "aci-msp", MSP)
    expect(page.locator("[data-year]")).to_have_count(0)
    page.locator("[data-action=plan]").press("Enter")
    expect(page.locator("[data-year] h2")).to_be_focused()
    made = plans.plan(find("aci-msp").answer(INPUTS)).as_json(frozenset())
    rows = page.locator("[data-step]")
    expect(rows.locator("strong")).to_have_text([step["label"] for step in made["steps"]])
    before = figure(page, "to_prove")
    step = page.locator("[data-step=coordination]")
    step.get_by_label("Preuve prête").press("Space")
    proved = page.locator("[data-year-total=proved]")
    expect(proved).not_to_have_attribute("data-value", "0")
    earned = next(one["earned"] for one in made["steps"] if one["id"] == "coordination")
    assert float(figure(page, "proved")) == earned
    assert float(figure(page, "to_prove")) == float(before) - earned
    expect(step.get_by_label("Preuve prête")).to_be_focused()
    assert page.url.endswith("&plan=coordination")
    page.reload()
    expect(step.get_by_label("Preuve prête")).to_be_checked(timeout=READY)
    expect(page.locator(".calc-done")).to_be_empty()
    page.locator("[name=protocoles]").fill("8")
    expect(page.locator("[data-step=protocoles] .badge")).to_have_text("atteint")
    assert any("Preuves à envoyer" in event for event in saved_events(page, "Plan en agenda"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Plan en tableur").click()
    assert saved.value.suggested_filename == "plan-aci-msp.csv"
    page.get_by_role("button", name="Fermer le plan").click()
    expect(page.locator("[data-year]")).to_have_count(0)
    expect(page.locator("[data-action=plan]")).to_be_focused()
    assert "plan=" not in page.url


def test_the_ticks_are_kept_with_the_dossier(page: Page) -> None:
    opened(page, "aci-msp", f"{MSP}&plan=coordination")
    expect(page.locator("[data-step=coordination] input")).to_be_checked()
    page.locator("[data-action=keep]").click()
    page.get_by_label("Sous quel nom").fill("MSP du Lac, 2026")
    page.locator("[data-action=keep-confirm]").click()
    page.get_by_role("link", name="Ouvrir mon dossier").click()
    page.get_by_role("link", name="MSP du Lac, 2026").click()
    expect(page.locator("[data-step=coordination] input")).to_be_checked(timeout=READY)


def test_a_cpts_has_its_missions_and_payments_on_a_phone(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    inputs = {"population": 60_000, "date_signature": "2026-03-01"}
    opened(page, "aci-cpts", fragment({"calculator": "aci-cpts", "inputs": inputs, "on": None}))
    page.locator("[data-action=plan]").click()
    expect(page.locator("[data-step]")).to_have_count(6)
    timeline = find("aci-cpts").compute(inputs)["timeline"]
    expect(page.locator("[data-year] .timeline > li")).to_have_count(len(timeline))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_only_what_is_paid_by_the_year_has_a_plan(page: Page) -> None:
    opened(page, "sisa", "associes_auxiliaires=1&associes_medecins=2")
    expect(page.locator("[data-action=keep]")).to_be_visible()
    expect(page.locator("[data-action=plan]")).to_have_count(0)


def test_several_years_stand_on_one_page(page: Page) -> None:
    for year in ("2025", "2026"):
        opened(page, "aci-msp", MSP.replace("exercice=2026", f"exercice={year}"))
        keep(page, f"Le Lac, {year}")
    page.locator("[data-action=plan]").click()
    # A key goes nowhere while the plan is not there, and the plan takes the focus as it comes.
    expect(page.locator("[data-year] h2")).to_be_focused()
    page.get_by_role("button", name="Plusieurs années sur une page").press("Enter")
    heads = page.locator("[data-years] thead th")
    expect(heads).to_have_count(5, timeout=READY)
    expect(heads.first).to_contain_text("Exercice 2026")
    coordination = page.locator("[data-years-step=coordination] td")
    page.locator("[data-step=coordination] input").check()
    expect(coordination.first).to_contain_text("preuve prête")
    expect(coordination.last).not_to_contain_text("preuve prête")
    page.get_by_label("Quelles années ?").select_option("Le Lac, 2 années gardées")
    expect(heads).to_have_text(["Le Lac, 2025", re.compile("^Le Lac, 2026")])
    assert any("(Le Lac, 2025)" in event for event in saved_events(page, "Années en agenda"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Années en tableur").click()
    # An engine that fails is no reason to ask for more years.
    page.evaluate("() => { exerciceCoordonneEngine.ask = () => Promise.reject(new Error()) }")
    page.get_by_label("Quelles années ?").select_option(
        "Les années du contrat, avec les réponses d’ici"
    )
    expect(page.locator("[data-years]")).to_contain_text("n’ont pas pu être calculées")
    # Where the plan stands over the result, what takes the focus is shown.
    page.get_by_role("button", name="Garder ce plan").click()
    page.get_by_role("button", name="Annuler").click()
    assert saved.value.suggested_filename == "annees-aci-msp.csv"
