"""A file of many cases looked at in the page: matched, corrected, summed up, never sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from calculators.doors import cli
from tests.browser.page import READY
from tests.browser.test_batch import STATUS, open_form
from tests.support import plain


def pick(page: Page, text: str) -> None:
    file = {"name": "cas.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def shown(page: Page) -> Locator:
    return page.locator("[data-table]")


def taken(page: Page, button: Locator) -> str:
    with page.expect_download() as saved:
        button.click()
    return Path(saved.value.path()).read_bytes().decode()


def test_errors_are_corrected_row_by_row(page: Page, tmp_path: Path) -> None:
    warned: list[str] = []
    page.on("console", lambda said: warned.append(said.text) if said.type == "warning" else None)
    open_form(page, "aci-cpts")
    good = "Nom;Population;Communes\nLac;30000;\nVal;50000;\nMont;;01034\n"
    pick(page, good.replace("50000", "-5").replace("01034", "99999"))
    rows = shown(page).get_by_role("group", name=re.compile("^Ligne "))
    expect(rows).to_have_count(2, timeout=READY)
    expect(rows.first).to_contain_text("Ligne 3, Val")
    population = rows.first.get_by_label("Population")
    expect(population).to_have_value("-5")
    expect(population).to_have_accessible_description(re.compile("Population"))
    population.fill("50000")
    shown(page).locator("[data-action=correct]").press("Enter")
    # The row that is still wrong is left, where one goes on.
    expect(rows).to_have_count(1)
    expect(page.locator(STATUS)).to_contain_text("2 lignes calculées, 1 en erreur")
    expect(rows.get_by_label("Population")).to_be_focused()
    rows.get_by_label("Communes").fill("01034")
    shown(page).locator("[data-action=correct]").click()
    expect(rows).to_have_count(0)
    expect(page.locator(STATUS)).to_contain_text("3 lignes calculées.")
    # Corrections stand when columns are chosen again.
    shown(page).locator("summary").click()
    with page.expect_download():
        shown(page).locator("[data-action=match]").click()
    expect(page.locator(STATUS)).to_contain_text("3 lignes calculées.")
    # And the file is the one that the command line gives of good rows.
    saved = taken(page, shown(page).locator("[data-action=download]"))
    given, target = tmp_path / "cas.csv", tmp_path / "resultats.csv"
    given.write_text(good, "utf-8")
    assert cli.main(["batch", "aci-cpts", "--input", str(given), "--output", str(target)]) == 0
    assert saved == target.read_bytes().decode()
    assert not any("starts again" in words for words in warned)


def test_columns_are_matched_on_screen(page: Page) -> None:
    open_form(page, "aci-cpts")
    pick(page, "Structure;Habitants du lac;populaton\nLac;39999;à moi\n")
    expect(page.locator(STATUS)).to_contain_text("voulez-vous dire", timeout=READY)
    shown(page).get_by_label("Habitants du lac").select_option("population")
    expect(shown(page).get_by_label("populaton")).to_have_value("")
    saved = taken(page, shown(page).locator("[data-action=match]"))
    heading, row, *_ = saved.removeprefix("\ufeff").splitlines()
    assert heading.startswith("Structure;populaton;Habitants du lac;resultat_")
    assert row.startswith("Lac;à moi;39999;")
    # Two columns for one input are refused, and the choice stays.
    fold = shown(page).locator("details", has_text="Colonnes du fichier")
    fold.locator("summary").click()
    # A quick hand computes, and saves, once.
    files: list[str] = []
    page.on("download", lambda file: files.append(file.url))
    with page.expect_download():
        shown(page).locator("[data-action=match]").evaluate("b => { b.click(); b.click() }")
    fold.locator("summary").click()
    shown(page).get_by_label("Structure").select_option("population")
    shown(page).locator("[data-action=match]").click()
    expect(page.locator(STATUS)).to_contain_text("Ces colonnes sont la même")
    expect(shown(page).get_by_label("Structure")).to_have_value("population")
    assert len(files) == 1


def test_the_columns_are_shown_where_what_decides_is_in_none(page: Page) -> None:
    open_form(page, "aci-msp")
    pick(page, "Structure;ipa\nLac;oui\n")
    expect(page.locator(STATUS)).to_contain_text("faute de colonne", timeout=READY)
    expect(shown(page).get_by_label("Structure")).to_be_visible()


def test_totals_spread_and_order(page: Page) -> None:
    open_form(page, "aci-cpts")
    pick(page, "nom;population\nA;30000\nB;120000\nC;60000\nD;-1\n")
    totals = shown(page).get_by_role("table", name="En tout")
    expect(totals).to_be_visible(timeout=READY)
    assert shown(page).get_by_label("Résultat à regarder").input_value() == "total_euros"
    told = [plain(text).replace(" ", "") for text in totals.locator("td").all_inner_texts()]
    total, mean, median, low, high = (float(text.replace(",", ".")) for text in told)
    assert total == low + median + high
    assert mean == round(total / 3, 2)
    rows = shown(page).get_by_role("table", name="Lignes", exact=True).locator("th")
    expect(rows).to_have_text(["Ligne 2, A", "Ligne 3, B", "Ligne 4, C"])
    shown(page).get_by_label("Ordre des lignes").select_option("Du plus haut au plus bas")
    expect(rows).to_have_text(["Ligne 3, B", "Ligne 4, C", "Ligne 2, A"])
    bars = shown(page).get_by_role("table", name="Répartition des lignes").locator("td:last-child")
    assert sum(int(text.split()[0]) for text in bars.all_inner_texts()) == 3
    shown(page).get_by_label("Résultat à regarder").select_option("taille")
    expect(totals.locator("td").last).to_have_text("3")


def test_cells_are_pasted(page: Page) -> None:
    open_form(page, "aci-cpts")
    page.get_by_text("Ou coller des cellules").click()
    page.get_by_label("Cellules d’un tableur").fill("Nom\tPopulation\nÉtoile\t30000\n")
    saved = taken(page, page.locator("[data-action=paste]"))
    assert saved.startswith("Nom\tPopulation\t")
    assert "Étoile\t30000\t" in saved
    expect(page.locator(STATUS)).to_contain_text("Cellules collées : 1 ligne calculée.")


def test_a_file_is_dropped(page: Page) -> None:
    open_form(page, "aci-cpts")
    with page.expect_download():
        page.locator("[data-batch]").evaluate(
            """place => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File(["population\\n30000\\n"], "cas.csv"));
              place.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
            }"""
        )


def longest_task(trace: bytes) -> float:
    """Tell the longest task of a page, in milliseconds of processor: a busy machine adds none."""
    events = json.loads(trace)["traceEvents"]
    named = [event for event in events if event["name"] == "thread_name"]
    pages = {
        (event["pid"], event["tid"]) for event in named if event["args"]["name"] == "CrRendererMain"
    }
    tasks = [event for event in events if event["name"] == "ThreadControllerImpl::RunTask"]
    mine = [task for task in tasks if (task["pid"], task["tid"]) in pages]
    return max(float(task.get("tdur", 0)) for task in mine) / 1000


def test_ten_thousand_rows_are_told_stopped_and_never_sent(chromium: Browser, page: Page) -> None:
    open_form(page, "indemnites-cpts")
    lines = "".join(f"n{rank};{1000 + rank % 9000};500\n" for rank in range(10_000))
    table = f"nom;indemnites;remunerations\n{lines}"
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    chromium.start_tracing(page=page, categories=["toplevel"])
    pick(page, table)
    stop = shown(page).locator("[data-action=stop]")
    expect(shown(page).get_by_role("progressbar")).to_be_visible(timeout=READY)
    expect(shown(page)).to_contain_text("sur 10 001")
    stop.click()
    expect(page.locator(STATUS)).to_contain_text("calcul arrêté après")
    with page.expect_download(timeout=2 * READY) as saved:
        shown(page).get_by_role("button", name="Reprendre").click()
    assert len(Path(saved.value.path()).read_bytes().splitlines()) == 10_001
    expect(page.locator(STATUS)).to_contain_text("10 000 lignes calculées.")
    # A click is answered within a tenth of a second, whatever the file.
    assert longest_task(chromium.stop_tracing()) < 100
    # Only files of the site were asked for (scripts, styles, the engine that comes at rest), and
    # nothing was sent with them.
    mine = r"(GET \S+\.(js|css)|GET \S+/assets/engine/[\w.-]+|GET blob:\S+)"
    assert all(re.fullmatch(mine, one) for one in sent), sent


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits(open_context: Callable[..., BrowserContext], width: int) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    open_form(page, "aci-cpts")
    pick(page, "nom;population\nMaison de santé du bord du lac;30000\nB;-5\nC;600000\n")
    expect(shown(page).get_by_role("table", name="En tout")).to_be_visible(timeout=READY)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    right = "every => Math.max(...every.map(one => one.getBoundingClientRect().right))"
    assert page.locator("[data-table] *").evaluate_all(right) <= width
