"""A file picked in the page: the same answer as the command line, saved on the device."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.browser import Browser
from calculators.doors import browser, cli
from tests.browser.form import hold
from tests.browser.page import READY

STATUS = "[data-batch] [role=status]"
# What a person who picks a file does, for a browser that Playwright does not drive.
PICK = """{{
  const bytes = Uint8Array.from({bytes});
  const files = new DataTransfer();
  files.items.add(new File([bytes], "cas.csv"));
  const input = document.querySelector("input[type=file]");
  const address = URL.createObjectURL;
  URL.createObjectURL = (saved) => {{
    saved.text().then((text) => (globalThis.saved = text));
    return address(saved);
  }};
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}}"""

UNMATCHED = "Structure;Habitants du lac;populaton\r\nÉtoile;39999;à moi\r\n".encode("cp1252")
"""A file none of whose columns is known."""
MATCHED = "Structure;populaton;Habitants du lac;resultat_"
"""How its results begin, once matched."""
MATCH = """(() => {
  globalThis.saved = "";
  const labels = [...document.querySelectorAll("[data-table] label")];
  const select = labels.find(({ textContent }) => textContent === "Habitants du lac")?.control;
  if (!select) return false;
  select.value = "population";
  document.querySelector("[data-table] [data-action=match]").click();
  return true;
})()"""


def open_form(page: Page, slug: str) -> None:
    page.goto(f"calculateurs/{slug}/")
    form = page.locator(f"form[data-calculator={slug}]")
    form.locator("input, select, textarea").first.focus()
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_many_cases_from_a_file(page: Page, tmp_path: Path, encoding: str) -> None:
    open_form(page, "aci-cpts")
    given = tmp_path / "cas.csv"
    lines = ("Nom;Population;QUALITE;Communes", "Étoile;30 000;oui;", "", "=A;-5;non;", "B;;;01034")
    table = "".join(f"{line}\r\n" for line in lines)
    given.write_bytes(table.encode(encoding))
    saved = picked(page, given)
    assert saved.startswith("\ufeffNom;Population;")
    rows = saved.split("\r\n")
    assert rows[1].startswith("Étoile;")
    assert ";240000;" in rows[1]
    assert rows[2] == ""
    assert rows[3].startswith("'=A;")
    assert "Ligne 4" in rows[3]
    assert ";1;" in rows[4]
    status = page.locator(STATUS)
    expect(status).to_contain_text("cas.csv : 2 lignes calculées, 1 en erreur")
    expect(status).to_contain_text("« Nom »")

    # The same file, once corrected, and as the command line computes it.
    given.write_bytes(table.replace("-5", "5").encode(encoding))
    saved = picked(page, given)
    expect(status).to_contain_text("cas.csv : 3 lignes calculées.")
    target = tmp_path / "resultats.csv"
    assert cli.main(["batch", "aci-cpts", "--input", str(given), "--output", str(target)]) == 0
    assert saved == target.read_bytes().decode()


def picked(page: Page, file: Path) -> str:
    with page.expect_download() as saved:
        page.locator("input[type=file]").set_input_files(file)
    return Path(saved.value.path()).read_bytes().decode()


def test_a_file_that_cannot_be_computed_is_told(page: Page, tmp_path: Path) -> None:
    open_form(page, "aci-cpts")
    status = page.locator(STATUS)
    for content, words in (
        (b"patientelle;populaton\n1;2\n", "« population »"),
        (b"PK\x03\x04", "au format CSV"),
        (b"population\n" + b"1\n" * 2_500_000, "5 Mo au plus"),
    ):
        given = tmp_path / "cas.csv"
        given.write_bytes(content)
        page.locator("input[type=file]").set_input_files(given)
        expect(status).to_contain_text(words, timeout=READY)
    expect(page.locator("input[type=file]")).to_have_value("")


def test_the_template_computes_its_row(page: Page, tmp_path: Path) -> None:
    open_form(page, "aci-msp")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Modèle à remplir").click()
    assert saved.value.suggested_filename == "aci-msp.csv"
    given = tmp_path / "aci-msp.csv"
    saved.value.save_as(given)
    assert ";resultat_total_euros;" in picked(page, given)
    expect(page.locator(STATUS)).to_contain_text("1 ligne calculée.")


def test_a_file_picked_before_the_page_is_alive_is_computed(page: Page, tmp_path: Path) -> None:
    given = tmp_path / "cas.csv"
    given.write_text("population\n30000\n", encoding="utf-8")
    held = hold(page, "**/batch.js")
    page.goto("calculateurs/aci-cpts/")
    with page.expect_request("**/batch.js"):
        page.locator("form[data-calculator]").locator("input").first.focus()
    page.locator("input[type=file]").set_input_files(given)
    with page.expect_download(timeout=READY):
        held[0].continue_()


def test_firefox_computes_a_file(address: str) -> None:
    document = "Nom;Population\r\nÉtoile;30 000\r\n".encode("cp1252")
    answer = json.loads(
        browser.batch(json.dumps({"calculator": "aci-cpts", "csv": document.decode("latin-1")}))
    )
    with Browser("firefox") as firefox:
        firefox.open(f"{address}calculateurs/aci-cpts/")
        firefox.wait("globalThis.exerciceCoordonneEngine?.state.phase === 'ready'")
        firefox.evaluate(PICK.format(bytes=[*document]))
        firefox.wait("globalThis.saved")
        # Text read from a file has lost its mark.
        assert firefox.evaluate("saved") == answer["csv"].removeprefix("\ufeff")
        assert answer["report"] in firefox.evaluate(
            "document.querySelector('[data-batch] [role=status]').textContent"
        )
        # Its columns are matched on screen.
        firefox.evaluate(PICK.format(bytes=[*UNMATCHED]))
        firefox.wait(MATCH)
        firefox.wait("globalThis.saved")
        heading, row, *_ = firefox.evaluate("saved").splitlines()
        assert heading.startswith(MATCHED)
        assert row.startswith("Étoile;à moi;39999;")


def test_files_that_cannot_be_computed_are_told_so(page: Page, allowed_errors: list[str]) -> None:
    allowed_errors += ["net::ERR_FAILED", "Failed to fetch"]
    page.route("**/batch.js", lambda route: route.abort())
    page.goto("calculateurs/sisa/")
    expect(page.locator(STATUS)).to_contain_text("n’a pas pu être chargé", timeout=READY)
    expect(page.locator("form[data-calculator]")).to_have_attribute("data-alive", "yes")
