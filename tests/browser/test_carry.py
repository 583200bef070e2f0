"""A dossier that was chosen fills, on request, what the next form does not know yet."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.form import keep, opened
from tests.browser.page import READY

CPTS = "date_signature=2026-03-01&demarrage_crise=2026-04-01&population=60000"


def kept(page: Page, name: str) -> None:
    """Keep the funding of a CPTS, to serve the other forms."""
    opened(page, "aci-cpts", CPTS)
    keep(page, name, offered=True)


def test_what_is_known_is_offered_and_what_was_typed_stays(page: Page) -> None:
    kept(page, "CPTS du Lac, 2026")
    page.goto("calculateurs/calendrier/")
    offer = page.locator(".dossier-offer")
    expect(offer).to_contain_text("« CPTS du Lac, 2026 »", timeout=READY)
    expect(offer).to_contain_text("signé le")
    expect(page.locator("[name=date_signature]")).to_have_value("")
    page.locator("[name=date_signature]").fill("15/06/2026")
    offer.get_by_role("button", name="Remplir").press("Enter")
    expect(page.locator("[name=contrat]")).to_have_value("aci-cpts")
    expect(page.locator("[name=demarrage_crise]")).to_have_value("01/04/2026")
    expect(page.locator("[name=date_signature]")).to_have_value("15/06/2026")
    expect(offer.locator("[role=status]")).to_contain_text("n’a pas changé")
    expect(offer.locator("[role=status]")).not_to_contain_text("signé le")
    expect(offer.get_by_role("button", name="Fermer")).to_be_focused()


def test_the_same_form_is_filled_whole_and_a_link_is_left_alone(page: Page) -> None:
    kept(page, "CPTS du Lac, 2026")
    page.goto("calculateurs/aci-cpts/")
    page.get_by_role("button", name="Remplir").click(timeout=READY)
    expect(page.locator("[data-field=taille]")).to_have_attribute("data-value", "2")
    page.goto("about:blank")
    page.goto(f"calculateurs/aci-cpts/#{CPTS}")
    expect(page.locator("form[data-calculator]")).to_have_attribute(
        "data-fresh", "true", timeout=READY
    )
    page.wait_for_timeout(500)
    expect(page.locator(".dossier-offer")).to_have_count(0)


def test_it_is_chosen_renamed_and_given_up_in_mon_dossier(page: Page) -> None:
    kept(page, "Avant")
    page.goto("mon-dossier/")
    choice = page.get_by_label("Dossier proposé dans les calculateurs")
    expect(choice).to_have_value("Avant")
    page.on("dialog", lambda dialog: dialog.accept("Après"))
    page.get_by_role("button", name="Renommer Avant").click()
    expect(choice).to_have_value("Après")
    choice.select_option("")
    expect(page.locator("[data-dossier] [role=status]")).to_contain_text("Aucun dossier")
    assert page.evaluate("localStorage.getItem('dossier-choisi')") is None
    choice.select_option("Après")
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("[data-dossier]")).to_contain_text("Rien n’est gardé.")
    assert page.evaluate("localStorage.getItem('dossier-choisi')") is None


def test_nothing_is_offered_elsewhere_nor_too_wide_on_a_phone(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    kept(page, "CPTS du Lac")
    page.goto("calculateurs/calendrier/")
    expect(page.locator(".dossier-offer")).to_be_visible(timeout=READY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for path in ("embed/calendrier/", "calculateurs/sisa/"):
        page.goto(path)
        form = page.locator("form[data-calculator]")
        expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
        page.wait_for_timeout(500)
        expect(page.locator(".dossier-offer")).to_have_count(0)


def test_a_checklist_is_ticked_with_the_dossier_which_says_what_it_knows(page: Page) -> None:
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108
    page.goto("construire/creer-une-cpts/")
    boxes = page.locator("[data-checklist] input")
    boxes.first.check()
    expect(page.locator(".checklist-state")).to_have_text("1 sur 15")
    expect(page.locator(".checklist-dossier")).to_have_count(0)
    kept(page, "CPTS du Lac")
    page.goto("construire/creer-une-cpts/")
    expect(page.locator(".checklist-dossier")).to_contain_text("« CPTS du Lac »")
    expect(boxes.first).to_be_checked()
    line = page.locator(".checklist li")
    line.first.scroll_into_view_if_needed()
    for known in ("Nous connaissons notre taille", "Le contrat à trois est signé"):
        expect(line.filter(has_text=known)).to_contain_text("D’après votre dossier", timeout=READY)
    late = line.filter(has_text="Accès aux soins et crise ont démarré")
    expect(late).to_contain_text("le 1er septembre 2026 au plus tard")
    page.get_by_role("button", name="Cocher ce que le dossier sait déjà (3)").press("Enter")
    expect(page.locator(".checklist-state")).to_have_text("4 sur 15")
    page.goto("mon-dossier/")
    item = page.locator(".dossier-list > li").filter(has_text="Liste")
    expect(item).to_contain_text("Liste « Créer une communauté professionnelle (CPTS) » : 4 sur 15")
    page.on("dialog", lambda dialog: dialog.accept("CPTS du Val"))
    page.get_by_role("button", name="Renommer CPTS du Lac").first.click()
    expect(page.locator(".dossier-list a")).to_have_text(["CPTS du Val"] * 2)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Exporter tout").click()
    item.get_by_role("link").click()
    expect(page.locator(".checklist-state")).to_have_text("4 sur 15")
    boxes.first.uncheck()
    boxes.last.check()
    expect(page.locator(".checklist-dossier")).to_contain_text("Cases gardées")
    page.goto("mon-dossier/")
    expect(item).to_contain_text("4 sur 15")
    page.get_by_label("Importer").set_input_files(saved.value.path())
    expect(item).to_contain_text("5 sur 15")
    page.get_by_label("Dossier proposé").select_option("")
    page.goto("construire/creer-une-cpts/")
    expect(page.locator(".checklist-state")).to_have_text("0 sur 15")
    expect(page.locator(".checklist-dossier")).to_have_count(0)
    # Nothing of it leaves the browser.
    assert {request.method for request in sent} == {"GET"}
    assert not [one.url for one in sent if "Lac" in one.url or "?" in one.url]
