"""What the page asks of the plans of a structure."""

from __future__ import annotations

import json
from typing import Any

from calculators import find
from calculators.doors import browser

MSP: dict[str, Any] = {
    "exercice": 2026,
    "patientele": 6_000,
    "associes": 12,
    "coordination": True,
    "si_standard": True,
}
"""A maison de santé that coordinates and has a standard information system."""


def ask(slug: str, inputs: dict[str, Any], format: str, *done: str) -> Any:
    """Ask a plan, or a file of it, for the answers that a link would hold."""
    link = find(slug).answer(inputs).link()
    asked = {"calculator": slug, "typed": link, "format": format, "done": done}
    return json.loads(browser.export(json.dumps(asked)))
