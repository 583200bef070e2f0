"""A whole file on paper, a workbook, and no request leaving the site whatever is done."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from calculators import compute
from tests.browser.faults import serving
from tests.browser.form import EVERY, fragment, keep, opened
from tests.browser.page import READY

MSP: dict[str, Any] = {
    "exercice": 2026,
    "patientele": 6_000,
    "associes": 12,
    "coordination": True,
    "protocoles": 3,
}
NAME = "MSP du Lac, 2026"


def link(slug: str, inputs: dict[str, Any]) -> str:
    return fragment({"calculator": slug, "inputs": inputs, "on": None})


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("width", [320, 1280] if EVERY else [320])
def test_all_that_is_kept_under_a_name_makes_one_file(
    open_context: Callable[..., BrowserContext], width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    opened(page, "aci-msp", f"{link('aci-msp', MSP)}&plan=coordination")
    keep(page, NAME)
    opened(page, "sisa", "associes_auxiliaires=1&associes_medecins=2")
    keep(page, NAME)
    opened(page, "sisa", "associes_auxiliaires=0&associes_medecins=1")
    keep(page, "Une autre")
    page.goto("mon-dossier/")
    page.locator("[data-action=record]").click()
    expect(page.locator("[data-dossier] [role=status]")).to_contain_text("Choisissez d’abord")
    page.get_by_label("Dossier proposé").select_option(NAME)
    page.locator("[data-action=record]").press("Enter")
    record = page.locator(".record")
    expect(record).to_be_visible(timeout=READY)
    expect(page.locator("[data-action=record-print]")).to_be_focused()
    expect(record.locator("h1")).to_have_text(NAME)
    expect(record.locator("h2")).to_have_text(
        ["Vie d’une SISA", "Rémunération d’une maison de santé"]
    )
    assert record.evaluate("record => record.scrollWidth <= record.clientWidth")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = squeezed("".join(sheet.extract_text() for sheet in sheets))
    for words in (
        NAME,
        "Patientèle médecin traitant",
        "Preuve prête.",
        "Les textes",
        "Le calendrier",
    ):
        assert squeezed(words) in text, words
    assert "Choisissez d’abord" not in text
    page.keyboard.press("Escape")
    expect(record).to_have_count(0)


# The library names no default style, which spreadsheets do without.
@pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
def test_a_workbook_holds_numbers_and_dates(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    inputs = {"population": 60_000, "date_signature": "2026-03-01"}
    opened(page, "aci-cpts", link("aci-cpts", inputs))
    assert not any("write-excel-file" in url for url in asked)
    with page.expect_download() as saved:
        page.get_by_text("Autres outils").click()
        page.locator("[data-action=xlsx]").click()
    assert saved.value.suggested_filename == "aci-cpts.xlsx"
    saved.value.save_as(tmp_path / "aci-cpts.xlsx")
    book = load_workbook(tmp_path / "aci-cpts.xlsx")
    result = compute("aci-cpts", inputs)
    rows = [[cell.value for cell in row] for row in book["Résultat"].iter_rows(min_row=2)]
    values = {row[0]: row[4] for row in rows if row[0]}
    for line in result["lines"]:
        assert values[line["id"]] == line["value"]
    dates = [[cell.value for cell in row] for row in book["Calendrier"].iter_rows(min_row=2)]
    assert [row[0] for row in dates] == [
        datetime.fromisoformat(event["date"]) for event in result["timeline"]
    ]
    assert [row[2] for row in dates] == [event["amount"] for event in result["timeline"]]


def test_a_message_is_shown_before_it_is_opened(page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    opened(page, "aci-cpts", link("aci-cpts", {"population": 60_000}))
    page.get_by_text("Autres outils").click()
    page.locator("[data-action=report]").press("Enter")
    message = page.get_by_label("Votre message")
    expect(message).to_be_focused()
    told = message.input_value()
    assert page.url in told
    assert compute("aci-cpts", {"population": 60_000})["scale"]["title"] in told
    # What is open follows the answers; a message that the reader wrote in stays, and says so.
    page.locator("[data-action=embed]").click()
    page.get_by_label("Avec les réponses").check()
    page.locator("[data-action=reproduce]").click()
    command, code = page.locator("[data-command]"), page.get_by_label("Code à coller")
    expect(command).to_contain_text("60000")
    page.locator("[name=population]").fill("0")
    expect(command).to_be_empty()
    expect(page.locator("[data-action=command]")).to_be_disabled()
    expect(page.locator("[data-action=embed-copy]")).to_be_disabled()
    expect(page.locator(".reporting")).to_contain_text("dit celles d’avant")
    page.locator("[name=population]").fill("70000")
    expect(command).to_contain_text("70000")
    expect(code).to_have_value(re.compile("population=70000"))
    expect(message).to_have_value(re.compile("population=70000"))
    told = message.input_value()
    message.fill(told.replace(page.url, "(retiré)"))
    page.locator("[name=population]").fill("80000")
    expect(command).to_contain_text("80000")
    expect(page.locator(".reporting")).to_contain_text("dit celles d’avant")
    page.locator("[data-action=report-copy]").click()
    assert "(retiré)" in page.evaluate("copied")
    assert "population" not in page.evaluate("copied")
    page.locator(".reporting").get_by_role("button", name="Fermer").click()
    expect(page.locator("[data-action=report]")).to_be_focused()


def test_no_tool_of_a_result_asks_another_site_nor_says_what_was_typed(chromium: Browser) -> None:
    """Every button is pressed, in every panel that it opens; the requests are counted."""
    patients = 6_123
    with serving() as server:
        context = chromium.new_context(base_url=server.address, accept_downloads=True)
        page = context.new_page()
        page.add_init_script("window.print = () => {}")
        elsewhere: list[str] = []
        page.on(
            "request",
            lambda request: (
                elsewhere.append(request.url)
                if not request.url.startswith((server.address, "blob:", "data:"))
                else None
            ),
        )
        opened(page, "aci-msp", link("aci-msp", {**MSP, "patientele": patients}))
        actions = page.locator(".actions[data-actions] button")
        names = [button.get_attribute("data-action") for button in actions.all()]
        assert {"fiche", "plan", "embed", "reproduce", "xlsx", "compare", "keep"} <= {*names}
        page.get_by_text("Autres outils").click()
        for name in names:
            page.locator(f".actions[data-actions] [data-action={name}]").click()
            page.wait_for_timeout(100)
            if name == "fiche":
                page.locator("[data-action=fiche-print]").click()
                page.keyboard.press("Escape")
        page.get_by_role("button", name="Plan en agenda").click()
        page.get_by_label("Preuve prête").first.check()
        page.locator("[data-action=command]").click()
        page.locator("[data-action=embed-copy]").click()
        keep(page, NAME)
        page.goto("mon-dossier/")
        page.get_by_label("Dossier proposé").select_option(NAME)
        page.locator("[data-action=record]").click()
        expect(page.locator(".record")).to_be_visible(timeout=READY)
        page.keyboard.press("Escape")
        page.goto("calculateurs/calendrier/")
        expect(page.locator("form[data-calculator]")).to_have_attribute(
            "data-engine", "ready", timeout=READY
        )
        context.close()
        assert elsewhere == []
        assert len(server.asked) > 10
        for asked in server.asked:
            assert asked.method == "GET", asked
            assert not re.search(rf"\?|{patients}", asked.path), asked
