"""Cases taken from the texts, computed on CPython. The engine and the page run the same file."""

from __future__ import annotations

from datetime import date
from typing import Any

from calculators import compute
from tests.support import every_case


@every_case
def test_case(case: dict[str, Any]) -> None:
    on = date.fromisoformat(case["on"]) if case["on"] else None
    values = compute(case["calculator"], case["inputs"], on)["values"]
    assert {key: values[key] for key in case["expect"]} == case["expect"]
