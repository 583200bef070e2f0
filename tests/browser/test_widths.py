"""Nothing of a calculator is wider than the screen, from the smallest phone on."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from calculators import SLUGS, find
from tests.browser.form import last_result, open_form

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


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_nothing_is_wider_than_the_screen(page: Page, slug: str, filled: bool) -> None:
    calculator = find(slug)
    link = calculator.answer(calculator.examples[0].inputs).link() if filled else {}
    open_form(page, slug, urlencode(link))
    if filled:
        last_result(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BEYOND) == [], width
