"""What is handed over on one sheet, and the line that computes again, asked from the page."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from calculators import compute, find
from calculators.doors import browser
from macros.pages.calculator_page import answered
from tests.browser.form import SOME, fragment
from tests.browser.page import FOLLOW, READY

JSQR = (Path(__file__).parents[2] / "node_modules/jsqr/dist/jsQR.js").read_text("utf-8")
# Draws the square as a telephone would see it, then reads it.
DECODE = """async (svg) => {
  const copy = svg.cloneNode(true);
  const size = 6 * svg.viewBox.baseVal.width;
  copy.setAttribute("width", size);
  copy.setAttribute("height", size);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(copy.outerHTML);
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size, size);
  context.drawImage(image, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  return jsQR(data, size, size)?.data;
}"""
EVERYONE = [
    {"nom": f"Associée au nom plutôt long, numéro {rank}", "heures": rank, "actions": rank}
    for rank in range(1, 201)
]
SHARES = {"montant": 90_000, "part_fixe": 50, "part_temps": 25, "part_actions": 25}
FULL = "Pôle de santé pluriprofessionnel et libéral du canton de Saint-Étienne-de-Tinée"


def case(slug: str, inputs: dict[str, Any]) -> str:
    return fragment({"calculator": slug, "inputs": inputs, "on": None})


def opened(page: Page, slug: str, answers: str, name: str = FULL) -> None:
    if f"/{slug}/" in page.url:
        page.keyboard.press("Escape")
        page.evaluate(FOLLOW, answers)
    else:
        page.goto(f"calculateurs/{slug}/#{answers}")
    form = page.locator(f"form[data-calculator={slug}]")
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)
    page.locator("[data-action=fiche]").click()
    expect(page.locator(".fiche-sheet")).to_be_visible()
    page.get_by_label("Nom de la structure").fill(name)


def paper(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("slug", SOME)
def test_every_result_holds_on_one_sheet(page: Page, slug: str) -> None:
    calculator = find(slug)
    for example in calculator.examples:
        answer = answered(calculator, example)
        on = {"on": example.on.isoformat()} if example.on else {}
        opened(page, slug, urlencode({**answer.link(), **on}))
        (sheet,) = paper(page).pages
        text = squeezed(sheet.extract_text())
        for words in (FULL, answer.result()["headline"]["text"], f"calculateurs/{slug}/#"):
            assert squeezed(words) in text, words


@pytest.mark.parametrize(
    ("slug", "inputs"),
    [
        ("repartition-sisa", {**SHARES, "associes": EVERYONE}),
        ("aci-msp", {"patientele": 6_000, "associes": 12}),
    ],
)
def test_what_is_long_or_not_known_holds_too(page: Page, slug: str, inputs: dict[str, Any]) -> None:
    opened(page, slug, case(slug, inputs))
    assert len(paper(page).pages) == 1


def test_it_says_the_amount_its_origin_the_gains_and_the_way_back(page: Page) -> None:
    inputs = {"population": 60_000, "accompagnement": False}
    opened(page, "aci-cpts", case("aci-cpts", inputs), "CPTS du Lac")
    result, sheet = compute("aci-cpts", inputs), page.locator(".fiche-sheet")
    expect(sheet.locator("h2")).to_have_text("CPTS du Lac")
    picture = browser.pictures(find("aci-cpts").answer(inputs))[0]
    expect(sheet.locator(".picture td:last-child")).to_have_text(
        [bar["text"] for bar in picture["bars"]]
    )
    gains = [item for item in result["missing"] if item["gain_text"]][:5]
    for item in gains:
        expect(sheet).to_contain_text(item["label"])
        expect(sheet).to_contain_text(item["gain_text"])
    expect(sheet).to_contain_text("Fiche éditée le")
    page.evaluate(JSQR)
    address = sheet.locator("svg").evaluate(DECODE)
    assert address == page.url == page.locator(".fiche-address").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".fiche")).to_have_count(0)
    expect(page.locator("[data-action=fiche]")).to_be_focused()
    page.locator("[data-action=print]").click()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()


def test_the_sheet_and_the_line_hold_in_a_phone(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.add_init_script("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    opened(page, "aci-msp", case("aci-msp", {"patientele": 6_000, "associes": 12}))
    fits = "element => element.scrollWidth <= element.clientWidth"
    assert page.locator(".fiche").evaluate(fits)
    page.get_by_role("button", name="Fermer").click()
    page.get_by_text("Autres outils").click()
    page.locator("[data-action=reproduce]").press("Enter")
    line = page.locator("[data-command]")
    expect(line).to_contain_text("calculators estimate aci-msp --on")
    expect(page.locator("[data-action=command]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reproduce [role=status]")).to_have_text("Commande copiée.")
    assert page.evaluate("copied") == line.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
