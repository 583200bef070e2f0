"""Whatever fails, the form lives or says why, and keeps what was typed."""

from __future__ import annotations

import contextlib
import os
import re
import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.faults import FAULTS, Visit, opened, serving, visit
from tests.browser.form import EVERY

SHORT = (
    "/main.js mute",
    "manifest.json refused",
    "policy",
    "/early.js mute, by #population=90000",
    "boot.js missing, by #population=90000",
)
"""Ends of the names of the faults that Firefox meets at each change."""


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


TOGETHER = 5
"""Pages open at the same time: most of theirs is spent waiting."""
SLACK = 15
"""What so many pages at the same time cost to each one, in seconds."""
BESIDE = 5
"""What another browser at work on the same machine costs, in seconds; the audit allows nothing."""
ALIKE = re.compile(
    "/(engine|view|exports|print).js (refused|mute|old)|/(main|form).js refused"
    "|/early.js (missing|refused|old).*|/form.js missing, by .*|worker.js (missing|old), by .*"
    "|.wasm missing, by .*| without WebAssembly .*, by .*| no (module )?worker, by .*"
    "|.min.js missing|manifest.json refused|.wasm refused|/(view|exports|print).js missing"
    "|(worker.js|.wasm) mute, by .*|manifest.json mute|boot.js mute|/main.js old|.wasm mute"
    "| no module worker| no WebAssembly"
)
"""Faults that are met as their sisters are: only `make audit` meets them."""


def test_every_fault_is_told_in_chromium(chromium: Browser) -> None:
    waiting = [fault for fault in FAULTS if EVERY or not ALIKE.fullmatch(str(fault))]
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
        for stack, one in list(going):
            with contextlib.suppress(RuntimeError):
                one.step()
            if one.done:
                going.remove((stack, one))
                stack.close()
                wrong += filter(None, [one.seen.wrong(one.fault, slack=SLACK)])
    assert wrong == []


@pytest.mark.skipif(not EVERY, reason="for make audit: half a minute")
def test_the_same_words_are_met_in_firefox() -> None:
    faults = [fault for fault in FAULTS if str(fault).endswith(SHORT)]
    assert len(faults) > len(SHORT)
    with opened("firefox") as tab:
        wrong = [visit(tab, fault).wrong(fault, slack=BESIDE) for fault in faults]
    assert [problem for problem in wrong if problem] == []


@pytest.mark.skipif(not os.environ.get("EVERY_BROWSER"), reason="for make audit: ten minutes")
@pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
def test_every_fault_is_told_in_every_browser(engine: str) -> None:
    with opened(engine) as tab:
        wrong = [visit(tab, fault).wrong(fault) for fault in FAULTS]
    assert [problem for problem in wrong if problem] == []
