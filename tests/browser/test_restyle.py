"""What a page that is read costs a slow processor: how many times the whole of it is styled."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.form import EVERY
from tests.browser.page import SAVES_DATA

MOST = 8
"""Times that the theme restyles a page as it wakes: its classes, its addresses, its colours."""


@pytest.mark.parametrize(
    "path", ["", "calculateurs/aci-msp/", "comprendre/cpts/"] if EVERY else ["comprendre/cpts/"]
)
def test_a_page_is_not_styled_whole_for_each_tooltip(
    chromium: Browser, open_context: Any, path: str
) -> None:
    """The theme measures each definition at the end of the body: no rule may look there."""
    context: BrowserContext = open_context(viewport={"width": 412, "height": 823})
    context.add_init_script(SAVES_DATA)
    page = context.new_page()
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(500)
    found = json.loads(chromium.stop_tracing())["traceEvents"]
    styled = [
        event["args"]["elementCount"]
        for event in found
        if event["name"] == "UpdateLayoutTree" and event["args"].get("elementCount")
    ]
    whole = [count for count in styled if count > 0.9 * max(styled)]
    assert max(styled) > 200
    assert len(whole) <= MOST, styled
