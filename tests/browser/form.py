"""A form in a browser: open it, read what it says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, Route, expect

from calculators import SLUGS, find
from tests.browser.page import FOLLOW, READY, RECORD

EVERY = bool(os.environ.get("EVERY_CASE"))
"""Whether cases that fail as their sisters do are tried too: the audit asks for them."""
SOME = SLUGS if EVERY else ("aci-msp", "repartition-sisa")
"""The calculators on which what all have is tried at each change."""


def open_form(page: Page, slug: str, fragment: str = "") -> None:
    page.goto(f"calculateurs/{slug}/")
    form = page.locator(f"form[data-calculator={slug}]")
    form.evaluate(RECORD)
    if fragment:
        page.evaluate(FOLLOW, fragment)
    else:
        form.locator("input, select, textarea").first.focus()
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)


def opened(page: Page, slug: str, answers: str) -> None:
    """Open a form by a link that holds answers, and wait for its result."""
    page.goto(f"calculateurs/{slug}/#{answers}")
    form = page.locator(f"form[data-calculator={slug}]")
    expect(form).to_have_attribute("data-fresh", "true", timeout=READY)


def keep(page: Page, name: str, *, offered: bool = False) -> None:
    """Keep the result under a name, to serve other forms too when it is offered."""
    page.locator("[data-action=keep]").click()
    page.get_by_label("Sous quel nom").fill(name)
    if offered:
        page.get_by_label("Proposer ces réponses").check()
    page.locator("[data-action=keep-confirm]").click()
    expect(page.get_by_role("link", name="Ouvrir mon dossier")).to_be_visible()


def fragment(case: dict[str, Any]) -> str:
    """Write the link that opens a case."""
    on = {"on": case["on"]} if case["on"] else {}
    answer = find(case["calculator"]).answer(case["inputs"])
    return urlencode(sorted({**answer.link(), **on}.items()))


def whole(slug: str, inputs: Mapping[str, object]) -> str:
    """Write the link of a case whose every question is answered, be it by « no »."""
    calculator = find(slug)
    answered = calculator.as_json(calculator.answers(inputs))
    given = {key: value for key, value in answered.items() if value is not None}
    return urlencode(sorted(calculator.answer(given).link().items()))


def last_result(page: Page) -> Any:
    """Give what the page announced last, without the estimate that stands beside a result."""
    page.wait_for_function("() => window.results.length > 0")
    result = page.evaluate("() => window.results.at(-1)")
    result.pop("estimate", None)
    return result


def error_of(page: Page, slug: str, field: str) -> Locator:
    return page.locator(f"#{slug}-{field}-error")


def hold(page: Page, address: str) -> list[Route]:
    """Keep a file from coming, until the test lets it."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held
