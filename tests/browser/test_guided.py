"""One question at a time or all at once; counts by finger; a table that takes a paste."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from calculators import compute, find
from tests.browser.form import error_of, open_form
from tests.browser.page import READY


def step(page: Page) -> Locator:
    return page.locator("form[data-calculator] > .guide-step")


def led(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_step_by_step_then_all_at_once_loses_nothing(page: Page) -> None:
    open_form(page, "aci-msp")
    led(page, "Pas à pas")
    expect(step(page)).to_have_count(1)
    expect(step(page)).to_contain_text("Votre maison de santé")
    expect(page.locator(".guide-progress")).to_have_text("Étape 1 sur 10")
    expect(page.get_by_role("button", name="Précédent")).to_be_disabled()
    page.locator("[name=patientele]").fill("6000")
    page.locator("[name=associes]").fill("14")
    expect(page.locator("[data-amount-bar]")).to_contain_text("123", timeout=READY)
    led(page, "Suivant")
    # What moves the amount most is asked first: the hours are a prerequisite.
    expect(step(page)).to_contain_text("Horaires")
    expect(page.locator("[name=patientele]")).to_be_hidden()
    page.locator("[name=soins_non_programmes]").check()
    led(page, "Précédent")
    expect(page.locator("[name=patientele]")).to_have_value("6000")
    led(page, "Tout sur une page")
    expect(page.locator("[name=si_avance]")).to_be_visible()
    expect(page.locator("[name=soins_non_programmes]")).to_be_checked()
    assert "associes=14&patientele=6000&soins_non_programmes=true" in page.url
    # A reload finds the step again; a step back in the browser is one, and keeps the answers.
    led(page, "Pas à pas")
    led(page, "Suivant")
    page.locator("[name=amplitude]").select_option(index=1)
    page.wait_for_url(re.compile("amplitude="))
    page.reload()
    expect(page.locator(".guide-progress")).to_have_text("Étape 2 sur 10")
    page.go_back()
    expect(page.locator(".guide-progress")).to_have_text("Étape 1 sur 10")
    expect(page.locator("[name=patientele]")).to_be_visible()
    expect(page.locator("[name=soins_non_programmes]")).to_be_checked()
    assert "amplitude=" in page.url
    page.go_forward()
    expect(page.locator(".guide-progress")).to_have_text("Étape 2 sur 10")
    assert "amplitude=" in page.url
    # On a telephone, the first question of a step is seen at once.
    page.set_viewport_size({"width": 390, "height": 800})
    led(page, "Précédent")
    led(page, "Suivant")
    expect(step(page).locator(".field").first).to_be_in_viewport(ratio=1)
    led(page, "Tout sur une page")
    page.locator("[name=patientele]").fill("-1")
    page.get_by_role("button", name="Recommencer").click()
    expect(page.locator("[name=associes]")).to_have_value("")
    expect(page.locator(".calc-done")).to_contain_text("rend vos réponses")
    page.go_back()
    expect(page.locator("[name=associes]")).to_have_value("14")
    expect(page.locator("[name=patientele]")).to_have_value("-1")


def test_each_step_says_what_its_answers_may_bring_and_where_they_are(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect(page.locator("[data-action=answer]").first).to_be_visible(timeout=READY)
    led(page, "Pas à pas")
    led(page, "Suivant")
    words = find("aci-msp").answer({"associes": 14, "patientele": 6000}).words()["estimate"]
    why, where = words["why"], words["where"]
    told = page.locator(".guide-why li")
    keys = (
        step(page)
        .locator(".field")
        .evaluate_all("(fields) => fields.map(({ dataset }) => dataset.key)")
    )
    said = [why[key] for key in why if key in keys]
    assert said
    expect(told).to_have_count(len(said))
    for rank, gain in enumerate(said):
        expect(told.nth(rank)).to_contain_text(gain)
    found = {where[key] for key in why if key in keys and key in where}
    assert found
    for document in found:
        expect(page.locator(".guide-why")).to_contain_text(document)


def test_every_step_can_be_skipped_to_the_result(page: Page) -> None:
    open_form(page, "sisa")
    led(page, "Pas à pas")
    page.locator("[name=associes_medecins]").fill("2")
    for _ in range(10):
        if page.get_by_role("button", name="Suivant", exact=True).count() == 0:
            break
        led(page, "Suivant")
    page.locator(".guide-actions").get_by_role("button", name="Voir le résultat").click()
    expect(page.locator("#sisa-resultat")).to_be_focused()


def test_a_question_that_counts_is_brought_on_screen(page: Page) -> None:
    open_form(page, "aci-msp", "associes=14&patientele=6000")
    expect(page.locator("[data-action=answer]").first).to_be_visible(timeout=READY)
    led(page, "Pas à pas")
    page.locator("[data-action=answer][data-key=crise_plan]").click()
    expect(page.locator("[name=crise_plan]")).to_be_focused()
    expect(page.locator("[name=crise_plan]")).to_be_visible()


def test_counts_have_a_plus_and_a_minus(page: Page) -> None:
    open_form(page, "equipe")
    plus = page.get_by_role("button", name="Un de plus : Médecins généralistes")
    box = plus.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 43.5
    plus.click()
    plus.click()
    page.get_by_role("button", name="Un de moins : Médecins généralistes").click()
    expect(page.locator("[name=mg]")).to_have_value("1")
    expect(page.locator("[data-field=nombre_mg]")).to_have_attribute("data-value", "1")
    page.locator("[name=mg]").press("ArrowUp")
    expect(page.locator("[data-field=nombre_mg]")).to_have_attribute("data-value", "2")
    page.locator("[name=mg]").press("ArrowDown")
    page.locator("[name=mg]").press("ArrowDown")
    page.locator("[name=mg]").press("ArrowDown")
    expect(page.locator("[name=mg]")).to_have_value("0")


def test_a_long_list_of_professions_is_searched(page: Page) -> None:
    open_form(page, "equipe", "mg=1")
    search = page.get_by_label("Chercher une profession")
    search.fill("psychomotricien")
    expect(page.locator("[name=psychomot]")).to_be_visible()
    expect(page.locator("[name=infirmier]")).to_be_hidden()
    # Who is there stays on screen.
    expect(page.locator("[name=mg]")).to_be_visible()
    page.locator("[name=psychomot]").fill("2")
    search.fill("")
    page.get_by_role("button", name="Seulement celles de l’équipe").click()
    expect(page.locator("[name=psychomot]")).to_be_visible()
    expect(page.locator("[name=infirmier]")).to_be_hidden()
    search.fill("zzz")
    expect(page.get_by_text("Aucune profession de ce nom.")).to_be_visible()


def paste(cell: Locator, text: str) -> None:
    cell.evaluate(
        """(cell, text) => {
          const data = new DataTransfer();
          data.setData("text", text);
          cell.dispatchEvent(new ClipboardEvent("paste", {
            clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_table_takes_what_is_pasted(page: Page) -> None:
    open_form(page, "repartition-sisa")
    for key, value in (("montant", "1000"), ("part_fixe", "50"), ("part_temps", "50")):
        page.locator(f"[name={key}]").fill(value)
    page.locator("[name=part_actions]").fill("0")
    area = page.locator("textarea[name=associes]")
    fault = error_of(page, "repartition-sisa", "associes")
    # An empty cell stays where it is; the headings have no rank.
    paste(page.get_by_label("nom, ligne 1"), "Nom\tHeures\tActions\n\t35\t12\t1\r\nBob\t28\t7\t1\n")
    expect(area).to_have_value(" ; 35 ; 12 ; 1\nBob ; 28 ; 7 ; 1")
    expect(fault).to_contain_text("Ligne 1, nom", timeout=READY)
    expect(page.get_by_label("nom, ligne 2")).to_have_value("Bob")
    # The corrected list takes its place, in words, and can be taken back.
    paste(page.get_by_label("nom, ligne 1"), "Ana\t10\t1\nBob\t30\t2")
    expect(area).to_have_value("Ana ; 10 ; 1\nBob ; 30 ; 2")
    said = page.locator(".records-said")
    expect(said).to_contain_text(
        "2 lignes collées, à partir de la ligne 1 ; 2 étaient là, remplacées."
    )
    page.get_by_role("button", name="Annuler le collage").click()
    expect(area).to_have_value(" ; 35 ; 12 ; 1\nBob ; 28 ; 7 ; 1")
    paste(page.get_by_label("nom, ligne 1"), "Ana\t10\t1")
    expect(area).to_have_value("Ana ; 10 ; 1")
    page.get_by_role("button", name="Ajouter une ligne").click()
    paste(page.get_by_label("nom, ligne 2"), "Ana\t30\t2")
    expect(fault).to_contain_text("« Ana » est écrit lignes 1 et 2")
    page.get_by_label("nom, ligne 2").fill("Bob")
    expect(area).to_have_value("Ana ; 10 ; 1\nBob ; 30 ; 2")
    given = {"montant": 1000, "part_fixe": 50, "part_temps": 50, "part_actions": 0}
    people = [
        {"nom": "Ana", "heures": 10, "actions": 1},
        {"nom": "Bob", "heures": 30, "actions": 2},
    ]
    shares = compute("repartition-sisa", {**given, "associes": people})["values"]
    share = page.locator("[data-field=associe_2]")
    expect(share).to_have_attribute("data-value", str(shares["associe_2"]), timeout=READY)
    page.get_by_label("heures, ligne 2").fill("10")
    expect(share).to_have_attribute("data-value", "500")
    page.get_by_role("button", name="Retirer la ligne 1").click()
    expect(area).to_have_value("Bob ; 10 ; 2")
    expect(page.get_by_label("nom, ligne 1")).to_have_value("Bob")
    page.get_by_role("button", name="Ajouter une ligne").click()
    expect(page.get_by_label("nom, ligne 2")).to_be_focused()
