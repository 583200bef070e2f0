"""What is missing can be ticked: the plan is computed whole, and becomes a version to compare."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculators import compute
from calculators.vocabulary.text import euros
from tests.browser.form import open_form, whole

INPUTS: dict[str, Any] = {
    "patientele": 5000,
    "associes": 16,
    "soins_non_programmes": True,
    "amplitude": "8h_a_10h",
    "crise_plan": True,
    "coordination": True,
    "si_standard": True,
}
PLAN = "[data-plan]"
MISSING = "[data-list=missing] > li"


def _tick(page: Page, *ids: str) -> dict[str, Any]:
    """Tick these, and give the inputs of the plan as the rules change them."""
    missing = compute("aci-msp", INPUTS)["missing"]
    lists = page.locator(MISSING)
    page.locator("details.more").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    expect(lists).to_have_count(len(missing))
    changed = dict(INPUTS)
    for rank, item in sorted(enumerate(missing), key=lambda one: one[1]["gain"]):
        if item["id"] in ids:
            lists.nth(rank).get_by_role("checkbox").check()
            changed |= item["changes"]
    return changed


@pytest.mark.parametrize(
    "ids",
    [
        ("concertation",),
        ("stages_2", "stages_4"),
        ("obesite_enfant", "missions_sante_publique_1", "sas_moitie", "sas_tous"),
    ],
    ids=", ".join,
)
def test_the_plan_is_what_the_rules_compute(page: Page, ids: tuple[str, ...]) -> None:
    open_form(page, "aci-msp", whole("aci-msp", INPUTS))
    changed = _tick(page, *ids)
    reached = compute("aci-msp", changed)["values"]["total_euros"]
    told = page.locator(f"{PLAN} [role=status]")
    expect(told).to_contain_text(euros(reached))
    gap = reached - compute("aci-msp", INPUTS)["values"]["total_euros"]
    assert gap > 0
    expect(told).to_contain_text(f"+{euros(gap)}")
    proved = [item for item in compute("aci-msp", INPUTS)["missing"] if item["id"] in ids]
    assert all(item["proof"] for item in proved)
    expect(page.locator(f"{PLAN} li")).to_have_count(len(proved))


def test_a_plan_is_compared_then_put_in_the_form_and_taken_back(page: Page) -> None:
    open_form(page, "aci-msp", whole("aci-msp", INPUTS))
    changed = _tick(page, "concertation")
    before = page.url
    page.get_by_role("button", name="Comparer ce plan").click()
    expect(page.locator("[data-comparison] [data-scenario]")).to_have_count(2)
    expect(page.locator("[data-compared=headline] [data-gap]")).to_have_attribute(
        "data-gap", str(compute("aci-msp", INPUTS)["missing"][0]["gain"])
    )
    page.get_by_role("button", name="Mettre ces réponses dans le formulaire").click()
    total = compute("aci-msp", changed)["values"]["total_euros"]
    headline = page.locator(".headline [data-slot=text]")
    expect(headline).to_have_text(euros(total))
    expect(page.locator(PLAN)).to_be_hidden()
    assert page.locator("[name=concertation_reunions]").input_value() == "6"
    assert page.url != before
    page.go_back()
    expect(headline).to_have_text(euros(compute("aci-msp", INPUTS)["values"]["total_euros"]))
    expect(page.locator("[name=concertation_reunions]")).not_to_have_value("6")


def test_a_plan_follows_what_is_typed_and_can_be_emptied(page: Page) -> None:
    open_form(page, "aci-msp", whole("aci-msp", INPUTS))
    changed = _tick(page, "concertation")
    page.locator("[name=patientele]").fill("9000")
    total = compute("aci-msp", changed | {"patientele": 9000})["values"]["total_euros"]
    expect(page.locator(f"{PLAN} [role=status]")).to_contain_text(euros(total))
    page.get_by_role("button", name="Vider le plan").click()
    expect(page.locator(PLAN)).to_be_hidden()
    assert page.locator(f"{MISSING} input:checked").count() == 0


def test_while_questions_wait_a_plan_says_what_it_adds_only(page: Page) -> None:
    open_form(page, "aci-cpts", "population=60000")
    expect(page.locator("[data-field=estimation_haute]")).to_be_visible()
    item = compute("aci-cpts", {"population": 60_000})["missing"][0]
    page.locator(MISSING).first.get_by_role("checkbox").check()
    told = page.locator(f"{PLAN} [role=status]")
    expect(told).to_contain_text(f"+{euros(item['gain'])}")
    expect(told).to_contain_text("si rien d’autre ne change")


def test_the_plan_of_a_team_says_what_it_may_become(page: Page) -> None:
    open_form(page, "equipe", whole("equipe", {"mg": 1, "infirmier": 2}))
    page.locator(MISSING).first.get_by_role("checkbox").check()
    reached = compute("equipe", {"mg": 2, "infirmier": 2})["headline"]["text"]
    expect(page.locator(f"{PLAN} [role=status]")).to_contain_text(reached)
