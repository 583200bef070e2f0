"""WebKitGTK, the engine of Safari: from the page to the figure, in every calculator."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest

from calculators import SLUGS, find
from tests.browser.form import whole
from tests.browser.page import FOLLOW
from tests.browser.test_batch import MATCH, MATCHED, PICK, UNMATCHED
from tests.browser.webkit import WebKit, WebKitError

pytestmark = pytest.mark.skipif(
    not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")),
    reason="WebKitGTK is not installed: tests/browser/ensure-browsers.sh webkit",
)
# Three at each change, all of them in `make audit`.
SHORT = ("aci-cpts", "aci-msp", "equipe")
VISITED = SLUGS if os.environ.get("EVERY_BROWSER") else SHORT
PATIENCE = 90
"""Seconds that a page may take to live and to answer, beside other browsers."""
LISTEN = """(() => {
  const form = document.querySelector("form[data-calculator=SLUG]");
  if (form?.dataset.alive !== "yes") return false;
  if (globalThis.told) return true;
  globalThis.told = [];
  form.addEventListener("calculator:result", ({ detail }) => globalThis.told.push(detail));
  form.querySelector("input, select, textarea").focus();
  return true;
})()"""


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebKit]:
    with WebKit() as browser:
        yield browser


def until(browser: WebKit, code: str) -> Any:
    """Give what an expression is worth, once it is worth something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := browser.evaluate(code):
                return found
        except WebKitError:  # between two pages
            pass
        time.sleep(0.1)
    pytest.fail(f"never so: {code}")


@pytest.mark.parametrize("slug", VISITED)
def test_an_answer_gives_its_figure(webkit: WebKit, address: str, slug: str) -> None:
    inputs = find(slug).examples[0].inputs
    webkit.reach(f"{address}calculateurs/{slug}/")
    until(webkit, LISTEN.replace("SLUG", slug))
    webkit.evaluate(f"({FOLLOW})({json.dumps(whole(slug, inputs))}) ?? true")
    told = until(webkit, "globalThis.told?.at(-1)")
    assert told["values"] == find(slug).compute(told["inputs"])["values"]
    shown = until(webkit, "document.querySelector('.calc-answer .headline')?.textContent")
    assert find(slug).compute(told["inputs"])["headline"]["text"] in shown
    assert "=" in until(webkit, "location.hash")


def test_the_columns_of_a_file_are_matched(webkit: WebKit, address: str) -> None:
    webkit.reach(f"{address}calculateurs/aci-cpts/")
    until(webkit, "globalThis.exerciceCoordonneEngine?.state.phase === 'ready'")
    webkit.evaluate(f"(() => {PICK.format(bytes=[*UNMATCHED])})() ?? true")
    until(webkit, MATCH)
    heading, row, *_ = until(webkit, "globalThis.saved").splitlines()
    assert heading.startswith(MATCHED)
    assert row.startswith("Étoile;à moi;39999;")
