"""Nothing of a calculator is wider than the screen, from the smallest phone on."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from calculators import find
from tests.browser.form import SOME, last_result, open_form
from tests.browser.page import FOLLOW

WIDTHS = (320, 390, 768)
# What stands beyond the screen, or beyond the form that holds it.
BEYOND = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const screen = document.documentElement.clientWidth;
  const form = document.querySelector("form[data-calculator]");
  const edge = form.getBoundingClientRect().right;
  const out = [...form.querySelectorAll("input, button, select, textarea, label, p")]
    .filter((one) => !one.closest(".visually-hidden"))
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => one.name || one.textContent);
  const wider = document.documentElement.scrollWidth - screen;
  return wider > 0 ? [`${wider} px`, ...out] : out;
}"""


@pytest.mark.parametrize("slug", SOME)
def test_nothing_is_wider_than_the_screen(page: Page, slug: str) -> None:
    calculator = find(slug)
    open_form(page, slug)
    assert wide(page) == []
    link = calculator.answer(calculator.examples[0].inputs).link()
    page.evaluate(FOLLOW, urlencode(link))
    last_result(page)
    assert wide(page) == []


def wide(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {one}" for one in page.evaluate(BEYOND)]
    return found
