"""A form in a browser: open it, read what it says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from calculators import find
from tests.browser.page import FOLLOW, READY, RECORD


def open_form(page: Page, slug: str, fragment: str = "") -> None:
    page.goto(f"calculateurs/{slug}/")
    form = page.locator(f"form[data-calculator={slug}]")
    form.evaluate(RECORD)
    if fragment:
        page.evaluate(FOLLOW, fragment)
    else:
        form.locator("input, select, textarea").first.focus()
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)


def fragment(case: dict[str, Any]) -> str:
    """Write the link that opens a case."""
    on = {"on": case["on"]} if case["on"] else {}
    answer = find(case["calculator"]).answer(case["inputs"])
    return urlencode(sorted({**answer.link(), **on}.items()))


def last_result(page: Page) -> Any:
    page.wait_for_function("() => window.results.length > 0")
    return page.evaluate("() => window.results.at(-1)")


def error_of(page: Page, slug: str, field: str) -> Locator:
    return page.locator(f"#{slug}-{field}-error")
