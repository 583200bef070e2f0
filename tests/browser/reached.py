"""What a reader without a mouse reaches: where the focus stands, and whether it can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

# What has the focus, and whether a person can see it.
FOCUSED = """() => {
  const e = document.activeElement;
  const label = e.classList.contains("md-option") ? e.nextElementSibling : e;
  const around = e.closest(".md-search__form") ?? label;
  // A link on two lines has one box a line, and nothing between them.
  const box = label.getClientRects()[0] ?? label.getBoundingClientRect();
  const style = getComputedStyle(around);
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    body: e === document.body,
    name: e.getAttribute("aria-label") ?? e.textContent.trim().slice(0, 40) ?? e.id,
    what: `${e.tagName} ${e.id} ${e.className}`,
    key: e.form?.dataset.calculator ? e.name : "",
    value: e.value ?? "",
    kind: e.type ?? e.tagName,
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
      && box.width > 0 && box.height > 0,
    covered: !(top && (label.contains(top) || top.contains(label))),
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    """Tell what has the focus, and whether a person can see it."""
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


def walk(page: Page, key: str = "Tab", most: int = 250) -> Iterator[dict[str, Any]]:
    """Press a key until the focus leaves the page."""
    for _ in range(most):
        page.keyboard.press(key)
        found = focused(page)
        if found["covered"]:  # by a tip that is fading away
            page.wait_for_timeout(400)
            found = focused(page)
        if found["body"]:
            return
        yield found
    pytest.fail(f"the focus never left the page after {most} presses")


def unseen(stop: dict[str, Any]) -> str:
    """Say of a stop that nobody sees where it is; nothing when it is seen."""
    seen = stop["ring"] >= 2 and stop["inside"] and not stop["covered"]
    return "" if seen else f"{stop['what']}: {stop['name']} {stop}"
