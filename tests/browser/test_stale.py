"""A figure that is not yet the reader's is never shown as theirs, nor printed, nor taken away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators import compute
from tests.browser.form import EVERY, error_of, hold, open_form
from tests.browser.page import FOLLOW, READY

# Delays the questions sent to the engine, in milliseconds.
SLOW = """
(delay) => {
  const { worker } = exerciceCoordonneEngine;
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (order) => void setTimeout(() => post(order), delay);
}
"""
# What is seen and heard of a result between a key and its answer, at each frame.
WATCH = """
async ([selector, value]) => {
  const form = document.querySelector("form[data-calculator]");
  const field = form.querySelector(selector);
  const answered = new Promise((next) =>
    form.addEventListener("calculator:result", next, { once: true }));
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const at_once = form.dataset.fresh;
  let hidden = false;
  let done = false;
  answered.then(() => (done = true));
  while (!done) {
    hidden ||= document.querySelector(".calc-answer").hidden;
    await new Promise(requestAnimationFrame);
  }
  return [at_once, hidden, form.dataset.fresh];
}
"""


@pytest.fixture
def allowed_errors() -> list[str]:
    return ["net::ERR_FAILED", "Failed to fetch", "unreachable", "PythonError", "defect"]


def result_of(page: Page) -> Locator:
    return page.locator("[data-result]")


def expect_nothing_shown(page: Page, why: str) -> None:
    """No amount is seen, heard nor printed, and the page says why."""
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-fresh", "false")
    for media in ("print", "screen"):
        page.emulate_media(media="print" if media == "print" else "screen")
        expect(page.locator(".calc-answer")).to_be_hidden()
        expect(page.locator(".calc-stale")).to_contain_text(why)
        expect(page.locator(".calc-stale")).to_be_visible()
        told = result_of(page).inner_text() + result_of(page).aria_snapshot()
        assert "€" not in told
        assert "295" not in told
    expect(page.locator(".calc-status")).not_to_contain_text("€")


def expect_shown(page: Page) -> None:
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-fresh", "true")
    expect(page.locator(".calc-answer")).to_be_visible()
    expect(page.locator(".calc-stale")).to_be_hidden()
    expect(result_of(page)).not_to_have_attribute("aria-busy", "true")


def test_nothing_is_shown_while_the_engine_comes_for_a_link(page: Page) -> None:
    held = hold(page, "**/assets/engine/*.wasm")
    page.goto("calculateurs/aci-cpts/#population=30000")
    expect(result_of(page)).to_have_attribute("aria-busy", "true")
    expect_nothing_shown(page, "Calcul en cours")
    # The files travel compressed: no weight is told that is not the one on the way.
    expect(page.locator(".calc-bytes")).to_have_text(re.compile(r"^\d+\s%$"))
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".calc-done")).to_contain_text("Calcul en cours")
    for route in held:
        route.continue_()
    expect(page.locator("[data-field=taille]")).to_be_visible(timeout=READY)
    expect_shown(page)
    # What was asked while it could not be done is done.
    expect(page.locator(".calc-done")).to_contain_text("ien")


def test_an_engine_that_does_not_come_leaves_the_example_and_hides_it_for_an_answer(
    page: Page,
) -> None:
    page.route("**/assets/engine/*.wasm", lambda route: route.abort())
    page.goto("calculateurs/aci-cpts/")
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-engine", "error", timeout=READY
    )
    expect(page.locator(".calc-answer")).to_be_visible()
    expect(page.locator(".calc-example")).to_contain_text("Exemple")
    expect(page.locator(".calc-status")).to_contain_text("L’exemple affiché reste juste.")
    page.locator("#aci-cpts-population").fill("30000")
    expect_nothing_shown(page, "n’a pas pu répondre")
    for name in ("Tableur", "Copier", "Imprimer"):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".calc-done")).to_contain_text("Rien n’a été fait.")
    page.get_by_role("button", name="Recommencer").click()
    expect(page.locator(".calc-answer")).to_be_visible()
    page.locator("#aci-cpts-population").fill("30000")
    page.unroute("**/assets/engine/*.wasm")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1", timeout=READY)
    expect_shown(page)


WRONG = (
    ("aci-cpts/#communes=69999", "communes", "69999"),
    ("aci-cpts/#population=abc", "population", "« abc » n’est pas un nombre"),
    ("aci-cpts/#population=", "population", "Indiquez la population"),
    ("aci-cpts/#population=30%0A000,5", "population", "nombre entier"),
    ("aci-cpts/#qualite=toto", "qualite", "« toto » n’est pas une réponse"),
    ("aci-cpts/#crise_plan=toto", "crise_plan", "« toto » n’est pas une des réponses"),
    ("aci-cpts/#date_signature=2025-02-30", "date_signature", "n’existe pas"),
    ("aci-cpts/#on=1900-01-01", "on", "entre le 1er janvier 1990"),
    ("aci-msp/#amplitude=toto", "amplitude", "« toto » n’est pas une des réponses"),
    ("aci-msp/#diversite_niveau=9", "diversite_niveau", "hors limites"),
    ("centre-de-sante/#activites=medicale,toto", "activites", "« toto » n’est pas une"),
)


def test_a_wrong_link_says_so_beside_its_field_and_shows_no_figure(page: Page) -> None:
    for link, field, message in WRONG[:: 1 if EVERY else 2]:
        page.goto("about:blank")
        slug = link.partition("/")[0]
        page.goto(f"calculateurs/{link}")
        expect(error_of(page, slug, field)).to_contain_text(message, timeout=READY)
        expect(error_of(page, slug, field)).to_be_visible()
        expect_nothing_shown(page, message)
        # The reader's own answer takes the place of what the link held.
        place = page.locator(f".field[data-key={field}]")
        if place.locator("select").count():
            place.locator("select").select_option(index=1)
        elif place.locator("input[type=checkbox]").count():
            place.locator("input[type=checkbox]").last.click()
        else:
            place.locator("input:not([role])").fill("")
            page.locator("form[data-calculator]").evaluate("form => form.reset()")
        expect(error_of(page, slug, field)).to_be_hidden()
        expect(page.locator(".calc-stale")).to_be_hidden()


def test_a_keystroke_doubts_at_once_and_does_not_blink(page: Page) -> None:
    open_form(page, "aci-cpts")
    seen = [page.evaluate(WATCH, ["[name=population]", f"{rank}0000"]) for rank in range(1, 8)]
    assert all(state[::2] == ["false", "true"] for state in seen)
    # A busy machine may be late once, and the page then says so.
    assert sum(hidden for _, hidden, _ in seen) <= 2


def test_a_late_answer_leaves_no_figure(page: Page) -> None:
    open_form(page, "aci-cpts", "population=30000")
    expect_shown(page)
    expect(page.locator(".calc-status")).to_contain_text("Résultat à jour")
    page.evaluate(SLOW, 2500)
    page.locator("#aci-cpts-population").fill("120000")
    expect(result_of(page)).to_have_attribute("aria-busy", "true")
    expect_nothing_shown(page, "Calcul en cours")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tableur").click()
    expect_shown(page)
    total = compute("aci-cpts", {"population": 120_000})["values"]["total_euros"]
    rows = csv.reader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig")), delimiter=";")
    assert ["total_euros", str(total)] in [[row[0], row[4]] for row in rows]


def test_paper_shows_no_figure_that_is_not_ready(page: Page) -> None:
    open_form(page, "aci-cpts")
    page.evaluate("() => { window.print = () => (window.printed = (window.printed ?? 0) + 1) }")
    page.evaluate(SLOW, 6000)
    page.locator("#aci-cpts-population").fill("120000")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect_nothing_shown(page, "Calcul en cours")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed") is None
    page.wait_for_function("() => window.printed === 1")
    expect_shown(page)


def test_an_answer_in_error_shows_and_gives_nothing(page: Page) -> None:
    open_form(page, "aci-cpts", "population=120000")
    expect_shown(page)
    page.locator("#aci-cpts-population").fill("0")
    expect(error_of(page, "aci-cpts", "population")).to_contain_text("hors limites")
    expect_nothing_shown(page, "Une réponse est à corriger\u202f: « 0 » est hors limites")
    expect(page.locator(".calc-status")).to_contain_text("Aucun résultat")
    for name in ("Tableur", "Données", "Copier", "Imprimer"):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".calc-done")).to_contain_text("Rien n’a été fait.")
        page.locator(".calc-done").evaluate("done => { done.textContent = '' }")
    page.locator("#aci-cpts-population").fill("30000")
    expect_shown(page)
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1")


def test_a_fault_of_ours_is_told_in_the_place_of_the_result(page: Page) -> None:
    open_form(page, "aci-cpts")
    page.evaluate(
        """() => {
          const { hear } = exerciceCoordonneEngine;
          exerciceCoordonneEngine.hear = function (message) {
            const broken = { type: "defect", detail: "defect" };
            hear.call(this, message.type === "answer" ? broken : message);
          };
        }"""
    )
    page.locator("#aci-cpts-population").fill("30000")
    expect_nothing_shown(page, "erreur de notre part")


def test_back_to_the_opening_is_the_opening(page: Page) -> None:
    open_form(page, "aci-cpts", "communes=69999")
    expect_nothing_shown(page, "69999")
    page.go_back()
    expect(page.locator("[data-result]")).to_have_attribute("data-state", "example")
    expect(page.locator(".calc-answer")).to_be_visible()
    expect(page.locator(".calc-stale")).to_be_hidden()
    expect(page.locator("#aci-cpts-communes")).to_have_value("")
    # A link inside the page changes no answer.
    page.locator("#aci-cpts-population").fill("30000")
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "1")
    page.evaluate(FOLLOW, "aci-cpts-resultat")
    expect(page.locator("#aci-cpts-population")).to_have_value("30000")


def test_only_what_holds_something_is_offered(page: Page) -> None:
    page.goto("calculateurs/aci-cpts/#population=60000")
    agenda = page.locator("[data-action=ics]")
    expect(page.get_by_role("button", name="Tableur")).to_be_visible()
    expect(agenda).to_be_hidden()
    page.locator("#aci-cpts-date_signature").evaluate(
        "field => (field.closest('details').open = true)"
    )
    page.locator("#aci-cpts-date_signature").fill("15/01/2026")
    expect(agenda).to_be_visible(timeout=READY)
    page.locator("#aci-cpts-date_signature").fill("")
    expect(agenda).to_be_hidden()


@pytest.mark.parametrize("kind", ["missing", "mute"])
def test_a_link_shows_no_example_while_the_form_is_not_alive(page: Page, kind: str) -> None:
    held = hold(page, "**/calculator/form.js")
    page.goto("calculateurs/aci-cpts/#population=30000", wait_until="commit")
    expect(page.locator(".calc-stale")).to_have_text(
        "Le calculateur n’est pas encore prêt.", timeout=READY
    )
    expect_nothing_shown(page, "n’est pas encore prêt")
    if kind == "missing":
        held[0].abort()
        expect(page.locator(".calc-stale")).not_to_have_text(
            "Le calculateur n’est pas encore prêt."
        )
        expect_nothing_shown(page, page.locator(".calc-status").inner_text())
        return
    held[0].continue_()
    expect(page.locator(".calc-answer")).to_be_visible(timeout=READY)
    expect(page.locator("[data-field=estimation_haute]")).to_be_visible()


def test_the_example_is_set_aside_whichever_program_comes_first(page: Page) -> None:
    form_held = hold(page, "**/calculator/form.js")
    watch_held = hold(page, "**/watch.js")
    page.goto("calculateurs/aci-cpts/#population=30000", wait_until="commit")
    form = page.locator("form[data-calculator]")
    expect(form).to_have_attribute("data-alive", "soon", timeout=READY)
    watch_held[0].continue_()
    expect_nothing_shown(page, "n’est pas encore prêt")
    form_held[0].continue_()
    expect(page.locator("[data-field=estimation_haute]")).to_be_visible(timeout=READY)


def test_what_is_typed_before_the_form_is_alive_sets_the_example_aside(page: Page) -> None:
    held = hold(page, "**/calculator/form.js")
    page.goto("calculateurs/aci-cpts/", wait_until="commit")
    field = page.locator("[name=population]")
    expect(field).to_be_visible()
    page.wait_for_load_state("load")
    expect(page.locator(".calc-answer")).to_be_visible()
    field.fill("30000")
    expect_nothing_shown(page, "n’est pas encore prêt")
    held[0].continue_()
    expect(page.locator(".calc-answer")).to_be_visible(timeout=READY)
    assert field.input_value() == "30000"
