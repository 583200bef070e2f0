"""An amount in two answers, always in sight: range, what it waits for, bar, keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators import compute, estimate, find
from tests.browser.form import SOME, open_form, whole
from tests.browser.page import READY

MSP: dict[str, Any] = {"patientele": 6_000, "associes": 14}
# Where the focus stands, as a selector of the tests.
FOCUSED = """
() => {
  const at = document.activeElement;
  if (at.closest(".calc-aside .actions")) return "actions";
  if (at.closest("[data-result]")) return "result";
  return at.type === "submit" ? "submit" : at.name || at.tagName;
}
"""


def bound(page: Page, name: str) -> Locator:
    return page.locator(f"[data-field=estimation_{name}]")


def expect_range(page: Page, slug: str, inputs: dict[str, object]) -> None:
    found = estimate(slug, inputs)
    for name, side in (("basse", "low"), ("haute", "high")):
        value = found[side]["value"]
        expect(bound(page, name)).to_have_attribute("data-value", str(value), timeout=READY)
        expect(bound(page, name)).to_have_text(found[side]["text"])
    expect(page.locator("[data-field=total_euros]")).to_have_count(0)


def test_two_answers_give_the_range_of_a_msp(page: Page) -> None:
    open_form(page, "aci-msp")
    page.locator("[name=patientele]").fill("6 000")
    expect(page.locator(".calc-needs")).to_contain_text("Professionnels de santé associés")
    expect(page.locator(".calc-answer")).to_be_hidden()
    page.locator("[name=associes]").fill("14")
    expect_range(page, "aci-msp", MSP)
    expect(page.locator(".headline")).to_contain_text("de ")
    # What waits for an answer is neither a fault nor a warning.
    expect(page.locator("[data-result] .badge[data-status=missing]")).to_have_count(0)
    expect(
        page.locator("[data-list=warnings] > :not([hidden])").filter(has_text="rérequis")
    ).to_have_count(0)
    assert page.url.endswith("#associes=14&patientele=6000")


def test_one_answer_gives_the_range_and_the_next_size_of_a_cpts(page: Page) -> None:
    open_form(page, "aci-cpts")
    page.locator("[name=population]").fill("32 000")
    expect_range(page, "aci-cpts", {"population": 32_000})
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1")
    steps = [
        item
        for item in compute("aci-cpts", {"population": 32_000})["missing"]
        if "habitants" in item["label"]
    ]
    for item in steps:
        expect(page.locator("[data-list=missing]")).to_contain_text(item["label"])


def test_no_is_an_answer_and_not_answering_is_not(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", MSP)
    no = page.get_by_role("button", name="Non : La coordination externe est organisée")
    no.click()
    expect(no).to_have_attribute("aria-pressed", "true")
    expect_range(page, "aci-msp", {**MSP, "coordination_externe": False})
    assert "coordination_externe=false" in page.url
    page.reload()
    expect_range(page, "aci-msp", {**MSP, "coordination_externe": False})
    expect(no).to_have_attribute("aria-pressed", "true")
    no.click()
    expect_range(page, "aci-msp", MSP)
    assert "coordination_externe" not in page.url


def test_a_lost_prerequisite_is_told_at_once(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", MSP)
    page.get_by_role("button", name="Non : La fonction de coordination est assurée").click()
    expect(page.locator("[data-field=total_euros]")).to_have_attribute("data-value", "0")
    expect(page.locator(".notices summary")).to_contain_text("faute de prérequis")
    expect(page.locator(".notices summary")).not_to_contain_text("Horaires")


def test_no_to_everything_else_leaves_only_what_would_lose_it_all(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", MSP)
    page.get_by_role("button", name="Non à toutes les autres").click()
    inputs = {**MSP, "soins_non_programmes": True, "amplitude": "10h_a_12h"}
    page.locator("[name=amplitude]").select_option("10h_a_12h")
    page.locator("[name=soins_non_programmes]").check()
    for key in ("crise_plan", "coordination", "si_standard"):
        expect(page.locator("[data-action=answer]").first).to_be_visible()
        page.locator(f"[name={key}]").check()
        inputs[key] = True
    total = compute("aci-msp", inputs)["values"]["total_euros"]
    expect(page.locator("[data-field=total_euros]")).to_have_attribute("data-value", str(total))


def test_no_for_the_rest_ends_the_questions(page: Page) -> None:
    inputs = dict(MSP)
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", inputs)
    for key in ("soins_non_programmes", "crise_plan", "coordination", "si_standard"):
        page.locator(f"[name={key}]").check()
        inputs[key] = True
    page.locator("[name=amplitude]").select_option("12h_et_plus")
    page.get_by_role("button", name="Non : Ouvert le samedi matin").click()
    page.get_by_role("button", name="Non : Dérogation").click()
    for key in ("fermeture_conges_semaines", "fermeture_hors_conges_semaines"):
        page.locator(f"[name={key}]").fill("0")
    inputs["amplitude"] = "12h_et_plus"
    for rest in page.get_by_role("button", name="Non pour le reste").all():
        rest.click()
    for key in ("ipa", "zone_sous_dense", "crise_caracterisee", "si_avance"):
        page.locator(f".field[data-key={key}] .no").click()
    total = compute("aci-msp", inputs)["values"]["total_euros"]
    expect(page.locator("[data-field=total_euros]")).to_have_attribute("data-value", str(total))
    expect(bound(page, "basse")).to_have_count(0)


def test_what_counts_most_leads_to_its_question(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", MSP)
    first = estimate("aci-msp", MSP)["unanswered"][0]
    page.locator("[data-action=answer]").first.click()
    expect(page.locator(f"[name={first}]")).to_be_focused()
    expect(page.locator(f"[name={first}]")).to_be_in_viewport()


def test_the_bar_holds_the_amount_and_what_the_last_answer_changed(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    bar = page.locator("[data-amount-bar]")
    expect(bar).to_be_in_viewport(timeout=READY)
    expect(bar).to_contain_text(estimate("aci-msp", MSP)["high"]["text"])
    page.locator("[name=si_avance]").scroll_into_view_if_needed()
    page.locator("[name=si_avance]").check()
    expect(bar).to_contain_text("€ au moins")
    expect(bar).to_be_in_viewport()
    bar.get_by_role("button").click()
    expect(page.locator("#aci-msp-resultat")).to_be_focused()
    expect(page.locator("#aci-msp-resultat")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(bar).to_be_hidden()


# Whether what has the focus is what stands at its place on the screen.
ON_TOP = """() => {
  const { x, y, width, height } = document.activeElement.getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement;
}"""


def test_the_result_stays_beside_the_form(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    open_form(page, "aci-msp", whole("aci-msp", MSP))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    form = page.locator("form[data-calculator]").bounding_box()
    assert form
    assert form["height"] > 1600
    for share in (0.2, 0.5, 0.8):
        page.evaluate("(y) => scrollTo(0, y)", form["y"] + share * (form["height"] - 800))
        expect(page.locator(".headline")).to_be_in_viewport()
    detail = page.locator(".calc-detail").bounding_box()
    aside = page.locator(".calc-aside").bounding_box()
    now = page.locator("form[data-calculator]").bounding_box()
    assert detail
    assert aside
    assert now
    # Neither column leaves a screen of blank.
    assert detail["y"] - max(now["y"] + now["height"], aside["y"]) < 800
    # Held no longer than the form lasts: what follows, on the whole width, covers none of it.
    page.locator("[data-action=plan]").evaluate("button => button.click()")
    page.locator(".calc-year .plan-steps > li").last.scroll_into_view_if_needed()
    expect(page.locator(".headline")).not_to_be_in_viewport()
    page.get_by_text("Autres outils").click()
    page.locator("[data-action=reproduce]").click()
    copy = page.locator("[data-action=command]")
    expect(copy).to_be_focused()
    page.get_by_role("button", name="Fermer le plan").focus()
    copy.focus()
    assert page.evaluate(ON_TOP)
    # Read through by keys, it does not carry the form away.
    moved = "button => { const at = scrollY; button.focus(); return scrollY - at; }"
    high = "button => button.scrollIntoView({ block: 'start' })"
    button = page.locator("[data-action=json]")
    button.evaluate(high)
    page.locator(".headline").evaluate("() => scrollTo(0, 2000)")
    assert button.evaluate("button => button.getBoundingClientRect().y") < 100
    assert button.evaluate(moved) == 0


@pytest.mark.parametrize("slug", SOME)
def test_from_the_last_field_to_the_result_and_its_actions(page: Page, slug: str) -> None:
    example = find(slug).examples[0]
    open_form(page, slug, whole(slug, example.inputs))
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    page.locator(f"form[data-calculator={slug}] > details").last.evaluate(
        "fold => (fold.open = true)"
    )
    page.locator(f"#{slug}-on").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    assert "actions" in seen
    page.locator(f"#{slug}-on").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{slug}-resultat")).to_be_focused()


def test_a_link_skips_the_form(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect_range(page, "aci-msp", MSP)
    page.get_by_role("link", name="Aller au résultat").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#aci-msp-resultat")).to_be_focused()
    assert page.url.endswith("#associes=14&patientele=6000")


@pytest.mark.parametrize("slug", SOME)
def test_a_page_opens_calmly(page: Page, slug: str) -> None:
    page.goto(f"calculateurs/{slug}/")
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-engine", "ready", timeout=READY
    )
    expect(page.locator(".calc-needs")).to_have_text(find(slug).needs)
    for alarm in (".notices", ".badge[data-status=missing]", "[data-list=missing]"):
        for one in page.locator(f"[data-result] {alarm}").all():
            expect(one).to_be_hidden()
    assert page.locator("[data-result] .headline").inner_text().find("\n0\u00a0€") < 0
    expect(page.locator("[data-result] .calc-example")).to_be_visible()
