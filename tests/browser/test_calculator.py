"""Each calculator in its page: same answer as CPython, errors in place, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculators import compute, find
from calculators.doors.exports import TYPES, take
from tests.browser.form import (
    SOME,
    error_of,
    fragment,
    hold,
    last_result,
    open_form,
    whole,
)
from tests.browser.page import READY, RECORD
from tests.support import cases_of

# What a result says, but for what only a page that lives offers.
TOLD = """
result => {
  const copy = result.cloneNode(true);
  const alive = ".actions, .calc-needs, .calc-stale, [data-pictures], [data-plan]";
  for (const part of copy.querySelectorAll(alive)) part.remove();
  return copy.textContent;
}
"""


@pytest.mark.parametrize("slug", SOME)
def test_what_the_build_printed_is_what_the_engine_prints(page: Page, slug: str) -> None:
    page.goto(f"calculateurs/{slug}/")
    example = find(slug).examples[0]
    printed = page.locator(f'[data-result="{slug}"]')
    needs = printed.locator(".calc-needs")
    expect(needs).to_have_text(find(slug).needs)
    expect(printed.locator(".calc-example")).to_have_text(f"Exemple {example.title}")
    before = words(printed.evaluate(TOLD))
    form = page.locator(f"form[data-calculator={slug}]")
    form.evaluate(RECORD)
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    page.locator(".form-examples a").first.evaluate("link => link.click()")
    assert last_result(page) == compute(slug, example.inputs, example.on)
    expect(needs).to_be_hidden()
    expect(form).to_have_attribute("data-fresh", "true")
    assert words(printed.evaluate(TOLD)) == before


def words(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def test_a_wrong_population_is_told_beside_the_field(page: Page) -> None:
    open_form(page, "aci-cpts")
    field = page.locator("#aci-cpts-population")
    size = page.locator("[data-field=taille]")
    for typed, message in (
        ("0", "hors limites"),
        ("-1", "hors limites"),
        ("−1", "hors limites"),
        ("3000001", "hors limites"),
        ("52 000,5", "nombre entier"),
        ("1e9", "n’est pas un nombre"),
        ("NaN", "n’est pas un nombre"),
        ("٣٠٠٠", "n’est pas un nombre"),
        ("", "Indiquez la population"),
        ("<b>5</b>", "n’est pas un nombre"),
    ):
        field.fill(typed)
        expect(error_of(page, "aci-cpts", "population")).to_contain_text(message)
        expect(field).to_have_attribute("aria-invalid", "true")
        assert field.input_value() == typed
        expect(size).to_be_hidden()
        field.fill("60000")
        expect(size).to_be_visible()
        expect(error_of(page, "aci-cpts", "population")).to_be_hidden()
        expect(page.locator(".error-summary")).to_be_hidden()


def test_the_summary_leads_to_the_field(page: Page) -> None:
    open_form(page, "aci-cpts")
    field = page.locator("#aci-cpts-population")
    field.fill("NaN")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").click()
    expect(field).to_be_focused()
    # What is refused is not lost, nor what was answered since.
    page.locator("[name=qualite]").check()
    expect(page).to_have_url(re.compile("population=NaN.*qualite=true"))
    page.reload()
    expect(error_of(page, "aci-cpts", "population")).to_contain_text("nombre", timeout=READY)
    assert field.input_value() == "NaN"
    expect(page.locator("[name=qualite]")).to_be_checked()
    field.fill("52000")
    expect(page.locator(".error-summary")).to_be_hidden()


def test_spaces_between_thousands_are_understood(page: Page) -> None:
    open_form(page, "aci-cpts")
    for thousands, space in enumerate((" ", "\u00a0", "\u202f", "\u2009"), start=52):
        page.locator("#aci-cpts-population").fill(f"{thousands}{space}000")
        expect(page.locator("[data-field=population]")).to_have_attribute(
            "data-value", f"{thousands}000"
        )


def test_other_wrong_answers(page: Page) -> None:
    open_form(page, "aci-cpts")
    for fold in page.locator("form details").all():
        fold.locator("summary").click()
    for field, typed, message in (
        ("taux_parcours", "101", "hors limites"),
        ("date_signature", "30/02/2025", "n’existe pas"),
        ("on", "31/12/2018", "Aucun barème"),
        ("communes", "99999", "n’est pas le code"),
        ("communes", "01034, 01034", "deux fois"),
    ):
        control = page.locator(f"#aci-cpts-{field}")
        before = control.input_value()
        control.fill(typed)
        expect(error_of(page, "aci-cpts", field)).to_contain_text(message)
        assert control.input_value() == typed
        control.fill(before)
        expect(error_of(page, "aci-cpts", field)).to_be_hidden()


def test_a_rate_read_as_a_ratio_is_asked_back_beside_its_field(page: Page) -> None:
    open_form(page, "aci-cpts", "population=60000&taux_parcours=100")
    control = page.locator("#aci-cpts-taux_parcours")
    control.fill("0,8")
    expect(error_of(page, "aci-cpts", "taux_parcours")).to_contain_text("0,8\u00a0% ou 80\u00a0%")
    expect(control).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-field=parcours_variable]")).to_have_attribute("data-value", "280")
    warning = page.locator("[data-list=warnings] > *").first
    expect(warning).to_contain_text("vous avez écrit 0,8")
    control.fill("80")
    expect(error_of(page, "aci-cpts", "taux_parcours")).to_be_hidden()


def test_a_weight_and_a_flat_amount_are_read_and_kept_in_the_link(page: Page) -> None:
    open_form(page, "repartition-sisa")
    for key, typed in (("montant", "41 200"), ("part_fixe", "48"), ("part_temps", "41")):
        page.locator(f"#repartition-sisa-{key}").fill(typed)
    page.locator("#repartition-sisa-part_actions").fill("11")
    people = page.locator("#repartition-sisa-associes")
    people.fill("A ; 3 ; 2 ; 1,5\nB ; 3 ; 1\nC ; 3 ; 0")
    shown = page.locator("[data-field=associe_1]")
    expect(shown).to_have_attribute("data-value", "17127.43")
    page.reload()
    expect(shown).to_have_attribute("data-value", "17127.43", timeout=READY)
    assert people.input_value() == "A ; 3 ; 2 ; 1,5\nB ; 3 ; 1\nC ; 3 ; 0"
    people.fill("A ; 3 ; 2 ; 0\nB ; 3 ; 1")
    expect(error_of(page, "repartition-sisa", "associes")).to_contain_text("Ligne 1, poids")


def test_a_territory_is_picked_by_name(page: Page) -> None:
    open_form(page, "aci-cpts", "population=60000")
    search = page.locator("[role=combobox]")
    search.fill("bugey sud")
    page.locator("[role=option]", has_text="CC Bugey Sud").click()
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1")
    expect(page.locator("#aci-cpts-population")).to_be_disabled()
    assert page.locator("#aci-cpts-population").input_value() == "60000"
    assert "communes=01" in page.url
    page.get_by_role("button", name="Tout retirer").click()
    expect(page.locator("[data-field=population]")).to_have_attribute("data-value", "60000")


def test_the_link_gives_the_same_result(page: Page) -> None:
    open_form(page, "aci-cpts")
    page.locator("#aci-cpts-population").fill("120 000")
    page.locator("#aci-cpts-qualite").check()
    fixed = page.locator("[data-field=qualite_fixe]")
    value = str(
        compute("aci-cpts", {"population": 120_000, "qualite": True})["values"]["qualite_fixe"]
    )
    expect(fixed).to_have_attribute("data-value", value)
    assert page.url.endswith("#population=120000&qualite=true")
    page.reload()
    expect(fixed).to_have_attribute("data-value", value, timeout=READY)
    assert page.locator("#aci-cpts-qualite").is_checked()
    page.get_by_role("button", name="Recommencer").click()
    expect(page.locator(".calc-needs")).to_have_text(find("aci-cpts").needs)
    expect(page.locator(".calc-answer")).to_be_hidden()
    assert "#" not in page.url


def test_a_text_is_shown_beside_its_line(page: Page) -> None:
    open_form(page, "aci-cpts", whole("aci-cpts", {"population": 120_000}))
    last_result(page)
    address = page.url
    link = page.locator("[data-result] .lines .ground a").first
    title = str(link.get_attribute("title"))
    link.click()
    panel = page.get_by_role("dialog", name="Source")
    expect(panel).to_be_in_viewport(ratio=1)
    expect(panel).to_contain_text(title)
    expect(panel).to_contain_text("lu le")
    expect(panel.get_by_role("button", name="Fermer")).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    panel.get_by_role("button", name="Fermer").click()
    expect(link).to_be_focused()
    assert page.url == address


def test_what_is_hidden_takes_no_room(page: Page) -> None:
    """A rule that displays buttons must not display those that are out of use."""
    open_form(page, "equipe", "mg=2&infirmier=1")
    last_result(page)
    expect(page.get_by_role("button", name="Tableur")).to_be_visible()
    for hidden in ("[data-action=ics]", "[data-part=timeline]", "[data-list=missing] + .more"):
        expect(page.locator(f"[data-result] {hidden}")).to_be_hidden()


def test_conditions_stand_under_their_verdict(page: Page) -> None:
    open_form(page, "equipe", "mg=2&infirmier=1&projet_de_sante=conforme&structure_juridique=sisa")
    result = last_result(page)
    verdicts = [f"{item['label']} {item['text']}" for item in result["summary"][:5]]
    expect(page.locator("[data-list=criteria] .group")).to_have_text(verdicts)
    assert page.locator("[data-list=criteria] > li:not(.group)").count() == len(result["criteria"])


def test_dates_open_as_they_are_written_in_france(page: Page) -> None:
    open_form(page, "calendrier", "contrat=cpom&date_signature=2026-09-01")
    assert last_result(page)["inputs"]["date_signature"] == "2026-09-01"
    expect(page.locator("#calendrier-date_signature")).to_have_value("01/09/2026")
    assert page.url.endswith("#contrat=cpom&date_signature=2026-09-01")


def test_an_example_fills_the_form(page: Page) -> None:
    open_form(page, "aci-cpts")
    for example in find("aci-cpts").examples[:2]:
        page.evaluate("() => { window.results.length = 0 }")
        page.locator("details.case", has_text=example.title).locator("summary").click()
        page.locator("details.case", has_text=example.title).get_by_role("link").click()
        assert last_result(page) == compute("aci-cpts", example.inputs)
        expect(page.locator("form[data-calculator]")).to_be_in_viewport()


def test_a_link_with_an_unknown_key_says_so(page: Page) -> None:
    page.goto("calculateurs/aci-cpts/#population=30000&inconnu=1")
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1", timeout=READY)
    expect(page.locator(".calc-done")).to_contain_text("inconnu")


@pytest.mark.parametrize("slug", SOME)
def test_complete_without_javascript(
    open_context: Callable[..., BrowserContext], slug: str
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"calculateurs/{slug}/")
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-engine", "static")
    expect(page.locator(f'[data-result="{slug}"] .headline strong')).not_to_be_empty()
    assert page.locator("details.case").count() >= 4
    expect(page.locator("table.grid-table")).to_be_visible()
    example = find(slug).examples[0]
    result = compute(slug, example.inputs, example.on)
    expect(page.locator(".calc-example")).to_contain_text(example.title)
    for item in (*result["summary"], *result["lines"]):
        assert page.locator(f'[data-result="{slug}"] [data-field="{item["id"]}"]').count() == 1


@pytest.mark.parametrize("slug", SOME)
def test_the_page_saves_what_python_writes(page: Page, slug: str) -> None:
    answered = cases_of(slug)
    results = [compute(slug, case["inputs"], case["on"]) for case in answered]
    # The first with dates, if any: a calendar can then be saved too.
    rank = max(range(len(answered)), key=lambda one: bool(results[one]["timeline"]))
    result, case = results[rank], answered[rank]
    found = find(slug).answer(case["inputs"], case["on"])
    open_form(page, slug, fragment(case) or "=")
    assert last_result(page) == result
    for format in TYPES:
        button = page.locator(f"button[data-action={format}]")
        if format == "ics" and not result["timeline"]:
            expect(button).to_be_hidden()
            continue
        with page.expect_download() as saved:
            button.click()
        assert saved.value.suggested_filename == f"{slug}.{format}"
        assert Path(saved.value.path()).read_bytes() == take(found, format).encode()
        expect(page.locator(".calc-done")).to_have_text("Fichier enregistré sur votre appareil.")


def test_an_embedded_calculator(page: Page) -> None:
    page.goto("embed/aci-cpts/#population=30000")
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1", timeout=READY)
    assert page.locator(".md-header, .md-tabs, .md-search").count() == 0


def test_a_checklist_is_kept_and_cleared(page: Page) -> None:
    page.goto("construire/creer-une-cpts/")
    # What is kept may be spoilt.
    page.evaluate(
        """localStorage.setItem(
          `checklist:${document.querySelector("[data-checklist]").dataset.checklist}`, "5")"""
    )
    page.reload()
    box = page.locator("[data-checklist] input").first
    box.check()
    expect(page.locator(".checklist-state").first).to_contain_text("1 sur")
    page.reload()
    expect(page.locator("[data-checklist] input").first).to_be_checked()
    # Two tabs keep one list.
    other = page.context.new_page()
    other.goto("construire/creer-une-cpts/")
    other.locator("[data-checklist] input").last.check()
    expect(page.locator("[data-checklist] input").last).to_be_checked()
    page.locator("[data-checklist] input").nth(1).check()
    other.reload()
    expect(other.locator(".checklist-state").first).to_contain_text("3 sur")
    other.close()
    page.get_by_role("button", name="Tout décocher").click()
    page.reload()
    expect(page.locator("[data-checklist] input").first).not_to_be_checked()


def test_what_was_ticked_before_the_script_came_is_kept(page: Page) -> None:
    held = hold(page, "**/calculator/checklist*.js")
    page.goto("construire/creer-une-cpts/")
    box = page.locator("[data-checklist] input").first
    box.check()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(".checklist-state").first).to_contain_text("1 sur")
    expect(box).to_be_checked()
    page.unroute_all()
    page.reload()
    expect(box).to_be_checked()
