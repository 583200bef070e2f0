"""Whatever fails, the form lives or says why, and keeps what was typed."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.faults import FAULTS, Visit, serving


class PlaywrightTab:
    """A page of Chromium."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()

    def reach(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def evaluate(self, code: str) -> Any:
        try:
            return self.page.evaluate(code)
        except Error as between:
            raise RuntimeError from between


TOGETHER = 8
"""Pages open at the same time: most of theirs is spent waiting."""


def test_every_fault_is_told_in_chromium(chromium: Browser) -> None:
    waiting = list(FAULTS)
    going: list[tuple[contextlib.ExitStack, Visit]] = []
    wrong: list[str] = []
    while waiting or going:
        while waiting and len(going) < TOGETHER:
            stack = contextlib.ExitStack()
            fault = waiting.pop()
            server = stack.enter_context(serving(fault))
            context = stack.enter_context(chromium.new_context())
            going.append((stack, Visit(PlaywrightTab(context), fault, server)))
        time.sleep(0.2)
        for stack, visit in list(going):
            with contextlib.suppress(RuntimeError):
                visit.step()
            if visit.done:
                going.remove((stack, visit))
                stack.close()
                wrong += filter(None, [visit.seen.wrong(visit.fault)])
                print(visit.fault, visit.seen)
    assert wrong == []
