"""What is kept stays in this browser, once the reader asks: seen, renamed, exported, erased."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.form import open_form
from tests.browser.page import READY

LINK = "population=60000&qualite=true"


def keep(page: Page, name: str) -> None:
    page.locator("[data-action=keep]").click()
    page.get_by_label("Sous quel nom").fill(name)
    page.locator("[data-action=keep-confirm]").click()


def kept(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "indexedDB.databases().then((all) => all.map(({ name }) => name))"
    )
    return names


def test_a_result_is_kept_then_found_again_by_its_name(page: Page) -> None:
    open_form(page, "aci-cpts", LINK)
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    assert "exercice-coordonne-dossier" not in kept(page)
    page.locator("[data-action=keep]").click()
    expect(page.locator(".keeping")).to_contain_text("ordinateur partagé")
    page.locator("[data-action=keep-confirm]").click()
    expect(page.locator(".keeping")).to_contain_text("Donnez un nom")
    page.get_by_label("Sous quel nom").fill("CPTS du Lac, 2026")
    page.locator("[data-action=keep-confirm]").click()
    page.get_by_role("link", name="Ouvrir mon dossier").click()
    item = page.locator(".dossier-list > li")
    expect(item).to_have_count(1)
    expect(item).to_contain_text("Financement d’une CPTS")
    page.on("dialog", lambda dialog: dialog.accept("CPTS du Lac, 2027"))
    page.get_by_role("button", name="Renommer CPTS du Lac, 2026").click()
    page.get_by_role("link", name="CPTS du Lac, 2027").click()
    expect(page.locator("[name=population]")).to_have_value("60000", timeout=READY)
    expect(page.locator("[name=qualite]")).to_be_checked()


SPOIL = """() => new Promise((done) => {
  localStorage.setItem("dossier-en-attente", "{rub");
  indexedDB.open("exercice-coordonne-dossier").onsuccess = ({ target: { result } }) => {
    const written = result.transaction("gardes", "readwrite");
    written.objectStore("gardes").put({ id: "zz", list: "x" });
    written.oncomplete = () => (result.close(), done());
  };
})"""


def test_it_is_exported_erased_then_imported(page: Page, tmp_path: Path) -> None:
    open_form(page, "aci-cpts", LINK)
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    keep(page, "Un")
    expect(page.get_by_role("link", name="Ouvrir mon dossier")).to_be_visible()
    page.goto("mon-dossier/")
    expect(page.locator(".dossier-list a")).to_have_text(["Un"])
    # What is spoilt hides nothing of the rest.
    page.evaluate(SPOIL)
    page.reload()
    expect(page.locator(".dossier-list a")).to_have_text(["Un"])
    with page.expect_download() as saved:
        page.get_by_role("button", name="Exporter tout").click()
    file = tmp_path / "dossier.json"
    saved.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["gardes"][0]["link"] == LINK
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator("[data-dossier]")).to_contain_text("Rien n’est gardé.")
    page.reload()
    expect(page.locator("[data-dossier]")).to_contain_text("Rien n’est gardé.")
    page.get_by_label("Importer").set_input_files(file)
    expect(page.locator(".dossier-list a")).to_have_text(["Un"])
    wrong = tmp_path / "autre.json"
    wrong.write_text('{"format": "autre"}', "utf-8")
    page.get_by_label("Importer").set_input_files(wrong)
    expect(page.locator("[data-dossier]")).to_contain_text("n’est pas un dossier exporté")
    expect(page.locator(".dossier-list a")).to_have_text(["Un"])


def test_a_storage_that_is_refused_is_told_and_nothing_is_lost(page: Page) -> None:
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }"
    )
    open_form(page, "aci-cpts", LINK)
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    keep(page, "Refusé")
    expect(page.locator(".keeping")).to_contain_text("refuse de garder")
    expect(page.locator("[name=population]")).to_have_value("60000")
    page.goto("mon-dossier/")
    expect(page.locator("[data-dossier]")).to_contain_text("refuse de garder")


def test_a_page_made_for_other_sites_keeps_nothing(page: Page) -> None:
    page.goto("embed/aci-cpts/#population=60000")
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    expect(page.locator("[data-action=keep]")).to_have_count(0)
