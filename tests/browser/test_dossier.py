"""What is kept stays in this browser, once the reader asks: seen, renamed, exported, erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calculators import SLUGS
from tests.browser.conftest import SITE
from tests.browser.form import hold, open_form
from tests.browser.page import READY

BROKEN = (
    {"name": " "},
    {"saved": "hier"},
    {"calculator": "inconnu"},
    {"link": None},
    {"list": "creer-une-msp"},
)
"""What a hand may break in what was kept."""
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
    page.get_by_label("Sous quel nom").fill("x" * 90)
    expect(page.get_by_label("Sous quel nom")).to_have_value("x" * 80)
    expect(page.locator(".keeping")).to_contain_text("80 caractères au plus : la suite")
    page.get_by_label("Sous quel nom").fill("CPTS du Lac, 2026")
    # A quick hand keeps once; the same name is asked about.
    page.locator("[data-action=keep-confirm]").dblclick()
    opens = page.get_by_role("link", name="Ouvrir mon dossier")
    expect(opens).to_be_visible()
    for choice in ("keep-replace", "keep-apart"):
        keep(page, "CPTS du Lac, 2026")
        expect(page.locator(".keeping")).to_contain_text("porte déjà ce nom")
        expect(opens).to_have_count(0)
        page.locator(f"[data-action={choice}]").click()
        expect(opens).to_be_visible()
    opens.click()
    item = page.locator(".dossier-list > li")
    expect(item).to_have_count(2)
    erase = page.get_by_role("button", name="Effacer CPTS du Lac, 2026, Financement d’une CPTS")
    first, second = (button.get_attribute("aria-label") for button in erase.all())
    assert first != second
    given = ["x" * 81, "CPTS du Lac, 2027"]
    page.on("dialog", lambda dialog: dialog.accept(given.pop(0) if given else ""))
    erase.first.click()
    expect(item).to_have_count(1)
    given[:] = ["x" * 81, "CPTS du Lac, 2027"]
    expect(item).to_contain_text("Financement d’une CPTS")
    page.get_by_role("button", name="Renommer CPTS du Lac, 2026").click()
    page.get_by_role("link", name="CPTS du Lac, 2027").click()
    expect(page.locator("[name=population]")).to_have_value("60000", timeout=READY)
    expect(page.locator("[name=qualite]")).to_be_checked()


@pytest.mark.parametrize("comes", [True, False])
def test_its_buttons_do_not_move_as_its_styles_come(page: Page, comes: bool) -> None:
    open_form(page, "aci-cpts", LINK)
    expect(page.locator(".headline")).to_be_visible(timeout=READY)
    keep(page, "CPTS du Lac")
    expect(page.get_by_role("link", name="Ouvrir mon dossier")).to_be_visible()
    held = hold(page, "**/dossier.css")
    page.goto("mon-dossier/")
    erase = page.get_by_role("button", name="Effacer CPTS du Lac")
    if not comes:
        expect(erase).to_be_visible()
        return
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(erase).to_be_visible()
    at = erase.bounding_box()
    page.wait_for_timeout(300)
    assert erase.bounding_box() == at


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
    # Nothing of ours is replaced: another one of the same id comes beside it.
    mine = json.loads(file.read_text("utf-8"))
    (one,) = mine["gardes"]
    every = [
        {**one, "id": slug, "title": slug, "calculator": slug}
        for slug in SLUGS
        if slug != "aci-cpts"
    ]
    lists = [
        {
            **one,
            "id": name,
            "title": name,
            "list": name,
            "page": f"construire/{name}/",
            "ticked": [],
            "boxes": 2,
        }
        for name in sorted(path.parent.name for path in (SITE / "construire").glob("*/index.html"))
        if "data-checklist" in (SITE / "construire" / name / "index.html").read_text("utf-8")
    ]
    for kept_list in lists:
        del kept_list["calculator"]
    broken = [{**one, **wrong} for wrong in BROKEN]
    file.write_text(
        json.dumps(
            {**mine, "gardes": [{**one, "name": "Deux"}, one, *every, *broken], "listes": lists}
        )
    )
    page.get_by_label("Importer").set_input_files(file)
    added = 1 + len(every) + len(lists)
    expect(page.locator("[data-dossier] > [role=status]")).to_have_text(
        f"{added} importés, les vôtres sont gardés. 1 déjà là. "
        f"{len(broken)} illisibles, laissés de côté."
    )
    expect(page.locator(".dossier-list a").filter(has_text="Un")).to_have_count(added)
    expect(page.locator(".dossier-list a").filter(has_text="Deux")).to_have_count(1)
    names = page.locator(".dossier-list button").evaluate_all("all => all.map(b => b.ariaLabel)")
    assert len({*names}) == len(names)
    file.write_text(json.dumps({**mine, "version": 1}))
    page.get_by_label("Importer").set_input_files(file)
    expect(page.locator("[data-dossier]")).to_contain_text("version plus ancienne")
    file.write_text(json.dumps({**mine, "gardes": []}))
    page.get_by_role("button", name="Tout effacer").click()
    mine["listes"] = []
    file.write_text(json.dumps(mine))
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
